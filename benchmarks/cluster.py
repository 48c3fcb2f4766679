"""What a batch loses when a machine of its Dask cluster dies, by hand: ``make bench-cluster`` (no test depends on it).

A scheduler and two workers run on this machine, on free ports of the loopback interface. Sources of all summits change,
a batch begins, and at a random instant one worker is killed (SIGKILL); a new one takes its place for the next round.
After each round every summit has exactly one outcome in the run's log, and its report is whole and new.

    make bench-cluster                               # 10 kills
    make bench-cluster ARGS="--kills 3 --seed 7"
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from faults import chosen_options, make_desk, version_of, write_source

from summitry.desk import Desk
from summitry.runs import log
from summitry.runs.decisions import decide
from summitry.runs.plan import plan

SUMMITS = [f"summit-{number}" for number in range(6)]
WAIT = 60.0  # seconds for a process of Dask to start


def main() -> None:
    chosen = chosen_options(__doc__, 10)
    chance = random.Random(chosen.seed)
    running: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory(prefix="summitry-cluster-") as folder:
        try:
            rounds(Path(folder), chosen.kills, chance, running)
        finally:
            for process in running:
                process.kill()
                process.wait()


def rounds(folder: Path, kills: int, chance: random.Random, running: list[subprocess.Popen[bytes]]) -> None:
    desk = make_desk(folder / "desk")
    for id in SUMMITS[4:]:
        desk.new_summit(id, title="Talks", start="2031-05-02")
    file = folder / "scheduler.json"
    running.append(dask(folder, "scheduler", "--port", "0", "--scheduler-file", str(file), "--idle-timeout", "1 h"))
    wait(file.exists)
    address = json.loads(file.read_text())["address"]
    workers = [worker(folder, address, running) for _ in range(2)]
    counts: Counter[str] = Counter()
    one(desk, address, 0, counts)  # its workers' processes get warm
    usual = one(desk, address, 1, counts)
    print(f"  without a kill: {usual:.1f} s from the first report's beginning to the end", flush=True)
    for number in range(1, kills + 1):
        victim = chance.randrange(2)
        seconds = one(desk, address, number + 1, counts, workers[victim], chance.uniform(0, usual))
        print(f"  kill {number}: {seconds:.1f} s, {dict(counts)}", flush=True)
        if workers[victim].poll() is not None:
            workers[victim] = worker(folder, address, running)
    names = ("killed workers", "begun again", "reports", "lost", "half written", "doubled", "failed batches")
    print("| " + " | ".join(names) + " |")
    print("| " + " | ".join(str(counts[name]) for name in names) + " |")
    raise SystemExit(any(counts[name] for name in names[3:]))


def one(
    desk: Desk, address: str, version: int, counts: Counter[str], victim: subprocess.Popen[bytes] | None = None,
    after: float = 0.0,
) -> float:  # fmt: skip
    """A batch in which everything has changed; the victim is killed some seconds after the first report was begun.

    Returns how long it took from there.
    """
    for id in SUMMITS:
        write_source(desk, id, version)
    command = [sys.executable, "-m", "summitry.cli", "batch", "--template", "note", "--json", "--desk", str(desk.root)]
    lines = []
    with subprocess.Popen(
        [*command, "--dask", address], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as batch:
        assert batch.stdout is not None
        for line in batch.stdout:
            lines.append(line)
            if json.loads(line)["event"] == "start":
                break
        begun = time.monotonic()
        if victim is not None:
            time.sleep(after)
            if batch.poll() is None:
                victim.kill()
                victim.wait()
                counts["killed workers"] += 1
        lines += batch.communicate(timeout=600)[0].splitlines()
        seconds = time.monotonic() - begun
    told = [json.loads(line) for line in lines]
    counts["failed batches"] += bool(batch.returncode)
    counts["begun again"] += sum(event["event"] == "retry" for event in told)
    written = list(log.read(max((desk.reports / ".runs").glob("*.jsonl"), key=lambda path: path.stat().st_mtime_ns)))
    outcomes = Counter(event["summit"] for event in written if event["event"] == "done")
    counts["doubled"] += sum(count > 1 for count in outcomes.values()) + (written != told)
    for job in plan(desk, SUMMITS, "note"):
        counts["reports"] += 1
        counts["lost"] += not outcomes[job.summit]
        counts["half written"] += version_of(job.output("html")) != str(version)
    counts["lost"] += sum(decision.run for decision in decide(desk, plan(desk, SUMMITS, "note")))
    return seconds


def worker(folder: Path, address: str, running: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    name = f"worker-{len(running)}"
    process = dask(folder, "worker", address, "--nthreads", "1", "--no-nanny", "--name", name, "--lifetime", "1 h")
    running.append(process)
    wait(lambda: b"Registered to" in (folder / f"{process.pid}.log").read_bytes())
    return process


def dask(folder: Path, kind: str, *args: str) -> subprocess.Popen[bytes]:
    """A scheduler or a worker; what it says is in a file named after its process."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *args, "--host", "127.0.0.1", "--no-dashboard"]
    draft = folder / f"{kind}.log"
    with draft.open("wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd=folder,
                                   env=dict(os.environ))  # fmt: skip
    draft.rename(folder / f"{process.pid}.log")
    return process


def wait(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not ready():
        if time.monotonic() > end:
            raise SystemExit("a process of Dask did not start")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
