"""Speed and memory of runs, by hand: ``make bench-runs`` (a test never depends on it).

Everything happens on a desk in a temporary folder, made from the sample desk's summits (copied under new names until
there are enough). In one run: ``summitry batch`` against a shell loop of papermill and nbconvert, the same loop under
``xargs -P 2``, and the floor: the template's code cells as plain Python in warm processes, and the HTML export. Then a
thousand unchanged jobs, a worker's memory over many jobs and, with ``--corpus``, 240 summits from ../shared/corpus.

    make bench-runs ARGS="--quick"                  # six jobs, loops of two: a minute or two
    make bench-runs ARGS="--corpus --memory 500"    # everything
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
BIN = Path(sys.executable).parent
LOOP = 'papermill "$1/templates/brief.ipynb" "$1/out/$2.ipynb" -p summit "$2" --no-progress-bar >/dev/null 2>&1 && '
LOOP += 'jupyter nbconvert --to html "$1/out/$2.ipynb" >/dev/null 2>&1'
CORES = 2


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--jobs", type=int, default=24, help="how many reports (default 24)")
    options.add_argument("--loop", type=int, help="how many of them the shell loops make, scaled up (default: all)")
    options.add_argument("--rounds", type=int, default=3, help="how often batch and floor are measured, in turns")
    options.add_argument("--unchanged", type=int, default=1000, help="how many unchanged jobs (default 1000)")
    options.add_argument("--memory", type=int, default=100, metavar="N", help="a worker's memory over N jobs")
    options.add_argument("--corpus", action="store_true", help="also 240 summits made from ../shared/corpus")
    options.add_argument("--quick", action="store_true", help="six jobs, loops of two, one round, 20 jobs for memory")
    chosen = options.parse_args()
    if chosen.quick:
        chosen.jobs, chosen.loop, chosen.rounds, chosen.memory = 6, 2, 1, 20
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what every tool here imports is compiled once, as on a desk
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    print(f"{os.cpu_count()} processors, load {load:.1f} as it begins (anything above 0 makes every figure worse)\n")
    with tempfile.TemporaryDirectory(prefix="summitry-bench-") as folder:
        desk = Path(folder) / "desk"
        ids = make_desk(desk, chosen.jobs)
        batch(desk, ids[0])
        shell(desk, ids[0])
        speed(desk, ids, chosen.loop or len(ids), chosen.rounds)
        unchanged(desk, Path(folder) / "large", chosen.unchanged)
        memory(desk, ids, chosen.memory)
        if chosen.corpus:
            corpus(Path(folder) / "corpus")


def make_desk(desk: Path, jobs: int) -> list[str]:
    """A desk of so many summits, each a copy of one of the sample desk's."""
    summits = sorted(path for path in (ROOT / "workbooks").iterdir() if (path / "summit.toml").is_file())
    new_desk(desk)
    ids = []
    for number in range(jobs):
        source = summits[number % len(summits)]
        ids.append(f"{source.name}-{number:03}")
        shutil.copytree(source, desk / "workbooks" / ids[-1])
    return ids


def new_desk(desk: Path) -> None:
    for name in ("workbooks", "reports", "out"):
        (desk / name).mkdir(parents=True)
    shutil.copytree(ROOT / "templates", desk / "templates")
    shutil.copy(ROOT / "desk.toml", desk / "desk.toml")


def speed(desk: Path, ids: list[str], loop: int, rounds: int) -> None:
    """Batch, floor and shell loops on the same jobs."""
    ours, floors, single = [], [], []
    for _ in range(rounds):  # in turns: what else the machine does meanwhile then hits both
        ours.append(timed(lambda: batch(desk, "--force", "--jobs", str(CORES))))
        wall, each = floor(desk, ids)
        floors.append(wall)
        single += each
    some = ids[:loop]
    scale = len(ids) / len(some)
    one = timed(lambda: [shell(desk, id) for id in some]) * scale
    two = timed(lambda: xargs(desk, some)) * scale
    best, ground = statistics.median(ours), statistics.median(floors)
    sampled = "" if scale == 1 else f" (measured on {len(some)})"
    print(f"{len(ids)} briefs to HTML on {CORES} processors")
    row("summitry batch, from nothing", best)
    row(f"shell loop of papermill and nbconvert{sampled}", one, f"{one / best:.1f}x, to reach 12x")
    row(f"the same under xargs -P 2{sampled}", two, f"{two / best:.1f}x, to reach 6x")
    row("floor: cells as plain Python and export, warm", ground, f"batch takes {best / ground:.2f}x, to reach 1.7x")
    row("the floor's work for one summit, one core", statistics.median(single), "to reach 1.0 s")


