"""How a dossier comes about: sources, extractions and decisions folded into tables."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summitry.dossier import REVIEWED_TABLES, Dossier
from summitry.frames import frame, suggestion_table
from summitry.model import EVENT_KINDS, ROLES, STATUSES, TABLES, Event, Extraction, Record, Source, as_dict
from summitry.resolution import Merged, Resolved, resolve
from summitry.resolution.common import ordered
from summitry.resolution.renderings import renderings
from summitry.review import Decision, Outcome, replay, undecided

if TYPE_CHECKING:
    import pandas as pd

    from summitry.settings import SummitSettings

# Hours that put "morning" before "evening" in a day's programme.
_PARTS_OF_DAY = {"morning": "09", "noon": "12", "midday": "12", "afternoon": "15", "evening": "19", "night": "22"}
# When in a day such events usually are.
_USUAL = {
    "arrival": "08", "ceremony": "09", "wreath": "10", "visit": "12", "talks": "11", "signing": "13", "statement": "14",
    "meal": "19", "departure": "22",
}  # fmt: skip


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
        suggestions=suggestion_table(undecided(reviewed)),
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
