"""Endnotes: python-docx knows none, so the part is written here. The word processor numbers them as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ...markup import clean

if TYPE_CHECKING:
    from ..paper import Note

# Hebrew, Arabic and their like; what stands between two such words goes with them.
_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFTWARDS = re.compile(f"[{_LEFT}](?:[^A-Za-z\u00c0-\u058f\n]*[{_LEFT}])?")
_MARK = "\u200e"
_SEPARATORS = (
    '<w:endnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>'
    '<w:endnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:endnote>'
)


def add_part(document: Any, notes: Iterable[Note]) -> None:
    """Put ``notes`` into the document; :func:`reference` cites them by their numbers."""
    root = parse_xml(f"<w:endnotes {nsdecls('w')}>{_SEPARATORS}</w:endnotes>")
    for note in notes:
        root.append(_endnote(note))
    from lxml import etree

    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    part = Part(PackURI("/word/endnotes.xml"), CONTENT_TYPE.WML_ENDNOTES, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
    kinds = parse_xml(
        f'<w:endnotePr {nsdecls("w")}><w:pos w:val="docEnd"/><w:numFmt w:val="decimal"/>'
        '<w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>'
    )
    document.settings.element.insert_element_before(kinds, "w:compat", "w:rsids", "m:mathPr", "w:themeFontLang")
    document.sections[0]._sectPr.insert_element_before(
        parse_xml(f'<w:endnotePr {nsdecls("w")}><w:numFmt w:val="decimal"/></w:endnotePr>'), "w:type", "w:pgSz"
    )


def reference(paragraph: Any, number: int, bookmark: int) -> None:
    """The number of a note, in the text; the bookmark around it is for further references to the same note."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(bookmark))
    start.set(qn("w:name"), name(number))
    end.set(qn("w:id"), str(bookmark))
    paragraph._p.append(start)
    run = paragraph.add_run()
    run._r.style = "EndnoteReference"
    mark = OxmlElement("w:endnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)
    paragraph._p.append(end)


def name(number: int) -> str:
    """The bookmark of a note's first reference."""
    return f"_RefNote{number}"


def directions(text: str) -> Iterable[tuple[str, bool]]:
    """``text`` in pieces, each with whether it runs from right to left."""
    at = 0
    for found in _LEFTWARDS.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _endnote(note: Note) -> Any:
    element = OxmlElement("w:endnote")
    element.set(qn("w:id"), str(note.number))
    paragraph = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r></w:p>'
    )
    marked = '<w:shd w:val="clear" w:color="auto" w:fill="FFF3C4"/>'
    # Behind an outlet that is written from right to left, a mark keeps the date on its right.
    apart = _MARK if _LEFTWARDS.search(note.outlet) else ""
    source = f" {note.outlet}{apart}{note.where}: "
    said = ((source, "<w:b/><w:bCs/>"), (note.before, ""), (note.exact, marked), (note.after, ""))
    for text, properties in said:
        for piece, leftwards in directions(clean(text)):
            run = parse_xml(f"<w:r {nsdecls('w')}><w:rPr>{properties}{'<w:rtl/>' if leftwards else ''}</w:rPr></w:r>")
            content = OxmlElement("w:t")
            content.set(qn("xml:space"), "preserve")
            content.text = piece
            run.append(content)
            paragraph.append(run)
    element.append(paragraph)
    return element
