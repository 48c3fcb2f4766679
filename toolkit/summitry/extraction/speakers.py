"""Who speaks: noun phrases that can be the subject of a verb of speech, and the speaker that each stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summitry.vocabulary import Organisation, country_name, word_list

from .nominals import Nominal
from .people import Person
from .reading import Reading, Sentence
from .verbs import speech_verbs


@dataclass(frozen=True, slots=True)
class Speaker:
    """``name`` is the person's fullest name, else the words of the text; ``joint`` for parties that speak together,
    ``unnamed`` for one person without a name ("an aide to the president")."""

    name: str
    country: str | None = None
    person: Person | None = None
    joint: bool = False
    plural: bool = False
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase at tokens ``first:last`` that refers to ``speaker``; pronouns are resolved when met."""

    first: int
    last: int
    speaker: Speaker | None = None
    pronoun: str = ""


@dataclass(slots=True)
class Phrases:
    """All referring phrases of a text in order, without overlaps."""

    reading: Reading
    items: list[Phrase]
    starts: list[int]
    ends: list[int]

    def ending(self, last: int) -> Phrase | None:
        """The phrase whose last token is ``last - 1``."""
        index = bisect_left(self.ends, last)
        return self.items[index] if index < len(self.ends) and self.ends[index] == last else None

    def beginning(self, first: int) -> Phrase | None:
        index = bisect_left(self.starts, first)
        return self.items[index] if index < len(self.starts) and self.starts[index] == first else None

    def covering(self, token: int) -> Phrase | None:
        index = bisect_right(self.starts, token) - 1
        return self.items[index] if index >= 0 and self.items[index].last > token else None

    def within(self, first: int, last: int) -> list[Phrase]:
        """Phrases that begin in ``first:last``."""
        return self.items[bisect_left(self.starts, first) : bisect_left(self.starts, last)]


