"""All noun phrases of a text that may speak: persons, offices, pronouns, states, bodies, the parties together."""

from __future__ import annotations

from collections.abc import Sequence, Set

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import remembered

from .descriptions import phrase_start, together
from .lexicon import Entry, Hit
from .nominals import Nominal
from .people import Person
from .reading import Reading
from .speakers import Phrase, Phrases, Speaker, of_person, words_of
from .verbs import speech_verbs

# A bracket behind a name, with "and" after it, has at most so many tokens.
_BRACKET = 9
# "the king and his guest"
_THEIR = (["his"], ["her"], ["the"])


def phrases(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> Phrases:
    """Names, nominals, pronouns, states and bodies; two persons or states joined by "and" speak jointly."""
    found: list[Phrase] = []
    for person in persons:
        speaker = of_person(person)
        for mention in person.mentions:
            last = mention.last
            if mention.after is not None and mention.after.last > last and reading.tokens.words[last] == "of":
                last = mention.after.last
            found.append(Phrase(_with_article(reading, mention.start), last, speaker))
    for nominal in nominals:
        if nominal.person is not None:
            found.append(Phrase(nominal.first, nominal.last, of_person(nominal.person)))
        else:
            words = words_of(reading, nominal.first, nominal.last)
            found.append(Phrase(nominal.first, nominal.last, Speaker(words, nominal.country, plural=nominal.plural)))
    taken: set[int] = set()
    for phrase in found:
        taken.update(range(phrase.first, phrase.last))
    lower = reading.tokens.lower
    for index in reading.places(word_list("pronoun_subject")):
        if lower[index] != "you" and index not in taken and not reading.labelled(index):
            found.append(Phrase(index, index + 1, pronoun=lower[index]))
    for index in reading.places(word_list("collective_name")):
        if reading.tokens.words[index].istitle() and index not in taken and not reading.labelled(index):
            start = _with_article(reading, index)
            found.append(Phrase(start, index + 1, Speaker(words_of(reading, start, index + 1))))
    found += _bodies(reading, taken)
    found += _groups(reading, taken)
    found.sort(key=lambda p: (p.first, -p.last))
    kept: list[Phrase] = []
    for phrase in found:
        if kept and phrase.first < kept[-1].last:
            continue
        kept.append(phrase)
    kept = _coordinated(reading, kept)
    return Phrases(reading, kept, [p.first for p in kept], [p.last for p in kept])


def _bodies(reading: Reading, taken: Set[int]) -> list[Phrase]:
    """States, bodies, capitals and outlets."""
    found: list[Phrase] = []
    full = _full_names(reading)
    for hit in reading.hits:
        if hit.first in taken or hit.first >= len(reading.tokens):
            continue
        speaker = _of_entry(hit.entry)
        if speaker is not None:
            start = _with_article(reading, hit.first)
            body = _body(hit)
            short = body in full and _abbreviated(reading.text[hit.start : hit.end])
            speaker.name = full[body] if short and body is not None else words_of(reading, start, hit.last)
            found.append(Phrase(start, hit.last, speaker))
    return found


def _groups(reading: Reading, taken: set[int]) -> list[Phrase]:
    """ "The two leaders", "both sides", "the parties": everybody together."""
    found = []
    nouns, lower = word_list("joint_noun"), reading.tokens.lower
    pairs = {(lower[i - 1], lower[i]) for i in reading.places(nouns) if i}
    for index in reading.places(nouns):
        if not lower[index].endswith("s") or index in taken:
            continue
        sentence = reading.sentence_of(index)
        start = max(sentence.first, index - 6)
        # Nothing before a verb or a person belongs to the phrase: "Novak spoke of the two nations".
        verbs = speech_verbs().forms
        start = max(
            [start, *(i + 1 for i in range(start, index) if i in taken or (lower[i] in verbs and lower[i] != "state"))]
        )
        first = phrase_start(reading, start, index)
        of = next((i for i in range(index - 1, first, -1) if lower[i] == "of"), None)
        if of is not None and word_lists("chief_noun", "joint_noun").isdisjoint(lower[first:of]):
            first = of + 1  # "the positions of | the two sides"
        if lower[first] == "of":
            continue  # "leaders of the three nations" are no nations
        if together(reading, first, index):
            name = words_of(reading, first, index + 1)
            if lower[first:index] == ["both"] and ("two", lower[index]) in pairs:
                name = f"the two {lower[index]}"
            found.append(Phrase(first, index + 1, Speaker(name, joint=True, plural=True)))
    acting = word_lists("auxiliary", "verb_adverb")
    for index in reading.places({"two"}):
        if index and index + 1 < len(lower) and lower[index - 1] == "the" and index not in taken:
            verb = speech_verbs().forms.get(lower[index + 1])
            did = lower[index + 1].endswith("ed") and lower[index + 1] not in ("united", "allied")
            if did or lower[index + 1] in acting or (verb is not None and "past" in verb.tenses):
                found.append(
                    Phrase(
                        index - 1, index + 1, Speaker(words_of(reading, index - 1, index + 1), joint=True, plural=True)
                    )
                )
    return found


def _full_names(reading: Reading) -> dict[str, str]:
    """The longest name that the text gives to each state and body, where it abbreviates it elsewhere."""
    found: dict[str, str] = {}
    for hit in reading.hits:
        body = _body(hit)
        if body is not None:
            name = " ".join(reading.text[hit.start : hit.end].split())
            if not _abbreviated(name) and len(name) > len(found.get(body, "")):
                found[body] = name
    return found


def _body(hit: Hit) -> str | None:
    """What identifies the state or body that a hit names in its own words, not by its capital or its people."""
    if hit.entry.country is not None:
        return hit.entry.country.code if hit.entry.country.kind == "name" else None
    return hit.entry.organisation.name if hit.entry.organisation is not None else None


@remembered
def _abbreviated(name: str) -> bool:
    return sum(c.isupper() for c in name) >= 2 and name.replace(".", "").isupper()


def _with_article(reading: Reading, first: int) -> int:
    return first - 1 if first and reading.tokens.lower[first - 1] == "the" else first


def _of_entry(entry: Entry) -> Speaker | None:
    """The state or body that what is known may speak for, still without a name."""
    if entry.country is not None and entry.country.kind in ("name", "metonym"):
        return Speaker("", entry.country.code)
    if entry.organisation is not None:
        # Companies, parties, banks and think tanks speak for no state.
        official = entry.organisation.kind in word_list("state_body")
        return Speaker("", (entry.organisation.state or None) if official else None)
    if entry.city is not None and entry.city.capital:
        return Speaker("", entry.city.country)
    if entry.outlet is not None:
        return Speaker("", outlet=entry.outlet.kind not in ("official", "channel"))
    if entry.country is not None and entry.country.kind == "people":
        return Speaker("", entry.country.code, plural=True)
    return None


def _coordinated(reading: Reading, items: list[Phrase]) -> list[Phrase]:
    """Join "A and B" and "A, B and C" of persons, or of states, into one joint phrase each."""
    words, lower = reading.tokens.words, reading.tokens.lower
    result: list[Phrase] = []
    for phrase in items:
        before = result[-1] if result else None
        near = before is not None and phrase.first - before.last <= _BRACKET
        gap = _unbracketed(words[before.last : phrase.first]) if before is not None and near else []
        if (
            before
            and before.speaker
            and phrase.speaker
            and (gap in (["and"], ["&"], [",", "and"]) or (gap[:1] == ["and"] and gap[1:] in _THEIR))
            and _alike(before.speaker, phrase.speaker)
            and (before.first == 0 or lower[before.first - 1] not in ("between", "of"))
        ):
            names = f"{before.speaker.name} and {phrase.speaker.name}"
            # Two ministers of one state are no joint statement of the parties.
            own = before.speaker.country if before.speaker.country == phrase.speaker.country else None
            first = before.first
            result.pop()
            while (third := _listed(words, result, first, phrase)) is not None:  # "A, B and C"
                names, first = f"{third.name}, {names}", result.pop().first
                own = own if third.country == own else None
            result.append(Phrase(first, phrase.last, Speaker(names, own, joint=own is None, plural=True)))
            continue
        result.append(phrase)
    return result


def _unbracketed(gap: list[str]) -> list[str]:
    """``gap`` without a bracket at its beginning: "Norway (NO) and Spain"."""
    if gap[:1] == ["("] and len(gap) <= _BRACKET and ")" in gap:
        return gap[gap.index(")") + 1 :]
    return gap


def _listed(words: Sequence[str], before: Sequence[Phrase], first: int, last: Phrase) -> Speaker | None:
    """Who stands before a comma in front of the token ``first``, in one list with ``last``."""
    item = before[-1] if before else None
    if item is None or item.speaker is None or last.speaker is None or words[item.last : first] != [","]:
        return None
    return item.speaker if _alike(item.speaker, last.speaker) else None


def _alike(a: Speaker, b: Speaker) -> bool:
    if a.person is not None and b.person is not None:
        return a.person is not b.person
    return a.person is None and b.person is None and a.country != b.country and bool(a.country and b.country)
