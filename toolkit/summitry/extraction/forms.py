"""What the vocabulary knows under one word or several: the longest form that begins at a token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Worded(Protocol):
    """Anything with its words in lower case."""

    @property
    def words(self) -> tuple[str, ...]: ...


F = TypeVar("F", bound=Worded)


class Forms(Generic[F]):
    """Forms of one word by that word; those of several by their first two, longest first. Of two forms with the same
    words the first counts."""

    __slots__ = ("by_first", "single")

    def __init__(self, found: Iterable[F]) -> None:
        self.single: dict[str, F] = {}
        self.by_first: dict[tuple[str, ...], list[F]] = {}
        for form in sorted(found, key=lambda form: -len(form.words)):
            if len(form.words) == 1:
                self.single.setdefault(form.words[0], form)
            else:
                self.by_first.setdefault(form.words[:2], []).append(form)

    def __iter__(self) -> Iterator[F]:
        yield from self.single.values()
        for forms in self.by_first.values():
            yield from forms

    def starting(self, lower: list[str], at: int) -> F | None:
        """The form whose first word is the token ``at``."""
        if at >= len(lower):
            return None
        for form in self.by_first.get(tuple(lower[at : at + 2]), ()):
            if tuple(lower[at : at + len(form.words)]) == form.words:
                return form
        return self.single.get(lower[at])
