"""DataFrames -> matplotlib figures for print and screen.

Every figure can be read without colour: counts are written out, kinds differ by marker or hatch. A figure with fewer
than two things to compare is None: a sentence says it better. Colours are Okabe and Ito's, which colour-blind readers
tell apart.
"""

from __future__ import annotations

import base64
import io
import textwrap
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from summitry import words
from summitry.words import rows

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, RUST, INK, PALE = "#0072B2", "#D55E00", "#1b1f24", "#c9d0d8"
# Inches; the width of a page's text.
WIDTH = 7.0
# Fonts of the report. Text stays text: the reader's browser sets it, which also knows scripts that matplotlib lacks.
_FONTS = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
_STYLE: Any = {
    "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"], "font.size": 9, "text.parse_math": False,
    "text.usetex": False, "svg.fonttype": "none", "svg.hashsalt": "summitry", "hatch.linewidth": 0.8,
    "axes.edgecolor": PALE, "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
}  # fmt: skip


@contextmanager
def _styled() -> Iterator[None]:
    import matplotlib

    with matplotlib.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def svg(figure: Figure) -> str:
    """The figure as an SVG document in the report's fonts."""
    target = io.StringIO()
    with _styled():
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None}, facecolor="white")
    return target.getvalue().replace("'DejaVu Sans', sans-serif", _FONTS).replace("'DejaVu Sans'", _FONTS)


