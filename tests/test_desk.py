"""Desks and summits on disk: opened, made, added to; nothing existing is damaged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import summitry
from summitry.desk import Desk, init_desk, open_desk
from summitry.errors import DeskError, SettingsError

STORY = "MARBURG, Aug 20 (News) - The two leaders met on Wednesday and signed three documents, officials said.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return init_desk(tmp_path / "desk")


def story(folder: Path, name: str = "story.txt", text: str | bytes = STORY) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_without_desk_toml_is_no_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMITRY_DESK", raising=False)
    with pytest.raises(DeskError, match="Not a desk") as caught:
        open_desk(tmp_path)
    assert "summitry init" in caught.value.remedy
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DeskError, match="Not a desk"):
        open_desk()


def test_the_nearest_desk_above_is_found_unless_one_is_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUMMITRY_DESK", raising=False)
    monkeypatch.chdir(desk.workbooks)
    assert summitry.open_desk() == desk
    other = init_desk(tmp_path / "other")
    monkeypatch.setenv("SUMMITRY_DESK", str(other.root))
    assert summitry.open_desk() == other
    assert summitry.open_desk(desk.root / "desk.toml") == desk


def test_init_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('[desk]\ntitle = "Mine"\n')
    (tmp_path / "workbooks").mkdir()
    assert init_desk(tmp_path).settings.title == "Mine"
    assert {"desk.toml", "reports", "templates", "workbooks"} <= set(names(tmp_path))
    with pytest.raises(DeskError, match="cannot be made a desk"):
        init_desk(tmp_path / "desk.toml")


def test_a_new_summit_can_be_opened_and_is_not_made_twice(desk: Desk) -> None:
    made = desk.new_summit("2025-08-20-minsk", title='A "visit" \\ of\nstate', start="2025-08-20", country="BLR")
    assert desk.summit("2025-08-20-minsk").title == 'A "visit" \\ of state' == made.title
    assert made.folder.is_dir() and made.sources() == []
    assert made.context.host == "BLR"
    before = (made.path / "summit.toml").read_bytes()
    with pytest.raises(DeskError, match="there already"):
        desk.new_summit("2025-08-20-minsk", title="Other", start="2025")
    assert (made.path / "summit.toml").read_bytes() == before
    with pytest.raises(SettingsError, match="start"):
        desk.new_summit("x", title="T", start="tomorrow")
    assert names(desk.workbooks) == ["2025-08-20-minsk"]


def test_a_new_summit_gets_the_workbook_with_its_id(desk: Desk) -> None:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": ['summit = "old"  # type: str, id\n']}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (desk.root / "templates" / "workbook.ipynb").write_text(json.dumps(notebook))
    summit = desk.new_summit("a-summit", title="T", start="2025")
    code = "".join(json.loads((summit.path / "workbook.ipynb").read_text())["cells"][0]["source"])
    assert code == 'summit = "a-summit"  # type: str, id\n'


@pytest.mark.parametrize("id", ["../desk", "a/b", "{a}", "a b", "/etc"])
def test_an_id_never_leaves_the_workbooks(desk: Desk, id: str) -> None:
    for ask in (desk.summit, lambda text: desk.new_summit(text, title="T", start="2025")):
        with pytest.raises(DeskError, match="cannot be a summit id"):
            ask(id)


def test_an_unknown_summit_names_the_nearest(desk: Desk) -> None:
    desk.new_summit("2025-08-20-minsk", title="T", start="2025")
    with pytest.raises(DeskError) as caught:
        desk.summit("2025-08-20-minks")
    assert "2025-08-20-minsk" in caught.value.remedy


def test_a_broken_summit_does_not_stop_the_others(desk: Desk) -> None:
    desk.new_summit("good", title="T", start="2025")
    broken = desk.new_summit("broken", title="T", start="2025")
    (broken.path / "summit.toml").write_text("title = \n")
    (desk.workbooks / "Not An Id").mkdir()
    (desk.workbooks / "empty").mkdir()
    (desk.workbooks / "away").symlink_to("/etc")
    (desk.workbooks / ".ipynb_checkpoints").mkdir()
    assert [summit.id for summit in desk.summits()] == ["good"]
    said = " ".join(str(problem) for problem in desk.problems())
    assert len(desk.problems()) == 4
    for words in ("line 1", "Not An Id", "workbooks/empty/summit.toml is missing", "leads out"):
        assert words in said


def test_a_broken_desk_toml_is_said_and_the_rest_still_checked(desk: Desk) -> None:
    desk.new_summit("good", title="T", start="2025")
    (desk.root / "desk.toml").write_text("[dsk]\n")
    again = open_desk(desk.root)
    with pytest.raises(SettingsError, match="did you mean 'desk'"):
        again.summit("good")
    assert [problem.where for problem in again.problems()] == ["desk.toml"]
    assert [summit.id for summit in again.summits()] == ["good"]


def test_files_are_added_byte_for_byte_and_never_over_another(desk: Desk, tmp_path: Path) -> None:
    summit = desk.new_summit("a", title="T", start="2025-08-20")
    first = story(tmp_path, "story.txt", STORY.replace("\n", "\r\n"))
    (tmp_path / "b").mkdir()
    second = story(tmp_path / "b", "story.txt", STORY + "More followed later.\n")
    copy = story(tmp_path, "copy.txt", first.read_bytes())
    empty = story(tmp_path, "empty.txt", "")
    results = summit.add([first, copy, second, empty, tmp_path / "none.txt", tmp_path / "b"])
    assert [added.status for added in results] == ["added", "identical", "added"] + 3 * ["refused"]
    assert [added.file for added in results[:3]] == ["story.txt", "story.txt", "story-2.txt"]
    assert "identical to story.txt" in results[1].message
    assert "empty" in results[3].message and results[3].remedy
    assert (summit.folder / "story.txt").read_bytes() == first.read_bytes()
    assert names(summit.folder) == ["story-2.txt", "story.txt"]
    assert [added.status for added in summit.add([first])] == ["identical"]


def test_coverage_in_another_language_is_kept_with_a_note(desk: Desk, tmp_path: Path) -> None:
    summit = desk.new_summit("a", title="T", start="2025-08-20")
    text = "Президенты двух стран встретились в среду и подписали документы о сотрудничестве, сообщили в столице.\n"
    (added,) = summit.add([story(tmp_path, "ru.txt", text)])
    assert added.status == "added"
    (source,) = summit.sources()
    assert source.language == "ru" and source.note.startswith("not extracted: language")
    assert not source.extractable


def test_links_out_of_the_summit_are_refused_and_the_rest_is_read(desk: Desk, tmp_path: Path) -> None:
    summit = desk.new_summit("a", title="T", start="2025-08-20")
    story(summit.folder)
    (summit.folder / "passwd.txt").symlink_to("/etc/passwd")
    (summit.folder / "folder").symlink_to("/etc")
    (summit.folder / "gone.txt").symlink_to(summit.folder / "nothing.txt")
    story(summit.folder, ".hidden.txt")
    (summit.folder / "a\nb.txt").write_text(STORY)
    Path(os.fsdecode(bytes(summit.folder) + b"/\xff.txt")).write_text(STORY)
    os.mkfifo(summit.folder / "pipe.txt")
    assert [source.file for source in summit.sources()] == ["story.txt"]
    assert {problem.where.rsplit("/", 1)[-1] for problem in summit.problems} == {
        "passwd.txt", "folder", "gone.txt", "pipe.txt", "a\\nb.txt'", "\\udcff.txt'",
    }  # fmt: skip
    assert "root:" not in " ".join(map(str, summit.problems))


def test_sources_come_by_date_then_name_and_identical_ones_once(desk: Desk) -> None:
    dated = [{"file": "y.txt", "date": "2025-08"}, {"file": "z.txt", "date": "2025-08-19"}]
    summit = desk.new_summit("a", title="T", start="2025-08-20", sources=dated)
    for name in ("b.txt", "a.txt", "y.txt", "z.txt"):
        story(summit.folder, name, f"{STORY}Told by {name}.\n")
    story(summit.folder, "c.txt", (summit.folder / "a.txt").read_bytes())
    assert [source.file for source in summit.sources()] == ["z.txt", "y.txt", "a.txt", "b.txt"]
    assert [summit.context_of(source).date for source in summit.sources()] == ["2025-08-19"] + 3 * ["2025-08-20"]
    (problem,) = summit.problems
    assert problem.level == "notice" and "identical to a.txt" in problem.message


def test_a_desk_s_own_vocabulary_lines_count_in_its_summits_only(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "vocabulary").mkdir()
    (desk.root / "vocabulary" / "outlets.csv").write_text(
        "name,forms,country,hosts,kind\nTindari Wire,Tindari,ITA,,agency\n"
    )
    for where in (desk, init_desk(tmp_path / "other")):
        where.new_summit("a", title="T", start="2025", country="ITA")
        story(where.summit("a").folder, "tindari-1.txt", STORY.partition(" - ")[2])
    (source,) = desk.summit("a").sources()
    assert (source.outlet, source.kind) == ("Tindari Wire", "host")
    assert open_desk(tmp_path / "other").summit("a").sources()[0].outlet is None


def test_import_is_quick_and_loads_no_heavy_part() -> None:
    code = "import sys, summitry.desk; print([m for m in ('pandas', 'trafilatura', 'pypdf') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
