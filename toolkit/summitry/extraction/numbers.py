"""An amount in a text, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.amounts import Amount

from .lexicon import Hit
from .people import Person
from .reading import Reading, Sentence

# What a figure measures, and of what.
Told = tuple[str, str | None]
# Tokens between a verb and the number that it governs: "lasted, all in all, three hours".
NEAR = 3


class Number:
    """An amount in a sentence: tokens ``first:end``."""

    __slots__ = ("amount", "end", "first", "lower", "persons", "reading", "sentence")

    def __init__(
        self, reading: Reading, persons: Sequence[Person], sentence: Sentence, first: int, end: int, amount: Amount
    ) -> None:
        self.reading, self.persons, self.sentence = reading, persons, sentence
        self.first, self.end, self.amount = first, end, amount
        self.lower = reading.tokens.lower

    def before(self, back: int = 1) -> str:
        at = self.first - back
        return self.lower[at] if at >= self.sentence.first else ""

    def after(self, on: int = 0) -> str:
        at = self.end + on
        return self.lower[at] if at < self.sentence.last else ""

    def words(self, first: int, last: int) -> str:
        tokens = self.reading.tokens
        return " ".join(self.reading.text[tokens.starts[first] : tokens.ends[last - 1]].split())

    def names(self, person: Person) -> bool:
        """Whether its sentence names ``person``."""
        return any(self.sentence.first <= mention.first < self.sentence.last for mention in person.mentions)

    def hits(self, first: int, last: int) -> list[Hit]:
        """What the vocabulary knows among the tokens ``first:last``."""
        tokens = self.reading.tokens
        return self.reading.hits_within(tokens.starts[first], tokens.ends[last - 1])
