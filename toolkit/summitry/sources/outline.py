"""A page as a flat list of its blocks of text, read event by event: no tree, so no depth or size can exhaust anything.

Used beside trafilatura, which finds the main text but drops what stands between the headline and it (standfirst, date,
place), and instead of it where a page is beyond it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Never text, whatever the page.
_CODE = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "head"}
)
# Furniture of a page.
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "select", "menu", "dialog"})
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "q", "ruby", "rt", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var",
    )
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {"br", "hr", "img", "meta", "link", "input", "wbr", "source", "track", "area", "col", "base", "embed"}
)


@dataclass(slots=True)
class Block:
    """A run of text without a block boundary; ``linked`` counts those of its characters that are link text."""

    tag: str
    text: str
    linked: int = 0


@dataclass(slots=True)
class Outline:
    """Blocks in document order; what ``<title>``, ``<meta>`` and ``<time itemprop="datePublished">`` say."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    published: str = ""
    meta: dict[str, str] = field(default_factory=dict)


def outline(html: str, *, furniture: bool = False) -> Outline:
    """Read ``html`` in linear time; with ``furniture`` navigation, footers, forms and the like are kept."""
    from lxml import etree

    target = _Target(_CODE if furniture else _CODE | _FURNITURE)
    parser = etree.HTMLParser(target=target, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.feed(html.encode("utf-8", "replace"))
    result: Outline = parser.close()
    return result


class _Target:
    """Receives lxml's parser events."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self.skipped = skipped
        self.result = Outline()
        self.buffer: list[str] = []
        self.linked = 0
        self.tags = ["body"]
        self.links = 0
        self.skipping = 0
        self.titling = False

    def start(self, tag: str, attributes: Any) -> None:
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name")
            if name and attributes.get("content"):
                self.result.meta.setdefault(name.lower(), attributes["content"])
        elif tag == "title":
            self.titling = not self.result.title
        elif tag == "time" and ("datepublished" in attributes.get("itemprop", "").lower() or "pubdate" in attributes):
            self.result.published = self.result.published or attributes.get("datetime", "")
        if tag in _VOID:
            if tag in ("br", "hr") and not self.skipping:
                self.flush()
            return
        if self.skipping or tag in self.skipped or _hidden(attributes):
            self.skipping += 1
            return
        if tag == "a":
            self.links += 1
        elif tag in _CELLS:
            self.buffer.append(" | " if "".join(self.buffer).strip() else "")
        elif tag not in _INLINE:
            self.flush()
            self.tags.append(tag)

    def end(self, tag: str) -> None:
        if tag == "title":
            self.titling = False
        if tag in _VOID:
            return
        if self.skipping:
            self.skipping -= 1
        elif tag == "a":
            self.links = max(0, self.links - 1)
        elif tag not in _INLINE and tag not in _CELLS:
            self.flush()
            if len(self.tags) > 1:
                self.tags.pop()

    def data(self, text: str) -> None:
        if self.titling:
            self.result.title = (self.result.title + text)[:1_000]
        elif not self.skipping:
            self.buffer.append(text)
            if self.links:
                self.linked += len(text)

    def flush(self) -> None:
        text = " ".join("".join(self.buffer).split())
        if text:
            self.result.blocks.append(Block(self.tags[-1], text, self.linked))
        self.buffer.clear()
        self.linked = 0

    def close(self) -> Outline:
        self.flush()
        return self.result


def _hidden(attributes: Any) -> bool:
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()[:500]
    classes = (attributes.get("class") or "")[:500].split()
    return "hidden" in attributes or "hidden" in classes or "display:none" in style
