"""Whose text it is: which states a text speaks of, and what shows that a leader without a state leads one of them.

A wrong state is worse than none: that a state is often named is no evidence; that its institutions are, or that it is
written beside the state of the other leader, is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitry import vocabulary
from summitry.vocabulary import Office, word_list

from .people import Person
from .reading import Reading, once

# What an institution, the other side of a pair, and the outlet's own state weigh against a mere mention.
_OWN, _PAIR, _HOME = 5, 4, 6
# How much more the best state must have than the next.
_MARGIN = 1.5
_GOVERNS = frozenset({"ministry", "agency", "court", "party"})


@dataclass(slots=True)
class Sides:
    """``named`` counts mentions of states, ``own`` those of their institutions; ``pairs`` are states that stand side
    by side ("Russian-Turkish", "Norway and Portugal"), ``heading`` the two of the heading; ``home`` is the state of
    the outlet, ``official`` whether it is that state's own."""

    named: Counter[str]
    own: Counter[str]
    pairs: Counter[tuple[str, str]]
    heading: frozenset[str]
    home: str | None
    official: bool

    def leader(self, reading: Reading, person: Person, held: set[str | None]) -> str | None:
        """The state that a leader leads, of those that nobody else is known to lead; None without evidence."""
        office = person.office
        beside = _beside(reading, person)
        scores: Counter[str] = Counter()
        evidence: Counter[str] = Counter()
        for code in self.named.keys() | self.own.keys() | {self.home}:
            if code is None or code == "EUU" or code in held or not governed(office, code):
                continue
            # The other of a pair is led by somebody else, or has no such office.
            others = {other for pair in self.pairs if code in pair for other in pair if other != code}
            vacant = {other for other in others & self.heading if code in self.heading and not governed(office, other)}
            led = others & (held | {"EUU"}) | vacant
            pairs = sum(n for pair, n in self.pairs.items() if code in pair and led & set(pair))
            evidence[code] = _OWN * self.own[code] + _PAIR * pairs + (_HOME if code == self.home else 0)
            scores[code] = self.named[code] + beside[code] + evidence[code]
        if self.official and self.home is not None and self.home not in held and governed(office, self.home):
            return self.home
        shown = _clear(evidence)
        # One institution named as a place is little for somebody whose office nobody gives.
        if shown is not None and evidence[shown] >= (_OWN if office is not None else _OWN + 1):
            return shown
        code = _clear(scores)
        if code is None or (office is None and evidence[code] <= _OWN):
            return None
        alone = len(scores) == 1 and scores[code] > 1
        return code if evidence[code] or alone or (beside[code] and scores[code] > _OWN) else None

    def servant(self) -> str | None:
        """The state whose officials need no state: the outlet's, or the one whose institutions alone are named."""
        if self.home is not None and (self.official or self.named[self.home] or self.own[self.home]):
            return self.home
        best = self.own.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > 2 * best[1][1]) else None


def _clear(scores: Counter[str]) -> str | None:
    """Which has most, if it has clearly more than the next."""
    best = [(code, score) for code, score in scores.most_common(2) if score]
    if not best or (len(best) > 1 and best[0][1] < _MARGIN * best[1][1]):
        return None
    return best[0][0]


def sides(reading: Reading, institutions: Counter[str]) -> Sides:
    """What a text says of states; ``institutions`` are the states of offices that belong to one state alone."""
    told = _told(reading)
    return replace(told, own=institutions + told.own)


@once
def _told(reading: Reading) -> Sides:
    named: Counter[str] = Counter()
    own: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    heading: frozenset[str] = frozenset()
    end = reading.paragraphs[0].end if reading.paragraphs else 0
    last: tuple[int, str] | None = None
    for hit in reading.hits:
        country, organisation = hit.entry.country, hit.entry.organisation
        if country is not None:
            (own if country.kind == "metonym" and hit.entry.city is None else named)[country.code] += 1
            if last is not None and last[1] != country.code and _joined(reading, last[0], hit.start):
                pairs[(last[1], country.code)] += 1
                heading |= {last[1], country.code} if hit.start < end else set()
            last = (hit.end, country.code)
        elif organisation is not None and len(organisation.state) == 3 and organisation.kind in _GOVERNS:
            own[organisation.state] += 1
    source = reading.source
    outlet = vocabulary.outlet(source.outlet or source.url or "")
    home = source.outlet_country or (outlet.country if outlet is not None else None) or None
    return Sides(named, own, pairs, heading, home, outlet is not None and outlet.kind == "official")


def _joined(reading: Reading, end: int, start: int) -> bool:
    return start - end <= 9 and reading.plain[end:start].strip().lower() in ("-", "–", "and", "and the", "/", ",")


def governed(office: Office | None, code: str) -> bool:
    """Whether a state has such an office: no republic has a king, and no kingdom a president."""
    if office is None:
        return True
    if office.title in word_list("monarch_title"):
        return code in word_list("monarchy")
    if office.title == "President":
        return code not in word_list("monarchy")
    if office.title in word_list("prime_minister_title"):
        return code not in word_list("no_prime_minister")
    return office.title != "Chancellor" or code in word_list("chancellor_state")


def _beside(reading: Reading, person: Person) -> Counter[str]:
    """Mentions of states in the sentences that name the person."""
    spans = {reading.sentence_of(m.first) for m in person.mentions}
    return Counter(
        hit.entry.country.code
        for sentence in spans
        for hit in reading.hits_within(sentence.start, sentence.end)
        if hit.entry.country is not None
    )


def held_states(persons: Sequence[Person], person: Person, ranks: frozenset[str]) -> set[str | None]:
    """The states that others are known to lead, or to be taken for leading."""
    others = [p for p in persons if p is not person and p.country is not None]
    return {p.country for p in others if (p.office.rank in ranks if p.office is not None else p.role == "principal")}
