"""Who speaks: noun phrases that can be the subject of a verb of speech, and the speaker that each stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from .people import Person
from .reading import Reading


@dataclass(slots=True)
class Speaker:
    """``name`` is the person's fullest name, else the words of the text; ``joint`` for parties that speak together,
    ``unnamed`` for one person without a name ("an aide to the president"), ``outlet`` for a newspaper
    or broadcaster."""

    name: str
    country: str | None = None
    person: Person | None = None
    joint: bool = False
    plural: bool = False
    unnamed: bool = False
    outlet: bool = False


@dataclass(slots=True)
class Phrase:
    """A noun phrase at tokens ``first:last`` that refers to ``speaker``; pronouns are resolved when met."""

    first: int
    last: int
    speaker: Speaker | None = None
    pronoun: str = ""


@dataclass(slots=True)
class Subject:
    """``first:last`` are the subject's tokens; ``bare`` says that it was not beside its verb but shared or far."""

    speaker: Speaker
    first: int
    last: int
    bare: bool = False


@dataclass(slots=True)
class Phrases:
    """All referring phrases of a text in order, without overlaps."""

    reading: Reading
    items: list[Phrase]
    starts: list[int]
    ends: list[int]

    def ending(self, last: int) -> Phrase | None:
        """The phrase whose last token is ``last - 1``."""
        index = bisect_left(self.ends, last)
        return self.items[index] if index < len(self.ends) and self.ends[index] == last else None

    def beginning(self, first: int) -> Phrase | None:
        index = bisect_left(self.starts, first)
        return self.items[index] if index < len(self.starts) and self.starts[index] == first else None

    def covering(self, token: int) -> Phrase | None:
        index = bisect_right(self.starts, token) - 1
        return self.items[index] if index >= 0 and self.items[index].last > token else None

    def within(self, first: int, last: int) -> list[Phrase]:
        """Phrases that begin in ``first:last``."""
        return self.items[bisect_left(self.starts, first) : bisect_left(self.starts, last)]


def of_person(person: Person) -> Speaker:
    return Speaker(person.name, person.country, person)


def words_of(reading: Reading, first: int, last: int) -> str:
    tokens = reading.tokens
    return " ".join(reading.text[tokens.starts[first] : tokens.ends[last - 1]].split())
