"""The jobs of a run on a Dask cluster. Who makes which, and what happens when a machine dies, is left to Dask.

Workers need this very version of Summitry and the desk: on a disk that all machines share, under the same path, or in a
bucket. The scheduler needs neither.
"""

from __future__ import annotations

import contextlib
import logging
import platform
import queue
import secrets
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import RunError
from .batch import TIMEOUT
from .clusterjob import trouble
from .fingerprint import package
from .formats import install
from .plan import Job, Outcome, Started, one_line

if TYPE_CHECKING:
    from distributed import Client, Future

_ANSWER = 20.0  # seconds
_LOOK = 5.0  # seconds between two looks at whether there are workers


def run_all(
    jobs: Sequence[Job],
    address: str,
    desk: str,
    *,
    timeout: float = TIMEOUT,
    retries: int | None = None,
    fail_fast: bool = False,
    force: bool = True,
    run: str = "",
    tell: Callable[[Started | Outcome], None] = lambda happened: None,
    notice: Callable[[str], None] = lambda text: None,
) -> list[Outcome]:
    """As :func:`.batch.run_all`, by the workers of the scheduler at ``address``, each making one report per thread.

    ``desk`` is the path or URL by which all machines find the desk; ``notice`` hears what is worth knowing meanwhile.
    An interrupt takes back what no worker has begun; reports that are being made then are finished by their workers.
    Raises :class:`RunError` where no scheduler answers, or a worker is not fit for the jobs.
    """
    if not jobs:
        return []
    options = {"timeout": timeout, "retries": retries, "force": force, "run": run}
    with _connected(address) as client:
        wanted = package()
        _check(client, desk, run, wanted, sorted({name for job in jobs for name in job.formats}))
        return _Cluster(client, address, jobs, timeout, fail_fast, tell, notice).run(desk, wanted, options)


