"""States, organisations, forums and places that a text names, each with all its mentions."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.model import Entity, Evidence
from summitry.vocabulary import country_name

from .lexicon import Hit
from .people import Person
from .reading import Reading

# Kinds of the vocabulary's organisations in which states meet each other.
_FORUMS = frozenset({"forum", "organisation", "alliance"})
# Words that a name takes with it are counted with its owner, not as a state.
_STATE = frozenset({"name", "metonym"})


def entities(reading: Reading, persons: Sequence[Person]) -> tuple[Entity, ...]:
    """One record per state (ISO alpha-3 ``code``), organisation, forum and place, in order of first mention; one piece
    of evidence per mention. Adjectives ("Iranian") and words within people's names and titles are no mentions."""
    within = {i for p in persons for m in p.mentions for i in range(m.start, m.last)}
    found: dict[tuple[str, str, str | None], list[Evidence]] = {}
    for hit in reading.hits:
        key = _key(reading, hit)
        if key is None or not within.isdisjoint(range(hit.first, hit.last)):
            continue
        found.setdefault(key, []).append(Evidence.of(reading.source, hit.start, hit.end))
    return tuple(Entity(name, kind, code, evidence=tuple(spans)) for (name, kind, code), spans in found.items())


def _key(reading: Reading, hit: Hit) -> tuple[str, str, str | None] | None:
    """Name, kind and code of what a hit names."""
    entry = hit.entry
    if entry.country is not None:
        if entry.country.kind not in _STATE:
            return None
        if entry.country.code == "EUU":
            return "European Union", "forum", "EU"
        return country_name(entry.country.code), "state", entry.country.code
    if entry.organisation is not None:
        body = entry.organisation
        if body.kind == "media":
            return None
        forum = body.kind in _FORUMS and not body.state
        return body.name, "forum" if forum else "organisation", body.code or None
    if entry.city is not None:
        return entry.city.form, "place", entry.city.country
    return None
