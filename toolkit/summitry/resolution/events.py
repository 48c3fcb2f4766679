"""What happened, each event told once although several sources tell it.

Two entries are one event if they are of one kind and neither day, hour, place, object nor company sets them apart: who
met whom, who signed what. Talks of other pairs are other talks, however much else they share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from summitry import vocabulary
from summitry.extraction.event_formats import fits, format_of, is_session
from summitry.model import Event
from summitry.resolution.common import Item, Merged, by_id, days_apart, heard, near_dates, tokens, union, united, vote
from summitry.resolution.designations import instruments_in
from summitry.resolution.people import Who
from summitry.resolution.places import alike, one_monument, state_of

_COUNTED = re.compile(r"\b(?:agreements|documents|papers|accords|deals)\b")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
# Minutes that sources may differ by on when one thing began; talks are held in rounds.
_HOUR, _ROUND = 60, 30
# Word lists of which only one can fit a meal.
_MEALS = ("morning_meal", "midday_meal", "evening_meal")
# Of these one person has one a meeting: where two sources give two days, next to each other, they disagree.
_JOURNEYS = frozenset({"arrival", "departure"})
# Of these a summit has one.
_ONCE = frozenset({"opening", "close"})
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_SHORT = 2  # by which two counts of what was signed at one sitting can differ
_STAY = 3  # days between two days of one visit


@dataclass(frozen=True, slots=True)
class _Draft:
    """One event as one or more sources have it in the same words."""

    batch: tuple[Item[Event], ...]
    record: Event
    sources: frozenset[str]
    people: frozenset[str]
    """Keys of persons, see :class:`~summitry.resolution.people.Who`."""
    principals: frozenset[str]
    matter: frozenset[str]
    format: str
    published: str
    """The day of the first source; what happens later it cannot tell of. Empty where one source gives none."""
    sole: bool
    """Whether these people met on no other day according to the same sources."""

    @property
    def count(self) -> int:
        """How many papers were signed, as far as the label says it."""
        words = tokens(self.record.label) if self.record.kind == "signing" else ()
        number = next((word for word in words if word in _NUMBERS or (word.isdecimal() and len(word) < 4)), "0")
        return _NUMBERS.index(number) + 2 if number in _NUMBERS else int(number)

    @property
    def rank(self) -> tuple[object, ...]:
        """What says most comes first, so that a vague entry meets all that it could be; by content, not by source."""
        one = self.record
        vague = (not self.people, len(self.people) < 2, not one.date, not one.place, not self.matter)
        return (
            *vague,
            -len(self.people),
            sorted(self.people),
            one.date or "",
            one.time or "",
            one.label,
            self.batch[0].id,
        )


def merge_events(events: Sequence[Item[Event]], who: Who) -> list[Merged[Event]]:
    """One record per event of the programme, in the order in which the sources first name them."""
    groups: list[list[_Draft]] = []
    kinds: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for draft in sorted(_drafts(events, who), key=lambda draft: draft.rank):
        block = kinds[draft.record.kind, draft.record.context]
        fitting = [n for n in block if all(_same(draft, other) for other in groups[n])]
        chosen = _choice(draft, fitting, groups)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
            block.append(chosen)
        groups[chosen].append(draft)
    merged = [_event([_named(item, who) for draft in group for item in draft.batch]) for group in groups]
    return sorted(merged, key=lambda one: one.items[0].position)


def _choice(draft: _Draft, fitting: Sequence[int], groups: Sequence[Sequence[_Draft]]) -> int | None:
    """The one group that ``draft`` can belong to, or the one that more speaks for than for the others.

    Outlets word what is signed at one sitting in their own ways: there the likest words decide.
    """
    scores = {n: _score(draft, groups[n]) for n in fitting}
    best = [n for n in fitting if scores[n] == max(scores.values())]
    if draft.record.kind == "signing":
        best.sort(key=lambda n: -max(fuzz.token_sort_ratio(draft.record.label, o.record.label) for o in groups[n]))
        return best[0] if best else None
    return best[0] if len(best) == 1 else None


def _score(draft: _Draft, group: Sequence[_Draft]) -> tuple[bool, bool, bool, bool]:
    one = draft.record
    return (
        any(draft.people and draft.people == other.people for other in group),
        any(one.date and one.date == other.record.date for other in group),
        any(one.place and one.place == other.record.place for other in group),
        any(len(other.principals) > 1 for other in group),
    )


def _drafts(events: Sequence[Item[Event]], who: Who) -> list[_Draft]:
    told = []
    days: dict[tuple[str, str, frozenset[str]], set[str | None]] = defaultdict(set)
    for batch in by_id(events):
        record, sources = batch[0].record, frozenset(item.source.source_id for item in batch)
        people = frozenset(who.key(person, sources) for person in record.people)
        told.append((batch, record, sources, people))
        for source in sources:
            days[source, record.kind, people].add(record.date)
    drafts = []
    for batch, record, sources, people in told:
        sole = all(len(days[source, record.kind, people]) < 2 for source in sources)
        published = min((item.source.published or "")[:10] for item in batch)
        form = format_of(record.kind, record.label, record.place)
        principal, matter = people & who.principals, _matter(record)
        drafts.append(_Draft(tuple(batch), record, sources, people, principal, matter, form, published, sole))
    return drafts


def _named(item: Item[Event], who: Who) -> Item[Event]:
    """``item`` with its people under their shown names; its id stays that of the extraction."""
    people = tuple(dict.fromkeys(who.name(person, item.source.source_id) for person in item.record.people))
    return replace(item, record=replace(item.record, people=people))


def _matter(event: Event) -> frozenset[str]:
    """What is signed or eaten, as far as the label says it."""
    if event.kind == "signing":
        found = instruments_in(event.label, vocabulary.version())
        # "Eight agreements" can be papers of any kind to others.
        return found | {"other"} if _COUNTED.search(event.label) else found
    label = f" {' '.join(tokens(event.label))} "
    meals = _MEALS if event.kind == "meal" else ()
    return frozenset(meal for meal in meals if any(f" {form} " in label for form in vocabulary.word_list(meal)))


def _same(one: _Draft, other: _Draft) -> bool:
    if one.sources & other.sources:
        return False
    return fits(one.format, other.format) and (
        _same_company(one, other) and _same_matter(one, other) and _same_hour(one.record, other.record)
        and _same_day(one, other) and _same_place(one, other)
    )  # fmt: skip


def _same_company(one: _Draft, other: _Draft) -> bool:
    """Whether one names the other's people or fewer, or both the same leaders; a pair is no round of three and more."""
    pair = next((draft for draft in (one, other) if len(draft.people) == 2), None)
    sessions = [draft for draft in (one, other) if is_session(draft.record.label)]
    if sessions and pair is not None and pair not in sessions:
        return False
    if not one.people or not other.people or one.people == other.people:
        return True
    if one.record.kind not in ("talks", "signing") and len(one.people & other.people) * 2 > min(
        len(one.people), len(other.people)
    ):
        return True
    if one.record.kind == "talks" and {2} < {max(2, len(draft.principals)) for draft in (one, other)}:
        few, many = sorted((one.principals, other.principals), key=len)
        if len(few) > 2:
            return len(few & many) * 2 > len(few)
        if len(few) == 2 or len(min(one.people, other.people, key=len)) > 1:
            return False
    if len(one.principals) > 1 and one.principals == other.principals:
        return True
    return one.people <= other.people or other.people <= one.people


