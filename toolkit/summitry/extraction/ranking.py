"""Who of those present leads a side, and so is a principal; the others are its delegation."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .delegations import Delegation
from .occasion import LEAD
from .people import Person
from .reading import Reading

_MINISTERS = frozenset({"minister", "deputy", "envoy"})


def rank(reading: Reading, persons: Sequence[Person], lists: Sequence[Delegation] = ()) -> None:
    """Who of those present leads a side: heads before royals and those without a title; nobody without a title where
    two sides have their heads; who is said to lead its delegation; ministers where no side has a head, or where the
    text opens with one whose has none, and where no side has a head whoever the text opens with."""
    leading = {id(group.persons[0]) for group in lists if group.led}
    heads = [p for p in persons if p.role == "principal"]
    headed = {_side(p) for p in heads if p.office is not None and p.office.rank != "royal"}
    # Who has no title leads no side on which an office is named.
    officed = {
        _side(p) for p in persons if p.role == "delegation" and p.office is not None and p.office.rank in _MINISTERS
    }
    crowned = {_side(p): p for p in reversed(heads) if p.office is not None and p.office.rank == "royal"}
    for person in heads:
        if person.office is None and person.title is None and _side(person) in officed:
            person.role = "delegation"
            continue
        lesser = person.office is None or person.office.rank == "royal"
        untitled = person.title is None and len(headed) > 1
        # Of two princes of a house the first leads.
        second = person.office is not None and crowned.get(_side(person), person) is not person and lesser
        if second or (lesser and (_side(person) in headed or untitled)):
            person.role = "delegation"
    led = {_side(p) for p in persons if p.role == "principal"}
    alone = not led
    first = min(persons, key=lambda p: p.mentions[0].first, default=None)
    host = first if first is not None and _is_foreign(first) else None
    for person in persons:
        ministerial = person.office is not None and person.office.rank in _MINISTERS
        opens = person.country is not None and reading.sentence_of(person.mentions[0].first).paragraph < LEAD
        # A foreign minister leads beside the president where the text opens with another side's.
        counterpart = host is not None and _is_foreign(person) and _side(person) != _side(host)
        first_named = id(person) in leading or (alone and opens)
        leads = ministerial and (counterpart or _side(person) not in led and (alone or opens))
        if person.role == "delegation" and (leads or (first_named and _side(person) not in led)):
            person.role = "principal"
            led.add(_side(person))


def _is_foreign(person: Person) -> bool:
    """Whether a person heads the diplomacy of a state."""
    return person.office is not None and person.office.title in word_list("diplomacy_head")


def _side(person: Person) -> tuple[str | None, str | None]:
    return person.country, person.organisation
