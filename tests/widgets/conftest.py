"""A small dossier of an invented meeting, with hostile text in it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from summitry.dossier import Dossier
from summitry.model import TABLES

LAKE = "Lakeside, 3 May. President Ana Štrukelj said Slovenia would “keep the canal open”. She met José <b>Ñandú</b>."
GULF = "Minister José Ñandú of Chile warned of $5 tariffs. Ñandú signed two accords on fisheries with Ana Štrukelj."


def _frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = TABLES[table]
    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


def _evidence(record: str, table: str, source: str, exact: str) -> dict[str, Any]:
    text = {"src-lake": LAKE, "src-gulf": GULF}[source]
    start = text.index(exact)
    end = start + len(exact)
    return {
        "record_id": record, "table": table, "source_id": source, "start": start, "end": end, "exact": exact,
        "prefix": text[max(0, start - 20) : start], "suffix": text[end : end + 20], "page": None,
    }  # fmt: skip


@pytest.fixture
def dossier() -> Dossier:
    """Two sources, three positions."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    rows["summits"] = [
        {"summit_id": "2031-05-03-lakeside", "title": "Talks <on> the lake", "start": "2031-05-03", "city": "Lakeside",
         "country": "SVN", "parties": ("SVN", "CHL"), "format": "bilateral"},
    ]  # fmt: skip
    rows["disagreements"] = [
        {"table": "documents", "record_id": "d-1", "field": "count", "value": "2", "outlets": ("Gulf Wire",)},
        {"table": "documents", "record_id": "d-9", "field": "count", "value": "3", "outlets": ("Lake <Post>",)},
    ]
    rows["sources"] = [
        {"source_id": "src-lake", "file": "lake.txt", "outlet": "Lake <Post>", "title": "Canal & co", "kind": "press",
         "published": "2031-05-03", "url": "https://lake.example/a?b=1&c=2", "language": "en"},
        {"source_id": "src-gulf", "file": "gulf.txt", "outlet": "Gulf Wire", "title": "Tariffs", "kind": "wire",
         "published": "2031-05-04", "url": "javascript:alert(1)", "language": "en"},
    ]  # fmt: skip
    rows["participants"] = [
        {"participant_id": "p-1", "name": "Ana Štrukelj", "title": "President", "country": "SVN", "role": "principal",
         "outlets": ("Lake <Post>", "Gulf Wire")},
        {"participant_id": "p-2", "name": "José Ñandú", "title": "Minister", "country": "CHL", "role": "principal",
         "outlets": ("Lake <Post>", "Gulf Wire")},
    ]  # fmt: skip
    rows["documents"] = [
        {"document_id": "d-1", "label": "two accords", "type": "action_plan", "count": 2, "areas": ("fisheries",),
         "parties": ("SVN", "CHL"), "signatories": ("José Ñandú",), "status": "signed", "outlets": ("Gulf Wire",)},
    ]  # fmt: skip
    rows["positions"] = [
        {"position_id": "s-1", "speaker": "Ana Štrukelj", "country": "SVN", "content": "“keep the canal open”",
         "mode": "mixed", "topic": "waterways", "stance": "commit", "outlets": ("Lake <Post>",)},
        {"position_id": "s-2", "speaker": "José Ñandú", "country": "CHL", "content": "warned of $5 tariffs",
         "mode": "indirect", "topic": "trade", "stance": "warn", "outlets": ("Gulf Wire",)},
        {"position_id": "s-3", "speaker": None, "country": None, "content": "signed two accords on fisheries",
         "mode": "joint", "topic": None, "stance": "call_for", "outlets": ("Gulf Wire",)},
    ]  # fmt: skip
    rows["events"] = [
        {"event_id": "e-1", "kind": "signing", "date": "2031-05-03", "people": ("José Ñandú", "Ana Štrukelj"),
         "label": "two accords on fisheries", "context": False, "outlets": ("Gulf Wire",)},
        {"event_id": "e-2", "kind": "arrival", "date": "2031-05-02", "people": ("José Ñandú",), "label": "arrival",
         "context": False, "outlets": ("Gulf Wire",)},
    ]  # fmt: skip
    rows["evidence"] = [
        _evidence("s-1", "positions", "src-lake", "keep the canal open"),
        _evidence("s-2", "positions", "src-gulf", "warned of $5 tariffs"),
        _evidence("s-3", "positions", "src-gulf", "signed two accords on fisheries"),
        _evidence("p-2", "participants", "src-lake", "José <b>Ñandú</b>"),
        _evidence("p-2", "participants", "src-gulf", "Minister José Ñandú of Chile"),
    ]
    tables = {name: _frame(name, of_table) for name, of_table in rows.items()}
    return Dossier("2031-05-03-lakeside", **tables, texts={"src-lake": LAKE, "src-gulf": GULF}, warnings=[])
