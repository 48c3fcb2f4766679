"""Who took part in an event: the doer before its verb, those named after it, both leaders for "the two presidents"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from summitry.vocabulary import word_list

from .event_cues import Cue
from .nominals import Nominal
from .people import Person
from .reading import Reading

# Words between two names of one list: "A, speaker of the upper house, and B".
_GAP = 10
# Words between a journey and whose it is: "the visit to Oslo of A".
_NEAR = 8
# As many words have a name and its titles.
_LONGEST = 40


@dataclass(slots=True)
class Named:
    """A person named, or meant by an office, at tokens ``first:last``."""

    first: int
    last: int
    person: Person


class Company:
    """The persons of a text, by where they are named."""

    def __init__(self, reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> None:
        self.reading = reading
        self.lower = reading.tokens.lower
        self.principals = [p for p in persons if p.role == "principal"]
        found = [Named(m.start, m.last, p) for p in persons for m in p.mentions]
        found += [Named(n.first, n.last, n.person) for n in nominals if n.person is not None]
        self.named = sorted((n for n in found if reading.quoted[n.first] < 0), key=lambda n: n.first)
        self.starts = [n.first for n in self.named]
        self.genders = {n.person.gender for n in self.named}

    def of(self, cue: Cue, host: str | None) -> tuple[list[Person], list[Person]]:
        """Who did it, and who else took part."""
        if cue.form.deed:
            doers, others = self._deed(cue, host)
        elif cue.kind in ("visit", "arrival", "departure"):
            doers, others = self._traveller(cue, host), []
        elif cue.kind == "talks":
            doers, others = self._talks(cue)
        elif cue.kind == "signing":
            doers, others = self._joint(cue) or self._subject(cue), self._linked(cue, word_list("companion"))
        else:
            doers, others = [*self._joint(cue), *_persons(self._free(cue.begin, cue.end))], []
        if not cue.form.deed and "attended" in self.lower[cue.last : cue.last + 3]:
            others = [*others, *_persons(self._list_after(cue))]  # "the session was attended by A and B"
        doers = list(dict.fromkeys(doers))
        return doers, [p for p in dict.fromkeys(others) if p not in doers]

    def groups(self, cue: Cue) -> list[list[Person]]:
        """Those met after a deed, in the order of the meetings: "met A and B and then C"."""
        found: list[list[Person]] = []
        previous = cue.last
        for named in self._free(cue.last, cue.end):
            if not found or (found[-1] and "then" in self.lower[previous : named.first + 1]):
                found.append([])
            found[-1].append(named.person)
            previous = named.last
        return found

    def _deed(self, cue: Cue, host: str | None) -> tuple[list[Person], list[Person]]:
        doers = self._subject(cue) or self._carried(cue)
        if cue.form.pos == "greeting" and cue.passive:
            guests = [p for p in doers if p.country != host]
            # "they were met by A, who is head of B, and by C": the guests, and all that are named after a "by"
            said = "they" in self.lower[cue.begin : cue.first]
            return guests if said and guests else doers, self._agents(cue)
        if cue.form.pos in ("meeting", "host", "greeting") or (cue.kind == "talks" and not cue.passive):
            named = self._free(cue.last, cue.end)
            between = self.lower[cue.last : named[0].first] if named else []
            direct = len(between) < _NEAR and word_list("preposition").isdisjoint(between)
            if cue.form.pos in ("host", "greeting") and not cue.passive and not direct:
                named = []  # "received a letter from A", "welcomed the efforts of A"
            others = _persons(named)
            if not others and cue.last < cue.end and self.lower[cue.last] in ("him", "her"):
                others = self._antecedent(cue, self.lower[cue.last], doers)
            return doers, others
        if cue.kind == "signing":
            others = self._linked(cue, word_list("companion"))
            # "papers of the two presidents were signed by A"; "documents signed by A"
            return ([], others) if cue.passive or self._follows_thing(cue) else (doers, others)
        return doers, self._linked(cue, word_list("companion"))

    def _carried(self, cue: Cue) -> list[Person]:
        """Who comes or goes where a vehicle does: "A's motorcade arrived", "the plane with A landed"."""
        ahead = self.lower[cue.begin : cue.first]
        if cue.kind not in ("arrival", "departure") or word_list("vehicle").isdisjoint(ahead):
            return []
        return _persons(self._within(cue.begin, cue.first))

    def _agents(self, cue: Cue) -> list[Person]:
        """Those after "by" in the sentence of a passive, across descriptions of them, up to another deed of theirs."""
        found = self._free(cue.last, cue.end)
        for named in self._free(cue.end, cue.sentence.last):
            if self._preposition(named.first, cue.last) == "by" or (found and self._joined(found[-1], named)):
                found.append(named)
        return _persons(found)

    def _follows_thing(self, cue: Cue) -> bool:
        """Whether a participle describes what stands before it: "five documents signed by A"."""
        return cue.first > cue.sentence.first and self.lower[cue.last : cue.last + 1] == ["by"]

    def _talks(self, cue: Cue) -> tuple[list[Person], list[Person]]:
        links = {*self.lower[cue.last - 1 : cue.last + 1]} & (word_list("company_word") | {"in", "at"}) - {"and"}
        others = _persons(self._free(cue.last, cue.end)) if links else []
        doers = self._joint(cue) or self._possessor(cue)
        if cue.form.words[0] == "their":
            return [], list(dict.fromkeys(doers + self._subject(cue))) or _persons(self._list_after(cue))
        if not doers and (not others or ("with" in links and len(others) == 1)):
            doers = self._subject(cue) or (self._first(cue) if others or cue.form.words[-1] == "with" else [])
        return doers, others

    def _traveller(self, cue: Cue, host: str | None) -> list[Person]:
        """Whose journey it is: "the visit of A", "A's visit", "his visit"; else the one guest whom a sentence names."""
        near = self._within(cue.last, min(cue.end, cue.last + _NEAR))
        of = [n for n in near if self.lower[n.first - 1] in ("of", "by")]
        if of:
            return [of[0].person]
        possessor = self._possessor(cue)
        if possessor or "their" in self.lower[max(cue.begin, cue.first - 3) : cue.first]:
            return possessor or self.principals
        everybody = list(dict.fromkeys(_persons(self._within(cue.sentence.first, cue.sentence.last))))
        pronoun = next((w for w in self.lower[cue.sentence.first : cue.first] if w in ("he", "his", "she", "her")), "")
        if not everybody and pronoun:
            return self._antecedent(cue, pronoun)
        guests = [p for p in everybody if host is None or (p.country is not None and p.country != host)]
        return guests if len(guests) == 1 else []

    def _possessor(self, cue: Cue) -> list[Person]:
        """ "A's two-day visit", "his talks with"."""
        before = self.lower[max(cue.begin, cue.first - 4) : cue.first]
        pronoun = next((word for word in reversed(before) if word in ("his", "her")), "")
        if pronoun:
            return self._antecedent(cue, pronoun)
        owners = [n for n in self._within(max(cue.begin, cue.first - _NEAR), cue.first) if self._owns(n)]
        return [owners[-1].person] if owners and owners[-1].last + 4 > cue.first else []

    def _subject(self, cue: Cue) -> list[Person]:
        """The names joined nearest before a verb that no preposition governs; else the person of a pronoun."""
        begin = cue.begin
        if begin > cue.sentence.first and self.lower[begin - 1] in ("who", "which"):
            whose = [n for n in self._within(cue.sentence.first, begin) if begin - n.last <= 3]
            if whose:
                return [whose[-1].person]
        named = [] if self._is_body(cue.first - 1) else self._free(begin, cue.first)
        while named:
            group = [named.pop()]
            # "A, B and C": the last of a list has its "and"; "after talks with A, B left" is none.
            while named and self._joined(named[-1], group[0], ("and",) if len(group) == 1 else ("and", ",")):
                group.insert(0, named.pop())
            if not self._preposition(group[0].first, begin):
                # "A said that it left the bloc", "A, whom they met"
                between = self.lower[group[-1].last : cue.first]
                if word_list("pronoun_subject").isdisjoint(between):
                    return _persons(group)
                named = []
        joint = self._joint(cue)
        if joint:
            return joint
        for word in reversed(self.lower[begin : cue.first]):
            if word == "it":
                return []
            if word == "they":
                return self._several(cue)
            if word in ("he", "she"):
                return self._antecedent(cue, word)
        return []

    def _several(self, cue: Cue) -> list[Person]:
        """ "They": the principals named in the sentence before, where it names several; else all of them."""
        first = cue.sentence.first
        last = next((n for n in self._back(first) if n.person.role == "principal"), None)
        if last is not None:
            before = self._within(self.reading.sentence_of(last.first).first, first)
            near = list(dict.fromkeys(n.person for n in before if n.person.role == "principal"))
            if len(near) > 1:
                return near
        return self.principals if len(self.principals) > 1 else []

    def _is_body(self, at: int) -> bool:
        """Whether a state or a body that no preposition governs ends at a token: "Norway left", not "A of Norway"."""
        hit = self.reading.ends[at] if at >= 0 else None
        if hit is None or not (hit.entry.organisation or (hit.entry.country and hit.entry.country.kind == "name")):
            return False
        first = hit.first
        before = (
            self.lower[first - 2 : first] if self.lower[first - 1 : first] == ["the"] else self.lower[first - 1 : first]
        )
        named = any(n.last > at for n in self._within(at - _LONGEST, at + 1))
        return not named and word_list("preposition").isdisjoint(before)

    def _preposition(self, first: int, begin: int) -> str:
        """The preposition before a name, if there is one: "with A", "accompanied by its old director A"."""
        for at in range(first - 1, max(begin, first - _NEAR) - 1, -1):
            word = self.lower[at]
            if word in word_list("preposition"):
                return word
            if not (word.isalpha() or word == "'s") or self.reading.tokens.words[at][0].isupper():
                return ""
            if word in word_list("time_noun") or word in word_list("part_of_day") or word in word_list("clause_stop"):
                return ""
            if word == "and":
                return ""
        return ""

    def _joined(self, left: Named, right: Named, links: tuple[str, ...] = ("and", ",")) -> bool:
        """Whether two names stand in one list, with no more than a description between them."""
        between = self.lower[left.last : right.first]
        if not between or len(between) > _GAP or between[0] not in ("and", ",", "of"):
            return False
        return word_list("clause_stop").isdisjoint(between) and any(link in between for link in links)

    def _joint(self, cue: Cue) -> list[Person]:
        """ "the two presidents": the last two principals named; "the leaders": all."""
        for at in range(cue.first - 1, cue.begin - 1, -1):
            if self.lower[at] in word_list("leader_noun") and at > cue.sentence.first:
                return [] if self._of_body(at) else self._counted(self.lower[at - 1], at)
        for at in range(cue.last, cue.end):
            if self.lower[at] in word_list("leader_noun") and self.lower[at - 1] in ("two", "both"):
                return self._counted(self.lower[at - 1], at)
        return []

    def _of_body(self, at: int) -> bool:
        """Whether leaders are those of a body of states, whoever of them is named: "the leaders of the league"."""
        ahead = self.lower[at + 1 : at + 3]
        hit = self.reading.begins[at + 1 + len(ahead)] if ahead == ["of", "the"] else None
        return hit is not None and hit.entry.organisation is not None

    def _counted(self, quantity: str, at: int) -> list[Person]:
        if quantity not in ("two", "both") or len(self.principals) <= 2:
            several = len(self.principals) > 1 and quantity in ("two", "both", "three", "the", "all")
            return self.principals if several else []
        before = (n.person for n in self._back(at) if n.person.role == "principal")
        last = next(before, None)
        other = next((person for person in before if person is not last), None)
        return [person for person in (other, last) if person is not None]

    def _antecedent(self, cue: Cue, pronoun: str, others: Sequence[Person] = ()) -> list[Person]:
        """Whom a pronoun stands for: who is named first in its sentence before it, else in the sentence before; after
        it where the sentence opens with it ("During his visit A met B"). None of the ``others``."""
        gender = "m" if pronoun in ("he", "his", "him") else "f"

        def fits(named: Named) -> bool:
            return named.person.gender in ("", gender) and named.person not in others

        first = cue.sentence.first
        here = [n for n in self._within(first, cue.first) if fits(n)]
        if here:
            free = [n for n in here if self.lower[n.first - 1] not in word_list("preposition")]
            return [(free or here)[0].person]
        # "during his visit A met B", "before he left, A met B", but not "during the day he met B"
        later = cue.end if pronoun in ("he", "she") else cue.last
        after = [n for n in self._free(later, cue.sentence.last) if n.person.gender in ("", gender)]
        if cue.first - first < 5 and self.lower[first] in word_list("preposition") and after:
            return [after[0].person]
        last = next((n for n in self._back(first) if fits(n)), None) if self.genders & {"", gender} else None
        if last is None:
            return []
        before = self._within(self.reading.sentence_of(last.first).first, first)
        return [next(n.person for n in before if fits(n))]

    def _list_after(self, cue: Cue) -> list[Named]:
        """The first list of names after a cue in its sentence: "Following their talks A and B spoke"."""
        found: list[Named] = []
        for named in self._free(cue.last, cue.sentence.last):
            if found and not self._joined(found[-1], named):
                break
            found.append(named)
        return found

    def _first(self, cue: Cue) -> list[Person]:
        """Whom a sentence is about: the name before a cue, or the pronoun that it opens with."""
        found = _persons(self._free(cue.sentence.first, cue.first))[:1]
        opener = self.lower[cue.sentence.first]
        return found or (self._antecedent(cue, opener) if opener in ("he", "she") else [])

    def _linked(self, cue: Cue, links: AbstractSet[str]) -> list[Person]:
        """The list of names after one of ``links``: "by A and B", "with A"."""
        found: list[Named] = []
        for named in self._free(cue.last, cue.end):
            if found and self._joined(found[-1], named):
                found.append(named)
            elif self.lower[named.first - 1] in links:
                if cue.form.deed and not found and {"and", "for"} & {*self.lower[cue.last : named.first]}:
                    break  # "arrived from Oslo and went to talks with A", "arrived for a meeting with A"
                found.append(named)
        return _persons(found)

    def _owns(self, named: Named) -> bool:
        return named.last < len(self.lower) and self.lower[named.last] in ("'s", "'")

    def _free(self, first: int, last: int) -> list[Named]:
        """Who is named himself, not as the owner of something or as the matter of talks: "A's envoy", "on B"."""
        topics = ("on", "about", "over", "regarding", "concerning")
        return [n for n in self._within(first, last) if not self._owns(n) and self.lower[n.first - 1] not in topics]

    def _back(self, first: int) -> Iterator[Named]:
        """Who is named before the token ``first``, the last one first."""
        return (self.named[at] for at in range(bisect_left(self.starts, first) - 1, -1, -1))

    def _within(self, first: int, last: int) -> list[Named]:
        return self.named[bisect_left(self.starts, first) : bisect_left(self.starts, last)]


def _persons(named: Sequence[Named]) -> list[Person]:
    return [n.person for n in named]