def phrases(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> Phrases:
    """Names, nominals, pronouns, states and bodies; two persons or states joined by "and" speak jointly."""
    found: list[Phrase] = []
    for person in persons:
        for mention in person.mentions:
            last = mention.last
            if mention.after is not None and mention.after.last > last and reading.tokens.words[last] == "of":
                last = mention.after.last
            found.append(Phrase(_with_article(reading, mention.start), last, of_person(person)))
    for nominal in nominals:
        if nominal.person is not None:
            found.append(Phrase(nominal.first, nominal.last, of_person(nominal.person)))
        else:
            words = _words(reading, nominal.first, nominal.last)
            found.append(Phrase(nominal.first, nominal.last, Speaker(words, nominal.country, plural=nominal.plural)))
    taken: set[int] = set()
    for phrase in found:
        taken.update(range(phrase.first, phrase.last))
    lower = reading.tokens.lower
    for index in reading.places(word_list("pronoun_subject") - {"you"}):
        if index not in taken and not reading.labelled(index):
            found.append(Phrase(index, index + 1, pronoun=lower[index]))
    for hit in reading.hits:
        first = reading.first_of(hit)
        if first in taken or first >= len(lower):
            continue
        speaker = _of_hit(reading, first, reading.last_of(hit))
        if speaker is not None:
            start = _with_article(reading, first)
            found.append(Phrase(start, reading.last_of(hit), speaker))
    found += _groups(reading, taken)
    found.sort(key=lambda p: (p.first, -p.last))
    kept: list[Phrase] = []
    for phrase in found:
        if kept and phrase.first < kept[-1].last:
            continue
        kept.append(phrase)
    kept = _coordinated(reading, kept)
    return Phrases(reading, kept, [p.first for p in kept], [p.last for p in kept])


def _groups(reading: Reading, taken: set[int]) -> list[Phrase]:
    """ "The two leaders", "both sides", "the parties": everybody together."""
    found = []
    nouns = word_list("joint_noun")
    for index in reading.places(nouns):
        if not reading.tokens.lower[index].endswith("s") or index in taken:
            continue
        sentence = reading.sentence_at(reading.tokens.starts[index])
        first = _noun_phrase_start(reading, max(sentence.first, index - 6), index)
        if _together(reading, first, index):
            found.append(Phrase(first, index + 1, Speaker(_words(reading, first, index + 1), joint=True, plural=True)))
    return found


def of_person(person: Person) -> Speaker:
    return Speaker(person.name, person.country, person)


def _with_article(reading: Reading, first: int) -> int:
    return first - 1 if first and reading.tokens.lower[first - 1] == "the" else first


def _of_hit(reading: Reading, first: int, last: int) -> Speaker | None:
    """The state or body that a vocabulary hit may speak for."""
    hit = reading.covers[first]
    assert hit is not None
    entry = hit.entry
    words = _words(reading, _with_article(reading, first), last)
    if entry.country is not None and entry.country.kind in ("name", "metonym"):
        return Speaker(words, entry.country.code)
    if entry.organisation is not None:
        organisation: Organisation = entry.organisation
        return Speaker(words, organisation.state or None)
    if entry.city is not None and entry.city.capital:
        return Speaker(words, entry.city.country)
    if entry.outlet is not None:
        return Speaker(words, None)
    if entry.country is not None and entry.country.kind == "people":
        return Speaker(words, entry.country.code, plural=True)
    return None


def _coordinated(reading: Reading, items: list[Phrase]) -> list[Phrase]:
    """Join "A and B" and "A, B and C" of persons, or of states, into one joint phrase each."""
    words, lower = reading.tokens.words, reading.tokens.lower
    result: list[Phrase] = []
    for phrase in items:
        before = result[-1] if result else None
        gap = words[before.last : phrase.first] if before else []
        if (
            before
            and before.speaker
            and phrase.speaker
            and gap in (["and"], ["&"], [",", "and"])
            and _alike(before.speaker, phrase.speaker)
            and (before.first == 0 or lower[before.first - 1] not in ("between", "of"))
        ):
            names = f"{before.speaker.name} and {phrase.speaker.name}"
            # Two ministers of one state are no joint statement of the parties.
            own = before.speaker.country if before.speaker.country == phrase.speaker.country else None
            result[-1] = Phrase(before.first, phrase.last, Speaker(names, own, joint=own is None, plural=True))
            continue
        result.append(phrase)
    return result


def _alike(a: Speaker, b: Speaker) -> bool:
    if a.person is not None and b.person is not None:
        return a.person is not b.person
    return a.person is None and b.person is None and a.country != b.country and bool(a.country and b.country)


def noun_phrase(reading: Reading, sentence: Sentence, stop: int) -> Phrase | None:
    """The noun phrase that ends before the token ``stop``, if a noun of speakers heads it: "an aide to the president",
    "Lawmakers in both parties", "the ministry's spokesman"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    nouns = word_list("speaker_noun")
    start = stop
    aux, verbs = word_list("auxiliary"), speech_verbs().forms
    breaks = word_list("subordinator") - {"and", "so", "than"}
    while start > sentence.first and stop - start < 16:
        word = lower[start - 1]
        if word in breaks or word in aux or words[start - 1] in ',;:–—()"“”' or reading.quoted[start - 1] >= 0:
            break
        verb = verbs.get(word)
        if verb is not None and "past" in verb.tenses and lower[start - 2 : start - 1] != ["the"]:
            break
        start -= 1
    while start < stop and (lower[start] in ("and", "but", "so") or lower[start].endswith("ly")):
        start += 1
    head = next((i for i in range(start, stop) if lower[i] in nouns and _is_head(reading, i, stop)), None)
    if head is None:
        return None
    first = _noun_phrase_start(reading, start, head)
    return Phrase(first, stop, generic(reading, first, stop, head))


def _is_head(reading: Reading, index: int, stop: int) -> bool:
    """Whether a noun heads its phrase: another noun of speakers right after it would head it instead."""
    lower = reading.tokens.lower
    if index + 1 >= stop:
        return True
    following = lower[index + 1]
    if following == "'s":
        return False
    # Only what may follow a whole noun: a preposition, a participle, a name.
    free = following in word_list("preposition") | word_list("relative") | {"and", ",", "("}
    return free or following.endswith(("ing", "ed")) or reading.tokens.words[index + 1][0].isupper()


def _noun_phrase_start(reading: Reading, start: int, head: int) -> int:
    """The first token of the phrase that ``head`` ends: back to a preposition or determiner."""
    lower = reading.tokens.lower
    prepositions = word_list("preposition")
    first = head
    while first > start:
        word = lower[first - 1]
        if word in prepositions and word != "of" or word in word_list("weekday"):
            break
        first -= 1
        if word in word_list("determiner") and not (
            first > start and lower[first - 1] in ("of", "'s", "all", "both", "some")
        ):
            break
    return first


def generic(reading: Reading, first: int, last: int, head: int) -> Speaker:
    """The speaker that a noun phrase without a name stands for, in the words of the text."""
    lower = reading.tokens.lower
    country: str | None = None
    countries: set[str] = set()
    for index in range(first, last):
        hit = reading.covers[index]
        if hit is None:
            continue
        if hit.entry.country is not None:
            country = hit.entry.country.code
        elif hit.entry.organisation is not None and hit.entry.organisation.state:
            country = hit.entry.organisation.state
        elif hit.entry.city is not None and hit.entry.city.capital and index < head:
            country = hit.entry.city.country
        if country:
            countries.add(country)
            country = None
    # "The Russian and Norwegian leaders" are two.
    several = len(countries) > 1 and "and" in lower[first:head]
    country = (
        None
        if several or not countries
        else next(iter(countries))
        if len(countries) == 1
        else _first(reading, first, last)
    )
    word = lower[head]
    if country and word == "side":
        return Speaker(country_name(country), country)  # "the Norwegian side"
    plural = word.endswith("s") and word not in ("politburo", "press")
    body = any(
        (hit := reading.begins[i]) is not None and hit.entry.organisation is not None for i in range(first, head)
    )
    joint = word in word_list("joint_noun") and (several or _together(reading, first, head) or (body and plural))
    if joint:
        country = None
    person = not plural and word in word_list("person_noun")
    return Speaker(_words(reading, first, last), country, joint=joint, plural=plural, unnamed=person)


def _first(reading: Reading, first: int, last: int) -> str | None:
    """The country named first in a phrase."""
    hits = [reading.covers[i] for i in range(first, last)]
    return next((hit.entry.country.code for hit in hits if hit is not None and hit.entry.country is not None), None)


def _together(reading: Reading, first: int, head: int) -> bool:
    """Whether a plural noun means the parties of the meeting: "the two leaders", "both sides", "the parties"."""
    lower = reading.tokens.lower
    before = lower[first:head]
    if any(word in word_list("joint_quantity") or (word.isdigit() and before[0] == "the") for word in before):
        return True
    if lower[head] in ("sides", "parties", "leaders", "presidents", "participants", "delegations"):
        return before == ["the"] or not before or "heads" in before
    if lower[head] in word_list("document_noun"):
        return "joint" in before or "final" in before
    return "joint" in before


def possessed_country(reading: Reading, persons: Sequence[Person], first: int, last: int) -> str | None:
    """The country of a person named within a phrase ("Mr Moon's office", "an aide to Chirac")."""
    for person in persons:
        if person.country and any(first <= m.first < last for m in person.mentions):
            return person.country
    return None


def _words(reading: Reading, first: int, last: int) -> str:
    tokens = reading.tokens
    return " ".join(reading.text[tokens.starts[first] : tokens.ends[last - 1]].split())