def batch(desk: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "summitry.cli", "batch", "--desk", str(desk), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the batch failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def shell(desk: Path, id: str) -> None:
    subprocess.run(["sh", "-c", LOOP, "sh", str(desk), id], cwd=desk, env=_path(), check=True)


def xargs(desk: Path, ids: list[str]) -> None:
    command = ["xargs", "-P", str(CORES), "-n", "1", "sh", "-c", LOOP, "sh", str(desk)]
    subprocess.run(command, cwd=desk, env=_path(), check=True, input="\n".join(ids), text=True)


def _path() -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def floor(desk: Path, ids: list[str]) -> tuple[float, list[float]]:
    """Wall time of the floor for all jobs, and the time of each job alone on a core that it has to itself."""
    context = multiprocessing.get_context("spawn")
    barrier, times = context.Barrier(CORES + 1), context.Queue()
    shares = [ids[number::CORES] for number in range(CORES)]
    processes = [context.Process(target=_floor, args=(desk, share, barrier, times)) for share in shares]
    for process in processes:
        process.start()
    barrier.wait()  # both have imported everything and made one report
    begun = time.perf_counter()
    barrier.wait()
    wall = time.perf_counter() - begun
    each = [value for _ in processes for value in times.get()]
    for process in processes:
        process.join()
    return wall, each


def _floor(desk: Path, ids: list[str], barrier: Barrier, times: Any) -> None:
    make = plain(desk)
    make(ids[0])
    barrier.wait()
    each = []
    for id in ids:
        begun = time.process_time()
        make(id)
        each.append(time.process_time() - begun)
    barrier.wait()
    times.put(each)


def plain(desk: Path) -> Callable[[str], None]:
    """A function that makes a report without a kernel: the cells run as plain Python, their values are displayed as
    IPython would, and the page is exported."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell

    from summitry.runs.export import to_html
    from summitry.runs.parameters import prepared

    os.environ["SUMMITRY_DESK"] = str(desk)
    template = desk / "templates" / "brief.ipynb"
    display = InteractiveShell.instance().display_formatter.format

    def make(id: str) -> None:
        notebook = nbformat.reads(prepared(template, {"summit": id}), 4)
        names: dict[str, Any] = {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                tree = ast.parse(cell.source)
                last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
                exec(compile(tree, "cell", "exec"), names)
                value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
                if value is not None:
                    data, metadata = display(value)
                    cell.outputs = [nbformat.v4.new_output("execute_result", data=data, metadata=metadata)]
        page = to_html(copy.deepcopy(notebook), title=id)
        (desk / "out" / f"{id}.html").write_text(page, encoding="utf-8")

    return make


def unchanged(made: Path, desk: Path, jobs: int) -> None:
    """Plan and skip many jobs: copies of reports that stand, under new names, each with its own files."""
    new_desk(desk)
    reports = sorted(path.parent for path in (made / "reports").glob("*/brief.html"))
    for number in range(jobs):
        source = reports[number % len(reports)]
        id = f"{source.name[:60]}-{number:04}"
        shutil.copytree(made / "workbooks" / source.name, desk / "workbooks" / id)
        (desk / "reports" / id).mkdir()
        for name in ("brief.html", "brief.ipynb"):
            shutil.copy(source / name, desk / "reports" / id / name)
        records = desk / "reports" / ".runs" / "made" / id
        records.mkdir(parents=True)
        shutil.copy(made / "reports" / ".runs" / "made" / source.name / "brief.json", records)
    time.sleep(3)  # a file as young as that is read again, to be sure
    first = timed(lambda: batch(desk))
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        said = batch(desk)
        times.append(time.perf_counter() - begun)
        assert f"0 done, 0 failed, {jobs} skipped" in said, said[-300:]
    print()
    row(f"{jobs:,} unchanged jobs, planned and skipped", statistics.median(times), "to reach 2 s")
    row("  the first time, when every source is read", first)


def memory(desk: Path, ids: list[str], jobs: int) -> None:
    """What one worker, its kernel and the process that kernels are forked from take, as jobs go by."""
    import summitry
    from summitry.runs.batch import run_all
    from summitry.runs.plan import Outcome, plan

    taken: list[tuple[int, float, float, float]] = []
    done = 0

    def look(happened: Any) -> None:
        nonlocal done
        done += isinstance(happened, Outcome)
        if isinstance(happened, Outcome):
            assert happened.state == "done", happened.reason
            taken.append((done, *_taken()))

    opened = summitry.open_desk(desk)
    variants = {"main_positions": list(range(1, jobs // len(ids) + 2))}
    planned = plan(opened, ids, grid=variants)[:jobs]
    wall = timed(lambda: run_all(planned, 1, tell=look))
    print(f"\nmemory (MB, unique to the process or shared out among its sharers) over {jobs} jobs in one worker")
    for number in sorted({1, 2, jobs // 4, jobs // 2, 3 * jobs // 4, jobs} - {0}):
        _, worker, kernels, _ = taken[number - 1]
        print(
            f"  after {number:>4} jobs   worker {worker:6.1f}   with its share of the kernels' process {kernels:6.1f}"
        )
    row("  most that a worker took", max(worker for _, worker, _, _ in taken), "to stay under 350 MB", unit="MB")
    row("  the same with kernel and kernels' process", max(item[2] for item in taken), unit="MB")
    row("  one job after the other", wall / jobs, "per job, one worker")


def _taken() -> tuple[float, float, float]:
    """Of the processes that this one started: the worker's memory, all of them together, and their number."""
    workers = everything = 0.0
    processes = psutil.Process().children(recursive=True)
    for process in processes:
        with_parent = process.parent()
        try:
            size = process.memory_full_info().pss / 1e6
            mine = process.cmdline()
            if "worker" in mine and with_parent is not None and with_parent.cmdline() == mine:
                workers = max(workers, process.memory_info().rss / 1e6)
        except (psutil.Error, AttributeError):
            continue
        everything += size
    return workers, everything, float(len(processes))


def corpus(desk: Path) -> None:
    """240 summits of real pages: from nothing, unchanged, and after ten sources changed."""
    if not CORPUS.is_dir():
        print("\n../shared/corpus is not there: no desk of 240 summits")
        return
    new_desk(desk)
    pages = sorted([*CORPUS.glob("kremlin/*.html"), *CORPUS.glob("white-house/*.md")])
    for number, page in enumerate(pages):
        summit = desk / "workbooks" / f"page-{number:03}"
        (summit / "sources").mkdir(parents=True)
        shutil.copy(page, summit / "sources" / page.name)
        title = json.dumps(f"Page {page.stem}")
        (summit / "summit.toml").write_text(f'title = {title}\nstart = "2020-01-01"\n', encoding="utf-8")
    print(f"\na desk of {len(pages)} summits from ../shared/corpus")
    row("  from nothing", timed(lambda: batch(desk)))
    row("  unchanged", timed(lambda: batch(desk)))
    for page in pages[::24][:10]:
        with next(desk.glob(f"workbooks/*/sources/{page.name}")).open("a", encoding="utf-8") as file:
            file.write("\n")
    begun = time.perf_counter()
    said = batch(desk)
    row("  after ten sources changed", time.perf_counter() - begun, said.splitlines()[-2])


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def row(what: str, value: float, remark: str = "", unit: str = "s") -> None:
    print(f"{what:<58} {value:8.2f} {unit}  {remark}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
