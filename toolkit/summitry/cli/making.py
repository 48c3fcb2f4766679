"""Commands that make reports: report, batch, schedule."""

from __future__ import annotations

import contextlib
import functools
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from .common import F, Failed, common, complain, desk_place, open_desk, setup
from .display import as_json, as_table, clean

if TYPE_CHECKING:
    from pathlib import Path

    from ..desk import Desk
    from ..runs.batch import Decision
    from ..runs.places import OnDisk
    from ..runs.plan import Job, Outcome, Started

_TABLE = 40  # with more reports than this, the table at the end leaves out those that are unchanged


def _options(command: F) -> F:
    """What report and batch have in common."""
    options = (
        click.option("--template", "templates", multiple=True, metavar="NAME",
                     help="The template to run (default: the desk's, as a rule brief); may be given several times."),
        click.option("--to", metavar="FORMATS",
                     help="html, pdf, docx, ipynb, or several with commas (default: the desk's)."),
        click.option("-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE",
                     help="A parameter of the template; may be given several times."),
        click.option("--grid", multiple=True, metavar="NAME=V1,V2,...",
                     help="A report for each value of a parameter (a JSON list where values hold commas); given "
                          "several times, for each combination."),
        click.option("--jobs", type=click.IntRange(1), metavar="N",
                     help="Reports made at once (default: one per core)."),
        click.option("--dask", metavar="ADDRESS",
                     help="Make them on the Dask cluster whose scheduler is at ADDRESS, such as tcp://HOST:8786."),
        click.option("--timeout", type=click.FloatRange(min=1), default=900, metavar="SECONDS", show_default=True,
                     help="Stop a report that takes longer."),
        click.option("--retries", type=click.IntRange(0), metavar="N",
                     help="Try a report that failed N times more (default: once, only after a dead kernel or worker)."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command(short_help="Make the report of a summit.")
@click.argument("summits", metavar="SUMMIT...", nargs=-1, required=True)
@_options
@common
def report(summits: tuple[str, ...], **options: Any) -> None:
    """Make the report of a summit, and print where it is.

    \b
    Example:
      summitry report 2025-08-20-minsk
      summitry report 2025-08-20-minsk --template brief --to html,ipynb -p main_positions 5
    """
    from ..runs.index import write_index

    with desk_place() as place:
        desk = place.desk
        for summit in summits:
            _ = desk.summit(summit).settings
        jobs = _planned(desk, summits, options)
        with _Session(place, len(jobs)) as session:
            outcomes = session.run(jobs, options)
        place.look_again()
        place.keep(write_index(desk))
        for outcome in outcomes:
            if outcome.state != "done":
                kept = outcome.job.output("failed.ipynb")
                where = f"See where it stopped: {place.shown(kept)}" if kept.exists() else ""
                complain(
                    f"No {outcome.job.name} of {outcome.job.summit}: {outcome.reason}",
                    where or "Run it again with --debug to see more.",
                )
    for path in (path for outcome in outcomes for path in outcome.outputs):
        click.echo(str(path))
    if any(outcome.state != "done" for outcome in outcomes):
        raise Failed(1)


@click.command(short_help="Make the reports of all summits.")
@click.argument("summits", metavar="[SUMMIT]...", nargs=-1)
@_options
@click.option("--force", is_flag=True, help="Make unchanged reports, too.")
@click.option("--dry-run", is_flag=True, help="Only say what would be made, and why.")
@click.option("--fail-fast", is_flag=True, help="Start no more reports after one has failed.")
@click.option("--json", "as_events", is_flag=True, help="Print one JSON object per event, for programs.")
@common
def batch(summits: tuple[str, ...], **options: Any) -> None:
    """Make the reports of all summits of the desk (or of those named), and the page that lists them.

    A report that is there and whose sources, settings, template and parameters are unchanged is skipped. One that fails
    does not stop the others, and leaves its last good report as it was. Killed at any moment, the same command makes
    what is missing. Exit code 1 if any failed. What happened is also in reports/.runs/.

    \b
    Example:
      summitry batch --template brief --to html --jobs 4
      summitry batch --grid main_positions=3,5 --dry-run
      summitry batch --desk s3://bucket/desk --dask tcp://scheduler:8786
    """
    with desk_place() as place:
        _batch(place, summits, options)


def _batch(place: OnDisk, summits: Sequence[str], options: dict[str, Any]) -> None:
    from ..runs.batch import decide, unusable
    from ..runs.index import NAME, write_index
    from ..runs.plan import Outcome

    desk = place.desk
    for summit in summits:
        _known(desk, summit)
    jobs = _planned(desk, summits or _all(desk), options)
    decisions = decide(desk, jobs, force=options["force"])
    if options["dry_run"]:
        _print_plan(decisions, options["as_events"])
        return
    usable, failed = unusable(desk, [one.job for one in decisions if one.run])
    skipped = [Outcome(one.job, "skipped", one.why) for one in decisions if not one.run]
    with _Session(place, len(usable) + len(failed), events=options["as_events"]) as session:
        session.begin(decisions)
        session.know(skipped, failed)
        outcomes = skipped + failed + session.run(usable, options)
        index = desk.reports / NAME
        if usable or failed or not index.exists():
            place.look_again()
            place.keep(write_index(desk))
        states = [outcome.state for outcome in outcomes]
        session.end(states, index)
    if not options["as_events"]:
        _print_outcomes(outcomes, place)
        click.echo(place.shown(index))
    if "failed" in states or session.interrupted:
        raise Failed(1)


def _print_plan(decisions: Sequence[Decision], as_events: bool) -> None:
    for one in decisions if as_events else ():
        named = {"summit": one.job.summit, "template": one.job.template, "report": one.job.name}
        click.echo(as_json({"event": "plan", **named, "run": one.run, "reason": one.why}, indent=None))
    if as_events:
        return
    for one in decisions:
        click.echo(f"{'make' if one.run else 'skip'} {one.job.summit} {one.job.name}: {clean(one.why)}")
    many = sum(one.run for one in decisions)
    click.echo(f"{many} to make, {len(decisions) - many} to skip")


def _print_outcomes(outcomes: Sequence[Outcome], place: OnDisk) -> None:
    """The table at the end; on a large desk, unchanged reports are only counted."""
    shown = [one for one in outcomes if one.reason != "unchanged" or len(outcomes) <= _TABLE]
    if shown:
        click.echo(as_table([_row(outcome) for outcome in shown]), nl=False)
    for outcome in shown:
        if outcome.reason and outcome.reason != "unchanged":  # on lines of their own, where nothing is cut off
            kept = outcome.job.output("failed.ipynb")
            where = f" (see {place.shown(kept)})" if outcome.state == "failed" and kept.exists() else ""
            click.echo(f"{outcome.state} {outcome.job.summit} {outcome.job.name}: {clean(outcome.reason)}{where}")
    states = [outcome.state for outcome in outcomes]
    click.echo(f"{states.count('done')} done, {states.count('failed')} failed, {states.count('skipped')} skipped")


def _planned(desk: Desk, summits: Sequence[str], options: dict[str, Any]) -> list[Job]:
    from ..runs.formats import require
    from ..runs.parameters import convert_parameters
    from ..runs.plan import find_template, plan

    defaults = desk.settings.report
    templates = options["templates"] or (defaults.template,)
    formats = [name.strip() for name in options["to"].split(",")] if options["to"] else list(defaults.formats)
    axes = dict(_axis(text) for text in options["grid"])
    jobs: list[Job] = []
    for template in dict.fromkeys(templates):
        notebook = find_template(desk, template)
        values = convert_parameters(notebook, dict(options["parameters"]))
        grid = {
            name: [convert_parameters(notebook, {name: text})[name] for text in texts] for name, texts in axes.items()
        }
        jobs += plan(desk, summits, template, formats, values, grid)
    if not options["dask"]:  # else it is the workers' machines that need it
        require(formats)
    return jobs


def _axis(text: str) -> tuple[str, list[str]]:
    """``top=1,2`` or ``top=[1, 2]`` as a parameter's name and the values it takes."""
    name, found, values = text.partition("=")
    if values.lstrip().startswith("["):
        with contextlib.suppress(ValueError):
            listed = json.loads(values)
            return name.strip(), [one if isinstance(one, str) else json.dumps(one) for one in listed]
    texts = [value.strip() for value in values.split(",") if value.strip()]
    if not found or not texts:
        raise click.BadParameter(f"'{text}' is not NAME=V1,V2,…", param_hint="'--grid'")
    return name.strip(), list(dict.fromkeys(texts))


def _all(desk: Desk) -> list[str]:
    """Every summit folder that can be named, those with broken settings too: a batch says why they failed."""
    from ..errors import DeskError
    from ..files import checked_id

    found = []
    for path in sorted(desk.workbooks.glob("[!._]*")):
        if path.is_dir():
            try:
                found.append(checked_id(path.name))
            except DeskError as error:
                complain(f"workbooks/{path.name} is left out: {error.message}", error.remedy, kind="notice")
    return found


def _known(desk: Desk, summit: str) -> None:
    """Raise for a summit that is not there; one that is there with broken settings is a failed report of the batch."""
    from ..errors import SettingsError

    with contextlib.suppress(SettingsError):
        desk.summit(summit)


class _Session:
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

    def __enter__(self) -> _Session:
        self._show = self._stack.enter_context(_progress(self._total))
        self._stack.enter_context(_interruptible())
        return self

    def __exit__(self, *_: object) -> None:
        self._keep()
        self._stack.close()

    def begin(self, decisions: Sequence[Decision]) -> None:
        """Say what is going to be done."""
        many = sum(one.run for one in decisions)
        self._write("begin", jobs=len(decisions), run_now=many, skip=len(decisions) - many, version=__version__)

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
        if options["dask"] and options["jobs"]:
            raise click.UsageError("--jobs is for this machine; a Dask worker makes as many at once as it has threads.")
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


def _row(outcome: Outcome) -> dict[str, Any]:
    job = outcome.job
    seconds = f"{outcome.seconds:.1f}" if outcome.state != "skipped" else ""
    return {"state": outcome.state, "summit": job.summit, "report": job.name, "seconds": seconds}


@click.command(short_help="Print the cron or systemd text for a batch.")
@click.argument("when", default="0 6 * * *")
@click.option("--format", "form", type=click.Choice(["cron", "systemd"]), default="cron", help="Whose text to print.")
@click.option("--template", metavar="NAME", help="The template that the batch runs.")
@common
def schedule(when: str, form: str, template: str | None) -> None:
    """Print the crontab line, or the systemd service and timer, that makes this desk's reports at WHEN.

    WHEN is five fields as in a crontab: minute, hour, day of month, month, day of week. Nothing is installed.

    \b
    Example:
      summitry schedule "0 6 * * mon-fri"
      summitry schedule "30 5 * * *" --format systemd
    """
    from .. import schedule as texts

    desk = open_desk()
    command = texts.command(desk.root, template)
    make = texts.crontab if form == "cron" else texts.systemd
    click.echo(make(when, command, desk.root, desk.settings.title), nl=False)
