"""Whether a statement or declaration is that of all parties, not of one side."""

from __future__ import annotations

from collections.abc import Collection

from summitry.vocabulary import word_list

from .fates import Fate
from .instrument_extents import Phrase
from .meeting_parties import BODIES
from .reading import Reading
from .verbs import speech_verbs

# A subject of a few words stands so near its verb.
_NEAR = 4


def speaks(reading: Reading, phrase: Phrase) -> bool:
    """ "The declaration condemns …": a text of this meeting that is quoted."""
    joint = phrase.noun.type in ("declaration", "communique", "joint_statement") and phrase.noun.kind != "loose"
    if not joint or not phrase.definite:
        return False
    lower = reading.tokens.lower
    if phrase.end < len(lower) and lower[phrase.end] in word_list("telling_verb"):
        return True
    verb = speech_verbs().forms.get(lower[phrase.end]) if phrase.end < len(lower) else None
    return verb is not None and verb.finite


def said_together(reading: Reading, phrase: Phrase, persons: Collection[int]) -> bool:
    """Whether two speak in one statement: "Novak and Brekke said in a statement", "In a statement, the two said"."""
    lower, first, sentence = reading.tokens.lower, phrase.first, phrase.sentence
    if phrase.noun.words != ("statement",) or phrase.determiner != "a" or lower[first - 1] != "in":
        return False
    opens = first - 1 == sentence.first
    if opens:
        begin, last = phrase.end + 1, min(phrase.end + _NEAR + 3, sentence.last)
    elif first - 2 > sentence.first and lower[first - 2] in speech_verbs().forms:
        begin, last = max(sentence.first, first - 2 - _NEAR), first - 2
    else:
        return False
    both = {"two", "both"} & set(lower[begin:last]) and word_list("joint_noun") & set(lower[begin:last])
    joined = (at for at in range(begin + 1, last - 1) if lower[at] == "and")
    return bool(both) or any(_acts(reading, at - 1, persons) and _acts(reading, at + 1, persons) for at in joined)


def _acts(reading: Reading, at: int, persons: Collection[int]) -> bool:
    """Whether a token names a person or a state."""
    hit = reading.covers[at]
    return at in persons or (hit is not None and hit.entry.country is not None)


def of_all(reading: Reading, phrase: Phrase, fate: Fate) -> bool:
    """Whether a mere "statement" may be that of all parties: not where one issues it or speaks "in a statement"."""
    lower = reading.tokens.lower
    if lower[phrase.first - 1 : phrase.first] and lower[phrase.first - 1] in word_list("stating_preposition"):
        return False
    if fate.passive:
        after = lower[fate.at + 1 : min(phrase.sentence.last, fate.at + 12)]
        if "by" not in after[:3]:
            return True
        first = fate.at + 2 + after.index("by")
        last = min(phrase.sentence.last, first + 8)
    else:
        first, last = max(phrase.sentence.first, fate.at - 16), fate.at
    if set(lower[first:last]) & (word_list("joint_noun") | {"they", "we"}):
        return True
    hits = [hit for at in range(first, last) if (hit := reading.begins[at]) is not None]
    # "a Norwegian-backed group of Swedes" is no party.
    named = [hit for hit in hits if hit.entry.country is not None and reading.tokens.lower[hit.last] != "-"]
    states = {hit.entry.country.code for hit in named if hit.entry.country is not None}
    joined = any(word in ("and", "-", "–", ",") for word in reading.tokens.lower[first:last])
    states = states if joined else set()
    bodies = [hit for hit in hits if hit.entry.organisation is not None and hit.entry.organisation.kind in BODIES]
    return len(states) > 1 or bool(bodies)
