"""Names of persons compared: taken apart, folded over romanisations, equal, shorter or nearly spelt alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from summitry import vocabulary
from summitry.resolution.common import tokens

SURNAME, GIVEN = 0.9, 0.86  # Jaro-Winkler similarity from which two spellings can be one name
_ARTICLES = frozenset({"al", "el"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: ``surname`` and the other tokens, in small ASCII letters."""

    tokens: tuple[str, ...]
    surname: str
    given: tuple[str, ...]
    suffix: str


def parse(name: str) -> Name:
    """Take a name apart; the vocabulary says which family names stand first (Xi, Kim, Nguyen)."""
    words = [word for word in tokens(name) if word not in _ARTICLES] or list(tokens(name))
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    if not words:
        return Name((), "", (), "")
    surname, given = (words[0], words[1:]) if _family_first(words) else (words[-1], words[:-1])
    return Name(tuple(words), surname, tuple(given), suffix)


def folded(name: str) -> Name:
    """The name with each word in the one spelling that its romanisations share: "Pachinian" and "Pashinyan" are one.

    Names with the family name first are not folded: there, Jong and Yong are two names, not two spellings.
    """
    plain = parse(name)
    if not plain.tokens or _family_first(plain.tokens):
        return plain
    given = tuple(_fold(word, vocabulary.version()) for word in plain.given)
    surname = _fold(plain.surname, vocabulary.version())
    return Name((*given, surname), surname, given, plain.suffix)


def _family_first(words: Sequence[str]) -> bool:
    return words[0] in _family_names_first(vocabulary.version())


@lru_cache(maxsize=2)
def _family_names_first(version: int) -> frozenset[str]:
    return frozenset(word for name in vocabulary.family_names_first() for word in tokens(name))


@lru_cache(maxsize=2)
def _spellings(version: int) -> tuple[re.Pattern[str], dict[str, str]]:
    letters = {row["written"]: row["folded"] for row in vocabulary.rows("name_spellings")}
    return re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True)))), letters


@lru_cache(maxsize=65536)
def _fold(word: str, version: int) -> str:
    pattern, letters = _spellings(version)
    written = pattern.sub(lambda match: letters[match[0]], word)
    return "".join(letter for at, letter in enumerate(written) if not at or letter != written[at - 1])


@lru_cache(maxsize=2)
def _short_forms(version: int) -> dict[str, frozenset[str]]:
    """Given name -> what its bearers are called for short, both folded."""
    return {
        _fold(row["name"], version): frozenset(_fold(short, version) for short in row["short"].split(";"))
        for row in vocabulary.rows("short_names")
    }


def same_name(left: Name, right: Name) -> bool:
    """Whether one is the other, written alike or shorter: all words of the shorter stand in the longer."""
    if left.suffix != right.suffix or not left.tokens or not right.tokens:
        return False
    if sorted(left.tokens) == sorted(right.tokens):
        return left.tokens == right.tokens or len(left.tokens) > 1
    short, long = sorted((left, right), key=lambda name: len(name.tokens))
    if short.surname != long.surname:
        # "Anna Bel Kora" before "Anna Bel Kora Mendez": a further surname behind a full name.
        return len(short.tokens) > 2 and long.tokens[: len(short.tokens)] == short.tokens
    if len(short.given) > 1 and len(long.given) > 1 and short.given[0] == long.given[0]:
        return short.given == long.given[: len(short.given)]  # middle names that differ are two people
    return all(_given_in(word, long.given) for word in short.given)


def same_form(left: Name, right: Name) -> bool:
    """Whether two names are spelt alike, though one be shorter, without its "Jr" or familiar ("Joe" for "Joseph").

    "Ebrahim" and "Ibrahim" are two spellings, of which neither is short for the other.
    """
    if same_name(replace(left, suffix=""), replace(right, suffix="")):
        return True
    version = vocabulary.version()
    given = [[_fold(word, version) for word in name.given] for name in (left, right)]
    return left.surname == right.surname and any(
        _is_short(word, other) and len(word) != len(other) for word in given[0] for other in given[1]
    )


def _is_short(left: str, right: str) -> bool:
    forms = _short_forms(vocabulary.version())
    return right in forms.get(left, ()) or left in forms.get(right, ())


def _given_in(word: str, others: Sequence[str]) -> bool:
    return any(word == other or (len(word) == 1 and other.startswith(word)) for other in others)


def near_spelling(left: Name, right: Name) -> bool:
    """Whether two full names can be spellings of one: surname, and every given name that both have."""
    if left.suffix != right.suffix or not left.given or not right.given:
        return False
    if not _near_surname(left.surname, right.surname):
        return False
    short, long = sorted((left.given, right.given), key=len)
    if left.surname != right.surname and any(len(word) == 1 for word in (*short, *long)):
        return False  # an initial and a surname that is only similar tell too little
    if len(short) > 1:  # both with middle names: one by one
        return all(_near_given(word, other) for word, other in zip(short, long, strict=False))
    return all(any(_near_given(word, other) for other in long) for word in short)


def _near_surname(left: str, right: str) -> bool:
    pair = sorted((left, right), key=len)
    if pair[1] in (f"{pair[0]}a", f"{pair[0]}ova"):  # a man's and a woman's form
        return False
    return JaroWinkler.similarity(left, right) >= SURNAME


def _near_given(left: str, right: str) -> bool:
    if _is_short(left, right):
        return True
    if left[0] != right[0]:
        return False
    if min(len(left), len(right)) == 1:
        return True
    short, long = sorted((left, right), key=len)
    if long in (f"{short}e", f"{short}ka") or left.endswith("a") != right.endswith("a"):
        return False  # Andrej and Andrea, Gabriel and Gabriele: a man and a woman
    return JaroWinkler.similarity(left, right) >= GIVEN
