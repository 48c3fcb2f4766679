"""Groups of instruments that say no more than what is told of otherwise: member by member, or before."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list, word_lists

from .became import is_bare
from .drafts import Draft
from .instrument_nouns import is_group
from .outcomes import verbs
from .reading import Reading

_DONE = frozenset({"signed", "adopted", "agreed"})
_ANY = ("agreement", "other")  # what a group of any instruments is called


def said_in_plural(headed: Draft, drafts: Sequence[Draft]) -> bool:
    """ "Sign trade deal" above "signed trade and finance deals"."""
    plural = (draft for draft in drafts if draft.phrase.noun.plural and draft.status == headed.status)
    return any(headed.words and headed.words <= draft.words for draft in plural)


def adds_nothing(reading: Reading, draft: Draft, drafts: Sequence[Draft], number: int) -> bool:
    """Whether a group without number or subject says no more than its members: "documents were signed, among them …",
    "a package of bilateral documents was signed. The two signed a treaty …"."""
    phrase = draft.phrase
    if phrase.noun.plural and draft.status in _DONE and _told_apart(reading, draft, drafts, number):
        return True
    if phrase.count is not None or phrase.noun.type != "other" or draft.areas:
        return False
    if is_bare(reading, phrase):
        return len(drafts) > 1
    plain = word_list("plain_modifier") | word_list("determiner") | word_list("instrument_modifier") | {"of", ","}
    before = reading.tokens.lower[phrase.first : phrase.head]
    if not phrase.noun.plural or phrase.named or phrase.end > phrase.last:
        return False
    here = phrase.sentence.paragraph
    follow = (d for d in drafts[number + 1 :] if d.status == draft.status and d.phrase.sentence != phrase.sentence)
    near = any(d.phrase.sentence.paragraph - here <= 1 for d in follow)
    return near and all(word in plain or is_group(word) for word in before)


def _told_apart(reading: Reading, draft: Draft, drafts: Sequence[Draft], number: int) -> bool:
    """Whether a group is told of member by member after it ("Four agreements were signed. A memorandum …, another …"),
    or without number and subject when others have been told of ("the signing of agreements strengthens ties")."""
    phrase = draft.phrase
    if phrase.named or (draft.areas and phrase.count is None):
        return False
    alike = [d for d in drafts if d is not draft and d.status == draft.status]
    if phrase.count is None and phrase.noun.type not in word_list("deal_type") | {"other"}:
        return False
    if phrase.count is None:
        plain = word_lists("plain_modifier", "determiner", "instrument_modifier", "group_adjective")
        if phrase.end > phrase.last or phrase.late:
            return False
        said = {word for word in reading.tokens.lower[phrase.first : phrase.head] if not is_group(word)}
        if verbs().participle(reading.tokens.lower, phrase.end) and phrase.end + 1 < phrase.sentence.last:
            return False  # "deals struck with Norway"
        before = [d for d in alike if d.phrase.first < phrase.first]
        counted = any((d.phrase.count or 0) > 1 for d in before)
        restated = counted or (before and phrase.determiner in ("", "the", "these", "those", "such"))
        return said <= plain | {"of"} and bool(restated or len(_members(alike, drafts[number + 1 :])) > 1)
    if draft.fate.inherited:
        return False  # a member of a list itself: "a protocol as well as two agreements"
    members = _members(alike, drafts[number + 1 :])
    if phrase.noun.type not in _ANY and any(d.phrase.noun.type != phrase.noun.type for d in members):
        return False  # "three memoranda" that are two memoranda and a letter: the words differ, and both stand
    return 1 < phrase.count <= len(members) + (not draft.areas) and len(members) > 1


def _members(alike: Sequence[Draft], following: Sequence[Draft]) -> list[Draft]:
    """The single instruments that are told of after a group, and became what it became."""
    return [draft for draft in following if draft in alike and not draft.phrase.noun.plural]
