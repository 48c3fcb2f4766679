"""README.md, CHANGELOG.md and CONTRIBUTING.md say what is so: links, files, commands, options, tables and values."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from summitry import model

ROOT = Path(__file__).resolve().parents[1]
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")}
README = PAGES["README.md"]
FOLDERS = ("docs", "reports", "templates", "tests", "toolkit", "tools", "workbooks")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.M | re.S)


def summitry_lines() -> list[str]:
    """Every call of the command in the README, without the shell around it."""
    lines = (line for block in blocks("sh") for line in block.splitlines())
    found = (re.search(r"(?:^|[ ;(])(?:\.venv/bin/)?summitry ([a-z].*?)(?:\) \||&&|$)", line) for line in lines)
    return [match[1] for match in found if match]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", PAGES[page])
    missing = [a or b for a, b in links if "://" not in (a or b) and not (ROOT / (a or b)).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page: str) -> None:
    named = re.findall(rf"(?<![\w./])((?:{'|'.join(FOLDERS)})/[\w./*-]*)", PAGES[page])
    meant = [name for name in named if "NAME" not in name and "index.html" not in name]
    assert not [name for name in meant if not list(ROOT.glob(name.rstrip("/.")))]


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_that_are_named_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    code = re.findall(r"`(make [^`\n]+)`", PAGES[page]) + re.findall(r"^make [a-z]+", PAGES[page], flags=re.M)
    assert {line.split()[1] for line in code} <= targets


def test_the_targets_that_make_lists_are_all_there_is(root: Path) -> None:
    done = subprocess.run(["make", "-s", "help"], cwd=root, capture_output=True, text=True, check=True, timeout=60)
    assert {"report", "test", "lab", "lint", "build"} <= {line.split()[0] for line in done.stdout.splitlines()}


@pytest.mark.parametrize("line", summitry_lines())
def test_commands_parse(line: str) -> None:
    from summitry.cli import cli

    name, *arguments = shlex.split(line)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None, f"there is no command {name}"
    command.make_context(name, list(arguments))


def test_every_command_is_shown() -> None:
    from summitry.cli import cli

    shown = {word for line in summitry_lines() for word in line.split()[:1]}
    named = set(re.findall(r"`(?:\.venv/bin/)?summitry ([a-z]+)", README)) | shown
    assert named >= set(cli.commands) - {"extract"}
    listed = PAGES["CHANGELOG.md"]
    assert all(f"`{name}`" in listed for name in cli.commands)


@pytest.mark.parametrize("block", blocks("sh"))
def test_shell_blocks_are_well_formed(block: str) -> None:
    done = subprocess.run(["sh", "-n"], input=block, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks_run(block: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    scope: dict[str, object] = {"__name__": "readme"}
    exec(compile(block, "README.md", "exec"), scope)
    if "extract" in scope:
        source = model.Source("src-1", "story.txt", "The guest, President Ada Norn, arrived.")
        found: model.Extraction = scope["extract"](source)  # type: ignore[operator]
        assert [person.name for person in found.participants] == ["Ada Norn"]


def test_the_vocabulary_line_is_understood(tmp_path: Path) -> None:
    from summitry import vocabulary

    (block,) = (block for block in blocks("sh") if "vocabulary/" in block)
    subprocess.run(["sh", "-e"], input=block, cwd=tmp_path, text=True, check=True, timeout=60)
    with vocabulary.extra([tmp_path / "vocabulary" / "outlets.csv"]):
        found = vocabulary.outlet("https://www.courier.example/story")
    assert found is not None
    assert found.name == "The Example Courier"


def table(heading: str) -> dict[str, str]:
    """The rows of the README's table that begins with this cell: first cell -> the others."""
    lines = README[README.index(f"| {heading} |") :].splitlines()[2:]
    rows: dict[str, str] = {}
    for line in lines:
        if not line.startswith("|"):
            break
        first, rest = line.strip("| ").split(" | ", 1)
        rows[first] = rest
    return rows


def ticked(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_the_tables_of_the_model_are_described() -> None:
    rows = {first.strip("`"): ticked(rest) for first, rest in table("table").items()}
    assert set(rows) == set(model.TABLES)
    for name, columns in rows.items():
        assert columns <= set(model.TABLES[name]), name


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("participant `role`", model.ROLES),
        ("document `type`", model.DOCUMENT_TYPES),
        ("document `status`", model.STATUSES),
        ("position `mode`", model.MODES),
        ("position `stance`", model.STANCES),
        ("event `kind`", model.EVENT_KINDS),
        ("entity `kind`", model.ENTITY_KINDS),
    ],
)
def test_controlled_values_are_those_of_the_model(column: str, values: tuple[str, ...]) -> None:
    rows = table("column")
    assert ticked(rows[column]) == set(values)


def test_settings_are_all_described() -> None:
    from summitry.settings import SourceSettings, SummitSettings

    rows = table("key")
    keys = {key for first in rows for key in ticked(first)}
    assert keys == {key if key != "sources" else "[[sources]]" for key in SummitSettings.model_fields}
    assert set(SourceSettings.model_fields) <= ticked(rows["`[[sources]]`"])
    assert set(model.SOURCE_KINDS) <= ticked(rows["`[[sources]]`"])
