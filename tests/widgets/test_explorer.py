"""The explorer's panel: what it holds after each choice. The browser's side is in tests/browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

from summitry.explore import Selection
from summitry.widgets import Explorer
from summitry.widgets.panel import Guard


@pytest.fixture
def explorer(dossier: Any) -> Explorer:
    return Explorer(dossier)


def listed(explorer: Explorer) -> list[str]:
    return [row[0] for row in explorer._records.rows]


def test_a_filter_narrows_table_figure_and_status_at_once(explorer: Explorer) -> None:
    before = explorer._chart.value
    explorer._filters["delegation"].value = "CHL"
    assert listed(explorer) == ["s-2"] == list(explorer.rows["position_id"])
    assert "1 of 3 positions" in explorer._status.value
    assert explorer._chart.value != before and "José Ñandú 1" in explorer._chart.value


def test_search_and_clear(explorer: Explorer) -> None:
    explorer._search.value = "nandu"
    assert listed(explorer) == ["s-2"]
    explorer._search.value = "no such words"
    assert listed(explorer) == [] and "Clear a filter" in explorer._records.empty
    assert explorer._chart.value == ""
    explorer._clear.click()
    assert explorer.selection == Selection() and len(listed(explorer)) == 3


def test_each_table_can_be_shown(explorer: Explorer) -> None:
    for table, records in {"participants": 2, "documents": 1, "events": 2, "positions": 3}.items():
        explorer.table = table
        assert len(listed(explorer)) == records
        assert f"{table.capitalize()} by" in explorer._chart.value


def test_filters_that_do_not_apply_are_greyed_out(explorer: Explorer) -> None:
    explorer.table = "participants"
    greyed = {facet for facet, control in explorer._filters.items() if control.disabled}
    assert greyed == {"topic", "mode", "stance"}
    explorer.table = "positions"
    assert not any(control.disabled for control in explorer._filters.values())


def test_a_chosen_record_shows_its_words_escaped(explorer: Explorer) -> None:
    explorer.table = "participants"
    explorer._records.selected = "p-2"
    assert "<mark>José &lt;b&gt;Ñandú&lt;/b&gt;</mark>" in explorer._words.value
    explorer._search.value = "ana"  # the chosen row is gone, and so are its words
    assert explorer._records.selected == "" and "<mark>" not in explorer._words.value


def test_setting_a_selection_draws_once(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(explorer._records, "show", lambda frame, **_: drawn.append(len(frame)))
    explorer.selection = Selection(delegation="SVN", outlet="Lake <Post>", text="canal")
    assert drawn == [1]


def test_rich_repr_has_the_widget_and_a_static_table(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == "<Explorer of 2031-05-03-lakeside: All 3 positions>"
    assert "Lake &lt;Post&gt;" in bundle["text/html"] and "<script" not in bundle["text/html"]


def test_every_control_is_described(explorer: Explorer) -> None:
    for control in (*explorer._filters.values(), explorer._search, explorer._clear, explorer._count):
        assert control.description and control.tooltip
    assert len(explorer._table.tooltips) == len(explorer._table.options)
    assert explorer._records.label


def test_panel_holds_the_key_guard_and_fetches_nothing(explorer: Explorer) -> None:
    guards = [child for child in explorer.layout.children if isinstance(child, Guard)]
    assert len(guards) == 1
    for text in (guards[0]._esm, guards[0]._css, explorer._records._esm):
        assert str(text) and not re.search(r"https?://|import\s*[({]", str(text))
