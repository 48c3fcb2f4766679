"""Fields of cooperation that the words about an instrument list, as worded."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .area_lists import LONGEST, field, members, past_field_words, text
from .complements import extent
from .instrument_extents import Phrase
from .instrument_nouns import noun_at, nouns
from .outcomes import verbs
from .reading import Reading

# "the documents, in particular, cover …": so far after its subject the verb may stand.
_VERB_WITHIN = 8
# "the promotion and mutual protection of …": as many words has an act before its "of".
_ACT = 7
_TWO = 2
# A field that nothing but "on" introduces has at most so many words.
_SHORT = 5
_ABOUT = ("on", "regarding", "concerning", "about", "for")
_DONE = ("signed", "adopted", "agreed", "planned", "rejected")


def fields(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """The fields in an instrument's complement, in "the documents cover …" after it, or before its noun."""
    first, last = phrase.subject
    told = areas(reading, first, last)
    if (
        phrase.count == 1
        and len(told) == _TWO
        and not word_list("field_plural") & set(reading.tokens.lower[first:last])
    ):
        told = _of_one(told, text(reading, first, last))
    return (
        _ahead(reading, phrase)
        or told
        or _covered(reading, phrase, max(phrase.end, last))
        or _before_noun(reading, phrase)
    )


def _of_one(told: tuple[str, ...], complement: str) -> tuple[str, ...]:
    """The field of one instrument: "on labour and employment", "in youth affairs and sports" are one ministry's; "on
    trade facilitation and supply chains" are two."""
    both = " and ".join(told)
    short = " " not in told[1] and told[0].count(" ") < _TWO and told[0][0].islower()
    a_task = complement.partition(" ")[0].endswith("ing")
    return (both,) if short and not a_task and complement.endswith(both) else told


