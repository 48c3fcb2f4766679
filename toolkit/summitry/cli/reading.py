"""Commands that look without changing anything: show, extract, export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model import TABLES
from .common import Failed, Failure, common, complain, open_desk, setup
from .display import as_csv, as_json, as_table, clean, listed, rows_of

if TYPE_CHECKING:
    from ..desk import Desk, Summit
    from ..model import Extraction, Record, Source

_LIST = ("summit", "title", "start", "end", "city", "country", "parties")


@click.command(short_help="Print summits, a summit, or one of its tables.")
@click.argument("summit", required=False)
@click.argument("table", metavar="[TABLE]", required=False, type=click.Choice(list(TABLES)))
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print it.")
@common
def show(summit: str | None, table: str | None, form: str) -> None:
    """Print the desk's summits, one summit at a glance, or one of its tables.

    TABLE is summits, sources, participants, documents, positions, events, entities, quantities, evidence,
    disagreements or review.
    As JSON a table is a list of objects, one per row; what holds several values is a list.

    \b
    Example:
      summitry show
      summitry show 2025-08-20-minsk
      summitry show 2025-08-20-minsk positions --format json
    """
    desk = open_desk()
    if summit is None:
        _print(_summits(desk), _LIST, form)
    elif table is None:
        _overview(desk.summit(summit), form)
    else:
        dossier = desk.summit(summit).dossier(debug=setup().debug)
        _print(rows_of(dossier.tables()[table]), tuple(TABLES[table]), form)


def _print(rows: list[dict[str, Any]], columns: tuple[str, ...], form: str) -> None:
    if form == "json":
        click.echo(as_json(rows))
    elif form == "csv":
        click.echo(as_csv(rows, columns), nl=False)
    else:
        # Ids are for machines: a person sees what they stand for.
        shown = [c for c in columns if not c.endswith("_id") or c in ("summit_id", "record_id", "source_id")]
        click.echo(as_table(rows, shown), nl=False)


def _summits(desk: Desk) -> list[dict[str, Any]]:
    for problem in desk.problems():
        complain(str(problem), problem.remedy)
    return [
        {"summit": summit.id} | {name: _listed(getattr(summit.settings, name)) for name in _LIST[1:]}
        for summit in desk.summits()
    ]


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _overview(summit: Summit, form: str) -> None:
    dossier = summit.dossier(debug=setup().debug)
    tables = dossier.tables()
    counts = {name: len(frame) for name, frame in tables.items() if name != "summits"}
    facts = rows_of(tables["summits"])[0]
    sources = rows_of(tables["sources"])
    if form == "json":
        click.echo(as_json({"summit": facts, "sources": sources, "tables": counts, "warnings": list(dossier.warnings)}))
    elif form == "csv":
        click.echo(as_csv([{"table": n, "rows": c} for n, c in counts.items()], ("table", "rows")), nl=False)
    else:
        days = "–".join(dict.fromkeys(day for day in (facts["start"], facts["end"]) if day))
        place = [part for part in (facts["venue"], facts["city"], facts["country"]) if part]
        click.echo(clean(facts["title"]))
        click.echo(clean(listed([days, *place]) + (f" · {listed(facts['parties'])}" if facts["parties"] else "")))
        click.echo(
            "\n" + as_table(sources, ("file", "outlet", "outlet_country", "kind", "published", "note")), nl=False
        )
        click.echo("\n" + as_table([{"table": n, "rows": c} for n, c in counts.items()]), nl=False)
        for warning in dossier.warnings:
            complain(warning, kind="notice")


@click.command(short_help="Print what files say, without a desk.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "json", "table"]), default="jsonl",
    help="jsonl: one object per file, as soon as it is read.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Files read side by side.", show_default=True
)
@click.option(
    "--extractor", default="rules", metavar="NAME", show_default=True,
    help="rules, spacy, llm, or one that another package brings.",
)  # fmt: skip
@common
def extract(files: tuple[str, ...], form: str, jobs: int, extractor: str) -> None:
    """Print what FILEs say: participants, documents, positions, events, entities, quantities. No desk is needed.

    start and end count the characters of the file's text as it stands. A file that cannot be read is named at the end
    of the line of errors, the others are read; the exit code is then 2.

    \b
    Example:
      summitry extract story.txt readout.html --format jsonl > records.jsonl
    """
    from ..extraction import load_extractor

    load_extractor(extractor)  # an unknown one is an error of the command, not of each file
    collected: list[dict[str, Any]] = []
    bad = False
    for found, message, remedy in _extracted(files, extractor, jobs, debug=setup().debug):
        if found is None:
            bad = True
            complain(message, remedy)
        elif form == "jsonl":
            click.echo(as_json(found, indent=None))
        else:
            collected.append(found)
    if form == "json":
        click.echo(as_json(collected))
    elif form == "table":
        click.echo(as_table([row for found in collected for row in _lines(found)]), nl=False)
    if bad:
        raise Failed(2)


@click.command(short_help="Write summits in the forms that other tools read.")
@click.argument("summits", metavar="SUMMIT...", nargs=-1, required=True)
@click.option(
    "--to", "form", required=True, metavar="FORM",
    help="csv, parquet, json, ftm (FollowTheMoney entities) or annotation (W3C Web Annotations).",
)  # fmt: skip
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@common
def export(summits: tuple[str, ...], form: str, folder: Path) -> None:
    """Write the dossiers of SUMMITs to DIR, one folder each, and print the files.

    \b
    Example:
      summitry export 2025-08-20-minsk --to csv exports
    """
    from ..exports import write

    desk = open_desk()
    chosen = [desk.summit(summit) for summit in summits]  # an unknown one stops it before anything is written
    for summit in chosen:
        for path in write(summit.dossier(debug=setup().debug), form, folder):
            click.echo(clean(path))


Extracted = tuple[dict[str, Any] | None, str, str]
# Files given to the workers ahead of what was printed: enough to keep them busy, few enough to hold in memory.
_AHEAD, _CHUNK = 8, 8


def _extracted(files: tuple[str, ...], extractor: str, jobs: int, *, debug: bool) -> Iterator[Extracted]:
    """One (object, message, remedy) per file, in the order given; memory does not grow with their number."""
    if jobs == 1 or len(files) == 1:
        for file in files:
            yield extract_file(file, extractor, debug=debug)
        return
    import multiprocessing
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(min(jobs, len(files)), mp_context=multiprocessing.get_context("spawn"))
    waiting: deque[Future[list[Extracted]]] = deque()
    try:
        for first in range(0, len(files), _CHUNK):
            waiting.append(pool.submit(extract_files, files[first : first + _CHUNK], extractor, debug=debug))
            if len(waiting) >= _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise Failure(
            "A process that read files ended by itself, most often because memory ran out.",
            "Run it again with --jobs 1: the file where it stops is the cause.",
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def extract_files(files: tuple[str, ...], extractor: str, *, debug: bool = False) -> list[Extracted]:
    """What several files say; see :func:`extract_file`."""
    return [extract_file(file, extractor, debug=debug) for file in files]


def extract_file(file: str, extractor: str, *, debug: bool = False) -> Extracted:
    """What one file says, as a JSON-ready object, or why it could not be read."""
    from ..errors import SummitryError
    from ..extraction import load_extractor
    from ..model import Extraction
    from ..sources import read_source

    if Path(file).is_dir():
        return None, f"{file} is a folder.", f"Name its files: {Path(file) / '*'}"
    try:
        source = read_source(Path(file))
        found = load_extractor(extractor)(source, None) if source.extractable else Extraction(source.source_id)
        return as_object(file, source, found), "", ""
    except SummitryError as error:
        return None, error.message, error.remedy
    except Exception as error:
        if debug:
            raise
        return None, f"{file}: {type(error).__name__}: {error}", "Run it again with --debug, and report what it shows."


def as_object(file: str, source: Source, found: Extraction) -> dict[str, Any]:
    """One line of ``--format jsonl``: each record's values with the range of its anchor."""
    from ..model import as_dict

    def record(item: Record) -> dict[str, Any]:
        anchor = item.evidence[0] if item.evidence else None
        span = {"start": anchor.start if anchor else None, "end": anchor.end if anchor else None}
        return as_dict(item) | span

    tables = ("participants", "documents", "positions", "events", "entities", "quantities")
    return {
        "file": file,
        **{name: [record(item) for item in getattr(found, name)] for name in tables},
        "meeting": as_dict(found.meeting),
        "warnings": [text for text in (source.note, *source.warnings, *found.warnings) if text],
    }


def _lines(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of a file as lines for people."""
    what = {
        "participants": ("name", "title", "country", "role"), "documents": ("label", "type", "status", "parties"),
        "positions": ("speaker", "mode", "content"), "events": ("date", "kind", "label"), "entities": ("name", "kind"),
        "quantities": ("measure", "subject", "value"),
    }  # fmt: skip
    for table, fields in what.items():
        for item in found[table]:
            values = [listed(v) if isinstance(v := item[name], list) else v for name in fields]
            yield {"file": found["file"], "table": table, "start": item["start"], "end": item["end"],
                   "record": " · ".join(str(v) for v in values if v)}  # fmt: skip
