"""Tables for terminals."""

from __future__ import annotations

import json
import unicodedata

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from summitry.cli.display import as_csv, as_json, as_table, clean, rows_of

ANY = st.text(alphabet=st.characters(codec=None, categories=None))


def wide(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )  # fmt: skip


@given(ANY)
def test_nothing_that_a_terminal_acts_on_is_left(text: str) -> None:
    shown = clean(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200f")
    shown.encode("utf-8")


ROWS = st.fixed_dictionaries({"a": ANY, "b": st.lists(ANY, max_size=3), "c": st.none() | st.integers()})


@given(st.lists(ROWS, max_size=5), st.integers(20, 120))
def test_a_table_fits_and_has_a_line_per_row(rows: list[dict[str, object]], width: int) -> None:
    lines = as_table(rows, width=width).splitlines()
    assert len(lines) == (len(rows) + 1 if rows else 1)
    assert all(wide(line) <= width for line in lines)


def test_columns_are_aligned_and_cut() -> None:
    rows = [{"who": "平和 会談", "what": "x" * 50}, {"who": "é", "what": "short"}]
    assert as_table(rows, width=30).splitlines() == [
        "who        what", "平和 会談  xxxxxxxxxxxxxxxxxx…", "é          short"
    ]  # fmt: skip


def test_empty_columns_are_left_out_for_people_only() -> None:
    rows = [{"a": 1, "b": None, "c": []}]
    assert as_table(rows).split() == ["a", "1"]
    assert as_csv(rows, ("a", "b", "c")) == "a,b,c\n1,,\n"


def test_frames_become_json() -> None:
    frame = pd.DataFrame({
        "n": pd.array([1, None], dtype="Int64"), "t": pd.array(["x", None], dtype="str"), "l": [("a", "b"), ()],
        "f": [True, False],
    })  # fmt: skip
    assert json.loads(as_json(rows_of(frame))) == [
        {"n": 1, "t": "x", "l": ["a", "b"], "f": True}, {"n": None, "t": None, "l": [], "f": False}
    ]  # fmt: skip


def test_a_lone_surrogate_is_valid_json() -> None:
    text = as_json({"name": "a\udc80b"})
    assert json.loads(text.encode("utf-8")) == {"name": "a\udc80b"}
