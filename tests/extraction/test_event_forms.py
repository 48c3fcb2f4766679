"""Sessions, photographs, openings, welcomes, arrivals and signings; all people and happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Context, Event, Source

LEAD = (
    "Portuguese President Duarte Falcão received Norwegian Prime Minister Ingrid Solbakken in Lisbon on Wednesday.\n\n"
)


def lines(text: str, kind: str, published: str | None = "2031-05-07", context: Context | None = None) -> list[Event]:
    source = Source("src-000000000000", "story.txt", LEAD + text, published=published)
    return [event for event in extract(source, context).events if event.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("An expanded session followed.", "talks", "expanded session"),
        ("Two outreach sessions were held in the afternoon.", "talks", "outreach session"),
        ("The two leaders posed for a group photo.", "ceremony", "group photo"),
        ("The two leaders were then photographed.", "ceremony", "group photo"),
        ("The guests heard a concert.", "ceremony", "concert"),
        ("The summit of the fishing states in Lisbon ended on Wednesday.", "ceremony", "close of the summit"),
        ("The 9th summit, which Falcão hosted, concludes on Thursday.", "ceremony", "close of the summit"),
        ("A session of all guests opened the summit in Lisbon.", "ceremony", "opening of the summit in Lisbon"),
        ("Solbakken was given an official reception.", "ceremony", "official reception"),
        ("Falcão gave a reception for Solbakken.", "meal", "reception"),
        ("Rita Moura and Nuno Sá held talks in an expanded format.", "talks", "expanded talks"),
        ("She met representatives of the old fleet.", "talks", "meeting with representatives of the old fleet"),
    ],
)
def test_what_a_programme_holds(text: str, kind: str, label: str) -> None:
    assert label in [event.label for event in lines(text, kind)]


@pytest.mark.parametrize(
    "text", ["The summit opens doors.", "At the summit the dispute ended.", "Falcão photographed the bay."]
)
def test_other_things_open_and_end(text: str) -> None:
    assert lines(text, "ceremony") == []


def test_ceremonies_of_two_kinds_are_two() -> None:
    found = lines("A welcoming ceremony was held, and a group photo was taken.", "ceremony")
    assert len(found) == 2


def test_the_noun_names_the_format_in_which_they_met() -> None:
    text = "Falcão and Solbakken met in a narrow session, and an expanded session followed."
    assert [event.label for event in lines(text, "talks")][1:] == ["narrow session", "expanded session"]


def test_who_attended() -> None:
    text = "The narrow session was attended by Rita Moura, speaker of the house, and Finance Minister Olav Berg."
    assert lines(text, "talks")[-1].people == ("Rita Moura", "Olav Berg")


def test_the_host_of_many_hosts_a_summit() -> None:
    text = "Falcão hosted Solbakken, Spanish Minister Pilar Ocaña and some 20 others at the summit in Lisbon."
    assert [len(event.people) for event in lines(text, "talks")] == [2]


def test_a_part_of_a_month_is_read_from_the_days_of_the_summit() -> None:
    context = Context("2031-05-06", "Lisbon", "PRT")
    (met,) = lines("", "talks", "2031-05", context)
    assert met.date == "2031-05-07"
    (found,) = lines("Solbakken left on Thursday evening.", "departure", "2031-05", context)
    assert (found.date, found.time) == ("2031-05-08", "evening")


def test_a_weekday_is_the_date_beside_it_and_a_last_sentence_is_no_dateline() -> None:
    text = "A state dinner was held on Tuesday, 6 May.\n\nA pact was adopted on 5 May.\n"
    assert [event.date for event in lines(text, "meal")] == ["2031-05-06"]


def test_what_had_been_has_no_day() -> None:
    found = lines("The two leaders had attended a state dinner. Rita Moura spoke at the state dinner.", "meal")
    assert [(event.date, len(event.people)) for event in found] == [(None, 3)]
    assert [event.date for event in lines("The two leaders had a working lunch.", "meal")] == ["2031-05-07"]


def test_an_hour_belongs_to_its_deed() -> None:
    text = "Solbakken landed at the old airport at 10:17 at the start of an official visit to Portugal."
    assert [event.time for event in lines(text, "arrival")] == ["10:17"]
    assert [event.time for event in lines(text, "visit")] == [None]


def test_the_day_on_which_a_visit_ends_is_not_its_day() -> None:
    assert [event.date for event in lines("Solbakken ended her state visit to Portugal on Wednesday.", "visit")] == [
        None
    ]


def test_everybody_who_met_a_guest() -> None:
    text = (
        "She was met at the airport by Minister Olav Berg, who is also head of a council, by Mayor Rita Moura, and by "
        "ambassador Nuno Sá.\n"
    )
    (found,) = lines("Solbakken landed.\n\n" + text, "ceremony")
    assert found.people == ("Ingrid Solbakken", "Olav Berg", "Rita Moura", "Nuno Sá")


def test_a_welcome_needs_no_place_where_it_is_told_by_whom() -> None:
    assert len(lines("Solbakken was met by Mayor Rita Moura.", "ceremony")) == 1
    assert len(lines("Solbakken was welcomed with the anthems.", "ceremony")) == 1
    assert lines("Solbakken was welcomed warmly.", "ceremony") == []


def test_a_motorcade_brings_its_owner_to_a_palace() -> None:
    text = "Solbakken landed in Lisbon at 16:00. Solbakken's motorcade arrived at the Ajuda Palace at exactly 16:50."
    found = lines(text, "arrival")
    assert [(event.place, event.time, event.people) for event in found] == [
        ("Lisbon", "16:00", ("Ingrid Solbakken",)),
        ("Ajuda Palace", "16:50", ("Ingrid Solbakken",)),
    ]


def test_talks_with_people_who_are_not_named() -> None:
    text = "She left in the evening of 8 May after a meeting with staff of the US embassy."
    found = lines(text, "talks")[-1]
    assert (found.label, found.people) == ("meeting with staff of the US embassy", ("Ingrid Solbakken",))
    assert [event.date for event in lines(text, "departure")] == ["2031-05-08"]


def test_who_meets_is_not_whom_he_meets() -> None:
    found = lines("During the day she met Speaker Olav Berg.", "talks")
    assert ("Ingrid Solbakken", "Olav Berg") in [event.people for event in found]


def test_flowers_where_somebody_went_to_lay_them() -> None:
    text = "Solbakken visited the old cemetery on Wednesday. She knelt and laid a bouquet."
    (found,) = lines(text, "wreath")
    assert (found.label, found.place) == ("flower-laying at the old cemetery", "old cemetery")
    assert lines(text, "visit") == []


def test_both_sides_sign_the_same_papers() -> None:
    text = (
        "Officials signed four documents.\n\nRita Moura and Nuno Sá signed for Portugal.\n\n"
        "Olav Berg signed for Norway.\n"
    )
    (found,) = lines(text, "signing")
    assert (found.label, len(found.people)) == ("signing of four documents", 3)


def test_who_gives_a_dinner_sits_at_it() -> None:
    assert [event.people for event in lines("A gala dinner hosted by Falcão closed the day.", "meal")] == [
        ("Duarte Falcão",)
    ]


def test_the_leaders_of_a_body_are_not_those_who_are_named() -> None:
    text = "The leaders of the Arab League held a narrow session in Porto."
    assert [event.people for event in lines(text, "talks")][-1] == ()


def test_a_label_says_what_was_signed_and_no_more() -> None:
    text = "Falcão and Solbakken signed a separate joint statement."
    assert [event.label for event in lines(text, "signing")] == ["signing of a joint statement"]


def test_what_comes_after_a_plan_is_planned() -> None:
    assert len(lines("The treaty is to be signed after talks of the delegations.", "talks")) == 1
