"""Bylines, photo credits and notes of the newsroom: names in them are nobody's part in the meeting."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .reading import Reading, once

_CREDIT = re.compile(
    r"\b(?:reporting by|edited by|editing by|written by|contributed to this|additional reporting|photo(?:graph)?s? by|"
    r"photo:|image (?:copyright|source|credit)|handout|getty images|via reuters|/ ?afp|/ ?ap\b|pool photo|file photo|"
    r"compiled by|translated by|graphics? by|all rights reserved|courtesy of)",
    re.IGNORECASE,
)
# In a sentence of such words all names are the newsroom's, however many stand between.
_STAFF = re.compile(
    r"\b(?:reporting|writing|editing|compiled|edited|written|translated) by\b|\bcontributed (?:to this|reporting)",
    re.IGNORECASE,
)
_LONGEST = 600
# Each credit has one of these in it; most texts have none.
_SIGNS = (
    "reporting by", "edited by", "editing by", "written by", "writing by", "contributed to this",
    "contributed reporting", "additional reporting", "photo by", "photos by", "photograph by", "photographs by",
    "photo:", "image copyright", "image source", "image credit", "handout", "getty images", "via reuters", "/afp",
    "/ afp", "/ap", "/ ap", "pool photo", "file photo", "compiled by", "translated by", "graphic by", "graphics by",
    "all rights reserved", "courtesy of",
)  # fmt: skip
_BYLINE = re.compile(r"(?:By|by|BY|From|Text|Story by|Author|Reporter) [A-Z]")
# A credit is a short line, or the last words of a caption: so many characters before or after a name.
_LINE, _NEAR = 160, 60


@dataclass(slots=True)
class _Credits:
    """Where credits stand in a text, and where those of its staff begin and end."""

    starts: list[int]
    ends: list[int]
    staff: list[int]
    staff_ends: list[int]


@once
def _credits(reading: Reading) -> _Credits | None:
    low = reading.plain.lower()
    if not any(sign in low for sign in _SIGNS):
        return None
    found = [match.span() for match in _CREDIT.finditer(reading.plain)]
    staff = [match.span() for match in _STAFF.finditer(reading.plain)]
    return _Credits([s for s, _ in found], [e for _, e in found], [s for s, _ in staff], [e for _, e in staff])


def in_credit(reading: Reading, offset: int) -> bool:
    """Whether ``offset`` stands in a byline, a photo credit or a newsroom's note."""
    text = reading.plain
    begin = text.rfind("\n", max(0, offset - _LINE), offset) + 1 or max(0, offset - _LINE)
    end = text.find("\n", offset, offset + _LINE)
    end = min(len(text), offset + _LINE) if end < 0 else end
    if end - begin < 100 and _BYLINE.match(text, begin, end):
        return not any(mark in text[begin:end] for mark in ".!?")
    credits = _credits(reading)
    if credits is None:
        return False
    sentence = reading.sentence_at(offset)
    if sentence.end - sentence.start <= _LONGEST:
        first = bisect_left(credits.staff, sentence.start)
        if first < len(credits.staff) and credits.staff_ends[first] <= sentence.end:
            return sentence.start <= offset < sentence.end
    near = bisect_left(credits.starts, max(begin, offset - _NEAR))
    within = near < len(credits.starts) and credits.ends[near] <= min(end, offset + _NEAR)
    return within and (end - begin < _LINE or credits.starts[near] < offset)
