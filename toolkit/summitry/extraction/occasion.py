"""Whether a sentence tells of the meeting itself: not of another one, of a year long past, or what somebody said."""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set

from summitry.vocabulary import word_list

from .reading import Reading, Sentence

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
        if any(word in word_list("foreseen_act") for word in lower[index + 1 : index + _AHEAD]):
            return True
    return False


def elsewhere(reading: Reading, sentence: Sentence, at: int, ahead: bool = False) -> bool:
    """Whether a sentence, as far as it is about the name at the token ``at``, is about another meeting: a call, one of
    next week or last month, one on the way to; ``ahead`` says that the meeting itself is still to come."""
    within = _clause(reading, sentence, at)
    others = word_list("other_meeting")
    if any(word in others and not (ahead and word in _TO_COME) for word in within):
        return True
    if reading.tokens.lower[sentence.last - 1] == "?":
        return True
    if _other_month(reading, within):
        return True
    times = word_list("time_noun")
    for one, other in itertools.pairwise(within):
        if other in times and (one == "last" or one == "next" and not ahead) or one in times and other == "ago":
            return True
    # "A will meet B later this month"
    if not ahead and any(
        one == "later" and two == "this" and three in ("week", "month", "year")
        for one, two, three in zip(within, within[1:], within[2:], strict=False)
    ):
        return True
    # "A will not be attending"
    about = reading.tokens.lower[at : min(sentence.last, at + 2 * _AHEAD)]
    if "not" in about and any(word in about for word in ("attend", "attending")):
        return True
    if _is_past(reading, within):
        return True
    # Below the lead, a journey to come is not the meeting reported: "Novak planned to travel to Oslo on Sunday".
    if ahead or sentence.paragraph <= LEAD or not any(word in word_list("future") for word in within):
        return False
    before: Sentence | None = sentence
    while before is not None and before.paragraph == sentence.paragraph:
        if any(word in word_list("journey_verb") for word in reading.tokens.lower[before.first : before.last]):
            return True
        before = reading.sentence_at(before.start - 1) if before.first else None
    return False


def _clause(reading: Reading, sentence: Sentence, at: int) -> list[str]:
    """The words around a name that no relative clause or "while" parts from it."""
    # As they stand: the WHO is no "who".
    words = reading.tokens.words
    breaks = word_list("clause_break")
    first = last = at
    while first > max(sentence.first, at - LONGEST) and words[first - 1] not in breaks:
        first -= 1
    while last < min(sentence.last, at + LONGEST) and words[last] not in breaks:
        last += 1
    return reading.tokens.lower[first:last]


def _lead(reading: Reading, last: int = LEAD) -> int:
    """Where the heading and the first paragraphs, up to ``last``, end."""
    return reading.paragraphs[min(last, len(reading.paragraphs) - 1)].end if reading.paragraphs else 0


def _other_month(reading: Reading, within: Sequence[str]) -> bool:
    """Whether a sentence tells of a month that the opening does not name: "signed in late October"."""
    lead = _lead(reading, LEAD - 1)
    for index, word in enumerate(within[1:], start=1):
        inside = word in word_list("month") and "in" in within[max(0, index - 2) : index]
        if inside and all(reading.tokens.starts[i] >= lead for i in reading.places(frozenset({word}))):
            return True
    return False


def _is_past(reading: Reading, within: Sequence[str]) -> bool:
    """Whether a sentence tells of a year long before the text was published: "in 1973", "since 2010"."""
    now = (reading.source.published or reading.context.date or "")[:4]
    years = [
        int(b)
        for a, b in itertools.pairwise(within)
        if a in word_list("before_year") and len(b) == 4 and b.isdigit() and b[0] in "12"
    ]
    if now.isdigit():
        return any(1900 < year < int(now) - 1 for year in years)
    # Without a date a text lives in the year that its lead gives.
    lead = _lead(reading)
    return bool(years) and all(reading.tokens.starts[i] >= lead for y in years for i in reading.places({str(y)}))


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
