"""``reports/index.html``: the list of all reports that are there, read from the folder itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..errors import SummitryError
from ..files import write_atomic

if TYPE_CHECKING:
    from ..desk import Desk
    from ..settings import SummitSettings

NAME = "index.html"
# More are counted: "China, India, Iran and seven others".
_PARTIES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One report that stands in ``reports/``; ``failed`` says that a later attempt did not succeed."""

    path: Path
    summit: str
    template: str
    made: datetime
    failed: bool
    settings: SummitSettings | None

    @property
    def start(self) -> str:
        """The meeting's first day; without usable settings, the date that most summit ids begin with."""
        return self.settings.start if self.settings else self.summit[:10]


def entries(desk: Desk) -> list[Entry]:
    """All HTML reports of the desk, the newest meeting first."""
    found = list(_entries(desk))
    return sorted(found, key=lambda e: (e.start, e.summit, e.template), reverse=True)


def write_index(desk: Desk) -> Path:
    """Write ``reports/index.html`` anew from what is there; returns its path."""
    from filelock import FileLock

    locks = desk.reports / ".locks"
    locks.mkdir(parents=True, exist_ok=True)
    path = desk.reports / NAME
    with FileLock(locks / "index.lock"):  # listing and writing are one step, or two runs could lose a line
        write_atomic(path, render(_title(desk), entries(desk)))
    return path


def render(title: str, reports: list[Entry]) -> str:
    """The page: no script, no request, everything escaped."""
    rows = "\n".join(_row(entry) for entry in reports)
    count = f"{len(reports)} report{'' if len(reports) == 1 else 's'}"
    empty = '<p class="empty">No report yet. Make them all with <code>summitry batch</code>.</p>'
    table = f"<table>\n<thead>{_HEAD}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>" if reports else empty
    return _PAGE.format(title=escape(title), count=count, table=table, style=_STYLE)


def _entries(desk: Desk) -> Iterator[Entry]:
    for path in desk.reports.glob("*/*.html"):
        summit, template = path.parent.name, path.stem
        if summit.startswith(".") or template.startswith(".") or not path.is_file():
            continue
        try:
            settings = desk.summit(summit).settings
        except SummitryError:
            settings = None  # the summit is gone or broken, its report still stands
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        failed = path.with_name(f"{template}.failed.ipynb").exists()
        yield Entry(path, summit, template, made, failed, settings)


def _row(entry: Entry) -> str:
    from .. import vocabulary, words

    settings = entry.settings
    days = words.days(settings.start, settings.end) if settings else ""
    country = vocabulary.country_name(settings.country) if settings and settings.country else None
    place = ", ".join(part for part in ((settings.city if settings else None), country) if part)
    parties = [vocabulary.country_name(code) for code in settings.parties] if settings else []
    sides = words.outlets(parties, _PARTIES) if len(parties) > _PARTIES else ", ".join(parties)
    link = quote(f"{entry.path.parent.name}/{entry.path.name}")
    stale = '<br><span class="stale">a later attempt failed; this is the last good one</span>' if entry.failed else ""
    made = words.day(f"{entry.made:%Y-%m-%d}")
    cells = (
        f'<a href="{link}">{escape(settings.title if settings else entry.summit)}</a>{stale}',
        escape(words.sentence(entry.template)), f'<span class="days">{escape(days)}</span>', escape(place),
        escape(sides), f'<time datetime="{entry.made:%Y-%m-%dT%H:%M:%SZ}">{made}, {entry.made:%H:%M}</time>',
    )  # fmt: skip
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _title(desk: Desk) -> str:
    try:
        return desk.settings.title
    except SummitryError:
        return desk.root.name


_HEAD = "<tr>" + "".join(
    f'<th scope="col">{name}</th>' for name in ("Meeting", "Report", "Dates", "Place", "Parties", "Made (UTC)")
) + "</tr>"  # fmt: skip
_STYLE = """\
:root { color-scheme: light; font: 16px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 70rem; color: #1b1f24; background: #fff; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
p { margin: .25rem 0 1.5rem; color: #59616b; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: .8rem; font-weight: 600; color: #59616b; border-bottom: 2px solid #1b1f24; }
th, td { padding: .55rem .9rem .55rem 0; vertical-align: top; }
td { border-bottom: 1px solid #c9d0d8; }
td:first-child { min-width: 16rem; }
td:last-child { padding-right: 0; }
tbody tr:hover { background: #f5f7f9; }
a { color: #0b5394; font-weight: 600; text-decoration-thickness: 1px; text-underline-offset: 2px; }
time, .days { font-variant-numeric: tabular-nums; }
.stale { font-size: .85rem; color: #8a3b00; }
@media (max-width: 45rem) {
  thead { position: absolute; left: -999rem; }
  tr, td { display: block; border: 0; padding: 0 0 .1rem; }
  tr { padding: .7rem 0; border-bottom: 1px solid #c9d0d8; }
  td:last-child::before { content: "Made "; color: #59616b; }
}
@media print { body { padding: 0; } a { color: inherit; } }
"""
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}: reports</title>
<style>
{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{count}</p>
{table}
</body>
</html>
"""
