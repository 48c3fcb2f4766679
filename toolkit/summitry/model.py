"""The records: what Summitry knows about a summit, as frozen values, and the tables they become.

A *source* is one item of coverage. From each source the extraction makes *records* (participants, documents, positions,
events, entities), every one with *evidence*: the exact words it came from. All later stages fold records into tables
whose columns and dtypes are fixed here (:data:`TABLES`), so that an empty table has the same shape as a full one.

Offsets are Unicode code points, half-open, into the source's text: ``text[start:end] == exact`` always.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, TypeVar

# Controlled values; definitions in the README's "How the data model reads".
ROLES = ("principal", "delegation", "mentioned")
DOCUMENT_TYPES = (
    "treaty", "agreement", "memorandum", "joint_statement", "declaration", "communique", "protocol", "programme",
    "roadmap", "action_plan", "contract", "letter_of_intent", "resolution", "other",
)  # fmt: skip
STATUSES = ("signed", "adopted", "agreed", "planned", "rejected", "earlier")
MODES = ("direct", "indirect", "mixed", "joint")
STANCES = ("support", "oppose", "call_for", "commit", "warn", "deny", "concern", "neutral")
EVENT_KINDS = ("arrival", "ceremony", "wreath", "talks", "signing", "statement", "meal", "visit", "departure")
ENTITY_KINDS = ("state", "organisation", "forum", "place")
SOURCE_KINDS = ("host", "guest", "wire", "press", "other")
FORMATS = ("bilateral", "multilateral")

# Characters of context kept on each side of a quotation, as in W3C Web Annotation's TextQuoteSelector.
CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a source's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in a source a record stands (W3C Web Annotation TextQuoteSelector + TextPositionSelector)."""

    source_id: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    page: int | None = None

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Evidence:
        """Evidence for ``source.text[start:end]``; raises ``ValueError`` for a range outside the text or empty."""
        text = source.text
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{source.file}: {start}:{end} is not a range of its {len(text)} characters")
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(source.source_id, start, end, text[start:end], prefix, suffix, source.page_of(start))


@dataclass(frozen=True, slots=True)
class Source:
    """One item of coverage, read into text.

    ``text`` is the whole text as stored; ``body`` is the offset at which the coverage proper begins (after front
    matter, mail headers or the like). ``pages`` holds the offset at which each page starts (PDF only). ``note`` says
    why a source was kept without being mined, e.g. ``"not extracted: language (fr)"``; empty for one that is mined.
    Dates are ISO 8601, possibly partial; ``language`` is an ISO 639-1 code.
    """

    source_id: str
    file: str
    text: str
    outlet: str | None = None
    outlet_country: str | None = None
    kind: str = "other"
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None
    url: str | None = None
    language: str = "en"
    body: int = 0
    pages: tuple[int, ...] = ()
    note: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def extractable(self) -> bool:
        """Whether the rules may read records from this source."""
        return not self.note and bool(self.text[self.body :].strip())

    def page_of(self, offset: int) -> int | None:
        """The 1-based page on which ``offset`` lies, or None for a source without pages."""
        if not self.pages:
            return None
        return sum(1 for start in self.pages if start <= offset) or 1


@dataclass(frozen=True, slots=True)
class Record:
    """What every record has: an id derived from its content, and the words it came from.

    ``evidence[0]`` is the *anchor*: the words that the record's own span is scored and reviewed by.
    """

    TABLE: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""

    evidence: tuple[Evidence, ...] = field(default=(), kw_only=True)

    @property
    def id(self) -> str:
        """Derived from the values and the exact words, not from offsets or the source: extracting again, or extracting
        an edited copy of the source in which these words still stand, gives the same id."""
        first = _FIRST_FIELDS.get(self.TABLE, ())
        values = {
            f.name: value
            for f in fields(self)
            if f.name != "evidence" and ((value := getattr(self, f.name)) != f.default or f.name in first)
        }
        exact = " ".join(self.evidence[0].exact.split()) if self.evidence else ""
        payload = json.dumps([self.TABLE, exact, values], ensure_ascii=False, sort_keys=True, default=list)
        return f"{self.PREFIX}-{hashlib.sha256(payload.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


# The fields that records had when ids were first given: they count whatever they hold. A field that is added later
# counts only where it says something, so that the ids of all other records, and the decisions made on them, stand.
_FIRST_FIELDS = {
    "participants": ("name", "aliases", "title", "country", "organisation", "role"),
    "documents": ("label", "type", "count", "title", "areas", "parties", "signatories", "status", "date"),
    "positions": ("speaker", "country", "content", "mode", "via", "topic", "target", "stance"),
    "events": ("kind", "date", "time", "place", "people", "label", "context"),
    "entities": ("name", "kind", "code"),
}


@dataclass(frozen=True, slots=True)
class Participant(Record):
    """A named person; ``role`` says whether the person took part or is only mentioned."""

    TABLE: ClassVar[str] = "participants"
    PREFIX: ClassVar[str] = "p"

    name: str
    aliases: tuple[str, ...] = ()
    title: str | None = None
    country: str | None = None
    organisation: str | None = None
    role: str = "mentioned"


@dataclass(frozen=True, slots=True)
class Document(Record):
    """An instrument, or a counted group of instruments (``count`` is None where the text counts none)."""

    TABLE: ClassVar[str] = "documents"
    PREFIX: ClassVar[str] = "d"

    label: str
    type: str = "other"
    count: int | None = 1
    title: str | None = None
    areas: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    status: str = "agreed"
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Position(Record):
    """A statement attributed to a person, a state, a body, or the parties together."""

    TABLE: ClassVar[str] = "positions"
    PREFIX: ClassVar[str] = "s"

    speaker: str | None
    country: str | None
    content: str
    mode: str = "indirect"
    via: str | None = None
    topic: str | None = None
    target: str | None = None
    stance: str = "neutral"


