"""Reported speech: the clause, noun phrase or infinitive that a verb of speech introduces, with its subject."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .attention import Attention
from .attributions import verbal
from .carried import according, by_agent
from .clauses import offsets
from .issuers import issuer
from .nouns import named
from .people import Person
from .reading import Reading, Sentence
from .spans import after_dateline, clause_start, inner, is_fragment, says_nothing
from .speakers import Phrases, Speaker, Subject
from .subjects import general_subject, main_subject
from .verbs import Verb, is_noun, speech_nouns, speech_verbs

# What :attr:`.Reading.quoted` has for a token outside all quotations.
_UNQUOTED = frozenset({-1})


@kept
def _openers() -> frozenset[str]:
    """The words at which speech may begin."""
    return speech_verbs().openers | speech_nouns().keys()


@dataclass(slots=True)
class Statement:
    """What one verb of speech attributes: ``start:end`` is a range of the text; ``quotes`` are the numbers of the
    quotations that it holds, ``direct`` says that it is one of them, without its marks."""

    start: int
    end: int
    speaker: Speaker
    verb: Verb | None
    sentence: int
    direct: bool = False
    quotes: tuple[int, ...] = ()
    via: str | None = None
    more: list[tuple[int, int]] = field(default_factory=list)
    more_sentence: int | None = None


@dataclass(slots=True)
class Finder:
    """Walks the sentences of a text in order and finds the statements of each."""

    reading: Reading
    phrases: Phrases
    attention: Attention
    used: set[int] = field(default_factory=set)
    cues: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.cues = self.reading.places(_openers())

    def sentence(self, number: int) -> list[Statement]:
        """The statements of one sentence, in order of their verbs."""
        sentence = after_dateline(self.reading, self.reading.sentences[number])
        found: list[Statement] = []
        shared: Subject | None = None
        lower = self.reading.tokens.lower
        done = sentence.first  # tokens before it belong to a statement already, where a nested verb says nothing new
        seen = sentence.first
        for index in self.cues[bisect_left(self.cues, sentence.first) : bisect_left(self.cues, sentence.last)]:
            if index < seen:
                continue
            if lower[index] == "according" and self.reading.quoted[index] < 0:
                statement = according(self, number, sentence, index, found)
                if statement is not None:
                    found.append(statement)
                continue
            if index >= done and (spoken := named(self, number, sentence, index, shared)) is not None:
                found.append(spoken[0])
                done = seen = spoken[1]
                continue
            verb = speech_verbs().at(lower, index) if self.reading.quoted[index] < 0 else None
            if verb is not None and (statement := by_agent(self, number, sentence, index, verb)) is not None:
                found.append(statement)
                continue
            if verb is None or not verb.frames or is_noun(self.reading, sentence, index, verb):
                continue
            nested = index < done
            statement, subject, end = verbal(self, number, sentence, index, verb, shared, nested=nested)
            if statement is not None:
                found.append(statement)
                done = max(done, end)
                shared = self._next_subject(sentence, end) or subject
            elif subject is not None and not nested:
                shared = subject
            seen = index + len(verb.words)
        if first := main_subject(self.reading, self.phrases, sentence, sentence.last, self.attention, whose=True):
            self.attention.subject = first.speaker.person or self.attention.subject
            if first.speaker.joint:
                self.attention.group = first.speaker
        if not any(statement.speaker.plural or statement.speaker.joint for statement in found):
            self._note_group(sentence, first)  # else who speaks is remembered already
        said = [statement.speaker for statement in found]
        self.attention.issuer = (
            issuer(self.reading, self.phrases, sentence, self.attention, said) or self.attention.issuer
        )
        if (whose := self._whose_words(sentence)) is not None:
            self.attention.subject = whose
        for phrase in self.phrases.within(sentence.first, sentence.last):
            if phrase.speaker and phrase.speaker.person:
                self.attention.recent.append(phrase.speaker.person)
        return found

    def _note_group(self, sentence: Sentence, named: Subject | None) -> None:
        """Remember a group without a name that a sentence, whose subject is ``named``, is about: "Rebels left the town.
        They say …"."""
        if self.attention.parties is not None:
            return
        lower = self.reading.tokens.lower
        if (
            lower[sentence.first] == "one"
            or named is not None
            and lower[named.last : named.last + 1] in (["'s"], ["'"])
        ):
            # "One of the minister's acts was …": not the minister.
            named = main_subject(self.reading, self.phrases, sentence, sentence.last, self.attention)
        subject = general_subject(self.reading, self.phrases, sentence, sentence.last, named)
        if subject is not None and subject.speaker.plural:
            self.attention.group = subject.speaker

    def _next_subject(self, sentence: Sentence, end: int) -> Subject | None:
        """The subject of the reporter's clause after what is said: "said it went well, but Novak left, saying"."""
        lower = self.reading.tokens.lower
        at = end + (lower[end : end + 1] == [","])
        if at >= sentence.last or lower[at] not in ("and", "but", "while"):
            return None
        phrase = self.phrases.beginning(at + 1)
        if phrase is None or phrase.last >= sentence.last:
            return None
        if lower[phrase.last] not in word_lists("auxiliary", "narrative_verb"):
            return None
        speaker = self.attention.resolve(self.reading, self.phrases, sentence, phrase)
        return Subject(speaker, phrase.first, phrase.last, bare=True) if speaker is not None else None

    def _whose_words(self, sentence: Sentence) -> Person | None:
        """Whose "remarks" or "visit" a sentence begins with: "The minister's remarks came after …"."""
        phrase = self.phrases.beginning(sentence.first)
        lower = self.reading.tokens.lower
        if phrase is None or phrase.speaker is None or lower[phrase.last : phrase.last + 1] != ["'s"]:
            return None
        words = set(lower[phrase.last + 1 : phrase.last + 4])
        said = not (words.isdisjoint(word_list("occasion_noun")) and words.isdisjoint(speech_nouns().keys()))
        return phrase.speaker.person if said else None

    def direct(
        self, number: int, sentence: Sentence, quote: int, subject: Subject, verb: Verb, stop: int
    ) -> tuple[Statement | None, Subject, int]:
        """A quotation that its attribution follows; what stands before it in the sentence may make it a part."""
        reading = self.reading
        marks = reading.quotes[quote]
        lead = reading.tokens.at(marks.start)
        clause = clause_start(self.reading, sentence, lead)
        self.used.add(quote)
        apart = reading.tokens.words[lead - 1] in ("-", "–", "—")  # "… in harmony – “a priority,” he said"
        if clause < lead and is_fragment(self.reading, quote) and not apart:
            start, end = offsets(reading, clause, reading.tokens.at(marks.end - 1) + 1)
            quotes = tuple(sorted({*reading.quoted[clause:lead], quote} - _UNQUOTED))
            self.used.update(quotes)
            return self._made(number, start, end, subject, verb, quotes, direct=False), subject, stop
        return self._made(number, *inner(self.reading, quote), subject, verb, (quote,), direct=True), subject, stop

    def _made(
        self,
        number: int,
        start: int,
        end: int,
        subject: Subject,
        verb: Verb | None,
        quotes: tuple[int, ...],
        *,
        direct: bool,
    ) -> Statement:
        speaker = self.attention.fullest(subject.speaker)
        self.attention.note(speaker)
        return Statement(start, end, speaker, verb, number, direct, quotes)

    def reported(self, number: int, first: int, last: int, subject: Subject, verb: Verb) -> Statement | None:
        """The statement in tokens ``first:last``; a whole sentence in marks is direct speech."""
        reading = self.reading
        quotes = tuple(sorted(set(reading.quoted[first:last]) - _UNQUOTED))
        self.used.update(quotes)
        if len(quotes) == 1:
            marks = reading.quotes[quotes[0]]
            outside = [i for i in range(first, last) if reading.quoted[i] < 0 and reading.tokens.words[i] not in ",.:;"]
            if not outside and not (is_fragment(self.reading, quotes[0]) and self._after_that(first)):
                start, end = inner(self.reading, quotes[0])
                return self._made(number, start, end, subject, verb, quotes, direct=True)
            if marks.start < reading.tokens.starts[first]:
                return None
        if not quotes and says_nothing(reading, first, last):
            return None
        start, end = offsets(reading, first, last)
        for quote in quotes:
            end = max(end, reading.quotes[quote].end) if reading.quotes[quote].start < end else end
        return self._made(number, start, end, subject, verb, quotes, direct=False)

    def _after_that(self, first: int) -> bool:
        lower = self.reading.tokens.lower
        return first > 0 and lower[first - 1] not in word_list("before_speech") and lower[first - 1] not in ",:"
