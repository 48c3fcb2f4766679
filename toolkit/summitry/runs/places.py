"""Where the desk of a run is: on a disk, or in a bucket, of which a copy is worked on."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..bucket import open_bucket
from ..desk import Desk
from . import mirror
from .batch import run_all
from .plan import Job, Outcome, Started

_SOON = 2.0  # seconds between two copies of a growing file


class OnDisk:
    """A desk on a disk. What a run writes there is where it belongs."""

    def __init__(self, desk: Desk, address: str = "") -> None:
        self.desk = desk
        self.address = address or str(desk.root)

    def shown(self, path: Path) -> str:
        """Where people find a file of the desk."""
        return str(path)

    def keep(self, path: Path, *, soon: bool = False) -> None:
        """Have others see a file that was written to the desk; with ``soon`` it may wait for the next call."""

    def look_again(self) -> None:
        """Bring up to date which reports there are."""

    def run_all(self, jobs: Sequence[Job], workers: int | None = None, **options: Any) -> list[Outcome]:
        """As :func:`.batch.run_all`."""
        return run_all(jobs, workers, **options)

    def run_on_cluster(self, jobs: Sequence[Job], address: str, **options: Any) -> list[Outcome]:
        """As :func:`.cluster.run_all`."""
        from . import cluster

        return cluster.run_all(jobs, address, self.address, **options)


class InBucket(OnDisk):
    """A desk in a bucket; ``folder``, empty, gets a copy to plan with."""

    def __init__(self, url: str, folder: Path) -> None:
        self._bucket = open_bucket(url)
        self._kept = 0.0
        self._survey = mirror.Survey(self._bucket, folder)
        super().__init__(self._survey.desk, self._bucket.url)

    def shown(self, path: Path) -> str:
        return self._bucket.url_of(path.relative_to(self.desk.root).as_posix())

    def keep(self, path: Path, *, soon: bool = False) -> None:
        if not soon or time.monotonic() - self._kept > _SOON:
            self._kept = time.monotonic()
            self._bucket.write({path.relative_to(self.desk.root).as_posix(): path})

    def look_again(self) -> None:
        self._survey.look_again()

    def run_all(self, jobs: Sequence[Job], workers: int | None = None, **options: Any) -> list[Outcome]:
        self.keep(self.desk.root / mirror.DIGESTS)
        return run_in_bucket(self.address, jobs, workers, **options)

    def run_on_cluster(self, jobs: Sequence[Job], address: str, **options: Any) -> list[Outcome]:
        self.keep(self.desk.root / mirror.DIGESTS)
        return super().run_on_cluster(jobs, address, **options)


@contextlib.contextmanager
def place(desk: Desk | str) -> Iterator[OnDisk]:
    """The place of a desk, or of the one at a URL."""
    if isinstance(desk, Desk):
        yield OnDisk(desk)
        return
    with tempfile.TemporaryDirectory(prefix="summitry-") as folder:
        yield InBucket(desk, Path(folder))


def run_in_bucket(
    url: str, jobs: Sequence[Job], workers: int | None = None, *,
    tell: Callable[[Started | Outcome], None] = lambda happened: None, scratch: str | None = None, **options: Any,
) -> list[Outcome]:  # fmt: skip
    """As :func:`.batch.run_all`, with inputs fetched first, and each report put into the bucket once it is made.

    Where the jobs' own desk is does not matter: this may be another machine than the one that planned them. Copies are
    made in ``scratch``, by default the system's folder for such.
    """
    if not jobs:
        return []
    bucket = open_bucket(url)
    with tempfile.TemporaryDirectory(prefix="summitry-", dir=scratch) as folder:
        desk = mirror.checkout(bucket, Path(folder), {job.summit for job in jobs})
        copies = [mirror.moved(job, desk) for job in jobs]
        mirror.fetch_notebooks(bucket, copies)
        planned = {id(copy): job for copy, job in zip(copies, jobs, strict=True)}

        def as_planned(happened: Started | Outcome) -> Started | Outcome:
            job, reason = planned[id(happened.job)], happened.reason.replace(str(desk.root), url)
            if isinstance(happened, Started):
                return dataclasses.replace(happened, job=job, reason=reason)
            names = (Path(path).relative_to(desk.root).as_posix() for path in happened.outputs)
            outputs = tuple(bucket.url_of(name) for name in names)
            told = outcomes[id(job)] = dataclasses.replace(happened, job=job, reason=reason, outputs=outputs)
            return told

        outcomes: dict[int, Outcome] = {}
        run_all(
            copies, workers, tell=lambda happened: tell(as_planned(happened)),
            kept=lambda job, formats: mirror.publish(bucket, job, formats), **options,
        )  # fmt: skip
        return [outcomes[id(job)] for job in jobs]
