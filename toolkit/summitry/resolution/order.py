"""In which order outlets put two events of one programme: "a press conference after the signing", or before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summitry import vocabulary
from summitry.model import EVENT_KINDS, Event
from summitry.resolution.common import Disagreement, Item, Merged, outlets, tokens

# Characters between two events that one clause puts in order, and before the first of them.
_BETWEEN, _BEFORE = 160, 24
# A journey, or a ceremony that opens the day, is put in no order with what was held in between.
_HELD = frozenset({"talks", "signing", "statement", "meal", "wreath"})

_Pair = tuple[str, str]


def orders(events: Sequence[Merged[Event]]) -> Iterator[Disagreement]:
    """Two rows for each pair of events that outlets put in opposite orders, on the one that is usually the later."""
    by_id = {event.id: event for event in events}
    told: dict[_Pair, list[Item[Event]]] = defaultdict(list)
    for earlier, later, item in _told(events):
        told[earlier, later].append(item)
    for (earlier, later), said in told.items():
        rival = told.get((later, earlier), [])
        usual = _usual(by_id[earlier]) < _usual(by_id[later])
        if not usual or not rival or {item.voice for item in said} == {item.voice for item in rival}:
            continue
        other = by_id[earlier].record.label
        yield Disagreement("events", later, "order", f"after the {other}", outlets(said))
        yield Disagreement("events", later, "order", f"before the {other}", outlets(rival))


def _usual(event: Merged[Event]) -> tuple[int, str]:
    """Where in a day such an event usually is."""
    return EVENT_KINDS.index(event.record.kind), event.id


def _told(events: Sequence[Merged[Event]]) -> Iterator[tuple[str, str, Item[Event]]]:
    """The pairs that each source puts in order, the earlier event first."""
    places: dict[str, list[tuple[int, int, str, Item[Event]]]] = defaultdict(list)
    for event in events:
        for item in event.items if event.record.kind in _HELD and not event.record.context else ():
            places[item.source.source_id] += [(e.start, e.end, event.id, item) for e in item.record.evidence]
    for found in places.values():
        for (start, end, one, item), (begin, _, other, _) in pairwise(sorted(found, key=lambda place: place[:2])):
            text = item.source.text
            if one == other or not 0 < begin - end <= _BETWEEN:
                continue
            before, between = text[max(0, start - _BEFORE) : start], text[end:begin]
            first = _first_is_earlier(before, between)
            if first is not None:
                yield (one, other, item) if first else (other, one, item)


def _first_is_earlier(before: str, between: str) -> bool | None:
    """Whether of two events the one named first came first; None where the words do not say it."""
    if ". " in between or "\n\n" in between:
        return None
    words, opening = tokens(between), tokens(before)[-2:]
    after, ahead = vocabulary.word_list("order_after"), vocabulary.word_list("order_before")
    told = {True} if "followed by" in " ".join(words) or ahead & {*words} else set()
    told |= {False} if after & {*words} else set()
    if not told:
        told = {True} if after & {*opening} else {False} if ahead & {*opening} else set()
    return told.pop() if len(told) == 1 else None
