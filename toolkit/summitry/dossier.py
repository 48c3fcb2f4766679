"""A summit's dossier: everything known about it, as pandas tables with fixed columns and dtypes.

:class:`Dossier` shows words in context and writes itself to a folder as CSV, Parquet and JSON; :mod:`.assembly` makes
one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from summitry.corroboration import corroboration, voices
from summitry.files import write_atomic
from summitry.frames import cells, json_by_rows, rows_of, suggestion_table, to_csv, to_parquet
from summitry.model import TABLES
from summitry.review import OPEN, REVIEWED, State
from summitry.unmatched import Unmatched, unmatched

SCHEMA_VERSION = 1
# The tables that an analyst works through; what else is named can be decided on too.
REVIEWED_TABLES = ("participants", "documents", "positions", "events")
# Those of which a report says who confirms what.
TOLD_TABLES = (*REVIEWED_TABLES, "quantities")


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

    suggestions: pd.DataFrame = field(default_factory=lambda: suggestion_table(()), repr=False)
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
