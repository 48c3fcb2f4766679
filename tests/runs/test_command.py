"""summitry batch as people and programs use it: what it plans, skips, tries again, and what it says of that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summitry.desk import Desk
from summitry.runs import log

Write = Callable[..., Path]


def batch(desk: Desk, *args: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, after ``code``."""
    start = f"{code}\nimport sys; sys.argv = ['summitry', *sys.argv[1:]]\nfrom summitry.cli import main; main()"
    command = [sys.executable, "-c", start, "batch", "--desk", str(desk.root), "--template", "note", *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=240, check=False)


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_what_is_unchanged_is_skipped_and_a_dry_run_says_why(desk: Desk, template: Write) -> None:
    template("note", "summit")
    desk.new_summit("two", title="Second talks", start="2031-06-01")
    first = batch(desk, "--dry-run")
    assert first.stdout.splitlines() == [
        "make one note: not made yet", "make two note: not made yet", "2 to make, 0 to skip"
    ]  # fmt: skip
    assert not list(desk.reports.glob("[!.]*/"))  # nothing was done
    assert batch(desk).stdout.splitlines()[-2] == "2 done, 0 failed, 0 skipped"
    pages = {path: path.stat().st_mtime_ns for path in desk.reports.glob("*/*.html")}
    (desk.workbooks / "two" / "sources" / "wire.txt").write_text("Ministers met on Friday.", encoding="utf-8")

    planned = batch(desk, "--dry-run", "--json")
    assert [(e["summit"], e["run"], e["reason"]) for e in events(planned.stdout)] == [
        ("one", False, "unchanged"), ("two", True, "sources added: wire.txt")
    ]  # fmt: skip
    second = batch(desk, "--json")
    assert second.returncode == 0, second.stderr
    told = events(second.stdout)
    assert [e["event"] for e in told] == ["begin", "skipped", "start", "done", "end"]
    assert (told[-1]["done"], told[-1]["failed"], told[-1]["skipped"]) == (1, 0, 1)
    assert Path(told[3]["outputs"][0]) == desk.reports / "two" / "note.html"
    changed = {path.parent.name for path, before in pages.items() if path.stat().st_mtime_ns != before}
    assert changed == {"two"}
    written = sorted((desk.reports / ".runs").glob("*.jsonl"))[-1]
    assert list(log.read(written)) == told  # the log of the run says the same
    assert batch(desk, "--force").stdout.splitlines()[-2] == "2 done, 0 failed, 0 skipped"


def test_a_grid_makes_a_report_for_each_combination(desk: Desk, template: Write) -> None:
    template("note", "print(summit, top, 'and', word)", parameters='summit = ""\ntop = 3\nword = "a"\n')
    done = batch(desk, "--grid", "top=1,2", "--grid", 'word=["a, b", "a/b"]')
    assert done.stdout.splitlines()[-2] == "4 done, 0 failed, 0 skipped", done.stderr
    pages = sorted(path.name for path in (desk.reports / "one").glob("*.html"))
    assert len(pages) == 4
    assert all(name.startswith(("note-top-1-word-a-b-", "note-top-2-word-a-b-")) for name in pages)
    texts = "".join(path.read_text(encoding="utf-8") for path in (desk.reports / "one").glob("note-top-2*.ipynb"))
    assert "one 2 and a, b" in texts
    assert "one 2 and a/b" in texts
    refused = batch(desk, "--grid", "top=many")
    assert (refused.returncode, "expects int" in refused.stderr) == (2, True)
    assert batch(desk, "--grid", "top").returncode == 2


