"""What was said and what is named, each told once although several sources tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, JaroWinkler

from summitry.model import Entity, Position
from summitry.resolution.common import Item, Merged, by_id, heard, tokens, united, vote
from summitry.resolution.people import Who

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


def merge_positions(positions: Sequence[Item[Position]], who: Who) -> list[Merged[Position]]:
    """One record per statement: same speaker, and the same words or nearly so."""
    groups: dict[_Wording, list[Item[Position]]] = defaultdict(list)
    for batch in by_id(positions):
        record, sources = batch[0].record, {item.source.source_id for item in batch}
        speaker: tuple[str, ...] = ("", record.country or "")
        if record.speaker:
            speaker = tokens(who.key(record.speaker, sources, record.country))
        groups[speaker, tokens(record.content) or (record.content,)] += batch
    merged = [_position(group, who) for group in _near(groups)]
    return sorted(merged, key=lambda one: one.items[0].position)


_Wording = tuple[tuple[str, ...], tuple[str, ...]]  # who speaks, and the words


def _near(groups: Mapping[_Wording, list[Item[Position]]]) -> list[list[Item[Position]]]:
    """Join groups of one speaker with nearly equal wording; candidates share a run of words, so this stays linear.

    The longest come first, for an excerpt to meet what it may be of, and by their words: which source is first decides
    nothing. A wording joins others only if it is nearly that of each.
    """
    found: list[list[_Wording]] = []
    spoken: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = defaultdict(lambda: defaultdict(list))
    sources = {key: {item.source.source_id for item in group} for key, group in groups.items()}
    for key in sorted(groups, key=lambda key: (-len(key[1]), key)):
        words, index = key[1], spoken[key[0]]
        runs = {words[i : i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1)}
        candidates = sorted({n for run in runs if len(index[run]) < _CROWD for n in index[run]})
        home = next((
            n for n in candidates
            if all(sources[key].isdisjoint(sources[other]) and _same_words(words, other[1]) for other in found[n])
        ), len(found))  # fmt: skip
        if home == len(found):
            found.append([])
        found[home].append(key)
        for run in runs:
            if len(index[run]) < _CROWD and home not in index[run]:
                index[run].append(home)
    return [[item for key in keys for item in groups[key]] for keys in found]


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
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


def _position(group: Sequence[Item[Position]], who: Who) -> Merged[Position]:
    members = sorted(group, key=lambda item: item.position)
    records = [item.record for item in heard(members)]
    first = records[0]
    speaker = who.name(first.speaker, members[0].source.source_id, first.country) if first.speaker else None
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
