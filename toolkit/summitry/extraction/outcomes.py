"""Verbs and nouns that say what became of an instrument: "signed", "the adoption of", "talks on"."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import rows
from summitry.vocabulary.tables import kept

_DONE = frozenset({"signed", "adopted", "agreed", "rejected", "planned"})


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an outcome verb: ``tenses`` of base, present, past, participle, gerund, noun."""

    lemma: str
    words: tuple[str, ...]
    status: str
    tenses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Forms of one word by that word; those of several by their last and by their first two, longest first."""

    single: dict[str, Form]
    by_last: dict[tuple[str, ...], list[Form]]
    by_first: dict[tuple[str, ...], list[Form]]

    def ending(self, lower: list[str], at: int) -> Form | None:
        """The form whose last word is the token ``at``."""
        if at < 0:
            return None
        for form in self.by_last.get(tuple(lower[max(0, at - 1) : at + 1]), ()):
            if tuple(lower[max(0, at - len(form.words) + 1) : at + 1]) == form.words:
                return form
        return self.single.get(lower[at])

    def starting(self, lower: list[str], at: int) -> Form | None:
        """The form whose first word is the token ``at``."""
        if at >= len(lower):
            return None
        for form in self.by_first.get(tuple(lower[at : at + 2]), ()):
            if tuple(lower[at : at + len(form.words)]) == form.words:
                return form
        return self.single.get(lower[at])

    def finite(self, lower: list[str], at: int) -> bool:
        """Whether a verb in the past begins at the token ``at``."""
        form = self.starting(lower, at)
        return form is not None and "past" in form.tenses

    def present(self, lower: list[str], at: int) -> bool:
        """Whether the token ``at`` is a verb in the third person of the present: "rejects"."""
        form = self.single.get(lower[at])
        return form is not None and form.tenses == {"present"}

    def participle(self, lower: list[str], at: int) -> bool:
        """Whether the token ``at`` is a participle such as "signed", "adopted"."""
        form = self.starting(lower, at)
        return form is not None and "participle" in form.tenses and form.status in _DONE


@kept
def verbs() -> Outcomes:
    found: dict[tuple[str, ...], Form] = {}
    for row in rows("instrument_verbs"):
        for tense in ("base", "present", "past", "participle", "gerund", "noun"):
            words = tuple(row[tense].split())
            if not words:
                continue
            known = found.get(words)
            tenses = frozenset({tense}) | (known.tenses if known else frozenset())
            found[words] = Form(row["lemma"], words, known.status if known else row["status"], tenses)
    by_last: dict[tuple[str, ...], list[Form]] = {}
    by_first: dict[tuple[str, ...], list[Form]] = {}
    for form in sorted(found.values(), key=lambda form: -len(form.words)):
        if len(form.words) == 1:
            break  # and so are all that follow
        by_last.setdefault(form.words[-2:], []).append(form)
        by_first.setdefault(form.words[:2], []).append(form)
    return Outcomes({words[0]: form for words, form in found.items() if len(words) == 1}, by_last, by_first)
