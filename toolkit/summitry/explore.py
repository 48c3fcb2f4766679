"""Narrowing a dossier's tables to what the analyst asks for, and wording the rows for reading.

What the explorer widget does, without the widget: tables in, tables out. ``tables`` is :meth:`Dossier.tables`, a
mapping of the names in :data:`summitry.model.TABLES` to DataFrames with the columns given there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from summitry import figures, words
from summitry.markup import Safe, clean

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from summitry.dossier import Dossier

    Tables = Mapping[str, pd.DataFrame]

#: Choice that stands for "the record names none", e.g. a position without a topic.
NONE = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. ``None`` is everything, :data:`NONE` the records that name none; ``text`` is a free search."""

    delegation: str | None = None
    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    mode: str | None = None
    stance: str | None = None
    text: str = ""


FACETS = tuple(f.name for f in fields(Selection) if f.name != "text")

#: Which column of which table a facet narrows. A facet that a table lacks leaves that table alone.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "positions": {"delegation": "country", "speaker": "speaker", "topic": "topic", "outlet": "outlets",
                  "mode": "mode", "stance": "stance"},
    "participants": {"delegation": "country", "speaker": "name", "outlet": "outlets"},
    "documents": {"delegation": "parties", "speaker": "signatories", "outlet": "outlets"},
    "events": {"speaker": "people", "outlet": "outlets"},
}  # fmt: skip

#: What a reader sees: column -> heading, in reading order.
HEADINGS: Mapping[str, Mapping[str, str]] = {
    "positions": {"speaker": "Speaker", "country": "Delegation", "content": "What was said", "mode": "Mode",
                  "stance": "Stance", "topic": "Topic", "via": "Via", "outlets": "Outlets"},
    "participants": {"name": "Name", "title": "Title", "country": "Delegation", "organisation": "Organisation",
                     "role": "Role", "outlets": "Outlets"},
    "documents": {"label": "Document", "type": "Type", "count": "Count", "title": "Title", "areas": "Areas",
                  "parties": "Parties", "status": "Status", "date": "Date", "outlets": "Outlets"},
    "events": {"date": "Date", "time": "Time", "kind": "Event", "label": "What happened", "place": "Place",
               "people": "People", "outlets": "Outlets"},
    "sources": {"outlet": "Outlet", "outlet_country": "Country", "kind": "Kind", "title": "Title", "published": "Date",
                "language": "Language", "file": "File", "note": "Note"},
    "disagreements": {"table": "Table", "record_id": "Record", "field": "Field", "value": "Value",
                      "outlets": "Outlets"},
}  # fmt: skip

#: Columns worth counting, per table; the first is what the figure shows unless asked otherwise.
COUNTED: Mapping[str, tuple[str, ...]] = {
    "positions": ("speaker", "topic", "stance", "mode", "outlets"),
    "participants": ("country", "role", "outlets"),
    "documents": ("type", "areas", "status", "outlets"),
    "events": ("kind", "date", "people", "outlets"),
}

#: What a reader sees of a record's review.
REVIEW_MARKS: Mapping[str, str] = {
    "open": "", "accepted": "✓ reviewed", "corrected": "✓ corrected", "added": "✓ added", "deferred": "… deferred",
    "changed": "! changed since review", "rejected": "✗ rejected",
}  # fmt: skip
REJECTED = "rejected"
#: What can be asked for by review, and the states that it stands for; rejected records are in ``Dossier.left_out``.
REVIEWS: Mapping[str, tuple[str, ...] | None] = {
    "all": None, "not reviewed": ("changed", "open", "deferred"), "changed": ("changed",), "deferred": ("deferred",),
    "reviewed": ("accepted", "corrected", "added"), REJECTED: (REJECTED,),
}  # fmt: skip

_COUNTRIES = ("country", "parties", "outlet_country")
_CODED = ("mode", "stance", "topic", "role", "type", "status", "kind", "field")
_UNNAMED = "none given"
_MISSING = ("None", "nan", "<NA>")  # how None, NaN and pandas' NA print; a text that reads so is a text


def fold(text: str) -> str:
    """``text`` for comparing: transliterated to ASCII, case-folded, runs of white space made one space."""
    from anyascii import anyascii

    return " ".join(anyascii(text).casefold().split())


