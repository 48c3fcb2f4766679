"""What one verb of speech attributes: its subject, and the clause, quotation or phrase that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.vocabulary import word_list, word_lists

from .adjuncts import skip_adjuncts
from .around import LEAD, clause_around, clause_before
from .auxiliaries import auxiliaries
from .carried import quoted
from .frames import before_verb, content
from .participles import participial
from .reach import before_main_clause
from .reading import Sentence
from .spans import clause_start, quote_before, quote_ending
from .speakers import Speaker, Subject
from .subjects import after, before, clause_subject
from .verbs import Verb

if TYPE_CHECKING:
    from .statements import Finder, Statement

# The subject of a subordinate clause at a sentence's beginning stands within so many words.
_SUBORDINATE = 4


def verbal(
    finder: Finder, number: int, sentence: Sentence, index: int, verb: Verb, shared: Subject | None, *, nested: bool
) -> tuple[Statement | None, Subject | None, int]:
    """The statement of the verb at the token ``index``, its subject, and the token after what it introduces."""
    reading, lower = finder.reading, finder.reading.tokens.lower
    aux = auxiliaries(reading, sentence, index)
    gerund = "gerund" in verb.tenses and not aux.passive  # "was calling for" is finite
    quoted_before = quote_ending(reading, sentence, index)
    subject: Subject | None
    if verb.lemma == "quote":
        return quoted(finder, number, sentence, index, verb, shared)
    if gerund:
        subject = (
            participial(reading, finder.phrases, sentence, index, finder.attention, shared)
            if not nested or _comma_before(finder, sentence, index)
            else None
        )
    elif quoted_before is not None and verb.quote and verb.finite:
        # '"…," said the minister'
        subject = after(reading, finder.phrases, sentence, index + len(verb.words), finder.attention)
        if subject is not None:
            return finder.direct(number, sentence, quoted_before, subject, verb, subject.last)
        return None, None, index
    else:
        spoken = verb.lemma in word_list("plain_speech")
        subject = before(reading, finder.phrases, sentence, aux, finder.attention, shared, spoken=spoken)
    if (
        verb.quote and verb.finite and verb.lemma != "tell" and not nested and aux.left == index - 1
        and (behind := _inverted(finder, number, sentence, index, verb)) is not None
    ):  # fmt: skip
        return behind
    if aux.infinitive:
        return None, None, index
    if aux.passive and verb.lemma in word_list("agreed_passive") and lower[aux.left] == "it":
        subject, aux.passive = _parties(finder, aux.left), False
    if subject is not None and subject is shared and lower[subject.first - 1] in word_list("condition"):
        # "The envoy would not say whether he agreed, and added …": the envoy.
        subject = clause_subject(reading, finder.phrases, sentence, subject.first, finder.attention, whose=False)
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
    if not gerund and base and (not _plural(finder, subject) or _listed_base(finder, subject, index)):
        return None, subject, index
    if aux.negated or (
        lower[index] in ("state", "states") and lower[index + 1 : index + 2] not in (["that"], [":"], ["its"])
    ):
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
        return finder.direct(number, sentence, quote, subject, verb, index + len(verb.words))
    said = content(finder, sentence, index, verb, subject)
    if said is not None and not gerund and verb.quote and lower[said[0]] in ("where", "who", "which"):
        said = None  # "said in Lisbon, where the leaders met"
    if said is None:
        finite = verb.finite or "base" in verb.tenses  # "officials say"
        said = clause_around(finder, sentence, subject, verb, index + len(verb.words)) if finite else None
        said = said or (finite or None) and clause_before(finder, sentence, subject, verb, index + len(verb.words))
        if said is None or nested:
            return None, subject, index
        return finder.reported(number, said[0], said[1], subject, verb), subject, said[1]
    if nested and not (gerund or subject is shared or _comma_before(finder, sentence, subject.first)):
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
    if gerund and subject.first <= sentence.first + 1 and subject.last == index - 1:
        last = before_verb(reading, first, last)  # "The rebels, complaining that it was late, | left"
    last = _within_relative(finder, sentence, aux.left, subject, first, last)
    return finder.reported(number, first, last, subject, verb), subject, last


def _inverted(
    finder: Finder, number: int, sentence: Sentence, index: int, verb: Verb
) -> tuple[Statement | None, Subject, int] | None:
    """The statement of "CLAUSE, said the ministry."; None where the verb at ``index`` stands otherwise."""
    reading = finder.reading
    if index == sentence.first or reading.tokens.words[index - 1] != "," or reading.quoted[index - 1] >= 0:
        return None
    inverted = after(reading, finder.phrases, sentence, index + len(verb.words), finder.attention)
    if inverted is None or not _ends(finder, sentence, inverted.last) or quote_before(reading, sentence, index):
        return None
    if "np" in verb.frames and not _closes(finder, sentence, inverted.last):
        return None  # ", announced the deal with Norway"
    first = clause_start(reading, sentence, index - 1)
    if index - 1 - first < LEAD:
        return None
    return finder.reported(number, first, index - 1, inverted, verb), inverted, inverted.last


def _within_relative(finder: Finder, sentence: Sentence, left: int, subject: Subject, first: int, last: int) -> int:
    """Where what is said at ``first:last`` ends, if its attribution stands in a clause before the main one.
    ``left`` is the token before the verb and its auxiliaries."""
    words, lower = finder.reading.tokens.words, finder.reading.tokens.lower
    who = lower[left] in ("who", "which") and words[left - 1] == ","  # "Novak, who vowed to stay, left"
    # "the topic, which diplomats say divides them, will be"
    which = lower[subject.first - 1] == "which" and words[subject.first - 2] == ","
    if who or which:
        last = before_verb(finder.reading, first, last)
    elif lower[left] == "who" and lower[first] == "to":
        # "leaders who threatened to stay away | ended their talks"
        verbs = (i for i in range(first + 2, last) if lower[i] in word_list("narrative_verb"))
        last = next((i for i in verbs if lower[i - 1] not in word_list("relative")), last)
    if subject.first <= sentence.first + _SUBORDINATE and lower[sentence.first] in word_list("subordinate_opener"):
        last = before_main_clause(finder.reading, finder.phrases, first, last)
    return last


def _parties(finder: Finder, first: int) -> Subject:
    """Who agrees where "it was agreed that": the parties."""
    group = finder.attention.parties or finder.attention.group
    speaker = group if group is not None and group.joint else Speaker("the parties", joint=True, plural=True)
    return Subject(speaker, first, first + 1)


def _ends(finder: Finder, sentence: Sentence, token: int) -> bool:
    """Whether only the end of the sentence or an adjunct stands at ``token``."""
    if token >= sentence.last or finder.reading.tokens.words[token] in (".", ",", ";"):
        return True
    return finder.reading.tokens.lower[token] in word_lists("preposition", "weekday")


def _closes(finder: Finder, sentence: Sentence, token: int) -> bool:
    return token >= sentence.last or finder.reading.tokens.words[token] == "."


def _plural(finder: Finder, subject: Subject) -> bool:
    name = subject.speaker.name.lower()
    return subject.speaker.plural or subject.speaker.joint or name in ("they", "we", "i", "you")


def _listed_base(finder: Finder, subject: Subject, index: int) -> bool:
    """Whether a base form hangs on an earlier modal: "will work to stop it; and support the victims"."""
    return subject.bare and not word_list("modal").isdisjoint(finder.reading.tokens.lower[subject.last : index])


def _comma_before(finder: Finder, sentence: Sentence, index: int) -> bool:
    lower = finder.reading.tokens.lower
    at = index - 1
    while at > sentence.first and (
        lower[at] in word_list("verb_adverb") or lower[at] in ("while", "and", "but") or lower[at].endswith("ly")
    ):
        at -= 1
    return lower[at] in (",", ";", "–", "—") or at == index - 1 and lower[at] in ("by",)
