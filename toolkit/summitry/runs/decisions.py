"""Which jobs have to run, and why: what is there is compared with what it would be made from now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import SummitryError
from . import made
from .fingerprint import Fingerprints
from .plan import Job, Outcome, one_line

if TYPE_CHECKING:
    from ..desk import Desk


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a job has to run, and why."""

    job: Job
    run: bool
    why: str


def decide(desk: Desk, jobs: Iterable[Job], *, force: bool = False) -> list[Decision]:
    """What a run of ``jobs`` would do and why, in their order."""
    fingerprints = Fingerprints(desk)
    decisions = []
    for job in jobs:
        why = made.why(job, fingerprints.of(job), made.read(job))
        decisions.append(Decision(job, force or bool(why), why or ("forced" if force else "unchanged")))
    fingerprints.save()
    return decisions


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
