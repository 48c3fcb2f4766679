"""Whether a sentence tells of the meeting itself: not of another one, of a year long past, or what somebody said."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence, Set

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .reading import Reading, Sentence, once

# The heading and the first paragraphs name those whom a text is about.
LEAD = 2
# No sentence of prose has more words; what is longer is a list or debris.
LONGEST = 200
# As many words may stand between "is due" and "to meet".
_AHEAD = 7
_TO_COME = frozenset({"ahead", "upcoming"})


def foreseen(reading: Reading) -> bool:
    """Whether the meeting of a text is still to come: its heading or lead says that somebody "will meet"."""
    lower = reading.tokens.lower
    end = reading.paragraphs[min(1, len(reading.paragraphs) - 1)].end if reading.paragraphs else 0
    for index in reading.places(word_list("foresight")):
        if reading.tokens.starts[index] >= end:
            break
        if not word_list("foreseen_act").isdisjoint(lower[index + 1 : index + _AHEAD]):
            return True
    return False


def elsewhere(reading: Reading, sentence: Sentence, at: int, ahead: bool = False) -> bool:
    """Whether a sentence, as far as it is about the name at the token ``at``, is about another meeting: a call, one of
    next week or last month, one on the way to; ``ahead`` says that the meeting itself is still to come."""
    if reading.tokens.lower[sentence.last - 1] == "?":
        return True
    if sentence.words.isdisjoint(_signs()):
        return False
    answers, key = _answers(reading), (sentence.first, at, ahead)
    if key not in answers:
        answers[key] = _is_elsewhere(reading, sentence, at, ahead)
    return answers[key]


@once
def _answers(reading: Reading) -> dict[tuple[int, int, bool], bool]:
    """What :func:`elsewhere` found: several rules ask it of the same name."""
    return {}


def _is_elsewhere(reading: Reading, sentence: Sentence, at: int, ahead: bool) -> bool:
    if reading.plain.startswith(page_debris(), sentence.start):
        return True
    within = _clause(reading, sentence, at)
    held = frozenset(within)
    if held.isdisjoint(_signs()):
        return "not" in sentence.words and _not_attending(reading, sentence, at)
    others = word_list("other_meeting")
    others = others - word_list("call_word") if _is_call(reading) else others
    if not others.isdisjoint(held) and not (ahead and others.isdisjoint(held - _TO_COME)):
        return True
    if not held.isdisjoint(word_list("month")) and _other_month(reading, sentence, within):
        return True
    # "This built on previous meetings led by Novak"
    if not word_list("earlier_word").isdisjoint(held) and _was_earlier(within):
        return True
    times = word_list("time_noun")
    # What a text opens with is new, though it may name the past: "spoke of the flood a year ago".
    if sentence.first and not times.isdisjoint(held):
        for one, other in itertools.pairwise(within):
            if other in times and (one == "last" or one == "next" and not ahead) or one in times and other == "ago":
                return True
    # "A will meet B later this month"
    if not ahead and "later" in held:
        following = (within[n + 1 : n + 3] for n, word in enumerate(within) if word == "later")
        if any(words in (["this", "week"], ["this", "month"], ["this", "year"]) for words in following):
            return True
    if _not_attending(reading, sentence, at) or _is_past(reading, within):
        return True
    # Below the lead, a journey to come is not the meeting reported: "Novak planned to travel to Oslo on Sunday".
    if ahead or sentence.paragraph <= LEAD or word_list("future").isdisjoint(held):
        return False
    before: Sentence | None = sentence
    while before is not None and before.paragraph == sentence.paragraph:
        if not before.words.isdisjoint(word_list("journey_verb")):
            return True
        before = reading.sentence_at(before.start - 1) if before.first else None
    return False


@once
def _is_call(reading: Reading) -> bool:
    """Whether the meeting of a text is itself a call: its heading or the first sentence says so."""
    opening = reading.sentences[:1]
    if opening and reading.plain[opening[0].end - 1] not in '.!?"”':
        opening = reading.sentences[:2]
    return any(not word_list("call_word").isdisjoint(sentence.words) for sentence in opening)


@kept
def page_debris() -> tuple[str, ...]:
    """What a page says to its reader begins so."""
    return tuple(word_list("page_debris"))


def _was_earlier(within: Sequence[str]) -> bool:
    """Whether a clause names "previous high-level talks"."""
    places = (i for i, word in enumerate(within) if word in word_list("earlier_word"))
    return any(not word_list("meeting_noun").isdisjoint(within[i + 1 : i + 4]) for i in places)


def _not_attending(reading: Reading, sentence: Sentence, at: int) -> bool:
    """ "A will not be attending"."""
    about = reading.tokens.lower[at : min(sentence.last, at + 2 * _AHEAD)]
    return "not" in about and ("attend" in about or "attending" in about)


@kept
def _signs() -> frozenset[str]:
    """A sentence without any of these words is about the meeting itself."""
    lists = ("other_meeting", "earlier_word", "month", "time_noun", "before_year", "future")
    return frozenset({"later", "not"}).union(*map(word_list, lists))


def _clause(reading: Reading, sentence: Sentence, at: int) -> list[str]:
    """The words around a name that no relative clause or "while" parts from it."""
    breaks = _breaks(reading)
    number = bisect_left(breaks, at)
    first, last = max(sentence.first, at - LONGEST), min(sentence.last, at + LONGEST)
    if number:
        first = max(first, breaks[number - 1] + 1)
    if number < len(breaks):
        last = min(last, breaks[number])
    return reading.tokens.lower[first:last]


@once
def _breaks(reading: Reading) -> list[int]:
    # As they stand: the WHO is no "who".
    words, breaks = reading.tokens.words, word_list("clause_break")
    return [at for at in reading.places(breaks) if words[at] in breaks]


def _lead(reading: Reading, last: int = LEAD) -> int:
    """Where the heading and the first paragraphs, up to ``last``, end."""
    return reading.paragraphs[min(last, len(reading.paragraphs) - 1)].end if reading.paragraphs else 0


def _other_month(reading: Reading, sentence: Sentence, within: Sequence[str]) -> bool:
    """Whether a sentence tells of a month that the opening does not name: "signed in late October"."""
    months = word_list("month")
    nouns = word_lists("visit_noun", "meeting_noun")
    if sentence.first and any(one in months and other in nouns for one, other in itertools.pairwise(within)):
        return True  # "noted the November visit of Novak"
    lead = _lead(reading, LEAD - 1)
    for index, word in enumerate(within[1:], start=1):
        inside = word in months and "in" in within[max(0, index - 2) : index]
        if inside and all(reading.tokens.starts[i] >= lead for i in reading.places(frozenset({word}))):
            return True
    return False


def _is_past(reading: Reading, within: Sequence[str]) -> bool:
    """Whether a sentence tells of a year long before the text was published: "in 1973", "since 2010"."""
    if _years(reading).isdisjoint(within):
        return False
    before = word_list("before_year")
    years = [
        int(year)
        for word, year in itertools.pairwise(within)
        if year.isdecimal() and len(year) == 4 and year[0] in "12" and word in before
    ]
    if not years:
        return False
    now = (reading.source.published or reading.context.date or "")[:4]
    if now.isdigit():
        return any(1900 < year < int(now) - 1 for year in years)
    # Without a date a text lives in the year that its lead gives.
    lead = _lead(reading)
    return all(reading.tokens.starts[i] >= lead for y in years for i in reading.places({str(y)}))


@once
def _years(reading: Reading) -> frozenset[str]:
    return frozenset([word for word in reading.numerals() if len(word) == 4 and word[0] in "12" and word.isdecimal()])


def is_said(reading: Reading, at: int, spoken: Set[int]) -> bool:
    """Whether a name stands in what somebody says: that tells of other times and places."""
    sentence = reading.sentence_of(at)
    return reading.quoted[at] >= 0 or (sentence.paragraph in spoken and not is_turn(reading, sentence, at))


def is_turn(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether a name opens a turn of a transcript."""
    paragraph = reading.paragraphs[sentence.paragraph]
    if reading.tokens.starts[at] != paragraph.start:
        return False
    colon = reading.plain.find(":", paragraph.start, min(paragraph.end, paragraph.start + 140))
    return (
        colon > 0
        and '"' not in reading.plain[paragraph.start : colon + 3]
        and " said" not in reading.plain[paragraph.start : colon]
    )
