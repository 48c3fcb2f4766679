"""What a Dask worker does for a run: it makes one report per call, with warm processes of its own.

Nothing here depends on Dask but the way in which a beginning is told. Results are plain values, failures too, so that
a failed report is told in the same words as anywhere else, and Dask has no traceback to log.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..bucket import is_url, open_bucket
from ..desk import open_desk
from ..errors import SummitryError
from .batch import run_all
from .fingerprint import RUNS, package
from .formats import require
from .mirror import moved
from .places import run_in_bucket
from .plan import Job, Outcome, Started, one_line
from .pool import Pool, Servers

# By run, the summit that failed where the run is to end then: what waits on this worker would begin before whoever
# began the run has heard of it and taken it back.
_failed_first: dict[str, str] = {}
_IDLE = 60.0  # seconds after which processes that have nothing to do are ended


def trouble(desk: str, run: str, wanted: str, formats: Collection[str] = ()) -> str:
    """Why this machine cannot make reports of ``desk`` in ``formats`` for ``run``, for people; "" if it can.

    ``wanted`` is the package as it is where the run was begun (see :func:`.fingerprint.package`).
    """
    if _own() != wanted:
        return f"Summitry there is {_own()}, here it is {wanted}. Install the same one, and start the worker anew."
    try:
        require(formats)
        if not is_url(desk):
            open_desk(desk)
        elif run and not open_bucket(desk).read(["desk.toml"]):  # is there a way to the store, and a key?
            return f"{desk} there has no desk.toml."
    except SummitryError as error:
        return one_line(error)
    if run and not is_url(desk) and not (Path(desk) / "reports" / RUNS / f"{run}.jsonl").exists():
        return f"{desk} there is not the folder that it is here. It has to be on a disk that all share, or in a bucket."
    return ""


@functools.cache
def _own() -> str:
    """The package that this process has loaded; what is installed over it counts after a new start."""
    return package()


def work(order: Mapping[str, Any]) -> dict[str, Any]:
    """Make a report; ``order`` holds the job and what :func:`.batch.run_all` is to be told."""
    from distributed import get_worker

    job = Job.from_json(order["job"])
    if order["topic"] in _failed_first:
        return _said(Outcome(job, "skipped", f"not started after {_failed_first[order['topic']]} failed"))
    try:
        if why := trouble(order["desk"], "", order["package"]):
            return _unfit(job, why)
        with _processes.pool() as pool:
            worker = get_worker()
            options = {**order["options"], "pool": pool, "tell": _teller(worker, order["topic"], order["key"])}
            if is_url(order["desk"]):
                # Dask cleans up after its workers, those that were killed, too.
                outcome = run_in_bucket(order["desk"], [job], 1, scratch=worker.local_directory, **options)[0]
            else:
                outcome = run_all([moved(job, open_desk(order["desk"]))], 1, **options)[0]
    except SummitryError as error:
        return _unfit(job, one_line(error))
    except Exception as error:
        return _unfit(job, f"Unexpected {one_line(error)}")
    if outcome.state == "failed" and order["fail_fast"]:
        _failed_first.setdefault(order["topic"], job.summit)
    return _said(outcome)


def _said(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": outcome.state, "reason": outcome.reason, "seconds": outcome.seconds, "attempts": outcome.attempts,
        "outputs": [str(path) for path in outcome.outputs], "log": outcome.log,
    }  # fmt: skip


def _unfit(job: Job, reason: str) -> dict[str, Any]:
    """The answer of a machine that cannot make reports at all."""
    return _said(Outcome(job, "failed", f"On {socket.gethostname()}: {reason}"))


def _teller(worker: Any, topic: str, key: str) -> Any:
    """Tell whoever began the run when a report is begun."""

    def tell(happened: Started | Outcome) -> None:
        if isinstance(happened, Started):
            worker.log_event(topic, {"key": key, "attempt": happened.attempt, "reason": happened.reason})

    return tell


class _Processes:
    """The warm processes of this Dask worker: a pool for each report that is made at the same time.

    They end with this process, and a while after the last report.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._servers: Servers | None = None
        self._free: list[Pool] = []
        self._busy = 0
        self._timer: threading.Timer | None = None

    @contextlib.contextmanager
    def pool(self) -> Iterator[Pool]:
        """A pool that nobody else uses."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            # Not in the desk: a checkout's folder goes, and its vocabulary may change between two reports.
            self._servers = self._servers or Servers()
            pool = self._free.pop() if self._free else Pool(Path(tempfile.gettempdir()), self._servers)
            self._busy += 1
        try:
            yield pool
        finally:
            with self._lock:
                self._busy -= 1
                self._free.append(pool)
                if not self._busy:
                    self._timer = threading.Timer(_IDLE, self._end)
                    self._timer.daemon = True
                    self._timer.start()

    def _end(self) -> None:
        with self._lock:
            if self._busy or threading.current_thread() is not self._timer:
                return
            for pool in self._free:
                pool.close()
            self._free.clear()
            if self._servers is not None:
                self._servers.close()
                self._servers = None
            self._timer = None


_processes = _Processes()
