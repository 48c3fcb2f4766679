"""Commands that make reports: report, batch, schedule."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from .common import F, Failed, common, complain, desk_place, open_desk
from .display import as_json, as_table, clean
from .session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from ..desk import Desk
    from ..runs.decisions import Decision
    from ..runs.places import OnDisk
    from ..runs.plan import Job, Outcome

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
      summitry report 2025-08-20-minsk --template brief --to html,pdf -p main_positions 5
    """
    with desk_place() as place:
        desk = place.desk
        for summit in summits:
            _ = desk.summit(summit).settings
        jobs = _planned(desk, summits, options)
        with Session(place, len(jobs)) as session:
            session.begin(len(jobs), 0)
            outcomes = session.run(jobs, options)
            index, _ = _listed(place)
            session.end([outcome.state for outcome in outcomes], index)
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
    from ..runs.decisions import decide, unusable
    from ..runs.execution import sweep
    from ..runs.index import NAME
    from ..runs.plan import Outcome

    desk = place.desk
    for summit in summits:
        _known(desk, summit)
    jobs = _planned(desk, summits or _all(desk), options)
    decisions = decide(desk, jobs, force=options["force"])
    if options["dry_run"]:
        _print_plan(decisions, options["as_events"])
        return
    sweep(desk.reports)
    usable, failed = unusable(desk, [one.job for one in decisions if one.run])
    skipped = [Outcome(one.job, "skipped", one.why) for one in decisions if not one.run]
    with Session(place, len(usable) + len(failed), events=options["as_events"]) as session:
        session.begin(sum(one.run for one in decisions), len(skipped))
        session.know(skipped, failed)
        outcomes = skipped + failed + session.run(usable, options)
        index, listed = desk.reports / NAME, True
        if usable or failed or not index.exists():
            index, listed = _listed(place)
        states = [outcome.state for outcome in outcomes]
        session.end(states, index)
    if not options["as_events"]:
        _print_outcomes(outcomes, place)
        click.echo(place.shown(index))
    if "failed" in states or session.interrupted or not listed:
        raise Failed(1)


def _listed(place: OnDisk) -> tuple[Path, bool]:
    """Write the gallery; its path, and whether that succeeded. What became of the reports is told in any case."""
    from ..runs.index import NAME, write_index

    index = place.desk.reports / NAME
    try:
        place.look_again()
        place.keep(write_index(place.desk))
    except OSError as error:
        message = f"{index}: {error.strerror or error}. The list of reports is as it was."
        complain(message, "Make room, and run the same command again.")
        return index, False
    return index, True


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

    if options["dask"] and options["jobs"]:
        raise click.UsageError("--jobs is for this machine; a Dask worker makes as many at once as it has threads.")
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
