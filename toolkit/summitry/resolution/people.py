"""Who is who: the same person under several names, never two people under one.

What the vocabulary knows of a name decides first (see ``aliases.py``). Merging is conservative: countries must not
contradict each other (unless full name and office are the same), and the name must be equal once its romanisation is
folded, a shorter form of the other, or a near spelling of both surname and given name. A new person joins a group
only if nobody in it speaks against that, and only if exactly one group fits (or one by its office).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from summitry.model import ROLES, Participant
from summitry.resolution.aliases import apart, compared
from summitry.resolution.common import Item, Merged, by_id, compatible, heard, tokens, union, united, vote
from summitry.resolution.names import Name, near_spelling, parse, same_name
from summitry.resolution.titles import competing_titles, is_general, near_titles, same_title, vote_title


@dataclass(slots=True)
class _Group:
    items: list[Item[Participant]] = field(default_factory=list)
    known: dict[tuple[object, ...], tuple[Participant, Name]] = field(default_factory=dict)
    names: set[Name] = field(default_factory=set)
    country: str | None = None

    def add(self, batch: Sequence[Item[Participant]], name: Name) -> None:
        person = batch[0].record
        self.items.extend(batch)
        self.known.setdefault((name, person.organisation, person.title), (person, name))
        self.names.add(name)
        self.country = self.country or person.country  # the best attested one comes first, see _rank

    def holds(self, title: str | None) -> bool:
        """Whether somebody gives the person this office."""
        return title is not None and any(same_title(title, item.record.title) for item in self.items)

    def fits(self, person: Participant, name: Name) -> bool:
        """Whether nobody in the group speaks against ``person``."""
        if not compatible(self.country, person.country):
            # Two of one full name in one office of their own are one person whom a source took for another state's.
            return any(_same_office(person, name, other, known) for other, known in self.known.values())
        return all(_same(person, name, other, known, self.country) for other, known in self.known.values())


def _same_office(person: Participant, name: Name, other: Participant, known: Name) -> bool:
    full = min(len(name.tokens), len(known.tokens)) > 1
    return full and same_name(name, known) and _same_office_title(person, other)


def _same(person: Participant, name: Name, other: Participant, known: Name, country: str | None) -> bool:
    """Whether ``person`` can be ``other``, whose group acts for ``country``."""
    if apart(name, known):
        return False
    affiliated = person.country == country if person.country or country else _same_body(person, other)
    if name.suffix != known.suffix and "" in (name.suffix, known.suffix):
        if not affiliated or not _same_office_title(person, other):
            return False  # father and son
        name, known = replace(name, suffix=""), replace(known, suffix="")
    if same_name(name, known):
        if min(len(name.tokens), len(known.tokens)) > 1:
            return True
        if name.tokens == known.tokens:
            return near_titles(person.title, other.title)
        # A bare surname tells too little without the country (or body) that the person acts for.
        rivals = person.title and other.title and competing_titles(person.title, other.title)
        return affiliated and not rivals
    return affiliated and near_titles(person.title, other.title) and near_spelling(name, known)


def _same_office_title(person: Participant, other: Participant) -> bool:
    return same_title(person.title, other.title) and not is_general(person.title)


def _same_body(left: Participant, right: Participant) -> bool:
    return left.organisation is not None and left.organisation == right.organisation


def merge_people(participants: Sequence[Item[Participant]]) -> list[Merged[Participant]]:
    """One record per person, in the order in which the sources first name them."""
    named = [(batch, compared(batch[0].record.name)) for batch in by_id(participants)]
    support = Counter((name.tokens, item.record.country) for batch, name in named for item in batch)
    named.sort(key=lambda pair: _rank(pair[0], pair[1], support))
    index: dict[str, list[_Group]] = defaultdict(list)
    groups: list[_Group] = []
    for batch, name in named:
        person = batch[0].record
        near = {id(group): group for key in _keys(name) for group in index[key]}
        fitting = [group for group in near.values() if group.fits(person, name)]
        chosen = fitting
        if len(fitting) > 1:  # the same name, else the same office, may tell which of them it is
            exact = [group for group in fitting if name in group.names and (name.given or len(group.names) == 1)]
            office = [group for group in fitting if group.holds(person.title)]
            chosen = (exact or office if name.given else office or exact) or fitting
        group = chosen[0] if len(chosen) == 1 else _Group()
        if len(chosen) != 1:
            groups.append(group)
        group.add(batch, name)
        for key in _keys(name):
            if not any(known is group for known in index[key]):
                index[key].append(group)
    return sorted((_person(group.items) for group in groups), key=lambda merged: merged.items[0].position)


def _rank(batch: Sequence[Item[Participant]], name: Name, support: Counter[tuple[tuple[str, ...], str | None]]
          ) -> tuple[object, ...]:  # fmt: skip
    """Fullest names first, with the country that most sources give: a shorter form then meets all the groups that it
    could belong to. By content only, so that who is whom does not depend on which source comes first."""
    person = batch[0].record
    vague = person.country is None, -len(name.tokens), person.title is None or is_general(person.title)
    attested = -support[name.tokens, person.country]
    return *vague[:2], name.tokens, attested, person.country or "", vague[2], person.title or "", person.id


def _keys(name: Name) -> set[str]:
    """Under which keys a name can meet its variants: every word, and the opening of its surname."""
    return {*name.tokens, f"{name.surname[:1]}*"}


def _person(members: Sequence[Item[Participant]]) -> Merged[Participant]:
    members = sorted(members, key=lambda item: item.position)
    records = [item.record for item in heard(members)]
    name = _shown(record.name for record in records)
    forms = union([(name,), (record.name for record in records), *(record.aliases for record in records)])
    return united(
        members, name=name, aliases=forms[1:], title=vote_title(record.title for record in records),
        country=vote(record.country for record in records),
        organisation=vote(record.organisation for record in records),
        role=min((record.role for record in records), key=ROLES.index),
    )  # fmt: skip


def _shown(names: Iterable[str]) -> str:
    """The most frequent of the fullest forms."""
    counts = Counter(names)
    return max(_fullest(counts), key=lambda name: counts[name])


def _fullest(names: Iterable[str]) -> list[str]:
    """The names of the most words (initials are none), in the order given."""
    words = {name: sum(1 for word in parse(name).tokens if len(word) > 1) for name in names}
    most = max(words.values())
    return [name for name in words if words[name] == most]


class Who:
    """Finds the person behind a name as sources write it.

    Each person has a *key* that other records are compared by: it follows from the names that the person goes by, not
    from how many sources use which, nor from which source comes first, as the name that is shown does.
    """

    def __init__(self, people: Iterable[Merged[Participant]]) -> None:
        self._of_source: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
        self._anywhere: dict[tuple[str, ...], set[tuple[str, str | None]]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        principals = set()
        for person in sorted(people, key=lambda one: len(one.items)):
            key = min(_fullest(item.record.name for item in person.items))
            self._shown[key] = person.record.name  # of two with one key, that of whom more is told
            if person.record.role == "principal":
                principals.add(key)
            known = {(key, item.record.country) for item in person.items}
            for item in person.items:
                for form in (item.record.name, *item.record.aliases):
                    self._of_source[item.source.source_id, tokens(form)].add(key)
                    self._anywhere[tokens(form)] |= known
        self.principals = frozenset(principals)
        """The keys of those who took part as leaders."""

    def key(self, text: str, sources: Iterable[str], country: str | None = None) -> str:
        """The key of the one person whom all these sources call ``text``; else ``text`` itself."""
        words = tokens(text)
        anywhere = {key for key, known in self._anywhere.get(words, ()) if compatible(country, known)}
        found = set[str]().union(*(self._of_source.get((source, words)) or anywhere for source in sources))
        return next(iter(found)) if len(found) == 1 else text

    def name(self, text: str, source_id: str, country: str | None = None) -> str:
        """The shown name of the one person whom the source calls ``text``; else ``text`` itself."""
        key = self.key(text, (source_id,), country)
        return self._shown.get(key, key)
