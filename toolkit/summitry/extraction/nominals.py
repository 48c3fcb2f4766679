"""Noun phrases that stand for a named person: "the US president", "The Prime Minister", "his Belarusian counterpart".

A country and an office decide first; an office alone goes to the person who holds it, the last one named where several
do; a counterpart is the other side's leader.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from summitry.vocabulary import Office, word_list

from .people import Person
from .reading import Reading

_HEADS = frozenset({"head_of_state", "head_of_government", "royal"})


@dataclass(slots=True)
class Nominal:
    """A definite noun phrase at tokens ``first:last``; ``person`` is None where the text names nobody who fits."""

    first: int
    last: int
    person: Person | None
    country: str | None
    office: Office | None
    plural: bool = False


def nominals(reading: Reading, persons: Sequence[Person]) -> list[Nominal]:
    """The definite noun phrases of a text that refer to one person, in order."""
    named = {token for person in persons for m in person.mentions for token in range(m.start, m.last)}
    holders = [_holder(person) for person in persons]
    found: list[Nominal] = []
    for hit in reading.hits:
        if hit.entry.office is None:
            continue
        first, last = hit.first, hit.last
        if first in named or (last < len(reading.tokens) and last in named and reading.tokens.words[last] != ","):
            continue
        phrase = _definite(reading, first, last, hit.entry.office)
        if phrase is None or any(token in named for token in range(phrase[0], phrase[1])):
            continue
        start, stop, country, possessor = phrase
        person = _resolve(reading, holders, start, hit.entry.office, country, possessor)
        if person is not None or country is not None:
            found.append(
                Nominal(start, stop, person, country or (person.country if person else None), hit.entry.office)
            )
    return found


def _definite(reading: Reading, first: int, last: int, office: Office) -> tuple[int, int, str | None, str] | None:
    """First and last token, country and possessive of the phrase around an office; None where it is indefinite."""
    lower, words = reading.tokens.lower, reading.tokens.words
    if lower[last - 1].endswith("s") and not lower[last - 1].endswith(("ss", "affairs", "nations", "states")):
        return None
    if last < len(lower) and lower[last] in ("'s", "'") or (last < len(lower) and words[last] == "-"):
        pass
    country: str | None = None
    at = first - 1
    while at >= 0 and lower[at] in word_list("before_office"):
        at -= 1
    possessive = at >= 1 and lower[at] == "'s"
    before = reading.ends[at - 1 if possessive else at] if at >= 0 else None
    if before is not None and before.entry.country is not None:
        country = before.entry.country.code
        at = before.first - 1
    elif possessive:
        return None
    possessor = lower[at] if at >= 0 else ""
    if country is None and at == first - 1 and possessor == "and":
        # "The Vice President and Crown Prince": the article stands for both.
        other = reading.ends[at - 1]
        if other is not None and other.entry.office is not None and other.first and lower[other.first - 1] == "the":
            return first, last, None, "the"
    if possessor in ("the", "his", "her", "their", "its"):
        at -= 1
    elif country is None or not possessive:
        return None
    stop = last
    if stop + 1 < len(lower) and lower[stop] == "of":
        after = stop + 2 if lower[stop + 1] == "the" else stop + 1
        hit = reading.begins[after] if after < len(lower) else None
        if hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name":
            country, stop = hit.entry.country.code, hit.last
        elif office.rank not in _HEADS:
            return None
    return at + 1, stop, country, possessor


def _resolve(
    reading: Reading, holders: Sequence[_Holder], start: int, office: Office, country: str | None, possessor: str
) -> Person | None:
    counterpart = office.title == "Counterpart"
    able = [holder for holder in holders if holder.holds(office, counterpart=counterpart)]
    fitting = [holder.person for holder in able]
    if country is not None:
        own = [p for p in fitting if p.country == country]
        if not own and counterpart:
            own = [h.person for h in holders if h.person.country == country and h.person.office is not None]
        # "the U.S. president" may be the first to say whose president somebody is.
        if own:
            return own[0]
        open_ = [p for p in fitting if p.country is None and p.organisation is None]
        worded = {id(holder.person) for holder in able if office.form.casefold() in holder.worded}
        return next((p for p in open_ if id(p) in worded), None)
    if possessor in ("his", "her", "their", "its") and not counterpart:
        return None
    if counterpart:
        subject = _last_before(able, start)
        others = [p for p in fitting if p is not subject]
        return others[0] if len(others) == 1 else None
    # An office without a country, capitalised, is that of the text's own side: the one who is named so as well.
    if reading.tokens.words[start][0].isupper() or reading.tokens.words[start + 1][:1].isupper():
        own = [holder.person for holder in able if holder.bare]
        if len(own) == 1:
            return own[0]
    # Who is named in passing, without the office, is not "the president" where others have it.
    return _last_before([holder for holder in able if holder.told or len(holder.firsts) > 1] or able, start)


@dataclass(slots=True)
class _Holder:
    """What the mentions of a person say of the office: whether it is ``told`` at all; its ``titles``; whether one
    ``leads``; how it is ``worded`` (a "dictator" is no "President" whose state is still unknown); whether it is once
    given ``bare``, without a country. ``firsts`` are the first tokens of the mentions, in order."""

    person: Person
    told: bool
    titles: frozenset[str]
    leads: bool
    worded: frozenset[str]
    bare: bool
    firsts: list[int]

    def holds(self, office: Office, *, counterpart: bool) -> bool:
        """Whether the person may be meant by ``office``."""
        if counterpart:
            return self.person.office is not None and self.person.office.rank in _HEADS | {"minister"}
        leading = office.title in ("Leader", "Head of State", "Head of Government")
        return self.leads if leading else office.title in self.titles


def _holder(person: Person) -> _Holder:
    titles = [t for m in person.mentions for t in (m.title, m.after) if t is not None and not t.former]
    told = [t.office for t in titles if t.office is not None]
    offices = told or [o for o in (person.office,) if o is not None]
    return _Holder(
        person,
        bool(told),
        frozenset(o.title for o in offices),
        any(o.rank in _HEADS or o.title == "Leader" for o in offices),
        frozenset((m.title.words or "").casefold() for m in person.mentions),
        any(m.title.office is not None and m.title.country is None for m in person.mentions),
        sorted(m.first for m in person.mentions),
    )


def _last_before(able: Sequence[_Holder], start: int) -> Person | None:
    """The person of ``able`` named last before the token ``start``."""
    best: tuple[int, Person] | None = None
    for holder in able:
        index = bisect_left(holder.firsts, start) - 1
        if index >= 0 and (best is None or holder.firsts[index] > best[0]):
            best = (holder.firsts[index], holder.person)
    return best[1] if best else (able[0].person if len(able) == 1 else None)
