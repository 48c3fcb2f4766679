"""Bylines, photo credits and notes of the newsroom: names in them are nobody's part in the meeting."""

from __future__ import annotations

import re

from .reading import Reading

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
_BYLINE = re.compile(r"(?:By|by|BY|From|Text|Story by|Author|Reporter) [A-Z]")


def in_credit(reading: Reading, offset: int) -> bool:
    """Whether ``offset`` stands in a byline, a photo credit or a newsroom's note."""
    text = reading.plain
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    if end - begin < 100 and _BYLINE.match(text, begin, end):
        return not any(mark in text[begin:end] for mark in ".!?")
    sentence = reading.sentence_at(offset)
    if sentence.end - sentence.start <= _LONGEST and _STAFF.search(text, sentence.start, sentence.end):
        return sentence.start <= offset < sentence.end
    # A credit is a short line, or the last words of a caption.
    window = _CREDIT.search(text, max(begin, offset - 60), min(end, offset + 60))
    return window is not None and (end - begin < 160 or window.start() < offset)
