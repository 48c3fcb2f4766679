"""Fields of cooperation that the words about an instrument list, as worded."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .complements import extent
from .instrument_extents import Phrase
from .instrument_nouns import nouns
from .outcomes import verbs
from .reading import Reading

_LONGEST = 20
# "the documents, in particular, cover …": so far after its subject the verb may stand.
_VERB_WITHIN = 8
_ABOUT = ("on", "regarding", "concerning", "about", "for")
_DONE = ("signed", "adopted", "agreed", "planned", "rejected")


def fields(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """The fields in an instrument's complement, in "the documents cover …" after it, or before its noun."""
    first, last = phrase.subject
    if last > first:
        return areas(reading, first, last) or _before_noun(reading, phrase)
    return _covered(reading, phrase) or _before_noun(reading, phrase)


def _covered(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """ "The documents signed cover …", "…, spanning health and defence", "…, including one on health"."""
    return _main_verb(reading, phrase) or _participle(reading, phrase)


def _participle(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    lower, stop = reading.tokens.lower, phrase.sentence.last
    for at in range(phrase.end, stop - 2):
        kind = at + 1 + (lower[at + 1] in word_list("of_the_kind"))
        near = lower[kind] == "on" and at - phrase.end < _VERB_WITHIN
        if lower[at] == "including" and lower[kind] in _ABOUT and (near or kind > at + 1):
            return members(reading, kind + 1, extent(reading, kind + 1, stop))
        form = verbs().starting(lower, at)
        if form is not None and form.status == "areas" and "gerund" in form.tenses:
            begin = at + len(form.words)
            return members(reading, begin, extent(reading, begin, stop)) if begin < stop else ()
        if lower[at] in nouns().openers or lower[at] in (";", ":"):
            break
    return ()


def _main_verb(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    lower, words = reading.tokens.lower, reading.tokens.words
    for at in range(phrase.end, min(phrase.sentence.last, phrase.end + _VERB_WITHIN)):
        form = verbs().starting(lower, at)
        if form is not None and form.status == "areas":
            begin = at + len(form.words)
            if begin >= phrase.sentence.last or not words[begin][0].isalnum():
                return ()  # "the fields that the agreements cover, …"
            return members(reading, begin, phrase.sentence.last)
        done = form is not None and form.status in _DONE and "past" in form.tenses and at > phrase.end
        if lower[at] in (";", ":", ".", "a") or done:
            break
        if lower[at] == "the" and lower[at - 1] not in word_list("preposition"):
            break  # "signed during the visit" goes on
    return ()


def _before_noun(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """The field among the words before the noun: "a trade agreement", "an arms control treaty"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    last = phrase.head
    if last - 1 > phrase.first and lower[last - 1] in word_list("field_handling"):
        last -= 1  # "a debt rescheduling agreement"
    first = last
    while first > phrase.first and lower[first - 1] in word_list("field_modifier") and words[first - 1][0].islower():
        first -= 1
    return () if first == last else (_text(reading, first, last),)


def areas(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The fields in the tokens ``first:last``, the words about an instrument: "on cooperation in tourism, culture and
    sport", "in areas including …", "to expand science cooperation with an emphasis on …"."""
    begin = _begin(reading, first, last)
    listed = () if begin is None else members(reading, begin, last)
    return listed if len(listed) > 1 else (_joined(reading, first, last) or listed)


def _begin(reading: Reading, first: int, last: int) -> int | None:
    """The token at which the list begins: after the last lead-in that a plain list can follow."""
    lower = reading.tokens.lower
    begin = None
    noun, cooperation = word_list("field_noun"), word_list("cooperation_noun")
    # A bare "on" tells the subject only where it opens the words, or follows the parties: "between X and Y on health".
    if lower[first] == "to" and set(lower[first + 1 : first + 2]) & word_list("tackling_verb"):
        begin = first + 2
    if lower[first] == "of" and first + 2 < last and lower[first + 2] in cooperation:
        begin = first + 1  # "a programme of cultural cooperation"
    opens = lower[first] in (*_ABOUT, "between", "with", "of", "to")
    shared = False
    for at in range(first, last - 1):
        word = lower[at]
        before = lower[at - 1] if at else ""
        if word in word_list("listing_participle") or (word == "as" and before == "such"):
            return at + 1
        if word == "on" and before in ("emphasis", "focus", "focusing", "focused"):
            return at + 1
        if word == "to" and before == "respect":
            return at + 1
        if word in ("in", "of", "on") and (before in cooperation or (before in noun and word != "on")):
            return _past_field_words(reading, at + 1, last)
        if word == "in" and shared and reading.begins[at + 1] is None:
            return _past_field_words(reading, at + 1, last)
        subject = word in _ABOUT and begin is None and opens and _is_subject(reading, at + 1, last)
        if subject or (word == "in" and (noun & set(lower[at + 1 : at + 6]) or at == first)):
            begin = at + 1
        # "on cooperation between various agencies in agriculture, …"
        shared = shared or (word in ("between", "with") and before in cooperation)
    return None if begin is None else _past_field_words(reading, begin, last)


def _is_subject(reading: Reading, first: int, last: int) -> bool:
    """Whether a bare "on …" names a field ("on labour and employment"), not a task ("on opening a consulate")."""
    lower, words = reading.tokens.lower, reading.tokens.words
    hit = reading.begins[first]
    if hit is not None and hit.entry.honorific is not None:
        return False  # "issued on Mr A's visit"
    if lower[first].endswith("ing") or lower[first] in word_list("determiner") | {"how"}:
        return False
    ends = word_list("preposition") - {"of"}
    stop = next((at for at in range(first, last) if words[at] == "," or lower[at] in ends), last)
    return stop - first <= 5 and lower[first] not in word_list("cooperation_noun") and not words[first][0].isdecimal()


def _past_field_words(reading: Reading, begin: int, last: int) -> int | None:
    """Skip "the field of", "areas such as": what follows is the list."""
    lower = reading.tokens.lower
    leading = word_list("field_noun") | word_list("cooperation_noun")
    at = begin
    for _ in range(4):
        window = range(at + 1, min(last, at + 6))
        of = next((n for n in window if lower[n] in ("of", "in", "on") and lower[n - 1] in leading), None)
        if of is None:
            break
        at = of + 1
    return at if at < last else None


def _joined(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The adjectives of "trade, economic and investment cooperation"."""
    lower = reading.tokens.lower
    cooperation, stops, words = word_list("cooperation_noun"), word_list("phrase_stop"), reading.tokens.words
    for end in range(first + 3, last):
        if lower[end] not in cooperation or "and" not in lower[max(first, end - 3) : end]:
            continue
        begin = end
        while begin > first and end - begin < _LONGEST:
            joint = lower[begin - 1] in (",", "and")
            if not joint and (lower[begin - 1] in stops or (begin < end and lower[begin] not in (",", "and"))):
                break
            begin -= 1
        members_at = [at for at in range(begin, end) if lower[at] not in (",", "and")]
        if words[end][0].islower() and all(words[at][0].isupper() for at in members_at):
            return (_text(reading, begin, end + 1),)  # "Belt and Road cooperation" is a name
        found = [_field(reading, at, at + 1) for at in members_at]
        if len(found) > 1 and all(found):
            return tuple(dict.fromkeys(found))
    return ()


def members(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """A plain list split at its commas and last "and"; two nouns joined by "and" stay one field."""
    lower = reading.tokens.lower
    while last > first and lower[last - 1] in (".", ",", ";", "and", "among", "others"):
        last -= 1
    commas = [at for at in range(first, last) if lower[at] in (",", ";")]
    edges = [first - 1, *commas, last]
    if commas:
        tail = commas[-1]
        ands = [at for at in range(tail + 1, last) if lower[at] == "and" and at > tail + 1]
        if ands and lower[tail + 1] != "and":
            edges.insert(-1, ands[-1])
    else:
        # "nuclear energy and a revival of trade" are two.
        edges[1:1] = [at for at in range(first + 1, last - 1) if lower[at] == "and" and lower[at + 1] in ("a", "an")]
    found = [_field(reading, left + 1, right) for left, right in zip(edges, edges[1:], strict=False)]
    return tuple(dict.fromkeys(filter(None, found)))


def _field(reading: Reading, first: int, last: int) -> str:
    """One member of a list without the words around it; "" where it names no field."""
    lower = reading.tokens.lower
    while first < last and lower[first] in word_list("before_field"):
        first += 1
    # "promoting cooperation in protecting pandas": the field is what the cooperation is in.
    for at in range(first, last - 1):
        if lower[at] in ("in", "on") and at and lower[at - 1] in word_list("cooperation_noun"):
            return _field(reading, _past_field_words(reading, at + 1, last) or at + 1, last)
    ends = word_list("after_field")
    last = next((at for at in range(first + 1, last) if lower[at] in ends or _says_when(lower, at)), last)
    if last - first > 3 and lower[last - 3 : last - 1] == ["and", "other"]:
        last -= 3
    while last > first and lower[last - 1] in word_list("field_tail"):
        last -= 1
    if not 0 < last - first <= _LONGEST or lower[first] in word_list("not_field_opener"):
        return ""
    told = [w for w in lower[first:last] if w not in word_list("not_field") and w[0].isalpha()]
    if not told or lower[last : last + 1] in (["it"], ["them"]):
        return ""  # "strategic cooperation", "implementing it" name no field
    hit = reading.begins[first]
    place = hit is not None and (hit.entry.city is not None or hit.entry.country is not None)
    if hit is not None and place and hit.last >= last:
        return ""  # "work in Norway"
    return _text(reading, first, last).strip(" \"“”'")


def _says_when(lower: list[str], at: int) -> bool:
    return lower[at] in ("in", "from") and lower[at + 1 : at + 2] != [] and lower[at + 1][:2] in ("19", "20")


def _text(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())
