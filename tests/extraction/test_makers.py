"""Firms and summits that make an instrument; all happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Source

LEAD = (
    "Portuguese President Duarte Falcão and Norwegian Prime Minister Ingrid Solbakken held talks in Lisbon "
    "on Wednesday, before the BRICS summit.\n\n"
)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Norway's state oil company Norgas won a $2 billion contract to drill.", ("Norgas",)),
        (
            "Norway's National Company Norgas and Portugal's State Concern Lusogas signed an agreement on gas.",
            ("Norgas", "Lusogas"),
        ),
        ("At the end, the summit participants will adopt the Faro Declaration.", ("BRICS",)),
        ("A statement issued at the end of a NATO meeting condemned piracy.", ("NATO",)),
        ("Solbakken and Falcão signed an agreement on gas.", ("NOR", "PRT")),
    ],
)
def test_who_made_it(text: str, parties: tuple[str, ...]) -> None:
    (found,) = extract(Source("src-000000000000", "story.txt", LEAD + text, published="2031-05-07")).documents
    assert found.parties == parties
