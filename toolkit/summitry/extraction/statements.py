"""Reported speech: the clause, noun phrase or infinitive that a verb of speech introduces, with its subject."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .addressees import object_end
from .adjuncts import skip_adjuncts
from .attention import Attention
from .auxiliaries import auxiliaries
from .carried import according, by_agent, quoted
from .clauses import offsets
from .frames import before_verb, content
from .nouns import named
from .participles import participial
from .people import Person
from .reach import before_main_clause, rest
from .reading import Reading, Sentence
from .spans import (
    after_dateline,
    clause_start,
    inner,
    is_fragment,
    leads_clause,
    quote_before,
    quote_ending,
    says_nothing,
)
from .speakers import Phrases, Speaker, Subject
from .subjects import after, before, clause_subject, main_subject
from .verbs import Verb, is_noun, speech_nouns, speech_verbs

# The subject of a subordinate clause at a sentence's beginning stands within so many words.
_SUBORDINATE = 4
# "Still, the ministry noted, …": an attribution near the beginning stands behind so many words.
_LEAD = 4
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
            statement, subject, end = self._verb(number, sentence, index, verb, shared, nested=nested)
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
        self._note_group(sentence)
        if (whose := self._whose_words(sentence)) is not None:
            self.attention.subject = whose
        for phrase in self.phrases.within(sentence.first, sentence.last):
            if phrase.speaker and phrase.speaker.person:
                self.attention.recent.append(phrase.speaker.person)
        return found

    def _note_group(self, sentence: Sentence) -> None:
        """Remember a group without a name that a sentence is about: "Rebels left the town. They say …"."""
        subject = clause_subject(self.reading, self.phrases, sentence, sentence.last, self.attention, whose=False)
        if subject is not None and subject.speaker.plural and self.attention.parties is None:
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

    def _verb(
        self, number: int, sentence: Sentence, index: int, verb: Verb, shared: Subject | None, *, nested: bool
    ) -> tuple[Statement | None, Subject | None, int]:
        """The statement of one verb, its subject, and the token after what it introduces."""
        reading, lower = self.reading, self.reading.tokens.lower
        aux = auxiliaries(reading, sentence, index)
        gerund = "gerund" in verb.tenses and not aux.passive  # "was calling for" is finite
        quoted_before = quote_ending(reading, sentence, index)
        subject: Subject | None
        if verb.lemma == "quote":
            return quoted(self, number, sentence, index, verb, shared)
        if gerund:
            subject = (
                participial(reading, self.phrases, sentence, index, self.attention, shared)
                if not nested or self._comma_before(sentence, index)
                else None
            )
        elif quoted_before is not None and verb.quote and verb.finite:
            # '"…," said the minister'
            subject = after(reading, self.phrases, sentence, index + len(verb.words), self.attention)
            if subject is not None:
                return self.direct(number, sentence, quoted_before, subject, verb, subject.last)
            return None, None, index
        else:
            spoken = verb.lemma in word_list("plain_speech")
            subject = before(reading, self.phrases, sentence, aux, self.attention, shared, spoken=spoken)
        if (
            verb.quote and verb.finite and verb.lemma != "tell" and not nested and aux.left == index - 1
            and (behind := self._inverted(number, sentence, index, verb)) is not None
        ):  # fmt: skip
            return behind
        if aux.infinitive:
            return None, None, index
        if aux.passive and verb.lemma in word_list("agreed_passive") and lower[aux.left] == "it":
            subject, aux.passive = self._parties(aux.left), False
        if subject is not None and subject is shared and lower[subject.first - 1] in word_list("condition"):
            # "The envoy would not say whether he agreed, and added …": the envoy.
            subject = clause_subject(reading, self.phrases, sentence, subject.first, self.attention, whose=False)
        # "if he agrees", "neither side said"
        if subject is not None and (
            lower[subject.first - 1] in word_list("condition")
            or lower[subject.first] == "no"
            or lower[subject.first] in word_list("negation")
        ):
            return None, subject, index
        if subject is None or aux.modal or (aux.passive and verb.tenses & {"past", "participle"}):
            return None, subject, index
        base = "base" in verb.tenses and not verb.tenses & {"past"} and not aux.told
        if not gerund and base and (not self._plural(subject) or self._listed_base(subject, index)):
            return None, subject, index
        if aux.negated or (lower[index] == "states" and lower[index + 1 : index + 2] not in (["that"], [":"], ["its"])):
            return None, subject, index
        follows = skip_adjuncts(reading, sentence, index + len(verb.words))
        explicit = follows < sentence.last and lower[follows] == "that"
        if (
            not gerund
            and verb.quote
            and not explicit
            and (quote := quote_ending(reading, sentence, subject.first)) is not None
            and (not subject.bare or subject.first >= reading.tokens.at(reading.quotes[quote].end - 1))
        ):
            return self.direct(number, sentence, quote, subject, verb, index + len(verb.words))
        said = content(self, sentence, index, verb, subject)
        if said is None:
            finite = verb.finite or "base" in verb.tenses  # "officials say"
            said = self._clause_around(sentence, subject, verb, index + len(verb.words)) if finite else None
            said = said or (finite or None) and self.clause_before(sentence, subject, verb, index + len(verb.words))
            if said is None or nested:
                return None, subject, index
            return self.reported(number, said[0], said[1], subject, verb), subject, said[1]
        if nested and not (gerund or subject is shared or self._comma_before(sentence, subject.first)):
            # A verb inside what another one introduces is part of that.
            return None, None, index
        first, last = said
        if gerund and index == sentence.first and lower[first - 1] != "that":
            # "Noting the risk, the leaders agreed …": in what light the rest is said.
            return None, None, index
        if gerund and index <= sentence.first + 1 and subject.first > first:
            last = min(last, subject.first - 1)
            if last <= first:
                return None, subject, index
        last = self._within_relative(sentence, aux.left, subject, first, last)
        return self.reported(number, first, last, subject, verb), subject, last

    def _inverted(
        self, number: int, sentence: Sentence, index: int, verb: Verb
    ) -> tuple[Statement | None, Subject, int] | None:
        """The statement of "CLAUSE, said the ministry."; None where the verb at ``index`` stands otherwise."""
        reading = self.reading
        if index == sentence.first or reading.tokens.words[index - 1] != "," or reading.quoted[index - 1] >= 0:
            return None
        inverted = after(reading, self.phrases, sentence, index + len(verb.words), self.attention)
        if inverted is None or not self._ends(sentence, inverted.last) or quote_before(reading, sentence, index):
            return None
        if "np" in verb.frames and not self._closes(sentence, inverted.last):
            return None  # ", announced the deal with Norway"
        first = clause_start(reading, sentence, index - 1)
        if index - 1 - first < _LEAD:
            return None
        return self.reported(number, first, index - 1, inverted, verb), inverted, inverted.last

    def _within_relative(self, sentence: Sentence, left: int, subject: Subject, first: int, last: int) -> int:
        """Where what is said at ``first:last`` ends, if its attribution stands in a clause before the main one.
        ``left`` is the token before the verb and its auxiliaries."""
        words, lower = self.reading.tokens.words, self.reading.tokens.lower
        who = lower[left] in ("who", "which") and words[left - 1] == ","  # "Novak, who vowed to stay, left"
        # "the topic, which diplomats say divides them, will be"
        which = lower[subject.first - 1] == "which" and words[subject.first - 2] == ","
        if who or which:
            last = before_verb(self.reading, first, last)
        if subject.first <= sentence.first + _SUBORDINATE and lower[sentence.first] in word_list("subordinate_opener"):
            last = before_main_clause(self.reading, self.phrases, first, last)
        return last

    def _parties(self, first: int) -> Subject:
        """Who agrees where "it was agreed that": the parties."""
        group = self.attention.parties or self.attention.group
        speaker = group if group is not None and group.joint else Speaker("the parties", joint=True, plural=True)
        return Subject(speaker, first, first + 1)

    def _ends(self, sentence: Sentence, token: int) -> bool:
        """Whether only the end of the sentence or an adjunct stands at ``token``."""
        if token >= sentence.last or self.reading.tokens.words[token] in (".", ",", ";"):
            return True
        return self.reading.tokens.lower[token] in word_lists("preposition", "weekday")

    def _closes(self, sentence: Sentence, token: int) -> bool:
        return token >= sentence.last or self.reading.tokens.words[token] == "."

    def _plural(self, subject: Subject) -> bool:
        name = subject.speaker.name.lower()
        return subject.speaker.plural or subject.speaker.joint or name in ("they", "we", "i", "you")

    def _listed_base(self, subject: Subject, index: int) -> bool:
        """Whether a base form hangs on an earlier modal: "will work to stop it; and support the victims"."""
        return subject.bare and not word_list("modal").isdisjoint(self.reading.tokens.lower[subject.last : index])

    def _comma_before(self, sentence: Sentence, index: int) -> bool:
        lower = self.reading.tokens.lower
        at = index - 1
        while at > sentence.first and (
            lower[at] in word_list("verb_adverb") or lower[at] in ("while", "and", "but") or lower[at].endswith("ly")
        ):
            at -= 1
        return lower[at] in (",", ";", "–", "—") or at == index - 1 and lower[at] in ("by",)

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

    def _clause_around(self, sentence: Sentence, subject: Subject, verb: Verb, after: int) -> tuple[int, int] | None:
        """'Still, the ministry noted, CLAUSE': what follows an attribution behind a word or two."""
        words, lower = self.reading.tokens.words, self.reading.tokens.lower
        lead = subject.first - 1 - sentence.first
        if not verb.quote or subject.bare or not 1 <= lead <= _LEAD or words[after : after + 1] != [","]:
            return None
        finite = word_lists("auxiliary", "narrative_verb")
        if words[subject.first - 1] != "," or any(lower[i] in finite for i in range(sentence.first, subject.first)):
            return None
        first = after + 1
        opens = first + _LEAD <= sentence.last and self.reading.quoted[first] < 0 and not lower[first].endswith("ing")
        if not opens or lower[first] in word_lists("subordinator", "relative", "preposition"):
            return None
        return rest(self, sentence, first)

    def clause_before(self, sentence: Sentence, subject: Subject, verb: Verb, after: int) -> tuple[int, int] | None:
        """'CLAUSE, the ministry said (on Monday).': the clause before the attribution that ends a sentence."""
        words, lower = self.reading.tokens.words, self.reading.tokens.lower
        if not verb.quote or subject.bare or subject.first - 1 <= sentence.first + 2:
            return None
        if words[subject.first - 1] != "," or self.reading.quoted[subject.first - 1] >= 0:
            return None
        if verb.lemma == "tell":
            after = object_end(self, sentence, after)
        stop = skip_adjuncts(self.reading, sentence, after)
        if (
            stop < sentence.last
            and words[stop] not in (".", ",", ";", "?", "!")
            and lower[stop] not in word_list("after_attribution")
        ):
            return None
        first = sentence.first
        while first < subject.first - 2 and leads_clause(lower[first]):
            first += 1
        return first, subject.first - 1
