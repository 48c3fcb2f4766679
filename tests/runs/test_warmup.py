"""What every kernel needs is made once, in the process that kernels are forked from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

# Tables that take long to make. Made anew in each kernel they would cost, together, as much as a brief's figures do.
TABLES = {
    "summitry.extraction.lexicon.lexicon", "summitry.resolution.aliases._bearers", "summitry.resolution.places._states",
    "summitry.resolution.names._short_forms", "summitry.resolution.designations._names",
    "summitry.resolution.designations._offices",
}  # fmt: skip
CODE = """
import json, sys
from summitry.runs.warmup import warm
warm()
suffixes = bool(getattr(sys.modules["tld.utils"], "tld_names", True))
made = {}
for name, module in list(sys.modules.items()):
    for value in vars(module).values() if name.startswith("summitry") else ():
        if hasattr(value, "cache_info"):
            made[f"{value.__module__}.{value.__qualname__}"] = value.cache_info().misses
modules = set(sys.modules)
from summitry.report import Brief, open as brief_of
brief = brief_of("2025-08-31-tianjin", sys.argv[1])
for name in dir(Brief):
    part = getattr(brief, name)
    if callable(part) and not name.startswith("_") and name != "cite":
        part()
print(json.dumps([suffixes, made, sorted(name for name in set(sys.modules) - modules if "." not in name)]))
"""


def test_a_brief_builds_no_large_table_and_imports_nothing_that_could_have_been_there(tmp_path: Path) -> None:
    desk = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(desk)], capture_output=True, text=True, timeout=240, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    suffixes, made, imported = json.loads(done.stdout)
    assert suffixes
    assert {name for name in TABLES if not made[name]} == set()
    assert set(imported) <= {"rensa"}  # finds copies among many sources only
