"""Exports: a dossier in the forms that other tools read.

One function per form, from a dossier to files by name; :data:`EXPORTERS` lists them. Nothing is read back here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import SummitryError
from summitry.files import write_atomic

from . import annotation, ftm, tables

if TYPE_CHECKING:
    from summitry.dossier import Dossier

__all__ = ["EXPORTERS", "ExportError", "write"]

Exporter = Callable[["Dossier"], Mapping[str, bytes | str]]
EXPORTERS: dict[str, Exporter] = {
    "csv": tables.as_csv,
    "parquet": tables.as_parquet,
    "json": tables.as_json,
    "ftm": ftm.export,
    "annotation": annotation.export,
}


class ExportError(SummitryError, ValueError):
    """A dossier cannot be exported so."""


def write(dossier: Dossier, form: str, folder: Path) -> list[Path]:
    """Write ``dossier`` to ``folder/<summit-id>/`` in one of the forms of :data:`EXPORTERS`; returns the files.

    Every file is written whole or not at all. Raises :class:`ExportError` for an unknown form, ``OSError`` for a folder
    that cannot be written.
    """
    if form not in EXPORTERS:
        raise ExportError(f"A dossier cannot be exported as '{form}'.", f"The forms are: {', '.join(EXPORTERS)}.")
    written = []
    for name, content in EXPORTERS[form](dossier).items():
        path = folder / dossier.summit_id / name
        write_atomic(path, content)
        written.append(path)
    return written
