"""What a record's review comes to: the last verdict on it, and whether what the analyst saw still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from summitry.resolution.common import outlets
from summitry.review.decisions import Action, Decision
from summitry.review.nodes import Node, Verdict, differences, worded

#: What a record's review can be, what needs an analyst first.
STATES = ("changed", "open", "deferred", "accepted", "corrected", "added")
REVIEWED = ("accepted", "corrected", "added")
Effect = Literal["stands", "changed", "orphan", "replaced", "undone"]
RULINGS = (Action.ACCEPT, Action.REJECT, Action.DEFER)  # of these one replaces the other


@dataclass(frozen=True, slots=True)
class State:
    """The review of one record: what was decided last, by whom and when (UTC); for a changed one, what is different."""

    state: str = "open"
    by: str = ""
    at: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def reviewed(self) -> bool:
        return self.state in REVIEWED


OPEN = State()


def judge(node: Node, say: Callable[[int, Effect, str], None]) -> State | None:
    """The review of a record, None for a rejected one; ``say`` hears what became of the decisions on it, by line."""
    last = node.verdicts[-1] if node.verdicts else None
    stale = [verdict for verdict in node.stale if last is None or verdict.line > last.line]
    for verdict in node.stale:
        say(verdict.line, "changed" if verdict in stale else "replaced", "the same words say something else")
    rulings = [verdict for verdict in node.verdicts if verdict.decision.action in RULINGS]
    for verdict in rulings[:-1]:
        say(verdict.line, "replaced", f"by {rulings[-1].decision.decision_id}")
    if last and last.decision.action is Action.REJECT and not any(_conflict(node.verdicts)):
        since = list(dict.fromkeys(outlets(item for item in node.items if item.id not in last.decision.ids)))
        if since:  # it stays out, but somebody should hear of it
            say(last.line, "changed", f"given since by {', '.join(since)}")
        return None
    changes = [text for verdict in stale for text in _since(verdict.decision, node)]
    if last:
        checks = [*((last, text) for text in _conflict(node.verdicts)), *_checks(node, last)]
        for verdict, text in checks:
            say(verdict.line, "changed", text)
        changes += [text for _, text in checks]
    corrections = {
        verdict.decision.field: f"{verdict.decision.field}: {worded(verdict.found)} → "
                                f"{worded(verdict.decision.after)}"
        for verdict in node.verdicts if verdict.decision.action is Action.CORRECT
    }  # fmt: skip
    notes = tuple(note.reason for note in node.notes)
    newest = max([*stale, *([last] if last else [])], key=lambda verdict: verdict.line, default=None)
    if newest is None:
        return State(notes=notes) if notes else OPEN
    put_off = newest.decision.action is Action.DEFER and all(v.decision.action is Action.DEFER for v in stale)
    kind = "changed" if changes and not (stale and put_off) else _kind(node, newest.decision)
    by = newest.decision
    return State(kind, by.by, by.at, by.reason, tuple(dict.fromkeys(changes)), tuple(corrections.values()), notes)


def _kind(node: Node, last: Decision) -> str:
    if last.action is Action.DEFER:
        return "deferred"
    if any(verdict.decision.action is Action.ADD for verdict in node.verdicts):
        return "added"
    return "corrected" if node.corrections else "accepted"


def _conflict(verdicts: Sequence[Verdict]) -> Iterable[str]:
    """A record that came together from one that was rejected and one that was not: neither decision was about it."""
    if not verdicts:
        return
    last = verdicts[-1].decision
    for verdict in verdicts[:-1]:
        other = verdict.decision
        if (Action.REJECT in (other.action, last.action) and other.action is not last.action
                and not set(other.ids) & set(last.ids)):  # fmt: skip
            yield "a rejected and another record are one now"
            return


def _since(decision: Decision, node: Node) -> list[str]:
    """How a record differs from what was decided on at the same words."""
    earlier = decision.before
    if decision.action is Action.CORRECT and decision.field is not None:
        earlier = {decision.field: decision.after}
    elif decision.action is Action.ADD:
        earlier = decision.after
    known = differences(earlier, node.values, strict=True) if isinstance(earlier, dict) else []
    if isinstance(earlier, dict) and decision.action is not Action.CORRECT:  # fields that there were not at that time
        known += [f"{name} is {worded(value)}" for name, value in node.values.items() if value and name not in earlier]
    return known or [f"what was decided ({decision.action}) concerned another reading of these words"]


def _checks(node: Node, last: Verdict) -> Iterable[tuple[Verdict, str]]:
    """Whether what the analyst last saw still stands: all values of an accepted record, the field of a later
    correction."""
    if last.decision.action is Action.REJECT:
        return
    accepted = -1
    for at, verdict in enumerate(node.verdicts):
        if verdict.decision.action is Action.ACCEPT:
            accepted = at
    for verdict in node.verdicts[accepted + 1 :]:
        one = verdict.decision
        if one.action is Action.CORRECT and verdict.found not in (one.before, one.after):
            yield verdict, f"{one.field} was {worded(one.before)} when it was corrected, is {worded(verdict.found)}"
    seen = node.verdicts[accepted].decision.before if accepted >= 0 else None
    if isinstance(seen, dict):
        corrected = {verdict.decision.field for verdict in node.verdicts[accepted + 1 :]}
        seen = {name: value for name, value in seen.items() if name not in corrected}
        for text in differences(seen, node.values):
            yield node.verdicts[accepted], text
