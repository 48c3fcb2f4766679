"""Values for people's terminals and for other programs: aligned tables, JSON, CSV.

What a terminal shows may come from a hostile source, so control characters (with them the escape sequences that move
cursors, set titles or hide text) are made visible. JSON and CSV carry the values unchanged.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
_WIDE = 160  # columns, where the output is no terminal
_LEAST = 6
# C0 and C1 controls, bidirectional overrides and isolates, invisible characters, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def clean(text: object) -> str:
    """``text`` on one line, with white space closed up and everything a terminal would act on shown as ``�``."""
    return _UNSAFE.sub("\ufffd", " ".join(str(text).split()))


def as_json(value: object, *, indent: int | None = 2) -> str:
    """``value`` as JSON in UTF-8; lone surrogates, which UTF-8 has not, as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """``rows`` as CSV with a header; lists are joined by ``"; "``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if (v := row.get(column)) is None else _plain(v) for column in columns])
    return out.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


def as_table(rows: Sequence[Row], columns: Sequence[str] | None = None, width: int | None = None) -> str:
    """``rows`` as aligned columns that fit the terminal; empty columns and what does not fit are left out."""
    if not rows:
        return "(none)\n"
    names = [c for c in (columns or list(rows[0])) if any(_cell(row.get(c)) for row in rows)] or list(rows[0])[:1]
    lines = [[name.replace("_", " ") for name in names]] + [[_cell(row.get(name)) for name in names] for row in rows]
    widths = _fit([max(_width(line[i]) for line in lines) for i in range(len(names))], width or terminal_width())
    return "".join(
        "  ".join(_pad(cell, size) for cell, size in zip(line, widths, strict=False)).rstrip() + "\n" for line in lines
    )


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as a list of JSON-ready dicts: missing values are None, tuples lists."""
    import pandas as pd

    def value(cell: Any) -> Any:
        if isinstance(cell, list | tuple):
            return [value(item) for item in cell]
        if pd.isna(cell):
            return None
        return cell.item() if hasattr(cell, "item") else cell

    return [
        {str(name): value(cell) for name, cell in zip(frame.columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def terminal_width() -> int:
    """Columns of the terminal; a fixed number where there is none, so that files come out the same everywhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE


def _fit(widths: list[int], room: int) -> list[int]:
    """``widths`` with the widest cut down until all fit; the last columns go where even that is not enough."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] > _LEAST:
            widths[widest] -= 1
        elif len(widths) > 1:
            widths.pop()
        else:
            break
    return widths


def _cell(value: object) -> str:
    return "" if value is None or value is False else "yes" if value is True else clean(_plain(value))


def _plain(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _width(text: str) -> int:
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pad(text: str, size: int) -> str:
    if _width(text) > size:
        text = _cut(text, size - 1) + "…"
    return text + " " * (size - _width(text))


def _cut(text: str, size: int) -> str:
    kept, used = [], 0
    for character in text:
        used += _columns(character)
        if used > size:
            break
        kept.append(character)
    return "".join(kept)


def plural(count: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(items: Iterable[object]) -> str:
    """Items joined for a sentence."""
    return ", ".join(map(str, items))
