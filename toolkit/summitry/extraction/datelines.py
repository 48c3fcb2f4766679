"""The day that a text is of: its dateline or its captions, else its publication, else the summit's; never today."""

from __future__ import annotations

import re
from datetime import date

from .day_forms import Parts, valid
from .reading import Reading

_ISO = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?(?![0-9])")


def own_day(reading: Reading, absolute: list[Parts]) -> tuple[str | None, bool]:
    """The text's own day (and whether a caption gives it), else that of publication, else the summit's."""
    starts = reading.tokens.starts
    published, summit = _iso(reading.source.published), _iso(reading.context.date)
    # A text without a day of its own is of the summit's days, which lie around its first, as those of a caption do.
    around = summit is not None and (published is None or summit.startswith(published))
    known = summit if around else published
    head = reading.paragraphs[:6]
    for first, last, year, month, day in absolute:
        if day is None:
            continue
        number = next((n for n, p in enumerate(head) if p.start <= starts[first] < p.end), None)
        if number is None:
            break
        if not _is_dateline(reading, first, last, head[number].start, head[number].end):
            continue
        near = year if year is not None or not known or len(known) < 4 else nearest_year(known, month, day)
        if near is not None and valid(near, month, day):
            return f"{near:04}-{month:02}-{day:02}", False
    for first, last, year, month, day in absolute:
        if year is not None and day is not None and valid(year, month, day) and _is_caption(reading, first, last):
            return f"{year:04}-{month:02}-{day:02}", True
    return known, around and published != summit


def _is_dateline(reading: Reading, first: int, last: int, start: int, end: int) -> bool:
    """A line that holds a date and a place only, or an opening such as "MOSCOW, April 13 -"."""
    words, ends = reading.tokens.words, reading.tokens.ends
    begin = reading.tokens.at(start)
    sentence = reading.plain[end - 1] in ".!?"
    if end - start < 80 and ends[last - 1] >= end - 10 and not sentence:
        return first - begin <= 8 and not any(word in ".!?" for word in words[begin:first])
    return first - begin <= 7 and last < len(words) and words[last] in "-–—(:" and words[begin].isupper()


def _is_caption(reading: Reading, first: int, last: int) -> bool:
    """A full date that follows a place and ends its sentence: "… in Minsk, Belarus, August 20, 2025."."""
    if first < 2 or reading.tokens.words[first - 1] != ",":
        return False
    place = reading.ends[first - 2]
    sentence = reading.sentence_of(first)
    known = place is not None and (place.entry.city is not None or place.entry.country is not None)
    return known and sentence.last - last <= 1


def nearest_year(known: str, month: int, day: int) -> int:
    year = int(known[:4])
    if len(known) < 10:
        return year
    anchor = date.fromisoformat(known[:10])
    options = [y for y in (year - 1, year, year + 1) if valid(y, month, day)]
    return min(options, key=lambda y: abs((date(y, month, day) - anchor).days), default=year)


def _iso(known: str | None) -> str | None:
    """The date part of an ISO 8601 date or time, as partial as it is; None for anything else."""
    match = _ISO.match(known or "")
    return match.group() if match else None
