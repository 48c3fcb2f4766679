"""What a single outlet says and no other, or the outlets of one side: the lines of a report that rest on one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from summitry import words
from summitry.corroboration import side_of
from summitry.markup import Safe, foreign, join, tag
from summitry.words import rows

if TYPE_CHECKING:
    from summitry.dossier import Dossier

# Listed per outlet and kind; the rest is counted.
LISTED = 4
_KINDS = {
    "documents": "document",
    "events": "event",
    "participants": "person",
    "positions": "position",
    "quantities": "figure",
    "sentences": "other sentence",
}


def by_outlet(dossier: Dossier, named: Callable[[str], Safe], shown: Collection[str]) -> Safe:
    """For each outlet the records that it alone has, as links to them, then those that only one side's outlets have;
    one sentence where there is only one outlet."""
    sources = rows(dossier.sources)
    if len({one["cluster"] for one in sources}) < 2:
        only = "one source only" if len(sources) < 2 else "one text only, which several outlets print"
        return tag("p", f"There is {only}, so nothing here is confirmed by another.", class_="none")
    lone, sided = _Found(), _Found()
    for one in rows(dossier.corroboration()):
        if one["record_id"] not in shown or not one["voices"]:
            continue
        if len(one["voices"]) == 1:
            lone[one["voices"][0]][one["table"]].append(one["record_id"])
        elif one["side"]:
            kind = "host" if one["host"] else "guest"
            sided[f"Only the {kind}’s side, {words.the_country(one['side'])}, in several outlets"][one["table"]].append(
                one["record_id"]
            )
    for sentence in dossier.unmatched:
        lone[sentence.outlet]["sentences"].append(words.lines(sentence.exact))
    if not lone and not sided:
        return tag("p", "Every record stands in at least two outlets.", class_="none")
    about = _about(dossier)
    parts = [_outlet(name, about.get(name, ""), kinds, named) for name, kinds in lone.items()]
    if dossier.unmatched:
        told = "Other sentences are those of which no record was made and for which no other outlet has a match."
        parts.append(tag("p", tag("small", told)))
    return join((*parts, *(_outlet(name, "", kinds, named) for name, kinds in sided.items())))


class _Found(defaultdict[str, dict[str, list[str]]]):
    """Record ids by heading and table."""

    def __init__(self) -> None:
        super().__init__(lambda: defaultdict(list))


def _about(dossier: Dossier) -> dict[str, str]:
    """What a reader should know of an outlet: whose side it is on, and who prints its text."""
    summit = rows(dossier.summits)[0]
    found: dict[str, str] = {}
    sources = rows(dossier.sources)
    names = {one["source_id"]: str(one["outlet"] or one["file"]) for one in sources}
    for one in sources:
        kind, country = side_of(one, summit)
        own = names[one["source_id"]]
        text = f"only the {kind}’s side, {words.the_country(country)}" if kind != "third" and country else ""
        copies = [names[other["source_id"]] for other in sources if other["cluster"] == one["source_id"]]
        copies = [name for name in dict.fromkeys(copies) if name != own]
        printed = f"printed by {words.outlets(copies)} too" if copies else ""
        told = "; ".join(filter(None, (text, printed)))
        found[own] = max(found.get(own, ""), told, key=len)
    return found


def _quoted(sentence: str) -> Safe:
    return tag("q", foreign(words.clip(sentence, 240)))


def _outlet(name: str, about: str, kinds: dict[str, list[str]], named: Callable[[str], Safe]) -> Safe:
    lines = []
    for table, ids in kinds.items():
        more = f"and {words.number(len(ids) - LISTED)} more" if len(ids) > LISTED else ""
        shown = [_quoted(one) if table == "sentences" else named(one) for one in ids[:LISTED]]
        items = [tag("li", one) for one in shown] + ([tag("li", more)] if more else [])
        heading = words.sentence(words.counted(len(ids), _KINDS[table]))
        lines.append(tag("div", tag("dt", heading), tag("dd", tag("ul", *items))))
    small = join((" ", tag("small", foreign(about)))) if about else ""
    return tag("section", tag("h4", foreign(words.clip(name, 80)), small), tag("dl", *lines), class_="lone")
