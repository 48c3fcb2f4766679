"""The same figure by several outlets is one record; other amounts compete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summitry.model import Quantity

Fixture = Callable[..., Any]
TALKS = "length of the talks"


def told(found: Any) -> set[tuple[str, tuple[str, ...]]]:
    return {(row.value, row.outlets) for row in found.disagreements if row.table == "quantities"}


def test_other_amounts_of_one_thing_compete(write: Fixture, merge: Fixture) -> None:
    values = ["2 hours 45 minutes", "about 2 hours 45 minutes", "almost three hours", "more than two hours"]
    found = merge(*(write(name, Quantity(TALKS, value)) for name, value in zip("abcd", values, strict=True)))
    (one,) = found.quantities
    assert one.record.value == "2 hours 45 minutes" and len(one.record.evidence) == 4
    assert told(found) == {
        ("2 hours 45 minutes", ("a", "b")), ("almost three hours", ("c",)), ("more than two hours", ("d",)),
    }  # fmt: skip


def test_one_amount_in_two_wordings_does_not_compete(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", Quantity("term", "20-year", "treaty")), write("b", Quantity("term", "twenty years", "treaty"))
    )
    assert len(found.quantities) == 1 and not found.disagreements


def test_other_things_are_other_figures(write: Fixture, merge: Fixture) -> None:
    pairs = [
        (Quantity(TALKS, "three hours"), Quantity(TALKS, "an hour", "one-on-one")),
        (Quantity("countries taking part", "36", "outreach session"), Quantity("countries taking part", "33")),
        (Quantity("members", "ten", "BRICS"), Quantity("members", "nine", "SCO")),
        (Quantity("price", "$3 billion", "Brisa jets"), Quantity("price", "$2 billion", "Onda buses")),
        (Quantity("trade", "$1 billion", "2030"), Quantity("trade", "$2 billion", "2031")),
    ]
    for left, right in pairs:
        found = merge(write("a", left), write("b", right))
        assert len(found.quantities) == 2 and not found.disagreements


def test_goods_are_known_by_their_makers_name(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", Quantity("price", "$7 billion", "Brisa jets")),
        write("b", Quantity("price", "$8 billion", "Brisa aircraft")),
    )
    assert told(found) == {("$7 billion", ("a",)), ("$8 billion", ("b",))}


def test_an_outlet_that_gives_two_amounts_does_not_contradict_itself(write: Fixture, merge: Fixture) -> None:
    found = merge(write("a", Quantity(TALKS, "two hours"), Quantity(TALKS, "three hours")))
    assert not found.disagreements
