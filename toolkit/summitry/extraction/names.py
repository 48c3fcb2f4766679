"""Capitalised sequences that may be people's names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from summitry import vocabulary
from summitry.vocabulary import word_list
from summitry.vocabulary.tables import kept, remembered

from .lexicon import Hit
from .reading import Reading

# Words that a page's layout ran together ("LeaderFederal"), unlike "McAdam", "MacArthur", "DeGaulle" and "al-Sisi".
_ARTICLES = ("al-", "el-", "ad-", "as-", "an-", "ar-")
_GLUED = re.compile(r"[a-zà-ÿ]{4,}[A-Z][a-z]")
# A family name in capitals has at least so many letters.
_SHORTEST = 3
# As many characters tell how wide a paragraph's lines are.
_OPENING = 1500


@dataclass(slots=True)
class Sequence:
    """Tokens ``first:last`` that could be a name."""

    first: int
    last: int


@kept
def family_first() -> frozenset[str]:
    """Family names that stand first, folded to plain capitals."""
    return frozenset(vocabulary.family_names_first())


def family_name_first(words: tuple[str, ...]) -> bool:
    """Whether a name is written in East Asian order, as far as its words tell."""
    if not 2 <= len(words) <= 3 or words[0] not in family_first():
        return False
    return words[-1] not in family_first() or words[0] not in vocabulary.given_names()


@remembered
def is_name_word(word: str) -> bool:
    """Whether a token looks like a word of a name: "Lukashenko", "al-Assad", "Jae-in", "O'Neill"."""
    return (word[0].isupper() or word.startswith(_ARTICLES)) and word[-1].isalpha() and not _GLUED.search(word)


def sequences(reading: Reading) -> Iterator[Sequence]:
    """Maximal capitalised sequences outside what the vocabulary labels; all-capital lines give none."""
    words = reading.tokens.words
    starts, ends = reading.tokens.starts, reading.tokens.ends
    given = vocabulary.given_names()
    particles, suffixes = word_list("name_particle"), word_list("name_suffix")
    size = len(words)
    done = 0
    stops = {bisect_left(starts, paragraph.start) for paragraph in reading.paragraphs}
    # Most words are in lower case: to see that is quicker than to look them up.
    seen = [word for word in set(words) if not word.islower() or "-" in word]
    openers, shouted = set(filter(_may_open, seen)), set(filter(_is_shouted, seen))
    for index in compress(range(size), map((openers | shouted).__contains__, words)):
        if index < done or words[index] not in openers and not family_in_capitals(reading, index):
            continue
        if reading.covers[index] is not None and not _may_begin(reading, index, given):
            continue
        last = index + 1
        while last < size and last not in stops:
            word = words[last]
            gap = reading.plain[ends[last - 1] : starts[last]]
            if (
                word == "."
                and not gap
                and len(words[last - 1]) == 1
                and last + 1 < size
                and is_name_word(words[last + 1])
            ):
                last += 1
                continue
            if "\n" in gap and _new_line(reading, last):
                break
            if "\n" in gap and gap.count("\n") > 1 or (gap and gap.strip()) or not gap and word not in suffixes:
                break
            if word in particles:
                # A particle belongs to a name only between two of its words.
                stop = last + 1
                while stop < size and words[stop] in particles:
                    stop += 1
                if stop < size and _may_continue(reading, stop, index, given) and word not in ("e", "y", "do"):
                    last = stop
                    continue
                break
            if word in suffixes or _may_continue(reading, last, index, given):
                last += 1
                continue
            break
        if words[last - 1] == ".":
            last -= 1
        # "Joseph R. Biden, Jr."
        if last + 1 < size and words[last] == "," and words[last + 1] in ("Jr", "Sr"):
            last += 2
        yield Sequence(index, last)
        done = last


def family_in_capitals(reading: Reading, index: int) -> bool:
    """Whether a word in capitals is the family name of "Minister KATO Jiro", "President Jan NOVAK": a given name stands
    beside it, or an office before it and a name word in plain letters behind it."""
    words = reading.tokens.words
    if not words[index].isupper() or len(words[index]) < _SHORTEST or reading.covers[index] is not None:
        return False
    beside = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
    if any(word in vocabulary.given_names() and not word.isupper() for word in beside):
        return True
    following = words[index + 1] if index + 1 < len(words) else ""
    before = reading.ends[index - 1] if index else None
    titled = before is not None and (before.entry.office is not None or before.entry.honorific is not None)
    return titled and following[1:].islower() and following[0].isupper() and reading.covers[index + 1] is None


def _new_line(reading: Reading, index: int) -> bool:
    """Whether the line before a token was ended on purpose: the token would have fitted on it by far."""
    plain, start = reading.plain, reading.tokens.starts[index]
    paragraph = reading.paragraphs[reading.sentence_at(start).paragraph]
    end = plain.rfind("\n", paragraph.start, start)
    begin = max(plain.rfind("\n", paragraph.start, end) + 1, paragraph.start)
    width = max(
        len(line) for line in plain[paragraph.start : min(paragraph.end, paragraph.start + _OPENING)].split("\n")
    )
    return end - begin + len(reading.tokens.words[index]) < width * 0.8


@remembered
def _may_open(word: str) -> bool:
    """Whether a name may begin with a word."""
    if not (is_name_word(word) or (len(word) == 1 and word.isupper())) or (len(word) > 4 and word.isupper()):
        return False
    return word.lower() not in word_list("heading_word") or word in vocabulary.given_names()


@remembered
def _is_shouted(word: str) -> bool:
    return len(word) > 2 and word.isupper() and word.isalpha()


def _may_begin(reading: Reading, index: int, given: dict[str, str]) -> bool:
    """Whether a name may begin with a word that the vocabulary knows."""
    word = reading.tokens.words[index]
    hit = reading.covers[index]
    if hit is None:
        return True
    if word not in given or index + 1 >= len(reading.tokens) or reading.covers[index + 1] is not None:
        return False
    return is_name_word(reading.tokens.words[index + 1]) and _soft(hit, reading, index)


def _may_continue(reading: Reading, index: int, first: int, given: dict[str, str]) -> bool:
    word = reading.tokens.words[index]
    if not is_name_word(word) and not (len(word) == 1 and word.isupper()):
        return False
    # "Kerry Meets With Zarif", "Gorbachev Tuesday signed"
    if len(word) == 1:
        return True  # an initial, though "M." is also a form of address
    lower = word.lower()
    if (
        lower in word_list("weekday")
        or _is_month(reading, index)
        or (lower in word_list("heading_word") and word not in given)
    ):
        return False
    hit = reading.covers[index]
    if hit is None:
        return True
    # "Mervyn King will": no king's name follows.
    following = reading.tokens.words[index + 1 : index + 2]
    if index == first + 1 and hit.entry.office is not None and not (following and is_name_word(following[0])):
        return reading.tokens.words[first] in given and hit.first == index == hit.last - 1
    if (
        index == first + 2
        and reading.tokens.words[first] in family_first()
        and not (following and is_name_word(following[0]))
    ):
        return hit.start == reading.tokens.starts[index] and hit.end == reading.tokens.ends[index]  # "Bui Thanh Son"
    # "Theresa May", "Chelsea Clinton": after a given name a known word may still be a family name.
    words = reading.tokens.words
    named = words[index - 1] in given or (words[first] in given and index - first <= 3)
    return _soft(hit, reading, index) and named


def _is_month(reading: Reading, index: int) -> bool:
    """Whether a word is a month, and no family name: "May" is one where a day follows."""
    word = reading.tokens.lower[index]
    if len(word) < 3 or word not in word_list("month"):
        return False
    return word != "may" or any(following.isdigit() for following in reading.tokens.words[index + 1 : index + 2])


def _soft(hit: Hit, reading: Reading, index: int) -> bool:
    """Whether a hit of one word may also be a word of a name."""
    entry = hit.entry
    one_word = hit.start == reading.tokens.starts[index] and hit.end == reading.tokens.ends[index]
    return one_word and entry.office is None and entry.honorific is None and entry.organisation is None


def name_of(reading: Reading, sequence: Sequence) -> str:
    """The words of a sequence as they stand, on one line."""
    text = reading.text[reading.tokens.starts[sequence.first] : reading.tokens.ends[sequence.last - 1]]
    return " ".join(text.split())
