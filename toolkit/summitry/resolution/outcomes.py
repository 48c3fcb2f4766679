"""What became of a document according to each source, and which of these words count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from summitry import vocabulary
from summitry.model import STATUSES, Document
from summitry.resolution.common import Item, heard, near_dates, tokens
from summitry.resolution.designations import TEXTS

CONCLUDED = frozenset({"signed", "adopted", "agreed"})


def status(members: Sequence[Item[Document]]) -> str:
    """The most frequent status; of equals the one that says most (signed before agreed before planned)."""
    members = heard(members)
    told = [item.record.status for item in voices(members)] or [item.record.status for item in members]
    return max(STATUSES, key=told.count)


def voices(members: Iterable[Item[Document]]) -> list[Item[Document]]:
    """The entry of each source by which it says what became of the document: the one that says most.

    A source that only names a joint text says nothing of the kind, nor does one that came out before the outcome and
    foresaw it.
    """
    told: dict[str, Item[Document]] = {}
    for item in _current([item for item in members if _says(item)]):
        held = told.get(item.source.source_id)
        if held is None or STATUSES.index(item.record.status) < STATUSES.index(held.record.status):
            told[item.source.source_id] = item
    return list(told.values())


def told_status(item: Item[Document]) -> str:
    """The status as the source words it where it says two things: "signed and adopted the declaration"."""
    if item.record.status != "signed" or not item.record.evidence:
        return item.record.status
    before = tokens(item.record.evidence[0].prefix)[-6:]
    words = {"signed"} | _adopting(vocabulary.version())
    both = any(
        word == "and" and {one, other} <= words and "signed" in (one, other)
        for one, word, other in zip(before, before[1:], before[2:], strict=False)
    )
    return "signed and adopted" if both else "signed"


def _current(members: Sequence[Item[Document]]) -> list[Item[Document]]:
    """The members without what was planned when a source came out before those that tell the outcome, or may have."""
    first = min((item.source.published or "" for item in members if item.record.status in CONCLUDED), default="")

    def foresees(item: Item[Document]) -> bool:
        day = item.source.published or ""
        return item.record.status == "planned" and bool(day and first) and (day < first or near_dates(day, first))

    return [item for item in members if not foresees(item)]


def _says(item: Item[Document]) -> bool:
    """Whether the source has a word for it: a joint text of which nothing is said is extracted as adopted."""
    if item.record.status != "adopted" or item.record.type not in TEXTS:
        return True
    verbs = _adopting(vocabulary.version())
    return any(verbs & set(tokens(f"{one.prefix} {one.exact} {one.suffix}")) for one in item.record.evidence)


@lru_cache(maxsize=2)
def _adopting(version: int) -> frozenset[str]:
    forms = ("base", "present", "past", "participle", "gerund", "noun")
    rows = [row for row in vocabulary.rows("instrument_verbs") if row["status"] == "adopted"]
    return frozenset(row[form] for row in rows for form in forms if row[form])
