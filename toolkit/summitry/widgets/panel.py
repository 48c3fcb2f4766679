"""What every Summitry panel has: a layout, display(), and a form that is readable where no widget can run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import ipywidgets

_HERE = Path(__file__).parent


class Guard(anywidget.AnyWidget):
    """Keeps keys pressed inside a panel from reaching the notebook.

    JupyterLab reads single letters as commands unless the cursor is in a text box: with a button of a panel focused,
    ``x`` would cut the cell and ``a`` insert one. The guard also carries the panels' style sheet. It shows nothing.
    """

    _esm = _HERE / "guard.js"
    _css = _HERE / "panel.css"


class Panel:
    """A box of widgets with a key guard. Subclasses pass the box's children and say what :meth:`to_html` gives."""

    def __init__(self, *children: ipywidgets.Widget) -> None:
        self.layout = ipywidgets.VBox([*children, Guard()])
        self.layout.add_class("summitry-panel")

    def display(self) -> None:
        """Show the panel below the cell."""
        from IPython.display import display

        display(self)  # type: ignore[no-untyped-call]

    def to_html(self) -> str:
        """What the panel shows at the moment, as static HTML without script."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """The live widget, and static HTML for a notebook that is exported or opened without a kernel."""
        bundle: dict[str, Any] = self.layout._repr_mimebundle_()
        return {**bundle, "text/plain": repr(self), "text/html": self.to_html()}
