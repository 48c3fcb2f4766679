"""Transcripts: turns that begin with the speaker's name and a colon, and the paragraphs that go on with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summitry import vocabulary
from summitry.model import Evidence, Position

from .fold import fold
from .mentions import Mention
from .people import Person
from .reading import Reading
from .stance import bodies, stance_of, topic_of

# GUIDELINES of the gold annotation: the first paragraphs of substance, greetings and thanks left out.
MOST = 12
_LONGEST_LABEL = 140
# A sentence that is but a courtesy has fewer words.
_COURTESY = 20
# "See also" points to so many headings at most.
_POINTERS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a speaker's turn; ``start:end`` is what is said. ``kept`` is false for greetings and thanks."""

    paragraph: int
    start: int
    end: int
    speaker: str
    country: str | None
    kept: bool


def turns(reading: Reading, persons: Sequence[Person]) -> list[Turn]:
    """The turns of all transcripts in a text, one item per paragraph."""
    found: list[Turn] = []
    kept = 0
    for number, start, speaker, country in _spoken(reading, persons):
        end = reading.paragraphs[number].end
        substance = kept < MOST and _substantive(reading.plain[start:end])
        kept += substance
        if start < end:
            found.append(Turn(number, start, end, speaker, country, substance))
    return found


def spoken(reading: Reading, persons: Sequence[Person]) -> set[int]:
    """The numbers of the paragraphs that the turns of transcripts take."""
    return {number for number, start, _, _ in _spoken(reading, persons) if start < reading.paragraphs[number].end}


def _spoken(reading: Reading, persons: Sequence[Person]) -> Iterator[tuple[int, int, str, str | None]]:
    """Paragraphs of turns: number, offset of what is said, speaker, country."""
    begun = False
    current: tuple[str, str | None] | None = None
    words = reading.tokens.words
    named = {m.last: (p, m) for p in persons for m in p.mentions if words[m.last : m.last + 1] in ([":"], ["("])}
    for number, paragraph in enumerate(reading.paragraphs):
        if begun and _aside(reading, number):
            continue
        label = _label(reading, number, persons, named)
        start = paragraph.start
        if label is not None:
            current = (label[0], label[1])
            start = label[2]
        elif current is None or _breaks(reading, number):
            current = None
            continue
        begun = begun or start < paragraph.end
        yield number, start, *current


def position(reading: Reading, turn: Turn) -> Position:
    text = reading.text[turn.start : turn.end]
    evidence = Evidence.of(reading.source, turn.start, turn.end)
    return Position(
        turn.speaker,
        turn.country,
        text,
        "direct",
        None,
        topic_of(text, bodies(reading, turn.start, turn.end)),
        None,
        stance_of(text, None),
        evidence=(evidence,),
    )


def _label(
    reading: Reading, number: int, persons: Sequence[Person], named: Mapping[int, tuple[Person, Mention]]
) -> tuple[str, str | None, int] | None:
    """Speaker, country and offset of what is said, where a paragraph begins "President of Russia Vladimir Putin:",
    "VLADIMIR PUTIN:", "Q:"; ``named`` holds the names before a colon or bracket, by the token after them."""
    paragraph = reading.paragraphs[number]
    colon = reading.plain.find(":", paragraph.start, min(paragraph.end, paragraph.start + _LONGEST_LABEL))
    if colon < 0 or colon + 1 >= paragraph.end or not reading.plain[colon + 1].isspace():
        return None
    if number == 0 and reading.plain[paragraph.end - 1].isalnum():
        return None  # "Novak: Talks Go On": a headline
    label = reading.plain[paragraph.start : colon]
    start = colon + 1
    while start < paragraph.end and reading.plain[start].isspace():
        start += 1
    if (
        reading.plain[start : start + 1] in ("“", '"', "«")
        or any(mark in label for mark in '.!?"“;')
        and not label.endswith((".", ")"))
    ):
        return None
    bare = label.split("(")[0].strip()
    words = bare.replace(",", " ").split()
    if not words or len(words) > 14:
        return None
    first, last = reading.tokens.at(paragraph.start), reading.tokens.at(colon)
    for person, mention in (named[at] for at in range(first + 1, last + 1) if at in named):
        # The name ends the label, an office may begin it; a remark in brackets may follow ("(retranslated)").
        if mention.start == first or (mention.first > first and _office(reading, first)):
            return person.name, person.country, start
    if bare.isupper() or all(w[0].isupper() for w in words):
        folded = {fold(word) for word in words}
        for person in persons:
            if fold(person.surname) in folded:
                return person.name, person.country, start
        if bare.isupper() and 2 <= len(words) <= 5 and words[0].title() in vocabulary.given_names():
            return bare.title(), None, start
        if bare in ("Q", "Question", "QUESTION", "A", "Answer", "MODERATOR", "Moderator", "INTERPRETER"):
            return bare.title(), None, start
    return None


def _aside(reading: Reading, number: int) -> bool:
    """Whether a paragraph is a pointer of the page within a turn: "See also", and the headings that it points to."""
    for at in range(number, max(-1, number - _POINTERS), -1):
        text = reading.plain[reading.paragraphs[at].start : reading.paragraphs[at].end]
        if text.startswith("See also"):
            return True
        if text.endswith((".", "!", "?", "”", '"', ":", "…", ",", ")")) or text[-1:] == ">":
            return False
    return False


def _office(reading: Reading, token: int) -> bool:
    hit = reading.begins[token]
    return hit is not None and hit.entry.office is not None


def _breaks(reading: Reading, number: int) -> bool:
    """Whether a paragraph ends a transcript: a row of stars, a heading, a note of the newsroom."""
    paragraph = reading.paragraphs[number]
    text = reading.plain[paragraph.start : paragraph.end]
    return not any(c.isalpha() for c in text) or text.startswith(("***", "<", "[", "(", "#", "Published", "Photo"))


def _substantive(text: str) -> bool:
    """Whether a paragraph says more than a greeting, a form of address or thanks."""
    words = text.split()
    low = text.lower()
    if len(words) < 6 or not any(c.isalpha() for c in text):
        return False
    greets = len(words) < 18 and low.startswith(tuple(vocabulary.word_list("greeting")))
    one_sentence = not any(mark in text.rstrip(".!?…") for mark in (". ", "! ", "? "))
    courteous = len(words) < (24 if one_sentence else 14) and any(
        phrase in low for phrase in vocabulary.word_list("courtesy")
    )
    return not greets and not courteous and not _all_courteous(low)


def _all_courteous(low: str) -> bool:
    """Whether each sentence of a paragraph, in lower case, is a courtesy; very short ones go with the others."""
    parts = [part for part in re.split(r"[.!?…]\s+", low.strip()) if len(part.split()) > 2]
    phrases = vocabulary.word_list("courtesy")
    short = all(len(part.split()) < _COURTESY for part in parts)
    return bool(parts) and short and all(any(phrase in part for phrase in phrases) for part in parts)
