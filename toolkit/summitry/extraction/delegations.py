"""Persons named side by side in one sentence, and whose company they are: "Novak was accompanied by A, B and C", "the
delegation includes A and B", "A and B took part on the Slovak side".

A list tells what its members' own words may not: which state they act for, and that they were there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .lexicon import Hit
from .reading import Reading, Sentence
from .verbs import speech_verbs

if TYPE_CHECKING:
    from .mentions import Mention
    from .people import Person

# As many words may stand between "accompanied" and "by", or after a name before the next ("of the culture ministry").
_ADJUNCT = 6
_BODY = frozenset({"delegation", "team", "entourage"})
_TELLING = frozenset({"included", "includes", "include", "comprised", "comprises", "led", "headed", "consisted"})
_IN_TITLE = frozenset({"of", "for", "and", "the", "to", "on", "in", "against", "with", "&", "-", "'s", ","})


@dataclass(slots=True)
class Delegation:
    """Persons named together at tokens ``first:last``; ``leader`` is whom they accompany, ``country`` whose side they
    are said to be on, both None where nothing is said."""

    persons: tuple[Person, ...]
    first: int
    last: int
    leader: Person | None
    country: str | None
    # Whether the sentence says whose delegation it lists.
    told: bool = False
    # Whether the first of them leads the delegation.
    led: bool = False


_Item = tuple[int, "Mention", "Person"]


def delegations(reading: Reading, persons: Sequence[Person]) -> list[Delegation]:
    """The persons of a text as they are named together, a list of one included, and whose company or side they are."""
    # "Novak's son-in-law Brekke": Novak is no member of the list.
    lower = reading.tokens.lower
    owners = sorted(
        ((m.start, m, p) for p in persons for m in p.mentions if lower[m.last : m.last + 1] != ["'s"]),
        key=lambda item: item[0],
    )
    found: list[Delegation] = []
    index = 0
    while index < len(owners):
        stop = index + 1
        while stop < len(owners) and coordinated(reading, owners[stop - 1][1], owners[stop][1]):
            stop += 1
        group = owners[index:stop]
        found.append(_delegation(reading, group, owners))
        index = stop
    everyone = sorted(((m.start, m, p) for p in persons for m in p.mentions), key=lambda item: item[0])
    told = [_told(reading, at, owners, everyone) for at in reading.places(_BODY)]
    return [*found, *(each for each in told if each is not None)]


def entitle(reading: Reading, groups: Sequence[Delegation]) -> None:
    """Give those whose office the vocabulary does not know the words before their names in the list of a delegation:
    "; Chief Officer for Seals, Ola Brekke;"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    for group in (group for group in groups if group.told):
        named = {t for person in group.persons for m in person.mentions for t in range(m.first, m.last)}
        for person in (person for person in group.persons if person.title is None):
            mention = next((m for m in person.mentions if group.first <= m.start < group.last), None)
            if mention is None:
                continue
            last = mention.start - (lower[mention.start - 1] == ",")
            first, floor = last, reading.sentence_of(last).first
            while first > floor and first - 1 not in named:
                if not (words[first - 1][0].isupper() or lower[first - 1] in _IN_TITLE):
                    break
                first -= 1
            while first < last and not words[first][0].isupper():
                first += 1
            if first < last:
                person.title = reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]]


def _told(reading: Reading, at: int, owners: Sequence[_Item], everyone: Sequence[_Item]) -> Delegation | None:
    """All whom a sentence names after "Slovakia's delegation included", "Novak's team was led by"; ``at`` is the token
    "delegation"."""
    lower, sentence = reading.tokens.lower, reading.sentence_of(at)
    verb = next((i for i in range(at + 1, min(at + _ADJUNCT, sentence.last)) if lower[i] in _TELLING), None)
    if verb is None:
        return None
    members = [
        item for item in owners[bisect_left(owners, verb, key=lambda item: item[0]) :] if item[0] < sentence.last
    ]
    floor = max(sentence.first, at - _ADJUNCT)
    states = [hit for n in range(floor, at) if (hit := reading.ends[n]) is not None and hit.entry.country is not None]
    country = states[-1].entry.country.code if states and states[-1].entry.country is not None else None
    leader = _person_before(at, floor, everyone) if country is None else None
    if not members or (country is None and leader is None):
        return None
    persons = tuple(dict.fromkeys(person for _, _, person in members))
    return Delegation(
        persons, members[0][0], members[-1][1].last, leader, country, told=True, led=lower[verb + 1] == "by"
    )


