"""How far an instrument's phrase reaches to the right, and the fields of cooperation that it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summitry.vocabulary import word_list

from .instruments import Phrase
from .outcomes import verbs
from .reading import Reading

_OPENERS = frozenset(
    "on for of to between with in concerning regarding about covering against aimed among by entitled".split()
)
_MARKS = frozenset(".;:!?—–)…[]")
_OCCASIONS = frozenset("day eve sidelines margins occasion anniversary".split()) | {"behalf"}
# A chunk of an enumeration between commas is at most this long.
_CHUNK = 14
_LONGEST = 60


def complete(reading: Reading, phrases: Sequence[Phrase]) -> None:
    """Set ``end`` of every phrase."""
    starts = {phrase.first for phrase in phrases}
    for phrase in phrases:
        phrase.end = _end(reading, phrase, starts)


def _end(reading: Reading, phrase: Phrase, starts: Collection[int]) -> int:
    lower, _words = reading.tokens.lower, reading.tokens.words
    at, stop = phrase.last, phrase.sentence.last
    if at + 1 >= stop or lower[at] not in _OPENERS:
        return at
    if not _may_open(reading, phrase, at):
        return at
    end = _chunk(reading, at + 1, stop, starts)
    if end == at + 1 and end not in starts:
        return at
    if end in starts and end - at <= 2 and lower[at] != "by":
        # "the Joint Statement on the Treaty …": the inner instrument is part of the subject.
        return end
    end = _enumeration(reading, end, stop, starts)
    while end > at + 1 and lower[end - 1] in ("and", "or", ",", "the", "a", "an", "in", "on", "of", "for", "by"):
        end -= 1
    return end


def _may_open(reading: Reading, phrase: Phrase, at: int) -> bool:
    words, lower = reading.tokens.words, reading.tokens.lower
    opener = lower[at]
    following = reading.begins[at + 1] if at + 1 < len(words) else None
    if opener == "by":
        return words[phrase.head][0].isupper() and phrase.noun.kind != "outcome"
    if opener == "in":
        # A place or a day says where and when, a field says what about; "the presence of" says before whom.
        field = lower[at + 2 : at + 3] in (["field"], ["fields"], ["area"], ["areas"], ["sphere"], ["spheres"])
        return following is None and (field or bool(set(lower[at + 1 : at + 4]) & word_list("field_noun")))
    if opener == "on":
        return lower[at + 1] not in word_list("weekday") and lower[at + 1] not in word_list("month")
    if opener == "to":
        return phrase.noun.type in ("agreement", "contract", "action_plan", "programme", "protocol", "memorandum")
    return True


def _stops(reading: Reading, at: int, starts: Collection[int]) -> bool:
    words, lower = reading.tokens.words, reading.tokens.lower
    if words[at] in _MARKS:
        # "2018–2024" is one thing.
        return not (
            words[at] in "–—"
            and words[at - 1][-1].isdecimal()
            and words[at + 1 : at + 2]
            and words[at + 1][0].isdecimal()
        )
    if lower[at] in word_list("clause_stop"):
        return True
    if words[at] == "-":
        return reading.tokens.ends[at - 1] < reading.tokens.starts[at]
    if lower[at] == "on" and (
        set(lower[at + 1 : at + 4]) & _OCCASIONS or lower[at + 1 : at + 2] and lower[at + 1][0].isdecimal()
    ):
        return True
    if lower[at] in ("and", "or", "as"):
        following = at + 1
        if lower[at] == "as":
            return lower[following : following + 2] != ["such", "as"]
        if following in starts or following >= len(lower) or lower[following] in word_list("clause_stop"):
            return True
        return verbs().finite(lower, following)
    # "in Minsk", "at their meeting": where it was signed.
    if lower[at] in ("in", "at"):
        hit = reading.begins[at + 1] if at + 1 < len(words) else None
        return lower[at] == "at" or (hit is not None and hit.entry.city is not None)
    return verbs().participle(lower, at) and at > 0 and lower[at - 1] not in word_list("determiner")


def _chunk(reading: Reading, at: int, stop: int, starts: Collection[int]) -> int:
    words = reading.tokens.words
    stop = min(stop, at + _LONGEST)
    opened = 0
    while at < stop and words[at] != ",":
        if words[at] == ")" and opened:
            opened -= 1
        elif _stops(reading, at, starts):
            break
        opened += words[at] == "("
        at += 1
    return at


def _enumeration(reading: Reading, end: int, stop: int, starts: Collection[int]) -> int:
    """Where a list that goes on at the comma ``end`` ends; ``end`` itself where the comma ends the phrase.

    A list ends with "and" before its last member; without it, what follows the comma is something else.
    """
    lower, words = reading.tokens.lower, reading.tokens.words
    at = end
    while at < stop and words[at] == "," and at - end < _LONGEST * 2:
        begin = at + 1
        if begin >= stop or begin in starts or lower[begin] in word_list("clause_stop"):
            return end
        last = lower[begin] in ("and", "or")
        begin += last
        if begin in starts or verbs().finite(lower, begin):
            return end
        at = _chunk(reading, begin, stop, starts)
        if not 0 < at - begin <= _CHUNK:
            return end
        if last:
            return at
        # "A, B and C", unless one more member follows: "A, B and C, and D".
        one_more = words[at : at + 1] == [","] and lower[at + 1 : at + 2] == ["and"]
        if "and" in lower[begin:at] and not (one_more and _goes_on(reading, at + 2, stop, starts)):
            return at
    return end


def _goes_on(reading: Reading, at: int, stop: int, starts: Collection[int]) -> bool:
    lower = reading.tokens.lower
    if at >= stop or at in starts or lower[at].endswith("ed") or lower[at] in word_list("clause_stop"):
        return False
    return not verbs().finite(lower, at)
