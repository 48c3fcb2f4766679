"""The programme: who arrived, met, signed, laid a wreath, dined and left, when and where; one record per happening."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summitry.model import Event, Evidence, Meeting
from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .dates import Calendar, When, clock
from .lexicon import Hit
from .nominals import Nominal
from .people import Person
from .reading import Reading, Sentence

# Days between an event and the meeting from which on it belongs to another one.
_APART = 10
# Paragraphs within which a text says when its meeting was.
_LEAD = 3
# Kinds of which a meeting has one a day; of the others each place is one of its own.
_ONCE = frozenset({"talks", "signing", "ceremony", "wreath", "statement", "arrival", "departure"})


@dataclass(frozen=True, slots=True)
class Cue:
    """An event's words at tokens ``first:last``; ``deed`` for a verb with its doer before it."""

    first: int
    last: int
    kind: str
    deed: bool
    sentence: Sentence


@kept
def _forms() -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in rows("events"):
        words = tuple(row["form"].split())
        found.setdefault(words[0], []).append((words, row["kind"], row["pos"] == "verb"))
    return {word: tuple(sorted(forms, key=lambda f: -len(f[0]))) for word, forms in found.items()}


def events(
    reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal], place: Meeting, days: Calendar
) -> tuple[Event, ...]:
    """The programme events of a text in order of date and mention; ``context`` marks those of other meetings."""
    spots = {m.start: p for p in persons for m in p.mentions}
    spots.update({n.first: n.person for n in nominals if n.person is not None})
    main = _main_day(reading, place, days)
    found: dict[tuple[object, ...], Event] = {}
    for cue in _cues(reading):
        event = _event(reading, cue, spots, persons, place, days, main)
        if event is None:
            continue
        key = (event.kind, event.date, event.context, None if event.kind in _ONCE else event.place)
        known = found.get(key)
        found[key] = event if known is None else _joined(known, event)
    return tuple(sorted(found.values(), key=lambda e: (e.date or "9999", e.evidence[0].start)))


def _cues(reading: Reading) -> Iterator[Cue]:
    lower = reading.tokens.lower
    forms = _forms()
    places = reading.places(forms.keys())
    for sentence in reading.sentences:
        paragraph = reading.paragraphs[sentence.paragraph]
        if sentence.paragraph == 0 and reading.plain[paragraph.end - 1].isalnum():
            continue  # the headline says again what the text says
        if _unreal(reading, sentence):
            continue
        done = sentence.first
        for index in places[bisect_left(places, sentence.first) : bisect_left(places, sentence.last)]:
            match = next((f for f in forms[lower[index]] if tuple(lower[index : index + len(f[0])]) == f[0]), None)
            if index < done or match is None or reading.quoted[index] >= 0:
                continue
            if _happened(reading, sentence, index, match[2]):
                yield Cue(index, index + len(match[0]), match[1], match[2], sentence)
                done = index + len(match[0])


