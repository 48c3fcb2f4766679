"""A record's words in its sources: what stands before them, the words themselves, and what stands after."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summitry.explore import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

#: Characters shown on each side of the words, about three lines of print.
AROUND = 260


@dataclass(frozen=True, slots=True)
class Passage:
    """``exact`` is the record's words; ``before`` and ``after`` surround them in the source and may be empty."""

    before: str
    exact: str
    after: str
    outlet: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    page: int | None = None


def passages(
    record_id: str, evidence: pd.DataFrame, sources: pd.DataFrame, texts: Mapping[str, str], around: int = AROUND
) -> list[Passage]:
    """Every place at which a record stands, in the order of its evidence.

    ``evidence`` and ``sources`` have the columns of :data:`summitry.model.TABLES`; ``texts`` maps source ids to text. A
    source whose text is not at hand, or no longer has the words where they stood, gives the context stored with the
    evidence instead: the words that were extracted are never replaced by other ones.
    """
    described = {row["source_id"]: row for row in sources.to_dict("records")}
    found = []
    for row in evidence[evidence["record_id"] == record_id].to_dict("records"):
        source = described.get(row["source_id"], {})
        before, after = _context(row, texts.get(row["source_id"], ""), around)
        url = _text(source.get("url"))
        found.append(
            Passage(
                before=before,
                exact=_text(row["exact"]),
                after=after,
                outlet=_text(source.get("outlet")) or _text(source.get("file")),
                title=_text(source.get("title")),
                published=_text(source.get("published")),
                url=url if _is_web_address(url) else "",
                page=int(row["page"]) if _text(row["page"]) else None,
            )
        )
    return found


def _context(row: Mapping[Any, Any], text: str, around: int) -> tuple[str, str]:
    start, end = int(row["start"]), int(row["end"])
    if text[start:end] != row["exact"]:
        return _text(row["prefix"]), _text(row["suffix"])
    left, right = max(0, start - around), min(len(text), end + around)
    before, after = text[left:start], text[end:right]
    # Cut at a word, unless that would leave nothing.
    if left and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if right < len(text) and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return before, after


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _text(value: Any) -> str:
    """A table cell as text; a missing value is empty."""
    return "".join(values_of(value))


def passages_html(found: Sequence[Passage], limit: int = 10) -> str:
    """Passages as HTML, the words highlighted. Everything that came from a source is escaped."""
    parts = [_passage_html(passage) for passage in found[:limit]]
    if len(found) > limit:
        parts.append(f"<p>and {len(found) - limit} more places</p>")
    return "".join(parts)


def _passage_html(passage: Passage) -> str:
    title = html.escape(passage.title)
    if passage.url:
        link = f'href="{html.escape(passage.url)}" rel="noreferrer noopener" target="_blank"'
        title = f"<a {link}>{title or 'source'}</a>"
    page = f"page {passage.page}" if passage.page is not None else ""
    where = ", ".join(part for part in (html.escape(passage.published), page) if part)
    head = ". ".join(part for part in (f"<strong>{html.escape(passage.outlet)}</strong>", title, where) if part)
    before, exact, after = (html.escape(part) for part in (passage.before, passage.exact, passage.after))
    words = f"{before.lstrip()}<mark>{exact}</mark>{after.rstrip()}"
    return f'<figure class="summitry-passage"><blockquote>{words}</blockquote><figcaption>{head}</figcaption></figure>'
