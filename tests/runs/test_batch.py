"""Batches as a user, cron or systemd starts them: real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.desk import Desk

Write = Callable[..., Path]


def summitry(desk: Desk, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summitry.cli", "--desk", str(desk.root), *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=240, check=False)


def test_one_that_fails_does_not_stop_the_others(desk: Desk, template: Write) -> None:
    desk.new_summit("two", title="Second talks", start="2031-06-01")
    desk.new_summit("three", title="Third talks", start="2031-07-01")
    (desk.workbooks / "three" / "summit.toml").write_text('title = "x"\nstart = "31 July"\n', encoding="utf-8")
    template(
        "note", "import warnings\nwarnings.warn('noise')\nif summit == 'two':\n    raise KeyError('gone')", "summit"
    )
    old = desk.reports / "two" / "note.html"
    old.parent.mkdir(parents=True)
    old.write_text("the last good report", encoding="utf-8")

    done = summitry(desk, "batch", "--template", "note", "--jobs", "2")

    assert done.returncode == 1, done.stderr
    assert (desk.reports / "one" / "note.html").exists()
    assert old.read_text(encoding="utf-8") == "the last good report"
    assert (desk.reports / "two" / "note.failed.ipynb").exists()
    lines = done.stdout.splitlines()
    assert lines[-1] == str(desk.reports / "index.html")
    assert lines[-2] == "1 done, 2 failed, 0 skipped"
    assert any("failed" in line and "two" in line and "KeyError: 'gone'" in line for line in lines)
    assert any("failed" in line and "three" in line and "31 July" in line for line in lines)
    assert [line.split("]")[0] for line in done.stderr.splitlines()] == ["[1/3", "[2/3", "[3/3"]  # and no noise
    index = (desk.reports / "index.html").read_text(encoding="utf-8")
    assert 'href="one/note.html"' in index
    assert "A later attempt failed" in index
    assert not [p for p in desk.reports.rglob(".*") if p.name not in (".locks", ".runs")]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_ends_everything_and_keeps_what_is_good(desk: Desk, template: Write) -> None:
    desk.new_summit("two", title="Second talks", start="2031-06-01")
    template("slow", "import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(600)")
    good = desk.reports / "one" / "slow.html"
    good.parent.mkdir(parents=True)
    good.write_text("the last good report", encoding="utf-8")
    command = [sys.executable, "-m", "summitry.cli", "batch", "--desk", str(desk.root), "--template", "slow"]
    batch = subprocess.Popen([*command, "--jobs", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    note = desk.root / "pid"
    deadline = time.monotonic() + 60
    while not (note.exists() and note.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    batch.send_signal(signal.SIGTERM)
    out, err = batch.communicate(timeout=30)
    assert batch.returncode == 1
    assert "0 done, 0 failed, 2 skipped" in out
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.kill(int(note.read_text()), 0)
            time.sleep(0.05)
    assert good.read_text(encoding="utf-8") == "the last good report"
    assert not [p for p in desk.reports.rglob(".*") if p.name not in (".locks", ".runs")]


def test_report_prints_where_the_reports_are(desk: Desk, template: Write) -> None:
    template("note", "summit, top")
    done = summitry(desk, "report", "one", "--template", "note", "--to", "html,ipynb", "-p", "top", "5")
    assert (done.returncode, done.stdout.splitlines()) == (
        0, [str(desk.reports / "one" / "note.html"), str(desk.reports / "one" / "note.ipynb")]
    ), done.stderr  # fmt: skip
    assert "('one', 5)" in (desk.reports / "one" / "note.ipynb").read_text(encoding="utf-8")


def test_a_report_that_fails_says_why_and_where(desk: Desk, template: Write) -> None:
    template("note", "1/0")
    done = summitry(desk, "report", "one", "--template", "note")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error: No note of one: ZeroDivisionError: division by zero (cell 3: 1/0)" in done.stderr
    assert "note.failed.ipynb" in done.stderr