def _same_matter(one: _Draft, other: _Draft) -> bool:
    if one.count and other.count and abs(one.count - other.count) > _SHORT and one.people != other.people:
        return False
    if not one.matter or not other.matter or one.matter & other.matter:
        return True
    # "Documents" are any but the leaders' own joint text.
    return "other" in one.matter | other.matter and "text" not in one.matter | other.matter


def is_clock(time: str) -> bool:
    """Whether a time is an hour, and not a part of the day."""
    return _CLOCK.fullmatch(time) is not None


def _same_hour(left: Event, right: Event) -> bool:
    hours = [_CLOCK.fullmatch(event.time or "") for event in (left, right)]
    minutes = [int(hour[1]) * 60 + int(hour[2]) for hour in hours if hour]
    return len(minutes) < 2 or abs(minutes[0] - minutes[1]) <= (_ROUND if left.kind == "talks" else _HOUR)


def _same_day(one: _Draft, other: _Draft) -> bool:
    """Whether the days can be one, or are two for one event: a journey in two time zones, or leaders' one meeting that
    sources which came out after it put on either day."""
    left, right = one.record.date, other.record.date
    if near_dates(left, right):
        return True
    if one.format in _ONCE and days_apart(left, right) == 1:
        return True
    if one.record.kind == "visit":
        return days_apart(left, right) <= _STAY and all(_is_stay(draft.record) for draft in (one, other))
    if days_apart(left, right) != 1 or one.people != other.people or not one.people or not (one.sole and other.sole):
        return False
    if one.record.kind in _JOURNEYS:
        return True
    late = max(left or "", right or "")
    pair = one.record.kind == "talks" and len(one.people) == len(one.principals) == 2
    return pair and min(one.published, other.published) >= late


