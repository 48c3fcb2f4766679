"""Help texts, start-up, and every command line that the README shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import summitry
from summitry.cli import cli

COMMANDS = (
    "init", "new", "add", "show", "extract", "review", "log", "export", "report", "batch", "schedule", "check", "lab",
)  # fmt: skip
README = Path(__file__).resolve().parents[1] / "README.md"


def shown(text: str) -> list[list[str]]:
    """The ``summitry …`` command lines in ``text``, as words; continued lines are joined."""
    found = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        for part in re.split(r"&&|;|\|\||`", line):
            match = re.search(rf"(?:^|[\s/$])summitry ((?:--desk \S+ )?(?:{'|'.join(COMMANDS)})\b.*)", part.strip())
            if match:
                found.append(shlex.split(re.split(r"\s+#\s|>>?|\s\|\s|2>", match[1])[0], comments=True))
    return found


def parses(words: list[str]) -> None:
    """Parse a command line as the command would, without running it."""
    group = cli.make_context("summitry", list(words), resilient_parsing=False)
    with group:
        name, command, rest = cli.resolve_command(group, [*group._protected_args, *group.args])
        assert command is not None, words
        command.make_context(name, list(rest), parent=group)


def test_all_commands_are_there() -> None:
    assert tuple(cli.list_commands(click.Context(cli))) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_text_ends_with_an_example_that_parses(name: str) -> None:
    text = CliRunner().invoke(cli, [name, "--help"], prog_name="summitry").stdout
    example = text.partition("Example:")[2].partition("Options:")[0]
    examples = [words for words in shown(example) if name in words[:3]]
    assert examples, f"the help of {name} shows no example of it"
    for words in examples:
        parses(words)


@pytest.mark.skipif(not README.exists(), reason="no README in this checkout")
def test_every_command_line_of_the_readme_parses() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", README.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for words in shown("\n".join(blocks)):
        if not set(words) & {"…", "..."} and not any(word.isupper() and len(word) > 1 for word in words):
            parses(words)


def test_a_wrong_command_line_would_be_noticed() -> None:
    with pytest.raises(click.UsageError):
        parses(["batch", "--job", "4x"])
    with pytest.raises(click.UsageError):
        parses(["rapport"])
    assert shown("Run `summitry batch --jobs 4` now\n.venv/bin/summitry new a \\\n   b.txt > x  # why") == [
        ["batch", "--jobs", "4"], ["new", "a", "b.txt"]
    ]  # fmt: skip


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, click.testing, summitry.cli as c; click.testing.CliRunner().invoke(c.cli, ['--help']);"
        "heavy = {'pandas', 'papermill', 'nbconvert', 'matplotlib', 'trafilatura', 'pydantic', 'IPython', 'numpy'};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_version() -> None:
    assert CliRunner().invoke(cli, ["--version"]).stdout == f"summitry, version {summitry.__version__}\n"


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "summitry.cli", "show", "--desk", str(tmp_path)]
    plain = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (plain.returncode, "Traceback" in plain.stderr) == (2, False)
    debug = subprocess.run([*command, "--debug"], capture_output=True, text=True, check=False)
    assert "Traceback" in debug.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
def test_a_reader_that_stops_early_is_no_error() -> None:
    command = (
        f"{shlex.quote(sys.executable)} -m summitry.cli extract $(yes no-such-file.txt | head -2000) 2>&1 | head -1"
    )
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert "no-such-file.txt" in done.stdout
