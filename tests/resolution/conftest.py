"""Coverage written by hand: each record's evidence is a line of its source's text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from summitry.model import (
    Evidence,
    Extraction,
    Record,
    Source,
)
from summitry.resolution import Resolved, resolve


def written(name: str, *records: Record, published: str | None = None) -> tuple[Source, Extraction]:
    """A source that holds one line per record, and its extraction; a record with evidence already keeps its words."""
    lines = [record.evidence[0].exact if record.evidence else _words(record) for record in records]
    source = Source(f"src-{name}", f"{name}.txt", "\n".join(lines) + "\n", outlet=name, published=published)
    start, found = 0, []
    for record, line in zip(records, lines, strict=True):
        found.append(replace(record, evidence=(Evidence.of(source, start, start + len(line)),)))
        start += len(line) + 1
    grouped = {table: tuple(one for one in found if table == one.TABLE) for table in {one.TABLE for one in found}}
    return source, Extraction(source.source_id, **grouped)  # type: ignore[arg-type]


def _words(record: Record) -> str:
    values = [
        getattr(record, name, None)
        for name in ("name", "label", "title", "content", "kind", "date", "time", "measure", "value", "subject")
    ]
    return " ".join(str(value) for value in values if value)


def resolved(*coverage: tuple[Source, Extraction]) -> Resolved:
    return resolve([source for source, _ in coverage], [extraction for _, extraction in coverage])


Write = Callable[..., tuple[Source, Extraction]]
Resolve = Callable[..., Resolved]


@pytest.fixture(scope="session")
def write() -> Write:
    return written


@pytest.fixture(scope="session")
def merge() -> Resolve:
    return resolved
