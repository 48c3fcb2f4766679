"""What a run loses when something goes wrong, by hand: ``make bench-faults`` (a test never depends on it).

On a desk in a temporary folder sources change and ``summitry batch`` is hit (SIGKILL) at a random instant: the command,
a worker, a kernel, a process that workers or kernels are forked from, or all at once. After each kill every report has
to be whole, the old one or the new one, and no process may be left. Then the same command has to make exactly what was
missing. After that one row for each other fault; see :mod:`faults_other`.

    make bench-faults                                # 200 kills, and the other faults
    make bench-faults ARGS="--kills 20 --seed 7"
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import faults_other
import psutil

from summitry.desk import Desk, init_desk
from summitry.runs.decisions import decide
from summitry.runs.made import path_of
from summitry.runs.plan import Job, plan

SUMMITS = 4
KINDS = ("the command", "a worker", "a kernel", "a fork server", "all processes")
TOO_LATE = "(the batch had ended)"
COMMAND = [sys.executable, "-m", "summitry.cli", "batch", "--template", "note", "--jobs", "2", "--json", "--desk"]
# A page of some size with its version at both ends, so that half of one, or half of each, is seen.
CELLS = (
    "import summitry\nfolder = summitry.open_desk().summit(summit).folder\n"
    "version = (folder / 'wire.txt').read_text().split()[-1]\n",
    "print(f'<begin {version}>')\nfor n in range(2000):\n    print(version, n)\nprint(f'<end {version}>')\n",
)


@dataclass(slots=True)
class Tally:
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    made: int = 0
    missing: int = 0

    def hits(self) -> int:
        return self.kills.total() - self.kills[TOO_LATE]


def chosen_options(doc: str | None, kills: int, counted: str = "how many") -> argparse.Namespace:
    """``kills`` and ``seed`` of the command line, said once."""
    options = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=kills, help=f"{counted} (default {kills})")
    options.add_argument("--seed", type=int, default=int(time.time()), help="of the random numbers")
    chosen = options.parse_args()
    print(f"{chosen.kills} kills, seed {chosen.seed}", flush=True)
    return chosen


def main() -> None:
    chosen = chosen_options(__doc__, 200, "how many that hit something")
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="summitry-faults-") as folder:
        desk = make_desk(Path(folder) / "desk")
        tally = Tally()
        versions = dict.fromkeys(ids(), 0)
        begun = time.monotonic()
        complete(desk, versions, tally, first=True)
        usual = time.monotonic() - begun
        while tally.hits() < chosen.kills:
            for id in chance.sample(ids(), chance.randint(1, SUMMITS)):
                versions[id] += 1
                write_source(desk, id, versions[id])
            kill(desk, chance.uniform(0, usual), chance.choice(KINDS), chance, tally)
            look(desk, versions, tally)
            complete(desk, versions, tally)
            if tally.kills.total() % 20 == 0:
                print(f"  {tally.hits()} kills, faults: {dict(tally.faults) or 'none'}", flush=True)
        report(tally, chosen.seed)
        failed = faults_other.main(Path(folder))
    raise SystemExit(bool(tally.faults) or failed)


def ids() -> list[str]:
    return [f"summit-{number}" for number in range(SUMMITS)]


def make_desk(root: Path) -> Desk:
    desk = init_desk(root)
    for id in ids():
        desk.new_summit(id, title="Talks", start="2031-05-02")
        write_source(desk, id, 0)
    tagged = {"tags": ["parameters"]}
    cells = [{"cell_type": "code", "metadata": tagged, "source": 'summit = ""', "outputs": [], "execution_count": None}]
    cells += [{"cell_type": "code", "metadata": {}, "source": s, "outputs": [], "execution_count": None} for s in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    note = {"nbformat": 4, "nbformat_minor": 4, "metadata": kernel, "cells": cells}
    (root / "templates" / "note.ipynb").write_text(json.dumps(note), encoding="utf-8")
    return desk


def write_source(desk: Desk, id: str, version: int) -> None:
    (desk.workbooks / id / "sources" / "wire.txt").write_text(f"Ministers met. Version {version}", encoding="utf-8")


def kill(desk: Desk, after: float, kind: str, chance: random.Random, tally: Tally) -> None:
    """Start a batch, wait, kill; whatever is not killed has to end by itself."""
    with subprocess.Popen(
        [*COMMAND, str(desk.root)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as batch:
        time.sleep(after)
        victims: list[psutil.Process] = []
        family: list[psutil.Process] = []
        while not victims and batch.poll() is None:  # there may be no kernel at this very moment
            roles = processes(batch.pid)
            family = [process for several in roles.values() for process in several]
            victims = family if kind == "all processes" else roles.get(kind, [])[:]
            time.sleep(0.002)
        if not victims:
            kind = TOO_LATE
        elif kind != "all processes":
            victims = [chance.choice(victims)]
        for process in victims:
            with contextlib.suppress(psutil.Error):
                process.kill()
        tally.kills[kind] += 1
        try:
            batch.wait(180)
        except subprocess.TimeoutExpired:
            tally.faults["a batch that hung"] += 1
            batch.kill()
    _, alive = psutil.wait_procs([process for process in family if process.pid != batch.pid], timeout=15)
    alive = [process for process in alive if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    if alive:
        tally.faults["processes left behind"] += len(alive)
        for process in alive:
            print("  left behind:", process.pid, process.cmdline()[:6])
            process.kill()


def processes(batch: int) -> dict[str, list[psutil.Process]]:
    """The processes of a batch by what they are: a forked one has the command line of the process it is a fork of."""
    found: dict[str, list[psutil.Process]] = {}
    with contextlib.suppress(psutil.Error):
        command = psutil.Process(batch)
        found["the command"] = [command]
        for process in command.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                line = process.cmdline()
                forked = "summitry.runs.forkserver" in line and process.ppid() != batch
                role = "a fork server" if not forked else "a worker" if "worker" in line else "a kernel"
                found.setdefault(role, []).append(process)
    return found


def look(desk: Desk, versions: dict[str, int], tally: Tally) -> None:
    """Every report that stands is whole."""
    for job in jobs(desk):
        page = job.output("html")
        if not page.exists():
            tally.faults["lost reports"] += 1
        elif version_of(page) is None or version_of(page) not in (str(n) for n in range(versions[job.summit] + 1)):
            tally.faults["half-written reports"] += 1
        for path in (job.output("ipynb"), job.folder / "data" / "dossier.json"):
            try:
                json.loads(path.read_bytes())
            except (OSError, ValueError):
                tally.faults["half-written notebooks or data"] += 1


def complete(desk: Desk, versions: dict[str, int], tally: Tally, *, first: bool = False) -> None:
    """The same command again makes exactly what is missing."""
    missing, whole = set(), set()
    for job in jobs(desk):
        stands = job.output("html").exists() and version_of(job.output("html")) == str(versions[job.summit])
        failed = job.output("failed.ipynb").exists()
        (whole if stands and path_of(job).exists() and not failed else missing).add(job.summit)
    reasons = {decision.job.summit: decision.why for decision in decide(desk, jobs(desk))}
    done = subprocess.run([*COMMAND, str(desk.root)], capture_output=True, text=True, check=False)
    made = [event["summit"] for event in map(json.loads, done.stdout.splitlines()) if event["event"] == "done"]
    tally.made += len(made)
    tally.missing += len(missing)
    if done.returncode:
        tally.faults["runs that did not complete"] += 1
        print("  did not complete:", sorted(missing))
        print(done.stdout[-500:], done.stderr[-500:])
    if not missing <= set(made):
        tally.faults["missing reports that were not made"] += len(missing - set(made))
    if whole & set(made) or len(made) != len(set(made)):
        tally.faults["reports made twice"] += 1
        print("  made twice:", made, {id: reasons[id] for id in whole & set(made)})
    for job in jobs(desk):
        if version_of(job.output("html")) != str(versions[job.summit]):
            tally.faults["reports of an old version"] += 1
    rest = [*desk.reports.rglob("*.part"), *desk.reports.rglob("*.tmp")]
    if rest and not first:
        tally.faults["rubbish left"] += len(rest)
        print("  rubbish left:", *[path.relative_to(desk.root) for path in rest])
        for path in rest:
            shutil.rmtree(path, ignore_errors=True)


def jobs(desk: Desk) -> list[Job]:
    return plan(desk, ids(), "note")


def version_of(page: Path) -> str | None:
    """The version that a page shows at both ends, if it is whole."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r"&lt;begin (\d+)&gt;.*&lt;end \1&gt;.*</html>\s*$", text, re.DOTALL)
    return found[1] if found else None


def report(tally: Tally, seed: int) -> None:
    """The table of kills: what was hit, how often, and what came of it."""
    print(f"\n{tally.hits()} kills (SIGKILL) at random instants, seed {seed}, the same command again after each")
    for kind in (*KINDS, TOO_LATE):
        print(f"  {kind:<58} {tally.kills[kind]:>6}")
    print(f"  {'reports missing afterwards':<58} {tally.missing:>6}")
    print(f"  {'made by the same command again':<58} {tally.made:>6}")
    for kind in (
        "lost reports", "half-written reports", "half-written notebooks or data", "reports made twice",
        "missing reports that were not made", "reports of an old version", "runs that did not complete",
        "processes left behind", "rubbish left", "a batch that hung",
    ):  # fmt: skip
        print(f"  {kind:<58} {tally.faults[kind]:>6}")


if __name__ == "__main__":
    main()
