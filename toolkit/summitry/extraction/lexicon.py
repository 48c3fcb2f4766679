"""Everything that the vocabulary knows, found in one pass over a text (Aho–Corasick, leftmost-longest).

One form may mean several things ("Singapore" is a state and a city): a :class:`Hit` keeps them all, the rules choose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import ahocorasick_rs

from summitry import vocabulary
from summitry.vocabulary.tables import kept


@dataclass(slots=True)
class Entry:
    """What a form may mean; None or False where it does not mean that."""

    country: vocabulary.CountryForm | None = None
    city: vocabulary.City | None = None
    office: vocabulary.Office | None = None
    honorific: str | None = None
    organisation: vocabulary.Organisation | None = None
    outlet: vocabulary.Outlet | None = None
    not_person: bool = False

    @property
    def only_no_person(self) -> bool:
        return self.not_person and not (
            self.country or self.city or self.office or self.organisation or self.outlet or self.honorific is not None
        )


@dataclass(slots=True, unsafe_hash=True)
class Hit:
    """A known form at ``start:end`` of a text; the reading of the text counts its tokens, ``first:last``."""

    start: int
    end: int
    entry: Entry = field(compare=False)
    first: int = -1
    last: int = -1


@dataclass(frozen=True, slots=True)
class Lexicon:
    automaton: ahocorasick_rs.AhoCorasick
    entries: tuple[Entry, ...]

    def find(self, text: str) -> list[Hit]:
        """Hits in order, without overlaps; only whole words."""
        entries = self.entries
        size = len(text)
        return [
            Hit(start, end, entries[index])
            for index, start, end in self.automaton.find_matches_as_indexes(text)
            if not (
                (start and text[start - 1].isalnum() and text[start].isalnum())
                or (end < size and text[end].isalnum() and text[end - 1].isalnum())
            )
        ]


@kept
def lexicon() -> Lexicon:
    """The compiled vocabulary; compiled anew when a desk registers lines of its own."""
    found: dict[str, Entry] = {}

    def entry(form: str) -> Entry:
        return found.setdefault(form, Entry())

    for form in vocabulary.not_people():
        entry(form).not_person = True
    forms = {country.form for country in vocabulary.country_forms()}
    for country in vocabulary.country_forms():
        # "The Portuguese" are a people, but "The Portuguese president" is one man.
        if country.kind == "people" and country.form.lower().startswith("the ") and country.form[4:] in forms:
            continue
        known = entry(country.form)
        # "Chinese" is an adjective and a people: as an adjective it says more.
        if known.country is None or known.country.code != country.code:
            known.country = country
        if country.kind == "name" and len(country.form) > 4:
            entry(country.form.upper()).country = country
    # "the Portuguese Republic", "the Russian Federation"
    for adjective in [
        form for form, meaning in found.items() if meaning.country and meaning.country.kind == "adjective"
    ]:
        code = found[adjective].country.code  # type: ignore[union-attr]
        for state in ("Republic", "Federation", "Kingdom"):
            if f"{adjective} {state}" not in found:
                entry(f"{adjective} {state}").country = vocabulary.CountryForm(f"{adjective} {state}", code, "name")
    for city in vocabulary.cities():
        entry(city.form).city = city
        if len(city.form) > 3:
            entry(city.form.upper()).city = city
    for honorific, gender in vocabulary.honorifics().items():
        entry(honorific).honorific = gender
    for organisation in vocabulary.organisations():
        for form in organisation.forms:
            entry(form).organisation = organisation
    _offices(entry, found)
    offices = {office.form for office in vocabulary.offices()}
    for outlet in vocabulary.outlets():
        for form in outlet.forms:
            # A host name or a lower-case word is no name in running text.
            # "President of Russia" is an official site's name, and far more often a person's title.
            if (form[:1].isupper() or " " in form) and form.partition(" of ")[0] not in offices:
                entry(form).outlet = outlet
    automaton = ahocorasick_rs.AhoCorasick(list(found), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Lexicon(automaton, tuple(found.values()))


def settle_shared(text: str, hits: Sequence[Hit]) -> None:
    """Give what two states are called to the one that the text names by other words as well, where it is only one."""
    shared = vocabulary.shared_forms()
    loose = [hit for hit in hits if hit.entry.country and text[hit.start : hit.end] in shared]
    if not loose:
        return
    starts = {hit.start for hit in loose}
    firm = [hit.entry for hit in hits if hit.start not in starts]
    named = {one.country.code for one in firm if one.country} | {one.city.country for one in firm if one.city}
    for hit in loose:
        country, other = hit.entry.country, shared[text[hit.start : hit.end]]
        if country is not None and other in named and country.code not in named:
            hit.entry = replace(hit.entry, country=replace(country, code=other))


def _offices(entry: Callable[[str], Entry], found: Mapping[str, Entry]) -> None:
    offices = vocabulary.offices()
    known = {office.form for office in offices}
    holders = {form for form, meaning in found.items() if meaning.country or meaning.organisation}
    for office in offices:
        # "US President" is a country and an office, so that each keeps its own meaning; "President of the Republic" is
        # a president.
        words = office.form.split(" ")
        if any(" ".join(words[n:]) in known and " ".join(words[:n]) in holders for n in range(1, len(words))):
            continue
        if office.form.endswith((" of the Republic", " of the republic")):
            continue
        entry(office.form).office = office


@dataclass(frozen=True, slots=True)
class Topics:
    automaton: ahocorasick_rs.AhoCorasick
    topics: tuple[str, ...]

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, topic) of the phrases of the code book in ``text``, whole words, whatever their case."""
        low = text.lower()
        if len(low) != len(text):  # a few letters grow when lowered
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        size = len(low)
        return [
            (start, end, self.topics[index])
            for index, start, end in self.automaton.find_matches_as_indexes(low)
            if not (start and low[start - 1].isalnum()) and not (end < size and low[end].isalnum())
        ]


@kept
def topics() -> Topics:
    """The code book of topics, compiled."""
    phrases = {phrase: topic for topic, phrases in vocabulary.topics().items() for phrase in phrases}
    automaton = ahocorasick_rs.AhoCorasick(list(phrases), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Topics(automaton, tuple(phrases.values()))
