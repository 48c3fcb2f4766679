"""Who is who: the same person under several names, never two people under one.

Merging is conservative: countries must not contradict each other, and the name must be equal once transliterated, a
shorter form of the other, or a near spelling of both surname and given name (Jaro-Winkler). A new person joins a group
only if nobody in it speaks against that, and only if exactly one group fits (or one by its office).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler

from summitry import vocabulary
from summitry.model import ROLES, Participant
from summitry.resolution.common import Item, Merged, by_id, compatible, tokens, union, united, vote
from summitry.resolution.titles import near_titles, same_title

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
    first = words[0] in _family_names_first()
    surname, given = (words[0], words[1:]) if first else (words[-1], words[:-1])
    return Name(tuple(words), surname, tuple(given), suffix)


def _family_names_first() -> frozenset[str]:
    return frozenset(word for name in vocabulary.family_names_first() for word in tokens(name))


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


def _given_in(word: str, others: Sequence[str]) -> bool:
    return any(word == other or (len(word) == 1 and other.startswith(word)) for other in others)


def near_spelling(left: Name, right: Name) -> bool:
    """Whether two full names can be spellings of one: surname, and every given name that both have."""
    if left.suffix != right.suffix or not left.given or not right.given:
        return False
    if JaroWinkler.similarity(left.surname, right.surname) < SURNAME:
        return False
    short, long = sorted((left.given, right.given), key=len)
    if len(short) > 1:  # both with middle names: one by one
        return all(_near_given(word, other) for word, other in zip(short, long, strict=False))
    return all(any(_near_given(word, other) for other in long) for word in short)


def _near_given(left: str, right: str) -> bool:
    if left[0] != right[0]:
        return False
    return min(len(left), len(right)) == 1 or JaroWinkler.similarity(left, right) >= GIVEN


@dataclass(slots=True)
class _Group:
    items: list[Item[Participant]] = field(default_factory=list)
    names: dict[Name, Participant] = field(default_factory=dict)
    country: str | None = None

    def add(self, batch: Sequence[Item[Participant]], name: Name) -> None:
        self.items.extend(batch)
        self.names.setdefault(name, batch[0].record)
        self.country = self.country or batch[0].record.country

    def holds(self, title: str | None) -> bool:
        """Whether somebody gives the person this office."""
        return title is not None and any(same_title(title, item.record.title) for item in self.items)

    def fits(self, person: Participant, name: Name) -> bool:
        """Whether nobody in the group speaks against ``person``."""
        if not compatible(self.country, person.country):
            return False
        return all(_same(person, name, other, known) for known, other in self.names.items())


def _same(person: Participant, name: Name, other: Participant, known: Name) -> bool:
    if same_name(name, known):
        if min(len(name.tokens), len(known.tokens)) > 1:
            return True
        # A bare surname tells too little without the office, or the country (or body) that the person acts for.
        alike = name.tokens == known.tokens
        return near_titles(person.title, other.title) if alike else _same_affiliation(person, other)
    return _same_affiliation(person, other) and near_titles(person.title, other.title) and near_spelling(name, known)


def _same_affiliation(left: Participant, right: Participant) -> bool:
    if left.country or right.country:
        return left.country == right.country
    return left.organisation is not None and left.organisation == right.organisation


def merge_people(participants: Sequence[Item[Participant]]) -> list[Merged[Participant]]:
    """One record per person, in the order in which the sources first name them."""
    named = [(batch, parse(batch[0].record.name)) for batch in by_id(participants)]
    # Fullest names with a country first: a shorter form then meets all the groups that it could belong to.
    named.sort(key=lambda pair: (pair[0][0].record.country is None, -len(pair[1].tokens), pair[0][0].position))
    index: dict[str, list[_Group]] = defaultdict(list)
    groups: list[_Group] = []
    for batch, name in named:
        person = batch[0].record
        near = {id(group): group for key in _keys(name) for group in index[key]}
        fitting = [group for group in near.values() if group.fits(person, name)]
        chosen = fitting
        if len(fitting) > 1:  # the same name, else the same office, may tell which of them it is
            full = len(name.tokens) > 1
            exact = [group for group in fitting if name in group.names and (full or len(group.names) == 1)]
            chosen = exact or [group for group in fitting if group.holds(person.title)] or fitting
        group = chosen[0] if len(chosen) == 1 else _Group()
        if len(chosen) != 1:
            groups.append(group)
        group.add(batch, name)
        for key in _keys(name):
            if not any(known is group for known in index[key]):
                index[key].append(group)
    return sorted((_person(group.items) for group in groups), key=lambda merged: merged.items[0].position)


def _keys(name: Name) -> set[str]:
    """Under which keys a name can meet its variants: every word, and the opening of its surname."""
    return {*name.tokens, f"{name.surname[:1]}*"}


def _person(members: Sequence[Item[Participant]]) -> Merged[Participant]:
    members = sorted(members, key=lambda item: item.position)
    records = [item.record for item in members]
    name = _shown(record.name for record in records)
    forms = union([(name,), (record.name for record in records), *(record.aliases for record in records)])
    return united(
        members, name=name, aliases=forms[1:], title=vote(record.title for record in records),
        country=vote(record.country for record in records),
        organisation=vote(record.organisation for record in records),
        role=min((record.role for record in records), key=ROLES.index),
    )  # fmt: skip


def _shown(names: Iterable[str]) -> str:
    """The most frequent of the fullest forms (a form with initials is not fuller for them)."""
    counts = Counter(names)
    words = {name: sum(1 for word in tokens(name) if len(word) > 1) for name in counts}
    fullest = max(words.values())
    return max((name for name in counts if words[name] == fullest), key=lambda name: counts[name])


class Who:
    """Finds the person behind a name as one source writes it."""

    def __init__(self, people: Iterable[Merged[Participant]]) -> None:
        self._of_source: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
        self._anywhere: dict[tuple[str, ...], set[tuple[str, str | None]]] = defaultdict(set)
        for person in people:
            for item in person.items:
                for form in (item.record.name, *item.record.aliases):
                    self._of_source[item.source.source_id, tokens(form)].add(person.record.name)
                    self._anywhere[tokens(form)].add((person.record.name, person.record.country))

    def name(self, text: str, source_id: str, country: str | None = None) -> str:
        """The shown name of the one person whom the source calls ``text``; else ``text`` itself."""
        found = self._of_source.get((source_id, tokens(text))) or {
            name for name, known in self._anywhere.get(tokens(text), ()) if compatible(country, known)
        }
        return next(iter(found)) if len(found) == 1 else text
