"""The sources' own words in context, each record's words highlighted, numbered and linked back to the record.

Spans may nest and overlap. In each paragraph they become nested ``<mark>`` elements; one that crosses the end of
another is continued in a second mark, so that the HTML stays well formed and every place keeps one id and one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summitry.markup import Safe, escape, join, tag
from summitry.report.citations import Place

# A text up to this length is shown whole; of a longer one the paragraphs that hold evidence and their neighbours.
WHOLE = 6_000
# Characters kept at most on each side of evidence in a long text.
AROUND = 600
# No end is moved farther than this: a script may know no spaces.
_WORD = 30
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_END = re.compile(r"[\r\n]+\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?:”\"])[ \t]*[\r\n]+\s*")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\r?\n){0,200}?---[ \t]*(?:\r?\n|\Z)")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a place; the first part carries the place's id (``opens``), the last one its number (``closes``)."""

    place: Place
    start: int
    end: int
    opens: bool = True
    closes: bool = True


def body_of(text: str, file: str) -> int:
    """Where the coverage begins: after the front matter of a Markdown file."""
    front = _FRONT_MATTER.match(text) if file.lower().endswith((".md", ".markdown")) else None
    return front.end() if front else 0


def context(text: str, places: Sequence[Place], body: int = 0, pages: Sequence[int] = ()) -> Safe:
    """``text`` from ``body`` on as paragraphs with ``places`` highlighted; long stretches without any are left out.

    ``pages`` are the offsets at which pages start; a paragraph that begins a new page says so.
    """
    places = sorted((whole_words(text, place) for place in places), key=lambda place: (place.start, -place.end))
    # Evidence in front of the body (a headline in the front matter) is shown too.
    first = min([body, *(place.start for place in places)])
    kept = _kept(text, places, first)
    shown = [(left, right) for start, end in kept for left, right in paragraphs(text, start, end)]
    pieces = _pieces(shown, places)
    starts = {start for start, _ in kept if start > first}
    parts: list[Safe] = []
    page = 0
    for (left, right), within in zip(shown, pieces, strict=True):
        if any(start <= left for start in starts):
            starts = {start for start in starts if start > left}
            parts.append(tag("p", "[…]", class_="gap"))
        if pages and (now := sum(1 for start in pages if start <= left)) != page:
            page = now
            parts.append(tag("p", f"Page {page}", class_="page"))
        parts.append(_paragraph(text, left, right, within))
    if kept and kept[-1][1] < len(text.rstrip()):
        parts.append(tag("p", "[…]", class_="gap"))
    return join(parts, "\n")


def whole_words(text: str, place: Place) -> Place:
    """``place`` with the rest of the words and numbers that its ends cut: no mark stands within "19:50"."""
    start, end = place.start, place.end
    while start > 0 and place.start - start < _WORD and _within(text, start):
        start -= 1
    while end < len(text) and end - place.end < _WORD and _within(text, end):
        end += 1
    return replace(place, start=start, end=end)


