"""What all commands share: the options --desk and --debug, and errors in two lines without a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from ..errors import SummitryError
from .display import clean

if TYPE_CHECKING:
    from ..desk import Desk
    from ..runs.places import OnDisk

F = TypeVar("F", bound=Callable[..., Any])
Failed = click.exceptions.Exit


@dataclass(slots=True)
class Setup:
    """What the common options say."""

    desk: str | None = None  # a path, or a URL
    debug: bool = False


class Failure(click.ClickException):
    """An error as people see it: what happened, then what to do next."""

    exit_code = 2

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy

    def show(self, file: IO[Any] | None = None) -> None:
        complain(self.message, self.remedy)


class Cli(click.Group):
    """The group of commands; turns what they raise into a :class:`Failure`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which an analyst meets them, not by the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            called = error.ctx.command_path if error.ctx else "summitry"
            raise Failure(error.format_message(), f"See how it is called: {called} --help") from None
        except (click.ClickException, click.Abort, Failed):
            raise
        except Exception as error:
            if setup(ctx).debug or (isinstance(error, OSError) and error.errno == errno.EPIPE):
                raise
            raise _failure(error) from None


class DeskAddress(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A path, which a shell completes, or a URL."""

    name = "path"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        return click.Path().shell_complete(ctx, param, incomplete)


@contextlib.contextmanager
def desk_place() -> Iterator[OnDisk]:
    """The place of the desk, which may also be in a bucket."""
    from ..bucket import is_url
    from ..desk import DESK_VARIABLE
    from ..runs.places import place

    given = setup().desk or os.environ.get(DESK_VARIABLE, "")
    with place(given if is_url(given) else open_desk()) as found:
        yield found


def setup(ctx: click.Context | None = None) -> Setup:
    """The common options of the command that is running."""
    found: Setup = (ctx or click.get_current_context()).find_root().ensure_object(Setup)
    return found


def open_desk() -> Desk:
    """The desk of --desk, else the one above the working folder."""
    from ..desk import open_desk

    return open_desk(setup().desk)


def common(command: F) -> F:
    """Give a command the options --desk and --debug; given anywhere on the line, they mean the same."""
    options = (
        click.option(
            "--desk", type=DeskAddress(), expose_value=False, callback=_set("desk"), metavar="PATH",
            help="The desk to work on (default: the one above the working folder); for report and batch also a URL.",
        ),
        click.option(
            "--debug", is_flag=True, default=False, expose_value=False, callback=_set("debug"),
            help="Show tracebacks and the noise of kernels.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def complain(message: str, remedy: str = "", *, kind: str = "error") -> None:
    """Two lines on standard error: what happened, and what to do next."""
    click.echo(f"{kind}: {clean(message)}", err=True)
    if remedy:
        click.echo(f"  → {clean(remedy)}", err=True)


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            setattr(setup(ctx), name, value)

    return callback


def _failure(error: Exception) -> Failure:
    if isinstance(error, SummitryError):
        return Failure(error.message, error.remedy)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return Failure(f"{where}{error.strerror}.", "Check the path, its permissions and the space left on the disk.")
    return Failure(
        f"Unexpected {type(error).__name__}: {error}",
        "This is a fault in Summitry: run the command again with --debug, and report what it shows.",
    )
