"""A report on paper as PDF, set by WeasyPrint: A4, tagged, with bookmarks, running header and page numbers.

Nothing is fetched: of all addresses only ``data:`` is opened, so neither a source nor a template can make an export
reach out or read a file.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import words

if TYPE_CHECKING:
    from .paper import Note, Paper

_HERE = Path(__file__).parent


def write(paper: Paper) -> bytes:
    """The document's bytes."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    page = weasyprint.HTML(
        string=_page(paper), base_url=None, url_fetcher=URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    )
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def _page(paper: Paper) -> str:
    """The whole page with its style: as nothing is loaded, that stands in the page."""
    from lxml import html
    from lxml.builder import E

    about, main = paper.about, copy.deepcopy(paper.main)
    for section in main.xpath('.//section[@class="notes"]'):
        section.extend([_notes(paper.notes)] if paper.notes else [])
    for heading in main.xpath(".//h2|.//h3"):  # bookmarks leave out what stands small under a heading
        heading.set("data-bookmark", words.lines("".join(heading.xpath(".//text()[not(ancestor::small)]"))))
    meta = {
        "author": about.author, "description": about.subject, "keywords": ", ".join(about.keywords),
        "generator": about.generator, "dcterms.created": f"{about.made:%Y-%m-%dT%H:%M:%SZ}",
    }  # fmt: skip
    head = E.head(
        E.meta(charset="utf-8"), E.title(about.title), E.style(_style()),
        *(E.meta(name=name, content=text) for name, text in meta.items() if text),
    )  # fmt: skip
    running = (
        E.p({"class": "running-title", "dir": "auto"}, about.title), E.p({"class": "running-dates"}, about.subtitle),
        E.p({"class": "running-colophon"}, about.colophon),
    )  # fmt: skip
    document = E.html(head, E.body(*running, main), lang=about.language)
    return "<!DOCTYPE html>\n" + str(html.tostring(document, encoding="unicode"))


def _notes(notes: tuple[Note, ...]) -> Any:
    """The notes as a list, each linked back to the line that it belongs to."""
    from lxml.builder import E

    def apart(text: str) -> list[Any]:
        """``text`` with the space at its ends beside it: at one within it, WeasyPrint may break the line too early."""
        kept = text.strip()
        return [" "] * (text[:1] == " ") + ([E.span(kept)] if kept else []) + [" "] * (kept != "" and text[-1:] == " ")

    def item(note: Note) -> Any:
        number = E.a(str(note.number), {"class": "number", "href": f"#r{note.number}"})
        words_of = (*apart(note.before), E.mark(note.exact), *apart(note.after))
        language = {"lang": note.language} if note.language else {}
        return E.li(
            {"id": f"n{note.number}", **language}, number, " ", E.b(E.bdi(note.outlet), note.where), ": ", *words_of
        )

    return E.ol(*map(item, notes))


@cache
def _style() -> str:
    report = (_HERE.parent / "report" / "report.css").read_text(encoding="utf-8")
    return report + (_HERE / "html" / "paper.css").read_text(encoding="utf-8")
