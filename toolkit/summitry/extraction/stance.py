"""Topic, target and stance of a statement: what it is about, whom it is aimed at, which way it points."""

from __future__ import annotations

from collections import Counter

from summitry import vocabulary
from summitry.vocabulary import rows
from summitry.vocabulary.tables import kept

from .lexicon import topics
from .reading import Reading
from .statements import Statement
from .verbs import Verb


def topic_of(text: str) -> str | None:
    """The topic of the code book that most phrases in ``text`` belong to; the first of them where several tie."""
    counts: Counter[str] = Counter()
    for start, end, topic in topics().find(text):
        counts[topic] += end - start
    return max(counts, key=lambda t: counts[t]) if counts else None


@kept
def _markers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word -> (words…, stance) of the phrases that tell a stance."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows("stance_markers"):
        words = tuple(row["phrase"].split())
        found[words[0]] = (*found.get(words[0], ()), (*words, row["stance"]))
    return found


def stance_of(text: str, verb: Verb | None) -> str:
    """The stance that the verb tells ("condemned"), else the one that most phrases of the words themselves tell
    ("unacceptable", "we will", "must"), else neutral."""
    if verb is not None and verb.stance != "neutral":
        return verb.stance
    words = [word.strip(".,;:!?\"“”'’()[]").replace("’", "'") for word in text.lower().split()]
    counts: Counter[str] = Counter()
    markers = _markers()
    for index, word in enumerate(words):
        for marker in markers.get(word, ()):
            if tuple(words[index : index + len(marker) - 1]) == marker[:-1]:
                counts[marker[-1]] += 1
    return max(counts, key=lambda s: counts[s]) if counts else "neutral"


def target_of(reading: Reading, statement: Statement) -> str | None:
    """The state or body other than the speaker's own that the statement's words name first, by its English name."""
    for index in reading.tokens.between(statement.start, statement.end):
        hit = reading.begins[index]
        if hit is None:
            continue
        entry = hit.entry
        if entry.country is not None and entry.country.code != statement.speaker.country:
            return vocabulary.country_name(entry.country.code)
        if entry.organisation is not None and entry.organisation.name not in statement.speaker.name:
            return entry.organisation.name
    return None
