"""The command line, command by command, without kernels (those are in tests/runs)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summitry.cli import cli
from summitry.desk import Desk, init_desk

STORY = """\
LANTERN BAY, May 2 (Test Wire) -- President Anna Kovar of Belarus met Prime Minister Omid Tavana of Iran on Friday.
The two sides signed three agreements on trade, transport and science.
"We will widen our trade," Kovar said after the talks.
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args), prog_name="summitry")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = init_desk(tmp_path / "desk")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    return path


def failed(result: Result, *parts: str) -> None:
    """Exit code 2, and two lines on standard error that hold ``parts``: what happened, and what to do next."""
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    lines = result.stderr.strip().splitlines()
    assert lines[0].startswith("error: ")
    assert lines[1].startswith("  → ")
    assert len(lines) == 2
    for part in parts:
        assert part in result.stderr


def test_from_an_empty_folder_to_a_table(tmp_path: Path, story: Path) -> None:
    folder = tmp_path / "new desk"
    assert run("init", str(folder)).stdout.strip() == str(folder)
    made = run("--desk", str(folder), "new", "2031-05-02-bay", str(story), "--title", "Talks", "--start", "2031-05-02",
               "--country", "BLR", "--party", "BLR", "--party", "IRN")  # fmt: skip
    assert made.exit_code == 0, made.output
    kept = folder / "workbooks" / "2031-05-02-bay" / "sources" / "story.txt"
    assert kept.read_bytes() == STORY.encode()
    listed = json.loads(run("show", "--format", "json", "--desk", str(folder)).stdout)
    assert listed[0]["summit"] == "2031-05-02-bay"
    assert listed[0]["parties"] == ["BLR", "IRN"]
    table = run("show", "2031-05-02-bay", "documents", "--format", "json", "--desk", str(folder))
    assert table.exit_code == 0, table.output
    rows = json.loads(table.stdout)
    assert rows[0]["count"] == 3
    assert isinstance(rows[0]["parties"], list)
    overview = run("show", "2031-05-02-bay", "--desk", str(folder)).stdout
    assert overview.startswith("Talks\n")
    assert "story.txt" in overview
    assert (
        json.loads(run("show", "2031-05-02-bay", "--format", "json", "--desk", str(folder)).stdout)["tables"]["sources"]
        == 1
    )
    as_csv = run("show", "2031-05-02-bay", "participants", "--format", "csv", "--desk", str(folder)).stdout
    assert "Anna Kovar" in [row["name"] for row in csv.DictReader(io.StringIO(as_csv))]


def test_init_keeps_what_is_there(desk: Desk) -> None:
    (desk.root / "desk.toml").write_text('[desk]\ntitle = "Ours"\n', encoding="utf-8")
    assert run("init", str(desk.root)).exit_code == 0
    assert "Ours" in (desk.root / "desk.toml").read_text(encoding="utf-8")


def test_the_same_bytes_are_not_added_twice(desk: Desk, story: Path) -> None:
    desk.new_summit("one", title="Talks", start="2031")
    assert run("add", "one", str(story)).exit_code == 0
    again = run("add", "one", str(story))
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.startswith("notice: ")
    assert len(list((desk.workbooks / "one" / "sources").iterdir())) == 1


def test_an_unreadable_source_does_not_keep_the_others_out(desk: Desk, story: Path) -> None:
    desk.new_summit("one", title="Talks", start="2031")
    result = run("add", "one", "gone.txt", str(story))
    failed(result, "gone.txt")
    assert (desk.workbooks / "one" / "sources" / "story.txt").exists()


