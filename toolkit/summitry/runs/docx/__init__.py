"""A report on paper as DOCX, for a desk that goes on writing in it: real headings, styles, tables, captions, endnotes.

Made with python-docx. Nothing is embedded but pictures, and nothing refers to the outside but links to web addresses.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..paper import Paper


def write(paper: Paper) -> bytes:
    """The document's bytes."""
    from .blocks import Writer
    from .document import new

    document = new(paper.about)
    Writer(document, paper).write()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