def _ahead(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """ "In the fields of health and sport, both signed a memorandum"."""
    lower, first = reading.tokens.lower, phrase.sentence.first
    opens = lower[first : first + 2] == ["in", "the"] and lower[first + 2] in word_list("field_noun")
    if not opens or lower[first + 3] not in ("of", "such") or phrase.first - first > 2 * LONGEST:
        return ()
    begin = first + 4 + (lower[first + 3] == "such")
    # The list ends at the comma after its last "and".
    commas = [at for at in range(begin, phrase.first) if lower[at] == ","]
    joints = [at for at in range(begin, phrase.first) if lower[at] == "and"]
    end = next((at for at in commas if joints and joints[0] < at), commas[-1] if commas else begin)
    return members(reading, begin, end)


def _covered(reading: Reading, phrase: Phrase, end: int) -> tuple[str, ...]:
    """ "The documents signed cover …", "…, spanning health and defence", "…, including one on health"."""
    return _main_verb(reading, phrase, end) or _participle(reading, phrase, end)


@kept
def _covering() -> frozenset[str]:
    """The words with which verbs that lead to fields begin: "cover", "span"."""
    return frozenset(form.words[0] for form in verbs() if form.status == "areas")


def _participle(reading: Reading, phrase: Phrase, end: int) -> tuple[str, ...]:
    lower, stop = reading.tokens.lower, phrase.sentence.last
    if "including" not in phrase.sentence.words and phrase.sentence.words.isdisjoint(_covering()):
        return ()
    for at in range(end, stop - 2):
        kind = at + 1 + (lower[at + 1] in word_list("of_the_kind"))
        near = lower[kind] == "on" and at - end < _VERB_WITHIN
        if lower[at] == "including" and lower[kind] in _ABOUT and (near or kind > at + 1):
            last = extent(reading, kind + 1, stop)
            return areas(reading, kind, last) or members(reading, kind + 1, last)
        form = verbs().starting(lower, at)
        apart = at == end or lower[at - 1] == "," or verbs().participle(lower, at - 1)
        if apart and form is not None and form.status == "areas" and "gerund" in form.tenses:
            begin = at + len(form.words)
            if begin >= stop:
                return ()
            last = extent(reading, begin, stop)
            return members(reading, past_field_words(reading, begin, last) or begin, last)
        if _is_instrument(reading, at) or lower[at] in (";", ":"):
            break
    return ()


def _main_verb(reading: Reading, phrase: Phrase, end: int) -> tuple[str, ...]:
    lower, words = reading.tokens.lower, reading.tokens.words
    if phrase.sentence.words.isdisjoint(_covering()):
        return ()
    for at in range(end, min(phrase.sentence.last, end + _VERB_WITHIN)):
        form = verbs().starting(lower, at)
        apart = lower[at : at + 2] == ["deal", ","] and "with" in lower[at : at + _VERB_WITHIN]
        if apart or (form is not None and form.status == "areas"):
            # "The documents deal, in particular, with …"
            begin = lower.index("with", at) + 1 if apart or form is None else at + len(form.words)
            if begin >= phrase.sentence.last or not words[begin][0].isalnum():
                return ()  # "the fields that the agreements cover, …"
            last = phrase.sentence.last
            return members(reading, past_field_words(reading, begin, last) or begin, last)
        done = form is not None and form.status in _DONE and "past" in form.tenses and at > end
        if lower[at] in (";", ":", ".", "a") or done:
            break
        if lower[at] == "the" and lower[at - 1] not in word_list("preposition"):
            break  # "signed during the visit" goes on
    return ()


def _before_noun(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """The field among the words before the noun: "an economic cooperation programme", "an arms control treaty"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    found, _ = _of_cooperation(reading, phrase.first, phrase.head)
    if found:
        return found
    last = phrase.head
    if last - 1 > phrase.first and lower[last - 1] in word_list("field_handling"):
        last -= 1  # "a debt rescheduling agreement"
    first = _compound(reading, phrase.first, last)
    while first > phrase.first and lower[first - 1] in word_list("field_modifier") and words[first - 1][0].islower():
        first -= 1
    if first == last:
        return ()
    # "a trade and investment agreement"
    joined = first - 2 >= phrase.first and lower[first - 1] == "and" and lower[first - 2] in word_list("field_modifier")
    other = (text(reading, first - 2, first - 1),) if joined else ()
    return (*other, text(reading, first, last))


def _compound(reading: Reading, begin: int, last: int) -> int:
    """The first of the words that make one thing with the noun before ``last``: "a port management agreement", "a drug
    and substances analysis protocol"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    if last - 1 <= begin or lower[last - 1] not in word_list("field_compound"):
        return last
    plain = word_lists("plain_modifier", "determiner", "not_field")
    first = last - 2
    if not words[first].islower() or lower[first] in plain:
        return last
    return first - 2 if first - 2 > begin and lower[first - 1] == "and" else first


def areas(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The fields in the tokens ``first:last``, the words about an instrument: "on cooperation in tourism, culture and
    sport", "in areas including …", "to expand science cooperation with an emphasis on …"."""
    if first >= last:
        return ()
    begin = _begin(reading, first, last)
    listed = () if begin is None else members(reading, begin, last)
    if begin is not None and len(listed) >= _TWO and reading.tokens.lower[begin - 1] == "as":
        return listed  # "such areas as tourism and cultural exchanges": the last is one of the list
    # What the cooperation is in says more than what kind it is.
    kinds, plain = _of_cooperation(reading, last if begin is None else begin, last)
    if not kinds:
        kinds, plain = _of_cooperation(reading, first, last)
    whole = not plain and (len(kinds) >= len(listed) or "," not in reading.tokens.words[first:last])
    return kinds if kinds and (whole or len(listed) < _TWO) else listed


def _begin(reading: Reading, first: int, last: int) -> int | None:
    """The token at which the list begins: after the last lead-in that a plain list can follow."""
    lower = reading.tokens.lower
    begin = None
    noun, cooperation = word_list("field_noun"), word_list("cooperation_noun")
    if lower[first] == "to" and set(lower[first + 1 : first + 2]) & word_list("tackling_verb"):
        begin = first + 2
    if lower[first].endswith("ing"):
        # "establishing a joint venture to exploit oil and gas"
        goal = (
            at for at in range(first + 1, last - 2) if lower[at] == "to" and lower[at + 1] in word_list("tackling_verb")
        )
        begin = next((at + 2 for at in goal), None)
    # A bare "on" tells the subject only where it opens the words, or follows the parties: "between X and Y on health".
    parties = lower[first] in ("between", "with", "of", "by", "from")
    shared = False
    for at in range(first, last - 1):
        word = lower[at]
        before = lower[at - 1] if at else ""
        such = word == "as" and "such" in (before, lower[at - 2] if at - 2 >= first else "")
        if word in word_list("listing_participle") or such:
            return past_field_words(reading, at + 1, last)
        if word == "on" and before in ("emphasis", "focus", "focusing", "focused"):
            return at + 1
        if word == "to" and before == "respect":
            return at + 1
        if word == "to" and lower[at + 1] in word_list("tackling_verb") and before in word_list("effort_noun"):
            return past_field_words(reading, at + 2, last)
        if word in ("in", "of", "on") and (before in cooperation or (before in noun and word != "on")):
            return past_field_words(reading, at + 1, last)
        if word == "in" and shared and reading.begins[at + 1] is None:
            return past_field_words(reading, at + 1, last)
        # "a protocol amending the agreement on transit", "the launch of a framework for security"
        inner = at > first and word in _ABOUT and _is_instrument(reading, at - 1)
        if word in _ABOUT and (inner or (begin is None and (at == first or parties))):
            begin = _subject(reading, at + 1, last)
            parties = False
        if word == "in" and (noun & set(lower[at + 1 : at + 6]) or at == first):
            begin = at + 1
        # "on cooperation between various agencies in agriculture, …"
        shared = shared or (word in ("between", "with") and before in cooperation)
    return None if begin is None else past_field_words(reading, begin, last)


def _is_instrument(reading: Reading, at: int) -> bool:
    """Whether the token ends the name or noun of an instrument, or is a working group."""
    noun = noun_at(nouns(), reading.tokens.words, reading.tokens.lower, at)
    firm = noun is not None and (
        noun.kind == "strong" or (noun.kind == "titled" and reading.tokens.words[at][0].isupper())
    )
    return firm or reading.tokens.lower[at] in ("group", "groups")


def _subject(reading: Reading, first: int, last: int) -> int | None:
    """Where the field of a bare "on …" begins ("on labour and employment", "on the protection of investments"), None
    where it names a task ("on opening a consulate")."""
    lower, words = reading.tokens.lower, reading.tokens.words
    hit = reading.begins[first]
    if hit is not None and hit.entry.honorific is not None:
        return None  # "issued on Mr A's visit"
    of = next((at for at in range(first + 1, min(first + _ACT, last - 1)) if lower[at] == "of"), None)
    if of is not None and lower[of - 1] in word_list("tackling_noun"):
        return of + 1
    what = first + 1
    if (
        lower[first] == "the"
        and lower[first - 1] != "for"
        and "of" in lower[what + 1 : min(last, what + 3)]
        and lower[what] not in _acts()
    ):
        return what  # "on the safety of medicines", unlike "on the opening of a consulate"
    listed = sum(words[at] in (",", ";") for at in range(first, last)) > 1
    if lower[first] in word_list("determiner") | {"how"} and not listed:
        return None
    ends = word_list("preposition") - {"of"}
    stop = next((at for at in range(first, last) if words[at] == "," or lower[at] in ends), last)
    stop -= lower[stop - 1] == "and"
    # "on fishing" is a field, "on opening a consulate" a task.
    if lower[first].endswith("ing") and stop - first > 1 and lower[first] not in word_list("tackling_gerund"):
        return None
    plain = lower[first] not in word_list("cooperation_noun") and not words[first][0].isdecimal()
    day = lower[stop - 1] in word_list("when_noun")
    return first if plain and not day and stop - first <= _SHORT else None


def _acts() -> frozenset[str]:
    return word_lists("creating_noun", "when_noun", "not_field")


def _of_cooperation(reading: Reading, first: int, last: int) -> tuple[tuple[str, ...], bool]:
    """The words before "cooperation", and whether they are no list: "trade, economic and investment cooperation",
    "humanitarian cooperation"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    for end in range(first + 1, last):
        if lower[end] not in word_list("cooperation_noun"):
            continue
        begin, single = _modifiers(reading, first, end)
        listed = [at for at in range(begin, end) if lower[at] not in (",", "and")]
        if not listed or (single and lower[end] not in word_list("working_together")):
            continue
        if not single and words[end][0].islower() and all(words[at][0].isupper() for at in listed):
            return (text(reading, begin, end + 1),), False  # "Belt and Road cooperation" is a name
        found = [field(reading, begin, end)] if single else [field(reading, at, at + 1) for at in listed]
        if all(found):
            return tuple(dict.fromkeys(found)), single
    return (), True


def _modifiers(reading: Reading, first: int, end: int) -> tuple[int, bool]:
    """The first of the words that modify the noun at ``end``, and whether they are one field, not a list."""
    lower = reading.tokens.lower
    joints = (",", "and")
    stops = word_lists("phrase_stop", "determiner", "not_field", "tackling_verb")
    begin = end
    while begin > first and end - begin < LONGEST:
        word, hit = lower[begin - 1], reading.covers[begin - 1]
        if word in joints:
            if begin == end:
                break
        elif word in stops or not word[0].isalpha() or word.endswith("ing") or (hit is not None and hit.entry.country):
            break
        begin -= 1
    while begin < end and lower[begin] in joints:
        begin += 1
    plain = [at for at in range(begin, end) if lower[at] not in joints]
    if len(plain) == end - begin:
        return begin, True
    # "oil supplies and scientific cooperation" are no adjectives side by side.
    adjacent = any(two - one == 1 for one, two in zip(plain, plain[1:], strict=False))
    return (end if adjacent else begin), False
