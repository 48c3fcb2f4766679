"""Text within a paragraph: its marks, its links, its direction, and the numbers of notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from ...markup import clean, web_address
from . import endnotes
from .document import WIDTH, field, web_link
from .pictures import picture

_SPACE = re.compile(r"[ \t\r\n\f]+")
_STYLES = {"small": "Small", "code": "Code", "kbd": "Code", "samp": "Code"}
_CLASSES = {"tag": "Tag", "lead-in": "Lead-in", "aside": "Small", "cite": "Source", "cites": "Source"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; ``style`` is a character style."""

    style: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    raised: bool = False
    lowered: bool = False
    verbatim: bool = False


class Inline:
    """Writes into paragraphs of ``document``; ``targets`` are the ids that links of the page lead to."""

    def __init__(
        self, document: Any, styles: Mapping[str, str], notes: Collection[int], targets: Collection[str]
    ) -> None:
        self._document, self._styles = document, styles
        self._notes, self._targets = frozenset(notes), frozenset(targets)
        self._cited: set[int] = set()
        self._bookmarks = 0

    def add(self, element: Any, paragraph: Any, look: Look) -> None:
        """An inline element with what is in it."""
        kind, classes = element.tag, element.get("class", "").split()
        if element.get("id") in self._targets and element.get("id"):
            self.bookmark(element.get("id"), paragraph)
        if kind == "br":
            paragraph.add_run().add_break()
        elif kind == "img":
            self.picture(element, paragraph)
        elif kind == "a" and element.get("href", "").startswith("#n") and "cite" in classes:
            self._citation(element, paragraph, replace(look, style="Source"))
        elif kind == "a" and (holder := self._link(element.get("href", ""))) is not None:
            paragraph._p.append(holder)
            inside = element.get("href").startswith("#")
            style = "Cross-reference" if inside else "Hyperlink"
            self.content(element, _Within(paragraph, holder), replace(look, style=style))
        else:
            self.content(element, paragraph, _looking(element, look))

    def text(self, text: str | None, paragraph: Any, look: Look) -> None:
        """Text, in pieces that run one way."""
        said = clean(text or "") if look.verbatim else _SPACE.sub(" ", clean(text or ""))
        if not paragraph.runs and not look.verbatim and not paragraph._p.xpath("./w:hyperlink"):
            said = said.lstrip()
        for piece, leftwards in endnotes.directions(said):
            run = paragraph.add_run(piece)
            if look.style:
                run._r.style = self._styles[look.style]
            run.bold, run.italic = look.bold, look.italic
            if leftwards:  # such text has settings of its own
                run.font.cs_bold, run.font.cs_italic = look.bold, look.italic
            run.font.superscript, run.font.subscript = look.raised or None, look.lowered or None
            run.font.rtl = leftwards or None

    def bookmark(self, name: str, paragraph: Any) -> None:
        """Where a link to ``name`` arrives."""
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), self._next())
        start.set(qn("w:name"), anchor(name))
        end.set(qn("w:id"), start.get(qn("w:id")))
        paragraph._p.append(start)
        paragraph._p.append(end)

    def picture(self, element: Any, paragraph: Any) -> None:
        """A picture with its description; its description alone where it cannot be shown."""
        import io

        description, data = element.get("alt", ""), picture(element.get("src", ""))
        shape = None
        if data is not None:
            try:
                shape = paragraph.add_run().add_picture(io.BytesIO(data))
            except Exception:  # python-docx raises what its parsers of pictures happen to raise
                shape = None
        if shape is None:
            self.text(f"[{description or 'A picture that cannot be shown'}]", paragraph, Look(italic=True))
            return
        width = min(int(WIDTH), shape.width, int(Inches(7)))
        shape.height, shape.width = int(shape.height * width / shape.width), width
        for side in ("distT", "distB", "distL", "distR"):  # without them, LibreOffice takes an eighth of an inch
            shape._inline.set(side, "0")
        properties = shape._inline.docPr
        properties.set("descr", clean(description))
        properties.set("name", f"Figure {properties.get('id')}")

    def content(self, element: Any, paragraph: Any, look: Look) -> None:
        """What is in an element."""
        self.text(element.text, paragraph, look)
        for child in element:
            if isinstance(child.tag, str):
                self.add(child, paragraph, look)
            self.text(self.between(child, child.tail, child.getnext()), paragraph, look)
        if element.tag == "span" and "day" in element.getparent().get("class", "").split():
            self.text(", ", paragraph, look)

    def between(self, before: Any, text: str | None, after: Any) -> str | None:
        """What stands between two parts of a line: where the page sets labels and outlets apart by frames and gaps,
        a dot or a comma."""
        if (text or " ").strip() or before is None or after is None:
            return text
        if _is_outlet(before) and _is_outlet(after):
            return ", "
        return " · " if _is_apart(before) and _is_apart(after) else text

    def _citation(self, element: Any, paragraph: Any, look: Look) -> None:
        """Outlet and number: the first time the note itself, later a reference to it."""
        number = int(element.get("href")[2:])
        for child in element:
            if child.tag != "sup":
                self.add(child, paragraph, look)
        if number not in self._notes:
            return
        if number in self._cited:
            field(paragraph, f"NOTEREF {endnotes.name(number)} \\f \\h", str(number), "EndnoteReference")
        else:
            self._cited.add(number)
            endnotes.reference(paragraph, number, int(self._next()))

    def _link(self, address: str) -> Any:
        holder = OxmlElement("w:hyperlink")
        if address.startswith("#"):
            holder.set(qn("w:anchor"), anchor(address[1:]))
        elif web_address(address):
            holder.set(qn("r:id"), web_link(self._document, address))
        else:
            return None
        return holder

    def _next(self) -> str:
        self._bookmarks += 1
        return str(self._bookmarks)


class _Within:
    """A link as a paragraph: runs that are added to it stand within it."""

    def __init__(self, paragraph: Any, holder: Any) -> None:
        self._paragraph, self._p = paragraph, holder

    @property
    def runs(self) -> list[Any]:
        return list(self._p) or self._paragraph.runs

    def add_run(self, text: str | None = None, style: Any = None) -> Any:
        run = self._paragraph.add_run(text, style=style)
        self._p.append(run._r)
        return run


def anchor(name: str) -> str:
    """An id of the page as the name of a bookmark: letters, digits and underscores, 40 of them at most."""
    return "to_" + re.sub(r"\W", "_", name, flags=re.ASCII)[:37]


def _is_outlet(element: Any) -> bool:
    return element.tag == "span" and bool({"cite", "cites"} & set(element.get("class", "").split()))


def _is_apart(element: Any) -> bool:
    return _is_outlet(element) or bool({"tag", "aside"} & set(element.get("class", "").split()))


def _looking(element: Any, look: Look) -> Look:
    kind, classes = element.tag, element.get("class", "").split()
    if kind in ("b", "strong", "th") or "time" in classes:
        return replace(look, bold=True)
    if kind == "sup":
        return replace(look, raised=True)
    if kind == "sub":
        return replace(look, lowered=True)
    named = next((style for name, style in _CLASSES.items() if name in classes), _STYLES.get(kind))
    if named == "Lead-in" and look.style == "Cross-reference":
        return replace(look, italic=True)
    if named:
        return replace(look, style=named, bold=None if named == "Small" else look.bold)
    return replace(look, italic=True) if kind in ("i", "em", "cite", "var") else look
