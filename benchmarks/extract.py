"""Speed, growth and memory of the extraction, by hand: ``make bench-extract`` (a test never depends on it).

On two cores, the memory that ``summitry extract --jobs 2`` takes for 1,000 and for 10,000 files. On one core, articles
per second of the whole extraction and of spaCy's blank English tokenizer alone, in turns over the same texts, and their
ratio; then the time per million characters of one text from 1 KB to 5 MB.

The texts are the gold texts where they lie beside the clone, else the sample desk's sources.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from summitry.extraction.rules import extract
from summitry.model import Source

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=3_000, help="how many texts in all (default 3000)")
    options.add_argument("--files", type=int, default=10_000, help="how many files for the memory (default 10000)")
    chosen = options.parse_args()
    texts = samples()
    memory(texts, chosen.files)  # first: a child's peak begins with what its parent holds
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if cores:
        os.sched_setaffinity(0, {min(cores)})
    speed(texts, chosen.articles)
    growth(texts)


def samples() -> list[str]:
    folders = (ROOT.parent / "shared" / "gold" / "texts", *sorted((ROOT / "workbooks").glob("*/sources")))
    found = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    gold = [path for path in found if path.parent == folders[0]]
    return [path.read_text(encoding="utf-8") for path in gold or found]


def speed(texts: list[str], articles: int) -> None:
    sources = [Source(f"src-{n}", f"{n}.txt", text) for n, text in enumerate(texts)]
    each = max(1, articles // len(texts) // ROUNDS)
    ours = timed(lambda: [extract(source) for source in sources])
    theirs = None
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed: no ratio")
    else:
        tokenizer = spacy.blank("en").tokenizer
        theirs = timed(lambda: [tokenizer(text) for text in texts])
    ours(1)
    seconds = [0.0, 0.0]
    for _ in range(ROUNDS):  # in turns, so that a busy machine slows both
        seconds[0] += ours(each)
        seconds[1] += theirs(each) if theirs else 0
    count = each * ROUNDS * len(texts)
    size = sum(map(len, texts)) / len(texts)
    rate = count / seconds[0]
    print(f"\n{count} articles of {size:,.0f} characters on average, one core")
    print(f"extraction        {rate:8.1f} articles/s")
    if theirs:
        other = count / seconds[1]
        print(f"spaCy tokenizer   {other:8.1f} articles/s (vocabulary cache warm)")
        print(f"ratio             {rate / other:8.2f}")


def timed(work: Callable[[], object]) -> Callable[[int], float]:
    def run(times: int) -> float:
        begin = time.perf_counter()
        for _ in range(times):
            work()
        return time.perf_counter() - begin

    return run


def growth(texts: list[str]) -> None:
    """One text, repeated to each size: time per megabyte must not grow."""
    whole = "\n\n".join(texts)
    print("\ncharacters      seconds   seconds per million")
    for size in (1_000, 10_000, 100_000, 1_000_000, 5_000_000):
        text = (whole * (size // len(whole) + 1))[:size]
        source = Source("src-0", "long.txt", text)
        seconds = min(timed(lambda source=source: extract(source))(1) for _ in range(3 if size < 1_000_000 else 1))
        print(f"{size:10,} {seconds:12.3f} {seconds / size * 1e6:14.2f}")


def memory(texts: list[str], files: int) -> None:
    """Peak memory of the command and of its workers, for a tenth of the files and for all."""
    print("files        seconds   articles/s   peak MB (command / largest worker)")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            Path(folder, f"{number:06}.txt").write_text(texts[number % len(texts)], encoding="utf-8")
        names = sorted(str(path) for path in Path(folder).iterdir())
        for count in (files // 10, files):
            begin = time.perf_counter()
            peaks = subprocess.run(
                [sys.executable, "-c", _CHILD, *names[:count]], check=True, capture_output=True, text=True
            ).stderr.split()
            seconds = time.perf_counter() - begin
            own, worker = (int(peak) / 1024 for peak in peaks[-2:])
            print(f"{count:6} {seconds:13.1f} {count / seconds:12.1f} {own:10.0f} / {worker:.0f}")


_CHILD = """
import resource, sys
from summitry.cli import cli
cli(["extract", "--jobs", "2", *sys.argv[1:]], standalone_mode=False)
sys.stdout.flush()
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    print(resource.getrusage(who).ru_maxrss, file=sys.stderr)
"""


if __name__ == "__main__":
    main()
