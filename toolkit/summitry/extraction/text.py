"""The shape of a text: paragraphs, sentences and tokens, all as offsets into the text as it stands.

Sentences follow the usual rule-based method (terminal punctuation before a capital, minus abbreviations); a terminator
inside a quotation ends no sentence, so that a sentence always holds its quotations whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from summitry.vocabulary import abbreviations, word_list
from summitry.vocabulary.tables import remembered

# One character each, so that offsets stay those of the source.
_SAME_LENGTH = {"’": "'", "ʼ": "'"} | dict.fromkeys("\u00a0\u2009\u202f\u2007\t\u200b\ufeff", " ")

# What no paragraph ends with.
_GOES_ON = re.compile(r" (?:the|an?|of|in|at|to|for|with|by|and|from)$")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# A line that starts a paragraph of its own: list items, headings, quoted mail, table rows, transcript turns.
_STARTS = re.compile(r"\s*(?:[-*•–—·‣>#|]\s|\d{1,2}[.)]\s|\*{2,}|#{1,6}\s)")
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|'s\b|[^\W_]+(?:(?!'s\b)['.,/-](?=\w)[^\W_]+)*|…|\.{3}|[^\w\s]|_", re.UNICODE)
# Its first character is looked for alone, which is fast.
_TERMINATOR = re.compile(
    r"[.!?…\"”»](?:(?<=[.!?…])[.!?…]*[\"”’'»)\]]*|(?<=[.!?…])[.!?…]*[\"”»][.!?…]*|(?<=[\"”»])[.!?…]*)(?=\s)"
)
_INITIAL = re.compile(r"(?:^|[\s(.\"“'‘-])[^\W\d_]\.$")


@dataclass(slots=True)
class Range:
    """A half-open range of code points."""

    start: int
    end: int


def same_length(text: str) -> str:
    """``text`` with typographic apostrophes and spaces made plain; every character keeps its offset."""
    for character, plain in _SAME_LENGTH.items():
        text = text.replace(character, plain)
    return text


def paragraphs(text: str, start: int = 0) -> list[Range]:
    """Paragraphs of ``text`` from ``start`` on, without surrounding blanks.

    A line is a paragraph, except where lines are wrapped: then an empty line, a list item or a heading ends one.
    """
    lines: list[tuple[int, int, bool]] = []  # start, end, whether an empty line stands before it
    previous = start
    for match in _LINE.finditer(text, start):
        begin, end = match.span()
        while begin < end and text[begin].isspace():
            begin += 1
        while end > begin and text[end - 1].isspace():
            end -= 1
        if begin < end:
            lines.append((begin, end, text.count("\n", previous, begin) > 1 or not lines))
            previous = end
    if not lines:
        return []
    wrapped = _is_wrapped(text, lines)
    found: list[list[int]] = []
    for begin, end, after_gap in lines:
        joins = bool(found) and not after_gap and not _STARTS.match(text, begin, end)
        if joins:
            last = found[-1]
            width = last[1] - max(last[0], text.rfind("\n", 0, last[1]) + 1)
            joins = (
                (wrapped and width > 40 and text[last[0]] != "#")
                or (text[begin].islower() and text[last[1] - 1] not in '.!?:;”"')
                or _GOES_ON.search(text, max(last[0], last[1] - 6), last[1]) is not None
            )
        if joins:
            found[-1][1] = end
        else:
            found.append([begin, end])
    return [Range(begin, end) for begin, end in found]


def _is_wrapped(text: str, lines: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether lines were broken at a fixed width: most lines that another follows end within a sentence."""
    followed = [(line, after) for line, after in zip(lines, lines[1:], strict=False) if not after[2]]
    if len(followed) < 2:
        return False
    longest = max(end - begin for begin, end, _ in lines)
    within = sum(1 for (_, end, _), _ in followed if text[end - 1] not in ".!?:”\"'’…")
    return longest <= 200 and within * 2 > len(followed)


def sentences(text: str, paragraph: Range, masked: Sequence[Range] = ()) -> list[Range]:
    """Sentences of a paragraph; a terminator within one of the ``masked`` ranges (sorted quotations) ends none."""
    starts = [mask.start for mask in masked]
    found: list[Range] = []
    begin = paragraph.start
    for match in _TERMINATOR.finditer(text, paragraph.start, paragraph.end):
        at, end = match.span()
        index = bisect_right(starts, at) - 1
        if index >= 0 and masked[index].end > end:
            continue
        if _ends_sentence(text, begin, at, end, paragraph.end):
            found.append(Range(begin, end))
            begin = end
            while begin < paragraph.end and text[begin].isspace():
                begin += 1
    if begin < paragraph.end:
        found.append(Range(begin, paragraph.end))
    return found


