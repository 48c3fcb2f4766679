"""The subject of a participle of speech: ", adding that", "by suggesting that", "While noting that …, the leaders"."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists

from .attention import Attention
from .descriptions import noun_phrase
from .light_verbs import giver
from .reading import Reading, Sentence
from .speakers import Phrases, Subject
from .subjects import clause_subject, main_subject
from .verbs import speech_verbs


def participial(
    reading: Reading, phrases: Phrases, sentence: Sentence, index: int, attention: Attention, shared: Subject | None
) -> Subject | None:
    """The subject of ", adding that", "by suggesting that": that of the sentence."""
    lower = reading.tokens.lower
    at = index - 1
    while at > sentence.first and (lower[at] in word_list("verb_adverb") or lower[at].endswith("ly")):
        at -= 1
    if (spoken := _with(reading, phrases, sentence, at, attention)) is not None:
        return spoken
    issued = lower[at] in word_lists("utterance", "document_noun") and index > sentence.first
    if (
        issued  # "issued a statement calling for"
        or index == sentence.first
        or lower[at] in word_list("participle_opener")
        or lower[at] in (",", ";", "–", "—", "'", '"', "”")
        or reading.quoted[at] >= 0
    ):
        if issued and (subject := giver(reading, phrases, sentence, at, attention, shared)) is not None:
            return subject
        if _listed(reading, sentence, index):
            return None
        if shared is not None:
            return shared
        opening = speech_verbs().at(lower, sentence.first)
        if index > sentence.first and opening is not None and "gerund" in opening.tenses:
            return None
        earlier = None
        described = noun_phrase(reading, sentence, at) if lower[at] == "," else None
        if described is not None and described.first <= sentence.first + 1 and described.speaker is not None:
            # "The rebels of the north, complaining that …, left"
            return Subject(described.speaker, described.first, described.last)
        if index > sentence.first:
            earlier = clause_subject(reading, phrases, sentence, index, attention)
        return earlier or _main_clause(reading, phrases, sentence, index, attention)
    # "President X, speaking in Y, saying"
    return None


def _listed(reading: Reading, sentence: Sentence, index: int) -> bool:
    """Whether a participle is one of what is listed: "steps, including opening ports, defending the ban, and …"."""
    lower = reading.tokens.lower
    opener = next((i for i in range(index - 1, sentence.first, -1) if lower[i] in ("including", "like")), None)
    return opener is not None and lower[opener + 1].endswith("ing") and index > opener + 1


def _with(reading: Reading, phrases: Phrases, sentence: Sentence, at: int, attention: Attention) -> Subject | None:
    """The subject of "with Norway warning that": the phrase that ends at the token ``at``."""
    phrase = phrases.ending(at + 1) or noun_phrase(reading, sentence, at + 1)
    if phrase is None or phrase.first <= sentence.first or reading.tokens.lower[phrase.first - 1] != "with":
        return None
    speaker = attention.resolve(reading, phrases, sentence, phrase)
    return Subject(speaker, phrase.first, phrase.last) if speaker is not None else None


def _main_clause(
    reading: Reading, phrases: Phrases, sentence: Sentence, index: int, attention: Attention
) -> Subject | None:
    """ "While noting that it was late, the leaders agreed …": whoever the clause after the circumstances is about."""
    for phrase in phrases.within(index, sentence.last):
        if reading.tokens.words[phrase.first - 1] == "," and phrase.last < sentence.last:
            following = speech_verbs().at(reading.tokens.lower, phrase.last)
            speaker = attention.resolve(reading, phrases, sentence, phrase)
            if speaker is not None and following is not None:
                return Subject(speaker, phrase.first, phrase.last, bare=True)
    return main_subject(reading, phrases, sentence, sentence.last, attention)
