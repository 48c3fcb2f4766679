"""What the cells of ``templates/workbook.ipynb`` call: one summit's dossier, shown in JupyterLab."""

from __future__ import annotations

import html
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import DeskError
from summitry.explore import COLUMNS, table_html, values_of, worded, wording

if TYPE_CHECKING:
    from IPython.display import HTML

    from summitry.desk import Desk, Summit
    from summitry.dossier import Dossier
    from summitry.widgets import Explorer

# JupyterLab sets cells of tables to the right and in one line; texts are read from the left.
_STYLE = """<style>
.summitry-sheet { max-width: 1200px; line-height: 1.45; }
.summitry-sheet table { width: 100%; table-layout: auto; margin: 0; }
.summitry-sheet :is(th, td) {
  text-align: left !important; vertical-align: top; white-space: normal; padding: 5px 10px;
}
.summitry-sheet th { white-space: nowrap; }
</style>"""


@dataclass(frozen=True)
class Workbook:
    """A summit and its dossier as read when the workbook was opened; open it again after adding a source."""

    desk: Desk
    summit: Summit
    dossier: Dossier

    def heading(self) -> HTML:
        """Title, date, place and how much was found."""
        row = self.dossier.summits.iloc[0]
        dates = " to ".join(dict.fromkeys((*values_of(row["start"]), *values_of(row["end"]))))
        country = [wording("country", code) for code in values_of(row["country"])]
        where = ", ".join((*values_of(row["venue"]), *values_of(row["city"]), *country))
        counts = {name: len(self.dossier.tables()[name]) for name in ("sources", *COLUMNS)}
        found = ", ".join(f"{n} {name if n != 1 else name.removesuffix('s')}" for name, n in counts.items())
        lines = [". ".join(part for part in (dates, where) if part), found]
        return _sheet(f"<h2>{html.escape(self.summit.title)}</h2>", *(f"<p>{html.escape(x)}</p>" for x in lines if x))

    def table(self, name: str) -> HTML:
        """A table of the dossier, worded for reading: sources, participants, documents, positions, events or
        disagreements."""
        rows = self.dossier.tables()[name]
        if rows.empty:
            return _sheet(f"<p>No {html.escape(name)}.</p>")
        frame = worded(name, rows)
        if name == "disagreements":
            frame["Record"] = [self._label(*row) for row in zip(rows["table"], rows["record_id"], strict=True)]
        return _sheet(table_html(frame))

    def problems(self) -> HTML:
        """What could not be read or mined, and what was read with doubts."""
        listed = "".join(f"<li>{html.escape(warning)}</li>" for warning in self.dossier.warnings)
        return _sheet(f"<ul>{listed}</ul>" if listed else "<p>Every source was read without a problem.</p>")

    def explorer(self) -> Explorer:
        """The interactive panel."""
        from summitry.widgets import Explorer

        return Explorer(self.dossier)

    def next_steps(self) -> HTML:
        """The commands that make the report, for a terminal (in JupyterLab: File, New, Terminal)."""
        id, desk = self.summit.id, shlex.quote(str(self.desk.root))
        commands = f"cd {desk}\nsummitry report {id}\nsummitry add {id} FILE\nsummitry check"
        notes = "makes the brief", "adds a source (then run this workbook again)", "names everything that is broken"
        lines = "".join(
            f"<tr><td><code>{html.escape(command)}</code></td><td>{note}</td></tr>"
            for command, note in zip(commands.splitlines(), ("goes to the desk", *notes), strict=True)
        )
        return _sheet(f"<table><tbody>{lines}</tbody></table>")

    def _label(self, table: str, record_id: str) -> str:
        """How a reader would call a record; its id where it is not (or no longer) in its table."""
        rows = self.dossier.tables().get(table)
        if rows is not None and table != "summits":
            for found in worded(table, rows[rows.iloc[:, 0] == record_id]).to_numpy():
                return str(found[0])
        return record_id


def open(summit: str = "", desk: Desk | str = "") -> Workbook:
    """Read a summit's sources into a workbook.

    ``desk`` is a desk, its folder, or empty for the desk above the working folder. ``summit`` may be left out where the
    desk holds one summit. Raises :class:`DeskError` for a summit or desk that is not there.
    """
    import summitry

    found = summitry.open_desk(desk or None) if isinstance(desk, str) else desk
    if not summit:
        known = [each.id for each in found.summits()]
        if len(known) != 1:
            named = f"Name one of: {', '.join(known)}" if known else "Make one with: summitry new"
            raise DeskError(f"No summit is named, and {found.root} holds {len(known)}.", named)
        summit = known[0]
    chosen = found.summit(summit)
    return Workbook(found, chosen, chosen.dossier())


def _sheet(*parts: str) -> HTML:
    from IPython.display import HTML

    page = f'{_STYLE}<div class="summitry-sheet">{"".join(parts)}</div>'
    return HTML(page)  # type: ignore[no-untyped-call]
