"""What is known of a source: the analyst's word over the file's own over the outlet vocabulary."""

from __future__ import annotations

from typing import Any

import pytest

from summitry import vocabulary
from summitry.metadata import described
from summitry.model import Source
from summitry.settings import SummitSettings, validate
from summitry.vocabulary import Outlet

OUTLETS = {
    "belta": Outlet("BelTA", ("BelTA",), "BLR", ("belta.by",), "agency"),
    "eng.belta.by": Outlet("BelTA", ("BelTA",), "BLR", ("belta.by",), "agency"),
    "worldwire": Outlet("WorldWire", ("WorldWire",), "", (), "agency"),
    "the daily": Outlet("The Daily", ("The Daily",), "FRA", (), "newspaper"),
}


@pytest.fixture(autouse=True)
def few_outlets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "outlet", lambda text: OUTLETS.get(text.casefold()))


def settings(**source: Any) -> SummitSettings:
    values = {"title": "T", "start": "2025-08-20", "country": "BLR", "parties": ["BLR", "IRN"]}
    entries = [{"file": "a.txt", **source}] if source else []
    return validate(values | {"sources": entries}, SummitSettings, where="x")


def source(file: str = "a.txt", **values: Any) -> Source:
    return Source("src-1", file, "Text.", **values)


def test_the_analyst_wins_over_the_file() -> None:
    found = described(
        source(outlet="The Daily", outlet_country="FRA", title="Own", published="2025-01-01"), "a.txt",
        settings(outlet="Other", title="Given", date="2025-08-21"),
    )  # fmt: skip
    assert (found.outlet, found.title, found.published) == ("Other", "Given", "2025-08-21")
    assert found.outlet_country is None and found.kind == "press"


@pytest.mark.parametrize(
    ("file", "values", "outlet", "kind"),
    [
        ("a.txt", {"url": "https://eng.belta.by/story-1"}, "BelTA", "host"),
        ("belta-2025-08-20.txt", {}, "BelTA", "host"),
        ("a.txt", {"outlet": "worldwire"}, "WorldWire", "wire"),
        ("a.txt", {"outlet": "The Daily"}, "The Daily", "press"),
        ("a.txt", {"outlet": "Unheard Of"}, "Unheard Of", "press"),
        ("a.txt", {"outlet": "IRNA", "outlet_country": "IRN"}, "IRNA", "guest"),
        ("a.txt", {"url": "https://[broken"}, None, "other"),
        ("a.txt", {}, None, "other"),
    ],
)
def test_the_vocabulary_fills_what_is_missing(file: str, values: dict[str, Any], outlet: str | None, kind: str) -> None:
    found = described(source(**values), file, settings())
    assert (found.file, found.outlet, found.kind) == (file, outlet, kind)


def test_a_corrected_language_decides_whether_a_source_is_mined() -> None:
    foreign = source(language="fr", note="not extracted: language (fr)")
    assert described(foreign, "a.txt", settings(language="en")).extractable
    assert described(source(), "a.txt", settings(language="fr")).note == "not extracted: language (fr)"
    assert described(foreign, "a.txt", settings()).note == foreign.note
