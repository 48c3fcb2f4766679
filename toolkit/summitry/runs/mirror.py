"""What a run needs of a desk in a bucket, in a temporary folder; and the way back for what it makes.

Two kinds of folder are laid out here. A *survey* is for planning and for the list of reports: settings, templates, the
ledgers and the records of reports are read; every other file is there, with its size and time, but empty. A *checkout*
is for making reports: everything that the reports of some summits are made from is there.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from ..bucket import Bucket, Item
from ..desk import Desk
from ..errors import DeskError, SummitryError
from . import made
from .fingerprint import RUNS, Digests
from .plan import Job, find_template
from .worker import DATA

DIGESTS = f"reports/{RUNS}/digests.json"  # of sources, by what the store says of them: they need not be read to plan
_RECORDS = f"reports/{RUNS}/made/"
# What a plan and the list of reports read: all else is only looked at.
_READ = re.compile(
    r"desk\.toml|templates/.+|workbooks/[^/]+/(summit\.toml|review\.jsonl)|reports/[^/]+/[^/]+\.failed\.ipynb"
    rf"|{re.escape(_RECORDS)}.+"
)
_SOURCE = re.compile(r"workbooks/[^/]+/sources/.+")
_REPORT = re.compile(rf"reports/[^/.][^/]*/[^/]+|{re.escape(_RECORDS)}.+")
_OF_SUMMIT = re.compile(rf"(?:workbooks|{re.escape(_RECORDS.rstrip('/'))}|reports)/([^/]+)/.+")
_LEFT_OUT = re.compile(rf"reports/(\.locks/|[^/]+/{DATA}/|{re.escape(RUNS)}/[^/]*\.jsonl).*")


class Survey:
    """The desk, to plan with. Sources that no earlier run has read are read; their digests are in ``DIGESTS`` there."""

    def __init__(self, bucket: Bucket, folder: Path) -> None:
        self._bucket = bucket
        self._seen = {name: item for name, item in bucket.list().items() if not _LEFT_OUT.match(name)}
        if "desk.toml" not in self._seen:
            remedy = "Name the folder of a desk, or copy one there."
            raise DeskError(f"Not a desk: {bucket.url} has no desk.toml.", remedy)
        _lay(folder, self._seen)
        self.desk = Desk(folder.resolve())
        known = _digests(bucket, self._seen)
        new = [name for name in self._seen if _SOURCE.fullmatch(name) and name not in known]
        _fetch(bucket, folder, [name for name in self._seen if _READ.fullmatch(name)] + new)
        _fetch(bucket, folder, _vocabulary(self.desk))
        for name in new:
            with contextlib.suppress(OSError):
                known[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        self._keep(known)

    def _keep(self, known: Mapping[str, str]) -> None:
        """Write down digests, for :class:`Fingerprints` here and for the next run."""
        digests = Digests.beside(self.desk)
        for name, digest in known.items():
            digests.know(self.desk.root / name, digest)
        digests.save()
        marks = {name: [self._seen[name].size, self._seen[name].mark, known[name]] for name in sorted(known)}
        _write(self.desk.root / DIGESTS, json.dumps(marks).encode())

    def look_again(self) -> None:
        """Bring the reports up to date, and what is known of them: those that others have made since, too."""
        listing = {name: item for name, item in self._bucket.list("reports").items() if _REPORT.fullmatch(name)}
        for name in [name for name in self._seen if _REPORT.fullmatch(name) and name not in listing]:
            (self.desk.root / name).unlink(missing_ok=True)
            del self._seen[name]
        new = {name: item for name, item in listing.items() if self._seen.get(name) != item}
        _lay(self.desk.root, new)
        _fetch(self._bucket, self.desk.root, [name for name in new if _READ.fullmatch(name)])
        self._seen |= new


def checkout(bucket: Bucket, folder: Path, summits: Collection[str]) -> Desk:
    """The desk, to make reports of ``summits`` with; of other summits nothing is there."""
    own = [f"{place}/{id}" for id in summits for place in ("workbooks", "reports", _RECORDS.rstrip("/"))]
    if len(summits) > 1:  # one long list instead of many short ones
        own = ["workbooks", "reports"]
    _fetch(bucket, folder, ["desk.toml"])
    desk = Desk(folder.resolve())
    listing: dict[str, Item] = {}
    for place in ["templates", *own, *_vocabulary_folders(desk)]:
        listing |= bucket.list(place)
    kept: dict[str, Item] = {}
    for name, item in listing.items():
        of = _OF_SUMMIT.fullmatch(name)
        if (of is None or of[1] in summits) and not _LEFT_OUT.match(name):
            kept[name] = item
    _lay(folder, kept)
    sources = [name for name in kept if name.startswith("workbooks/")]
    _fetch(bucket, folder, [*sources, *(name for name in kept if _READ.fullmatch(name)), *_vocabulary(desk)])
    return desk


def fetch_notebooks(bucket: Bucket, jobs: Iterable[Job]) -> None:
    """Read the notebooks that stand where a format of theirs is missing: it is made from them."""
    for job in jobs:
        record = made.read(job)
        if record and made.missing(job, record["fingerprint"], record):
            _fetch(bucket, job.desk, [_name(job, job.output("ipynb"))])


def moved(job: Job, desk: Desk) -> Job:
    """The same job on another copy of its desk, perhaps on another machine."""
    notebook = find_template(desk, job.template)
    return dataclasses.replace(job, desk=desk.root, notebook=notebook, folder=desk.reports / job.summit)


def publish(bucket: Bucket, job: Job, formats: Sequence[str]) -> None:
    """Put what a job made in a checkout where readers look, in the order of :meth:`.execution.Execution.publish`.

    Only ``formats`` were made: others that stand in the checkout are empty. Raises :class:`RunError` where that is not
    possible.
    """
    failed = job.output("failed.ipynb")
    if not formats:
        if failed.exists():
            bucket.write({_name(job, failed): failed})
        return
    record = made.path_of(job)
    if "ipynb" in formats:  # else these are added to what stands
        bucket.write({_name(job, path): path for path in (job.folder / DATA).iterdir()})
        bucket.remove([_name(job, record)])  # from here to the end, what stands is not what it says
    bucket.write({_name(job, job.output(name)): job.output(name) for name in formats})
    bucket.remove([_name(job, failed)])
    bucket.write({_name(job, record): record})


def _name(job: Job, path: Path) -> str:
    return path.relative_to(job.desk).as_posix()


def _digests(bucket: Bucket, listing: Mapping[str, Item]) -> dict[str, str]:
    """The digests of sources that are in the store as they were when an earlier run read them."""
    known: dict[str, str] = {}
    with contextlib.suppress(KeyError, ValueError, AttributeError, TypeError):
        for name, (size, mark, digest) in json.loads(bucket.read([DIGESTS])[DIGESTS]).items():
            now = listing.get(name)
            if now is not None and mark and (now.size, now.mark) == (size, mark):
                known[name] = str(digest)
    return known


def _vocabulary(desk: Desk) -> list[str]:
    try:
        return [path.relative_to(desk.root).as_posix() for path in desk.vocabulary()]
    except SummitryError:  # each job says it
        return []


def _vocabulary_folders(desk: Desk) -> Iterable[str]:
    """The folders that the patterns of ``[vocabulary] extra`` begin with; "" for one that begins anywhere."""
    try:
        patterns = desk.settings.vocabulary.extra
    except SummitryError:
        return []
    return {re.split(r"[*?\[]", pattern)[0].rpartition("/")[0] for pattern in patterns}


def _lay(folder: Path, listing: Mapping[str, Item]) -> None:
    """Files of the right size and time, with nothing in them; they take no room on the disk."""
    for name, item in listing.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(item.size)
        os.utime(path, (item.at, item.at))


def _fetch(bucket: Bucket, folder: Path, names: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(names))
    found = bucket.read(wanted)
    for name in wanted:
        if name in found:
            _write(folder / name, found[name])
        else:
            (folder / name).unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
