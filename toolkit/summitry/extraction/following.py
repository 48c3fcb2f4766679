"""The next verb of speech of the same subject: "and called for", ", adding that", ", hinted the talks would fail"."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists

from .reading import Reading, Sentence
from .verbs import Verb, speech_nouns, speech_verbs


def verb_follows(reading: Reading, sentence: Sentence, index: int, *, gerund: bool) -> Verb | None:
    """The verb of speech at ``index``, adverbs and auxiliaries skipped: a gerund, or a finite form that governs
    something."""
    lower = reading.tokens.lower
    skipped = 0
    while index < sentence.last and skipped < 4 and skippable(lower[index]):
        index += 1
        skipped += 1
    if index >= sentence.last or reading.quoted[index] >= 0:
        return None
    verb = speech_verbs().at(lower, index)
    if verb is None or not verb.frames:
        return None
    if gerund:
        return verb if "gerund" in verb.tenses else None
    if describes(reading, index):
        return None
    if not verb.tenses & {"past", "present"}:
        return None
    if (
        "past" not in verb.tenses
        and "that" not in verb.frames
        and ("present" not in verb.tenses or lower[index] in speech_nouns())
    ):
        return None  # "calls and demands"
    return None if verb.frames == {"quote"} else verb


def describes(reading: Reading, index: int) -> bool:
    """Whether a participle at ``index`` is an adjective: "shared values", unlike "shared the view"."""
    lower = reading.tokens.lower
    if lower[index] not in word_list("adjective_participle") or not lower[index + 1 : index + 2]:
        return False
    word = lower[index + 1]
    return word[0].isalpha() and word not in word_lists("determiner", "preposition", "pronoun_object", "subordinator")


def skippable(word: str) -> bool:
    return word in word_list("verb_adverb") or word in word_list("perfect") or word.endswith("ly")


def second_base(reading: Reading, sentence: Sentence, index: int) -> bool:
    verb = speech_verbs().at(reading.tokens.lower, index) if index < sentence.last else None
    if verb is None or "base" not in verb.tenses or "past" in verb.tenses:
        return False
    return governs(reading, sentence, index, verb) and not reading.labelled(index)


def asyndetic(reading: Reading, sentence: Sentence, index: int) -> bool:
    """ ", hinted the talks would fail": the same subject's next verb of speech without a conjunction."""
    verb = speech_verbs().at(reading.tokens.lower, index)
    if verb is None or "past" not in verb.tenses or not verb.frames & {"that", "np"}:
        return False
    after = index + len(verb.words)
    following = reading.tokens.lower[after] if after < sentence.last else ""
    return following in ("that", "it", "he", "she") or following in word_list("determiner")


def governs(reading: Reading, sentence: Sentence, index: int, verb: Verb) -> bool:
    """Whether something that a verb of speech may govern follows it, so that it is no noun or bare participle."""
    lower, words = reading.tokens.lower, reading.tokens.words
    while index < sentence.last and lower[index] != verb.words[0]:
        index += 1
    after = index + len(verb.words)
    if after >= sentence.last:
        return False
    return words[after] not in (",", ".", ";", ")") and lower[after] not in (
        "by",
        "and",
        "or",
        "in",
        "at",
        "from",
        "with",
    )
