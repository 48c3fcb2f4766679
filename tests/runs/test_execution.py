"""One report: made whole, or not at all. Every test here starts kernels, so there are few and each looks at much."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.desk import Desk
from summitry.runs import Job, plan
from summitry.runs.batch import run
from summitry.runs.execution import Execution

Write = Callable[..., Path]
CONNECTION = "import ipykernel.connect\nprint(ipykernel.connect.get_connection_file())"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and process groups as POSIX has them")


def job(desk: Desk, template: str, **parameters: object) -> Job:
    return plan(desk, ["one"], template, ("html", "ipynb"), parameters)[0]


def hidden(desk: Desk) -> list[str]:
    """Temporary files and folders in reports/; locks and records of runs are meant to stay."""
    return [str(p) for p in desk.reports.rglob(".*") if p.name not in (".locks", ".runs")]


def running(note: Path, seconds: float = 30) -> int:
    """The process id that a notebook wrote, once it has."""
    deadline = time.monotonic() + seconds
    while not (note.exists() and note.read_text()):
        assert time.monotonic() < deadline, "the notebook never started"
        time.sleep(0.05)
    return int(note.read_text())


def ended(pid: int, seconds: float = 10) -> bool:
    """Whether the process is gone within so many seconds; one that only waits to be reaped is."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_a_failure_keeps_the_last_good_report(desk: Desk, template: Write) -> None:
    template("note", "import os, summitry\nprint(summit, top, os.getcwd(), summitry.open_desk().root.name)", CONNECTION)
    good = run(job(desk, "note", top=7))
    assert (good.state, good.reason) == ("done", "")
    assert [path.name for path in good.outputs] == ["note.html", "note.ipynb"]
    folder = desk.reports / "one"
    executed = json.loads((folder / "note.ipynb").read_text(encoding="utf-8"))
    text = json.dumps(executed, ensure_ascii=False)
    assert f"one 7 {desk.root} {desk.root.name}" in text  # parameters reach the notebook; it runs in the desk
    assert "/.note." in text  # not even its connection file is left in the temporary folder
    assert executed["metadata"]["papermill"]["input_path"] == "templates/note.ipynb"
    html = (folder / "note.html").read_text(encoding="utf-8")
    assert "Talks &lt;b&gt;in&lt;/b&gt; {Lantern} Bay" in html
    assert (folder / "data" / "dossier.json").exists()
    assert (folder / "data" / "participants.csv").exists()
    assert not hidden(desk)

    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    template("note", "1", "raise ValueError('nothing \\x1b[31mred\\x1b[0m here')")
    failed = run(job(desk, "note"))
    assert (failed.state, failed.outputs) == ("failed", ())
    assert failed.reason.startswith("ValueError: nothing red here (cell 4: raise ValueError(")
    assert {p: p.read_bytes() for p in before} == before
    kept = (folder / "note.failed.ipynb").read_text(encoding="utf-8")
    cells = json.loads(kept)["cells"]
    assert "ValueError: nothing red here" in cells[0]["source"]  # first in view: why, and the cell with its output
    assert "raise ValueError" in "".join(cells[1]["source"])
    assert cells[1]["outputs"][0]["ename"] == "ValueError"
    assert kept.count("papermill-error-cell") > 1
    assert not hidden(desk)

    template("note", "2")
    assert run(job(desk, "note")).state == "done"
    assert not (folder / "note.failed.ipynb").exists()  # it would say that the good report is stale


@posix
def test_a_report_that_takes_too_long_is_stopped_with_its_kernel(desk: Desk, template: Write) -> None:
    template("slow", "1", "# endless\nimport os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(600)")
    outcome = run(job(desk, "slow"), timeout=2)
    assert outcome.state == "failed"
    assert outcome.reason == "Stopped after 2 s: still running: import os, time."
    assert ended(running(desk.root / "pid"))
    kept = json.loads((desk.reports / "one" / "slow.failed.ipynb").read_text(encoding="utf-8"))
    assert [c["metadata"]["papermill"]["status"] for c in kept["cells"] if "papermill" in c["metadata"]][-2:] == [
        "completed", "running"
    ]  # fmt: skip
    assert "Stopped after 2 s" in kept["cells"][0]["source"]
    assert "# endless" in "".join(kept["cells"][1]["source"])
    assert not hidden(desk)


@posix
def test_a_dead_kernel_is_a_reason(desk: Desk, template: Write) -> None:
    template("dead", "import os\nos.kill(os.getpid(), 9)")
    outcome = run(job(desk, "dead"))
    assert (outcome.state, "kernel died" in outcome.reason) == ("failed", True)


@posix
def test_nothing_outlives_a_killed_parent_and_the_next_run_cleans_up(desk: Desk, template: Write) -> None:
    template("slow", "import os, time\nopen('pid', 'w').write(str(os.getpid()))", "time.sleep(600)")
    code = (
        "import sys, summitry; from summitry.runs import plan; from summitry.runs.batch import run\n"
        "run(plan(summitry.open_desk(sys.argv[1]), ['one'], 'slow')[0])"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(desk.root)])
    try:
        kernel = running(desk.root / "pid")
    finally:
        parent.kill()
        parent.wait()
    assert ended(kernel)
    assert hidden(desk)  # nobody was left to tidy up
    template("slow", "summit")
    assert run(job(desk, "slow")).state == "done"
    assert not hidden(desk)


def test_two_runs_of_one_report_wait_for_each_other(desk: Desk, template: Write) -> None:
    template("note", "summit")
    with Execution(job(desk, "note")) as other:
        assert other.locked()
        part = other.prepare()
        outcome = run(job(desk, "note"), timeout=0.5)
        assert "another run" in outcome.reason
        assert part.is_dir()  # giving up did not tidy away what the other is making
        with Execution(job(desk, "note")) as third:
            assert not third.locked()
    assert not part.exists()
    assert run(job(desk, "note")).state == "done"


def test_a_worker_that_cannot_start_is_a_reason(desk: Desk, template: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    template("note", "summit")
    monkeypatch.setenv("PYTHONHOME", str(desk.root / "nowhere"))
    outcome = run(job(desk, "note"))
    assert outcome.state == "failed"
    assert "ended by itself" in outcome.reason
    assert not hidden(desk)


def test_a_folder_in_the_way_is_a_reason(desk: Desk, template: Write) -> None:
    template("note", "summit")
    desk.reports.joinpath("one").write_text("a file where a folder should be", encoding="utf-8")
    outcome = run(job(desk, "note"))
    assert outcome.state == "failed"
    assert "one" in outcome.reason
