"""Speakers without a name: "an aide to the president", "Lawmakers in both parties", "the two leaders"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summitry.vocabulary import country_name, word_list, word_lists
from summitry.vocabulary.tables import kept

from .adjuncts import skip_adjuncts
from .people import Person
from .reading import Reading, Sentence
from .speakers import Phrase, Speaker, words_of
from .verbs import speech_verbs

# "in a joint statement" has at most so many words.
_UTTERANCE = 5
# The state that a text is about is named so many times as often as the next one.
_STANDS_OUT = 1.4
# A noun phrase has at most so many words.
_WORDS = 16


def noun_phrase(reading: Reading, sentence: Sentence, stop: int) -> Phrase | None:
    """The noun phrase that ends before the token ``stop``, if a noun of speakers heads it: "an aide to the president",
    "Lawmakers in both parties", "the ministry's spokesman"."""
    lower = reading.tokens.lower
    nouns = word_list("speaker_noun")
    if nouns.isdisjoint(lower[max(sentence.first, stop - _WORDS) : stop]):
        return None
    start = stop
    stops, verbs = _stops(), speech_verbs().forms
    while start > sentence.first and stop - start < _WORDS:
        word = lower[start - 1]
        if word in stops or reading.quoted[start - 1] >= 0:
            break
        if word == "-" and start > 1 and reading.tokens.ends[start - 2] < reading.tokens.starts[start - 1]:
            break
        if word.endswith("ed") and start - 1 > sentence.first and _told(reading, start - 1):
            break
        verb = verbs.get(word)
        if verb is not None and "past" in verb.tenses and lower[start - 2 : start - 1] != ["the"]:
            break
        start -= 1
    if start - 1 == sentence.first and lower[start - 1] == "that":
        start -= 1  # "That statement said"
    while start < stop and (lower[start] in ("and", "but", "so", "-") or lower[start].endswith("ly")):
        start += 1
    head = next((i for i in range(start, stop) if lower[i] in nouns and _is_head(reading, i, stop)), None)
    if head is None:
        return None
    first = phrase_start(reading, start, head)
    # "The envoys in a joint statement": how they spoke is not who they are.
    told = next((at for at in range(head + 1, stop - 1) if _in_utterance(lower, at, stop)), None)
    if told is not None:
        return Phrase(first, stop, generic(reading, first, told, head))
    if lower[stop - 1] in word_lists("weekday", "time_noun", "month"):
        # "Officials on Monday": when they spoke is not who they are.
        adjuncts = (at for at in range(head + 1, stop) if skip_adjuncts(reading, sentence, at) == stop)
        stop = next((at for at in adjuncts if lower[at] != "of"), stop)
    return Phrase(first, stop, generic(reading, first, stop, head))


@kept
def _stops() -> frozenset[str]:
    """The words and marks before which no noun phrase begins."""
    clauses = word_lists("subordinator", "relative") - {"and", "so", "than"}
    return clauses | word_list("auxiliary") | frozenset(',;:.–—()"“”')


def _in_utterance(lower: Sequence[str], at: int, stop: int) -> bool:
    """Whether "in a statement", "in their joint declaration" stands from ``at`` to ``stop``."""
    return (
        lower[at] == "in"
        and lower[at + 1] in word_list("determiner")
        and stop - at <= _UTTERANCE
        and lower[stop - 1] in word_lists("utterance", "document_noun")
    )


def _told(reading: Reading, index: int) -> bool:
    """Whether a form in "-ed" is what somebody did ("Novak exchanged views"), no adjective ("an unnamed official")."""
    words = reading.tokens.words
    return words[index].islower() and words[index - 1][0].isupper()


def _is_head(reading: Reading, index: int, stop: int) -> bool:
    """Whether a noun heads its phrase: another noun of speakers right after it would head it instead."""
    lower = reading.tokens.lower
    if index + 1 >= stop:
        return True
    following = lower[index + 1]
    if following == "'s":
        return False
    # Only what may follow a whole noun: a preposition, a participle, a name.
    free = following in ("and", ",", "(", "close", "familiar") or following in word_lists("preposition", "relative")
    participle = following.endswith(("ing", "ed")) or following in word_list("participle_irregular")
    return free or participle or reading.tokens.words[index + 1][0].isupper()


def phrase_start(reading: Reading, start: int, head: int) -> int:
    """The first token of the phrase that ``head`` ends: back to a preposition or determiner."""
    lower = reading.tokens.lower
    prepositions = word_list("preposition")
    first = head
    while first > start:
        word = lower[first - 1]
        if word in prepositions and word != "of" or word in word_list("weekday"):
            break
        first -= 1
        if word in word_list("determiner") and not (
            first > start and lower[first - 1] in ("of", "'s", "all", "both", "some")
        ):
            break
    return first


def generic(reading: Reading, first: int, last: int, head: int) -> Speaker:
    """The speaker that a noun phrase without a name stands for, in the words of the text."""
    lower = reading.tokens.lower
    country: str | None = None
    countries: set[str] = set()
    for index in range(first, last):
        hit = reading.covers[index]
        if hit is None:
            continue
        # "a committee on Norway", "leaders at the summit in Oslo": of what or where they speak.
        elsewhere = index > head and lower[hit.first - 1] in word_list("topic_of_body")
        placed = index > head and lower[hit.first - 1] == "in" and lower[head] in word_list("meeting_parties")
        if elsewhere or placed:
            continue
        if hit.entry.country is not None:
            country = hit.entry.country.code
        elif hit.entry.organisation is not None and hit.entry.organisation.state:
            country = hit.entry.organisation.state
        elif hit.entry.city is not None and hit.entry.city.capital and index < head:
            country = hit.entry.city.country
        if country:
            countries.add(country)
            country = None
    # "The Russian and Norwegian leaders" are two.
    several = len(countries) > 1 and "and" in lower[first:head]
    country = (
        None
        if several or not countries
        else next(iter(countries))
        if len(countries) == 1
        else _first(reading, first, last)
    )
    word = lower[head]
    others = "other" in lower[first:head] and "and" in lower[first:head]  # "Norway and other donors"
    if word in word_list("private_speaker") or others:
        country = None
    if word in word_list("medium") and head + 1 < last and reading.tokens.words[head + 1][0].isupper():
        stop = head + 1  # "the leading daily Aftenposten"
        while stop < last and reading.tokens.words[stop][0].isupper():
            stop += 1
        return Speaker(words_of(reading, head + 1, stop), country, outlet=True)
    if country and word == "side":
        return Speaker(country_name(country), country)  # "the Norwegian side"
    plural = word in word_list("plural_noun") or (word.endswith("s") and word not in ("politburo", "press"))
    body = any(
        (hit := reading.begins[i]) is not None and hit.entry.organisation is not None for i in range(first, head)
    )
    before = set(lower[first:head])
    # "African leaders", but not some of them
    bloc = bool(before & word_list("bloc_word")) and not before & word_list("some_of_them")
    joint = (others or (bloc and country is None)) and word in word_list(
        "meeting_parties"
    )  # "the president and other leaders"
    joint = (
        joint or word in word_list("joint_noun") and (several or together(reading, first, head) or (body and plural))
    )
    if joint:
        country = None
    person = not plural and word in word_list("person_noun")
    return Speaker(words_of(reading, first, last), country, joint=joint, plural=plural, unnamed=person)


def home(reading: Reading, persons: Sequence[Person]) -> str | None:
    """Whose government "the government" is: the state that the text names most, if one stands out, else that of the
    first person named."""
    named = Counter(hit.entry.country.code for hit in reading.states() if hit.entry.country is not None)
    most = named.most_common(2)
    if most and (len(most) == 1 or most[0][1] >= _STANDS_OUT * most[1][1]):
        return most[0][0]
    return next((person.country for person in persons if person.country), None)


def _first(reading: Reading, first: int, last: int) -> str | None:
    """The country named first in a phrase."""
    hits = [reading.covers[i] for i in range(first, last)]
    return next((hit.entry.country.code for hit in hits if hit is not None and hit.entry.country is not None), None)


def together(reading: Reading, first: int, head: int) -> bool:
    """Whether a plural noun means the parties of the meeting: "the two leaders", "both sides", "the parties"."""
    lower = reading.tokens.lower
    before = lower[first:head]
    if any(word in word_list("joint_quantity") or (word.isdigit() and before[0] == "the") for word in before):
        return True
    if lower[head] in word_list("meeting_parties"):
        return before == ["the"] or not before or "heads" in before
    if lower[head] in word_list("common_document"):
        return True
    if lower[head] in word_list("document_noun"):
        return "joint" in before or "final" in before
    return "joint" in before
