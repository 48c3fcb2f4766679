"""``<template>.failed.ipynb``: the notebook of a report that failed, with the failure first in view."""

from __future__ import annotations

import copy
import json
from html import escape, unescape
from typing import Any

_TAG = "papermill-error-cell-tag"  # papermill takes cells with this tag out when the notebook is run again
_ANCHOR = "papermill-error-cell"
_HEAD = "**This report could not be made.**"


def explained(data: bytes, reason: str) -> bytes:
    """The notebook ``data`` with the reason on top and, under it, a copy of the cell that failed.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` for what is no whole notebook.
    """
    notebook: dict[str, Any] = json.loads(data)
    cells = [cell for cell in notebook["cells"] if _TAG not in cell["metadata"].get("tags", ())]
    at = next((number for number, cell in enumerate(cells) if _stopped(cell)), None)
    head = [_markdown("summitry-reason", f"{_HEAD} {escape(reason, quote=False)}")]
    if at is not None:
        head[0]["source"] += f"\n\nThe cell where it stopped, also [in its place below](#{_ANCHOR}):"
        shown = copy.deepcopy(cells[at])
        shown.update({"id": "summitry-error"} if "id" in shown else {})
        shown["metadata"] = {"tags": [_TAG]}
        head.append(shown)
        cells.insert(at, _markdown("summitry-anchor", f'<span id="{_ANCHOR}"></span>**It stopped here:**'))
        cells[at + 1]["metadata"].pop("jupyter", None)  # a template hides its code; here it is what one looks for
    if (notebook.get("nbformat"), notebook.get("nbformat_minor", 0)) < (4, 5):  # cells have no names there
        for cell in head + cells:
            cell.pop("id", None)
    notebook["cells"] = head + cells
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def reason(data: bytes) -> str:
    """The reason that :func:`explained` wrote on top of a notebook; "" where there is none."""
    try:
        first = json.loads(data)["cells"][0]
        head, found, rest = "".join(first["source"]).partition(_HEAD)
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
    return unescape(rest.partition("\n")[0].strip()) if found and not head else ""


def running_cell(data: bytes) -> str | None:
    """The source of the cell that was running."""
    cells = json.loads(data)["cells"]
    source = next((c["source"] for c in cells if c["metadata"].get("papermill", {}).get("status") == "running"), None)
    return "".join(source) if source is not None else None


def _stopped(cell: dict[str, Any]) -> bool:
    made = cell["metadata"].get("papermill", {})
    return made.get("exception") is True or made.get("status") in ("failed", "running")


def _markdown(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {"tags": [_TAG]}, "source": text}
