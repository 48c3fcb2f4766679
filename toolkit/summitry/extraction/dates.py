"""Days that a text names, resolved through its own dateline or caption, else its date of publication; never today's.

Dates are ISO 8601 and as partial as the text: "in June 2024" is 2024-06. A weekday without an anchor stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.vocabulary import word_list

from .clock import clock
from .datelines import nearest_year, own_day
from .day_forms import valid, written_days
from .reading import Reading

_DAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = "two three four five six seven eight nine ten".split()


@dataclass(slots=True)
class When:
    """A day named at tokens ``first:last``: ``date`` as far as it is known, ``time`` as worded, "" where not said.

    ``full`` says that the text itself gives day, month and year.
    """

    first: int
    last: int
    date: str
    time: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a text in order, and the day that its relative days were reckoned from."""

    anchor: str | None
    days: tuple[When, ...]

    def within(self, first: int, last: int) -> tuple[When, ...]:
        """Days named within the tokens ``first:last``."""
        begin = bisect_left(self.days, first, key=lambda when: when.first)
        end = bisect_left(self.days, last, key=lambda when: when.first)
        return self.days[begin:end]


# Words that :meth:`_Resolver.relative` resolves against the anchor.
_RELATIVE = _DAYS.keys() | {"today", "tonight", "yesterday", "tomorrow", "night", "week", "month", "year"}


def calendar(reading: Reading) -> Calendar:
    """The days that ``reading`` names."""
    absolute = written_days(reading)
    anchor, caption = own_day(reading, absolute)
    resolver = _Resolver(reading, anchor, caption)
    found = [resolver.absolute(*parts) for parts in absolute]
    taken = {token for first, last, *_ in absolute for token in range(first, last)}
    found += resolver.relative(taken, {when.first: when.date for when in found if when is not None})
    days = sorted((when for when in found if when is not None), key=lambda when: when.first)
    days = sorted([*days, *resolver.steps(days)], key=lambda when: when.first)
    return Calendar(anchor, tuple(days))


