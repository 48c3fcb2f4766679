"""Where the words that a verb of speech introduces begin and end."""

from __future__ import annotations

from collections.abc import Callable

from summitry.vocabulary import word_list

from .reading import Reading, Sentence
from .speakers import Phrases
from .verbs import Verb, speech_verbs

_CLOSING = ",;:–—- \n"


def end_of_clause(
    reading: Reading, phrases: Phrases, sentence: Sentence, start: int, *, noun_phrase: bool = False
) -> int:
    """The token after the clause that begins with the token ``start``: its sentence's end, or where another statement,
    an attribution or the reporter's own words follow. A noun phrase also ends where the subject's next deed begins
    ("stressed the need for calm and discussed trade")."""
    words, lower = reading.tokens.words, reading.tokens.lower
    index = start + 1
    while index < sentence.last:
        if reading.quoted[index] >= 0 or reading.quoted[index] != reading.quoted[start] >= 0:
            index += 1
            continue
        check = _CUTS.get(lower[index])
        if check is not None and check(reading, phrases, sentence, index):
            return index
        if reading.quoted[index - 1] >= 0 and _after_quote(reading, phrases, sentence, index):
            return index
        if noun_phrase and lower[index] in (",", "and", "but") and _deed(reading, sentence, index + 1):
            return index
        index += 1
    last = sentence.last
    while last > start + 1 and words[last - 1] in (".", ",", ";", ":", "–", "—", "!", "?", "…"):
        if reading.quoted[last - 1] >= 0:
            break
        last -= 1
    return last


