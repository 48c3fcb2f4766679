"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# How fast a machine makes examples says nothing of the code: a busy one must not fail a test. Continuous integration
# tries the same examples every time, so that it fails for the change at hand; people's machines look for new ones.
settings.register_profile(
    "summitry", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("summitry")


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


@pytest.fixture(autouse=True)
def one_browser_at_a_time(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Browser tests wait for each other where tests run side by side: two browsers starve each other.

    A lock, since pytest-xdist 3.8 silently loses its groups under pytest 9.2 (pytest-xdist issue 1386).
    """
    if request.node.get_closest_marker("browser") is None:
        yield
        return
    with FileLock(tmp_path_factory.getbasetemp().parent / "browser.lock"):
        yield


@pytest.fixture(autouse=True)
def pdf_can_be_made(request: pytest.FixtureRequest) -> None:
    """Tests of PDF are skipped where its libraries are missing, or fail where ``SUMMITRY_REQUIRE_PDF=1``."""
    if request.node.get_closest_marker("pdf") is None:
        return
    from summitry.errors import RunError
    from summitry.runs import formats

    try:
        formats.require(["pdf"])
    except RunError as error:
        missing = pytest.fail if os.environ.get("SUMMITRY_REQUIRE_PDF") == "1" else pytest.skip
        missing(f"{error.message} {error.remedy}")
