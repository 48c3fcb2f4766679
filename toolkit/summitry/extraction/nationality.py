"""The state that a person acts for, where nothing beside the name says it.

Tried in order: an office that belongs to one state; a phrase such as "the U.S. president" that can mean nobody else;
the possessor of "his Prime Minister"; whom the vocabulary knows; what remains of the two sides in the heading; for a
leader the state whose side the text shows him to be on; for others that of whom they accompany, of the family, or named
last before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence, Set

from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .belonging import PRIVATE, by_family, by_kin, by_possessor, by_realm
from .delegations import Delegation
from .known import began, figure, office
from .names import family_name_first
from .nominals import Nominal
from .people import Person, is_consort
from .reading import Reading, once
from .sides import Sides, held_states, sides

LEADERS = frozenset({"head_of_state", "head_of_government", "royal"})
# Languages of family names that stand first -> the states where they are spoken.
_SPOKEN = {"ko": ("KOR", "PRK"), "zh": ("CHN", "TWN", "SGP", "HKG"), "vi": ("VNM",), "km": ("KHM",)}
_SERVANT = frozenset({"spokesperson", "minister", "deputy", "envoy"})
_OFFICIAL = _SERVANT | {"military", "legislator"}


@kept
def _office_states() -> dict[str, str]:
    return {row["title"].casefold(): row["country"] for row in rows("office_states")}


def assign(
    reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal], lists: Sequence[Delegation]
) -> None:
    """Fill in ``country`` of the persons that speak for a state; experts, reporters and firms have none."""
    for person in persons:
        if _is_private(person) and not _adjective(person):
            person.country = None
        if _legislates(person):
            person.organisation = None  # a committee's chairman sits in a state's parliament
    named = _named(reading)
    partisans = [p for p in persons if _partisan(reading, p)]
    for person in partisans:
        person.country = None
    # Whose side somebody is said to be on tells more than an office that several states may have.
    _by_company(persons, lists)
    open_ = [p for p in persons if p not in partisans]
    unknown = [p for p in open_ if p.country is None and p.organisation is None and _public(p)]
    for person in unknown:
        person.country = (
            _by_office(person, named)
            or _by_full_name(reading, person, named)
            or _by_nominal(person, nominals)
            or by_realm(reading, person)
            or by_possessor(reading, person, persons, nominals)
        )
    _by_vocabulary(reading, open_, named)
    _by_heading(reading, open_)
    states = sides(reading, institutions(reading, persons))
    for person in open_:
        if person.country is None and person.organisation is None and not _is_private(person):
            person.country = _by_language(person, persons, nominals, states.named)
    _lead(reading, open_, states)
    for person in open_:
        if person.country is None and person.organisation is None:
            person.country = by_family(person, persons) or by_kin(reading, person, persons)
    _by_company(persons, lists)
    tokens = {token for p in persons for m in p.mentions for token in range(m.start, m.last)}
    own = _own_side(persons)
    for person in unknown:
        if person.country is None and _is_official(person):
            person.country = _by_sentence(reading, person, tokens)
            serves = person.office is not None and (person.office.rank in _SERVANT or person.office.side == "state")
            if person.country is None and serves:
                person.country = states.servant() or own
    for person in open_:
        if person.former and person.office is not None and person.office.rank not in LEADERS:
            person.country = None  # "a former ambassador" speaks for nobody
    if "SUN" in named and "Russia" not in reading.text:
        for person in open_:
            person.country = "SUN" if person.country == "RUS" else person.country  # "Kremlin leader", then


def _partisan(reading: Reading, person: Person) -> bool:
    """Whether a person speaks for a party or the opposition and so for no state: "shadow trade secretary", "the Liberal
    Democrat spokesperson", "opposition leader"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    for mention in person.mentions:
        first, office = mention.title.first, mention.title.office
        if office is None:
            continue
        titled = lower[max(0, first - 1) : mention.first]
        if "shadow" in titled or "opposition" in titled:
            return True
        speaks = office.rank in ("spokesperson", "legislator") or office.title == "Leader"
        if speaks and not word_list("party_word").isdisjoint(words[max(0, first - 3) : mention.first]):
            return True
    return False


def _public(person: Person) -> bool:
    return person.office is not None and person.office.rank not in PRIVATE and person.office.side != "organisation"


def _is_official(person: Person) -> bool:
    """Whether a person holds office for a state without leading it."""
    office = person.office
    if office is None or person.former or office.rank in LEADERS:
        return False
    return office.side == "state" or office.rank in _OFFICIAL


def _is_private(person: Person) -> bool:
    return person.office is not None and person.office.rank in PRIVATE


def _legislates(person: Person) -> bool:
    """Whether a title before the name is that of a member of a parliament."""
    return any(m.title.office is not None and m.title.office.rank == "legislator" for m in person.mentions)


def _adjective(person: Person) -> bool:
    """Whether a country stands right before the office of a private person ("the Japanese golfer")."""
    return person.office is not None and person.office.rank == "other"


def _by_office(person: Person, named: Container[str]) -> str | None:
    """The one state that has such an office, if it is one of ``named``: others may have one of that name."""
    states = _office_states()
    for mention in person.mentions:
        for title in (mention.title, mention.after):
            if title is not None and title.office is not None:
                found = states.get((title.words or "").casefold()) or states.get(title.office.title.casefold())
                if found and (found in named or not named):
                    return found
    return None


