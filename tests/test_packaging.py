"""The wheel holds everything that a desk elsewhere needs, and only that; built here without network."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

NOT_PACKAGED = {"__pycache__", ".ipynb_checkpoints"}


def build(root: Path, target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(root, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked: what an installation would put into site-packages."""
    folder = tmp_path_factory.mktemp("site-packages")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def files(folder: Path, prefix: str) -> set[str]:
    """Files that git knows or would know, as paths inside the wheel."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {f"{prefix}/{path.as_posix()}" for path in found if not NOT_PACKAGED & set(path.parts)}


def test_the_wheel_holds_the_package_its_data_and_the_templates(root: Path, wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == files(root / "toolkit" / "summitry", "summitry") | files(root / "templates", "summitry/_templates")


@pytest.mark.parametrize("kind", [".csv", ".css", ".js", ".ipynb"])
def test_the_wheel_holds_files_that_are_not_python(wheel: Path, kind: str) -> None:
    assert any(name.endswith(kind) for name in zipfile.ZipFile(wheel).namelist())


def test_the_wheel_names_its_command_its_extractor_and_its_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (entry_points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
    text = archive.read(entry_points).decode()
    assert "summitry = summitry.cli:main" in text
    assert "[summitry.extractors]" in text
    metadata = HeaderParser().parsestr(archive.read(entry_points.replace("entry_points.txt", "METADATA")).decode())
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_the_version_is_said_once(root: Path, wheel: Path) -> None:
    import summitry

    assert f"-{summitry.__version__}-" in wheel.name
    assert f"## [{summitry.__version__}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_packaged_command_makes_a_desk_anywhere(installed: Path, tmp_path: Path) -> None:
    """Away from any checkout, with the packaged modules before the editable ones."""
    code = "import summitry, sys; print(summitry.__file__); from summitry.cli import main; main()"
    env = os.environ | {"PYTHONPATH": str(installed)}

    def summitry(*arguments: str) -> str:
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert summitry("init", "my desk").startswith(str(installed))
    desk = tmp_path / "my desk"
    assert (desk / "desk.toml").is_file()
    assert {path.name for path in (desk / "templates").glob("*.ipynb")} >= {"brief.ipynb"}
    summitry("--desk", str(desk), "new", "2025-01-02-oslo", "--title", "Talks in Oslo", "--start", "2025-01-02")
    assert (desk / "workbooks" / "2025-01-02-oslo" / "summit.toml").is_file()


def test_the_source_distribution_can_build_the_wheel(root: Path, tmp_path: Path) -> None:
    with tarfile.open(build(root, "sdist", tmp_path)) as archive:
        names = archive.getnames()
    inside = {name.partition("/")[2] for name in names}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "Makefile", "constraints.txt", "toolkit/summitry/model.py"}
    assert inside >= wanted
    assert any(name.startswith("templates/") for name in inside)
    assert not {name.split("/")[0] for name in inside} & {".venv", ".env-tools", ".git", "dist"}


def test_constraints_pin_versions_and_name_no_place(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all("==" in pin for pin in pins)
    assert not any(mark in line for line in lines for mark in ("://", "@", "--index", "--find-links"))
