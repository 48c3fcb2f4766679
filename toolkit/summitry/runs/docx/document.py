"""An empty document in the report's style: page, header and footer, properties, and the styles that an editor finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from ... import words

if TYPE_CHECKING:
    from ..paper import About

INK, QUIET, LINE, PALE = "1B1F24", "59616B", "C9D0D8", "F3F5F7"
WIDTH = Mm(210 - 2 * 20)  # of the text on a page
# By script; where one is missing, the word processor takes another.
_FONTS = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
_HEADER = 64  # letters of a title that fit beside the dates
# Style: base, size in points, bold, space before and after in points. "Next" styles are Normal.
_PARAGRAPHS: dict[str, tuple[str, float, bool, float, float]] = {
    "Eyebrow": ("Normal", 9, False, 0, 0), "Title": ("Normal", 20, True, 0, 8),
    "Heading 1": ("Normal", 15, True, 20, 6), "Heading 2": ("Normal", 12, True, 14, 2),
    "Heading 3": ("Normal", 10.5, True, 8, 2),
    "Office": ("Normal", 9.5, False, 0, 4),
    "Statement": ("Normal", 10.5, False, 4, 0), "Quote": ("Statement", 10.5, False, 4, 0),
    "Meta": ("Normal", 9, False, 0, 4), "Basis": ("Normal", 9, False, 6, 6), "Label": ("Normal", 9, True, 6, 0),
    "Figure": ("Normal", 10.5, False, 10, 0), "Caption": ("Normal", 9, False, 2, 12),
    "Table Text": ("Normal", 9.5, False, 0, 0),
    "Table Note": ("Table Text", 8.5, False, 0, 0), "Endnote Text": ("Normal", 9, False, 0, 3),
    "Output": ("Normal", 8.5, False, 0, 6),
    "Header": ("Normal", 8.5, False, 0, 0), "Footer": ("Normal", 8.5, False, 0, 0),
}  # fmt: skip
# Lines between the rows, under the head a stronger one.
_TABLE = f"""<w:tblPr {nsdecls("w")}>
<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>
<w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr>"""
_KEPT_WITH_NEXT = ("Office", "Eyebrow", "Label", "Statement", "Quote", "Figure")
_QUIET = ("Eyebrow", "Office", "Meta", "Basis", "Caption", "Table Note", "Header", "Footer")


def new(about: About) -> Any:
    """The document, empty."""
    document = docx.Document()
    _properties(document, about)
    _styles(document, about.language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True  # the title stands there itself
    _two_ends(section.header.paragraphs[0], words.clip(about.title, _HEADER), about.subtitle)
    for footer in (section.footer, section.first_page_footer):
        _two_ends(footer.paragraphs[0], about.colophon, "")
        _page_number(footer.paragraphs[0])
    return document


def shade(properties: Any, fill: str) -> None:
    """Give a cell a ground."""
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def field(paragraph: Any, instruction: str, shown: str, style: str = "") -> None:
    """A field, in a character style (its id), with what it shows until the word processor computes it anew."""
    for kind in ("begin", None, "separate", shown, "end"):
        run = paragraph.add_run()
        if style:
            run._r.style = style
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind == shown:
            run.text = shown
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def table_format(table: Any, caption: str) -> None:
    """The report's style of tables, and the caption for screen readers."""
    table.style = "Report Table"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    if caption:
        said = OxmlElement("w:tblCaption")
        said.set(qn("w:val"), caption)
        table._tbl.tblPr.append(said)


def _properties(document: Any, about: About) -> None:
    said = document.core_properties
    said.title, said.subject, said.author = about.title, about.subject, about.author
    said.last_modified_by, said.comments, said.category = about.generator, about.colophon, about.kind
    said.keywords, said.language = ", ".join(about.keywords), about.language
    said.created = said.modified = about.made.replace(tzinfo=None)
    said.revision = 1
    package = document.part.package
    for name, relation in list(package.rels.items()):  # what python-docx's template says of another document
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del package.rels[name]


def _styles(document: Any, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _size(normal, 10.5)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    normal.paragraph_format.widow_control = True
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script, font in _FONTS.items():
        fonts.set(qn(f"w:{script}"), font)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), {"en": "en-GB"}.get(language, language))
    normal.element.get_or_add_rPr().append(tongue)
    for name, (base, size, bold, before, after) in _PARAGRAPHS.items():
        style = _style(styles, name, WD_STYLE_TYPE.PARAGRAPH)
        _plain(style)
        style.base_style = styles[base]
        style.next_paragraph_style = normal
        _size(style, size)
        style.font.bold = style.font.cs_bold = bold
        style.font.color.rgb = RGBColor.from_string(QUIET if name in _QUIET else INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading") or name in _KEPT_WITH_NEXT
        style.hidden, style.quick_style = False, True
    styles["Quote"].paragraph_format.left_indent = Mm(4)
    styles["Quote"].element.get_or_add_pPr().insert_element_before(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="6" w:color="{INK}"/></w:pBdr>'),
        "w:spacing", "w:ind", "w:outlineLvl",
    )  # fmt: skip
    styles["Endnote Text"].paragraph_format.line_spacing = 1.0
    styles["Output"].font.name = "Consolas"
    sizes: dict[str, float | None] = {
        "Source": 9, "Small": 9, "Cross-reference": None, "Tag": 9.5, "Lead-in": None, "Code": 9,
    }  # fmt: skip
    for name, points in sizes.items():
        style = _style(styles, name, WD_STYLE_TYPE.CHARACTER)
        if points:
            _size(style, points)
        style.quick_style = True
    styles["Small"].font.color.rgb = styles["Lead-in"].font.color.rgb = RGBColor.from_string(QUIET)
    styles["Lead-in"].font.italic = True
    styles["Code"].font.name = "Consolas"
    styles["Tag"].font.small_caps = True
    table = _style(styles, "Report Table", WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Normal Table"]
    table.element.append(parse_xml(_TABLE))
    link = _style(styles, "Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string("0B5394"), True
    _style(styles, "Endnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


def _style(styles: Any, name: str, kind: Any) -> Any:
    return styles[name] if name in styles else styles.add_style(name, kind)


def _size(style: Any, points: float) -> None:
    """The size of letters; those of Arabic, Hebrew and their like have a setting of their own."""
    style.font.size = Pt(points)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(int(points * 2)))
    properties.find(qn("w:sz")).addnext(size)


def _plain(style: Any) -> None:
    """Without what the word processor's own style of that name looks like, except what it is."""
    kept = style.element.find(qn("w:pPr"))
    level = kept.find(qn("w:outlineLvl")) if kept is not None else None
    for old in (style.element.find(qn("w:rPr")), kept):
        if old is not None:
            style.element.remove(old)
    if level is not None:
        style.element.get_or_add_pPr().append(level)


def _two_ends(paragraph: Any, left: str, right: str) -> None:
    """Text at both ends of a line."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{left}\t{right}")


def _page_number(paragraph: Any) -> None:
    paragraph.add_run("Page ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    field(paragraph, "NUMPAGES", "1")


def web_link(document: Any, address: str) -> str:
    """The relationship that a link to a web address needs."""
    return str(document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
