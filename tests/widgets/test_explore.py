"""Narrowing, choices, wording and counting, without a browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.explore import (
    COLUMNS,
    COUNTED,
    FACETS,
    HEADINGS,
    NONE,
    Selection,
    applies,
    bars,
    choices,
    described,
    narrow,
    summary,
    tally,
    worded,
)
from summitry.figures import svg
from summitry.model import TABLES


def ids(dossier: Any, table: str, **wanted: str) -> list[str]:
    return list(narrow(dossier.tables(), table, Selection(**wanted)).iloc[:, 0])


def test_nothing_asked_shows_everything(dossier: Any) -> None:
    for table in COLUMNS:
        assert narrow(dossier.tables(), table, Selection()).equals(dossier.tables()[table])


@pytest.mark.parametrize(
    ("table", "wanted", "expected"),
    [
        ("positions", {"delegation": "CHL"}, ["s-2"]),
        ("positions", {"speaker": "Ana Štrukelj"}, ["s-1"]),
        ("positions", {"topic": NONE}, ["s-3"]),
        ("positions", {"outlet": "Gulf Wire", "stance": "warn"}, ["s-2"]),
        ("positions", {"outlet": "Lake <Post>", "mode": "indirect"}, []),
        ("participants", {"delegation": "SVN"}, ["p-1"]),
        ("participants", {"topic": "trade"}, ["p-1", "p-2"]),  # participants have no topic: left alone
        ("documents", {"delegation": "CHL"}, ["d-1"]),
        ("documents", {"delegation": "FJI"}, []),
        ("events", {"delegation": "SVN"}, ["e-1"]),  # through the people who took part
        ("events", {"speaker": "José Ñandú"}, ["e-1", "e-2"]),
    ],
)
def test_facets(dossier: Any, table: str, wanted: dict[str, str], expected: list[str]) -> None:
    assert ids(dossier, table, **wanted) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STRUKELJ", ["s-1"]),
        ("ñandu", ["s-2"]),
        ("open canal", ["s-1"]),  # words in any order
        ("chile", ["s-2"]),  # by the country's name
        ("call for", ["s-3"]),  # by the wording of a coded value
        ("$5", ["s-2"]),
        (".*", []),  # plain text, not a pattern
        ("[(", []),
        ("   ", ["s-1", "s-2", "s-3"]),
    ],
)
def test_search(dossier: Any, text: str, expected: list[str]) -> None:
    assert ids(dossier, "positions", text=text) == expected


def test_search_looks_into_the_words_in_the_sources(dossier: Any) -> None:
    assert ids(dossier, "participants", text="minister jose nandu of chile") == ["p-2"]


def test_choices_are_named_and_sorted(dossier: Any) -> None:
    tables = dossier.tables()
    assert choices(tables, "delegation") == [("Chile", "CHL"), ("Slovenia", "SVN"), ("none given", NONE)]
    assert choices(tables, "stance") == [("call for", "call_for"), ("commit", "commit"), ("warn", "warn")]
    assert [label for label, _ in choices(tables, "outlet")] == ["Gulf Wire", "Lake <Post>"]


def test_every_choice_finds_something(dossier: Any) -> None:
    for facet in FACETS:
        for _, value in choices(dossier.tables(), facet):
            wanted = replace(Selection(), **{facet: value})
            assert any(len(narrow(dossier.tables(), t, wanted)) for t in COLUMNS if applies(t, facet)), (facet, value)


def test_columns_are_those_of_the_model() -> None:
    for table, headings in HEADINGS.items():
        named = {*headings, *COLUMNS.get(table, {}).values(), *COUNTED.get(table, ())}
        assert named <= set(TABLES[table]), table


def test_wording_for_readers(dossier: Any) -> None:
    shown = worded("documents", dossier.documents)
    assert dict(shown.loc["d-1"]) == {
        "Document": "two accords", "Type": "action plan", "Count": "2", "Areas": "fisheries",
        "Parties": "Slovenia, Chile", "Status": "signed", "Outlets": "Gulf Wire",
    }  # fmt: skip  # columns that are empty everywhere are left out


def test_empty_tables_have_no_surprises(dossier: Any) -> None:
    empty = {name: frame[:0] for name, frame in dossier.tables().items()}
    for table in COLUMNS:
        rows = narrow(empty, table, Selection(delegation="CHL", text="x"))
        assert rows.dtypes.equals(dossier.tables()[table].dtypes)
        assert list(worded(table, rows).columns) == list(HEADINGS[table].values())
        assert tally(rows, COUNTED[table][0]).empty
    assert choices(empty, "speaker") == []


def test_tally_counts_rows_under_each_value(dossier: Any) -> None:
    assert tally(dossier.events, "people").values.tolist() == [["José Ñandú", 2], ["Ana Štrukelj", 1]]
    assert tally(dossier.positions, "topic")["value"].tolist() == ["none given", "trade", "waterways"]


def test_summary_says_what_to_do_when_nothing_matches() -> None:
    assert summary(3, 3, "positions") == "All 3 positions"
    assert summary(1, 3, "positions") == "1 of 3 positions"
    assert "Clear a filter" in summary(0, 3, "positions")
    assert summary(0, 0, "events") == "No events were found in the sources of this summit."


def test_figure_is_described_and_survives_mathematics_in_names(dossier: Any) -> None:
    from matplotlib import pyplot

    counts = tally(dossier.positions.assign(speaker=["$\\frac{", "a <b>", "x" * 200]), "speaker")
    assert "$\\frac{" in svg(bars(counts, "Positions by $speaker"))
    assert pyplot.get_fignums() == []
    assert described([("Chile", 4), ("Fiji", 2), ("Oman", 1)], limit=2) == "Chile 4, Fiji 2 and 1 more"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=12), more=st.text(max_size=6))
def test_a_longer_search_never_finds_more(dossier: Any, text: str, more: str) -> None:
    found = set(ids(dossier, "positions", text=text))
    assert set(ids(dossier, "positions", text=f"{text} {more}")) <= found <= {"s-1", "s-2", "s-3"}
