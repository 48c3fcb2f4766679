"""What the cells of the report templates call: a summit's dossier, section by section, as HTML that Jupyter shows.

>>> from summitry import report
>>> brief = report.open("2025-08-20-minsk")                                                   # doctest: +SKIP
>>> brief.headline()                                                                          # doctest: +SKIP
"""

from __future__ import annotations

from summitry.report.brief import Brief, style

__all__ = ["Brief", "open", "style"]


def open(summit: str, desk: str = "", *, main_positions: int = 3, show_mentioned: bool = True) -> Brief:
    """The brief of ``summit``. ``desk`` is a desk's folder; empty, the desk above the working folder.

    ``main_positions`` is how many positions the headline block shows, ``show_mentioned`` whether persons who are named
    without taking part are listed. Raises :class:`summitry.errors.SummitryError` for an unknown desk or summit.
    """
    from summitry.desk import open_desk

    dossier = open_desk(desk or None).summit(summit).dossier()
    return Brief(dossier, main_positions=main_positions, show_mentioned=show_mentioned)
