"""Decisions made in the explorer's panel: what each control does, and that it is on the disk at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summitry import workbook
from summitry.desk import Summit, init_desk
from summitry.review.values import KINDS, MAIN
from summitry.widgets import Explorer

STORY = """\
LANTERN BAY, May 2 (Test Wire) -- President Anna Kovar of Belarus met Prime Minister Omid Tavana of Iran on Friday.
The two sides signed three agreements on trade, transport and science.
"We will widen our trade," Kovar said after the talks.
"""


@pytest.fixture
def summit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Summit:
    monkeypatch.setenv("SUMMITRY_ANALYST", "Ada Norn")
    made = init_desk(tmp_path / "desk").new_summit("2031-05-02-bay", title="Talks", start="2031-05-02", country="BLR")
    (made.folder / "story.txt").write_text(STORY)
    return made


@pytest.fixture
def explorer(summit: Summit) -> Explorer:
    return workbook.open(summit.id, str(summit.path.parents[1])).explorer()


def choose(explorer: Explorer, table: str, words: str) -> str:
    explorer.table = table
    explorer._records.selected = next(row[0] for row in explorer._records.rows if words in " ".join(row))
    return str(explorer._records.selected)


def press(explorer: Explorer, name: str, reason: str = "") -> str:
    panel: Any = explorer._reviewing
    panel.reason.value = reason
    panel.buttons[name].click()
    return str(panel.said.value)


def marks(explorer: Explorer) -> list[str]:
    shown = explorer._records
    return [row[-1] for row in shown.rows] if "Review" in shown.columns else []


def test_each_decision_is_stored_and_marked(explorer: Explorer, summit: Summit) -> None:
    who = choose(explorer, "participants", "Kovar")
    assert marks(explorer) == [] and "Not reviewed" in explorer._reviewing.about.value  # type: ignore[union-attr]
    assert "accepted by Ada Norn" in press(explorer, "accept", "<b>annex</b>")
    assert marks(explorer) == ["✓ reviewed", ""]
    assert explorer._records.selected == who
    about = explorer._reviewing.about.value  # type: ignore[union-attr]
    assert "✓ reviewed, by Ada Norn" in about and "&lt;b&gt;annex" in about
    press(explorer, "defer")
    press(explorer, "note", "look again")
    assert marks(explorer)[0] == "… deferred"
    assert "note: look again" in explorer._reviewing.about.value  # type: ignore[union-attr]
    made = [json.loads(line) for line in summit.ledger.read_text().splitlines()]
    assert [(one["action"], one.get("reason", "")) for one in made] == [
        ("accept", "<b>annex</b>"), ("defer", ""), ("note", "look again"),
    ]  # fmt: skip


def test_a_rejected_record_is_shown_only_where_it_is_asked_for_and_can_come_back(explorer: Explorer) -> None:
    who = choose(explorer, "participants", "Tavana")
    press(explorer, "reject", "not there")
    assert len(explorer.rows) == 1 and explorer._records.selected == "" and "(1)" in explorer._table.options[1][0]
    explorer._review.value = "rejected"
    assert list(explorer.rows["participant_id"]) == [who] and marks(explorer) == ["✗ rejected"]
    explorer._search.value = "omid"  # the words of rejected records are searched, too
    assert choose(explorer, "participants", "Tavana") == who
    assert "<mark>" in explorer._words.value and "not there" in explorer._reviewing.about.value  # type: ignore[union-attr]
    assert explorer._reviewing.value.value == "Omid Tavana"  # type: ignore[union-attr]
    press(explorer, "undo")
    explorer._clear.click()
    assert len(explorer.rows) == 2 and marks(explorer) == []


def test_undo_takes_back_the_last_decision_made_here_where_no_record_is_chosen(explorer: Explorer) -> None:
    assert "Nothing was decided" in press(explorer, "undo")
    choose(explorer, "participants", "Tavana")
    press(explorer, "reject")
    press(explorer, "undo")
    assert len(explorer.rows) == 2
    assert "Nothing was decided" in press(explorer, "undo")


def test_a_field_is_corrected_as_typed_and_what_is_refused_says_why(explorer: Explorer) -> None:
    choose(explorer, "documents", "three")
    panel: Any = explorer._reviewing
    panel.field.value = "areas"
    assert json.loads(panel.value.value) == ["trade", "transport", "science"]
    panel.value.value = '["trade"]'
    press(explorer, "correct")
    assert list(explorer.rows["areas"]) == [("trade",)] and marks(explorer) == ["✓ corrected"]
    panel.field.value = "status"
    panel.value.value = "sung"
    assert "status must be one of: signed" in press(explorer, "correct")
    panel.field.value = "count"
    panel.value.value = ""
    press(explorer, "correct")
    assert explorer.rows["count"].isna().all()


def test_records_are_merged_and_split(explorer: Explorer, summit: Summit) -> None:
    panel: Any = explorer._reviewing
    choose(explorer, "participants", "Kovar")
    assert [label for label, _ in panel.other.options] == ["Omid Tavana · Prime Minister"]
    press(explorer, "merge")
    assert len(explorer.rows) == 1
    assert "split by" in press(explorer, "split")
    assert len(explorer.rows) == 2
    actions = [json.loads(line)["action"] for line in summit.ledger.read_text().splitlines()]
    assert actions == ["merge", "split"]


def test_a_record_is_added_on_marked_words(explorer: Explorer) -> None:
    explorer.table = "documents"
    panel: Any = explorer._reviewing
    assert panel.text.text == STORY and panel.buttons["add"].description == "Add to documents"
    assert "not a range" in press(explorer, "add")  # nothing is marked
    start = STORY.index("science")
    panel.text.span = [start, start + 7]
    panel.values.value = 'type = protocol\n\nareas=["science"]'
    assert "added by Ada Norn" in press(explorer, "add")
    assert ("science", "protocol") in set(zip(explorer.rows["label"], explorer.rows["type"], strict=True))
    assert "✓ added" in marks(explorer) and panel.values.value == ""
    panel.values.value = "size=1"
    assert "is no field of documents" in press(explorer, "add") and panel.values.value == "size=1"


def test_what_is_asked_for_stays_after_a_decision(explorer: Explorer) -> None:
    choose(explorer, "participants", "Kovar")
    explorer._filters["delegation"].value = "BLR"
    explorer._review.value = "not reviewed"
    press(explorer, "accept")
    assert explorer.selection.delegation == "BLR" and explorer.table == "participants"
    assert len(explorer.rows) == 0
    explorer._review.value = "reviewed"
    assert len(explorer.rows) == 1


def test_the_workbook_s_tables_and_heading_tell_the_review(explorer: Explorer, summit: Summit) -> None:
    desk = str(summit.path.parents[1])
    assert "Not reviewed by an analyst" in workbook.open(summit.id, desk).heading()._repr_html_()
    choose(explorer, "participants", "Kovar")
    press(explorer, "accept")
    book = workbook.open(summit.id, desk)
    assert "records reviewed by Ada Norn" in book.heading()._repr_html_()
    assert "✓ reviewed" in book.table("participants")._repr_html_()
    assert "Review" not in book.table("documents")._repr_html_()


def test_a_record_of_every_kind_has_a_field_for_the_marked_words() -> None:
    assert set(MAIN) == set(KINDS)