def _ends_sentence(text: str, begin: int, at: int, end: int, limit: int) -> bool:
    after = end
    while after < limit and text[after].isspace():
        after += 1
    if after >= limit:
        return False
    following = text[after]
    mark = text[at:end]
    if mark[0] not in ".!?…" and mark[-1] not in ".!?…":  # quotation marks alone
        return False
    if following in "“\"‘'«([—–-•":
        following = text[after + 1] if after + 1 < limit else ""
    if following == "…":  # "He left. “…and we go on,” he said."
        following = text[after + 2] if text[after] != "…" and after + 2 < limit else ""
        return following.isalpha()
    if following in "([" and text[after] in "“\"‘'" and after + 2 < limit:
        following = text[after + 2]  # "He left. “(So) we go on,” he said."
    if not (following.isupper() or following.isdigit() or following in "“\"‘'«$€£@#"):
        return False
    if text[begin:at].isdecimal() and at - begin <= 2:
        return False  # "1. Trade": an item's number
    if mark[0] == "." and mark[:2] != "..":
        known = _abbreviation(text, begin, at + 1)
        if known is not None:
            return not known and text[after : after + 1].isupper() and _opens_sentence(text, after, limit)
    return True


_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _opens_sentence(text: str, after: int, limit: int) -> bool:
    word = _FIRST_WORD.match(text, after, limit)
    # Such words are no part of a name: "the U.S. The" is two sentences, "U.S. President" is one.
    return word is not None and word.group() in word_list("sentence_opener")


def _abbreviation(text: str, begin: int, stop: int) -> bool | None:
    """None where the word before the full stop is no abbreviation; else whether its stop never ends a sentence."""
    word_start = max(text.rfind(" ", begin, stop), text.rfind("\n", begin, stop), begin - 1) + 1
    word = text[word_start:stop].lstrip("(\"“‘'[«")
    known = abbreviations().get(word)
    if known is not None:
        return known
    if _INITIAL.search(text, max(begin, stop - 4), stop):
        # "J. Smith" and "U.S." alike; a single initial never ends a sentence, a series may.
        return word.count(".") == 1
    return None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and marks in order; ``words`` and ``lower`` are the tokens as they stand and in lower case."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``."""
        return bisect_right(self.ends, offset)

    def between(self, start: int, end: int) -> range:
        """Indices of the tokens that begin in ``start:end``."""
        first = self.at(start)
        return range(first, max(first, bisect_left(self.starts, end)))


def tokens(text: str, start: int = 0) -> Tokens:
    """Tokens of ``text`` from ``start`` on: words with inner hyphens, "U.S.", numbers, "'s", and single marks."""
    blank = text[start:].replace("\n", " ")
    if not blank.isprintable():  # quick to ask, and seldom so: among what is not printable are all other blanks
        blank = _OTHER_BLANK.sub(" ", blank)
    starts: list[int] = []
    words: list[str] = []
    lower: list[str] = []
    at = start
    # No token holds a blank: what stands between two is taken apart once, however often it comes.
    for unbroken in blank.split(" "):
        offsets, found, low, width = _pieces(unbroken)
        if offsets is None:
            starts.append(at)
        else:
            starts += [at + offset for offset in offsets]
        words += found
        lower += low
        at += width
    ends = list(map(add, starts, map(len, words)))
    return Tokens(starts, ends, words, lower)


_OTHER_BLANK = re.compile(r"[^\S ]")


@remembered
def _pieces(unbroken: str) -> tuple[tuple[int, ...] | None, tuple[str, ...], tuple[str, ...], int]:
    """The tokens of characters without a blank: where each begins (None for one that begins it all), the words, the
    words in lower case, and how far it is to what stands behind the next blank."""
    found = [(match.start(), match.group()) for match in _TOKEN.finditer(unbroken)]
    offsets, words = tuple(at for at, _ in found), tuple(word for _, word in found)
    return None if offsets == (0,) else offsets, words, tuple(word.lower() for word in words), len(unbroken) + 1
