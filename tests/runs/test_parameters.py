"""What a template can be asked for, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import ParameterError, TemplateError
from summitry.runs.parameters import (
    Parameter,
    check_parameters,
    convert_parameters,
    parse_parameters,
    prepared,
    read_parameters,
)

CELL = '''\
"""What may be asked for."""
summit = ""  # type: str, the summit's id
top: int = 10  # how many positions to show
outlets = []  # type: list[str], only these outlets
speaker = None  # type: str | None, one speaker
rule = "a=b # c"  # holds what papermill's pattern stumbles over
ratio = 0.5
order: "Literal['date', 'name']" = "date"
limits = {"quotes": 3}  # type: dict[str, int]
'''
Write = Callable[..., Path]


def by_name(cell: str = CELL) -> dict[str, Parameter]:
    return {p.name: p for p in parse_parameters(cell, "brief.ipynb")}


def test_names_types_defaults_and_help_are_read() -> None:
    found = by_name()
    assert list(found) == ["summit", "top", "outlets", "speaker", "rule", "ratio", "order", "limits"]
    assert found["summit"] == Parameter("summit", "str", "", "the summit's id")
    assert found["top"] == Parameter("top", "int", 10, "how many positions to show")
    assert found["outlets"].type == "list[str]"
    assert found["speaker"] == Parameter("speaker", "str | None", None, "one speaker")
    assert found["rule"].default == "a=b # c"
    assert found["ratio"].type == "float"  # from its default
    assert found["limits"].type == "dict[str, int]"


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("top", [3, -1], [True, "3", 2.0, None]),
        ("ratio", [0.1, 2], [True, "0.1"]),
        ("outlets", [[], ["A"]], [["A", 3], "A", ("A",)]),
        ("speaker", [None, "A"], [3, []]),
        ("order", ["date", "name"], ["size", 1]),
        ("limits", [{}, {"quotes": 1}], [{"quotes": "1"}, []]),
    ],
)
def test_values_are_checked_by_type(name: str, good: list[Any], bad: list[Any]) -> None:
    parameter = by_name()[name]
    assert all(parameter.accepts(value) for value in good)
    assert not any(parameter.accepts(value) for value in bad)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("top", "5", 5), ("ratio", "1e-1", 0.1), ("outlets", '["A, B"]', ["A, B"]), ("speaker", "null", None),
        ("speaker", "12", "12"), ("rule", "{x}", "{x}"), ("limits", '{"quotes": 1}', {"quotes": 1}),
    ],
)  # fmt: skip
def test_command_line_strings_become_values(name: str, text: str, value: object) -> None:
    converted = by_name()[name].convert(text)
    assert (converted, type(converted)) == (value, type(value))


def test_true_is_read_as_people_write_it() -> None:
    flag = Parameter("flag", "bool", False)
    assert [flag.convert(text) for text in ("true", "True", "false", "False")] == [True, True, False, False]
    with pytest.raises(ValueError):
        flag.convert("1")


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.lists(st.text()), st.none()))
def test_what_json_writes_is_read_back(value: object) -> None:
    parameter = Parameter("x", "int | float | list[str] | None", None)
    assert parameter.convert(json.dumps(value)) == value


@given(st.text())
def test_any_text_is_either_a_value_or_refused(text: str) -> None:
    for parameter in by_name().values():
        try:
            assert parameter.accepts(parameter.convert(text))
        except ValueError:
            assert parameter.type not in ("str", "str | None")


def test_unknown_parameter_lists_known_ones_and_the_nearest(template: Write) -> None:
    path = template("brief", parameters=CELL)
    with pytest.raises(ParameterError) as caught:
        convert_parameters(path, {"outlet": "A"})
    assert "no parameter 'outlet'" in caught.value.message
    assert "Did you mean 'outlets'" in caught.value.remedy
    assert "top (int)" in caught.value.remedy
    with pytest.raises(ParameterError):
        check_parameters(path, {"nonsense": 1})


def test_ill_typed_parameter_says_expected_and_got(template: Write) -> None:
    path = template("brief", parameters=CELL)
    with pytest.raises(ParameterError, match=r"'top' expects int, got 'many'"):
        convert_parameters(path, {"top": "many"})
    with pytest.raises(ParameterError, match=r"'top' expects int, got '3' \(str\)"):
        check_parameters(path, {"top": "3"})


def test_what_a_run_sets_itself_cannot_be_given(template: Write) -> None:
    with pytest.raises(ParameterError, match="set by the run"):
        convert_parameters(template("brief", parameters=CELL), {"summit": "two"})


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("top = ", "not valid Python"),
        ("import os", "line 1"),
        ("summit = ''\nwhen = date.today()", "default of parameter 'when'"),
        ("a, b = 1, 2", "plain assignment"),
        ("where: Path = ''", "not a JSON type"),
        ("top: int = 'ten'", "not of its type"),
        ("top = {1, 2}", "not a JSON value"),
    ],
)
def test_a_cell_that_is_no_list_of_parameters_is_refused(cell: str, says: str) -> None:
    with pytest.raises(TemplateError, match=says):
        parse_parameters(cell, "brief.ipynb")


def test_a_parameters_cell_is_never_run(template: Write, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    path = template("trap", parameters=f"summit = open({str(trap)!r}, 'w')")
    with pytest.raises(TemplateError):
        read_parameters(path)
    assert not trap.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"cells": 3}', b'{"cells": [{}]}', b"[" * 100_000])
def test_what_is_no_notebook_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"broken\.ipynb"):
        read_parameters(path)
    with pytest.raises(TemplateError, match=r"gone\.ipynb"):
        read_parameters(tmp_path / "gone.ipynb")


def test_a_workbook_is_prepared_with_its_summit(template: Write) -> None:
    path = template("workbook", "summit", parameters='# ü\nsummit: str = "x"  # type: str, which\ntop = 3\n')
    cells = json.loads(prepared(path, {"summit": "two"}))["cells"]
    assert "".join(cells[0]["source"]) == "# ü\nsummit: str = 'two'  # type: str, which\ntop = 3\n"
    assert "".join(cells[1]["source"]) == "summit"
