"""A summit in memory, whose sources come, go and change while an analyst decides. All in it is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from summitry.assembly import build
from summitry.dossier import Dossier
from summitry.model import (
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Participant,
    Position,
    Record,
    Source,
)
from summitry.resolution import resolve
from summitry.review import Decision, Ledger, Review
from summitry.settings import SummitSettings

SETTINGS = SummitSettings(title="Talks", start="2031-05-06", country="SVK", parties=("SVK", "CZE"))


class World:
    """Sources as lists of lines; a line is (words, record that stands on them or None)."""

    def __init__(self) -> None:
        self.sources: dict[str, list[tuple[str, Record | None]]] = {}
        self.decisions: list[Decision] = []

    def write(self, name: str, *lines: tuple[str, Record | None]) -> None:
        self.sources[name] = list(lines)

    def coverage(self) -> tuple[list[Source], list[Extraction]]:
        made = [self._source(name, lines) for name, lines in self.sources.items()]
        return [source for source, _ in made], [extraction for _, extraction in made]

    def _source(self, name: str, lines: list[tuple[str, Record | None]]) -> tuple[Source, Extraction]:
        text = "\n".join(words for words, _ in lines) + "\n"
        source = Source(f"src-{name}-{crc32(text.encode())}", f"{name}.txt", text, outlet=name.upper())
        records, start = [], 0
        for words, record in lines:
            if record is not None:
                records.append(replace(record, evidence=(Evidence.of(source, start, start + len(words)),)))
            start += len(words) + 1
        grouped: dict[str, Any] = {
            table: tuple(one for one in records if table == one.TABLE) for table in {one.TABLE for one in records}
        }
        return source, Extraction(source.source_id, **grouped)

    def review(self, by: str = "Ada Norn") -> Review:
        """A sitting, whose decisions :meth:`keep` stores."""
        sources, extractions = self.coverage()
        resolved = resolve(sources, extractions)
        return Review(Path("nowhere/review.jsonl"), Ledger(tuple(self.decisions)), resolved, sources, by)

    def keep(self, review: Review) -> None:
        self.decisions += review.pending

    def dossier(self) -> Dossier:
        sources, extractions = self.coverage()
        return build("s", SETTINGS, sources, extractions, (), self.decisions)


Make = Callable[[], World]


@pytest.fixture(scope="session")
def make_world() -> Make:
    return World


@pytest.fixture
def world() -> World:
    """Two sources on the same meeting."""
    made = World()
    made.write(
        "a",
        ("President Anna Kovar", Participant("Anna Kovar", (), "President", "SVK", None, "principal")),
        ("Petr Novy", Participant("Petr Novy", (), None, "CZE", None, "delegation")),
        ("12 documents", Document("12 documents", count=12, status="signed")),
        ("a plan on trade", Document("a plan", "action_plan", 1, "on trade", ("trade",), status="planned")),
        ("that rivers join us", Position("Anna Kovar", "SVK", "that rivers join us")),
        ("the talks began", Event("talks", "2031-05-06", "10:00", None, ("Anna Kovar",), "talks")),
        ("the Eastern Forum", Entity("Eastern Forum", "forum")),
    )
    made.write(
        "b",
        ("President Kovar", Participant("Anna Kovar", ("Kovar",), "President", "SVK", None, "principal")),
        ("a dozen documents", Document("a dozen documents", count=12, status="signed")),
        ("that bridges last", Position("Anna Kovar", "SVK", "that bridges last")),
    )
    return made
