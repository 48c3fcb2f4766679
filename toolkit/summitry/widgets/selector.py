"""A source's text in which an analyst marks words."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class SourceText(anywidget.AnyWidget):
    """``span`` is where the marked words stand in ``text``: start and end in code points, half-open; equal for none."""

    _esm = _HERE / "selector.js"

    text = traitlets.Unicode("").tag(sync=True)
    span = traitlets.List(traitlets.Int(), default_value=[0, 0], minlen=2, maxlen=2).tag(sync=True)
