"""Sentences that no record holds and no other outlet matches; all happenings are invented."""

from __future__ import annotations

from summitry.assembly import build
from summitry.dossier import Dossier
from summitry.extraction import extract
from summitry.model import Source
from summitry.settings import SummitSettings

LEAD = (
    "Portuguese President Duarte Falcão held talks with Norwegian Prime Minister Ingrid Solbakken in Lisbon on "
    "Wednesday, 7 May.\n\n"
)
SETTINGS = SummitSettings(title="Talks", start="2031-05-07", city="Lisbon", country="PRT", parties=("PRT", "NOR"))


def dossier(*texts: str) -> Dossier:
    sources = [
        Source(f"src-{n}", f"{n}.txt", LEAD + text, outlet="ABC"[n], published="2031-05-07")
        for n, text in enumerate(texts)
    ]
    return build("2031-05-07-lisbon", SETTINGS, sources, [extract(source) for source in sources])


def told(*texts: str) -> list[tuple[str, str]]:
    made = dossier(*texts)
    for one in made.unmatched:
        assert made.texts[one.source_id][one.start : one.end] == one.exact
    return [(one.outlet, one.exact) for one in made.unmatched]


def test_what_one_outlet_tells_without_a_record_is_found() -> None:
    delay = "The journey had been put off twice because of storms."
    assert told(delay, "They signed a memorandum on tourism.") == [("A", delay)]


def test_what_another_outlet_tells_in_its_own_words_is_not() -> None:
    one = "The journey had been put off twice because of storms."
    other = "Because of heavy storms the journey was put off twice before."
    # more words of each, or the two would be taken for one text
    one += " They signed a memorandum on tourism, sport and the cleaning of the harbour."
    other += " Falcão said that the bridges over the wide river need new lamps, new rails and new paint before winter."
    assert told(one, other) == []


def test_what_records_tell_is_not() -> None:
    assert told("They signed a memorandum on tourism and sport.", "The talks lasted three hours.") == []
    assert told("Falcão said that the bridge needs new lamps.", "A farewell is planned.") == []


def test_a_copy_speaks_for_no_other_outlet() -> None:
    text = (
        "The journey had been put off twice because of storms. Farmers along the river had waited for the guests with "
        "bread, salt and flowers, and the harbour pilots had cleaned their old boats for the parade of ships."
    )
    found = told(text, text)
    assert {outlet for outlet, _ in found} == {"A"} and len(found) == 2
