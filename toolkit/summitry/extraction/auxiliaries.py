"""What stands between a subject and its verb of speech: "would never", "was quick to", "used the visit to"."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import word_list, word_lists

from .reading import Reading, Sentence


@dataclass(slots=True)
class Auxiliaries:
    """What stands between a subject and its verb: ``left`` is the token before it all."""

    left: int
    negated: bool = False
    modal: bool = False
    passive: bool = False
    perfect: bool = False
    infinitive: bool = False
    told: bool = False


def auxiliaries(reading: Reading, sentence: Sentence, verb: int) -> Auxiliaries:
    """Walk left over auxiliaries, adverbs and negations before the token ``verb``."""
    lower = reading.tokens.lower
    aux, adverbs = word_list("auxiliary"), word_list("verb_adverb")
    negated = modal = passive = perfect = infinitive = told = False
    at = verb - 1
    while at >= sentence.first:
        word = lower[at]
        if reading.tokens.words[at][0].isupper() and (at > sentence.first or word in word_list("modal")):
            break  # "May said": a name
        if word in word_list("negation") or word.endswith("n't") or (word == "t" and lower[at - 1] == "'"):
            negated = negated or lower[at + 1] != "only"  # "not only demanded"
        elif word in aux or word in ("'ve", "'d"):
            modal = modal or word in word_list("modal")
            passive = passive or (word in word_list("being") and not perfect and at == verb - 1)
            perfect = perfect or word in word_list("perfect")
        elif word == "to" and at == verb - 1:
            infinitive = True
        elif infinitive and word in word_list("speaking_to"):
            told = True  # "was quick to stress", "went on to say"
        elif infinitive and not told and (used := _occasion_used(reading, sentence, at)) is not None:
            told, at = True, used  # "used the visit to announce"
        elif not (word in adverbs or (word.endswith("ly") and word not in ("ally", "italy", "july", "family"))):
            break
        at -= 1
    return Auxiliaries(at, negated, modal, passive, perfect, infinitive and not told, told)


def _occasion_used(reading: Reading, sentence: Sentence, at: int) -> int | None:
    """The verb of "took the opportunity", "used his speech", whose noun is the token ``at``."""
    lower = reading.tokens.lower
    if lower[at] not in word_lists("occasion_noun", "opportunity"):
        return None
    for verb in range(at - 1, max(sentence.first, at - 7), -1):
        if lower[verb] in word_list("using_verb"):
            return verb
        if reading.quoted[verb] >= 0 or not lower[verb][0].isalnum():
            return None
    return None
