"""Batches on a Dask cluster: a real scheduler and real workers, in processes of this machine."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summitry.desk import Desk
from summitry.runs import log, made
from summitry.runs.clusterjob import trouble
from summitry.runs.decisions import decide
from summitry.runs.fingerprint import package
from summitry.runs.plan import plan

if TYPE_CHECKING:
    from .conftest import Store

pytest.importorskip("distributed")
Write = Callable[..., Path]
LIFE = "300 s"  # after which everything here ends by itself, whatever becomes of this process


class Cluster:
    """A scheduler, and workers of one thread each, on free ports of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._all: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file), "--idle-timeout", LIFE)
        self.address = json.loads(self._wait(self._file.exists) and self._file.read_bytes())["address"]

    def add(self, **environment: str) -> subprocess.Popen[bytes]:
        """One more worker."""
        number = str(len(self._all))
        process = self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--name", number, "--lifetime", LIFE,
            "--local-directory", str(self._folder), environment=environment,
        )  # fmt: skip
        self._wait(lambda: "Registered to" in self.said(process) or process.poll() is not None)
        self.workers.append(process)
        return process

    def said(self, process: subprocess.Popen[bytes]) -> str:
        return (self._folder / f"{self._all.index(process)}.log").read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        for process in self._all:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        for process in self._all:
            process.wait()

    def _start(self, kind: str, *args: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *args, "--host", "127.0.0.1", "--no-dashboard"]
        with (self._folder / f"{len(self._all)}.log").open("wb") as file:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd=self._folder,
                env={**os.environ, **(environment or {})},
            )  # fmt: skip
        self._all.append(process)
        return process

    @staticmethod
    def _wait(ready: Callable[[], bool]) -> bool:
        end = time.monotonic() + 60
        while not ready():
            assert time.monotonic() < end, "a process of Dask did not start"
            time.sleep(0.1)
        return True


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "dask").mkdir()
    made = Cluster(tmp_path / "dask")
    try:
        yield made
    finally:
        made.close()


def command(where: str, cluster: Cluster, *args: str) -> list[str]:
    return [sys.executable, "-m", "summitry.cli", "batch", "--desk", where, "--template", "note",
            "--dask", cluster.address, *args]  # fmt: skip


def batch(where: str, cluster: Cluster, *args: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(where, cluster, *args), capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
        env={**os.environ, **variables},
    )  # fmt: skip


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_worker_that_is_killed_loses_and_doubles_nothing(desk: Desk, template: Write, cluster: Cluster) -> None:
    names = ["one", "two", "three", "four", "five", "six"]
    for name in names[1:]:
        desk.new_summit(name, title="Talks", start="2031-06-01")
    # Each report says in a file of its own by which process it was begun, and takes long enough to be killed.
    template("note", "import os, pathlib, time\nplace = pathlib.Path(summit + '.begun')\n"
             "with place.open('a') as file:\n    file.write(os.environ['DASK_TEST'] + '\\n')",
             "time.sleep(1)\nprint('<b>' + 'x' * 200_000)")  # fmt: skip
    first, second = cluster.add(DASK_TEST="first"), cluster.add(DASK_TEST="second")
    problems = desk.root / "errors.txt"
    with problems.open("w") as sink, subprocess.Popen(
        command(str(desk.root), cluster, "--json"), stdout=subprocess.PIPE, stderr=sink, text=True
    ) as run:  # fmt: skip
        late = threading.Timer(240, run.kill)
        late.start()
        try:
            assert run.stdout is not None
            lines = []
            # communicate() would lose the lines that the loop has read ahead: all are read here.
            for line in run.stdout:
                lines.append(line)
                if json.loads(line)["event"] == "done" and first.poll() is None:
                    begun = Counter(mark.read_text().split()[-1] for mark in desk.root.glob("*.begun"))
                    if begun["first"]:
                        first.kill()
                        first.wait()
            run.wait()
        finally:
            late.cancel()
            run.kill()
    errors = problems.read_text()
    told = events("".join(lines))
    assert run.returncode == 0, errors
    assert "Traceback" not in errors
    assert second.poll() is None

    outcomes = [(e["summit"], e["event"]) for e in told if e["event"] in ("done", "failed", "skipped")]
    assert sorted(outcomes) == sorted((name, "done") for name in names)
    written = next((desk.reports / ".runs").glob("*.jsonl"))
    assert list(log.read(written)) == told
    for name in names:
        page = (desk.reports / name / "note.html").read_text(encoding="utf-8")
        assert page.rstrip().endswith("</html>")
        assert page.count("x" * 200_000) == 1
        json.loads((desk.reports / name / "note.ipynb").read_bytes())
    jobs = plan(desk, names, "note")
    assert [one.why for one in decide(desk, jobs)] == ["unchanged"] * len(names)  # as made, by this package
    assert {made.read(job)["run"] for job in jobs} == {told[0]["run"]}
    # Only what the dead worker was at was begun again, and nothing of it lies about.
    twice = [name for name in names if (desk.root / f"{name}.begun").read_text().split() == ["first", "second"]]
    once = [name for name in names if len((desk.root / f"{name}.begun").read_text().split()) == 1]
    assert (len(twice) <= 1, len(once) + len(twice)) == (True, len(names))
    assert not list(desk.reports.glob("*/.*.part"))


