"""One report on its way: the lock on it, the folder that it is made in, and how it gets to where readers look.

Until the end everything is made in a hidden folder beside the report, on the same file system, so that publishing is
a matter of renaming. The folder's name is new each time: what a killed run still writes goes nowhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RunError
from . import made
from .data import REVIEWED
from .failed import explained, running_cell
from .fingerprint import RUNS, Fingerprint
from .plan import Job
from .worker import DATA, LOG, NOTEBOOK, first_line

if TYPE_CHECKING:
    from filelock import FileLock

_MADE = "made.json"


class Execution:
    """One job, from taking the lock on its report to letting it go. Use it in a ``with`` block or :meth:`close` it."""

    def __init__(self, job: Job) -> None:
        from filelock import FileLock

        self.job = job
        self.part: Path | None = None
        path = lock_path(job, job.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path)

    def __enter__(self) -> Execution:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def locked(self) -> bool:
        """Take the lock on the report, if nobody else is making it."""
        from filelock import Timeout

        if self._lock.is_locked:  # another attempt
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def prepare(self) -> Path:
        """An empty folder to make the report in."""
        job = self.job
        job.folder.mkdir(parents=True, exist_ok=True)
        self._clear()
        for old in job.folder.glob(f".{job.name}.*.part"):  # a killed run's: nobody else holds the lock
            shutil.rmtree(old, ignore_errors=True)
        self.part = Path(tempfile.mkdtemp(prefix=f".{job.name}.", suffix=".part", dir=job.folder))
        return self.part

    def publish(self, fingerprint: Fingerprint, run: str, only: Collection[str] = ()) -> tuple[Path, ...]:
        """Move what was made into place: data first, then reports, last the record that says that they stand.

        Everything is on the disk before anything is moved. ``only`` are formats that were added to what stands.
        """
        job, part = self.job, self.part
        assert part is not None
        made_as = only or [name for name in job.formats if name != "ipynb"]
        parts = {name: part / f"{job.name}.{name}" for name in made_as}
        data = [] if only else sorted((part / DATA).iterdir())
        if not only:
            parts["ipynb"] = part / NOTEBOOK
        sizes = {name: path.stat().st_size for name, path in parts.items()}
        record = part / _MADE
        record.write_text(made.render(job, fingerprint, sizes, run, self._reviewed()), encoding="utf-8")
        for path in [record, *parts.values(), *data]:
            _sync(path)
        made.path_of(job).parent.mkdir(parents=True, exist_ok=True)
        if not only:
            with _data_lock(job):
                (job.folder / DATA).mkdir(exist_ok=True)
                for file in data:
                    _move(file, job.folder / DATA / file.name)
            made.path_of(job).unlink(missing_ok=True)  # from here to the end, what stands is not what it says
        for name, path in parts.items():
            _move(path, job.output(name))
        job.output("failed.ipynb").unlink(missing_ok=True)
        _sync(job.folder)
        _move(record, made.path_of(job))
        return tuple(job.output(name) for name in job.formats)

    def _reviewed(self) -> dict[str, Any]:
        """How far the records of the report have been reviewed, as its kernel saw it."""
        with contextlib.suppress(OSError, ValueError):
            return dict(json.loads((self.part or Path()).joinpath(REVIEWED).read_bytes()))
        return {}

    def keep_failed(self, reason: str) -> None:
        """Leave the notebook for whoever looks into it, unless it was cut off in the middle of a write."""
        if self.part is None:
            return
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            notebook = self.part / NOTEBOOK
            notebook.write_bytes(explained(notebook.read_bytes(), reason))
            _sync(notebook)
            _move(notebook, self.job.output("failed.ipynb"))

    def where(self) -> str:
        """Which cell was running, by the notebook that the worker kept."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            source = running_cell((self.part or Path()).joinpath(NOTEBOOK).read_bytes())
            if source is not None:
                return f"still running: {first_line(source)}"
        return "still running"

    def log(self) -> str:
        """What worker and kernel wrote."""
        try:
            return ((self.part or Path()) / LOG).read_text(encoding="utf-8", errors="replace")[-20_000:]
        except OSError:
            return ""

    def close(self) -> None:
        """Remove what is left half made, and let others have the report."""
        self._clear()
        if self._lock.is_locked:
            self._lock.release()

    def _clear(self) -> None:
        if self.part is not None:
            shutil.rmtree(self.part, ignore_errors=True)
            self.part = None


def lock_path(job: Job, report: str = "") -> Path:
    """The lock of one report, or (without ``report``) of the summit's data files, which several templates share."""
    name = f"{job.summit}.{report}.lock" if report else f"{job.summit}.lock"
    return job.folder.parent / ".locks" / name


def sweep(reports: Path) -> None:
    """Remove what killed runs left half made, where nobody is making the same report now."""
    from filelock import FileLock, Timeout

    for part in reports.glob("*/.*.part"):
        report = part.name.removeprefix(".").rsplit(".", 2)[0]
        with (
            contextlib.suppress(Timeout, OSError),
            FileLock(reports / ".locks" / f"{part.parent.name}.{report}.lock", timeout=0),
        ):
            shutil.rmtree(part, ignore_errors=True)
    with contextlib.suppress(Timeout, OSError), FileLock(reports / ".locks" / "index.lock", timeout=0):
        for left in reports.glob(".index.html.*.tmp"):
            left.unlink(missing_ok=True)
    # Another run that writes digests at this moment only loses them.
    for left in (reports / RUNS).glob(".hashes.json.*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def _data_lock(job: Job) -> FileLock:
    from filelock import FileLock

    return FileLock(lock_path(job))


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except IsADirectoryError:
        raise RunError(f"{target} is a folder.", "Move it away: a report is to be written there.") from None


def _sync(path: Path) -> None:
    """Wait until a file is on the disk; a folder's names, too, where the system can do that."""
    if path.is_dir():
        with contextlib.suppress(OSError):
            _flush(path, os.O_RDONLY)
    else:
        _flush(path, os.O_RDWR)


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
