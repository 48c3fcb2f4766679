"""A desk in a temporary folder whose name has everything that breaks naive path handling."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.desk import Desk, init_desk

PARAMETERS = 'summit = ""  # type: str, the summit\'s id\ntop = 3  # type: int, how many to show\n'


def notebook(*cells: str, parameters: str | None = PARAMETERS) -> str:
    """A notebook with a parameters cell and these code cells."""

    def cell(number: int, source: str, tags: list[str]) -> dict[str, object]:
        return {"cell_type": "code", "id": f"cell-{number}", "execution_count": None, "outputs": [],
                "metadata": {"tags": tags}, "source": source.splitlines(keepends=True)}  # fmt: skip

    first = [cell(0, parameters, ["parameters"])] if parameters is not None else []
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({
        "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel},
        "cells": first + [cell(number, source, []) for number, source in enumerate(cells, 1)],
    })  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = init_desk(tmp_path / "a {desk} 'with' 100% ünusual name")
    made.new_summit("one", title="Talks <b>in</b> {Lantern} Bay", start="2031-05-02", city="Lantern Bay")
    return made


@pytest.fixture
def template(desk: Desk) -> Callable[..., Path]:
    """``template(name, *cells)`` writes a template into the desk."""

    def write(name: str, *cells: str, parameters: str | None = PARAMETERS) -> Path:
        path = desk.root / "templates" / f"{name}.ipynb"
        path.write_text(notebook(*cells, parameters=parameters), encoding="utf-8")
        return path

    return write
