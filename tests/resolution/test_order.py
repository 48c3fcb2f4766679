"""Outlets that put two events of a day in opposite orders disagree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from summitry.model import Event, Evidence, Extraction, Source

Fixture = Callable[..., Any]


def told(name: str, text: str) -> tuple[Source, Extraction]:
    """A source whose words "signing" and "press conference" are events."""
    source = Source(f"src-{name}", f"{name}.txt", text, outlet=name)
    events = tuple(
        Event(kind, "2031-05-07", label=words, evidence=(Evidence.of(source, at, at + len(words)),))
        for kind, words in (("signing", "signing"), ("statement", "press conference"))
        if (at := text.find(words)) >= 0
    )
    return source, Extraction(source.source_id, events=events)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("They held a press conference before the signing of papers.", "before the signing"),
        ("Before the signing they gave a press conference.", "before the signing"),
        ("The press conference was followed by a signing.", "before the signing"),
    ],
)
def test_opposite_orders_are_shown_on_the_later_event(merge: Fixture, text: str, order: str) -> None:
    found = merge(told("a", "After the signing they gave a press conference."), told("b", text))
    rows = [(row.field, row.value, row.outlets) for row in found.disagreements]
    assert sorted(rows) == [("order", "after the signing", ("a",)), ("order", order, ("b",))]


@pytest.mark.parametrize(
    "text",
    [
        "They gave a press conference after the signing.",
        "They spoke of the signing. Later came a press conference.",
        "The signing and the press conference were in one hall.",
        "They gave a press conference.",
    ],
)
def test_one_order_or_none_is_no_disagreement(merge: Fixture, text: str) -> None:
    assert not merge(told("a", "After the signing they gave a press conference."), told("b", text)).disagreements