def coordinated(reading: Reading, one: Mention, other: Mention) -> bool:
    """Whether only a comma, "and", or an apposition stands between two names of a sentence."""
    lower = reading.tokens.lower
    at = max(one.last, one.after.last if one.after is not None else 0)
    if other.start <= one.last or other.start - at > _ADJUNCT + 3:
        return False
    if reading.sentence_of(one.first).last <= other.start:
        return False
    # "…, and Novak by his minister": a new subject begins with the other name.
    if other.last < len(lower) and lower[other.last] in ("by", "with"):
        return False
    at = min(at, other.start)
    if lower[at] in ("of", "from"):
        while at < other.start and lower[at] not in (",", ";", "and"):
            at += 1
    between = lower[at : other.start]
    # "and fund head Brekke": a word that only says of what
    if len(between) > 1 and other.title.office is not None and _names_a_field(reading, other.start - 1):
        between = between[:-1]
    if "'s" in between and (between[-1] == "," or between[-1] in word_list("kin_noun")):
        owner = between.index("'s") + at
        between = between[: owner - at - 1] if reading.tokens.words[owner - 1][0].isupper() else between
    return bool(between) and word_list("list_joint").issuperset(between)


def _names_a_field(reading: Reading, index: int) -> bool:
    word = reading.tokens.words[index]
    if not (word.isalpha() and word.islower()) or word in speech_verbs().forms:
        return False
    return not any(word in word_list(name) for name in ("meeting_verb", "narrative_verb", "auxiliary", "list_joint"))


def _delegation(reading: Reading, group: Sequence[_Item], owners: Sequence[_Item]) -> Delegation:
    first, last = group[0][0], group[-1][1].last
    sentence = reading.sentence_of(first)
    members = tuple(dict.fromkeys(person for _, _, person in group))
    leader = _leader_before(reading, sentence, first, owners) or _leader_after(reading, sentence, last, owners)
    if leader is not None and leader not in members:
        return Delegation(members, first, last, leader, None)
    country = _side(reading, sentence, first, last)
    if country is not None:
        return Delegation(members, first, last, None, country)
    return _listed(reading, sentence, first, last, members, owners) or Delegation(members, first, last, None, None)


def _last_before(at: int, floor: int, owners: Sequence[_Item]) -> _Item | None:
    """The name that stands last before the token ``at``, from ``floor`` on."""
    index = bisect_left(owners, at, key=lambda item: item[0]) - 1
    while index >= 0 and owners[index][0] >= floor:
        if owners[index][1].last <= at:
            return owners[index]
        index -= 1
    return None


def _person_before(at: int, floor: int, owners: Sequence[_Item]) -> Person | None:
    """Who is named last before the token ``at``, from ``floor`` on."""
    item = _last_before(at, floor, owners)
    return item[2] if item is not None else None


def _leader_before(reading: Reading, sentence: Sentence, first: int, owners: Sequence[_Item]) -> Person | None:
    """ "Novak was accompanied by", "Novak came with", and, after such a clause, "and Falk by"."""
    lower = reading.tokens.lower
    at = first - 1
    while at > sentence.first and lower[at] in ("the", "his", "her", "their", "its", ":"):
        at -= 1
    if at <= sentence.first or lower[at] not in ("by", "with"):
        return None
    verbs = word_list("accompany_verb")
    near = range(max(sentence.first, at - _ADJUNCT), at)
    subject = _last_before(at, sentence.first, owners)
    if subject is not None and subject[1].last == at and not verbs.isdisjoint(lower[sentence.first : at]):
        return subject[2]
    verb = next((i for i in reversed(near) if lower[i] in verbs), None)
    if verb is None or lower[at] == "with" and "talks" in lower[verb:at]:
        return None
    # "He was accompanied by": whoever the sentence before was about.
    before = reading.sentence_at(reading.tokens.starts[sentence.first] - 1) if sentence.first else sentence
    return _person_before(verb, sentence.first, owners) or _person_before(verb, before.first, owners)


