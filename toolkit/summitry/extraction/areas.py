"""Fields of cooperation that the words about an instrument list, as worded."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .reading import Reading

_ENDS = frozenset("for with between by until through under against to".split())
_LONGEST = 14


def areas(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The fields in the tokens ``first:last``, the words about an instrument: "on cooperation in tourism, culture and
    sport", "in areas including …", "to expand science cooperation with an emphasis on …"."""
    begin = _begin(reading, first, last)
    listed = () if begin is None else members(reading, begin, last)
    found = listed if len(listed) > 1 else (_joined(reading, first, last) or listed)
    # "strategic cooperation" names no field.
    return () if len(found) == 1 and found[0].lower() in word_list("not_field") else found


def _begin(reading: Reading, first: int, last: int) -> int | None:
    """The token at which the list begins: after the last lead-in that a plain list can follow."""
    lower = reading.tokens.lower
    begin = None
    fields, cooperation = word_list("field_noun"), word_list("cooperation_noun")
    for at in range(first, last - 1):
        word = lower[at]
        before = lower[at - 1] if at else ""
        if word in ("including", "namely", "covering") or (word == "as" and before == "such"):
            return at + 1
        if word == "on" and before in ("emphasis", "focus", "focusing", "focused"):
            return at + 1
        if word in ("in", "of", "on") and (before in cooperation or (before in fields and word != "on")):
            return _past_field_words(reading, at + 1, last)
        if (
            word == "in"
            and fields & set(lower[at + 1 : at + 4])
            or word == "on"
            and begin is None
            and _is_subject(reading, at + 1, last)
        ):
            begin = at + 1
    return None if begin is None else _past_field_words(reading, begin, last)


def _is_subject(reading: Reading, first: int, last: int) -> bool:
    """Whether a bare "on …" names a field ("on labour and employment"), not a task ("on opening a consulate")."""
    lower, words = reading.tokens.lower, reading.tokens.words
    if lower[first].endswith("ing") or lower[first] in word_list("determiner") or lower[first] in ("how", "its"):
        return False
    stop = next(
        (at for at in range(first, last) if words[at] in "," or lower[at] in ("for", "with", "between", "in")), last
    )
    return stop - first <= 5 and lower[first] not in word_list("cooperation_noun") and not words[first][0].isdecimal()


def _past_field_words(reading: Reading, begin: int, last: int) -> int | None:
    """Skip "the field of", "areas such as": what follows is the list."""
    lower = reading.tokens.lower
    fields = word_list("field_noun") | word_list("cooperation_noun")
    at = begin
    for _ in range(4):
        window = range(at + 1, min(last, at + 6))
        of = next((n for n in window if lower[n] in ("of", "in", "on") and lower[n - 1] in fields), None)
        if of is None:
            break
        at = of + 1
    return at if at < last else None


def _joined(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The adjectives of "trade, economic and investment cooperation"."""
    lower = reading.tokens.lower
    cooperation = word_list("cooperation_noun")
    for end in range(first + 3, last):
        if lower[end] not in cooperation or "and" not in lower[max(first, end - 3) : end]:
            continue
        begin = end
        while (
            begin > first
            and end - begin < _LONGEST
            and (
                lower[begin - 1] in (",", "and")
                or (lower[begin - 1] not in word_list("phrase_stop") and (begin == end or lower[begin] in (",", "and")))
            )
        ):
            begin -= 1
        found = [_field(reading, at, at + 1) for at in range(begin, end) if lower[at] not in (",", "and")]
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
    found = []
    for left, right in zip(edges, edges[1:], strict=False):
        text = _field(reading, left + 1, right)
        if text:
            found.append(text)
    return tuple(dict.fromkeys(found))


def _field(reading: Reading, first: int, last: int) -> str:
    lower = reading.tokens.lower
    while first < last and lower[first] in (
        "and",
        "or",
        "the",
        "as",
        "well",
        "also",
        "in",
        "on",
        "a",
        "an",
        "both",
        "others",
    ):
        first += 1
    # "promoting cooperation in protecting pandas": the field is what the cooperation is in.
    cooperation = word_list("cooperation_noun")
    for at in range(first, last - 1):
        if lower[at] in ("in", "on") and at and lower[at - 1] in cooperation:
            return _field(reading, _past_field_words(reading, at + 1, last) or at + 1, last)
    cut = next((at for at in range(first + 1, last) if lower[at] in _ENDS and at > first), last)
    last = cut
    if lower[max(first, last - 3) : last][-2:-1] == ["other"] and last - first > 3 and lower[last - 3] == "and":
        last -= 3
    while last > first and lower[last - 1] in (
        "cooperation",
        "partnership",
        "sphere",
        "spheres",
        "sector",
        "sectors",
        "field",
        "fields",
        "among",
    ):
        last -= 1
    if (
        first >= last
        or last - first > _LONGEST + 6
        or lower[first:last] in (["principle"], ["others"], ["other", "matters"], ["various"], ["other"])
    ):
        return ""
    if lower[first] in ("other", "various", "several", "different", "certain") or not any(
        w[0].isalnum() for w in lower[first:last]
    ):
        return ""
    text = reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]]
    return " ".join(text.split()).strip(" \"“”'")
