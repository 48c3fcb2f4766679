"""The log of a run: ``reports/.runs/<run-id>.jsonl``, one JSON object per line, each on the disk before the next.

The same objects are what ``summitry batch --json`` prints. The log tells people and programs what happened; what has to
be made is decided without it (see :mod:`.made`), so a line that a power cut tore does no harm.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .fingerprint import RUNS
from .plan import Outcome, Started


def run_id() -> str:
    """A name for a run that sorts by time: ``20250820T060000Z-1f3a9c``."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


class RunLog:
    """Appends events to the log of one run."""

    def __init__(self, reports: Path, run: str) -> None:
        self.run = run
        self.path = reports / RUNS / f"{run}.jsonl"

    def append(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Write events and wait until they are on the disk; ``OSError`` passes through."""
        text = "".join(line(event) + "\n" for event in events)
        if not text:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            data = text.encode("utf-8", "backslashreplace")
            while data:
                data = data[os.write(file, data) :]
            os.fsync(file)
        finally:
            os.close(file)


def line(event: Mapping[str, Any]) -> str:
    """An event on one line."""
    return json.dumps(event, ensure_ascii=False, default=str)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The events of a log; a line that was cut off is left out."""
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            event = json.loads(text)
        except ValueError:
            continue
        if isinstance(event, dict):
            yield event


def event(kind: str, run: str, **values: Any) -> dict[str, Any]:
    """An event with its time."""
    return {"event": kind, "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}", "run": run, **values}


def of(happened: Started | Outcome, run: str) -> dict[str, Any]:
    """What happened to a job as an event: ``start``, ``retry``, ``done``, ``skipped`` or ``failed``."""
    job = happened.job
    named = {"summit": job.summit, "template": job.template, "report": job.name}
    if isinstance(happened, Started):
        kind = "start" if happened.attempt == 1 else "retry"
        return event(kind, run, **named, attempt=happened.attempt, **_reason(happened.reason))
    values: dict[str, Any] = {**named, **_reason(happened.reason)}
    if happened.state != "skipped":
        values |= {"seconds": round(happened.seconds, 3), "attempts": happened.attempts}
    if happened.outputs:
        values["outputs"] = [str(path) for path in happened.outputs]
    return event(happened.state, run, **values)


def _reason(text: str) -> dict[str, str]:
    return {"reason": text} if text else {}
