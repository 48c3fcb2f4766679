"""Pairs of records that may be one, and that no rule dares to merge: an analyst decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from summitry.model import Document, Participant
from summitry.resolution.aliases import apart, canonical, compared
from summitry.resolution.common import Item, Merged, R, compatible, near_dates, tokens
from summitry.resolution.names import Name, same_name
from summitry.resolution.titles import competing_titles

_SURNAME, _GIVEN = 0.86, 0.8  # Jaro-Winkler similarity, lower than what merges
_LABEL = 85  # token-set ratio of two documents' names
_CROWD = 40  # persons of one surname's first letter and country, documents of one type: more are not compared


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records that may be one; ``why`` says what they share."""

    table: str
    record_id: str
    other_id: str
    why: str


def suggestions(people: Sequence[Merged[Participant]], documents: Sequence[Merged[Document]]) -> list[Suggestion]:
    """Pairs that are alike, the earlier record first, and that no source has side by side as two."""
    return [*_people(people), *_documents(documents)]


def _people(people: Sequence[Merged[Participant]]) -> Iterator[Suggestion]:
    groups: dict[str, list[tuple[int, Merged[Participant], Name]]] = defaultdict(list)
    for n, one in enumerate(people):
        name = compared(one.record.name)
        if name.surname:
            groups[name.surname[0]].append((n, one, name))
    found = []
    for group in groups.values():
        for (n, one, name), (m, other, known) in combinations(group[: _CROWD * 4], 2):
            side_by_side = _sources(one.items) & _sources(other.items)
            why = _alike(one.record, name, other.record, known)
            if why and not (side_by_side and name.tokens != known.tokens):
                found.append((n, m, Suggestion("participants", one.id, other.id, why)))
    yield from (suggestion for *_, suggestion in sorted(found, key=lambda pair: pair[:2]))


def _alike(one: Participant, name: Name, other: Participant, known: Name) -> str:
    """What speaks for two persons being one; empty where something speaks against it, or too little for it."""
    left, right = canonical(one.name), canonical(other.name)
    if apart(name, known) or (left and right and left != right):
        return ""
    if one.title and other.title and competing_titles(one.title, other.title):
        return ""
    states = compatible(one.country, other.country)
    if same_name(name, known):
        if min(len(name.tokens), len(known.tokens)) > 1:
            return "one name" + ("" if states else ", different countries")
        return "one surname" if states else ""
    if not states or not name.given or not known.given:
        return ""
    if JaroWinkler.similarity(name.surname, known.surname) < _SURNAME:
        return ""
    few, many = sorted((name.given, known.given), key=len)
    alike = all(any(JaroWinkler.similarity(word, like) >= _GIVEN for like in many) for word in few)
    return "similar names" if alike else ""


def _documents(documents: Sequence[Merged[Document]]) -> Iterator[Suggestion]:
    groups: dict[tuple[str, int | None], list[Merged[Document]]] = defaultdict(list)
    for one in documents:
        groups[one.record.type, one.record.count].append(one)
    for group in groups.values():
        for one, other in combinations(group[:_CROWD], 2):
            if _sources(one.items) & _sources(other.items) or not near_dates(one.record.date, other.record.date):
                continue
            names = [" ".join(tokens(f"{record.label} {record.title or ''}")) for record in (one.record, other.record)]
            digits = [sorted(word for word in name.split() if word.isdigit()) for name in names]
            if digits[0] == digits[1] and _near(*names):
                yield Suggestion("documents", one.id, other.id, "similar names, from different sources")


def _near(one: str, other: str) -> bool:
    return min(len(one.split()), len(other.split())) > 2 and fuzz.token_sort_ratio(one, other) >= _LABEL


def _sources(items: Iterable[Item[R]]) -> set[str]:
    return {item.source.source_id for item in items}
