"""Whom a text is speaking of: the speaker that a pronoun, or "the diplomat", stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summitry.vocabulary import word_list

from .people import Person
from .reading import Reading, Sentence
from .speakers import Phrase, Phrases, Speaker, of_person

# "the two leaders" has at most two words before its noun.
_PAIR = 4
_TWO = 2


def _heads(person: Person) -> bool:
    return person.office is not None and person.office.title in word_list("diplomacy_head")


def _is_text(words: Sequence[str]) -> bool:
    """Whether a speaker's words stand for a text whose author they do not name: "the accord", "a draft document"."""
    head = next((i for i, word in enumerate(words[:_PAIR]) if word in word_list("issued_noun")), None)
    if head is None or any(word.endswith("'s") for word in words[:head]):
        return False
    return head + 1 == len(words) or words[head + 1] not in ("of", "by")


@dataclass(slots=True)
class Attention:
    """Who was spoken of last: the subject of the last sentence, the last speaker, the last group and the last body."""

    subject: Person | None = None
    speaker: Speaker | None = None
    group: Speaker | None = None
    body: Speaker | None = None
    unnamed: Speaker | None = None
    parties: Speaker | None = None  # for whom the text itself speaks, if it is a joint document
    issuer: Speaker | None = None  # whose text was spoken of last
    home: str | None = None
    outlet: Speaker | None = None
    documents: frozenset[str] = frozenset()
    recent: list[Person] = field(default_factory=list)
    described: dict[str, Speaker] = field(default_factory=dict)
    bodies: dict[str, Speaker] = field(default_factory=dict)

    def note(self, speaker: Speaker) -> None:
        """Remember ``speaker`` as the last one."""
        self.speaker = speaker
        self.unnamed = None
        if self.issuer is not None and not (
            self.issuer.plural or self.issuer.joint or speaker.name == self.issuer.name
        ):
            self.issuer = None  # "the statement" is no longer that of one who spoke before
        if speaker.person is not None:
            self.subject = speaker.person
        elif speaker.joint or speaker.plural:
            self.group = speaker
        elif speaker.unnamed:
            self.unnamed = speaker
        elif speaker.outlet:
            self.outlet = speaker
        else:
            self.body = speaker

    def fullest(self, speaker: Speaker) -> Speaker:
        """ "The diplomat" is whom the text called "A Norwegian diplomat" before, "both leaders" are "the two leaders",
        "the government" is that of the state which the text is about."""
        words = speaker.name.lower().split()
        if speaker.joint and words and words[-1] in word_list("joint_noun") and len(words) < _PAIR:
            return self.described.setdefault(words[-1], speaker)
        if self.issuer is not None and speaker.person is None and _is_text(words):
            # "The declaration calls for": those who adopted it.
            self.body = replace(
                self.issuer, joint=self.issuer.joint or (self.issuer.plural and not self.issuer.country)
            )
            return self.body
        if len(words) <= 2 and words[-1:] and words[-1] in self.documents:
            return replace(speaker, joint=True)  # "the statement", where the text speaks of a joint one
        if len(words) == 2 and words[0] == "the" and words[1] in word_list("outlet_noun") and self.outlet is not None:
            return self.outlet
        if speaker.person is None and not speaker.joint and not speaker.unnamed and words:
            ends = next((i for i, w in enumerate(words) if w in word_list("preposition") and i), len(words))
            if len(words) == 2 and words[0] == "the" and words[1] in self.bodies:
                return self.bodies[words[1]]
            if ends > 1 and speaker.country is not None:
                self.bodies[words[ends - 1]] = speaker
        if speaker.person is None and speaker.country is None and not word_list("home_body").isdisjoint(words[:3]):
            # "his government": of the person spoken of.
            own = words[0] in word_list("pronoun_determiner_own") and self.subject is not None
            return replace(speaker, country=self.subject.country if own and self.subject else self.home)
        if speaker.person is None and speaker.country is None and "administration" in words[:-1]:
            speaker = replace(speaker, country="USA")  # only there "a senior administration official"
        if speaker.person is not None or not speaker.unnamed or not words:
            return speaker
        if words[0] == "the" and words[-1] == "diplomat" and not word_list("first_of").isdisjoint(words):
            # "the top Norwegian diplomat": the foreign minister spoken of.
            holder = next((p for p in reversed(self.recent) if p.country == speaker.country and _heads(p)), None)
            return of_person(holder) if holder is not None else speaker
        if len(words) == 2 and words[0] == "the":
            return self.described.get(words[1], speaker)
        if words[0] in ("a", "an", "one"):
            ends = next((i for i, w in enumerate(words) if w in word_list("preposition")), len(words))
            self.described[words[ends - 1]] = speaker
        return speaker

    def resolve(self, reading: Reading, phrases: Phrases, sentence: Sentence, phrase: Phrase) -> Speaker | None:
        """The speaker that ``phrase`` stands for; None for a pronoun that nothing explains."""
        if phrase.speaker is not None:
            return phrase.speaker
        if phrase.pronoun in ("he", "she"):
            return self._person(reading, phrases, sentence, phrase)
        if phrase.pronoun == "they":
            earlier = self._earlier(reading, phrases, sentence, phrase)
            group = next((s for s in earlier if s.joint or s.plural), None)
            return group or self.group or (self.speaker if self.speaker and not self.speaker.person else self._pair())
        if phrase.pronoun == "it":
            earlier = self._earlier(reading, phrases, sentence, phrase)
            return next((s for s in earlier if not s.person and not s.plural), None) or self.body
        if phrase.pronoun != "we":
            return None
        return self.parties or (self.group if self.group and self.group.joint else None)

    def _pair(self) -> Speaker | None:
        """The two persons spoken of last, where the text speaks of two: "She met the king. They agreed …"."""
        pair = list(dict.fromkeys(person.name for person in self.recent))
        people = {person.name: person for person in self.recent}
        if len(pair) != _TWO or any(people[name].office is None for name in pair):
            return None
        return Speaker(f"{pair[0]} and {pair[1]}", joint=True, plural=True)

    def _earlier(self, reading: Reading, phrases: Phrases, sentence: Sentence, phrase: Phrase) -> list[Speaker]:
        """Who is named before ``phrase`` in its sentence, outside quotations."""
        within = phrases.within(sentence.first, phrase.first)
        return [p.speaker for p in within if p.speaker and reading.quoted[p.first] < 0]

    def _person(self, reading: Reading, phrases: Phrases, sentence: Sentence, phrase: Phrase) -> Speaker | None:
        gender = "m" if phrase.pronoun == "he" else "f"
        lower = reading.tokens.lower

        def fits(person: Person | None) -> bool:
            return person is not None and person.gender in ("", gender)

        earlier = [
            p for p in phrases.within(sentence.first, phrase.first)
            if p.speaker and fits(p.speaker.person) and reading.quoted[p.first] < 0
        ]  # fmt: skip
        free = [p for p in earlier if p.first == 0 or lower[p.first - 1] not in word_list("preposition")]
        subject = lower[phrase.first] == phrase.pronoun  # not "his"
        if subject and free and fits(self.subject) and lower[free[0].last] in ("'s", "'", "’"):
            return of_person(self.subject) if self.subject else None  # "Novak's visit was short, he said"
        for candidate in (free[:1], [] if fits(self.subject) else earlier[-1:]):
            if candidate and candidate[0].speaker:
                return candidate[0].speaker
        if self.unnamed is not None and not free:
            return self.unnamed
        if self.subject is not None and fits(self.subject):
            return of_person(self.subject)
        if self.speaker is not None and fits(self.speaker.person):
            return self.speaker
        return next((of_person(person) for person in reversed(self.recent) if fits(person)), None)
