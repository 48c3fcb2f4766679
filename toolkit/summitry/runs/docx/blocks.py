"""The parts of a page as the parts of a document: headings, paragraphs, lists, tables, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import endnotes, tables
from .document import field
from .inline import Inline, Look

if TYPE_CHECKING:
    from ..paper import Paper

_HEADINGS = {
    "h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3", "h5": "Heading 3", "h6": "Heading 3",
}  # fmt: skip
_BLOCKS = {
    *"address article aside blockquote body dd details div dl dt figcaption figure footer form header hr li".split(),
    *"main nav ol p pre section summary table ul".split(), *_HEADINGS,
}  # fmt: skip
_CLASSES = {
    "eyebrow": "Eyebrow", "basis": "Basis", "words": "Statement", "meta": "Meta", "day": "Heading 3", "quiet": "Basis",
    "none": "Basis", "output": "Output",
}  # fmt: skip
_LEVELS = 3


@dataclass(slots=True)
class Place:
    """Where paragraphs go: the document, or a cell, whose first paragraph is there already.

    ``style`` is the usual style, ``styles`` the ids of all of them.
    """

    container: Any
    styles: dict[str, str]
    style: str = "Normal"
    level: int = 0  # of lists
    used: bool = True

    def paragraph(self, style: str | None = None) -> Any:
        paragraph = self.container.add_paragraph() if self.used else self.container.paragraphs[0]
        self.used = True
        paragraph._p.style = self.styles[style or self.style]
        return paragraph


class Writer:
    """Writes a report into an empty document."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document, self._paper = document, paper
        targets = {link[1:] for link in paper.main.xpath('.//a[starts-with(@href, "#")]/@href')}
        # By id: looking up a style by its name takes python-docx as long as all else that it does.
        self.styles = {style.name: style.style_id for style in document.styles}
        self.inline = Inline(document, self.styles, {note.number for note in paper.notes}, targets)
        self._targets = targets
        self._arriving: list[str] = []
        self._figures = 0

    def write(self) -> None:
        """The whole report; its notes come last, as endnotes under a heading of their own."""
        place = Place(self._document, self.styles)
        self.flow(self._paper.main, place)
        if self._paper.notes:
            endnotes.add_part(self._document, self._paper.notes)
            place.paragraph("Heading 1").add_run("Notes")

    def flow(self, element: Any, place: Place, style: str | None = None, look: Look | None = None) -> None:
        """What is in ``element``: blocks as blocks, the text between them as paragraphs in ``style``."""
        look = look or Look()
        paragraph = None
        nodes: list[Any] = [element.text]
        for child in element:
            nodes += [child, self.inline.between(child, child.tail, child.getnext())]
        for node in nodes:
            if node is None or (isinstance(node, str) and paragraph is None and not node.strip()):
                continue
            if isinstance(node, str):
                paragraph = paragraph or self._paragraph(place, style)
                self.inline.text(node, paragraph, look)
            elif not isinstance(node.tag, str):
                continue
            elif node.tag in _BLOCKS or _stands_alone(node):
                paragraph = None
                self._block(node, place, style)
            elif node.tag == "img" and paragraph is None:
                self.inline.picture(node, self._paragraph(place, style))
            else:
                paragraph = paragraph or self._paragraph(place, style)
                self.inline.add(node, paragraph, look)

    def _block(self, element: Any, place: Place, style: str | None) -> None:
        kind, classes = element.tag, element.get("class", "").split()
        self.arrive(element)
        if "notes" in classes:
            return
        if kind in _HEADINGS:
            self._heading(element, place)
        elif kind in ("ul", "ol"):
            self._list(element, place, style)
        elif kind == "table":
            tables.add(self, element, place)
        elif kind == "dl":
            self._terms(element, place)
        elif kind == "figure":
            self._figure(element, place)
        elif kind == "pre":
            self.flow(element, place, "Output", Look(verbatim=True))
        elif kind == "hr":
            pass
        elif kind == "small":
            self.flow(element, place, "Table Note" if place.style == "Table Text" else "Office")
        else:
            named = next((found for name, found in _CLASSES.items() if name in classes), None)
            self.flow(element, place, "Quote" if kind == "blockquote" else named or style)

    def arrive(self, element: Any) -> None:
        """Have the links to ``element`` lead to the paragraph that is written next."""
        if element.get("id") in self._targets:
            self._arriving.append(element.get("id"))

    def _heading(self, element: Any, place: Place) -> None:
        """A heading; what stands small in it becomes a line of its own below, so that the outline stays short."""
        below = element.xpath("./small")
        paragraph = self._paragraph(place, _HEADINGS[element.tag])
        for small in below:
            small.getparent().remove(small)
        self.inline.content(element, paragraph, Look())
        for small in below:
            self.flow(small, place, "Office")

    def _list(self, element: Any, place: Place, style: str | None) -> None:
        """A list of items; items that are made of paragraphs, and items in cells, have no bullet."""
        numbers = tables.restarted(self._document) if element.tag == "ol" and not element.get("class") else None
        inner = Place(place.container, place.styles, place.style, place.level + 1, place.used)
        depth = min(inner.level, _LEVELS)
        for item in element.xpath("./li"):
            self.arrive(item)
            plain = place.style != "Normal" or any(child.tag in ("p", "blockquote") for child in item)
            if plain:
                self.flow(item, inner, style)
                continue
            kind = "List Number" if numbers is not None else "List Bullet"
            self.flow(item, inner, kind if depth == 1 else f"{kind} {depth}")
            if numbers is not None and depth == 1:
                tables.numbered(self._document.paragraphs[-1], numbers)
        place.used = inner.used

    def _terms(self, element: Any, place: Place) -> None:
        """Terms and what they mean: in the headline block a table, elsewhere a label over its paragraphs."""
        if any("headline" in parent.get("class", "").split() for parent in element.iterancestors()):
            tables.facts(self, element, place)
            return
        for part in element.iter("dt", "dd"):
            self.flow(part, place, "Label" if part.tag == "dt" else None)

    def _figure(self, element: Any, place: Place) -> None:
        for image in element.iter("img"):
            self.inline.picture(image, self._paragraph(place, "Figure"))
        for caption in element.iter("figcaption"):
            self._figures += 1
            paragraph = self._paragraph(place, "Caption")
            paragraph.add_run("Figure ")
            field(paragraph, "SEQ Figure \\* ARABIC", str(self._figures))
            paragraph.add_run(". ")
            self.inline.content(caption, paragraph, Look())

    def _paragraph(self, place: Place, style: str | None) -> Any:
        paragraph = place.paragraph(style)
        arriving, self._arriving = self._arriving, []
        for name in arriving:
            self.inline.bookmark(name, paragraph)
        return paragraph


def _stands_alone(element: Any) -> bool:
    """Whether something small is a line of its own: in a cell, as the style sheet has it."""
    return element.tag == "small" and element.getparent().tag in ("td", "th")
