"""What was said and what is named, each told once although several sources tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, JaroWinkler

from summitry.model import Entity, Position
from summitry.resolution.common import Item, Merged, heard, tokens, united, vote

SIMILAR, LENGTH = 92, 0.7  # token-set ratio and length ratio from which two quotations are one
_SHINGLE = 3
_CROWD = 200  # a run of words that so many statements share says nothing
IN_ORDER = 0.8  # share of words that both must have in the same order
_PIVOTS = frozenset(
    ("not", "no", "never", "nor", "neither", "without", "t", "cannot", "nothing", "none", "nobody",
     "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "hundred", "thousand",
     "million", "billion", "half", "first", "second", "third")
)  # fmt: skip
SMALL = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "and", "also", "of", "in", "on", "at", "to", "for", "with",
     "by", "from", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "shall",
     "it", "its", "our", "their", "his", "her", "my", "s", "we", "they", "i", "he", "she", "very", "so")
)  # fmt: skip


def merge_positions(positions: Sequence[Item[Position]], name: Callable[[str, str, str | None], str]
                    ) -> list[Merged[Position]]:  # fmt: skip
    """One record per statement: same speaker, and the same words or nearly so.

    ``name`` gives the shown name of a speaker as a source calls him.
    """
    groups: dict[tuple[object, ...], list[Item[Position]]] = {}
    twins: dict[str, tuple[object, ...]] = {}
    for item in positions:
        key = twins.get(item.id)
        if key is None:
            speaker = item.record.speaker and name(item.record.speaker, item.source.source_id, item.record.country)
            who = tokens(speaker) if speaker else ("", item.record.country)
            key = twins[item.id] = (who, tokens(item.record.content) or item.record.content)
        groups.setdefault(key, []).append(item)
    merged = [_position(group, name) for group in _near(groups)]
    return sorted(merged, key=lambda one: one.items[0].position)


def _near(groups: dict[tuple[object, ...], list[Item[Position]]]) -> list[list[Item[Position]]]:
    """Join groups of one speaker with nearly equal wording; candidates share a run of words, so this stays linear."""
    found: list[list[Item[Position]]] = []
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for (who, words), group in groups.items():
        shingles = {(who, *words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)} \
            if isinstance(words, tuple) else set()  # fmt: skip
        candidates = sorted({n for shingle in shingles if len(index[shingle]) < _CROWD for n in index[shingle]})
        twin = next((n for n in candidates if _same_statement(found[n][0], group[0])), None)
        if twin is not None:
            found[twin].extend(group)
            continue
        for shingle in shingles:
            index[shingle].append(len(found))
        found.append(list(group))
    return found


def _same_statement(left: Item[Position], right: Item[Position]) -> bool:
    if left.source.source_id == right.source.source_id:
        return False
    one, other = tokens(left.record.content), tokens(right.record.content)
    if min(len(one), len(other)) / max(len(one), len(other)) <= LENGTH or pivots(one) != pivots(other):
        return False
    if Indel.normalized_similarity(one, other) < IN_ORDER or not _only_small_changes(one, other):
        return False
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= SIMILAR


def pivots(words: tuple[str, ...]) -> list[str]:
    """The words that turn a meaning round however alike the rest: negations and numbers."""
    return sorted(word for word in words if word in _PIVOTS or word.isdigit())


def _only_small_changes(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is an excerpt of the other, or their words of substance differ in spelling only."""
    counts = Counter(one), Counter(other)
    extra, missing = ([word for word in (counts[n] - counts[1 - n]) if word not in SMALL] for n in (0, 1))
    if not extra and not missing and counts[0] == counts[1]:
        return one == other  # the same words in another order: "A thanks B", "B thanks A"
    few, many = sorted((extra, missing), key=len)
    return all(any(JaroWinkler.similarity(word, like) >= 0.9 for like in many) for word in few)


def _position(group: Sequence[Item[Position]], name: Callable[[str, str, str | None], str]) -> Merged[Position]:
    members = sorted(group, key=lambda item: item.position)
    records = [item.record for item in heard(members)]
    first = records[0]
    speaker = name(first.speaker, members[0].source.source_id, first.country) if first.speaker else None
    stances = [record.stance for record in records if record.stance != "neutral"]
    return united(
        members, speaker=speaker, country=vote(record.country for record in records),
        via=vote(record.via for record in records), topic=vote(record.topic for record in records),
        target=vote(record.target for record in records), stance=vote(stances) or "neutral",
    )  # fmt: skip


def merge_entities(entities: Sequence[Item[Entity]]) -> list[Merged[Entity]]:
    """One record per thing named: by kind and code, else by kind and name."""
    codes: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for item in entities:
        if item.record.code:
            codes[item.record.kind, tokens(item.record.name)].add(item.record.code)
    groups: dict[tuple[str, object], list[Item[Entity]]] = {}
    for item in entities:
        record, words = item.record, tokens(item.record.name)
        known = codes.get((record.kind, words), set())
        code = record.code or (next(iter(known)) if len(known) == 1 else None)
        groups.setdefault((record.kind, code or words or record.name), []).append(item)
    return [
        united(group, name=vote(item.record.name for item in group), code=vote(item.record.code for item in group))
        for group in groups.values()
    ]
