"""HTML made safely: whatever is not :class:`Safe` is escaped, so text from a source can never become markup.

Nothing here reads Markdown or TeX, and every block tells JupyterLab's typesetter to leave ``$`` alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

# Control characters (and lone surrogates, which cannot be written as UTF-8) have no place in a page.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE_OR_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


class Safe(str):
    """A string that is HTML already."""

    __slots__ = ()


class Html:
    """What a template's cell shows. Jupyter and the exporter both render :meth:`_repr_mimebundle_`."""

    def __init__(self, content: Safe, summary: str = "", *, wrap: bool = True) -> None:
        self.content = tag("div", content, class_="summitry mathjax_ignore tex2jax_ignore") if wrap else content
        self.summary = summary

    def __repr__(self) -> str:
        return self.summary or "<part of a report>"

    def _repr_html_(self) -> str:
        return self.content

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": str(self.content), "text/plain": repr(self)}


def clean(text: str) -> str:
    """``text`` without what cannot stand in a UTF-8 page."""
    return _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))


def escape(value: object) -> Safe:
    """``value`` as HTML text; :class:`Safe` passes, ``None`` is empty."""
    if isinstance(value, Safe):
        return value
    return Safe("" if value is None else html.escape(clean(str(value)), quote=True))


def join(parts: Iterable[object], separator: str = "") -> Safe:
    """The non-empty parts, escaped, with ``separator`` (escaped too) between them."""
    return Safe(escape(separator).join(escaped for part in parts if (escaped := escape(part))))


def tag(name: str, /, *content: object, **attributes: object) -> Safe:
    """An element. ``class_`` is ``class`` and ``data_x`` is ``data-x``; an attribute that is None or False is left out.

    >>> tag("td", "<b>", class_="name", hidden=True)
    '<td class="name" hidden>&lt;b&gt;</td>'
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    written = "".join(
        f" {key}" if value is True else f' {key}="{escape(value)}"'
        for key, value in given.items()
        if value is not None and value is not False
    )
    if name in ("img", "br", "meta", "col", "input"):
        return Safe(f"<{name}{written}>")
    return Safe(f"<{name}{written}>{join(content)}</{name}>")


def foreign(text: object, name: str = "bdi", **attributes: object) -> Safe:
    """Text that came from a source: its writing direction is its own and does not reach what stands around it.

    Nothing at all for an empty text.
    """
    content = escape(text)
    return tag(name, content, dir=None if name == "bdi" else "auto", **attributes) if content else content


def web_address(url: str | None) -> str | None:
    """``url`` if it is an absolute http or https address, else None."""
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if usable and not _SPACE_OR_CONTROL.search(address) else None


def outside(text: object, url: str | None) -> Safe:
    """``text``, as a link that tells the other site nothing, where ``url`` is a web address."""
    address = web_address(url)
    return tag("a", text, href=address, rel="noreferrer noopener external") if address else escape(text)
