"""Many jobs side by side in long-lived worker processes; one that fails never stops or taints the others."""

from __future__ import annotations

import contextlib
import os
import queue
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RunError
from . import made
from .execution import Execution, sweep
from .fingerprint import Fingerprint, Fingerprints
from .plan import Job, Outcome, Started, State, one_line

if TYPE_CHECKING:
    from .pool import Pool, Worker

TIMEOUT = 900.0  # seconds; a report takes one or two
_START = 180.0  # seconds for the processes to start, on a machine that is busy
_TICK = 0.2
# Failures that may not happen again: they are tried once more without being asked to.
_PASSING = ("kernel", "worker")
_LASTING = ("disk",)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_all(
    jobs: Sequence[Job],
    workers: int | None = None,
    *,
    timeout: float = TIMEOUT,
    retries: int | None = None,
    fail_fast: bool = False,
    force: bool = True,
    run: str = "",
    tell: Callable[[Started | Outcome], None] = lambda happened: None,
    kept: Callable[[Job, Sequence[str]], None] = lambda job, made: None,
    pool: Pool | None = None,
) -> list[Outcome]:
    """Run every job, ``workers`` at a time (default: one per core); ``tell`` hears of each as it begins and ends.

    ``retries`` is how often a job that failed is tried again; without it, once, and only where the failure was not the
    report's own (a dead kernel or worker). Without ``force``, a job that another run has made meanwhile is skipped.
    ``kept`` is called with the formats that were put in place, none for a report that failed; it may raise
    :class:`RunError`.
    ``pool`` is one that outlives the batch.
    The outcomes come back in the order of ``jobs``. An interrupt ends all running jobs, cleans up after them and passes
    through; reports made before it stay.
    """
    if not jobs:
        return []
    return _Batch(jobs, workers or cores(), timeout, retries, fail_fast, force, run, tell, kept, pool).run()


def run(job: Job, timeout: float = TIMEOUT) -> Outcome:
    """Run one job to its end. Every failure is an :class:`Outcome`; only an interrupt passes through."""
    return run_all([job], 1, timeout=timeout)[0]


@dataclass(slots=True, eq=False)
class _Task:
    """A job of the batch: what there is to know of it until it has an outcome."""

    job: Job
    seen: Mapping[str, Any]  # the record of the report as the batch began
    attempt: int = 1
    reason: str = ""  # why the last attempt did not do
    waiting_since: float | None = None  # for another run that is making the same report
    begun: float = field(default_factory=time.monotonic)
    deadline: float = 0.0
    execution: Execution | None = None
    fingerprint: Fingerprint = field(default_factory=dict)
    only: tuple[str, ...] = ()  # formats that are made from the notebook that stands; none: it is run
    published: Future[tuple[Path, ...]] | None = None


