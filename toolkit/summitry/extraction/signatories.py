"""Persons whom a text names as signing an instrument."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .fates import Fate
from .instrument_extents import Phrase
from .people import Person
from .reading import Reading

# Signers stand within so many tokens of the verb.
_REACH = 60


def signatories(reading: Reading, persons: Sequence[Person], phrase: Phrase, fate: Fate) -> tuple[str, ...]:
    """Who signed: "Anna Kovar and Ben Okoro signed …", "… signed by …"; nobody who only stood by."""
    if fate.form is None or fate.form.status != "signed" or fate.status not in ("signed", "earlier") or fate.at < 0:
        return ()
    lower = reading.tokens.lower
    first, last = max(phrase.sentence.first, fate.at - _REACH), fate.at
    gerund = "gerund" in fate.form.tenses and "past" not in fate.form.tenses
    if fate.passive or gerund:
        stop = phrase.first if gerund and fate.at < phrase.first else min(phrase.sentence.last, fate.at + _REACH)
        by = next((at for at in range(fate.at, min(stop, fate.at + 8)) if lower[at] == "by"), None)
        if by is None:
            return ()
        first, last = by, stop
    else:
        if {"presence", "witnessed"} & set(lower[first:last]):
            return ()
        opener = word_list("new_clause") | {";"}
        first = next((at + 1 for at in range(last - 1, first - 1, -1) if lower[at] in opener), first)
    found = [
        (mention.first, person.name)
        for person in persons
        for mention in person.mentions
        if first <= mention.first < last and lower[mention.start - 1] not in ("of", "with", "for", "before")
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))
