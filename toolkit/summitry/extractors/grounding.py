"""What a model says, held against the source: only records whose words stand in it verbatim are kept.

White space may differ (a model wraps lines anew); the evidence is always the source's own range. A name has to stand in
the source as well, values outside the controlled ones fall back to the plainest, and all that is dropped is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from summitry import vocabulary
from summitry.extraction.stance import stance_of, topic_of
from summitry.model import DOCUMENT_TYPES, MODES, ROLES, STATUSES, Document, Evidence, Participant, Position, Source

Made = TypeVar("Made", Participant, Document, Position)
_COUNT = 10_000
# Longer than any statement: what a model copies at this length is the source itself.
_LONGEST = 5_000


@dataclass(slots=True)
class Grounding:
    """Turns a model's objects into records of ``source``; ``dropped`` counts, by table, what does not stand in it."""

    source: Source
    dropped: Counter[str] = field(default_factory=Counter)
    kept: int = 0

    def participants(self, items: Any) -> tuple[Participant, ...]:
        """Objects with ``name``, ``anchor`` and any of ``title``, ``country``, ``organisation``, ``role``."""
        return self._each("participants", items, self._participant)

    def documents(self, items: Any) -> tuple[Document, ...]:
        """Objects with ``anchor`` and any of ``type``, ``count``, ``title``, ``areas``, ``parties``, ``status``."""
        return self._each("documents", items, self._document)

    def positions(self, items: Any) -> tuple[Position, ...]:
        """Objects with ``content``, ``speaker`` and any of ``country``, ``mode``, ``via``."""
        return self._each("positions", items, self._position)

    def warnings(self, who: str) -> tuple[str, ...]:
        """One line that counts what was dropped, if anything was."""
        total = self.dropped.total()
        if not total:
            return ()
        tables = ", ".join(f"{count} {table}" for table, count in sorted(self.dropped.items()))
        return (f"{who}: {total} of {total + self.kept} records dropped ({tables}): their words are not in the source",)

    def _each(self, table: str, items: Any, make: Callable[[Mapping[str, Any]], Made | None]) -> tuple[Made, ...]:
        made: dict[str, Made] = {}
        for item in items if isinstance(items, list) else ():
            record = make(item) if isinstance(item, dict) else None
            if record is None:
                self.dropped[table] += 1
            elif record.id not in made:
                made[record.id] = record
                self.kept += 1
        return tuple(sorted(made.values(), key=lambda r: r.evidence[0].start))

    def _participant(self, item: Mapping[str, Any]) -> Participant | None:
        name, evidence = _text(item.get("name")), self._evidence(item.get("anchor"))
        if name is None or evidence is None or not self._stands(name):
            return None
        organisation = _text(item.get("organisation"))
        return Participant(
            name,
            (),
            self._worded(item.get("title")),
            _country(item.get("country")),
            organisation if organisation and self._stands(organisation) else None,
            _one_of(item.get("role"), ROLES, "mentioned"),
            evidence=(evidence,),
        )

    def _document(self, item: Mapping[str, Any]) -> Document | None:
        evidence = self._evidence(item.get("anchor"))
        if evidence is None:
            return None
        count = item.get("count")
        return Document(
            " ".join(evidence.exact.split()),
            _one_of(item.get("type"), DOCUMENT_TYPES, "other"),
            count if isinstance(count, int) and not isinstance(count, bool) and 0 < count < _COUNT else None,
            self._worded(item.get("title")),
            tuple(area for area in _strings(item.get("areas")) if self._stands(area)),
            tuple(party for party in _strings(item.get("parties")) if _country(party) or self._stands(party)),
            status=_one_of(item.get("status"), STATUSES, "agreed"),
            evidence=(evidence,),
        )

    def _position(self, item: Mapping[str, Any]) -> Position | None:
        speaker, evidence = _text(item.get("speaker")), self._evidence(item.get("content"))
        if speaker is None or evidence is None or not self._stands(speaker):
            return None
        return Position(
            speaker,
            _country(item.get("country")),
            evidence.exact,
            _one_of(item.get("mode"), MODES, "indirect"),
            self._worded(item.get("via")),
            topic_of(evidence.exact),
            None,
            stance_of(evidence.exact, None),
            evidence=(evidence,),
        )

    def _evidence(self, words: Any) -> Evidence | None:
        """The first place in the body where ``words`` stand."""
        text = _text(words)
        if text is None or len(text) > _LONGEST:
            return None
        start = self.source.text.find(text, self.source.body)
        if start >= 0:
            return Evidence.of(self.source, start, start + len(text))
        pattern = r"\s+".join(re.escape(word) for word in text.split())
        found = re.compile(pattern).search(self.source.text, self.source.body)
        return Evidence.of(self.source, *found.span()) if found else None

    def _stands(self, words: str) -> bool:
        """Whether every word of ``words`` stands in the source's body: a name may be put together from two mentions."""
        body = self.source.text[self.source.body :].casefold()
        return all(word in body for word in re.findall(r"\w+", words.casefold()))

    def _worded(self, words: Any) -> str | None:
        text = _text(words)
        return text if text is not None and self._stands(text) else None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _strings(value: Any) -> Iterable[str]:
    return [text for item in value if (text := _text(item))] if isinstance(value, list) else ()


def _country(value: Any) -> str | None:
    return value if isinstance(value, str) and vocabulary.is_country(value) else None


def _one_of(value: Any, allowed: tuple[str, ...], otherwise: str) -> str:
    return value if value in allowed else otherwise
