"""Days and hours of a text; never today's."""

from __future__ import annotations

import pytest

from summitry.extraction.clock import clock
from summitry.extraction.dates import calendar
from summitry.extraction.reading import Reading, read
from summitry.model import Source


def reading(text: str, published: str | None = "2031-05-07") -> Reading:
    return read(Source("src-000000000000", "story.txt", text, published=published))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met on 18–20 August in town.", ["2031-08-18"]),
        ("They met on 5 and 6 May 2031 in town.", ["2031-05-05", "2031-05-06"]),
        ("They met on December 30 and January 3 in town.", ["2030-12-30", "2031-01-03"]),
        ("They met on Tuesday last week in town.", ["2031-04-29", "2031"]),
        ("They met on 5 May. The next day they left.", ["2031-05-05", "2031-05-06"]),
        ("They met on 5 May. A day earlier it had rained.", ["2031-05-05", "2031-05-04"]),
        ("They met on 5 May and again two days later.", ["2031-05-05", "2031-05-07"]),
        ("They met the day before yesterday in town.", ["2031-05-05"]),
        ("They met three days ago in town.", ["2031-05-04"]),
        ("They met the day before the summit opened.", []),
        ("They met on the second day of the visit.", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert [when.date for when in calendar(reading(text)).days] == days


def test_a_step_without_a_day_to_start_from_stays_open() -> None:
    assert calendar(reading("The next day they left town.", published=None)).days == ()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("They met at 11:26 in town.", "11:26"),
        ("They met at 7 p.m. in town.", "19:00"),
        ("They met at 7:30pm in town.", "19:30"),
        ("They met at 12:05 a.m. in town.", "00:05"),
        ("They met at 14.30 in town.", "14:30"),
        ("Trade grew by 14.30 percent.", ""),
        ("They won 3:2 in town.", ""),
        ("They met at 25:10 and 11:75.", ""),
    ],
)
def test_hours(text: str, time: str) -> None:
    found = reading(text)
    assert clock(found, 0, len(found.tokens)) == time
