"""Where an event took place: the city, state or venue named in its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summitry.vocabulary import place_words, word_list, word_lists

from .event_cues import Cue
from .lexicon import Hit
from .reading import Reading

# Words from a preposition to the noun of place: "at the old presidential palace".
_NOUN = 7
# What leads to the place of a journey, besides the words of "at_place".
_LINKS = {
    "visit": ("on", "to", "into"),
    "arrival": ("on", "to", "into"),
    "departure": ("on", "to", "into", "for", "from"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place at tokens ``first:last``, after the preposition ``link`` ("" for an object: "visited the museum")."""

    link: str
    first: int
    last: int
    country: str | None
    venue: bool = False


def text_of(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())


def spots_of(reading: Reading, cue: Cue) -> list[Spot]:
    """The places named with an event, nearest first: after it in its clause, else before it where they open it."""
    after = list(_after(reading, cue))
    if after:
        return after
    first = cue.sentence.first
    if cue.begin == first and reading.tokens.lower[first] in ("in", "at"):
        spot = _at(reading, first + 1, cue.first, reading.tokens.lower[first])
        return [spot] if spot is not None else []
    return []


def _after(reading: Reading, cue: Cue) -> Iterator[Spot]:
    lower = reading.tokens.lower
    if cue.form.pos in ("visited", "leaving"):
        spot = _at(reading, cue.last, cue.end, "")
        if spot is not None:
            yield spot
    directed = _LINKS.get(cue.kind, ("on",))
    for index in range(max(cue.last - 1, cue.first), cue.end - 1):
        if cue.kind == "signing" and index >= cue.last and _is_subject(reading, index):
            break  # "signed a declaration on fishing in the Norwegian Sea"
        if lower[index] in directed or lower[index] in word_list("at_place"):
            spot = _at(reading, index + 1, cue.end, lower[index])
            if spot is not None and (lower[index] != "on" or spot.venue):
                yield spot


def _is_subject(reading: Reading, index: int) -> bool:
    """Whether a preposition leads to what a document is about: "on fishing", but not "on Friday"."""
    lower = reading.tokens.lower
    if lower[index] not in ("on", "between", "including", "concerning", "about"):
        return False
    after = lower[index + 1]
    return not (after[0].isdigit() or after in word_list("weekday") or after in word_list("month"))


def _at(reading: Reading, first: int, stop: int, link: str) -> Spot | None:
    """The place that begins at ``first``, after an article."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if first >= stop:
        return None
    article = lower[first] in ("the", "a", "an")
    start = first + article
    hit = reading.begins[start] if start < stop else None
    if hit is None:
        hit = reading.begins[first]  # "The Hague"
        start = first if hit is not None else start
    state = state_of(hit)
    if state is not None and hit is not None:
        last = hit.last
        # "the Minsk Process", "Geneva's airport", "the Rome summit" are no cities.
        attribute = start > first and hit.entry.city is not None and hit.entry.country is None
        attribute |= last < stop and (words[last][0].isupper() or lower[last] in ("'s", "'", "-"))
        if not attribute:
            return Spot(link, start, last, state)
    known = hit.entry.country if hit is not None else None
    if hit is not None and known is not None and known.kind == "metonym" and link in word_list("at_place"):
        return Spot(link, start, hit.last, known.code, venue=True)  # "at the Elysée"
    venue = _venue(reading, first + article, stop, article)
    if venue is None and link == "at":
        venue = _name(reading, first + article, stop)
    return None if venue is None else Spot(link, *venue, None, venue=True)


def state_of(hit: Hit | None) -> str | None:
    """The state of a city or country that a hit names."""
    if hit is None:
        return None
    if hit.entry.city is not None:
        return hit.entry.city.country
    country = hit.entry.country
    return country.code if country is not None and country.kind == "name" else None


def _venue(reading: Reading, first: int, stop: int, article: bool) -> tuple[int, int] | None:
    """A noun phrase around a word of place: "Palace of Independence", "Oslo's Sailors' Memorial", "the old airport"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    at = first
    while at < min(stop, first + _NOUN) and not _is_place(words[at]):
        if not (words[at][0].isalnum() or lower[at] in ("'s", "'")):
            return None
        if lower[at] == "and" or lower[at] in word_list("phrase_stop"):
            return None
        if not article and words[at].islower() and lower[at] != "'s" and lower[at] not in word_list("name_particle"):
            return None  # "in front of the palace", "at war"
        at += 1
    if at >= min(stop, first + _NOUN) or (words[at].islower() and not article and at == first):
        return None
    at += 1
    while at < stop and (_is_place(words[at]) or (words[at][0].isupper() and words[at - 1][0].isupper())):
        at += 1
    after = at + (lower[at : at + 2] == ["of", "the"]) + 1
    if at < stop and lower[at] == "of" and after < stop and words[after][0].isupper():
        at = after
        while at < stop and words[at][0].isupper():
            at += 1
        known = reading.ends[at - 1]
        if known is not None and known.entry.country is not None and known.entry.country.kind == "adjective":
            at += at < stop and words[at].isalpha()  # "of Soviet pilots"
    return first, at


def _is_place(word: str) -> bool:
    return word in word_list("place_words_lower") or (word[0].isupper() and word in place_words())


def _name(reading: Reading, first: int, stop: int) -> tuple[int, int] | None:
    """A name after "at" that is nothing else that is known: "at Camp Brand"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    at = first
    while at < min(stop, first + _NOUN) and words[at][0].isupper():
        hit = reading.covers[at]
        if lower[at] in word_list("meeting_noun") or lower[at] in word_lists("month", "weekday"):
            return None
        if hit is not None and (
            hit.entry.organisation or hit.entry.office or hit.entry.outlet or hit.entry.country or hit.entry.city
        ):
            return None
        at += 1
    return (first, at) if at > first else None
