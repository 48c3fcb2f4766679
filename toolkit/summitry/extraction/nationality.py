"""The state that a person acts for, where nothing beside the name says it.

Tried in order: an office that belongs to one state; a phrase such as "the U.S. president" that can mean nobody else;
the possessor of "his Prime Minister"; the family; what remains of the two sides in the heading; the state named last
before an official, or most often in the text for a leader, unless somebody else leads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .nominals import Nominal
from .people import Person, family_name_first
from .reading import Reading

LEADERS = frozenset({"head_of_state", "head_of_government", "royal"})
# Languages of family names that stand first -> the states where they are spoken.
_SPOKEN = {"ko": ("KOR", "PRK"), "zh": ("CHN", "TWN", "SGP", "HKG"), "vi": ("VNM",), "km": ("KHM",)}
# What an institution weighs against a mere mention of its state.
_OWN = 5
_OFFICIAL = frozenset({"spokesperson", "minister", "deputy", "envoy", "military", "legislator"})
_PRIVATE = frozenset({"expert", "press", "business", "other"})


@kept
def _office_states() -> dict[str, str]:
    return {row["title"].casefold(): row["country"] for row in rows("office_states")}


def assign(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> None:
    """Fill in ``country`` of the persons that speak for a state; experts, reporters and firms have none."""
    for person in persons:
        if person.office is not None and person.office.rank in _PRIVATE and not _adjective(person):
            person.country = None
    unknown = [p for p in persons if p.country is None and p.organisation is None and _public(p)]
    for person in unknown:
        person.country = (
            _by_office(person)
            or _by_nominal(person, nominals)
            or _by_realm(reading, person)
            or _by_possessor(reading, person, persons)
        )
    for person in persons:
        if person.country is None and person.organisation is None:
            person.country = _by_family(person, persons)
    _by_heading(reading, persons)
    counts = _counts(reading, persons)
    for person in persons:
        if person.country is None and person.organisation is None:
            person.country = _by_language(person, persons, nominals, counts)
    for person in unknown:
        if person.country is None:
            person.country = _by_family(person, persons) or _by_frequency(reading, person, persons, counts)
    for person in persons:
        if person.country is None and person.organisation is None and person not in unknown:
            person.country = _by_family(person, persons)


def complete(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> None:
    """What is known once roles are: a principal acts for a state that nobody else leads, and holds the office by which
    the text speaks of him or of all leaders together."""
    counts = _counts(reading, persons)
    for person in persons:
        if person.role == "principal" and person.office is None and person.organisation is None:
            person.country = person.country or _free(person, persons, counts, LEADERS)
            if person.title is None:
                person.title = _title(reading, person, nominals)


def _title(reading: Reading, person: Person, nominals: Sequence[Nominal]) -> str | None:
    for nominal in nominals:
        office = nominal.office
        if (
            office is not None
            and office.rank in LEADERS
            and nominal.country == person.country
            and nominal.person in (None, person)
        ):
            return office.title if office.title != "Leader" else "leader"
    lower = reading.tokens.lower
    for noun, title in (("presidents", "President"), ("leaders", "leader")):
        if any(lower[i] == noun and lower[i - 1] in ("two", "both", "the") for i in range(1, len(lower))):
            return title
    return None


def _public(person: Person) -> bool:
    return person.office is not None and person.office.rank not in _PRIVATE and person.office.side != "organisation"


def _adjective(person: Person) -> bool:
    """Whether a country stands right before the office of a private person ("the Japanese golfer")."""
    return person.office is not None and person.office.rank == "other"


def _by_office(person: Person) -> str | None:
    states = _office_states()
    for mention in person.mentions:
        for title in (mention.title, mention.after):
            if title is not None and title.office is not None:
                found = states.get((title.words or "").casefold()) or states.get(title.office.title.casefold())
                if found:
                    return found
    return None


def _by_nominal(person: Person, nominals: Sequence[Nominal]) -> str | None:
    counts = Counter(n.country for n in nominals if n.person is person and n.country)
    return counts.most_common(1)[0][0] if counts else None


def _by_realm(reading: Reading, person: Person) -> str | None:
    """ "Novak's Slovakia": the state that a person's name possesses."""
    for mention in person.mentions:
        if mention.last + 1 < len(reading.tokens) and reading.tokens.lower[mention.last] == "'s":
            hit = reading.begins[mention.last + 1]
            after = reading.last_of(hit) if hit is not None else 0
            whole = (
                after >= len(reading.tokens)
                or not reading.tokens.words[after].isalpha()
                or (reading.tokens.lower[after] in word_list("auxiliary"))
            )
            if whole and hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name":
                return hit.entry.country.code
    return None


