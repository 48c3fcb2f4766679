"""Reports as PDF, read back by pypdf."""

from __future__ import annotations

import io
import logging
import re
import urllib.request
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from summitry.errors import RunError
from summitry.runs import formats
from summitry.runs.paper import About, prepare

pytestmark = pytest.mark.pdf
ABOUT = About(
    title="Talks <b>in</b> {Lantern} Bay", dates="2 May 2031", place="Lantern Bay, Kenya", kind="Brief",
    author="The desk", keywords=("Poland", "Kenya"), generator="Summitry 9",
)  # fmt: skip


@cache
def bytes_of(page: str) -> bytes:
    """The brief's PDF, set once for all tests that read it."""
    return formats.FORMATS["pdf"].write(prepare(page, ABOUT))


@pytest.fixture
def pdf(page: str) -> PdfReader:
    return PdfReader(io.BytesIO(bytes_of(page)))


def of_page(main: str, about: About = ABOUT) -> PdfReader:
    paper = prepare(f"<html><body><main>{main}</main></body></html>", about)
    return PdfReader(io.BytesIO(formats.FORMATS["pdf"].write(paper)))


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def outline(reader: PdfReader) -> list[tuple[int, str]]:
    def walk(entries: list[Any], depth: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            else:
                yield depth, entry.title

    return list(walk(reader.outline, 0))


def test_it_says_what_it_is(pdf: PdfReader) -> None:
    said = pdf.metadata
    assert said is not None
    assert (said.title, said.author, said.creator) == (ABOUT.title, "The desk", "Summitry 9")
    assert said.subject == "Brief on Talks <b>in</b> {Lantern} Bay, 2 May 2031, Lantern Bay, Kenya"
    assert said.keywords == "Poland, Kenya"
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/Lang"] == "en"
    assert bool(catalogue["/MarkInfo"]["/Marked"])  # tagged: screen readers know headings from tables
    assert {round(float(side)) for page in pdf.pages for side in page.mediabox[2:]} == {595, 842}  # A4


def test_headings_are_bookmarks(pdf: PdfReader, headings: list[str]) -> None:
    found = outline(pdf)
    assert found[0] == (0, ABOUT.title)
    assert [name for depth, name in found if depth == 1] == headings
    assert (2, "Amina Baraka") in found  # without the office that stands small under the name


def test_every_page_has_its_number_and_every_further_one_title_and_date(pdf: PdfReader) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        shown = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pdf.pages)}" in shown
        assert "Made by Summitry 9 on" in shown
        if number > 1:
            assert ABOUT.title in shown
            assert "2 May 2031 · Lantern Bay, Kenya" in shown


def test_notes_give_outlet_date_and_words(pdf: PdfReader) -> None:
    notes = text(pdf).rpartition(" Notes ")[2]
    found = re.search(
        r"(\d+) The Lantern <i>Post</i>[^:]*, 2 May 2031: Polish Foreign Minister Jan Wolny warned", notes
    )
    assert found
    assert "tariffs would hurt both sides" in notes
    inside = {name for name in pdf.named_destinations if re.fullmatch(r"[nr]\d+", name)}
    assert {f"n{found[1]}", f"r{found[1]}"} <= inside  # there and back


def test_a_note_fills_its_lines() -> None:
    before = "The leaders of the Shanghai Cooperation Organisation adopted a declaration and "
    cited = '<a class="cite" href="#w1"><sup>1</sup></a>'
    mark = '<mark id="w1">a strategy to 2035<a class="back" href="#c1"><sup>1</sup></a></mark>'
    source = f'<article class="source" data-outlet="TASS" data-date="1 September 2025"><p>{before}{mark} at last.</p>'
    lines = of_page(f"{cited}<h2>Words</h2><div>{source}</article></div>").pages[0].extract_text().splitlines()
    first = next(line for line in lines if "TASS" in line)
    assert first.endswith("a declaration and")  # and not "The", after which everything would fit as well


def test_figures_have_a_text_of_their_own(pdf: PdfReader) -> None:
    objects = (pdf.get_object(number) for number in range(1, int(str(pdf.trailer["/Size"]))))
    told = [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]
    assert any(one.startswith("Stance by speaker, number of positions.") for one in told)


def test_links_lead_to_web_addresses_only(pdf: PdfReader) -> None:
    addresses = {
        str(note.get_object()["/A"]["/URI"]) for page in pdf.pages for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }  # fmt: skip
    assert all(address.startswith("https://lantern.example/") for address in addresses)
    assert "/JavaScript" not in str(pdf.trailer["/Root"])


def test_a_long_table_repeats_its_head_and_cuts_no_row() -> None:
    rows = "".join(f"<tr><td>row{n}a<br>row{n}b<br>row{n}c</td></tr>" for n in range(60))
    pages = [
        page.extract_text()
        for page in of_page(f"<table><thead><tr><th>Outlet</th></tr></thead><tbody>{rows}</tbody></table>").pages
    ]
    assert len(pages) > 3
    assert all("Outlet" in shown for shown in pages)
    for n in range(60):
        assert sum(f"row{n}a" in shown and f"row{n}c" in shown for shown in pages) == 1


def test_nothing_is_fetched_or_read(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    opened: list[object] = []
    for handler in (urllib.request.HTTPHandler, urllib.request.HTTPSHandler, urllib.request.FileHandler):
        for name in ("http_open", "https_open", "file_open"):
            if hasattr(handler, name):
                monkeypatch.setattr(handler, name, lambda self, request: opened.append(request))
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    drawn = "%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='http://192.0.2.1/a.png'/%3E%3C/svg%3E"
    with caplog.at_level(logging.ERROR, "weasyprint"):
        reader = of_page(
            f'<img src="http://192.0.2.1/a.png" alt="one"><img src="{secret.as_uri()}" alt="two">'
            f'<img src="data:image/svg+xml,{drawn}" alt="three"><link rel="stylesheet" href="http://192.0.2.1/a.css">'
            '<p style="background: url(http://192.0.2.1/b.png)">text</p><style>@import "http://192.0.2.1/b.css";'
            f"@font-face {{font-family: x; src: url({secret.as_uri()})}} p {{font-family: x}}</style>"
            f'<a rel="attachment" href="{secret.as_uri()}">file</a><object data="{secret.as_uri()}">object</object>'
        )
    assert opened == []
    assert "the secret" not in text(reader)
    assert not reader.attachments
    assert "disallowed protocol" in caplog.text


@pytest.mark.parametrize("name", ["رئیس‌جمهور مسعود", "習近平", "Łukasz Żółć", "Ἀλέξανδρος"])
def test_names_in_any_script_can_be_found(name: str) -> None:
    reader = of_page(f"<h1>{name}</h1><p>{name} spoke.</p>", About(title=name))
    assert reader.metadata is not None
    assert reader.metadata.title == name
    assert outline(reader) == [(0, name)]


def test_pango_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", missing)
    monkeypatch.setattr(formats.importlib, "import_module", missing)
    with pytest.raises(RunError, match="Pango is missing") as error:
        formats.require(["pdf"])
    assert "pango" in error.value.remedy
