"""A record's words in its sources: what stands before them, the words themselves, and what stands after."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summitry.explore import values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.dossier import Dossier

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


def passages(dossier: Dossier, record_id: str, around: int = AROUND) -> list[Passage]:
    """Every place at which a record stands, in the order of its evidence; none for an unknown id."""
    described = {row["source_id"]: row for row in dossier.sources.to_dict("records")}
    found = []
    for row in dossier.evidence_of(record_id).to_dict("records"):
        source = described.get(row["source_id"], {})
        before, exact, after = dossier.context_of(row, around)
        url = _text(source.get("url"))
        found.append(
            Passage(
                # Cut at a word, unless that would leave nothing.
                before=f"… {before.split(' ', 1)[1]}" if len(before) == around and " " in before else before,
                exact=exact,
                after=f"{after.rsplit(' ', 1)[0]} …" if len(after) == around and " " in after else after,
                outlet=_text(source.get("outlet")) or _text(source.get("file")),
                title=_text(source.get("title")),
                published=_text(source.get("published")),
                url=url if _is_web_address(url) else "",
                page=int(row["page"]) if values_of(row["page"]) else None,
            )
        )
    return found


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
