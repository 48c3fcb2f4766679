"""The same person under several names becomes one; two people never do. All names are invented but for the ambiguous
pairs of public figures that a merger must keep apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from summitry.model import Event, Participant, Position
from summitry.resolution.names import parse
from summitry.resolution.suggestions import suggestions


def person(name: str, country: str | None = "BLR", title: str | None = None, **values: Any) -> Participant:
    return Participant(name=name, country=country, title=title, **values)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("Andrej Kovář"), person("Andrej Kovar")),
        (person("ANDREJ KOVAR"), person("Andrej Kovar")),
        (person("Kovar", title="President"), person("Andrej Kovar", title="President")),
        (person("A. Kovar"), person("Andrej Kovar")),
        (person("Andrej Kovar", None), person("Andrej Kovar", "SVK")),
        (person("Seyed Andrej Kovar"), person("Andrej Kovar")),
        (person("Kovar Andrej"), person("Andrej Kovar")),
        (person("Andrei Kovarenko", title="President"), person("Andrej Kovarenka", title="Belarusian President")),
        (person("Masud Parviz"), person("Massoud Parviz")),
        (person("Lee Ha-jun", "KOR"), person("Lee Ha Jun", "KOR")),
        (person("Karim al-Sabeti", "EGY"), person("Karim el-Sabeti", "EGY")),
        (person("Kim", "PRK"), person("Kim Jong Un", "PRK")),
        (person("Luis Marco Prado"), person("Luis Marco Prado Ruiz")),
        (person("Yury Kovarov", title="aide"), person("Yuri Kovarov", None, "foreign affairs adviser")),
        (person("Nikolai Pachenian", title="Minister"), person("Nikolay Pashenyan", title="Prime Minister")),
        (person("Khachik Dzhanian"), person("Hachik Djanyan")),
        (person("Massud Loukarov"), person("Masoud Lukarov")),
        (person("Pashenian", title="Prime Minister"), person("Nikolai Pachenyan", title="Prime Minister")),
        (person("Anna Kovar", "SVK", "Foreign Minister"), person("Anna Kovar", "CZE", "foreign minister")),
        (person("Joseph P. Kovar Jr.", title="President"), person("Joe Kovar", title="President")),
        (person("William Kovar"), person("Bill Kovar")),
    ],
)
def test_variants_of_one_name_are_one_person(
    left: Participant, right: Participant, write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    assert len(merge(write("a", left), write("b", right)).participants) == 1
    assert len(merge(write("a", right), write("b", left)).participants) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("Kim Jong Un", "PRK"), person("Kim Yo Jong", "PRK")),
        (person("Kim Jong Un", "PRK"), person("Kim Jong Il", "PRK")),
        (person("Ilham Aliyev", "AZE", "President"), person("Heydar Aliyev", "AZE", "President")),
        (person("George W. Bush", "USA", "President"), person("George H. W. Bush", "USA", "President")),
        (person("Anna Kovar", "SVK"), person("Anna Kovar", "CZE")),
        (person("Peter Kovar"), person("Peter Kovar Jr")),
        (person("Kovar", "SVK"), person("Andrej Kovar", "CZE")),
        (person("Kovar", None), person("Andrej Kovar", "CZE")),
        (person("Andrei Kovarenko", title="President"), person("Andrej Kovarenka", title="Foreign Minister")),
        (person("Andrei Kovarenko", "BLR"), person("Andrej Kovarenka", "UKR")),
        (person("Anna Kovar"), person("Andrej Kovar")),
        (person("Khameni Reza"), person("Khomeini Reza")),
        (person("Ali Khamenei", "IRN", "Supreme Leader"), person("Ruhollah Khomeini", "IRN", "Supreme Leader")),
        (person("Ali Khamenei", "IRN", "Supreme Leader"), person("Ali Khomeini", "IRN", "Supreme Leader")),
        (person("Kim Yong Nam", "PRK"), person("Kim Jong Nam", "PRK")),
        (person("Andrej Kovar", title="Minister"), person("Andrea Kovar", title="Minister")),
        (person("Alexander Kovar"), person("Alexandra Kovar")),
        (person("Bill Kovar"), person("Bob Kovar")),
        (person("Kovar", title="President"), person("Anna Kovar", title="Prime Minister")),
        (person("Mikhail Kovarov"), person("Mikhail Kovarova")),
        (person("A. Kovarenko"), person("Andrej Kovarenka")),
        (person("Anna Kovar", "SVK", "minister"), person("Anna Kovar", "CZE", "minister")),
    ],
)
def test_two_people_stay_two(
    left: Participant, right: Participant, write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    assert len(merge(write("a", left), write("b", right)).participants) == 2
    assert len(merge(write("b", right, left)).participants) == 2


def test_a_bare_surname_that_fits_two_people_joins_neither(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    found = merge(write("a", person("Anna Kovar"), person("Petr Kovar")), write("b", person("Kovar")))
    assert [one.record.name for one in found.participants] == ["Anna Kovar", "Petr Kovar", "Kovar"]


def test_an_office_tells_whose_a_bare_surname_is(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    full = write("a", person("Anna Kovar"), person("Petr Kovar"), person("Anna Kovar", title="President"))
    found = merge(full, write("b", person("Kovar", title="president")), write("c", person("Kovar", title="Minister")))
    assert [(one.record.name, one.outlets) for one in found.participants] == [
        ("Anna Kovar", ("a", "b")), ("Petr Kovar", ("a",)), ("Kovar", ("c",)),
    ]  # fmt: skip


def test_a_person_in_two_delegations_is_two_records_until_somebody_decides(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    """Two sources, or one, put her on both sides: neither is taken for the other, and she is never listed twice on
    one side; what she does is told once, under her name."""
    listed = [Participant("Anna Kovar", country=code, role="delegation") for code in ("SVK", "CZE")]
    talks = Event("talks", "2025-08-20", people=("Anna Kovar", "Petr Novy"), label="talks")
    said = Position("Anna Kovar", "SVK", "we will build a long bridge together")
    for stories in (
        [write("a", *listed, talks, said), write("b", listed[0], talks, said)],
        [write("a", listed[0], talks, said), write("b", listed[1], talks, said)],
    ):
        found = merge(*stories)
        assert sorted(one.record.country for one in found.participants) == ["CZE", "SVK"]
        assert {one.record.name for one in found.participants} == {"Anna Kovar"}
        (suggested,) = suggestions(found.participants, ())
        assert suggested.why == "one name, different countries"
        (event,), (position,) = found.events, found.positions
        assert event.record.people == ("Anna Kovar", "Petr Novy")
        assert (position.record.speaker, position.record.country) == ("Anna Kovar", "SVK")


def test_a_name_without_country_does_not_bridge_two_countries(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    found = merge(
        write("a", person("Anna Kovar", "SVK")),
        write("b", person("Anna Kovar", None)),
        write("c", person("Anna Kovar", "CZE")),
    )
    assert sorted(str(one.record.country) for one in found.participants) == ["CZE", "None", "SVK"]


def test_the_merged_person_takes_the_votes(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    found = merge(
        write("b", person("Masud Parviz", "IRN", "Minister", role="mentioned"), published="2025-08-21"),
        write("a", person("Massoud Parviz", "IRN", "Foreign Minister", role="principal"), published="2025-08-20"),
        write("c", person("Massoud Parviz", "IRN", "Foreign Minister", role="delegation"), published="2025-08-22"),
    )
    (one,) = found.participants
    assert one.record.name == "Massoud Parviz" and one.record.aliases == ("Masud Parviz",)
    assert one.record.title == "Foreign Minister" and one.record.role == "principal"
    assert one.outlets == ("a", "b", "c")
    assert [item.source_id for item in one.record.evidence] == ["src-a", "src-b", "src-c"]
    # The id is that of the first member by date, so that a later source does not change it.
    assert one.id == one.items[0].id and one.items[0].source.file == "a.txt"
    assert set(found.members.values()) == {one.id}


def test_a_speaker_is_shown_under_the_name_of_the_person(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    found = merge(
        write("a", person("Massoud Parviz", "IRN"), Position("Massoud Parviz", "IRN", "trade must double")),
        write("b", person("Massoud Parviz", "IRN")),
        write("c", person("Masud Parviz", "IRN"), Position("Masud Parviz", "IRN", "trade must double")),
    )
    (said,) = found.positions
    assert said.record.speaker == "Massoud Parviz" and said.outlets == ("a", "c")


def test_names_are_taken_apart() -> None:
    assert parse("Łukasz Kowalczyk-Nowak").surname == "nowak"
    assert parse("Xi Anping").surname == "xi"
    assert parse("").tokens == () == parse("…").tokens


def test_an_office_of_its_own_wins_over_leader(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    found = merge(
        write("a", person("Anna Kovar", title="leader")),
        write("b", person("Anna Kovar", title="leader")),
        write("c", person("Anna Kovar", title="President")),
    )
    assert [one.record.title for one in found.participants] == ["President"]
    assert found.disagreements == ()


def test_spellings_of_a_name_are_told_apart_and_its_short_forms_are_not(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    names = ("Yuri Kovarov", "Yury Kovarov", "Seyed Yuri Kovarov", "Kovarov")
    short = (person("Joseph Novy", title="President"), person("Joe Novy Jr.", title="President"))
    assert merge(write("a", short[0]), write("b", short[1])).disagreements == ()
    found = merge(*(write(name, person(name)) for name in names))
    assert [(row.field, row.value, row.outlets) for row in found.disagreements] == [
        ("name", "Seyed Yuri Kovarov", ("Seyed Yuri Kovarov", "Yuri Kovarov")),
        ("name", "Yury Kovarov", ("Yury Kovarov",)),
    ]  # fmt: skip


def test_one_source_s_slip_of_the_state_keeps_nobody_from_the_person(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    found = merge(
        write("a", person("Anna Kovar", "AUT", "President"), published="2025-08-19"),
        write("b", person("Anna Kovar", "SVK", "President"), person("Eva Kovar", "SVK")),
        write("c", person("Anna Kovar", "SVK", "President")),
        write("d", person("Kovar", "SVK", "President")),
    )
    assert [(one.record.name, one.record.country, one.outlets) for one in found.participants] == [
        ("Anna Kovar", "SVK", ("a", "b", "c", "d")), ("Eva Kovar", "SVK", ("b",)),
    ]  # fmt: skip


def test_a_name_with_its_given_name_is_shown_before_one_with_an_article(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    bare = [write(letter, person("al-Sabeti", "EGY", "President")) for letter in "abc"]
    found = merge(*bare, write("d", person("Karim Sabeti", "EGY", "President")))
    assert [one.record.name for one in found.participants] == ["Karim Sabeti"]
