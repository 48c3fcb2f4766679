"""For whom somebody acts whom a text names with somebody else: whose minister, husband or relative he or she is."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .nominals import Nominal
from .people import Person
from .reading import Reading

# Whoever holds such an office acts for no state.
PRIVATE = frozenset({"expert", "press", "business", "other"})


def by_realm(reading: Reading, person: Person) -> str | None:
    """ "Novak's Slovakia": the state that a person's name possesses."""
    for mention in person.mentions:
        if mention.last + 1 < len(reading.tokens) and reading.tokens.lower[mention.last] == "'s":
            hit = reading.begins[mention.last + 1]
            after = hit.last if hit is not None else 0
            whole = (
                after >= len(reading.tokens)
                or not reading.tokens.words[after].isalpha()
                or (reading.tokens.lower[after] in word_list("auxiliary"))
            )
            if whole and hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name":
                return hit.entry.country.code
    return None


def by_possessor(
    reading: Reading, person: Person, persons: Sequence[Person], nominals: Sequence[Nominal]
) -> str | None:
    """ "his Prime Minister X": the country of whoever is named last before."""
    for mention in person.mentions:
        start = mention.title.first
        office = mention.title.office
        if (
            office is None
            or office.rank in PRIVATE
            or not start
            or reading.tokens.lower[start - 1] not in ("his", "her", "'s")
        ):
            continue
        # "Novak's spokeswoman X"
        if reading.tokens.lower[start - 1] == "'s":
            named = (p.country for p in persons for m in p.mentions if m.last == start - 1)
            return next(named, None) or next((n.country for n in nominals if n.last == start - 1), None)
        gender = "f" if reading.tokens.lower[start - 1] == "her" else "m"
        fitting = [p for p in persons if p.country and p.gender in ("", gender)]
        before = [(m.first, p) for p in fitting for m in p.mentions if m.first < start]
        if before:
            return max(before, key=lambda item: item[0])[1].country
    return None


def by_kin(reading: Reading, person: Person, persons: Sequence[Person]) -> str | None:
    """The state of whose wife, husband or predecessor somebody is: "Novak's husband, Olav Brekke"."""
    lower, first = reading.tokens.lower, person.mentions[0].start
    kin = word_list("spouse_noun") | {"predecessor", "successor"}
    at = first if lower[first] in kin else first - 1 - (first > 0 and lower[first - 1] == ",")
    if at < 1 or lower[at] not in kin or lower[at - 1] not in ("'s", "his", "her"):
        return None
    if lower[at - 1] != "'s":
        gender = "f" if lower[at - 1] == "her" else "m"
        begin = reading.sentence_of(at).first
        before = [(m.first, p) for p in persons for m in p.mentions if begin <= m.first < at and p is not person]
        fitting = [item for item in before if item[1].gender in ("", gender)]
        return max(fitting, key=lambda item: item[0])[1].country if fitting else None
    return next((p.country for p in persons for m in p.mentions if m.last == at - 1), None)


def by_family(person: Person, persons: Sequence[Person]) -> str | None:
    kin = {p.country for p in persons if p is not person and p.surname == person.surname and p.country}
    return kin.pop() if len(kin) == 1 and len(person.words) > 1 else None
