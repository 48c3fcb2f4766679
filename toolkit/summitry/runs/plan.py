"""What a run would do, before anything is done: jobs and what becomes of them, as plain values."""

from __future__ import annotations

import difflib
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..errors import SummitryError, TemplateError
from ..files import checked_id, inside
from .formats import known
from .parameters import check_parameters, read_parameters

if TYPE_CHECKING:
    from ..desk import Desk

State = Literal["done", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: everything that its worker process needs to know, and nothing that has to be pickled.

    ``variant`` tells the reports of a parameter grid apart: ``-top-3`` makes ``brief-top-3.html``.
    """

    desk: Path
    summit: str
    template: str
    notebook: Path
    folder: Path
    formats: tuple[str, ...] = ("html",)
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    variant: str = ""

    @property
    def name(self) -> str:
        """The report's name, without a suffix."""
        return self.template + self.variant

    def output(self, suffix: str) -> Path:
        """Where the report of that format ends up, e.g. ``reports/2025-08-20-minsk/brief.html``."""
        return self.folder / f"{self.name}.{suffix}"

    def to_json(self) -> str:
        """The job on one line of JSON."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that :meth:`to_json` wrote."""
        values = json.loads(text)
        paths = {name: Path(values[name]) for name in ("desk", "notebook", "folder")}
        return cls(**{**values, **paths, "formats": tuple(values["formats"])})


@dataclass(frozen=True, slots=True)
class Started:
    """A job has begun; ``attempt`` counts from one, and ``reason`` says why an earlier one did not do."""

    job: Job
    attempt: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. ``reason`` is for people, one line; ``outputs`` are the reports that now stand (URLs for a
    desk in a bucket)."""

    job: Job
    state: State
    reason: str = ""
    seconds: float = 0.0
    outputs: tuple[Path | str, ...] = ()
    attempts: int = 1
    log: str = field(default="", repr=False, compare=False)


def plan(
    desk: Desk,
    summits: Iterable[str],
    template: str | Sequence[str] = "brief",
    formats: Sequence[str] = ("html",),
    parameters: Mapping[str, Any] | None = None,
    grid: Mapping[str, Sequence[Any]] | None = None,
) -> list[Job]:
    """Templates times summits times the values of ``grid``: one job each, in the order given, none twice.

    Raises :class:`TemplateError` for an unknown template or one that takes no summit, :class:`ParameterError` for
    parameters that it does not take, :class:`RunError` for an unknown format, :class:`DeskError` for a summit id that
    is malformed. Whether a summit's own files can be used is not looked at here.
    """
    known(formats)
    folders = {id: inside(desk.reports, checked_id(id)) for id in summits}
    wanted = tuple(dict.fromkeys(formats))
    jobs: list[Job] = []
    for name in dict.fromkeys([template] if isinstance(template, str) else template):
        notebook = find_template(desk, name)
        for values in _points(grid or {}):
            given = check_parameters(notebook, {**(parameters or {}), **values})
            variant = _variant(values)
            jobs += [Job(desk.root, id, name, notebook, to, wanted, given, variant) for id, to in folders.items()]
    return _by_summit(jobs)


def _by_summit(jobs: list[Job]) -> list[Job]:
    """All reports of a summit together, summits in the order given."""
    groups: dict[str, list[Job]] = {}
    for job in jobs:
        groups.setdefault(job.summit, []).append(job)
    return [job for group in groups.values() for job in group]


def _points(grid: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of the grid's values; one empty combination for an empty grid."""
    for values in itertools.product(*grid.values()):
        yield dict(zip(grid, values, strict=True))


def _variant(values: Mapping[str, Any]) -> str:
    """A part of a file name that says which point of the grid a report is; long or strange values by their digest."""
    parts = []
    for name, value in values.items():
        text = value if isinstance(value, str) else json.dumps(value)
        plain = re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.")
        if plain != text or len(plain) > 40:  # two values that look alike here must not share a file
            plain = f"{plain[:24]}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}".strip("-")
        parts.append(f"{name.replace('_', '-')}-{plain}")
    return "".join(f"-{part}" for part in parts)


def find_template(desk: Desk, name: str) -> Path:
    """The template's notebook; :class:`TemplateError` lists the ones that there are."""
    known = desk.templates()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise TemplateError(
            f"There is no template '{name}'.", f"{hint}There are: {', '.join(sorted(known)) or 'none'}."
        )
    path = known[name]
    if "summit" not in {p.name for p in read_parameters(path)}:
        raise TemplateError(
            f"{path.name}: has no parameter 'summit', so no report on a summit can be made with it.",
            'Add  summit = ""  # type: str, the summit\'s id  to its parameters cell.',
        )
    return path


def one_line(error: BaseException) -> str:
    """An exception as a reason in one line."""
    if isinstance(error, SummitryError):
        return " ".join(f"{error.message} {error.remedy}".split())
    return " ".join(f"{type(error).__name__}: {error}".split())
