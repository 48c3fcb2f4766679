"""Positions typeset for reading: by speaker and topic, quotations as quotations, and the two or three main ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summitry import words
from summitry.markup import Safe, foreign, join, tag
from summitry.tables import Cite, mark
from summitry.vocabulary import word_list
from summitry.words import rows

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

JOINT = "The sides jointly"
UNNAMED = "Speaker not named"
MARKS = '“”"«»„‟ \t\r\n'
# Statements shorter than this say little by themselves ("We agree"); longer than that they are not read in a glance.
_TELLING = range(40, 320)
_MODES = {"direct": 0, "mixed": 0, "joint": 0, "indirect": 1}
LONG = 700


def by_speaker(positions: pd.DataFrame, participants: pd.DataFrame) -> dict[str, list[Row]]:
    """Positions by speaker: principals, then delegations, joint wording, and the others by number of positions."""
    found: dict[str, list[Row]] = {}
    for one in rows(positions):
        found.setdefault(_group(one), []).append(one)
    rank = {one["name"]: (0 if one["role"] == "principal" else 1) for one in rows(participants)
            if one["role"] != "mentioned"}  # fmt: skip
    order = list(rank)

    def place(name: str) -> tuple[int, int, int]:
        if name == JOINT:
            return 2, 0, 0
        if name in rank:
            return rank[name], order.index(name), 0
        return (4 if name == UNNAMED else 3), -len(found[name]), 0

    return {name: found[name] for name in sorted(found, key=place)}


def _group(one: Row) -> str:
    if one["mode"] == "joint":
        return JOINT
    return str(one["speaker"] or UNNAMED)


def main(positions: pd.DataFrame, participants: pd.DataFrame, limit: int) -> list[Row]:
    """The ``limit`` positions to read first, fewer where fewer say something.

    Only what has a topic other than the meeting itself or takes a stance; of principals and both sides together, and of
    a delegation whose principal is not heard; every side once before any side twice. Among those, topics and stances
    come first, then a readable length, more outlets, words in quotation marks.
    """
    people = {one["name"]: one for one in rows(participants) if one["role"] != "mentioned"}
    principals = {name for name, one in people.items() if one["role"] == "principal"}
    telling = [one for one in rows(positions) if substance(one["topic"]) or one["stance"] not in (None, "neutral")]
    heard = {_side(one, people) for one in telling if one["speaker"] in principals}

    def leads(one: Row) -> bool:
        return one["mode"] == "joint" or one["speaker"] in principals

    def rank(one: Row) -> tuple[int, ...]:
        return (
            0 if leads(one) else 1,
            -(substance(one["topic"]) + (one["stance"] not in (None, "neutral"))),
            0 if len(words.lines(one["content"] or "")) in _TELLING else 1,
            -len(one["outlets"]),
            _MODES.get(one["mode"], 1),
        )

    eligible = [one for one in telling if leads(one) or one["speaker"] in people and _side(one, people) not in heard]
    turns, seen = [], Counter[str]()
    for one in sorted(eligible, key=rank):
        side = _side(one, people)
        turns.append((seen[side], one))
        seen[side] += 1
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])][: max(limit, 0)]


def substance(topic: str | None) -> bool:
    """Whether a topic is one that the meeting is about, not the meeting itself ("talks and visits")."""
    return bool(topic) and topic not in word_list("procedural_topic")


def _side(one: Row, people: Mapping[str, Row]) -> str:
    """The state or body that a statement speaks for; the speaker where none is known."""
    speaker = people.get(one["speaker"] or "", one)
    return JOINT if one["mode"] == "joint" else str(speaker["country"] or one["country"] or one["speaker"])


def quoted(one: Row, limit: int = LONG, lead: str = "") -> Safe:
    """What was said: verbatim words in quotation marks, those of a longer sentence opening with "…".

    ``lead`` are the words that govern it ("rejected", "called for"), set apart from the statement itself.
    """
    content = words.lines(one["content"] or "")
    if one["mode"] == "direct":
        content = content.strip(MARKS)
    text = words.clip(content, limit)
    before = join((tag("i", foreign(words.clip(lead, 120)), class_="lead-in"), " ")) if lead else Safe("")
    if one["mode"] == "direct":
        return join((before, tag("q", "… " if text[:1].islower() and not lead else "", text, dir="auto")))
    return join((before, tag("span", text if lead else words.sentence(text), dir="auto", class_="said")))


def stance(one: Row) -> Safe:
    """What the statement does, as a small label; nothing where it only states."""
    if one["stance"] in (None, "neutral"):
        return Safe("")
    return mark(words.STANCES.get(one["stance"], words.term(one["stance"])), f"stance-{one['stance']}")


def labels(one: Row) -> Safe:
    """Mode, stance, target and channel of a position, as small labels."""
    target = words.clip(words.the_country(one["target"]), 60) if one["target"] else ""
    parts: list[object] = [
        mark(words.MODES.get(one["mode"], one["mode"] or ""), f"mode-{one['mode']}"),
        stance(one),
        tag("span", "towards ", foreign(target), class_="aside") if target else "",
        tag("span", "via ", foreign(words.clip(one["via"], 60)), class_="aside") if one["via"] else "",
    ]
    return join(parts, " ")


def speakers(
    groups: dict[str, list[Row]], participants: pd.DataFrame, cite: Cite, leads: Mapping[str, str] | None = None,
    renderings: Sequence[Sequence[str]] = (),
) -> Safe:  # fmt: skip
    """All positions, a section for each speaker; ``leads`` are the words that govern a position, by its id.

    Of ``renderings``, ids of positions that word one statement differently, the others stand under the first."""
    if not groups:
        return tag("p", "The sources attribute no statement to anyone.", class_="none")
    offices = {
        one["name"]: words.office(one["title"], one["country"], one["organisation"]) for one in rows(participants)
    }
    all_said = {one["position_id"]: one for said in groups.values() for one in said}
    others = {ids[0]: [all_said[id] for id in ids[1:] if id in all_said] for ids in renderings if ids[0] in all_said}
    nested = {one["position_id"] for found in others.values() for one in found}
    sections = []
    for name, said in groups.items():
        own = [one for one in said if one["position_id"] not in nested]
        if own:
            sections.append(_speaker(name, own, offices.get(name, ""), cite, leads or {}, others))
    return join(sections)


def _speaker(
    name: str, said: Sequence[Row], office: str, cite: Cite, leads: Mapping[str, str], others: Mapping[str, list[Row]]
) -> Safe:
    if not office and name not in (JOINT, UNNAMED):
        codes = {one["country"] for one in said if one["country"]}
        state = words.country(codes.pop()) if len(codes) == 1 else ""
        office = state if state != name else ""
    counts = Counter(one["topic"] for one in said)
    topics = sorted(dict.fromkeys(one["topic"] for one in said), key=lambda topic: (topic is None, -counts[topic]))
    about = tag("small", foreign(words.clip(office, 120))) if office else ""
    heading = tag("h3", foreign(words.clip(words.sentence(name), 120)), about)
    return tag(
        "section", heading, *(_topic(topic, name, said, cite, leads, others) for topic in topics), class_="speaker"
    )


def _topic(
    topic: str | None, name: str, said: Sequence[Row], cite: Cite, leads: Mapping[str, str],
    others: Mapping[str, list[Row]],
) -> Safe:  # fmt: skip
    items = (_position(one, name, cite, leads, others) for one in said if one["topic"] == topic)
    label = foreign(words.sentence(words.clip(topic, 60))) if topic else "Other"
    return tag("div", tag("h4", label), tag("ul", *items), class_="topic")


def _position(
    one: Row, name: str, cite: Cite, leads: Mapping[str, str], others: Mapping[str, list[Row]] | None = None
) -> Safe:
    lead = leads.get(one["position_id"], "")
    joint = one["speaker"] if name == JOINT and one["speaker"] and " sides" not in one["speaker"] else ""
    voice = tag("b", foreign(words.clip(words.sentence(joint), 80)), ": ") if joint else ""
    said = tag("blockquote" if one["mode"] == "direct" else "p", voice, quoted(one, lead=lead), class_="words")
    meta = tag("p", labels(one), " ", cite(one["position_id"], one["outlets"]), class_="meta")
    found = (others or {}).get(one["position_id"], ())
    also = tag("p", "In other words elsewhere:", class_="meta") if found else ""
    more = tag("ul", *(_position(other, name, cite, leads) for other in found), class_="renderings") if found else ""
    return tag("li", said, meta, also, more, id=one["position_id"])
