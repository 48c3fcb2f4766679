"""The ledger on disk: nothing is lost by crashes, by two writers, or by lines that nobody can use."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.errors import ReviewError
from summitry.review import Action, Decision, append, ledger, read
from summitry.review.decisions import LONGEST_LINE, line, parsed

ID = "d-0123456789ab"
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=30)


def decision(number: int = 1, **values: Any) -> Decision:
    given = {"decision_id": f"r-{number:012x}", "at": "2031-05-06T07:08:09Z", "by": "Ada Norn", "table": "documents",
             "record_id": ID, "action": Action.ACCEPT}  # fmt: skip
    return Decision(**(given | values))


def raw(number: int = 1, **values: Any) -> dict[str, Any]:
    return json.loads(line(decision(number))) | values


def test_a_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path / "review.jsonl") == ledger.Ledger()


DECISIONS = [
    decision(1, before={"count": 12, "areas": ["łąka", "line\nbreak"]}, exact="“12 documents”\nsigned"),
    decision(2, action=Action.CORRECT, field="count", before=12, after=None, reason="none is counted"),
    decision(3, action=Action.CORRECT, field="parties", before=[], after=["BLR", "Eastern Forum"]),
    decision(4, action=Action.MERGE, after=["d-00000000000a"], members=(ID, "d-00000000000b")),
    decision(5, action=Action.ADD, after={"label": "a plan"}, source_id="src-1", start=3, end=9, exact="a plan",
             prefix="on ", suffix=" of"),
    decision(6, action=Action.UNDO, before="r-000000000001"),
    decision(7, action=Action.NOTE, reason="look at the annex"),
]  # fmt: skip


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    append(path, DECISIONS[:2])
    append(path, DECISIONS[2:])
    assert read(path) == ledger.Ledger(tuple(DECISIONS))
    assert all(json.loads(one)["v"] == 1 for one in path.read_text(encoding="utf-8").splitlines())


@given(reason=PRINTABLE, by=PRINTABLE.filter(str.strip), exact=PRINTABLE, title=PRINTABLE.filter(str.strip))
def test_a_line_holds_any_text_that_can_be_printed(reason: str, by: str, exact: str, title: str) -> None:
    one = decision(action=Action.CORRECT, field="title", after=title, reason=reason, by=by, exact=exact)
    assert line(one).count(b"\n") == 1
    assert parsed(line(one)) == one


@settings(max_examples=100, deadline=None)
@given(data=st.lists(st.one_of(st.binary(max_size=60), st.sampled_from([line(one) for one in DECISIONS]))))
def test_no_bytes_are_too_strange_to_be_read(data: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("ledger") / "review.jsonl"
    path.write_bytes(b"\n".join(data))
    found = read(path)
    kept = path.read_bytes()
    append(path, [decision(99)])
    again = read(path)
    assert again.decisions == (*found.decisions, decision(99))
    aside = path.with_name("review.torn")
    assert path.read_bytes() + (aside.read_bytes() if aside.exists() else b"") != b""
    assert path.read_bytes().startswith(kept[: kept.rfind(b"\n") + 1])


def test_a_last_line_torn_at_any_byte_costs_that_line_only(tmp_path: Path) -> None:
    whole = b"".join(line(one) for one in DECISIONS[:3])
    start = len(whole) - len(line(DECISIONS[2]))
    for cut in range(start, len(whole) + 1):
        path = tmp_path / str(cut) / "review.jsonl"
        path.parent.mkdir()
        path.write_bytes(whole[:cut])
        intact = cut in (start, len(whole) - 1, len(whole))  # without the line, or without its end only
        expected = DECISIONS[:3] if cut >= len(whole) - 1 else DECISIONS[:2]
        found = read(path)
        assert list(found.decisions) == expected
        assert [problem.level for problem in found.problems] == ([] if intact else ["error"])
        assert intact or "Line 3, the last" in found.problems[0].message
        append(path, [decision(9)])
        found = read(path)
        assert list(found.decisions) == [*expected, decision(9)]
        assert [problem.level for problem in found.problems] == ([] if intact else ["notice"])
        torn = path.with_name("review.torn")
        assert intact != torn.exists()
        assert intact or torn.read_bytes() == whole[start:cut] + b"\n"


def _write(path: Path, first: int) -> None:
    """What a writing process does, on a slow disk that takes little at a time."""
    whole = os.write

    def slow(descriptor: int, data: memoryview) -> int:
        time.sleep(0.001)  # the other processes' turn
        return whole(descriptor, bytes(data[:1000]))

    ledger.os.write = slow  # type: ignore[attr-defined]
    for number in range(first, first + 60, 3):
        append(path, [decision(number + n, reason="x" * 3000) for n in range(3)])


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write, args=(path, 100 * n)) for n in (1, 2, 3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    found = read(path)
    assert found.problems == ()
    numbers = [int(one.decision_id[2:], 16) for one in found.decisions]
    assert sorted(numbers) == [100 * n + k for n in (1, 2, 3) for k in range(60)]
    for n in (1, 2, 3):
        assert [k for k in numbers if k // 100 == n] == [100 * n + k for k in range(60)]
    assert all(numbers[i] + 2 == numbers[i + 2] for i in range(0, len(numbers), 3)), "a call's decisions stay together"


DEEP = b'{"v": 1, "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
HOSTILE: list[tuple[bytes | dict[str, Any], str]] = [
    (b"<<<<<<< HEAD", "not a JSON object"),
    (b"[1]", "not a JSON object"),
    (b"\xff\xfe", "not a JSON object"),
    (b'{"v": 1, "count": NaN}', "not a JSON object"),
    (DEEP, "not a JSON object"),
    (b'{"v": 1, "n": ' + b"9" * 5000 + b"}", "not a JSON object"),
    (b"{}", "no version"),
    (raw(v=True), "no version"),
    (raw(v=2), "newer Summitry"),
    (raw(v=0), "version '0'"),
    (raw(action="approve"), "unknown action 'approve'"),
    (raw(action=["accept"]), "else than text"),
    (raw(decision_id=""), "no decision_id"),
    (raw(decision_id="../../x"), "malformed decision_id"),
    (raw(decision_id=7), "else than text"),
    (raw(by=None), "no by"),
    (raw(by={"a": 1}), "else than text"),
    (raw(at="yesterday"), "UTC"),
    (raw(at="2031-13-06T07:08:09Z"), "UTC"),
    (raw(table="summits"), "unknown table"),
    (raw(record_id="p-0123456789ab"), "no id of a record"),
    (raw(record_id="d-1"), "no id of a record"),
    (raw(members="d-1"), "members"),
    (raw(members=["x"]), "no id of a record"),
    (raw(reason="\x1b[2J"), "cannot be printed"),
    (raw(before={"\x00": 1}), "cannot be printed"),
    (raw(before=[["\ud800"]]), "cannot be printed"),
    (raw(reason="x" * LONGEST_LINE), "longer than"),
    (raw(action="correct", after=1), "names no field"),
    (raw(action="correct", field="document_id", after="x"), "no field of documents"),
    (raw(action="correct", field="count", after=10**30), "number from 1"),
    (raw(action="correct", field="count", after=True), "number from 1"),
    (raw(action="correct", field="status", after="settled"), "one of: signed"),
    (raw(action="correct", field="date", after="2031-02-30"), "no day"),
    (raw(action="correct", field="parties", after="BLR"), "list of texts"),
    (raw(action="merge"), "does not name the record"),
    (raw(action="merge", after=["p-0123456789ab"]), "no id of a record"),
    (raw(action="add", after={"label": "x"}), "which words"),
    (raw(action="add", source_id="s", start=2, end=1, exact="x", after={"label": "x"}), "which words"),
    (raw(action="add", source_id="s", start=-1, end=1, exact="x", after={"label": "x"}), "no place"),
    (raw(action="add", source_id="s", start=0, end=1, exact="x"), "values"),
    (raw(action="add", source_id="s", start=0, end=1, exact="x", after={"count": 1}), "label is needed"),
    (raw(action="undo", before="r-nothing"), "not in the lines above"),
    (raw(action="undo"), "to be undone"),
    (raw(action="note", reason="  "), "without text"),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_line_that_cannot_be_used_is_named_and_left_where_it_is(number: int, tmp_path: Path) -> None:
    content, reason = HOSTILE[number]
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    path = tmp_path / "review.jsonl"
    path.write_bytes(line(decision(50)) + text + b"\r\n\n" + line(decision(51)))
    found = read(path, "workbooks/s/review.jsonl")
    assert found.decisions == (decision(50), decision(51))
    (problem,) = found.problems
    assert problem.message.startswith("Line 2 of the review ledger ")
    assert reason in problem.message
    assert len(problem.message) < 300
    assert problem.level == "error" and problem.remedy
    assert problem.where == "workbooks/s/review.jsonl"
    append(path, [decision(52)])
    assert text in path.read_bytes()


def test_a_decision_id_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(line(decision(1)) * 2 + line(decision(1, action=Action.REJECT)))
    found = read(path)
    assert found.decisions == (decision(1),)
    assert [(problem.level, problem.message.split()[1]) for problem in found.problems] == [
        ("notice", "2"), ("error", "3"),
    ]  # fmt: skip


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(line(one) for one in DECISIONS).replace(b"\n", b"\r\n"))
    assert read(path) == ledger.Ledger(tuple(DECISIONS))


def test_fields_of_a_later_version_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_text(json.dumps(raw(mood="good")) + "\n")
    assert read(path) == ledger.Ledger((decision(),))


def test_what_reading_would_refuse_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    append(path, [decision(1)])
    for bad in (decision(2, reason="\x1b[0m"), decision(2, reason="\ud800"), decision(2, action=Action.NOTE)):
        with pytest.raises(ReviewError):
            append(path, [decision(3), bad])
    assert read(path) == ledger.Ledger((decision(1),))


def test_a_disk_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.jsonl"
    append(path, [decision(1)])

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReviewError, match="No space left"):
        append(path, [decision(2)])
    monkeypatch.undo()
    assert read(path) == ledger.Ledger((decision(1),))


def test_a_ledger_that_somebody_keeps_locked_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PATIENCE", 0.05)
    with FileLock(tmp_path / ledger.LOCK), pytest.raises(ReviewError, match="in use"):
        append(tmp_path / "review.jsonl", [decision()])


def test_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.mkdir()
    assert "cannot be read" in read(path).problems[0].message
    with pytest.raises(ReviewError, match="cannot be written"):
        append(path, [decision()])
