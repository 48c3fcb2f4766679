"""What may stand in a record's fields."""

from __future__ import annotations

from typing import Any

import pytest

from summitry.model import TABLES, Document, Participant
from summitry.review.values import KINDS, checked, fields_of, from_text, made

GOOD: list[tuple[str, str, str, Any]] = [
    ("participants", "name", "Anna Kovar", "Anna Kovar"),
    ("participants", "title", "", None),
    ("participants", "country", "BLR", "BLR"),
    ("participants", "country", "EUU", "EUU"),
    ("participants", "aliases", '["A. Kovar"]', ("A. Kovar",)),
    ("participants", "aliases", "", ()),
    ("documents", "count", "13", 13),
    ("documents", "count", "", None),
    ("documents", "parties", '["BLR", "Eastern Forum"]', ("BLR", "Eastern Forum")),
    ("documents", "date", "2031-05", "2031-05"),
    ("positions", "content", "first\nsecond = third", "first\nsecond = third"),
    ("positions", "stance", "call_for", "call_for"),
    ("events", "context", "TRUE", True),
    ("entities", "kind", "forum", "forum"),
]


@pytest.mark.parametrize(("table", "field", "text", "value"), GOOD)
def test_values_as_typed(table: str, field: str, text: str, value: Any) -> None:
    assert from_text(table, field, text) == value
    assert checked(table, field, value) == value


BAD: list[tuple[str, str, str, str]] = [
    ("participants", "name", "", "not be empty"),
    ("participants", "name", " ", "blank"),
    ("participants", "country", "Belarus", "ISO 3166"),
    ("participants", "country", "blr", "ISO 3166"),
    ("participants", "role", "boss", "principal, delegation, mentioned"),
    ("participants", "outlets", "[]", "no field"),
    ("documents", "count", "twelve", "number"),
    ("documents", "count", "0", "number"),
    ("documents", "count", "12.5", "number"),
    ("documents", "count", "٣", "number"),
    ("documents", "parties", "BLR", "JSON list"),
    ("documents", "parties", "[1]", "list of texts"),
    ("documents", "parties", '{"a": 1}', "list of texts"),
    ("documents", "parties", '[""]', "list of texts"),
    ("documents", "areas", "[" * 100_000, "JSON list"),
    ("documents", "date", "May", "date"),
    ("documents", "title", "a\x1bb", "printed"),
    ("documents", "title", "x" * 100_001, "longer"),
    ("events", "context", "perhaps", "true or false"),
    ("events", "kind", "", "not be empty"),
]


@pytest.mark.parametrize(("table", "field", "text", "reason"), BAD)
def test_values_that_are_refused_say_what_is_allowed(table: str, field: str, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_text(table, field, text)


def test_every_field_of_every_table_can_be_corrected() -> None:
    for table in KINDS:
        assert set(fields_of(table)) == set(list(TABLES[table])[1:]) - {"outlets", "mentions"}


def test_a_record_needs_what_its_table_needs() -> None:
    assert made("documents", {"label": "a plan", "count": None}) == Document("a plan", count=None)
    assert made("participants", {"name": "Anna Kovar", "aliases": ["Kovar"]}) == Participant("Anna Kovar", ("Kovar",))
    assert made("positions", {"content": "that it rains"}).speaker is None  # type: ignore[attr-defined]
    for table, values in (("documents", {}), ("participants", {"name": "A", "age": 3}), ("events", {"label": "x"})):
        with pytest.raises(ValueError):
            made(table, values)
