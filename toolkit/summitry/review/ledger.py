"""The ledger on disk: ``review.jsonl``, one decision per line, only ever appended to.

Two writers wait for each other (a lock beside the file), and a line counts once it is on the disk. A line that cannot
be used is reported and left out, and stays in the file. What a crash left of a last line is moved to ``review.torn`` by
the next append, so that nothing runs together and nothing is lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summitry.errors import ReviewError
from summitry.files import sync_folder
from summitry.problems import Problem
from summitry.review.decisions import Action, Decision, is_object, line, parsed

FILE, TORN, LOCK = "review.jsonl", "review.torn", ".review.lock"
PATIENCE = 30  # seconds to wait for another writer


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions that can be used, in the order of their lines, and what is wrong with the others."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(path: Path, where: str = FILE) -> Ledger:
    """Read a ledger; one that is not there is empty. ``where`` is how problems name it."""
    problems: list[Problem] = []
    with contextlib.suppress(OSError):
        if path.with_name(TORN).stat().st_size:
            message = f"{TORN} holds what was written of a decision when its writer was stopped."
            problems.append(Problem("notice", where, message, "Decide again if need be, and delete the file."))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger((), tuple(problems))
    except OSError as error:
        message = f"The review ledger cannot be read: {error.strerror}."
        return Ledger((), (*problems, Problem("error", where, message, "Mend its permissions.")))
    decisions: dict[str, Decision] = {}
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            decision = parsed(raw)
            _check_place(decision, decisions)
        except _Repeated as error:
            problems.append(Problem("notice", where, f"Line {number} of the review ledger {error}.", _MEND))
        except ValueError as error:
            torn = data.endswith(raw) and not data.endswith(b"\n") and not is_object(raw)
            problems.append(_torn(number, where, raw) if torn else _broken(number, where, error))
        else:
            decisions[decision.decision_id] = decision
    return Ledger(tuple(decisions.values()), tuple(problems))


_MEND = "Mend or delete that line; the other decisions stand."


class _Repeated(ValueError):
    """A line that stands in the ledger twice, as after a merge of two copies."""


def _check_place(decision: Decision, earlier: dict[str, Decision]) -> None:
    known = earlier.get(decision.decision_id)
    if known == decision:
        raise _Repeated("repeats an earlier one")
    if known is not None:
        raise ValueError(f"has the decision_id of another decision, {decision.decision_id}")
    if decision.action is Action.UNDO and decision.before not in earlier:
        raise ValueError("undoes a decision that is not in the lines above it")


def _broken(number: int, where: str, error: ValueError) -> Problem:
    return Problem("error", where, f"Line {number} of the review ledger {error}.", _MEND)


def _torn(number: int, where: str, raw: bytes) -> Problem:
    message = f"Line {number}, the last of the review ledger, was not written whole ({len(raw)} bytes)."
    return Problem("error", where, message, f"Decide again: the next decision moves what is there to {TORN}.")


def append(path: Path, decisions: Sequence[Decision]) -> None:
    """Add ``decisions`` to the end, all of them or, where the disk fails, none.

    Raises :class:`ReviewError` where a decision cannot be stored, the file cannot be written, or somebody else has kept
    it locked for half a minute.
    """
    from filelock import FileLock, Timeout

    try:
        data = b"".join(map(line, decisions))
    except ValueError as error:
        message = f"The decision cannot be stored: it {error}."
        raise ReviewError(message, "Correct the value and decide again.") from None
    try:
        with FileLock(path.with_name(LOCK), timeout=PATIENCE):
            _write(path, data)
    except Timeout:
        raise ReviewError(f"{path} is in use by another program.", "Try again when that has ended.") from None
    except OSError as error:
        remedy = "Check the folder's permissions and the space left on the disk; nothing was decided."
        raise ReviewError(f"{path} cannot be written: {error.strerror}.", remedy) from None


def _write(path: Path, data: bytes) -> None:
    fresh = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    try:
        size = _whole(path, descriptor)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
    if fresh:
        sync_folder(path.parent)


def _whole(path: Path, descriptor: int) -> int:
    """Make the file end with a whole line; returns its size then."""
    data = path.read_bytes()
    if not data or data.endswith(b"\n"):
        return len(data)
    start = data.rfind(b"\n") + 1
    if is_object(data[start:]):  # only the line's end is missing
        os.write(descriptor, b"\n")
        return len(data) + 1
    with path.with_name(TORN).open("ab") as aside:
        aside.write(data[start:] + b"\n")
        aside.flush()
        os.fsync(aside.fileno())
    os.ftruncate(descriptor, start)
    return start
