"""``summitry review`` and ``summitry log``; what the brief, ``show`` and ``check`` make of a ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summitry import report
from summitry.cli import cli
from summitry.desk import Summit, init_desk
from summitry.review import analyst

ID = "2031-05-02-bay"
STORY = """\
LANTERN BAY, May 2 (Test Wire) -- President Anna Kovar of Belarus met Prime Minister Omid Tavana of Iran on Friday.
The two sides signed three agreements on trade, transport and science.
"We will widen our trade," Kovar said after the talks.
"""
OTHER = """\
President Anna Kovar of Belarus received Prime Minister Omid Tavana of Iran on 2 May 2031.
Three agreements were signed.
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args), prog_name="summitry")


def review(*args: str) -> Result:
    done = run("review", ID, *args)
    assert done.exit_code == 0, done.output
    return done


def failed(result: Result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    lines = result.stderr.strip().splitlines()
    assert lines[0].startswith("error: ") and lines[1].startswith("  → ") and len(lines) == 2
    for part in parts:
        assert part in result.stderr


@pytest.fixture
def summit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Summit:
    desk = init_desk(tmp_path / "desk")
    monkeypatch.chdir(desk.root)
    monkeypatch.setenv("SUMMITRY_ANALYST", "Ada Norn")
    made = desk.new_summit(ID, title="Talks", start="2031-05-02", country="BLR", parties=["BLR", "IRN"])
    (made.folder / "story.txt").write_text(STORY)
    return made


def open_records() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(review("--format", "json").stdout)
    return found


def id_of(table: str, words: str) -> str:
    return next(row["record_id"] for row in open_records()["open"] if row["table"] == table and words in row["record"])


def test_what_is_open_is_listed_table_by_table(summit: Summit) -> None:
    listed = review().stdout
    assert "Anna Kovar" in listed and "We will widen our trade" in listed
    assert listed.splitlines()[0].split() == ["state", "record", "id", "table", "record", "outlets"]
    found = open_records()
    tables = [row["table"] for row in found["open"]]
    order = ["participants", "documents", "positions", "events"]
    assert tables == sorted(tables, key=order.index)
    assert listed.splitlines()[-1] == f"0 of {len(tables)} records reviewed"
    assert (found["reviewed"], found["total"], found["orphans"]) == (0, len(tables), [])
    assert not summit.ledger.exists()


def test_several_decisions_in_one_call(summit: Summit) -> None:
    tally, said, who = id_of("documents", "three"), id_of("positions", "widen"), id_of("participants", "Tavana")
    done = review("--accept", tally, "--set", said, "topic=trade", "--set", tally[:6], 'areas=["trade"]', "--reject",
                  who, "--note", who, "see the list", "--reason", "as the annex says")  # fmt: skip
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["correct", "correct", "reject", "accept", "note"]
    documents = json.loads(run("show", ID, "documents", "--format", "json").stdout)
    assert documents[0]["areas"] == ["trade"]
    assert "Tavana" not in run("show", ID, "participants").stdout
    (summit.folder / "other.txt").write_text(OTHER)
    assert "Tavana" not in run("show", ID, "participants").stdout
    assert open_records()["reviewed"] == 2
    rows = json.loads(run("log", ID, "--format", "json").stdout)
    assert {row["reason"] for row in rows} == {"as the annex says", "see the list"}
    assert {row["by"] for row in rows} == {"Ada Norn"}
    assert all(row["at"].endswith("Z") for row in rows)
    read = list(csv.DictReader(io.StringIO(run("log", ID, "--format", "csv").stdout)))
    assert [row["decision_id"] for row in read] == [row["decision_id"] for row in rows]
    table = run("log", ID).stdout
    assert "areas" in table and "{" not in table
    undone = review("--undo", rows[2]["decision_id"], "--format", "json")
    assert json.loads(undone.stdout)[0]["before"] == rows[2]["decision_id"]
    assert "Tavana" in run("show", ID, "participants").stdout
    assert json.loads(run("log", ID, "--format", "json").stdout)[2]["effect"] == "undone"


def test_merge_split_defer(summit: Summit) -> None:
    (summit.folder / "other.txt").write_text(OTHER)
    kovar, tavana = id_of("participants", "Kovar"), id_of("participants", "Tavana")
    review("--split", kovar, "--merge", tavana, kovar)
    assert len(json.loads(run("show", ID, "participants", "--format", "json").stdout)) == 2
    review("--defer", tavana)
    last = open_records()["open"][-1]
    assert (last["record_id"], last["state"]) == (tavana, "deferred")


def test_a_record_is_added_from_words_of_a_source(summit: Summit) -> None:
    done = review("--add", "documents", "story.txt:trade,  transport and science", "--with", "count=3", "--with",
                  'areas=["trade"]', "--reason", "the third list", "--format", "json")  # fmt: skip
    (made,) = json.loads(done.stdout)
    assert (made["action"], made["exact"], made["reason"]) == ("add", "trade, transport and science", "the third list")
    shown = {row["label"]: row for row in json.loads(run("show", ID, "documents", "--format", "json").stdout)}
    assert shown["trade, transport and science"]["count"] == 3
    assert shown["trade, transport and science"]["areas"] == ["trade"]
    start = STORY.index("May 2")
    place = f"story.txt:{start}:{start + 5}"
    review("--add", "events", place, "--with", "kind=meal", "--with", "label=a dinner")
    assert "a dinner" in run("show", ID, "events").stdout
    source = json.loads(run("show", ID, "sources", "--format", "json").stdout)[0]["source_id"]
    review("--add", "positions", f"{source}:after the talks", "--with", "speaker=Anna Kovar")
    assert "after the talks" in run("show", ID, "positions").stdout
    assert open_records()["reviewed"] == 3
    (summit.folder / "story.txt").write_text("CORRECTED\n" + STORY)  # another file, the same words
    assert open_records()["reviewed"] == 3 and open_records()["orphans"] == []


def test_every_action_is_in_the_log_with_its_reason(summit: Summit) -> None:
    (summit.folder / "other.txt").write_text(OTHER)
    kovar, tavana, said = (id_of(table, words) for table, words in
                           (("participants", "Kovar"), ("participants", "Tavana"), ("positions", "widen")))  # fmt: skip
    calls = (
        ("--accept", said), ("--defer", said), ("--set", said, "topic=ports"), ("--note", said, "look again"),
        ("--split", kovar), ("--merge", tavana, kovar), ("--add", "documents", "story.txt:science"),
        ("--reject", said), ("--undo",),
    )  # fmt: skip
    for name, *rest in calls:
        last = json.loads(run("log", ID, "--format", "json").stdout)
        review(name, *(rest or [last[-1]["decision_id"]]), "--reason", f"why {name}")
    rows = json.loads(run("log", ID, "--format", "json").stdout)
    actions = ["accept", "defer", "correct", "note", "split", "merge", "add", "reject", "undo"]
    assert [row["action"] for row in rows] == actions
    for row, (name, *_) in zip(rows, calls, strict=True):
        assert row["reason"] == ("look again" if name == "--note" else f"why {name}")
        assert row["by"] == "Ada Norn" and len(row["at"]) == 20
    assert [row["effect"] for row in rows[-2:]] == ["undone", "stands"]
    table = run("log", ID).stdout.splitlines()
    assert len(table) == 1 + len(actions)
    for line, row in zip(table[1:], rows, strict=True):
        assert line.startswith(f"{row['decision_id']}  {row['at']}  Ada Norn  {row['action']}")
    assert "topic: trade → ports" in table[3] and f"with {kovar}" in table[6] and rows[7]["decision_id"] in table[9]


def test_changed_records_come_first_and_orphans_last(summit: Summit) -> None:
    review("--accept", id_of("documents", "three"), "--accept", id_of("positions", "widen"))
    text = STORY.replace("The two sides signed three agreements", "Later the sides will sign three agreements")
    (summit.folder / "story.txt").write_text(text.replace("We will widen our trade", "We will close our ports"))
    found = open_records()
    first = found["open"][0]
    assert (first["table"], first["state"]) == ("documents", "changed")
    assert any(change.startswith("status was signed") for change in first["changes"])
    assert [row["why"] for row in found["orphans"]] == ["its words are gone"]
    listed = review().stdout
    assert listed.splitlines()[1].startswith("changed")
    assert listed.index("record is gone") > listed.index("open")
    assert "1 decision lost its record" in run("show", ID).stderr


def test_a_rejected_record_that_other_sources_give_stays_out_and_is_pointed_out(summit: Summit) -> None:
    review("--reject", id_of("documents", "three"))
    (summit.folder / "other.txt").write_text(OTHER)
    assert json.loads(run("show", ID, "documents", "--format", "json").stdout) == []
    first = open_records()["open"][0]
    assert (first["table"], first["state"], first["changes"]) == (
        "documents", "rejected", ["given since by other.txt"],
    )  # fmt: skip
    review("--reject", first["record_id"])
    assert {row["state"] for row in open_records()["open"]} == {"open"}


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("--accept", "d-ffff"), ("There is no record 'd-ffff'", "summitry review")),
        (("--accept", "p-"), ("beginning of 2 ids", "p-")),
        (("--set", "p-", "name=x"), ("beginning of 2 ids",)),
        (("--set", "d", "counts=3"), ("'counts' is no field of documents", "label, type, count")),
        (("--set", "d", "status=done"), ("one of: signed, adopted", "fields of documents")),
        (("--set", "d", "status"), ("FIELD=VALUE", "--help")),
        (("--set", "d", "parties=BLR"), ("JSON list",)),
        (("--set", "d", "title=\x1b[2J"), ("cannot be printed",)),
        (("--merge", "d", "s"), ("cannot be one record", "one table")),
        (("--merge", "d", "d"), ("one record already",)),
        (("--split", "d"), ("cannot be split",)),
        (("--undo", "r-1"), ("no decision 'r-1'", "summitry log")),
        (("--note", "d", " "), ("empty",)),
        (("--reason", "x"), ("--accept ID",)),
        (("--add", "documents", "story.txt:no such words"), ("'no such words' do not stand in story.txt", "FILE:")),
        (("--add", "documents", "story.txt: "), ("do not stand in story.txt",)),
        (
            ("--add", "documents", "story.txt:Kovar"),
            ("stand 2 times in story.txt, at 49:54, 214:219", "FILE:START:END"),
        ),
        (("--add", "documents", "wire.txt:Kovar"), ("no source", "show SUMMIT sources")),
        (("--add", "documents", "story.txt:9:9"), ("9:9 is not a range", "FILE:START:END")),
        (("--add", "documents", "story.txt:1:99999"), ("1:99999 is not a range",)),
        (("--add", "papers", "story.txt:science"), ("'papers'", "participants, documents")),
        (("--add", "events", "story.txt:science"), ("kind is needed", "fields of events")),
        (("--add", "documents", "story.txt:science", "--with", "type=song"), ("one of: treaty", "fields of doc")),
        (("--add", "documents", "story.txt:science", "--with", "size=1"), ("'size' is no field",)),
        (("--add", "documents", "story.txt:science", "--with", "size"), ("--with needs FIELD=VALUE",)),
        (("--with", "type=treaty"), ("--add TABLE WORDS",)),
        (("--add", "documents", "story.txt:science", "--add", "documents", "story.txt:trade"), ("one record a call",)),
        (("--add", "documents", "\x1b[2J:\ud800"), ("no source",)),
        (("--accept", "d", "--reject", "d"), ("both given",)),
        (("--accept", "d", "--accept", "nothing"), ("no record 'nothing'",)),
        (("--accept", "d", "--reason", "\ud800"), ("cannot be stored",)),
    ],
)
def test_a_mistake_is_said_in_two_lines_and_nothing_is_decided(
    summit: Summit, arguments: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    failed(run("review", ID, *arguments), *parts)
    assert not summit.ledger.exists()


def test_a_broken_line_is_named_by_every_command_and_stops_none(summit: Summit) -> None:
    review("--accept", id_of("documents", "three"))
    with summit.ledger.open("ab") as file:
        file.write(b'{"v": 9}\n{"v": 1, "decis')
    for command in (("review", ID), ("log", ID), ("show", ID)):
        done = run(*command)
        assert done.exit_code == 0
        assert "Line 2 of the review ledger is of version '9'" in done.stderr
        assert "Line 3, the last of the review ledger" in done.stderr
    checked = run("check")
    assert checked.exit_code == 2
    assert "Line 2 of the review ledger" in checked.stdout and "Line 3" in checked.stdout
    assert open_records()["reviewed"] == 1
    review("--accept", id_of("positions", "widen"))
    assert open_records()["reviewed"] == 2
    assert "review.torn holds" in run("check").stdout
    assert (summit.path / "review.torn").read_bytes() == b'{"v": 1, "decis\n'


def test_no_decision_yet(summit: Summit) -> None:
    assert run("log", ID).stdout == "No decision yet.\n"
    assert run("log", ID, "--format", "json").stdout == "[]\n"


def test_the_brief_says_how_much_was_reviewed_and_marks_it(summit: Summit) -> None:
    desk = str(summit.path.parents[1])
    assert "not reviewed by an analyst" in report.open(ID, desk).headline()._repr_html_()
    tally, who, kovar = id_of("documents", "three"), id_of("participants", "Tavana"), id_of("participants", "Kovar")
    review("--set", tally, "count=4", "--reject", who, "--accept", kovar, "--reason", "<b>annex</b>")
    brief = report.open(ID, desk)
    done = brief.dossier.reviewed
    assert f"2 of {done.total} records reviewed by Ada Norn, last on " in brief.headline()._repr_html_()
    assert "one rejected and left out" in brief.headline()._repr_html_()
    documents = brief.documents()._repr_html_()
    assert "✓ corrected" in documents and "count: 3 → 4" in documents and "<b>annex" not in documents
    assert "four agreements" in documents or "4 agreements" in documents
    assert brief.participants()._repr_html_().count("✓ reviewed") == 1
    assert "✓" not in brief.positions()._repr_html_()


def test_the_brief_marks_what_changed_and_names_all_analysts(summit: Summit, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = str(summit.path.parents[1])
    said = id_of("positions", "widen")
    review("--accept", id_of("documents", "three"), "--reason", "seen")
    monkeypatch.setenv("SUMMITRY_ANALYST", "Bo Lind")
    review("--accept", said, "--add", "events", "story.txt:after the talks", "--with", "kind=meal")
    (summit.folder / "story.txt").write_text(STORY.replace("two sides signed three", "two sides will sign three"))
    brief = report.open(ID, desk)
    headline = brief.headline()._repr_html_()
    done = brief.dossier.reviewed
    assert (done.reviewed, done.changed) == (2, 1)
    assert f"2 of {done.total} records reviewed by Ada Norn and Bo Lind" in headline and "one changed since" in headline
    documents = brief.documents()._repr_html_()
    assert "changed since review" in documents and "status was signed, is planned" in documents
    assert "✓ reviewed" in brief.positions()._repr_html_()
    assert "✓ added by an analyst" in brief.programme()._repr_html_()


HOSTILE = "<script>alert(1)</script> {{7*7}} $x$ ={1+1} \u202eltr"


def test_hostile_values_of_an_analyst_are_text_everywhere(summit: Summit) -> None:
    tally = id_of("documents", "three")
    review("--set", tally, f"title={HOSTILE}", "--note", tally, HOSTILE, "--reason", HOSTILE)
    review("--add", "documents", "story.txt:science", "--with", f"label={HOSTILE}", "--reason", HOSTILE)
    brief = report.open(ID, str(summit.path.parents[1]))
    for shown in (brief.documents(), brief.headline()):
        assert "<script>alert" not in shown._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in brief.documents()._repr_html_()
    for command in (("log", ID), ("review", ID), ("show", ID, "documents")):
        done = run(*command)
        assert done.exit_code == 0 and "\u202e" not in done.stdout
    rows = json.loads(run("log", ID, "--format", "json").stdout)
    assert rows[0]["after"].startswith("<script>alert(1)</script> {{7*7}} $x$ ={1+1}")


def test_a_source_that_is_removed_after_review_and_put_back(summit: Summit) -> None:
    (summit.folder / "other.txt").write_text(OTHER)
    said, kovar = id_of("positions", "widen"), id_of("participants", "Kovar")
    review("--accept", said, "--accept", kovar, "--reason", "seen")
    (summit.folder / "story.txt").unlink()
    found = open_records()
    assert [(row["record_id"], row["why"]) for row in found["orphans"]] == [(said, "its words are gone")]
    assert found["reviewed"] == 1  # the other source still names her
    assert "1 decision lost its record" in run("show", ID).stderr
    (summit.folder / "story.txt").write_text(STORY)
    found = open_records()
    assert (found["orphans"], found["reviewed"]) == ([], 2)


def test_who_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUMMITRY_ANALYST", " Ada\x1b \n Norn ")
    assert analyst() == "Ada Norn"
    monkeypatch.setenv("SUMMITRY_ANALYST", "")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Bo Lind")
    assert analyst(tmp_path) == "Bo Lind"
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("LOGNAME", "eva")
    assert analyst(tmp_path) == "eva"
