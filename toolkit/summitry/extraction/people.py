"""Persons of a text: every mention of a name, folded into one person by the words of the name.

Full names are collected first; a later surname ("Mr Xi", "Lukashenko") or title with surname is linked to the person
whose name holds that word, the nearest where several do. Countries and offices are read around all mentions.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summitry import vocabulary
from summitry.vocabulary import Office
from summitry.vocabulary.tables import kept, remembered

from .fold import fold
from .mentions import Mention, mentions, speaks
from .names import Sequence as Name
from .names import family_name_first
from .reading import Reading

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_TWO = 2
_ARTICLES = ("al-", "el-")
_VOWELS = frozenset("aeiouy")
# Names of so many letters or fewer that differ are two.
_SHORT = 4


@dataclass(slots=True, eq=False)
class Person:
    name: str
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    country: str | None = None
    organisation: str | None = None
    office: Office | None = None
    title: str | None = None
    gender: str = ""
    former: bool = False
    role: str = "mentioned"
    # What the titles beside the mentions say, kept as they are linked: texts of a thousand mentions are asked often.
    so_called: set[str] = field(default_factory=set)
    leads: bool = False
    said_country: str | None = None

    def link(self, mention: Mention) -> None:
        """Take a mention for one of this person."""
        mention.person = self
        self.mentions.append(mention)
        for title in (mention.title, mention.after):
            if title is None:
                continue
            self.said_country = self.said_country or title.country
            if title.office is not None:
                self.leads = self.leads or title.office.rank in ("head_of_state", "head_of_government")
        if mention.title.office is not None:
            self.so_called.add(mention.title.office.title)

    @property
    def surname(self) -> str:
        shouted = self.words[0].isupper() and len(self.words[0]) > _TWO and not self.words[-1].isupper()
        return self.words[0] if shouted or family_name_first(self.words) else self.words[-1]


def is_consort(person: Person) -> bool:
    """Whether a person is the spouse of whoever leads a state."""
    return person.office is not None and person.office.title in vocabulary.word_list("consort_title")


def people(reading: Reading) -> list[Person]:
    """Persons in order of their first full mention, with country, organisation, office, title and gender."""
    named = mentions(reading)
    found = _full(named)
    _singles(reading, named, found)
    for person in found:
        person.mentions.sort(key=lambda m: m.first)
        _attributes(reading, person)
    found = [person for person in found if person.mentions]
    found.sort(key=lambda p: p.mentions[0].first)
    return found


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name as they are compared: without accents, case, and the Arabic article."""
    return tuple([plain[3:] if (plain := fold(word)).startswith(_ARTICLES) else plain for word in words])


def _same_word(a: str, b: str) -> bool:
    """Whether two words of names are one: alike, an initial ("J", "Jan"), or with a letter doubled in one of them
    ("Mohammed", "Mohamed")."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return abs(len(a) - len(b)) == 1 and _single(a) == _single(b)


@remembered
def _single(word: str) -> str:
    """``word`` with doubled letters written once."""
    return "".join(letter for letter, _ in itertools.groupby(word))


def _spelt_alike(a: str, b: str) -> bool:
    """Whether two family names differ in one vowel only: "Bashir", "Beshir"."""
    other = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) > _SHORT and len(other) == 1 and set(other[0]) <= _VOWELS


def _without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[:-1] if len(name) > _TWO and name[-1] in _SUFFIXES else name


@kept
def _short_names() -> dict[str, frozenset[str]]:
    """Given name -> what its bearers are called for short, folded."""
    return {row["name"]: frozenset(row["short"].split(";")) for row in vocabulary.rows("short_names")}


def in_order(reading: Reading, persons: Sequence[Person]) -> list[Mention]:
    """The mentions of all ``persons`` of a text in order, sorted once."""
    if in_order not in reading.known:
        reading.known[in_order] = sorted((m for p in persons for m in p.mentions), key=lambda m: m.first)
    found: list[Mention] = reading.known[in_order]
    return found


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names (folded words) can be one person's: one holds all words of the other, or the surname
    agrees and so does the first initial or the short form of the given name."""
    if a == b:
        return True
    a, b = _without_suffix(a), _without_suffix(b)
    shorter, longer = sorted((a, b), key=len)
    if all(any(_same_word(w, v) for v in longer) for w in shorter):
        return True
    middles = a[1:-1], b[1:-1]
    if len(a) == len(b) > 2 and middles[0] != middles[1] and all(len(word) > 1 for word in middles[0] + middles[1]):
        return False  # "Nguyen Quoc Dung" and "Nguyen Viet Dung"
    if len(a) == len(b) == _TWO and a[0] == b[0] and _spelt_alike(a[-1], b[-1]):
        return True
    short = b[0] in _short_names().get(a[0], ()) or a[0] in _short_names().get(b[0], ())
    alike = len(a[0]) <= _TWO or len(b[0]) <= _TWO or a[0][:3] == b[0][:3]
    return a[-1] == b[-1] and (short or (a[0][0] == b[0][0] and alike))


