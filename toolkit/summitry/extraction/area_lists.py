"""Lists of fields: "tourism, physical culture and sports" split into its members, each without the words around it."""

from __future__ import annotations

from summitry.vocabulary import word_list, word_lists

from .instrument_extents import is_adjective
from .reading import Reading

LONGEST = 20
_JOINTS = frozenset({"and", "or"})
_AGAIN = frozenset({"on", "one", "another"})  # what opens another instrument's field after "and"


def members(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """A list split at its commas and last "and"; of two joined by "and", see :func:`_halves`."""
    lower = reading.tokens.lower
    while last > first and lower[last - 1] in (".", ",", ";", "and", "among", "others"):
        last -= 1
    commas = [at for at in range(first, last) if lower[at] in (",", ";")]
    # "sport and on health", "sport and one on health" are two whatever else "and" joins, "sport and one that …" is one.
    again = next((at for at in range(first + 1, last - 1) if lower[at] == "and" and lower[at + 1] in _AGAIN), None)
    if again is not None and ";" not in lower[first:last]:
        on = again + 1 + (lower[again + 1] != "on")
        other = members(reading, on + 1, last) if lower[on] == "on" else ()
        return tuple(dict.fromkeys((*members(reading, first, again), *other)))
    chunks = [(a + 1, b) for a, b in zip([first - 1, *commas], [*commas, last], strict=True)]
    if len(chunks) > 1:
        begin, end = chunks[-1]
        ands = [at for at in range(begin + 1, end - 1) if lower[at] == "and"]
        # "arts and crafts, science and technology": where each member has its "and", none joins the list.
        paired = all("and" in lower[a + 1 : b] for a, b in chunks) and ";" not in lower[first:last]
        if paired and all(lower[a] != "and" for a, _ in chunks):
            chunks = [half for chunk in chunks for half in _halves(reading, *chunk)]
        elif ands and lower[begin] != "and":
            # "culture and disaster and emergency management": of two, the last joins what shares its end.
            at = (
                ands[0]
                if len(ands) == 2 and _shares_head(lower, ands[0] + 1, ands[1], (ands[1] + 1, end))
                else ands[-1]
            )
            chunks[-1:] = [(begin, at), (at + 1, end)]
    else:
        chunks = _halves(reading, first, last)
    return tuple(dict.fromkeys(filter(None, (field(reading, a, b) for a, b in chunks))))


def _halves(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """The two members of "education and visa policy"; one where both share what follows ("purchase and sale of gas",
    "political and security issues") or make one thing ("science and technology")."""
    lower = reading.tokens.lower
    ands = [at for at in range(first + 1, last - 1) if lower[at] == "and"]
    if len(ands) != 1:
        return [(first, last)]
    (at,) = ands
    one, other = (first, at), (at + 1, _without_tail(reading, at + 1, last))
    if lower[at + 1] in ("a", "an", "on"):
        return [one, (at + 1, last)]  # "nuclear energy and a revival of trade"
    joined = f"{lower[at - 1]}+{lower[at + 1]}" in word_list("field_pair")
    shared = bool(word_list("preposition") & set(lower[first:last])) or lower[at + 1] in word_list("determiner")
    gerunds = at - first == 1 and lower[first].endswith("ing") and lower[at + 1].endswith("ing")
    several = other[1] - other[0] > 1
    headed = several and (is_adjective(lower[at - 1]) or _shares_head(lower, first, at, other))
    return [(first, last)] if joined or shared or gerunds or headed else [one, (at + 1, last)]


def _shares_head(lower: list[str], first: int, at: int, other: tuple[int, int]) -> bool:
    """ "food and energy security" is security of both."""
    return at - first == 1 and lower[other[1] - 1] in word_list("field_head") and not is_adjective(lower[other[0]])


def _without_tail(reading: Reading, first: int, last: int) -> int:
    """Where a field ends that the words "dialogue", "fields" close."""
    while last > first and reading.tokens.lower[last - 1] in word_list("field_tail"):
        last -= 1
    return last


def field(reading: Reading, first: int, last: int) -> str:
    """One member of a list without the words around it; "" where it names no field."""
    lower = reading.tokens.lower
    while first < last and lower[first] in word_list("before_field"):
        first += 1
    # "promoting cooperation in protecting pandas": the field is what the cooperation is in.
    for at in range(first, last - 1):
        if lower[at] in ("in", "on") and at and lower[at - 1] in word_list("cooperation_noun"):
            return field(reading, past_field_words(reading, at + 1, last) or at + 1, last)
    ends = word_list("after_field")
    last = next((at for at in range(first + 1, last) if lower[at] in ends or _says_when(lower, at)), last)
    if last - first > 3 and lower[last - 3 : last - 1] == ["and", "other"]:
        last -= 3
    place = next((at for at in range(first + 1, last - 1) if lower[at] == "in"), last)
    if word_list("region_noun") & set(lower[place:last]):
        last = place  # "oil in the South American country"
    last = _without_tail(reading, first, last)
    if not 0 < last - first <= LONGEST or lower[first] in word_list("not_field_opener"):
        return ""
    told = [w for w in lower[first:last] if w not in word_list("not_field") and w[0].isalpha()]
    if not told or lower[last : last + 1] in (["it"], ["them"]):
        return ""  # "strategic cooperation", "implementing it" name no field
    return "" if _is_place(reading, first, last) else text(reading, first, last).strip(" \"“”'")


def _is_place(reading: Reading, first: int, last: int) -> bool:
    """ "work in Norway", "in the Caspian Sea"."""
    words = reading.tokens.words[first:last]
    hit = reading.begins[first]
    known = hit is not None and (hit.entry.city is not None or hit.entry.country is not None)
    if hit is not None and known and hit.last >= last:
        return True
    small = word_list("preposition") | _JOINTS | {"the"}
    named = all(word[0].isupper() or word.lower() in small for word in words)
    return named and words[-1].lower() in word_list("region_word")


def past_field_words(reading: Reading, begin: int, last: int) -> int | None:
    """Skip "the field of", "areas such as": what follows is the list."""
    lower = reading.tokens.lower
    at = begin
    for _ in range(4):
        of = next((n for n in range(at + 1, min(last, at + 6)) if _leads_on(lower, n)), None)
        if of is None:
            break
        at = of + 1
    return at if at < last else None


def _leads_on(lower: list[str], at: int) -> bool:
    """ "The field of", "areas such as", "such areas as", "fields, including"."""
    before = lower[at - 1 - (lower[at - 1] == "," and lower[at] == "including")]
    if lower[at] == "as":
        return before == "such" or (before in word_list("field_noun") and "such" in lower[max(0, at - 4) : at - 1])
    if lower[at] == "including":
        return before in word_list("field_noun")
    return lower[at] in ("of", "in", "on") and before in word_lists("field_noun", "cooperation_noun") | {"such"}


def _says_when(lower: list[str], at: int) -> bool:
    return lower[at] in ("in", "from") and lower[at + 1 : at + 2] != [] and lower[at + 1][:2] in ("19", "20")


def text(reading: Reading, first: int, last: int) -> str:
    """The words of the tokens ``first:last``."""
    return " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())
