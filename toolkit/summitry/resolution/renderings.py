"""One statement that two sources word differently, as two translations do: shown side by side, never merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from summitry.model import Position
from summitry.resolution.common import Item, Merged, days_apart, near_dates, tokens
from summitry.resolution.statements import SMALL, pivots

_ALIKE = 75  # token-set ratio of the words of substance
_SHARED = 3  # and so many of these in common,
_HALF = 0.5  # which are so much of the shorter statement and of the longer one's length
_CROWD = 40  # a word in so many statements of one speaker says nothing


def renderings(positions: Sequence[Merged[Position]]) -> list[tuple[str, ...]]:
    """Ids of positions that render one statement, the first first: same speaker, same day, other sources, much the same
    words of substance, and the same numbers, negations and names. The longest are grouped first, then by their words:
    which source comes first decides nothing."""
    index: dict[tuple[object, str], list[int]] = defaultdict(list)
    groups: list[list[Merged[Position]]] = []
    for one in sorted(positions, key=lambda one: (-len(one.record.content), one.record.content)):
        if not one.record.speaker or one.record.mode == "joint":
            continue
        who = tokens(one.record.speaker)
        words = _substance(one.record.content)
        near = {n for word in words for n in index[who, word] if len(index[who, word]) < _CROWD}
        home = next((n for n in sorted(near) if all(_one_statement(one, other) for other in groups[n])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one)
        for word in words:
            if home not in index[who, word]:
                index[who, word].append(home)
    place = {one.id: n for n, one in enumerate(positions)}
    ids = [sorted((one.id for one in group), key=place.__getitem__) for group in groups if len(group) > 1]
    return [tuple(group) for group in sorted(ids, key=lambda group: place[group[0]])]


def _one_statement(left: Merged[Position], right: Merged[Position]) -> bool:
    one, other = _substance(left.record.content), _substance(right.record.content)
    shared = len(one & other)
    few, many = sorted((len(one), len(other)))
    if shared < _SHARED or shared < _HALF * few or few < _HALF * many:
        return False
    stances = {left.record.stance, right.record.stance} - {"neutral"}
    if len(stances) > 1 or pivots(tokens(left.record.content)) != pivots(tokens(right.record.content)):
        return False
    if _names(left.record.content) != _names(right.record.content) or not _same_day(left.items, right.items):
        return False
    return fuzz.token_set_ratio(" ".join(sorted(one)), " ".join(sorted(other))) >= _ALIKE


def _same_day(left: Sequence[Item[Position]], right: Sequence[Item[Position]]) -> bool:
    """Whether the sources differ and came out within a day of each other, where they say when."""
    if {item.source.source_id for item in left} & {item.source.source_id for item in right}:
        return False
    days = (left[0].source.published or "")[:10], (right[0].source.published or "")[:10]
    return near_dates(*(day or None for day in days)) or days_apart(*days) <= 1


def _substance(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if word not in SMALL)


def _names(text: str) -> frozenset[str]:
    """Words with a capital letter within a sentence, folded: names of persons, states and bodies."""
    found = re.findall(r"(?<=[\w,;] )[^\W\d_a-z]\w+", text)
    return frozenset(word for name in found for word in tokens(name) if word not in SMALL)
