"""Who says what stands in a noun: "the envoy issued a warning that", "made a plea for", "in a letter urging"."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .attention import Attention
from .auxiliaries import auxiliaries
from .reading import Reading, Sentence
from .speakers import Phrases, Subject
from .subjects import before

# "issued a stern and unusually public warning": so many words may stand between the verb and its noun.
_BETWEEN = 6


def giver(
    reading: Reading, phrases: Phrases, sentence: Sentence, noun: int, attention: Attention, shared: Subject | None
) -> Subject | None:
    """The subject of the verb that has the noun at token ``noun`` for its object ("issued", "made", "gave")."""
    lower = reading.tokens.lower
    for at in range(noun - 1, max(sentence.first, noun - 2 - _BETWEEN), -1):
        word = lower[at]
        if reading.quoted[at] >= 0 or not word[0].isalpha():
            return None
        if word in word_list("giving_speech"):
            aux = auxiliaries(reading, sentence, at)
            if aux.negated or aux.modal or aux.passive or aux.infinitive:
                return None
            return before(reading, phrases, sentence, aux, attention, shared)
        if word in word_list("preposition") or word in word_list("auxiliary") or word in word_list("subordinator"):
            return None
    return None