@dataclass(frozen=True, slots=True)
class Event(Record):
    """A programme event. ``date`` is ISO 8601 and may be partial; ``context`` marks an event of another meeting."""

    TABLE: ClassVar[str] = "events"
    PREFIX: ClassVar[str] = "e"

    kind: str
    date: str | None = None
    time: str | None = None
    place: str | None = None
    people: tuple[str, ...] = ()
    label: str = ""
    context: bool = False


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """A state, organisation, forum or place that is named; one evidence entry per mention."""

    TABLE: ClassVar[str] = "entities"
    PREFIX: ClassVar[str] = "n"

    name: str
    kind: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Record):
    """A figure that the text gives of something that others may give too: how long the talks were, how many articles
    a treaty has, what aircraft cost; or the days of a visit, the name of a partnership. ``value`` is the amount, or the
    name, as worded ("almost three hours", "more than 20")."""

    TABLE: ClassVar[str] = "quantities"
    PREFIX: ClassVar[str] = "q"

    measure: str
    value: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where, when and in which format the text says that its meeting took place."""

    city: str | None = None
    country: str | None = None
    date: str | None = None
    format: str = "bilateral"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a summit before a source is read; every field may be empty.

    ``date`` anchors relative days ("on Wednesday") where the source itself carries none.
    """

    date: str | None = None
    city: str | None = None
    country: str | None = None
    host: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All records of one source."""

    source_id: str
    participants: tuple[Participant, ...] = ()
    documents: tuple[Document, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    entities: tuple[Entity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    meeting: Meeting = Meeting()
    warnings: tuple[str, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """Every record, in table order."""
        tables = self.participants, self.documents, self.positions, self.events, self.entities, self.quantities
        return tuple(record for table in tables for record in table)


R = TypeVar("R", bound=Record)


def with_evidence(record: R, *more: Evidence) -> R:
    """``record`` with further places at which it stands; places that it has already are not repeated."""
    new = tuple(e for e in dict.fromkeys(more) if e not in record.evidence)
    return replace(record, evidence=record.evidence + new) if new else record


# Column -> dtype, per table. "object" columns hold tuples of str; missing values are None/<NA>, never NaN strings.
_TEXT, _MANY, _INT, _FLAG = "str", "object", "Int64", "bool"
TABLES: Mapping[str, Mapping[str, str]] = {
    "summits": {
        "summit_id": _TEXT, "title": _TEXT, "start": _TEXT, "end": _TEXT, "city": _TEXT, "country": _TEXT,
        "venue": _TEXT, "host": _TEXT, "parties": _MANY, "format": _TEXT,
    },
    "sources": {
        "source_id": _TEXT, "file": _TEXT, "outlet": _TEXT, "outlet_country": _TEXT, "kind": _TEXT, "title": _TEXT,
        "published": _TEXT, "retrieved": _TEXT, "url": _TEXT, "language": _TEXT, "cluster": _TEXT, "note": _TEXT,
    },
    "participants": {
        "participant_id": _TEXT, "name": _TEXT, "aliases": _MANY, "title": _TEXT, "country": _TEXT,
        "organisation": _TEXT, "role": _TEXT, "outlets": _MANY,
    },
    "documents": {
        "document_id": _TEXT, "label": _TEXT, "type": _TEXT, "count": _INT, "title": _TEXT, "areas": _MANY,
        "parties": _MANY, "signatories": _MANY, "status": _TEXT, "date": _TEXT, "outlets": _MANY,
    },
    "positions": {
        "position_id": _TEXT, "speaker": _TEXT, "country": _TEXT, "content": _TEXT, "mode": _TEXT, "via": _TEXT,
        "topic": _TEXT, "target": _TEXT, "stance": _TEXT, "outlets": _MANY,
    },
    "events": {
        "event_id": _TEXT, "kind": _TEXT, "date": _TEXT, "time": _TEXT, "place": _TEXT, "people": _MANY,
        "label": _TEXT, "context": _FLAG, "outlets": _MANY,
    },
    "entities": {
        "entity_id": _TEXT, "name": _TEXT, "kind": _TEXT, "code": _TEXT, "mentions": _INT, "outlets": _MANY,
    },
    "quantities": {
        "quantity_id": _TEXT, "measure": _TEXT, "value": _TEXT, "subject": _TEXT, "outlets": _MANY,
    },
    "evidence": {
        "record_id": _TEXT, "table": _TEXT, "source_id": _TEXT, "start": _INT, "end": _INT, "exact": _TEXT,
        "prefix": _TEXT, "suffix": _TEXT, "page": _INT,
    },
    "disagreements": {
        "table": _TEXT, "record_id": _TEXT, "field": _TEXT, "value": _TEXT, "outlets": _MANY,
    },
    "review": {
        "decision_id": _TEXT, "at": _TEXT, "by": _TEXT, "table": _TEXT, "record_id": _TEXT, "action": _TEXT,
        "field": _TEXT, "before": _TEXT, "after": _TEXT, "reason": _TEXT, "exact": _TEXT, "source_id": _TEXT,
        "start": _INT, "end": _INT, "effect": _TEXT, "why": _TEXT, "current_id": _TEXT,
    },
}  # fmt: skip


def as_dict(record: Any) -> dict[str, Any]:
    """A record's own values by field name, without its evidence; tuples become lists (JSON-ready)."""
    values = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "evidence"}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
