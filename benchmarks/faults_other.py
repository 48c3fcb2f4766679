"""Faults other than a kill, a row for each: what was done, what has to be true after it, and whether it was.

Part of ``make bench-faults``; alone: ``.venv/bin/python benchmarks/faults_other.py``.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock

from summitry.desk import Desk, init_desk

IDS = ("one", "two", "three")
MARK = "from pathlib import Path\nmark = Path(summit + '.mark')\nseen = mark.exists()\nmark.touch()\n"


def main(folder: Path) -> bool:
    """Try each fault on a desk of its own; whether any did harm."""
    print("\nother faults")
    harm = 0
    for number, (name, fault) in enumerate(FAULTS.items()):
        desk = new_desk(folder / f"fault-{number}")
        begun = time.monotonic()
        try:
            said = fault(desk)
        except AssertionError as error:
            harm, said = harm + 1, f"FAILED: {error}"
        left = [*desk.reports.rglob("*.part"), *desk.reports.rglob("*.tmp")]
        if left:
            harm, said = harm + 1, f"FAILED: left {left[0].name}; {said}"
        print(f"  {name:<58} {said} ({time.monotonic() - begun:.0f} s)", flush=True)
    return bool(harm)


def new_desk(root: Path) -> Desk:
    desk = init_desk(root)
    for id in IDS:
        desk.new_summit(id, title="Talks", start="2031-05-02")
    return desk


def template(desk: Desk, code: str) -> None:
    cells = [{"cell_type": "code", "metadata": {"tags": tags}, "source": source, "outputs": [], "execution_count": None}
             for source, tags in (('summit = ""', ["parameters"]), (code, []))]  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    note = {"nbformat": 4, "nbformat_minor": 4, "metadata": kernel, "cells": cells}
    (desk.root / "templates" / "note.ipynb").write_text(json.dumps(note), encoding="utf-8")


def command(desk: Desk, *arguments: str, code: str = "") -> list[str]:
    start = f"{code}\nimport sys; sys.argv = ['summitry', *sys.argv[1:]]\nfrom summitry.cli import main; main()"
    usual = ("batch", "--desk", str(desk.root), "--template", "note", "--jobs", "2", "--json")
    return [sys.executable, "-c", start, *usual, *arguments]


def batch(desk: Desk, *arguments: str, code: str = "") -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, events, and what was said on standard error."""
    done = subprocess.run(command(desk, *arguments, code=code), capture_output=True, text=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def counts(events: list[dict[str, Any]]) -> tuple[int, int, int]:
    return tuple(events[-1][state] for state in ("done", "failed", "skipped"))  # type: ignore[return-value]


def standing(desk: Desk) -> dict[Path, bytes]:
    """Everything that readers look at: reports and their data."""
    found = [*desk.reports.glob("[!.]*/note.*"), *desk.reports.glob("[!.]*/data/*")]
    return {path: path.read_bytes() for path in found if not path.name.endswith(".failed.ipynb")}


def first(desk: Desk, code: str = "1") -> dict[Path, bytes]:
    """Good reports that stand before the fault."""
    template(desk, code)
    code_, events, errors = batch(desk)
    assert code_ == 0, errors or events[-2]
    return standing(desk)


def same(desk: Desk, before: dict[Path, bytes]) -> None:
    assert standing(desk) == before, "the old reports are not as they were"


def disk_full(desk: Desk) -> str:
    """A file system of a few megabytes that fills up; the old reports stay, and with room all are made."""
    with small_disk(desk.reports) as kind:
        before = first(desk)
        filler = desk.reports / "filler"
        limit = ""
        if kind == "a full tmpfs":
            with contextlib.suppress(OSError), filler.open("wb") as file:
                while True:
                    file.write(b"x" * 4096)
                    file.flush()
        else:
            limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
        template(desk, "'x' * 300_000")
        code, events, errors = batch(desk, code=limit)
        reasons = {event["reason"] for event in events if event["event"] == "failed"}
        assert code == 1, f"exit code {code}"
        assert "Traceback" not in errors, errors[-200:]
        assert all("space left" in reason or "too large" in reason for reason in reasons), reasons
        assert counts(events)[1] == len(IDS), events[-1]
        same(desk, before)
        filler.unlink(missing_ok=True)
        code, events, errors = batch(desk)
        assert (code, counts(events)[0]) == (0, len(IDS)), (events[-1], errors)
        for path in list(desk.reports.iterdir()):  # the disk goes with all that is on it
            subprocess.run(["rm", "-rf", str(path)], check=True)
    return f"{kind}: {len(IDS)} errors that say so, old reports intact, all made once there was room"


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[str]:
    """A disk of its own for ``folder`` where we may mount one, else none: a limit on files stands in for it."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "summitry-faults", str(folder)]
    mounted = False
    with contextlib.suppress(OSError):
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield "a full tmpfs" if mounted else "RLIMIT_FSIZE"
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def dead_kernel(desk: Desk) -> str:
    """Once: tried again. Always: an error that says so, and the old report stays."""
    before = first(desk)
    template(desk, MARK + "import os\nif not seen: os.kill(os.getpid(), 9)")
    code, events, _ = batch(desk)
    retries = sum(event["event"] == "retry" for event in events)
    assert (code, retries, counts(events)[0]) == (0, len(IDS), len(IDS)), events[-1]
    before = standing(desk)
    template(desk, "import os\nos.kill(os.getpid(), 9)")
    code, events, _ = batch(desk)
    reasons = {event["reason"] for event in events if event["event"] == "failed"}
    assert (code, counts(events)[1]) == (1, len(IDS)), events[-1]
    assert all("kernel died" in reason for reason in reasons), reasons
    same(desk, before)
    return "killed once: tried again and made; each time: an error, old reports intact"


def timeout(desk: Desk) -> str:
    """A cell that does not end."""
    before = first(desk)
    template(desk, "import os, time\nopen(summit + '.pid', 'w').write(str(os.getpid()))\ntime.sleep(600)")
    code, events, _ = batch(desk, "--timeout", "3")
    reasons = {event["reason"] for event in events if event["event"] == "failed"}
    assert (code, counts(events)[1]) == (1, len(IDS)), events[-1]
    assert all("Stopped after 3 s: still running: import os, time" in reason for reason in reasons), reasons
    same(desk, before)
    ended(int((desk.root / f"{id}.pid").read_text()) for id in IDS)
    assert all((desk.reports / id / "note.failed.ipynb").exists() for id in IDS), "no notebook was left to look into"
    return "an error that names the cell, kernels gone, old reports intact"


def two_at_once(desk: Desk) -> str:
    template(desk, "with open(summit + '.made', 'a') as file:\n    file.write('x')\nimport time\ntime.sleep(1)")
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    many = [subprocess.Popen(command(desk), **pipes) for _ in range(3)]
    told = [[json.loads(line) for line in process.communicate()[0].splitlines()] for process in many]
    assert [process.returncode for process in many] == [0, 0, 0], told
    assert all((desk.root / f"{id}.made").read_text() == "x" for id in IDS), "made twice"
    assert sum(counts(events)[0] for events in told) == len(IDS), [events[-1] for events in told]
    assert all((desk.reports / id / "note.html").read_text().rstrip().endswith("</html>") for id in IDS)
    return "three batches: each report made by one of them, none twice"


def stale_locks(desk: Desk) -> str:
    """Lock files and half-made folders of a batch that is gone; and one report that is locked by a living process."""
    template(desk, "1")
    locks = desk.reports / ".locks"
    locks.mkdir(parents=True)
    for id in IDS:
        for name in (f"{id}.note.lock", f"{id}.lock"):
            (locks / name).write_text("4194000\n")
        part = desk.reports / id / ".note.dead.part"
        part.mkdir(parents=True)
        (part / "note.html").write_text("half")
    holder = FileLock(locks / "one.note.lock")
    holder.acquire()
    try:
        code, events, _ = batch(desk, "--timeout", "5")
    finally:
        holder.release()
    failed = [event for event in events if event["event"] == "failed"]
    assert (code, counts(events)) == (1, (2, 1, 0)), events[-1]
    assert "another run was still making this report" in failed[0]["reason"], failed
    code, events, _ = batch(desk)
    assert (code, counts(events)) == (0, (1, 0, 2)), events[-1]
    return "stale ones are no hindrance; a report that another run holds is waited for, then named"


def interrupt(desk: Desk, number: signal.Signals = signal.SIGINT, *, hits: int = 1) -> str:
    before = first(desk)
    template(desk, "import os, time\nopen(summit + '.pid', 'w').write(str(os.getpid()))\n"
             "if not os.path.exists('go'): time.sleep(600)")  # fmt: skip
    with subprocess.Popen(command(desk), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        pids = [desk.root / f"{id}.pid" for id in IDS]
        while sum(path.exists() and bool(path.read_text()) for path in pids) < 2:
            time.sleep(0.05)
        running = [int(path.read_text()) for path in pids if path.exists()]
        family = psutil.Process(process.pid).children(recursive=True)
        for _ in range(hits):
            process.send_signal(number)
            time.sleep(0.1)
        out, errors = process.communicate(timeout=60)
    assert process.returncode == (1 if number != signal.SIGKILL else -9), process.returncode
    assert "Traceback" not in errors, errors
    if number != signal.SIGKILL:
        assert json.loads(out.splitlines()[-1])["interrupted"], out
    ended([*running, *(child.pid for child in family)])
    same(desk, before)
    (desk.root / "go").touch()
    code, events, _ = batch(desk)
    assert (code, counts(events)[0]) == (0, len(IDS)), events[-1]
    return "all processes gone, old reports intact, the same command makes the rest"


def ended(pids: Any) -> None:
    """Nobody of these is left, ten seconds later at the latest."""
    found = []
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            found.append(psutil.Process(pid))
    _, alive = psutil.wait_procs(found, timeout=10)
    alive = [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    assert not alive, f"left behind: {[process.cmdline()[:5] for process in alive]}"


FAULTS: dict[str, Callable[[Desk], str]] = {
    "disk full": disk_full,
    "a kernel that dies": dead_kernel,
    "a report that does not end (--timeout 3)": timeout,
    "several batches on one desk at once": two_at_once,
    "stale locks": stale_locks,
    "Ctrl-C (SIGINT)": interrupt,
    "Ctrl-C twice": lambda desk: interrupt(desk, hits=2),
    "SIGTERM": lambda desk: interrupt(desk, signal.SIGTERM),
    "the terminal is closed (SIGHUP)": lambda desk: interrupt(desk, signal.SIGHUP),
    "the command is killed while kernels run": lambda desk: interrupt(desk, signal.SIGKILL),
}


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="summitry-faults-") as temporary:
        raise SystemExit(main(Path(temporary)))
