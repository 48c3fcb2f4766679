"""The subject of a verb of speech: next to it, across an insertion, shared with an earlier verb, or inverted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from summitry.vocabulary import word_list, word_lists

from .adjuncts import skip_adjuncts
from .attention import Attention
from .authors import described_by, holder
from .auxiliaries import Auxiliaries
from .descriptions import noun_phrase
from .reading import Reading, Sentence, once
from .speakers import Phrase, Phrases, Speaker, Subject, words_of
from .strangers import body_member, unknown_name, unlisted

# Adjuncts between a subject and its verb are at most so many words.
_ADJUNCTS = 12
# A bracket behind a subject holds at most so many tokens.
_BRACKET = 8


def before(
    reading: Reading, phrases: Phrases, sentence: Sentence, aux: Auxiliaries, attention: Attention,
    shared: Subject | None, *, spoken: bool = False,
) -> Subject | None:  # fmt: skip
    """The subject to the left of a verb; ``shared`` is that of the verb before it in the sentence. Whatever noun stands
    before a verb of plain speech (``spoken``: "said") is its subject, be it unknown."""
    lower, words = reading.tokens.lower, reading.tokens.words
    at = aux.left
    if at < sentence.first:
        return None
    if words[at] == ")":  # "the Fish Council (FC) said"
        opener = next((i for i in range(at - 1, max(sentence.first, at - _BRACKET), -1) if words[i] == "("), None)
        at = opener - 1 if opener is not None else at
    if reading.quoted[at] >= 0 and at > sentence.first and words[at - 1] == ",":
        return shared  # "called it “bold,” thanked the envoy for it and left"
    joined = lower[at] in ("and", "but", "or", "then", ",", ";")
    found = None if joined else _adjacent(reading, phrases, sentence, at, attention)
    if found is not None:
        return found
    for who in range(at - 1, max(sentence.first, at - _ADJUNCTS // 2), -1):
        if lower[who] in ("who", "which") and skip_adjuncts(reading, sentence, who + 1) == at + 1:
            at = who  # "who last week said"
    if lower[at] in ("who", "which", "that"):
        comma = at > sentence.first and words[at - 1] in (",", "–", "—", "-")
        while comma and words[at - 2] == "-":  # two hyphens for a dash
            at -= 1
        return _adjacent(reading, phrases, sentence, at - 2 if comma else at - 1, attention, relative=True)
    if words[at] in (",", "–", "—", ")", "-"):
        across = _across(reading, phrases, sentence, at, attention)
        if across is not None:
            return across
    if (apart := _before_adjuncts(reading, phrases, sentence, at, attention)) is not None:
        return apart
    if lower[at] in ("and", "but", "then", "or", ",", ";") or lower[at] in word_list("verb_adverb"):
        return shared or clause_subject(reading, phrases, sentence, at, attention, whose=False)
    return unlisted(reading, sentence, at) if spoken else None


def _adjacent(
    reading: Reading, phrases: Phrases, sentence: Sentence, at: int, attention: Attention, *, relative: bool = False
) -> Subject | None:
    """The phrase that ends at token ``at``; a noun that governs it ("an aide to X") comes first."""
    lower = reading.tokens.lower
    if at < sentence.first or reading.quoted[at] >= 0:
        return None
    phrase = phrases.ending(at + 1)
    governed = phrase is None or _governed(reading, phrases, sentence, phrase)
    if governed:
        general = noun_phrase(reading, sentence, at + 1)
        # "in a letter to the king": no subject, but how it was said.
        if general is not None and lower[general.first - 1] == "," and general.first - 1 > sentence.first:
            # "Jan Novak, director at Acme said": the person, though no comma ends the description.
            whole = phrases.ending(general.first - 1)
            if whole is not None and whole.speaker is not None and whole.speaker.person is not None:
                return Subject(whole.speaker, whole.first, general.last)
        if general is None and phrase is not None and phrase.speaker is not None and phrase.speaker.plural:
            # "Leaders from Norway, Italy and Spain said"
            head = noun_phrase(reading, sentence, phrase.first - 1)
            if head is not None and head.last == phrase.first - 1 and lower[head.last] in ("of", "from"):
                name = words_of(reading, head.first, phrase.last)
                return Subject(Speaker(name, None, None, phrase.speaker.joint, plural=True), head.first, phrase.last)
        of = phrase.first if phrase is not None else at + 1
        member = body_member(reading, phrases, sentence, of)
        if member is not None:
            return member
        if general is not None and (named := holder(phrases, general)) is not None:
            return named  # "Prime Minister Jan Novak on Monday"
        free = relative or general is not None and lower[general.first - 1] not in word_list("preposition")
        if general is not None and free and (phrase is None or general.first < phrase.first):
            return described_by(reading, phrases, general)
        if (
            phrase is not None
            and not relative
            and phrase.pronoun == ""
            and lower[phrase.first - 1] in ("by", "with", "from", "in", "of", "for")
        ):
            return None
    if phrase is None:
        return unknown_name(reading, phrases, sentence, at, relative=relative)
    speaker = attention.resolve(reading, phrases, sentence, phrase)
    if speaker is None:
        return None
    other = phrases.ending(phrase.first - 1) if lower[phrase.first - 1] == "and" else None
    if other is not None and other.pronoun in ("he", "she") and other.first >= sentence.first and speaker.person:
        # "He and Novak said"
        he = attention.resolve(reading, phrases, sentence, other)
        if he is not None and he.person is not None and he.person is not speaker.person:
            names = f"{he.name} and {speaker.name}"
            return Subject(Speaker(names, joint=True, plural=True), other.first, phrase.last)
    return Subject(speaker, phrase.first, phrase.last)


def _governed(reading: Reading, phrases: Phrases, sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a preposition governs a phrase, or what "and" joins it to: "a statement of the king and the envoy"."""
    lower = reading.tokens.lower
    if phrase.first <= sentence.first:
        return False
    if lower[phrase.first - 1] != "and":
        return lower[phrase.first - 1] in word_list("preposition")
    other = phrases.ending(phrase.first - 1)
    return other is not None and other.first > sentence.first and lower[other.first - 1] in ("of", "between", "by")


