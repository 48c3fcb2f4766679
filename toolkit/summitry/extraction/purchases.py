"""Purchases and deals with a price, as fact sheets tell them: "Tejo Air will buy 40 aircraft valued at $2 billion"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summitry.vocabulary import word_list

from .instrument_extents import Phrase
from .reading import Reading, Sentence

# The price stands so close after what is bought.
_REACH = 16


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase whose goods and price are the tokens ``first:last``, told by the verb at ``verb``."""

    verb: int
    first: int
    last: int
    parties: tuple[str, ...]


def purchases(reading: Reading, persons: Collection[int], taken: Sequence[Phrase]) -> list[Purchase]:
    """Purchases that are to be made or were agreed; ``taken`` holds the instruments told of already."""
    lower, starts = reading.tokens.lower, {phrase.first for phrase in taken}
    found = []
    for at in reading.places(word_list("buying_verb")):
        sentence = reading.sentence_of(at)
        before = [w for w in lower[max(sentence.first, at - 3) : at] if w != "also"]
        if not before or not (
            before[-1] in word_list("modal") or before[-2:] in (["agreed", "to"], ["committed", "to"])
        ):
            continue
        stop = min(sentence.last, at + _REACH)
        last = next((end for n in range(at + 2, stop) if (end := _price(reading, n, sentence))), 0)
        if not last or not starts.isdisjoint(range(at + 1, last)):
            continue
        found.append(Purchase(at, at + 1, last, dealers(reading, sentence, at, persons)))
    return found


def priced(reading: Reading, phrase: Phrase) -> bool:
    """Whether an instrument has a price: "a $2.3 billion deal", "a deal valued at $2 billion"."""
    words = reading.tokens.words
    before = any(words[at] in word_list("currency") for at in range(phrase.first, phrase.head))
    return before or bool(_price(reading, phrase.last, phrase.sentence))


def dealers(reading: Reading, sentence: Sentence, at: int, persons: Collection[int]) -> tuple[str, ...]:
    """Buyer and seller: the name before the nearest verb up to the token ``at``, and the first name after it."""
    words, lower = reading.tokens.words, reading.tokens.lower
    for verb in range(at, sentence.first, -1):
        if words[verb] == ".":
            break
        acts = lower[verb] in word_list("modal") or lower[verb].endswith("ed")
        if not (acts and words[verb - 1][0].isupper() and verb - 1 not in persons):
            continue
        first = verb - 1
        while first > sentence.first and words[first - 1][0].isupper() and lower[first - 1] != "the":
            first -= 1
        after = next((n for n in range(verb, sentence.last) if words[n][0].isupper()), sentence.last)
        last = after
        while last < sentence.last and words[last][0].isupper() and last not in persons:
            last += 1
        names = (_text(reading, first, verb), _text(reading, after, last))
        return tuple(name for name in names if name and name.lower() not in word_list("pronoun_subject"))
    return ()


def _text(reading: Reading, first: int, last: int) -> str:
    tokens = reading.tokens
    return " ".join(reading.text[tokens.starts[first] : tokens.ends[last - 1]].split()) if first < last else ""


def _price(reading: Reading, at: int, sentence: Sentence) -> int:
    """The token after a price that begins at ``at`` ("valued at $2 billion"), 0 where none does."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if lower[at] not in word_list("price_word"):
        return 0
    at += 1
    while at < sentence.last and lower[at] in ("at", "about", "nearly", "over", "approximately", "up", "to", "some"):
        at += 1
    if at >= sentence.last or words[at][0] not in "$€£":
        return 0
    while at < sentence.last and (
        words[at][0] in "$€£" or words[at][0].isdecimal() or lower[at] in word_list("amount")
    ):
        at += 1
    return at