def _full(named: list[Mention]) -> list[Person]:
    found: list[Person] = []
    by_word: dict[str, list[int]] = {}  # folded word of a name -> numbers of the persons who are called so
    for mention in named:
        if len(mention.words) < 2:
            continue
        folded = _folded(mention.words)
        alike = sorted({number for word in folded for number in by_word.get(word, ())})
        known = next((found[n] for n in alike if same_name(_folded(found[n].words), folded)), None)
        if known is None:
            if not mention.sure:
                continue
            known = Person(mention.name, mention.words)
            found.append(known)
            for word in set(folded):
                by_word.setdefault(word, []).append(len(found) - 1)
        elif len(mention.words) > len(known.words):
            for word in set(folded) - set(_folded(known.words)):
                by_word.setdefault(word, []).append(found.index(known))
            known.name, known.words = mention.name, mention.words
        known.link(mention)
    return found


def _singles(reading: Reading, named: list[Mention], found: list[Person]) -> None:
    """Link one-word mentions, and make persons of those that a title shows to be people."""
    counts: Counter[str] = Counter(m.words[0] for m in named if len(m.words) == 1)
    by_word: dict[str, list[Person]] = {}

    def learn(person: Person) -> None:
        for word in set(_folded(person.words)):
            if len(word) > 1:
                by_word.setdefault(word, []).append(person)

    for person in found:
        learn(person)
    for mention in named:
        if len(mention.words) > 1:
            continue
        word = _folded(mention.words)[0]
        candidates = by_word.get(word, [])
        known = _best(mention, word, candidates)
        if known is None:
            said = counts[mention.words[0]] > 1 and speaks(reading, Name(mention.first, mention.last))
            if not (mention.sure or said) or mention.words[0] in vocabulary.not_people():
                continue
            if reading.covers[mention.first] is not None:
                continue
            known = Person(mention.name, mention.words)
            found.append(known)
            learn(known)
        known.link(mention)


def _best(mention: Mention, word: str, candidates: list[Person]) -> Person | None:
    if not candidates:
        return None
    country = mention.title.country
    fitting = [p for p in candidates if not (country and p.said_country and p.said_country != country)]
    as_surname = [p for p in fitting if _folded((p.surname,))[0] == word] or fitting
    if not as_surname:
        return None
    if len(as_surname) == 1:
        return as_surname[0]
    if mention.title.office is not None:
        same = next((p for p in as_surname if mention.title.office.title in p.so_called), None)
        if same is not None:
            return same
    # News calls one person by the bare surname: who holds office, else who came first.
    return max(as_surname, key=lambda p: (p.leads, -p.mentions[0].first))


def _attributes(reading: Reading, person: Person) -> None:
    titles = [t for m in person.mentions for t in (m.title, m.after) if t is not None]
    offices = [t for t in titles if t.office is not None and t.office.rank != "other"]
    named = [t for t in offices if t.office and t.office.title != "Leader"] or offices
    # "FM" says less than "Foreign Minister".
    chosen = next((t for t in named if t.words and not t.words.isupper()), None) or next(iter(named), None)
    if chosen is not None:
        person.office, person.title = chosen.office, chosen.words
        person.former = chosen.former
        if chosen.former and chosen.words:
            person.title = f"former {chosen.words}"
    person.country = next((t.country for t in titles if t.country), None)
    person.organisation = next((t.organisation for t in titles if t.organisation), None)
    if person.country == "EUU":
        person.country, person.organisation = None, person.organisation or "EU"
    person.gender = next((t.gender for t in titles if t.gender), "")
    if not person.gender:
        given = vocabulary.given_names()
        word = person.words[-1] if family_name_first(person.words) else person.words[0]
        person.gender = given.get(word, "") if len(person.words) > 1 else ""
        person.gender = "" if person.gender == "u" else person.gender