def _before_adjuncts(
    reading: Reading, phrases: Phrases, sentence: Sentence, at: int, attention: Attention
) -> Subject | None:
    """The subject of "the ministry on Monday said", "the envoy in a letter called for": adjuncts of time and occasion
    stand between it and its verb, whose left neighbour is the token ``at``."""
    for phrase in reversed(phrases.within(max(sentence.first, at - _ADJUNCTS), at)):
        if phrase.last <= at and skip_adjuncts(reading, sentence, phrase.last) == at + 1:
            return _adjacent(reading, phrases, sentence, phrase.last - 1, attention)
    for stop in range(at, max(sentence.first, at - _ADJUNCTS), -1):
        if reading.quoted[stop] >= 0 or reading.tokens.words[stop] in (",", ";"):
            break
        if skip_adjuncts(reading, sentence, stop) == at + 1:
            general = noun_phrase(reading, sentence, stop)
            if general is not None and reading.tokens.lower[general.first - 1] not in word_list("preposition"):
                return described_by(reading, phrases, general)
    return None


def _across(reading: Reading, phrases: Phrases, sentence: Sentence, at: int, attention: Attention) -> Subject | None:
    """The subject before an insertion that ends with the comma (dash, bracket) at token ``at``."""
    words = reading.tokens.words
    whole = phrases.ending(at)
    if (
        whole is not None
        and whole.speaker is not None
        and (whole.speaker.person or whole.speaker.plural)
        and "," in words[whole.first : whole.last]
    ):
        return Subject(whole.speaker, whole.first, whole.last)  # "the foreign minister, Jan Novak, said"
    openers = {",": ",", ")": "(", "–": "–", "—": "—", "-": "-"}[words[at]]
    opener = next((i for i in range(at - 1, sentence.first, -1) if words[i] == openers), None)
    if opener is not None and whole is not None and whole.first == opener + 1 and whole.speaker is not None:
        # "the ministry's envoy, Jan Novak, said", "the largest party, Acme, said"
        unnamed = phrases.ending(opener)
        by_name = whole.speaker.person or (whole.speaker.country is None and not whole.speaker.plural)
        described = noun_phrase(reading, sentence, opener) if unnamed is None else unnamed
        if by_name and described is not None and (described.speaker is None or described.speaker.person is None):
            return Subject(whole.speaker, whole.first, whole.last)
    if opener is not None and whole is None and all(word[0].isupper() for word in words[opener + 1 : at]):
        described = noun_phrase(reading, sentence, opener)
        placed = any(reading.labelled(i) for i in range(opener + 1, at))
        if described is not None and described.speaker is not None and at - opener > 1 and not placed:
            country = described.speaker.country  # "a dockers' union, Acme Quay, said"
            return Subject(Speaker(words_of(reading, opener + 1, at), country), opener + 1, at)
    for phrase in phrases.within(sentence.first, at):
        if phrase.last < at and words[phrase.last] == openers and reading.quoted[phrase.first] < 0:
            if phrase.first > sentence.first and reading.tokens.lower[phrase.first - 1] in word_list("preposition"):
                general = noun_phrase(reading, sentence, phrase.last)
                if general is not None:
                    return described_by(reading, phrases, general)
                continue
            speaker = attention.resolve(reading, phrases, sentence, phrase)
            if speaker is not None:
                return Subject(speaker, phrase.first, phrase.last, bare=True)
    return _adjacent(reading, phrases, sentence, opener - 1, attention) if opener is not None else None


