"""How far what is said reaches: the rest of the clause, or a quotation with what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.vocabulary import word_list, word_lists

from .clauses import end_of_clause
from .reading import Reading, Sentence
from .speakers import Phrases

if TYPE_CHECKING:
    from .statements import Finder

Tokens = tuple[int, int]
# Auxiliaries written together with what stands before them.
_SHORT = frozenset({"'s", "'re", "'ll", "'d", "'ve"})

# The verb of a main clause stands so near its comma, or so far behind "the".
_NEAR, _FAR = 4, 10


def rest(finder: Finder, sentence: Sentence, first: int, *, noun_phrase: bool = False) -> Tokens | None:
    """From ``first`` to the end of the clause."""
    words = finder.reading.tokens.words
    if first < sentence.last and words[first] == "," and first + 1 < sentence.last:
        first += 1
    if first >= sentence.last:
        return None
    last = end_of_clause(finder.reading, finder.phrases, sentence, first, noun_phrase=noun_phrase)
    return (first, last) if last > first else None


def quote_follows(reading: Reading, sentence: Sentence, start: int) -> int | None:
    """The token at which a quotation begins, at ``start`` or after a comma or colon."""
    words = reading.tokens.words
    at = start
    if at < sentence.last and words[at] in (",", ":", "–", "—") and reading.quoted[at] < 0:
        at += 1
    return at if at < sentence.last and reading.quoted[at] >= 0 else None


def from_quote(finder: Finder, sentence: Sentence, first: int) -> Tokens | None:
    """A quotation after its verb: alone, unless the clause runs on behind a fragment."""
    reading = finder.reading
    number = reading.quoted[first]
    last = first
    while last < sentence.last and reading.quoted[last] == number:
        last += 1
    inner = reading.quotes[number].inner
    following = reading.tokens.lower[last] if last < sentence.last else ""
    runs_on = following and following not in word_list("after_quote") and following not in ",.;:–—"
    if runs_on and not reading.plain[inner.start : inner.end].rstrip().endswith((".", "!", "?", ",")):
        return rest(finder, sentence, first)
    return first, last


def before_main_clause(reading: Reading, phrases: Phrases, first: int, last: int) -> int:
    """The comma within ``first:last`` that ends the subordinate clause "Even as the envoy said so, his country has"."""
    lower = reading.tokens.lower
    verbs = word_lists("auxiliary", "narrative_verb")
    for comma in range(first + 2, last - 2):
        if lower[comma] != "," or reading.quoted[comma] >= 0:
            continue
        phrase = phrases.beginning(comma + 1)
        start = phrase.last if phrase is not None else comma + 2
        stop = start + 1 if phrase is not None else start + (_FAR if lower[comma + 1] == "the" else _NEAR)
        if any(lower[at] in verbs for at in range(start, min(stop, last))):
            return comma
    return last


def clause_like(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Whether a finite verb shows, in the next words, that a clause begins at ``start``."""
    lower = reading.tokens.lower
    alone = lower[start] in word_list("clause_subject") and start + 2 < sentence.last
    if alone and lower[start + 1] not in (",", ".", ";", ")"):
        return True  # "they want to see"
    following = lower[start + 1 : min(sentence.last, start + 30)]
    if not word_lists("auxiliary", "narrative_verb").isdisjoint(following) or not _SHORT.isdisjoint(following):
        return True
    return any(word.endswith(("ed", "n't", "s")) for word in following)
