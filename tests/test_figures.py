"""Figures: readable without colour, safe with any label, absent where there is nothing to compare."""

from __future__ import annotations

import pytest
from lxml import etree

from summitry import figures
from summitry.frames import frame

OUTLETS = ("Alfa", "Beta")
TWICE = (("Cy", "fish", "support"), ("Cy", "fish", "oppose"))


def positions(*rows: tuple[str, str | None, str]) -> object:
    return frame(
        "positions",
        [
            {
                "position_id": f"s-{n}",
                "speaker": who,
                "topic": topic,
                "stance": stance,
                "mode": "indirect",
                "outlets": ("Alfa",),
            }
            for n, (who, topic, stance) in enumerate(rows)
        ],
    )


def texts(figure: object) -> list[str]:
    document = etree.fromstring(figures.svg(figure).encode())
    return [element.text or "" for element in document.iter("{http://www.w3.org/2000/svg}text")]


def test_topics_show_the_count_of_each_pair() -> None:
    table = positions(("Ana", "trade", "support"), ("Ana", "trade", "oppose"), ("Bo", "energy", "neutral"))
    shown = texts(figures.topics_by_speaker(table, ["Ana", "Bo"]))
    assert {"Ana", "Bo", "Trade", "Energy", "2", "1"} <= set(shown)


def test_stances_are_parts_of_a_bar_from_support_to_objection() -> None:
    table = positions(("Ana", None, "oppose"), ("Ana", None, "support"), ("Ana", None, "commit"), ("Bo", None, "warn"))
    shown = texts(figures.stances_by_speaker(table, ["Ana"]))
    assert shown.index("supports or commits") < shown.index("objects or warns")
    assert "2" in shown and "states" not in shown
    assert "<pattern" in figures.svg(figures.stances_by_speaker(table, ["Ana"]))  # told apart without colour too


def test_ones_all_over_are_no_figure() -> None:
    table = positions(("Ana", "trade", "support"), ("Bo", "energy", "support"))
    assert figures.topics_by_speaker(table, []) is None
    assert figures.stances_by_speaker(table, []) is None


def test_many_speakers_and_topics_are_folded_into_others() -> None:
    table = positions(*((f"Speaker {n}", f"topic {n}", "support") for n in range(200)), *TWICE)
    shown = texts(figures.topics_by_speaker(table, []))
    assert "Others" in shown and "Other topics" in shown
    assert len(shown) < 60


@pytest.mark.parametrize("rows", [(), (("Ana", "trade", "support"),), (("Ana", "trade", "neutral"),) * 3])
def test_nothing_to_compare_is_no_figure(rows: tuple[tuple[str, str, str], ...]) -> None:
    table = positions(*rows)
    assert figures.topics_by_speaker(table, []) is None
    assert figures.stances_by_speaker(table, []) is None


def test_documents_tell_signed_from_planned_by_shape() -> None:
    table = frame(
        "documents",
        [
            {"document_id": "d-1", "label": "pact", "status": "signed", "outlets": OUTLETS},
            {"document_id": "d-2", "label": "plan", "status": "planned", "outlets": ("Beta",)},
            {"document_id": "d-3", "label": "past", "status": "earlier", "outlets": ("Beta",)},
        ],
    )
    drawn = figures.svg(figures.documents_by_outlet(table, OUTLETS, ["Pact", "Plan", "Past"]))
    assert all(name in drawn for name in ("Pact", "Plan", "Past", "Alfa", "Beta"))
    assert "fill: #ffffff; stroke: #0072b2" in drawn


def test_documents_of_one_outlet_or_none_are_no_figure() -> None:
    alone = frame("documents", [{"document_id": "d-1", "label": "x", "status": "signed", "outlets": ("Alfa",)}] * 2)
    assert figures.documents_by_outlet(alone, OUTLETS, ["x", "x"]) is None
    assert figures.documents_by_outlet(frame("documents", []), OUTLETS, []) is None


def events(*rows: tuple[str, str, str, bool, tuple[str, ...]]) -> object:
    names = ("event_id", "kind", "date", "context", "outlets")
    return frame("events", [dict(zip(names, row, strict=True)) for row in rows])


def test_programme_shows_by_day_who_reports_what() -> None:
    table = events(
        ("e-1", "arrival", "2031-05-06", False, OUTLETS),
        ("e-2", "talks", "2031-05-07", False, ("Alfa",)),
        ("e-3", "meal", "", False, ("Alfa",)),
        ("e-4", "visit", "2031-05", True, ("Alfa",)),
    )
    shown = texts(figures.programme(table, OUTLETS, ["22:10 Arrival", "Talks", "Dinner", "Visit"]))
    assert {"Tuesday, 6 May", "22:10 Arrival", "Wednesday, 7 May", "Talks", *OUTLETS} <= set(shown)
    assert shown.index("Day not given") < shown.index("Dinner")
    assert "Visit" not in shown
    assert figures.programme(table.head(1), OUTLETS, ["22:10 Arrival"]) is None


def test_a_programme_that_no_two_outlets_share_is_no_figure() -> None:
    table = events(("e-1", "arrival", "2031-05-06", False, ("Alfa",)), ("e-2", "talks", "2031-05-07", False, ("Beta",)))
    assert figures.programme(table, OUTLETS, ["Arrival", "Talks"]) is None


def test_names_of_many_outlets_are_neither_broken_nor_lost() -> None:
    outlets = [f"Correspondence Office {n}" for n in range(9)]
    row = {"label": "pact", "status": "signed", "outlets": tuple(outlets)}
    table = frame("documents", [{"document_id": f"d-{n}", **row} for n in range(2)])
    assert set(outlets) <= set(texts(figures.documents_by_outlet(table, outlets, ["Pact", "Deal"])))


def test_corroboration_writes_the_numbers_out_and_hatches_what_stands_alone() -> None:
    figure = figures.corroboration({"Alfa": (2, 3), "Beta": (2, 0)})
    assert {"2 + 3", "2 + 0", "only here"} <= set(texts(figure))
    assert "<pattern" in figures.svg(figure)
    assert figures.corroboration({"Alfa": (0, 3)}) is None


@pytest.mark.parametrize("label", ["$x^2$ $", "<b>&\"'", "👩‍⚖️", "مرحبا", "N" * 300, "\\frac{", "--><script>"])
def test_labels_are_plain_text(label: str) -> None:
    table = positions((label, label, "support"), (label, label, "oppose"), ("Bo", "trade", "oppose"))
    drawn = figures.svg(figures.topics_by_speaker(table, [label]))
    document = etree.fromstring(drawn.encode())
    assert not [element for element in document.iter() if str(element.tag).endswith("script")]
    assert len(label) > 50 or any(label[:7] in text for text in texts(figures.topics_by_speaker(table, [label])))


def test_the_same_data_give_the_same_bytes() -> None:
    table = positions(("Ana", "trade", "support"), *TWICE)
    assert figures.data_uri(figures.topics_by_speaker(table, [])) == figures.data_uri(
        figures.topics_by_speaker(table, [])
    )
