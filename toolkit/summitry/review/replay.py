"""The ledger replayed over what the sources say: the effective records are a pure function of both.

Decisions are taken in the order of their lines. Each finds its record by id, and a record answers to the ids of all its
members, so that the arrival or the loss of a source moves nothing. Where no id is left, a record of the same table on
exactly the same words is *changed since review*: it is shown as extracted, and said to be changed. Where there is none
either, or more than one, the decision is an orphan. Nothing is ever attached by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from summitry.model import Record, Source
from summitry.resolution import Merged, Resolved
from summitry.resolution.common import Item, ordered
from summitry.resolution.suggestions import Suggestion, suggestions
from summitry.review.decisions import Action, Decision, wording
from summitry.review.nodes import Node, Verdict, renamed
from summitry.review.places import locate
from summitry.review.states import RULINGS, Effect, State, judge
from summitry.review.values import KINDS, checked, made

_NEAR = 3  # records that are named to the analyst of an orphan
_LINKED = {"positions": "speaker", "documents": "signatories", "events": "people"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: ``current_id`` is the record that it concerns now, ``why`` explains the effect."""

    decision: Decision
    effect: Effect = "stands"
    current_id: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The effective records, the review of each by id, those that were rejected, and what became of each decision."""

    resolved: Resolved
    states: Mapping[str, State]
    rejected: Mapping[str, Merged[Any]]
    outcomes: tuple[Outcome, ...]
    unlinked: Mapping[str, Record]
    """Records whose persons are shown under corrected names, as they were before that."""


def replay(resolved: Resolved, sources: Sequence[Source], decisions: Sequence[Decision]) -> Reviewed:
    """Fold ``decisions`` into ``resolved``; the same arguments give the same result."""
    fold = _Fold(resolved, sources)
    undone = _undone(decisions)
    for number, decision in enumerate(decisions):
        if number in undone:
            fold.say(number, "undone", f"by {undone[number]}")
        elif decision.action is not Action.UNDO:
            fold.apply(number, decision)
    return fold.result(decisions)


def undecided(reviewed: Reviewed) -> list[Suggestion]:
    """Records that may be one, but for those of which an analyst has said that each is right as it is."""
    resolved, states = reviewed.resolved, reviewed.states
    return [
        one for one in suggestions(resolved.participants, resolved.documents)
        if not all(id in states and states[id].reviewed for id in (one.record_id, one.other_id))
    ]  # fmt: skip


def _undone(decisions: Sequence[Decision]) -> dict[int, str]:
    """The lines that are taken back, with the decision that does; an undo that is itself undone does nothing."""
    lines = {decision.decision_id: number for number, decision in enumerate(decisions)}
    undone: dict[int, str] = {}
    for number in range(len(decisions) - 1, -1, -1):
        decision = decisions[number]
        target = lines.get(decision.before) if decision.action is Action.UNDO else None
        if target is not None and target < number and number not in undone:
            undone[target] = decision.decision_id
    return undone


class _Fold:
    def __init__(self, resolved: Resolved, sources: Sequence[Source]) -> None:
        self._resolved, self._sources = resolved, ordered(sources)
        self._nodes: dict[Node, None] = {}
        self._of: dict[str, Node] = {}
        self._said: dict[int, tuple[Effect, str]] = {}
        self._found: dict[int, str] = {}
        for table in KINDS:
            for merged in getattr(resolved, table):
                self._put(Node.of(merged))

    def say(self, number: int, effect: Effect, why: str) -> None:
        self._said[number] = effect, why

    def apply(self, number: int, decision: Decision) -> None:
        """Let ``decision`` act, or note why it cannot."""
        if decision.action is Action.ADD:
            self._add(number, decision)
            return
        nodes = self._by_id(decision.ids)
        if not nodes:
            self._lost(number, decision)
        elif len(nodes) > 1:
            self.say(number, "orphan", "its record has become several")
        else:
            self._act(number, decision, nodes[0])

    def _act(self, number: int, decision: Decision, node: Node) -> None:
        self._found[number] = node.id
        if decision.action is Action.NOTE:
            node.notes.append(decision)
        elif decision.action is Action.MERGE:
            self._merge(number, decision, node)
        elif decision.action is Action.SPLIT:
            self._take_apart(node)
        elif decision.action is Action.CORRECT:
            assert decision.field is not None
            node.correct(number, decision, checked(decision.table, decision.field, decision.after))
        else:
            node.verdicts.append(Verdict(number, decision))

    def _by_id(self, ids: Iterable[str]) -> list[Node]:
        """The record with the first id; where that is gone, those with the others."""
        first, *others = ids
        node = self._of.get(first)
        return [node] if node else list(dict.fromkeys(self._of[one] for one in others if one in self._of))

    def _put(self, node: Node) -> None:
        self._nodes[node] = None
        for one in node.ids:
            self._of.setdefault(one, node)

    def _drop(self, node: Node) -> None:
        del self._nodes[node]
        for one in node.ids:
            if self._of.get(one) is node:
                del self._of[one]

    def _merge(self, number: int, decision: Decision, node: Node) -> None:
        others = [other for other in self._by_id(decision.after) if other is not node]
        if not others and not any(one in self._of for one in decision.after):
            self.say(number, "orphan", "the record to be merged with it is gone")
        for other in others:
            for verdict in (*other.verdicts, *other.stale):
                self.say(verdict.line, "replaced", f"by {decision.decision_id}")
            self._drop(node)
            self._drop(other)
            node = node.joined(other)
            self._put(node)

    def _take_apart(self, node: Node) -> None:
        parts = list(node.parts())
        if len(parts) < 2:
            return
        kept = {verdict.line for part in parts for verdict in part.verdicts}
        for verdict in (*node.verdicts, *node.stale):
            if verdict.line not in kept:
                self.say(verdict.line, "replaced", "its record was taken apart")
        self._drop(node)
        for part in parts:
            self._put(part)

    def _add(self, number: int, decision: Decision) -> None:
        node = self._of.get(decision.record_id)
        if node is None:
            place = locate(decision, self._sources)
            if isinstance(place, str):
                self.say(number, "orphan", place)
                return
            order = next(n for n, source in enumerate(self._sources) if source.source_id == place.source_id)
            record = made(decision.table, decision.after, (place,))
            node = Node.of(Merged(record, (Item(record, decision.record_id, self._sources[order], order),)))
            self._put(node)
        self._found[number] = node.id
        node.verdicts.append(Verdict(number, decision))

    def _lost(self, number: int, decision: Decision) -> None:
        """No id is left: the same words tell what they say now, if they say one thing."""
        found = self._on_same_words(decision)
        nodes = list(dict.fromkeys(self._of[item.id] for item in found if item.id in self._of))
        if len(nodes) == 1 and decision.action.judges:
            self._found[number] = nodes[0].id
            nodes[0].stale.append(Verdict(number, decision))
        elif nodes:
            several = "several records stand on its words now"
            self.say(number, "orphan", several if len(nodes) > 1 else "its words give another record now")
        else:
            words = wording(decision.exact)
            there = words and any(words in text for text in self._texts)
            near = self._near(decision) if there else []
            why = "its words give no such record any more" if there else "its words are gone"
            self.say(number, "orphan", f"{why}; more or fewer of them give {', '.join(near)}" if near else why)

    def _near(self, decision: Decision) -> list[str]:
        """Records of the same source whose words hold the decision's or stand in them: for the analyst to look at."""
        words = wording(decision.exact)
        found = [
            self._of[item.id].id
            for text, item in self._of_source.get((decision.table, decision.source_id), ())
            if (words in text or text in words) and item.id in self._of
        ]
        return list(dict.fromkeys(found))[:_NEAR]

    @cached_property
    def _of_source(self) -> dict[tuple[str, str | None], list[tuple[str, Item[Any]]]]:
        found: dict[tuple[str, str | None], list[tuple[str, Item[Any]]]] = {}
        for (table, text), items in self._of_words.items():
            for item in items if text else ():
                found.setdefault((table, item.source.source_id), []).append((text, item))
        return found

    @cached_property
    def _texts(self) -> list[str]:
        return [wording(source.text) for source in self._sources]

    @cached_property
    def _of_words(self) -> dict[tuple[str, str], list[Item[Any]]]:
        found: dict[tuple[str, str], list[Item[Any]]] = {}
        for table in KINDS:
            for item in (item for merged in getattr(self._resolved, table) for item in merged.items):
                if item.record.evidence:
                    found.setdefault((table, wording(item.record.evidence[0].exact)), []).append(item)
        return found

    def _on_same_words(self, decision: Decision) -> list[Item[Any]]:
        found = self._of_words.get((decision.table, wording(decision.exact)), []) if decision.exact else []
        if any(source.source_id == decision.source_id for source in self._sources):
            return [item for item in found if item.source.source_id == decision.source_id]
        return found

    def result(self, decisions: Sequence[Decision]) -> Reviewed:
        states: dict[str, State] = {}
        hidden: set[Node] = set()
        for node in self._nodes:
            state = judge(node, self.say)
            if state is None:
                hidden.add(node)
            else:
                states[node.id] = state
        shown = [node for node in self._nodes if node not in hidden]
        shown.sort(key=lambda node: node.position)
        names = renamed(shown)
        linked = {node: _linked(node, names) for node in shown}
        tables: dict[str, Any] = {
            table: tuple(linked[node] for node in shown if node.table == table) for table in KINDS
        }
        self._settle_orphans(decisions)
        outcomes = []
        for number, decision in enumerate(decisions):
            effect, why = self._said.get(number, ("stands", ""))
            current = self._of.get(self._found.get(number, ""))
            outcomes.append(Outcome(decision, effect, current.id if current and current not in hidden else None, why))
        effective = replace(
            self._resolved, **tables, disagreements=self._disagreements(states),
            members={one: node.id for one, node in self._of.items() if node not in hidden},
        )  # fmt: skip
        return Reviewed(
            effective, states, {node.id: node.merged for node in self._nodes if node in hidden}, tuple(outcomes),
            {node.id: node.record for node, merged in linked.items() if merged.record != node.record},
        )  # fmt: skip

    def _settle_orphans(self, decisions: Sequence[Decision]) -> None:
        """Of several rulings on a record that is gone, only the last one waits for an analyst."""
        last: dict[str, str] = {}
        for number in range(len(decisions) - 1, -1, -1):
            one = decisions[number]
            if one.action in RULINGS and number in self._said and self._said[number][0] == "orphan":
                later = last.setdefault(one.record_id, one.decision_id)
                if later != one.decision_id:
                    self.say(number, "replaced", f"by {later}")

    def _disagreements(self, states: Mapping[str, State]) -> tuple[Any, ...]:
        """Those of records that are shown; none among the members of one that was taken apart."""
        found = []
        for one in self._resolved.disagreements:
            node = self._of.get(one.record_id)
            if node is None:
                found.append(one)
            elif node.id in states and not node.apart:
                found.append(replace(one, record_id=node.id))
        return tuple(found)


def _linked(node: Node, names: Mapping[str, str]) -> Merged[Record]:
    """The effective record, which calls persons as the analyst does."""
    merged = node.merged
    field = _LINKED.get(node.table)
    if not names or field is None or field in node.corrections:
        return merged
    value = getattr(merged.record, field)
    new = names.get(value, value) if not isinstance(value, tuple) else tuple(names.get(one, one) for one in value)
    return replace(merged, record=replace(merged.record, **{field: new})) if new != value else merged
