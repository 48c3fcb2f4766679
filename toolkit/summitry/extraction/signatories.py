"""Who signed an instrument: the persons named, "the two presidents" as these, and "senior officials" as worded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from summitry.vocabulary import word_list, word_lists

from .fates import Fate
from .instrument_extents import Phrase
from .outcomes import verbs
from .people import Person, in_order
from .reading import Reading

# Signers stand within so many tokens of the verb.
_REACH = 60
# Words that a group may have before its noun: "the senior Norwegian trade officials".
_MODIFIERS = 4


def signatories(reading: Reading, persons: Sequence[Person], phrase: Phrase, fate: Fate) -> tuple[str, ...]:
    """Who signed: "Anna Kovar and Ben Okoro signed …", "… signed by …"; nobody who only stood by.

    Where the text names nobody, the group that it tells of ("ministers"). Nobody where it says only who signed *too*.
    """
    where = _range(reading, phrase, fate)
    if where is None:
        return ()
    first, last = where
    signers = _named(reading, persons, first, last) or _told(reading, persons, first, last)
    return tuple(dict.fromkeys([*signers, *_later(reading, persons, phrase)]))


def _range(reading: Reading, phrase: Phrase, fate: Fate) -> tuple[int, int] | None:
    """The tokens among which the signers stand."""
    if fate.form is None or fate.form.status != "signed" or fate.status not in ("signed", "earlier") or fate.at < 0:
        return None
    lower = reading.tokens.lower
    first, last = max(phrase.sentence.first, fate.at - _REACH), fate.at
    gerund = "gerund" in fate.form.tenses and "past" not in fate.form.tenses
    if fate.passive or gerund:
        stop = phrase.first if gerund and fate.at < phrase.first else min(phrase.sentence.last, fate.at + _REACH)
        by = next((at for at in range(fate.at, min(stop, fate.at + 8)) if lower[at] == "by"), None)
        return None if by is None else (by, stop)
    if {"presence", "witnessed"} & set(lower[first:last]):
        return None
    if phrase.last <= fate.at and "also" in lower[fate.at - 2 : fate.at]:
        return None  # "the declaration, which Anna Kovar also signed": others did before
    opener = word_list("new_clause") | {";"}
    return next((at + 1 for at in range(last - 1, first - 1, -1) if lower[at] in opener), first), last


def _named(reading: Reading, persons: Sequence[Person], first: int, last: int) -> list[str]:
    named = in_order(reading, persons)
    begin, end = (bisect_left(named, at, key=lambda mention: mention.first) for at in (first, last))
    signing = (m for m in named[begin:end] if reading.tokens.lower[m.start - 1] not in ("of", "with", "for", "before"))
    return [m.person.name for m in signing if m.person is not None]


def _told(reading: Reading, persons: Sequence[Person], first: int, last: int) -> list[str]:
    """Signers without names: "the two ministers" are the two named before, "senior officials" stay as worded."""
    lower = reading.tokens.lower
    for at in range(first, last):
        leaders = lower[at] in word_list("signing_leaders")
        if not leaders and lower[at] not in word_list("signing_group"):
            continue
        begin = at
        while begin > first and at - begin < _MODIFIERS and _modifies(reading, begin - 1):
            begin -= 1
        before = begin - 1 - (lower[begin - 1] in word_list("determiner"))
        if before >= first and lower[before] in word_list("preposition") - {"by"}:
            continue  # "in front of ministers"
        ranks = ("head_of_state", "head_of_government") if leaders else ("minister",)
        if lower[at - 1] in ("two", "both") or (leaders and lower[at - 1] == "the"):
            held = [p for p in persons if p.office is not None and p.office.rank in ranks]
            if len(held) == 2 and all(person.mentions[0].first < at for person in held):
                return [person.name for person in held]
        return [] if leaders else [_group(reading, begin, at + 1)]
    return []


def _modifies(reading: Reading, at: int) -> bool:
    stops = word_lists("preposition", "determiner", "list_connector")
    return reading.tokens.words[at].isalpha() and reading.tokens.lower[at] not in stops


def _later(reading: Reading, persons: Sequence[Person], phrase: Phrase) -> list[str]:
    """Who "signed it" later in the sentence, as a witness or a host does."""
    lower = reading.tokens.lower
    for at in range(phrase.last, phrase.sentence.last - 1):
        form = verbs().starting(lower, at)
        if form is not None and form.status == "signed" and "past" in form.tenses and lower[at + 1] == "it":
            clause = next((n + 1 for n in range(at - 1, phrase.last - 1, -1) if lower[n] in (",", "and", ";")), None)
            return [] if clause is None else _named(reading, persons, clause, at)
    return []


def _group(reading: Reading, first: int, last: int) -> str:
    """A group as worded, without the capital of a sentence's first word: "senior officials"."""
    words = " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())
    opens = first == reading.sentence_at(reading.tokens.starts[first]).first and not reading.labelled(first)
    return words[0].lower() + words[1:] if opens else words
