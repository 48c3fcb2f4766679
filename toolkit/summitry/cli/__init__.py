"""The command line. Thin: every command calls one or two functions of the package and prints what they return.

The commands import what they need when they run, so that ``summitry --help`` answers at once.
"""

from __future__ import annotations

import sys

import click

from .. import __version__
from .common import Cli, common
from .desks import add, check, init, lab, new
from .making import batch, report, schedule
from .reading import export, extract, show
from .reviewing import log, review


@click.group(
    cls=Cli,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 some reports failed, 2 bad usage or bad input.",
)
@common
@click.version_option(__version__, "--version", prog_name="summitry")
def cli() -> None:
    """Sourced briefs from the coverage of leaders' meetings: who took part, what was signed, what was said.

    \b
    Example:
      summitry init ~/desk && cd ~/desk
      summitry new 2025-08-20-minsk story.txt --title "Official visit" --start 2025-08-20
      summitry report 2025-08-20-minsk
    """


for command in (init, new, add, show, extract, review, log, export, report, batch, schedule, check, lab):
    cli.add_command(command)


def main() -> None:
    """Entry point of the ``summitry`` command."""
    for stream in (sys.stdout, sys.stderr):
        # Names in a source may hold what the terminal's encoding does not.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="summitry")
