"""Quotations, with every kind of mark, missing marks and apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.extraction.quotes import quotations
from summitry.extraction.text import paragraphs, same_length
from summitry.model import Source


def quoted(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, paragraphs(same_length(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we are ready” today.", ["we are ready"]),
        ('He said "we are ready" and "so are they".', ["we are ready", "so are they"]),
        ("He said «we are ready» today.", ["we are ready"]),
        ("He said 'we are ready' today.", ["we are ready"]),
        ("He said ‘we are ready’ today.", ["we are ready"]),
        ("The leaders' talks and the ministers' lunch went on.", []),
        ("It's the president's day.", []),
        ("In the '80s they met 'em all.", []),
        ("“He told me ‘we are ready’ twice,” she said.", ["He told me ‘we are ready’ twice,"]),
        ('“We are ready" he said.', ["We are ready"]),
        ('"We are ready” he said.', ["We are ready"]),
        ("“We are ready, he said, and left.\n\n“They too.”", ["We are ready, he said, and left.", "They too."]),
        ("‘We are “very” glad of the leaders’ talks,’ he said.", ["We are “very” glad of the leaders’ talks,"]),
        ("It was 'a success' in his words. 'We are glad,' he said.", ["a success", "We are glad,"]),
        ("''We are ready,'' he said. ``So are we,'' she said.", ["We are ready,", "So are we,"]),
        ("He said « we are ready » today.", [" we are ready "]),
        ("Nothing is quoted here.", []),
        ("An empty “” mark.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_opening_mark_without_a_closing_one_ends_with_its_paragraph() -> None:
    text = "“We begin here and go on.\n\n“And we end here,” he said."
    first, second = quotations(text, paragraphs(text))
    assert not first.closed
    assert second.closed


MARKS = st.text(alphabet="“”\"'`‘’«» ab.,\n", max_size=200)


@settings(max_examples=200, deadline=None)
@given(st.one_of(MARKS, st.text(max_size=300)))
def test_any_marks_give_ranges_in_order(text: str) -> None:
    plain = same_length(text)
    end = 0
    for quote in quotations(text, paragraphs(plain)):
        assert end <= quote.start < quote.inner.start <= quote.inner.end <= quote.end <= len(text)
        end = quote.end


def test_long_runs_of_marks_are_read_in_linear_time() -> None:
    # Would not end within the hour if any mark were looked at once per other mark.
    for mark in ("“", '"', "'", "‘"):
        quotations(mark * 200_000, paragraphs(mark * 200_000))
        text = f"a {mark}b " * 50_000
        quotations(text, paragraphs(text))


def test_a_quotation_that_is_never_closed_is_said() -> None:
    text = 'First.\n\n"We stand firm, Kovar said.\n\n“One paragraph of it.\n\n“Another that ends it,” Kovar said.\n'
    (warning,) = extract(Source("src-1", "s.txt", text)).warnings
    assert "never closed (line 3)" in warning
    assert not extract(Source("src-1", "s.txt", '"We stand firm," Kovar said.')).warnings
