"""Which offices can be one person's, and which contradict each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from summitry.model import Participant
from summitry.resolution.titles import competing_titles, near_titles


@pytest.mark.parametrize(
    ("left", "right", "near", "competing"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs", True, False),
        ("foreign minister", "FOREIGN MINISTER", True, False),
        ("President", "Head of State", True, False),
        ("Prime Minister", "premier", True, False),
        ("President", "Prime Minister", False, True),
        ("Foreign Minister", "Defence Minister", False, True),
        ("Deputy Foreign Minister", "Foreign Minister", True, True),
        ("Deputy Prime Minister", "Foreign Minister", False, False),
        ("Keeper of the Lighthouse", "President", False, False),
        ("Minister", "Foreign Minister", True, False),
        ("leader", "Prime Minister", True, False),
        ("leader", "Deputy Foreign Minister", False, False),
        ("Minister", "Deputy Minister", True, False),
    ],
)
def test_offices_compared(left: str, right: str, near: bool, competing: bool) -> None:
    assert (near_titles(left, right), competing_titles(left, right)) == (near, competing)
    assert (near_titles(right, left), competing_titles(right, left)) == (near, competing)
    assert near_titles(left, None)


def test_competing_offices_of_one_person_are_rows(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    given = ("Prime Minister", "President", "premier", None)
    people = [write(f"s{n}", Participant("Anna Kovar", title=title, country="SVK")) for n, title in enumerate(given)]
    found = merge(*people)
    (person,) = found.participants
    assert [(row.record_id, row.field, row.value, row.outlets) for row in found.disagreements] == [
        (person.id, "title", "Prime Minister", ("s0", "s2")),
        (person.id, "title", "President", ("s1",)),
    ]
