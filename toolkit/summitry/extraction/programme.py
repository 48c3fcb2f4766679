"""The programme: who arrived, met, signed, laid a wreath, dined and left, when and where; one record per happening.

Only what happened is told: see :mod:`.event_cues`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as day

from summitry.model import Document, Event, Evidence, Meeting
from summitry.vocabulary import word_list, word_lists

from .clock import clock
from .dates import Calendar, When
from .event_cues import Cue, cues
from .event_formats import format_of
from .event_labels import label_of
from .event_papers import Papers
from .event_people import Company
from .event_places import Spot, spots_of, text_of
from .happenings import MOVES, Happening, joined, laid_on_visits, same
from .nominals import Nominal
from .people import Person
from .reading import Reading

# Days between an event and the meeting from which on it belongs to another one.
_APART = 10
# Paragraphs within which a text says when its meeting was.
_LEAD = 3
# Words after an event within which its day is told.
_DAY = 16
# Characters between a document and the relative clause about it.
_BACK = 12
# Kinds that nobody did where no doer is named.
_DONE = frozenset({"talks", "arrival", "wreath", "departure", "meal"})


@dataclass(frozen=True, slots=True)
class _Text:
    reading: Reading
    company: Company
    days: Calendar
    papers: Papers
    host: str | None
    main: str | None
    near: Sequence[When]
    """The days that may be those of the meeting, in order."""


def events(
    reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal], place: Meeting, days: Calendar,
    papers: Sequence[Document] = (), spoken: Collection[int] = (),
) -> tuple[Event, ...]:  # fmt: skip
    """The programme events of a text in order of date and mention; ``context`` marks those of other meetings.

    ``papers`` are its documents, ``spoken`` the numbers of its transcript paragraphs.
    """
    company = Company(reading, persons, nominals)
    host = reading.context.country or place.country
    main = _main_day(reading, place, days)
    text = _Text(reading, company, days, Papers(papers), host, main, _near(reading, days, main))
    found: list[Happening] = []
    alike: dict[tuple[str, bool], list[int]] = {}
    for cue in cues(reading, spoken):
        for one in _happenings(text, cue):
            told = alike.setdefault((one.event.kind, one.event.context), [])
            at = same(found, told, one)
            if at is None:
                told.append(len(found))
                found.append(one)
            else:
                found[at] = joined(found[at], one)
    found = laid_on_visits(found)
    return tuple(sorted((one.event for one in found), key=lambda e: (e.date or "9999", e.evidence[0].start)))


def _happenings(text: _Text, cue: Cue) -> Iterator[Happening]:
    doers, others = text.company.of(cue, text.host)
    groups = text.company.groups(cue) if cue.form.pos in ("meeting", "host") else []
    if len(groups) < 2:
        groups = [others]
    for group in groups:
        one = _happening(text, cue, doers, [p for p in group if p not in doers])
        if one is not None:
            yield one


def _happening(text: _Text, cue: Cue, doers: list[Person], others: list[Person]) -> Happening | None:
    reading, sentence = text.reading, cue.sentence
    people = [*doers, *others]
    places = spots_of(reading, cue)
    inner = cue.form.pos == "visited" and all(s.country is None for s in places)  # a museum: an event of the day
    whole = cue.kind == "visit" and not inner  # which begins and ends at no one hour
    hour = "" if whole else clock(reading, cue.last, cue.end) or clock(reading, cue.after, cue.first)
    papers = _papers(text, cue)
    if not _told(reading, cue, people, others, places, hour, papers, text.days):
        return None
    when = _when(reading, cue, text.days)
    spot = next((s for s in places if _is_scene(cue, s)), None)
    country = next((s.country for s in places if s.country is not None and _is_scene(cue, s)), None)
    date = when.date if when is not None else None
    if whole and not word_list("ending_verb").isdisjoint(reading.tokens.lower[cue.begin : cue.first]):
        date = None  # the day on which a visit ends is not its day
    date, context = _setting(text, cue, date, country, hour, papers)
    if cue.kind == "visit" and not context and not people:
        return None
    if date is None and not context and not cue.past and (cue.kind not in MOVES or ":" in hour or inner):
        date = text.main if _still_on(text, cue) else None
    partners = [] if any(p.role == "principal" for p in others) else others
    label = label_of(cue, reading, partners, places, papers, others)
    last = max([cue.last, *(s.last for s in places[:1])])
    span = reading.tokens.starts[cue.first], reading.tokens.ends[last - 1]
    part = when.time if when is not None and ":" not in hour and not whole else ""
    event = Event(
        cue.kind, date, part or hour or None,
        text_of(reading, spot.first, spot.last) if spot is not None else None,
        tuple(p.name for p in people), label, context, evidence=(Evidence.of(reading.source, *span),),
    )  # fmt: skip
    return Happening(
        event, frozenset(d.id for d in papers), _format(reading, cue, label, event.place), sentence.paragraph,
        inner or (spot is not None and spot.venue), country, _again(reading, cue), when is not None,
    )  # fmt: skip


def _format(reading: Reading, cue: Cue, label: str, place: str | None) -> str:
    """The format, also where only the word before tells it: "expanded Russian-Iranian talks" are not named so."""
    before = reading.tokens.lower[max(cue.begin, cue.first - 1) : cue.first] if cue.kind == "talks" else []
    return format_of(cue.kind, " ".join([*before, *cue.form.words, label]), place)


def _again(reading: Reading, cue: Cue) -> bool:
    """Whether a cue points back to an event told before: "the dinner", "B signed for Norway"."""
    if cue.kind == "signing":
        return cue.form.pos == "signing" and reading.tokens.lower[cue.last : cue.last + 1] == ["for"]
    definite = "the" in (reading.tokens.lower[cue.first - 1], cue.form.words[0])
    return not cue.form.deed and definite and (cue.kind != "talks" or bool(format_of(cue.kind, cue.form.label)))


def _told(
    reading: Reading, cue: Cue, people: list[Person], others: list[Person], places: list[Spot], hour: str,
    papers: list[Document], days: Calendar,
) -> bool:  # fmt: skip
    """Whether the words tell of an event and of nothing else: "met the target", "left the table", "signed a law"."""
    after = reading.tokens.lower[cue.last : cue.last + 1]
    match cue.form.pos:
        case "meeting":
            return len(people) > 1 or (bool(people) and _meets_people(reading, cue))
        case "host":
            # whoever hosts many "at the summit" hosts the summit
            ahead = reading.tokens.lower[cue.last : cue.end]
            return len(people) == 2 or (len(people) > 2 and word_list("gathering_noun").isdisjoint(ahead))
        case "greeting" if cue.passive:
            marked = not word_list("welcome_word").isdisjoint(reading.tokens.lower[cue.last : cue.end])
            return bool(people) and (bool(places) or ":" in hour or marked or len(people) > len(others) > 0)
        case "greeting":
            return bool(others) and (bool(places) or ":" in hour)
        case "signing":
            bare = cue.passive or not after or not after[0].isalnum() or after[0] in word_list("preposition")
            return bool(papers) or (bare and bool(people) and not cue.passive)
        case "visited":
            return bool(people) and bool(places or after)
        case "leaving":
            # "left on Monday", "left at 16:20", but not "left the table on Monday"
            said = bool(hour) or _when(reading, cue, days) is not None
            return bool(people) and (bool(places) or (said and not word_list("preposition").isdisjoint(after)))
        case "company":
            return len(others) > 1
    if cue.kind == "signing":
        return bool(papers) or after != ["of"]
    if cue.form.label in ("visit", "trip"):
        return bool(people) and any(s.link in ("to", "into", "in") for s in places) or _owned(reading, cue)
    return bool(people) or cue.kind not in _DONE or not cue.form.deed


def _owned(reading: Reading, cue: Cue) -> bool:
    return reading.tokens.lower[cue.last : cue.last + 1] in (["of"], ["by"])


def _meets_people(reading: Reading, cue: Cue) -> bool:
    """ "met officials", "met with families of prisoners": people without a name."""
    ahead = reading.tokens.lower[cue.last : min(cue.end, cue.last + 8)]
    nouns = word_lists("person_noun", "addressee", "unnamed_company")
    return any(word in nouns or word.removesuffix("s") in nouns for word in ahead)


def _is_scene(cue: Cue, spot: Spot) -> bool:
    """Whether an event takes place there; of a departure, where it leads to is no scene of it."""
    return cue.kind != "departure" or (spot.link not in ("to", "for", "into"))


def _setting(
    text: _Text, cue: Cue, date: str | None, country: str | None, hour: str, papers: list[Document]
) -> tuple[str | None, bool]:
    """The day, and whether the event belongs to another meeting: by its place, its day or its year, or because the
    text says that it was before."""
    lower = text.reading.tokens.lower
    anchor = text.days.anchor
    year = _year(text.reading, cue, text.days)
    far = date is not None and anchor is not None and _apart(date, anchor)
    if not far and year is not None and anchor is not None and year != anchor[:4]:
        date, far = year, True
    near = lower[max(cue.begin, cue.first - 4) : min(cue.end, cue.last + 10)]
    earlier = not (_full(date) and not far) and not hour and not word_list("earlier_event").isdisjoint(near)
    if not _full(date) and not far and (lower[cue.first - 1 : cue.first] == ["last"]):
        earlier = True
    if papers and all(paper.status == "earlier" for paper in papers):
        earlier = True
    elsewhere = country is not None and text.host is not None and country != text.host
    if _full(date) and date in (anchor, text.main) and text.reading.context.country is None:
        elsewhere = False  # where a text's own place is a guess, its own day tells more
    if country is not None and country == text.host and cue.kind in MOVES and not far and not _full(date):
        return None, False  # "his trip here followed a visit there last week"
    return date, elsewhere or far or earlier


def _year(reading: Reading, cue: Cue, days: Calendar) -> str | None:
    """A year named with an event, beside no day: "in 2018 they met", "the 2018 talks"."""
    words = reading.tokens.words
    if reading.numerals().isdisjoint(reading.tokens.lower[cue.begin : min(cue.end, cue.last + _DAY)]):
        return None
    taken = {i for when in days.within(cue.begin, cue.end) for i in range(when.first, when.last)}
    for at in range(cue.begin, min(cue.end, cue.last + _DAY)):
        year = len(words[at]) == 4 and words[at][:2] in ("19", "20") and words[at].isdecimal() and at not in taken
        if year and (at + 1 == cue.first or (at and words[at - 1].lower() in word_list("before_year"))):
            return words[at]
    return None


def _papers(text: _Text, cue: Cue) -> list[Document]:
    """The documents that a signing is of: after the verb, or before it where they were signed."""
    if cue.kind != "signing":
        return []
    starts, ends = text.reading.tokens.starts, text.reading.tokens.ends
    low, high = starts[cue.begin], ends[cue.end - 1]
    if cue.begin > cue.sentence.first and text.reading.tokens.lower[cue.begin - 1] in ("which", "that"):
        # "the declaration, which A signed too"
        return text.papers.ending(low - _BACK, low)
    found = text.papers.within(low, high)
    ahead = [d for d in found if any(low <= e.start < starts[cue.first] for e in d.evidence)]
    behind = [d for d in found if d not in ahead]
    chosen = (ahead if cue.passive else behind) or ahead
    return [d for d in chosen if d.status not in ("planned", "rejected")]


def _still_on(text: _Text, cue: Cue) -> bool:
    """Whether the last day named before a cue is the main one; after another day an event may be of either."""
    at = bisect_left(text.near, cue.first, key=lambda when: when.first)
    last = next((text.near[n] for n in range(at - 1, -1, -1) if text.near[n].last <= cue.first), None)
    return last is None or last.date == text.main


def _near(reading: Reading, days: Calendar, main: str | None) -> list[When]:
    """The days named in full that lie near the main one, and not as the end of a span."""
    lower, spans = reading.tokens.lower, ("since", "until", "till", "before", "from")
    said = (when for when in days.days if _full(when.date) and lower[when.first - 1] not in spans)
    return [when for when in said if main is None or not _apart(when.date, main)]


def _main_day(reading: Reading, place: Meeting, days: Calendar) -> str | None:
    """The day of the meeting, as far as the text says it: in full, by its own day, or the first day of its lead.
    The day of publication alone is none."""
    if place.date is not None:
        return place.date
    said = [when for when in days.days if _full(when.date)]
    if any(when.date == days.anchor for when in said):
        return days.anchor
    lead = [w for w in said if reading.sentence_of(w.first).paragraph <= _LEAD]
    near = [w.date for w in lead if days.anchor is None or not _apart(w.date, days.anchor)]
    return near[0] if near else None


def _when(reading: Reading, cue: Cue, days: Calendar) -> When | None:
    """The day named nearest after the cue in its clause, else nearest before it."""
    after = [w for w in days.within(cue.last, cue.end) if w.first - cue.last < _DAY]
    if after:
        # "on Friday", where nothing tells which one, leaves no room for another day
        between = reading.tokens.lower[cue.last : after[0].first]
        return after[0] if word_list("weekday").isdisjoint(between) else None
    before = days.within(cue.begin, cue.first)
    return before[-1] if before else None


def _full(date: str | None) -> bool:
    return date is not None and len(date) >= 10


def _apart(date: str, anchor: str) -> bool:
    if len(date) < 10 or len(anchor) < 10:
        return date[: len(anchor)] != anchor[: len(date)]
    try:
        return abs((day.fromisoformat(date) - day.fromisoformat(anchor[:10])).days) > _APART
    except ValueError:
        return False
