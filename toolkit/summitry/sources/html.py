"""HTML pages: the main text and metadata by trafilatura, with the head of the article that it drops put back.

The result is plain text. Scripts, styles, event handlers and addresses of links never become part of it, and only http
and https addresses are kept as metadata.
"""

from __future__ import annotations

import codecs
import re
from typing import Any
from urllib.parse import urlsplit

from summitry.sources.content import Content, clean, dateline, iso_date, one_line, web_url
from summitry.sources.encoding import decode, refuse_binary
from summitry.sources.outline import Block, Outline, outline

# Beyond these trafilatura takes minutes (its time grows with the square of the number of elements).
_MAX_TAGS = 40_000
_MAX_CHARACTERS = 4_000_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD_LINES, _HEAD_BLOCKS, _HEAD_BLOCK, _HEAD_TOTAL = 4, 20, 1_500, 4_000
_BUTTONS = frozenset(
    ("share", "print", "listen", "save", "subscribe", "copy", "tweet", "follow", "comments", "email", "read", "more")
)
_LINKED_DATA = re.compile(r"\"datePublished\"\s{0,5}:\s{0,5}\"([^\"<]{4,40})\"")
_OWN_NAME = re.compile(r"\s*[|•·»–—-]\s+([^|•·»–—-]{2,60})$")


def read(raw: bytes, file: str) -> Content:
    """An ``.html`` file."""
    refuse_binary(raw, file)
    markup, warnings = _markup(raw, file)
    return from_markup(markup, warnings)


def from_markup(markup: str, warnings: tuple[str, ...] = ()) -> Content:
    """Decoded ``markup`` as text: headline, standfirst, date and place, then the main text, a paragraph per line."""
    markup = clean(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", markup))
    page = outline(markup)
    found = _extracted(markup)
    title = one_line(found.get("title")) or _page_title(page)
    lines = [" ".join(line.split()) for line in clean(found.get("text") or "").split("\n")]
    lines = [line for line in lines if line]
    prose = sum(len(block.text) for block in page.blocks if len(block.text) > 40 and block.linked * 2 < len(block.text))
    if sum(map(len, lines)) * 5 < prose:
        lines = _plain(page)
        warnings = (*warnings, "main text not found: the whole page was kept")
    elif len(page.blocks) <= 10 and _squeezed(lines) == _squeezed(_plain(page)):
        lines = _plain(page)  # of a very short page trafilatura breaks paragraphs at links
    elif lines:
        lines = _with_head(title, lines, page.blocks)
    if not lines:
        lines = _plain(outline(markup, furniture=True))
    text = clean("\n".join(lines))
    url = web_url(found.get("url")) or web_url(page.meta.get("og:url"))
    day, named = dateline(text)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    site = found.get("sitename") or page.meta.get("og:site_name")
    return Content(
        text=text,
        title=title,
        outlet=one_line(site, 100) or named or host or None,
        published=_published(page, markup) or iso_date(found.get("date")) or day,
        url=url,
        warnings=warnings,
    )


def _markup(raw: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """UTF-8 where it fits, since pages often declare another encoding wrongly; then as declared; then guessed."""
    declared = _CHARSET.search(raw[:4_096])
    if declared and not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        for encoding in ("utf-8", declared[1].decode("ascii")):
            try:
                codec = codecs.lookup("cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1") else encoding)
                return raw.decode(codec.name), ()
            except (LookupError, UnicodeError, ValueError):
                continue
    if raw.count(b"\x00") * 20 < len(raw):
        raw = raw.replace(b"\x00", b"")
    # A page may hold stray control characters or NULs that would mark a text file as binary.
    return decode(re.sub(rb"[\x01-\x08\x0b\x0e-\x1f]", b"", raw), file)


def _extracted(markup: str) -> dict[str, Any]:
    """What trafilatura makes of the page; empty where it finds nothing, fails, or would take too long."""
    if markup.count("<") > _MAX_TAGS or len(markup) > _MAX_CHARACTERS:
        return {}
    import logging

    import trafilatura

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        document = trafilatura.bare_extraction(
            markup,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (Exception, RecursionError):
        return {}
    return dict(document) if isinstance(document, dict) else document.as_dict() if document else {}


def _with_head(title: str | None, lines: list[str], blocks: list[Block]) -> list[str]:
    """``lines`` preceded by the headline and what stands between it and the first paragraph on the page.

    trafilatura keeps the body of an article only; the standfirst, the date and the place stand above it.
    """
    wanted = _key(title or "")
    if wanted and _key(lines[0]) == wanted:
        lines = lines[1:]
    if not lines:
        return [title] if title else []
    start = next(
        (i for i, block in enumerate(blocks) if block.tag in ("h1", "h2") and _same(_key(block.text), wanted)), None
    )
    titled = [title] if title else []
    if start is None:
        return [*titled, *lines]
    above = blocks[start + 1 : start + 1 + _HEAD_BLOCKS]
    keys = [_key(block.text) for block in above]
    # The last of the first lines that is found on the page near the headline: what stands above it is the head.
    for count in range(min(_HEAD_LINES, len(lines)) - 1, -1, -1):
        kept = {_key(line) for line in lines[:count]}
        stop = next((i for i, key in enumerate(keys) if _same(key, _key(lines[count]))), None)
        if stop is None or not all(any(line in key for key in keys[:stop]) for line in kept):
            continue
        head = [
            b.text for b, key in zip(above[:stop], keys, strict=False) if key != wanted and (_belongs(b) or key in kept)
        ]
        if sum(map(len, head)) <= _HEAD_TOTAL:
            return [*titled, *dict.fromkeys(head), *lines[count:]]
    return [*titled, *lines]


def _belongs(block: Block) -> bool:
    few_links = block.linked * 2 <= len(block.text)
    return few_links and len(block.text) <= _HEAD_BLOCK and not set(block.text.lower().split()) <= _BUTTONS


def _squeezed(lines: list[str]) -> str:
    return "".join("".join(lines).split())


def _key(text: str) -> str:
    """The letters and digits that a line begins with, by which it is found again on the page."""
    return "".join(c for c in text[:300].lower() if c.isalnum())[:80]


def _same(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return one == other or (shorter >= 12 and one[:shorter] == other[:shorter])


def _published(page: Outline, markup: str) -> str | None:
    """The date that the page marks as that of publication; trafilatura may take a photograph's instead."""
    data = _LINKED_DATA.search(markup)
    marked = (page.meta.get("article:published_time"), page.published, data[1] if data else None)
    return next((day for value in marked if (day := iso_date(value))), None)


def _plain(page: Outline) -> list[str]:
    return [block.text for block in page.blocks]


def _page_title(page: Outline) -> str | None:
    """``og:title``, else ``<title>`` without the site's name at its end."""
    return one_line(page.meta.get("og:title")) or one_line(_OWN_NAME.sub("", " ".join(page.title.split())))
