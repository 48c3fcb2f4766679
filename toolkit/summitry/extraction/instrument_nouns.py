"""Nouns that instruments go by, as the vocabulary has them: "treaty", "memorandum of understanding", "NAFTA"."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import rows
from summitry.vocabulary.tables import kept


@dataclass(frozen=True, slots=True)
class Noun:
    """An instrument noun: ``words`` as they stand in lower case (names: exact)."""

    words: tuple[str, ...]
    type: str
    kind: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Nouns:
    """First word -> nouns that begin with it, longest first; ``names`` are matched case and all. ``openers`` holds all
    the first words in lower case."""

    common: dict[str, tuple[Noun, ...]]
    names: dict[str, tuple[Noun, ...]]
    openers: frozenset[str]


@kept
def nouns() -> Nouns:
    common: dict[str, list[Noun]] = {}
    names: dict[str, list[Noun]] = {}
    for row in rows("instruments"):
        for form, plural in ((row["form"], False), (row["plural"], True)):
            words = tuple(form.split())
            if words:
                table = names if row["kind"] == "name" else common
                table.setdefault(words[0], []).append(Noun(words, row["type"], row["kind"], plural))
    first, second = ({w: tuple(sorted(n, key=lambda n: -len(n.words))) for w, n in t.items()} for t in (common, names))
    return Nouns(first, second, frozenset({*common, *(word.lower() for word in names)}))


def noun_at(table: Nouns, words: list[str], lower: list[str], index: int) -> Noun | None:
    for noun in table.names.get(words[index], ()):
        if tuple(words[index : index + len(noun.words)]) == noun.words:
            return noun
    for noun in table.common.get(lower[index], ()):
        if len(noun.words) == 1 or tuple(lower[index : index + len(noun.words)]) == noun.words:
            return noun
    return None


def is_group(word: str) -> bool:
    return any(noun.kind == "group" and noun.words == (word,) for noun in nouns().common.get(word, ()))