def _leader_after(reading: Reading, sentence: Sentence, last: int, owners: Sequence[_Item]) -> Person | None:
    """ "A and B accompanied Novak", "A and B flew with Novak"."""
    lower = reading.tokens.lower
    index = bisect_right(owners, last, key=lambda item: item[0])
    if index == len(owners) or owners[index][0] > min(last + _ADJUNCT, sentence.last - 1):
        return None
    follower = owners[index]
    between = lower[last : follower[0]]
    transitive = not {"accompanied", "accompany", "accompanying"}.isdisjoint(between)
    together = between[-1:] == ["with"] and not word_list("accompany_verb").isdisjoint(between)
    return follower[2] if (transitive and "by" not in between) or together else None


def _side(reading: Reading, sentence: Sentence, first: int, last: int) -> str | None:
    """The state of "on the Slovak side", "for the Slovak delegation", "signed for Slovakia", after or before a list."""
    lower, listing = reading.tokens.lower, word_list("listing_verb")
    if sentence.words.isdisjoint(_siding()):
        return None
    for hit in reading.hits_within(reading.tokens.ends[last - 1], sentence.end):
        country = hit.entry.country
        if country is None:
            continue
        begin, end = hit.first, _past_owner(reading, hit)
        ahead = begin - 2 if lower[begin - 1] == "the" else begin - 1
        sided = end < sentence.last and lower[end] in word_list("side_noun")
        if lower[ahead] in ("on", "from", "for", "by") and sided:
            return country.code
        if lower[ahead] == "for" and lower[ahead - 1] in word_list("signing_verb"):
            return country.code
        if lower[ahead] in ("represented", "representing"):
            return country.code
    # "On the Slovak side, the talks were attended by A", "The Slovak side was represented by A"
    for hit in reversed(reading.hits_within(reading.tokens.starts[sentence.first], reading.tokens.starts[first])):
        end = _past_owner(reading, hit)
        # "Representing Slovakia were A and B"
        opener = hit.first - 1 - (lower[hit.first - 1] == "the")
        if hit.entry.country is not None and lower[opener] == "representing":
            return hit.entry.country.code
        # "the US will be represented by A and B"
        if hit.entry.country is not None and "represented" in lower[end : min(first, end + _ADJUNCT)]:
            return hit.entry.country.code
        if hit.entry.country is None or end >= first or lower[end] not in word_list("side_noun"):
            continue
        between = lower[end + 1 : first]
        if not {"be", "by", ":", "represented"}.isdisjoint(between) or not listing.isdisjoint(between):
            return hit.entry.country.code
    return None


@kept
def _siding() -> frozenset[str]:
    """Words without one of which no sentence says whose side somebody is on."""
    return word_lists("side_noun", "signing_verb") | {"represented", "representing"}


def _past_owner(reading: Reading, hit: Hit) -> int:
    """The token after a state, and after the "'s" of "Slovakia's side"."""
    last = hit.last
    return last + 1 if reading.tokens.lower[last : last + 1] == ["'s"] else last


def _listed(
    reading: Reading,
    sentence: Sentence,
    first: int,
    last: int,
    members: tuple[Person, ...],
    owners: Sequence[_Item],
) -> Delegation | None:
    """ "The Slovak delegation includes A and B", "It includes A and B" after a sentence on Novak's delegation."""
    lower = reading.tokens.lower
    ahead = lower[max(sentence.first, first - 4) : first]
    listing = not word_list("listing_verb").isdisjoint(lower[sentence.first : first])
    if not listing and word_list("delegation_verb").isdisjoint(ahead):
        return None
    begin = sentence.first
    if sentence.first and "delegation" not in lower[begin:first]:
        if lower[begin] not in ("it", "they", "these", "this"):
            return None
        begin = reading.sentence_at(reading.tokens.starts[begin] - 1).first
    body = next((i for i in range(begin, first) if lower[i] in ("delegation", "team", "entourage")), None)
    if body is None:
        return None
    own = lower[body - 1] == "'s" if body else False
    before = reading.ends[body - 2 if own and body > 1 else body - 1] if body else None
    if before is not None and before.entry.country is not None:
        return Delegation(members, first, last, None, before.entry.country.code)
    leader = _person_before(first, begin, owners)
    return Delegation(members, first, last, leader, None) if leader is not None else None
