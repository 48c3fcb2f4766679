"""What is known of persons once their roles are: the state that nobody else leads, and the office that fits."""

from __future__ import annotations

from collections.abc import Sequence

from .nationality import LEADERS, institutions
from .nominals import Nominal
from .people import Person
from .reading import Reading
from .sides import held_states, sides

_COUNTERPARTS = LEADERS | {"minister"}


def complete(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> None:
    """What is known once roles are: a principal acts for a state that nobody else leads, and holds the office by which
    the text speaks of him or of all leaders together."""
    states = sides(reading, institutions(reading, persons))
    for person in sorted(persons, key=lambda p: -len(p.mentions)):
        if person.role == "principal" and person.office is None and person.organisation is None:
            held = held_states(persons, person, LEADERS)
            person.country = person.country or states.leader(reading, person, held)
        if person.title is None:
            person.title = _referred(person, nominals)
        leads = person.role == "principal" and person.organisation is None
        if person.title is None and leads:
            person.title = _title(person, nominals)
        person.title = person.title or _counterpart(reading, person, persons)
        if person.title is None and leads:
            person.title = _of_all(reading)


def _referred(person: Person, nominals: Sequence[Nominal]) -> str | None:
    """The office by which the text speaks of a person whom it names without one: "Starmer … the prime minister"."""
    titles = (n.office.title for n in nominals if n.person is person and n.office is not None)
    return next((title for title in titles if title not in ("Counterpart", "Leader")), None)


def _counterpart(reading: Reading, person: Person, persons: Sequence[Person]) -> str | None:
    """The office of "the Norwegian minister and his Polish counterpart X": that of whoever is named last before X."""
    mention = next((m for m in person.mentions if m.title.counterpart), None)
    if mention is None:
        return None
    sentence = reading.sentence_of(mention.first)
    before = [(m.first, p) for p in persons for m in p.mentions if sentence.first <= m.first < mention.first]
    other = max(before, key=lambda item: item[0], default=(0, None))[1]
    if other is None or other.office is None or other.former or other.office.rank not in _COUNTERPARTS:
        return None
    return other.office.title if other.office.title != "Leader" else None


def _title(person: Person, nominals: Sequence[Nominal]) -> str | None:
    """The office of a leader of the person's state of whom the text speaks without a name."""
    for nominal in nominals:
        office = nominal.office
        if (
            office is not None
            and office.rank in LEADERS
            and nominal.country == person.country
            and nominal.person in (None, person)
        ):
            return office.title if office.title != "Leader" else "leader"
    return None


def _of_all(reading: Reading) -> str | None:
    """The office by which a text speaks of all leaders together: "the two presidents"."""
    lower = reading.tokens.lower
    for noun, title in (("presidents", "President"), ("leaders", "leader")):
        if any(lower[i - 1] in ("two", "both", "the") for i in reading.places({noun}) if i):
            return title
    return None
