"""Quotations that their attribution breaks ("…," he said. "…"), put together again for reading.

A position's content is the longer part; the other parts are evidence of it. A reader is shown all of them, in order.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from summitry.words import lines, rows

if TYPE_CHECKING:
    import pandas as pd

    from summitry.dossier import Dossier

# The marks that close one part and open the next; the whole stands between marks already.
BETWEEN = "” … “"
_ATTRIBUTION = 300
_MARKS = '"“”„«»‟ \t\r\n,'


def whole(dossier: Dossier) -> pd.DataFrame:
    """The dossier's positions, direct speech in full, as the source that it is worded by breaks it."""
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(dossier.evidence):
        if row["table"] == "positions" and row["source_id"] in dossier.texts:
            places[row["record_id"]].append(row)
    said = zip(dossier.positions["position_id"], dossier.positions["mode"], dossier.positions["content"], strict=True)
    return dossier.positions.assign(
        content=[_whole(dossier, content, places[key]) if mode == "direct" else content for key, mode, content in said]
    )


def _whole(dossier: Dossier, content: str, places: list[dict[str, Any]]) -> str:
    own = next((row for row in places if lines(row["exact"]) == lines(content or "")), None)
    if own is None or len(places) == 1:
        return content
    text = dossier.texts[own["source_id"]]
    spans = sorted((row["start"], row["end"]) for row in places if row["source_id"] == own["source_id"])
    flow = [(own["start"], own["end"])]
    for start, end in spans:
        if start >= flow[-1][1] and _flows_on(text[flow[-1][1] : start]):
            flow.append((start, end))
    for start, end in reversed(spans):
        if end <= flow[0][0] and _flows_on(text[end : flow[0][0]]):
            flow.insert(0, (start, end))
    told = [lines(text[start:end]).strip(_MARKS) for start, end in flow]
    return BETWEEN.join(told) if len(told) > 1 else content


def _flows_on(between: str) -> bool:
    """Whether only an attribution stands between two parts of a quotation."""
    return len(between) <= _ATTRIBUTION and "\n\n" not in between
