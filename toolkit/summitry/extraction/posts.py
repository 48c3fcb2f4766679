"""Embedded posts of a social network: "TEXT — Jan Novak (@novak) 3 December 2018" as a paragraph of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass

from .people import Person
from .reading import Reading
from .speakers import Speaker, of_person
from .statements import Statement
from .text import Range

# The end of such a paragraph; what is said stands before the last dash in front of it.
_SIGNATURE = re.compile(r"([^()—]{2,60}) \(@\w{1,30}\)\s+[\w., ]{6,24}$")
_DASHES = ("—", "–", "--", " - ")
_LINK = re.compile(r"\s+(?:pic\.twitter\.com/\S+|https?://\S+|t\.co/\S+)$")
_LONGEST_SIGNATURE = 130


@dataclass(frozen=True, slots=True)
class Post:
    """``said`` is what the post says, without links."""

    paragraph: int
    said: Range
    speaker: Speaker


def posts(reading: Reading, persons: Sequence[Person]) -> list[Post]:
    """The posts embedded in a text, in order."""
    found = []
    for number, paragraph in enumerate(reading.paragraphs):
        tail = max(paragraph.start, paragraph.end - _LONGEST_SIGNATURE)
        if "(@" not in reading.plain[tail : paragraph.end]:
            continue
        dash, mark = max((reading.plain.rfind(mark, tail, paragraph.end), mark) for mark in _DASHES)
        if dash <= paragraph.start:
            continue
        signature = _SIGNATURE.match(reading.plain[dash + len(mark) : paragraph.end].strip())
        if signature is None:
            continue
        end = dash
        text = reading.plain[paragraph.start : end].rstrip()
        while (link := _LINK.search(text[-_LONGEST_SIGNATURE:])) is not None:
            text = text[: len(text) - (min(len(text), _LONGEST_SIGNATURE) - link.start())].rstrip()
        if text:
            said = Range(paragraph.start, paragraph.start + len(text))
            found.append(Post(number, said, _author(persons, signature.group(1).strip())))
    return found


def statement(reading: Reading, post: Post) -> Statement:
    number = bisect_left(reading.sentences, post.paragraph, key=lambda sentence: sentence.paragraph)
    return Statement(post.said.start, post.said.end, post.speaker, None, number, direct=True, via="Twitter")


def _author(persons: Sequence[Person], name: str) -> Speaker:
    words = {word for word in name.split() if len(word) > 2}  # initials left out
    for person in persons:
        if words and words <= set(person.name.split()):
            return of_person(person)
    return Speaker(name)


def unrepeated(reading: Reading, found: Sequence[Post], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that are not quoted from a post that the text embeds as well."""
    posted = {_bare(reading.plain[post.said.start : post.said.end]) for post in found}
    return [
        s for s in statements if not (s.direct and posted and _within(_bare(reading.plain[s.start : s.end]), posted))
    ]


def _within(words: str, posted: Set[str]) -> bool:
    return words in posted or any(words in said for said in posted)


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .,!?…")
