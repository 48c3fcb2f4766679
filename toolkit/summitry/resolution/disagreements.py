"""Where the sources compete: counts of documents, a document's status, a person's office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summitry.model import Document, Participant
from summitry.resolution.common import Disagreement, Item, Merged, R, outlets
from summitry.resolution.documents import TALLY, is_tally, same_parties, tally_kind
from summitry.resolution.titles import competing_titles

# A list this much shorter than the tally is taken for a selection ("among them …"), not for another count.
_SHORT = 2
_STATEMENTS = frozenset({"joint_statement", "communique", "declaration"})


def disagreements(people: Sequence[Merged[Participant]], documents: Sequence[Merged[Document]]) -> list[Disagreement]:
    """One row per competing value; rows that compete share ``record_id`` and ``field``."""
    found = [*_tallies(documents), *_lists(documents), *_statuses(documents), *_titles(people)]
    return list(dict.fromkeys(found))


def _tallies(documents: Sequence[Merged[Document]]) -> Iterator[Disagreement]:
    """Different totals by different outlets, e.g. 12 and 13 documents; each outlet's own total is its largest."""
    kinds: dict[str, list[Merged[Document]]] = defaultdict(list)
    for document in documents:
        if is_tally(document.record):
            kinds[tally_kind(document.record)].append(document)
    for tallies in kinds.values():
        # Of each outlet: one that gives both numbers in two stories corrected itself and does not disagree.
        totals: dict[str, list[Item[Document]]] = defaultdict(list)
        for item in _totals(item for tally in tallies for item in tally.items):
            if same_parties(item.record, tallies[0].record):
                totals[str(item.record.count)].append(item)
        yield from _rows("documents", tallies[0].id, "count", totals)


def _totals(items: Iterable[Item[Document]]) -> list[Item[Document]]:
    """The largest tally of each source."""
    largest: dict[str, Item[Document]] = {}
    for item in items:
        held = largest.get(item.source.source_id)
        if held is None or (item.record.count or 0) > (held.record.count or 0):
            largest[item.source.source_id] = item
    return list(largest.values())


def _lists(documents: Sequence[Merged[Document]]) -> Iterator[Disagreement]:
    """A source's tally against the signed documents that the same source lists one by one."""
    signed: dict[str, list[Item[Document]]] = defaultdict(list)
    for item in (item for document in documents for item in document.items):
        if item.record.status == "signed" and item.record.count == 1:
            signed[item.source.source_id].append(item)
    for document in documents:
        for item in document.items if is_tally(document.record) and tally_kind(document.record) == "any" else ():
            listed, count = signed[item.source.source_id], item.record.count or 0
            apart = sum(1 for one in listed if one.record.type in _STATEMENTS)
            if len(listed) < TALLY or count in (len(listed), len(listed) - apart) or len(listed) < count - _SHORT:
                continue
            yield Disagreement("documents", document.id, "count", str(count), outlets([item]))
            yield Disagreement("documents", document.id, "count", f"{len(listed)} listed", outlets([item]))


def _statuses(documents: Sequence[Merged[Document]]) -> Iterator[Disagreement]:
    """One document that is signed in one source and planned in another."""
    for document in documents:
        values: dict[str, list[Item[Document]]] = defaultdict(list)
        for item in document.items:
            values[item.record.status].append(item)
        yield from _rows("documents", document.id, "status", values)


def _titles(people: Sequence[Merged[Participant]]) -> Iterator[Disagreement]:
    """One person with offices that cannot be wordings of the same one, nor held together."""
    for person in people:
        values: dict[str, list[Item[Participant]]] = {}
        for item in person.items:
            title = item.record.title
            if title is None:
                continue
            known = next((other for other in values if not competing_titles(title, other)), title)
            values.setdefault(known, []).append(item)
        yield from _rows("participants", person.id, "title", values)


def _rows(table: str, record_id: str, field: str, values: Mapping[str, Sequence[Item[R]]]) -> Iterator[Disagreement]:
    """A row per value, where different outlets hold different ones."""
    voices = {value: outlets(items) for value, items in values.items()}
    if len(voices) > 1 and len({name for names in voices.values() for name in names}) > 1:
        for value, names in voices.items():
            yield Disagreement(table, record_id, field, value, names)
