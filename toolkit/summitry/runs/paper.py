"""A report's page prepared for paper: numbered notes stand where the page links into the sources' words.

On a screen a reader follows a link; on paper a number must lead to a note that says which outlet said it, when, and in
what words. Both PDF and DOCX are made from what :func:`prepare` gives, so that note 12 is the same in both. It reads
the page alone: any template's report can be put on paper, those without cited words simply have no notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .. import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .plan import Job

_AROUND = 200  # characters of context on each side of a note's words
_LONGEST = 1_500  # characters of a note's words; what is longer is cut in the middle
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*\Z")
_SPACE = re.compile(r"\s+")
_PARAGRAPH = "\n\n"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: its running header, its properties, its last line."""

    title: str
    dates: str = ""
    place: str = ""
    kind: str = "Report"
    author: str = ""
    keywords: tuple[str, ...] = ()
    generator: str = ""
    language: str = "en"
    made: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def subtitle(self) -> str:
        """When and where."""
        return " · ".join(part for part in (self.dates, self.place) if part)

    @property
    def subject(self) -> str:
        """What it is, in one line."""
        return ", ".join(part for part in (f"{self.kind} on {self.title}", self.dates, self.place) if part)

    @property
    def colophon(self) -> str:
        """What made it, and when."""
        return f"Made by {self.generator or 'Summitry'} on {words.day(f'{self.made:%Y-%m-%d}')}"


@dataclass(frozen=True, slots=True)
class Note:
    """A place in a source: ``exact`` are the cited words, ``before`` and ``after`` the rest of their sentence."""

    number: int
    outlet: str
    date: str
    page: str
    language: str | None
    before: str
    exact: str
    after: str

    @property
    def where(self) -> str:
        """What stands behind the outlet: ", 20 August 2025, page 3"."""
        return "".join(f", {part}" for part in (self.date, f"page {self.page}" if self.page else "") if part)

    @property
    def source(self) -> str:
        """Outlet, date and page: "BelTA, 20 August 2025, page 3"."""
        return self.outlet + self.where


@dataclass(frozen=True, slots=True)
class Paper:
    """A report for paper: ``main`` is the page's ``<main>`` element, whose citations carry the numbers of ``notes``.

    A citation is ``<a class="cite" href="#n12"><sup>12</sup></a>``, the first of a note with the id ``r12``. An empty
    ``<section class="notes">`` stands where the notes belong.
    """

    about: About
    main: Any
    notes: tuple[Note, ...]


def about(job: Job) -> About:
    """What a report of ``job`` says of itself."""
    import summitry

    from .. import __version__, vocabulary

    desk = summitry.open_desk(job.desk)
    settings = desk.summit(job.summit).settings
    country = vocabulary.country_name(settings.country) if settings.country else ""
    return About(
        title=settings.title,
        dates=words.days(settings.start, settings.end),
        place=", ".join(part for part in (settings.city or "", country) if part),
        kind=words.sentence(job.template.replace("-", " ").replace("_", " ")),
        author=desk.settings.title,
        keywords=tuple(vocabulary.country_name(code) for code in settings.parties),
        generator=f"Summitry {__version__}",
    )


