"""One text, read once: what all rules look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass

from summitry.model import Context, Source

from .lexicon import Hit, lexicon
from .quotes import Quote, quotations
from .text import Range, Tokens, paragraphs, same_length, sentences, tokens

_BROKEN = re.compile(r"(?<=\w)\n(?=\w)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens ``first:last`` and the number of its paragraph."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Reading:
    """``plain`` has the offsets of ``source.text``. ``begins``, ``ends`` and ``covers`` give the vocabulary hit that
    begins at, ends with, or covers a token; ``quoted`` the number of the quotation that a token stands in, or -1."""

    source: Source
    context: Context
    plain: str
    paragraphs: list[Range]
    quotes: list[Quote]
    sentences: list[Sentence]
    tokens: Tokens
    begins: list[Hit | None]
    ends: list[Hit | None]
    covers: list[Hit | None]
    quoted: list[int]
    hits: list[Hit]
    by_word: dict[str, list[int]]

    @property
    def text(self) -> str:
        return self.source.text

    def labelled(self, index: int) -> bool:
        """Whether a token is part of something that the vocabulary knows, other than a mere "no person"."""
        hit = self.covers[index]
        return hit is not None and not hit.entry.only_no_person

    def places(self, words: Set[str]) -> list[int]:
        """The tokens, in order, whose lower-case form is one of ``words``."""
        return sorted(i for word in self.by_word.keys() & words for i in self.by_word[word])

    def first_of(self, hit: Hit) -> int:
        """The token that ``hit`` begins at."""
        return self.tokens.at(hit.start)

    def last_of(self, hit: Hit) -> int:
        """The token after the last one of ``hit``."""
        return self.tokens.at(hit.end - 1) + 1

    def hits_within(self, start: int, end: int) -> list[Hit]:
        """Vocabulary hits that lie within the characters ``start:end``."""
        first = bisect_left(self.hits, start, key=lambda hit: hit.start)
        last = bisect_right(self.hits, end, key=lambda hit: hit.end)
        return self.hits[first:last]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset``, or the last before it."""
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)]


def read(source: Source, context: Context | None = None) -> Reading:
    """The shape of ``source`` and all that the vocabulary knows in it, in time linear in its length."""
    plain = same_length(source.text)
    found = paragraphs(plain, source.body)
    quotes = quotations(source.text, found)
    words = tokens(plain, source.body)
    # A line may be broken within a name: "the United\nStates".
    hits = [hit for hit in lexicon().find(_BROKEN.sub(" ", plain)) if hit.start >= source.body]
    size = len(words)
    begins: list[Hit | None] = [None] * size
    ends: list[Hit | None] = [None] * size
    covers: list[Hit | None] = [None] * size
    index = 0
    for hit in hits:
        while index < size and words.ends[index] <= hit.start:
            index += 1
        last = index
        while last < size and words.starts[last] < hit.end:
            covers[last] = hit
            last += 1
        if last > index:
            begins[index], ends[last - 1] = hit, hit
    quoted = [-1] * size
    index = 0
    for number, quote in enumerate(quotes):
        while index < size and words.starts[index] < quote.start:
            index += 1
        at = index
        while at < size and words.starts[at] < quote.end:
            quoted[at] = number
            at += 1
    return Reading(
        source, context or Context(), plain, found, quotes, _sentences(plain, found, quotes, words), words,
        begins, ends, covers, quoted, hits, _by_word(words.lower),
    )  # fmt: skip


def _by_word(lower: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, word in enumerate(lower):
        found.setdefault(word, []).append(index)
    return found


def _sentences(plain: str, found: list[Range], quotes: list[Quote], words: Tokens) -> list[Sentence]:
    result: list[Sentence] = []
    by_paragraph: dict[int, list[Range]] = {}
    for quote in quotes:
        # The mark at the end of a quotation may end the sentence around it.
        by_paragraph.setdefault(quote.paragraph, []).append(Range(quote.start, quote.end - 1))
    for number, paragraph in enumerate(found):
        for sentence in sentences(plain, paragraph, by_paragraph.get(number, ())):
            first = bisect_left(words.starts, sentence.start)
            last = bisect_left(words.starts, sentence.end, first)
            if last > first:
                result.append(Sentence(sentence.start, sentence.end, first, last, number))
    return result
