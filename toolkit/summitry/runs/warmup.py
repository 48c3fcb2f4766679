"""One report about an invented meeting, made and thrown away: what it loads is then there for every fork."""

from __future__ import annotations

import contextlib
import importlib
import tempfile
from pathlib import Path

_MODULES = ("matplotlib.pyplot", "pandas", "pyarrow.parquet", "summitry.desk", "summitry.dossier", "summitry.report",
            "summitry.sources", "summitry.exports.tables")  # fmt: skip
_STORY = """\
WARSAW, May 2, 2031 - Polish Foreign Minister Daniel Wolny and Kenyan Foreign Minister Amina Baraka held talks in
Warsaw on Friday. The ministers signed two memoranda of understanding on trade and energy.

"We will open a new chapter in trade," Baraka told reporters after the talks.

Wolny warned that tariffs would hurt both sides. He called for a ceasefire, and Baraka
rejected the proposal. A declaration on climate was adopted. The ministers laid a wreath before dinner at 19:30.
"""
# Another outlet's words for the same, so that there is something to compare, merge and draw.
_OTHER = """\
NAIROBI, May 3, 2031 - Foreign Ministers Dan Wolny of Poland and Aminah Baraka of Kenya held talks in Krakow on May 2.
Prime Minister Hamisi Odera praised the talks. Kim Bora, an analyst, watched.

They signed a Memorandum of Understanding on Energy between Poland and Kenya, welcomed by President Daudi Kamau.
Baraka said Kenya supports free trade.
"We oppose any tariffs," Wolny said. They laid a wreath at the Victory Monument and visited a museum in Lodz.
"""
# Of an address as short as that trafilatura asks its table of ten thousand public suffixes, which takes longer to read
# than a figure takes to draw.
_PAGE = """\
<html><head><title>Talks in Warsaw</title><meta property="article:published_time" content="2031-05-02">
<link rel="canonical" href="https://www.ex.example/talks"></head><body><article><p>{}</p></article></body></html>
"""
_SETTINGS = """\
title = "Talks"
start = 2031-05-02
country = "POL"
parties = ["POL", "KEN"]
sources = [{ file = "other.txt", outlet = "The Example Courier", outlet_country = "KEN" },
           { file = "story.txt", outlet = "Example Agency", outlet_country = "POL" }]
"""


def warm(desk: str | None = None) -> None:
    """Load everything that a report needs. What fails here fails again, and is told, in the report itself."""
    for name in _MODULES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        if desk:  # for good: a desk's own vocabulary then costs nothing in its reports
            from summitry import open_desk, vocabulary

            for path in open_desk(desk).vocabulary():
                vocabulary.register(path)
    with contextlib.suppress(Exception), tempfile.TemporaryDirectory(prefix="summitry-") as folder:
        _rehearse(Path(folder))


def _rehearse(folder: Path) -> None:
    from summitry.report import Brief
    from summitry.summit import Summit

    (folder / "sources").mkdir()
    (folder / "sources" / "story.txt").write_text(_STORY, encoding="utf-8")
    (folder / "sources" / "other.txt").write_text(_OTHER, encoding="utf-8")
    (folder / "sources" / "page.html").write_text(_PAGE.format(_STORY), encoding="utf-8")
    (folder / "summit.toml").write_text(_SETTINGS, encoding="utf-8")
    dossier = Summit("2031-05-02-lantern-bay", folder).dossier()
    brief = Brief(dossier)
    for name in dir(Brief):
        section = getattr(brief, name)
        drawn = name.endswith("_figure") and name != "documents_figure"  # the first one loads what all need
        if callable(section) and not name.startswith("_") and name != "cite" and not drawn:
            section()
    for _ in dossier.files():
        pass
