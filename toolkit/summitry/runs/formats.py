"""What a report can be made as: a small registry, and what each format needs of the machine.

A format beside HTML is a function from a :class:`.paper.Paper` to bytes. The executed notebook is always kept: it says
how the report was made, and a format that is asked for later is made from it.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import RunError

if TYPE_CHECKING:
    from .paper import Paper


@dataclass(frozen=True, slots=True)
class Format:
    """A format of reports: the module that writes it, and the extra of this package that it needs, if any."""

    name: str
    module: str = ""
    extra: str = ""
    needs: str = ""

    def load(self) -> None:
        """Import what writes it; that takes a second for some."""
        for name in filter(None, (self.needs, self.module)):
            importlib.import_module(name, __package__)

    def write(self, paper: Paper) -> bytes:
        """The report's bytes."""
        write: Callable[[Paper], bytes] = importlib.import_module(self.module, __package__).write
        return write(paper)


FORMATS = {
    one.name: one for one in (
        Format("html"), Format("pdf", ".pdf", extra="pdf", needs="weasyprint"), Format("docx", ".docx"), Format("ipynb")
    )
}  # fmt: skip


def known(names: Collection[str]) -> None:
    """Raise :class:`RunError` for a name that is no format, and for no name at all."""
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise RunError(f"A report cannot be made as '{', '.join(unknown)}'.", f"The formats are: {', '.join(FORMATS)}.")


def require(names: Iterable[str]) -> None:
    """Raise :class:`RunError` for what formats need and this machine does not have."""
    for name in names:
        one = FORMATS[name]
        if one.needs and importlib.util.find_spec(one.needs) is None:
            raise RunError(f"For {name.upper()}, {one.needs} is missing.", f"Install it: {install(one.extra)}")
        if name == "pdf":
            _check_pango()


def install(extra: str) -> str:
    """The command that installs an extra into this environment."""
    if importlib.util.find_spec("pip") is None:
        return f'uv pip install --python {sys.executable} "summitry[{extra}]"'
    return f'{sys.executable} -m pip install "summitry[{extra}]"'


def _check_pango() -> None:
    """WeasyPrint draws with Pango, which no Python package brings along."""
    import ctypes

    try:
        for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0"):  # loads faster than WeasyPrint
            ctypes.CDLL(name)
    except OSError:
        try:
            importlib.import_module("weasyprint")
        except OSError:
            remedy = "brew install pango" if sys.platform == "darwin" else (
                "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu)"
            )  # fmt: skip
            raise RunError("For PDF, the system's library Pango is missing.", f"Install it: {remedy}") from None
