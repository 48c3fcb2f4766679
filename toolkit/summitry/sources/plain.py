"""Text and Markdown: the exact decoded file, with the header or front matter that opens it read as metadata."""

from __future__ import annotations

import re

from summitry.sources.content import Content, dateline, headline, iso_date, one_line, web_url
from summitry.sources.encoding import decode
from summitry.sources.language import code

_HEADER_KEYS = frozenset({"title", "outlet", "date", "url", "language"})
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FRONT_MAX = 50_000

# What front matter calls each field, the surest name first.
_NAMES = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "site_name", "sitename", "source"),
    "published": ("date", "published", "published_time", "publish_date", "date_published", "pubdate"),
    "retrieved": ("retrieved", "accessed", "date_accessed"),
    "url": ("url", "source_url", "original_url", "canonical_url", "canonical", "link", "source"),
    "language": ("language", "lang"),
}


def read(raw: bytes, file: str) -> Content:
    """A ``.txt`` file: the text exactly as decoded, so that offsets are offsets into the file."""
    text, warnings = decode(raw, file)
    body, fields = _header(text)
    return _content(text, body, fields, warnings)


def read_markdown(raw: bytes, file: str) -> Content:
    """A ``.md`` file: the whole text as decoded; ``body`` stands behind the YAML or TOML front matter."""
    text, warnings = decode(raw, file)
    body, fields = _front_matter(text)
    return _content(text, body, fields, warnings)


def _content(text: str, body: int, fields: dict[str, str], warnings: tuple[str, ...]) -> Content:
    def first(field: str) -> list[str]:
        return [fields[name] for name in _NAMES[field] if fields.get(name)]

    urls = [url for value in first("url") if (url := web_url(value))]
    outlets = [name for value in first("outlet") if "://" not in value and (name := one_line(value, 100))]
    dates = [day for value in first("published") if (day := iso_date(value))]
    retrieved = [day for value in first("retrieved") if (day := iso_date(value))]
    languages = [language for value in first("language") if (language := code(value))]
    title = one_line(next(iter(first("title")), None)) or headline(text, body)
    day, outlet = dateline(text, body)
    return Content(
        text=text,
        body=body,
        title=title,
        outlet=next(iter(outlets), outlet),
        published=next(iter(dates), day),
        retrieved=next(iter(retrieved), None),
        url=next(iter(urls), None),
        language=next(iter(languages), None),
        warnings=warnings,
    )


def _start(text: str) -> int:
    return 1 if text.startswith("\ufeff") else 0


def _header(text: str) -> tuple[int, dict[str, str]]:
    """Where the body begins and what the header says: ``Key: value`` lines of known keys, then a blank line."""
    position = start = _start(text)
    fields: dict[str, str] = {}
    for line in text[start : start + 5_000].splitlines(keepends=True):
        position += len(line)
        if not line.strip():
            return (position, fields) if len(fields) >= 2 else (start, {})
        pair = re.match(r"([A-Za-z]+):[ \t]+(\S.*)", line)
        key = pair[1].lower() if pair else ""
        if not pair or key not in _HEADER_KEYS or key in fields:
            break
        fields[key] = pair[2].strip()
    return start, {}


def _front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the body begins and the scalar ``key: value`` lines before it; lists and nested keys are passed over."""
    position = start = _start(text)
    lines = text[start : start + _FRONT_MAX].splitlines(keepends=True)
    closing = _FENCES.get(lines[0].rstrip()) if lines else None
    if not closing:
        return start, {}
    fields: dict[str, str] = {}
    last = ""
    for number, line in enumerate(lines):
        position += len(line)
        if number and line.rstrip() in closing:
            return position, {key: _scalar(value) for key, value in fields.items()}
        if number == 0:
            continue
        if line[:1] in " \t" and last:  # a folded value goes on
            fields[last] += " " + line.strip()
        elif pair := _PAIR.match(line.rstrip()):
            last = pair[1].strip().lower().replace("-", "_").replace(" ", "_")
            fields[last] = pair[2].strip()
    return start, {}


def _scalar(value: str) -> str:
    """The text that a YAML or TOML scalar stands for: quotes taken off, and escapes within double quotes resolved."""
    value = re.sub(r"^[>|][+-]?\s+", "", value)
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return re.sub(r"\s+#.*$", "", value)
    inner = value[1:-1]
    if value[0] == "'":
        return inner.replace("''", "'")
    return _ESCAPE.sub(_unescaped, inner)


_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}| ?.)", re.DOTALL)


def _unescaped(match: re.Match[str]) -> str:
    mark = match[1]
    if mark[0] in "uUx" and len(mark) > 1:
        number = int(mark[1:], 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else ""
    # YAML folds a long title as "Director\<newline>\ General": a backslash keeps the space that folding would lose.
    return {"n": " ", "t": " ", "_": "\xa0", "N": " "}.get(mark, "" if mark == " \\" else mark)