def _within(text: str, at: int) -> bool:
    """Whether a word or a number goes on across ``at``."""
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if before.isdigit():  # 19|:50
        return after in ":.," and text[at + 1 : at + 2].isdigit()
    return after.isdigit() and before in ":.," and text[max(0, at - 2) : at - 1].isdigit()


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of ``text[start:end]``, without the white space between them."""
    border = _border(text[:20_000])
    left = start
    for right, following in [*(found.span() for found in border.finditer(text, start, end)), (end, end)]:
        paragraph = text[left:right]
        if paragraph.strip():
            yield left + len(paragraph) - len(paragraph.lstrip()), left + len(paragraph.rstrip())
        left = following


def _border(sample: str) -> re.Pattern[str]:
    """What divides paragraphs: blank lines; without them line ends, or ends of sentences where lines are wrapped."""
    if _BLANK_LINE.search(sample.strip()):
        return _BLANK_LINE
    ends = [line.rstrip()[-1] for line in sample.splitlines() if line.strip()]
    wrapped = len(ends) >= 8 and sum(1 for last in ends if last not in '.!?:”"') > len(ends) / 2
    return _SENTENCE_END if wrapped else _LINE_END


def _kept(text: str, places: Sequence[Place], first: int) -> list[tuple[int, int]]:
    """The stretches of the text that are shown, in order and apart from each other."""
    if len(text) - first <= WHOLE:
        return [(first, len(text))]
    wanted: list[tuple[int, int]] = [] if places else [(first, _word_end(text, first + AROUND))]
    for place in places:
        left, right = _stretch(text, place)
        left = max(first, left)
        if wanted and left <= wanted[-1][1]:
            wanted[-1] = (min(left, wanted[-1][0]), max(right, wanted[-1][1]))
        else:
            wanted.append((left, right))
    return wanted


def _stretch(text: str, place: Place) -> tuple[int, int]:
    """The paragraphs that hold ``place`` and the ones next to them, no more than ``AROUND`` characters to each side."""
    nearest, farthest = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    near = list(paragraphs(text, nearest, farthest))
    inside = [n for n, (left, right) in enumerate(near) if left < place.end and right > place.start]
    left, right = near[max(inside[0] - 1, 0)][0], near[min(inside[-1] + 1, len(near) - 1)][1]
    # A stretch begins and ends with whole words.
    if nearest and left == nearest and (space := text.find(" ", left, left + 40)) >= 0:
        left = min(space + 1, place.start)
    return left, max(_word_end(text, right), place.end) if right == farthest else right


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", max(0, at - 40), at) if at < len(text) else -1
    return space if space >= 0 else min(len(text), at)


def _pieces(shown: Sequence[tuple[int, int]], places: Sequence[Place]) -> list[list[Piece]]:
    """For each paragraph the parts of places in it. ``places`` are in the order of their starts."""
    found: list[list[Piece]] = [[] for _ in shown]
    last: dict[int, tuple[int, int]] = {}
    waiting, active = list(reversed(places)), list[Place]()
    for at, (left, right) in enumerate(shown):
        while waiting and waiting[-1].start < right:
            active.append(waiting.pop())
        active = [place for place in active if place.end > left]
        for place in active:
            if place.number in last:
                paragraph, index = last[place.number]
                found[paragraph][index] = replace(found[paragraph][index], closes=False)
            opens = place.number not in last
            last[place.number] = at, len(found[at])
            found[at].append(Piece(place, max(place.start, left), min(place.end, right), opens))
    return found


def _paragraph(text: str, start: int, end: int, pieces: Sequence[Piece]) -> Safe:
    heading = _MARKDOWN_HEADING.match(text, start, end)
    if heading and all(piece.start >= heading.end() for piece in pieces):
        return tag("p", marked(text, heading.end(), end, pieces), dir="auto", class_="heading")
    return tag("p", marked(text, start, end, pieces), dir="auto")


def marked(text: str, start: int, end: int, pieces: Sequence[Piece]) -> Safe:
    """``text[start:end]`` with ``pieces`` (all within it) as nested marks."""
    waiting = sorted(pieces, key=_outermost_first)
    shown: list[Safe] = []
    at = start
    while waiting:
        piece = waiting.pop(0)
        shown.append(escape(text[at : piece.start]))
        within = [other for other in waiting if other.start < piece.end]
        waiting = [other for other in waiting if other.start >= piece.end]
        # What crosses this mark's end goes on after it.
        waiting += [replace(o, start=piece.end, opens=False) for o in within if o.end > piece.end]
        waiting.sort(key=_outermost_first)
        within = [replace(o, end=piece.end, closes=False) if o.end > piece.end else o for o in within]
        shown.append(_mark(piece, marked(text, piece.start, piece.end, within)))
        at = piece.end
    shown.append(escape(text[at:end]))
    return join(shown)


def _outermost_first(piece: Piece) -> tuple[int, int, int]:
    return piece.start, -piece.end, piece.place.number


def _mark(piece: Piece, content: Safe) -> Safe:
    number = piece.place.number
    # Two numbers in a row would be read as one.
    apart = tag("sup", ",\u2009") if piece.closes and content.endswith("</a></mark>") else ""
    back = tag(
        "a", tag("sup", number), href=f"#c{number}", class_="back", title="Back to the record",
        aria_label=f"{number}: back to the record",
    )  # fmt: skip
    return tag(
        "mark", content, apart, back if piece.closes else "", id=f"w{number}" if piece.opens else None,
        class_=piece.place.table, data_page=piece.place.page if piece.opens else None,
    )  # fmt: skip
