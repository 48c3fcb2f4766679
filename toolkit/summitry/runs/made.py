"""The record of each report that stands: what it was made from. It is written last, so it never says too much.

``reports/.runs/made/<summit>/<name>.json``. Whether a job has to run is decided by this record alone.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .fingerprint import RUNS, Fingerprint, changes

if TYPE_CHECKING:
    from .plan import Job


def path_of(job: Job) -> Path:
    return job.folder.parent / RUNS / "made" / job.summit / f"{job.name}.json"


def read(job: Job) -> dict[str, Any]:
    """The record of the report that stands; empty where there is none that can be used."""
    return load(path_of(job))


def load(path: Path) -> dict[str, Any]:
    """The record in a file, as :func:`read` gives it."""
    try:
        record = json.loads(path.read_bytes())
        return record if isinstance(record.get("fingerprint"), dict) else {}
    except (OSError, ValueError, AttributeError):
        return {}


def why(job: Job, fingerprint: Fingerprint, record: Mapping[str, Any]) -> str:
    """Why the job has to run, for people; "" when the report that stands is what it would make."""
    if not record:
        return "not made yet"
    changed = changes(record["fingerprint"], fingerprint)
    lacking = (_lacking(job, suffix, record) for suffix in dict.fromkeys(("ipynb", *job.formats)))
    failed = "the last attempt failed" if job.output("failed.ipynb").exists() else ""
    return changed or next(filter(None, lacking), failed)


def missing(job: Job, fingerprint: Fingerprint, record: Mapping[str, Any]) -> tuple[str, ...]:
    """The formats that can be made from the notebook that stands; none where the job has to run, or lacks nothing."""
    whole = replace(job, formats=("ipynb",))
    if why(whole, fingerprint, record):
        return ()
    return tuple(suffix for suffix in job.formats if _lacking(job, suffix, record))


def _lacking(job: Job, suffix: str, record: Mapping[str, Any]) -> str:
    """Why the report is not there in one of its formats; "" where it is as it was made."""
    path = job.output(suffix)
    if suffix not in record["sizes"]:
        return f"not made yet as {suffix}"
    try:
        size = path.stat().st_size
    except OSError:
        return f"{path.name} is not there"
    return f"{path.name} is not as it was made" if size != record["sizes"][suffix] else ""


def render(
    job: Job, fingerprint: Fingerprint, sizes: Mapping[str, int], run: str, reviewed: Mapping[str, Any] | None = None
) -> str:
    """The record of a report made now. Formats that an earlier run made from the same things still stand."""
    earlier = read(job)
    if earlier and not changes(earlier["fingerprint"], fingerprint):
        with contextlib.suppress(KeyError, AttributeError):
            sizes = {**earlier["sizes"], **sizes}
            reviewed = reviewed or earlier.get("reviewed")
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    return json.dumps(
        {"fingerprint": fingerprint, "sizes": dict(sizes), "run": run, "at": at, "reviewed": reviewed or {}}
    )
