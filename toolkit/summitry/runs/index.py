"""``reports/index.html``: the gallery of all reports that are there, read from the folder itself after each run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import SummitryError
from ..files import write_atomic
from . import failed, made
from .fingerprint import RUNS, Fingerprint, Fingerprints, changes
from .formats import FORMATS
from .plan import Job

if TYPE_CHECKING:
    from ..desk import Desk
    from ..settings import SummitSettings

NAME = "index.html"
_FAILED = ".failed.ipynb"
# What a difference of a fingerprint's part means to a reader; of sources their names are told.
_SINCE = {
    "template": "template changed", "parameters": "parameters changed", "review": "reviewed since",
    "settings": "settings changed", "vocabulary": "vocabulary changed",
    "package": "made by another version of Summitry",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One report that stands in ``reports/``, or that a run has tried to make.

    ``formats`` are those that stand, each with whether it is of the report's last making. ``since`` says what has
    changed since it was made: empty for a report that is up to date, None where that is not known.
    ``failed`` is the reason of a later attempt that did not succeed (it may be empty), else None. ``reviewed`` are the
    numbers of :class:`summitry.dossier.Progress`, empty where they are not known.
    """

    folder: Path
    summit: str
    report: str
    settings: SummitSettings | None
    formats: Mapping[str, bool]
    made: datetime | None
    since: tuple[str, ...] | None = None
    failed: str | None = None
    reviewed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """The meeting's first day; without usable settings, the date that most summit ids begin with."""
        return self.settings.start if self.settings else self.summit[:10]

    @property
    def failed_notebook(self) -> str:
        """The file name of the notebook that says where the last attempt stopped."""
        return f"{self.report}{_FAILED}"


def entries(desk: Desk) -> list[Entry]:
    """All reports of the desk, the newest meeting first."""
    fingerprints = Fingerprints(desk)
    found = [_entry(desk, folder, report, names, fingerprints)
             for folder in desk.reports.glob("[!.]*") if folder.is_dir()
             for report, names in _reports(folder).items()]  # fmt: skip
    fingerprints.save()
    return sorted(found, key=lambda e: (e.start, e.summit, e.report), reverse=True)


def write_index(desk: Desk) -> Path:
    """Write ``reports/index.html`` anew from what is there; returns its path."""
    from filelock import FileLock

    from .gallery import render

    locks = desk.reports / ".locks"
    locks.mkdir(parents=True, exist_ok=True)
    path = desk.reports / NAME
    with FileLock(locks / "index.lock"):  # listing and writing are one step, or two runs could lose a line
        write_atomic(path, render(_title(desk), entries(desk)))
    return path


def _reports(folder: Path) -> dict[str, set[str]]:
    """The reports in a summit's folder by name, each with its suffixes."""
    found: dict[str, set[str]] = {}
    for path in folder.iterdir():
        name = path.name
        if name.startswith(".") or not path.is_file():
            continue
        for suffix in (_FAILED, *(f".{known}" for known in FORMATS)):
            if name.endswith(suffix) and name != suffix:
                found.setdefault(name.removesuffix(suffix), set()).add(suffix)
                break
    return found


def _entry(desk: Desk, folder: Path, report: str, suffixes: set[str], fingerprints: Fingerprints) -> Entry:
    try:
        settings = desk.summit(folder.name).settings
    except SummitryError:
        settings = None  # the summit is gone or broken, its report still stands
    record = _record(folder, report)
    sizes = record.get("sizes", {})
    formats = {name: not record or name in sizes for name in FORMATS if f".{name}" in suffixes}
    return Entry(
        folder, folder.name, report, settings, formats, _made(folder, report, record, formats),
        _since(desk, folder, record, settings, fingerprints),
        _reason(folder / f"{report}{_FAILED}") if _FAILED in suffixes else None,
        record.get("reviewed") or {},
    )  # fmt: skip


def _record(folder: Path, report: str) -> dict[str, Any]:
    return made.load(folder.parent / RUNS / "made" / folder.name / f"{report}.json")


def _made(folder: Path, report: str, record: Mapping[str, Any], formats: Mapping[str, bool]) -> datetime | None:
    """When the report was made: by its record, else by its file."""
    try:
        return datetime.fromisoformat(record["at"])
    except (KeyError, TypeError, ValueError):
        pass
    for name in formats:
        return datetime.fromtimestamp((folder / f"{report}.{name}").stat().st_mtime, UTC)
    return None


def _since(
    desk: Desk, folder: Path, record: Mapping[str, Any], settings: SummitSettings | None, fingerprints: Fingerprints
) -> tuple[str, ...] | None:
    """What has changed since a report was made, in words; None where nothing says what it was made from."""
    if not record:
        return None
    if settings is None:
        return ("its summit is gone or cannot be read",)
    old: Fingerprint = record["fingerprint"]
    try:
        (template,) = old["template"]
        parameters = {name: json.loads(value) for name, value in old["parameters"].items()}
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    notebook = desk.templates().get(Path(template).stem, desk.root / "templates" / template)
    job = Job(desk.root, folder.name, Path(template).stem, notebook, folder, parameters=parameters)
    new = fingerprints.of(job)
    said = []
    for part in new:
        told = changes({part: old.get(part, {})}, {part: new[part]})
        if told:
            said.append(_SINCE.get(part, told))
    return tuple(said)


def _reason(path: Path) -> str:
    try:
        return failed.reason(path.read_bytes())
    except OSError:
        return ""


def _title(desk: Desk) -> str:
    try:
        return desk.settings.title
    except SummitryError:
        return desk.root.name
