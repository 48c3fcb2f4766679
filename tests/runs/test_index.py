"""The gallery of all reports: what it is made from, and what a reader can do with it, with and without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from summitry.desk import Desk
from summitry.runs import made
from summitry.runs.fingerprint import Fingerprints
from summitry.runs.index import entries, write_index
from summitry.runs.plan import Job, plan

Write = Callable[..., Path]
DONE = {"reviewed": 3, "total": 9, "changed": 1, "by": ["A. <i>Analyst</i>", "B"], "last": "2031-05-09T10:00:00Z"}


def put(desk: Desk, *names: str) -> None:
    for name in names:
        path = desk.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def stands(desk: Desk, summit: str, formats: tuple[str, ...] = ("html",), reviewed: Any = None) -> Job:
    """The report ``note`` of a summit, with the record that a run would leave."""
    (job,) = plan(desk, [summit], "note", formats)
    put(desk, *(f"{summit}/note.{name}" for name in (*formats, "ipynb")))
    record = made.render(job, Fingerprints(desk).of(job), dict.fromkeys((*formats, "ipynb"), 1), "run", reviewed)
    made.path_of(job).parent.mkdir(parents=True, exist_ok=True)
    made.path_of(job).write_text(record, encoding="utf-8")
    return job


def parsed(desk: Desk) -> Any:
    return html.document_fromstring(write_index(desk).read_bytes())


def rows(desk: Desk) -> list[dict[str, str]]:
    """The table as it reads: a dictionary of column and text for each report."""
    page = parsed(desk)
    names = [str(cell.text_content()) for cell in page.xpath("//thead//th")]
    return [
        {name: " ".join(cell.text_content().split()) for name, cell in zip(names, row.xpath("./td|./th"), strict=True)}
        for row in page.xpath("//tbody/tr")
    ]


def links(desk: Desk) -> list[str]:
    return [str(address) for address in parsed(desk).xpath("//a/@href")]


def test_lists_what_is_there_newest_meeting_first(desk: Desk) -> None:
    desk.new_summit("two", title="Later talks", start="2032-01-01", country="BLR", parties=["BLR", "IRN"])
    put(desk, "one/brief.html", "two/brief.html", "two/brief.failed.ipynb", "2030-01-01-gone/brief.html")
    put(desk, "one/.brief.part/brief.html", ".locks/x.html", "one/notes.txt", "one/data/sources.csv")
    assert [(e.summit, e.failed) for e in entries(desk)] == [("two", ""), ("one", None), ("2030-01-01-gone", None)]
    assert links(desk) == [
        "two/brief.html", "two/brief.html", "two/brief.failed.ipynb", "one/brief.html", "one/brief.html",
        "2030-01-01-gone/brief.html", "2030-01-01-gone/brief.html",
    ]  # fmt: skip
    assert rows(desk)[0]["Countries"] == "Belarus, Iran"


def test_a_title_cannot_add_markup(desk: Desk) -> None:
    put(desk, "one/brief.html", "one/a&b <i> 100%.html")
    page = parsed(desk)
    assert page.xpath("//tbody//th/a/bdi/text()")[0] == "Talks <b>in</b> {Lantern} Bay"
    assert not page.xpath("//tbody//b|//tbody//i|//img|//link|//iframe|//tbody//script")
    assert "one/a%26b%20%3Ci%3E%20100%25.html" in links(desk)


def test_only_the_pages_own_script_may_run_and_nothing_is_fetched(desk: Desk) -> None:
    put(desk, "one/brief.html")
    page = parsed(desk)
    (script,) = page.xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert not page.xpath("//*[@src]|//link|//@onclick")


def test_an_empty_desk_says_how_to_make_reports(desk: Desk) -> None:
    assert "summitry batch" in write_index(desk).read_text(encoding="utf-8")


def test_dates_are_written_out(desk: Desk) -> None:
    desk.new_summit("two", title="Long talks", start="2032-01-31", end="2032-02-01", parties=["BLR", "IRN"])
    put(desk, "two/brief.html")
    assert rows(desk)[0]["Dates"] == "31 January – 1 February 2032"


def test_of_many_parties_the_first_are_named_and_all_are_found(desk: Desk) -> None:
    parties = ["CHN", "RUS", "IND", "PAK", "IRN", "KAZ"]
    desk.new_summit("two", title="Wide talks", start="2032-01-31", parties=parties)
    put(desk, "two/brief.html")
    assert rows(desk)[0]["Countries"] == "China, Russia, India and three others"
    row = parsed(desk).xpath("//tbody/tr")[0]
    assert "Kazakhstan" in row.get("data-also")
    assert set(row.get("data-countries").split()) == set(parties)


def test_every_format_has_its_link_and_one_of_an_earlier_making_says_so(desk: Desk, template: Write) -> None:
    template("note", "summit")
    stands(desk, "one", ("html", "docx"))
    put(desk, "one/note.pdf")  # from a run before the last
    assert rows(desk)[0]["Meeting and report"].endswith("Note HTML PDF (older) DOCX notebook")
    names = parsed(desk).xpath("//p[@class='formats']//a/@aria-label")
    assert names[0] == "HTML: Note, Talks <b>in</b> {Lantern} Bay"
    assert links(desk)[0] == "one/note.html"


def test_a_report_that_is_only_there_as_pdf_is_listed(desk: Desk, template: Write) -> None:
    template("note", "summit")
    stands(desk, "one", ("pdf",))
    assert links(desk) == ["one/note.pdf", "one/note.pdf", "one/note.ipynb"]


def test_says_whether_a_report_is_up_to_date(desk: Desk, template: Write) -> None:
    path = template("note", "summit")
    stands(desk, "one")
    put(desk, "one/old.html")
    states = {row["Meeting and report"].split(" Bay ")[1].split()[0]: row["State"] for row in rows(desk)}
    assert states == {"Note": "Up to date", "Old": "Not known: no record of what it was made from"}
    (desk.workbooks / "one" / "sources" / "wire.txt").write_text("Ministers met.", encoding="utf-8")
    template("note", "summit, 2")
    (entry,) = (one for one in entries(desk) if one.report == "note")
    assert entry.since == ("template changed", "sources added: wire.txt")
    (desk.workbooks / "one" / "review.jsonl").write_text("", encoding="utf-8")
    path.unlink()
    (entry,) = (one for one in entries(desk) if one.report == "note")
    assert entry.since == ("template changed", "sources added: wire.txt", "reviewed since")
    (desk.workbooks / "one" / "summit.toml").write_text("start = 1", encoding="utf-8")
    (row,) = (row for row in rows(desk) if row["Meeting and report"].startswith("one Note"))
    assert "its summit is gone or cannot be read" in row["State"]


def test_the_parameters_of_a_grid_are_no_change(desk: Desk, template: Write) -> None:
    template("note", "summit")
    (job, _) = plan(desk, ["one"], "note", ("html",), grid={"top": [3, 5]})
    put(desk, "one/note-top-3.html", "one/note-top-3.ipynb")
    made.path_of(job).parent.mkdir(parents=True)
    made.path_of(job).write_text(made.render(job, Fingerprints(desk).of(job), {"html": 1, "ipynb": 1}, "run"))
    assert entries(desk)[0].since == ()


def test_says_how_much_was_reviewed_by_whom_and_when(desk: Desk, template: Write) -> None:
    template("note", "summit")
    desk.new_summit("two", title="Second talks", start="2030-06-01")
    stands(desk, "one", reviewed=DONE)
    stands(desk, "two", reviewed={**DONE, "reviewed": 0, "by": [], "last": None})
    assert [row["Review"] for row in rows(desk)] == [
        "3 of 9 records A. <i>Analyst</i> and B, 9 May 2031; one changed since", "Not reviewed"
    ]  # fmt: skip


def test_what_failed_is_flagged_with_its_reason_and_its_notebook(desk: Desk, template: Write) -> None:
    from summitry.runs.failed import explained

    template("note", "summit")
    stands(desk, "one")
    notebook = explained(b'{"cells": [], "nbformat": 4, "nbformat_minor": 5}', "The wire was <b>cut</b> & lost.")
    (desk.reports / "one" / "note.failed.ipynb").write_bytes(notebook)
    put(desk, "one/never.failed.ipynb")
    first, second = rows(desk)
    assert first["State"].startswith("A later attempt failed; this is the last good one (where it stopped)")
    assert "The wire was <b>cut</b> & lost." in first["State"]
    assert second["State"] == "Not made: the attempt failed (where it stopped)"
    assert {"one/note.failed.ipynb", "one/never.failed.ipynb"} <= set(links(desk))
    assert "two out of date or failed" in write_index(desk).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content", ["", "null", '{"fingerprint": {}}', '{"fingerprint": {"template": 1}, "sizes": {}}']
)
def test_a_record_that_cannot_be_used_hides_no_report(desk: Desk, template: Write, content: str) -> None:
    template("note", "summit")
    made.path_of(stands(desk, "one")).write_text(content, encoding="utf-8")
    assert [(one.report, one.since) for one in entries(desk)] == [("note", None)]


def test_without_scripts_it_is_a_plain_table(desk: Desk) -> None:
    put(desk, "one/brief.html")
    page = parsed(desk)
    assert page.xpath("//form[@hidden]")
    assert not page.xpath("//tbody//*[@hidden]|//tbody/tr[@hidden]")
    assert [cell.get("scope") for cell in page.xpath("//thead//th")] == ["col"] * 7
    assert page.xpath("//tbody/tr/th[@scope='row']")
    assert all(control.getparent().tag == "label" for control in page.xpath("//input|//select"))
