"""A record's words in its sources: what stands before them, the words themselves, and what stands after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.explore import values_of
from summitry.markup import Safe, join, outside, tag, web_address
from summitry.words import day

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
        found.append(
            Passage(
                # Cut at a word, unless that would leave nothing.
                before=f"… {before.split(' ', 1)[1]}" if len(before) == around and " " in before else before,
                exact=exact,
                after=f"{after.rsplit(' ', 1)[0]} …" if len(after) == around and " " in after else after,
                outlet=_text(source.get("outlet")) or _text(source.get("file")),
                title=_text(source.get("title")),
                published=_text(source.get("published")),
                url=web_address(_text(source.get("url"))) or "",
                page=int(row["page"]) if values_of(row["page"]) else None,
            )
        )
    return found


def _text(value: Any) -> str:
    """A table cell as text; a missing value is empty."""
    return "".join(values_of(value))


def passages_html(found: Sequence[Passage], limit: int = 10) -> Safe:
    """Passages as HTML, the words highlighted. Everything that came from a source is escaped."""
    rest = tag("p", f"and {len(found) - limit} more places") if len(found) > limit else ""
    return join([*map(_passage_html, found[:limit]), rest])


def _passage_html(passage: Passage) -> Safe:
    title = outside(passage.title or passage.url, passage.url)
    page = f"page {passage.page}" if passage.page is not None else ""
    where = join([day(passage.published), page], ", ")
    words = tag("blockquote", passage.before.lstrip(), tag("mark", passage.exact), passage.after.rstrip(), dir="auto")
    about = tag("figcaption", join([tag("strong", passage.outlet), title, where], ". "))
    return tag("figure", words, about, class_="summitry-passage")
