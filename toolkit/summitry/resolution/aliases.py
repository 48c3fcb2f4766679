"""Under which names one person goes, as the vocabulary knows it: what is written there decides before any likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from summitry import vocabulary
from summitry.resolution.common import tokens
from summitry.resolution.names import Name, folded


def canonical(name: str) -> str | None:
    """The name as which the vocabulary knows a person who is written ``name``; None where it tells of none, or of
    several."""
    return _index(vocabulary.version()).get(tokens(name))


def compared(name: str) -> Name:
    """The name to compare by: the one that the vocabulary gives for it, else its own."""
    return folded(canonical(name) or name)


def apart(left: Name, right: Name) -> bool:
    """Whether two surnames are those of different persons that the vocabulary knows, however alike they are written."""
    bearers = _bearers(vocabulary.version())
    one, other = bearers.get(left.surname), bearers.get(right.surname)
    return left.surname != right.surname and one is not None and other is not None and not one & other


@lru_cache(maxsize=2)
def _index(version: int) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, forms in _lines():
        for form in forms:
            found[tokens(form)].add(name)
    known = {words: next(iter(names)) for words, names in found.items() if words and len(names) == 1}
    for name, forms in _lines(desk=True):  # the analyst's own word
        known |= {tokens(form): name for form in forms if tokens(form)}
    return known


@lru_cache(maxsize=2)
def _bearers(version: int) -> dict[str, set[str]]:
    """Folded surname -> the persons who are written with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, forms in _lines():
        for form in forms:
            found[folded(form).surname].add(_index(version).get(tokens(name), name))
    return found


def _lines(*, desk: bool = False) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Names with all their forms; ``desk``: only those that a desk adds."""
    rows = vocabulary.rows("aliases")
    if desk:
        rows = rows[vocabulary.built_in("aliases") :]
    for row in rows:
        yield row["name"], (row["name"], *filter(None, map(str.strip, row["forms"].split(";"))))
    for figure in () if desk else vocabulary.public_figures():
        yield figure.name, figure.forms
