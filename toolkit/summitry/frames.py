"""The tables of a dossier as DataFrames of fixed columns, and DataFrames as JSON, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from summitry.model import TABLES

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


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as JSON-ready objects: lists for tuples, None for what is missing, plain ints and bools."""
    names = [str(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*map(_values, _columns(table)), strict=True)]


def _columns(table: pd.DataFrame) -> Iterable[pd.Series]:
    return (table[name] for name in table.columns)


def _values(column: pd.Series) -> list[Any]:
    """A column's cells as plain Python values, None for what is missing. By columns, for pandas' own ways by rows take
    several times as long."""
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


def to_csv(name: str, table: pd.DataFrame) -> str:
    """A table as CSV that is safe to open in a spreadsheet; see :meth:`Dossier.write`."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*([_csv_cell(value) for value in _values(column)] for column in _columns(table)), strict=True))
    return target.getvalue()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    return _inert(value) if isinstance(value, str) else value


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_parquet(name: str, table: pd.DataFrame) -> bytes:
    """A table as Parquet, lists as lists, with a schema that does not depend on which cells are empty."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"str": pa.string(), "object": pa.list_(pa.string()), "Int64": pa.int64(), "bool": pa.bool_()}
    schema = pa.schema([(column, types[dtype]) for column, dtype in TABLES[name].items()])
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table, schema=schema, preserve_index=False), target)
    return target.getvalue()
