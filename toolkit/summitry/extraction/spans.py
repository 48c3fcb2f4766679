"""Ranges that statements take: quotations without their marks, clauses before them, datelines left out."""

from __future__ import annotations

from dataclasses import replace

from summitry.vocabulary import word_list, word_lists

from .reading import Reading, Sentence

_DASHES = frozenset("-–—")


def quote_ending(reading: Reading, sentence: Sentence, token: int) -> int | None:
    """The quotation that ends right before ``token`` (a comma may stand between)."""
    at = token - 1
    words = reading.tokens.words
    if at >= sentence.first and words[at] in (",", "–", "—", "-") and reading.quoted[at] < 0:
        at -= 1
    if at < sentence.first:
        return None
    quote = reading.quoted[at]
    return quote if quote >= 0 else None


def clause_start(reading: Reading, sentence: Sentence, lead: int) -> int:
    """Where the clause that runs into a quotation begins, in the same sentence."""
    lower = reading.tokens.lower
    first = sentence.first
    while first < lead and leads_clause(lower[first]) and reading.quoted[first] < 0:
        first += 1
    if ":" in lower[first:lead]:
        return lead
    return first


def leads_clause(word: str) -> bool:
    """Whether a word only leads up to a clause, and is no part of what is said."""
    return word in (",", "•", "-") or word in word_list("clause_lead")


def is_fragment(reading: Reading, quote: int) -> bool:
    """Whether a quotation is no sentence of its own."""
    inner = reading.quotes[quote].inner
    text = reading.plain[inner.start : inner.end].lstrip("[… .")
    return not text[:1].isupper()


def inner(reading: Reading, quote: int) -> tuple[int, int]:
    """The range of a quotation without its marks, blanks and the comma before its attribution."""
    inner = reading.quotes[quote].inner
    text = reading.plain
    start, end = inner.start, inner.end
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ",;–—-"):
        end -= 1
    return start, end


def quote_before(reading: Reading, sentence: Sentence, index: int) -> bool:
    """Whether a quotation stands in the sentence before the token ``index``."""
    return index > sentence.first and max(reading.quoted[sentence.first : index]) >= 0


def _after_day(reading: Reading, sentence: Sentence) -> Sentence:
    """``sentence`` without a dateline that no dash closes: "LISBON, Nov 21 (Agency) The leaders met"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    at = sentence.first
    while at < min(sentence.last, sentence.first + 4) and words[at].isupper() and len(words[at]) > 1:
        at += 1
    if at == sentence.first or at + 4 >= sentence.last or words[at] != ",":
        return sentence
    if lower[at + 1] not in word_list("month") or not words[at + 2 + (words[at + 2] == ".")].isdigit():
        return sentence
    at += 3 + (words[at + 2] == ".")
    if words[at] == "(":
        at = next((i + 1 for i in range(at, min(sentence.last - 1, at + 6)) if words[i] == ")"), at)
    if at + 3 >= sentence.last or not words[at][0].isupper():
        return sentence
    return replace(sentence, start=reading.tokens.starts[at], first=at)


def after_dateline(reading: Reading, sentence: Sentence) -> Sentence:
    """``sentence`` without the dateline that it may open with: "MINSK, 20 August (Agency) - "."""
    words = reading.tokens.words
    if sentence.first and reading.paragraphs[sentence.paragraph].start != sentence.start:
        return sentence
    if sentence.words.isdisjoint(_DASHES):
        return _after_day(reading, sentence)
    stop = min(sentence.last, sentence.first + 18)
    dash = next((i for i in range(sentence.first + 1, stop) if words[i] in _DASHES), None)
    if dash is None or dash + 3 >= sentence.last:
        return sentence
    first = words[sentence.first]
    hit = reading.begins[sentence.first]
    place = hit is not None and hit.entry.city is not None
    if not (
        words[dash - 1] == ")"
        or (place and first.isupper())
        or (place and any(w.isdigit() for w in words[sentence.first : dash]))
    ):
        return sentence
    return replace(sentence, start=reading.tokens.starts[dash + 1], first=dash + 1)


def says_nothing(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens are too little to be what somebody says: a word, a date, a clause broken off ("they would:")."""
    lower = reading.tokens.lower
    while last > first and not lower[last - 1][0].isalnum():
        last -= 1
    end = reading.tokens.words[last - 1]
    if last <= first or end in ("a", "an", "the", "their", "its") or end in word_list("modal"):
        return True
    when = word_lists("month", "weekday", "time_noun", "preposition")
    return all(not word[0].isalpha() or word in when for word in lower[first:last])
