"""Who took part: principals, their delegations, and persons who are only mentioned.

Each mention is weighed by what its sentence says: a person who meets, receives, arrives, signs or speaks in a turn took
part; a person of the past, of another meeting, or of the comment did not. The weights are small whole numbers, summed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from summitry.vocabulary import word_list

from .nominals import Nominal
from .people import Person
from .reading import Reading, Sentence
from .verbs import speech_verbs

_HEADS = frozenset({"head_of_state", "head_of_government", "head_of_organisation", "royal"})
_COMMENT = frozenset({"expert", "press", "business"})
ENOUGH = 3


def assign(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> None:
    """Set ``role`` of every person."""
    spots = _spots(persons, nominals)
    multilateral = _multilateral(reading)
    for person in persons:
        bonus = 2 if multilateral and _is_head(person) and person.office is not None else 0
        if _weight(reading, person, spots, bonus) < ENOUGH:
            person.role = "mentioned"
        else:
            person.role = "principal" if _is_head(person) else "delegation"


def _multilateral(reading: Reading) -> bool:
    """Whether the heading names a body of states and its summit: then leaders who speak are there."""
    if not reading.paragraphs:
        return False
    end = reading.paragraphs[0].end
    bodies = any(
        h.entry.organisation is not None and not h.entry.organisation.state for h in reading.hits if h.start < end
    )
    words = [reading.tokens.lower[i] for i in reading.tokens.between(reading.paragraphs[0].start, end)]
    return "summit" in words or bodies


def _is_head(person: Person) -> bool:
    """Whether a person leads a state, a government or a body; who has no title is taken for a leader."""
    office = person.office
    leads = person.organisation is not None and office is not None and office.title in word_list("organisation_head")
    return office is None or office.rank in _HEADS or leads


def rank(persons: Sequence[Person]) -> None:
    """Where no head of a side takes part, its highest minister is its principal; a title that nobody gives leads none
    whose side has a head."""
    headed = {(p.country, p.organisation) for p in persons if p.role == "principal" and p.office is not None}
    for person in persons:
        side = (person.country, person.organisation)
        if person.role == "principal" and person.office is None and side in headed:
            person.role = "delegation"
        ministerial = person.office is not None and person.office.rank in ("minister", "deputy")
        if person.role == "delegation" and side not in headed and ministerial and not _heads_present(persons):
            person.role = "principal"
            headed.add(side)


def _heads_present(persons: Sequence[Person]) -> bool:
    return any(p.role == "principal" and p.office is not None and p.office.rank in _HEADS for p in persons)


def _spots(persons: Sequence[Person], nominals: Sequence[Nominal]) -> dict[int, Person]:
    """First token -> person, of every mention and every phrase that stands for a person."""
    spots = {m.start: person for person in persons for m in person.mentions}
    spots.update({n.first: n.person for n in nominals if n.person is not None})
    return spots


def _weight(reading: Reading, person: Person, spots: dict[int, Person], bonus: int) -> int:
    total = 0
    rank = person.office.rank if person.office is not None else ""
    if person.former:
        total -= 5
    if rank in _COMMENT:
        total -= 5
    if rank in ("legislator", "spokesperson") or (
        rank == "official" and person.country is None and not _is_head(person)
    ):
        total -= 2
    strong = 0
    for at, who in spots.items():
        if who is not person:
            continue
        sentence = reading.sentence_at(reading.tokens.starts[at])
        weight = _in_sentence(reading, sentence, at, person)
        if sentence.paragraph == 0 and (rank in _HEADS or rank == "minister"):
            weight = max(weight, 2)
        elif sentence.paragraph <= 2 and weight > 0:
            weight += 1
        strong = max(strong, weight)
        total += min(weight, 1) if weight > 0 else 0
    return total + strong + (bonus if strong or _speaks(reading, person) else 0)


def _speaks(reading: Reading, person: Person) -> bool:
    """Whether a verb of speech stands beside a mention of the person."""
    lower = reading.tokens.lower
    verbs = speech_verbs().forms
    near = (i for m in person.mentions for i in (m.last, m.last + 1, m.start - 1) if 0 <= i < len(lower))
    return any(lower[i] in verbs and verbs[lower[i]].finite for i in near)


def _in_sentence(reading: Reading, sentence: Sentence, at: int, person: Person) -> int:
    """What one sentence says for a person's presence: 0 nothing, 3 clearly took part."""
    tokens = reading.tokens
    lower = tokens.lower
    if tokens.words[min(at, len(tokens) - 1)] and _is_turn(reading, sentence, at):
        return 4
    within = lower[sentence.first : sentence.last]
    if _elsewhere(within):
        return 0
    last = next((m.last for m in person.mentions if m.start == at), at + 1)
    if last < len(lower) and lower[last] in ("'s", "'"):
        return 0
    verbs = word_list("meeting_verb")
    nouns = word_list("meeting_noun")
    ahead = at - 2 if at > sentence.first + 1 and lower[at - 1] in ("the", "two", "his", "her") else at - 1
    before = lower[ahead] if ahead >= sentence.first else ""
    if lower[last : last + 2] == [",", "who"] and last + 2 < sentence.last and lower[last + 2] in verbs:
        return 3
    subject = at <= sentence.first + 3 or before in ("and", ",", "when", "where", "as", "after", "while")
    partner = before in (
        "with",
        "between",
        "and",
        "by",
        "from",
        "hosted",
        "welcomed",
        "received",
        "met",
        "greeted",
        "including",
        ",",
        ":",
    )
    meets = any(word in verbs for word in within)
    gathers = any(word in nouns for word in within)
    if meets and (subject or partner):
        return 3
    if gathers and partner:
        return 3
    if gathers and subject:
        return 2
    return 1 if meets else 0


def _elsewhere(within: Sequence[str]) -> bool:
    """Whether a sentence is about another meeting: a call, one of next week or last month, one on the way to."""
    if any(word in word_list("other_meeting") for word in within):
        return True
    times = word_list("time_noun")
    return any(a in ("next", "last") and b in times for a, b in itertools.pairwise(within))


def _is_turn(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether a name opens a turn of a transcript."""
    paragraph = reading.paragraphs[sentence.paragraph]
    if reading.tokens.starts[at] != paragraph.start:
        return False
    colon = reading.plain.find(":", paragraph.start, min(paragraph.end, paragraph.start + 140))
    return (
        colon > 0
        and '"' not in reading.plain[paragraph.start : colon + 3]
        and " said" not in reading.plain[paragraph.start : colon]
    )
