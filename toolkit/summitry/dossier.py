"""A summit's dossier: everything known about it, as pandas tables with fixed columns and dtypes.

``build`` folds sources and extractions into tables; :class:`Dossier` shows words in context and writes itself to a
folder as CSV, Parquet and JSON.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from summitry.corroboration import corroboration, voices
from summitry.files import write_atomic
from summitry.frames import cells, frame, json_by_rows, rows_of, to_csv, to_parquet
from summitry.model import EVENT_KINDS, ROLES, STATUSES, TABLES, Event, Extraction, Record, Source, as_dict
from summitry.resolution import Merged, Resolved, resolve
from summitry.resolution.common import ordered
from summitry.resolution.renderings import renderings
from summitry.resolution.suggestions import Suggestion
from summitry.review import OPEN, REVIEWED, Decision, Outcome, State, replay, undecided
from summitry.unmatched import Unmatched, unmatched

if TYPE_CHECKING:
    from summitry.settings import SummitSettings

SCHEMA_VERSION = 1
# The tables that an analyst works through; what else is named can be decided on too.
REVIEWED_TABLES = ("participants", "documents", "positions", "events")
# Those of which a report says who confirms what.
TOLD_TABLES = (*REVIEWED_TABLES, "quantities")
# Hours that put "morning" before "evening" in a day's programme.
_PARTS_OF_DAY = {"morning": "09", "noon": "12", "midday": "12", "afternoon": "15", "evening": "19", "night": "22"}
# When in a day such events usually are.
_USUAL = {
    "arrival": "08", "ceremony": "09", "wreath": "10", "visit": "12", "talks": "11", "signing": "13", "statement": "14",
    "meal": "19", "departure": "22",
}  # fmt: skip


class Words(NamedTuple):
    """The words of a record with what stands around them in the source."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a dossier was reviewed: ``reviewed`` of ``total`` participants, documents, positions and events.

    ``by`` names the analysts, the first to decide first; ``last`` is when one last decided (UTC, ISO 8601).
    """

    reviewed: int
    total: int
    changed: int
    deferred: int
    rejected: int
    orphans: int
    by: tuple[str, ...]
    last: str | None


@dataclass(frozen=True)
class Dossier:
    """The tables of a summit; columns and dtypes are those of :data:`summitry.model.TABLES`, in empty tables too.

    ``texts`` and ``pages`` hold each source's text and page offsets by source id; ``warnings`` say what is left out.
    ``states`` holds the review of each record by id (see :meth:`state_of`), ``rejected`` counts those taken out.
    """

    summit_id: str
    summits: pd.DataFrame
    sources: pd.DataFrame
    participants: pd.DataFrame
    documents: pd.DataFrame
    positions: pd.DataFrame
    events: pd.DataFrame
    entities: pd.DataFrame
    quantities: pd.DataFrame
    evidence: pd.DataFrame
    disagreements: pd.DataFrame
    review: pd.DataFrame
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    warnings: Sequence[str] = ()
    states: Mapping[str, State] = field(default_factory=dict, repr=False)
    rejected: int = 0
    left_out: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    """The rejected records: tables of the same columns, with the evidence of these; none where nothing is rejected."""

    suggestions: pd.DataFrame = field(default_factory=lambda: suggested(()), repr=False)
    """Pairs of records that may be one, for an analyst to merge: ``table, record_id, other_id, why``."""

    renderings: Sequence[tuple[str, ...]] = ()
    """Ids of positions that render one statement in different words, as two translations do."""

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name."""
        return {name: getattr(self, name) for name in TABLES}

    def evidence_of(self, record_id: str) -> pd.DataFrame:
        """Where the record stands, be it shown or rejected: rows as in ``evidence``, the anchor first; none for an
        unknown id."""
        found = self.evidence[self.evidence["record_id"] == record_id]
        if found.empty and self.left_out:
            found = self.left_out["evidence"][self.left_out["evidence"]["record_id"] == record_id]
        return found.reset_index(drop=True)

    def state_of(self, record_id: str) -> State:
        """The review of a record; its ``state`` is one of :data:`summitry.review.STATES`."""
        return self.states.get(record_id, OPEN)

    @cached_property
    def voices(self) -> Mapping[str, tuple[str, ...]]:
        """Record id -> the outlets that give it independently: copies of one text speak with the voice of the first."""
        return voices(self.sources, self.evidence)

    @cached_property
    def unmatched(self) -> Sequence[Unmatched]:
        """Sentences of which no record was made and which no other outlet matches; see :mod:`summitry.unmatched`."""
        return unmatched(self)

    def corroboration(self) -> pd.DataFrame:
        """Who carries each participant, document, position, event and figure, and of which side they are; see
        :func:`summitry.corroboration.corroboration`."""
        ids = [(table, str(key)) for table in TOLD_TABLES for key in getattr(self, table).iloc[:, 0]]
        return corroboration(ids, self.summits, self.sources, self.evidence)

    @property
    def orphans(self) -> pd.DataFrame:
        """Rows of ``review`` whose record is not there any more, nor any other on the same words; ``why`` says more."""
        return self.review[self.review["effect"] == "orphan"].reset_index(drop=True)

    @property
    def reviewed(self) -> Progress:
        """How much was reviewed, by whom and when last."""
        counts = Counter(
            self.state_of(record_id).state for table in REVIEWED_TABLES for record_id in getattr(self, table).iloc[:, 0]
        )
        made = self.review[~self.review["action"].isin(["undo", "note"]) & (self.review["effect"] != "undone")]
        return Progress(
            sum(counts[state] for state in REVIEWED), counts.total(), counts["changed"], counts["deferred"],
            self.rejected, len(self.orphans), tuple(dict.fromkeys(made["by"])),
            None if made.empty else str(made["at"].max()),
        )  # fmt: skip

    def context_of(self, evidence: Any, width: int = 240) -> Words:
        """The words of one row of ``evidence`` with up to ``width`` characters of the source on each side."""
        text = self.texts[str(evidence["source_id"])]
        start, end = int(evidence["start"]), int(evidence["end"])
        return Words(text[max(0, start - width) : start], text[start:end], text[end : end + width])

    def to_json(self) -> str:
        """Everything but the source texts, a line for each row:
        ``{"schema_version", "summit", "tables": {name: [row, …]}, "warnings"}``."""
        return self._json({name: cells(table) for name, table in self.tables().items()})

    def _json(self, tables: Mapping[str, Mapping[str, list[Any]]]) -> str:
        content = {
            "schema_version": SCHEMA_VERSION,
            "summit": self.summit_id,
            "tables": {name: rows_of(columns) for name, columns in tables.items()},
            "warnings": list(self.warnings),
        }
        return json_by_rows(content) + "\n"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The data files by name, ``dossier.json`` last; see :meth:`write`."""
        tables = {name: cells(table) for name, table in self.tables().items()}
        for name, columns in tables.items():
            yield f"{name}.csv", to_csv(columns).encode()
            yield f"{name}.parquet", to_parquet(name, columns)
        yield "dossier.json", self._json(tables).encode()

    def write(self, folder: Path | str) -> None:
        """Write each table to ``folder`` as CSV and Parquet, and ``dossier.json`` last; every file whole or not at all.

        In CSV a list is joined by "; ", and a cell of text that a spreadsheet would run as a formula (it opens with
        ``= + - @``, a tab or a carriage return) gets an apostrophe in front. Parquet and JSON hold the text as it is.
        """
        for name, content in self.files():
            write_atomic(Path(folder) / name, content)


def build(
    summit_id: str,
    settings: SummitSettings,
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    warnings: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
) -> Dossier:
    """The dossier of a summit from its sources, what was extracted from them, and what analysts decided."""
    reviewed = replay(resolve(sources, extractions), sources, decisions)
    resolved = reviewed.resolved
    orphans = sum(outcome.effect == "orphan" for outcome in reviewed.outcomes)
    if orphans:
        lost = "1 decision lost its record" if orphans == 1 else f"{orphans} decisions lost their records"
        warnings = [*warnings, f"review.jsonl: {lost}; see: summitry review {summit_id}"]
    ranked = ordered(sources)
    summit = _summit_row(summit_id, settings, resolved, extractions)
    people = sorted(resolved.participants, key=lambda one: _rank_of_person(one.record, summit))
    documents = sorted(
        resolved.documents, key=lambda one: (STATUSES.index(one.record.status), -(one.record.count or 0))
    )
    events = _programme(resolved.events)
    merged: dict[str, Iterable[Merged[Any]]] = {
        "participants": people, "documents": documents, "positions": resolved.positions, "events": events,
        "entities": sorted(resolved.entities, key=lambda one: -len(one.record.evidence)),
        "quantities": resolved.quantities,
    }  # fmt: skip
    return Dossier(
        summit_id,
        summits=frame("summits", [summit]),
        sources=frame("sources", [as_dict(source) | {"cluster": resolved.clusters[source.source_id]}
                                  for source in ranked]),
        **{name: frame(name, [_row(name, one) for one in records]) for name, records in merged.items()},
        evidence=frame("evidence", [row for name, records in merged.items() for one in records
                                    for row in _evidence_rows(name, one)]),
        disagreements=frame("disagreements", [as_dict(one) for one in resolved.disagreements]),
        review=frame("review", [_review_row(outcome) for outcome in reviewed.outcomes]),
        texts={source.source_id: source.text for source in ranked},
        pages={source.source_id: source.pages for source in ranked if source.pages},
        warnings=list(dict.fromkeys(warnings)),
        states=reviewed.states,
        rejected=len(reviewed.rejected),
        left_out=_left_out(reviewed.rejected.values()),
        suggestions=suggested(undecided(reviewed)),
        renderings=renderings(resolved.positions),
    )  # fmt: skip


def _left_out(rejected: Iterable[Merged[Any]]) -> dict[str, pd.DataFrame]:
    """Tables of rejected records, see :attr:`Dossier.left_out`."""
    by_table: dict[str, list[Merged[Any]]] = {}
    for one in rejected:
        by_table.setdefault(one.record.TABLE, []).append(one)
    if not by_table:
        return {}
    tables = {
        name: frame(name, [_row(name, one) for one in by_table.get(name, ())])
        for name in {*REVIEWED_TABLES, *by_table}
    }  # fmt: skip
    quoted = [row for name, records in by_table.items() for one in records for row in _evidence_rows(name, one)]
    return tables | {"evidence": frame("evidence", quoted)}


def suggested(pairs: Iterable[Suggestion]) -> pd.DataFrame:
    """Suggestions as a table, with its columns where there are none."""
    found = [as_dict(one) for one in pairs]
    return pd.DataFrame({name: pd.Series([one[name] for one in found], dtype="str") for name in Suggestion.__slots__})


def _row(table: str, one: Merged[Record]) -> dict[str, Any]:
    key = next(iter(TABLES[table]))
    return as_dict(one.record) | {key: one.id, "outlets": one.outlets, "mentions": len(one.record.evidence)}


def _evidence_rows(table: str, one: Merged[Record]) -> list[dict[str, Any]]:
    return [as_dict(item) | {"record_id": one.id, "table": table} for item in one.record.evidence]


def _review_row(outcome: Outcome) -> dict[str, Any]:
    one = outcome.decision
    values = {name: getattr(one, name, None) for name in TABLES["review"]}
    return values | {
        "before": _as_text(one.before), "after": _as_text(one.after), "effect": outcome.effect,
        "why": outcome.why or None, "current_id": outcome.current_id, "field": one.field, "action": str(one.action),
        "reason": one.reason or None, "exact": one.exact or None,
    }  # fmt: skip


def _as_text(value: Any) -> str | None:
    """A JSON value in a column of texts: a text as it is, nothing for none, anything else as JSON."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rank_of_person(person: Any, summit: Mapping[str, Any]) -> tuple[int, bool, int]:
    """Principals before delegations before the merely mentioned; the host's side first, then the parties in order."""
    parties = list(summit["parties"])
    side = parties.index(person.country) if person.country in parties else len(parties)
    return ROLES.index(person.role), person.country != summit["host"] or person.country is None, side


