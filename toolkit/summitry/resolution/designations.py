"""What a document or a deed is called, taken apart: which instruments, whose, and what sets it apart from others."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from summitry import vocabulary
from summitry.model import Document
from summitry.resolution.common import tokens

ALIKE = 85  # rapidfuzz ratio from which two subjects are one
TEXTS = frozenset({"joint_statement", "communique", "declaration"})
PACTS = frozenset({"treaty", "agreement"})
# "Non-proliferation" is "nonproliferation" to others.
_PREFIX = re.compile(r"\b(non|co|anti|counter|inter)-(?=[a-z])", re.IGNORECASE)
# "on a roadmap to bolster cooperation": the instrument, and what it is for.
_ON_ONE = re.compile(r"on an? (\w+)(?: (.+))?")
_LONGEST = 6  # words of the longest name of a state, city or body that is looked for


def family(kind: str) -> str:
    """Types that sources use for one another: a joint text, or a treaty and an agreement."""
    return "text" if kind in TEXTS else "pact" if kind in PACTS else kind


def is_titled(document: Document) -> bool:
    """Whether the document has a subject or a name of its own, beyond what its label says of any."""
    return document.title is not None and bool(subject(document.title, vocabulary.version()))


def told_as(document: Document) -> Document:
    """What an "agreement on a roadmap to …" is about stands for it: a roadmap."""
    opening = _ON_ONE.match(document.title or "") if document.type == "agreement" else None
    kind = _instruments(vocabulary.version()).get(tokens(opening[1])) if opening else None
    return document if kind is None or opening is None else replace(document, type=kind, title=opening[2] or None)


def is_umbrella(document: Document) -> bool:
    """Whether a document is on the relations as a whole ("on strategic partnership"), or nothing is said of it."""
    version = vocabulary.version()
    words = substance(document.title, version) if document.title else frozenset()
    words = words or substance(document.label, version)
    return not words or not words.isdisjoint(vocabulary.word_list("umbrella_subject"))


def subject_of(document: Document) -> frozenset[str]:
    """The words that tell this document from others of its type; none for "the declaration"."""
    version = vocabulary.version()
    return (subject(document.title, version) if document.title else frozenset()) or subject(document.label, version)


@lru_cache(maxsize=16384)
def subject(text: str, version: int) -> frozenset[str]:
    """Words of substance, without such as could be said of most ("cooperation") where there are others."""
    kept, weak = substance(text, version), vocabulary.word_list("document_weak")
    return kept - weak or kept


@lru_cache(maxsize=16384)
def substance(text: str, version: int) -> frozenset[str]:
    """The words that tell something: without instruments, states, cities, bodies, persons in office, and grammar."""
    words = re.findall(r"[A-Za-z0-9]+", _PREFIX.sub(r"\1", anyascii(text)))
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = _named(words, at, version) or _officer(words, at, version)
        if not length and words[at].lower() not in _plain(version):
            kept.append(words[at].lower())
        at += length or 1
    return frozenset(kept)


def _named(words: list[str], at: int, version: int) -> int:
    """How many words from ``at`` on are the name of a state, a city or a body."""
    if not words[at][0].isupper():
        return 0
    names = _names(version)
    return next((n for n in range(min(_LONGEST, len(words) - at), 0, -1) if tuple(words[at : at + n]) in names), 0)


def _officer(words: list[str], at: int, version: int) -> int:
    """How many words from ``at`` on are an office with the name of who holds it: "President Anna Kovar"."""
    offices = _offices(version) if words[at][0].isupper() else frozenset()
    length = next((n for n in (3, 2, 1) if tuple(words[at : at + n]) in offices), 0)
    last = at + length
    while length and last < len(words) and words[last][0].isupper():
        last += 1
    return last - at if last > at + length else 0


@lru_cache(maxsize=2)
def _offices(version: int) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(re.findall(r"[A-Za-z0-9]+", anyascii(entry.form))) for entry in vocabulary.offices())


@lru_cache(maxsize=2)
def _names(version: int) -> frozenset[tuple[str, ...]]:
    forms = [entry.form for entry in vocabulary.country_forms()]
    forms += [entry.form for entry in vocabulary.cities()]
    forms += [form for body in vocabulary.organisations() for form in (*body.forms, body.code) if form]
    return frozenset(tuple(re.findall(r"[A-Za-z0-9]+", anyascii(form))) for form in forms)


@lru_cache(maxsize=2)
def _plain(version: int) -> frozenset[str]:
    """Words that tell nothing: of grammar, the instruments' own, numbers that are written out."""
    words = vocabulary.word_list("document_plain") | vocabulary.word_list("number_word")
    return words | {word for forms in _instruments(version) for word in forms}


@lru_cache(maxsize=2)
def _instruments(version: int) -> dict[tuple[str, ...], str]:
    """The words of each instrument, singular and plural -> its type; short names of known ones are none."""
    return {
        tokens(form): row["type"]
        for row in vocabulary.rows("instruments") if row["kind"] != "name"
        for form in (row["form"], row["plural"]) if form
    }  # fmt: skip


@lru_cache(maxsize=16384)
def instruments_in(text: str, version: int) -> frozenset[str]:
    """The families of instruments that ``text`` names."""
    words, forms = tokens(text), _instruments(version)
    found, at = set(), 0
    while at < len(words):
        length = next((n for n in (4, 3, 2, 1) if words[at : at + n] in forms), 0)
        if length:
            found.add(family(forms[words[at : at + length]]))
        at += length or 1
    return frozenset(found)


def alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two subjects are worded alike; their numbers are the same."""
    if {word for word in left if word.isdigit()} != {word for word in right if word.isdigit()}:
        return False
    return likeness(left, right) >= ALIKE


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    return fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right)))


def sides(document: Document) -> frozenset[str]:
    """The parties, a body by its code however it is written."""
    return frozenset(_side(party, vocabulary.version()) for party in document.parties)


@lru_cache(maxsize=4096)
def _side(party: str, version: int) -> str:
    return party if vocabulary.is_country(party) else _bodies(version).get(tokens(party), " ".join(tokens(party)))


@lru_cache(maxsize=2)
def _bodies(version: int) -> dict[tuple[str, ...], str]:
    return {tokens(form): body.code or body.name for body in vocabulary.organisations() for form in body.forms}


def same_sides(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether the parties of one can be those of the other: equal, fewer of them named, none, or three states and more
    on one side and on the other the body that stands for them."""
    if left <= right or right <= left:
        return True
    states = [frozenset(side for side in sides if vocabulary.is_country(side)) for sides in (left, right)]
    return any(states[n] == sides and len(sides) > 2 and not states[1 - n] for n, sides in enumerate((left, right)))
