"""Whose instrument it is: states by code, bodies and companies by name; implied by the meeting where not said."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from summitry.vocabulary import word_list

from .fates import Fate
from .instrument_extents import Phrase
from .instrument_nouns import nouns
from .lexicon import Hit
from .makers import firms, sits, summit_body
from .meeting_parties import BODIES, meeting_parties, shown, spellings, state
from .party_lists import PartyLists, hits_in
from .people import Person
from .reading import Reading

_MANY = 2
_LONGEST = 40
# "A and B signed": so near to the verb the "and" of its subject stands.
_NEAR = 5
_UNION = shown("EUU")
_PARTNER = frozenset({"with", "and", ",", "the", "of", "other"})


class Parties:
    """Parties of the instruments of one text."""

    def __init__(self, reading: Reading, persons: Sequence[Person]) -> None:
        self.reading = reading
        self.lower, self.words = reading.tokens.lower, reading.tokens.words
        self.country_at = {m.first: p.country for p in persons if p.country for m in p.mentions}
        self.persons = {t for p in persons for m in p.mentions for t in range(m.first, m.last)}
        self.spelled = spellings(reading)
        self.meeting = meeting_parties(reading, persons)
        self.lists = PartyLists(reading, self.meeting)
        self.present = {p.country for p in persons if p.role != "mentioned" and p.country}
        self.absent = {state(hit) for hit in reading.states()} - self.present - {"", *self.meeting}

    def of(self, mentions: Sequence[Phrase], fate: Fate, status: str) -> tuple[str, ...]:
        """The parties of one instrument, as far as the words around its mentions or the meeting tell."""
        phrase = mentions[0]
        named = (
            self._adopter(phrase)
            or self._named(phrase)
            or self._of_summit(phrase)
            or self._with(phrase, fate)
            or self._subject(phrase, fate)
            or self._by(phrase, fate)
            or self._members(phrase)
        )
        named = named or next(filter(None, (self._named(p) or self._members(p) for p in mentions[1:])), ())
        if named:
            return named
        if status == "earlier":
            told = fate.at >= 0 and not fate.passive
            floor = phrase.sentence.first if told else max(phrase.sentence.first, phrase.head - 8)
            both = word_list("both_sides") & set(self.lower[floor : phrase.head])
            if own := self._states(phrase):
                return own  # "the 2015 Norway fish deal"
            theirs = bool(both) or not (phrase.named or phrase.noun.kind == "name")
            return self.meeting if theirs and len(self.meeting) == _MANY else ()
        return self.meeting

    def elsewhere(self, parties: Sequence[str]) -> bool:
        """Whether one of the parties is a state that does not take part in the meeting."""
        if len(self.meeting) < _MANY or not self.present:
            return False
        return any(code in self.absent for code in parties)

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        return self._between(phrase) or self._in_name(phrase) or self._from(phrase)

    def _between(self, phrase: Phrase) -> tuple[str, ...]:
        """ "between X and Y" after the noun or its subject: "an agreement on cooperation between X and Y"."""
        first, last = phrase.subject
        named: tuple[str, ...] = ()
        for at in range(first, min(phrase.sentence.last, max(last, first + 1) + 1)):
            if self.lower[at] != "between":
                continue
            before = self.lower[at - 1]
            if at in (first, last) or before in word_list("cooperation_noun") or (named and before == "and"):
                found = self.lists.named(at + 1, self.lists.extent(at + 1, phrase.sentence.last))
                named = tuple(dict.fromkeys((*named, *found)))
        return named or self._hyphened(first, last)

    def _hyphened(self, first: int, last: int) -> tuple[str, ...]:
        """ "on Norway-Portugal relations"."""
        hits = hits_in(self.reading, first, last)
        for one, other in itertools.pairwise(hits):
            names = tuple(shown(state(hit)) or self._body(hit) for hit in (one, other))
            side_by_side = self.reading.plain[one.end : other.start] in ("-", "–") and all(names)
            if side_by_side and names[0] != names[1] and self.lower[other.last] in word_list("cooperation_noun"):
                return names
        return ()

    def _body(self, hit: Hit) -> str:
        """The fullest way in which the text writes a body; "" for a hit that is none."""
        organisation = hit.entry.organisation
        if organisation is None or organisation.kind not in BODIES:
            return ""
        # The vocabulary has treaties among its bodies.
        *_, last = name = tuple(organisation.name.split())
        treaty = last.lower() in nouns().common or any(noun.words == name for noun in nouns().names.get(name[0], ()))
        return "" if treaty else self.spelled[organisation.name]

    def _in_name(self, phrase: Phrase) -> tuple[str, ...]:
        """Parties in the words before the noun: "the U.S.-Japan Joint Statement", "the G7 communique"."""
        hits = hits_in(self.reading, phrase.first, phrase.head)
        states = self._states(phrase)
        bodies = [body for hit in hits if (body := self._body(hit))]
        if bodies and phrase.noun.type != "treaty":
            return (bodies[-1],)
        # "the Wales Declaration" was made there.
        place = phrase.noun.type in ("declaration", "communique")
        return states if len(states) >= _MANY or (phrase.named and not place) else ()

    def _states(self, phrase: Phrase) -> tuple[str, ...]:
        """States in the words before the noun."""
        hits = hits_in(self.reading, phrase.first, phrase.head)
        return tuple(dict.fromkeys(shown(code) for hit in hits if (code := state(hit))))

    def _adopter(self, phrase: Phrase) -> tuple[str, ...]:
        """The body whose resolution it is, named before it: "the Security Council voted on a resolution"."""
        if phrase.noun.type != "resolution":
            return ()
        if own := self._states(phrase):
            return own  # "Norway's draft resolution"
        bodies = [
            body for hit in hits_in(self.reading, phrase.sentence.first, phrase.head) if (body := self._body(hit))
        ]
        return tuple(bodies[-1:])

    def _from(self, phrase: Phrase) -> tuple[str, ...]:
        """ "A communique from NATO members", "the joint statement by the President of X and the President of Y"."""
        at = phrase.last
        if self.lower[at : at + 1] not in (["from"], ["of"], ["by"]):
            return ()
        for hit in hits_in(self.reading, at, min(at + 4, phrase.sentence.last)):
            if body := self._body(hit):
                return (body,)
        hits = hits_in(self.reading, at, max(phrase.end, at))
        states = tuple(dict.fromkeys(shown(code) for hit in hits if (code := state(hit))))
        official = word_list("government_noun") & set(self.lower[at : phrase.end])
        return states if len(states) == _MANY and official else ()

    def _of_summit(self, phrase: Phrase) -> tuple[str, ...]:
        """ "The declaration signed at the summit of the body" is the body's."""
        if phrase.noun.type not in ("declaration", "communique", "joint_statement"):
            return ()
        for hit in hits_in(self.reading, phrase.last, min(phrase.last + 12, phrase.sentence.last)):
            first, last = hit.first, hit.last
            body = self._body(hit)
            if body and ("summit" in self.lower[first - 4 : first] or sits(self.lower, last)):
                return (body,)
        return ()

    def _by(self, phrase: Phrase, fate: Fate) -> tuple[str, ...]:
        """ "… signed by Norway and Portugal", "… signed between the ministry and Norgas"."""
        if fate.passive and self.lower[fate.at + 1 : fate.at + 2] == ["between"]:
            named = self.lists.named(fate.at + 2, self.lists.extent(fate.at + 2, phrase.sentence.last))
            return named if len(named) >= _MANY else ()
        if not fate.passive or self.lower[fate.at + 1 : fate.at + 2] != ["by"]:
            return ()
        hits = hits_in(self.reading, fate.at + 2, min(fate.at + 10, phrase.sentence.last))
        states = [shown(h.entry.country.code) for h in hits if h.entry.country and h.entry.country.kind == "name"]
        return tuple(dict.fromkeys(states)) if len(states) >= _MANY else ()

    def _with(self, phrase: Phrase, fate: Fate) -> tuple[str, ...]:
        """ "a deal with X": with those who made it, or with the other side of the meeting."""
        at, stop = phrase.last, min(phrase.last + 7, phrase.sentence.last)
        while at < stop and self.lower[at] != "with":
            at += 1
        if at == stop:
            return ()
        codes: list[str] = []
        while at < phrase.sentence.last and self.lower[at] in _PARTNER | word_list("chief_noun"):
            hit = self.reading.begins[at + 1] if at + 1 < len(self.lower) else None
            if hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name":
                codes.append(shown(hit.entry.country.code))
                at = hit.last
            else:
                at += 1
        if not codes:
            return ()
        makers = self._makers(phrase, fate) if fate.form is not None and fate.form.status != "earlier" else ()
        if makers and not set(makers) & set(codes):
            return (*makers, *dict.fromkeys(codes))
        if len(self.meeting) > _MANY:
            # Of three that meet, the one spoken of: "the Norwegian leader sought a deal with Spain".
            before = hits_in(self.reading, phrase.sentence.first, phrase.first)
            others = [shown(code) for hit in before if (code := state(hit)) and shown(code) in self.meeting]
            return tuple(dict.fromkeys((*others[:1], *codes)))
        return self.meeting if set(codes) <= set(self.meeting) else tuple(dict.fromkeys(codes))

    def _makers(self, phrase: Phrase, fate: Fate) -> tuple[str, ...]:
        """States that are, or whose persons are, the subject of the governing verb."""
        if fate.form is None or fate.at < 0 or fate.passive or self._subjectless(fate):
            return ()
        states: list[str] = []
        for at in range(self._clause(fate.at, phrase.sentence.first), fate.at):
            hit = self.reading.begins[at]
            if at in self.country_at:
                states.append(shown(self.country_at[at]))
            elif hit is not None and hit.entry.country is not None and hit.entry.country.kind != "adjective":
                # "leaders of Norway" act for it; "the coast of Norway", "a visit from Norway" are no acts of Norway.
                acts = self.lower[at - 1] not in ("of", "in", "from") or self._led(at)
                states += [shown(hit.entry.country.code)] if acts else []
        return tuple(dict.fromkeys(states))

    def _led(self, at: int) -> bool:
        """Whether the name at the token ``at`` follows "leaders of (the)"."""
        at -= self.lower[at - 1] == "the"
        return self.lower[at - 1] in ("of", "from") and self.lower[at - 2] in word_list("chief_noun")

    def _subject(self, phrase: Phrase, fate: Fate) -> tuple[str, ...]:
        """Who signed or agreed: two states, persons of two states, one body, or companies before the verb."""
        form = fate.form
        if form is None or form.lemma in word_list("weak_governor") or fate.passive or fate.at < 0:
            return ()
        if self._subjectless(fate):
            return ()
        if fate.status == "earlier" and form.status not in ("signed", "adopted", "agreed"):
            return ()
        states = self._makers(phrase, fate)
        bodies: list[str] = []
        for hit in hits_in(self.reading, self._clause(fate.at, phrase.sentence.first), fate.at):
            organisation = hit.entry.organisation
            if organisation is None or self.lower[hit.first - 1] == "at":
                continue
            if organisation.kind == "company":
                bodies.append(self.reading.text[hit.start : hit.end])
            elif body := self._body(hit):
                if self._led(hit.first) or self.lower[hit.last] in word_list("chief_noun"):
                    return (body,)  # "Novak and other leaders of NATO agreed …"
                bodies.append(body)
        first = self._clause(fate.at, phrase.sentence.first)
        if named := firms(self.reading, first, fate.at):
            return tuple(dict.fromkeys((*bodies, *named)))
        if not bodies and first < fate.at and (body := summit_body(self.reading, self.spelled, first, fate.at)):
            return (body,)  # "the summit participants will adopt"
        if set(states) == {_UNION}:
            return self.meeting if _UNION in self.meeting else (_UNION,)
        if len(states) >= _MANY and not bodies:
            return states
        if (
            len(states) == len(set(bodies)) == 1
            and "and" in self.lower[max(phrase.sentence.first, fate.at - _NEAR) : fate.at]
        ):
            return (*states, *bodies[:1])  # "Norway and NATO signed"
        if bodies and not states:
            return tuple(dict.fromkeys(bodies))
        return states if len(states) == 1 and fate.status == "earlier" else ()

    def _subjectless(self, fate: Fate) -> bool:
        """Whether a noun governs, and no possessor says whose: "the signing of", unlike "Norway's signing of"."""
        finite = fate.form is not None and fate.form.tenses & {"base", "present", "past"}
        if self.lower[fate.at - 1] == "to" and self.lower[fate.at - 2] in word_list("effort_noun"):
            # "amid efforts to reach", "Norway-led efforts to reach", unlike "Norway's efforts to reach"
            before = self.lower[fate.at - 3]
            return "-" in before or (before != "'s" and self.reading.covers[fate.at - 3] is None)
        return not finite and self.lower[fate.at - 1] != "'s"

    def _clause(self, at: int, floor: int) -> int:
        """The first token of the subject of the verb at ``at``; possessors before "'s" are all of it."""
        if self.lower[at - 1] == "'s":
            first = at - 1
            while first > floor:
                hit = self.reading.ends[first - 1]
                if hit is not None and (hit.entry.country is not None or hit.entry.organisation is not None):
                    first = hit.first
                elif first < at - 1 and self.lower[first - 1] in ("and", ",", "the"):
                    first -= 1
                else:
                    return first
        floor = max(floor, at - _LONGEST)
        for back in range(at - 1, floor - 1, -1):
            if self.words[back] in ";:" or self.lower[back] in word_list("new_clause"):
                return back + 1
        return floor

    def _members(self, phrase: Phrase) -> tuple[str, ...]:
        """ "…, which involves the U.S., Mexico and Canada", "Norway and Portugal are parties to …"."""
        before = set(self.lower[max(phrase.sentence.first, phrase.first - 4) : phrase.first])
        if "to" in before and word_list("party_noun") & before and word_list("be") & before:
            hits = hits_in(self.reading, phrase.sentence.first, phrase.first)
            states = tuple(dict.fromkeys(shown(code) for hit in hits if (code := state(hit))))
            return states if len(states) >= _MANY else ()
        at = phrase.end + (self.lower[phrase.end : phrase.end + 1] == [","])
        if self.lower[at : at + 1] != ["which"] or not word_list("involving_verb") & set(self.lower[at + 1 : at + 2]):
            return ()
        hits = hits_in(self.reading, at, min(phrase.sentence.last, at + 14))
        return tuple(dict.fromkeys(shown(code) for hit in hits if (code := state(hit))))
