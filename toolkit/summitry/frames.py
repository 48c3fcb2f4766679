"""The tables of a dossier as DataFrames of fixed columns, and DataFrames as JSON, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from summitry.model import TABLES, as_dict
from summitry.resolution.suggestions import Suggestion

_ROW_DEPTH = 3  # in dossier.json: the whole, its tables, a table
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def frame(table: str, values_of: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """A DataFrame with exactly the columns and dtypes of ``TABLES[table]``; other keys of the rows are dropped."""
    columns: dict[str, Any] = {}
    for column, dtype in TABLES[table].items():
        values = [row.get(column) for row in values_of]
        if dtype == "object":
            columns[column] = pd.Series([tuple(value or ()) for value in values], dtype=object)
        else:
            columns[column] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)


def suggestion_table(pairs: Iterable[Suggestion]) -> pd.DataFrame:
    """Suggestions as a table of texts, with its columns where there are none."""
    found = [as_dict(one) for one in pairs]
    return pd.DataFrame({name: pd.Series([one[name] for one in found], dtype="str") for name in Suggestion.__slots__})


def cells(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Column -> its cells as plain Python values: lists for tuples, None for what is missing. By columns, for pandas'
    own ways by rows take several times as long."""
    return {str(name): _values(table[name]) for name in table.columns}


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as JSON-ready objects: lists for tuples, None for what is missing, plain ints and bools."""
    return rows_of(cells(table))


def rows_of(columns: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """The rows of what :func:`cells` gives."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> list[Any]:
    if column.dtype == object:
        return [list(value) if isinstance(value, tuple) else value for value in column]
    missing: Any = None
    values: list[Any] = column.to_numpy(dtype=object, na_value=missing).tolist()
    return values


def json_by_rows(value: Any, depth: int = 0) -> str:
    """JSON with one line for each row of a table. ``json.dumps(indent=…)`` gives each cell one, and takes ten times as
    long: it does that in Python."""
    inner, outer = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict) and value and depth < _ROW_DEPTH:
        parts = (f"{inner}{_json(key)}: {json_by_rows(one, depth + 1)}" for key, one in value.items())
        return "{" + ",".join(parts) + outer + "}"
    if isinstance(value, list) and value and depth < _ROW_DEPTH:
        return "[" + ",".join(inner + _json(one) for one in value) + outer + "]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def to_csv(columns: Mapping[str, list[Any]]) -> str:
    """A table's :func:`cells` as CSV that is safe to open in a spreadsheet; see :meth:`Dossier.write`."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(map(_csv_cell, values) for values in columns.values()), strict=True))
    return target.getvalue()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    return _inert(value) if isinstance(value, str) else value


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_parquet(name: str, columns: Mapping[str, list[Any]]) -> bytes:
    """A table's :func:`cells` as Parquet, lists as lists; pandas reads it as the DataFrame that it was."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(name)
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), target)
    return target.getvalue()


@cache
def _schema(name: str) -> Any:
    """A table's schema in Arrow, with pandas' notes. It does not depend on which cells are empty."""
    import pyarrow as pa

    types = {"str": pa.string(), "object": pa.list_(pa.string()), "Int64": pa.int64(), "bool": pa.bool_()}
    schema = pa.schema([(column, types[dtype]) for column, dtype in TABLES[name].items()])
    return pa.Table.from_pandas(frame(name, []), schema=schema, preserve_index=False).schema
