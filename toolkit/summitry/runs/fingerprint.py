"""What a report is made from, as digests: a job whose fingerprint is that of the report that stands is not run again.

A fingerprint is ``{part: {name: digest}}``, so that two of them also tell what changed: "sources changed: belta.html".
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import time
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import SummitryError
from ..files import write_atomic

if TYPE_CHECKING:
    from ..desk import Desk
    from .plan import Job

Fingerprint = dict[str, dict[str, str]]
RUNS = ".runs"
_PACKAGE = Path(__file__).resolve().parents[1]
_SETTLED = 2.0  # seconds after which a file's time stamp tells one writing from the next
_MOST = 4  # names in a reason


class Digests:
    """Digests of files, kept in a file: one that is as it was (size, times, inode) is not read again."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._fresh: dict[str, list[Any]] = {}
        try:
            self._known = json.loads(store.read_bytes())
        except (OSError, ValueError):
            self._known = {}

    @classmethod
    def beside(cls, desk: Desk) -> Digests:
        """Those of a desk's files, kept among its reports."""
        return cls(desk.reports / RUNS / "hashes.json")

    def know(self, path: Path, digest: str) -> None:
        """Take the digest of a file from whoever has read it."""
        self._fresh[os.fspath(path)] = [*_mark(path.stat()), digest]

    def of(self, path: Path | str) -> str:
        """The digest of a file's bytes; "" where there is none that can be read."""
        name = os.fspath(path)
        try:
            found = os.stat(name)  # noqa: PTH116 - many thousands of these, and Path costs twice as much
            mark = _mark(found)
            known = self._fresh.get(name) or self._known.get(name)
            if known and known[:4] == mark:
                return str(known[4])
            with open(name, "rb") as file:  # noqa: PTH123
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""
        if time.time() - max(found.st_mtime, found.st_ctime) > _SETTLED:
            self._fresh[name] = [*mark, digest]
        return digest

    def save(self) -> None:
        """Keep what was learnt. A disk that is full only costs time in the next run."""
        if self._fresh:
            try:
                write_atomic(self._store, json.dumps({**self._known, **self._fresh}))
            except OSError:
                return
            self._known, self._fresh = {**self._known, **self._fresh}, {}


def _mark(found: os.stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


class Fingerprints:
    """The fingerprints of a desk's jobs, as the files are now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._digests = Digests.beside(desk)
        self._templates: dict[tuple[Path, str], str] = {}

    def of(self, job: Job) -> Fingerprint:
        """What ``job`` would be made from at this moment."""
        folder = self._desk.workbooks / job.summit
        sources = folder / "sources"
        return {
            "template": {job.notebook.name: self._template(job.notebook)},
            "parameters": {name: json.dumps(value, sort_keys=True) for name, value in job.parameters.items()},
            "sources": {name: self._digests.of(f"{sources}/{name}") for name in files(sources)},
            "review": self._one(folder / "review.jsonl"),
            "settings": self._one(folder / "summit.toml") | self._common["settings"],
            "vocabulary": self._common["vocabulary"],
            "package": self._common["package"],
        }

    def save(self) -> None:
        """Keep the digests of files for the next run."""
        self._digests.save()

    @cached_property
    def _common(self) -> Fingerprint:
        """What all jobs of the desk share."""
        try:
            extractor, vocabulary = self._desk.settings.extractor, self._desk.vocabulary()
        except SummitryError:  # each job says it when it runs
            extractor, vocabulary = "", ()
        return {
            "settings": {"extractor": f"{extractor} {_version_of(extractor)}".strip()},
            "vocabulary": {path.name: self._digests.of(path) for path in vocabulary},
            "package": {"summitry": package(self._digests)},
        }

    def _one(self, path: Path) -> dict[str, str]:
        digest = self._digests.of(path)
        return {path.name: digest} if digest else {}

    def _template(self, path: Path) -> str:
        """The digest of a template's cells; opening it in JupyterLab and saving its outputs changes nothing here."""
        whole = self._digests.of(path)
        if (path, whole) not in self._templates:
            try:
                cells = json.loads(path.read_bytes())["cells"]
                kept = [[c["cell_type"], "".join(c["source"]), sorted(c["metadata"].get("tags", ()))] for c in cells]
                digest = hashlib.sha256(json.dumps(kept).encode()).hexdigest()
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                digest = whole
            self._templates[path, whole] = digest
        return self._templates[path, whole]


def package(digests: Digests | None = None) -> str:
    """The version of the package, with a digest of its files: what two machines must have in common."""
    known = digests or Digests(Path(os.devnull))
    own = hashlib.sha256()
    for name in sorted(files(_PACKAGE)):
        if not name.endswith((".pyc", ".ipynb")):
            own.update(f"{name} {known.of(_PACKAGE / name)}\n".encode())
    return f"{__version__} {own.hexdigest()[:16]}"


def changes(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> str:
    """What is different, for people: ``sources changed: belta.html; added: irna.md``; "" if nothing is."""
    said = []
    for part in new:
        before, after = old.get(part, {}), new[part]
        kinds = {
            "changed": [name for name in after if name in before and before[name] != after[name]],
            "added": [name for name in after if name not in before],
            "removed": [name for name in before if name not in after],
        }
        told = "; ".join(f"{kind}: {_listed(names)}" for kind, names in kinds.items() if names)
        if told:
            said.append(f"{part} {told}")
    return "; ".join(said)


def files(folder: Path | str) -> Iterator[str]:
    """The files under ``folder`` that a summit would read, relative to it, in order."""
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith((".", "__pycache__")):
                yield from (f"{entry.name}/{name}" for name in files(entry.path))
        elif not entry.name.startswith((".", "~$")):
            yield entry.name


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(sorted(names)[:_MOST]) + more


def _version_of(extractor: str) -> str:
    """The version of the distribution that an extractor comes from, for those that are not the package's own."""
    if extractor in ("", "rules"):
        return ""
    for point in importlib.metadata.entry_points(group="summitry.extractors", name=extractor):
        return point.dist.version if point.dist else ""
    return ""
