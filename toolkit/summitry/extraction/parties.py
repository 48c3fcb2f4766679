"""Whose instrument it is: states by code, bodies and companies by name; implied by the meeting where not said."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from summitry.vocabulary import word_list

from .dates import Calendar
from .fates import Fate
from .instruments import Phrase
from .lexicon import Hit
from .people import Person
from .reading import Reading

_BODIES = frozenset({"forum", "organisation", "alliance"})
# The European Union acts as a body, whatever its code.
_UNION = "EUU"
_MANY = 2


class Parties:
    """Parties of the instruments of one text."""

    def __init__(self, reading: Reading, persons: Sequence[Person]) -> None:
        self.reading = reading
        self.lower, self.words = reading.tokens.lower, reading.tokens.words
        self.country_at: dict[int, str] = {}
        for person in persons:
            for mention in person.mentions:
                if person.country:
                    self.country_at[mention.first] = person.country
        self.persons = {t for p in persons for m in p.mentions for t in range(m.first, m.last)}
        self.spelled = _spelled(reading)
        self.meeting = self._meeting(persons)

    def of(self, mentions: Sequence[Phrase], fate: Fate) -> tuple[str, ...]:
        """The parties of one instrument, as far as the words around its mentions or the meeting tell."""
        phrase = mentions[0]
        named = self._named(phrase) or self._subject(phrase, fate) or self._members(phrase)
        named = named or next(filter(None, map(self._named, mentions[1:])), ())
        if named:
            return named
        if fate.status == "earlier":
            both = {"bilateral", "two", "our"} & set(self.lower[phrase.sentence.first : phrase.head])
            theirs = bool(both) or not (phrase.named or phrase.noun.kind == "name")
            return self.meeting if theirs and len(self.meeting) == _MANY else ()
        return self.meeting

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        return self._between(phrase) or self._in_name(phrase) or self._from(phrase)

    def _meeting(self, persons: Sequence[Person]) -> tuple[str, ...]:
        context = self.reading.context.parties
        if context:
            return tuple(self._shown(code) for code in context)
        principals = [p.country for p in persons if p.role == "principal" and p.country]
        found = tuple(dict.fromkeys(principals))
        pair = self._pair()
        if pair:
            return tuple(self._shown(code) for code in pair)
        body = self._body()
        if len(found) == _MANY:
            return tuple(self._shown(code) for code in found)
        if body and (len(found) != _MANY or len(self._heads()) < _MANY):
            return (body,)
        heads = self._heads()
        states = found if len(found) == _MANY else heads
        if len(states) < _MANY:
            lead = [p.country for p in persons if p.country and p.mentions and p.mentions[0].first < self._lead()]
            states = tuple(dict.fromkeys([*states, *lead]))
        return tuple(self._shown(code) for code in states[:_MANY]) if len(states) >= _MANY else ()

    def _pair(self) -> tuple[str, ...]:
        """Two states side by side in the heading: "Russian-Turkish talks", "Norway and Portugal sign …"."""
        if not self.reading.paragraphs:
            return ()
        named = [h for h in self.reading.hits if h.end <= self.reading.paragraphs[0].end and _state(h)]
        for one, other in itertools.pairwise(named):
            gap = self.reading.plain[one.end : other.start].strip().lower()
            if gap in ("-", "–", "and", "and the", ",") and _state(one) != _state(other):
                return _state(one), _state(other)
        return ()

    def _lead(self) -> int:
        sentences = self.reading.sentences
        return sentences[min(3, len(sentences) - 1)].last if sentences else 0

    def _heads(self) -> tuple[str, ...]:
        """States in the headline."""
        if not self.reading.sentences:
            return ()
        stop = self.reading.sentences[0].end
        codes = [_state(hit) for hit in self.reading.hits if hit.end <= stop]
        return tuple(dict.fromkeys(code for code in codes if code))

    def _body(self) -> str:
        """The body whose summit this is: "NATO summit", "leaders of the G7", named in headline or lead."""
        for hit in self.reading.hits:
            if hit.end > self._lead_end():
                break
            organisation = hit.entry.organisation
            if organisation is None or organisation.kind not in _BODIES:
                continue
            first, last = self.reading.first_of(hit), self.reading.last_of(hit)
            around = self.lower[max(0, first - 6) : first] + self.lower[last : last + 4]
            if {"summit", "leaders", "ministers", "members", "meeting", "heads", "signed", "council"} & set(around):
                if "sidelines" in around or "margins" in around:
                    continue
                return self._name(hit)
        return ""

    def _lead_end(self) -> int:
        sentences = self.reading.sentences
        return sentences[min(3, len(sentences) - 1)].end if sentences else 0

    def _shown(self, code: str) -> str:
        return "European Union" if code == _UNION else code

    def _name(self, hit: Hit) -> str:
        """The fullest way in which the text writes a body."""
        organisation = hit.entry.organisation
        assert organisation is not None
        return self.spelled.get(organisation.name, self.reading.text[hit.start : hit.end])

    def _between(self, phrase: Phrase) -> tuple[str, ...]:
        """ "between X and Y" in the phrase or right after it, "with X"."""
        lower = self.lower
        stop = min(phrase.sentence.last, max(phrase.end, phrase.last + 1) + 1)
        for at in range(phrase.last, stop):
            if lower[at] == "between":
                return self._listed(at + 1, self._between_end(at + 1, phrase.sentence.last))
            if lower[at] == "with" and at - phrase.last <= 6:
                hit = (
                    self.reading.begins[at + 2 if lower[at + 1 : at + 2] == ["the"] else at + 1]
                    if at + 2 < len(lower)
                    else None
                )
                code = _state(hit) if hit is not None else ""
                if hit is not None and code and hit.entry.country is not None and hit.entry.country.kind == "name":
                    return self.meeting if self._shown(code) in self.meeting else (self._shown(code),)
        return ()

    def _between_end(self, at: int, stop: int) -> int:
        begin = at
        while at < stop and at - begin < 40:
            word = self.lower[at]
            if (
                word
                in (
                    "on",
                    "for",
                    "to",
                    "concerning",
                    "regarding",
                    "which",
                    "that",
                    "was",
                    "were",
                    "is",
                    "are",
                    "as",
                    "in",
                )
                or word in ".;:"
            ):
                break
            if word == "and" and self.lower[at + 1] in word_list("number_word") | {"a", "an", "one"}:
                break
            at += 1
        return at

    def _listed(self, first: int, last: int) -> tuple[str, ...]:
        codes: list[str] = []
        official = bool(set(self.lower[first:last]) & word_list("government_noun"))
        chunks: list[tuple[int, int]] = []
        begin = first
        for at in range(first, last + 1):
            if at == last or self.lower[at] in ("and", ",", "between"):
                if at > begin:
                    chunks.append((begin, at))
                begin = at + 1
        plain = True
        for left, right in chunks:
            hits = self._hits(left, right)
            states = [code for hit in hits if (code := _state(hit))]
            codes += states
            whole = [h for h in hits if self.reading.first_of(h) <= left + 1 and self.reading.last_of(h) >= right]
            plain = plain and bool(whole) and bool(states)
        unique = tuple(dict.fromkeys(self._shown(code) for code in codes))
        if unique and (plain or (official and len(unique) >= _MANY)):
            return unique
        if official or not any(self.words[at][0].isupper() for at in range(first, last)):
            return self.meeting
        return tuple(dict.fromkeys(name for left, right in chunks if (name := self._party(left, right))))

    def _party(self, first: int, last: int) -> str:
        hits = self._hits(first, last)
        for at in range(first, last - 2):
            if self.words[at] == "(" and self.words[at + 2] == ")":
                return self.words[at + 1]
        for hit in hits:
            if hit.entry.organisation is not None:
                return self.reading.text[hit.start : hit.end]
        for hit in hits:
            code = _state(hit)
            if code and self.reading.first_of(hit) <= first + 1 and self.reading.last_of(hit) >= last:
                return self._shown(code)
        while first < last and not self.words[first][0].isupper():
            first += 1
        while last > first and not (self.words[last - 1][0].isupper() or self.words[last - 1][0].isdecimal()):
            last -= 1
        if first >= last:
            return ""
        return " ".join(
            self.reading.text[self.reading.tokens.starts[first] : self.reading.tokens.ends[last - 1]].split()
        )

    def _hits(self, first: int, last: int) -> list[Hit]:
        if first >= last:
            return []
        start, end = self.reading.tokens.starts[first], self.reading.tokens.ends[last - 1]
        return self.reading.hits_within(start, end)

    def _in_name(self, phrase: Phrase) -> tuple[str, ...]:
        """Parties in the words before the noun: "the U.S.-Japan Joint Statement", "the G7 communique"."""
        hits = self._hits(phrase.first, phrase.head)
        states = tuple(dict.fromkeys(self._shown(code) for hit in hits if (code := _state(hit))))
        bodies = [hit for hit in hits if hit.entry.organisation is not None and hit.entry.organisation.kind in _BODIES]
        if bodies and phrase.noun.type != "treaty":
            return (self.reading.text[bodies[-1].start : bodies[-1].end],)
        if len(states) >= _MANY:
            return states
        return states if states and phrase.named else ()

    def _from(self, phrase: Phrase) -> tuple[str, ...]:
        """ "A communique from NATO members"."""
        if self.lower[phrase.last : phrase.last + 1] not in (["from"], ["of"], ["by"]):
            return ()
        hits = self._hits(phrase.last, min(phrase.last + 4, phrase.sentence.last))
        for hit in hits:
            if hit.entry.organisation is not None and hit.entry.organisation.kind in _BODIES:
                return (self.reading.text[hit.start : hit.end],)
        return ()

    def _subject(self, phrase: Phrase, fate: Fate) -> tuple[str, ...]:
        """Who signed or agreed: two states, persons of two states, or one body before the verb."""
        form = fate.form
        if (
            form is None
            or fate.at < 0
            or fate.passive
            or (fate.status == "earlier" and form.status not in ("signed", "adopted", "agreed"))
        ):
            return ()
        first = self._clause(fate.at, phrase.sentence.first)
        last = fate.at
        if self.lower[fate.at - 1 : fate.at] == ["'s"]:
            first = max(first, self._possessors(fate.at - 1))
        states: list[str] = []
        bodies: list[str] = []
        for at in range(first, last):
            if at in self.country_at:
                states.append(self._shown(self.country_at[at]))
        for hit in self._hits(first, last):
            at = self.reading.first_of(hit)
            country = hit.entry.country
            if (
                country is not None
                and country.kind != "adjective"
                and self.lower[at - 1 : at] not in (["of"], ["in"], ["from"])
            ):
                states.append(self._shown(country.code))
            elif hit.entry.organisation is not None and self.lower[at - 1 : at] not in (["at"],):
                kind = hit.entry.organisation.kind
                if kind in _BODIES:
                    bodies.append(self._name(hit))
                elif kind == "company":
                    bodies.append(self.reading.text[hit.start : hit.end])
        unique = tuple(dict.fromkeys(states))
        if len(unique) >= _MANY and not bodies:
            return unique
        if bodies and not unique:
            return tuple(dict.fromkeys(bodies))
        if len(unique) == 1 and fate.status == "earlier":
            return unique
        return ()

    def _clause(self, at: int, floor: int) -> int:
        for back in range(at - 1, floor - 1, -1):
            if self.words[back] in ";:" or self.lower[back] in (
                "where",
                "which",
                "that",
                "after",
                "as",
                "when",
                "while",
            ):
                return back + 1
        return floor

    def _possessors(self, at: int) -> int:
        """The first token of "Japan and Australia" before its "'s"."""
        first = at
        while first > 0:
            hit = self.reading.ends[first - 1]
            if hit is not None and (hit.entry.country is not None or hit.entry.organisation is not None):
                first = self.reading.first_of(hit)
            elif first < at and self.lower[first - 1] in ("and", ",", "the"):
                first -= 1
            else:
                break
        return first

    def _members(self, phrase: Phrase) -> tuple[str, ...]:
        """ "…, which involves the U.S., Mexico and Canada"."""
        at = phrase.end + (self.lower[phrase.end : phrase.end + 1] == [","])
        if self.lower[at : at + 1] != ["which"] or self.lower[at + 1 : at + 2] not in (
            ["involves"],
            ["includes"],
            ["covers"],
            ["binds"],
            ["unites"],
        ):
            return ()
        hits = self._hits(at, min(phrase.sentence.last, at + 14))
        return tuple(dict.fromkeys(self._shown(code) for hit in hits if (code := _state(hit))))


def _state(hit: Hit) -> str:
    entry = hit.entry
    return entry.country.code if entry.country is not None else ""


def _spelled(reading: Reading) -> Mapping[str, str]:
    """The longest spelling in the text of every body."""
    found: dict[str, str] = {}
    for hit in reading.hits:
        organisation = hit.entry.organisation
        if organisation is not None:
            text = reading.text[hit.start : hit.end]
            if len(text) > len(found.get(organisation.name, "")):
                found[organisation.name] = text
    return found


def signatories(
    reading: Reading, persons: Sequence[Person], phrase: Phrase, fate: Fate, days: Calendar
) -> tuple[str, ...]:
    """Persons named as signing: "Anna Kovar and Ben Okoro signed …", "… signed by …"."""
    if fate.form is None or fate.form.status != "signed" or fate.status not in ("signed", "earlier") or fate.at < 0:
        return ()
    lower = reading.tokens.lower
    first, last = phrase.sentence.first, fate.at
    if fate.passive:
        by = next((at for at in range(fate.at, min(phrase.sentence.last, fate.at + 8)) if lower[at] == "by"), None)
        if by is None:
            return ()
        first, last = by, phrase.sentence.last
    elif "gerund" in fate.form.tenses and "past" not in fate.form.tenses:
        by = next((at for at in range(fate.at, phrase.first) if lower[at] == "by"), None)
        if by is None:
            return ()
        first, last = by, phrase.first
    else:
        if "presence" in lower[first:last] or "witnessed" in lower[first:last]:
            return ()
        for back in range(last - 1, first - 1, -1):
            if lower[back] in ("that", "where", "which", "after", "as", "when", ";", ":"):
                first = back + 1
                break
    found = [
        (mention.first, person.name)
        for person in persons
        for mention in person.mentions
        if first <= mention.first < last and lower[mention.start - 1 : mention.start] not in (["of"], ["with"], ["for"])
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))
