"""Batches on a desk in a bucket, of a real S3 server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summitry.desk import Desk

if TYPE_CHECKING:
    from .conftest import Store
Write = Callable[..., Path]


@pytest.fixture
def filled(desk: Desk, template: Write, store: Store) -> Store:
    """The server with a desk of two summits in a bucket."""
    desk.new_summit("two", title="Second talks", start="2031-06-01")
    (desk.workbooks / "two" / "sources" / "wire [1].txt").write_text("Ministers met on Friday.", encoding="utf-8")
    template(
        "note", "import summitry\nfor source in summitry.open_desk().summit(summit).sources():\n    print(source.text)"
    )
    store.copy(desk)
    return store


def summitry(store: Store, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summitry.cli", *args], capture_output=True, text=True, encoding="utf-8", timeout=240,
        check=False, env={**os.environ, **store.variables},
    )  # fmt: skip


def batch(store: Store, *args: str) -> subprocess.CompletedProcess[str]:
    return summitry(store, "batch", "--desk", store.url, "--template", "note", *args)


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_desk_in_a_bucket_is_made_skipped_and_made_again(desk: Desk, filled: Store) -> None:
    before = filled.listing()
    planned = batch(filled, "--dry-run")
    assert planned.stdout.splitlines()[-1] == "2 to make, 0 to skip", planned.stderr
    assert filled.listing() == before

    first = batch(filled, "--json")
    assert first.returncode == 0, first.stderr
    told = events(first.stdout)
    assert [e["event"] for e in told if e["event"] in ("done", "failed", "skipped")] == ["done", "done"]
    outputs = sorted(url for e in told if e["event"] == "done" for url in e["outputs"])
    assert outputs == [f"{filled.url}/reports/one/note.html", f"{filled.url}/reports/two/note.html"]
    made = filled.listing()
    new = made.keys() - before.keys()
    assert {"reports/index.html", "reports/two/note.ipynb", "reports/two/data/dossier.json"} <= new
    assert "Ministers met on Friday." in filled.get("reports/two/note.html").decode()
    assert filled.kind("reports/two/note.html") == "text/html"  # a browser shows it
    assert {name: made[name] for name in before} == before  # nothing that was there was touched
    assert not any(".part" in name or ".tmp" in name for name in made)
    assert b"note.html" in filled.get("reports/index.html")
    log = next(name for name in made if name.startswith("reports/.runs/") and name.endswith(".jsonl"))
    assert events(filled.get(log).decode()) == told
    assert not list(desk.reports.glob("*/note.html"))  # the copy on the disk is another desk

    again = batch(filled)
    assert again.stdout.splitlines()[-2:] == ["0 done, 0 failed, 2 skipped", f"{filled.url}/reports/index.html"]
    same = filled.listing()
    assert {name: mark for name, mark in same.items() if not name.endswith(".jsonl")} == {
        name: mark for name, mark in made.items() if not name.endswith(".jsonl")
    }

    filled.put("workbooks/two/sources/wire [1].txt", b"Ministers left on Sunday.")
    third = batch(filled, "--json")
    told = events(third.stdout)
    assert [(e["event"], e["summit"]) for e in told if e["event"] in ("done", "failed", "skipped")] == [
        ("skipped", "one"), ("done", "two")
    ]  # fmt: skip
    assert "left on Sunday" in filled.get("reports/two/note.html").decode()
    assert filled.listing()["reports/one/note.html"] == made["reports/one/note.html"]
    assert batch(filled, "--dry-run").stdout.splitlines()[-1] == "0 to make, 2 to skip"


def test_a_failure_leaves_the_last_good_report_and_its_notebook(desk: Desk, filled: Store, template: Write) -> None:
    assert batch(filled, "one").returncode == 0
    good = filled.get("reports/one/note.html")
    filled.put("templates/note.ipynb", template("note", "1 / 0").read_bytes())
    failed = batch(filled, "one")
    assert failed.returncode == 1
    assert "ZeroDivisionError: division by zero (cell 3: 1 / 0)" in failed.stdout
    assert f"(see {filled.url}/reports/one/note.failed.ipynb)" in failed.stdout
    assert "Traceback" not in failed.stderr
    assert filled.get("reports/one/note.html") == good
    assert b"This report could not be made" in filled.get("reports/one/note.failed.ipynb")

    filled.put("templates/note.ipynb", template("note", "2").read_bytes())
    done = summitry(filled, "report", "one", "--desk", filled.url, "--template", "note")
    assert done.stdout.splitlines() == [f"{filled.url}/reports/one/note.html"], done.stderr
    assert "reports/one/note.failed.ipynb" not in filled.listing()


def test_what_is_wrong_with_an_address_is_said_in_two_lines(filled: Store) -> None:
    for url, said in {
        "s3://desks/nothing": "Not a desk: s3://desks/nothing has no desk.toml.",
        "s3://no-such-bucket/desk": "s3://no-such-bucket/desk cannot be read: ",
        "nosuch://desk": "nosuch://desk: ",
    }.items():
        done = summitry(filled, "batch", "--desk", url)
        assert done.returncode == 2, url
        lines = done.stderr.splitlines()
        assert (lines[0].startswith(f"error: {said}"), len(lines)) == (True, 2), done.stderr
    done = summitry(filled, "show", "one", "--desk", filled.url, "documents")
    assert (done.returncode, "is in a bucket" in done.stderr) == (2, True)
