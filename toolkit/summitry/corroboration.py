"""Which outlets carry a record, how many of them independently, and whether more than one side does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from summitry.words import rows

SIDES = ("host", "guest", "third")


def voices(sources: pd.DataFrame, evidence: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Record id -> the outlets that give it independently, in the order of ``sources``."""
    name = {one["source_id"]: str(one["outlet"] or one["file"]) for one in rows(sources)}
    first = {one["source_id"]: name.get(one["cluster"] or "", name[one["source_id"]]) for one in rows(sources)}
    return {key: tuple(dict.fromkeys(first[one] for one in ids)) for key, ids in _carriers(sources, evidence).items()}


def corroboration(
    records: Iterable[tuple[str, str]], summits: pd.DataFrame, sources: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """A row for each of ``records`` (table, id).

    ``voices`` are the outlets that give it independently (wire copy counts once); ``host``, ``guest`` and ``third`` are
    all outlets that carry it, reprints too, by side; ``side`` is the country of the one party whose outlets alone
    carry it, empty where others do. An outlet of an unknown country is a third.
    """
    summit = rows(summits)[0] if len(summits) else {"host": None, "parties": ()}
    side = {one["source_id"]: side_of(one, summit) for one in rows(sources)}
    name = {one["source_id"]: str(one["outlet"] or one["file"]) for one in rows(sources)}
    carriers, spoken = _carriers(sources, evidence), voices(sources, evidence)
    found: list[dict[str, Any]] = []
    for table, record_id in records:
        told: dict[str, list[str]] = {kind: [] for kind in SIDES}
        for source_id in carriers.get(record_id, ()):
            told[side[source_id][0]].append(name[source_id])
        countries = {side[source_id] for source_id in carriers.get(record_id, ())}
        kind, country = next(iter(countries)) if len(countries) == 1 else ("third", None)
        found.append(
            {"record_id": record_id, "table": table, "voices": spoken.get(record_id, ())}
            | {kind: tuple(dict.fromkeys(names)) for kind, names in told.items()}
            | {"side": country if kind != "third" else None}
        )
    columns: dict[str, Any] = dict.fromkeys(("record_id", "table", "voices", *SIDES, "side"), object)
    columns |= dict.fromkeys(("record_id", "table", "side"), "str")
    return pd.DataFrame({key: pd.Series([one[key] for one in found], dtype=dtype) for key, dtype in columns.items()})


def side_of(source: Mapping[str, Any], summit: Mapping[str, Any]) -> tuple[str, str | None]:
    """Whose side a source is on, and the country for which it speaks.

    The source's kind decides: what is neither the host's nor a guest's is a third, also where its seat is in a country
    that takes part. (A source of which nobody says the kind has the one that follows from its outlet's country.)
    """
    country, host = source["outlet_country"], summit["host"]
    if source["kind"] == "host":
        return "host", host or country
    if source["kind"] == "guest":
        guests = [party for party in summit["parties"] if party != host]
        return "guest", country or (guests[0] if len(guests) == 1 else None)
    return "third", None


def _carriers(sources: pd.DataFrame, evidence: pd.DataFrame) -> dict[str, list[str]]:
    """Record id -> ids of the sources in which it stands, in the order of ``sources``."""
    rank = {source_id: n for n, source_id in enumerate(sources["source_id"])}
    found: dict[str, set[str]] = defaultdict(set)
    for record_id, source_id in zip(evidence["record_id"], evidence["source_id"], strict=True):
        if source_id in rank:
            found[str(record_id)].add(str(source_id))
    return {key: sorted(ids, key=rank.__getitem__) for key, ids in found.items()}