def main_subject(
    reading: Reading, phrases: Phrases, sentence: Sentence, stop: int, attention: Attention, *, whose: bool = False
) -> Subject | None:
    """The first phrase of a sentence that no preposition governs, or, with ``whose``, the person whose deed it is."""
    lower = reading.tokens.lower
    owner: Subject | None = None
    for phrase in phrases.within(sentence.first, stop):
        if reading.quoted[phrase.first] >= 0:
            continue
        # What a preposition or an article governs is no subject: "in Minsk", "a U.S. strike".
        before = lower[phrase.first - 1] if phrase.first > sentence.first else ""
        governed = before in ("a", "an") or before in word_list("preposition")
        if governed and not (whose and lower[sentence.first] == "one" and phrase.first == sentence.first + 2):
            continue
        if phrase.last < len(lower) and lower[phrase.last] in ("'s", "'"):
            # "One of the minister's first acts was …": his deed, unless the sentence has another subject.
            if phrase.first <= sentence.first + 2 and phrase.speaker is not None and phrase.speaker.person is not None:
                owner = owner or Subject(phrase.speaker, phrase.first, phrase.last, bare=True)
            continue
        speaker = attention.resolve(reading, phrases, sentence, phrase)
        if speaker is not None:
            return Subject(speaker, phrase.first, phrase.last, bare=True)
    return owner if whose else None


def clause_subject(
    reading: Reading, phrases: Phrases, sentence: Sentence, stop: int, attention: Attention, *, whose: bool = True
) -> Subject | None:
    """The subject of a sentence, named or not ("the opposition's leaders"), before its first finite verb."""
    return general_subject(
        reading, phrases, sentence, stop, main_subject(reading, phrases, sentence, stop, attention, whose=whose)
    )


def general_subject(
    reading: Reading, phrases: Phrases, sentence: Sentence, stop: int, named: Subject | None
) -> Subject | None:
    """The subject without a name that stands before the ``named`` one and the first finite verb, else the named one."""
    finite = _finite(reading)
    within = finite[bisect_right(finite, sentence.first) : bisect_left(finite, stop)]
    verb = next((i for i in within if reading.quoted[i] < 0), None) if within else None
    general = noun_phrase(reading, sentence, verb) if verb is not None else None
    if general is None or (named is not None and named.first < general.last):
        return named
    return described_by(reading, phrases, general) or named


@once
def _finite(reading: Reading) -> list[int]:
    """The tokens, in order, that only a finite verb is."""
    return reading.places(word_lists("auxiliary", "narrative_verb"))


def after(reading: Reading, phrases: Phrases, sentence: Sentence, start: int, attention: Attention) -> Subject | None:
    """The subject of an inverted verb ("…, said the ministry"), from token ``start`` on."""
    lower, words = reading.tokens.lower, reading.tokens.words
    at = start
    while at < sentence.last and lower[at] in word_list("verb_adverb"):
        at += 1
    if at >= sentence.last or reading.quoted[at] >= 0:
        return None
    phrase = phrases.beginning(at)
    if phrase is None and at + 1 < sentence.last and lower[at] == "the":
        phrase = phrases.beginning(at + 1)
    stop = at
    while stop < sentence.last and words[stop] not in (",", ";", ":", ".", "(", '"', "“", "–", "—") and stop - at < 14:
        if stop > at and lower[stop] != "and" and lower[stop] in word_list("subordinator"):
            break
        stop += 1
    if phrase is not None and lower[phrase.last : phrase.last + 1] == ["'s"]:
        general = noun_phrase(reading, sentence, stop)  # "according to Norway's ministry"
        if general is not None and general.first == at:
            return described_by(reading, phrases, general)
    # An office before a name belongs to the phrase: "the ministry's spokesman Jan Novak".
    inner = [p for p in phrases.within(at, stop) if p.speaker and p.speaker.person]
    general = noun_phrase(reading, sentence, stop) if phrase is None else None
    if phrase is None and inner and (general is None or lower[inner[0].first - 1] not in ("to", "of", "for", "in")):
        phrase = inner[0]
    if phrase is None:
        if general is None or general.first > at + 1:
            return None
        return described_by(reading, phrases, general)
    speaker = attention.resolve(reading, phrases, sentence, phrase)
    return Subject(speaker, phrase.first, phrase.last) if speaker is not None else None