def test_failures_are_told_as_anywhere_else(desk: Desk, template: Write, cluster: Cluster) -> None:
    desk.new_summit("two", title="Talks", start="2031-06-01")
    worker = cluster.add()
    template("note", "assert summit != 'two', 'no such thing'")
    done = batch(str(desk.root), cluster)
    assert done.returncode == 1
    assert "failed two note: AssertionError: no such thing (cell 3: assert summit != 'two'" in done.stdout
    assert f"(see {desk.reports / 'two' / 'note.failed.ipynb'})" in done.stdout
    assert done.stdout.splitlines()[-2] == "1 done, 1 failed, 0 skipped"
    assert "\x1b" not in done.stdout + done.stderr + cluster.said(worker)
    assert "Traceback" not in done.stdout + done.stderr + cluster.said(worker)
    stopped = batch(str(desk.root), cluster, "two", "one", "--force", "--fail-fast")
    assert "skipped one note: not started after two failed" in stopped.stdout
    report = [sys.executable, "-m", "summitry.cli", "report", "one", "--desk", str(desk.root), "--template", "note"]
    made = subprocess.run(
        [*report, "--dask", cluster.address], capture_output=True, text=True, timeout=240, check=False
    )
    assert made.stdout.splitlines() == [str(desk.reports / "one" / "note.html")], made.stderr
    both = batch(str(desk.root), cluster, "--jobs", "2", "--force")
    assert (both.returncode, "--jobs is for this machine" in both.stderr) == (2, True)


def test_a_worker_without_this_package_is_named(desk: Desk, template: Write, cluster: Cluster, tmp_path: Path) -> None:
    template("note", "1")
    other = tmp_path / "other" / "summitry"
    other.mkdir(parents=True)
    for text, said in {
        "raise ImportError('nothing here')\n": "error: Summitry cannot be imported on ",
        "__version__ = '0.0.1'\n": "error: Summitry is 0.0.1 on ",
    }.items():
        (other / "__init__.py").write_text(text, encoding="utf-8")
        worker = cluster.add(PYTHONPATH=str(other.parent))
        done = batch(str(desk.root), cluster)
        worker.kill()
        worker.wait()
        assert done.returncode == 2, done.stdout
        lines = done.stderr.splitlines()
        assert lines[0].startswith(said), done.stderr
        assert f"{os.uname().nodename} (tcp://127.0.0.1:" in lines[0]
        assert (len(lines), "pip install" in lines[1]) == (2, True)
    assert not list(desk.reports.glob("[!.]*/"))


def test_another_folder_at_the_same_path_is_told_from_the_desk(desk: Desk) -> None:
    """Each machine may have a clone of its own there: reports would be scattered over them."""
    assert trouble(str(desk.root), "", package()) == ""
    assert "is not the folder that it is here" in trouble(str(desk.root), "20310502T060000Z-1f3a9c", package())
    assert "has no desk.toml" in trouble(str(desk.root / "nowhere"), "", package())
    assert "Summitry there is" in trouble(str(desk.root), "", "0.0.1 of another machine")


def test_a_scheduler_that_is_not_there_is_an_error(desk: Desk, template: Write) -> None:
    template("note", "1")
    done = subprocess.run(
        [sys.executable, "-m", "summitry.cli", "batch", "--desk", str(desk.root), "--template", "note",
         "--dask", "tcp://127.0.0.1:1"], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("error: No Dask scheduler answers at tcp://127.0.0.1:1")
    assert len(done.stderr.splitlines()) == 2


def test_a_desk_in_a_bucket_needs_no_shared_disk(desk: Desk, template: Write, cluster: Cluster, store: Store) -> None:
    desk.new_summit("two", title="Talks", start="2031-06-01")
    (desk.workbooks / "one" / "sources" / "wire.txt").write_text("Ministers met on Friday.", encoding="utf-8")
    template("note", "import summitry\nfor source in summitry.open_desk().summit(summit).sources():\n"
             "    print(source.text)\nassert summit != 'two', 'no such thing'")  # fmt: skip
    store.copy(desk)
    before = {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")}
    cluster.add(**store.variables)
    done = batch(store.url, cluster, **store.variables)
    assert done.returncode == 1, done.stderr
    assert f"(see {store.url}/reports/two/note.failed.ipynb)" in done.stdout
    assert done.stdout.splitlines()[-2:] == ["1 done, 1 failed, 0 skipped", f"{store.url}/reports/index.html"]
    assert "Ministers met on Friday." in store.get("reports/one/note.html").decode()
    assert b"note.html" in store.get("reports/index.html")
    assert {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")} == before
    template("note", "1")
    store.copy(desk)
    again = batch(store.url, cluster, "--json", **store.variables)
    assert Counter(e["event"] for e in events(again.stdout))["done"] == 2, again.stdout
    assert batch(store.url, cluster, **store.variables).stdout.splitlines()[-2] == "0 done, 0 failed, 2 skipped"