def _programme(events: Sequence[Merged[Event]]) -> list[Merged[Event]]:
    """By date and hour, another meeting's events last.

    An event without an hour stands where such events usually are in a day, and after the timed ones that it follows: a
    signing after the talks, a banquet after both.
    """
    timed: dict[tuple[bool, str | None], list[tuple[str, str]]] = defaultdict(list)
    for one in events:
        hour = _hour(one.record.time)
        if hour:
            timed[one.record.context, one.record.date].append((one.record.kind, hour))

    def rank(one: Merged[Event]) -> tuple[bool, str, str, int]:
        event, order = one.record, EVENT_KINDS.index(one.record.kind)
        hour = _hour(event.time)
        if not hour:
            earlier = (at for kind, at in timed[event.context, event.date] if EVENT_KINDS.index(kind) < order)
            hour = max([_USUAL[event.kind], *earlier]) if event.kind != "visit" else _USUAL["visit"]
        return event.context, event.date or "9999", hour, order

    return sorted(events, key=rank)


def _hour(time: str | None) -> str:
    """An hour that sorts ("09:30"; "09" for a morning); empty for none."""
    words = (time or "").lower()
    if words[:1].isdigit():
        return words.replace(".", ":").zfill(5) if ":" in words or "." in words else words.zfill(2)
    return next((hour for part, hour in _PARTS_OF_DAY.items() if part in words), "")


def _summit_row(
    summit_id: str, settings: SummitSettings, resolved: Resolved, extractions: Sequence[Extraction]
) -> dict[str, Any]:
    """What ``summit.toml`` says; what it leaves open, as most sources have it."""
    meetings = [extraction.meeting for extraction in extractions]

    def usual(name: str) -> str | None:
        counts = Counter(value for value in (getattr(meeting, name) for meeting in meetings) if value)
        return counts.most_common(1)[0][0] if counts else None

    country = settings.country or usual("country")
    principals = [one.record.country for one in resolved.participants if one.record.role == "principal"]
    parties = settings.parties or tuple(dict.fromkeys(code for code in principals if code))
    return {
        "summit_id": summit_id, "title": settings.title, "start": settings.start, "end": settings.end or settings.start,
        "city": settings.city or usual("city"), "country": country, "venue": settings.venue,
        "host": settings.host or country, "parties": parties,
        "format": settings.format or usual("format") or "bilateral",
    }  # fmt: skip