class _Batch:
    def __init__(
        self, jobs: Sequence[Job], workers: int, timeout: float, retries: int | None, fail_fast: bool, force: bool,
        run: str, tell: Callable[[Started | Outcome], None], kept: Callable[[Job, Sequence[str]], None],
        pool: Pool | None,
    ) -> None:  # fmt: skip
        from ..desk import Desk

        self._jobs, self._timeout, self._retries, self._fail_fast = jobs, timeout, retries, fail_fast
        self._force, self._run, self._tell, self._kept = force, run, tell, kept
        self._many = min(workers, len(jobs))
        self._fingerprints = Fingerprints(Desk(jobs[0].desk))
        self._waiting = deque(_Task(job, made.read(job)) for job in jobs)
        self._running: dict[Worker, _Task] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._pool, self._lasting = pool, pool is not None
        # Waiting for the disk is left to a thread, so that a worker has its next job meanwhile.
        self._publisher = ThreadPoolExecutor(1)
        self._publishing: list[_Task] = []
        self._stopped = ""

    def run(self) -> list[Outcome]:
        sweep(self._jobs[0].folder.parent)
        try:
            while self._waiting or self._running or self._publishing:
                self._dispatch()
                self._listen()
                self._take_published()
                self._stop_late()
        finally:
            self._publisher.shutdown(cancel_futures=True)  # what is being moved into place gets there
            if self._pool is not None and not self._lasting:
                self._pool.close()
            for worker in self._running:
                worker.end(0)
            for task in [*self._running.values(), *self._publishing, *self._waiting]:
                self._let_go(task)
        return [self._outcomes[id(job)] for job in self._jobs]

    def _dispatch(self) -> None:
        """Give jobs to workers until all are busy, or all that is left is being made by somebody else."""
        for _ in range(len(self._waiting)):
            if len(self._running) >= self._many:
                return
            task = self._waiting.popleft()
            if self._stopped:
                self._over(task, "skipped", self._stopped)
                continue
            try:
                ready = self._ready(task)
                if ready:
                    part = task.execution.prepare()  # type: ignore[union-attr]
            except OSError as error:
                self._over(task, "failed", _disk(error, task.job))
                continue
            if ready:
                self._begin(task, part)

    def _ready(self, task: _Task) -> bool:
        """Whether the task can start now; it may also be over, or have to wait for another run."""
        if task.execution is None:
            task.execution = Execution(task.job)
        if not task.execution.locked():
            task.waiting_since = task.waiting_since or time.monotonic()
            if time.monotonic() - task.waiting_since > self._timeout:
                reason = f"Stopped after {self._timeout:g} s: another run was still making this report."
                self._over(task, "failed", reason)
            else:
                self._waiting.append(task)
            return False
        task.fingerprint = self._fingerprints.of(task.job)
        record = made.read(task.job)
        if self._run and record.get("run") == self._run and not made.why(task.job, task.fingerprint, record):
            # Its maker died (with its machine) before it could say so, and the cluster gave the job to another.
            self._over(task, "done", outputs=tuple(task.job.output(name) for name in task.job.formats))
            return False
        renewed = record.get("at") != task.seen.get("at")
        if (renewed or not self._force) and record and not made.why(task.job, task.fingerprint, record):
            self._over(task, "skipped", "made by another run a moment ago" if renewed else "unchanged")
            return False
        task.only = () if self._force else made.missing(task.job, task.fingerprint, record)
        return True

    def _begin(self, task: _Task, part: Path) -> None:
        if self._pool is None:
            from .pool import Pool

            self._pool = Pool(task.job.desk, formats={name for job in self._jobs for name in job.formats})
        worker = self._pool.take()
        task.begun = time.monotonic()
        task.deadline = task.begun + _START + self._timeout
        self._running[worker] = task
        worker.order(task.job, part, task.only)
        self._tell(Started(task.job, task.attempt, task.reason))

    def _listen(self) -> None:
        """Wait for the next message of a worker, or for the next moment at which something is due."""
        if self._pool is None:
            time.sleep(_TICK if self._waiting else 0)
            return
        try:
            worker, message = self._pool.messages.get(timeout=_TICK)
        except queue.Empty:
            return
        task = self._running.get(worker) if worker else None
        if worker is None:
            pass  # something was published
        elif message is None:
            if task is not None:
                del self._running[worker]
                log = task.execution.log() if task.execution else ""
                self._failed(task, f"Its process ended by itself {worker.fate()}{_last(log)}.", "worker")
            self._pool.drop(worker)
        elif task is None:
            pass
        elif "began" in message:
            task.deadline = time.monotonic() + self._timeout
        else:
            del self._running[worker]
            self._pool.idle.append(worker)
            if message["reason"]:
                self._failed(task, message["reason"], message["cause"])
            else:
                self._publish(task)

    def _stop_late(self) -> None:
        now = time.monotonic()
        for worker, task in list(self._running.items()):
            if now > task.deadline:
                del self._running[worker]
                worker.end()
                where = task.execution.where() if task.execution else "still running"
                self._failed(task, f"Stopped after {self._timeout:g} s: {where}.", "timeout")

    def _publish(self, task: _Task) -> None:
        assert task.execution is not None and self._pool is not None
        messages = self._pool.messages
        task.published = self._publisher.submit(self._put_in_place, task)
        task.published.add_done_callback(lambda _: messages.put((None, None)))
        self._publishing.append(task)

    def _put_in_place(self, task: _Task) -> tuple[Path, ...]:
        assert task.execution is not None
        outputs = task.execution.publish(task.fingerprint, self._run, task.only)
        self._kept(task.job, task.only or tuple(dict.fromkeys((*task.job.formats, "ipynb"))))
        return outputs

    def _take_published(self) -> None:
        for task in [task for task in self._publishing if task.published and task.published.done()]:
            self._publishing.remove(task)
            assert task.published is not None
            try:
                outputs = task.published.result()
            except OSError as error:
                self._failed(task, _disk(error, task.job), "disk")
            except RunError as error:
                self._failed(task, one_line(error), "disk")
            else:
                self._over(task, "done", outputs=outputs)

    def _failed(self, task: _Task, reason: str, cause: str) -> None:
        """Try again, or leave what there is for whoever looks into it."""
        allowed = self._retries if self._retries is not None else int(cause in _PASSING)
        if task.attempt <= allowed and cause not in _LASTING and not self._stopped:
            task.attempt, task.reason = task.attempt + 1, reason
            self._waiting.appendleft(task)
            return
        if task.execution is not None:
            task.execution.keep_failed(reason)
            with contextlib.suppress(RunError):  # the failure itself is what has to be told
                self._kept(task.job, ())
        self._over(task, "failed", reason)

    def _over(self, task: _Task, state: State, reason: str = "", outputs: tuple[Path, ...] = ()) -> None:
        seconds = time.monotonic() - task.begun if state != "skipped" else 0.0
        log = task.execution.log() if task.execution else ""
        outcome = Outcome(task.job, state, reason, seconds, outputs, task.attempt, log)
        self._let_go(task)
        self._outcomes[id(task.job)] = outcome
        if state == "failed" and self._fail_fast and not self._stopped:
            self._stopped = f"not started after {task.job.summit} failed"
        self._tell(outcome)

    def _let_go(self, task: _Task) -> None:
        if task.execution is not None:
            task.execution.close()


def _disk(error: OSError, job: Job) -> str:
    return f"{error.filename or job.folder}: {error.strerror or error}."


def _last(log: str) -> str:
    from .pool import last_line

    return last_line(log)
