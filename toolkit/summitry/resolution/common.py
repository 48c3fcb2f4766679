"""What merging of every kind shares: records with their place in the summit, text folded for comparison, votes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from anyascii import anyascii

from summitry.model import Evidence, Extraction, Record, Source

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item(Generic[R]):
    """A record as one source has it; ``order`` is the source's rank in the summit, ``voice`` the outlet whose text it
    is (see :mod:`summitry.sources.copies`)."""

    record: R
    id: str
    source: Source
    order: int
    voice: str = ""

    @property
    def position(self) -> tuple[int, int]:
        """Where it stands: by source, then offset of its anchor."""
        return self.order, self.record.evidence[0].start if self.record.evidence else 0


@dataclass(frozen=True, slots=True)
class Merged(Generic[R]):
    """One dossier record: ``record`` holds the united values and evidence, ``items`` what the sources have.

    Its id is :attr:`id`; ``record.id`` would be that of the united values, which change with every source.
    """

    record: R
    items: tuple[Item[R], ...]

    @property
    def id(self) -> str:
        """The id of the first item, in the order of sources."""
        return self.items[0].id

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlet names in the order of sources; the file's name where the outlet is not known."""
        return outlets(self.items)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One of several competing values of one field; the values that compete share ``record_id`` and ``field``."""

    table: str
    record_id: str
    field: str
    value: str
    outlets: tuple[str, ...]


def ordered(sources: Iterable[Source]) -> list[Source]:
    """Sources by publication date, then file name; a partial date after the full ones in it, none at all last."""
    return sorted(sources, key=lambda source: ((source.published or "") + "~", source.file, source.source_id))


def items(kind: type[R], ranked: Sequence[tuple[int, Source, Extraction, str]]) -> list[Item[R]]:
    """All records of one kind, in order of source and place."""
    found = [
        Item(record, record.id, source, order, voice)
        for order, source, extraction, voice in ranked
        for record in extraction.records()
        if isinstance(record, kind)
    ]
    return sorted(found, key=lambda item: item.position)


def outlets(members: Iterable[Item[R]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.source.outlet or item.source.file for item in members))


def heard(members: Iterable[Item[R]]) -> list[Item[R]]:
    """The members that have a vote: copies of one text have one together for each record in it."""
    found: dict[tuple[str, str], Item[R]] = {}
    for item in members:
        found.setdefault((item.voice, item.id), item)
    return list(found.values())


def evidence(members: Iterable[Item[R]]) -> tuple[Evidence, ...]:
    """All evidence of the members, first member first, no place twice."""
    return tuple(dict.fromkeys(item for member in members for item in member.record.evidence))


def united(group: Sequence[Item[R]], **values: object) -> Merged[R]:
    """``group`` as one record: the first member's values but for ``values``, with everybody's evidence."""
    members = tuple(sorted(group, key=lambda item: item.position))
    changed: R = replace(members[0].record, evidence=evidence(members), **values)
    return Merged(changed, members)


def vote(values: Iterable[T | None]) -> T | None:
    """The most frequent value that is given; the earliest of equals."""
    counts = Counter(value for value in values if value is not None and value != "")
    return max(counts, key=lambda value: counts[value]) if counts else None


def union(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every value once (letter case aside), as first written."""
    found: dict[str, str] = {}
    for value in (item for group in values for item in group):
        found.setdefault(value.casefold(), value)
    return tuple(found.values())


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Words of ``text`` in ASCII small letters and digits: "Łukaszenka's" gives ("lukaszenka", "s")."""
    return tuple(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))


def compatible(left: str | None, right: str | None) -> bool:
    """Whether two values can be of one thing: equal, or one not given."""
    return left is None or right is None or left == right


def near_dates(left: str | None, right: str | None) -> bool:
    """Whether two dates, possibly partial, can be the same day."""
    return left is None or right is None or left.startswith(right) or right.startswith(left)


def days_apart(left: str | None, right: str | None) -> float:
    """Days between two full dates; infinitely many where one is not full. One day may be two time zones."""
    try:
        return abs((date.fromisoformat(left or "") - date.fromisoformat(right or "")).days)
    except ValueError:
        return math.inf


def by_id(members: Iterable[Item[R]]) -> list[list[Item[R]]]:
    """Members with the same id (the same values and words, e.g. in two copies of a wire story) together."""
    groups: dict[str, list[Item[R]]] = {}
    for item in members:
        groups.setdefault(item.id, []).append(item)
    return list(groups.values())
