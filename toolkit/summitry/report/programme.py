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


def _event(one: Row, cite: Cite) -> Safe:
    kind = words.EVENTS.get(one["kind"], words.sentence(words.term(one["kind"])))
    label = words.sentence(words.clip(one["label"] or "", 200))
    # "Arrival in Minsk" says its kind itself.
    told = kind.casefold()[:5] in label.casefold()
    place, people = words.clip(one["place"] or "", 100), words.clip(words.listed(one["people"][:8]), 200)
    place = "" if place.casefold() in label.casefold() else place
    parts = [
        tag("span", foreign(one["time"]), class_="time") if one["time"] else "",
        tag("b", foreign(label) if told else kind),
        "" if told else foreign(label),
        tag("small", join((foreign(place), foreign(people)), " · ")) if place or people else "",
        cite(one["event_id"], one["outlets"]),
    ]
    return tag("li", join(parts, " "), id=one["event_id"])