def test_retries_and_fail_fast(desk: Desk, template: Write) -> None:
    for name in ("two", "three"):
        desk.new_summit(name, title="Talks", start="2031-06-01")
    template("note", "from pathlib import Path\nmark = Path(summit + '.mark')\nseen = mark.exists()\nmark.touch()\n"
             "assert seen or summit == 'three', 'not at first'")  # fmt: skip
    done = batch(desk, "one", "--retries", "1", "--json")
    assert done.returncode == 0, done.stdout
    told = [e for e in events(done.stdout) if e["event"] in ("retry", "done")]
    assert [e["event"] for e in told] == ["retry", "done"]
    assert "AssertionError: not at first" in told[0]["reason"]
    assert told[1]["attempts"] == 2
    assert not (desk.reports / "one" / "note.failed.ipynb").exists()

    stopped = batch(desk, "two", "three", "--fail-fast", "--jobs", "1", "--json")
    assert stopped.returncode == 1
    told = [e for e in events(stopped.stdout) if e["event"] in ("failed", "skipped")]
    assert [(e["event"], e["summit"]) for e in told] == [("failed", "two"), ("skipped", "three")]
    assert "two failed" in told[1]["reason"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_dead_kernel_or_worker_is_tried_once_more(desk: Desk, template: Write) -> None:
    desk.new_summit("two", title="Talks", start="2031-06-01")
    template("note", "import os\nfrom pathlib import Path\nmark = Path(summit + '.mark')\nseen = mark.exists()\n"
             "mark.touch()\nworker = os.environ['JUPYTER_RUNTIME_DIR']\nif not seen and summit == 'one':\n"
             "    os.kill(os.getpid(), 9)\n"
             "if not seen and summit == 'two':\n"
             "    import psutil\n"
             "    batch = psutil.Process(os.getppid()).parent()\n"
             "    for process in batch.children(recursive=True):\n"
             "        if 'worker' in process.cmdline() and process.parent().cmdline() == process.cmdline():\n"
             "            process.kill()")  # fmt: skip
    done = batch(desk, "--jobs", "1", "--json")
    told = events(done.stdout)
    assert done.returncode == 0, done.stdout
    reasons = [e["reason"] for e in told if e["event"] == "retry"]
    assert len(reasons) == 2
    assert "kernel died" in reasons[0]
    assert "ended by itself with code -9" in reasons[1]


def test_two_batches_at_once_share_the_work(desk: Desk, template: Write) -> None:
    names = ["one", "two", "three", "four"]
    for name in names[1:]:
        desk.new_summit(name, title="Talks", start="2031-06-01")
    template("note", "with open(summit + '.made', 'a') as file:\n    file.write('x')\nimport time\ntime.sleep(1)")
    start = "from summitry.cli import main; main()"
    command = [sys.executable, "-c", start, "batch", "--desk", str(desk.root), "--template", "note", "--jobs", "2"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    outs = [process.communicate(timeout=240) for process in both]
    assert [process.returncode for process in both] == [0, 0], outs
    assert {name: (desk.root / f"{name}.made").read_text() for name in names} == dict.fromkeys(names, "x")
    assert all((desk.reports / name / "note.html").exists() for name in names)


def test_a_full_disk_is_an_error_with_the_old_reports_intact(desk: Desk, template: Write) -> None:
    pytest.importorskip("resource")
    template("note", "1")
    assert batch(desk).returncode == 0
    before = {path: path.read_bytes() for path in (desk.reports / "one").rglob("*") if path.is_file()}
    template("note", "'x' * 300_000")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))"
    done = batch(desk, code=limit)
    assert done.returncode == 1
    assert "File too large" in done.stdout
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in before} == before
    template("note", "2")
    assert batch(desk).returncode == 0


def test_no_space_while_publishing_is_an_error_with_the_old_reports_intact(desk: Desk, template: Write) -> None:
    template("note", "1")
    assert batch(desk).returncode == 0
    before = {path: path.read_bytes() for path in (desk.reports / "one").rglob("*") if path.is_file()}
    template("note", "2")
    full = (
        "import summitry.runs.made as made\n"
        "def full(*_): raise OSError(28, 'No space left on device')\n"
        "made.render = full"
    )
    done = batch(desk, code=full)
    assert done.returncode == 1
    assert "No space left on device" in done.stdout
    assert {path: path.read_bytes() for path in before} == before


def test_no_space_for_the_gallery_is_told_after_what_became_of_the_reports(desk: Desk, template: Write) -> None:
    template("note", "1")
    full = (
        "import summitry.runs.index as index\n"
        "def full(*_): raise OSError(28, 'No space left on device')\n"
        "index.write_atomic = full"
    )
    done = batch(desk, code=full)
    assert done.returncode == 1
    assert "index.html: No space left on device." in done.stderr
    assert "1 done, 0 failed, 0 skipped" in done.stdout


def test_what_a_killed_run_left_half_written_goes_with_the_next(desk: Desk, template: Write) -> None:
    template("note", "1")
    assert batch(desk).returncode == 0
    part = desk.reports / "one" / ".note.abc.part"
    part.mkdir()
    index, digests = desk.reports / ".index.html.abc.tmp", desk.reports / ".runs" / ".hashes.json.abc.tmp"
    for path in (part / "note.html", index, digests):
        path.write_text("half", encoding="utf-8")
    assert "0 done, 0 failed, 1 skipped" in batch(desk).stdout  # though there was nothing to make
    assert not part.exists()
    assert not index.exists()
    assert not digests.exists()


def test_a_log_with_a_torn_line_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text('{"event": "done"}\n{"event": "fai', encoding="utf-8")
    assert [event["event"] for event in log.read(path)] == ["done"]
