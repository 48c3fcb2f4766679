"""How days are written: "20 August 2025", "Aug. 20", "2025-08-20", "20.08.2025", "18-20 August", "in August"."""

from __future__ import annotations

from datetime import date

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

Parts = tuple[int, int, int | None, int, int | None]  # first token, token after the last, year, month, day


def written_days(reading: Reading) -> list[Parts]:
    words, lower = reading.tokens.words, reading.tokens.lower
    found: list[Parts] = []
    size = len(words)
    done = 0
    numeric = {word for word in reading.numerals() if len(word) >= 8}
    for index in reading.places(numeric.union(_MONTHS)):
        if index < done:
            continue
        word = lower[index]
        parts = None
        if word in _MONTHS and words[index][0].isupper():
            parts = _around_month(words, lower, index, size)
        elif word[0].isdigit():
            parts = _numeric(word, index)
        if parts is not None:
            found += [*_coordinated(lower, parts), parts]
            done = parts[1]
    return found


def _coordinated(lower: list[str], parts: Parts) -> list[Parts]:
    """The first of "5 and 6 May"."""
    first, _, year, month, day = parts
    joined = first >= 2 and lower[first - 1] == "and" and lower[first][0].isdigit()
    before = _day(lower[first - 2]) if joined else None
    return [(first - 2, first - 1, year, month, before)] if day is not None and before is not None else []


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
        if before >= 2 and words[before - 1] in ("–", "—", "-") and (opening := _day(lower[before - 2])) is not None:
            before, day = before - 2, opening  # the first day stands for the span
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
            if valid(year, month, day):
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


def valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2100
