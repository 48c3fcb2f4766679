"""Quotations: what stands between quotation marks, over several paragraphs where the marks say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .text import Range

_CLOSERS = {
    "“": "”",
    "”": "”“",
    "„": "”“",
    "«": "»",
    "‹": "›",
    '"': '"',
    "‘": "’’",
    "'": "'",
    "``": "''",
    "''": "''",
    "‘‘": "’’",
}
# One grave accent is no mark, two are; single marks may be doubled.
_MARKS = re.compile(r"[“”„«»‹›\"‘’'`](?:(?<=`)`|(?<=')'|(?<=‘)‘|(?<=’)’)?")
# Longer runs without a closing mark are a stray opening mark, not a quotation.
LONGEST = 4000
# Characters within which a single mark has its closing one.
_NEAR = 300


@dataclass(slots=True)
class Quote:
    """``start:end`` with the marks, ``inner`` without; ``closed`` is false where the closing mark is missing."""

    start: int
    end: int
    inner: Range
    closed: bool = True
    paragraph: int = 0


def quotations(text: str, paragraphs: Sequence[Range]) -> list[Quote]:
    """Outermost quotations in order. A paragraph that opens with a mark and never closes it continues in the next."""
    found: list[Quote] = []
    for number, paragraph in enumerate(paragraphs):
        found += _in_paragraph(text, paragraph, number)
    return found


def _in_paragraph(text: str, paragraph: Range, number: int) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        at, mark = match.start(), match.group()
        if mark == "`":
            continue
        if opened is None:
            if _opens(text, at, mark, paragraph):
                opened = (at, mark)
            continue
        start, kind = opened
        if mark in _CLOSERS[kind] and len(mark) >= len(kind) and _closes(text, at, mark, paragraph, kind):
            if at > start + len(kind):
                found.append(Quote(start, match.end(), Range(start + len(kind), at), paragraph=number))
            opened = None
        elif kind in '"“' and mark == kind and _opens(text, at, mark, paragraph) and text[at - 1] in " \n":
            # A second opening mark: the first was never closed.
            found += _unclosed(text, start, at, number)
            opened = (at, mark)
        elif ((kind == "“" and mark == '"') or (kind == '"' and mark == "”")) and _closes(
            text, at, mark, paragraph, '"'
        ):
            found.append(Quote(start, at + 1, Range(start + 1, at), paragraph=number))
            opened = None
        elif kind in ("'", "‘") and mark in '“"' and _opens(text, at, mark, paragraph):
            # What looked like a single quotation mark was an apostrophe, unless it is closed after what it quotes.
            close = text.find(_CLOSERS[mark], at + 1, min(paragraph.end, at + _NEAR))
            if kind == "'" or close < 0 or not _closing_later(text, close + 1, paragraph):
                opened = (at, mark)
    if opened is not None and opened[1] not in ("'", "‘", "''", "‘‘"):
        found += _unclosed(text, opened[0], paragraph.end, number)
    return found


def _unclosed(text: str, start: int, end: int, number: int) -> list[Quote]:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    if not 3 < end - start <= LONGEST:
        return []
    return [Quote(start, end, Range(start + 1, end), closed=False, paragraph=number)]


def _opens(text: str, at: int, mark: str, paragraph: Range) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if mark == "”":  # a page may have turned the mark the wrong way
        return before.isspace() and after.isalnum()
    if mark in "’»›":
        return False
    if len(mark) > 1:
        after = text[at + 2] if at + 2 < paragraph.end else " "
        return not after.isspace() and mark != "’’" and (mark in ("``", "‘‘") or before.isspace() or before in "([—–-")
    if mark in "«‹":
        return True  # French sets blanks within them
    if after.isspace():
        return False
    if mark in "“„":
        return True
    if mark == '"':
        return not before.isalnum() and (before.isspace() or before in "([—–-/:'‘“,.")
    # Single marks: only at the start of a word, and not an elision ("'80s", "'em").
    return (before.isspace() or before in '([—–"“') and (after.isalpha() or after in '[…"“.') and not _elision(text, at)


_ELISION = re.compile(r"['‘](?:em|tis|twas|til|cause|bout|n)\b", re.IGNORECASE)


def _elision(text: str, at: int) -> bool:
    return bool(_ELISION.match(text, at))


def _closes(text: str, at: int, mark: str, paragraph: Range, kind: str) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if len(mark) > 1:
        return True
    if mark == '"':
        return not after.isalnum() or not before.isspace()
    if kind in "'‘":
        if after.isalnum() or before.isspace():
            return False
        # "the leaders' talks": a possessive closes nothing, unless no better mark follows.
        return not (before == "s" and after == " " and _closing_later(text, at + 1, paragraph))
    return True


_SINGLE = re.compile(r"(?<=[\w.,!?…])['’](?=[\s.,;:!?)—–\"”-]|$)|(?<=\s)['‘](?=\w)")


def _closing_later(text: str, start: int, paragraph: Range) -> bool:
    stop = min(paragraph.end, start + _NEAR)
    for match in _SINGLE.finditer(text, start, stop):
        if text[match.start() - 1].isspace():
            if _elision(text, match.start()):
                continue
            return False  # another one opens: this one must have closed
        if text[match.start() - 1] != "s" or match.end() >= stop or text[match.end()] != " ":
            return True
    return False
