"""A record while the ledger is replayed over it: what the sources say, what the analyst says, its ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from summitry import words
from summitry.model import Document, Participant, Record
from summitry.resolution import Merged
from summitry.resolution.common import Item, by_id, union, united
from summitry.review.decisions import Decision, plain_values

_WORDINGS = ("aliases", "label")
_NOTHING: tuple[Any, ...] = (None, (), [], "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision in force on a record; ``line`` is its place in the ledger, ``found`` what its field said then."""

    line: int
    decision: Decision
    found: Any = None


@dataclass(eq=False, slots=True)
class Node:
    """``base`` is the record as resolved; a record answers to the ids of all its items."""

    base: Record
    items: tuple[Item[Any], ...]
    corrections: dict[str, Any] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    stale: list[Verdict] = field(default_factory=list)
    """Decisions on a record that stood on the same words with other values."""
    notes: list[Decision] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    """What other records call this person."""
    apart: bool = False
    """Whether an analyst took it out of a merged record."""

    @classmethod
    def of(cls, merged: Merged[Any]) -> Node:
        return cls(merged.record, merged.items, names=_names(merged.record))

    @property
    def id(self) -> str:
        return self.items[0].id

    @property
    def table(self) -> str:
        return self.base.TABLE

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.id for item in self.items))

    @property
    def position(self) -> tuple[int, int]:
        return min(item.position for item in self.items)

    @property
    def record(self) -> Record:
        """The record with the analyst's values."""
        if not self.corrections:
            return self.base
        return replace(self.base, **(_relabelled(self.base, self.corrections) | self.corrections))

    @property
    def merged(self) -> Merged[Any]:
        return Merged(self.record, self.items)

    @property
    def values(self) -> dict[str, Any]:
        return plain_values(self.record)

    def correct(self, line: int, decision: Decision, value: Any) -> None:
        assert decision.field is not None
        self.verdicts.append(Verdict(line, decision, self.values[decision.field]))
        self.corrections[decision.field] = value

    def joined(self, other: Node) -> Node:
        """This record with the words of ``other``, and its values where this one has none; the verdicts are its own."""
        items = {(item.id, item.source.source_id): item for item in (*self.items, *other.items)}
        return Node(
            _united(self.base, other.record), tuple(items.values()), dict(self.corrections), list(self.verdicts),
            list(self.stale), [*self.notes, *other.notes], self.names | other.names, self.apart,
        )  # fmt: skip

    def parts(self) -> Iterator[Node]:
        """What each source says, one record per id; a correction stays with the id that it was made on."""
        for batch in by_id(self.items):
            part = Node.of(united(batch))
            part.apart = True
            part.notes = [note for note in self.notes if note.record_id == part.id]
            for verdict in self.verdicts:
                name = verdict.decision.field
                if name in self.corrections and verdict.decision.record_id == part.id:
                    part.verdicts.append(replace(verdict, found=part.values[name]))
                    part.corrections[name] = self.corrections[name]
            yield part


def _names(record: Record) -> frozenset[str]:
    return frozenset((record.name,)) if isinstance(record, Participant) else frozenset()


def _united(one: Record, other: Record) -> Record:
    values: dict[str, Any] = {}
    for f in fields(one):
        mine, theirs = getattr(one, f.name), getattr(other, f.name)
        if f.name == "evidence":
            values[f.name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif isinstance(mine, tuple):
            values[f.name] = union((mine, theirs))
        elif mine in _NOTHING:
            values[f.name] = theirs
    if isinstance(one, Participant) and isinstance(other, Participant) and other.name != one.name:
        values["aliases"] = union((values["aliases"], (other.name,)))
    return replace(one, **values)


def _relabelled(base: Record, corrections: Mapping[str, Any]) -> dict[str, Any]:
    """A label that says the number ("12 documents") follows a corrected count."""
    count = corrections.get("count")
    if not isinstance(base, Document) or base.count is None or count is None:
        return {}
    written = rf"\b(?:{base.count}|{re.escape(words.number(base.count))})\b"
    return {"label": re.sub(written, str(count), base.label, count=1)}


def differences(earlier: Mapping[str, Any], now: Mapping[str, Any], *, strict: bool = False) -> list[str]:
    """Which of the earlier values no longer stand, in words.

    Unless ``strict``, what was filled in or added to a list does not count, nor by which of the sources' wordings a
    thing is called.
    """
    return [
        f"{name} was {worded(value)}, is {worded(now[name])}"
        for name, value in earlier.items()
        if name in now and not _holds(name, value, now[name], strict)
    ]


def _holds(name: str, earlier: Any, now: Any, strict: bool) -> bool:
    if earlier == now and type(earlier) is type(now):
        return True
    if strict:
        return False
    if isinstance(earlier, list) and isinstance(now, list):
        return name in _WORDINGS or all(value in now for value in earlier)
    return name in _WORDINGS or earlier in _NOTHING


def worded(value: Any) -> str:
    """A value for reading."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in _NOTHING else str(value)


def renamed(nodes: Iterable[Node]) -> Mapping[str, str]:
    """Persons' names as other records have them -> as the analyst has them; none that somebody else still bears."""
    people = [node for node in nodes if node.table == Participant.TABLE]
    shown = {getattr(node.record, "name", "") for node in people}
    return {
        name: str(getattr(node.record, "name", ""))
        for node in people
        for name in sorted(node.names)
        if name not in shown
    }
