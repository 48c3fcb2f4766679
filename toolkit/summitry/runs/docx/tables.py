"""Tables: their head repeats on each page, no row is cut, and each has its caption."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.shared import Emu, Mm
from docx.table import _Cell

from .document import PALE, WIDTH, shade, table_format
from .inline import Look

if TYPE_CHECKING:
    from .blocks import Place, Writer

_LETTER, _MARGIN = Mm(2.1), Mm(3)  # the width of a bold letter in a table, and what stands beside the text
_WORD, _LINE = 18, 56  # letters by which a column is measured at most


def add(writer: Writer, element: Any, place: Place) -> None:
    """An HTML table."""
    grid = _grid(element)
    columns = max((at + across for row, _ in grid for _, at, across, _ in row), default=0)
    if not columns:
        return
    table = place.container.add_table(0, columns)
    captions = element.xpath("./caption")
    table_format(table, " ".join(captions[0].text_content().split()) if captions else "")
    widths = _widths(grid, columns)
    _set_widths(table, widths)
    reaching: dict[int, tuple[int, int]] = {}  # columns of cells that reach down from above: rows left, columns across
    for row, heading in grid:
        line = table.add_row()
        _row_properties(line, heading)
        cells = [_Cell(tc, table) for tc in line._tr.tc_lst]
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Emu(width)
        if row:
            writer.arrive(row[0][0].getparent())
        for html, at, across, down in row:
            cell = cells[at]
            _merge(cells, at, across)
            if down > 1:
                _reach(cell, "restart")
                reaching[at] = (down - 1, across)
            _cell(writer, html, cell, heading, across == columns and columns > 1)
        for at, (left, across) in list(reaching.items()):
            if any(at == column for _, column, _, _ in row):
                continue
            _merge(cells, at, across)
            _reach(cells[at], "continue")
            reaching[at] = (left - 1, across)
            if left <= 1:
                del reaching[at]


def facts(writer: Writer, element: Any, place: Place) -> None:
    """The headline's terms: a table without a head, the terms in its first column."""
    table = place.container.add_table(0, 2)
    table_format(table, "The meeting in brief")
    widths = [int(Mm(32)), int(WIDTH - Mm(32))]
    _set_widths(table, widths)
    for term in element.iter("dt"):
        line = table.add_row()
        _row_properties(line, heading=False)
        first, second = (_Cell(tc, table) for tc in line._tr.tc_lst)
        first.width, second.width = map(Emu, widths)
        _fill(writer, term, first, Look(bold=True))
        for meaning in term.xpath("following-sibling::dd[1]"):
            _fill(writer, meaning, second, Look())
    place.paragraph("Table Note")


def restarted(document: Any) -> Any:
    """A numbering that begins with one."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = next(num for num in numbering.num_lst if num.numId == style).abstractNumId.val
    num = numbering.add_num(kind)
    num.add_lvlOverride(0).add_startOverride(1)
    return num.numId


def numbered(paragraph: Any, number: Any) -> None:
    """Count ``paragraph`` by the numbering ``number``."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = number, 0


def _grid(element: Any) -> list[tuple[list[tuple[Any, int, int, int]], bool]]:
    """The rows: each with its cells as (element, column, columns across, rows down), and whether it is the head's."""
    grid = []
    taken: dict[int, int] = {}
    for line in element.xpath("./thead/tr|./tbody/tr|./tr|./tfoot/tr"):
        row, at = [], 0
        taken = {column: left for column, left in taken.items() if left > 0}
        for cell in line.xpath("./td|./th"):
            while taken.get(at, 0) > 0:
                at += 1
            across, down = (
                max(1, min(int(text), 200)) if (text := cell.get(name, "1")).isdecimal() else 1
                for name in ("colspan", "rowspan")
            )
            row.append((cell, at, across, down))
            for column in range(at, at + across):
                taken[column] = max(taken.get(column, 0), down)
            at += across
        taken = {column: left - 1 for column, left in taken.items()}
        grid.append((row, line.getparent().tag == "thead"))
    return grid


def _widths(grid: Any, columns: int) -> list[int]:
    """Widths by what the columns hold: each has room for its longest word, and long ones share the rest."""
    words, lines = [0] * columns, [0] * columns
    for row, _ in grid:
        for html, at, across, _ in row:
            if across == 1:
                for line in _lines(html):
                    words[at] = max([words[at], *map(len, line.split())])
                    lines[at] = max(lines[at], len(" ".join(line.split())))
    least = [_MARGIN + _LETTER * min(word, _WORD) for word in words]
    wanted = [_MARGIN + _LETTER * min(line, _LINE) for line in lines]
    scale = min(1.0, WIDTH / sum(least))
    share = max(0.0, WIDTH - sum(least)) / max(1, sum(wanted) - sum(least))
    return [int(scale * low + share * (high - low)) for low, high in zip(least, wanted, strict=True)]


def _set_widths(table: Any, widths: list[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _lines(html: Any) -> list[str]:
    """The text of a cell, line by line as it will stand."""
    apart = copy.deepcopy(html)
    for line in apart.iter("small", "li", "br", "p", "div"):
        line.text = "\n" + (line.text or "")
    return str(apart.text_content()).split("\n")


def _cell(writer: Writer, html: Any, cell: Any, heading: bool, group: bool) -> None:
    if group:
        shade(cell._tc.get_or_add_tcPr(), PALE)
    _fill(writer, html, cell, Look(bold=True if html.tag == "th" else None))
    if group or heading:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _fill(writer: Writer, html: Any, cell: Any, look: Look) -> None:
    from .blocks import Place

    place = Place(cell, writer.styles, "Table Text", used=False)
    writer.flow(html, place, look=look)
    if not place.used:
        place.paragraph()


def _row_properties(line: Any, heading: bool) -> None:
    properties = line._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))


def _merge(cells: list[Any], at: int, across: int) -> None:
    if across < 2:
        return
    cells[at].width = sum(cell.width for cell in cells[at : at + across])
    cells[at]._tc.get_or_add_tcPr().get_or_add_gridSpan().val = across
    for cell in cells[at + 1 : at + across]:
        cell._tc.getparent().remove(cell._tc)


def _reach(cell: Any, how: str) -> None:
    cell._tc.get_or_add_tcPr().get_or_add_vMerge().val = how