def _is_stay(event: Event) -> bool:
    """Whether a visit is the whole journey ("official visit to …") and not a call ("visited the museum")."""
    return bool(event.people) and bool({"visit", "trip"} & set(tokens(event.label)))


def _same_place(one: _Draft, other: _Draft) -> bool:
    left, right = one.record.place, other.record.place
    kind = one.record.kind
    if kind == "departure" and any(a and a == _destination(b) for a, b in ((left, other), (right, one))):
        return False  # "left for Alaska" is not "left Alaska"
    if left is None or right is None or alike(left, right):
        return True
    states = state_of(left), state_of(right)
    if states == (None, None):
        return kind == "wreath" and one_monument(left, right)
    if None in states:
        return kind != "visit"  # a venue stands in a city or state; but to visit a museum is not to visit a state
    if kind in _JOURNEYS or (kind == "visit" and all(_is_stay(draft.record) for draft in (one, other))):
        return states[0] == states[1]  # the city, its airport, and the state that it is in
    certain = one.people == other.people and len(one.people) > 1 and one.record.date == other.record.date
    return certain and states[0] == states[1]


def _destination(draft: _Draft) -> str:
    return draft.record.label.partition(" for ")[2]


def visit_kind(event: Event) -> str:
    """ "state visit", "working visit"; empty where the label says none."""
    words = tokens(event.label) if event.kind == "visit" else ()
    pairs = zip(words, words[1:], strict=False)
    found = [word for word, after in pairs if after == "visit" and word in vocabulary.word_list("visit_kind")]
    return f"{found[0]} visit" if found else ""


def _event(group: Sequence[Item[Event]]) -> Merged[Event]:
    members = sorted(group, key=lambda item: item.position)
    records = [item.record for item in heard(members)]
    full = [record.date for record in records if record.date and len(record.date) >= 10]
    times = [record.time for record in records if record.time]
    day = min(full, default=None) if records[0].kind == "visit" else vote(full)
    return united(
        members, date=day or max((record.date for record in records if record.date), key=len, default=None),
        time=vote([time for time in times if is_clock(time)]) or vote(times),
        place=_scene(records), people=_company(records),
        label=_label(records),
    )  # fmt: skip


def _scene(records: Sequence[Event]) -> str | None:
    """The place that most name, by its own name where others only say "the cemetery"."""
    places = [record.place for record in records if record.place]
    usual = vote(places)
    if usual is None or not usual.islower():
        return usual
    return next((place for place in places if place.endswith(f" {usual}") and not place.islower()), usual)


def _company(records: Sequence[Event]) -> tuple[str, ...]:
    """Everybody named; of a journey those whom most sources name, for some name the host with the guest."""
    told = [record.people for record in records if record.people]
    everybody = union(told)
    if records[0].kind != "visit" and records[0].kind not in _JOURNEYS:
        return everybody
    return tuple(who for who in everybody if sum(who in people for people in told) * 2 > len(told)) or everybody


def _label(records: Sequence[Event]) -> str:
    """The most frequent label; of equals that of the entry which says most, then the shortest."""
    counts = {record.label: sum(1 for one in records if one.label == record.label) for record in records}

    def weight(record: Event) -> tuple[bool, int, int, int]:
        told = sum(bool(value) for value in (record.date, record.time, record.place, record.people))
        # What was signed, and what kind of visit it was, says more than that there was one.
        telling = bool(visit_kind(record)) or (record.kind == "signing" and " of " in record.label)
        return telling, counts[record.label], told, -len(record.label)

    return max(records, key=weight).label
