"""The reporter's own words behind what somebody says: comments, deeds, and clauses that nobody is quoted with."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists

from .reading import Reading, Sentence
from .speakers import Phrases

# The verb of a clause stands within so many words of its beginning.
_SUBJECT = 5


def main_clause(
    reading: Reading, phrases: Phrases, sentence: Sentence, start: int, index: int, *, clause: bool
) -> bool:
    """Whether the reporter goes on after the conjunction at ``index``: with a clause behind what is none itself ("vowed
    to help, but the plan was delayed"), out of the tense of what is said ("said it was late, while the envoy will …"),
    or with what is still open (", and it is unclear whether")."""
    lower = reading.tokens.lower
    if lower[index + 1 : index + 2] == ["it"]:
        words = lower[index + 2 : min(sentence.last, index + 6)]
        if not word_list("unknown_adjective").isdisjoint(words):
            return True
    named = (phrases.covering(index) or phrases.ending(index)) if lower[index] == "and" else None
    if named is not None and lower[named.first - 1] in word_list("relative"):
        return False  # "a state where Poles and Czechs can live": one subject
    at = _finite(reading, phrases, sentence, index + 1)
    if at is None:
        return False
    if not clause:
        return True
    if lower[index] != "and" and lower[at] in word_list("narrative_verb"):
        return True
    said = next((word for word in lower[start:index] if word in word_list("auxiliary")), "")
    return said in word_list("backshifted") and lower[at] in word_list("unshifted")


def _finite(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> int | None:
    """The finite verb of the clause, with a subject of its own, that begins at ``index``."""
    lower = reading.tokens.lower
    finite = word_lists("auxiliary", "narrative_verb")
    phrase = phrases.beginning(index)
    opens = index < sentence.last and (lower[index] in word_list("determiner") | {"there"} or reading.labelled(index))
    if phrase is None and not opens:
        return None
    at = phrase.last if phrase is not None else index + 1
    if phrase is not None and at < sentence.last and lower[at].endswith("ed") and reading.quoted[at] < 0:
        return at  # ", and she accepted"
    for verb in range(at, min(sentence.last, at + _SUBJECT)):
        word = lower[verb]
        if reading.quoted[verb] >= 0 or not word[0].isalpha() or word in word_list("subordinator"):
            return None
        if word in finite or (word.endswith("ed") and lower[verb + 1 : verb + 2] and _object(lower[verb + 1])):
            return verb
    return None


def _object(word: str) -> bool:
    return word in word_list("determiner") or word in ("him", "them")


def turns(reading: Reading, sentence: Sentence, index: int) -> bool:
    """ "but did not say when", "then left": the subject's next deed, after the conjunction at ``index``."""
    lower = reading.tokens.lower
    at = index + 1
    if lower[index] == "then":
        return at < sentence.last and (lower[at].endswith("ed") or lower[at] == "what")
    at += at < sentence.last and lower[at] in word_list("pronoun_subject")
    if at >= sentence.last:
        return False
    if lower[index] == "but" and at == index + 1 and lower[at] in word_list("auxiliary"):
        return True
    return lower[index] == "but" and lower[at] in word_list("turning_verb")


def comment(reading: Reading, sentence: Sentence, index: int) -> bool:
    """ "a request that he made last year", "the first step toward tariffs": the reporter says what it was."""
    lower = reading.tokens.lower
    if lower[index] not in ("a", "an", "the", "something", "one"):
        return False
    for at in range(index, min(sentence.last, index + 5)):
        if reading.quoted[at] >= 0 or reading.tokens.words[at] in (",", ";"):
            return False
        if lower[at] in word_list("comment_noun"):
            return True
    return False


def occasion(reading: Reading, sentence: Sentence, index: int) -> bool:
    """ "in an interview with the gazette", "in a post on Sunday": how it was said, behind a comma."""
    lower = reading.tokens.lower
    if lower[index] not in ("in", "during") or index + 2 >= sentence.last or lower[index + 1] not in ("a", "an"):
        return False
    return not word_list("utterance").isdisjoint(lower[index + 2 : min(sentence.last, index + 5)])


def reported_by(reading: Reading, sentence: Sentence, index: int) -> bool:
    """ "the Belarusian state agency reported": a carrier and its verb end the sentence."""
    words = reading.tokens.words
    for at in range(index, min(sentence.last, index + 9)):
        if words[at] in (",", ";") or reading.quoted[at] >= 0:
            return False
        ends = at + 1 >= sentence.last or words[at + 1] in (".", ",", ";")
        if ends and reading.tokens.lower[at] in word_list("report_verb"):
            return True
    return False


def narrative(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "as he met …", "as the leaders arrived": what the reporter saw, not what was said."""
    lower = reading.tokens.lower
    phrase = phrases.beginning(index + 1)
    if phrase is None or phrase.last >= sentence.last:
        return False
    word = lower[phrase.last]
    return word in word_list("narrative_verb")
