"""A repeated quotation is one position; a turned meaning is another; events and entities are told once."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.model import Document, Entity, Event, Participant, Position, Record, Source

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


NAMES = st.sampled_from(
    ["Anna Kovar", "Ana Kovar", "Kovar", "A. Kovar", "Petr Kovar", "Kim Jong Un", "Kim Yo Jong", "Łu"]
)
CODES = st.sampled_from([None, "SVK", "PRK"])
RECORDS = st.one_of(
    st.builds(Participant, name=NAMES, country=CODES, title=st.sampled_from([None, "President", "Foreign Minister"])),
    st.builds(Position, speaker=NAMES, country=CODES, content=st.sampled_from([WORDS, WORDS + " too", "we will not"])),
    st.builds(
        Document, label=st.just("papers"), count=st.sampled_from([1, 12, 13, None]), status=st.just("signed"),
        title=st.sampled_from([None, "on tourism", "on the tourism"]),
        type=st.sampled_from(["other", "joint_statement"]),
    ),
    st.builds(Event, kind=st.just("talks"), date=st.sampled_from([None, "2025", "2025-08-20"]), place=NAMES),
    st.builds(Entity, name=NAMES, kind=st.just("forum"), code=st.sampled_from([None, "X"])),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(coverage=st.lists(st.lists(RECORDS, max_size=6), max_size=5), shuffle=st.randoms(use_true_random=False))
def test_merging_loses_nothing_and_does_not_depend_on_the_order_given(
    coverage: list[list[Record]], shuffle: random.Random, write: Fixture, merge: Fixture
) -> None:
    stories = [write(f"s{n}", *records) for n, records in enumerate(coverage)]
    found = merge(*stories)
    tables = (found.participants, found.documents, found.positions, found.events, found.entities)
    ids = [one.id for table in tables for one in table]
    assert len(ids) == len(set(ids))
    texts: dict[str, Source] = {source.source_id: source for source, _ in stories}
    kept = {(item.source_id, item.start) for table in tables for one in table for item in one.record.evidence}
    for _, extraction in stories:
        for record in extraction.records():
            assert found.members[record.id] in ids
            assert (record.evidence[0].source_id, record.evidence[0].start) in kept
    for table in tables:
        for one in table:
            assert all(texts[e.source_id].text[e.start : e.end] == e.exact for e in one.record.evidence)
    shuffle.shuffle(stories)
    assert merge(*stories) == found


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
