"""Everything that is broken in a desk, found in one pass: what ``summitry check`` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import ExtractorError, SettingsError, SummitryError, VocabularyError
from summitry.model import Source
from summitry.problems import Problem
from summitry.sources import language

if TYPE_CHECKING:
    from summitry.desk import Desk
    from summitry.summit import Summit


def check(desk: Desk) -> list[Problem]:
    """Problems of settings, summits, sources, ledgers and templates; errors before notices."""
    found = [*desk.problems(), *_extractor(desk), *_templates(desk)]
    broken = dict(_vocabulary(desk))
    found += broken.values()
    for summit in desk.summits():
        # A broken vocabulary file is named once, and does not hide what is wrong with the sources.
        usable = replace(summit, vocabulary=tuple(path for path in summit.vocabulary if path not in broken))
        try:
            found += _summit(usable)
        except SummitryError as error:
            found.append(Problem.of(f"workbooks/{summit.id}", error))
    return sorted(dict.fromkeys(found), key=lambda problem: problem.level != "error")


def _summit(summit: Summit) -> Iterator[Problem]:
    where = f"workbooks/{summit.id}"
    reading = summit.read()
    yield from reading.problems
    if not reading.sources:
        yield Problem("notice", where, "There is no readable source.", f"Add some with: summitry add {summit.id} FILE")
    for source in reading.sources:
        yield from _source(summit.id, source)
    for key in ("country", "parties"):
        if not getattr(summit.settings, key):
            yield Problem("notice", f"{where}/summit.toml", f"{key!r} is not set.", "Set it: it tells host from guest.")
    yield from summit.decisions().problems


def _source(summit_id: str, source: Source) -> Iterator[Problem]:
    where = f"workbooks/{summit_id}/sources/{source.file}"
    entry = f'State it in workbooks/{summit_id}/summit.toml: [[sources]] with file = "{source.file}".'
    if source.note:
        other = source.note == language.note(source.language)
        remedy = f'If it is English: language = "en" there. {entry}' if other else ""
        yield Problem("notice", where, f"{source.file} is kept, but {source.note}.", remedy)
    absent = [name for name, value in (("outlet", source.outlet), ("date", source.published)) if not value]
    if absent:
        yield Problem("notice", where, f"{source.file} has no {' and no '.join(absent)}.", entry)
    for warning in source.warnings:
        yield Problem("notice", where, f"{source.file}: {warning}")


def _extractor(desk: Desk) -> Iterator[Problem]:
    from summitry.extraction import load_extractor

    try:
        load_extractor(desk.settings.extractor)
    except ExtractorError as error:
        yield Problem.of("desk.toml", error)
    except SettingsError:
        return


def _vocabulary(desk: Desk) -> Iterator[tuple[Path, Problem]]:
    from summitry import vocabulary

    try:
        settings = desk.settings
    except SettingsError:
        return
    for path in desk.vocabulary(settings):
        try:
            with vocabulary.extra([path]):
                pass
        except VocabularyError as error:
            yield path, Problem.of(path.relative_to(desk.root).as_posix(), error)


def _templates(desk: Desk) -> Iterator[Problem]:
    templates = desk.templates()
    for path in templates.values():
        fault = template_fault(path)
        if fault:
            where = f"templates/{path.name}"
            yield Problem("error", where, f"{where} {fault}.", "Mend it, or delete it to use the package's own.")
    try:
        wanted = desk.settings.report.template
    except SettingsError:
        return
    if templates and wanted not in templates:
        message = f"[report] template = {wanted!r} is not a template; there are: {', '.join(sorted(templates))}."
        yield Problem("error", "desk.toml", message, "Name one of these.")


def template_fault(path: Path) -> str:
    """Why ``path`` is no parameterized notebook; empty where it is one."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "is not a notebook"
    return "" if tagged else "has no cell tagged 'parameters'"
