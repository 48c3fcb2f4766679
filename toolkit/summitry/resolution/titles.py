"""Offices compared: wordings of one office, and offices that one person cannot hold at one meeting."""

from __future__ import annotations

from functools import lru_cache

from summitry import vocabulary
from summitry.resolution.common import tokens
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
    if one is None or other is None or one.title == other.title:
        return False
    ranks = {one.rank, other.rank}
    if len(ranks) == 2:
        return ranks <= _TOP or ("deputy" in ranks and bool(substance(left) & substance(right)))
    return ranks <= {"minister", "deputy"} and not near_titles(left, right)


def substance(title: str) -> set[str]:
    """The words that tell one office from another: "Minister of Foreign Affairs" gives "foreign"."""
    return set(tokens(title)) - _FILLERS


def office(title: str) -> Office | None:
    """The vocabulary's entry for a title, whatever its letter case."""
    return _offices(vocabulary.version()).get(tokens(title))


@lru_cache(maxsize=2)
def _offices(version: int) -> dict[tuple[str, ...], Office]:
    return {tokens(entry.form): entry for entry in vocabulary.offices()}
