"""Commands about the desk itself: init, new, add, check, lab."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import Failed, common, complain, open_desk
from .display import clean, plural

if TYPE_CHECKING:
    from ..desk import Desk, Problem, Summit


@click.command(short_help="Make a folder a desk.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common
def init(folder: Path) -> None:
    """Make DIR a desk: its settings, templates, and folders for summits and reports. Nothing there is overwritten.

    \b
    Example:
      summitry init ~/desk
    """
    from ..desk import init_desk

    click.echo(str(init_desk(folder).root))


@click.command(short_help="Make the folder of a summit.")
@click.argument("summit")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the meeting was, in a line.")
@click.option("--start", required=True, metavar="DATE", help="First day, as 2025-08-20 (or 2025-08, 2025).")
@click.option("--end", metavar="DATE", help="Last day, if it is another.")
@click.option("--city", help="Where it was held.")
@click.option("--country", metavar="CODE", help="The country it was held in, as BLR (ISO 3166-1 alpha-3).")
@click.option("--venue", help="The building.")
@click.option("--host", metavar="CODE", help="The hosting side (default: the country).")
@click.option("--party", "parties", multiple=True, metavar="CODE", help="A side that took part; give one each.")
@click.option("--format", type=click.Choice(["bilateral", "multilateral"]), help="How many sides met.")
@common
def new(summit: str, sources: tuple[Path, ...], title: str, start: str, **settings: Any) -> None:
    """Make the folder of a summit, and copy its coverage into it.

    SUMMIT is the id by which everything else names it: lower-case letters, digits and hyphens.

    \b
    Example:
      summitry new 2025-08-20-minsk story.txt readout.pdf --title "Official visit" --start 2025-08-20 \\
          --city Minsk --country BLR --party BLR --party IRN
    """
    given = {name: value for name, value in settings.items() if value}
    made = open_desk().new_summit(summit, title=title, start=start, **given)
    click.echo(str(made.path))
    _add(made, sources)


@click.command(short_help="Copy coverage into a summit.")
@click.argument("summit")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@common
def add(summit: str, sources: tuple[Path, ...]) -> None:
    """Copy coverage into a summit, byte for byte: .txt .md .html .pdf .docx .eml

    What cannot be read is refused; what is there already is not added twice.

    \b
    Example:
      summitry add 2025-08-20-minsk belta.html readout.pdf
    """
    _add(open_desk().summit(summit), sources)


def _add(summit: Summit, sources: tuple[Path, ...]) -> None:
    refused = 0
    for added in summit.add(sources) if sources else ():
        if added.status == "added":
            click.echo(clean(added.message))
        else:
            refused += added.status == "refused"
            complain(added.message, added.remedy, kind="error" if added.status == "refused" else "notice")
    if refused:
        raise Failed(2)


@click.command(short_help="Name everything in the desk that is broken.")
@common
def check() -> None:
    """Name everything in the desk that is broken or worth knowing, at once.

    Exit code 2 where something is broken, 0 where there are only notices.

    \b
    Example:
      summitry check
    """
    problems = [*(desk := open_desk()).check(), *_format_problems(desk), *_template_problems(desk)]
    for problem in problems:
        click.echo(f"{problem.level}: {clean(problem)}")
        if problem.remedy:
            click.echo(f"  → {clean(problem.remedy)}")
    errors = sum(problem.level == "error" for problem in problems)
    click.echo(f"{plural(errors, 'error')}, {plural(len(problems) - errors, 'notice')} in {clean(desk.root)}")
    if errors:
        raise Failed(2)


def _format_problems(desk: Desk) -> list[Problem]:
    """Formats that no report can be made as, or for which this machine lacks something."""
    from ..errors import RunError, SettingsError
    from ..problems import Problem
    from ..runs.formats import known, require

    try:
        formats = desk.settings.report.formats
        known(formats)
        require(formats)
    except SettingsError:  # the desk's own check has said so
        return []
    except RunError as error:
        return [Problem.of("desk.toml", error)]
    return []


def _template_problems(desk: Desk) -> list[Problem]:
    """Parameters cells that a run would refuse; what is no notebook at all, the desk's own check has said."""
    from ..check import template_fault
    from ..errors import TemplateError
    from ..problems import Problem
    from ..runs.parameters import read_parameters

    found: list[Problem] = []
    for path in desk.templates().values():
        try:
            if not template_fault(path):
                read_parameters(path)
        except TemplateError as error:
            found.append(Problem.of(f"templates/{path.name}", error))
    return found


@click.command(context_settings={"ignore_unknown_options": True}, short_help="Open a summit's workbook in JupyterLab.")
@click.argument("args", metavar="[SUMMIT] [JUPYTER OPTION]...", nargs=-1, type=click.UNPROCESSED)
@click.option("--print", "show_only", is_flag=True, help="Show the command instead of running it.")
@common
def lab(args: tuple[str, ...], show_only: bool) -> None:
    """Open JupyterLab in the desk, with the workbook of SUMMIT (default: the latest) in front.

    Further options go to JupyterLab as they are.

    \b
    Example:
      summitry lab 2025-08-20-minsk --no-browser --port=8899
    """
    import os
    import shlex
    import subprocess

    desk = open_desk()
    named = args[0] if args and not args[0].startswith("-") else None
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={desk.root}", *args[1 if named else 0 :]]
    workbook = _workbook(desk, named, make=not show_only)
    if workbook is not None:
        # Not the file as an argument: this way the address that --no-browser prints leads to it, too.
        command.append(f"--LabApp.default_url=/lab/tree/{workbook.relative_to(desk.root).as_posix()}")
    if show_only:
        click.echo(shlex.join(command))
        return
    environment = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1", "SUMMITRY_DESK": str(desk.root)}
    process = subprocess.Popen(command, cwd=desk.root, env=environment)
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:  # JupyterLab hears it too, and asks before it stops
            continue
    raise Failed(2 if code else 0)


def _workbook(desk: Desk, named: str | None, *, make: bool) -> Path | None:
    """The summit's workbook, made from the template where it is not there yet; None in a desk without summits."""
    from ..files import write_atomic
    from ..runs.parameters import prepared
    from ..runs.plan import find_template

    summits = desk.summits()
    if named is None and not summits:
        return None
    summit = desk.summit(named) if named else max(summits, key=lambda s: (s.settings.start, s.id))
    path = summit.path / "workbook.ipynb"
    if make and not path.exists():
        write_atomic(path, prepared(find_template(desk, "workbook"), {"summit": summit.id}), replace=False)
    return path
