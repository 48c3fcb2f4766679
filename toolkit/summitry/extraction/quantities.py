"""Figures that reports can differ on: how long talks were, how many took part, what something has, costs or runs; and
the days of a visit and the name of a partnership, which differ in the same way.

A number is a figure only where the words around it say what it counts; any other number is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summitry.amounts import read
from summitry.model import Evidence, Quantity
from summitry.vocabulary import word_list
from summitry.vocabulary.tables import kept

from .counted import attending, company, dead, length
from .measured import distance, parts, price, since, term, trade
from .numbers import Number, Told
from .people import Person
from .reading import Reading

_SIGNS, _DIGITS, _SINGLE = frozenset("$€£"), frozenset("0123456789"), ("decade", "hour", "dozen")
# Tokens between "the visit" and its days.
_FAR = 6
_RULES: tuple[Callable[[Number], Told | None], ...] = (
    length, parts, attending, company, dead, term, since, distance, price, trade,
)  # fmt: skip


def quantities(reading: Reading, persons: Sequence[Person]) -> tuple[Quantity, ...]:
    """The figures of a text in order; one that is told again is one record with both places."""
    found: dict[tuple[str, str | None, float, str], Quantity] = {}
    done = 0
    for at in _numbers(reading):
        number = _at(reading, persons, at)
        if number is None or number.first < done or reading.quoted[at] >= 0:
            continue
        told = next(filter(None, (rule(number) for rule in _RULES)), None)
        if told is None:
            continue
        done = number.end
        tokens = reading.tokens
        evidence = Evidence.of(reading.source, tokens.starts[number.first], tokens.ends[number.end - 1])
        value = number.words(number.first, number.end)
        if number.first == number.sentence.first:
            value = value[0].lower() + value[1:]
        key = (*told, number.amount.number, number.amount.bound)
        known = found.get(key)
        places = (*known.evidence, evidence) if known else (evidence,)
        # The text under a heading says it best.
        found[key] = Quantity(told[0], value, told[1], evidence=(places[-1], *places[:-1]))
    return (*found.values(), *_dates(reading), *_partnership(reading))


def _dates(reading: Reading) -> Iterator[Quantity]:
    """The days of the whole visit: "the visit is on 18-19 August"."""
    lower, months = reading.tokens.lower, word_list("month")
    for month in reading.places(months):
        at = month - 1
        first, _, last = lower[at].partition("-") if at > 0 else ("", "", "")
        if not (first.isdecimal() and last.isdecimal()):
            continue
        sentence = reading.sentence_of(at)
        before = lower[max(sentence.first, at - _FAR) : at]
        noun = next((word for word in reversed(before) if word in word_list("lasting_visit")), "")
        if noun and {",", ";", "and"}.isdisjoint(before):
            tokens = reading.tokens
            evidence = Evidence.of(reading.source, tokens.starts[at], tokens.ends[at + 1])
            yield Quantity(f"dates of the {noun}", evidence.exact, evidence=(evidence,))


def _partnership(reading: Reading) -> Iterator[Quantity]:
    """What the parties call their relations: "raised their ties to a comprehensive strategic partnership for peace"."""
    lower, tokens = reading.tokens.lower, reading.tokens
    for at in reading.places(word_list("relations_rank")):
        sentence = reading.sentence_of(at)
        first = at
        while first > sentence.first and lower[first - 1] in word_list("relations_kind"):
            first -= 1
        before = lower[max(sentence.first, first - 2 * _FAR) : first]
        if first == at or before[-1:] not in (["a"], ["of"]) or word_list("relations_noun").isdisjoint(before):
            continue
        last = at + 1
        if lower[last : last + 1] == ["for"]:
            last = next((n for n in range(last, sentence.last) if lower[n] in (".", ";", ":", "during", "in")), last)
        if lower[last : last + 1] != ["with"]:  # with a third state
            span = tokens.starts[first], tokens.ends[last - 1]
            evidence = Evidence.of(reading.source, *span)
            yield Quantity(f"name of the {lower[at]}", " ".join(evidence.exact.split()), evidence=(evidence,))


@kept
def _plain() -> frozenset[str]:
    """Signs and words with which an amount may begin."""
    return word_list("number_word") | _SIGNS


def _numbers(reading: Reading) -> list[int]:
    """Tokens at which an amount may stand; "a decade" at its article."""
    plain = _plain()
    opening = reading.words & plain
    opening |= {word for word in reading.numerals() if word[0] in _DIGITS}
    opening |= {word for word in reading.words if "-" in word and word.partition("-")[0] in plain}
    found = {at for word in opening for at in reading.by_word[word]}
    single = (at - 1 for word in _SINGLE for at in reading.by_word.get(word, ()) if at)
    return sorted(found | {at for at in single if reading.tokens.lower[at] in ("a", "an")})


def _at(reading: Reading, persons: Sequence[Person], at: int) -> Number | None:
    lower = reading.tokens.lower
    sentence = reading.sentence_at(reading.tokens.starts[at])
    halves = lower[at].split("-")
    if len(halves) == 2:
        told = read(halves, 0)
        if told is not None and told[1] == 2:  # "a 20-year agreement", "three-hour talks"
            return Number(reading, persons, sentence, at, at + 1, told[2])
    found = read(lower, at)
    if found is None or found[0] < sentence.first or found[1] > sentence.last:
        return None
    return Number(reading, persons, sentence, *found)
