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


def lines(text: str, kind: str) -> list[Event]:
    return [e for e in read(LEAD + text).events if e.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "The schedule of the visit on Wednesday foresees a welcoming ceremony at 10:00 and a wreath-laying at 10:30.",
        "A state dinner is planned for the evening.",
        "The working lunch will be held at the palace.",
        "Solbakken is due to lay a wreath.",
        "Falcão is to give a press conference.",
        "They agreed to hold a press conference in June.",
        "A press conference was cancelled.",
        "No wreath was laid, and there was no press conference.",
        "The aides spoke ahead of the state dinner.",
    ],
)
def test_plans_and_denials_are_no_events(text: str) -> None:
    assert {e.kind for e in read(LEAD + text).events} <= {"talks"}


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Falcão and Solbakken held talks in Lisbon, where it rained.", "talks", "meeting in Lisbon"),
        ("Falcão and Solbakken signed 10 memoranda after the talks.", "signing", "signing of 10 memoranda"),
        (
            "At 10:00 Solbakken laid a wreath at the Sailors' Memorial.",
            "wreath",
            "wreath-laying at the Sailors' Memorial",
        ),
        ("Solbakken left for Oslo at the end of her journey.", "departure", "departure for Oslo"),
        ("At the state banquet Falcão told how he had waited until then.", "meal", "state banquet"),
        ("Solbakken visited the old museum of the sea.", "visit", "visit to the old museum"),
    ],
)
def test_labels_are_whole_phrases(text: str, kind: str, label: str) -> None:
    assert event(text, kind).label == label


def test_talks_with_others_are_other_talks() -> None:
    found = lines("On the same day Solbakken held talks with Speaker Rita Moura and with Minister Nuno Sá.", "talks")
    assert [set(e.people) for e in found] == [
        {"Duarte Falcão", "Ingrid Solbakken"},
        {"Ingrid Solbakken", "Rita Moura", "Nuno Sá"},
    ]


def test_one_after_the_other_are_two_meetings() -> None:
    text = "Mayor Rita Moura met Prime Minister Ingrid Solbakken and then Minister Pilar Ocaña in Lisbon."
    found = [e for e in read(text + " It rained.").events if e.kind == "talks"]
    assert [e.people[1:] for e in found] == [("Ingrid Solbakken",), ("Pilar Ocaña",)]


def test_signings_of_other_papers_by_other_people_stay_apart() -> None:
    text = (
        "Falcão and Solbakken signed a joint declaration.\n\n"
        "Minister Rita Moura and Minister Olav Berg signed an agreement on fishing in the Norwegian Sea.\n"
    )
    first, second = lines(text, "signing")
    assert (set(first.people), first.label) == ({"Duarte Falcão", "Ingrid Solbakken"}, "signing of a joint declaration")
    assert (set(second.people), second.place) == ({"Rita Moura", "Olav Berg"}, None)


def test_who_signs_for_states_and_ministries_is_not_guessed() -> None:
    assert event("The health ministries of the two countries signed a memorandum.", "signing").people == ()


def test_those_who_sign_the_same_paper_sign_it_together() -> None:
    found = event("Falcão signed a declaration, and Solbakken signed the declaration too.", "signing")
    assert set(found.people) == {"Duarte Falcão", "Ingrid Solbakken"}


@pytest.mark.parametrize(
    ("text", "date"),
    [("In Bergen in 2025 they met for two hours.", "2025"), ("The 2019 talks with Falcão failed.", "2019")],
)
def test_talks_of_other_years_are_context(text: str, date: str) -> None:
    (found,) = [e for e in lines(text, "talks") if e.context]
    assert found.date == date


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        ("Solbakken landed at 10:54 local time.", "arrival", "10:54"),
        ("At 11:10 Falcão welcomed her on the airfield, and they drove to town.", "ceremony", "11:10"),
        ("Solbakken left Portugal at about 4:20 p.m. on Wednesday.", "departure", "16:20"),
        ("The two came to the banquet at about 19:50.", "meal", "19:50"),
    ],
)
def test_hours_belong_to_the_day_of_the_meeting(text: str, kind: str, time: str) -> None:
    found = event(text, kind)
    assert (found.time, found.date) == (time, "2031-05-07")


