"""Offices, countries and bodies before a name; those behind it are found in ``appositions``."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import Office, given_names, offices, word_list, word_lists
from summitry.vocabulary.tables import kept

from .lexicon import Hit
from .names import is_name_word
from .reading import Reading

# So many words of a field stand before an office: "climate adviser", "top trade negotiator".
_FIELD = 3
# The name of a region or an agency has at most so many words.
_LONGEST_BODY = 5


@dataclass(slots=True)
class Title:
    """What stands before or after a name: ``first`` is the first token of it (or of the name)."""

    first: int
    last: int
    office: Office | None = None
    words: str | None = None
    country: str | None = None
    organisation: str | None = None
    gender: str = ""
    counterpart: bool = False
    # Whether the office is that of all who are named next: "Ministers A and B".
    plural: bool = False
    former: bool = False


def title_before(reading: Reading, first: int) -> Title:
    """What stands before the token ``first``: "Belarusian President", "President of Russia", "the US secretary of
    state," (with a comma only after a country or a determiner), "Mr", "his French counterpart"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    found = Title(first, first)
    floor = reading.sentence_of(first).first
    at = first - 1
    while at >= floor and (hit := reading.ends[at]) is not None and hit.entry.honorific is not None:
        found.gender = found.gender or hit.entry.honorific
        found.first = hit.first
        at = found.first - 1
    # "[Prime Minister] X": an editor's addition
    if at > floor and words[at] == "]" and reading.ends[at - 1] is not None:
        at -= 1
    # "her adviser, Dr. X": a form of address stands for the beginning of the name.
    comma = at >= floor and words[at] == ","
    begin = found.first
    if comma and lower[floor] in word_lists("preposition", "subordinator") and _goes_on(reading, first):
        return found  # "In talks with the Slovak president, Brekke vowed …"
    if comma:
        at -= 1
    if at < floor:
        return found
    if lower[at] in word_list("counterpart"):
        office_first = at
        found.counterpart = True
    else:
        step = _office_ending(reading, at, found)
        if step is None:
            if not comma:
                _country_before(reading, _labelled_so(reading, at, floor), found, floor, adjacent=True)
            return found
        office_first = step
    office_first = _whose(reading, office_first, floor, found)
    start = _country_before(reading, office_first - 1, found, floor, adjacent=False)
    if comma and start == office_first:
        start = _whole(reading, office_first, floor)
    if comma:
        determined = start < office_first or (start and lower[start - 1] in ("the", "his", "her", "their", "its", "'s"))
        if not determined and found.country is None and found.organisation is None:
            return Title(begin, first, gender=found.gender)
    found.first = min(start, office_first)
    return found


def _whole(reading: Reading, first: int, floor: int) -> int:
    """The first token of "the king's top trade adviser, X", where the vocabulary knows an adviser only."""
    words, at = reading.tokens.words, first
    while at > floor and first - at <= _FIELD and words[at - 1].isalpha() and words[at - 1].islower():
        if words[at - 1] in word_list("determiner") or words[at - 1] in word_lists("preposition", "auxiliary"):
            break
        at -= 1
    return at if at > floor and words[at - 1] in ("the", "his", "her", "their", "its", "'s") else first


def _goes_on(reading: Reading, first: int) -> bool:
    """Whether a verb follows the name at ``first``: then the words before its comma were no apposition to it."""
    words = reading.tokens.words
    at = first
    while at < len(words) and is_name_word(words[at]):
        at += 1
    return at < len(words) and words[at].isalpha() and words[at] not in word_list("preposition") | {"and", "or"}


def _office_ending(reading: Reading, at: int, found: Title) -> int | None:
    """Fill in the office whose words end with the token ``at``; returns its first token, or None."""
    hit = reading.ends[at]
    lower = reading.tokens.lower
    if hit is not None and hit.entry.office is not None:
        first = hit.first
        found.office, found.words = hit.entry.office, words_in(reading, hit.start, hit.end)
        # "former leader Colonel X": a rank says less than the office before it.
        above = reading.ends[first - 1] if first and hit.entry.office.rank == "military" else None
        if above is not None and above.entry.office is not None:
            found.office, found.words = above.entry.office, words_in(reading, above.start, above.end)
            return above.first
        # "Prime Minister and Foreign Minister X"
        # but not "the President and Prime Minister X", "the Vice President and President X", who are two.
        other = reading.ends[first - 2] if first >= 2 and lower[first - 1] == "and" else None
        rank = other.entry.office.rank if other is not None and other.entry.office is not None else "head_of_state"
        both = rank in ("head_of_government", "deputy") and hit.entry.office.rank == "head_of_state"
        if other is not None and rank != "head_of_state" and not both:
            found.words = words_in(reading, other.start, hit.end)
            found.office = other.entry.office
            first = other.first
        return first
    if hit is None and (first_of_all := _of_several(reading, at, found)) is not None:
        return first_of_all
    # "President of (the) Russia(n Federation) X"; an ambassador "to" a state is another's.
    if hit is not None and (hit.entry.country is not None or hit.entry.organisation is not None):
        before = hit.first - 1
        if before >= 0 and lower[before] == "the":
            before -= 1
        office = reading.ends[before - 1] if before >= 1 and lower[before] in ("of", "for", "at", "to") else None
        if office is None or office.entry.office is None:
            return None
        if lower[before] == "to" and office.entry.office.rank != "envoy":
            return None
        found.office, found.words = office.entry.office, words_in(reading, office.start, office.end)
        if lower[before] == "of" or office.entry.office.rank != "envoy":
            if hit.entry.country is not None:
                found.country = hit.entry.country.code
                if found.office.title == "Head" and hit.entry.country.kind == "name":
                    found.office = Office(found.office.form, "Head of State", "head_of_state", "state")
            else:
                of_body(hit, found)
        return office.first
    return _of_a_place(reading, at, found)


