"""Adverbs, days, places and occasions that stand between a verb of speech and its subject or what it introduces."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .reading import Reading, Sentence

# "that" follows its verb within so many words.
_CHAIN = 24
# A date in brackets has at most so many.
_BRACKET = 8
_SINCE = frozenset({"ago", "earlier", "later"})


def skip_adjuncts(reading: Reading, sentence: Sentence, index: int) -> int:
    """The token after adverbs, days and occasions that stand between a verb and what it introduces: "said on Wednesday
    at a news conference in Minsk that"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    begin = index
    while index < sentence.last and reading.quoted[index] < 0:
        word = lower[index]
        if word == "that":
            return index
        if _is_adverb(reading, index):
            if word in word_list("focus_adverb") and index > begin:
                break
            index += 1
            continue
        # Most words open no adjunct.
        if word not in _opening() and sentence.words.isdisjoint(_SINCE):
            break
        step = _adjunct(reading, sentence, index)
        if step == index:
            break
        index = step
    # ", … ," around an insertion before "that".
    if index < sentence.last and words[index] == "," and "that" in sentence.words:
        close = next((i for i in range(index + 1, min(sentence.last, index + 25)) if words[i] == ","), None)
        if close is not None and close + 1 < sentence.last and lower[close + 1] == "that":
            return close + 1
    return index


@kept
def _opening() -> frozenset[str]:
    """The words with which adjuncts begin."""
    return word_lists("weekday", "month", "before_time", "preposition") | {"with"}


def _is_adverb(reading: Reading, index: int) -> bool:
    lower = reading.tokens.lower
    word = lower[index]
    if word in word_list("before_time") and not word_list("time_noun").isdisjoint(lower[index + 1 : index + 2]):
        return False  # "last week"
    if word in word_list("verb_adverb"):
        return word not in ("both", "all")
    return word.endswith("ly") and reading.tokens.words[index].islower() and word not in ("only", "early", "family")


def _adjunct(reading: Reading, sentence: Sentence, index: int) -> int:
    """The token after one adjunct of time, place or occasion at ``index``; ``index`` itself where there is none."""
    lower = reading.tokens.lower
    word = lower[index]
    if lower[index + 1 : index + 2] == ["'s"]:
        return index  # "declared Friday's talks a success"
    if word in word_list("weekday") or (
        word in word_list("before_time")
        and index + 1 < sentence.last
        and lower[index + 1] in word_lists("time_noun", "weekday")
    ):
        index += 1
        while index < sentence.last and (lower[index] in word_list("time_noun")):
            index += 1
        return _bracket(reading, sentence, index)
    if word in word_list("month") and lower[index + 1 : index + 2] and lower[index + 1].isdigit():
        return index + 2  # "said May 17 that"
    for at in (index, index + 1) if not sentence.words.isdisjoint(_SINCE) else ():  # "weeks ago", "two weeks earlier"
        counted = at + 1 < sentence.last and lower[at] in word_list("time_noun")
        if counted and lower[at + 1] in _SINCE:
            return at + 2
    if word == "with" and index + 1 < sentence.last and lower[index + 1] in word_list("attitude_noun"):
        return index + 2  # "noted with concern"
    if word not in word_list("preposition") or word in word_list("clause_level"):
        return index
    if (that := _that_after(reading, sentence, index)) is not None:
        return that
    noun = None
    if word == "to" and lower[index + 1 : index + 2] in (["a"], ["an"]):
        return index  # "agreed to a June truce"
    for at in range(index + 1, min(sentence.last, index + 7)):
        if reading.quoted[at] >= 0 or lower[at] in (".", ";", ":", ","):
            break
        if _known(reading, at, word):
            noun = at
            break
    if noun is None:
        return index
    while noun + 1 < sentence.last and (
        lower[noun + 1] in word_lists("time_noun", "occasion_noun") or lower[noun + 1].isdigit()
    ):
        noun += 1
    return _bracket(reading, sentence, noun + 1)


def _bracket(reading: Reading, sentence: Sentence, index: int) -> int:
    """The token after the date in brackets at ``index``: "on Friday (13 December 2024)"."""
    words = reading.tokens.words
    if index >= sentence.last or words[index] not in ("(", "["):
        return index
    stop = min(sentence.last, index + _BRACKET)
    return next((i + 1 for i in range(index, stop) if words[i] in (")", "]")), index)


def _that_after(reading: Reading, sentence: Sentence, index: int) -> int | None:
    """The conjunction "that" behind a whole chain of adjuncts: "at the palace in Minsk on Friday, 8 August, that"."""
    if "that" not in sentence.words:
        return None
    lower = reading.tokens.lower
    for at in range(index + 1, min(sentence.last, index + _CHAIN)):
        word = lower[at]
        if reading.quoted[at] >= 0 or word in (".", ";", ":") or word in word_list("auxiliary"):
            return None
        if word == "that":
            # "the plane that had crashed": a relative.
            relative = at + 1 < sentence.last and lower[at + 1] in word_list("auxiliary")
            return None if relative else at
        if word == "," and not _goes_on(reading, sentence, at + 1):
            return None
    return None


def _goes_on(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether a date, a place or the end of the chain follows a comma."""
    if at >= sentence.last:
        return False
    word = reading.tokens.lower[at]
    return (
        word == "that"
        or word[0].isdigit()
        or word in word_lists("weekday", "month", "preposition")
        or reading.labelled(at)
    )


def _known(reading: Reading, at: int, preposition: str) -> bool:
    """Whether the noun at a token makes an adjunct of the preposition before it: a time, an occasion, a place."""
    word = reading.tokens.lower[at]
    if word in word_lists("occasion_noun", "time_noun", "month", "addressee"):
        return True
    hit = reading.covers[at]
    placed = hit is not None and (hit.entry.city is not None or hit.entry.outlet is not None)
    return placed and preposition in ("in", "on", "from", "to", "with")
