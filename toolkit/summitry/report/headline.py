"""The block at the top of a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry import words
from summitry.markup import Safe, foreign, join, tag
from summitry.report import findings, marks, statements
from summitry.words import rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.dossier import Dossier
    from summitry.report.citations import Citations

Row = dict[str, Any]
_PEOPLE = 6


def block(
    dossier: Dossier, summit: Row, positions: Sequence[Row], citations: Citations, leads: Mapping[str, str]
) -> Safe:
    """Title, who, where, when, documents, main positions, and what all this rests on.

    ``leads`` are the words that govern a position, by its id.
    """
    kind = f"{summit['format']} meeting" if summit["format"] else "meeting"
    facts: list[tuple[str, object]] = [
        ("Who", _who(dossier, summit)),
        ("Where", _where(summit)),
        ("When", words.days(summit["start"], summit["end"])),
        ("Documents", foreign(findings.outcome(dossier.documents, dossier.disagreements))),
    ]
    if positions:
        facts.append(("Main positions", tag("ul", *(_position(one, citations, leads) for one in positions))))
    rows_of = (tag("div", tag("dt", name), tag("dd", value)) for name, value in facts if value)
    return tag(
        "header",
        tag("p", f"Brief · {kind}", class_="eyebrow"),
        tag("h1", foreign(words.clip(summit["title"] or "", 200))),
        tag("dl", *rows_of),
        tag("p", basis(dossier), class_="basis"),
        class_="headline",
    )


def _who(dossier: Dossier, summit: Row) -> Safe:
    principals = [one for one in rows(dossier.participants) if one["role"] == "principal"]
    if not principals:
        return foreign(words.listed(words.the_country(party) for party in summit["parties"]))
    people = [
        tag("li", tag("b", foreign(words.clip(one["name"], 100))), _office(one)) for one in principals[:_PEOPLE]
    ]  # fmt: skip
    if len(principals) > _PEOPLE:
        people.append(tag("li", f"and {words.number(len(principals) - _PEOPLE)} others, listed below"))
    return tag("ul", *people)


def _office(one: Row) -> Safe:
    office = words.office(one["title"], one["country"], one["organisation"])
    return join((", ", foreign(words.clip(office, 120)))) if office else Safe("")


def _where(summit: Row) -> Safe:
    place = ", ".join(part for part in (summit["city"], words.country(summit["country"])) if part)
    venue = f" ({summit['venue']})" if summit["venue"] else ""
    return foreign(place + venue)


def _position(one: Row, citations: Citations, leads: Mapping[str, str]) -> Safe:
    speaker = statements.JOINT if one["mode"] == "joint" else one["speaker"]
    state = words.country(one["country"]) if one["country"] and one["mode"] != "joint" else ""
    side = foreign(f" ({state})") if state and state != speaker else ""
    name = join((tag("b", foreign(words.clip(words.sentence(speaker or ""), 80))), side))
    sources = citations.links(one["position_id"], one["outlets"], home=False)
    said = statements.quoted(one, 240, leads.get(one["position_id"], ""))
    return tag("li", name, ": ", join((said, statements.stance(one), sources), " "))


def basis(dossier: Dossier) -> str:
    """How many sources and outlets the brief rests on, and how much of it an analyst has reviewed."""
    sources = rows(dossier.sources)
    if not sources:
        return "No source yet."
    names = list(dict.fromkeys(str(one["outlet"] or one["file"]) for one in sources))
    text = f"Basis: {words.counted(len(sources), 'source')} from {words.counted(len(names), 'outlet')}"
    kept = sum(1 for one in sources if one["note"])
    if kept:
        text += f", {'all' if kept == len(sources) else words.number(kept)} of them kept without extraction"
    return f"{text}. Extracted by rules; {marks.progress(dossier)}."
