"""The clause before or around an attribution: "CLAUSE, the ministry said", "Still, the ministry noted, CLAUSE"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.vocabulary import word_list, word_lists

from .addressees import object_end
from .adjuncts import skip_adjuncts
from .reach import rest
from .reading import Sentence
from .spans import leads_clause
from .speakers import Subject
from .verbs import Verb

if TYPE_CHECKING:
    from .statements import Finder

# "Still, the ministry noted, …": an attribution near the beginning stands behind so many words.
LEAD = 4


def clause_around(
    finder: Finder, sentence: Sentence, subject: Subject, verb: Verb, after: int
) -> tuple[int, int] | None:
    """'Still, the ministry noted, CLAUSE': what follows an attribution behind a word or two."""
    words, lower = finder.reading.tokens.words, finder.reading.tokens.lower
    lead = subject.first - 1 - sentence.first
    if not verb.quote or subject.bare or not 1 <= lead <= LEAD or words[after : after + 1] != [","]:
        return None
    finite = word_lists("auxiliary", "narrative_verb")
    if words[subject.first - 1] != "," or any(lower[i] in finite for i in range(sentence.first, subject.first)):
        return None
    first = after + 1
    opens = first + LEAD <= sentence.last and finder.reading.quoted[first] < 0 and not lower[first].endswith("ing")
    if not opens or lower[first] in word_lists("subordinator", "relative", "preposition"):
        return None
    return rest(finder, sentence, first)


def _apposed(finder: Finder, subject: Subject, verb: int) -> bool:
    """Whether only an apposition stands between a person and the verb: "Jan Novak, Secretary for Trade, told"."""
    reading = finder.reading
    lower = reading.tokens.lower
    if subject.speaker.person is None or not lower[subject.last : subject.last + 1] == [","] == lower[verb - 1 : verb]:
        return False
    finite = word_lists("auxiliary", "narrative_verb", "relative")
    return all(lower[i] not in finite and reading.quoted[i] < 0 for i in range(subject.last, verb))


def clause_before(
    finder: Finder, sentence: Sentence, subject: Subject, verb: Verb, after: int
) -> tuple[int, int] | None:
    """'CLAUSE, the ministry said (on Monday).': the clause before the attribution that ends a sentence."""
    words, lower = finder.reading.tokens.words, finder.reading.tokens.lower
    if not verb.quote or subject.first - 1 <= sentence.first + 2:
        return None
    if subject.bare and not _apposed(finder, subject, after - len(verb.words)):
        return None
    if words[subject.first - 1] != "," or finder.reading.quoted[subject.first - 1] >= 0:
        return None
    if verb.lemma == "tell":
        after = object_end(finder, sentence, after)
    stop = skip_adjuncts(finder.reading, sentence, after)
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