def values_of(value: Any) -> tuple[str, ...]:
    """A cell as its values: a tuple's members, a text's one value, nothing for a missing value."""
    if isinstance(value, (tuple, list)):
        return tuple(str(member) for member in value)
    text = value if isinstance(value, str) else "" if str(value) in _MISSING else str(value)
    return (text,) if text else ()


def wording(column: str, value: str) -> str:
    """One value of ``column`` as a reader sees it: countries by name, coded values without underscores."""
    if column in _COUNTRIES:
        return words.country(value)
    return words.term(value) if column in _CODED else value


def choices(tables: Tables, facet: str) -> list[tuple[str, str]]:
    """What a facet may be set to, as (label, value) pairs by label; "none given" comes last, if a position has none."""
    found: dict[str, str] = {}
    for table, columns in COLUMNS.items():
        if facet not in columns or (facet == "speaker" and table != "positions"):
            continue
        for cell in tables[table][columns[facet]]:
            found.update({value: wording(columns[facet], value) for value in values_of(cell)})
    pairs = sorted(((label, value) for value, label in found.items()), key=lambda pair: (fold(pair[0]), pair[1]))
    positions = tables["positions"][COLUMNS["positions"][facet]]
    if any(not values_of(cell) for cell in positions):
        pairs.append((_UNNAMED, NONE))
    return pairs


def applies(table: str, facet: str) -> bool:
    """Whether ``facet`` narrows ``table``."""
    return facet in COLUMNS[table] or (table, facet) == ("events", "delegation")


def narrow(tables: Tables, table: str, selection: Selection) -> pd.DataFrame:
    """The rows of ``table`` that ``selection`` asks for, with their columns, dtypes and order untouched.

    Facets are compared by value. The search is plain text, blind to case and accents: every word of it must stand
    somewhere in what the row shows or in the row's words in the sources.
    """
    rows = tables[table]
    for facet in FACETS:
        wanted = getattr(selection, facet)
        if wanted is not None and applies(table, facet):
            column, holds = _condition(tables, table, facet, wanted)
            rows = _where(rows, (holds(values_of(cell)) for cell in rows[column]))
    searched = fold(selection.text).split()
    if searched:
        rows = _where(rows, (all(word in text for word in searched) for text in _searched(tables, table, rows)))
    return rows


def _where(rows: pd.DataFrame, holds: Iterable[bool]) -> pd.DataFrame:
    import numpy as np

    # An explicit dtype, because pandas reads an empty list as a list of columns.
    return rows.loc[np.fromiter(holds, dtype=bool)]


def _condition(tables: Tables, table: str, facet: str, wanted: str) -> tuple[str, Callable[[tuple[str, ...]], bool]]:
    """The column that a facet looks at, and whether a cell's values satisfy it."""
    if facet in COLUMNS[table]:
        return COLUMNS[table][facet], lambda values: wanted in values if wanted != NONE else not values
    # An event names people, not countries: it belongs to the delegations of those who took part in it.
    people = tables["participants"]
    members = {name for name, country in zip(people["name"], people["country"], strict=True) if country == wanted}
    return "people", lambda values: not members.isdisjoint(values)


def _searched(tables: Tables, table: str, rows: pd.DataFrame) -> list[str]:
    """For each row the text that a search looks through: what the row shows, then its words in the sources."""
    evidence = tables["evidence"][tables["evidence"]["table"] == table]
    quoted: dict[str, list[str]] = {}
    for record, exact in zip(evidence["record_id"], evidence["exact"], strict=True):
        quoted.setdefault(record, []).append(exact)
    shown = worded(table, rows)
    lines = zip(shown.index, shown.itertuples(index=False, name=None), strict=True)
    return [fold(" ".join((*line, *quoted.get(record, ())))) for record, line in lines]


def by_review(rows: pd.DataFrame, dossier: Dossier, wanted: str) -> pd.DataFrame:
    """The rows whose review is one of those that ``wanted``, a key of :data:`REVIEWS`, stands for."""
    states = REVIEWS[wanted]
    if states is None or wanted == REJECTED:
        return rows
    return _where(rows, (dossier.state_of(str(record)).state in states for record in rows.iloc[:, 0]))


