"""Persons whom the vocabulary knows (``public_figures.csv``): for whom they act where a text does not say it.

What stands beside a name always comes first. A name is known by its first and last word ("Donald J. Trump"), a surname
by the office before it ("President Xi"), and a bare surname only where all who bear it act for one state that the text
names. Who acted for several, or shares a name with somebody else's official, is told by the source's year; where that
leaves a doubt, nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry import vocabulary
from summitry.vocabulary import Office, PublicFigure, word_list
from summitry.vocabulary.tables import kept

from .fold import fold
from .names import family_name_first
from .reading import Reading

if TYPE_CHECKING:
    from .people import Person

# A story of January may still speak of the minister of December.
_LEEWAY = 1


@dataclass(frozen=True, slots=True)
class _Index:
    by_name: dict[tuple[str, str], tuple[PublicFigure, ...]]
    by_surname: dict[str, tuple[PublicFigure, ...]]


@kept
def _index() -> _Index:
    by_name: dict[tuple[str, str], tuple[PublicFigure, ...]] = {}
    by_surname: dict[str, tuple[PublicFigure, ...]] = {}
    for figure in vocabulary.public_figures():
        keys, surnames = set(), set()
        for form in figure.forms:
            words = _words(form.replace(".", " ").split())
            keys.add((words[0], words[-1]))
            surnames.add(_surname(tuple(form.split())))
        for key in keys:
            by_name[key] = (*by_name.get(key, ()), figure)
        for surname in surnames:
            by_surname[surname] = (*by_surname.get(surname, ()), figure)
    return _Index(by_name, by_surname)


def is_name(words: Iterable[str]) -> bool:
    """Whether somebody whom the vocabulary knows is called so, by first and last name."""
    plain = _words(words)
    return len(plain) > 1 and (plain[0], plain[-1]) in _index().by_name


def figure(reading: Reading, person: Person, named: Set[str]) -> PublicFigure | None:
    """Whom the vocabulary knows by a person's name, in the office held last; None where it knows nobody or leaves a
    doubt for whom he or she acts. ``named`` holds the states of the text."""
    words = _words(person.words)
    if not words:
        return None
    if len(words) > 1:
        figures = _index().by_name.get((words[0], words[-1]), ())
    else:
        figures = _index().by_surname.get(words[0], ())
        titles = {t.office.title for m in person.mentions for t in (m.title, m.after) if t is not None and t.office}
        so_called = tuple(f for f in figures if f.title in titles)
        if not so_called and {f.country for f in figures} - named:
            return None
        figures = so_called or figures
    year = _year(reading)
    if len(figures) > 1 and year is not None:
        figures = tuple(f for f in figures if _held(f, year)) or figures
    if len({(f.country, f.organisation) for f in figures}) != 1:
        return None
    return max(figures, key=lambda f: f.start or 0)


def began(reading: Reading, figure: PublicFigure) -> bool:
    """Whether somebody may have held the known office when the source came out; who becomes premier years later acts
    for the same state, but in another office."""
    year = _year(reading)
    return year is None or figure.start is None or figure.start <= year + _LEEWAY


@kept
def office(title: str) -> Office | None:
    """The office that a title of the vocabulary stands for."""
    return next((office for office in vocabulary.offices() if office.title == title), None)


def _held(figure: PublicFigure, year: int) -> bool:
    begin = figure.start if figure.start is not None else 0
    end = figure.end if figure.end is not None else 9999
    return begin <= year <= end + _LEEWAY


def _year(reading: Reading) -> int | None:
    when = (reading.source.published or reading.context.date or "")[:4]
    return int(when) if when.isdecimal() and len(when) == 4 else None


def _words(words: Iterable[str]) -> list[str]:
    """The words of a name, folded; initials and suffixes say nothing."""
    suffixes = word_list("name_suffix")
    found = [fold(word) for word in words if word.strip(".") not in suffixes]
    return [word for word in found if len(word) > 1] or found


def _surname(words: tuple[str, ...]) -> str:
    plain = tuple(_words(words))
    return plain[0] if family_name_first(words) else plain[-1]
