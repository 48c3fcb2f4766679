"""Reading vocabulary tables: built-in lines first, then those that a desk registered."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from summitry.errors import VocabularyError

Row = dict[str, str]
_Table = TypeVar("_Table", bound=Callable[..., Any])
_Value = TypeVar("_Value")

# Controlled values: table -> column -> allowed.
_CHOICES: dict[str, dict[str, str]] = {
    "countries": {"status": "current territory former"},
    "country_forms": {"kind": "name adjective people metonym"},
    "cities": {"capital": "yes no"},
    "offices": {
        "rank": "head_of_state head_of_government head_of_organisation minister deputy envoy official military "
        "legislator royal spokesperson expert press business other",
        "side": "state organisation either",
    },
    "organisations": {"kind": "forum organisation alliance agency ministry company media court armed_group party"},
    "outlets": {"kind": "agency broadcaster newspaper site official channel"},
    "given_names": {"gender": "m f u"},
    "abbreviations": {"always": "yes no"},
    "events": {
        "kind": "arrival ceremony wreath talks signing statement meal visit departure",
        "pos": "noun company verb undergone meeting host greeting signing visited leaving gathering",
    },
}
# Columns that hold country codes.
_CODES = {
    "country_forms": "code",
    "cities": "country",
    "organisations": "state",
    "outlets": "country",
    "public_figures": "country",
    "shared_forms": "other",
}
_CODE_OPTIONAL = {"organisations", "outlets", "public_figures"}
# Columns that hold a year or nothing.
_YEARS = {"public_figures": ("start", "end")}

# A language has more words than these; most of what is written is made of far fewer.
_WORDS = 50_000
# What is longer is no word: a link, a line of debris.
_LONGEST = 60

_registered: list[Path] = []
_given: list[tuple[str, Row]] = []
_tables: list[Any] = []
_version = 0


def kept(function: _Table) -> _Table:
    """Cache a table until :func:`register` changes what stands in the files."""
    table = cache(function)
    _tables.append(table)
    return table  # type: ignore[return-value]


def remembered(function: Callable[[str], _Value]) -> Callable[[str], _Value]:
    """Cache what a function tells of single words, of so many at most, until :func:`register` changes it."""
    words = _Words(function)
    _tables.append(words)
    return words.__getitem__


class _Words(dict[str, Any]):
    """What ``function`` tells of words, as far as it was asked; quicker to look up than an ``lru_cache``."""

    def __init__(self, function: Callable[[str], Any]) -> None:
        self.function = function

    def __missing__(self, word: str) -> Any:
        if len(word) > _LONGEST:
            return self.function(word)
        if len(self) >= _WORDS:
            self.clear()
        found = self[word] = self.function(word)
        return found

    def cache_clear(self) -> None:
        self.clear()


def _changed() -> None:
    global _version  # noqa: PLW0603
    _version += 1
    for table in _tables:
        table.cache_clear()


def version() -> int:
    """A number that grows with every registration: what was compiled from the vocabulary is stale when it changes."""
    return _version


def register(path: str | Path) -> None:
    """Add the lines of a desk's CSV to the built-in table of the same file name.

    Raises VocabularyError where no built-in table has that name, or where a line is malformed (nothing is added then).
    """
    path = Path(path)
    if path.name not in (known := names()):
        raise VocabularyError(
            f"{path}: no vocabulary table is called {path.name}",
            f"Give the file one of these names: {', '.join(known)}.",
        )
    if path not in _registered:
        _registered.append(path)
        _changed()
        try:
            rows(path.stem)
        except VocabularyError:
            _registered.remove(path)
            _changed()
            raise


@contextmanager
def extra(paths: Iterable[str | Path], lines: Mapping[str, Sequence[Row]] | None = None) -> Iterator[None]:
    """Register ``paths``, and after them single ``lines`` by name of their table, for the time of a ``with`` block."""
    before = list(_registered), list(_given)
    try:
        for path in paths:
            register(path)
        if lines and any(lines.values()):
            _given.extend((table, dict(line)) for table, found in lines.items() for line in found)
            _changed()
        yield
    finally:
        if (_registered, _given) != before:
            _registered[:], _given[:] = before
            _changed()


@cache
def names() -> tuple[str, ...]:
    """File names of the built-in tables."""
    return tuple(sorted(path.name for path in Path(__file__).parent.iterdir() if path.suffix == ".csv"))


@kept
def rows(name: str) -> tuple[Row, ...]:
    """All lines of a table (``rows("cities")``), the built-in ones first, as dictionaries by column.

    Raises VocabularyError naming file and line: unknown table, unreadable file, wrong number of cells, empty first
    cell, a value outside the controlled ones, an unknown country code.
    """
    if f"{name}.csv" not in names():
        raise VocabularyError(f"no vocabulary table is called {name}", f"Known tables: {', '.join(names())}.")
    columns, lines = _read(Path(__file__).with_name(f"{name}.csv"), name, ())
    for path in _registered:
        if path.stem == name:
            lines += _read(path, name, columns)[1]
    lines += [dict.fromkeys(columns, "") | line for table, line in _given if table == name]
    return tuple(lines)


@kept
def built_in(name: str) -> int:
    """How many lines of a table are built in; those that a desk adds come after them."""
    return len(_read(Path(__file__).with_name(f"{name}.csv"), name, ())[1])


def _read(path: Path, name: str, expected: tuple[str, ...]) -> tuple[tuple[str, ...], list[Row]]:
    """Columns and lines of one file; ``expected`` are the columns of the built-in table, where ``path`` is a desk's."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: cannot be read ({error})", "Save it as a CSV file in UTF-8.") from None
    # A comment becomes an empty line, so that the reader's line numbers stay those of the file.
    reader = csv.reader(("" if line.startswith("#") else line for line in text.splitlines()), strict=True)
    checks = _checks(name)
    columns: tuple[str, ...] = ()
    lines: list[Row] = []
    try:
        for cells in reader:
            if not any(cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
                if expected and (columns[0] != expected[0] or set(columns) - set(expected)):
                    allowed = f"the columns are {', '.join(expected)}; the first is needed"
                    raise _malformed(path, reader.line_num, allowed)
                continue
            if len(cells) != len(columns):
                raise _malformed(path, reader.line_num, f"{len(cells)} cells where {len(columns)} belong")
            row = dict.fromkeys(expected, "") if expected else {}
            row.update(zip(columns, map(str.strip, cells), strict=True))
            if problem := _problem(row, columns[0], checks):
                raise _malformed(path, reader.line_num, problem)
            lines.append(row)
    except csv.Error as error:
        raise _malformed(path, reader.line_num, str(error)) from None
    return expected or columns, lines


def _malformed(path: Path, line: int, problem: str) -> VocabularyError:
    return VocabularyError(
        f"{path}, line {line}: {problem}", 'Correct that line; a cell that holds a comma stands in "double quotes".'
    )


def _checks(name: str) -> list[tuple[str, frozenset[str], str]]:
    """What the cells of a table must be: column, allowed values, and how to say so."""
    checks = [
        (column, frozenset(allowed.split()), f"allowed: {', '.join(allowed.split())}")
        for column, allowed in _CHOICES.get(name, {}).items()
    ]
    if column := _CODES.get(name):
        codes = _codes() | {""} if name in _CODE_OPTIONAL else _codes()
        checks.append((column, codes, "an ISO 3166-1 alpha-3 code belongs here (or XKX, EUU, a former state's)"))
    years = frozenset({"", *map(str, range(1900, 2100))})
    checks += [(column, years, "a year of four digits belongs here, or nothing") for column in _YEARS.get(name, ())]
    return checks


def _problem(row: Row, first: str, checks: list[tuple[str, frozenset[str], str]]) -> str:
    """What is wrong with a line, or ""."""
    if not row[first]:
        return f"the cell {first} is empty"
    for column, allowed, saying in checks:
        if row.get(column, "") not in allowed:
            return f'{column} is "{row.get(column, "")}"; {saying}'
    return ""


@kept
def _codes() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("countries"))
