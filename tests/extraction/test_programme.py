"""Events, days, places and bodies; all people and happenings are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.model import EVENT_KINDS, Context, Event, Extraction, Source

LEAD = (
    "Portuguese President Duarte Falcão received Norwegian Prime Minister Ingrid Solbakken in Lisbon on Wednesday.\n\n"
)


def read(text: str, published: str | None = "2031-05-07", context: Context | None = None) -> Extraction:
    return extract(Source("src-000000000000", "story.txt", text, published=published), context)


def event(text: str, kind: str) -> Event:
    (found,) = [e for e in read(LEAD + text).events if e.kind == kind]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "date", "place"),
    [
        ("Solbakken arrived in Lisbon on Tuesday night.", "arrival", "2031-05-06", "Lisbon"),
        ("Solbakken laid a wreath at the Sailors' Memorial on Thursday.", "wreath", "2031-05-01", "Sailors' Memorial"),
        ("A welcoming ceremony was held at the Ajuda Palace.", "ceremony", "2031-05-07", "Ajuda Palace"),
        ("Falcão and Solbakken signed four agreements.", "signing", "2031-05-07", None),
        ("The two leaders gave a joint press conference.", "statement", "2031-05-07", None),
        ("A state dinner at the palace closed the day.", "meal", "2031-05-07", None),
    ],
)
def test_events(text: str, kind: str, date: str, place: str | None) -> None:
    found = event(text, kind)
    assert (found.date, found.context) == (date, False)
    if place:
        assert found.place == place


def test_who_takes_part() -> None:
    assert event("Solbakken laid a wreath at the memorial.", "wreath").people == ("Ingrid Solbakken",)
    both = event("The two leaders gave a press conference.", "statement").people
    assert set(both) == {"Duarte Falcão", "Ingrid Solbakken"}


def test_a_part_of_the_day_is_kept() -> None:
    assert event("Solbakken arrived in Lisbon on Tuesday night.", "arrival").time == "night"


def test_a_visit_elsewhere_is_context() -> None:
    found = event("Her trip followed a state visit to Armenia last week.", "visit")
    assert found.context
    assert found.place == "Armenia"


@pytest.mark.parametrize(
    "text", ["They will sign nothing.", "If she had arrived, they would have met.", "No wreath was laid."]
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert [e.kind for e in read(text).events] == []


def test_a_day_without_any_anchor_stays_open() -> None:
    (found,) = read("Ingrid Solbakken arrived in Lisbon on Tuesday.", published=None).events
    assert found.date is None


def test_the_summit_gives_the_day_where_the_source_has_none() -> None:
    text = "Ingrid Solbakken arrived in Lisbon on Tuesday."
    (found,) = read(text, published=None, context=Context(date="2031-05-07")).events
    assert found.date == "2031-05-06"


def test_place_day_and_format_of_the_meeting() -> None:
    found = read("Lisbon, 2031-05-07\n\n" + LEAD, published=None).meeting
    assert (found.city, found.country, found.date, found.format) == ("Lisbon", "PRT", "2031-05-07", "bilateral")


def test_entities_count_names_not_adjectives() -> None:
    found = {
        e.name: e for e in read(LEAD + "Norway, the European Union and BRICS were named. Norway smiled.\n").entities
    }
    assert (found["Norway"].kind, found["Norway"].code, len(found["Norway"].evidence)) == ("state", "NOR", 2)
    assert found["European Union"].kind == found["BRICS"].kind == "forum"
    assert found["Lisbon"].kind == "place"
    assert "Portugal" not in found


WORDS = st.lists(
    st.sampled_from(
        [
            "arrived",
            "in",
            "Lisbon",
            "on",
            "Tuesday",
            "night",
            "met",
            "signed",
            "the",
            "two",
            "leaders",
            "visit",
            "to",
            "May",
            "Armenia",
            "last",
            "week",
            "31",
            "February",
            "2031",
            ",",
            ".",
            "\n",
            "state dinner",
            "at",
            "Palace",
            "of",
            "11",
            ":",
            "30",
        ]
    ),
    max_size=50,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=200)), st.sampled_from([None, "2031", "2031-05", "2031-05-07", "nonsense"]))
def test_any_words_give_events_with_their_words(text: str, published: str | None) -> None:
    found = read(text, published)
    for record in (*found.events, *found.entities):
        assert all(text[e.start : e.end] == e.exact for e in record.evidence)
    assert {e.kind for e in found.events} <= set(EVENT_KINDS)