@pytest.mark.parametrize("id", ["..", "../x", "a/b", "{a}", "a b", "A"])
@pytest.mark.parametrize(
    "command", [["new", "--title", "T", "--start", "2031"], ["show"], ["report"], ["batch"], ["lab"]]
)
def test_a_summit_id_cannot_be_a_path(desk: Desk, command: list[str], id: str) -> None:
    failed(run(*command, id), id)
    assert [p.name for p in desk.workbooks.iterdir()] == []


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        (["show", "oen"], ["'oen'", "one"]),
        (["add", "two", "x.txt"], ["'two'"]),
        (["report", "two"], ["'two'"]),
        (["batch", "one", "two"], ["'two'"]),
        (["report", "one", "--template", "not"], ["'not'", "Did you mean 'note'"]),
        (["report", "one", "--template", "note", "-p", "tpo", "3"], ["'tpo'", "Did you mean 'top'"]),
        (["batch", "--template", "note", "-p", "top", "many"], ["expects int", "'many'"]),
        (["report", "one", "--template", "note", "--to", "doc"], ["'doc'", "The formats are: html"]),
        (["new", "two", "--title", "T", "--start", "yesterday"], ["start", "yesterday"]),
        (["new", "two", "--title", "T", "--start", "2031", "--country", "Belarus"], ["country", "BLR"]),
        (["new", "one", "--title", "T", "--start", "2031"], ["'one'", "summitry add"]),
        (["extract", "--extractor", "nothing", "x.txt"], ["nothing"]),
        (["schedule", "every day"], ["every day"]),
        (["show", "one", "people"], ["'people'", "participants", "summitry show --help"]),
        (["report", "--jobs", "0", "one"], ["--jobs", "summitry report --help"]),
        (["new", "-x"], ["-x", "summitry new --help"]),
        (["add", "one", "."], ["is a folder", "Name the files"]),
    ],
)
def test_bad_input_is_named_with_its_remedy(desk: Desk, args: list[str], parts: list[str]) -> None:
    desk.new_summit("one", title="Talks", start="2031")
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "summit = ''\ntop = 3"}
    (desk.root / "templates" / "note.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    failed(run(*args), *parts)
    assert not list(desk.reports.glob("*/*"))


def test_a_folder_that_is_no_desk(tmp_path: Path) -> None:
    failed(run("show", "--desk", str(tmp_path)), "desk.toml", "summitry init")
    failed(run("--desk", str(tmp_path), "check"), "desk.toml")


def test_check_names_every_broken_thing_at_once(desk: Desk, story: Path) -> None:
    assert run("check").exit_code == 0  # an empty desk has nothing broken
    desk.new_summit("good", title="Talks", start="2031-05-02").add([story])
    assert run("check").exit_code == 0  # notices only
    for name, text in {
        "two": 'title = "T"\nstart = "soon"\n',
        "three": 'title = "T"\nstart = 2031-01-01\ncountry = "XX"\n',
    }.items():
        (desk.workbooks / name).mkdir()
        (desk.workbooks / name / "summit.toml").write_text(text, encoding="utf-8")
    (desk.workbooks / "good" / "sources" / "empty.txt").write_bytes(b"")
    (desk.root / "templates" / "odd.ipynb").write_text("{}", encoding="utf-8")
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "import os"}
    (desk.root / "templates" / "code.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    settings = desk.root / "desk.toml"
    settings.write_text(settings.read_text("utf-8").replace('["html"]', '["html", "odt"]'), encoding="utf-8")
    result = run("check")
    assert result.exit_code == 2
    for part in ("workbooks/two", "soon", "workbooks/three", "XX", "empty.txt", "odd.ipynb", "code.ipynb", "'odt'"):
        assert part in result.stdout, part
    assert "6 errors" in result.stdout.splitlines()[-1]


def records(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [*found["participants"], *found["documents"], *found["positions"], *found["events"], *found["entities"]]


def test_extract_prints_one_object_per_file(tmp_path: Path, story: Path) -> None:
    other = tmp_path / "other.md"
    other.write_bytes(b"\xef\xbb\xbf---\r\ntitle: Talks\r\n---\r\n\r\n" + STORY.replace("\n", "\r\n").encode())
    result = run("extract", str(story), str(other))
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(story), str(other)]
    fields = {
        "participants": {"name", "country", "organisation", "title", "role", "start", "end"},
        "documents": {"type", "count", "title", "areas", "parties", "status", "start", "end"},
        "positions": {"speaker", "country", "mode", "via", "start", "end"},
    }
    for line, path in zip(lines, (story, other), strict=True):
        text = path.read_bytes().decode()
        for table, names in fields.items():
            assert all(names <= set(record) for record in line[table])
        assert {"events", "entities", "meeting", "warnings"} <= set(line)
        assert "Anna Kovar" in [p["name"] for p in line["participants"]]
        # Offsets count the characters of the file as it stands, front matter and line ends included.
        assert all(0 <= record["start"] < record["end"] <= len(text) for record in records(line))
        quoted = [text[p["start"] : p["end"]] for p in line["positions"]]
        assert any("We will widen our trade" in words for words in quoted)


def test_extract_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path, story: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 cut short")
    result = run("extract", str(bad), "gone.txt", str(tmp_path), str(story))
    assert result.exit_code == 2
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [str(story)]
    assert "bad.pdf" in result.stderr
    assert "gone.txt" in result.stderr
    assert f"{tmp_path} is a folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_extract_side_by_side_gives_the_same(tmp_path: Path, story: Path) -> None:
    files = [str(story)]
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(STORY.replace("three", str(number + 2)), encoding="utf-8")
        files.append(str(path))
    files.insert(2, str(tmp_path / "gone.txt"))
    one, two = run("extract", *files), run("extract", "--jobs", "2", *files)
    assert two.stdout == one.stdout
    assert (one.exit_code, two.exit_code) == (2, 2)


def test_extract_for_people_and_as_json(story: Path) -> None:
    assert json.loads(run("extract", str(story), "--format", "json").stdout)[0]["file"] == str(story)
    assert "Anna Kovar" in run("extract", str(story), "--format", "table").stdout


def test_what_a_source_says_cannot_steer_the_terminal(desk: Desk, tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202eevil\x9b31m"
    story = tmp_path / "hostile.txt"
    story.write_text(STORY.replace("Lantern", hostile).replace("widen", f"{hostile} widen"), encoding="utf-8")
    desk.new_summit("one", title=f"Talks \u202e{hostile[-5:]}", start="2031-05-02").add([story])
    outputs = [run("show"), run("show", "one"), run("check"), run("extract", str(story), "--format", "table"),
               run("extract", f"{hostile}.txt"),
               *(run("show", "one", table) for table in ("positions", "evidence", "sources", "summits"))]  # fmt: skip
    for result in outputs:
        assert result.output
        assert not set(result.output) & set("\x1b\x07\x9b\u202e")


def test_lab_shows_its_command_and_makes_nothing(desk: Desk) -> None:
    desk.new_summit("old", title="T", start="2030-01-01")
    desk.new_summit("new", title="T", start="2031-01-01")
    shown = run("lab", "--print").stdout
    assert "-m jupyterlab" in shown
    assert shown.strip().endswith("workbooks/new/workbook.ipynb")
    shown = run("lab", "old", "--no-browser", "--port=9999", "--print").stdout
    assert "--no-browser --port=9999" in shown
    assert "workbooks/old/workbook.ipynb" in shown


def test_schedule_prints_texts_for_this_desk(desk: Desk) -> None:
    line = run("schedule", "30 5 * * mon-fri", "--template", "brief").stdout.splitlines()[-1]
    assert line.startswith("30 5 * * mon-fri ")
    assert f"batch --desk {desk.root} --template brief" in line
    assert "OnCalendar=*-*-* 06:00:00" in run("schedule", "--format", "systemd").stdout
