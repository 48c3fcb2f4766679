"""A run as the command line shows it, and what it writes down meanwhile."""

from __future__ import annotations

import contextlib
import functools
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from .common import complain, setup
from .display import as_json, clean

if TYPE_CHECKING:
    from pathlib import Path

    from ..runs.places import OnDisk
    from ..runs.plan import Job, Outcome, Started


class Session:
    """A run as the command line shows it: progress on standard error, the log, and on request events for programs."""

    def __init__(self, place: OnDisk, total: int, *, events: bool = False) -> None:
        from ..runs.log import RunLog, run_id

        self.id = run_id()
        self.interrupted = False
        self._place = place
        self._log = RunLog(place.desk.reports, self.id)
        self._events = events
        self._total = total
        self._stack = contextlib.ExitStack()
        self._heard: list[Outcome] = []
        self._complained = False

    def __enter__(self) -> Session:
        self._show = self._stack.enter_context(_progress(self._total))
        self._stack.enter_context(_interruptible())
        return self

    def __exit__(self, *_: object) -> None:
        self._keep()
        self._stack.close()

    def begin(self, many: int, skip: int) -> None:
        """Say what is going to be done."""
        self._write("begin", jobs=many + skip, run_now=many, skip=skip, version=__version__)

    def know(self, *outcomes: Sequence[Outcome]) -> None:
        """Say what is clear before anything is run."""
        from ..runs import log

        known = [outcome for several in outcomes for outcome in several]
        self._record([log.of(outcome, self.id) for outcome in known])
        for outcome in known:
            if outcome.state == "failed":
                self._show(outcome)

    def run(self, jobs: list[Job], options: dict[str, Any]) -> list[Outcome]:
        """Outcomes in the order of the jobs; after an interrupt the unfinished count as skipped."""
        from ..runs.plan import Outcome

        chosen = {
            "timeout": options["timeout"], "retries": options["retries"], "fail_fast": options.get("fail_fast", False),
            "force": options.get("force", True), "run": self.id, "tell": self._hear,
        }  # fmt: skip
        try:
            if options["dask"]:
                notice = functools.partial(complain, kind="notice")
                return self._place.run_on_cluster(jobs, options["dask"], notice=notice, **chosen)
            return self._place.run_all(jobs, options["jobs"], **chosen)
        except KeyboardInterrupt:
            self.interrupted = True
            finished = {id(outcome.job) for outcome in self._heard}
            left = [Outcome(job, "skipped", "interrupted") for job in jobs if id(job) not in finished]
            self.know(left)
            return self._heard + left

    def end(self, states: Sequence[str], index: Path) -> None:
        """Say how it ended."""
        counts = {state: states.count(state) for state in ("done", "failed", "skipped")}
        self._write("end", **counts, interrupted=self.interrupted, index=self._place.shown(index))
        self._keep()

    def _hear(self, happened: Started | Outcome) -> None:
        from ..runs import log
        from ..runs.plan import Outcome

        self._record([log.of(happened, self.id)])
        if isinstance(happened, Outcome):
            self._heard.append(happened)
        self._show(happened)

    def _write(self, kind: str, **values: Any) -> None:
        from ..runs import log

        self._record([log.event(kind, self.id, **values)])

    def _record(self, events: Sequence[dict[str, Any]]) -> None:
        if self._events:
            for event in events:
                click.echo(as_json(event, indent=None))
        try:
            self._log.append(events)
        except OSError as error:  # the reports themselves say whether there is room for them
            self._complain(f"{self._log.path}: {error.strerror}.")
        else:
            self._keep(soon=True)

    def _keep(self, *, soon: bool = False) -> None:
        from ..errors import RunError

        if self._log.path.exists():
            try:
                self._place.keep(self._log.path, soon=soon)
            except RunError as error:
                self._complain(error.message)

    def _complain(self, what: str) -> None:
        if not self._complained:
            complain(what, "The run goes on without its log.", kind="notice")
        self._complained = True


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Take SIGTERM (systemd, cron) and SIGHUP like Ctrl-C; once interrupted, cleaning up is not interrupted again."""
    names = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def interrupt(*_: object) -> None:
        for number in names:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[Started | Outcome], None]]:
    """Say on standard error how far it is: a bar on a terminal, plain lines elsewhere."""
    from ..runs.plan import Started

    debug = setup().debug
    if not sys.stderr.isatty():
        count = 0

        def line(happened: Started | Outcome) -> None:
            nonlocal count
            if isinstance(happened, Started):
                if happened.attempt > 1:
                    why = clean(happened.reason)
                    click.echo(f"again {happened.job.summit} {happened.job.name}, attempt {happened.attempt}: {why}",
                               err=True)  # fmt: skip
                return
            count += 1
            click.echo(f"[{count}/{total}] {_said(happened)}", err=True)
            if debug and happened.log:
                click.echo(happened.log, err=True)

        yield line
        return

    from tqdm import tqdm

    failed = 0
    shape = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}, {rate_fmt}, about {remaining} left]"
    with tqdm(total=total, bar_format=shape, dynamic_ncols=True, leave=False, unit="report", smoothing=0.1) as bar:

        def step(happened: Started | Outcome) -> None:
            nonlocal failed
            failed += not isinstance(happened, Started) and happened.state == "failed"
            bar.set_description(f"{happened.job.summit}{f' ({failed} failed)' if failed else ''}", refresh=False)
            if isinstance(happened, Started):
                bar.refresh()
                return
            bar.update()
            if debug and happened.log:
                bar.write(happened.log, file=sys.stderr)

        yield step


def _said(outcome: Outcome) -> str:
    why = f": {clean(outcome.reason)}" if outcome.reason else ""
    return f"{outcome.state} {outcome.job.summit} {outcome.job.name} {outcome.seconds:.1f} s{why}"
