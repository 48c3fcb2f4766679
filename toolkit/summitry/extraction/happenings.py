"""Whether two passages tell of one event: unless day, hour, place, people or what was signed set them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitry.model import Event
from summitry.vocabulary import word_list

from .event_formats import fits, is_session

# Kinds that may be told of without their day.
MOVES = frozenset({"visit", "arrival", "departure"})


@dataclass(slots=True)
class Happening:
    """An event as one passage tells it, with what sets it apart from others."""

    event: Event
    papers: frozenset[str]
    format: str
    paragraph: int
    venue: bool
    country: str | None
    again: bool = False
    """Whether the words point back to what was told before: "the dinner", "B signed for Norway"."""
    dated: bool = True
    """Whether its day is told, and not only taken from that of the meeting."""


def same(found: Sequence[Happening], alike: Sequence[int], one: Happening) -> int | None:
    """The happening that ``one`` tells of again, the one with the same people first; ``alike`` are the numbers of those
    of its kind."""
    fitting = [n for n in alike if _is_one(found[n], one)]
    if one.again and not fitting:
        fitting = [n for n in alike if _is_meant(found[n], one)][-1:]
    alike = [n for n in fitting if set(found[n].event.people) == set(one.event.people)]
    return next(iter(alike or fitting), None)


def _is_one(known: Happening, one: Happening) -> bool:
    left, right = known.event, one.event
    if (left.kind, left.context) != (right.kind, right.context):
        return False
    if left.date != right.date and not (left.kind in MOVES and (left.date is None or right.date is None)):
        return False
    if left.time and right.time and ":" in left.time and ":" in right.time and left.time != right.time:
        return False
    if not fits(known.format, one.format):
        return False
    if known.papers & one.papers:
        return True
    return _same_place(known, one) and _same_people(known, one) and _same_papers(known, one)


def _is_meant(known: Happening, one: Happening) -> bool:
    """Whether "the dinner" can be the dinner told of before, whoever sat at it and whenever it was."""
    left, right = known.event, one.event
    if (left.kind, left.context, known.format) != (right.kind, right.context, one.format):
        return False
    if left.kind == "signing":
        return abs(known.paragraph - one.paragraph) <= 1 and left.date == right.date and not one.papers
    return left.label == right.label and (left.date == right.date or not one.dated)


def _same_place(known: Happening, one: Happening) -> bool:
    left, right = known.event, one.event
    if left.kind == "visit" and known.venue != one.venue:
        return False  # a museum is visited on a visit to a state
    if left.kind in ("talks", "signing", "statement") or left.place is None or right.place is None:
        return True
    if left.place == right.place or left.place in right.place or right.place in left.place:
        return True
    if known.venue != one.venue:
        return True
    return not known.venue and known.country == one.country


def _same_people(known: Happening, one: Happening) -> bool:
    left, right = set(known.event.people), set(one.event.people)
    pair = next((told.event for told in (known, one) if len(told.event.people) == 2), None)
    if pair is not None and not is_session(pair.label) and is_session(f"{known.event.label} {one.event.label}"):
        return False
    if not left or not right or left == right:
        return True
    if known.event.kind == "talks" and min(len(left), len(right)) > 1:
        return False  # a pair's talks are not those of three
    return left <= right or right <= left


def _same_papers(known: Happening, one: Happening) -> bool:
    """Whether what is signed is the same, or is signed at one sitting: told together, by the same people."""
    if not known.papers or not one.papers or known.papers & one.papers:
        return True
    together = abs(known.paragraph - one.paragraph) <= 1
    return together and set(known.event.people) == set(one.event.people)


def laid_on_visits(found: Sequence[Happening]) -> list[Happening]:
    """Flowers laid where somebody went to lay them are one event: "A visited the cemetery. He laid a bouquet"."""
    kept = list(found)
    for at, one in enumerate(kept):
        if one.event.kind != "wreath" or one.event.place is not None:
            continue
        scene = next((visit for visit in kept if _is_scene(visit, one)), None)
        if scene is not None:
            visit, wreath = scene.event, one.event
            label = f"{wreath.label} at {visit.label.removeprefix('visit to ')}"
            evidence = (*visit.evidence, *wreath.evidence)
            event = replace(wreath, place=visit.place, label=label, date=wreath.date or visit.date, evidence=evidence)
            kept[at] = replace(one, event=event, venue=True)
            kept.remove(scene)
            return laid_on_visits(kept)
    return kept


def _is_scene(visit: Happening, one: Happening) -> bool:
    place = (visit.event.place or "").lower().split()
    graves = not (word_list("burial_place") | {"memorial", "monument", "tomb"}).isdisjoint(place)
    near = abs(visit.paragraph - one.paragraph) <= 1 and visit.event.people == one.event.people
    return visit.event.kind == "visit" and visit.venue and graves and near


def joined(known: Happening, one: Happening) -> Happening:
    """One happening that is told of twice: its people and evidence together, what is missing filled in."""
    left, right = known.event, one.event
    # "Talks" and "talks in Oslo" are one: the second says more.
    label = right.label if right.label.startswith(f"{left.label} ") else left.label
    day = left.date or (right.date if one.dated or not one.again else None)
    event = Event(
        left.kind, day, left.time or right.time, left.place or right.place,
        tuple(dict.fromkeys(left.people + right.people)), label, left.context,
        evidence=(*left.evidence, *(e for e in right.evidence if e not in left.evidence)),
    )  # fmt: skip
    return replace(
        known, event=event, papers=known.papers | one.papers, format=known.format or one.format,
        paragraph=one.paragraph if one.again else known.paragraph, dated=known.dated or one.dated,
        venue=known.venue or one.venue, country=known.country or one.country,
    )  # fmt: skip
