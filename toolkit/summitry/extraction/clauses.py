"""Where the words that a verb of speech introduces begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Set

from summitry.vocabulary import word_list, word_lists

from .adjuncts import skip_adjuncts
from .asides import comment, main_clause, narrative, occasion, reported_by, turns
from .descriptions import noun_phrase
from .following import asyndetic, describes, governs, second_base, skippable, verb_follows
from .reading import Reading, Sentence, once
from .speakers import Phrase, Phrases
from .verbs import is_noun, speech_nouns, speech_verbs

_CLOSING = ",;:–—- \n"
# An apposition ("a deal that …") is at most so long before the words that somebody says of it.
_APPOSITION = 9
_CONJUNCTIONS = frozenset({"and", "but", "while"})


def end_of_clause(
    reading: Reading, phrases: Phrases, sentence: Sentence, start: int, *, noun_phrase: bool = False
) -> int:
    """The token after the clause that begins with the token ``start``: its sentence's end, or where another statement,
    an attribution or the reporter's own words follow. A noun phrase also ends where the subject's next deed begins
    ("stressed the need for calm and discussed trade")."""
    words, lower = reading.tokens.words, reading.tokens.lower
    tenses = _hangs_on(reading, start)
    gerund, base = "gerund" in tenses, "base" in tenses
    edges = _edges(reading)
    for index in edges[bisect_right(edges, start) : bisect_left(edges, sentence.last)]:
        if reading.quoted[index] >= 0 > reading.quoted[index - 1] and _sentence_in_marks(reading, index):
            return index
        if reading.quoted[index] >= 0:
            continue
        if lower[index] in _CONJUNCTIONS and main_clause(
            reading, phrases, sentence, start, index, clause=not noun_phrase and lower[start] != "to"
        ):
            return index
        check = _CUTS.get(lower[index])
        listed = lower[index] == "and" and (whole := phrases.covering(index)) is not None and whole.first < index
        if check is not None and not listed and check(reading, phrases, sentence, index):
            return index
        if reading.quoted[index - 1] >= 0 and _after_quote(reading, phrases, sentence, index):
            return index
        if gerund and lower[index] == "and" and verb_follows(reading, sentence, index + 1, gerund=True):
            return index
        if noun_phrase and lower[index] in (",", "and", "but") and _deed(reading, phrases, sentence, index + 1):
            return index
        if base and lower[index] == "and" and second_base(reading, sentence, index + 1):
            return index
    last = sentence.last
    while last > start + 1 and words[last - 1] in (".", ",", ";", ":", "–", "—", "!", "?", "…"):
        if reading.quoted[last - 1] >= 0:
            break
        last -= 1
    return last


@once
def _edges(reading: Reading) -> list[int]:
    """The tokens, in order, at which a clause may end: marks and conjunctions, and where quotations begin and end."""
    found = set(reading.places(_CUTTING))
    for quote in reading.quotes:
        found.update((bisect_left(reading.tokens.starts, quote.start), bisect_left(reading.tokens.starts, quote.end)))
    return sorted(found)


def _hangs_on(reading: Reading, start: int) -> Set[str]:
    """The tenses of the forms that the clause from ``start`` hangs on: ", criticising … and praising …", "we condemn …
    and call on"; a form that may also be the past counts as that."""
    lower, found = reading.tokens.lower, speech_verbs()
    verbs = [verb for at in range(max(0, start - 2), start) if (verb := found.at(lower, at)) is not None]
    return frozenset().union(*(verb.tenses for verb in verbs if "past" not in verb.tenses))


def _sentence_in_marks(reading: Reading, index: int) -> bool:
    """Whether a quoted sentence begins at ``index`` after a full stop that was taken for an abbreviation's."""
    inner = reading.quotes[reading.quoted[index]].inner
    return reading.tokens.words[index - 1].endswith(".") and reading.plain[inner.start : inner.end][:1].isupper()


