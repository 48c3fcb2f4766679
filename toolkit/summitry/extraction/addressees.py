"""Whom a statement is told to: "told reporters that", "urged Iran to", "accused Iran of", "assured them that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.vocabulary import word_list, word_lists

from .adjuncts import skip_adjuncts
from .reach import Tokens, clause_like, from_quote, quote_follows, rest
from .reading import Reading, Sentence
from .verbs import Verb

if TYPE_CHECKING:
    from .statements import Finder


def with_object(finder: Finder, sentence: Sentence, start: int, verb: Verb) -> Tokens | None:
    """ "told reporters (that)", "urged Iran to", "accused Iran of", "assured them that"."""
    reading = finder.reading
    words, lower = reading.tokens.words, reading.tokens.lower
    frames = verb.frames
    stop = min(sentence.last, start + 24)
    addressed = object_end(finder, sentence, start)
    for at in range(start, stop):
        if reading.quoted[at] >= 0 and "obj_of" not in frames:
            break
        word = lower[at]
        if word in (";", ":", ".") or (word == "," and at - start > 12):
            break
        if word == "that" and "obj_that" in frames:
            # "told him it was a step that cost jobs" has a relative clause, which no subject opens.
            clause = addressed > start and _opens_clause(finder, addressed)
            stated = word_list("auxiliary").isdisjoint(lower[start:at]) or (
                not clause and _opens_clause(finder, at + 1)
            )
            if stated:
                return rest(finder, sentence, at + 1)
            break
        if word == "of" and "obj_of" in frames and at > start and verb.lemma == "accuse":
            # "accused Norway of …": whom, too, unless it is "him".
            whom = lower[start] not in word_list("pronoun_object")
            return rest(finder, sentence, start if whom else at + 1, noun_phrase=True)
        if word == "of" and "obj_of" in frames and at == addressed > start:
            return rest(finder, sentence, at + 1, noun_phrase=True)  # "reminded Norway of"
        if word in ("against", "about") and word in frames and at > start:
            return rest(finder, sentence, at + 1, noun_phrase=True)  # "warned Norway against"
        if word == "for" and "obj_for" in frames and at > start:
            return rest(finder, sentence, at + 1, noun_phrase=True)
        asked = "obj_to" in frames and "obj_that" not in frames
        if asked and (word in word_list("subordinator") or word in word_list("auxiliary")):
            break
        # Who may also be told a clause is told to do something only where that follows at once.
        told = "obj_to" in frames and at - (lower[at - 1] == "not") == addressed
        if word == "to" and (asked or told) and at > start and infinitive(reading, sentence, at):
            return rest(finder, sentence, start, noun_phrase=True)
    if "obj_that" not in frames or lower[start] in word_list("no_clause"):
        return None
    at = addressed
    if at == start:
        return None
    if at < sentence.last and lower[at] == "'s":
        # "told the BBC's Newsnight programme that"
        at = next((i + 1 for i in range(at, min(sentence.last, at + 6)) if lower[i] in word_list("programme_noun")), at)
        if lower[at] == "'s":
            return None
    at = skip_adjuncts(reading, sentence, at)
    if at >= sentence.last:
        return None
    if (quote := quote_follows(reading, sentence, at)) is not None:
        return from_quote(finder, sentence, quote)
    if words[at] == "," and at + 1 < sentence.last and clause_like(reading, sentence, at + 1):
        following = lower[at + 1]
        # "told the gazette, it was late", not "told the gazette, adding that".
        clause = following in word_list("determiner") or following in word_list("pronoun_subject")
        return rest(finder, sentence, at + 1) if clause else None
    if words[at] in ",.;:" or lower[at] in word_list("no_clause") or not clause_like(reading, sentence, at):
        return None
    return rest(finder, sentence, at)


def _opens_clause(finder: Finder, index: int) -> bool:
    """Whether the subject of a clause may begin at the token ``index``."""
    lower = finder.reading.tokens.lower
    if index >= len(lower):
        return False
    opens = lower[index] in ("there", "if", "when") or lower[index] in word_lists("determiner", "pronoun_subject")
    return opens or finder.phrases.beginning(index) is not None


def infinitive(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether the "to" at token ``at`` begins an infinitive, not a noun phrase."""
    if at + 1 >= sentence.last:
        return False
    word = reading.tokens.words[at + 1]
    return (
        word.islower()
        and word not in word_list("determiner")
        and not word.endswith("ing")
        and not reading.labelled(at + 1)
    )


def _whole_name(reading: Reading, sentence: Sentence, last: int) -> int:
    """The token after the programme of an outlet whose own name ends at ``last``: "the BBC | Breakfast"."""
    while last < sentence.last and reading.tokens.words[last][0].isupper() and reading.quoted[last] < 0:
        if reading.labelled(last) or reading.tokens.lower[last] in word_list("weekday"):
            break
        last += 1
    return last


def object_end(finder: Finder, sentence: Sentence, start: int) -> int:
    """The token after an addressee: "reporters", "him", "the agency", a named person or outlet."""
    lower = finder.reading.tokens.lower
    phrase = finder.phrases.beginning(start)
    if phrase is not None:
        outlet = phrase.speaker is not None and phrase.speaker.outlet
        return _whole_name(finder.reading, sentence, phrase.last) if outlet else phrase.last
    at = start
    while at < sentence.last and at - start < 5:
        covered = finder.phrases.covering(at)
        if covered is not None:
            return covered.last
        hit = finder.reading.covers[at]
        if hit is not None and hit.entry.outlet is not None:
            return _whole_name(finder.reading, sentence, hit.last)
        if lower[at] in word_list("addressee") or lower[at] in word_list("speaker_noun"):
            at += 1
            pronouns = word_list("pronoun_object")  # "told reporters it was late"
            nouns = word_lists("addressee", "programme_noun")  # "told the radio station"
            while at < sentence.last and lower[at] in nouns and lower[at] not in pronouns:
                at += 1
            return at
        if lower[at] in word_list("occasion_noun") and lower[start] in word_list("determiner"):
            return at + 1  # "told a news conference"
        if lower[at] in (",", ".", "that") or lower[at] in word_list("preposition"):
            break
        at += 1
    return start
