"""Days that a text names, resolved through its own dateline or caption, else its date of publication; never today's.

Dates are ISO 8601 and as partial as the text: "in June 2024" is 2024-06. A weekday without an anchor stays unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.vocabulary import word_list

from .reading import Reading

_MONTHS = dict(
    zip(
        "january february march april may june july august september october november december".split(),
        range(1, 13),
        strict=True,
    )
)
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_ISO = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?(?![0-9])")
# A day without its year lies at most this far from the text's own day.
_HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
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
    absolute = _absolute(reading)
    anchor, caption = _anchor(reading, absolute)
    resolver = _Resolver(reading, anchor, caption)
    found = [resolver.absolute(*parts) for parts in absolute]
    taken = {token for first, last, *_ in absolute for token in range(first, last)}
    found += resolver.relative(taken)
    days = sorted((when for when in found if when is not None), key=lambda when: when.first)
    return Calendar(anchor, tuple(days))


Parts = tuple[int, int, int | None, int, int | None]  # first token, token after the last, year, month, day


def _absolute(reading: Reading) -> list[Parts]:
    words, lower = reading.tokens.words, reading.tokens.lower
    found: list[Parts] = []
    size = len(words)
    done = 0
    numeric = [i for i, word in enumerate(lower) if len(word) >= 8 and word[0].isdigit()]
    for index in sorted({*reading.places(_MONTHS.keys()), *numeric}):
        if index < done:
            continue
        word = lower[index]
        parts = None
        if word in _MONTHS and words[index][0].isupper():
            parts = _around_month(words, lower, index, size)
        elif word[0].isdigit():
            parts = _numeric(word, index)
        if parts is not None:
            found.append(parts)
            done = parts[1]
    return found


def _around_month(words: list[str], lower: list[str], index: int, size: int) -> Parts | None:
    """ "20 August 2025", "August 20, 2025", "Aug. 20", "August 2025", "in August"."""
    month = _MONTHS[lower[index]]
    after = index + 1
    if after < size and words[after] == "." and len(lower[index]) <= 4:
        after += 1
    before = index - 1
    if before >= 1 and lower[before] == "of" and _day(lower[before - 1]):
        before -= 1
    day = _day(lower[before]) if before >= 0 else None
    if day is not None:
        year, last = _year(words, after, size)
        return before, last, year, month, day
    day = _day(lower[after]) if after < size else None
    if day is not None:
        year, last = _year(words, after + 1, size)
        return index, last, year, month, day
    year, last = _year(words, after, size)
    if year is not None:
        return index, last, year, month, None
    # "May" and "March" are also verbs, "Jan" is a name.
    before_month = lower[index - 1] if index else ""
    if before_month in word_list("before_month") and (len(lower[index]) > 3 or lower[index] == "may"):
        return index, index + 1, None, month, None
    return None


def _numeric(word: str, index: int) -> Parts | None:
    for mark in "-.":
        parts = word.split(mark)
        if len(parts) == 3 and all(part.isdecimal() and part.isascii() for part in parts):
            if len(parts[0]) == 4:
                year, month, day = map(int, parts)
            elif len(parts[2]) == 4 and mark == ".":
                day, month, year = map(int, parts)
            else:
                return None
            if _valid(year, month, day):
                return index, index + 1, year, month, day
    return None


def _day(word: str) -> int | None:
    if word[:1].isdecimal() and word[-2:] in ("st", "nd", "rd", "th"):
        word = word[:-2]
    # "18-20 August": the first day stands for the span.
    word = word.partition("-")[0]
    if word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31:
        return int(word)
    return None


def _year(words: list[str], at: int, size: int) -> tuple[int | None, int]:
    last = at
    if at + 1 < size and words[at] == ",":
        at += 1
    if at < size and len(words[at]) == 4 and words[at].isdecimal() and words[at].isascii():
        year = int(words[at])
        if 1900 <= year <= 2100:
            return year, at + 1
    return None, last


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2100


def _anchor(reading: Reading, absolute: list[Parts]) -> tuple[str | None, bool]:
    """The text's own day (and whether a caption gives it), else that of publication, else the summit's."""
    starts = reading.tokens.starts
    known = _iso(reading.source.published) or _iso(reading.context.date)
    head = reading.paragraphs[:6]
    for first, last, year, month, day in absolute:
        if day is None:
            continue
        number = next((n for n, p in enumerate(head) if p.start <= starts[first] < p.end), None)
        if number is None:
            break
        if not _is_dateline(reading, first, last, head[number].start, head[number].end):
            continue
        near = year if year is not None or not known or len(known) < 4 else _nearest_year(known, month, day)
        if near is not None and _valid(near, month, day):
            return f"{near:04}-{month:02}-{day:02}", False
    for first, last, year, month, day in absolute:
        if year is not None and day is not None and _valid(year, month, day) and _is_caption(reading, first, last):
            return f"{year:04}-{month:02}-{day:02}", True
    return known, False


def _is_dateline(reading: Reading, first: int, last: int, start: int, end: int) -> bool:
    """A line that holds a date and a place only, or an opening such as "MOSCOW, April 13 -"."""
    words, ends = reading.tokens.words, reading.tokens.ends
    begin = reading.tokens.at(start)
    if end - start < 80 and ends[last - 1] >= end - 10:
        return first - begin <= 8 and not any(word in ".!?" for word in words[begin:first])
    return first - begin <= 7 and last < len(words) and words[last] in "-–—(:" and words[begin].isupper()


def _is_caption(reading: Reading, first: int, last: int) -> bool:
    """A full date that follows a place and ends its sentence: "… in Minsk, Belarus, August 20, 2025."."""
    if first < 2 or reading.tokens.words[first - 1] != ",":
        return False
    place = reading.ends[first - 2]
    sentence = reading.sentence_at(reading.tokens.starts[first])
    known = place is not None and (place.entry.city is not None or place.entry.country is not None)
    return known and sentence.last - last <= 1


def _nearest_year(known: str, month: int, day: int) -> int:
    year = int(known[:4])
    if len(known) < 10:
        return year
    anchor = date.fromisoformat(known[:10])
    options = [y for y in (year - 1, year, year + 1) if _valid(y, month, day)]
    return min(options, key=lambda y: abs((date(y, month, day) - anchor).days), default=year)


class _Resolver:
    def __init__(self, reading: Reading, anchor: str | None, caption: bool) -> None:
        self.reading = reading
        self.known = anchor
        self.caption = caption
        self.day = _parsed(anchor)

    def absolute(self, first: int, last: int, year: int | None, month: int, day: int | None) -> When | None:
        full = year is not None and day is not None
        if year is None and self.known and len(self.known) >= 4:
            year = _nearest_year(self.known, month, day or 15)
        if year is None or (day is not None and not _valid(year, month, day)):
            return None
        iso = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
        return When(first, last, iso, self._time(first, last), full)

    def relative(self, taken: set[int]) -> list[When]:
        lower = self.reading.tokens.lower
        found = []
        for index in self.reading.places(_RELATIVE):
            if index in taken:
                continue
            word = lower[index]
            first, iso = index, None
            if word in _DAYS and self.reading.tokens.words[index][0].isupper():
                first, iso = self._weekday(index, _DAYS[word])
            elif word in ("today", "tonight"):
                iso = self.known
            elif word == "yesterday":
                iso = self._shifted(-1)
            elif word == "tomorrow":
                iso = self._shifted(1)
            elif word in ("night", "week", "month", "year") and index:
                first, iso = index - 1, self._unit(lower[index - 1], word)
            if iso:
                found.append(When(first, index + 1, iso, self._time(first, index + 1)))
        return found

    def _shifted(self, days: int) -> str | None:
        try:
            return (self.day + timedelta(days)).isoformat() if self.day else None
        except OverflowError:
            return None

    def _weekday(self, index: int, weekday: int) -> tuple[int, str | None]:
        before = self.reading.tokens.lower[index - 1] if index else ""
        first = index - 1 if before in ("last", "next", "this", "past", "coming") else index
        if self.day is None:
            return first, None
        ahead = (weekday - self.day.weekday()) % 7
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
        sentence = self.reading.sentence_at(self.reading.tokens.starts[index])
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
        sentence = self.reading.sentence_at(self.reading.tokens.starts[first])
        return clock(self.reading, max(sentence.first, first - 4), min(sentence.last, last + 4)) if words else ""


def clock(reading: Reading, first: int, last: int) -> str:
    """The first clock time within the tokens ``first:last``: "11:26"; "" where there is none."""
    words = reading.tokens.words
    for at in range(first, last - 2):
        hour, minute = words[at], words[at + 2]
        numeric = words[at + 1] == ":" and hour.isdecimal() and minute[:2].isdecimal() and minute[:2].isascii()
        if numeric and len(minute) >= 2 and len(hour) <= 2 and int(hour) < 24 and int(minute[:2]) < 60:
            return f"{int(hour):02}:{minute[:2]}"
    return ""


def _iso(known: str | None) -> str | None:
    """The date part of an ISO 8601 date or time, as partial as it is; None for anything else."""
    match = _ISO.match(known or "")
    return match.group() if match else None


def _parsed(known: str | None) -> date | None:
    if known is None or len(known) < 10:
        return None
    try:
        return date.fromisoformat(known[:10])
    except ValueError:
        return None