def _unreal(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence denies or imagines what it tells of."""
    lower = reading.tokens.lower[sentence.first : sentence.last]
    return "if" in lower or "cancelled" in lower or "canceled" in lower or "postponed" in lower


def _happened(reading: Reading, sentence: Sentence, index: int, deed: bool) -> bool:
    lower = reading.tokens.lower
    before = lower[max(sentence.first, index - 3) : index]
    if any(word in word_list("negation") or word in word_list("modal") for word in before):
        return False
    return not (deed and before and before[-1] in ("to", "the", "a"))


def _event(
    reading: Reading,
    cue: Cue,
    spots: dict[int, Person],
    persons: Sequence[Person],
    place: Meeting,
    days: Calendar,
    main: str | None,
) -> Event | None:
    sentence = cue.sentence
    when = _when(cue, days)
    where, country = _where(reading, cue)
    people = _people(reading, cue, spots, persons)
    if cue.kind in ("signing", "talks", "arrival", "wreath", "departure") and cue.deed and not people:
        return None
    date = when.date if when is not None else None
    other = country is not None and place.country is not None and country != place.country
    far = date is not None and days.anchor is not None and _apart(date, days.anchor)
    earlier = any(w in word_list("earlier_event") for w in _around(reading, cue))
    if country is not None and country == place.country and not _full(date):
        date, far, earlier = None, False, False  # "his trip here followed a visit there last week"
    context = bool(other and cue.kind in ("visit", "arrival", "talks", "meal", "departure")) or far or earlier
    if cue.kind == "visit" and not context and not people:
        return None
    if date is None and not context and cue.kind not in ("visit", "arrival", "departure"):
        date = main
    time = (when.time if when is not None else "") or clock(reading, cue.first, min(sentence.last, cue.last + 12))
    first, last = _label(reading, cue)
    start, end = reading.tokens.starts[first], reading.tokens.ends[last - 1]
    label = " ".join(reading.text[start:end].split())
    return Event(
        cue.kind, date, time or None, where, tuple(p.name for p in people), label, context,
        evidence=(Evidence.of(reading.source, start, end),),
    )  # fmt: skip


def _main_day(reading: Reading, place: Meeting, days: Calendar) -> str | None:
    """The day of the meeting, as far as the text says it: in full, by its own day, or the first day of its lead.
    The day of publication alone is none."""
    if place.date is not None:
        return place.date
    said = [when for when in days.days if _full(when.date)]
    if any(when.date == days.anchor for when in said):
        return days.anchor
    lead = [w for w in said if reading.sentence_at(reading.tokens.starts[w.first]).paragraph <= _LEAD]
    near = [w.date for w in lead if days.anchor is None or not _apart(w.date, days.anchor)]
    return near[0] if near else None


def _when(cue: Cue, days: Calendar) -> When | None:
    """The day named nearest after the cue in its clause, else nearest before it in its sentence."""
    after = [w for w in days.within(cue.last, cue.sentence.last) if w.first - cue.last < 14]
    if after:
        return after[0]
    before = days.within(cue.sentence.first, cue.first)
    return before[-1] if before else None


def _full(date: str | None) -> bool:
    return date is not None and len(date) >= 10


def _apart(date: str, anchor: str) -> bool:
    if len(date) < 10 or len(anchor) < 10:
        return date[: len(anchor)] != anchor[: len(date)]
    from datetime import date as day

    try:
        return abs((day.fromisoformat(date) - day.fromisoformat(anchor[:10])).days) > _APART
    except ValueError:
        return False


def _around(reading: Reading, cue: Cue) -> list[str]:
    return reading.tokens.lower[max(cue.sentence.first, cue.first - 4) : min(cue.sentence.last, cue.last + 6)]


def _where(reading: Reading, cue: Cue) -> tuple[str | None, str | None]:
    """Place and country named after the cue: "at the Victory Square memorial", "in Minsk", "to Armenia"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    stop = min(cue.sentence.last, cue.last + 14)
    name: str | None = None
    country: str | None = None
    for index in range(cue.last - 1, stop):
        if index > cue.last and (words[index] in (";", ":", '"', "“") or lower[index] in word_list("place_stop")):
            break
        hit = reading.begins[index]
        near = lower[index - 1] in ("in", "at", "to", "the", "into", "near") if index else False
        if (
            hit is not None
            and near
            and (hit.entry.city is not None or (hit.entry.country and hit.entry.country.kind == "name"))
        ):
            code = hit.entry.city.country if hit.entry.city is not None else hit.entry.country.code  # type: ignore[union-attr]
            country = country or code
            name = name or _text(reading, index, reading.last_of(hit))
            if name and country:
                break
        if name is None and lower[index] in ("at", "in") and index + 1 < stop:
            venue = _venue(reading, index + 1, stop)
            if venue is not None:
                name = venue
    return name, country


def _state(hit: Hit | None) -> str | None:
    """The state of a city or country that a hit names."""
    if hit is None:
        return None
    if hit.entry.city is not None:
        return hit.entry.city.country
    country = hit.entry.country
    return country.code if country is not None and country.kind == "name" else None


def _venue(reading: Reading, first: int, stop: int) -> str | None:
    """A capitalised sequence that ends with a word of place: "the Palace of Independence", "Victory Square"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if lower[first] == "the":
        first += 1
    last = first
    inner = word_list("place_words_lower") | {"of", "'s", "'", "the"}
    while last < stop and (words[last][0].isupper() or lower[last] in inner):
        last += 1
    while last > first and not words[last - 1][0].isalnum():
        last -= 1
    sequence = words[first:last]
    if sequence and any(word in word_list("place_words_lower") or word.title() in _places() for word in sequence):
        return _text(reading, first, last)
    return None


@kept
def _places() -> frozenset[str]:
    from summitry.vocabulary import place_words

    return place_words()


def _people(reading: Reading, cue: Cue, spots: dict[int, Person], persons: Sequence[Person]) -> list[Person]:
    """Who takes part: the persons named before a deed or around a noun, in the sentence; both leaders for "the two"."""
    sentence = cue.sentence
    first, last = sentence.first, sentence.last if not cue.deed or cue.kind == "talks" else cue.first
    named = [spots[i] for i in range(first, last) if i in spots and reading.quoted[i] < 0]
    lower = reading.tokens.lower
    joint = any(
        lower[i] in word_list("joint_noun") and i and lower[i - 1] in ("two", "both", "the")
        for i in range(first, cue.first)
    )
    if joint or (not named and any(lower[i] == "they" for i in range(first, cue.first))):
        named += [p for p in persons if p.role == "principal"]
    if not named and any(lower[i] in ("he", "she", "his", "her") for i in range(first, cue.last)):
        earlier = sorted(i for i in spots if i < first)
        named = [spots[earlier[-1]]] if earlier else []
    return list(dict.fromkeys(named))


def _label(reading: Reading, cue: Cue) -> tuple[int, int]:
    """The tokens of the event's words: a deed with its object; of a bare verb the clause before it."""
    first, last = cue.first, _label_end(reading, cue)
    if last - first == 1:
        floor = max(cue.sentence.first, first - 14)
        marks = [i for i in range(floor, first) if reading.tokens.words[i] in (",", ";", ":", "“", '"', "(")]
        first = marks[-1] + 1 if marks else floor
    return first, last


def _label_end(reading: Reading, cue: Cue) -> int:
    """The token after the event's words: up to the next mark or clause."""
    words, lower = reading.tokens.words, reading.tokens.lower
    stop = min(cue.sentence.last, cue.last + 12)
    index = cue.last
    while index < stop:
        if words[index] in (",", ";", ":", ".", "(", "–", "—", '"', "“") or lower[index] in word_list("label_stop"):
            break
        if lower[index] == "at" and index + 1 < stop and words[index + 1][0].isdigit():
            break
        index += 1
    return max(index, cue.last)


def _text(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())


def _joined(known: Event, event: Event) -> Event:
    """One happening that is told of twice: its people and evidence together, what is missing filled in."""
    return Event(
        known.kind, known.date, known.time or event.time, known.place or event.place,
        tuple(dict.fromkeys(known.people + event.people)), known.label, known.context,
        evidence=(*known.evidence, *(e for e in event.evidence if e not in known.evidence)),
    )  # fmt: skip
