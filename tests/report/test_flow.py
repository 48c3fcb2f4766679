"""Quotations broken by their attribution: the reader gets all parts."""

from __future__ import annotations

from summitry.assembly import build
from summitry.dossier import Dossier
from summitry.extraction import extract
from summitry.model import Source
from summitry.report.brief import Brief
from summitry.report.flow import whole
from summitry.settings import SummitSettings

TEXT = """\
LISBON, May 7 (Test Wire) - Portuguese President Duarte Falcao met Norwegian President Ingrid Solbakken on Wednesday.

"Our coasts look at one ocean," Falcao said. "We shall govern it together with all who live from it and on it."

"Fish knows no border," Solbakken said.
"""


def made(*texts: str) -> Dossier:
    sources = [Source(f"src-{n}", f"{n}.txt", text, outlet=f"Paper {n}") for n, text in enumerate(texts)]
    settings = SummitSettings(title="Talks", start="2031-05-07")
    return build("s", settings, sources, [extract(source) for source in sources])


def test_both_parts_are_read_in_order() -> None:
    dossier = made(TEXT)
    content = dict(zip(dossier.positions["speaker"], whole(dossier)["content"], strict=True))
    assert content["Duarte Falcao"] == (
        "Our coasts look at one ocean” … “We shall govern it together with all who live from it and on it."
    )
    assert content["Ingrid Solbakken"] == "Fish knows no border"
    assert "Our coasts look at one ocean" in Brief(dossier).positions()._repr_html_()


def test_the_same_words_in_another_outlet_are_no_second_part() -> None:
    dossier = made(TEXT, TEXT.replace("Test Wire", "Other Wire"))
    assert [text.count("one ocean") for text in whole(dossier)["content"] if "ocean" in text] == [1]
