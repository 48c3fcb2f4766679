"""How like two mentions of instruments are: the draft that a later phrase speaks of again."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list, word_lists

from .became import is_anew, is_bare, of_the_day
from .drafts import Draft, abbreviates, content, dated
from .fates import Fate
from .instrument_extents import Phrase
from .outcomes import verbs
from .reading import Reading

_DONE = frozenset({"signed", "adopted", "agreed"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
# "The agreement" is the one told of at most so many paragraphs before.
_CLOSE = 12
# A text that names more instruments than these in between speaks of another one.
_FAR = 60
_SURELY = 2
# "normalise" and "normalisation" share so many letters.
_STEM = 7


def same(reading: Reading, drafts: Sequence[Draft], phrase: Phrase, fate: Fate) -> Draft | None:
    """The draft that a later phrase speaks of again: the same words, or "the agreement" for the agreement before it."""
    drafts = drafts[-_FAR:]
    # "The joint statement" may be the communiqué told of before, where no other is.
    outcome = phrase.noun.kind == "outcome" and phrase.determiner == "the" and phrase.end <= phrase.last
    outcome = outcome and not phrase.named and all(d.phrase.noun.type != phrase.noun.type for d in drafts)
    retold = phrase.determiner in _POINTING and phrase.late is not None and phrase.head - phrase.first == 1
    retold = retold or _are_those(reading, phrase)
    words = frozenset() if retold else content(reading, phrase)  # "The deals were signed in the oil sector"
    best, likeness = None, 0
    for draft in reversed(drafts):
        alike = _likeness(reading, draft, phrase, words, fate, outcome)
        if alike > likeness:
            best, likeness = draft, alike
        if likeness == _SURELY:
            break
    return best


def _likeness(reading: Reading, draft: Draft, phrase: Phrase, words: frozenset[str], fate: Fate, outcome: bool) -> int:
    """2 where a phrase surely names the instrument of ``draft``, 1 where it may, 0 where it does not; ``outcome`` where
    any joint text would do."""
    other = draft.phrase
    if fate.status == "earlier" and draft.status in ("signed", "adopted") and dated(reading, phrase):
        return 0  # "the new treaty replaces the treaty of 2001"
    if phrase.definite and draft.status == "earlier" and not word_list("month").isdisjoint(words):
        words -= word_list("month") & other.sentence.words  # "a deal made in March … the March accord"
    if other.first < phrase.first < other.end or other.noun.plural != phrase.noun.plural:
        return 0  # "a framework for an agreement" names two
    if other.noun.type != phrase.noun.type and not _loosely(other, phrase) and not _recounted(other, phrase):
        return 2 * (outcome and other.noun.kind == "outcome" and draft.status == "adopted")
    known = draft.words | draft.known
    if draft.status == "earlier" and fate.status in ("", "planned") and is_anew(reading, phrase):
        return 0  # "a new Faro deal" is not the Faro deal
    pointing = phrase.determiner in _POINTING or _are_those(reading, phrase)
    if phrase.noun.plural and not words and pointing and other.noun.type == phrase.noun.type:
        return 2  # "the agreements" are rather the three agreements than the four memorandums
    if _again(reading, draft, phrase) or (draft.status == fate.status == "rejected"):
        return 2  # what was expected and not made is told once
    if words and words == draft.words and phrase.count == other.count:
        return 2
    if phrase.named and other.named:
        if _name(reading, phrase) and _name(reading, phrase) == _name(reading, other):
            return 2  # "the Faro Framework to fight crime" is "the Faro Framework for Security"
        return 2 * bool(words and (words <= known or known <= words))
    later = phrase.noun == other.noun and phrase.noun.plural and other.count is None and draft.status == fate.status
    if later and (phrase.count or 0) > 1 and not draft.areas and draft.words <= words and not other.determiner:
        return 2  # "the handover of documents … the handover of 10 documents"
    counted = phrase.count is not None and phrase.count > 1 and phrase.count == other.count
    if counted and (words & known or not words):
        return 2
    if draft.status == "planned" and fate.status in ("", "planned") and not (phrase.noun.plural or other.named):
        mine, its = _field_words(reading, phrase), _field_words(reading, other)
        stems = {word[:_STEM] for word in mine if len(word) >= _STEM} & {word[:_STEM] for word in its}
        told = reading.tokens.lower[phrase.first : phrase.head]
        plain = word_lists("plain_modifier", "planned_modifier", "instrument_modifier", "determiner")
        mine |= {word for word in told if word not in plain and word.isalpha()} - known
        coming = fate.status == "planned" or not word_list("planned_modifier").isdisjoint(told)
        vague = not mine and coming and phrase.noun.type == other.noun.type and other.noun.kind == "strong"
        if mine == its or stems or vague:
            return 2  # what is planned is told of as "a deal" again and again
    again = phrase.definite or not phrase.count or fate.status in ("", draft.status)
    if again and not phrase.named and words and words <= known and phrase.determiner not in ("a", "an", "another"):
        return 2
    if phrase.named:
        # "signed an action plan … The Faro action plan foresees"
        unnamed = other.noun.words == phrase.noun.words and not other.named and draft.status in _DONE
        unnamed = unnamed and phrase.noun.type not in word_list("deal_type")
        return int(unnamed and phrase.definite and fate.form is None and not phrase.noun.plural)
    close = phrase.sentence.paragraph - other.sentence.paragraph <= _CLOSE
    if not phrase.definite and reading.tokens.lower[phrase.last : phrase.last + 2] in (
        ["like", "this"],
        ["like", "that"],
    ):
        return 1  # "We have waited for a deal like this"
    if not phrase.definite and not words and draft.status == fate.status and draft.status in _DONE:
        # News tells again: "A truce was signed … A truce has been signed, he said".
        return int(other.noun.words == phrase.noun.words and phrase.determiner in ("a", "an"))
    if not phrase.definite:
        # "Talks on the fisheries deal go on. … They hope for a deal."
        return not words and not phrase.noun.plural and fate.status == draft.status == "planned"
    mine, its = _field_words(reading, phrase), _field_words(reading, other)
    if mine and its and mine.isdisjoint(its) and phrase.end > phrase.last and other.end > other.last:
        return 0  # "the treaty on transit" and "the agreement on services" are two
    if close and words - known <= word_list("instrument_modifier"):
        return 1
    if close and not (draft.status or fate.status or other.named) and phrase.noun == other.noun and _is_the(phrase):
        return 1  # "Under the cod-for-oil deal … details of the fish deal": one deal by two names
    shared = words & known - word_list("plain_modifier")
    return int(
        close
        and bool(shared)
        and not fate.inner
        and draft.status in _DONE
        and fate.status in ("", draft.status)
        and _is_the(phrase)
    )


def _name(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """The capitalised words of an instrument's name up to its noun; none where it has no other."""
    words = reading.tokens.words[phrase.first : phrase.last]
    name = tuple(word for word in words if word[0].isupper() and word.lower() not in word_list("determiner"))
    return name if len(name) > len(phrase.noun.words) else ()


