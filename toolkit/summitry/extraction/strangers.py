"""Speakers that the vocabulary does not know: companies, clubs, "a leading microbiologist"."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists

from .reading import Reading, Sentence
from .speakers import Phrases, Speaker, Subject, words_of

# Such a phrase has at most so many words.
_LONGEST = 12


def unlisted(reading: Reading, sentence: Sentence, at: int) -> Subject | None:
    """ "The weather bureau (says)", "A leading microbiologist (said)": a noun of speakers that the vocabulary lacks,
    whose phrase begins a clause and ends at the token ``at``."""
    lower, words = reading.tokens.lower, reading.tokens.words
    first = at
    while first > sentence.first and at - first < _LONGEST:
        word = lower[first - 1]
        possessive = word in ("'s", "'", "’")
        if not (possessive or word[0].isalnum()) or reading.quoted[first - 1] >= 0 or word in _clause_breaks():
            break
        first -= 1
    if first > sentence.first and words[first - 1] == ".":  # "on Mr. | Novak's visit"
        return None
    while first < at and (lower[first] in ("and", "but") or lower[first].endswith("ly")):
        first += 1
    opens = lower[first] in word_list("determiner") or words[first][0].isupper() or lower[at].endswith("s")
    plain = all(lower[i] not in word_list("preposition") or lower[i] == "of" for i in range(first, at))
    noun = lower[at][0].isalpha() and lower[at] not in word_lists("time_noun", "weekday", "month", "determiner")
    if (
        not (opens and plain and noun)
        or reading.quoted[at] >= 0
        or lower[at] in word_lists("pronoun_object", "pronoun_subject")
    ):
        return None
    return Subject(Speaker(words_of(reading, first, at + 1), plural=lower[at].endswith("s")), first, at + 1)


def _clause_breaks() -> frozenset[str]:
    return word_lists("subordinator", "relative", "auxiliary", "pronoun_subject") - {"and"}


def body_member(reading: Reading, phrases: Phrases, sentence: Sentence, first: int) -> Subject | None:
    """The person of "Jan Novak of the Acme Council": whose body the name at ``first`` is."""
    lower = reading.tokens.lower
    at = first - 1 if lower[first - 1] == "the" else first
    if at - 1 <= sentence.first or lower[at - 1] not in ("of", "from", "at", "with"):
        return None
    whole = phrases.ending(at - 1)
    if whole is None or whole.speaker is None or whole.speaker.person is None:
        return None
    return Subject(whole.speaker, whole.first, first)


def unknown_name(reading: Reading, phrases: Phrases, sentence: Sentence, at: int, *, relative: bool) -> Subject | None:
    """The name that ends at token ``at`` of a company, a club or a person that nothing else explains; before a
    relative clause ("news came from Acme, which said") it may be governed."""
    words, lower = reading.tokens.words, reading.tokens.lower
    first = at + 1
    while first > sentence.first and words[first - 1][0].isupper() and reading.quoted[first - 1] < 0:
        if lower[first - 1] in word_lists("weekday", "month", "pronoun_subject"):
            return None
        first -= 1
        if first - 2 > sentence.first and lower[first - 1] == "for" and words[first - 2][0].isupper():
            first -= 1  # "the Norwegian Observatory for Fishery Rights"
        # "Acme Corp, Bolt, and Cogs International": all of them.
        joined = next((n for n in (2, 1) if lower[first - n : first] in ([",", "and"], ["and"], [","])), 0)
        listed = joined and ("and" in lower[first - joined : first] or "and" in lower[first:at])
        if listed and first - joined > sentence.first and words[first - joined - 1][0].isupper():
            first -= joined
    while first <= at and words[first] in word_list("sentence_opener"):
        first += 1
    if first > at or (first == at and (first == sentence.first or reading.labelled(at))):
        return None
    if (member := body_member(reading, phrases, sentence, first)) is not None:
        return member
    before = lower[first - 1] if first > sentence.first else ","
    if not relative and before not in (
        ",",
        "-",
        "–",
        "—",
        "•",
        ":",
        ";",
        "and",
        "but",
        "while",
        "the",
        "as",
        "because",
        "after",
        "when",
    ):
        return None
    return Subject(Speaker(words_of(reading, first, at + 1)), first, at + 1)
