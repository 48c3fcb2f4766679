"""Speed of reconciliation on one core, by hand: ``make bench-resolve`` (a test never depends on it).

A dossier from 200 sources, of which 150 are copies (reprints, excerpts, light rewrites) of five of them, made of the
sample desk's sources; then the merging of 10,000 positions by 50 speakers in 20 sources.
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from pathlib import Path

from summitry.assembly import build
from summitry.desk import Desk
from summitry.extraction.rules import extract
from summitry.model import Evidence, Extraction, Position, Source
from summitry.settings import SummitSettings
from summitry.sources.copies import clusters

ROOT = Path(__file__).resolve().parents[1]
SOURCES, COPIES, ORIGINALS = 200, 150, 5
POSITIONS, SPEAKERS, OUTLETS = 10_000, 50, 20
LIMIT = 5.0
SETTINGS = SummitSettings(title="A measured summit", start="2031-05-06", host="PRT", parties=("PRT", "NOR"))


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    chance = random.Random(1)
    coverage = sources(chance)
    build("warm-up", SETTINGS, coverage[:2], [extract(source) for source in coverage[:2]])

    begin = time.perf_counter()
    extractions = [extract(source) for source in coverage]
    read = time.perf_counter()
    texts = len(set(clusters(coverage).values()))
    clustered = time.perf_counter()
    dossier = build("measured", SETTINGS, coverage, extractions)
    dossier.corroboration()
    built = time.perf_counter()
    seconds = built - begin
    print(f"{len(coverage)} sources, of which {COPIES} are copies: {texts} texts found")
    print(f"extraction        {read - begin:8.2f} s")
    print(f"wire copy         {clustered - read:8.2f} s")
    print(f"dossier           {built - clustered:8.2f} s (wire copy included)")
    print(f"together          {seconds:8.2f} s, {'under' if seconds < LIMIT else 'OVER'} {LIMIT:g} s")

    spoken = positions(chance)
    begin = time.perf_counter()
    dossier = build("measured", SETTINGS, [one for one, _ in spoken], [two for _, two in spoken])
    seconds = time.perf_counter() - begin
    print(f"{POSITIONS:,} positions   {seconds:8.2f} s, {len(dossier.positions):,} after merging")


def sources(chance: random.Random) -> list[Source]:
    """Originals from the desk's own sources, and copies of the longest of them."""
    found = [source for summit in Desk(ROOT).summits() for source in summit.sources() if source.extractable]
    found = sorted(found, key=lambda source: -len(source.text))[: SOURCES - COPIES]
    copies = [copy(found[n % ORIGINALS], n, chance) for n in range(SOURCES - len(found))]
    return [*found, *copies]


def copy(source: Source, n: int, chance: random.Random) -> Source:
    lines = source.text[source.body :].split("\n")
    if n % 3 == 1:  # an excerpt
        lines = lines[: max(3, len(lines) * 2 // 3)]
    words = " ".join(lines).split(" ")
    if n % 3 == 2:  # a light rewrite
        words = [word for word in words if chance.random() > 0.04]
    return replace(source, source_id=f"src-copy{n}", file=f"copy-{n}.txt", text=" ".join(words), body=0, pages=(),
                   outlet=f"Paper {n}")  # fmt: skip


def positions(chance: random.Random) -> list[tuple[Source, Extraction]]:
    """Invented statements; every fourth one is told by another outlet in nearly the same words."""
    vocabulary = [f"{first}{last}" for first in ("bar", "cel", "dor", "fen", "gil", "hol") for last in
                  ("ana", "eto", "ilu", "oma", "uri", "ask", "ent", "ist", "old", "urn")]  # fmt: skip
    told: list[list[tuple[int, str]]] = [[] for _ in range(OUTLETS)]
    for n in range(POSITIONS):
        outlet = told[n % OUTLETS]
        if n % 4 == 3:
            speaker, content = chance.choice(told[(n - 1) % OUTLETS])
            outlet.append((speaker, f"{content} indeed"))
        else:
            outlet.append((n % SPEAKERS, " ".join(chance.choices(vocabulary, k=12))))
    return [_source(number, said) for number, said in enumerate(told)]


def _source(number: int, said: list[tuple[int, str]]) -> tuple[Source, Extraction]:
    text = "\n".join(content for _, content in said)
    source = Source(f"src-{number}", f"{number}.txt", text, outlet=f"Outlet {number}", published="2031-05-06")
    start, found = 0, []
    for speaker, content in said:
        evidence = (Evidence.of(source, start, start + len(content)),)
        found.append(Position(f"Speaker Number{speaker}", "NOR", content, evidence=evidence))
        start += len(content) + 1
    return source, Extraction(source.source_id, positions=tuple(found))


if __name__ == "__main__":
    main()
