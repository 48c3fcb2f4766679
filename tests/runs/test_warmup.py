"""What every kernel needs is made once, in the process that kernels are forked from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Made anew in each kernel these would cost, together, as much as a brief's figures do.
CODE = """
import sys
from summitry.runs.warmup import warm
warm()
from summitry.report import Brief, open as brief_of
made = {name for name in sys.modules if name.startswith("summitry")}
caches = {}
for module in made:
    for value in vars(sys.modules[module]).values():
        if hasattr(value, "cache_info") and getattr(value, "__module__", "").startswith("summitry"):
            caches[value.__module__ + "." + value.__qualname__] = value
assert getattr(sys.modules["tld.utils"], "tld_names", True), "no public suffixes"
before = {name: value.cache_info().misses for name, value in caches.items()}
brief = brief_of("2025-08-31-tianjin", sys.argv[1])
for name in dir(Brief):
    part = getattr(brief, name)
    if callable(part) and not name.startswith("_") and name != "cite":
        part()
for name, value in caches.items():
    # One entry from one miss is a table that is made once, not answers about single words.
    if not before[name] and value.cache_info().misses == 1:
        print(name)
print("imported", *sorted(n for n in sys.modules if n.startswith("summitry") and n not in made and n.count(".") < 2))
"""
# Small ones, which no short story calls for.
LEFT = {"summitry.resolution.designations._bodies", "summitry.extraction.known.office"}


def test_a_brief_builds_no_table_that_could_have_been_built_before(tmp_path: Path) -> None:
    desk = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(desk)], capture_output=True, text=True, timeout=240, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) - LEFT == {"imported"}
