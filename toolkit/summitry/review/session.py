"""Reviewing a summit: what is open, and the decisions of one sitting, made by id and stored together."""

from __future__ import annotations

import getpass
import os
import secrets
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from summitry.errors import ReviewError
from summitry.markup import clean
from summitry.model import Evidence, Record, Source
from summitry.resolution import Merged, Resolved
from summitry.review.decisions import Action, Decision, line, plain_values, wording
from summitry.review.ledger import Ledger, append
from summitry.review.places import selected, span
from summitry.review.replay import Reviewed, replay
from summitry.review.states import OPEN, State
from summitry.review.values import KINDS, MAIN, checked, fields_of, from_text, made

ANALYST_VARIABLE = "SUMMITRY_ANALYST"
_SHOWN = 5  # ids listed where an abbreviation fits several


def analyst(folder: Path | None = None) -> str:
    """Who decides: ``SUMMITRY_ANALYST``, else git's user.name as set in ``folder``, else the name of the login."""
    for name in (os.environ.get(ANALYST_VARIABLE), _git_name(folder), _login()):
        shown = " ".join(clean(name or "").split())[:200]
        if shown:
            return shown
    return "unknown"


def _git_name(folder: Path | None) -> str:
    try:
        command = ["git", "config", "user.name"]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class Review:
    """Decisions on the records of one summit. Each acts at once on what is shown here, and is on the disk after
    :meth:`save`; ids may be abbreviated as long as they name one record.

    >>> review = summitry.open_desk().summit("2025-08-20-minsk").review()                    # doctest: +SKIP
    >>> review.correct("d-3f", "count", 13, reason="The list has 13 items.")                 # doctest: +SKIP
    >>> review.save()                                                                        # doctest: +SKIP
    """

    def __init__(self, path: Path, held: Ledger, resolved: Resolved, sources: Sequence[Source], by: str = "") -> None:
        self.path, self.ledger = path, held
        self._resolved, self._sources = resolved, tuple(sources)
        self._by = by
        self._decisions = list(held.decisions)
        self._saved = len(self._decisions)
        self._reviewed: Reviewed | None = None
        self._known: dict[str, _Known] | None = None

    @property
    def reviewed(self) -> Reviewed:
        """The records as they are with all decisions so far."""
        if self._reviewed is None:
            self._reviewed = replay(self._resolved, self._sources, self._decisions)
        return self._reviewed

    @cached_property
    def by(self) -> str:
        return self._by or analyst(self.path.parent if self.path.parent.is_dir() else None)

    def records(self, table: str) -> tuple[Merged[Any], ...]:
        """The records of a table that are not rejected."""
        found: tuple[Merged[Any], ...] = getattr(self.reviewed.resolved, table)
        return found

    def state(self, record_id: str) -> State:
        return self.reviewed.states.get(self.reviewed.resolved.members.get(record_id, record_id), OPEN)

    def accept(self, id: str, reason: str = "") -> Decision:
        """Accept a record as it is shown; a rejected one comes back."""
        return self._decide(Action.ACCEPT, id, reason)

    def reject(self, id: str, reason: str = "") -> Decision:
        """Take a record out, now and whenever it is extracted again."""
        return self._decide(Action.REJECT, id, reason)

    def defer(self, id: str, reason: str = "") -> Decision:
        """Leave a record for later."""
        return self._decide(Action.DEFER, id, reason)

    def note(self, id: str, text: str) -> Decision:
        """Write something down about a record; that decides nothing."""
        if not text.strip():
            raise ReviewError(f"The note on {id} is empty.", "Give it a text.")
        return self._decide(Action.NOTE, id, text)

    def correct(self, id: str, field: str, value: Any, reason: str = "") -> Decision:
        """Set a field of a record; ``value`` is checked as the model has it (a list or tuple for several)."""
        one = self._record(id)
        now = self._values(one)
        try:
            after = _json(checked(one.record.TABLE, field, value))
        except ValueError as error:
            raise ReviewError(f"{one.id} cannot be corrected: {error}.", _fields(one.record.TABLE)) from None
        return self._make(Action.CORRECT, one, reason, field=field, before=now[field], after=after)

    def set(self, id: str, field: str, text: str, reason: str = "") -> Decision:
        """:meth:`correct` with a value as typed: empty for none, a JSON list for several."""
        one = self._record(id)
        try:
            value = from_text(one.record.TABLE, field, text)
        except ValueError as error:
            raise ReviewError(f"{one.id} cannot be corrected: {error}.", _fields(one.record.TABLE)) from None
        return self.correct(one.id, field, value, reason)

    def merge(self, id: str, other: str, reason: str = "") -> Decision:
        """Make one record of two: the first keeps its values and takes from the other what it has not."""
        one, two = self._record(id), self._record(other)
        if one.record.TABLE != two.record.TABLE:
            message = f"{one.id} is in {one.record.TABLE}, {two.id} in {two.record.TABLE}: they cannot be one record."
            raise ReviewError(message, "Name two records of one table.")
        if one.id == two.id:
            raise ReviewError(f"{id} and {other} are one record already.", "Name another record.")
        return self._make(Action.MERGE, one, reason, before=self._values(one), after=_ids(two))

    def split(self, id: str, reason: str = "") -> Decision:
        """Take a merged record apart into what each source says."""
        one = self._record(id)
        if len(_ids(one)) < 2:
            message = f"{one.id} cannot be split: its sources say the same in the same words."
            raise ReviewError(message, f"Reject it, or correct it: --reject {one.id}")
        return self._decide(Action.SPLIT, id, reason)

    def add(self, table: str, source_id: str, start: int, end: int, reason: str = "", **values: Any) -> Decision:
        """Add a record that stands on ``text[start:end]`` of a source."""
        source = next((source for source in self._sources if source.source_id == source_id), None)
        if source is None:
            raise ReviewError(f"There is no source {source_id} in this summit.", "Name one of: summitry show … sources")
        if table not in KINDS:
            raise ReviewError(f"Records cannot be added to {table!r}.", f"Name one of: {', '.join(KINDS)}.")
        try:
            where = selected(source, start, end)
            record = made(table, values)
            place = replace(record, evidence=(Evidence.of(source, start, end),))
        except ValueError as error:
            raise ReviewError(f"The record cannot be added: {error}.", _fields(table)) from None
        if place.id in self.reviewed.resolved.members:
            raise ReviewError(f"The record is there already: {place.id}.", f"Accept it: --accept {place.id}")
        return self._append(
            Decision(_new_id(), _now(), self.by, table, place.id, Action.ADD, after=plain_values(record),
                     reason=reason, **where)  # type: ignore[arg-type]
        )  # fmt: skip

    def add_words(self, table: str, words: str, values: Mapping[str, str], reason: str = "") -> Decision:
        """:meth:`add` as typed: ``words`` is FILE:START:END or FILE:WORDS, the values are as in :meth:`set`. Where its
        main field (label, name, content) is not given, it is the selected words."""
        if table not in KINDS:
            raise ReviewError(f"Records cannot be added to {table!r}.", f"Name one of: {', '.join(KINDS)}.")
        try:
            source, start, end = span(words, self._sources)
            exact = wording(str(selected(source, start, end)["exact"]))
        except ValueError as error:
            raise ReviewError(f"The record cannot be added: {error}.", _SPAN) from None
        try:
            typed = {MAIN[table]: exact} | {name: from_text(table, name, text) for name, text in values.items()}
        except ValueError as error:
            raise ReviewError(f"The record cannot be added: {error}.", _fields(table)) from None
        return self.add(table, source.source_id, start, end, reason, **typed)

    def undo(self, decision_id: str, reason: str = "") -> Decision:
        """Take back a decision; undoing an undo brings it back."""
        fitting = [one for one in self._decisions if one.decision_id.startswith(decision_id)] if decision_id else []
        exact = [one for one in fitting if one.decision_id == decision_id] or fitting
        if len(exact) != 1:
            known = "There is no decision" if not exact else "More than one decision begins with"
            raise ReviewError(f"{known} {decision_id!r}.", "See their ids with: summitry log SUMMIT")
        outcome = next(o for o in self.reviewed.outcomes if o.decision is exact[0])
        if outcome.effect == "undone":
            raise ReviewError(f"{exact[0].decision_id} is undone already, {outcome.why}.", "Undo that one instead.")
        one = exact[0]
        return self._append(Decision(
            _new_id(), _now(), self.by, one.table, one.record_id, Action.UNDO, before=one.decision_id, reason=reason,
            exact=one.exact,
        ))  # fmt: skip

    @property
    def pending(self) -> tuple[Decision, ...]:
        """Decisions that are not on the disk yet."""
        return tuple(self._decisions[self._saved :])

    def save(self) -> tuple[Decision, ...]:
        """Append the pending decisions to the ledger, and return them."""
        pending = self.pending
        if pending:
            append(self.path, pending)
            self._saved = len(self._decisions)
        return pending

    def _decide(self, action: Action, id: str, reason: str) -> Decision:
        one = self._record(id)
        return self._make(action, one, reason, before=self._values(one))

    def _values(self, one: Merged[Any]) -> dict[str, Any]:
        return plain_values(self._by_id[one.id][1])

    def _make(self, action: Action, one: Merged[Any], reason: str, **values: Any) -> Decision:
        anchor = one.record.evidence[0] if one.record.evidence else None
        return self._append(Decision(
            _new_id(), _now(), self.by, one.record.TABLE, one.id, action, reason=reason,
            exact=clean(anchor.exact) if anchor else "", source_id=anchor.source_id if anchor else None,
            members=tuple(_ids(one)), **values,
        ))  # fmt: skip

    def _append(self, decision: Decision) -> Decision:
        try:
            line(decision)
        except ValueError as error:
            raise ReviewError(f"The decision on {decision.record_id} cannot be stored: it {error}.", _PLAIN) from None
        self._decisions.append(decision)
        self._reviewed = None
        if decision.action not in _OPINIONS:
            self._known = None
        return decision

    def _record(self, id: str) -> Merged[Any]:
        """The record that ``id``, or the beginning of an id, names; rejected ones can be named too."""
        by_id = self._by_id
        if id in by_id:
            return by_id[id][0]
        fitting = [one for known, (one, _) in by_id.items() if id and known.startswith(id)]
        records = {one.id: one for one in fitting}
        if len(records) == 1:
            return next(iter(records.values()))
        if not records:
            raise ReviewError(f"There is no record {clean(id)[:60]!r}.", "See the ids with: summitry review SUMMIT")
        listed = ", ".join(list(records)[:_SHOWN]) + (" …" if len(records) > _SHOWN else "")
        raise ReviewError(f"{id!r} is the beginning of {len(records)} ids.", f"Name one of: {listed}")

    @property
    def _by_id(self) -> Mapping[str, _Known]:
        """Every record by each of its ids, with what it says itself: that persons are called otherwise is no part."""
        if self._known is None:
            shown = (one for table in KINDS for one in self.records(table))
            own = self.reviewed.unlinked
            every: Iterable[Merged[Any]] = (*self.reviewed.rejected.values(), *shown)
            self._known = {known: (one, own.get(one.id, one.record)) for one in every for known in _ids(one)}
        return self._known


_Known = tuple[Merged[Any], Record]
# What says something about a record and leaves what it says, and its ids, as they are.
_OPINIONS = (Action.ACCEPT, Action.REJECT, Action.DEFER, Action.NOTE)
_SPAN = "Name the words as FILE:START:END or FILE:WORDS; the files are listed by: summitry show SUMMIT sources"
_PLAIN = "Use printable characters, and fewer of them."


def _ids(one: Merged[Any]) -> list[str]:
    return list(dict.fromkeys(item.id for item in one.items))


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _fields(table: str) -> str:
    return f"The fields of {table} are: {', '.join(fields_of(table))}."


def _new_id() -> str:
    return f"r-{secrets.token_hex(6)}"


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
