"""Same document or not.

Two entries are one document if nothing that the sources say sets them apart: instrument, number, parties, day and
subject. What they say became of it does not: signed here and planned there is a disagreement, not another document.
Two entries of one source are two documents, but for a joint text that it only calls by two names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from summitry import vocabulary
from summitry.model import Document
from summitry.resolution.common import Item, Merged, by_id, days_apart, heard, near_dates, tokens, union, united, vote
from summitry.resolution.designations import (
    PACTS,
    TEXTS,
    alike,
    family,
    is_titled,
    is_umbrella,
    likeness,
    same_sides,
    sides,
    subject_of,
    told_as,
)  # fmt: skip
from summitry.resolution.outcomes import CONCLUDED, status
from summitry.resolution.signers import Name, signed_by

TALLY = 3  # a counted group of this size or more is a tally of what was concluded
_NEAR = 0.6  # tallies count the same things if the smaller is at least this part of the larger
_GENERIC = frozenset({"other", "agreement"})
# Of these a meeting has one, if it has any, whatever its subject is called.
_SINGULAR = frozenset({"joint_statement", "communique", "roadmap"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """One document as one or more sources have it in the same words."""

    batch: tuple[Item[Document], ...]
    record: Document
    sources: frozenset[str]
    family: str
    subject: frozenset[str]
    titled: bool
    sides: frozenset[str]
    lone: bool
    """Whether each of the sources names no other document of its family."""
    sole: bool
    """Whether each of the sources names no other document of its type."""
    published: str
    """When the first of the sources came out; empty if one does not say."""

    @property
    def rank(self) -> tuple[object, ...]:
        """What says most comes first, so that a vague entry meets all that it could be; by content, not by source."""
        one = self.record
        named = (not self.titled, not self.subject, -len(self.subject), sorted(self.subject))
        return *named, -(one.count or 0), one.type, one.status, one.label, one.id


def merge_documents(documents: Sequence[Item[Document]], name: Name) -> list[Merged[Document]]:
    """One record per instrument or counted group, in the order in which the sources first name them."""
    groups: list[list[_Draft]] = []
    blocks: dict[object, list[int]] = defaultdict(list)
    for draft in sorted(_drafts(documents), key=lambda draft: draft.rank):
        keys = _keys(draft)
        block = sorted({n for key in keys for n in blocks[key]})
        chosen = _choice(draft, [n for n in block if all(_same(draft, other) for other in groups[n])], groups)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(draft)
        for key in keys:
            if chosen not in blocks[key]:
                blocks[key].append(chosen)
    merged = [_document([item for draft in group for item in draft.batch], name) for group in groups]
    return sorted(merged, key=lambda one: one.items[0].position)


def _choice(draft: _Draft, fitting: Sequence[int], groups: Sequence[Sequence[_Draft]]) -> int | None:
    """The group that ``draft`` is likest to; none with a subject where one without could belong to several."""
    if len(fitting) > 1 and not draft.subject and not is_tally(draft.record):
        fitting = [n for n in fitting if not any(other.subject for other in groups[n])][:1]
    return max(fitting, key=lambda n: _closeness(draft, groups[n][0]), default=None)


def _closeness(draft: _Draft, other: _Draft) -> tuple[bool, bool, bool, float]:
    one, two = draft.record, other.record
    same = one.count == two.count, one.type == two.type, one.status == two.status
    return *same, likeness(draft.subject, other.subject)


def is_tally(document: Document) -> bool:
    """Whether ``document`` counts what this meeting concluded ("12 documents signed")."""
    return document.count is not None and document.count >= TALLY and document.status in CONCLUDED


def tally_kind(document: Document) -> str:
    """Tallies of one kind compete: "12 documents" and "13 agreements" count the same things, "5 memoranda" do not."""
    return "any" if document.type in _GENERIC else document.type


def _drafts(documents: Sequence[Item[Document]]) -> list[_Draft]:
    batches = by_id(documents)
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for item in documents:
        if item.record.status != "earlier":
            # By what it is called: one text under two names of one source stays the only one.
            key = "" if not subject_of(item.record) and item.record.type in TEXTS else item.id
            kind = told_as(item.record).type
            seen[item.source.source_id, "family", family(kind)].add(key)
            seen[item.source.source_id, "type", kind].add(key)
    drafts = []
    for batch in batches:
        record = told_as(batch[0].record)
        sources = frozenset(item.source.source_id for item in batch)
        kind = family(record.type)
        drafts.append(_Draft(
            tuple(batch), record, sources, kind, _subject(record), is_titled(record), sides(record),
            all(len(seen[source, "family", kind]) < 2 for source in sources),
            all(len(seen[source, "type", record.type]) < 2 for source in sources),
            min((item.source.published or "")[:10] for item in batch),
        ))  # fmt: skip
    return drafts


def _subject(document: Document) -> frozenset[str]:
    return subject_of(document) - {str(document.count)}


def _keys(draft: _Draft) -> set[object]:
    """Under which keys a document can meet itself in another source; with all pairs, long lists would take minutes."""
    one = draft.record
    group = {("group", one.type)} if one.count != 1 and not draft.subject and one.status != "earlier" else set()
    if (one.count or 0) >= TALLY and one.status != "earlier":
        return {"tally", *group}
    if draft.family == "text":
        return {("text", one.count, one.status == "earlier")}
    block = (draft.family, one.count, one.status == "earlier")
    words: set[object] = {(*block, word[:4]) for word in draft.subject} or {block}
    if one.type in _SINGULAR or (draft.family == "pact" and is_umbrella(one)):
        words.add(("only", *block))
    return words | group if draft.titled else words | group | {block}


def _same(one: _Draft, other: _Draft) -> bool:
    left, right = one.record, other.record
    if (left.status == "earlier") != (right.status == "earlier") or not same_sides(one.sides, other.sides):
        return False
    if not near_dates(left.date, right.date) and not (one.family == "text" and days_apart(left.date, right.date) == 1):
        return False
    if one.sources & other.sources:  # a joint text that its source first calls so, then otherwise
        text = one.family == "text" and left.type == right.type and left.count == right.count == 1
        return text and not one.subject and not other.subject
    if _same_group(one, other):
        return True
    if is_tally(left) or is_tally(right):
        return _same_tally(one, other)
    if left.count != right.count or one.family != other.family:
        return False
    if left.status == "earlier":
        return left.type == right.type and _same_words(one, other)
    if left.type != right.type and one.family == "text" and not _renamed(one, other):
        return False
    if one.subject and other.subject:
        return _same_subject(one, other) or _same_treaty(one, other)
    if (left.status == "rejected") != (right.status == "rejected"):
        return False  # that none was reached is no word on another one
    if one.family == "text" and left.count == 1:
        return one.subject == other.subject or _of_two(one, other)
    if one.family == "pact" and left.count == 1:
        return left.status == "rejected" or _same_pact(one, other) or _same_treaty(one, other)
    if left.type == right.type and left.type in _SINGULAR:
        return one.sole and other.sole and _of_two(one, other)
    # Several of such a kind are usual: only the same words, and nothing that sets them apart, make them one.
    return left.status == right.status and not (one.subject or other.subject) and _same_words(one, other)


def _renamed(one: _Draft, other: _Draft) -> bool:
    """Whether the one joint text of two parties is a statement to one source and a declaration to the other."""
    return all(draft.lone and draft.record.title is None for draft in (one, other)) and _of_two(one, other)


def _same_words(one: _Draft, other: _Draft) -> bool:
    """Whether both have one subject, or none and the same words, and no title but the same parties."""
    left, right = one.record, other.record
    if one.subject or other.subject:
        return bool(one.subject and other.subject) and alike(one.subject, other.subject)
    bare = (left.title is None and right.title is None) or (one.sides == other.sides and bool(one.sides))
    return bare and _same_areas(left, right) and _plainly_alike(left.label, right.label)


def _same_group(one: _Draft, other: _Draft) -> bool:
    """Whether "the memoranda" of two parties are the three that another source counts."""
    counts = {draft.record.count for draft in (one, other)}
    if None not in counts or counts <= {None, 1} or one.record.type != other.record.type or one.sides != other.sides:
        return False
    stages = {draft.record.status in CONCLUDED for draft in (one, other)}
    return bool(one.sides) and len(stages) == 1 and not one.subject and not other.subject


def _same_tally(one: _Draft, other: _Draft) -> bool:
    """Whether two totals count the same things: one number, or nearly so by sources that know the outcome, or by one
    that foresaw it and one that tells it."""
    left, right = one.record, other.record
    if left.count is None or right.count is None or left.count == right.count:
        kinds = tally_kind(left), tally_kind(right)
        return left.count == right.count and (kinds[0] == kinds[1] or "any" in kinds)
    if tally_kind(left) != tally_kind(right) or min(left.count, right.count) / max(left.count, right.count) < _NEAR:
        return False
    plan, told = sorted((one, other), key=lambda draft: is_tally(draft.record))
    if is_tally(plan.record):
        return True
    return plan.record.status == "planned" and "" < plan.published < told.published


def _same_subject(one: _Draft, other: _Draft) -> bool:
    if alike(one.subject, other.subject):
        return True
    if one.record.type != other.record.type or not (one.sole and other.sole):
        return False
    if one.record.type in _SINGULAR:
        return _of_two(one, other)
    nested = one.subject <= other.subject or other.subject <= one.subject
    return nested and one.record.type in ("declaration", "treaty")


def _same_pact(one: _Draft, other: _Draft) -> bool:
    """Whether "the agreement" is the other's ("a peace agreement"): the same known parties, no other such document in
    its source, and no subject that the other's would be left to guess."""
    if one.titled or other.titled or one.sides != other.sides or not one.sides:
        return False
    stages = {draft.record.status == "planned" for draft in (one, other)}
    return len(stages) == 1 and all(draft.lone for draft in (one, other) if not draft.subject)


