"""Who stands behind a text that speaks: "the ministers adopted a declaration. The declaration calls for …"."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .attention import Attention
from .auxiliaries import auxiliaries
from .reading import Reading, Sentence
from .speakers import Phrases, Speaker
from .subjects import before

# "adopted a long-delayed draft document": so many words may stand between the verb and its noun.
_BETWEEN = 6
# "a statement issued at the end of an ASEAN meeting": the body stands within so many words behind the noun.
_BEHIND = 14


def issuer(
    reading: Reading, phrases: Phrases, sentence: Sentence, attention: Attention, said: Sequence[Speaker]
) -> Speaker | None:
    """Whose text a sentence tells of: who adopts or issues it, who speaks in it (``said``), or the body whose it is;
    None where it tells of none."""
    if sentence.words.isdisjoint(word_list("issued_noun")):
        return None
    lower = reading.tokens.lower
    for noun in range(sentence.first, sentence.last):
        if lower[noun] not in word_list("issued_noun") or reading.quoted[noun] >= 0:
            continue
        if lower[noun + 1 : noun + 2] in (["of"], ["by"], ["from"]) and said and said[-1].person is None:
            return said[-1]  # "said a statement of the ministry"
        at = noun - 1
        while at > sentence.first and noun - at < _BETWEEN and lower[at] not in word_list("issuing_verb"):
            if lower[at] == "in" and lower[at + 1] in ("a", "an", "their", "its") and said:
                return said[-1]  # "said in a joint statement"
            at -= 1
        if lower[at] in word_list("issuing_verb") and at > sentence.first:
            aux = auxiliaries(reading, sentence, at)
            subject = None if aux.passive or aux.modal else before(reading, phrases, sentence, aux, attention, None)
            # One of the parties alone does not speak through what both signed.
            alone = lower[at] in ("issued", "issue", "released", "published") and lower[noun] in (
                "statement",
                "communique",
            )
            if subject is not None and (alone or subject.speaker.plural or subject.speaker.joint):
                return subject.speaker
        elif (body := _body(reading, sentence, noun)) is not None:
            return body
    return None


def _body(reading: Reading, sentence: Sentence, noun: int) -> Speaker | None:
    """The body of states of "a statement issued at the end of an ASEAN meeting"."""
    if reading.tokens.lower[noun + 1 : noun + 2] == [] or reading.tokens.lower[noun + 1] not in word_list("issued_by"):
        return None
    for at in range(noun + 2, min(sentence.last, noun + _BEHIND)):
        hit = reading.begins[at]
        if hit is not None and hit.entry.organisation is not None and not hit.entry.organisation.state:
            body = hit.entry.organisation
            words = " ".join(reading.text[hit.start : hit.end].split())
            return Speaker(body.code if body.code.lower() in reading.by_word else words, joint=True, plural=True)
    return None