def data_uri(figure: Figure) -> str:
    """The figure as the source of an ``<img>``: nothing in it can run or reach out, and its ids are its own."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(figure).encode("utf-8", "replace")).decode("ascii")


def wrap(text: str, width: int, lines: int = 2) -> str:
    """A label on at most ``lines`` lines of about ``width`` characters."""
    found = textwrap.wrap(words.lines(text), width, break_long_words=True) or [""]
    if len(found) > lines:
        found = [*found[: lines - 1], words.clip(" ".join(found[lines - 1 :]), width)]
    return "\n".join(found)


def grid(counts: Mapping[tuple[str, str], int], down: Sequence[str], across: Sequence[str], title: str = "") -> Figure:
    """A dot for each pair that occurs, its area and the number in it the count. ``counts`` is by (down, across)."""
    from matplotlib.figure import Figure

    with _styled():
        labels = [wrap(words.sentence(name), 26) for name in down]
        height = 0.85 + 0.36 * len(down)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        most = max(counts.values(), default=1)
        for (name, column), count in counts.items():
            x, y = across.index(column), down.index(name)
            size = 130 + 330 * (count / most)
            axes.scatter([x], [y], s=size, color=BLUE, alpha=0.22, edgecolors="none", zorder=2)
            axes.scatter([x], [y], s=size, facecolors="none", edgecolors=BLUE, linewidths=0.9, zorder=3)
            axes.text(x, y, str(count), ha="center", va="center_baseline", fontsize=9, zorder=4)
        axes.set_xlim(-0.6, len(across) - 0.4)
        axes.set_ylim(len(down) - 0.4, -0.6)
        narrow = max(8, int(66 / max(len(across), 1)))
        axes.set_xticks(range(len(across)), [wrap(words.sentence(name), narrow) for name in across])
        axes.set_yticks(range(len(down)), labels)
        _bare(axes)
        axes.grid(visible=True, color=PALE, linewidth=0.6, zorder=0)
        axes.xaxis.tick_top()
        if title:
            axes.set_xlabel(title)
    return figure


def _bare(axes: Axes) -> None:
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)


def _top(names: Sequence[str], limit: int, rest: str) -> dict[str, str]:
    """Each name as itself, the most frequent ``limit`` of them; the others as ``rest``."""
    frequent = [name for name, _ in Counter(names).most_common()]
    kept = frequent if len(frequent) <= limit else frequent[: limit - 1]
    return {name: name if name in kept else rest for name in frequent}


def topics_by_speaker(positions: pd.DataFrame, speakers: Sequence[str]) -> Figure | None:
    """Who speaks about what: topics down, speakers (in the order of ``speakers``) across, positions counted."""
    found = [(one["topic"], _speaker(one)) for one in rows(positions) if one["topic"] and _speaker(one)]
    if len(found) < 2 or len({topic for topic, _ in found}) < 2:
        return None
    topics = _top([topic for topic, _ in found], 10, "other topics")
    columns = _top([speaker for _, speaker in found], 6, "others")
    counts = Counter((topics[topic], columns[speaker]) for topic, speaker in found)
    sums = Counter(topics[topic] for topic, _ in found)
    down = sorted(sums, key=lambda name: (name == "other topics", -sums[name]))
    across = _in_order({*columns.values()}, speakers)
    return grid(counts, down, across)


def stances_by_speaker(positions: pd.DataFrame, speakers: Sequence[str]) -> Figure | None:
    """Who supports, commits, warns, opposes…: speakers down, stances across, positions counted."""
    found = [(_speaker(one), one["stance"] or "neutral") for one in rows(positions) if _speaker(one)]
    if len(found) < 2 or len({stance for _, stance in found}) < 2:
        return None
    names = _top([speaker for speaker, _ in found], 8, "others")
    counts = Counter((names[speaker], words.STANCES.get(stance, stance)) for speaker, stance in found)
    across = [stance for stance in words.STANCES.values() if any(stance == column for _, column in counts)]
    return grid(counts, _in_order({*names.values()}, speakers), across)


def _speaker(one: Mapping[str, Any]) -> str:
    return "The sides jointly" if one["mode"] == "joint" else str(one["speaker"] or "")


def _in_order(names: set[str], order: Sequence[str]) -> list[str]:
    known = list(order)
    return sorted(names, key=lambda name: (name == "others", known.index(name) if name in known else len(known), name))


def documents_by_outlet(documents: pd.DataFrame, outlets: Sequence[str], names: Sequence[str]) -> Figure | None:
    """Which outlet reports which document. ``names`` are the documents' names, in the order of ``documents``.

    Filled circles: signed, adopted or agreed; hollow: planned; diamonds: earlier or rejected.
    """
    from matplotlib.figure import Figure

    found = rows(documents)
    reporting = [outlet for outlet in outlets if any(outlet in one["outlets"] for one in found)]
    if len(found) < 2 or len(reporting) < 2:
        return None
    shown = list(zip(found, names, strict=True))[:16]
    with _styled():
        figure = Figure(figsize=(WIDTH, 0.95 + 0.29 * len(shown)), layout="constrained")
        axes = figure.add_subplot()
        for y, (one, _) in enumerate(shown):
            xs = [reporting.index(outlet) for outlet in one["outlets"] if outlet in reporting]
            done = one["status"] in ("signed", "adopted", "agreed")
            marker = "o" if done or one["status"] == "planned" else "D"
            axes.plot(xs, [y] * len(xs), color=PALE, linewidth=2.5, zorder=1)
            axes.scatter(xs, [y] * len(xs), s=62 if marker == "o" else 44, marker=marker, linewidths=1.3,
                         facecolors=BLUE if done else "white", edgecolors=BLUE, zorder=3)  # fmt: skip
        axes.set_xlim(-0.6, len(reporting) - 0.4)
        axes.set_ylim(len(shown) - 0.4, -0.6)
        narrow = max(7, int(52 / len(reporting)))
        axes.set_xticks(range(len(reporting)), [wrap(name, narrow, 3) for name in reporting])
        axes.set_yticks(range(len(shown)), [wrap(name, 40) for _, name in shown])
        _bare(axes)
        axes.grid(visible=True, axis="y", color=PALE, linewidth=0.6, zorder=0)
        axes.xaxis.tick_top()
    return figure


def programme(events: pd.DataFrame) -> Figure | None:
    """The programme day by day: a column for each dated day, the day's events in their order.

    Filled circles: this meeting, with the number of outlets that report the event; hollow diamonds: other meetings.
    """
    from matplotlib.figure import Figure

    dated = [one for one in rows(events) if words.weekday(one["date"])]
    days = sorted({one["date"][:10] for one in dated})
    if len(dated) < 2:
        return None
    if len(days) > 5:  # the days of this meeting before others', then by date
        own = [day for day in days if any(one["date"][:10] == day and not one["context"] for one in dated)]
        days = sorted((own + [day for day in days if day not in own])[:5])
    columns = {day: [one for one in dated if one["date"][:10] == day][:9] for day in days}
    tallest = max(map(len, columns.values()))
    wide = max(14, int(84 / len(days)))
    with _styled():
        figure = Figure(figsize=(WIDTH, 0.75 + 0.42 * tallest), layout="constrained")
        axes = figure.add_subplot()
        axes.plot([0, len(days)], [0, 0], color=INK, linewidth=1.2, zorder=1, solid_capstyle="butt")
        for x, (day, column) in enumerate(columns.items()):
            axes.text(
                x + 0.03, -0.42, f"{words.weekday(day)[:3]} {words.day(day, year=False)}", weight="bold", va="center"
            )
            axes.plot([x + 0.05] * 2, [0, len(column)], color=PALE, linewidth=1.5, zorder=1)
            for y, one in enumerate(column, start=1):
                context = bool(one["context"])
                marker, face, edge = ("D", "white", RUST) if context else ("o", BLUE, BLUE)
                axes.scatter([x + 0.05], [y], s=40, marker=marker, facecolors=face, edgecolors=edge, linewidths=1.3)
                axes.text(x + 0.05 + 0.045 * len(days) / 2.2, y, wrap(_event(one), wide), va="center", linespacing=1.05)
        axes.set_xlim(0, len(days))
        axes.set_ylim(tallest + 0.5, -0.8)
        axes.set_xticks([])
        axes.set_yticks([])
        _bare(axes)
    return figure


def _event(one: Mapping[str, Any]) -> str:
    name = words.EVENTS.get(one["kind"], words.sentence(words.term(one["kind"])))
    hour = f", {one['time']}" if one["time"] else ""
    voices = len(one["outlets"])
    return f"{name}{hour}" + (f" ({voices} outlets)" if voices > 1 else "")


def corroboration(shares: Mapping[str, tuple[int, int]]) -> Figure | None:
    """How many of each outlet's records others report too, and how many it alone has: ``{outlet: (too, alone)}``."""
    from matplotlib.figure import Figure

    if len(shares) < 2 or not any(too + alone for too, alone in shares.values()):
        return None
    names = sorted(shares, key=lambda name: -sum(shares[name]))[:14]
    with _styled():
        figure = Figure(figsize=(WIDTH, 0.75 + 0.32 * len(names)), layout="constrained")
        axes = figure.add_subplot()
        most = max(sum(shares[name]) for name in names)
        for y, name in enumerate(names):
            too, alone = shares[name]
            axes.barh(y, too, height=0.62, color=BLUE, label="also in another outlet" if y == 0 else None)
            axes.barh(y, alone, left=too, height=0.62, facecolor="white", edgecolor=BLUE, hatch="////", linewidth=0.9,
                      label="only here" if y == 0 else None)  # fmt: skip
            axes.text(too + alone + most * 0.012, y, f"{too} + {alone}", va="center")
        axes.set_yticks(range(len(names)), [wrap(name, 26) for name in names])
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlim(0, most * 1.1)
        axes.set_xticks([])
        _bare(axes)
        figure.legend(loc="outside upper left", ncols=2, frameon=False, borderpad=0, handlelength=1.6)
    return figure
