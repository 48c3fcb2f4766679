"""Where, when and in which format the text says that its meeting took place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summitry.model import Meeting
from summitry.vocabulary import word_lists

from .dates import Calendar
from .lexicon import Hit
from .people import Person
from .reading import Reading

# The lead and what follows it; a meeting's place is said there.
_LEAD = 8


def meeting(reading: Reading, persons: Sequence[Person], days: Calendar) -> Meeting:
    """City and country of the place named with the meeting, else of the dateline; the date only where the text gives
    the main day in full; multilateral where leaders of three or more states, or a body of states, meet."""
    place = _place(reading)
    city = country = None
    if place is not None:
        if place.entry.city is not None:
            city, country = place.entry.city.form, place.entry.city.country
        elif place.entry.country is not None:
            country = place.entry.country.code
    return Meeting(city, country, _date(reading, days), _format(reading, persons))


def _place(reading: Reading) -> Hit | None:
    """The place with most weight: named after "in" or "at" beside a word of meeting, early in the text, or in the
    dateline."""
    weights: Counter[str] = Counter()
    first: dict[str, Hit] = {}
    lower = reading.tokens.lower
    cues = word_lists("meeting_verb", "meeting_noun")
    for hit in reading.hits:
        entry = hit.entry
        if entry.city is None and (entry.country is None or entry.country.kind not in ("name", "metonym")):
            continue
        index = hit.first
        sentence = reading.sentence_at(hit.start)
        if sentence.paragraph > _LEAD:
            break
        before = lower[index - 1] if index > sentence.first else ""
        known = entry.country
        if known is not None and entry.city is None and known.kind == "metonym" and before != "the":
            continue  # a government, not its seat
        weight = 0
        if before in ("in", "at") or (index >= 2 and lower[index - 2] in ("in", "at")):
            weight = 3 if any(lower[i] in cues for i in range(sentence.first, sentence.last)) else 1
        if entry.city is not None and index - sentence.first < 4 and _dateline(reading, hit):
            weight = 8
        if weight:
            name = reading.text[hit.start : hit.end].casefold()
            weights[name] += weight + (2 if sentence.paragraph <= 2 else 0) + (2 if entry.city is not None else 0)
            first.setdefault(name, hit)
    if not weights:
        return None
    return first[max(weights, key=lambda name: (weights[name], -first[name].start))]


def _dateline(reading: Reading, hit: Hit) -> bool:
    """Whether a place stands in a line without a sentence ("The Hague, 7 May"), which the headline is none of, or opens
    a paragraph in capitals or before a dash."""
    plain = reading.plain
    start, end = plain.rfind("\n", 0, hit.start) + 1, plain.find("\n", hit.end)
    line = plain[start : end if end >= 0 else len(plain)].rstrip()
    headline = start <= reading.paragraphs[0].start and not any(c.isdigit() for c in line)
    if len(line) < 60 and not headline and not line.endswith((".", "!", "?", ":", ",", ";")):
        return True
    opening = plain[hit.start : hit.start + 60]
    return reading.text[hit.start : hit.end].isupper() or " - " in opening or " – " in opening


def _date(reading: Reading, days: Calendar) -> str | None:
    full = [when for when in days.days if when.full]
    if not full:
        return None
    counts = Counter(when.date for when in full)
    if days.anchor in counts and any(when.date == days.anchor for when in full):
        return days.anchor
    early = [w for w in full if reading.sentence_of(w.first).paragraph <= _LEAD // 2]
    return early[0].date if early and len(counts) == 1 else None


def _format(reading: Reading, persons: Sequence[Person]) -> str:
    sides = {p.country or p.organisation for p in persons if p.role == "principal"} - {None}
    if len(sides) > 2:
        return "multilateral"
    if len(sides) == 2 or not reading.paragraphs:
        return "bilateral"
    end = reading.paragraphs[0].end
    bodies = [h.entry.organisation for h in reading.hits if h.start < end]
    return "multilateral" if any(b is not None and not b.state for b in bodies) else "bilateral"
