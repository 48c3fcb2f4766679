"""Same document or not. Two entries of one source are two documents: the extraction told them apart there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from summitry.model import STATUSES, Document
from summitry.resolution.common import Item, Merged, by_id, near_dates, tokens, union, united, vote

ALIKE = 85  # rapidfuzz ratio from which two titles are one
TALLY = 3  # a counted group of this size or more is a tally of what was signed
CONCLUDED = frozenset({"signed", "adopted", "agreed"})
# Of these a meeting has one, if it has any.
_SINGULAR = frozenset({"joint_statement", "communique"})
_GENERIC = frozenset({"other", "agreement"})
_FILLERS = frozenset(
    ("a", "an", "and", "of", "on", "in", "for", "the", "to", "between", "concerning", "about", "with", "its", "s",
     "field", "fields", "sphere", "area", "areas", "cooperation")
)  # fmt: skip


def merge_documents(documents: Sequence[Item[Document]], name: Callable[[str, str, str | None], str]
                    ) -> list[Merged[Document]]:  # fmt: skip
    """One record per instrument or counted group, in the order in which the sources first name them."""
    sole = _sole(documents)
    groups: list[list[Item[Document]]] = []
    blocks: dict[object, list[int]] = defaultdict(list)
    for batch in by_id(documents):
        one = batch[0]
        keys = _keys(one.record)
        block = sorted({n for key in keys for n in blocks[key]})
        fitting = [n for n in block if all(_same(one, other, sole) for other in groups[n])]
        if fitting:
            chosen = max(fitting, key=lambda n: _likeness(one.record, groups[n][0].record))
            groups[chosen].extend(batch)
        else:
            chosen = len(groups)
            groups.append(list(batch))
        for key in keys:
            if chosen not in blocks[key]:
                blocks[key].append(chosen)
    return sorted((_document(group, name) for group in groups), key=lambda merged: merged.items[0].position)


def is_tally(document: Document) -> bool:
    """Whether ``document`` counts what this meeting concluded ("12 documents signed")."""
    return document.count is not None and document.count >= TALLY and document.status in CONCLUDED


def tally_kind(document: Document) -> str:
    """Tallies of one kind compete: "12 documents" and "13 agreements" count the same things, "5 memoranda" do not."""
    return "any" if document.type in _GENERIC else document.type


def same_parties(left: Document, right: Document) -> bool:
    """Whether the parties of one can be those of the other: equal, or fewer of them named, or none."""
    one, other = set(left.parties), set(right.parties)
    return one <= other or other <= one


def _keys(document: Document) -> set[object]:
    """Under which keys a document can meet itself in another source; with all pairs, long lists would take minutes."""
    tally = is_tally(document)
    kind = tally_kind(document) if tally else document.type
    block = (kind, document.count, document.status == "earlier")
    if tally or document.type in _SINGULAR:
        return {block}
    return {(*block, word[:4]) for word in _core(tokens(document.title or document.label)).split()} or {block}


def _sole(documents: Sequence[Item[Document]]) -> frozenset[tuple[str, str]]:
    """(source, type) pairs for which the source has one entry only."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for item in documents:
        counts[item.source.source_id, item.record.type] += 1
    return frozenset(pair for pair, count in counts.items() if count == 1)


def _same(left: Item[Document], right: Item[Document], sole: frozenset[tuple[str, str]]) -> bool:
    one, other = left.record, right.record
    if left.source.source_id == right.source.source_id:
        return False
    if not same_parties(one, other) or not near_dates(one.date, other.date):
        return False
    lone = one.type in _SINGULAR and all((item.source.source_id, one.type) in sole for item in (left, right))
    if lone or (is_tally(one) and is_tally(other)):
        return True
    if (one.title is None) != (other.title is None):
        return False
    if one.title is not None and other.title is not None:
        return _alike(one.title, other.title)
    # Untitled on both sides: the same words for it, and nothing that sets them apart.
    return one.status == other.status and _alike(one.label, other.label) and _same_areas(one, other)


def _same_areas(one: Document, other: Document) -> bool:
    areas = [{tokens(area) for area in document.areas} for document in (one, other)]
    return areas[0] <= areas[1] or areas[1] <= areas[0]


def _alike(left: str, right: str) -> bool:
    one, other = tokens(left), tokens(right)
    if {word for word in one if word.isdigit()} != {word for word in other if word.isdigit()}:
        return False
    return fuzz.token_sort_ratio(_core(one), _core(other)) >= ALIKE


def _core(words: tuple[str, ...]) -> str:
    """The words of substance; all of them where none is."""
    return " ".join([word for word in words if word not in _FILLERS] or words)


def _likeness(left: Document, right: Document) -> float:
    return fuzz.token_sort_ratio(_core(tokens(left.title or left.label)), _core(tokens(right.title or right.label)))


def _document(group: Sequence[Item[Document]], name: Callable[[str, str, str | None], str]) -> Merged[Document]:
    members = sorted(group, key=lambda item: item.position)
    records = [item.record for item in members]
    signatories = union([name(who, item.source.source_id, None) for who in item.record.signatories] for item in members)
    kinds = [record.type for record in records if record.type != "other"]
    return united(
        members, type=vote(kinds) or "other", title=vote(record.title for record in records),
        areas=union(record.areas for record in records), parties=union(record.parties for record in records),
        signatories=signatories, status=_status([record.status for record in records]),
        date=max((record.date for record in records if record.date), key=len, default=None),
    )  # fmt: skip


def _status(statuses: Sequence[str]) -> str:
    """The most frequent status; of equals the one that says most (signed before agreed before planned)."""
    return max(STATUSES, key=statuses.count)
