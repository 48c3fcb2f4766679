"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which is itself a desk."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold annotations, seed story and corpus beside the project; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold" / "score.py").is_file():
        pytest.skip("../shared (gold, seed, corpus) is not beside this checkout")
    return folder


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests run one after another also where others run side by side: two browsers starve each other."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
