"""Whatever happens to sources and ledger, in whatever order: nothing is lost, nothing contradicts itself."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from summitry.errors import ReviewError
from summitry.model import Document, Entity, Event, Participant, Position, Quantity, Record
from summitry.resolution import resolve
from summitry.review import Action, Reviewed, append, read, replay
from summitry.review.values import KINDS

if TYPE_CHECKING:
    from tests.review.conftest import World

Make = Callable[[], "World"]
NAMES = ("Anna Kovar", "Petr Novy", "Bo Lind")


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, Record | None]:
    """A line of a source; few words and values, so that sources agree, disagree and repeat each other."""
    pick = st.sampled_from
    country = draw(pick(("SVK", "CZE", None)))
    name = draw(pick(NAMES))
    kind = draw(st.integers(0, 6))
    if kind == 0:
        return name, Participant(name, (), draw(pick(("President", None))), country, None, draw(pick(("principal",
                                 "delegation"))))  # fmt: skip
    if kind == 1:
        count, status = draw(pick((12, 13))), draw(pick(("signed", "planned")))
        return f"{count} documents", Document(f"{count} documents", count=count, status=status)
    if kind == 2:
        return "a plan on trade", Document("a plan", draw(pick(("action_plan", "roadmap"))), 1, "on trade",
                                           status=draw(pick(("signed", "planned"))))  # fmt: skip
    if kind == 3:
        said = draw(pick(("that rivers join us all", "that bridges last for long")))
        return said, Position(name, country, said, stance=draw(pick(("support", "neutral"))))
    if kind == 4:
        return "the talks", Event("talks", "2031-05-06", draw(pick(("10:00", None))), None, (name,), "talks")
    if kind == 5:
        value = draw(pick(("three hours", "almost three hours", "two hours")))
        return "the talks took hours", Quantity("length of the talks", value, draw(pick((None, "the talks"))))
    return draw(pick([("the Eastern Forum", Entity("Eastern Forum", "forum")), ("It rained.", None)]))


@st.composite
def other_reading(draw: st.DrawFn, record: Record | None) -> Record | None:
    """What other rules may make of a line that now gives ``record``."""
    fate = draw(st.sampled_from(("same", "same", "value", "gone")))
    if record is None or fate == "same":
        return record
    if fate == "gone":
        return None
    if isinstance(record, Participant):
        return replace(record, title=draw(st.sampled_from(("President", "Minister", None))))
    if isinstance(record, Document):
        return replace(record, status=draw(st.sampled_from(("signed", "planned", "adopted"))))
    if isinstance(record, Position):
        return replace(record, topic=draw(st.sampled_from(("rivers", "bridges", None))))
    if isinstance(record, Event):
        return replace(record, place=draw(st.sampled_from(("Old Palace", None))))
    if isinstance(record, Quantity):
        return replace(record, value=draw(st.sampled_from(("three hours", "an hour"))))
    assert isinstance(record, Entity)
    return replace(record, code=draw(st.sampled_from(("EF", None))))


SOURCES = st.dictionaries(st.sampled_from("abcde"), st.lists(lines(), max_size=6), max_size=4)
CHANGES: dict[str, list[tuple[str, Any]]] = {
    "participants": [("name", "Anna Kovar"), ("name", "Eva Dal"), ("country", None), ("role", "mentioned")],
    "documents": [("count", 13), ("count", None), ("status", "signed"), ("areas", ["ores"]), ("title", "on trade")],
    "positions": [("stance", "support"), ("speaker", "Eva Dal"), ("topic", "rivers")],
    "events": [("time", "11:00"), ("people", ["Bo Lind"]), ("context", True)],
    "quantities": [("value", "an hour"), ("subject", None)],
    "entities": [("kind", "organisation"), ("code", "EF")],
}
ACTS = ("accept", "reject", "defer", "note", "correct", "merge", "split", "add", "undo")


def act(world: World, data: st.DataObject) -> bool:
    """Let an analyst decide something about something; False where there is nothing to decide, or it is refused."""
    review = world.review(data.draw(st.sampled_from(("Ada Norn", "Bo Lind"))))
    name = data.draw(st.sampled_from(ACTS))
    ids = [one for table in KINDS for record in review.records(table) for one in [item.id for item in record.items]]
    ids += list(review.reviewed.rejected)
    if not ids or (name == "undo" and not world.decisions):
        return False
    pick = st.sampled_from(sorted(set(ids)))
    id = data.draw(pick)
    try:
        if name == "note":
            review.note(id, "look")
        elif name == "correct":
            table = next(table for table, kind in KINDS.items() if id.startswith(kind.PREFIX))
            review.correct(id, *data.draw(st.sampled_from(CHANGES[table])))
        elif name == "merge":
            same = [one for one in ids if one[0] == id[0]]
            review.merge(id, data.draw(st.sampled_from(sorted(set(same)))))
        elif name == "add":
            source = data.draw(st.sampled_from(world.coverage()[0]))
            end = data.draw(st.integers(1, len(source.text)))
            review.add("documents", source.source_id, end - 1, end, label="a paper", type="other")
        elif name == "undo":
            review.undo(data.draw(st.sampled_from(world.decisions)).decision_id)
        else:
            getattr(review, name)(id)
    except ReviewError:
        return False
    world.keep(review)
    return True


def replayed(world: World, *, backwards: bool = False) -> Reviewed:
    sources, extractions = world.coverage()
    if backwards:
        sources, extractions = sources[::-1], extractions[::-1]
    return replay(resolve(sources, extractions), sources, world.decisions)


def check(world: World) -> None:
    """What is so at any time."""
    sources, extractions = world.coverage()
    reviewed = replayed(world)
    assert replayed(world) == reviewed
    assert replayed(world, backwards=True) == reviewed
    assert len(reviewed.outcomes) == len(world.decisions)
    texts = {source.source_id: source.text for source in sources}
    shown = [one for table in KINDS for one in getattr(reviewed.resolved, table)]
    assert {one.id for one in shown} == set(reviewed.states)
    for one in (*shown, *reviewed.rejected.values()):
        assert one.record.evidence
        assert all(texts[place.source_id][place.start : place.end] == place.exact for place in one.record.evidence)
    # Every extracted record is in exactly one place, shown or rejected: none is lost.
    extracted = {record.id for extraction in extractions for record in extraction.records()}
    held = [id for one in (*shown, *reviewed.rejected.values()) for id in dict.fromkeys(item.id for item in one.items)]
    assert len(held) == len(set(held))
    assert extracted <= set(held)
    assert all(one.source_id in texts for place in shown for one in place.record.evidence)
    assert {one.record_id for one in reviewed.resolved.disagreements} <= {one.id for one in shown}
    for outcome in reviewed.outcomes:
        decision = outcome.decision
        if outcome.effect == "orphan":
            assert outcome.why
        if outcome.effect in ("stands", "changed") and decision.action not in (Action.UNDO, Action.REJECT):
            assert outcome.current_id is None or outcome.current_id in reviewed.states
    for number, outcome in enumerate(reviewed.outcomes):
        last = all(other.decision.record_id != outcome.decision.record_id for other in reviewed.outcomes[number + 1 :])
        alone = {item.id for one in shown for item in one.items} & set(outcome.decision.ids)
        if outcome.decision.action is Action.REJECT and outcome.effect == "stands" and last:
            assert outcome.decision.record_id not in alone


def check_promise(world: World) -> None:
    """Same id: the decision stands. Same words, another value: changed since review. Words gone: an orphan."""
    sources, extractions = world.coverage()
    reviewed = replayed(world)
    every = [*(one for table in KINDS for one in getattr(reviewed.resolved, table)), *reviewed.rejected.values()]
    home = {item.id: one.id for one in every for item in one.items}
    on_words: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for record, source_id in ((one, e.source_id) for e in extractions for one in e.records()):
        on_words[record.TABLE, record.evidence[0].exact].add((source_id, home[record.id]))
    there = {source.source_id for source in sources}
    for outcome in reviewed.outcomes:
        one, effect = outcome.decision, outcome.effect
        if one.action in (Action.UNDO, Action.ADD, Action.MERGE) or effect == "undone":
            continue
        if not home.keys().isdisjoint(one.ids):
            several = one.record_id not in home and len({home[id] for id in one.ids if id in home}) > 1
            assert effect in ("stands", "changed", "replaced") or (several and effect == "orphan"), outcome
            assert outcome.why != "the same words say something else"
        else:
            found = on_words[one.table, one.exact]
            if one.source_id in there:
                found = {(source, id) for source, id in found if source == one.source_id}
            records = {id for _, id in found}
            if len(records) == 1 and one.action.judges:
                assert effect in ("changed", "replaced"), outcome
                state = reviewed.states.get(*records)
                assert effect == "replaced" or state is None or state.state in ("changed", "deferred")
            else:
                assert effect in ("orphan", "replaced") and outcome.why


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), coverage=SOURCES)
def test_undo_inverts_any_decision(data: st.DataObject, coverage: dict[str, Any], make_world: Make) -> None:
    world = make_world()
    world.sources = coverage
    for _ in range(data.draw(st.integers(0, 4))):
        act(world, data)
    before = replayed(world)
    if not act(world, data):
        return
    review = world.review()
    review.undo(world.decisions[-1].decision_id)
    world.keep(review)
    after = replayed(world)
    assert (after.resolved, after.states, after.rejected) == (before.resolved, before.states, before.rejected)
    assert after.outcomes[: len(before.outcomes)] == before.outcomes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), coverage=SOURCES)
def test_a_ledger_merged_with_its_own_copy_says_the_same(
    data: st.DataObject, coverage: dict[str, Any], make_world: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world = make_world()
    world.sources = coverage
    for _ in range(data.draw(st.integers(1, 6))):
        act(world, data)
    path = tmp_path_factory.mktemp("ledger") / "review.jsonl"
    append(path, world.decisions)
    path.write_bytes(path.read_bytes() * 2)
    assert list(read(path).decisions) == world.decisions


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), coverage=SOURCES.filter(bool), late=SOURCES)
def test_decisions_on_everything_outlive_new_rules_edits_and_sources(
    data: st.DataObject, coverage: dict[str, Any], late: dict[str, Any], make_world: Make
) -> None:
    world = make_world()
    world.sources = coverage
    review = world.review()
    for record in [record for table in KINDS for record in review.records(table)]:
        name = data.draw(st.sampled_from(("accept", "reject", "defer", "correct")))
        value = data.draw(st.sampled_from(CHANGES[record.record.TABLE])) if name == "correct" else ()
        getattr(review, name)(record.id, *value)
    world.keep(review)
    assert {outcome.effect for outcome in replayed(world).outcomes} <= {"stands"}  # the same, extracted again
    for name in sorted(coverage):
        lines = [  # here and there two records are read at the same words
            (words, reading)
            for words, record in coverage[name]
            for reading in data.draw(st.lists(other_reading(record), min_size=1, max_size=2))
        ]
        edited = data.draw(st.sampled_from(("as it was", "in another order", "cut", "withdrawn")))
        if edited == "in another order":
            lines = [("CORRECTED", None), *data.draw(st.permutations(lines))]
        world.sources[name] = lines[1:] if edited == "cut" else lines
        if edited == "withdrawn":
            del world.sources[name]
    world.sources = late | world.sources
    check(world)
    check_promise(world)


class Newsroom(RuleBasedStateMachine):
    """Sources arrive, are edited and withdrawn; two analysts decide; the ledger on disk has it all."""

    make: Make

    def __init__(self) -> None:
        super().__init__()
        self.world = type(self).make()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = self.folder / "review.jsonl"

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(name=st.sampled_from("abcd"), text=st.lists(lines(), max_size=5))
    def arrives(self, name: str, text: list[tuple[str, Record | None]]) -> None:
        self.world.write(name, *text)

    @precondition(lambda self: self.world.sources)
    @rule(data=st.data())
    def is_withdrawn(self, data: st.DataObject) -> None:
        del self.world.sources[data.draw(st.sampled_from(sorted(self.world.sources)))]

    @precondition(lambda self: self.world.sources)
    @rule(data=st.data())
    def is_edited(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.world.sources)))
        self.world.sources[name] = [("CORRECTED", None), *self.world.sources[name]]
        before = replayed(self.world)
        self.world.sources[name] = [*self.world.sources[name][1:], ("Edited by the desk.", None)]
        after = replayed(self.world)
        # Of words that an analyst selected it may no longer be plain which are meant.
        if not any(one.action is Action.ADD for one in self.world.decisions):
            assert after.outcomes == before.outcomes
            assert after.states == before.states

    @precondition(lambda self: self.world.sources)
    @rule(data=st.data())
    def is_read_by_other_rules(self, data: st.DataObject) -> None:
        """The words stay; some give other values now, some no record any more, some one that they did not give."""
        name = data.draw(st.sampled_from(sorted(self.world.sources)))
        self.world.sources[name] = [(words, data.draw(other_reading(record))) for words, record in
                                    self.world.sources[name]]  # fmt: skip

    @rule(data=st.data())
    def is_decided(self, data: st.DataObject) -> None:
        known = len(self.world.decisions)
        if act(self.world, data):
            append(self.ledger, self.world.decisions[known:])

    @invariant()
    def all_is_well(self) -> None:
        assert list(read(self.ledger).decisions) == self.world.decisions
        check(self.world)
        check_promise(self.world)


def test_whatever_comes_in_whatever_order(make_world: Make) -> None:
    Newsroom.make = staticmethod(make_world)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Newsroom,
        settings=settings(
            max_examples=40, stateful_step_count=14, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
