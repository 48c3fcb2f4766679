"""Verbs and nouns that say what became of an instrument: "signed", "the adoption of", "talks on"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summitry.vocabulary import rows
from summitry.vocabulary.tables import kept

from .forms import Forms

_DONE = frozenset({"signed", "adopted", "agreed", "rejected", "planned"})


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an outcome verb: ``tenses`` of base, present, past, participle, gerund, noun."""

    lemma: str
    words: tuple[str, ...]
    status: str
    tenses: frozenset[str]


class Outcomes(Forms[Form]):
    """Forms of outcome verbs; those of several words also by their last two."""

    __slots__ = ("by_last",)

    def __init__(self, found: Iterable[Form]) -> None:
        super().__init__(found)
        self.by_last: dict[tuple[str, ...], list[Form]] = {}
        several = [form for forms in self.by_first.values() for form in forms]
        for form in sorted(several, key=lambda form: -len(form.words)):
            self.by_last.setdefault(form.words[-2:], []).append(form)

    def ending(self, lower: list[str], at: int) -> Form | None:
        """The form whose last word is the token ``at``."""
        if at < 0:
            return None
        for form in self.by_last.get(tuple(lower[max(0, at - 1) : at + 1]), ()):
            if tuple(lower[max(0, at - len(form.words) + 1) : at + 1]) == form.words:
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
    return Outcomes(found.values())
