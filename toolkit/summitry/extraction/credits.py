"""Bylines, photo credits and notes of the newsroom: names in them are nobody's part in the meeting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from .reading import Reading, once

# In a sentence of such words all names are the newsroom's, however many stand between.
_STAFF = (
    "reporting by", "writing by", "editing by", "compiled by", "edited by", "written by", "translated by",
    "contributed to this", "contributed reporting",
)  # fmt: skip
_CREDITS = (
    "reporting by", "edited by", "editing by", "written by", "contributed to this", "additional reporting",
    "photo by", "photos by", "photograph by", "photographs by", "photo:", "image copyright", "image source",
    "image credit", "handout", "getty images", "via reuters", "/afp", "/ afp", "/ap", "/ ap", "pool photo",
    "file photo", "compiled by", "translated by", "graphic by", "graphics by", "all rights reserved", "courtesy of",
)  # fmt: skip
# After these the next letter must not go on with the word.
_WHOLE = frozenset({*_STAFF[:7], "/ap", "/ ap"})
_PHRASES = tuple(dict.fromkeys(_STAFF + _CREDITS))
_LONGEST = 600
_BYLINE = re.compile(r"(?:By|by|BY|From|Text|Story by|Author|Reporter) [A-Z]")
# "Nils Berg, AFP | Novak meets Brekke": whose picture it is.
_LABEL = re.compile(r"[^|\n.]{3,50}[,/] ?(?:AFP|AP|Reuters|REUTERS|EPA|EFE|PA|Getty Images)[^|\n]{0,20}\|")
# A credit is a short line, or the last words of a caption: so many characters before or after a name.
_LINE, _NEAR = 160, 60


@dataclass(slots=True)
class _Places:
    """Where phrases stand in a text, in order: the first character of each, and the one after its last."""

    starts: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> int | None:
        """Where the first phrase from ``start`` on begins, if it ends by ``end``."""
        at = bisect_left(self.starts, start)
        return self.starts[at] if at < len(self.starts) and self.ends[at] <= end else None


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_PHRASES)


@once
def _notes(reading: Reading) -> tuple[_Places, _Places]:
    """Where the phrases of the newsroom's staff and those of credits stand."""
    text = reading.plain.lower()
    found: dict[str, list[tuple[int, int]]] = {}
    for number, start, end in _automaton().find_matches_as_indexes(text, overlapping=True):
        phrase = _PHRASES[number]
        opens = text[start - 1 : start].isalnum() != phrase[0].isalnum()
        if opens and not (phrase in _WHOLE and text[end : end + 1].isalnum()):
            found.setdefault(phrase, []).append((start, end))
    return _places(found, _STAFF), _places(found, _CREDITS)


def _places(found: Mapping[str, Sequence[tuple[int, int]]], phrases: tuple[str, ...]) -> _Places:
    places = sorted([place for phrase in phrases for place in found.get(phrase, ())])
    return _Places([start for start, _ in places], [end for _, end in places])


@once
def _has_any(reading: Reading) -> bool:
    """Whether a text has any byline, credit or note: most have none."""
    staff, notes = _notes(reading)
    return (
        bool(staff.starts or notes.starts) or "|" in reading.plain or any(map(_BYLINE.match, reading.plain.split("\n")))
    )


def in_credit(reading: Reading, offset: int) -> bool:
    """Whether ``offset`` stands in a byline, a photo credit or a newsroom's note."""
    if not _has_any(reading):
        return False
    text = reading.plain
    begin = text.rfind("\n", max(0, offset - _LINE), offset) + 1 or max(0, offset - _LINE)
    end = text.find("\n", offset, offset + _LINE)
    end = min(len(text), offset + _LINE) if end < 0 else end
    label = _LABEL.match(text, begin, end)
    if label is not None and offset < label.end():
        return True
    if end - begin < 100 and _BYLINE.match(text, begin, end):
        return not any(mark in text[begin:end] for mark in ".!?")
    staff, notes = _notes(reading)
    if staff.starts:
        sentence = reading.sentence_at(offset)
        short = sentence.end - sentence.start <= _LONGEST
        if short and staff.within(sentence.start, sentence.end) is not None:
            return sentence.start <= offset < sentence.end
    credit = notes.within(max(begin, offset - _NEAR), min(end, offset + _NEAR))
    return credit is not None and (end - begin < _LINE or credit < offset)
