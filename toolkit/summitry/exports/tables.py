"""Tidy tables: CSV for spreadsheets, Parquet for pandas and databases, JSON for everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.dossier import Dossier


def as_csv(dossier: Dossier) -> Mapping[str, str]:
    """One file per table; lists are joined by "; ", and no cell runs as a formula (see :meth:`Dossier.write`)."""
    from summitry.frames import cells, to_csv

    return {f"{name}.csv": to_csv(cells(table)) for name, table in dossier.tables().items()}


def as_parquet(dossier: Dossier) -> Mapping[str, bytes]:
    """One file per table; lists are lists."""
    from summitry.frames import cells, to_parquet

    return {f"{name}.parquet": to_parquet(name, cells(table)) for name, table in dossier.tables().items()}


def as_json(dossier: Dossier) -> Mapping[str, str]:
    """``dossier.json``: all tables as lists of objects."""
    return {"dossier.json": dossier.to_json()}
