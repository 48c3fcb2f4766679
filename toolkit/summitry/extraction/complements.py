"""How far an instrument's phrase reaches to the right, and the words about its subject that stand after its verb."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summitry.vocabulary import word_list

from .instrument_extents import Phrase
from .outcomes import verbs
from .reading import Reading
from .verbs import speech_verbs

_QUOTES = frozenset('"“”„«»')
_MARKS = frozenset(".;:!?—–)…[]")
# A chunk of an enumeration between commas is at most this long.
_CHUNK = 20
_LONGEST = 60


def complete(reading: Reading, phrases: Sequence[Phrase]) -> None:
    """Set ``end`` and ``late`` of every phrase."""
    starts = {phrase.first for phrase in phrases}
    for phrase in phrases:
        phrase.end = _end(reading, phrase, phrase.last, starts)
        day = phrase.last + 1
        if phrase.end == phrase.last and reading.tokens.lower[phrase.last : day] == ["on"] and _is_day(reading, day):
            # "signed a memorandum on Friday on care"
            end = _end(reading, phrase, day + 1, starts)
            if end > day + 1 and reading.tokens.lower[day + 1] == "on":
                phrase.late = (day + 1, end)
                continue
        if phrase.end == phrase.last:
            phrase.late = _late(reading, phrase, starts)


def _end(reading: Reading, phrase: Phrase, at: int, starts: Collection[int]) -> int:
    """The token after the complement that begins at the token ``at``; ``at`` itself where none does."""
    lower = reading.tokens.lower
    stop = _quotation_end(reading, phrase)
    if at + 1 >= stop or not _may_open(reading, phrase, at):
        return at
    opener = lower[at]
    end = _chunk(reading, at + 1, stop, starts)
    if end == at + 1 and end not in starts:
        return at
    if opener == "with" and any(inner in starts for inner in range(at + 1, min(end, at + 4))):
        return at  # "to replace the old pact with a trade deal"
    if end in starts and end - at <= 2 and opener != "by":
        # "the Joint Statement on the Treaty …": the inner instrument is part of the subject.
        return end
    end = _enumeration(reading, end, stop, starts)
    if opener in ("between", "with") and lower[end : end + 2] == [",", "on"] and end + 2 < stop:
        # "between the ministries, on care"
        end = _enumeration(reading, _chunk(reading, end + 2, stop, starts), stop, starts)
    while end < stop and lower[end] == ";":
        # "on health; on the status of offices; and on sport"
        begin = end + 1
        while begin < stop and (lower[begin] == "," or lower[begin] in word_list("list_connector")):
            begin += 1
        if begin + 1 >= stop or lower[begin] not in (opener, "on", "between"):
            break
        end = _enumeration(reading, _chunk(reading, begin + 1, stop, starts), stop, starts)
    while end > at + 1 and (lower[end - 1] in word_list("no_last_word") or lower[end - 1] == ","):
        end -= 1
    return end


def _quotation_end(reading: Reading, phrase: Phrase) -> int:
    """Where the quotation ends that holds the noun, or the sentence."""
    at, stop = phrase.last, phrase.sentence.last
    if reading.quoted[phrase.head] < 0:
        return stop
    while at < stop and reading.quoted[at] == reading.quoted[phrase.head]:
        at += 1
    return at


def _may_open(reading: Reading, phrase: Phrase, at: int) -> bool:
    words, lower = reading.tokens.words, reading.tokens.lower
    opener, following = lower[at], lower[at + 1]
    if opener not in word_list("subject_opener"):
        return False
    if opener == "by":
        return words[phrase.head][0].isupper() and phrase.noun.kind != "outcome"
    if opener == "in":
        # A place or a day says where and when, a field says what about; "the presence of" says before whom.
        field = bool(set(lower[at + 1 : at + 6]) & word_list("field_noun"))
        about = bool(set(lower[phrase.first : phrase.last]) & word_list("cooperation_noun"))
        plain = following not in word_list("determiner") and words[at + 1][0].islower()
        # "three pacts in education, culture and sport"
        listed = phrase.noun.plural and {",", "and"} & set(lower[at + 2 : at + 4]) and not _no_field(following)
        return reading.begins[at + 1] is None and (field or (plain and bool(about or listed)))
    if opener == "to":
        return following != "be"
    # A day or an occasion says when: "on Friday", "of 17 September", "on the eve of".
    dated = following in word_list("weekday") or following in word_list("month") or following[0].isdecimal()
    return not (dated and opener in ("on", "of")) and not (
        opener == "on" and set(words[at + 1 : at + 4]) & word_list("when_noun")
    )


def _late(reading: Reading, phrase: Phrase, starts: Collection[int]) -> tuple[int, int] | None:
    """The subject that follows the verb: "A protocol was also signed on …", "the agreement reached between"."""
    lower, stop = reading.tokens.lower, phrase.sentence.last
    at = phrase.last
    while at < stop and lower[at] in word_list("instrument_auxiliary"):
        at += 1
    form = verbs().starting(lower, at) if at < stop else None
    if form is None or "participle" not in form.tenses or form.status not in ("signed", "adopted", "agreed"):
        return None
    at += len(form.words)
    while at < stop and lower[at] in word_list("after_participle"):
        at += 1
    if at + 2 >= stop or (lower[at] in ("for", "of", "by", "with") and not lower[at + 1].endswith("ing")):
        return None
    if lower[at] == "in" and not set(lower[at + 1 : at + 6]) & word_list("field_noun"):
        return None
    end = _end(reading, phrase, at, starts)
    return (at, end) if end > at + 1 else None


def _stops(reading: Reading, begin: int, at: int, starts: Collection[int]) -> bool:
    """Whether a chunk that begins at ``begin`` ends before the token ``at``."""
    words, lower = reading.tokens.words, reading.tokens.lower
    word, following = lower[at], lower[at + 1] if at + 1 < len(lower) else "."
    if words[at] in _MARKS:
        # "2018–2024" is one thing.
        return not (words[at] in "–—" and words[at - 1][-1].isdecimal() and following[0].isdecimal())
    if word in word_list("complement_verb") and at > begin and lower[at - 1] not in word_list("determiner"):
        return True  # "the agreement on tourism marks a new step"
    if word in word_list("clause_stop"):
        # "the channels by which", "the form in which"
        return not (word == "which" and lower[at - 1] in word_list("preposition"))
    if following == "that" and at > begin and (word in ("read", "reads") or word in speech_verbs().forms):
        return True  # "the Statement on Energy reads that"
    state = reading.begins[begin] if lower[begin - 1] == "for" else None
    acts = state is not None and state.entry.country is not None and state.last == at
    if word == "to" and acts:
        return False  # "a deal for Norway to take back …"
    if word == "to" and words[at - 1][0].isupper() and words[begin][0].isupper() and following[0].islower():
        return following not in word_list("determiner")  # "the Framework for Public Health to combat …"
    if word == "-":
        return reading.tokens.ends[at - 1] < reading.tokens.starts[at]
    if word == "on" and (set(words[at + 1 : at + 4]) & word_list("when_noun") or following[0].isdecimal()):
        return True
    if word in ("of", "from", "on") and (following in word_list("month") or _is_year(following)):
        return True
    if word in ("and", "or", "as"):
        if word == "as":
            return following != "such" and "such" not in lower[at - 4 : at]  # "in such diverse areas as"
        if at + 1 in starts or following in word_list("clause_stop") or lower[at + 1 : at + 3] == ["the", "need"]:
            return True
        if following in ("one", "another") and lower[at + 2 : at + 3] != ["on"]:
            return True  # "a memorandum on health and one that deals with ports"
        if following == "the" and lower[at + 3 : at + 4] == ["of"] and lower[at + 2].endswith("ing"):
            return True  # "the signing of a memorandum on care and the launching of flights"
        return verbs().finite(lower, at + 1) or (word == "and" and _is_verb(reading, at + 1))
    if word in ("in", "at"):
        # "in Minsk", "at their meeting": where it was signed, but "opening a consulate in Minsk" is one thing.
        hit = reading.begins[at + 1] if at + 1 < len(words) else None
        return word == "at" or (hit is not None and hit.entry.city is not None and not lower[begin].endswith("ing"))
    after_determiner = lower[at - 1] in word_list("determiner")
    if verbs().participle(lower, at):
        return not after_determiner
    verb = speech_verbs().forms.get(word)
    if verb is None or after_determiner or at <= begin + 1:
        return False
    # "calls", "reports" may be nouns; before an article they are verbs.
    with_object = following == "that" or following in word_list("determiner")
    with_object = with_object or (at + 1 < len(words) and words[at + 1][0].isupper())
    return verb.tenses == {"past", "participle"} or (verb.tenses == {"present"} and with_object)


def _no_field(word: str) -> bool:
    return word in word_list("set_phrase") or word.endswith("ing")


def _is_day(reading: Reading, at: int) -> bool:
    return at + 1 < len(reading.tokens.lower) and reading.tokens.lower[at] in word_list("weekday")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("18", "19", "20")


def extent(reading: Reading, begin: int, stop: int) -> int:
    """The token after the list that begins at ``begin``."""
    return _enumeration(reading, _chunk(reading, begin, stop, ()), stop, ())


def _chunk(reading: Reading, begin: int, stop: int, starts: Collection[int]) -> int:
    words = reading.tokens.words
    at, stop = begin, min(stop, begin + _LONGEST)
    opened = 0
    while at < stop and words[at] != ",":
        if words[at] == ")" and opened:
            opened -= 1
        elif _stops(reading, begin, at, starts):
            break
        opened += words[at] == "("
        at += 1
    return at


def _enumeration(reading: Reading, end: int, stop: int, starts: Collection[int]) -> int:
    """Where a list that goes on at the comma ``end`` ends; ``end`` itself where the comma ends the phrase.

    The last member holds an "and"; without it, what follows the comma is something else.
    """
    lower, words = reading.tokens.lower, reading.tokens.words
    at = found = end
    chunks: list[tuple[int, int]] = []
    while at < stop and words[at] == "," and at - end < _LONGEST * 2:
        begin = at + 1
        last = begin < stop and lower[begin] in ("and", "or")
        begin += last
        if begin >= stop or lower[begin] in word_list("clause_stop") or verbs().finite(lower, begin):
            break
        if last and _is_verb(reading, begin):
            break  # "…, and reaffirmed their support"
        if begin in starts or (lower[begin] in word_list("preposition") and begin + 1 in starts):
            break
        at = _chunk(reading, begin, stop, starts)
        if not 0 < at - begin <= _CHUNK or _is_clause(reading, at, stop):
            break
        chunks.append((begin, at))
        if last or "and" in lower[begin:at]:
            found = at
    short = all(at - begin <= 3 for begin, at in chunks)
    # "industry, agriculture, sport." goes without "and".
    return at if found == end and len(chunks) > 1 and short and words[at : at + 1] == ["."] else found


def _is_verb(reading: Reading, at: int) -> bool:
    """Whether a verb in the past begins at a token."""
    lower = reading.tokens.lower
    if at >= len(lower):
        return False
    verb = speech_verbs().forms.get(lower[at])
    said = verb is not None and "past" in verb.tenses
    return said or (
        lower[at].endswith("ed") and lower[at + 1 : at + 2] != [] and lower[at + 1] in word_list("after_verb")
    )


def _is_clause(reading: Reading, at: int, stop: int) -> bool:
    """Whether a chunk ends in a finite verb, whose subject it is: "…, the ministers of both said"."""
    lower = reading.tokens.lower
    if at >= stop or reading.tokens.words[at] in _MARKS or reading.tokens.words[at] == ",":
        return False
    verb_at = at
    while verb_at < stop - 1 and lower[verb_at] in word_list("instrument_auxiliary"):
        verb_at += 1
    if verb_at > at and verbs().participle(lower, verb_at):
        return False
    verb = speech_verbs().forms.get(lower[at])
    return lower[at] in word_list("auxiliary") or (verb is not None and verb.finite)


def entitled(reading: Reading, phrase: Phrase) -> list[Phrase]:
    """The instruments whose titles stand in marks after a group: "two documents entitled "On X" and "On Y"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if not phrase.noun.plural or lower[phrase.last : phrase.last + 1] not in (["entitled"], ["titled"], ["called"]):
        return []
    marks = [at for at in range(phrase.last, phrase.sentence.last) if words[at] in _QUOTES]
    spans = [(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False) if b > a + 1]
    return (
        [Phrase(a, a, b, phrase.noun, phrase.sentence, named=True, end=b) for a, b in spans if words[a][0].isupper()]
        if len(spans) > 1
        else []
    )
