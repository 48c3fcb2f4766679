"""What may stand in a record's fields: the model's controlled values, ISO codes and dates, lists, numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from summitry import model
from summitry.markup import clean
from summitry.model import TABLES, Document, Entity, Event, Participant, Position, Quantity, Record

#: The kinds of records, by the name of their table.
KINDS: Mapping[str, type[Record]] = {
    kind.TABLE: kind for kind in (Participant, Document, Position, Event, Entity, Quantity)
}

LONGEST = 100_000  # characters of a text
MOST = 1_000  # members of a list
HIGHEST = 1_000_000  # documents in a counted group

_CONTROLLED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("participants", "role"): model.ROLES, ("documents", "type"): model.DOCUMENT_TYPES,
    ("documents", "status"): model.STATUSES, ("positions", "mode"): model.MODES,
    ("positions", "stance"): model.STANCES, ("events", "kind"): model.EVENT_KINDS,
    ("entities", "kind"): model.ENTITY_KINDS,
}  # fmt: skip


def fields_of(table: str) -> tuple[str, ...]:
    """The fields of a table's records that an analyst may correct."""
    return tuple(f.name for f in fields(KINDS[table]) if f.name != "evidence")


def checked(table: str, field: str, value: Any) -> Any:
    """``value`` as a record of ``table`` holds it (a tuple for a list); ``ValueError`` says what is allowed."""
    if field not in fields_of(table):
        raise ValueError(f"{clean(field)[:40]!r} is no field of {table}; there are: {', '.join(fields_of(table))}")
    dtype = TABLES[table][field]
    if dtype == "object":
        return _list(field, value)
    if dtype == "bool":
        if not isinstance(value, bool):
            raise ValueError(f"{field} must be true or false")
        return value
    if value is None:
        if not _nullable(table, field):
            raise ValueError(f"{field} must not be empty")
        return None
    if dtype == "Int64":
        if type(value) is not int or not 1 <= value <= HIGHEST:
            raise ValueError(f"{field} must be a number from 1 to {HIGHEST:,}, or empty")
        return value
    return _text(table, field, value)


def from_text(table: str, field: str, text: str) -> Any:
    """A value as typed on the command line: empty for none, a JSON list for a list; ``ValueError`` as above."""
    dtype = TABLES[table].get(field)
    if field not in fields_of(table) or dtype == "str":
        return checked(table, field, text or None)
    if dtype == "object":
        try:
            return checked(table, field, json.loads(text or "[]"))
        except (json.JSONDecodeError, RecursionError):
            raise ValueError(f'{field} must be a JSON list of texts, like ["one", "two"]') from None
    if dtype == "bool":
        return checked(table, field, {"true": True, "false": False}.get(text.strip().lower()))
    digits = text.strip()
    number = digits.isascii() and digits.isdigit() and len(digits) < 9
    return checked(table, field, int(digits) if number else text or None)


def as_typed(value: Any) -> str:
    """A value as :func:`from_text` reads it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


#: The field that holds the selected words of a new record unless another value is given.
MAIN: Mapping[str, str] = {"participants": "name", "documents": "label", "positions": "content", "events": "label",
                           "entities": "name", "quantities": "value"}  # fmt: skip


def made(table: str, values: Mapping[str, Any], evidence: tuple[model.Evidence, ...] = ()) -> Record:
    """A record of ``table`` with these values; ``ValueError`` for one that is missing, unknown or not allowed."""
    given = {str(name): checked(table, str(name), value) for name, value in values.items()}
    for f in fields(KINDS[table]):
        if f.default is MISSING and f.default_factory is MISSING and f.name not in given:
            if not _nullable(table, f.name):
                raise ValueError(f"{f.name} is needed")
            given[f.name] = None
    return KINDS[table](**given, evidence=evidence)


def _nullable(table: str, field: str) -> bool:
    return next("None" in str(f.type) for f in fields(KINDS[table]) if f.name == field)


def _list(field: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(f'{field} must be a list of texts, like ["one", "two"]')
    if len(value) > MOST or any(len(one) > LONGEST for one in value):
        raise ValueError(f"{field} is too long")
    for one in value:
        _printable(field, one)
    return tuple(value)


def _text(table: str, field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{field} must be text")
    if not value.strip() and not (table == "events" and field == "label"):
        raise ValueError(f"{field} must not be blank")
    if len(value) > LONGEST:
        raise ValueError(f"{field} is longer than {LONGEST:,} characters")
    _printable(field, value)
    allowed = _CONTROLLED.get((table, field))
    if allowed and value not in allowed:
        raise ValueError(f"{field} must be one of: {', '.join(allowed)}")
    if field == "country":
        _country(value)
    if field == "date":
        from summitry.settings import partial_date

        try:
            partial_date(value)
        except ValueError as error:
            raise ValueError(f"date {error}") from None
    return value


def _printable(field: str, text: str) -> None:
    if clean(text) != text:
        raise ValueError(f"{field} holds characters that cannot be printed")


def _country(code: str) -> None:
    from summitry import vocabulary

    if not vocabulary.is_country(code):
        raise ValueError("country must be an ISO 3166-1 alpha-3 code like BLR")
