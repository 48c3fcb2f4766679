"""Amounts as reports word them: "almost three hours", "about $7.5 billion", "more than 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(½|[a-z]+)?")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
_TOKEN = re.compile(r"[\w½]+(?:[.,-]\w+)*|\S")
# Words before an amount that belong to it: "a little more than".
_BOUND = 4


@dataclass(frozen=True, slots=True)
class Amount:
    """``number`` of ``unit`` (minutes, years, metres, a currency; empty for a count). ``bound`` is "over" or "under"
    where the words say so; "about" and "almost" leave the number as it is."""

    number: float
    unit: str = ""
    bound: str = ""


def amount(text: str) -> Amount | None:
    """The amount that ``text`` is, None where it is none."""
    words = [word.lower() for word in _TOKEN.findall(text)]
    # "20-year": the number and its unit
    halves = [word.split("-") if word.rpartition("-")[2] in _units() else [word] for word in words]
    lower = [word for pair in halves for word in pair]
    for at in range(len(lower)):
        found = read(lower, at)
        if found is not None:
            first, _, told = found
            return told if first == 0 else None
    return None


def read(lower: Sequence[str], at: int) -> tuple[int, int, Amount] | None:
    """The amount whose number stands at the token ``at``: its first token, the one after its last, and what it says."""
    unit, begin = "", at
    if lower[at] in _SIGNS:
        unit, at = _SIGNS[lower[at]], at + 1
        begin -= begin > 0 and lower[begin - 1] in ("us", "usd")
    if at >= len(lower):
        return None
    found = _number(lower, at)
    if found is None:
        return None
    number, end = found
    while end < len(lower) and lower[end] in _multipliers():
        number, end = number * _multipliers()[lower[end]], end + 1
    if not unit and end < len(lower) and lower[end] in _units():
        unit, factor = _units()[lower[end]]
        number, end = number * factor, end + 1
        if lower[end : end + 3] == ["and", "a", "half"]:
            number, end = number + factor / 2, end + 3
        more = _smaller(lower, end, unit, factor)
        number, end = number + more[0], more[1]
    elif not unit and lower[end : end + 1] == ["%"]:
        unit, end = "percent", end + 1
    first, bound = _bound(lower, begin)
    return first, end, Amount(number, unit, bound)


def _number(lower: Sequence[str], at: int) -> tuple[float, int] | None:
    word, end = lower[at], at + 1
    digits = _NUMBER.fullmatch(word)
    if digits:
        number = float(digits[1].replace(",", ""))
        if digits[2] == "½":
            number += 0.5
        elif digits[2] in _multipliers():
            number *= _multipliers()[digits[2]]
        elif digits[2]:
            return None  # "5th"
        if len(digits[1]) == 4 and digits[1][:2] in ("19", "20") and not digits[2]:
            return None  # a year
    elif word in _WORDS[1:]:
        number = float(_WORDS.index(word))
    elif word in _TENS:
        number = float(_TENS[word])
    elif word.partition("-")[0] in _TENS and word.partition("-")[2] in _WORDS[1:10]:
        number = float(_TENS[word.partition("-")[0]] + _WORDS.index(word.partition("-")[2]))
    elif word in ("a", "an") and lower[end : end + 1] and lower[end] in ("hour", "dozen", "decade"):
        number = 1.0
    else:
        return None
    if lower[end : end + 3] == ["and", "a", "half"]:
        number, end = number + 0.5, end + 3
    return number, end


def _smaller(lower: Sequence[str], at: int, unit: str, factor: float) -> tuple[float, int]:
    """What a second, smaller unit adds: "2 hours 45 minutes", "2 hours and 45 minutes"."""
    at += lower[at : at + 1] == ["and"]
    found = _number(lower, at) if at < len(lower) else None
    if found is not None and found[1] < len(lower) and lower[found[1]] in _units():
        other, its = _units()[lower[found[1]]]
        if other == unit and its < factor:
            return found[0] * its, found[1] + 1
    return 0.0, at - (lower[at - 1 : at] == ["and"])


def _bound(lower: Sequence[str], first: int) -> tuple[int, str]:
    """Where the words before a number begin that say how exact it is, and what they say."""
    at, bound = first, ""
    while at and first - at < _BOUND:
        pair = tuple(lower[max(0, at - 2) : at])
        if pair in (("more", "than"), ("at", "least")):
            at, bound = at - 2, "over"
        elif pair in (("less", "than"), ("fewer", "than"), ("up", "to"), ("at", "most")):
            at, bound = at - 2, "under"
        elif lower[at - 1] in word_list("number_bound"):
            at, bound = at - 1, "under" if lower[at - 1] == "under" else "over"
        elif lower[at - 1] in word_list("number_about") or (bound and lower[at - 1] in ("just", "little", "slightly")):
            at -= 1
        else:
            break
    return at - (bool(bound) and at > 0 and lower[at - 1] == "a"), bound


@kept
def _units() -> dict[str, tuple[str, float]]:
    return {row["form"]: (row["unit"], float(row["factor"])) for row in rows("units") if row["unit"]}


@kept
def _multipliers() -> dict[str, float]:
    return {row["form"]: float(row["factor"]) for row in rows("units") if not row["unit"]}
