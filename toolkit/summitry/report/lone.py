"""What a single outlet says and no other: the lines of a report that rest on one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from summitry import words
from summitry.markup import Safe, foreign, join, tag

if TYPE_CHECKING:
    from summitry.dossier import Dossier

# Listed per outlet and kind; the rest is counted.
LISTED = 4
_KINDS = {"documents": "document", "events": "event", "participants": "person", "positions": "position"}


def by_outlet(dossier: Dossier, named: Callable[[str], Safe], shown: Collection[str]) -> Safe:
    """For each outlet the records that it alone has, as links to them; one sentence where there is only one outlet."""
    if dossier.sources["outlet"].nunique() < 2 and len(dossier.sources) < 2:
        return tag("p", "There is one source only, so nothing here is confirmed by another.", class_="none")
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table in _KINDS:
        frame = getattr(dossier, table)
        for record_id, outlets in zip(frame.iloc[:, 0], frame["outlets"], strict=True):
            if len(outlets) == 1 and record_id in shown:
                found[str(outlets[0])][table].append(str(record_id))
    if not found:
        return tag("p", "Every record stands in at least two outlets.", class_="none")
    return join(_outlet(name, kinds, named) for name, kinds in found.items())


def _outlet(name: str, kinds: dict[str, list[str]], named: Callable[[str], Safe]) -> Safe:
    lines = []
    for table, ids in kinds.items():
        more = f"and {words.number(len(ids) - LISTED)} more" if len(ids) > LISTED else ""
        items = [tag("li", named(record_id)) for record_id in ids[:LISTED]] + ([tag("li", more)] if more else [])
        heading = words.sentence(words.counted(len(ids), _KINDS[table]))
        lines.append(tag("div", tag("dt", heading), tag("dd", tag("ul", *items))))
    return tag("section", tag("h4", foreign(words.clip(name, 80))), tag("dl", *lines), class_="lone")
