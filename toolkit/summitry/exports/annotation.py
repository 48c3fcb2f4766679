"""Evidence as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one per place where a record stands.

``annotations.jsonld`` is one AnnotationPage. The target's source is the report's own address where it is known, else
the file's name; it is selected by its words (TextQuoteSelector) and by its place in the text as Summitry reads it
(TextPositionSelector, code points). The body is the record: its id, what it is, and a line that a person can read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from summitry.model import TABLES
from summitry.words import clip

if TYPE_CHECKING:
    from summitry.dossier import Dossier

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LABEL = {"participants": "name", "documents": "label", "positions": "content", "events": "label", "entities": "name",
          "quantities": "value"}  # fmt: skip
_LONGEST = 300


def export(dossier: Dossier) -> Mapping[str, str]:
    """The page as JSON-LD."""
    items = list(_annotations(dossier))
    page = {
        "@context": CONTEXT,
        "id": f"urn:summitry:{quote(dossier.summit_id)}:evidence",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    return {"annotations.jsonld": json.dumps(page, ensure_ascii=False, indent=1) + "\n"}


def _annotations(dossier: Dossier) -> Iterator[dict[str, Any]]:
    from summitry.frames import rows

    sources = {row["source_id"]: row for row in rows(dossier.sources)}
    records = {
        (table, row[next(iter(TABLES[table]))]): row for table in _LABEL for row in rows(dossier.tables()[table])
    }
    for number, place in enumerate(rows(dossier.evidence)):
        record = records.get((place["table"], place["record_id"]))
        source = sources.get(place["source_id"])
        if record is None or source is None:
            continue
        yield {
            "id": f"urn:summitry:{quote(dossier.summit_id)}:evidence:{number}",
            "type": "Annotation",
            "motivation": "identifying" if place["table"] in ("participants", "entities") else "describing",
            "body": {
                "id": f"urn:summitry:{quote(dossier.summit_id)}:{place['table']}:{quote(place['record_id'])}",
                "type": "TextualBody",
                "format": "text/plain",
                "value": clip(_said(place["table"], record), _LONGEST),
            },
            "target": _target(place, source),
        }


def _said(table: str, record: Mapping[str, Any]) -> str:
    label = str(record[_LABEL[table]] or "")
    if table == "positions" and record["speaker"]:
        return f"{record['speaker']}: {label}"
    return label


def _target(place: Mapping[str, Any], source: Mapping[str, Any]) -> dict[str, Any]:
    target: dict[str, Any] = {
        "source": source["url"] or quote(source["file"]),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": place["exact"],
                "prefix": place["prefix"] or "",
                "suffix": place["suffix"] or "",
            },
            {"type": "TextPositionSelector", "start": place["start"], "end": place["end"]},
        ],
    }
    if source["retrieved"]:
        target["state"] = {"type": "TimeState", "sourceDate": source["retrieved"]}
    return target