class _Resolver:
    def __init__(self, reading: Reading, anchor: str | None, caption: bool) -> None:
        self.reading = reading
        self.known = anchor
        self.caption = caption
        self.day = _parsed(anchor)

    def absolute(self, first: int, last: int, year: int | None, month: int, day: int | None) -> When | None:
        full = year is not None and day is not None
        if year is None and self.known and len(self.known) >= 4:
            year = nearest_year(self.known, month, day or 15)
        if year is None or (day is not None and not valid(year, month, day)):
            return None
        iso = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
        return When(first, last, iso, self._time(first, last), full)

    def relative(self, taken: set[int], told: Mapping[int, str]) -> list[When]:
        """Days by their names; ``told`` are dates by their first tokens: "Friday, 8 August" is that Friday."""
        lower = self.reading.tokens.lower
        found = []
        for index in self.reading.places(_RELATIVE):
            if index in taken:
                continue
            word = lower[index]
            first, iso = index, None
            if word in _DAYS and self.reading.tokens.words[index][0].isupper():
                first, iso = self._weekday(index, _DAYS[word])
                beside = [told[at] for at in range(index + 1, index + 4) if at in told and self._is_beside(index, at)]
                iso = beside[0] if beside else iso
            elif word in ("today", "tonight"):
                iso = self.known
            elif word == "yesterday":
                twice = lower[max(0, index - 2) : index] == ["day", "before"]
                first, iso = index - 2 * twice, self._shifted(-1 - twice)
            elif word == "tomorrow":
                iso = self._shifted(1)
            elif word in ("night", "week", "month", "year") and index:
                first, iso = index - 1, self._unit(lower[index - 1], word)
            if iso:
                found.append(When(first, index + 1, iso, self._time(first, index + 1)))
        return found

    def _is_beside(self, index: int, at: int) -> bool:
        """Whether nothing but a comma and a part of the day stands between a weekday and a date."""
        return set(self.reading.tokens.lower[index + 1 : at]) <= word_list("part_of_day") | {","}

    def steps(self, known: list[When]) -> list[When]:
        """Days told from the one named before: "the next day", "a day earlier", "two days later", "three days ago"."""
        found = []
        starts = [when.first for when in known]
        for index in self.reading.places({"day", "days"}):
            step = _step(self.reading.tokens.lower, index)
            if step is None:
                continue
            days, from_today = step
            told = [] if from_today else known[max(0, bisect_left(starts, index) - 3) : bisect_left(starts, index)]
            base = next((when.date for when in reversed(told) if len(when.date) >= 10), self.known)
            iso = _moved(_parsed(base), days)
            if iso is not None:
                found.append(When(index - 1, index + 1, iso, self._time(index - 1, index + 1)))
        return found

    def _shifted(self, days: int) -> str | None:
        return _moved(self.day, days)

    def _weekday(self, index: int, weekday: int) -> tuple[int, str | None]:
        before = self.reading.tokens.lower[index - 1] if index else ""
        first = index - 1 if before in ("last", "next", "this", "past", "coming") else index
        if self.day is None:
            return first, None
        ahead = (weekday - self.day.weekday()) % 7
        after = self.reading.tokens.lower[index + 1 : index + 3]
        if len(after) == 2 and after[1] == "week" and after[0] in ("last", "next"):
            return first, self._shifted(ahead - (self.day.weekday() > weekday) * 7 + (7 if after[0] == "next" else -7))
        if before in ("next", "coming"):
            return first, self._shifted(ahead or 7)
        if before in ("last", "past"):
            return first, self._shifted(ahead - 7)
        if self.caption:
            # Photographs are taken at the meeting: its days lie around theirs.
            return first, self._shifted(ahead if ahead <= 3 else ahead - 7)
        if self._future(index):
            return first, self._shifted(ahead)
        return first, self._shifted(ahead - 7 if ahead else 0)

    def _future(self, index: int) -> bool:
        lower = self.reading.tokens.lower
        sentence = self.reading.sentence_of(index)
        cues = word_list("future")
        return any(lower[at] in cues for at in range(max(sentence.first, index - 12), min(sentence.last, index + 4)))

    def _unit(self, which: str, unit: str) -> str | None:
        shift = {"last": -1, "this": 0, "next": 1, "earlier": 0}.get(which)
        if shift is None or not self.known:
            return None
        if unit == "night":
            return self._shifted(-1) if which == "last" else None
        if unit == "year":
            return f"{int(self.known[:4]) + shift:04}"
        if unit == "month" and len(self.known) >= 7:
            months = int(self.known[:4]) * 12 + int(self.known[5:7]) - 1 + shift
            return f"{months // 12:04}-{months % 12 + 1:02}"
        if unit == "week" and self.day is not None:
            try:
                monday = self.day + timedelta(7 * shift - self.day.weekday())
                sunday = monday + timedelta(6)
            except OverflowError:
                return None
            return monday.isoformat()[:7] if monday.month == sunday.month else monday.isoformat()[:4]
        return None

    def _time(self, first: int, last: int) -> str:
        """A clock time or part of the day beside a day: "Tuesday night", "on the evening of 19 August", "at 11:30"."""
        words, lower = self.reading.tokens.words, self.reading.tokens.lower
        parts = word_list("part_of_day")
        if lower[last - 1] == "tonight":
            return "night"
        for at in (last - 1, last, last + 1):
            if at < len(lower) and lower[at] in parts:
                return lower[at]
        for at in (first - 1, first - 2):
            if at >= 0 and lower[at] in parts:
                return lower[at]
        sentence = self.reading.sentence_of(first)
        return clock(self.reading, max(sentence.first, first - 4), min(sentence.last, last + 4)) if words else ""


def _parsed(known: str | None) -> date | None:
    if known is None or len(known) < 10:
        return None
    try:
        return date.fromisoformat(known[:10])
    except ValueError:
        return None


def _moved(day: date | None, days: int) -> str | None:
    try:
        return (day + timedelta(days)).isoformat() if day else None
    except OverflowError:
        return None


def _step(lower: list[str], index: int) -> tuple[int, bool] | None:
    """How many days a phrase around "day" or "days" leads on, and whether from the text's own day."""
    before, after = lower[index - 1] if index else "", lower[index + 1] if index + 1 < len(lower) else ""
    further = lower[index + 2] if index + 2 < len(lower) else "."
    if lower[index] == "day" and before in ("next", "following", "previous", "preceding", "same"):
        return {"next": 1, "following": 1, "same": 0}.get(before, -1), False
    number = 1 if lower[index] == "day" and before in ("the", "a", "one") else _number(before)
    if number is None or after not in ("ago", "earlier", "before", "later", "after"):
        return None
    # "the day before the summit" is told from something else
    if after in ("before", "after") and further[0].isalnum() and further not in ("on", "in", "at"):
        return None
    return (number if after in ("later", "after") else -number), after == "ago"


def _number(word: str) -> int | None:
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 2
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 2 else None
