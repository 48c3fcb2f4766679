"""The programme as a list of days; events of other meetings stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry import words
from summitry.markup import Safe, foreign, join, tag
from summitry.tables import Cite
from summitry.words import rows

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def days(events: pd.DataFrame, cite: Cite) -> Safe:
    """Events by date, in the order given; then those of other meetings, marked as such."""
    found = rows(events)
    if not found:
        return tag("p", "The sources name no event of the programme.", class_="none")
    own, context = ([one for one in found if bool(one["context"]) is other] for other in (False, True))
    parts = [_list(own, cite) if own else tag("p", "The sources name no event of this meeting itself.", class_="none")]
    if context:
        parts += [tag("h3", "Other meetings that the sources refer to"), _list(context, cite)]
    return join(parts)


def _list(events: list[Row], cite: Cite) -> Safe:
    dates: dict[str, list[Row]] = {}
    for one in events:
        dates.setdefault(one["date"] or "", []).append(one)
    items = []
    for date, day in dates.items():
        name = words.weekday(date)
        heading = join((tag("span", name) if name else "", words.day(date) or "Day not given"))
        items.append(tag("li", tag("p", heading, class_="day"), tag("ul", *(_event(one, cite) for one in day))))
    return tag("ol", *items, class_="programme")


def name(one: Row, limit: int = 200) -> str:
    """An event in a few words, with its hour: "19:50 Banquet at the palace", "Arrival in Porto, evening"."""
    kind, label = _kind(one), words.sentence(words.clip(one["label"] or "", limit))
    text = label if _tells(label, kind) else f"{kind}: {label}" if label else kind
    time = one["time"] or ""
    if time[:1].isdigit():
        return words.clip(f"{time} {text}", limit)
    return words.clip(text, limit) + (f", {words.clip(time, 20)}" if time else "")


def _kind(one: Row) -> str:
    return words.EVENTS.get(one["kind"], words.sentence(words.term(one["kind"])))


def _tells(label: str, kind: str) -> bool:
    """Whether a label says its kind itself: "Arrival in Porto", "Signed a pact"."""
    return kind.casefold()[:4] in label.casefold()


def _event(one: Row, cite: Cite) -> Safe:
    kind, label = _kind(one), words.sentence(words.clip(one["label"] or "", 200))
    told = _tells(label, kind)
    place, people = words.clip(one["place"] or "", 100), words.clip(words.listed(one["people"][:8]), 200)
    place = "" if place.casefold() in label.casefold() else place
    parts = [
        tag("span", foreign(words.sentence(one["time"])), class_="time") if one["time"] else "",
        tag("b", foreign(label) if told else kind),
        "" if told else foreign(label),
        tag("small", join((foreign(place), foreign(people)), " · ")) if place or people else "",
        cite(one["event_id"], one["outlets"]),
    ]
    return tag("li", join(parts, " "), id=one["event_id"])