def _same_treaty(one: _Draft, other: _Draft) -> bool:
    """Whether both are the one treaty of two states on their relations, whatever its subject is called, be it still
    planned; "an agreement" to a source that names no other."""
    kinds = {one.record.type, other.record.type}
    if (
        "treaty" not in kinds
        or one.sides != other.sides
        or not _of_two(one, other)
        or "rejected" in _stages(one, other)
    ):
        return False
    only = all(draft.sole if len(kinds) == 1 else draft.lone for draft in (one, other))
    return only and kinds <= PACTS and is_umbrella(one.record) and is_umbrella(other.record)


def _stages(one: _Draft, other: _Draft) -> set[str]:
    return {one.record.status, other.record.status}


def _of_two(one: _Draft, other: _Draft) -> bool:
    """Whether a text on something can be the one that the other source names without its subject: two parties have one,
    where a round of states adopts several."""
    parties = {draft.sides for draft in (one, other) if draft.sides}
    return len(parties) < 2 and all(len(sides) == 2 and all(map(vocabulary.is_country, sides)) for sides in parties)


def _same_areas(one: Document, other: Document) -> bool:
    areas = [{tokens(area) for area in document.areas} for document in (one, other)]
    return areas[0] <= areas[1] or areas[1] <= areas[0]


def _plainly_alike(left: str, right: str) -> bool:
    plain = vocabulary.word_list("document_plain")
    one, other = (frozenset(tokens(label)) - plain for label in (left, right))
    return alike(one, other)


