"""Speech in a noun: "the minister's claim that the talks failed", "his denial of any role", "Lisbon's view is that"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.vocabulary import word_list

from .addressees import infinitive
from .descriptions import noun_phrase
from .light_verbs import giver
from .reach import Tokens, clause_like, rest
from .reading import Reading, Sentence
from .speakers import Phrase, Subject
from .verbs import Verb, speech_nouns

if TYPE_CHECKING:
    from .statements import Finder, Statement

# "his frequent and loud claim": so many words may stand between the possessive and the noun.
_ADJECTIVES = 4


def named(
    finder: Finder, number: int, sentence: Sentence, index: int, shared: Subject | None
) -> tuple[Statement, int] | None:
    """The statement of the noun of speech at token ``index`` with the token after it; None without words of speech
    behind it, or where neither a possessive nor a verb ("issued a warning") nor "by" says whose it is."""
    noun = speech_nouns().get(finder.reading.tokens.lower[index])
    if noun is None or finder.reading.quoted[index] >= 0:
        return None
    phrase = _possessor(finder, sentence, index)
    if phrase is None:
        return _unpossessed(finder, number, sentence, index, noun, shared)
    said = _in_view_of(finder, sentence, index, phrase) or _said(finder, sentence, index, noun)
    if said is None:
        return None
    first, last = said
    governed = finder.reading.tokens.lower[index + 1] in word_list("being")
    if not governed and (phrase.first == sentence.first or finder.reading.tokens.words[phrase.first - 1] == ","):
        last = _before_predicate(finder.reading, first, last, clause=finder.reading.tokens.lower[first - 1] == "that")
    speaker = finder.attention.resolve(finder.reading, finder.phrases, sentence, phrase)
    if speaker is None or last <= first:
        return None
    attention = replace(finder.attention)
    statement = finder.reported(number, first, last, Subject(speaker, phrase.first, phrase.last), noun)
    finder.attention = attention  # whose claim is mentioned is not who speaks here
    return (statement, last) if statement is not None else None


def _in_view_of(finder: Finder, sentence: Sentence, index: int, phrase: Phrase) -> Tokens | None:
    """The clause of "In his opinion, trade will grow", where the token ``index`` is the opinion."""
    lower, words = finder.reading.tokens.lower, finder.reading.tokens.words
    opens = phrase.first == sentence.first + 1 and lower[sentence.first] in ("in", "to")
    if not opens or lower[index] not in word_list("opinion_noun") or words[index + 1 : index + 2] != [","]:
        return None
    return rest(finder, sentence, index + 2) if index + 2 < sentence.last else None


def _unpossessed(
    finder: Finder, number: int, sentence: Sentence, index: int, noun: Verb, shared: Subject | None
) -> tuple[Statement, int] | None:
    """ "issued a warning that", "a call by the ministry for": whose it is, its verb or "by" says."""
    reading, lower = finder.reading, finder.reading.tokens.lower
    at = index
    if lower[index + 1 : index + 2] in (["by"], ["from"], ["in"], ["within"]):
        subject = _agent(finder, sentence, index + 2)
        placed = lower[index + 1] in ("in", "within")  # "calls in Congress for", not "a call in Norway for"
        if subject is None or (placed and not word_list("legislature") & set(lower[subject.first : subject.last])):
            return None
        at = subject.last - 1
    else:
        subject = giver(reading, finder.phrases, sentence, index, finder.attention, shared)
    said = _said(finder, sentence, at, noun) if subject is not None else None
    if said is None or subject is None:
        return None
    statement = finder.reported(number, *said, subject, noun)
    return (statement, said[1]) if statement is not None else None


def _agent(finder: Finder, sentence: Sentence, first: int) -> Subject | None:
    """The speaker whose phrase begins at the token ``first`` and ends before what he says: "by the ministry (for)"."""
    reading = finder.reading
    phrase = finder.phrases.beginning(first)
    if phrase is None:
        for stop in range(first + 1, min(sentence.last, first + 2 + _ADJECTIVES * 2)):
            if reading.tokens.lower[stop] == "that" or reading.tokens.lower[stop] in word_list("preposition"):
                phrase = noun_phrase(reading, sentence, stop)
                break
    if phrase is None or phrase.first > first or phrase.last >= sentence.last:
        return None
    speaker = finder.attention.resolve(reading, finder.phrases, sentence, phrase)
    return Subject(speaker, phrase.first, phrase.last) if speaker is not None else None


def _possessor(finder: Finder, sentence: Sentence, index: int) -> Phrase | None:
    """Whose claim it is: the phrase before "'s", or a pronoun for "his"."""
    reading = finder.reading
    lower = reading.tokens.lower
    for at in range(index - 1, max(sentence.first - 1, index - 2 - _ADJECTIVES), -1):
        if lower[at] in _PRONOUNS:
            return Phrase(at, at + 1, pronoun=_PRONOUNS[lower[at]])
        if lower[at] == "'s" or (lower[at] == "'" and lower[at - 1].endswith("s")):
            return finder.phrases.ending(at)
        if reading.quoted[at] >= 0 or not lower[at][0].isalpha() or lower[at] in word_list("determiner"):
            return None
        if lower[at] in word_list("preposition") or lower[at] in word_list("auxiliary"):
            return None
    return None


_PRONOUNS = {"his": "he", "her": "she", "their": "they", "its": "it"}


def _said(finder: Finder, sentence: Sentence, index: int, noun: Verb) -> Tokens | None:
    reading = finder.reading
    lower = reading.tokens.lower
    after = index + 1
    if after + 1 >= sentence.last:
        return None
    word = lower[after]
    if word == "that" and lower[after + 1] in word_list("auxiliary"):
        return None  # "a request that may be hard to meet"
    if word in word_list("being") and lower[after + 1] == "that" and "that" in noun.frames:
        return rest(finder, sentence, after + 2)
    if word == "to" and "to_np" in noun.frames:
        return rest(finder, sentence, after + 1, noun_phrase=True)  # "his opposition to the ban"
    if word == "to":
        fits = "to" in noun.frames and infinitive(reading, sentence, after)
        return rest(finder, sentence, after) if fits else None
    if word == "of" and "as" in noun.frames:
        stop = min(sentence.last, after + 14)
        return rest(finder, sentence, after + 1) if "as" in lower[after:stop] else None
    if word in noun.frames:
        return rest(finder, sentence, after + 1, noun_phrase=word != "that")
    bare = "bare" in noun.frames and (reading.labelled(after) or word in word_list("clause_opener"))
    if bare and word not in word_list("preposition") and clause_like(reading, sentence, after):
        return rest(finder, sentence, after)
    return None


def _before_predicate(reading: Reading, first: int, last: int, *, clause: bool) -> int:
    """Where "his call for calm | was heard" goes on with the sentence's own verb: its first finite verb, the second
    where what is said is a clause."""
    lower = reading.tokens.lower
    verbs = 0
    for at in range(first + 1, last):
        if reading.quoted[at] >= 0:
            continue
        chained = lower[at - 1] in word_list("auxiliary") or lower[at - 1] in ("to", "not")
        finite = lower[at] in word_list("auxiliary") or lower[at] in word_list("narrative_verb")
        finite = finite or (lower[at].endswith("ed") and lower[at - 1] not in word_list("determiner"))
        if finite and not chained:
            verbs += 1
            if verbs > clause:
                return at
    return last
