"""Who makes an instrument where no state or leader is named: firms by their names, the body whose summit it is."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.vocabulary import word_list

from .meeting_parties import BODIES
from .reading import Reading

# A name has at most so many words; a bracket with initials as many tokens.
_NAME = 6
_BRACKET = 3
# So many tokens a phrase such as "the participants of the summit" has.
_NEAR = 5


def firms(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Firms in the tokens ``first:last``: "Norway's state oil company Norgas"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    found: list[str] = []
    for at in range(first, last - 1):
        if lower[at] not in word_list("company_noun") or not words[at + 1][0].isupper():
            continue
        end = at + 1
        while (
            end < min(last, at + 1 + _NAME) and words[end][0].isupper() and lower[end] not in word_list("company_noun")
        ):
            end += 1
        if end > at + 1:
            found.append(reading.text[reading.tokens.starts[at + 1] : reading.tokens.ends[end - 1]])
    return tuple(dict.fromkeys(found))


def summit_body(reading: Reading, names: Mapping[str, str], first: int, last: int) -> str:
    """The body whose summit the tokens ``first:last`` speak of as "the summit participants"; "" for another subject."""
    lower = reading.tokens.lower
    said = lower[max(first, last - 2 * _NEAR) : last]
    if "summit" not in said or any(
        hit.entry.country is not None
        for hit in reading.hits_within(reading.tokens.starts[first], reading.tokens.ends[last - 1])
    ):
        return ""
    for hit in reversed(reading.hits):
        organisation = hit.entry.organisation
        if hit.first < last and organisation is not None and organisation.kind in BODIES and sits(lower, hit.last):
            return names[organisation.name]
    return ""


def sits(lower: list[str], at: int) -> bool:
    """Whether "summit" or "meeting" follows a body's name: "the Group of Eight (G8) meeting"."""
    if lower[at : at + 1] == ["("] and ")" in lower[at : at + _BRACKET]:
        at += lower[at : at + _BRACKET].index(")") + 1
    return lower[at : at + 1] != [] and lower[at] in word_list("body_sitting")
