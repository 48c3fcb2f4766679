"""How far an instrument phrase reaches: determiner, number and modifiers before its noun, a name in brackets after."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import word_list

from .instrument_nouns import Noun, is_group, noun_at, nouns
from .outcomes import verbs
from .reading import Reading, Sentence

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50}
_ADJECTIVE = ("al", "ic", "ive", "ary", "ory", "ous", "able", "ible", "ful", "ant", "ese", "ish", "wide", "year-old")
# How far to the left a phrase may begin.
_REACH = 12
_LATELY = frozenset({"newly", "recently", "previously", "formerly"})
# Marks that may stand inside a noun phrase.
_INNER = frozenset('-–/$€£"“”')
# A word and its two marks end so many tokens after they begin.
_ONE_WORD = 2


@dataclass(slots=True)
class Phrase:
    """A noun phrase at tokens ``first:last`` with its head noun at ``head``; ``begin`` leaves out an article.

    ``end`` is the token after its complement ("on cooperation in tourism"), which begins at ``last``; ``late`` holds
    the tokens of one that stands after the verb ("an agreement was signed on tourism"). ``count`` is None where a
    plural is not counted. ``named``: a name of its own, not only a description.
    """

    first: int
    head: int
    last: int
    noun: Noun
    sentence: Sentence
    determiner: str = ""
    count: int | None = 1
    named: bool = False
    group: bool = False
    end: int = 0
    late: tuple[int, int] | None = None

    @property
    def subject(self) -> tuple[int, int]:
        """The tokens of the complement, wherever it stands; empty where there is none."""
        return self.late if self.late is not None else (self.last, max(self.last, self.end))

    @property
    def definite(self) -> bool:
        return self.determiner in ("the", "this", "that", "these", "those", "its", "their", "both", "'s", "his", "our")


def extend_left(reading: Reading, phrase: Phrase) -> None:
    """Find the determiner, number and modifiers before the head."""
    words, lower = reading.tokens.words, reading.tokens.lower
    floor = max(phrase.sentence.first, phrase.head - _REACH)
    at = phrase.head - 1
    sure, counted = phrase.head, False
    determiners, modifiers = word_list("determiner"), word_list("instrument_modifier")
    while at >= floor:
        word = lower[at]
        if word == "'s" or (word == "'" and at > floor and lower[at - 1].endswith("s")):
            phrase.determiner = "'s"
            hit = reading.ends[at - 1] if at > floor else None
            sure = at + 1 if hit is None else max(floor, hit.first)
            break
        if word in ("no", "without"):
            phrase.determiner, sure = word, at
            break
        if word in determiners and word not in modifiers:
            if not ((phrase.noun.plural or counted) and word in ("that", "this")):
                phrase.determiner, sure = word, at  # "said that treaties …" names none
                if word in ("a", "an", "any") and at > floor and lower[at - 1] == "without":
                    phrase.determiner, sure = "without", at - 1
            break
        if reading.quoted[at] >= 0 and reading.quoted[phrase.head] != reading.quoted[at]:
            begin = _opening_mark(reading, at, floor)
            # 'a "genuine" peace agreement': one word in marks goes before others.
            if begin == floor or (at + 1 < phrase.head and at - begin > _ONE_WORD):
                break
            sure = at = begin  # "the "one in, one out" deal": a name in marks is taken whole
        elif _number(word) is not None:
            sure, counted = at, counted or lower[at + 1] not in ("billion", "million", "trillion")
        elif sure == at + 1 and (word in "$€£" or (counted and word in word_list("approximation"))):
            sure = at  # "about 20 agreements", "$4bn deal"
        elif word in ("and", "or", ",", "&"):
            if at == floor or not _joins(reading, phrase, at, sure):
                break
        elif word == "of" and at > floor and is_group(lower[at - 1]):
            phrase.group = True
            sure = at - 1
            at -= 1
        elif at > floor and verbs().participle(lower, at) and lower[at - 1] in determiners | _LATELY:
            sure = at  # "the signed documents", "a finalised pact"
        elif _stands_before(reading, at) or words[at][0] not in _INNER and not words[at][0].isalnum():
            break
        elif (
            _is_modifier(reading, at)
            or lower[at] in word_list("group_adjective")
            or lower[at] in word_list("approximation")
        ):
            sure = at
        elif counted:
            break  # "described four documents"
        at -= 1
    phrase.first = sure
    while phrase.first < phrase.head and words[phrase.first] in (",", "-", "–", '"', "“", "”", "&", "and"):
        phrase.first += 1


def _stands_before(reading: Reading, at: int) -> bool:
    """Whether a word ends what may belong to a noun: "signed on Friday 18 deals", "Norway rejects Faro fish deal"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if lower[at] in word_list("phrase_stop") and not _is_gerund(reading, at):
        return not _is_compound(lower, at)
    if lower[at + 1] == "other" and noun_at(nouns(), words, lower, at) is not None:
        return True  # "Besides a treaty other agreements were signed"
    if lower[at] in word_list("weekday"):
        inside = words[at + 1] == "'s" or words[at - 1][0].isupper() or lower[at - 1] in word_list("determiner")
        return not inside  # unlike "the Good Friday Agreement"
    return words[at].islower() and verbs().present(lower, at) and not _is_modifier(reading, at)


