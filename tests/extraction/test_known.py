"""Whom the vocabulary knows: fallbacks for names beside which a text says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summitry import vocabulary
from summitry.extraction import extract
from summitry.model import Context, Participant, Source

LINES = """\
name,forms,country,organisation,title,start,end
Orla Vantage,,NOR,,Prime Minister,2031,
Piet Halloran,,PRT,,President,2020,2030
Ivo Halloran,,SVK,,President,2031,2040
Mina Sartor,,NOR,,Foreign Minister,2020,2029
Mina Sartor,,,NATO,Secretary General,2030,
"""


@pytest.fixture(autouse=True)
def figures(tmp_path: Path) -> Iterator[None]:
    path = tmp_path / "public_figures.csv"
    path.write_text(LINES, encoding="utf-8")
    with vocabulary.extra([path]):
        yield


def person(text: str, year: str | None = None) -> Participant:
    source = Source("src-1", "s.txt", text, published=year)
    (found,) = extract(source, Context()).participants
    return found


def test_a_full_name_tells_the_state() -> None:
    assert person("Orla Vantage said the talks went well.").country == "NOR"
    assert person("Orla J. Vantage said the talks went well.").country == "NOR"


def test_an_office_tells_whose_a_surname_is() -> None:
    assert person("Prime Minister Vantage arrived on Monday.").country == "NOR"
    assert person("Foreign Minister Vantage arrived on Monday.").country != "NOR"


def test_what_stands_beside_the_name_comes_first() -> None:
    assert person("Portuguese Prime Minister Orla Vantage arrived on Monday.").country == "PRT"
    assert person("Analyst Orla Vantage said the talks went well.").country is None


def test_the_year_of_the_source_decides_between_two() -> None:
    assert person("President Halloran arrived on Monday.", "2025-02-01").country == "PRT"
    assert person("President Halloran arrived on Monday.", "2035").country == "SVK"
    assert person("President Halloran arrived on Monday.").country is None


def test_who_went_to_an_international_body_acts_for_it_then() -> None:
    later = person("Mina Sartor said the talks went well.", "2035-01-01")
    assert (later.country, later.organisation) == (None, "NATO")
    assert person("Mina Sartor said the talks went well.", "2025-01-01").country == "NOR"


def test_the_office_by_which_the_text_speaks_of_somebody_known_is_his() -> None:
    text = "Orla Vantage flew to Lisbon on Monday. The prime minister said the talks would go well."
    source = Source("src-1", "s.txt", text)
    found = extract(source, Context())
    assert [(p.name, p.title) for p in found.participants] == [("Orla Vantage", "Prime Minister")]
    assert [p.speaker for p in found.positions] == ["Orla Vantage"]
    assert person("Orla Vantage flew to Lisbon on Monday.").title is None
