"""What the cells of ``templates/workbook.ipynb`` call: one summit's dossier, shown in JupyterLab."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry import words
from summitry.errors import DeskError
from summitry.explore import COLUMNS, table_html, with_review, worded
from summitry.markup import Html, Safe, join, tag
from summitry.report.governing import lead_ins, with_leads
from summitry.report.marks import progress

if TYPE_CHECKING:
    from summitry.desk import Desk, Summit
    from summitry.dossier import Dossier
    from summitry.widgets import Explorer

# JupyterLab sets cells of tables to the right and in one line; texts are read from the left.
_STYLE = Safe("""<style>
.summitry-sheet { max-width: 1200px; line-height: 1.45; }
.summitry-sheet table { width: 100%; table-layout: auto; margin: 0; }
.summitry-sheet :is(th, td) {
  text-align: left !important; vertical-align: top; white-space: normal; padding: 5px 10px;
}
.summitry-sheet th { white-space: nowrap; }
</style>""")


@dataclass(frozen=True)
class Workbook:
    """A summit and its dossier as read when the workbook was opened; open it again after adding a source."""

    desk: Desk
    summit: Summit
    dossier: Dossier

    def heading(self) -> Html:
        """Title, date, place and how much was found."""
        row = words.rows(self.dossier.summits)[0]
        place = words.listed([row["venue"], row["city"], words.country(row["country"])]).replace(" and ", ", ")
        counts = {name: len(self.dossier.tables()[name]) for name in ("sources", *COLUMNS)}
        found = words.listed(words.counted(n, name.removesuffix("s")) for name, n in counts.items())
        lines = (join([words.days(row["start"], row["end"]), place], ", "), words.sentence(found),
                 words.sentence(progress(self.dossier)))  # fmt: skip
        return _sheet(tag("h2", self.summit.title), *(tag("p", line) for line in lines))

    def table(self, name: str) -> Html:
        """A table of the dossier, worded for reading: sources, participants, documents, positions, events or
        disagreements."""
        rows = self.dossier.tables()[name]
        if rows.empty:
            return _sheet(tag("p", f"No {name}."))
        frame = with_review(worded(name, with_leads(name, rows, lead_ins(self.dossier))), self.dossier)
        if name == "disagreements":
            frame["Record"] = [self._label(*row) for row in zip(rows["table"], rows["record_id"], strict=True)]
        return _sheet(tag("h3", words.sentence(name)), table_html(frame))

    def problems(self) -> Html:
        """What could not be read or mined, and what was read with doubts."""
        listed = [tag("li", warning) for warning in self.dossier.warnings]
        return _sheet(tag("ul", *listed) if listed else tag("p", "Every source was read without a problem."))

    def explorer(self) -> Explorer:
        """The interactive panel."""
        from summitry.widgets import Explorer

        return Explorer(self.dossier, self.summit)

    def next_steps(self) -> Html:
        """The commands that make the report, for a terminal (in JupyterLab: File, New, Terminal)."""
        id = self.summit.id
        steps = {
            f"cd {shlex.quote(str(self.desk.root))}": "goes to the desk",
            f"summitry report {id}": "makes the brief",
            f"summitry add {id} FILE": "adds a source (then run this workbook again)",
            "summitry check": "names everything in the desk that is broken",
        }
        return _sheet(
            tag("table", *(tag("tr", tag("td", tag("code", step)), tag("td", what)) for step, what in steps.items()))
        )

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


def _sheet(*parts: Safe) -> Html:
    return Html(join([_STYLE, tag("div", *parts, class_="summitry-sheet")]))
