"""What holds for merging of every kind: nothing is lost, order and copies change nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.model import Document, Entity, Event, Participant, Position, Quantity, Record, Source
from summitry.resolution import statements

Fixture = Callable[..., Any]
WORDS = "the two countries will build a long bridge and open new trade routes across the northern valley next spring"
# Nearly the same words, the first and the last too far apart to be one statement.
SAID = [WORDS, f"{WORDS} too", f"{WORDS} and much more", f"{WORDS} and much more of good rail", "we will not"]
NAMES = st.sampled_from(
    ["Anna Kovar", "Ana Kovar", "Kovar", "A. Kovar", "Petr Kovar", "Kim Jong Un", "Kim Yo Jong", "Łu"]
)
CODES = st.sampled_from([None, "SVK", "PRK"])
RECORDS = st.one_of(
    st.builds(Participant, name=NAMES, country=CODES, title=st.sampled_from([None, "President", "Foreign Minister"])),
    st.builds(Position, speaker=NAMES, country=CODES, content=st.sampled_from(SAID)),
    st.builds(
        Document, label=st.sampled_from(["papers", "the declaration", "a peace agreement"]),
        count=st.sampled_from([1, 12, 13, None]), status=st.sampled_from(["signed", "planned", "rejected", "adopted"]),
        title=st.sampled_from([None, "on tourism", "on the tourism", "of seven points", "on strategic cooperation"]),
        type=st.sampled_from(["other", "joint_statement", "declaration", "agreement", "treaty", "memorandum"]),
        parties=st.sampled_from([(), ("SVK", "PRK"), ("SVK", "PRK", "CZE"), ("SCO",)]),
        date=st.sampled_from([None, "2025-08-20", "2025-08-21"]),
    ),
    st.builds(
        Event, kind=st.sampled_from(["talks", "signing", "arrival"]),
        place=st.sampled_from([None, "Minsk", "Old Palace"]),
        date=st.sampled_from([None, "2025", "2025-08-20", "2025-08-21"]),
        time=st.sampled_from([None, "10:00", "10:30"]),
        people=st.lists(NAMES, max_size=3).map(tuple), label=st.sampled_from(["talks", "signed a joint statement"]),
    ),
    st.builds(
        Quantity, measure=st.sampled_from(["length of the talks", "price"]),
        value=st.sampled_from(["three hours", "almost three hours", "12"]),
        subject=st.sampled_from([None, "the document", "Kovar jets"]),
    ),
    st.builds(Entity, name=NAMES, kind=st.just("forum"), code=st.sampled_from([None, "X"])),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(coverage=st.lists(st.lists(RECORDS, max_size=6), max_size=5), shuffle=st.randoms(use_true_random=False))
def test_merging_loses_nothing_and_does_not_depend_on_the_order_given(
    coverage: list[list[Record]], shuffle: random.Random, write: Fixture, merge: Fixture
) -> None:
    stories = [write(f"s{n}", *records) for n, records in enumerate(coverage)]
    found = merge(*stories)
    tables = (found.participants, found.documents, found.positions, found.events, found.entities, found.quantities)
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


def sets(found: Any) -> set[frozenset[str]]:
    tables = (found.participants, found.documents, found.positions, found.events, found.entities, found.quantities)
    return {frozenset(item.id for item in one.items) for table in tables for one in table}


@settings(max_examples=100, deadline=None)
@given(coverage=st.lists(st.lists(RECORDS, max_size=6), max_size=5), shuffle=st.randoms(use_true_random=False))
def test_what_is_one_depends_neither_on_which_source_comes_first_nor_on_copies(
    coverage: list[list[Record]], shuffle: random.Random, write: Fixture, merge: Fixture
) -> None:
    stories = [write(f"s{n}", *records) for n, records in enumerate(coverage)]
    once = sets(merge(*stories))
    names = [f"r{n}" for n in range(len(stories))]
    shuffle.shuffle(names)
    assert sets(merge(*(write(name, *records) for name, records in zip(names, coverage, strict=True)))) == once
    again = [write(f"t{n}", *records) for n, records in enumerate(coverage)]
    assert sets(merge(*stories, *again)) == once


def test_one_wording_that_means_two_persons_is_told_by_either_source(write: Fixture, merge: Fixture) -> None:
    """The second source's "Kovar" is another than the first one's: whose talks these were, neither order may decide."""
    talks = Event("talks", "2025-08-20", people=("Kovar", "Malyan"), label="Kovar met Malyan")
    long = Event("talks", "2025-08-20", people=("Anna Kovar", "Malyan"), label="Anna Kovar met Malyan")
    first = (Participant("Anna Kovar", country="SVK"), Participant("Kovar", country="SVK"), talks)
    second = (Participant("Petr Kovar", country="PRK"), Participant("Kovar", country="PRK"), talks)
    third = (Participant("Anna Kovar", country="SVK"), long)
    orders = [merge(write(a, *first), write(b, *second), write("c", *third)) for a, b in ("ab", "ba")]
    assert sets(orders[0]) == sets(orders[1])


def test_statements_that_resemble_each_other_in_a_chain_are_joined_in_one_way(write: Fixture, merge: Fixture) -> None:
    told = [(Position("Anna Kovar", "SVK", words),) for words in SAID[:4]]
    found = [merge(*(write(name, *told[at]) for name, at in zip("abcd", order, strict=True)))
             for order in ((0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1))]  # fmt: skip
    assert 1 < len(found[0].positions) < 4
    assert sets(found[0]) == sets(found[1]) == sets(found[2])


def test_ten_thousand_positions_are_compared_with_few_others(
    write: Fixture, merge: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(3)
    words = [f"{a}{b}" for a in ("bar", "cel", "dor", "fen", "gil") for b in ("ana", "eto", "ilu", "oma", "uri", "ask")]
    told = [(f"Speaker Nr{n % 20}", draw.choices(words, k=14)) for n in range(7_500)]
    told += [(speaker, [*said[:-1], "also"]) for speaker, said in told[:2_500]]  # nearly the same, by another outlet
    compared = []
    same = statements._same_words
    monkeypatch.setattr(statements, "_same_words", lambda *pair: bool(compared.append(pair) or same(*pair)))
    stories = [write(f"s{n}", *(Position(speaker, "SVK", " ".join(said)) for speaker, said in told[n::19]))
               for n in range(19)]  # fmt: skip
    found = merge(*stories)
    assert sum(len(one.items) for one in found.positions) == 10_000
    assert len([one for one in found.positions if len(one.items) == 2]) > 2_000
    assert len(compared) < 10 * 10_000  # all pairs of one speaker are 2,500,000


def test_two_hundred_sources_of_which_150_are_copies_speak_with_fifty_voices(write: Fixture, merge: Fixture) -> None:
    draw = random.Random(4)
    words = [f"{a}{b}" for a in ("bar", "cel", "dor", "fen", "gil") for b in ("ana", "eto", "ilu", "oma", "uri", "ask")]
    texts = [" ".join(draw.choices(words, k=60)) for _ in range(50)]
    twelve, thirteen = (Document(f"{n} documents", "other", count=n, status="signed") for n in (12, 13))

    def story(n: int) -> tuple[Record, ...]:
        # One outlet says thirteen, and 150 others print its text.
        text = texts[n] if n < 50 else texts[0]
        return (thirteen if n == 0 or n >= 50 else twelve, Position(f"Speaker{n if n < 50 else 0}", "SVK", text))

    found = merge(*(write(f"s{n:03}", *story(n)) for n in range(200)))
    assert len(set(found.clusters.values())) == 50
    (tally,) = found.documents
    assert tally.record.count == 12 and len(tally.items) == 200
    assert len(found.positions) == 50


def test_two_hundred_sources_are_merged(write: Fixture, merge: Fixture) -> None:
    draw = random.Random(2)
    words = "health trade rail tourism energy water ports grain sport film law media customs visas aviation".split()
    people = [f"{given} {sur}" for given in ("Anna", "Petr", "Jan", "Eva") for sur in ("Kovarov", "Novenko", "Malyan")]

    def story() -> list[Record]:
        who = draw.sample(people, 5)
        return [
            *(Participant(name, country="SVK", title="Minister", role="principal") for name in who),
            *(Document("a memorandum", "memorandum", title=f"on {a} and {b}", status="signed")
              for a, b in (draw.sample(words, 2) for _ in range(8))),
            Document("12 documents", "other", count=draw.choice((12, 13)), status="signed"),
            *(Document("a declaration", "declaration", title=draw.choice((None, f"on {word}"))) for word in words[:3]),
            *(Event(kind, draw.choice((None, "2025-08-20")), people=tuple(draw.sample(who, 2)), label=kind)
              for kind in ("talks", "talks", "signing", "visit", "meal")),
        ]  # fmt: skip

    stories = [write(f"s{n}", *story()) for n in range(200)]
    found = merge(*stories)  # how long it takes, make bench-resolve measures
    assert {one.record.name for one in found.participants} == set(people)
    assert len([one for one in found.documents if (one.record.count or 0) > 1]) == 1
