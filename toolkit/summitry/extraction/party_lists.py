"""Lists of parties in words: states by code, ministries as their states, companies and agencies by name."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .instrument_nouns import nouns
from .lexicon import Hit
from .meeting_parties import shown, state
from .reading import Reading

_MANY = 2
_LONGEST = 40


class PartyLists:
    """Reads the lists of one text; ``meeting`` holds the parties that a list without a name means."""

    def __init__(self, reading: Reading, meeting: Sequence[str]) -> None:
        self.reading, self.meeting = reading, tuple(meeting)
        self.lower, self.words = reading.tokens.lower, reading.tokens.words

    def named(self, first: int, last: int) -> tuple[str, ...]:
        """The parties of "X, Y and Z": states, ministries as their states, companies and agencies by name."""
        chunks: list[tuple[int, int]] = []
        begin = first
        for at in range(first, last + 1):
            if at == last or self.lower[at] in ("and", ","):
                if at > begin:
                    chunks.append((begin, at))
                begin = at + 1
        found: list[str] = []
        adjectives: list[int] = []
        official = False
        for left, end in chunks:
            # "the government led by Anna Novak"
            right = next((at for at in range(left + 1, end) if self.lower[at] in word_list("led_participle")), end)
            states = [hit for hit in hits_in(self.reading, left, right) if state(hit)]
            hit = self.reading.begins[left]
            city = hit.entry.city if hit is not None and hit.last == right else None
            if not states and city is not None and city.capital:
                found.append(city.country)  # "between Oslo and Lisbon"
                continue
            whole = [h for h in states if self._covers(h, left, right)]
            if whole and right == last and self.lower[left - 1] == "," and found and not _is_code(found[-1]):
                continue  # "between Norsk Radio and Lisboa TV, Portugal"
            if whole and whole[0].entry.country is not None and whole[0].entry.country.kind == "adjective":
                adjectives.append(left)  # "the Russian and Chinese committees"
                continue
            ministry = bool(set(self.lower[left:right]) & word_list("government_noun"))
            opening = bool(states) and states[0].first <= left + 1
            plain = opening and self._is_state(states[0])
            if states and (whole or ministry or plain):
                found += [state(hits_in(self.reading, at, at + 1)[0]) for at in adjectives] if ministry else []
                found += [state(hit) for hit in states]
                official = ministry
            elif not (official and self._goes_on(left)):
                # "… and the Ministry of Labour, Migration and Employment" goes on.
                name = self._party(adjectives[0] if adjectives else left, right)
                found += [name] if name else []
                official = official and not name
            adjectives = []
        if not found:
            return self.meeting if not any(self.words[at][0].isupper() for at in range(first, last)) else ()
        return tuple(dict.fromkeys(shown(name) for name in found))

    def extent(self, at: int, stop: int) -> int:
        begin = at
        while at < stop and at - begin < _LONGEST:
            word = self.lower[at]
            if word in word_list("after_parties") or word in ".;:":
                break
            if word in word_list("auxiliary"):
                # "between both sides, no fees will be levied": the clause began at the comma.
                return next((n for n in range(at, begin, -1) if self.lower[n] == ","), at)
            following = self.lower[at + 1] if at + 1 < stop else ""
            if word in ("the", "a", "an") and following in nouns().openers and at > begin:
                break
            if word == "and" and following in word_list("number_word") | {"a", "an", "one", "between"}:
                break
            at += 1
        return at

    def _is_state(self, hit: Hit) -> bool:
        """Whether a state is meant, not a company named after it: "China creates …", "the China Media Group"."""
        last = hit.last
        goes_on = last < len(self.words) and not self.words[last][0].islower()
        return hit.entry.country is not None and hit.entry.country.kind == "name" and not goes_on

    def _covers(self, hit: Hit, first: int, last: int) -> bool:
        return hit.first <= first + 1 and hit.last >= last

    def _goes_on(self, at: int) -> bool:
        """Whether a chunk continues the name of a ministry, having no article or name of its own."""
        hit = self.reading.begins[at]
        return self.lower[at] != "the" and (hit is None or hit.entry.organisation is None)

    def _party(self, first: int, last: int) -> str:
        """The name of a company or an agency in the tokens: its short form where given, else what is capitalised."""
        for at in range(first, last - 2):
            if self.words[at] == "(" and self.words[at + 2] == ")":
                return self.words[at + 1]
        for hit in hits_in(self.reading, first, last):
            described = self.lower[hit.first - 1] not in word_list("preposition")
            if hit.entry.organisation is not None and hit.last == last and described:
                return self.reading.text[hit.start : hit.end]  # "the gas giant Norgas"
        owner = self.reading.begins[first]
        if owner is not None and owner.entry.country is not None and self.lower[owner.last : owner.last + 1] == ["'s"]:
            first = owner.last + 1  # "Norway's Norsk Radio"
        while first < last and not self.words[first][0].isupper():
            first += 1
        if first < last and self.lower[first] == "the":
            first += 1
        while last > first and self.lower[last - 1] in word_list("preposition"):
            last -= 1
        own = [hit for hit in hits_in(self.reading, first, last) if not state(hit)]
        capital = [at for at in range(first, last) if self.words[at][0].isupper()]
        joint = "and" in self.lower[first:last]
        if not own and not joint and all(self.reading.covers[at] is not None for at in capital):
            return ""  # "Norwegian regions and Portuguese companies"
        small = word_list("preposition") | {"and", "the"}
        common = sum(self.words[at][0].islower() and self.lower[at] not in small for at in range(first, last))
        return self._text(first, last) if first < last and common <= _MANY else ""

    def _text(self, first: int, last: int) -> str:
        tokens = self.reading.tokens
        return " ".join(self.reading.text[tokens.starts[first] : tokens.ends[last - 1]].split())


def _is_code(name: str) -> bool:
    return len(name) == len("NOR") and name.isupper()


def hits_in(reading: Reading, first: int, last: int) -> list[Hit]:
    """The vocabulary's hits within the tokens ``first:last``."""
    if first >= last:
        return []
    return reading.hits_within(reading.tokens.starts[first], reading.tokens.ends[last - 1])
