"""Who took part: principals, their delegations, and persons who are only mentioned.

Each mention is weighed by what its sentence says: a person who meets, receives, arrives, signs or speaks in a turn took
part; a person of the past, of another meeting, or of the comment did not. The weights are small whole numbers, summed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set

from summitry.vocabulary import organisations, word_list, word_lists
from summitry.vocabulary.tables import kept

from .delegations import Delegation
from .gathering import Gathering, gathering
from .nominals import Nominal
from .occasion import LEAD, elsewhere, foreseen, is_said
from .people import Person, is_consort
from .reading import Reading
from .scenes import HEADS, Scene, in_sentence, is_thought_of
from .verbs import speech_verbs

_MINISTERS = frozenset({"minister", "deputy", "envoy"})
_COMMENT = frozenset({"expert", "press", "business"})
ENOUGH = 3
# As many words may stand between a person and the verb of what he or she does there ("also", "has then").
_NEAR = 4
# "are also expected to attend"
_FORESEEN = 6
# As many before a list of those who came ("the leaders at Tuesday's meeting in Oslo were").
_LISTED = 9
# "Novak welcomed the move, saying …": so near a name stands what its clause goes on with.
_CLAUSE = 18


def assign(
    reading: Reading,
    persons: Sequence[Person],
    nominals: Sequence[Nominal],
    lists: Sequence[Delegation],
    spoken: Set[int],
) -> None:
    """Set ``role`` of every person; ``spoken`` are the paragraphs of a transcript, which tell only who speaks."""
    spots = {at: p for at, p in _spots(persons, nominals).items() if not is_said(reading, at, spoken)}
    ministers = _ministers(persons)
    meeting = gathering(reading, opens_with_minister=bool(ministers))
    headed = ministers and reading.sentence_of(ministers[0].mentions[0].first).paragraph == 0
    if (meeting.summit or meeting.led) and not headed:
        ministers = []  # whoever a text on a meeting of leaders names first, it is theirs
    ends = {n.first: n.last for n in nominals} | {m.start: m.last for p in persons for m in p.mentions}
    named = frozenset(t for first, last in ends.items() for t in range(first, last))
    places: dict[int, list[int]] = {}
    for at, person in spots.items():
        places.setdefault(id(person), []).append(at)
    scene = Scene(spots, places, ends, named, foreseen(reading), meeting.many)
    came = {id(p) for group in lists if group.first in spots and _came(reading, group, scene) for p in group.persons}
    followers = {id(p) for group in lists if _follows(group) for p in group.persons if p.office is None}
    hosts = _hosts(reading, persons, ministers)
    for person in persons:
        head = _is_head(reading, person) and id(person) not in followers
        bonus = ENOUGH * (id(person) in came) + _expected(reading, person, head, meeting, hosts, scene)
        if (
            head
            and ministers
            and not _beside(reading, person, ministers, scene)
            or _weight(reading, person, scene, bonus) < ENOUGH
        ):
            person.role = "mentioned"
        else:
            person.role = "principal" if head else "delegation"


def _hosts(reading: Reading, persons: Sequence[Person], ministers: Sequence[Person]) -> Set[str]:
    """The states whose foreign ministers come along: those of the leaders in the opening, or all where the text opens
    with a foreign minister."""
    if ministers and _is_envoy(ministers[0]):
        return {p.country for p in persons if p.country}
    lead = reading.paragraphs[min(LEAD, len(reading.paragraphs) - 1)].end if reading.paragraphs else 0
    opening = [p for p in persons if p.country and reading.tokens.starts[p.mentions[0].first] < lead]
    return {p.country for p in opening if p.country and _is_head(reading, p)}


def _is_envoy(person: Person) -> bool:
    """Whether a person heads the diplomacy of a state."""
    return person.office is not None and person.office.title in word_list("diplomacy_head") and not person.former


def _expected(reading: Reading, person: Person, head: bool, meeting: Gathering, hosts: Set[str], scene: Scene) -> int:
    """What speaks for the presence of a person because such persons meet."""
    said = _speeches(reading, person)
    bonus = 0
    minister = person.office is not None and person.office.rank in ("minister", "deputy")
    if minister and meeting.ministers and not person.former and said:
        bonus += ENOUGH
    if _is_envoy(person) and person.country in hosts and said:
        bonus += ENOUGH
    if head and not person.former and _code(person) in meeting.states and _is_there(reading, person, scene):
        bonus += ENOUGH
    if head and person.office is not None and meeting.many:
        # Who speaks again and again at a meeting of many is there; a leader of a body whose leaders meet need not say
        # much.
        bonus += 2 + (
            (meeting.leaders and (said > 0 or person.organisation in meeting.names))
            or (meeting.body and (said > 1 or (said > 0 and person.organisation in meeting.names)))
        )
    return bonus


def _code(person: Person) -> str | None:
    """The state for which a person acts, or the European Union."""
    return "EUU" if person.organisation in _union() else person.country


@kept
def _union() -> frozenset[str]:
    """The bodies of the European Union."""
    return frozenset(body.name for body in organisations() if body.state == "EUU") | {"EU"}


def _is_there(reading: Reading, person: Person, scene: Scene) -> bool:
    """Whether a mention of a leader whose peers meet speaks of the leader as such, at no other time or place."""
    lower = reading.tokens.lower
    return any(
        lower[m.last : m.last + 1] not in (["'s"], ["'"])
        and not is_thought_of(lower, m.start, 0)
        and not elsewhere(reading, reading.sentence_of(m.first), m.start, scene.ahead)
        for m in person.mentions
    )


def _ministers(persons: Sequence[Person]) -> list[Person]:
    """The ministers of a text that opens with one of them: then it is their meeting, and heads are talked about."""
    first = min(persons, key=lambda p: p.mentions[0].first, default=None)
    if first is None or first.office is None or first.office.rank not in _MINISTERS:
        return []
    return [p for p in persons if p.office is not None and p.office.rank in _MINISTERS]


def _beside(reading: Reading, head: Person, ministers: Sequence[Person], scene: Scene) -> bool:
    """Whether a head meets one of the ministers in a sentence."""
    for at in scene.places.get(id(head), ()):
        sentence = reading.sentence_of(at)
        near = any(sentence.first <= m.start < sentence.last for p in ministers for m in p.mentions)
        if near and in_sentence(reading, sentence, at, head, scene) > 1:
            return True
    return False


def _follows(group: Delegation) -> bool:
    """Whether a list has a member who leads nothing: then nobody in it whose office is not given leads."""
    ranks = {p.office.rank for p in group.persons if p.office is not None}
    return bool(ranks - HEADS) or group.leader is not None


def _is_head(reading: Reading, person: Person) -> bool:
    """Whether a person leads a state, a government or a body; who has no title is taken for a leader."""
    office = person.office
    if office is None:
        first = person.mentions[0].first
        return person.organisation is None and (
            not first or reading.tokens.lower[first - 1] not in word_list("kin_noun")
        )
    leads = person.organisation is not None and office.title in word_list("organisation_head")
    return (office.rank in HEADS and not is_consort(person)) or leads


def _spots(persons: Sequence[Person], nominals: Sequence[Nominal]) -> dict[int, Person]:
    """First token -> person, of every mention and every phrase that stands for a person."""
    spots = {m.start: person for person in persons for m in person.mentions}
    spots.update({n.first: n.person for n in nominals if n.person is not None})
    return spots


@kept
def _before_act() -> frozenset[str]:
    """Words between persons and what they do together: "also", "are expected to"."""
    return word_lists("before_act", "foreseeing_word") | {"are", "is"}


def _came(reading: Reading, group: Delegation, scene: Scene) -> bool:
    """Whether a sentence says of persons named together that they came, signed or took part, or for whom."""
    sentence = reading.sentence_of(group.first)
    lower = reading.tokens.lower
    if elsewhere(reading, sentence, group.first, scene.ahead) or is_thought_of(lower, group.first, sentence.first):
        return False
    if group.leader is not None or group.country is not None:
        return True
    at = group.last
    while at < min(group.last + _FORESEEN, sentence.last) and lower[at] in _before_act():
        at += 1
    if at < sentence.last and (lower[at] in word_list("act_verb") or lower[at : at + 2] == ["took", "part"]):
        return True
    # "A and B were also in Lisbon"
    if any(word in ("was", "were") for word in lower[group.last : at]) and at - group.last <= _NEAR:
        place = at + 1 < sentence.last and lower[at] == "in" and reading.tokens.words[at + 1][0].isupper()
        if place or lower[at : at + 1] == ["present"]:
            return True
    # "hosted by A", "signed for Slovakia by A and B"
    ahead = group.first - 1
    while ahead > sentence.first and lower[ahead] in ("also", "the", "both"):
        ahead -= 1
    # "Taking part in the talks were also A and B"
    if lower[ahead] in ("was", "were") and lower[sentence.first] in word_list("attending_opener"):
        return True
    if ahead <= sentence.first:
        return False
    # "The summit brought together A, B and C"
    if lower[ahead] == "together" and lower[ahead - 1] in ("brought", "brings", "gathered", "gathers"):
        return True
    # "The leaders at the meeting were A, B and C", "Other presidents attending were A and B"
    if lower[ahead] in ("was", "were", "are", "include", "included", "including"):
        told = lower[max(sentence.first, ahead - _LISTED) : ahead]
        meets = any(not word_list(name).isdisjoint(told) for name in ("meeting_noun", "attending_verb"))
        if meets and not word_list("chief_noun").isdisjoint(told):
            return True
    # "before guests that included A and B"
    if lower[ahead] in word_list("listing_verb"):
        return not word_list("gathered").isdisjoint(lower[max(sentence.first, ahead - _NEAR) : ahead])
    if lower[ahead] != "by":
        return False
    return not word_list("done_by").isdisjoint(lower[max(sentence.first, ahead - _NEAR) : ahead])


def _weight(reading: Reading, person: Person, scene: Scene, bonus: int) -> int:
    total = 0
    rank = person.office.rank if person.office is not None else ""
    if person.former:
        total -= 5
    if rank in _COMMENT:
        total -= 5
    doubtful = rank in ("legislator", "spokesperson") or (rank == "official" and person.country is None)
    if doubtful and bonus < ENOUGH:
        total -= 2
    strong = 0
    for at in scene.places.get(id(person), ()):
        sentence = reading.sentence_of(at)
        weight = in_sentence(reading, sentence, at, person, scene)
        if sentence.first == 0 and (rank in HEADS or rank == "minister"):
            weight = max(weight, 2)
        elif sentence.paragraph <= LEAD and weight > 0:
            weight += 1
        strong = max(strong, weight)
        total += min(weight, 1) if weight > 0 else 0
    return total + strong + (bonus if bonus >= ENOUGH or strong > 1 or _speeches(reading, person) else 0)


def _speeches(reading: Reading, person: Person) -> int:
    """How many mentions of the person have a verb of speech beside them."""
    lower = reading.tokens.lower
    verbs = speech_verbs().forms
    count = 0
    for mention in person.mentions:
        # Who "has said" something said it before.
        near = [mention.last, mention.last + 1]
        if lower[mention.last : mention.last + 1] in (["has"], ["have"], ["had"], ["'s"]):
            near = []
        # "said Novak." but not "the paper says Novak is away"
        if mention.last >= len(lower) or lower[mention.last] in (",", ".", ";", '"', "”"):
            near.append(mention.start - 1)
        # "Novak welcomed the move, saying …"
        stop = reading.sentence_of(mention.first).last
        tail = lower[mention.last : min(stop, mention.last + _CLAUSE)]
        # "Novak told state television": who is at the meeting speaks to reporters.
        if not word_list("far_audience").isdisjoint(tail[:_NEAR]):
            continue
        # "After talks with Novak, Brekke left, saying …" tells what Brekke said.
        acts = bool(near) and tail[:1] != [","] and lower[mention.start - 1] not in word_list("preposition")
        saying = acts and "saying" in tail and (",", "saying") in itertools.pairwise(tail)
        count += saying or any(0 <= i < len(lower) and lower[i] in verbs and verbs[lower[i]].finite for i in near)
    return count
