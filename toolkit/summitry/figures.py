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

BLUE, INK, PALE = "#0072B2", "#1b1f24", "#c9d0d8"
# A bar's parts: ground, hatch, colour of the number. In print without colour, hatch and ground tell them apart.
_ATTITUDES = {
    "supports or commits": (BLUE, "", "white"), "calls for": ("#A9D3EC", "", INK), "states": ("white", "", INK),
    "objects or warns": ("#F6C9A5", "////", INK),
}  # fmt: skip
# A document's mark by its status, and whether it is filled.
_MARKERS = {"planned": ("o", False), "earlier": ("s", False), "rejected": ("x", True)}
_ROWS = 16
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
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    target = io.StringIO()
    canvas = figure.canvas
    figure.set_facecolor("white")
    try:
        with _styled():
            # Not savefig: it draws everything once more before, which is as much again, for the sake of the layout that
            # drawing itself makes.
            drawn: Any = FigureCanvasSVG(figure)
            drawn.print_svg(target, metadata={"Date": None, "Creator": None})
    finally:
        figure.set_canvas(canvas)
    return target.getvalue().replace("'DejaVu Sans', sans-serif", _FONTS).replace("'DejaVu Sans'", _FONTS)


def data_uri(figure: Figure) -> str:
    """The figure as the source of an ``<img>``: nothing in it can run or reach out, and its ids are its own."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(figure).encode("utf-8", "replace")).decode("ascii")


def wrap(text: str, width: int, lines: int = 2) -> str:
    """A label on at most ``lines`` lines of about ``width`` characters."""
    # A word is broken only where it would leave the figure.
    found = (
        textwrap.wrap(words.lines(text), max(width, 24), break_long_words=True)
        if " " not in text.strip()
        else (textwrap.wrap(words.lines(text), width, break_long_words=False))
    )
    found = [words.clip(line, max(width, 24)) for line in found] or [""]
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
    """Who speaks about what: topics down, speakers (in the order of ``speakers``) across, positions counted.

    None where nobody speaks twice on anything: ones all over say nothing that the list does not.
    """
    found = [(one["topic"], _speaker(one)) for one in rows(positions) if one["topic"] and _speaker(one)]
    if len({topic for topic, _ in found}) < 2 or max(Counter(found).values()) < 2:
        return None
    topics = _top([topic for topic, _ in found], 10, "other topics")
    columns = _top([speaker for _, speaker in found], 6, "others")
    counts = Counter((topics[topic], columns[speaker]) for topic, speaker in found)
    sums = Counter(topics[topic] for topic, _ in found)
    down = sorted(sums, key=lambda name: (name == "other topics", -sums[name]))
    across = _in_order({*columns.values()}, speakers)
    return grid(counts, down, across)


def stances_by_speaker(positions: pd.DataFrame, speakers: Sequence[str]) -> Figure | None:
    """How many positions of each speaker support, ask, state, oppose: a bar for each speaker, parted by stance."""
    from matplotlib.figure import Figure

    found = [(_speaker(one), words.ATTITUDES[one["stance"] or "neutral"]) for one in rows(positions) if _speaker(one)]
    names = _top([speaker for speaker, _ in found], 8, "others")
    counts = Counter((names[speaker], attitude) for speaker, attitude in found)
    down = _in_order({*names.values()}, speakers)
    attitudes = [name for name in _ATTITUDES if any(name == attitude for _, attitude in counts)]
    if len(down) < 2 or len(attitudes) < 2:
        return None
    with _styled():
        figure = Figure(figsize=(WIDTH, 0.7 + 0.34 * len(down)), layout="constrained")
        axes = figure.add_subplot()
        most = max(Counter(names[speaker] for speaker, _ in found).values())
        left = dict.fromkeys(down, 0)
        for attitude in attitudes:
            colour, hatch, ink = _ATTITUDES[attitude]
            first = True
            for y, name in enumerate(down):
                count = counts[name, attitude]
                if not count:
                    continue
                axes.barh(y, count, left=left[name], height=0.64, facecolor=colour, edgecolor=INK, linewidth=0.7,
                          hatch=hatch, label=attitude if first else None)  # fmt: skip
                # On a pale ground, so that a hatch does not cross the number.
                axes.text(left[name] + count / 2, y, str(count), ha="center", va="center_baseline", color=ink,
                          bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.2})  # fmt: skip
                left[name] += count
                first = False
        axes.set_yticks(range(len(down)), [wrap(words.sentence(name), 26) for name in down])
        axes.set_ylim(len(down) - 0.5, -0.5)
        axes.set_xlim(0, max(most, 6))
        axes.set_xticks([])
        _bare(axes)
        figure.legend(loc="outside upper left", ncols=4, frameon=False, borderpad=0, handlelength=1.6)
    return figure


def _speaker(one: Mapping[str, Any]) -> str:
    return "The sides jointly" if one["mode"] == "joint" else str(one["speaker"] or "")


def _in_order(names: set[str], order: Sequence[str]) -> list[str]:
    known = list(order)
    return sorted(names, key=lambda name: (name == "others", known.index(name) if name in known else len(known), name))


def documents_by_outlet(documents: pd.DataFrame, outlets: Sequence[str], names: Sequence[str]) -> Figure | None:
    """Which outlet reports which document. ``names`` are the documents' names, in the order of ``documents``.

    Filled circles: signed, adopted or agreed; hollow circles: planned; squares: earlier; crosses: rejected.
    """
    found = list(zip(names, rows(documents), strict=True))[:_ROWS]
    lines = [(name, tuple(one["outlets"]), str(one["status"] or "")) for name, one in found]
    return _who_reports(lines, outlets) if len(lines) > 1 else None


def programme(events: pd.DataFrame, outlets: Sequence[str], names: Sequence[str]) -> Figure | None:
    """Which outlet reports which part of the programme, day by day; None where no two outlets report the same part.

    ``names`` are the events' names, in the order of ``events``. Other meetings and events without a day are left out.
    """
    found = [(name, one) for name, one in zip(names, rows(events), strict=True) if not one["context"]][:_ROWS]
    if len(found) < 2 or all(len(one["outlets"]) < 2 for _, one in found):
        return None
    lines, days = list[tuple[str, tuple[str, ...], str]](), set[str]()
    for name, one in found:
        day = (one["date"] or "")[:10]
        if day not in days:
            days.add(day)
            heading = ", ".join(part for part in (words.weekday(day), words.day(day, year=False)) if part)
            lines.append((heading or "Day not given", (), ""))
        lines.append((name, tuple(one["outlets"]), "done"))
    return _who_reports(lines, outlets)


def _who_reports(lines: Sequence[tuple[str, tuple[str, ...], str]], outlets: Sequence[str]) -> Figure | None:
    """A row for each name, a column for each outlet, a mark where the outlet reports it.

    ``lines`` are names, outlets and states; one without outlets is a heading.
    """
    from matplotlib.figure import Figure

    reporting = [outlet for outlet in outlets if any(outlet in told for _, told, _ in lines)]
    if len(reporting) < 2:
        return None
    with _styled():
        slanted = len(reporting) > 4
        labels = [wrap(name, 46) for name, _, _ in lines]
        height = 0.2 * sum(1 + label.count("\n") * 0.6 for label in labels) + 0.09 * len(lines)
        figure = Figure(figsize=(WIDTH, (1.7 if slanted else 0.8) + height), layout="constrained")
        axes = figure.add_subplot()
        for y, (_, told, state) in enumerate(lines):
            if not told:
                continue
            xs = [reporting.index(outlet) for outlet in told if outlet in reporting]
            marker, filled = _MARKERS.get(state, ("o", True))
            axes.axhline(y, color=PALE, linewidth=0.6, zorder=0)
            axes.plot([min(xs), max(xs)], [y, y], color=PALE, linewidth=2.5, zorder=1)
            # A cross has no edge of its own.
            edge: dict[str, Any] = {} if marker == "x" else {"edgecolors": BLUE}
            axes.scatter(xs, [y] * len(xs), s=58, marker=marker, linewidths=1.4,
                         facecolors=BLUE if filled else "white", zorder=3, **edge)  # fmt: skip
        axes.set_xlim(-0.5, len(reporting) - 0.5)
        axes.set_ylim(len(lines) - 0.5, -0.6)
        axes.xaxis.tick_top()
        if slanted:
            axes.set_xticks(range(len(reporting)), [words.clip(name, 32) for name in reporting], rotation=45,
                            ha="left", va="bottom", rotation_mode="anchor")  # fmt: skip
        else:
            axes.set_xticks(range(len(reporting)), [wrap(name, int(60 / len(reporting)), 3) for name in reporting])
        axes.set_yticks(range(len(lines)), labels)
        for tick, (_, told, _) in zip(axes.get_yticklabels(), lines, strict=True):
            if not told:
                tick.set_fontweight("bold")
        _bare(axes)
    return figure


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
