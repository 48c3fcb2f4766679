"""Figures of a meeting: how long it was, how many took part, whom a leader brought, how many were killed meanwhile."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .numbers import NEAR, Number, Told

# A longer time is no length of talks.
_MONTH = 60 * 24 * 30
# "The two presidents attended" counts nobody.
_SEVERAL = 3
# Tokens between what is counted and the verb that says that it took part.
_ATTENDING = 12
_ENDING = frozenset({"end", "ended", "ends"})
# Before a noun that only says when something was.
_HELD = ("after", "before", "during", "since", "until", "ahead", "for")


def length(number: Number) -> Told | None:
    """ "talks of three hours", "after three hours of talks", "three-hour talks", "the talks lasted three hours"."""
    if number.amount.unit != "minutes" or number.amount.number >= _MONTH or _another_year(number):
        return None
    at = _lasting_noun(number)
    if at is None:
        return None
    kind = _lasting(number.lower[at])
    # How long they talked alone says nothing of how long they talked in all.
    apart = number.lower[at - 1] if at and number.lower[at - 1] in word_list("partial_talks") else ""
    others = [p.name for p in number.persons if p.role != "principal" and number.names(p)]
    return f"length of the {kind}", ", ".join(filter(None, (apart, *others))) or None


def _lasting_noun(number: Number) -> int | None:
    """The token of the noun whose length an amount tells."""
    lower, first = number.lower, number.sentence.first
    after = number.end + (number.after() == "of")
    if (
        (number.after() == "of" or "-" in lower[number.first])
        and after < number.sentence.last
        and _lasting(lower[after])
    ):
        return after
    if number.before() == "of" and _lasting(number.before(2)):
        return number.first - 2
    near = range(number.first - 1, max(first, number.first - NEAR) - 1, -1)
    verb = next((at for at in near if lower[at] in word_list("lasting_verb") | _ENDING), None)
    if verb is None or (lower[verb] in _ENDING and number.before() != "after"):
        return None
    return next((at for at in range(verb - 1, first - 1, -1) if _lasting(lower[at]) and _free(number, at)), None)


def _lasting(word: str) -> str:
    for name in ("talks", "visit", "trip"):
        if word in word_list(f"lasting_{name}"):
            return name
    return word if word in word_list("lasting_other") else ""


def _free(number: Number, at: int) -> bool:
    """Whether a noun is no more than the time of something else: "the statements after the talks"."""
    before = [number.lower[n] for n in range(max(number.sentence.first, at - 3), at)]
    while before and before[-1] not in _HELD and before[-1] in word_list("determiner") | word_list("before_office"):
        before.pop()
    return not before or before[-1] not in _HELD


def _another_year(number: Number) -> bool:
    """Whether the sentence is on another year: "in 2018 their talks lasted two hours"."""
    known = number.reading.context.date or number.reading.source.published or ""
    years = [w for w in number.lower[number.sentence.first : number.sentence.last] if len(w) == 4 and w.isdecimal()]
    return bool(known) and any(year != known[:4] for year in years if year[:2] in ("19", "20"))


def attending(number: Number) -> Told | None:
    """ "36 countries take part in the summit", "attended by 20 leaders", "an outreach session of 36 states"."""
    if number.amount.unit or number.amount.number < _SEVERAL:
        return None
    lower, stop = number.lower, number.sentence.last
    noun = number.end
    while noun < min(stop, number.end + 2) and lower[noun] not in word_list("attending_noun"):
        noun += 1
    if noun >= stop or lower[noun] not in word_list("attending_noun"):
        return None
    counted = "heads of state" if lower[noun] == "heads" else lower[noun].replace("iz", "is")
    counted = "countries" if counted in ("states", "nations") else counted
    if {"other", "more", "further"} & set(lower[number.end : noun]):
        counted = f"other {counted}"
    elif not {"foreign"} >= set(lower[number.end : noun]):
        return None
    if number.before() == "of" and number.before(2) in word_list("sitting_noun"):
        return f"{counted} taking part", _gathering(number, number.first - 2)
    if number.before() == "by" and number.before(2) in word_list("attending_verb"):
        return f"{counted} taking part", None
    for at in range(noun + 1, min(stop, noun + _ATTENDING)):
        pair = lower[at : at + 2]
        if lower[at] in word_list("attending_verb") or pair in (["take", "part"], ["took", "part"], ["takes", "part"]):
            held = next((n for n in range(at + 1, min(stop, at + 8)) if lower[n] in word_list("sitting_noun")), None)
            return f"{counted} taking part", None if held is None else _gathering(number, held)
        if lower[at] in ("at", "in") and at < noun + 2:
            held = next((n for n in range(at + 1, min(stop, at + 5)) if lower[n] in word_list("sitting_noun")), None)
            if held is not None:
                return f"{counted} taking part", _gathering(number, held)
        if lower[at] in ("who", "that", "which", ";", "wish", "want"):
            break
    return None


def _gathering(number: Number, at: int) -> str | None:
    """A session of its own ("outreach session"); None for the meeting itself."""
    first = at
    while first > number.sentence.first and number.lower[first - 1] not in word_list("determiner") | word_list(
        "preposition"
    ):
        first -= 1
        if at - first == 3:
            break
    return None if number.lower[at] == "summit" or first == at else number.words(first, at + 1)


def company(number: Number) -> Told | None:
    """ "a delegation of 12", whose it is by the leader whom the sentence names."""
    if number.amount.unit or number.before() != "of" or number.before(2) != "delegation":
        return None
    led = [p.name for p in number.persons if p.role == "principal" and number.names(p)]
    return "members of the delegation", ", ".join(led) or None


def dead(number: Number) -> Told | None:
    near = number.lower[number.end : min(number.sentence.last, number.end + 5)]
    if number.amount.unit or "people" not in near[:1] or word_list("dying_verb").isdisjoint(near):
        return None
    found = number.hits(number.sentence.first, number.sentence.last)
    places = [h.entry.city.form for h in found if h.entry.city is not None]
    return "people killed", places[0] if places else None