def _after_quote(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """Whether the reporter speaks again right after a quotation; a comma may stand before its closing mark."""
    lower = reading.tokens.lower
    if lower[index] in ("before", "after", "during", "when", "while", "just", "shortly"):
        return True
    return index >= 2 and reading.tokens.words[index - 2] == "," and _comma(reading, phrases, sentence, index - 1)


def _deed(reading: Reading, sentence: Sentence, index: int) -> bool:
    """Whether a verb of doing, in the past, begins at ``index``; "and" and adverbs are skipped."""
    lower = reading.tokens.lower
    while index < sentence.last and (lower[index] == "and" or _skippable(lower[index])):
        index += 1
    return index + 1 < sentence.last and lower[index] in word_list("narrative_verb") and reading.quoted[index] < 0


def offsets(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The characters of tokens ``first:last``, without marks that end the clause before it."""
    start, end = reading.tokens.starts[first], reading.tokens.ends[last - 1]
    text = reading.plain
    while end > start + 1 and text[end - 1] in _CLOSING:
        end -= 1
    return start, end


def verb_follows(reading: Reading, sentence: Sentence, index: int, *, gerund: bool) -> Verb | None:
    """The verb of speech at ``index``, adverbs and auxiliaries skipped: a gerund, or a finite form that governs
    something."""
    lower = reading.tokens.lower
    skipped = 0
    while index < sentence.last and skipped < 4 and _skippable(lower[index]):
        index += 1
        skipped += 1
    if index >= sentence.last or reading.quoted[index] >= 0:
        return None
    verb = speech_verbs().at(lower, index)
    if verb is None or not verb.frames:
        return None
    if gerund:
        return verb if "gerund" in verb.tenses else None
    if not verb.tenses & {"past", "present"}:
        return None
    if "past" not in verb.tenses and "that" not in verb.frames:
        return None
    return None if verb.frames == {"quote"} else verb


def _skippable(word: str) -> bool:
    return word in word_list("verb_adverb") or word in word_list("perfect") or word.endswith("ly")


def _comma(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    lower = reading.tokens.lower
    after = index + 1
    if after >= sentence.last:
        return False
    word = lower[after]
    if verb_follows(reading, sentence, after, gerund=True):
        return True
    if word == "according" or (word == "as" and _narrative(reading, phrases, sentence, after)):
        return True
    if word in ("and", "but", "while"):
        if verb_follows(reading, sentence, after + 1, gerund=True) or _and(reading, phrases, sentence, after):
            return True
        if word == "but" and after + 1 < sentence.last and lower[after + 1] in word_list("auxiliary"):
            return True
    if word in word_list("comment_opener"):
        return True
    if word == "but":
        at = after + 2 if lower[after + 1] in word_list("pronoun_subject") else after + 1
        if at < sentence.last and lower[at] in ("did", "didn't", "does", "declined", "gave", "offered"):
            return True
    # ", the Belarusian state agency reported"
    for at in range(after + 1, min(sentence.last, after + 10)):
        if reading.tokens.words[at] in (",", ";") or reading.quoted[at] >= 0:
            break
        if lower[at] in word_list("report_verb") and (
            at + 1 >= sentence.last or reading.tokens.words[at + 1] in (".", ",", ";")
        ):
            return True
    # ", he said"
    phrase = phrases.beginning(after)
    if phrase is not None and phrase.last < sentence.last:
        next_verb = verb_follows(reading, sentence, phrase.last, gerund=False)
        if next_verb is not None and "past" in next_verb.tenses and _governs(reading, sentence, phrase.last, next_verb):
            return True
        verb = speech_verbs().at(lower, phrase.last)
        following = phrase.last + 1
        if (verb is not None and verb.quote and verb.finite) or lower[phrase.last] in word_list("report_verb"):
            return (
                following >= sentence.last
                or reading.tokens.words[following] in (",", ".")
                or lower[following] in (word_list("preposition") | word_list("weekday"))
            )
    return False


def _and(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "and called for", "but singled out", "while stressing": a second verb of the same subject."""
    lower = reading.tokens.lower
    after = index + 1
    if after >= sentence.last:
        return False
    if lower[index] == "while":
        return verb_follows(reading, sentence, after, gerund=True) is not None
    verb = verb_follows(reading, sentence, after, gerund=False)
    if verb is not None:
        return _governs(reading, sentence, after, verb)
    # "and he added", "and the president stressed that"
    phrase = phrases.beginning(after)
    if phrase is not None and phrase.last < sentence.last and reading.quoted[after] < 0:
        verb = verb_follows(reading, sentence, phrase.last, gerund=False)
        return verb is not None and "past" in verb.tenses and _governs(reading, sentence, phrase.last, verb)
    return False


def _governs(reading: Reading, sentence: Sentence, index: int, verb: Verb) -> bool:
    """Whether something that a verb of speech may govern follows it, so that it is no noun or bare participle."""
    lower, words = reading.tokens.lower, reading.tokens.words
    while index < sentence.last and lower[index] != verb.words[0]:
        index += 1
    after = index + len(verb.words)
    if after >= sentence.last:
        return False
    return words[after] not in (",", ".", ";", ")") and lower[after] not in (
        "by",
        "and",
        "or",
        "in",
        "at",
        "from",
        "with",
    )


def _narrative(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "as he met …", "as the leaders arrived": what the reporter saw, not what was said."""
    lower = reading.tokens.lower
    phrase = phrases.beginning(index + 1)
    if phrase is None or phrase.last >= sentence.last:
        return False
    word = lower[phrase.last]
    return word in word_list("narrative_verb")


def _colon(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    return index + 1 < sentence.last and reading.quoted[index + 1] >= 0


def _always(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    return True


_CUTS: dict[str, Callable[[Reading, Phrases, Sentence, int], bool]] = {
    ",": _comma, ";": _always, "and": _and, "but": _and, "while": _and, "as": _narrative, ":": _colon,
}  # fmt: skip


def skip_adjuncts(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> int:
    """The token after adverbs, days and occasions that stand between a verb and what it introduces: "said on Wednesday
    at a news conference in Minsk that"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    begin = index
    while index < sentence.last and reading.quoted[index] < 0:
        word = lower[index]
        if word == "that":
            return index
        if (word in word_list("verb_adverb") and word != "both") or (
            word.endswith("ly") and word not in ("only", "early", "family")
        ):
            if word in ("all", "only", "once", "now", "just", "even", "still", "no") and index > begin:
                break
            index += 1
            continue
        step = _adjunct(reading, sentence, index)
        if step == index:
            break
        index = step
    # ", … ," around an insertion before "that".
    if index < sentence.last and words[index] == ",":
        close = next((i for i in range(index + 1, min(sentence.last, index + 25)) if words[i] == ","), None)
        if close is not None and close + 1 < sentence.last and lower[close + 1] == "that":
            return close + 1
    return index


def _adjunct(reading: Reading, sentence: Sentence, index: int) -> int:
    """The token after one adjunct of time, place or occasion at ``index``; ``index`` itself where there is none."""
    lower = reading.tokens.lower
    word = lower[index]
    if word in word_list("weekday") or (
        word in ("late", "early", "last", "this", "next", "earlier")
        and index + 1 < sentence.last
        and lower[index + 1] in word_list("time_noun") | word_list("weekday")
    ):
        index += 1
        while index < sentence.last and (lower[index] in word_list("time_noun")):
            index += 1
        return index
    if (
        index + 2 < sentence.last
        and lower[index + 1] in word_list("time_noun")
        and lower[index + 2] in ("ago", "earlier", "later")
    ):
        return index + 3
    if word not in word_list("preposition"):
        return index
    stop = min(sentence.last, index + 16)
    noun = None
    for at in range(index + 1, stop):
        if reading.quoted[at] >= 0 or lower[at] in (".", ";", ":"):
            break
        if lower[at] == "that":
            return at
        if lower[at] == ",":
            break
        hit = reading.covers[at]
        place = (
            hit is not None
            and (hit.entry.city is not None or hit.entry.outlet is not None)
            and word in ("in", "on", "from", "to", "with")
        )
        known = (
            lower[at] in word_list("occasion_noun")
            or lower[at] in word_list("time_noun")
            or lower[at] in word_list("month")
            or lower[at] in word_list("addressee")
        )
        if noun is None and (known or place) and at - index <= 6:
            noun = at
            while noun + 1 < stop and (
                lower[noun + 1] in word_list("time_noun")
                or lower[noun + 1] in word_list("occasion_noun")
                or lower[noun + 1].isdigit()
            ):
                noun += 1
    return noun + 1 if noun is not None else index
