"""The subject of a participle of speech: ", adding that", "by suggesting that", "While noting that …, the leaders"."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .attention import Attention
from .reading import Reading, Sentence
from .speakers import Phrases
from .subjects import Subject, main_subject
from .verbs import speech_verbs


def participial(
    reading: Reading, phrases: Phrases, sentence: Sentence, index: int, attention: Attention, shared: Subject | None
) -> Subject | None:
    """The subject of ", adding that", "by suggesting that": that of the sentence."""
    lower = reading.tokens.lower
    at = index - 1
    while at > sentence.first and (lower[at] in word_list("verb_adverb") or lower[at].endswith("ly")):
        at -= 1
    if (
        index == sentence.first
        or lower[at] in word_list("participle_opener")
        or lower[at] in (",", ";", "–", "—", "'", '"', "”")
        or reading.quoted[at] >= 0
    ):
        if shared is not None:
            return shared
        opening = speech_verbs().at(lower, sentence.first)
        if index > sentence.first and opening is not None and "gerund" in opening.tenses:
            return None
        earlier = None
        if index > sentence.first:
            earlier = main_subject(reading, phrases, sentence, index, attention, whose=True)
        return earlier or _main_clause(reading, phrases, sentence, index, attention)
    # "a statement calling for", "President X, speaking in Y, saying"
    return None


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
