"""Wire copy: which sources print one text, whole, in part or lightly rewritten, and so speak with one voice.

By their bodies, never by their headlines: reports of one event share few words of those, copies may share none. Whole
copies are found by MinHash (near-equal sets of three-word runs), excerpts by containment: most runs of the shorter text
stand in the longer one. A text in two halves, each of which another outlet prints, makes all three one voice: what may
be copied is not counted as confirmed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from summitry.model import Source

SAME, CONTAINED = 0.45, 0.6  # share of three-word runs: of both texts together, of the shorter one
_RUN = 3
_TELLING = 20  # words below which a text is too short: two outlets may have hit upon the same ones
_HASHES, _BANDS = 128, 64  # pairs as alike as SAME meet in some band all but surely
_SAMPLE = 8  # of the runs, one in so many is looked up for excerpts
_CROWD = 64  # a run in so many different texts is boilerplate
_WIRE_FIRST = {"wire": 0, "host": 0, "guest": 0}


def clusters(sources: Sequence[Source]) -> dict[str, str]:
    """Source id -> the id of the first source of its text: the earliest, of one day an agency's, then the longest."""
    texts: dict[tuple[str, ...], list[Source]] = defaultdict(list)
    for source in sources:
        words = re.findall(r"\w+", source.text[source.body :].casefold())
        if len(words) >= _TELLING:
            texts[tuple(words)].append(source)
    ordered = sorted(texts)  # by their words, so that neither the order given nor a file's name decides anything
    groups = [texts[words] for words in ordered]
    found = {source.source_id: source.source_id for source in sources}
    for joined in _joined([_runs(words) for words in ordered]):
        members = [source for n in joined for source in groups[n]]
        first = min(members, key=_precedence)
        found |= {source.source_id: first.source_id for source in members}
    return found


def _precedence(source: Source) -> tuple[object, ...]:
    day = (source.published or "")[:10] + "~"  # a partial date after the full ones in it, none at all last
    return day, _WIRE_FIRST.get(source.kind, 1), -len(source.text), source.file, source.source_id


def _runs(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _joined(texts: Sequence[frozenset[str]]) -> Iterable[list[int]]:
    """Groups of texts (by number) that are copies of one another."""
    near = _components(len(texts), _alike(texts))
    wholes = [frozenset().union(*(texts[n] for n in group)) for group in near]
    shortest = [min((texts[n] for n in group), key=len) for group in near]
    for group in _components(len(near), _excerpts(wholes, shortest)):
        yield [n for at in group for n in near[at]]


def _alike(texts: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    """Pairs of near-equal texts; MinHash proposes them, their runs decide."""
    if len(texts) < 2:
        return
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(SAME, _HASHES, _BANDS)
    for n, runs in enumerate(texts):
        hashes = RMinHash(_HASHES, 7)
        hashes.update(sorted(runs))
        for other in sorted(index.query(hashes)):
            shared = len(runs & texts[other])
            if shared >= SAME * (len(runs) + len(texts[other]) - shared):
                yield n, other
        index.insert(n, hashes)


def _excerpts(wholes: Sequence[frozenset[str]], parts: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    """Pairs of a text and a longer one in which nearly all of it stands."""
    from zlib import crc32

    where: dict[str, list[int]] = defaultdict(list)
    for n, runs in enumerate(wholes):
        for run in runs:
            if crc32(run.encode()) % _SAMPLE == 0:
                where[run].append(n)
    for n, runs in enumerate(parts):
        if len(runs) < _TELLING - _RUN:  # a word or two, over and over
            continue
        met = Counter(other for run in runs for other in where.get(run, ())[:_CROWD] if other != n)
        for other in met:
            if len(wholes[other]) >= len(runs) and len(runs & wholes[other]) >= CONTAINED * len(runs):
                yield n, other


def _components(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below ``size`` in groups joined by ``pairs``."""
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    for one, other in pairs:
        parent[root(one)] = root(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(size):
        groups[root(n)].append(n)
    return list(groups.values())
