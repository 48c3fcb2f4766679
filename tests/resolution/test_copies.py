"""Copies of one text are one voice. All people and texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from summitry.assembly import build
from summitry.dossier import Dossier
from summitry.model import Document, Evidence, Extraction, Position, Source
from summitry.settings import SummitSettings

TEXT = (
    "The two neighbours signed {} documents in the harbour town late on Tuesday after a day of talks about ferries, "
    "timber and fish. The border will stay open all winter, said President Anna Kovar, and thanked her hosts."
)
OTHER = "Nobody saw anything but {} documents on the table, though the border will stay open all winter, she said."
SAID = "The border will stay open all winter"


def source(name: str, number: str, text: str = TEXT, **kw: Any) -> tuple[Source, Extraction]:
    one = Source(f"src-{name}", f"{name}.txt", text.format(number), outlet=name, **kw)

    def at(exact: str) -> tuple[Evidence, ...]:
        start = one.text.lower().index(exact.lower())
        return (Evidence.of(one, start, start + len(exact)),)

    label = f"{number} documents"
    paper = Document(label, "other", int(number), status="signed", evidence=at(label))
    return one, Extraction(one.source_id, documents=(paper,), positions=(Position("Anna Kovar", "NOR", SAID,
                           evidence=at(SAID)),))  # fmt: skip


def dossier(*coverage: tuple[Source, Extraction]) -> Dossier:
    settings = SummitSettings(title="A visit", start="2031-05-06", host="PRT", parties=("PRT", "NOR"))
    return build("2031-05-06-lisbon", settings, [one for one, _ in coverage], [two for _, two in coverage])


def test_copies_have_one_vote(merge: Callable[..., Any]) -> None:
    copies = [source(name, "12") for name in ("Wire", "Paper", "Post", "Star")]
    echo = "They counted {} documents; the border will stay open all winter, Kovar told reporters as her ship left."
    others = [source("Gazette", "13", OTHER), source("Echo", "13", echo)]
    (one,) = merge(*copies, *others).documents
    assert one.record.count == 13


def test_copies_cannot_contradict_each_other(merge: Callable[..., Any]) -> None:
    assert not merge(source("Wire", "12"), source("Paper", "13")).disagreements
    rows = merge(source("Wire", "12"), source("Paper", "12"), source("Gazette", "13", OTHER)).disagreements
    assert {(row.value, row.outlets) for row in rows} == {("12", ("Paper", "Wire")), ("13", ("Gazette",))}


def test_a_dossier_shares_one_id_per_text_and_counts_voices_and_sides() -> None:
    made = dossier(
        source("Wire", "12", published="2031-05-06", kind="wire", outlet_country="DEU"),
        source("Host Post", "12", published="2031-05-07", kind="host", outlet_country="PRT"),
        source("Nordic", "12", OTHER, published="2031-05-07", kind="guest", outlet_country="NOR"),
    )
    assert list(made.sources["cluster"]) == ["src-Wire", "src-Wire", "src-Nordic"]
    found = made.corroboration().set_index("table")
    row = found.loc["documents"]
    assert (row["voices"], row["host"], row["guest"], row["third"]) == (
        ("Wire", "Nordic"), ("Host Post",), ("Nordic",), ("Wire",),
    )  # fmt: skip
    assert made.corroboration()["side"].isna().all()


def test_one_side_alone_is_told() -> None:
    host = {"kind": "host", "outlet_country": "PRT"}
    made = dossier(source("Host Post", "12", **host), source("Host Radio", "12", OTHER, **host))
    assert set(made.corroboration()["side"]) == {"PRT"}
    unknown = source("Somebody", "12", OTHER)
    assert dossier(source("Host Post", "12", **host), unknown).corroboration()["side"].isna().all()
    # A news agency with its seat in the host's country is nobody's side when the analyst says so.
    agency = source("Wire", "12", kind="wire", outlet_country="PRT")
    assert dossier(agency).corroboration()["side"].isna().all()


def test_an_empty_dossier_has_an_empty_corroboration() -> None:
    made = dossier().corroboration()
    assert list(made.columns) == ["record_id", "table", "voices", "host", "guest", "third", "side"]
    assert made.empty


def test_the_brief_counts_copies_once_and_says_whose_text_they_are() -> None:
    from summitry.report.brief import Brief

    host = {"kind": "host", "outlet_country": "PRT"}
    made = dossier(
        source("Wire", "12", published="2031-05-06", kind="wire"), source("Paper", "12", published="2031-05-07")
    )
    brief = Brief(replace(made))
    assert "Same text as" in brief.sources()._repr_html_()
    assert "one text only, which several outlets print" in brief.lone()._repr_html_()
    told = Brief(
        dossier(
            source("Host Post", "12", **host), source("Host Radio", "12", OTHER, **host),
            source("Nordic", "4", "On the quay they signed {} documents; that the border will stay open all winter was "
                   "said too, and the band played until the ferry left."),
        )
    )  # fmt: skip
    assert "Only the host’s side, Portugal, in several outlets" in told.lone()._repr_html_()


def test_the_brief_says_plainly_that_one_side_reports_or_that_outlets_disagree() -> None:
    from summitry.report.brief import Brief

    told = Brief(
        dossier(
            source("Host Post", "12", kind="host", outlet_country="PRT"),
            source("Host Radio", "13", OTHER, kind="host", outlet_country="PRT"),
            source("Nordic", "4", "On the quay they signed {} documents; that the border will stay open all winter was "
                   "said too, and the band played until the ferry left."),
        )
    )  # fmt: skip
    html = told.documents()._repr_html_()
    assert "outlets disagree" in html
    alone = source("Host Post", "12", kind="host", outlet_country="PRT")
    third = Source("src-Third", "third.txt", f"{SAID}, said Kovar.", outlet="Third")
    words = Evidence.of(third, 0, len(SAID))
    said = Extraction("src-Third", positions=(Position("Anna Kovar", "NOR", SAID, evidence=(words,)),))
    html = Brief(dossier(alone, (third, said))).documents()._repr_html_()
    assert "only the host’s side, Portugal, reports this" in html
    assert "reports this" not in Brief(dossier(alone)).documents()._repr_html_()  # nobody else reports anything
