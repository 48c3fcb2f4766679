"""Direct speech whose attribution is not in its own sentence: it belongs to whoever speaks just before or after it."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .auxiliaries import auxiliaries
from .reading import Reading, Sentence
from .spans import inner
from .speakers import Speaker
from .statements import Finder, Statement
from .subjects import before, main_subject
from .verbs import speech_verbs

# A verb that announces a quotation stands within so many words of the colon.
_ANNOUNCED = 12
# An attribution within a quotation is at most so many characters.
_ATTRIBUTION = 60


def leftover(finder: Finder, number: int, found: list[Statement]) -> list[Statement]:
    """Statements for the quotations of a sentence that no verb of speech claimed. A quotation that is the whole
    sentence, or follows a colon, is direct speech; any other is a turn of phrase that somebody is quoted with."""
    reading = finder.reading
    if not reading.quotes:
        return []
    sentence = reading.sentences[number]
    result: list[Statement] = []
    for quote in sorted(set(reading.quoted[sentence.first : sentence.last]) - finder.used):
        if quote < 0 or reading.quotes[quote].start < sentence.start:
            continue
        marks = reading.quotes[quote]
        outside = [
            i for i in range(sentence.first, sentence.last)
            if reading.quoted[i] != quote and reading.tokens.words[i] not in (".", ",", ":", ";", "-", "–", "—", "•")
        ]  # fmt: skip
        speaker: Speaker | None = None
        if not outside:
            speaker = _neighbour(finder, number, found)
        elif _after_colon(reading, sentence, marks.start) and len(outside) < 40:
            subject = main_subject(reading, finder.phrases, sentence, outside[-1] + 1, finder.attention)
            speaker = subject.speaker if subject is not None else None
        elif (earlier := _broken_off(reading, number, marks.start, found + result)) is not None:
            speaker = earlier.speaker
        elif marks.start == sentence.start:
            speaker = _answer(finder, number, quote)
        if speaker is None:
            continue
        finder.used.add(quote)
        start, end = inner(reading, quote)
        if end - start < 8 and marks.start != sentence.start:
            continue
        result.append(Statement(start, end, speaker, None, number, True, (quote,)))
    return result


def _broken_off(reading: Reading, number: int, start: int, found: list[Statement]) -> Statement | None:
    """The statement that a quotation goes on with after its attribution: '"We came," she adds, "and we saw."'"""
    before = reading.tokens.at(start) - 1
    if before < 0 or reading.tokens.words[before] != ",":
        return None
    earlier = found[-1] if found else None
    if earlier is None or earlier.sentence != number or not earlier.direct or earlier.start >= start:
        return None
    return earlier if reading.tokens.starts[before] - earlier.end < _ATTRIBUTION else None


def _answer(finder: Finder, number: int, quote: int) -> Speaker | None:
    """Who says '"No," was the minister's answer'."""
    reading = finder.reading
    sentence = reading.sentences[number]
    lower = reading.tokens.lower
    after = next((i for i in range(sentence.first, sentence.last) if reading.quoted[i] != quote), sentence.last)
    if after >= sentence.last or lower[after] not in ("was", "is", "came"):
        return None
    for phrase in finder.phrases.within(after + 1, min(sentence.last, after + 8)):
        if phrase.speaker is not None and set(lower[phrase.last : phrase.last + 3]) & word_list("answer_noun"):
            return phrase.speaker
    return None


def _after_colon(reading: Reading, sentence: Sentence, start: int) -> bool:
    at = reading.tokens.at(start) - 1
    return at > sentence.first and reading.tokens.words[at] == ":"


def _neighbour(finder: Finder, number: int, found: list[Statement]) -> Speaker | None:
    """Whose words a quotation by itself is: the speaker before it in its paragraph, else the one after it there, else
    the last speaker of the paragraph before, if that one was quoted too."""
    reading = finder.reading
    paragraph = reading.sentences[number].paragraph
    before = reading.sentences[found[-1].sentence].paragraph if found else -1
    if before == paragraph:
        return found[-1].speaker
    if (introduced := _introduced(finder, number)) is not None:
        return introduced
    following = _attributed_next(finder, number)
    if following is not None:
        return following
    subject = finder.attention.subject
    goes_on = not _ends_within(reading, number - 1)
    if not _ends_within(reading, number) and not goes_on:
        # A quotation of several paragraphs whose speaker is named in the next one.
        following = _attributed_next(finder, number, paragraphs=1)
        if following is not None:
            return following
    if found and paragraph - 2 <= before < paragraph:
        return found[-1].speaker
    if number and reading.sentences[number - 1].paragraph == paragraph and subject is not None:
        return Speaker(subject.name, subject.country, subject)
    return None


def _introduced(finder: Finder, number: int) -> Speaker | None:
    """Whose words a colon announces at the end of the sentence before: "Speaking in Oslo, the envoy said:"."""
    reading = finder.reading
    if number == 0 or reading.tokens.words[reading.sentences[number - 1].last - 1] != ":":
        return None
    sentence = reading.sentences[number - 1]
    lower = reading.tokens.lower
    for at in range(sentence.last - 2, max(sentence.first, sentence.last - _ANNOUNCED), -1):
        verb = speech_verbs().at(lower, at)
        if verb is None or not (verb.quote and verb.finite) or reading.quoted[at] >= 0:
            continue
        aux = auxiliaries(reading, sentence, at)
        spoken = verb.lemma in word_list("plain_speech")
        subject = before(reading, finder.phrases, sentence, aux, finder.attention, None, spoken=spoken)
        return subject.speaker if subject is not None else None
    return None


def _ends_within(reading: Reading, number: int) -> bool:
    """Whether no quotation runs on behind the sentence."""
    last = reading.quoted[reading.sentences[number].last - 1] if number >= 0 else -1
    return last < 0 or reading.quotes[last].closed


def _attributed_next(finder: Finder, number: int, paragraphs: int = 0) -> Speaker | None:
    """The speaker of the next sentence, where that one holds an attributed quotation and stands in the same paragraph,
    or so many later."""
    reading = finder.reading
    if number + 1 >= len(reading.sentences):
        return None
    following = reading.sentences[number + 1]
    if following.paragraph != reading.sentences[number].paragraph + paragraphs:
        return None
    if max(reading.quoted[following.first : following.last]) < 0:
        return None
    subject = finder.attention.subject
    used = set(finder.used)
    statements = finder.sentence(number + 1)
    finder.used, finder.attention.subject = used, subject
    return statements[0].speaker if statements and statements[0].direct else None
