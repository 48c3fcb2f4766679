"""A table of records in which one can be chosen, by mouse or keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
import traitlets

if TYPE_CHECKING:
    import pandas as pd

_HERE = Path(__file__).parent


class RecordTable(anywidget.AnyWidget):
    """Rows of text; ``selected`` is the id of the chosen row, or empty.

    The browser side only draws: it sets text, never markup, and reports the chosen id.
    """

    _esm = _HERE / "records.js"

    columns = traitlets.List(traitlets.Unicode()).tag(sync=True)
    rows = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    label = traitlets.Unicode("Records").tag(sync=True)
    empty = traitlets.Unicode("Nothing to show.").tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)

    def show(self, frame: pd.DataFrame, label: str, empty: str) -> None:
        """Show a frame of texts indexed by record id; a choice that is no longer among them is dropped."""
        ids = [str(record) for record in frame.index]
        with self.hold_sync():
            self.columns = [str(name) for name in frame.columns]
            self.rows = [[record, *map(str, cells)] for record, cells in zip(ids, frame.to_numpy(), strict=True)]
            self.label, self.empty = label, empty
        if self.selected not in ids:
            self.selected = ""
