"""Whether two places that sources name can be one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from summitry import vocabulary
from summitry.resolution.common import tokens

_ALIKE = 80  # rapidfuzz token-set ratio from which two places are one


def alike(left: str, right: str) -> bool:
    """Whether two places are worded alike: "Victory Square" and "Victory Square in the capital"."""
    return fuzz.token_set_ratio(_text(left), _text(right)) >= _ALIKE


def one_monument(left: str, right: str) -> bool:
    """Whether flowers are laid at one place: the monument on "Victory Square" is the "Victory Monument", and the
    "graves of pilots" lie in a "cemetery"."""
    graves = vocabulary.word_list("burial_place")
    if not graves.isdisjoint(tokens(left)) and not graves.isdisjoint(tokens(right)):
        return True
    return bool(_own_name(left)) and _own_name(left) == _own_name(right)


def state_of(place: str) -> str | None:
    """The state of a city, region or state; None for a venue."""
    return _states(vocabulary.version()).get(_text(place))


def _own_name(place: str) -> str:
    """A place without the words of what it is."""
    plain = vocabulary.word_list("place_words_lower") | {"the", "of"}
    return " ".join(word for word in tokens(place) if word not in plain)


@lru_cache(maxsize=2)
def _states(version: int) -> Mapping[str, str]:
    found = {_text(entry.form): entry.code for entry in vocabulary.country_forms() if entry.kind == "name"}
    return found | {_text(entry.form): entry.country for entry in vocabulary.cities()}


def _text(words: str) -> str:
    return " ".join(tokens(words))
