"""What `make` does first: choosing a Python, and knowing a finished environment from a half-made one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SHELL_TOOLS = "/usr/bin:/bin"


def fake_python(folder: Path, name: str, prelude: str = "") -> None:
    """A Python on PATH that differs from the real one in what ``prelude`` (a line of Python) changes."""
    code = f"import sys; {prelude or 'pass'}; exec(sys.argv[1])"
    script = folder / name
    script.write_text(f'#!/bin/sh\nshift\nexec "{sys.executable}" -c "{code}" "$@"\n')
    script.chmod(0o755)


def find_python(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    for tool in ("sh", "printf"):
        found = next(Path(p, tool) for p in SHELL_TOOLS.split(":") if Path(p, tool).exists())
        (folder / tool).symlink_to(found)
    env = {"PATH": str(folder)}
    command = [str(folder / "sh"), str(root / "tools" / "find-python")]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


def test_a_python_new_enough_is_chosen_among_older_ones(root: Path, tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", "sys.version_info = (3, 9, 2)")
    fake_python(tmp_path, "python3.12")
    done = find_python(root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).name.startswith("python")


@pytest.mark.parametrize(
    ("prelude", "what"),
    [("sys.version_info = (3, 9, 2)", "3.11 or newer"), ("sys.modules['ensurepip'] = None", "-venv'")],
)
def test_an_unusable_python_gives_one_line_with_a_remedy(root: Path, tmp_path: Path, prelude: str, what: str) -> None:
    fake_python(tmp_path, "python3", prelude)
    done = find_python(root, tmp_path)
    assert done.returncode != 0
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert what in done.stderr
    assert "install" in done.stderr


def test_no_python_gives_one_line_with_a_remedy(root: Path, tmp_path: Path) -> None:
    done = find_python(root, tmp_path)
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert "no python3 found" in done.stderr


def test_a_shim_of_a_version_that_is_not_installed_is_passed_over(root: Path, tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\necho 'not installed' >&2\nexit 127\n")
    (tmp_path / "python3").chmod(0o755)
    fake_python(tmp_path, "python3.13")
    assert find_python(root, tmp_path).returncode == 0


@pytest.fixture
def set_up_tool(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """tools/setup_env.py over an empty clone; whatever would reach the network fails the test."""
    spec = importlib.util.spec_from_file_location("setup_env", root / "tools" / "setup_env.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "TOOLS": tmp_path / ".env-tools"}
    places |= {"CONSTRAINTS": tmp_path / "constraints.txt", "UNFINISHED": tmp_path / ".venv" / ".unfinished"}
    for name, place in places.items():
        monkeypatch.setattr(tool, name, place)
    monkeypatch.setattr(tool, "with_uv", lambda _: pytest.fail("set-up was not expected to install anything"))
    return tool


def test_a_stamped_environment_is_left_alone_and_a_changed_one_is_completed(
    set_up_tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(set_up_tool, "with_uv", installed.append)
    assert set_up_tool.main(["run"]) == 0
    assert set_up_tool.main(["run"]) == 0
    assert len(installed) == 1
    (tmp_path / "constraints.txt").write_text("pandas==3.0.0\n")
    assert set_up_tool.main(["run"]) == 0
    assert len(installed) == 2
    assert installed[1][:2] == ["-c", "constraints.txt"]


def test_an_environment_left_by_a_killed_set_up_is_made_anew(
    set_up_tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_up_tool, "with_uv", lambda _: None)
    assert set_up_tool.main(["run"]) == 0
    (tmp_path / ".venv" / ".unfinished").touch()
    (tmp_path / ".venv" / "half").touch()
    assert not set_up_tool.is_done("run")
    assert set_up_tool.main(["run"]) == 0
    assert not (tmp_path / ".venv" / "half").exists()


def test_a_clone_that_was_moved_gets_an_environment_of_its_new_place(
    set_up_tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_up_tool, "with_uv", lambda _: None)
    assert set_up_tool.main(["run"]) == 0
    (tmp_path / ".venv" / "old").touch()
    (tmp_path / ".venv" / ".made-in").write_text("/somewhere/else")
    (tmp_path / "constraints.txt").write_text("")  # as another place would, this changes the fingerprint
    assert set_up_tool.main(["run"]) == 0
    assert not (tmp_path / ".venv" / "old").exists()


def test_an_environment_that_lost_its_settings_is_not_taken_for_one(set_up_tool: ModuleType, tmp_path: Path) -> None:
    """Its interpreter would be the system's own, and packages would land there."""
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(os.path.realpath(sys.executable))
    assert not set_up_tool.answers(binaries / "python")


def test_without_uv_pip_does_it(set_up_tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[list[str]] = []

    def no_uv(_: list[str]) -> None:
        raise subprocess.CalledProcessError(1, ["uv"])

    monkeypatch.setattr(set_up_tool, "with_uv", no_uv)
    monkeypatch.setattr(set_up_tool, "with_pip", done.append)
    assert set_up_tool.main(["test"]) == 0
    assert any(word.startswith("pytest") for word in done[0])


def test_what_stood_still_stands_when_nothing_can_install(
    set_up_tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(set_up_tool, "with_uv", lambda _: None)
    assert set_up_tool.main(["run"]) == 0

    def fails(_: list[str]) -> None:
        raise subprocess.CalledProcessError(1, ["installer"])

    monkeypatch.setattr(set_up_tool, "with_uv", fails)
    monkeypatch.setattr(set_up_tool, "with_pip", fails)
    assert set_up_tool.main(["lint"]) == 1
    assert "could not be installed" in capsys.readouterr().err
    assert set_up_tool.is_done("run")
