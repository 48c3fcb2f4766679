"""Whose an instrument is where only the meeting tells; all happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Source


def parties(text: str) -> tuple[str, ...]:
    (document,) = extract(Source("src-000000000000", "story.txt", text, published="2031-05-07")).documents
    return document.parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The foreign ministers of Norway, Portugal and Spain met in Lisbon on Tuesday.\n\n"
            "Norwegian Foreign Minister Ingrid Solbakken and her Portuguese counterpart Duarte Falcão were hopeful. "
            "An agreement on cod quotas was reached at night.",
            ("NOR", "PRT", "ESP"),
        ),
        (
            "The 53-nation African Union grouping opened a two-day summit in Abuja, Nigeria, on Tuesday.\n\n"
            "Nigerian President Ade Bello hosted it, and South African President Sipho Naidoo spoke first. "
            "A plan of action on malaria was adopted.",
            ("African Union",),
        ),
        (
            "European Union leaders agreed at their summit in Brussels to act together.\n\n"
            "German Chancellor Jutta Brandt left early. A deal on fishing was reached at night.",
            ("European Union",),
        ),
        (
            "Fish deal with Norway near\n\nPortuguese Foreign Minister Duarte Falcão and Spanish Foreign Minister Ana "
            "Ruiz welcomed progress. An agreement on cod was reached at night.",
            ("NOR", "PRT"),
        ),
        (
            "Leaders of Norway, the Netherlands and Portugal met in Lisbon on Tuesday.\n\n"
            "The Norwegian prime minister said that he would seek an agreement with Portugal on cod.",
            ("NOR", "PRT"),
        ),
        (
            "Ministers from several countries met in Lisbon over the civil war in Norway, officials said.\n\n"
            "An agreement on aid was reached at night.",
            (),
        ),
    ],
    ids=[
        "more states than leaders named",
        "a body that meets",
        "the Union",
        "two who only speak",
        "two of three",
        "what is talked about is no party",
    ],
)
def test_parties_of_the_meeting(text: str, expected: tuple[str, ...]) -> None:
    assert parties(text) == expected