def with_review(shown: pd.DataFrame, dossier: Dossier) -> pd.DataFrame:
    """Rows for reading, indexed by record id, with what their review has come to as a last column; without it where
    none of them was reviewed."""
    gone = set() if not dossier.left_out else set(dossier.left_out["evidence"]["record_id"])
    states = [REJECTED if record in gone else dossier.state_of(str(record)).state for record in shown.index]
    marks = [REVIEW_MARKS[state] for state in states]
    return shown.assign(Review=marks) if any(marks) else shown


def tally(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many rows name each value of ``column``: columns ``value`` (worded) and ``rows``, most first, then by name.

    A row that names several values counts under each; rows that name none are counted together.
    """
    import pandas as pd

    counts: dict[str, int] = {}
    for cell in rows[column]:
        for value in [wording(column, value) for value in dict.fromkeys(values_of(cell))] or [_UNNAMED]:
            counts[value] = counts.get(value, 0) + 1
    order = sorted(counts.items(), key=lambda item: (-item[1], fold(item[0])))
    return pd.DataFrame({"value": [v for v, _ in order], "rows": [n for _, n in order]}).astype(
        {"value": "str", "rows": "Int64"}
    )


def worded(table: str, rows: pd.DataFrame, separator: str = ", ") -> pd.DataFrame:
    """``rows`` for reading: texts only, columns headed and ordered by :data:`HEADINGS`, indexed by record id.

    A column that is empty in every row is left out; an empty table keeps all its headings.
    """
    import pandas as pd

    cells = {
        heading: [clean(separator.join(wording(column, value) for value in values_of(cell))) for cell in rows[column]]
        for column, heading in HEADINGS[table].items()
    }
    frame = pd.DataFrame(cells, index=pd.Index(list(rows.iloc[:, 0]), name=rows.columns[0]), dtype="str")
    return frame.loc[:, [bool(len(rows) == 0 or (frame[name] != "").any()) for name in frame.columns]]


def table_html(frame: pd.DataFrame) -> Safe:
    """A frame of texts as an HTML table, whole and escaped."""
    import pandas as pd

    with pd.option_context("display.max_colwidth", None):  # pandas would cut cells at 50 characters
        return Safe(frame.to_html(index=False, escape=True, border=0))


def summary(shown: int, total: int, table: str) -> str:
    """How much of a table is shown, as one line."""
    noun = table if total != 1 else table.removesuffix("s")
    if total == 0:
        return f"No {table} were found in the sources of this summit."
    if shown == 0:
        return f"None of the {total} {noun} matches. Clear a filter to see more."
    return f"All {total} {noun}" if shown == total else f"{shown} of {total} {noun}"


def described(pairs: Iterable[tuple[str, int]], limit: int = 12) -> str:
    """A tally in words, for those who cannot see the figure: ``"Slovenia 4, Chile 2"``."""
    listed = [f"{label} {count}" for label, count in pairs]
    return ", ".join(listed[:limit]) + (f" and {len(listed) - limit} more" if len(listed) > limit else "")


def bars(counts: pd.DataFrame, title: str, limit: int = 10) -> Figure:
    """A tally as horizontal bars with their numbers, the longest on top; what exceeds ``limit`` is summed in one bar.

    The figure is not registered with pyplot, so it is freed with its last reference.
    """
    from matplotlib.figure import Figure

    labels = [figures.wrap(value, 30) for value in counts["value"]]
    numbers = [int(number) for number in counts["rows"]]
    if len(numbers) > limit:
        rest = len(numbers) - limit + 1
        labels, numbers = [*labels[: limit - 1], f"{rest} others"], [*numbers[: limit - 1], sum(numbers[limit - 1 :])]
    lines = sum(1 + label.count("\n") / 2 for label in labels) or 1
    figure = Figure(figsize=(5.2, 0.5 + 0.32 * lines), layout="constrained")
    axes = figure.subplots()
    drawn = axes.barh(range(len(numbers)), numbers, height=0.62, color=figures.BLUE)
    axes.bar_label(drawn, padding=3, fontsize=9)
    # Labels come from sources: dollar signs in them are not mathematics.
    axes.set_yticks(range(len(labels)), labels, fontsize=9, parse_math=False)
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", parse_math=False)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.margins(x=0.08)
    return figure
