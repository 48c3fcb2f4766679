"""Interactive panels for JupyterLab. Thin: what they show is worked out in :mod:`summitry.explore`."""

from __future__ import annotations

from summitry.widgets.explorer import Explorer, explore

__all__ = ["Explorer", "explore"]
