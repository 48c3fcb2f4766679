"""Numbered links between the records of a report and their words in the sources, as footnotes are numbered.

Each cited place has a number, given in the order of the sources and of the words in them, so that a reader of the
printed report finds number 57 between 56 and 58. ``#w57`` is the place in the source, ``#c57`` the record's link to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry import words
from summitry.markup import Safe, foreign, join, tag
from summitry.words import rows

if TYPE_CHECKING:
    from summitry.dossier import Dossier

# Of a person or a state the first mention in each source says enough; a statement may stand in several places.
_ONCE = frozenset({"participants", "entities"})
_PLACES = 3
# Outlets that a line about one value names.
_OUTLETS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record's words stand: ``text[start:end]`` of the source ``source_id``."""

    number: int
    record_id: str
    table: str
    source_id: str
    start: int
    end: int
    page: int | None = None


class Citations:
    """The cited places of ``shown``, the ids of the records that the report shows."""

    def __init__(self, dossier: Dossier, shown: Collection[str]) -> None:
        self._outlets = {row["source_id"]: str(row["outlet"] or row["file"]) for row in rows(dossier.sources)}
        self.places = self._numbered(dossier, frozenset(shown))
        self._of_record: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            self._of_record[place.record_id].append(place)

    def _numbered(self, dossier: Dossier, shown: frozenset[str]) -> list[Place]:
        order = {source_id: rank for rank, source_id in enumerate(self._outlets)}
        found: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for row in rows(dossier.evidence):
            text = dossier.texts.get(row["source_id"])
            if row["record_id"] not in shown or row["source_id"] not in order or text is None:
                continue
            start, end = int(row["start"]), int(row["end"])
            held = found[row["record_id"], row["source_id"]]
            if (
                text[start:end] == row["exact"]
                and row["exact"].strip()
                and len(held) < (1 if row["table"] in _ONCE else _PLACES)
            ):
                page = None if row["page"] is None else int(row["page"])
                held.append(Place(0, row["record_id"], row["table"], row["source_id"], start, end, page))
        places = sorted(
            (place for held in found.values() for place in held),
            key=lambda place: (order[place.source_id], place.start, -place.end),
        )
        return [
            Place(number, p.record_id, p.table, p.source_id, p.start, p.end, p.page)
            for number, p in enumerate(places, start=1)
        ]

    def links(self, record_id: str, outlets: Collection[str] = (), *, home: bool = True) -> Safe:
        """The record's outlets, each with the numbers of its places there; an outlet without a place has no link.

        ``home`` is True once per record: where the links back from the sources arrive.
        """
        by_outlet: dict[str, list[Place]] = {str(name): [] for name in outlets}
        for place in self._of_record.get(record_id, ()):
            by_outlet.setdefault(self._outlets[place.source_id], []).append(place)
        return join((self._outlet(name, places, home) for name, places in by_outlet.items()), " ")

    def only(self, record_id: str, outlets: Collection[str]) -> Safe:
        """Some of the record's outlets with the numbers of its places there, none of which is where links arrive."""
        shown = outlets if len(outlets) <= _OUTLETS else list(outlets)[: _OUTLETS - 1]
        places = self._of_record.get(record_id, ())
        links = [self._outlet(name, [p for p in places if self._outlets[p.source_id] == name], False) for name in shown]
        more = len(outlets) - len(shown)
        return join((*links, tag("span", f"and {words.number(more)} others", class_="cite") if more else ""), " ")

    def _outlet(self, name: str, places: list[Place], home: bool) -> Safe:
        if not places:
            return tag("span", foreign(name), class_="cite")
        links = [
            tag(
                "a", foreign(name) if first else "", tag("sup", place.number), class_="cite",
                href=f"#w{place.number}", id=f"c{place.number}" if home else None,
                title=f"The words in {name}" + (f", page {place.page}" if place.page else ""),
                aria_label=None if first else f"{name}, place {place.number}",
            )
            for first, place in ((at == 0, place) for at, place in enumerate(places))
        ]  # fmt: skip
        return tag("span", join(links, " "), class_="cites")
