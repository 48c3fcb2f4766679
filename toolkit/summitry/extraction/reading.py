"""One text, read once: what all rules look at."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from summitry.model import Context, Source

from .lexicon import Hit, lexicon, settle_shared
from .quotes import Quote, quotations
from .text import Range, Tokens, paragraphs, same_length, sentences, tokens

_BROKEN = re.compile(r"\n(?<=\w\n)(?=\w)")


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence with its tokens ``first:last``, the number of its paragraph, and its words in lower case: a rule that
    needs one of certain words is done with most sentences at once."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    words: frozenset[str] = field(compare=False, repr=False)


@dataclass(slots=True)
class Reading:
    """``plain`` has the offsets of ``source.text``, ``words`` are all its words in lower case. ``begins``, ``ends`` and
    ``covers`` give the vocabulary hit that begins at, ends with, or covers a token; ``quoted`` the number of the
    quotation that a token stands in, or -1; ``inside`` the sentence of a token; ``known`` what :func:`once` keeps."""

    source: Source
    context: Context
    plain: str
    paragraphs: list[Range]
    quotes: list[Quote]
    sentences: list[Sentence]
    inside: list[Sentence]
    tokens: Tokens
    begins: list[Hit | None]
    ends: list[Hit | None]
    covers: list[Hit | None]
    quoted: list[int]
    hits: list[Hit]
    by_word: Mapping[str, list[int]]
    known: dict[Callable[..., Any], Any] = field(default_factory=dict)

    text: str = field(init=False)
    words: frozenset[str] = field(init=False)
    hit_starts: list[int] = field(init=False)
    hit_ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.source.text
        self.words = frozenset(self.by_word)
        self.hit_starts = [hit.start for hit in self.hits]
        self.hit_ends = [hit.end for hit in self.hits]

    def labelled(self, index: int) -> bool:
        """Whether a token is part of something that the vocabulary knows, other than a mere "no person"."""
        hit = self.covers[index]
        return hit is not None and not hit.entry.only_no_person

    def states(self) -> list[Hit]:
        """Vocabulary hits that name a state, its people, or what belongs to it."""
        return _states(self)

    def numerals(self) -> frozenset[str]:
        """The words of the text that begin with a digit."""
        return _numerals(self)

    def places(self, words: Set[str]) -> list[int]:
        """The tokens, in order, whose lower-case form is one of ``words``."""
        found = self.words & words  # not the keys: of two sets the smaller is gone through
        return sorted([i for word in found for i in self.by_word[word]]) if found else []

    def hits_within(self, start: int, end: int) -> list[Hit]:
        """Vocabulary hits that lie within the characters ``start:end``."""
        return self.hits[bisect_left(self.hit_starts, start) : bisect_right(self.hit_ends, end)]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset``, or the last before it."""
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)]

    def sentence_of(self, index: int) -> Sentence:
        """The sentence that holds the token ``index``."""
        return self.inside[index]

    def number_of(self, sentence: Sentence) -> int:
        """The place of a sentence among :attr:`sentences`."""
        return bisect_left(self.sentences, sentence.first, key=lambda one: one.first)


_Known = TypeVar("_Known")


def once(function: Callable[[Reading], _Known]) -> Callable[[Reading], _Known]:
    """Let a function find what it finds in a reading once, however often it is asked."""

    @wraps(function)
    def known(reading: Reading) -> _Known:
        if function not in reading.known:
            reading.known[function] = function(reading)
        found: _Known = reading.known[function]
        return found

    return known


@once
def _states(reading: Reading) -> list[Hit]:
    return [hit for hit in reading.hits if hit.entry.country is not None]


@once
def _numerals(reading: Reading) -> frozenset[str]:
    return frozenset([word for word in reading.words if word[0].isdigit()])


def read(source: Source, context: Context | None = None) -> Reading:
    """The shape of ``source`` and all that the vocabulary knows in it, in time linear in its length."""
    plain = same_length(source.text)
    found = paragraphs(plain, source.body)
    quotes = quotations(source.text, found)
    words = tokens(plain, source.body)
    # A line may be broken within a name: "the United\nStates".
    hits = lexicon().find(_BROKEN.sub(" ", plain))
    if source.body:
        hits = [hit for hit in hits if hit.start >= source.body]
    settle_shared(plain, hits)
    size = len(words)
    begins: list[Hit | None] = [None] * size
    ends: list[Hit | None] = [None] * size
    covers: list[Hit | None] = [None] * size
    first = 0
    for hit in hits:
        first = bisect_right(words.ends, hit.start, first)
        last = bisect_left(words.starts, hit.end, first)
        hit.first, hit.last = first, last
        if last > first:
            begins[first], ends[last - 1] = hit, hit
            covers[first:last] = [hit] * (last - first)
    quoted = [-1] * size
    for number, quote in enumerate(quotes):
        first, last = bisect_left(words.starts, quote.start), bisect_left(words.starts, quote.end)
        quoted[first:last] = [number] * (last - first)
    parts = _sentences(plain, found, quotes, words)
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words.lower):
        by_word[word].append(index)
    return Reading(
        source, context or Context(), plain, found, quotes, parts, _inside(parts, size), words,
        begins, ends, covers, quoted, hits, by_word,
    )  # fmt: skip


def _inside(parts: list[Sentence], size: int) -> list[Sentence]:
    """The sentence of each token: the one that begins last before it."""
    found: list[Sentence] = []
    for sentence, following in itertools.pairwise([*parts, None]):
        if sentence is not None:
            found += [sentence] * ((following.first if following is not None else size) - len(found))
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
                held = frozenset(words.lower[first:last])
                result.append(Sentence(sentence.start, sentence.end, first, last, number, held))
    return result
