"""Commands that make reports: report, batch, schedule."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from .common import F, Failed, common, complain, open_desk, setup
from .display import as_table, clean

if TYPE_CHECKING:
    from ..desk import Desk
    from ..runs import Job, Outcome


def _options(command: F) -> F:
    """What report and batch have in common."""
    options = (
        click.option("--template", metavar="NAME", help="The template to run (default: the desk's, as a rule brief)."),
        click.option("--to", metavar="FORMATS", help="html, ipynb, or both with a comma (default: the desk's)."),
        click.option("-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE",
                     help="A parameter of the template; may be given several times."),
        click.option("--jobs", type=click.IntRange(1), metavar="N",
                     help="Reports made at once (default: one per core)."),
        click.option("--timeout", type=click.FloatRange(min=1), default=900, metavar="SECONDS", show_default=True,
                     help="Stop a report that takes longer."),
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

    desk = open_desk()
    for summit in summits:
        _ = desk.summit(summit).settings
    outcomes = _run(_planned(desk, summits, options), [], options)
    write_index(desk)
    for outcome in outcomes:
        if outcome.state != "done":
            kept = outcome.job.output("failed.ipynb")
            complain(
                f"No {outcome.job.template} of {outcome.job.summit}: {outcome.reason}",
                f"See where it stopped: {kept}" if kept.exists() else "Run it again with --debug to see more.",
            )
    for path in (path for outcome in outcomes for path in outcome.outputs):
        click.echo(str(path))
    if any(outcome.state != "done" for outcome in outcomes):
        raise Failed(1)


@click.command(short_help="Make the reports of all summits.")
@click.argument("summits", metavar="[SUMMIT]...", nargs=-1)
@_options
@common
def batch(summits: tuple[str, ...], **options: Any) -> None:
    """Make the reports of all summits of the desk (or of those named), and the page that lists them.

    One that fails does not stop the others, and leaves its last good report as it was. Exit code 1 if any failed.

    \b
    Example:
      summitry batch --template brief --to html --jobs 4
    """
    from ..runs.batch import unusable
    from ..runs.index import write_index

    desk = open_desk()
    for summit in summits:
        _known(desk, summit)
    jobs = _planned(desk, summits or _all(desk), options)
    usable, failed = unusable(desk, jobs)
    outcomes = _run(usable, failed, options)
    index = write_index(desk)
    click.echo(as_table([_row(outcome) for outcome in outcomes]), nl=False)
    for outcome in outcomes:
        if outcome.reason:  # on lines of their own, where nothing is cut off
            click.echo(f"{outcome.state} {outcome.job.summit} {outcome.job.template}: {clean(outcome.reason)}")
    states = [outcome.state for outcome in outcomes]
    click.echo(f"{states.count('done')} done, {states.count('failed')} failed, {states.count('skipped')} skipped")
    click.echo(str(index))
    if len(states) != states.count("done"):
        raise Failed(1)


def _planned(desk: Desk, summits: Sequence[str], options: dict[str, Any]) -> list[Job]:
    from ..runs.parameters import convert_parameters
    from ..runs.plan import find_template, plan

    defaults = desk.settings.report
    template = options["template"] or defaults.template
    formats = [name.strip() for name in options["to"].split(",")] if options["to"] else list(defaults.formats)
    values = convert_parameters(find_template(desk, template), dict(options["parameters"]))
    return plan(desk, summits, template, formats, values)


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


def _run(jobs: list[Job], known: list[Outcome], options: dict[str, Any]) -> list[Outcome]:
    """Outcomes in the order of the jobs, ``known`` ones first; after an interrupt the unfinished count as skipped."""
    from ..runs import Outcome
    from ..runs.batch import run_all

    heard: list[Outcome] = []
    with _progress(len(jobs) + len(known)) as tell, _interruptible():

        def listen(outcome: Outcome) -> None:
            heard.append(outcome)
            tell(outcome)

        for outcome in known:
            tell(outcome)
        try:
            done = run_all(jobs, options["jobs"], timeout=options["timeout"], tell=listen)
        except KeyboardInterrupt:
            finished = {id(outcome.job) for outcome in heard}
            done = heard + [Outcome(job, "skipped", "interrupted") for job in jobs if id(job) not in finished]
    return known + done


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
def _progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Say on standard error how far it is: a bar on a terminal, plain lines elsewhere."""
    debug = setup().debug
    if not sys.stderr.isatty():
        count = 0

        def line(outcome: Outcome) -> None:
            nonlocal count
            count += 1
            click.echo(f"[{count}/{total}] {_said(outcome)}", err=True)
            if debug and outcome.log:
                click.echo(outcome.log, err=True)

        yield line
        return

    from tqdm import tqdm

    failed = 0
    shape = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}, about {remaining} left]"
    with tqdm(total=total, bar_format=shape, dynamic_ncols=True, leave=False) as bar:

        def step(outcome: Outcome) -> None:
            nonlocal failed
            failed += outcome.state == "failed"
            bar.set_description(f"{outcome.job.summit}{f' ({failed} failed)' if failed else ''}", refresh=False)
            bar.update()
            if debug and outcome.log:
                bar.write(outcome.log, file=sys.stderr)

        yield step


def _said(outcome: Outcome) -> str:
    why = f": {clean(outcome.reason)}" if outcome.reason else ""
    return f"{outcome.state} {outcome.job.summit} {outcome.job.template} {outcome.seconds:.1f} s{why}"


def _row(outcome: Outcome) -> dict[str, Any]:
    job = outcome.job
    seconds = f"{outcome.seconds:.1f}"
    return {"state": outcome.state, "summit": job.summit, "template": job.template, "seconds": seconds}


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
