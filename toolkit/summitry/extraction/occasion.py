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


def elsewhere(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is about another meeting: a call, one of next week or last month, one on the way to."""
    within = reading.tokens.lower[sentence.first : min(sentence.last, sentence.first + LONGEST)]
    if any(word in word_list("other_meeting") for word in within) or within[-1:] == ["?"]:
        return True
    times = word_list("time_noun")
    if any(a in ("next", "last") and b in times for a, b in itertools.pairwise(within)):
        return True
    # "A will not be attending"
    if "not" in within and any(word in within for word in ("attend", "attending")):
        return True
    if _is_past(reading, within):
        return True
    # Below the lead, a journey to come is not the meeting reported: "Novak planned to travel to Oslo on Sunday".
    if sentence.paragraph <= LEAD or not any(word in word_list("future") for word in within):
        return False
    before: Sentence | None = sentence
    while before is not None and before.paragraph == sentence.paragraph:
        if any(word in word_list("journey_verb") for word in reading.tokens.lower[before.first : before.last]):
            return True
        before = reading.sentence_at(before.start - 1) if before.first else None
    return False


def _is_past(reading: Reading, within: Sequence[str]) -> bool:
    """Whether a sentence tells of a year long before the text was published: "in 1973", "since 2010"."""
    now = (reading.source.published or reading.context.date or "")[:4]
    if not now.isdigit():
        return False
    return any(
        a in word_list("before_year") and len(b) == 4 and b.isdigit() and 1900 < int(b) < int(now) - 1
        for a, b in itertools.pairwise(within)
    )


def is_said(reading: Reading, at: int, spoken: Set[int]) -> bool:
    """Whether a name stands in what somebody says: that tells of other times and places."""
    sentence = reading.sentence_at(reading.tokens.starts[at])
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
