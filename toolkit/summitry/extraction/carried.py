"""Words that somebody else carries: "according to the ministry", "the agency quoted him as saying"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .around import clause_before
from .auxiliaries import auxiliaries
from .clauses import end_of_clause
from .frames import content
from .reach import rest
from .reading import Reading, Sentence
from .spans import clause_start, quote_ending
from .speakers import Phrase, Speaker, Subject, words_of
from .subjects import after, before
from .verbs import Verb, speech_verbs

if TYPE_CHECKING:
    from .statements import Finder, Statement


# What follows the agent of a passive: "described by … as", "accused by … of".
_BY = {"as": "as", "obj_of": "of"}
_PRONOUNS = {"him": "he", "her": "she", "them": "they"}


def according(finder: Finder, number: int, sentence: Sentence, index: int, found: list[Statement]) -> Statement | None:
    """ "According to the ministry, …" and "…, according to the ministry", where nothing else attributes the words."""
    reading, lower = finder.reading, finder.reading.tokens.lower
    words = reading.tokens.words
    if found or index + 2 >= sentence.last or lower[index + 1] != "to":
        return None
    subject = after(reading, finder.phrases, sentence, index + 2, finder.attention)
    hit = reading.begins[index + 2]
    pronoun = _PRONOUNS.get(lower[index + 2])
    if pronoun is not None:  # "according to him"
        phrase = Phrase(index + 2, index + 3, pronoun=pronoun)
        speaker = finder.attention.resolve(reading, finder.phrases, sentence, phrase)
        subject = Subject(speaker, phrase.first, phrase.last) if speaker is not None else None
    elif subject is None:
        subject = _named(reading, sentence, index + 2)
    if subject is not None and subject.speaker.person is None:
        named = reading.ends[subject.last - 1]  # "according to the Norwegian news agency NTB"
        hit = named if named is not None and named.entry.outlet is not None else hit
    if subject is None or (hit is not None and hit.entry.outlet is not None and hit.entry.country is None):
        return None
    if index == sentence.first:
        first = next(
            (i + 1 for i in range(subject.last, min(sentence.last, subject.last + 20)) if words[i] == ","), None
        )
        if first is None or first >= sentence.last:
            return None
        last = end_of_clause(reading, finder.phrases, sentence, first)
    else:
        first, last = clause_start(reading, sentence, index), index
    if last - first < 4:
        return None
    return finder.reported(number, first, last, subject, speech_verbs().forms["said"])


def _named(reading: Reading, sentence: Sentence, first: int) -> Subject | None:
    """The name of a body that nothing else explains: "according to Acme University"."""
    words = reading.tokens.words
    last = first + (reading.tokens.lower[first] == "the")
    start = last
    while last < sentence.last and (words[last][0].isupper() or (last > start and words[last] in ("of", "for", "and"))):
        last += 1
    if last - start < 2 or reading.quoted[start] >= 0:
        return None
    return Subject(Speaker(words_of(reading, first, last)), first, last)


def by_agent(finder: Finder, number: int, sentence: Sentence, index: int, verb: Verb) -> Statement | None:
    """ "was described by the minister as a mistake", "accused by Norway of lying"."""
    lower = finder.reading.tokens.lower
    after_verb = index + len(verb.words)
    if lower[after_verb : after_verb + 1] != ["by"]:
        return None
    leads = {word for frame, word in _BY.items() if frame in verb.frames}
    if not leads:
        return None
    stop = min(sentence.last, after_verb + 14)
    at = next((i for i in range(after_verb + 2, stop) if lower[i] in leads), None)
    subject = after(finder.reading, finder.phrases, sentence, after_verb + 1, finder.attention)
    said = rest(finder, sentence, at + 1) if at is not None else None
    return finder.reported(number, *said, subject, verb) if said is not None and subject is not None else None


def quoted(
    finder: Finder, number: int, sentence: Sentence, index: int, verb: Verb, shared: Subject | None
) -> tuple[Statement | None, Subject | None, int]:
    """ "X quoted Y as saying", "Y was quoted as saying (by X)": what Y says, carried by X."""
    reading, lower = finder.reading, finder.reading.tokens.lower
    stop = min(sentence.last, index + 16)
    at = next((i for i in range(index + 1, stop) if lower[i : i + 2] == ["as", "saying"]), None)
    if at is None:
        return None, None, index
    aux = auxiliaries(reading, sentence, index)
    carrier: Subject | None = None
    if at == index + 1 or aux.passive:
        subject = before(reading, finder.phrases, sentence, aux, finder.attention, shared)
    else:
        subject = after(reading, finder.phrases, sentence, index + 1, finder.attention)
        carrier = before(reading, finder.phrases, sentence, aux, finder.attention, shared)
    if subject is None:
        return None, None, index
    via = carrier.speaker.name if carrier is not None else None  # "by the gazette" is found by the channels
    saying = speech_verbs().forms["saying"]
    said = content(finder, sentence, at + 1, saying, subject)
    if said is None and (clause := clause_before(finder, sentence, subject, saying, at + 2)) is not None:
        return finder.reported(number, *clause, subject, saying), subject, at + 2
    if said is None:
        lead = min(carrier.first if carrier else index, subject.first, index)
        while (
            lead > sentence.first
            and index - lead < 10
            and reading.quoted[lead - 1] < 0
            and reading.tokens.words[lead - 1] != ","
        ):
            lead -= 1
        quote = quote_ending(reading, sentence, lead)
        if quote is None:
            return None, subject, at
        statement, subject, end = finder.direct(number, sentence, quote, subject, saying, at + 2)
    else:
        statement, end = finder.reported(number, *said, subject, saying), said[1]
    if statement is not None and via:
        statement.via = via
    return statement, subject, end
