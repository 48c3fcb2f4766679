"""An event is told once; another pair's talks, another object signed and another day are another event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summitry.model import Event, Participant

Fixture = Callable[..., Any]
LEADERS = tuple(
    Participant(name, country=country, title="President", role="principal")
    for name, country in (("Anna Kovar", "SVK"), ("Petr Novy", "CZE"), ("Jan Maly", "POL"))
)
ANNA, PETR, JAN, EVA, OLGA = "Anna Kovar", "Petr Novy", "Jan Maly", "Eva Dlouha", "Olga Bila"


def test_an_event_told_twice_is_one(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write(
            "a", Event("wreath", "2025-08-20", place="Victory Square", people=("Anna Kovar",), label="laid a wreath")
        ),
        write("b", Event("wreath", "2025-08", place="Victory Square in the capital", time="10:00")),
        write("c", Event("wreath", "2025-08-21")),
        write("d", Event("wreath", "2025-08-20", context=True)),
        write("e", Event("talks", "2025-08-20")),
    )
    first = found.events[0].record
    assert (first.date, first.time, first.place) == ("2025-08-20", "10:00", "Victory Square")
    assert [(one.record.kind, one.outlets) for one in found.events] == [
        ("wreath", ("a", "b")), ("wreath", ("c",)), ("wreath", ("d",)), ("talks", ("e",)),
    ]  # fmt: skip


def test_what_sets_events_apart(write: Fixture, merge: Fixture) -> None:
    def count(left: dict[str, Any], right: dict[str, Any]) -> int:
        pair = [Event("talks", "2025-08-20", **values) for values in (left, right)]
        return len(merge(write("a", pair[0]), write("b", pair[1])).events)

    assert count({"time": "10:00"}, {"time": "15:00"}) == 2
    assert count({"time": "morning"}, {"time": "10:00"}) == 1
    assert count({"place": "Old Palace"}, {"place": "Airport"}) == 2
    assert count({"people": ("Anna Kovar",)}, {"people": ("Petr Novy",)}) == 2
    assert count({"people": ("Anna Kovar",)}, {"people": ("Anna Kovar", "Petr Novy")}) == 1


def together(write: Fixture, merge: Fixture, kind: str, *told: dict[str, Any]) -> list[tuple[str, ...]]:
    """The outlets of each event; the outlets are a, b, c …"""
    stories = []
    for letter, values in zip("abcdef", told, strict=False):
        event = Event(kind, **{key: value for key, value in values.items() if key != "published"})
        stories.append(write(letter, event, published=values.get("published")))
    found = merge(write("z", *LEADERS, published="2025-08-01"), *stories)
    return [one.outlets for one in found.events]


def test_talks_are_those_of_a_pair(write: Fixture, merge: Fixture) -> None:
    day = {"date": "2025-08-20"}
    assert together(
        write, merge, "talks",
        {**day, "people": (ANNA, PETR)}, {"people": (PETR, ANNA, EVA)}, {**day, "people": (ANNA, PETR, OLGA)},
        {**day, "people": (ANNA, JAN)}, {"people": (PETR, EVA)}, {**day, "people": (ANNA, PETR, JAN)},
    ) == [("a", "b", "c"), ("d",), ("e",), ("f",)]  # fmt: skip


def test_talks_of_which_little_is_told_join_the_only_ones_there_are(write: Fixture, merge: Fixture) -> None:
    pair = {"date": "2025-08-20", "people": (ANNA, PETR)}
    assert together(write, merge, "talks", pair, {}, {"people": (PETR,)}) == [("a", "b", "c")]
    other = {"date": "2025-08-20", "people": (ANNA, JAN)}
    assert together(write, merge, "talks", pair, other, {"date": "2025-08-20"}) == [("a",), ("b",), ("c",)]
    assert together(write, merge, "talks", pair, other, {"people": (PETR,)}) == [("a", "c"), ("b",)]


def test_what_is_signed_sets_signings_apart(write: Fixture, merge: Fixture) -> None:
    both = {"date": "2025-08-20", "people": (ANNA, PETR)}
    assert together(
        write, merge, "signing",
        {**both, "label": "signed a joint statement"}, {**both, "label": "signed a package of 13 documents"},
        {**both, "label": "signed a joint declaration"}, {**both, "label": "signed 13 documents"},
    ) == [("a", "c"), ("b", "d")]  # fmt: skip


def test_lunch_is_no_dinner_and_a_banquet_is(write: Fixture, merge: Fixture) -> None:
    labels = ("working lunch", "state dinner", "banquet for the guests")
    told = [{"date": "2025-08-20", "label": label} for label in labels]
    assert together(write, merge, "meal", *told) == [("a",), ("b", "c")]


def test_talks_in_two_formats_are_two(write: Fixture, merge: Fixture) -> None:
    labels = "one-on-one talks began", "expanded talks", "talks between the two"
    told = [{"date": "2025-08-20", "people": (ANNA, PETR), "label": label} for label in labels]
    assert together(write, merge, "talks", *told[:2]) == [("a",), ("b",)]
    assert together(write, merge, "talks", told[0], told[2]) == [("a", "b")]


def test_a_venue_stands_in_its_city_and_two_cities_are_two_places(write: Fixture, merge: Fixture) -> None:
    def places(*names: str) -> int:
        return len(together(write, merge, "talks", *({"date": "2025-08-20", "place": name} for name in names)))

    assert places("Minsk", "Palace of Independence") == 1
    assert places("Minsk", "Moscow") == 2
    assert places("Palace of Independence", "Victory Square") == 2


def test_hours_and_days_that_differ_a_little_are_disagreements(write: Fixture, merge: Fixture) -> None:
    def rows(kind: str, *told: dict[str, Any], published: str = "2025-08-22") -> list[tuple[str, str]]:
        stories = [
            write(letter, Event(kind, **values), published=published)
            for letter, values in zip("abc", told, strict=False)
        ]
        found = merge(write("z", *LEADERS), *stories)
        return [(row.field, row.value) for row in found.disagreements]

    pair = {"people": (ANNA, PETR)}
    assert rows("ceremony", {"time": "10:00", **pair}, {"time": "9:00", **pair}) == [
        ("time", "10:00"),
        ("time", "9:00"),
    ]
    days = {"date": "2025-08-20", **pair}, {"date": "2025-08-21", **pair}
    dates = [("date", "2025-08-20"), ("date", "2025-08-21")]
    assert rows("talks", *days) == dates
    assert rows("talks", *days, published="2025-08-20") == []  # a second round, of which the first source cannot tell
    assert rows("meal", *days) == []
    one = {"people": (ANNA,)}
    assert rows("arrival", {"date": "2025-08-20", **one}, {"date": "2025-08-21", **one}) == dates
    kinds = {"label": "state visit of the president", **one}, {"label": "official visit of two days", **one}
    assert rows("visit", *kinds, {"label": "visit to the city", **one}) == [
        ("label", "state visit"), ("label", "official visit"),
    ]  # fmt: skip


def test_a_visit_lasts_days_and_a_call_does_not(write: Fixture, merge: Fixture) -> None:
    def days(label: str, *dates: str) -> list[tuple[str, ...]]:
        told = [{"date": date, "label": label, "people": (ANNA,), "published": "2025-08-25"} for date in dates]
        return together(write, merge, "visit", *told)

    assert days("official visit to the city", "2025-08-20", "2025-08-22", "2025-08-24") == [("a", "b"), ("c",)]
    assert days("visited the museum", "2025-08-20", "2025-08-21") == [("a",), ("b",)]


def test_the_label_is_that_of_the_entry_that_says_most(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", Event("meal", label="banquet at which she told of her way there")),
        write("b", Event("meal", "2025-08-20", "19:30", label="banquet")),
    )
    assert [one.record.label for one in found.events] == ["banquet"]


def test_the_host_whom_one_source_names_is_no_visitor(write: Fixture, merge: Fixture) -> None:
    told = ((ANNA,), (PETR, ANNA), (ANNA,))
    stories = [
        write(letter, Event("visit", people=who, label="official visit"))
        for letter, who in zip("abc", told, strict=True)
    ]
    assert [one.record.people for one in merge(*stories).events] == [(ANNA,)]


def test_a_museum_that_is_visited_is_not_the_state_that_is(write: Fixture, merge: Fixture) -> None:
    def visit(place: str) -> Event:
        return Event("visit", "2025-08-20", place=place, people=(ANNA,), label=f"visit to {place}")

    found = merge(write("a", visit("Portugal")), write("b", visit("Fishing Museum")), write("c", visit("Lisbon")))
    assert [one.outlets for one in found.events][1] == ("b",)


def test_one_arrival_and_one_way_to_the_palace(write: Fixture, merge: Fixture) -> None:
    one = {"date": "2025-08-20", "people": (ANNA,)}
    assert together(
        write, merge, "arrival",
        {**one, "place": "Prague", "time": "16:00"}, {**one, "place": "the airport"},
        {**one, "place": "Presidential Palace", "time": "16:50"},
    ) == [("a", "b"), ("c",)]  # fmt: skip


def test_leaving_for_a_place_is_not_leaving_it(write: Fixture, merge: Fixture) -> None:
    told = {"label": "departure for Prague"}, {"label": "departure from Prague", "place": "Prague"}
    assert together(write, merge, "departure", *({"people": (ANNA,), **one} for one in told)) == [("a",), ("b",)]


def test_talks_with_staff_are_not_the_leaders(write: Fixture, merge: Fixture) -> None:
    pair = {"date": "2025-08-20", "people": (ANNA, PETR), "label": "talks"}
    staff = {"date": "2025-08-20", "people": (ANNA,), "label": "meeting with staff of the embassy"}
    assert together(write, merge, "talks", pair, staff, staff) == [("a",), ("b", "c")]


def test_a_session_is_no_talk_of_two(write: Fixture, merge: Fixture) -> None:
    day = {"date": "2025-08-20"}
    assert together(
        write, merge, "talks",
        {**day, "label": "outreach session"}, {**day, "label": "meeting", "people": (ANNA, PETR)},
    ) == [("a",), ("b",)]  # fmt: skip


def test_one_signing_in_the_words_of_each(write: Fixture, merge: Fixture) -> None:
    day, both = {"date": "2025-08-20"}, {"date": "2025-08-20", "people": (ANNA, PETR)}
    assert together(
        write, merge, "signing",
        {**both, "label": "signing of a roadmap"}, {**day, "label": "signing of a roadmap and seven agreements"},
        {**both, "label": "signing of eight agreements"}, {**day, "label": "signing of seven documents"},
    ) == [("a", "b", "c", "d")]  # fmt: skip
    counted = {**day, "label": "signing of 12 documents"}, {**day, "label": "signing of four documents"}
    assert together(write, merge, "signing", counted[0], {**counted[1], "people": (EVA, OLGA)}) == [("a",), ("b",)]


def test_one_visit_to_a_city_and_its_state_is_called_by_its_kind(write: Fixture, merge: Fixture) -> None:
    labels = {"Prague": "visit to Prague", "Czechia": "state visit to Czechia"}
    stories = [
        write(place, Event("visit", place=place, people=(ANNA,), label=label)) for place, label in labels.items()
    ]
    assert [one.record.label for one in merge(*stories).events] == ["state visit to Czechia"]


def test_those_who_welcome_a_guest(write: Fixture, merge: Fixture) -> None:
    told = (ANNA, EVA, OLGA, "Ivo Rada"), (ANNA, EVA, OLGA, "Jana Hora")
    assert together(write, merge, "ceremony", *({"date": "2025-08-20", "people": who} for who in told)) == [("a", "b")]


def test_ceremonies_of_two_kinds(write: Fixture, merge: Fixture) -> None:
    told = [{"date": "2025-08-20", "label": label} for label in ("welcome", "group photo", "official reception")]
    assert together(write, merge, "ceremony", *told) == [("a", "c"), ("b",)]


def test_the_end_of_a_summit_is_one_though_sources_differ_on_its_day(write: Fixture, merge: Fixture) -> None:
    days = [{"date": f"2025-08-2{n}", "label": "close of the summit"} for n in (0, 1)]
    assert together(write, merge, "ceremony", *days) == [("a", "b")]


def test_wreath_or_flowers(write: Fixture, merge: Fixture) -> None:
    def rows(left: str, right: str) -> list[tuple[str, str]]:
        told = (("a", "wreath-laying", left), ("b", "flower-laying", right))
        day = "2025-08-20"
        stories = [
            write(one, Event("wreath", day, place=place, people=(ANNA,), label=what)) for one, what, place in told
        ]
        return [(row.field, row.value) for row in merge(*stories).disagreements]

    both = [("label", "wreath-laying"), ("label", "flower-laying")]
    assert rows("Victory Square", "Victory Monument") == both
    assert rows("graves of pilots", "Old Cemetery") == both
    assert rows("Victory Square", "Sailors' Memorial") == []
