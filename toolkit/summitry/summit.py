"""One summit's folder: its settings, its sources as received, and the dossier made from them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summitry.errors import DeskError, ExtractorError, SourceError, SummitryError
from summitry.files import inside, safe_name, write_atomic
from summitry.model import Context, Extraction, Source
from summitry.problems import Problem
from summitry.settings import SummitSettings, load

if TYPE_CHECKING:
    from summitry.dossier import Dossier
    from summitry.review import Ledger, Review


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file given to :meth:`Summit.add`; ``file`` is its name in the summit where it has one."""

    path: Path
    status: Literal["added", "identical", "refused"]
    file: str | None
    source: Source | None
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The sources that could be read, and what is wrong with the others."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Summit:
    """A summit on disk. Nothing is remembered between calls: a source added a moment ago is there in the next one."""

    id: str
    path: Path
    extractor: str = field(default="rules", repr=False)
    vocabulary: tuple[Path, ...] = field(default=(), repr=False)
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False, hash=False)

    @cached_property
    def settings(self) -> SummitSettings:
        """What ``summit.toml`` says; :class:`SettingsError` where it cannot be used."""
        return load(self.path / "summit.toml", SummitSettings, where=f"workbooks/{self.id}/summit.toml")

    @property
    def title(self) -> str:
        return self.settings.title

    @property
    def folder(self) -> Path:
        """Where the sources stand, as received."""
        return self.path / "sources"

    @property
    def ledger(self) -> Path:
        """The analyst's decisions; the file may not exist."""
        return self.path / "review.jsonl"

    @property
    def context(self) -> Context:
        """What is known about the summit before any source is read."""
        known = self.settings
        return Context(known.start, known.city, known.country, known.host or known.country, known.parties)

    def read(self) -> Reading:
        """Read every source once: in order of date, then file name; identical ones only once."""
        with self._known():
            return self._read()

    def _known(self) -> AbstractContextManager[None]:
        """The vocabulary with what the desk adds to it."""
        from summitry.vocabulary import extra

        lines = [{"name": name, "forms": ";".join(forms)} for name, forms in self.aliases.items()]
        return extra(self.vocabulary, {"aliases": lines})

    def _read(self) -> Reading:
        from summitry.metadata import described
        from summitry.resolution.common import ordered
        from summitry.sources import read_source

        sources: dict[str, Source] = {}
        problems: list[Problem] = []
        names = list(self._names())
        for name in names:
            where = self._where(name)
            if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
                message = f"The file name {name!a} holds characters that cannot be shown."
                problems.append(Problem("error", ascii(where), message, "Rename the file."))
                continue
            try:
                source = read_source(inside(self.folder, name))
            except SummitryError as error:
                problems.append(Problem.of(where, error))
                continue
            source = described(source, name, self.settings)
            first = sources.setdefault(source.source_id, source)
            if first is not source:
                message = f"{name} is identical to {first.file} and is left out."
                problems.append(Problem("notice", where, message, "Remove one of the two."))
        problems += self._absent(names)
        return Reading(tuple(ordered(sources.values())), tuple(problems))

    def sources(self) -> list[Source]:
        """The readable sources, with their metadata merged (``summit.toml`` over the file over the vocabulary)."""
        return list(self.read().sources)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with this summit's sources."""
        return list(self.read().problems)

    def extractions(self) -> list[Extraction]:
        """The records of each source, one extraction per source that can be mined."""
        with self._known():
            return self._extract(self._read().sources, debug=False)[0]

    def dossier(self, *, debug: bool = False) -> Dossier:
        """Everything known about the summit, as tables.

        A source that cannot be read or mined is named in ``Dossier.warnings``; ``debug`` re-raises extractor failures.
        """
        from summitry.assembly import build

        with self._known():
            reading = self._read()
            extractions, warnings = self._extract(reading.sources, debug=debug)
            held = self.decisions()
            warnings = [*map(str, (*reading.problems, *held.problems)), *warnings]
            return build(self.id, self.settings, reading.sources, extractions, warnings, held.decisions)

    def decisions(self) -> Ledger:
        """The analyst's decisions, and what is wrong with lines of the ledger that are none."""
        from summitry.review import read

        return read(self.ledger, f"workbooks/{self.id}/{self.ledger.name}")

    def review(self, by: str = "") -> Review:
        """A sitting of the analyst ``by`` (unless given: see :func:`summitry.review.analyst`)."""
        from summitry.resolution import resolve
        from summitry.review import Review

        with self._known():
            reading = self._read()
            extractions, _ = self._extract(reading.sources, debug=False)
            resolved = resolve(reading.sources, extractions)
        return Review(self.ledger, self.decisions(), resolved, reading.sources, by)

    def _extract(self, sources: Sequence[Source], *, debug: bool) -> tuple[list[Extraction], list[str]]:
        """The extractions of ``sources``, and a warning for each source that gave none or gave it with doubts."""
        from summitry.extraction import load_extractor

        extract = load_extractor(self.extractor)
        extractions: list[Extraction] = []
        warnings: list[str] = []
        for source in sources:
            warnings += [f"{source.file}: {text}" for text in (*source.warnings, source.note) if text]
            if not source.extractable:
                continue
            try:
                extraction = extract(source, self.context_of(source))
                check_evidence(source, extraction)
            except Exception as error:  # one source that trips the rules must not take the others with it
                if debug:
                    raise
                warnings.append(f"{source.file}: no records, the extractor failed: {type(error).__name__}: {error}")
                continue
            extractions.append(extraction)
            warnings += [f"{source.file}: {text}" for text in extraction.warnings]
        return extractions, warnings

    def context_of(self, source: Source) -> Context:
        """The summit's context with the day of ``source``, by which it says "on Wednesday"."""
        known = self.context
        day = source.published
        if not day or (known.date and known.date.startswith(day)):  # "2025-08" tells less than the summit's own day
            day = known.date
        return Context(day, known.city, known.country, known.host, known.parties)

    def add(self, paths: Iterable[Path | str]) -> list[Added]:
        """Copy files into the summit byte for byte, each only if it can be read; nothing existing is overwritten.

        A file whose bytes are there already, or that cannot be read, is not copied and says why in its :class:`Added`.
        """
        held = {source.source_id: source.file for source in self.read().sources}
        return [self._add(Path(path), held) for path in paths]

    def _add(self, path: Path, held: dict[str, str]) -> Added:
        from summitry.sources import read_source

        try:
            source = read_source(path)
            data = path.read_bytes()
        except SourceError as error:
            return Added(path, "refused", None, None, error.message, error.remedy)
        same = held.get(source.source_id)
        if same is not None:
            return Added(path, "identical", same, source, f"{path} is identical to {same}, not added.")
        file = held[source.source_id] = self._keep(safe_name(path.name), data)
        return Added(path, "added", file, source, f"{path} added as {file}.")

    def _keep(self, name: str, data: bytes) -> str:
        """Write ``data`` under ``name``, or under that name with the first number that is free."""
        for candidate in _numbered(name):
            try:
                write_atomic(self.folder / candidate, data, replace=False)
            except FileExistsError:
                continue
            except OSError as error:
                message = f"{candidate} cannot be written to {self.folder}: {error.strerror}."
                raise DeskError(message, "Check the disk and the folder's permissions.") from None
            return candidate
        raise AssertionError("numbers do not end")

    def _names(self) -> Iterator[str]:
        """The files under ``sources/``, relative to it, without hidden ones; links to folders are not followed."""
        for folder, folders, files in os.walk(self.folder):
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files + links):
                if not name.startswith((".", "~$")):
                    yield (Path(folder) / name).relative_to(self.folder).as_posix()

    def _absent(self, names: Sequence[str]) -> Iterator[Problem]:
        """What ``[[sources]]`` describes and is not there."""
        from rapidfuzz import process

        for item in self.settings.sources:
            if item.file not in names:
                near = process.extractOne(item.file, names, score_cutoff=70)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                yield Problem(
                    "error", f"workbooks/{self.id}/summit.toml",
                    f"[[sources]] names {item.file!r}, which is not in workbooks/{self.id}/sources{hint}",
                    "Correct the name, add the file, or delete the entry.",
                )  # fmt: skip

    def _where(self, name: str) -> str:
        return f"workbooks/{self.id}/sources/{name}"


def check_evidence(source: Source, extraction: Extraction) -> None:
    """Hold any extractor to the contract that evidence is the source's own words; :class:`ExtractorError` if not."""
    for record in extraction.records():
        if not record.evidence:
            raise ExtractorError(f"{record.id} has no evidence", "Mend the extractor.")
        for item in record.evidence:
            if item.source_id != source.source_id or source.text[item.start : item.end] != item.exact:
                raise ExtractorError(f"{record.id} quotes words that are not in the source", "Mend the extractor.")


def _numbered(name: str) -> Iterator[str]:
    """``a.txt``, ``a-2.txt``, ``a-3.txt`` …"""
    yield name
    stem, dot, suffix = name.rpartition(".")
    number = 2
    while True:
        yield f"{stem}-{number}.{suffix}" if dot else f"{name}-{number}"
        number += 1