@kept
def _plurals() -> dict[tuple[str, ...], Office]:
    """The words of offices in the plural -> the office: "Foreign Ministers"."""
    return {(*(words := office.form.split())[:-1], words[-1] + "s"): office for office in offices() if office.form}


def _of_several(reading: Reading, at: int, found: Title) -> int | None:
    """The first token of "Foreign Ministers A and B", where the words up to ``at`` are an office in the plural."""
    words = reading.tokens.words
    if not words[at].endswith("s") or not words[at][0].isupper():
        return None
    for first in range(max(0, at - 3), at + 1):
        office = _plurals().get(tuple(words[first : at + 1]))
        if office is not None:
            found.office, found.words, found.plural = office, office.form, True
            return first
    return None


def _of_a_place(reading: Reading, at: int, found: Title) -> int | None:
    """ "Governor of Alba Region X", "Director of the Harbour Agency X": of what no list names, up to ``at``."""
    words, lower = reading.tokens.words, reading.tokens.lower
    begin = at
    while begin > max(at - _LONGEST_BODY, 0) and is_name_word(words[begin]):
        begin -= 1
    if begin and begin < at and lower[begin] == "the":
        begin -= 1
    office = reading.ends[begin - 1] if begin and begin < at and lower[begin] in ("of", "for") else None
    if office is None or office.entry.office is None:
        return None
    named = (hit for hit in reading.covers[begin + 1 : at + 1] if hit is not None)
    if any(hit.entry.country is not None for hit in named) or not given_names().keys().isdisjoint(
        words[begin : at + 1]
    ):
        return None  # "Prime Minister of Japan HORN Petra": what precedes the name is more of it
    found.office, found.words = office.entry.office, words_in(reading, office.start, reading.tokens.ends[at])
    if found.office.title in word_list("local_office"):
        found.country = next(
            (hit.entry.city.country for hit in reading.covers[begin : at + 1] if hit and hit.entry.city), None
        )
    return office.first


def _labelled_so(reading: Reading, at: int, floor: int) -> int:
    """ "Norwegian political ally X": the token before a label in lower case that is no office."""
    words = reading.tokens.words
    if words[at] not in word_list("person_label") or reading.covers[at] is not None:
        return at
    first = at - 1
    while first > floor and at - first < 3 and words[first].islower() and reading.ends[first] is None:
        first -= 1
    hit = reading.ends[first] if first >= floor else None
    adjective = hit is not None and hit.entry.country is not None and hit.entry.country.kind == "adjective"
    return first if adjective else at


def _whose(reading: Reading, first: int, floor: int, found: Title) -> int:
    """ "aide to the Slovak President X": the office is the aide's; returns the first token of it, or ``first``."""
    lower = reading.tokens.lower
    at = first - 1
    hit = reading.ends[at] if at >= floor else None
    if hit is not None and hit.entry.country is not None:
        at = hit.first - 1
    if at >= floor and lower[at] == "the":
        at -= 1
    own = reading.ends[at - 1] if at > floor and lower[at] == "to" else None
    if own is None or own.entry.office is None:
        return first
    if hit is not None and hit.entry.country is not None:
        found.country = found.country or hit.entry.country.code
    found.office, found.words = own.entry.office, words_in(reading, own.start, own.end)
    return own.first


def of_body(hit: Hit, found: Title) -> None:
    """Let a title be one of the state that a body belongs to, or of the body."""
    organisation = hit.entry.organisation
    assert organisation is not None
    if organisation.kind == "party" and found.office is not None and found.office.title == "Leader":
        found.office = Office(found.office.form, "Party leader", "legislator", "state")
    if organisation.state and organisation.state != "EUU" and organisation.kind not in word_list("private_body"):
        found.country = found.country or organisation.state
    else:
        found.organisation = organisation.name


def _country_before(reading: Reading, at: int, found: Title, floor: int, *, adjacent: bool) -> int:
    """Country or body before an office or name; returns the first token that belongs to it (or ``at + 1``)."""
    lower = reading.tokens.lower
    first = at + 1
    while at >= floor and lower[at] in word_list("before_office"):
        found.former = found.former or _is_former(lower, at)
        first = at
        at -= 1
    possessive = at >= floor and lower[at] == "'s"
    if possessive:
        at -= 1
    elif at >= floor and lower[at] == "'" and at and lower[at - 1].endswith("s"):
        possessive = True
        at -= 1
    hit = reading.ends[at] if at >= floor else None
    if hit is None:
        return first
    entry = hit.entry
    if entry.country is not None:
        if adjacent and not possessive and entry.country.kind != "adjective":
            return first
        found.country = found.country or entry.country.code
        first = hit.first
        found.former = found.former or (first > floor and _is_former(lower, first - 1))
        return first
    if entry.organisation is not None:
        if adjacent and not possessive:
            return first  # a body's name beside that of a person says nothing of him
        of_body(hit, found)
        return hit.first
    if entry.outlet is not None and (found.office is not None and found.office.rank in ("press", "expert", "other")):
        found.organisation = entry.outlet.name
        return hit.first
    local = found.office is not None and found.office.title in word_list("local_office")
    if (possessive or local) and entry.city is not None and found.office is not None:
        found.country = found.country or entry.city.country
        return hit.first
    return first


def _is_former(lower: list[str], at: int) -> bool:
    """Whether a word puts an office in the past; "met A and then President B" does not."""
    return lower[at] in word_list("former") and not (lower[at] == "then" and at > 0 and lower[at - 1] in ("and", ","))


def words_in(reading: Reading, start: int, end: int) -> str:
    """The words of the characters ``start:end``, on one line."""
    return " ".join(reading.text[start:end].split())
