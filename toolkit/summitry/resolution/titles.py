"""Offices compared: wordings of one office, and offices that one person cannot hold at one meeting."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from summitry import vocabulary
from summitry.resolution.common import tokens, vote
from summitry.vocabulary import Office

_FILLERS = frozenset(
    ("of", "the", "for", "and", "s", "state", "affairs", "minister", "ministry", "deputy", "first", "vice", "former",
     "acting", "his", "her", "excellency")
)  # fmt: skip
_TOP = frozenset({"head_of_state", "head_of_government"})


def near_titles(left: str | None, right: str | None) -> bool:
    """Whether two offices can be one person's: one not given, the same in the vocabulary, or of shared substance."""
    if left is None or right is None:
        return True
    one, other = office(left), office(right)
    if one and other and (one.title == other.title or (one.rank == other.rank and one.rank in _TOP)):
        return True
    for title, its, against in ((left, one, other), (right, other, one)):
        if is_general(title) and its and its.rank in _TOP:  # "leader" is said of presidents, not of ministers
            return against is None or against.rank in _TOP
    words = substance(left), substance(right)
    return not words[0] or not words[1] or bool(words[0] & words[1])


def same_title(left: str | None, right: str | None) -> bool:
    """Whether both are given and are wordings of one office."""
    if left is None or right is None:
        return False
    one, other = office(left), office(right)
    return tokens(left) == tokens(right) or (one is not None and other is not None and one.title == other.title)


def competing_titles(left: str, right: str) -> bool:
    """Whether the two contradict each other; only what the vocabulary knows for certain (two wordings, or two offices
    held together, do not)."""
    one, other = office(left), office(right)
    if one is None or other is None or one.title == other.title or is_general(left) or is_general(right):
        return False
    ranks = {one.rank, other.rank}
    if len(ranks) == 2:
        return ranks <= _TOP or ("deputy" in ranks and bool(substance(left) & substance(right)))
    return ranks <= {"minister", "deputy"} and not near_titles(left, right)


def is_top(title: str | None) -> bool:
    """Whether a title is a head of state's or government's."""
    entry = office(title) if title else None
    return entry is not None and entry.rank in _TOP


def is_general(title: str | None) -> bool:
    """Whether a title names no office of its own ("leader", "official"), so that it contradicts none."""
    return title is not None and set(tokens(title)) <= vocabulary.word_list("general_office")


def vote_title(titles: Iterable[str | None]) -> str | None:
    """The most frequent office; one that says only "leader" or "minister" gives way to any that says more."""
    given = [title for title in titles if title]
    return vote(title for title in given if not is_general(title)) or vote(given)


def substance(title: str) -> set[str]:
    """The words that tell one office from another: "Minister of Foreign Affairs" gives "foreign"."""
    return set(tokens(title)) - _FILLERS


def office(title: str) -> Office | None:
    """The vocabulary's entry for a title, whatever its letter case."""
    return _offices(vocabulary.version()).get(tokens(title))


@lru_cache(maxsize=2)
def _offices(version: int) -> dict[tuple[str, ...], Office]:
    return {tokens(entry.form): entry for entry in vocabulary.offices()}