def test_whom_a_pronoun_means_is_greeted() -> None:
    assert event("At 11:10 Falcão welcomed her on the airfield.", "ceremony").people == (
        "Duarte Falcão",
        "Ingrid Solbakken",
    )


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Falcão and Solbakken signed an agreement to close the Lisbon Process.", "signing", None),
        ("Solbakken laid flowers at the graves of Norwegian sailors.", "wreath", "graves of Norwegian sailors"),
        ("The documents were an agreement and a treaty, signed at the Lisbon summit.", "signing", None),
        ("Solbakken was met at the old airport by Falcão.", "ceremony", "old airport"),
        ("At Humberto Delgado Airport, Solbakken was met by Falcão.", "ceremony", "Humberto Delgado Airport"),
    ],
)
def test_places(text: str, kind: str, place: str | None) -> None:
    assert event(text, kind).place == place


@pytest.mark.parametrize(
    "text",
    [
        "Falcão said that Norway departed.",
        "Falcão welcomed progress in Norway.",
        "Solbakken met the target.",
        "Falcão left the table.",
    ],
)
def test_verbs_of_other_meaning_are_no_events(text: str) -> None:
    assert [e.kind for e in read(LEAD + text).events] == ["talks"]


def test_leaving_the_meeting_for_home_belongs_to_it() -> None:
    found = read(
        LEAD + "Solbakken left for Oslo at the end of her visit to Portugal.",
        None,
        Context("2031-05-07", "Lisbon", "PRT"),
    )
    assert {e.kind: e.context for e in found.events} == {"talks": False, "departure": False, "visit": False}


def test_a_museum_seen_on_a_visit_is_a_visit_of_its_own() -> None:
    text = "Solbakken, who is on a state visit to Portugal, toured the Fishing Museum on Wednesday."
    found = [(e.label, e.date) for e in lines(text, "visit")]
    assert found == [("tour of the Fishing Museum", "2031-05-07"), ("state visit to Portugal", None)]


def test_a_weekday_that_nothing_resolves_keeps_other_days_away() -> None:
    text = "President Duarte Falcão made an official visit to Bergen Friday, long after the fire of May 7, 1945."
    assert [e.date for e in read(text + " It rained.", published=None).events] == [None]


def test_the_day_of_a_text_tells_more_than_its_guessed_place() -> None:
    text = LEAD + "Solbakken met Falcão and Spanish Minister Pilar Ocaña in Madrid on Wednesday."

    def madrid(context: Context | None) -> list[bool]:
        return [e.context for e in read(text, context=context).events if e.place == "Madrid"]

    assert madrid(None) == [False]
    assert madrid(Context("2031-05-07", "Lisbon", "PRT")) == [True]


def test_the_guest_is_the_visitor() -> None:
    found = event("Falcão received Solbakken on an official visit.", "visit")
    assert found.people == ("Ingrid Solbakken",)


def test_a_transcript_and_the_headline_tell_of_no_events() -> None:
    text = (
        "Falcão and Solbakken hold a press conference\n\nPresident Duarte Falcão: We held talks with Spain in Madrid.\n"
    )
    assert read(text).events == ()


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


def test_after_another_day_an_undated_event_may_be_of_either() -> None:
    text = (
        "Norwegian Prime Minister Ingrid Solbakken landed in Lisbon on Tuesday, 6 May.\n\n"
        "Portuguese President Duarte Falcão gave a dinner for Solbakken.\n\nShe left on Wednesday, 7 May."
    )
    assert [e.date for e in read(text).events if e.kind == "meal"] == [None]