def _document(group: Sequence[Item[Document]], name: Name) -> Merged[Document]:
    members = sorted(group, key=lambda item: item.position)
    records = [item.record for item in heard(members)]
    count = vote(record.count for record in records if record.status != "planned") or vote(
        record.count for record in records
    )
    agreeing = [item for item in members if item.record.count == count]  # who signed 13 did not sign 12
    kind = vote(record.type for record in records if record.type != "other") or "other"
    shown = max((item.record for item in agreeing), key=lambda record: _tells(record, kind))
    return united(
        members, label=shown.label, type=kind, count=count, title=shown.title,
        areas=union(record.areas for record in records), parties=_parties(records),
        signatories=signed_by(heard(agreeing), name), status=status(members),
        date=max((record.date for record in records if record.date), key=len, default=None),
    )  # fmt: skip


def _tells(document: Document, kind: str) -> tuple[bool, ...]:
    """How much a document's own words tell of it: "a peace agreement" more than "the agreement between the two"."""
    named = document.title is not None
    return told_as(document) is document, is_titled(document), bool(_subject(document)), document.type == kind, named


def _parties(records: Sequence[Document]) -> tuple[str, ...]:
    """All parties; a body that stands for the states named by other sources is left out."""
    named = [record.parties for record in records]
    if any(len([party for party in parties if vocabulary.is_country(party)]) > 2 for parties in named):
        named = [parties for parties in named if any(vocabulary.is_country(party) for party in parties)]
    known = {tuple(sorted(sides(record))): record.parties for record in reversed(records)}
    return next(iter(known.values())) if len(known) == 1 else union(named)
