"""The explorer: filters over a dossier, giving a table, a figure, and the words in the sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import ipywidgets

from summitry import explore as pure
from summitry.figures import data_uri
from summitry.markup import Safe, tag
from summitry.passages import passages, passages_html
from summitry.report.governing import lead_ins, with_leads
from summitry.widgets.panel import Panel
from summitry.widgets.records import RecordTable
from summitry.widgets.reviewing import Reviewing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from summitry.desk import Desk
    from summitry.dossier import Dossier
    from summitry.summit import Summit

_HINTS = {
    "delegation": "Only what concerns this country's delegation",
    "speaker": "Only this speaker",
    "topic": "Only positions on this topic",
    "outlet": "Only what this outlet reports",
    "mode": "Only words quoted in this way",
    "stance": "Only positions of this stance",
}
_COUNT_LABELS = {"country": "delegation", "outlets": "outlet", "areas": "area", "people": "person"}
_LIMIT = 300  # rows drawn at once; a browser draws more only slowly, and nobody reads them


class Explorer(Panel):
    """Narrow a dossier by delegation, speaker, topic, outlet, mode, stance and free text, and see it at once.

    With the ``summit`` of the dossier, an analyst also decides here; each decision is stored at once.

    ``rows`` is what is shown at the moment, as a DataFrame with the columns of the model; ``figure()`` is the chart
    beside it, to save or restyle; ``selection`` and ``table`` are what is asked for, and may be set.

    >>> explorer = Explorer(summitry.open_desk().summit("2025-08-20-minsk").dossier())  # doctest: +SKIP
    >>> explorer  # doctest: +SKIP
    """

    def __init__(self, dossier: Dossier, summit: Summit | None = None) -> None:
        self.dossier = dossier
        self._summit = summit
        self._waiting = False
        self._tables = dossier.tables()
        self._leads = lead_ins(dossier)
        self._reviewing = Reviewing(summit, self._reload) if summit is not None else None
        self._review = ipywidgets.Dropdown(
            description="Review", options=[(name.capitalize(), name) for name in pure.REVIEWS],
            tooltip="Only what an analyst has decided so; rejected records are shown only here",
        )  # fmt: skip
        self._filters = {facet: self._filter(facet) for facet in pure.FACETS}
        self._search = ipywidgets.Text(
            description="Search", placeholder="words in any order", tooltip="Search what is shown and the quoted words"
        )
        self._clear = ipywidgets.Button(description="Clear filters", tooltip="Show everything again")
        self._table = ipywidgets.ToggleButtons(
            options=self._table_names(),
            tooltips=[f"Show the {name}" for name in pure.COLUMNS],
        )
        self._status = ipywidgets.HTML()
        self._records = RecordTable()
        self._count = ipywidgets.Dropdown(description="Count by", tooltip="What the bars count")
        self._chart = ipywidgets.HTML()
        self._words = ipywidgets.HTML()
        super().__init__(*self._arranged())
        for control in (*self._filters.values(), self._review, self._search, self._count):
            control.observe(self._update, "value")
        self._table.observe(self._change_table, "value")
        self._records.observe(self._show_words, "selected")
        self._clear.on_click(self._show_all)
        self._change_table()
        self._show_words()

    def _filter(self, facet: str) -> ipywidgets.Dropdown:
        return ipywidgets.Dropdown(description=facet.capitalize(), options=self._choices(facet), tooltip=_HINTS[facet])

    def _choices(self, facet: str) -> list[tuple[str, str | None]]:
        return [("All", None), *pure.choices(self._tables, facet)]

    def _arranged(self) -> tuple[ipywidgets.Widget, ...]:
        filters = ipywidgets.Box([*self._filters.values()])
        search = ipywidgets.Box([self._search, self._review, self._clear])
        words = ipywidgets.VBox([ipywidgets.HTML("<h4>In the sources</h4>"), self._words])
        chart = ipywidgets.VBox([self._count, self._chart])
        below = ipywidgets.Box([words, chart])
        parts = {
            "filters": filters, "search": search, "tables": self._table, "status": self._status,
            "words": words, "chart": chart, "below": below,
        }  # fmt: skip
        for name, part in parts.items():
            part.add_class(f"summitry-{name}")
        reviewing = (self._reviewing.layout,) if self._reviewing is not None else ()
        return filters, search, self._table, self._status, self._records, below, *reviewing

    def _table_names(self) -> list[tuple[str, str]]:
        return [(f"{name.capitalize()} ({len(self._tables[name])})", name) for name in pure.COLUMNS]

    def _reload(self) -> None:
        """Read the summit again after a decision, and show what was shown before, as it is now."""
        assert self._summit is not None
        self.dossier = self._summit.dossier()
        self._tables, self._leads = self.dossier.tables(), lead_ins(self.dossier)
        with self._together():
            table, selection = self.table, self.selection
            for facet, control in self._filters.items():
                control.options = self._choices(facet)
                wanted = getattr(selection, facet)
                control.value = wanted if wanted in [value for _, value in control.options] else None
            self._table.options = self._table_names()
            self._table.value = table
        self._show_words()

    @property
    def selection(self) -> pure.Selection:
        """What is asked for."""
        values = {facet: control.value for facet, control in self._filters.items()}
        return pure.Selection(**values, text=self._search.value)

    @selection.setter
    def selection(self, selection: pure.Selection) -> None:
        self._set(selection)

    @property
    def table(self) -> str:
        """Which table is shown: positions, participants, documents or events."""
        return str(self._table.value)

    @table.setter
    def table(self, name: str) -> None:
        self._table.value = name

    @property
    def rows(self) -> pd.DataFrame:
        """The records that match, with the columns of the model; rejected ones only where these are asked for."""
        rejected = self._review.value == pure.REJECTED
        tables = {name: rows[:0] for name, rows in self._tables.items()} | dict(self.dossier.left_out) if rejected \
            else self._tables  # fmt: skip
        return pure.by_review(pure.narrow(tables, self.table, self.selection), self.dossier, self._review.value)

    def figure(self) -> Figure:
        """The chart of what matches."""
        return pure.bars(self._tally(), self._chart_title())

    def to_html(self) -> str:
        """The records that match as a static table, and how many there are."""
        rows = self.rows
        table = pure.table_html(self._readable(rows)) if len(rows) else ""
        return _plain(tag("p", self._summary(rows)), table)

    def _readable(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows for reading: statements with the words that govern them ("rejected", "called for"), reviews marked."""
        return pure.with_review(pure.worded(self.table, with_leads(self.table, rows, self._leads)), self.dossier)

    def __repr__(self) -> str:
        return f"<Explorer of {self.dossier.summit_id}: {self._summary()}>"

    def _set(self, selection: pure.Selection) -> None:
        with self._together():
            for facet, control in self._filters.items():
                control.value = getattr(selection, facet)
            self._search.value = selection.text

    def _show_all(self, _: Any = None) -> None:
        with self._together():
            self._review.value = "all"
            self.selection = pure.Selection()

    def _change_table(self, _: Any = None) -> None:
        with self._together():
            for facet, control in self._filters.items():
                control.disabled = not pure.applies(self.table, facet)
            self._count.options = [(_COUNT_LABELS.get(c, c), c) for c in pure.COUNTED[self.table]]
            self._count.index = 0
        self._show_words()

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Several controls change, and the panel is drawn once."""
        inside, self._waiting = self._waiting, True
        try:
            yield
        finally:
            self._waiting = inside
        self._update()

    def _update(self, _: Any = None) -> None:
        if self._waiting:
            return
        rows = self.rows
        summary = self._summary(rows)
        if len(rows) > _LIMIT:
            summary += f" (the first {_LIMIT} are listed)"
        self._status.value = _plain(tag("span", summary, role="status"))
        self._records.show(self._readable(rows[:_LIMIT]), label=self.table.capitalize(), empty=summary)
        counts = self._tally(rows)
        title = self._chart_title()
        alt = f"{title}: {pure.described(zip(counts['value'], counts['rows'], strict=True))}"
        chart = pure.bars(counts, title) if len(rows) else None
        self._chart.value = tag("img", src=data_uri(chart), alt=alt) if chart else ""

    def _summary(self, rows: pd.DataFrame | None = None) -> str:
        shown = self.rows if rows is None else rows
        return pure.summary(len(shown), len(self._tables[self.table]), self.table)

    def _tally(self, rows: pd.DataFrame | None = None) -> pd.DataFrame:
        return pure.tally(self.rows if rows is None else rows, self._count.value)

    def _chart_title(self) -> str:
        return f"{self.table.capitalize()} by {_COUNT_LABELS.get(self._count.value, self._count.value)}"

    def _show_words(self, _: Any = None) -> None:
        record = self._records.selected
        if self._reviewing is not None:
            self._reviewing.show(self.dossier, self.table, record)
        if not record:
            self._words.value = tag("p", "Choose a row to read its words in the sources.", class_="summitry-empty")
            return
        self._words.value = _plain(passages_html(passages(self.dossier, record)))


def _plain(*parts: object) -> Safe:
    """HTML in which JupyterLab's typesetter leaves dollar signs alone."""
    return tag("div", *parts, class_="mathjax_ignore tex2jax_ignore")


def explore(summit_id: str | None = None, desk: Desk | str | None = None) -> Explorer:
    """An explorer of a summit; the arguments are those of :func:`summitry.workbook.open`."""
    from summitry import workbook

    return workbook.open(summit_id or "", desk or "").explorer()
