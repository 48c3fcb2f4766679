"""Making reports: papermill in batches, each report in a process of its own, nothing lost on the way.

>>> from summitry.runs import make_report
>>> make_report(summitry.open_desk(), "2025-08-20-minsk")                                    # doctest: +SKIP
Outcome(job=Job(...), state='done', ..., outputs=(PosixPath('.../reports/2025-08-20-minsk/brief.html'),))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .formats import FORMATS
from .plan import Job, Outcome, plan

if TYPE_CHECKING:
    from ..desk import Desk

__all__ = ["FORMATS", "Job", "Outcome", "make_report", "plan"]


def make_report(
    desk: Desk,
    summit_id: str,
    template: str = "brief",
    formats: Sequence[str] = ("html",),
    parameters: Mapping[str, Any] | None = None,
) -> Outcome:
    """Make one report and put it into ``reports/<summit-id>/``.

    A report that fails is an :class:`Outcome` with its reason. What is wrong before it can start raises a
    :class:`~summitry.errors.SummitryError`: an unknown summit, template, format or parameter.
    """
    from .batch import run
    from .formats import require
    from .index import write_index

    desk.summit(summit_id)
    jobs = plan(desk, [summit_id], template, formats, parameters)
    require(formats)
    outcome = run(jobs[0])
    write_index(desk)
    return outcome
