"""Summitry: sourced briefs from the coverage of leaders' meetings.

>>> import summitry
>>> desk = summitry.open_desk("path/to/desk")                    # doctest: +SKIP
>>> desk.summit("2025-08-20-minsk").dossier().documents          # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from summitry.desk import Desk

__version__ = "0.1.0"
__all__ = ["__version__", "open_desk"]


def open_desk(path: Path | str | None = None) -> Desk:
    """The desk at ``path``, or the one above the working folder; see :func:`summitry.desk.open_desk`."""
    from summitry.desk import open_desk

    return open_desk(path)
