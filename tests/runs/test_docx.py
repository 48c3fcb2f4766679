"""Reports as DOCX, read back by python-docx and, for what that does not know, as the XML they are."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree

from summitry.runs import formats
from summitry.runs.docx.pictures import picture
from summitry.runs.paper import About, Paper, prepare

pytest.importorskip("resvg_py", reason="this environment is older than pyproject.toml: make env-test")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ABOUT = About(
    title="Talks <b>in</b> {Lantern} Bay", dates="2 May 2031", place="Lantern Bay, Kenya", kind="Brief",
    author="The desk", keywords=("Poland", "Kenya"), generator="Summitry 9",
)  # fmt: skip
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)


class Read:
    """A document as its readers see it."""

    def __init__(self, paper: Paper) -> None:
        data = formats.FORMATS["docx"].write(paper)
        self.document = docx.Document(io.BytesIO(data))
        archive = zipfile.ZipFile(io.BytesIO(data))
        self.files = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.files[f"word/{name}.xml"])

    def styled(self, style: str) -> list[str]:
        return [p.text for p in self.document.paragraphs if p.style is not None and p.style.name == style]


@pytest.fixture
def brief(page: str) -> Read:
    return Read(prepare(page, ABOUT))


def of_page(main: str) -> Read:
    return Read(prepare(f"<html><body><main>{main}</main></body></html>", ABOUT))


def test_it_says_what_it_is(brief: Read) -> None:
    said = brief.document.core_properties
    assert (said.title, said.author, said.language) == (ABOUT.title, "The desk", "en")
    assert said.subject == "Brief on Talks <b>in</b> {Lantern} Bay, 2 May 2031, Lantern Bay, Kenya"
    assert said.keywords == "Poland, Kenya"
    section = brief.document.sections[0]
    assert section.page_width is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [p.text for p in section.header.paragraphs] == [f"{ABOUT.title}\t2 May 2031 · Lantern Bay, Kenya"]
    for name in ("footer1", "footer2"):  # the first page's, and that of the others
        assert {" PAGE ", " NUMPAGES "} <= {code.text for code in brief.xml(name).iter(f"{W}instrText")}


def test_headings_are_headings(brief: Read, headings: list[str]) -> None:
    assert brief.styled("Title") == ["Talks <b>in</b> {Lantern} Bay"]
    assert brief.styled("Heading 1") == headings
    assert "Amina Baraka" in brief.styled("Heading 2")
    assert "We will open a new chapter in trade" in brief.styled("Quote")[0]


def test_citations_are_endnotes_numbered_as_they_stand(page: str) -> None:
    paper = prepare(page, ABOUT)
    read = Read(paper)
    cited = [int(mark.get(f"{W}id")) for mark in read.xml("document").iter(f"{W}endnoteReference")]
    assert cited == [note.number for note in paper.notes]  # each once, in order: the word processor counts the same
    notes = {
        int(note.get(f"{W}id")): "".join(note.itertext()) for note in read.xml("endnotes") if not note.get(f"{W}type")
    }
    for note in paper.notes:
        assert notes[note.number].replace("\u200e", "") == f" {note.source}: {note.before}{note.exact}{note.after}"
    again = [code.text for code in read.xml("document").iter(f"{W}instrText") if "NOTEREF" in code.text]
    marks = {mark.get(f"{W}name") for mark in read.xml("document").iter(f"{W}bookmarkStart")}
    assert again  # what is cited twice refers to the note
    assert {code.split()[1] for code in again} <= marks
    kinds = read.xml("settings").find(f"{W}endnotePr/{W}numFmt")
    assert kinds.get(f"{W}val") == "decimal"  # the default is i, ii, iii


def test_tables_repeat_their_head_and_cut_no_row(brief: Read) -> None:
    tables = brief.document.tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert ["Name", "Office", "Role", "Sources"] in heads
    assert ["Outlet", "Report", "Date"] in heads
    for table in tables:
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
        assert table.style is not None
        assert table.style.name == "Report Table"
    (people,) = (table for table, head in zip(tables, heads, strict=True) if head[0] == "Name" and head[1] == "Office")
    assert people.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert people._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") == "Who took part, by delegation"
    assert any(row.cells[0].text == row.cells[-1].text == "Kenya" for row in people.rows)  # one cell across


def test_figures_are_pictures_with_text_and_numbered_captions(brief: Read) -> None:
    shapes = brief.document.inline_shapes
    assert len(shapes) > 1
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    assert any(text.startswith("Stance by speaker, number of positions.") for text in told)
    assert all(shape.width.mm <= 170.1 for shape in shapes)
    assert any(name.endswith(".png") and data.startswith(b"\x89PNG") for name, data in brief.files.items())
    captions = brief.styled("Caption")
    assert [text.split(".")[0] for text in captions] == [f"Figure {n}" for n in range(1, len(captions) + 1)]


def test_nothing_refers_to_the_outside_but_web_links(brief: Read) -> None:
    outside = [
        (name, one.get("Type").rsplit("/")[-1], one.get("Target"))
        for name, data in brief.files.items() if name.endswith(".rels")
        for one in etree.fromstring(data) if one.get("TargetMode") == "External"
    ]  # fmt: skip
    assert {kind for _, kind, _ in outside} == {"hyperlink"}
    assert {target for _, _, target in outside} == {"https://lantern.example/talks?a=1&b=<2>"}
    assert "docProps/app.xml" not in brief.files  # the template's: another program's name, no pages
    kinds = {name.rpartition(".")[2] for name in brief.files}
    assert kinds <= {"xml", "rels", "png", "jpeg", "jpg"}  # no macros, no embedded files
    assert not any("thumbnail" in name for name in brief.files)


def test_links_inside_arrive(brief: Read) -> None:
    document = brief.xml("document")
    marks = [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    wanted = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink") if link.get(f"{W}anchor")}
    assert wanted
    assert wanted <= set(marks)


def test_the_text_of_any_page_is_kept_in_order() -> None:
    read = of_page(
        "<h2>One</h2><p>Some <b>bold</b>,\n <i>leaning</i> and <code>code</code>.</p>"
        "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>first</li></ol><p>Between</p><ol><li>again first</li></ol>"
        "<pre>x =\n  1</pre>loose <span>text</span>"
    )
    texts = [(p.style.name, p.text) for p in read.document.paragraphs if p.style is not None]
    assert texts == [
        ("Heading 1", "One"), ("Normal", "Some bold, leaning and code."), ("List Bullet", "a"), ("List Bullet 2", "b"),
        ("List Number", "first"), ("Normal", "Between"), ("List Number", "again first"), ("Output", "x =\n  1"),
        ("Normal", "loose text"),
    ]  # fmt: skip
    bold = [run.text for run in read.document.paragraphs[1].runs if run.bold]
    assert bold == ["bold"]
    numberings = {
        p._p.pPr.numPr.numId.val for p in read.document.paragraphs if p.style and p.style.name == "List Number"
    }
    assert len(numberings) == 2  # each list begins with one


def test_short_columns_have_room_for_their_words() -> None:
    cells = "".join(f"<td>{text}</td>" for text in ("a long line of many words " * 8, "delegation", "1"))
    read = of_page(f"<table><tr>{cells}</tr></table><table><tr><td>{'x' * 400}</td><td>{'y' * 400}</td></tr></table>")
    first, second = ([cell.width.mm for cell in table.rows[0].cells] for table in read.document.tables)
    assert first[1] >= 20
    assert first[0] > 2 * first[1]
    assert all(sum(widths) == pytest.approx(170, abs=1) for widths in (first, second))


def test_a_data_frame_with_joined_cells_keeps_its_shape() -> None:
    import pandas as pd

    index = pd.MultiIndex.from_tuples([("east", "a"), ("east", "b"), ("west", "a")])
    read = of_page(pd.DataFrame({"x": [1, 2, 3]}, index=index).to_html())
    (table,) = read.document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "", "x"], ["east", "a", "1"], ["east", "b", "2"], ["west", "a", "3"],
    ]  # fmt: skip


def test_an_odd_table_does_no_harm() -> None:
    read = of_page(
        "<table></table><table><tr></tr></table><p>between</p>"
        "<table><tr><td rowspan=9 colspan='²'>a</td><td colspan=3>b</td></tr><tr></tr><tr><td>c</td></tr></table>"
    )
    (table,) = read.document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["a", "b", "b", "b"]
    assert table.rows[2].cells[1].text == "c"
    assert read.document.paragraphs[0].text == "between"


def test_hostile_text_stays_text() -> None:
    read = of_page("<p>\x0b\x01 &lt;w:p&gt; ${x} {{y}} \ufffe</p><a href='https://x.example/\"><w:r>'>link</a>")
    assert "<w:p> ${x} {{y}}" in read.document.paragraphs[0].text


@pytest.mark.parametrize(("name", "leftwards"), [("مسعود پزشکیان", True), ("習近平", False), ("שלום עולם", True)])
def test_names_in_any_script(name: str, leftwards: bool) -> None:
    read = of_page(f"<p>President {name} spoke.</p>")
    paragraph = read.document.paragraphs[0]
    assert paragraph.text == f"President {name} spoke."
    assert any(run.font.rtl and run.text == name for run in paragraph.runs) is leftwards
    for style in ("Normal", "Title", "Endnote Text"):  # else Arabic and Hebrew letters have a size of their own
        size = read.document.styles[style].element.rPr
        assert size.find(f"{W}szCs").get(f"{W}val") == size.find(f"{W}sz").get(f"{W}val")


def test_pictures_come_from_the_page_alone(tmp_path: Any) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture(PIXEL) or b"")
    for address in (
        "http://192.0.2.1/a.png",
        secret.as_uri(),
        str(secret),
        "data:text/html,<b>",
        "data:image/svg+xml,no",
    ):
        assert picture(address) is None
    read = of_page(f'<img src="http://192.0.2.1/a.png" alt="what it shows"><p><img src="{PIXEL}" alt="a dot"></p>')
    assert read.document.paragraphs[0].text == "[what it shows]"
    assert [shape._inline.docPr.get("descr") for shape in read.document.inline_shapes] == ["a dot"]
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{}</svg>'
    empty = picture("data:image/svg+xml," + drawn.format(""))
    assert empty is not None
    assert empty.startswith(b"\x89PNG")
    reading = drawn.format(f'<image width="90" height="90" href="{secret}"/>')
    assert picture("data:image/svg+xml," + reading) == empty  # the file was not drawn
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + drawn.format("<text>&b;</text>")
    assert picture("data:image/svg+xml," + bomb) in (None, empty)


def test_a_broken_picture_is_its_description() -> None:
    read = of_page('<figure><img src="data:image/png;base64,AAAA" alt="a chart"><figcaption>What</figcaption></figure>')
    assert [p.text for p in read.document.paragraphs] == ["[a chart]", "Figure 1. What"]
