"""One decision of an analyst, and the line of the ledger that holds it.

A line is a JSON object with the version of its form (``v``). Whatever is read is checked as if it came from a stranger:
a ledger is merged by git, edited by hand and mailed about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from summitry.markup import clean
from summitry.model import Record, as_dict
from summitry.review.values import KINDS, checked, made

VERSION = 1
LONGEST_LINE = 1_000_000  # bytes

_DECISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_RECORD = re.compile(r"([a-z])-[0-9a-f]{12}")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_PREFIXES = {name: kind.PREFIX for name, kind in KINDS.items()}


class Action(StrEnum):
    """What an analyst can decide about a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    ADD = "add"
    DEFER = "defer"
    UNDO = "undo"
    NOTE = "note"

    @property
    def judges(self) -> bool:
        """Whether it says what is to become of the record; the last such decision gives its state."""
        return self in (Action.ACCEPT, Action.REJECT, Action.CORRECT, Action.ADD, Action.DEFER)


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the ledger.

    ``before`` and ``after`` are JSON values: for ``correct`` the field's values; for ``merge`` ``after`` is the ids of
    the record that joins ``record_id``; for ``add`` ``after`` is the record's values; for ``undo`` ``before`` is the
    decision that is taken back; for the others ``before`` is what the record said when it was decided on. ``exact`` is
    the words that it stood on, ``members`` all ids to which it answered.
    """

    decision_id: str
    at: str
    by: str
    table: str
    record_id: str
    action: Action
    field: str | None = None
    before: Any = None
    after: Any = None
    reason: str = ""
    exact: str = ""
    source_id: str | None = None
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    members: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids by which its record can be found, the one that was decided on first."""
        return tuple(dict.fromkeys((self.record_id, *self.members)))


_DEFAULTS = {f.name: f.default for f in fields(Decision) if isinstance(f.default, str | None | tuple)}


def wording(text: str) -> str:
    """Words for comparing: white space closed up, without what cannot be printed."""
    return " ".join(clean(text).split())


def plain_values(record: Record) -> dict[str, Any]:
    """A record's values as JSON that a ledger can hold."""
    return {name: _plain(value) for name, value in as_dict(record).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def line(decision: Decision) -> bytes:
    """``decision`` as a line of the ledger; ``ValueError`` where reading would refuse it."""
    values = {f.name: getattr(decision, f.name) for f in fields(Decision)}
    given = {name: value for name, value in values.items() if name not in _DEFAULTS or value != _DEFAULTS[name]}
    text = json.dumps({"v": VERSION, **given}, ensure_ascii=False, allow_nan=False) + "\n"
    raw = text.encode("utf-8", "surrogatepass")
    parsed(raw)
    return raw


def parsed(raw: bytes) -> Decision:
    """The decision on a line; ``ValueError`` says in a few words why there is none."""
    values = _object(raw)
    version = values.get("v")
    if type(version) is not int:
        raise ValueError("has no version (v)")
    if version != VERSION:
        newer = ", of a newer Summitry" if version > VERSION else ""
        raise ValueError(f"is of version {_short(version)}{newer}")
    if any(text != clean(text) for text in _texts(values)):
        raise ValueError("holds characters that cannot be printed")
    known = {f.name: values[f.name] for f in fields(Decision) if f.name in values}
    _check_types(known)
    action = known["action"]
    if action not in tuple(Action):
        raise ValueError(f"has the unknown action {_short(action)}")
    _check_form(known)
    known |= {"action": Action(action), "members": tuple(known.get("members", ()))}
    return _checked(Decision(**known))


def is_object(raw: bytes) -> bool:
    """Whether ``raw`` was written whole, be it a decision that can be used or not."""
    try:
        return isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return False


def _object(raw: bytes) -> dict[str, Any]:
    if len(raw) > LONGEST_LINE:
        raise ValueError(f"is longer than {LONGEST_LINE:,} bytes")
    try:
        values = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValueError("is not a JSON object") from None
    if not isinstance(values, dict):
        raise ValueError("is not a JSON object")
    return values


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is not JSON")


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


_NEEDED = ("decision_id", "at", "by", "table", "record_id", "action")
_TEXT = (*_NEEDED, "field", "reason", "exact", "source_id", "prefix", "suffix")


def _check_types(values: Mapping[str, Any]) -> None:
    for name in _NEEDED:
        if not values.get(name):
            raise ValueError(f"has no {name}")
    for name, value in values.items():
        if name in _TEXT and not isinstance(value, str):
            raise ValueError(f"has something else than text as {name}")
        if name in ("start", "end") and (type(value) is not int or not 0 <= value < 1 << 40):
            raise ValueError(f"has no place in a text as {name}")
    members = values.get("members", [])
    if not isinstance(members, list) or not all(isinstance(one, str) for one in members):
        raise ValueError("has members that are not a list of ids")


def _check_form(values: Mapping[str, Any]) -> None:
    if not _DECISION.fullmatch(values["decision_id"]):
        raise ValueError("has a malformed decision_id")
    try:
        good = bool(_AT.fullmatch(values["at"])) and bool(datetime.fromisoformat(values["at"]))
    except ValueError:
        good = False
    if not good:
        raise ValueError("has a time (at) that is not UTC as in 2025-08-20T09:30:00Z")
    if values["table"] not in KINDS:
        raise ValueError(f"names the unknown table {_short(values['table'])}")
    _check_ids(values["table"], (values["record_id"], *values.get("members", ())))


def _check_ids(table: str, ids: Any) -> None:
    for one in ids:
        found = _RECORD.fullmatch(one) if isinstance(one, str) else None
        if found is None or found[1] != _PREFIXES[table]:
            raise ValueError(f"names {_short(one)}, which is no id of a record in {table}")


def _checked(one: Decision) -> Decision:
    """``one`` if what its action needs is there and can be used."""
    if one.action is Action.CORRECT:
        if one.field is None:
            raise ValueError("names no field")
        checked(one.table, one.field, one.after)
    elif one.action is Action.MERGE:
        if not isinstance(one.after, list) or not one.after:
            raise ValueError("does not name the record to be merged (after)")
        _check_ids(one.table, one.after)
    elif one.action is Action.ADD:
        if one.source_id is None or one.start is None or one.end is None or one.start >= one.end or not one.exact:
            raise ValueError("does not say which words are meant (source_id, start, end, exact)")
        if not isinstance(one.after, dict):
            raise ValueError("does not give the record's values (after)")
        made(one.table, one.after)
    elif one.action is Action.UNDO and not (isinstance(one.before, str) and _DECISION.fullmatch(one.before)):
        raise ValueError("does not name the decision to be undone (before)")
    elif one.action is Action.NOTE and not one.reason.strip():
        raise ValueError("is a note without text (reason)")
    return one


def _short(value: object) -> str:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else type(value).__name__
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
