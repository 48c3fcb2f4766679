"""A repeated quotation is one position; a turned meaning is another; entities are told once."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from summitry.model import Entity, Position

Fixture = Callable[..., Any]
WORDS = "the two countries will build a long bridge and open new trade routes across the northern valley next spring"


def said(content: str, speaker: str | None = "Anna Kovar", **values: Any) -> Position:
    return Position(speaker=speaker, country="SVK", content=content, **values)


@pytest.mark.parametrize(
    "other",
    [
        WORDS.upper() + "!",
        f"“{WORDS}”",
        WORDS.replace("a long bridge", "the long bridge"),
        WORDS + " too",
        WORDS.replace("valley", "valleys"),
    ],
)
def test_a_repeated_quotation_is_one_position(other: str, write: Fixture, merge: Fixture) -> None:
    (one,) = merge(
        write("a", said(WORDS, topic="trade")), write("b", said(other, via="Radio", stance="commit"))
    ).positions
    assert one.record.content == WORDS and one.outlets == ("a", "b")
    assert (one.record.topic, one.record.via, one.record.stance) == ("trade", "Radio", "commit")


@pytest.mark.parametrize(
    "other",
    [
        WORDS.replace("will build", "will not build"),
        WORDS.replace("two", "2").replace("next", "next 3"),
        " ".join(WORDS.split()[:12]),
        WORDS.replace("open new trade routes", "close every old school"),
        WORDS.replace("bridge", "wall"),
        WORDS.replace("two", "three"),
        WORDS.replace("bridge", "x").replace("valley", "bridge").replace("x", "valley"),
    ],
)
def test_another_meaning_is_another_position(other: str, write: Fixture, merge: Fixture) -> None:
    assert len(merge(write("a", said(WORDS)), write("b", said(other))).positions) == 2


def test_the_same_words_of_two_speakers_are_two(write: Fixture, merge: Fixture) -> None:
    found = merge(write("a", said(WORDS)), write("b", said(WORDS, "Petr Novy")), write("c", said(WORDS, None)))
    assert [one.record.speaker for one in found.positions] == ["Anna Kovar", "Petr Novy", None]


def test_positions_come_in_the_order_of_sources_then_of_the_text(write: Fixture, merge: Fixture) -> None:
    late = write("a", said("third thing"), said("fourth thing"), published="2025-08-21")
    early = write("b", said("first thing"), said("second thing"), published="2025-08-20")
    assert [one.record.content.split()[0] for one in merge(late, early).positions] == [
        "first",
        "second",
        "third",
        "fourth",
    ]


def test_entities_meet_by_code_or_name(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", Entity("Shanghai Cooperation Organization", "forum", "SCO"), Entity("Eastern Forum", "forum")),
        write("b", Entity("SCO", "forum", "SCO"), Entity("EASTERN FORUM", "forum"), Entity("Eastern Forum", "place")),
    )
    assert [len(one.record.evidence) for one in found.entities] == [2, 2, 1]


def test_an_extraction_of_an_unknown_source_is_refused(write: Fixture) -> None:
    from summitry.resolution import resolve

    with pytest.raises(ValueError, match="unknown sources"):
        resolve([], [write("a", said(WORDS))[1]])


def test_ten_thousand_positions_of_two_hundred_sources_are_merged(write: Fixture, merge: Fixture) -> None:
    """Wire copy: every source repeats half of what it says; comparing all pairs would take minutes."""
    draw = random.Random(1)
    terms = [
        f"{a}{b}" for a in ("tra", "bor", "gas", "por", "vis", "wat", "ene") for b in ("de", "der", "ts", "as", "er")
    ]
    shared = [" ".join(draw.choices(terms, k=18)) for _ in range(25)]
    stories = [
        write(
            f"s{n}", *(said(text) for text in shared), *(said(" ".join(draw.choices(terms, k=18))) for _ in range(25))
        )
        for n in range(200)
    ]
    found = merge(*stories)
    assert len(found.positions) == 25 + 200 * 25
    assert max(len(one.outlets) for one in found.positions) == 200
