"""Whatever a model says: only what stands in the source comes out, and the rest is counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.extractors.grounding import Grounding
from summitry.model import DOCUMENT_TYPES, MODES, ROLES, STATUSES, Source


def test_words_that_stand_in_the_source_are_kept_with_their_range(source: Source) -> None:
    grounding = Grounding(source)
    (person,) = grounding.participants(
        [{"name": "Anna Kovar", "anchor": "President Anna Kovar", "title": "President", "country": "BLR",
          "role": "principal"}]
    )  # fmt: skip
    assert (person.name, person.title, person.country, person.role) == ("Anna Kovar", "President", "BLR", "principal")
    evidence = person.evidence[0]
    assert source.text[evidence.start : evidence.end] == evidence.exact == "President Anna Kovar"
    assert grounding.warnings("m") == ()


def test_a_line_that_the_model_wrapped_anew_is_found_in_the_source_as_it_stands(source: Source) -> None:
    (document,) = Grounding(source).documents(
        [{"anchor": "three agreements on trade, transport and science", "count": 3}]
    )
    assert document.evidence[0].exact == "three agreements on trade,\ntransport and science"
    assert document.count == 3


def test_inventions_are_dropped_and_counted(source: Source) -> None:
    grounding = Grounding(source)
    assert not grounding.positions([{"content": "We will never sign", "speaker": "Anna Kovar"}])
    assert not grounding.positions([{"content": "We will widen our trade", "speaker": "Someone Else"}])
    assert not grounding.participants([{"name": "Ivo Neverwas", "anchor": "Anna Kovar"}])
    assert len(grounding.documents([{"anchor": "three agreements"}, "nonsense", {"anchor": None}])) == 1
    (warning,) = grounding.warnings("m")
    assert "5 of 6 records dropped" in warning
    assert "2 positions" in warning


def test_values_outside_the_controlled_ones_fall_back(source: Source) -> None:
    grounding = Grounding(source)
    (document,) = grounding.documents(
        [{"anchor": "three agreements", "type": "Gesetz", "status": 7, "count": True, "parties": ["BLR", "Atlantis"]}]
    )
    assert (document.type, document.status, document.count, document.parties) == ("other", "agreed", None, ("BLR",))
    (person,) = grounding.participants([{"name": "Kovar", "anchor": "Kovar", "country": "Belarus", "role": "boss"}])
    assert (person.country, person.role) == (None, "mentioned")


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["Kovar", "three agreements"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "anchor", "content", "speaker", "type", "areas", "mode"]), inner)
    ),
    max_leaves=12,
)


@given(json)
@pytest.mark.filterwarnings("ignore")
def test_no_answer_breaks_it_and_all_that_is_kept_stands_in_the_source(answer: Any) -> None:
    source = Source("src-1", "s.txt", "Kovar signed three agreements.")
    grounding = Grounding(source)
    records = (*grounding.participants(answer), *grounding.documents(answer), *grounding.positions(answer))
    for record in records:
        evidence = record.evidence[0]
        assert source.text[evidence.start : evidence.end] == evidence.exact
        assert getattr(record, "role", "mentioned") in ROLES
        assert getattr(record, "type", "other") in DOCUMENT_TYPES
        assert getattr(record, "status", "agreed") in STATUSES
        assert getattr(record, "mode", "indirect") in MODES
