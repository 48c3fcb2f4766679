"""Fields of a package of documents that a text tells after it has named the package: "The other fields are …"."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .area_lists import members
from .complements import extent
from .drafts import Draft
from .instrument_extents import Phrase
from .instrument_nouns import nouns
from .outcomes import verbs
from .reading import Reading, Sentence

# Tokens between "the fields" and "are", and the most that a subject of "are among the fields" has.
_NEAR = 4


def later_fields(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """The fields told in the sentences of the paragraph in which a package is named last."""
    phrase = (draft.phrase, *draft.more)[-1]
    if not phrase.noun.plural:
        return ()
    found = [*_included(reading, phrase)]
    for mention in (draft.phrase, *draft.more):
        found += _being(reading, mention)
    for sentence in reading.sentences[reading.number_of(phrase.sentence) :]:
        if sentence.paragraph != phrase.sentence.paragraph:
            break
        found += _told(reading, sentence)
    return tuple(dict.fromkeys(found))


def _being(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """ "The agreements are on trade and farming", "The MoUs signed were regarding health and sport"."""
    lower, last, at = reading.tokens.lower, phrase.sentence.last, phrase.last
    at += verbs().participle(lower, at)
    if not phrase.noun.plural or at + 2 >= last or lower[at] not in word_list("being"):
        return ()
    at += 1
    return members(reading, at + 1, extent(reading, at + 1, last)) if lower[at] in word_list("subject_word") else ()


def _told(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """ "The other fields are tourism and science", "Defence is among the fields that the agreements cover"."""
    lower, being = reading.tokens.lower, word_list("being") | {"include", "included"}
    for at in range(sentence.first, sentence.last):
        if lower[at] not in word_list("field_plural"):
            continue
        verb = next((n for n in range(at + 1, min(sentence.last, at + _NEAR)) if lower[n] in being), None)
        if verb is not None and at - sentence.first < _NEAR:
            return members(reading, verb + 1, sentence.last)
        is_ = next((n for n in range(sentence.first, at) if lower[n] in word_list("being")), at)
        if "among" in lower[is_:at] and is_ - sentence.first < _NEAR:
            return tuple(f"{one[0].lower()}{one[1:]}" for one in members(reading, sentence.first, is_))
    return ()


def _included(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """ "The agreements include trade, mining and transport", where what they include are no instruments."""
    lower, last = reading.tokens.lower, phrase.sentence.last
    form = verbs().starting(lower, phrase.end)
    if not phrase.definite or form is None or form.status != "members":
        return ()
    begin = phrase.end + len(form.words)
    told = [word for word in reading.tokens.words[begin:last] if word[0].isalpha()]
    plain = all(word[0].islower() and word not in nouns().openers for word in told)
    listed = members(reading, begin, last) if plain and lower[begin : begin + 1] not in (["a"], ["an"], ["the"]) else ()
    return listed if len(listed) > 2 else ()
