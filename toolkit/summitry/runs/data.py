"""The data files of a report, written by the kernel that made it: there the dossier is at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..dossier import Dossier

REVIEWED = "reviewed.json"


def write(namespace: Mapping[str, Any], desk: str, summit: str, folder: str) -> None:
    """Write the summit's tables to ``folder``, from what the notebook holds, else from the summit read anew.

    The folder is one that nobody reads yet, so files need not be written whole; they are synced when they are moved.
    """
    dossier = held(namespace, summit)
    if dossier is None:
        import summitry

        dossier = summitry.open_desk(desk).summit(summit).dossier()
    target = Path(folder)
    target.mkdir(exist_ok=True)  # not its parents: they are gone when the run is
    for name, content in dossier.files():
        (target / name).write_bytes(content)
    # For the record of the report, which the list of all reports is made from.
    (target.parent / REVIEWED).write_text(json.dumps(asdict(dossier.reviewed)), encoding="utf-8")


def held(namespace: Mapping[str, Any], summit: str) -> Dossier | None:
    """The dossier of ``summit`` that a variable of the notebook holds, itself or in a brief."""
    from ..dossier import Dossier

    for value in list(namespace.values()):
        found = value if isinstance(value, Dossier) else vars(value).get("dossier") if _is_ours(value) else None
        if isinstance(found, Dossier) and found.summit_id == summit:
            return found
    return None


def code(desk: str | os.PathLike[str], summit: str, folder: Path) -> str:
    """What the kernel runs to write them."""
    return f"__import__('summitry.runs.data').runs.data.write(globals(), {str(desk)!r}, {summit!r}, {str(folder)!r})"


def _is_ours(value: object) -> bool:
    return type(value).__module__.startswith("summitry.") and hasattr(value, "__dict__")