def _after_quote(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """Whether the reporter speaks again right after a quotation; a comma may stand before its closing mark."""
    lower = reading.tokens.lower
    if lower[index] in word_list("narrative_opener"):
        return True
    return index >= 2 and reading.tokens.words[index - 2] == "," and _comma(reading, phrases, sentence, index - 1)


def _deed(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """Whether a verb of doing, in the past, begins at ``index``, with or without a subject; "and" and adverbs are
    skipped."""
    lower = reading.tokens.lower
    if lower[index - 1] == "but" and lower[index : index + 1] and lower[index] in word_list("auxiliary"):
        return True  # "asked Norway to lift the ban but was refused"
    while index < sentence.last and (lower[index] == "and" or skippable(lower[index])):
        index += 1
    phrase = phrases.beginning(index)
    if phrase is not None:
        index = phrase.last
    if index + 1 >= sentence.last or reading.quoted[index] >= 0:
        return False
    if lower[index] == "continued" and lower[index + 1] not in word_lists("determiner", "preposition"):
        return False  # "and continued support"
    acts = lower[index].endswith("ed") or lower[index] in word_list("giving_speech")
    if acts and lower[index + 1] in word_list("determiner"):
        return True  # "and issued a warning"
    return lower[index] in word_list("narrative_verb") and not describes(reading, index)


def offsets(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The characters of tokens ``first:last``, without marks that end the clause before it."""
    start, end = reading.tokens.starts[first], reading.tokens.ends[last - 1]
    text = reading.plain
    while end > start + 1 and text[end - 1] in _CLOSING:
        end -= 1
    return start, end


def _comma(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    lower = reading.tokens.lower
    after = index + 1
    if after >= sentence.last:
        return False
    word = lower[after]
    if word in ("according", "something") or word in word_list("comment_opener"):
        return True
    if word == "as" and (
        narrative(reading, phrases, sentence, after) or lower[after + 1 : after + 2] in (["have"], ["has"], ["did"])
    ):
        return True
    if word in ("and", "but", "while") and _and(reading, phrases, sentence, after):
        return True
    if word in ("but", "then", "and") and turns(reading, sentence, after):
        return True
    return (
        verb_follows(reading, sentence, after + (word in ("and", "but", "while")), gerund=True) is not None
        or comment(reading, sentence, after)
        or reported_by(reading, sentence, after)
        or asyndetic(reading, sentence, after)
        or _speaks(reading, phrases, sentence, after)
        or _relative(reading, sentence, after)
        or occasion(reading, sentence, after)
        or _closing(reading, phrases, sentence, after)
    )


def _closing(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "the ministry's envoy, Jan Novak, told reporters.": an attribution with an apposition ends the sentence."""
    words, lower = reading.tokens.words, reading.tokens.lower
    named = phrases.beginning(index)
    if named is None or "," not in words[named.first : named.last]:
        comma = next((i for i in range(index, min(sentence.last, index + _APPOSITION)) if words[i] == ","), None)
        named = phrases.beginning(comma + 1) if comma is not None else None
    if named is None or named.speaker is None or named.speaker.person is None or named.last + 1 >= sentence.last:
        return False
    verb = speech_verbs().at(lower, named.last + 1)
    told = verb is not None and verb.quote and "past" in verb.tenses and words[named.last] == ","
    return told and sentence.last - named.last <= _APPOSITION and reading.quoted[named.last + 1] < 0


def _speaks(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "he said", "the minister warned that": another attribution begins at ``index``."""
    lower = reading.tokens.lower
    phrase = phrases.beginning(index) or _unnamed(reading, sentence, index)
    if phrase is None or phrase.last >= sentence.last:
        return False
    following = verb_follows(reading, sentence, phrase.last, gerund=False)
    if following is not None and "past" in following.tenses and governs(reading, sentence, phrase.last, following):
        return True
    verb = speech_verbs().at(lower, phrase.last)
    if not (verb is not None and verb.quote and verb.finite) and lower[phrase.last] not in word_list("report_verb"):
        return False
    after = phrase.last + 1
    return (
        after >= sentence.last
        or reading.tokens.words[after] in (",", ".")
        or lower[after] in word_lists("preposition", "weekday")
    )


def _unnamed(reading: Reading, sentence: Sentence, index: int, *, spoken: bool = True) -> Phrase | None:
    """A speaker without a name that begins at ``index`` before a verb of speech, which attributes quotations where it
    must be ``spoken``: "the foreign ministry (announced)"."""
    for at in range(index + 1, min(sentence.last, index + _APPOSITION)):
        if reading.tokens.words[at] in (",", ";") or reading.quoted[at] >= 0:
            return None
        verb = speech_verbs().at(reading.tokens.lower, at)
        if verb is None or is_noun(reading, sentence, at, verb):
            continue
        if verb.finite and (verb.quote or (not spoken and "past" in verb.tenses)):
            phrase = noun_phrase(reading, sentence, at)
            return phrase if phrase is not None and phrase.first == index else None
    return None


def _relative(reading: Reading, sentence: Sentence, index: int) -> bool:
    """ "which the minister says is costly", "a deal the ministry said could fail": the words of another speaker."""
    lower = reading.tokens.lower
    if lower[index] not in ("which", "what") and lower[index] not in word_list("determiner"):
        return False
    for at in range(index + 1, min(sentence.last - 1, index + _APPOSITION)):
        if reading.tokens.words[at] in (",", ";") or reading.quoted[at] >= 0:
            return False
        verb = speech_verbs().at(lower, at)
        if verb is None or not verb.finite:
            continue
        if verb.quote and lower[at + 1] in word_list("auxiliary"):
            return True
        ends = at + 2 >= sentence.last or reading.tokens.words[at + 2] in (".", ",")
        opens = lower[at + 1] in ("a", "an", "as") or reading.quoted[at + 1] >= 0
        if verb.frames & {"comp", "as"} and (opens or (ends and lower[at + 1].isalpha())):
            return True  # "a levy that the minister called “absurd”"
    return False


def _in(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "in a deal that the envoy called historic", "in what officials described as a test"."""
    after = index + 1
    return (
        after < sentence.last
        and reading.tokens.lower[after] in ("a", "an", "what")
        and (_relative(reading, sentence, after))
    )


def _dash(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ " -- he also said", " – including calling him": the next statement, not a hyphen within a word."""
    if reading.tokens.words[index] == "-" and reading.tokens.ends[index - 1] == reading.tokens.starts[index]:
        return False
    if reading.tokens.words[index - 1].endswith("."):
        return True  # the next point of a list
    after = index + 1
    while after < sentence.last and (reading.tokens.words[after] == "-" or reading.tokens.lower[after] == "including"):
        after += 1
    if after >= sentence.last:
        return False
    if reading.tokens.lower[after] in word_list("comment_opener") or comment(reading, sentence, after):
        return True
    if _relative(reading, sentence, after):
        return True
    return verb_follows(reading, sentence, after, gerund=True) is not None or _speaks(reading, phrases, sentence, after)


def _and(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """ "and called for", "but singled out", "while stressing": a second verb of the same subject."""
    lower = reading.tokens.lower
    after = index + 1
    if after >= sentence.last:
        return False
    if lower[index] == "while" and verb_follows(reading, sentence, after, gerund=True) is not None:
        return True
    if lower[index] == "but" and lower[after] in word_list("turning_verb"):
        return True
    verb = verb_follows(reading, sentence, after, gerund=False)
    if verb is not None:
        return governs(reading, sentence, after, verb)
    if lower[after] in word_list("being") and verb_follows(reading, sentence, after + 1, gerund=True):
        return True  # "and is accusing Norway of"
    if lower[after] in ("instead", "now") and second_base(reading, sentence, after + 1):
        return True  # "have refused and instead call for"
    if lower[after] in word_list("possessive") and any(w in speech_nouns() for w in lower[after + 1 : after + 4]):
        return True  # "and his description of"
    # "and he added", "and the president stressed that"
    phrase = phrases.beginning(after)
    if phrase is None or lower[phrase.last : phrase.last + 1] == ["'s"]:
        phrase = _unnamed(reading, sentence, after, spoken=False) or phrase  # "and the state's envoy voiced"
    named = phrases.ending(index)
    if named is not None and lower[named.first - 1] in ("that", "said"):
        return False  # "that Italy and the president supported it": one subject
    listed = lower[index] == "and" and named is not None and lower[named.first - 1] == ","
    if listed and all(item is not None and item.speaker is not None for item in (named, phrase)):
        return False  # "that Oslo, Rome and Madrid supported it"
    if lower[index] == "while" and _says_now(reading, sentence, phrase.last if phrase is not None else after + 1):
        return True  # "while Acme maintains it lost"
    if phrase is not None and phrase.last < sentence.last and reading.quoted[after] < 0:
        at = skip_adjuncts(reading, sentence, phrase.last)  # "while the envoy on Monday called"
        verb = verb_follows(reading, sentence, at, gerund=False)
        return verb is not None and "past" in verb.tenses and governs(reading, sentence, at, verb)
    return False


def _says_now(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether somebody with a capital "says" something at the token ``at``."""
    if at + 1 >= sentence.last or not reading.tokens.words[at - 1][0].isupper() or reading.quoted[at] >= 0:
        return False
    verb = speech_verbs().at(reading.tokens.lower, at)
    return verb is not None and verb.quote and "present" in verb.tenses and "base" not in verb.tenses


def _colon(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    return index + 1 < sentence.last and reading.quoted[index + 1] >= 0


def _semicolon(reading: Reading, phrases: Phrases, sentence: Sentence, index: int) -> bool:
    """Any but those of a list: "lifting the ban; opening the ports; and hiring pilots"."""
    after = index + 1
    after += after < sentence.last and reading.tokens.lower[after] == "and"
    if after >= sentence.last:
        return True
    word = reading.tokens.lower[after]
    return word not in ("to", "that") and not (
        word.endswith("ing") and not verb_follows(reading, sentence, after, gerund=True)
    )


_CUTS: dict[str, Callable[[Reading, Phrases, Sentence, int], bool]] = {
    ",": _comma, ";": _semicolon, "and": _and, "but": _and, "while": _and, "as": narrative, ":": _colon,
    "-": _dash, "–": _dash, "—": _dash, "in": _in,
}  # fmt: skip
_CUTTING = frozenset(_CUTS)
