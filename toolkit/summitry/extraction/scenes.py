"""What one sentence says of a person's presence: nothing, that he or she may have been there, or that it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summitry.vocabulary import word_list

from .gathering import among_leaders
from .occasion import LEAD, LONGEST, elsewhere, is_turn
from .people import Person, is_consort
from .reading import Reading, Sentence
from .ties import tied
from .verbs import speech_verbs

HEADS = frozenset({"head_of_state", "head_of_government", "head_of_organisation", "royal"})
# As many words may stand between a verb of meeting and whom it names ("met the queen and her son A").
_OBJECT = 9


@dataclass(frozen=True, slots=True)
class Scene:
    """``spots`` gives the person of a first token, ``places`` the first tokens by ``id`` of the person, ``ends`` the
    token after the last; ``named`` holds the tokens of all names; ``ahead`` says that the meeting is still to come,
    ``many`` that it is one of many states, where leaders who are named are there."""

    spots: dict[int, Person]
    places: dict[int, list[int]]
    ends: dict[int, int]
    named: frozenset[int]
    ahead: bool
    many: bool


def in_sentence(reading: Reading, sentence: Sentence, at: int, person: Person, scene: Scene) -> int:
    """What one sentence says for a person's presence: 0 nothing, 3 clearly took part."""
    tokens = reading.tokens
    lower = tokens.lower
    if is_turn(reading, sentence, at):
        return 4
    if elsewhere(reading, sentence, at, scene.ahead):
        return 0
    last = scene.ends[at]
    # "Novak's forces", "the Novak administration"
    if (
        last < len(lower)
        and lower[last] in ("'s", "'")
        or lower[last : last + 1]
        and lower[last] in word_list("labelled")
        and lower[last : last + 2] != ["plan", "to"]
    ):
        return 0
    if is_thought_of(lower, at, sentence.first):
        return 0
    ahead = at - 1
    while ahead > sentence.first and (lower[ahead] in ("the", "two", "his", "her") or "-year-old" in lower[ahead]):
        ahead -= 1
    before = lower[ahead] if ahead >= sentence.first else ""
    # "gave the Order of Merit to Minister A", "with his wife, A"
    given = before == "to" and lower[ahead - 1] in word_list("given_to")
    if given or _is_spouse(reading, person, ahead, last) or _is_met(reading, sentence, at):
        return 3
    if tied(reading, sentence, at, last, scene.named) or (scene.many and among_leaders(reading, at, last)):
        return 3
    # The lead is about the meeting, and at a meeting of many who is spoken of is there; further down, others are named.
    if sentence.paragraph > LEAD and not scene.many:
        return 0
    if sentence.words.isdisjoint(word_list("meeting_verb")) and sentence.words.isdisjoint(word_list("meeting_noun")):
        return 0
    within = lower[_relative(lower, at, max(sentence.first, at - LONGEST)) : min(sentence.last, at + LONGEST)]
    # "A said that the summit …" tells of the summit, not of A.
    leads = person.office is not None and person.office.rank in HEADS
    if not leads and lower[last : last + 1] and lower[last] in speech_verbs().forms and "that" in within:
        within = within[: within.index("that")]
    subject = at <= sentence.first + 3 or before in ("and", ",", "when", "where", "as", "after", "while")
    partner = before in word_list("partner_word")
    meets = not word_list("meeting_verb").isdisjoint(within)
    gathers = not word_list("meeting_noun").isdisjoint(within)
    if (meets and (subject or partner)) or (gathers and partner):
        return 3
    if gathers and subject:
        return 2
    return 1 if meets else 0


def _relative(lower: Sequence[str], at: int, first: int) -> int:
    """Where the relative clause that holds the token begins ("met envoys of the body, which has censured Novak"), else
    ``first``."""
    return next((n for n in range(at - 1, first, -1) if lower[n] in ("which", "whom") and lower[n - 1] == ","), first)


def is_thought_of(lower: Sequence[str], at: int, floor: int) -> bool:
    """Whether a name at the token ``at`` is that of somebody who may come, or of the dead: "unclear whether Novak would
    attend", "the death of Novak"."""
    if at <= floor:
        return False
    return lower[at - 1] in ("whether", "if") or (lower[at - 1] == "of" and lower[at - 2] in word_list("fate_noun"))


def _is_spouse(reading: Reading, person: Person, before: int, last: int) -> bool:
    """Whether a person is named as a leader's wife or husband: they come along."""
    words = reading.tokens.lower[max(0, before - 1) : last]
    return is_consort(person) or not word_list("spouse_noun").isdisjoint(words)


def _is_met(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether a verb of meeting stands shortly before, in the same clause: "they met the queen and her son A"."""
    met, stops = word_list("met_verb"), word_list("clause_stop")
    if sentence.words.isdisjoint(met):
        return False
    for word in reversed(reading.tokens.lower[max(sentence.first, at - _OBJECT) : at]):
        if word in met:
            return True
        if word in stops:
            return False
    return False
