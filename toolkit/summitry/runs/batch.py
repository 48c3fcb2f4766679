"""Many jobs side by side, each in its own process; one that fails never stops the others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import SummitryError
from .execution import POLL, TIMEOUT, Execution
from .plan import Job, Outcome, one_line

if TYPE_CHECKING:
    from ..desk import Desk


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def unusable(desk: Desk, jobs: Iterable[Job]) -> tuple[list[Job], list[Outcome]]:
    """The jobs that can start, and outcomes for those whose summit's settings cannot be used."""
    good: list[Job] = []
    failed: list[Outcome] = []
    for job in jobs:
        try:
            desk.summit(job.summit)
        except SummitryError as error:
            failed.append(Outcome(job, "failed", one_line(error)))
        else:
            good.append(job)
    return good, failed


def run_all(
    jobs: Sequence[Job],
    workers: int | None = None,
    *,
    timeout: float = TIMEOUT,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Run every job, ``workers`` at a time (default: one per core); ``tell`` hears of each as it ends.

    The outcomes come back in the order of ``jobs``. An interrupt ends all running jobs, cleans up after them and passes
    through; reports made before it stay.
    """
    waiting = list(reversed(jobs))
    running: list[Execution] = []
    outcomes: dict[int, Outcome] = {}
    try:
        while waiting or running:
            while waiting and len(running) < (workers or cores()):
                running.append(Execution(waiting.pop(), timeout))
            for execution in list(running):
                outcome = execution.poll()
                if outcome is not None:
                    running.remove(execution)
                    execution.stop()
                    outcomes[id(execution.job)] = outcome
                    tell(outcome)
            time.sleep(POLL)
    finally:
        for execution in running:
            execution.stop()
    return [outcomes[id(job)] for job in jobs]