def _by_possessor(reading: Reading, person: Person, persons: Sequence[Person]) -> str | None:
    """ "his Prime Minister X": the country of whoever is named last before."""
    for mention in person.mentions:
        start = mention.title.first
        office = mention.title.office
        if (
            office is None
            or office.rank in _PRIVATE
            or not start
            or reading.tokens.lower[start - 1] not in ("his", "her")
        ):
            continue
        before = [(m.first, p) for p in persons for m in p.mentions if m.first < start and p.country]
        if before:
            return max(before, key=lambda item: item[0])[1].country
    return None


def _by_family(person: Person, persons: Sequence[Person]) -> str | None:
    kin = {p.country for p in persons if p is not person and p.surname == person.surname and p.country}
    return kin.pop() if len(kin) == 1 and len(person.words) > 1 else None


@kept
def _languages() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row["languages"].split(";")) for row in rows("family_names_first")}


def _by_language(
    person: Person, persons: Sequence[Person], nominals: Sequence[Nominal], counts: Counter[str]
) -> str | None:
    """The state most named in the text of those whose family names stand first so; a leader's is no other leader's."""
    if not family_name_first(person.words):
        return None
    states = {state for language in _languages().get(person.words[0], ()) for state in _SPOKEN.get(language, ())}
    held = {p.country for p in persons if p is not person and p.office is not None and p.office.rank in LEADERS}
    if person.office is not None and person.office.rank not in LEADERS:
        held = set()
    named = [code for code, _ in counts.most_common() if code in states and code not in held]
    meant = [n.country for n in nominals if n.person is None and n.country in named]
    if meant and person.office is not None and person.office.rank in LEADERS:
        return meant[0]
    return named[0] if named else None


def _by_heading(reading: Reading, persons: Sequence[Person]) -> None:
    """ "Russian-Turkish talks": the side that nobody speaks for yet is that of the one leader without a country."""
    if not reading.paragraphs:
        return
    end = reading.paragraphs[0].end
    named = [h for h in reading.hits if h.start < end and h.entry.country]
    # "Russian-Turkish", "Norway and Portugal": the two stand side by side.
    if len(named) != 2 or named[1].start - named[0].end > 6:
        return
    sides = [h.entry.country.code for h in named if h.entry.country]
    held = {p.country for p in persons}
    left = [side for side in sides if side not in held]
    open_ = [
        p
        for p in persons
        if p.country is None and p.organisation is None and not (p.office and p.office.rank in _PRIVATE)
    ]
    if len(left) == 1 and open_:
        open_[0].country = left[0]


def _counts(reading: Reading, persons: Sequence[Person]) -> Counter[str]:
    """How much a text is about each state; its institutions and office-holders tell whose "President" is its own."""
    counts: Counter[str] = Counter(code for person in persons if (code := _by_office(person)) for _ in range(_OWN))
    for hit in reading.hits:
        if hit.entry.country is not None:
            counts[hit.entry.country.code] += 1
        elif hit.entry.organisation is not None and len(hit.entry.organisation.state) == 3:
            counts[hit.entry.organisation.state] += _OWN
    return counts


def _by_frequency(reading: Reading, person: Person, persons: Sequence[Person], counts: Counter[str]) -> str | None:
    office = person.office
    if office is None:
        return None
    if office.rank in LEADERS:
        return _free(person, persons, counts, LEADERS if office.rank != "royal" else frozenset({"head_of_state"}))
    if office.side != "state" and office.rank not in _OFFICIAL:
        return None
    first = person.mentions[0].first
    sentence = reading.sentence_at(reading.tokens.starts[first])
    for index in range(first - 1, sentence.first - 1, -1):
        hit = reading.begins[index]
        if hit is not None and hit.entry.country is not None:
            return hit.entry.country.code
    return counts.most_common(1)[0][0] if counts else None


def _free(person: Person, persons: Sequence[Person], counts: Counter[str], ranks: frozenset[str]) -> str | None:
    """The state most named in a text among those that none of the other persons leads."""
    held = {
        p.country
        for p in persons
        if p is not person and p.office is not None and p.office.rank in ranks and p.office.title != "Leader"
    }
    free = [code for code, _ in counts.most_common() if code not in held and code != "EUU"]
    return free[0] if free else None