def _by_vocabulary(reading: Reading, persons: Sequence[Person], named: Set[str]) -> None:
    """Give those whom the vocabulary knows their state or body, and the office by which the text may speak of them; a
    private person's namesake is somebody else."""
    for person in persons:
        if person.organisation is not None or _is_private(person):
            continue
        known = figure(reading, person, named)
        if known is None or person.country not in (None, known.country or None):
            continue
        person.country, person.organisation = known.country or None, known.organisation or None
        if began(reading, known):
            person.office = person.office or office(known.title)


def _by_full_name(reading: Reading, person: Person, named: Set[str]) -> str | None:
    """The state of whom the vocabulary knows by first and last name."""
    known = figure(reading, person, named) if len(person.words) > 1 else None
    return known.country or None if known is not None else None


def _by_nominal(person: Person, nominals: Sequence[Nominal]) -> str | None:
    counts = Counter(n.country for n in nominals if n.person is person and n.country)
    return counts.most_common(1)[0][0] if counts else None


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
    if len(states) == 1:
        return states.pop()
    named = [code for code, _ in counts.most_common() if code in states and code not in held]
    if person.office is None and not named and len(of_language := [code for code in counts if code in states]) == 1:
        return of_language[0]
    meant = [n.country for n in nominals if n.person is None and n.country in named]
    if meant and person.office is not None and person.office.rank in LEADERS:
        return meant[0]
    return named[0] if named else None


def _by_heading(reading: Reading, persons: Sequence[Person]) -> None:
    """ "Russian-Turkish talks": the side that nobody speaks for yet is that of the one leader without a country."""
    if not reading.paragraphs:
        return
    end = reading.paragraphs[0].end
    named = [h for h in reading.states() if h.start < end]
    # "Russian-Turkish", "Norway and Portugal": the two stand side by side.
    if len(named) != 2 or named[1].start - named[0].end > 6:
        return
    sides = [h.entry.country.code for h in named if h.entry.country]
    held = {p.country for p in persons}
    left = [side for side in sides if side not in held]
    open_ = [
        p
        for p in persons
        if p.country is None and p.organisation is None and not (p.office and p.office.rank in PRIVATE)
    ]
    if len(left) == 1 and open_:
        open_[0].country = left[0]


def institutions(reading: Reading, persons: Sequence[Person]) -> Counter[str]:
    """States of the offices in a text that belong to one state alone ("Secretary of State")."""
    named = _named(reading)
    return Counter(code for person in persons if (code := _by_office(person, named)))


@once
def _named(reading: Reading) -> frozenset[str]:
    return frozenset([hit.entry.country.code for hit in reading.states() if hit.entry.country is not None])


def _lead(reading: Reading, persons: Sequence[Person], states: Sides) -> None:
    """Give the leaders that nothing beside their names tells of a state; the one most spoken of chooses first."""
    open_ = [p for p in persons if p.country is None and p.organisation is None and p.office and not p.former]
    for person in sorted(open_, key=lambda p: -len(p.mentions)):
        if person.office is not None and person.office.rank in LEADERS and not is_consort(person):
            ranks = LEADERS if person.office.rank != "royal" else frozenset({"head_of_state"})
            held = held_states(persons, person, ranks)
            if person.office.title in word_list("monarch_title"):
                held = set()
            person.country = states.leader(reading, person, held)


def _own_side(persons: Sequence[Person]) -> str | None:
    """The state whose leader a text names without it, while it names those of others: "Prime Minister Novak met U.S.
    President Hale". Its other officials are named so as well."""
    leaders = [p for p in persons if p.country and p.office is not None and p.office.rank in LEADERS and not p.former]
    told = [p for p in leaders if any(t.country for m in p.mentions for t in (m.title, m.after) if t is not None)]
    bare = {p.country for p in leaders if p not in told and p.mentions[0].title.office is not None}
    return bare.pop() if len(bare) == 1 and {p.country for p in told} - bare else None


def _by_company(persons: Sequence[Person], lists: Sequence[Delegation]) -> None:
    """Whoever accompanies a leader, or stands in the list of a delegation, acts for its state; so does who is listed
    with two others of one state."""
    for group in lists:
        country = group.country or (group.leader.country if group.leader is not None else None)
        known = [p.country for p in group.persons if p.country is not None]
        if country is None and len(known) > 1 and len(set(known)) == 1:
            country = known[0]
        for person in group.persons:
            if person.country is None and person.organisation is None and not _is_private(person):
                person.country = country if country != "EUU" else None
                person.organisation = "EU" if country == "EUU" else None


def _by_sentence(reading: Reading, person: Person, named: Container[int]) -> str | None:
    """The state named last before an official in the same sentence, other than those of ``named`` persons."""
    first = person.mentions[0].first
    sentence = reading.sentence_of(first)
    for index in range(first - 1, sentence.first - 1, -1):
        hit = reading.begins[index]
        if hit is not None and hit.entry.country is not None and index not in named:
            return hit.entry.country.code
    return None