def _joins(reading: Reading, phrase: Phrase, at: int, sure: int) -> bool:
    """Whether an "and" or comma joins two words before the noun: "trade and economic agreement"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if at + 1 >= phrase.head or words[at - 1][0].isdecimal():
        return False
    other = noun_at(nouns(), words, lower, at - 1)
    if other is not None and other.kind == "strong":
        return False  # "the Faro Agreement and Security Council resolution 9" are two
    if _is_modifier(reading, at - 1) and _is_modifier(reading, at + 1):
        return True
    # "a drug and substance protocol": the noun needs the article that stands there.
    single = not phrase.noun.plural and sure == phrase.head and lower[at] == "and"
    return single and words[at - 1].islower() and not {"a", "an"}.isdisjoint(lower[at - 3 : at - 1])


def _opening_mark(reading: Reading, at: int, floor: int) -> int:
    """The first token of the quotation that the token ``at`` stands in, or ``floor``."""
    begin = at
    while begin > floor and reading.quoted[begin - 1] == reading.quoted[at]:
        begin -= 1
    return begin


def _is_gerund(reading: Reading, at: int) -> bool:
    """Whether a gerund stands where an adjective would: "a new negotiating pact"."""
    lower = reading.tokens.lower
    gerund = lower[at].endswith("ing") and lower[at] not in word_list("preposition")
    return gerund and at > 0 and (lower[at - 1] == "new" or lower[at - 1] in word_list("determiner"))


def _is_modifier(reading: Reading, at: int) -> bool:
    word, low = reading.tokens.words[at], reading.tokens.lower[at]
    if low in word_list("instrument_modifier") or "-" in low or word[0].isdecimal():
        return True
    if _is_gerund(reading, at):
        return True
    if word[0].isupper() and at > reading.sentence_of(at).first:
        return low not in word_list("phrase_stop")
    if _is_compound(reading.tokens.lower, at):
        return True
    hit = reading.covers[at]
    if hit is not None and (hit.entry.country is not None or hit.entry.organisation is not None):
        return True
    return is_adjective(low)


def _is_compound(lower: list[str], at: int) -> bool:
    """Whether a noun has an adjective before it: "a cultural exchange programme", unlike "will exchange programmes"."""
    return at > 0 and lower[at] in word_list("field_compound") and is_adjective(lower[at - 1])


def is_adjective(word: str) -> bool:
    """Whether a word in lower case ends as adjectives do."""
    return word.endswith(_ADJECTIVE) and len(word) > 4


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii() and len(word) <= 3:
        return int(word)
    return _NUMBERS.get(word)


def counted_as(reading: Reading, phrase: Phrase) -> int | None:
    lower = reading.tokens.lower
    for at in range(phrase.first, phrase.head):
        number = _number(lower[at])
        dated = lower[at - 1] in word_list("month")  # "the March 5 accords"
        if (
            number is not None
            and not dated
            and lower[at + 1] not in ("-", "%", "billion", "million", "percent", "year")
        ):
            return number
        if lower[at] == "dozen" and lower[at - 1] in ("a", "one"):
            return 12
    return 2 if phrase.determiner == "both" else None


def extend_right(reading: Reading, phrase: Phrase) -> None:
    """Take in a name in brackets, and the numbers of resolutions."""
    words, lower = reading.tokens.words, reading.tokens.lower
    at, stop = phrase.last, phrase.sentence.last
    if phrase.noun.type == "resolution":
        numbers = 0
        while at < stop and (any(c.isdecimal() for c in words[at]) or (numbers and lower[at] in ("and", ",", "/"))):
            numbers += any(c.isdecimal() for c in words[at])
            at += 1
        while at > phrase.last and lower[at - 1] in ("and", ","):
            at -= 1
        if numbers:
            phrase.last, phrase.count = at, numbers
    if at + 2 < stop and words[at] == "(":
        for close in range(at + 1, min(stop, at + 5)):
            if words[close] == ")":
                inner = words[at + 1 : close]
                if all(word[0].isupper() or word[0].isdecimal() or word == "-" for word in inner):
                    phrase.last = close + 1
                break