def _field_words(reading: Reading, phrase: Phrase) -> set[str]:
    """What an instrument is about, without adjectives and partners: "a great trade deal with Norway" is about trade."""
    lower = reading.tokens.lower
    first, last = phrase.subject
    about = range(first, last) if lower[first:last] and lower[first] in ("on", "for", "to", "about") else range(0)
    before = {lower[at] for at in range(phrase.first, phrase.head)} & word_list("instrument_modifier")
    skipped = word_lists("plain_modifier", "preposition", "determiner")
    return (before | {lower[at] for at in about}) - skipped


def _again(reading: Reading, draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase names its instrument again for certain: by initials, or as "the statement" of this meeting."""
    other = draft.phrase
    if phrase.noun.type == other.noun.type == "resolution" and phrase.last == phrase.head + len(phrase.noun.words):
        return True  # without a number: the one told of
    if (
        phrase.noun.kind != "name"
        and (is_bare(reading, phrase) or of_the_day(reading, phrase))
        and phrase.definite
        and not phrase.noun.plural
        and phrase.noun.type == other.noun.type
    ):
        return True
    if abbreviates(reading, phrase, other) or abbreviates(reading, other, phrase):
        return True
    outcome = {phrase.noun.kind, other.noun.kind} == {"outcome"} and phrase.noun.type == other.noun.type
    plain = phrase.end <= phrase.last or other.end <= other.last
    return outcome and plain and phrase.determiner != "another" and (draft.status != "earlier" or _recalled(phrase))


def _loosely(one: Phrase, other: Phrase) -> bool:
    """Whether two nouns may name one thing: "the pact" an agreement, "the document" anything."""
    general = {"agreement", "treaty", "contract", "other"}
    plain = other.noun.kind == "strong" or other.noun.words[0].startswith("understanding")
    pointing = other.noun.type == "agreement" and plain and other.determiner in _POINTING
    if pointing and one.noun.type in word_list("deal_type"):
        return True  # "a memorandum … the deal"
    return (one.noun.type in general and other.noun.type in general and other.noun.words[-1] != "programme") or (
        other.noun.type == "other" and other.definite
    )


def _recounted(one: Phrase, other: Phrase) -> bool:
    """Whether two groups are counted alike, and the second goes by a general word: "15 memorandums … 15 agreements"."""
    general = other.noun.type in ("agreement", "other") and one.noun.type in word_list("deal_type") | {"other"}
    return general and other.count is not None and other.count > 1 and one.count == other.count


def _recalled(phrase: Phrase) -> bool:
    """ "Last year they issued a joint statement. … The joint statement": the one told of."""
    return phrase.determiner == "the" and not phrase.named


def _is_the(phrase: Phrase) -> bool:
    """Whether a phrase is "the truce deal": definite, single, without a name."""
    return (
        phrase.determiner == "the" and not phrase.noun.plural and not phrase.named and phrase.noun.type == "agreement"
    )


def _are_those(reading: Reading, phrase: Phrase) -> bool:
    """ "Memorandums signed were on health": those told of."""
    lower, at = reading.tokens.lower, phrase.last
    opens = phrase.noun.plural and not phrase.determiner and phrase.first == phrase.sentence.first == phrase.head
    return opens and verbs().participle(lower, at) and lower[at + 1] in word_list("being")