def prepare(page: str, about: About) -> Paper:
    """The exported HTML ``page`` for paper."""
    from lxml import html

    document = html.document_fromstring(page)
    found = document.find(".//main")
    main = document.body if found is None else found
    for element in main.xpath(".//script|.//style|.//footer|.//comment()"):
        element.drop_tree()
    places = {name: place for article in main.xpath('.//article[@class="source"]') for name, place in _read(article)}
    notes = _number(main, places)
    _make_room(main)
    _unlink(main)
    _show_addresses(main)
    return Paper(about, main, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Place:
    """Words in the text of a source, as the page shows it."""

    source: dict[str, str]
    text: str
    start: int
    end: int
    page: str

    def note(self, number: int) -> Note:
        exact = words.lines(self.text[self.start : self.end])
        if len(exact) > _LONGEST:
            exact = f"{exact[: _LONGEST // 2].rsplit(' ', 1)[0]} […] {exact[-_LONGEST // 2 :].split(' ', 1)[-1]}"
        given = self.source
        return Note(
            number, given.get("data-outlet", ""), given.get("data-date", ""), self.page, given.get("lang") or None,
            _before(self.text, self.start), exact, _after(self.text, self.end),
        )  # fmt: skip


def _read(article: Any) -> Iterator[tuple[str, _Place]]:
    """The numbered places of a source: its ``<mark>`` elements, from where one begins to where its number stands."""
    parts: list[str] = []
    length = 0
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    pages: dict[str, str] = {}

    def say(text: str | None) -> None:
        nonlocal length
        if text:
            parts.append(text)
            length += len(text)

    def walk(element: Any) -> None:
        kind, classes = element.tag, element.get("class", "").split()
        if kind == "mark" and (name := element.get("id")):
            starts[name], pages[name] = length, element.get("data-page", "")
        if kind == "a" and "back" in classes:
            ends["w" + element.get("href", "")[2:]] = length
        elif kind not in (*_HEADINGS, "sup") and not {"gap", "page"} & set(classes):
            say(element.text)
            for child in element:
                walk(child)
                say(child.tail)
        if kind == "p":
            say(_PARAGRAPH)

    walk(article)
    text = "".join(parts)
    for name, start in starts.items():
        if name in ends:
            yield name, _Place(dict(article.attrib), text, start, ends[name], pages[name])


def _before(text: str, start: int) -> str:
    """What stands before ``start`` in its sentence, or the last words of it."""
    begin = text.rfind(_PARAGRAPH, 0, start) + len(_PARAGRAPH) if _PARAGRAPH in text[:start] else 0
    left = max(begin, start - _AROUND)
    ended = [found.end() for found in _SENTENCE_END.finditer(text, left, start)]
    cut = left > begin and not ended
    kept = _SPACE.sub(" ", text[ended[-1] if ended else left : start])
    return f"… {kept.partition(' ')[2]}" if cut else kept.lstrip()


def _after(text: str, end: int) -> str:
    """What stands after ``end`` in its sentence, or the first words of it."""
    if _ENDED.search(text[max(0, end - 5) : end]):
        return ""
    paragraph = text.find(_PARAGRAPH, end)
    whole = len(text) if paragraph < 0 else paragraph
    right = min(whole, end + _AROUND)
    stop = _SENTENCE_END.search(text, end, right)
    kept = _SPACE.sub(" ", text[end : stop.end() if stop else right])
    return kept.rstrip() if stop or right == whole else f"{kept.rpartition(' ')[0]} …"


def _number(main: Any, places: dict[str, _Place]) -> list[Note]:
    """Number the citations in the order in which a reader meets them; the same words have one number."""
    notes: dict[tuple[str, int, int], Note] = {}
    for link in main.xpath('.//a[starts-with(@href, "#w")][not(ancestor::article)]'):
        place = places.get(link.get("href")[1:])
        number = link.find(".//sup")
        if place is None or number is None:
            continue
        same = (place.source.get("id", ""), place.start, place.end)
        note = notes.get(same)
        link.attrib.pop("id", None)
        link.attrib.pop("title", None)
        if note is None:
            note = notes[same] = place.note(len(notes) + 1)
            link.set("id", f"r{note.number}")
        link.set("href", f"#n{note.number}")
        link.set("class", "cite")
        number.text = str(note.number)
    return list(notes.values())


def _make_room(main: Any) -> None:
    """Take the sources' words out and leave a place for the notes, under the heading that the words had."""
    from lxml import html

    articles = main.xpath('.//article[@class="source"]')
    if not articles:
        return
    holder = articles[0].getparent()
    for article in articles:
        article.drop_tree()
    block = holder if holder is not main else None
    while block is not None and block.getparent() is not main:
        block = block.getparent()
    heading = block.getprevious() if block is not None else None
    section = html.Element("section")
    section.set("class", "notes")
    if heading is not None and heading.tag in _HEADINGS:
        heading.clear()
        heading.text = "Notes"
        heading.set("class", "notes")
    else:
        title = html.Element("h2")
        title.text = "Notes"
        title.set("class", "notes")
        holder.append(title)
    holder.append(section)


def _unlink(main: Any) -> None:
    """Links to what is not on paper become their text; so do links that are no web addresses."""
    there = set(main.xpath(".//@id"))
    for link in main.xpath(".//a"):
        address = link.get("href", "")
        inside = address.startswith("#")
        if inside and (address[1:] in there or "cite" in link.get("class", "").split() and address.startswith("#n")):
            continue
        if not inside and address.lower().startswith(("http://", "https://")):
            continue
        link.drop_tag()


def _show_addresses(main: Any) -> None:
    """In the list of sources the addresses stand written out."""
    from lxml import html

    for link in main.xpath('.//table[contains(@class, "sources")]//a[starts-with(@href, "http")]'):
        shown = html.Element("small")
        shown.set("class", "address")
        shown.text = link.get("href")
        link.addnext(shown)
        shown.tail, link.tail = link.tail, None