class _Cluster:
    def __init__(
        self, client: Client, address: str, jobs: Sequence[Job], timeout: float, fail_fast: bool,
        tell: Callable[[Started | Outcome], None], notice: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._client, self._address, self._jobs, self._timeout = client, address, jobs, timeout
        self._fail_fast, self._tell, self._notice = fail_fast, tell, notice
        self._topic = f"summitry-{secrets.token_hex(8)}"
        self._happened: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._open: dict[str, tuple[Job, Future]] = {}
        self._begun: set[str] = set()
        self._outcomes: dict[int, Outcome] = {}
        self._alone_since: float | None = None

    def run(self, desk: str, wanted: str, options: dict[str, Any]) -> list[Outcome]:
        keys = [f"report-{secrets.token_hex(12)}" for _ in self._jobs]
        common = {"topic": self._topic, "desk": desk, "package": wanted, "options": options,
                  "fail_fast": self._fail_fast}  # fmt: skip
        orders = [{**common, "key": key, "job": job.to_json()} for key, job in zip(keys, self._jobs, strict=True)]
        self._client.subscribe_topic(self._topic, lambda event: self._happened.put(event[1]))
        futures = self._client.map(_report(), orders, key=keys, pure=False)
        self._open = {future.key: (job, future) for future, job in zip(futures, self._jobs, strict=True)}
        del futures  # a result that nobody holds is not made again when its worker goes
        try:
            for _, future in list(self._open.values()):
                future.add_done_callback(self._happened.put)
            looked = 0.0
            while self._open:
                try:
                    happened = self._happened.get(timeout=1)
                except queue.Empty:
                    if time.monotonic() - looked > _LOOK:
                        looked = time.monotonic()
                        self._look()
                    continue
                if isinstance(happened, dict):
                    self._started(happened)
                else:
                    self._finished(happened)
        finally:
            if self._open:
                with contextlib.suppress(Exception):
                    self._client.cancel([future for _, future in self._open.values()])
        return [self._outcomes[id(job)] for job in self._jobs]

    def _started(self, message: dict[str, Any]) -> None:
        key = message["key"]
        if key in self._open:
            # Begun twice: its worker died, and Dask gave it to another.
            reason = message["reason"] or ("Its Dask worker died." if key in self._begun else "")
            attempt = max(int(message["attempt"]), 2 if reason else 1)
            self._begun.add(key)
            self._tell(Started(self._open[key][0], attempt, reason))

    def _finished(self, future: Future) -> None:
        if future.key not in self._open:
            return
        job, _ = self._open[future.key]
        try:
            if future.status == "finished":
                said = future.result(timeout=self._timeout)
                outcome = Outcome(
                    job, said["state"], said["reason"], said["seconds"], tuple(said["outputs"]), said["attempts"],
                    said["log"],
                )  # fmt: skip
            elif future.status == "error":
                outcome = Outcome(job, "failed", _why(future.exception(timeout=_ANSWER)))
            else:
                outcome = Outcome(job, "failed", f"The connection to the Dask scheduler at {self._address} was lost.")
        except Exception as error:
            outcome = Outcome(job, "failed", f"The Dask scheduler at {self._address} did not answer: {one_line(error)}")
        self._over(future.key, outcome)
        if outcome.state == "failed" and self._fail_fast:
            left = [key for key in self._open if key not in self._begun]
            self._take_back(left, "skipped", f"not started after {job.summit} failed")

    def _look(self) -> None:
        """Notice when there is nobody to do the work."""
        try:
            alone = not self._client.nthreads()
        except Exception:  # the futures are told, too
            return
        if not alone:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
            self._notice(f"The Dask cluster at {self._address} has no workers now; waiting for one.")
        elif time.monotonic() - self._alone_since > self._timeout:
            reason = f"Stopped after {self._timeout:g} s: the Dask cluster at {self._address} has no workers."
            self._take_back(list(self._open), "failed", reason)

    def _take_back(self, keys: Sequence[str], state: Any, reason: str) -> None:
        with contextlib.suppress(Exception):
            self._client.cancel([self._open[key][1] for key in keys])
        for key in keys:
            self._over(key, Outcome(self._open[key][0], state, reason))

    def _over(self, key: str, outcome: Outcome) -> None:
        job, future = self._open.pop(key)
        future.release()
        self._outcomes[id(job)] = outcome
        self._tell(outcome)


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        import distributed
    except ImportError:
        raise RunError("--dask needs Dask, which is not installed.", f"Install it: {install('dask')}") from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it says with tracebacks is told in one line here
    try:
        client = distributed.Client(address, set_as_default=False, name="summitry")
    except (OSError, ValueError, TypeError) as error:
        raise RunError(
            f"No Dask scheduler answers at {address}: {one_line(error)}",
            "Start one with: dask scheduler. It says its address, such as tcp://HOST:8786.",
        ) from None
    with client:
        yield client


def _report() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What is sent to workers. It is no function of a module, so Dask sends its code, and a scheduler that has no
    Summitry can pass it on; a worker that has none says so."""

    def report(order: dict[str, Any]) -> dict[str, Any]:
        try:
            from summitry.runs.clusterjob import work
        except ImportError as error:
            import socket

            reason = f"On {socket.gethostname()}: Summitry cannot be imported: {error}."
            return {"state": "failed", "reason": reason, "seconds": 0.0, "attempts": 1, "outputs": [], "log": ""}
        return work(order)

    return report


def _check(client: Client, desk: str, run: str, wanted: str, formats: Sequence[str]) -> None:
    """Refuse a cluster on which the jobs cannot be done, naming the machine. Only the standard library is asked first:
    what cannot be imported there cannot be called."""

    def everywhere(function: Any, *args: Any) -> dict[str, Any]:
        found: dict[str, Any] = client.run(function, *args, on_error="return")
        return found

    def named(worker: str) -> str:
        return f"{hosts[worker]} ({worker})" if worker in hosts else worker

    hosts = everywhere(socket.gethostname)
    here = platform.python_version()
    pythons = everywhere(platform.python_version)
    with contextlib.suppress(Exception):
        pythons["the scheduler"] = client.run_on_scheduler(platform.python_version)
    for worker, version in pythons.items():
        if str(version).split(".")[:2] != here.split(".")[:2]:
            raise RunError(
                f"Python is {version} on {named(worker)}, here it is {here}.", "Use the same on all machines."
            )
    remedy = f'Install it there: pip install "summitry[dask]=={__version__}", and start the worker anew.'
    for worker, version in everywhere(resolve_name, "summitry:__version__").items():
        if isinstance(version, Exception):
            raise RunError(f"Summitry cannot be imported on {named(worker)}: {version}.", remedy)
        if version != __version__:
            raise RunError(f"Summitry is {version} on {named(worker)}, here it is {__version__}.", remedy)
    for worker, why in everywhere(trouble, desk, run, wanted, formats).items():
        if why:
            raise RunError(f"No reports can be made on {named(worker)}.", str(why))


def _why(error: Any) -> str:
    if type(error).__name__ == "KilledWorker":
        return (
            f"{error.allowed_failures + 1} Dask workers died while they made it, the last at "
            f"{error.last_worker.address}; most often memory runs out. See the workers' logs."
        )
    return f"Dask could not do it: {one_line(error)}"
