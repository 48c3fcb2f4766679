"""Verbs of speech and their frames, from the vocabulary.

Frames: ``quote`` (attributes direct speech), ``that`` (a clause follows, with or without "that"), ``that_only`` (only
with "that"), ``np`` (its object is what is said: "welcomed the truce"), ``np_joint`` (so only where the parties speak
together), ``np_attitude`` (only objects such as "concern", "support"), ``np_to`` ("compared it to"), ``np_need``
("discussed the need for"), ``to`` and ``to_joint`` (infinitives), ``obj_that`` ("told reporters that"), ``obj_to``
("urged Iran to"), ``obj_of`` ("accused Iran of"), ``as`` ("described it as"), ``comp`` ("called it an act of war"),
and prepositions: ``for``, ``on``, ``of``, ``against``, ``about``.
"""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of speech: ``tense`` is base, present, past, participle or gerund."""

    lemma: str
    words: tuple[str, ...]
    frames: frozenset[str]
    stance: str
    tenses: frozenset[str]

    @property
    def quote(self) -> bool:
        return "quote" in self.frames

    @property
    def finite(self) -> bool:
        return bool(self.tenses & {"present", "past"})


@dataclass(frozen=True, slots=True)
class Verbs:
    """``forms``: one-word forms; ``phrases``: first word -> forms of several words, longest first;
    ``openers``: the words at which an attribution may begin."""

    forms: dict[str, Verb]
    phrases: dict[str, tuple[Verb, ...]]
    openers: frozenset[str]

    def at(self, lower: list[str], index: int) -> Verb | None:
        """The verb form that begins at a token, the longest where several do."""
        word = lower[index]
        for verb in self.phrases.get(word, ()):
            if tuple(lower[index : index + len(verb.words)]) == verb.words:
                return verb
        return self.forms.get(word)


@kept
def speech_verbs() -> Verbs:
    found: dict[tuple[str, ...], Verb] = {}
    for row in rows("speech_verbs"):
        frames = frozenset(filter(None, row["frames"].split(";")))
        for tense in ("base", "present", "past", "participle", "gerund"):
            words = tuple(row[tense].split())
            if not words:
                continue
            tenses = frozenset({tense}) | (found[words].tenses if words in found else frozenset())
            found[words] = Verb(row["lemma"], words, frames, row["stance"], tenses)
    phrases: dict[str, tuple[Verb, ...]] = {}
    for words, verb in found.items():
        if len(words) > 1:
            phrases[words[0]] = (*phrases.get(words[0], ()), verb)
    ordered = {word: tuple(sorted(verbs, key=lambda v: -len(v.words))) for word, verbs in phrases.items()}
    forms = {words[0]: verb for words, verb in found.items() if len(words) == 1}
    return Verbs(forms, ordered, frozenset({*forms, *ordered}) | word_list("attribution_verb"))


@kept
def speech_nouns() -> dict[str, Verb]:
    """The nouns by their forms, as what the rules for verbs understand."""
    found = {}
    for row in rows("speech_nouns"):
        for form in filter(None, (row["noun"], row["plural"])):
            frames = frozenset(row["frames"].split(";"))
            found[form] = Verb(row["noun"], (form,), frames, row["stance"], frozenset({"noun"}))
    return found


def is_noun(reading: Reading, sentence: Sentence, index: int, verb: Verb) -> bool:
    """Whether the form is a noun, an adjective or part of a name here: "a call for", "the stated aim"."""
    lower = reading.tokens.lower
    if reading.labelled(index) or reading.tokens.words[index][0].isupper() and index > sentence.first:
        return True
    before = index - 1
    while before > sentence.first and lower[before].endswith("ly"):  # "its internationally recognised borders"
        before -= 1
    previous = lower[before] if index > sentence.first else ""
    following = lower[index + len(verb.words)] if index + len(verb.words) < sentence.last else ""
    if verb.lemma == "view" and previous in word_list("exchanging_verb"):
        return True
    if previous in word_list("determiner") or previous in ("'s", "of"):
        return not (previous in word_list("pronoun_determiner") and "past" in verb.tenses)
    if verb.tenses & {"base", "present"} and not verb.tenses & {"past"}:
        if previous in word_list("preposition") and previous != "to":
            return True
        if lower[index] in speech_nouns() and (following.endswith("ed") or following in ("are", "were", "include")):
            return True  # "The chief demands included"
        return following in ("who", "whose") or (following in ("of", "by") and "of" not in verb.frames)
    return "participle" in verb.tenses and following == "by" and verb.lemma != "quote"
