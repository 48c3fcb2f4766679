"""A dossier as FollowTheMoney entities (https://followthemoney.tech), written directly: no library is needed.

``entities.ftm.json`` holds one entity per line. Sources and instruments are Document, people Person (their bodies
Organization, tied by Membership), the summit and its programme Event, statements Note about their speaker, signatures
Documentation. Each carries its sources as ``proof``, and each name that stands in a source is a Mention of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from summitry import vocabulary

if TYPE_CHECKING:
    from summitry.dossier import Dossier

# Codes that FollowTheMoney writes otherwise than the first two letters of ISO 3166.
_COUNTRIES = {"EUU": "eu", "XKX": "xk", "SUN": "suhh", "YUG": "yucs", "CSK": "cshh", "DDR": "dd", "SCG": "cs"}
_LANGUAGES = {"en": "eng", "ru": "rus", "fr": "fra", "de": "deu", "es": "spa", "ar": "ara", "fa": "fas", "zh": "zho"}

Row = Mapping[str, Any]


def export(dossier: Dossier) -> Mapping[str, str]:
    """All entities, one JSON object per line, each id once."""
    found: dict[str, dict[str, Any]] = {}
    for entity in _entities(dossier):
        found.setdefault(entity["id"], entity)
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in found.values())
    return {"entities.ftm.json": "".join(f"{line}\n" for line in lines)}


def _entities(dossier: Dossier) -> Iterator[dict[str, Any]]:
    from summitry.frames import rows

    proofs: dict[str, list[str]] = defaultdict(list)
    places = rows(dossier.evidence)
    for place in places:
        if place["source_id"] not in proofs[place["record_id"]]:
            proofs[place["record_id"]].append(place["source_id"])
    yield from (_source(row) for row in rows(dossier.sources))
    people = rows(dossier.participants)
    yield from _people(people, proofs)
    yield from _events(dossier, people, proofs, rows(dossier.summits)[0], rows(dossier.events))
    ids = {row["name"]: row["participant_id"] for row in people}
    for row in rows(dossier.documents):
        yield from _instrument(row, ids, proofs)
    for row in rows(dossier.positions):
        yield _entity(
            row["position_id"], "Note",
            name=row["topic"] or row["mode"], description=row["content"], entity=ids.get(row["speaker"]),
            summary=_line(row["speaker"], row["mode"], row["stance"], row["via"] and f"via {row['via']}"),
            country=_codes([row["country"]]), publisher=row["outlets"], proof=proofs[row["position_id"]],
        )  # fmt: skip
    names = {row["participant_id"]: row for row in people}
    for place in places:
        if place["record_id"] in names:
            yield _entity(
                _key(place["source_id"], place["record_id"], "mention"), "Mention",
                document=place["source_id"], resolved=place["record_id"], detectedSchema="Person",
                name=names[place["record_id"]]["name"],
                contextCountry=_codes([names[place["record_id"]]["country"]]),
            )  # fmt: skip


def _source(row: Row) -> dict[str, Any]:
    return _entity(
        row["source_id"], "Document",
        fileName=row["file"], title=row["title"], publisher=row["outlet"], sourceUrl=row["url"],
        publishedAt=row["published"], retrievedAt=row["retrieved"], language=_LANGUAGES.get(row["language"] or ""),
        country=_codes([row["outlet_country"]]), summary=row["note"],
    )  # fmt: skip


def _people(people: Iterable[Row], proofs: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    for row in people:
        key = row["participant_id"]
        yield _entity(
            key, "Person",
            name=row["name"], alias=row["aliases"], position=row["title"], country=_codes([row["country"]]),
            publisher=row["outlets"], proof=proofs[key], notes=row["role"],
        )  # fmt: skip
        if row["organisation"]:
            body = _key(row["organisation"], "organization")
            yield _entity(body, "Organization", name=row["organisation"])
            yield _entity(
                _key(key, body), "Membership", member=key, organization=body, role=row["title"], proof=proofs[key]
            )


def _events(
    dossier: Dossier, people: Iterable[Row], proofs: Mapping[str, list[str]], summit: Row, events: Iterable[Row]
) -> Iterator[dict[str, Any]]:
    present = [row["participant_id"] for row in people if row["role"] != "mentioned"]
    ids = {row["name"]: row["participant_id"] for row in people}
    yield _entity(
        _key(dossier.summit_id, "summit"), "Event",
        name=summit["title"], startDate=summit["start"], endDate=summit["end"],
        location=_line(summit["venue"], summit["city"]), country=_codes([summit["country"]]), involved=present,
        proof=list(dict.fromkeys(s for sources in proofs.values() for s in sources)),
    )  # fmt: skip
    for row in events:
        yield _entity(
            row["event_id"], "Event",
            name=row["label"] or row["kind"], startDate=row["date"], location=row["place"], keywords=row["kind"],
            involved=[ids[name] for name in row["people"] if name in ids], publisher=row["outlets"],
            notes="of another meeting" if row["context"] else None, proof=proofs[row["event_id"]],
        )  # fmt: skip


def _instrument(row: Row, ids: Mapping[str, str], proofs: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    key = row["document_id"]
    count = f"{row['count']} instruments" if (row["count"] or 1) > 1 else None
    yield _entity(
        key, "Document",
        fileName=row["label"], title=row["title"], summary=_line(row["type"], row["status"], count),
        keywords=row["areas"], country=_codes(row["parties"]), date=row["date"], publisher=row["outlets"],
        proof=proofs[key],
    )  # fmt: skip
    for name in row["signatories"]:
        if name in ids:
            yield _entity(
                _key(key, ids[name]), "Documentation", document=key, entity=ids[name], role="signatory",
                proof=proofs[key],
            )  # fmt: skip


def _entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity; properties without a value are left out, values are lists of text."""
    values = {}
    for name, value in properties.items():
        items = [str(item) for item in (value if isinstance(value, list) else [value]) if item not in (None, "")]
        if items:
            values[name] = list(dict.fromkeys(items))
    return {"id": key, "schema": schema, "properties": values}


def _codes(codes: Iterable[str | None]) -> list[str]:
    """Two-letter codes, in lower case, of the states among ``codes``."""
    known = vocabulary.countries()
    return [_COUNTRIES.get(c) or known[c].alpha2.lower() for c in codes if c is not None and c in known]


def _line(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _key(*parts: str) -> str:
    return "k-" + hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
