"""Values in words."""

from __future__ import annotations

import pytest

from summitry import words
from summitry.frames import frame


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2025-08-20", "20 August 2025"),
        ("2025-08", "August 2025"),
        ("2025", "2025"),
        (None, ""),
        ("2025-13-40", "2025-13-40"),
        ("soon", "soon"),
        ("2025-08-20T10:00:00Z", "20 August 2025"),
    ],
)
def test_dates(iso: str | None, said: str) -> None:
    assert words.day(iso) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-08-19", "2025-08-20", "19–20 August 2025"),
        ("2025-08-31", "2025-09-01", "31 August – 1 September 2025"),
        ("2025-12-31", "2026-01-01", "31 December 2025 – 1 January 2026"),
        ("2025-08-20", "2025-08-20", "20 August 2025"),
        ("2025-08-20", None, "20 August 2025"),
        ("2025-08", "2025-09", "August – September 2025"),
        ("2025", "2026", "2025 – 2026"),
    ],
)
def test_ranges(start: str, end: str | None, said: str) -> None:
    assert words.days(start, end) == said


def test_offices_read_as_one_says_them() -> None:
    assert words.office("President", "USA") == "President of the United States"
    assert words.office("Minister of Health", "NOR") == "Minister of Health, Norway"
    assert words.office("leader", "NOR") == "Leader of Norway"
    assert words.office("Secretary General", None, "NATO") == "Secretary General, NATO"
    assert words.office(None, "NOR") == "Norway"
    assert words.office(None, None) == ""


def test_numbers_and_lists() -> None:
    assert words.counted(1, "source") == "one source"
    assert words.counted(3, "source") == "three sources"
    assert words.counted(1234, "source") == "1,234 sources"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.outlets(list("abcdefgh"), 4) == "a, b, c and five others"


def test_clipping_keeps_whole_words_and_short_texts() -> None:
    assert words.clip("a short  text\n", 20) == "a short text"
    assert words.clip("a long text, with more words", 15) == "a long text…"
    assert len(words.clip("N" * 300, 80)) <= 81


def test_rows_have_none_for_whatever_is_missing() -> None:
    row = words.rows(frame("documents", [{"document_id": "d-1", "label": " ", "areas": ("x",)}]))[0]
    assert row["label"] is None and row["count"] is None and row["title"] is None
    assert row["areas"] == ("x",) and row["parties"] == ()
