"""One statement in two translations is shown side by side; another meaning never is. All words are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from summitry.assembly import build
from summitry.model import Position
from summitry.report.brief import Brief
from summitry.resolution.renderings import renderings
from summitry.settings import SummitSettings

ONE = "Our harbour towns will share ferries, timber and fish markets with our northern neighbours"
OTHER = "The harbour towns are going to share the ferries, timber and markets for fish with the northern neighbours"


def said(content: str, speaker: str = "Anna Kovar", **kw: Any) -> Position:
    return Position(speaker, "NOR", content, **kw)


@pytest.fixture
def found(write: Callable[..., Any], merge: Callable[..., Any]) -> Callable[..., list[tuple[str, ...]]]:
    def of(one: Position, other: Position, days: tuple[str, str] = ("2031-05-06", "2031-05-07")) -> Any:
        made = merge(write("a", one, published=days[0]), write("b", other, published=days[1]))
        assert len(made.positions) == 2
        return renderings(made.positions)

    return of


def test_two_translations_of_one_statement_are_renderings(found: Callable[..., Any]) -> None:
    assert [len(ids) for ids in found(said(ONE), said(OTHER))] == [2]


@pytest.mark.parametrize(
    "other",
    [
        said(OTHER.replace("are going", "are not going")),
        said(OTHER.replace("The harbour", "Two harbour")),
        said(OTHER.replace("the northern", "the Norwegian")),
        said(OTHER, speaker="Petr Novy"),
        said("The airport will be closed until the spring, whatever the northern neighbours say"),
        said(ONE.replace("share", "shun"), stance="oppose"),
    ],
)
def test_another_meaning_or_speaker_is_no_rendering(other: Position, found: Callable[..., Any]) -> None:
    assert found(said(ONE, stance="commit"), other) == []


def test_another_day_is_another_statement(found: Callable[..., Any]) -> None:
    assert found(said(ONE), said(OTHER), ("2031-05-06", "2031-06-01")) == []


def test_what_one_source_gives_twice_is_two_statements(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    assert renderings(merge(write("a", said(ONE), said(OTHER))).positions) == []


def test_the_brief_shows_renderings_under_the_first(write: Callable[..., Any]) -> None:
    coverage = [write("a", said(ONE)), write("b", said(OTHER))]
    settings = SummitSettings(title="A visit", start="2031-05-06", host="PRT", parties=("PRT", "NOR"))
    dossier = build("2031-05-06-lisbon", settings, [one for one, _ in coverage], [two for _, two in coverage])
    assert len(dossier.positions) == 2
    html = Brief(dossier).positions()._repr_html_()
    before, after = html.split("In other words elsewhere:")
    assert "will share ferries" in before and "going to share" in after
    assert all(html.count(f'id="{id}"') == 1 for id in dossier.positions["position_id"])
