"""What holds for every text, however strange: no crash, and every record stands where its evidence says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.model import (
    DOCUMENT_TYPES,
    ENTITY_KINDS,
    EVENT_KINDS,
    MODES,
    ROLES,
    STANCES,
    STATUSES,
    Context,
    Source,
)

PIECES = (
    "President", "Prime Minister", "Anna Kovar", "Kovar", "Omid Tavana", "Mr", "the Iranian leader", "he",
    "the two sides", "Belarus", "Iran", "Minsk", "the ministry", "BelTA", "said", "told reporters", "that", "stressed",
    "called for", "according to", "signed", "adopted", "will sign", "12 agreements", "a memorandum",
    "on cooperation in trade", "and",
    "a joint statement", "on Wednesday", "20 August 2031", "at 10:30", "arrived in", "laid a wreath", "met", "not",
    ",", ".", ":", ";", "-", "—", "(", ")", "[", "]", "“", "”", '"', "'", "’", "«", "»", "\n", "\n\n", "- ", "* ",
    "ANNA KOVAR:", "Q:", "U.N.", "Lt. Gen.", "St.", "…", "\u2028", "\u00a0", "İstanbul", "ﬁ", "😀", "\x00", "1,000",
    "Jr",
)  # fmt: skip
strange = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=80).map(" ".join)


def assert_sound(source: Source, context: Context | None = None) -> None:
    found = extract(source, context)
    for record in found.records():
        assert record.evidence, record
        for evidence in record.evidence:
            assert source.text[evidence.start : evidence.end] == evidence.exact
            assert source.body <= evidence.start < evidence.end
    assert {p.role for p in found.participants} <= set(ROLES)
    assert {d.type for d in found.documents} <= set(DOCUMENT_TYPES)
    assert {d.status for d in found.documents} <= set(STATUSES)
    assert {p.mode for p in found.positions} <= set(MODES)
    assert {p.stance for p in found.positions} <= set(STANCES)
    assert {e.kind for e in found.events} <= set(EVENT_KINDS)
    assert {e.kind for e in found.entities} <= set(ENTITY_KINDS)
    assert extract(source, context) == found


@settings(max_examples=300, deadline=None)
@given(strange)
def test_every_record_stands_in_its_text(text: str) -> None:
    assert_sound(Source("src-1", "s.txt", text))


@settings(max_examples=60, deadline=None)
@given(strange, strange)
def test_nothing_before_the_body_is_read(head: str, text: str) -> None:
    assert_sound(
        Source("src-1", "s.txt", head + "\n" + text, body=len(head) + 1), Context("2031-08-20", "Minsk", "BLR")
    )


@pytest.mark.parametrize(
    "run",
    [
        '"', "“", "”", "'", "’", "«", "(", "[", ")", ",", ", and ", "A", "A ", "Aa ", "a. ", "A.", "Mr ", "President ",
        "said ", "that ", "said that ", '"A," said ', "signed ", "agreement ", "the agreement on ", "Iran ",
        "Iran and ", "of the ", "10:30 ", "2031-", "20 August ", "- ", "\n", "ANNA KOVAR: ", "- a\n", "’s ",
    ],
)  # fmt: skip
def test_long_runs_of_anything_are_read(run: str) -> None:
    assert_sound(Source("src-1", "s.txt", run * (6_000 // len(run))))
    assert_sound(Source("src-1", "s.txt", f"President Anna Kovar said {run * 300} on Monday."))
