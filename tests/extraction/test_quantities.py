"""Figures that a text gives of its meeting; all happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Quantity, Source

LEAD = (
    "Portuguese President Duarte Falcão and Norwegian Prime Minister Ingrid Solbakken met in Lisbon "
    "on Wednesday, 7 May.\n\n"
)


def quantities(text: str) -> list[Quantity]:
    source = Source("src-000000000000", "story.txt", LEAD + text, published="2031-05-07")
    found = list(extract(source).quantities)
    for one in found:
        assert all(source.text[e.start : e.end] == e.exact for e in one.evidence)
    return found


@pytest.mark.parametrize(
    ("text", "measure", "value", "subject"),
    [
        ("The talks lasted almost three hours.", "length of the talks", "almost three hours", None),
        (
            "They spoke after about two and a half hours of talks.",
            "length of the talks",
            "about two and a half hours",
            None,
        ),
        ("A three-hour meeting followed.", "length of the talks", "three-hour", None),
        ("The talks ended after 2 hours 45 minutes.", "length of the talks", "2 hours 45 minutes", None),
        ("Their one-on-one talks took an hour.", "length of the talks", "an hour", "one-on-one"),
        ("The statements after the talks took 12 minutes.", "length of the statements", "12 minutes", None),
        ("The treaty has 47 articles.", "articles", "47", "treaty"),
        ("They signed a treaty of 47 articles.", "articles", "47", "treaty"),
        ("The document, signed on Friday, consists of 47 articles.", "articles", "47", "treaty"),
        ("NATO has 31 members.", "members", "31", "NATO"),
        ("The agreement is to run for twenty years.", "term", "twenty years", "treaty"),
        ("They are to sign a 20-year agreement.", "term", "20-year", "treaty"),
        ("More than 20 leaders and 10 organisations attended.", "leaders taking part", "more than 20", None),
        ("Ministers say that 36 countries would take part in the summit.", "countries taking part", "36", None),
        ("A delegation of 12 travels with Falcão.", "members of the delegation", "12", "Duarte Falcão"),
        ("Tejo Air is to buy 50 Brisa jets for about $2 billion.", "price", "about $2 billion", "Brisa jets"),
        ("The deal on Brisa jets is worth $3 billion.", "price", "$3 billion", "Brisa jets"),
        ("Trade exceeded $100 million in 2030.", "trade", "exceeded $100 million", "2030"),
        ("Both pledged to lift trade to $100 million a year.", "trade aimed at", "$100 million", None),
        ("The strip is 32 km long.", "length", "32 km", "strip"),
        ("The visit is on 18-19 August.", "dates of the visit", "18-19 August", None),
        (
            "They raised their ties to a comprehensive strategic partnership for peace and growth.",
            "name of the partnership",
            "comprehensive strategic partnership for peace and growth",
            None,
        ),
        ("It was his first visit to Norway in ten years.", "time since the last visit", "ten years", "NOR"),
    ],
)
def test_figures(text: str, measure: str, value: str, subject: str | None) -> None:
    found = quantities(text)[0]
    assert (found.measure, found.value, found.subject) == (measure, value, subject)


@pytest.mark.parametrize(
    "text",
    [
        "The two presidents attended a concert.",
        "Falcão said that interest had weakened in the last two years.",
        "In 2018 their talks lasted two hours.",
        "They met for the first time in ten years of war.",
        'Falcão said: "The talks lasted nine hours."',
        "They raised their ties after a strategic partnership with Chile.",
        "They signed a treaty on strategic partnership.",
        "Trade stood at $240 billion last year.",
        "The 12 ministers and 40 reporters waited in the hall.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert quantities(text) == []


def test_a_figure_told_again_is_one_with_both_places() -> None:
    (one,) = quantities("The talks lasted four hours.\n\nThe press waited while the talks lasted four hours.")
    assert [e.exact for e in one.evidence] == ["four hours", "four hours"]
