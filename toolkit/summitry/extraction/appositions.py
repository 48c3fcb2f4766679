"""Offices, countries and bodies behind a name: ", (the) prime minister of Armenia,", ", Iran's foreign minister,"."""

from __future__ import annotations

from summitry.vocabulary import City, given_names, word_list, word_lists
from summitry.vocabulary.tables import kept

from .names import is_name_word
from .reading import Reading
from .titles import Title, of_body, words_in

# An apposition follows one of these, and "of".
_AFTER_NAME = frozenset(".,(–—-")


def title_after(reading: Reading, last: int, stop: int) -> Title | None:
    """An apposition after a name: ", (the) prime minister of Armenia,", ", Iran's foreign minister," and "of Japan"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    at = last
    if at >= stop or words[at] not in _AFTER_NAME and lower[at] != "of":
        return None
    found = Title(last, last)
    if at < stop and words[at] == "." and words[last - 1] in ("Jr", "Sr"):
        at += 1
    if at < stop and lower[at] == "of":
        at += 2 if at + 1 < stop and lower[at + 1] == "the" else 1
        hit = reading.begins[at] if at < stop else None
        if hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name":
            found.country = hit.entry.country.code
            found.last = hit.last
            return found
        if hit is not None and hit.entry.organisation is not None:
            of_body(hit, found)
            found.last = hit.last
            return found
        # "Novak of Ohio, a senator": the office follows the town.
        while at < stop and at - last < 5 and is_name_word(words[at]):
            at += 1
        if at == last or at >= stop or words[at] != ",":
            return None
    if at >= stop or words[at] not in (",", "(", "–", "—", "-"):
        return None
    at += 1
    if at < stop and words[at].isdigit() and len(words[at]) == 2 and at + 1 < stop and words[at + 1] == ",":
        found.last = at + 2
        at += 2
    return found if _office_within(reading, at, stop, found) or found.last > last else None


def _office_within(reading: Reading, at: int, stop: int, found: Title) -> bool:
    """Fill in the office that an apposition from the token ``at`` on holds, with its state or body; whether it does."""
    words, lower = reading.tokens.words, reading.tokens.lower
    limit = min(stop, at + 9)
    town: City | None = None
    acting = False  # "an advocate of leaving the EU" is no official of it
    while at < limit:
        hit = reading.begins[at]
        if hit is not None and hit.entry.office is not None:
            end = hit.last
            if end < stop and (
                is_name_word(words[end]) and not reading.labelled(end) or _runs_into_a_name(reading, end, stop)
            ):
                return False  # the next person's title
            found.office, found.words = hit.entry.office, words_in(reading, hit.start, hit.end)
            _of(reading, hit.last, min(stop, at + 24), found)
            if town is not None and found.office.title in word_list("local_office"):
                found.country = found.country or town.country
            return True
        if hit is not None and hit.entry.country is not None:
            found.country = found.country or hit.entry.country.code
            at = hit.last
            continue
        if hit is not None and hit.entry.organisation is not None and not acting:
            of_body(hit, found)
            at = hit.last
            continue
        if hit is not None and hit.entry.outlet is not None:
            at = hit.last
            continue
        if hit is not None and hit.entry.city is not None:
            town, at = hit.entry.city, hit.last  # "Novak, Ohio Governor"
            continue
        acting = acting or lower[at].endswith("ing")
        if words[at] in (",", ";", ":") or lower[at] in _stops():
            break
        at += 1
    return False


@kept
def _stops() -> frozenset[str]:
    """The words behind a comma with which no apposition goes on: "Novak, according to a minister"."""
    return word_lists("apposition_stop", "auxiliary", "pronoun_subject", "preposition") - {"of", "for", "to"}


def _runs_into_a_name(reading: Reading, at: int, stop: int) -> bool:
    """Whether what an office is "of" ends with a person: "Novak, Governor of Alba Region Petra Horn, …"."""
    words = reading.tokens.words
    if words[at] not in ("of", "for"):
        return False
    begin = at + 1 + (at + 1 < stop and words[at + 1] == "the")
    at = begin + 1
    while at + 2 < stop and is_name_word(words[at]):
        if words[at] in given_names() and is_name_word(words[at + 1]) and words[at + 2] in (",", "and"):
            return True
        at += 1
    return False


def _of(reading: Reading, at: int, stop: int, found: Title) -> None:
    """The country or body that an office's "of", "for", "at" names."""
    words, lower = reading.tokens.words, reading.tokens.lower
    found.last = at
    if at >= stop or lower[at] not in ("of", "for", "at", "with", "in", "to"):
        return
    if found.office is not None and found.office.rank == "envoy" and lower[at] != "of":
        return  # an ambassador to a state is another's
    first = at
    while at < stop and lower[at] not in (",", ";", ".", "who", "said", "told", "says") and at - first < 12:
        if lower[at].endswith("ing"):
            return  # "an advocate of leaving the EU" is no official of it
        hit = reading.begins[at]
        country = hit.entry.country if hit is not None else None
        if hit is not None and hit.entry.organisation is not None:
            of_body(hit, found)
            found.last = hit.last
            return
        local = found.office is not None and found.office.title in word_list("local_office")
        if local and hit is not None and hit.entry.city is not None:
            found.country, found.last = hit.entry.city.country, hit.last  # "the mayor of Oslo"
            return
        private = found.office is not None and (found.office.side != "state" or found.office.title == "President")
        if (
            private
            and at - first < 3
            and reading.covers[at] is None
            and is_name_word(words[at])
            and words[at][0].isupper()
        ):
            if words[at] in given_names():
                return  # "the wife of Olav Brekke"
            found.last = _body_name(reading, at, stop)
            found.organisation = words_in(reading, reading.tokens.starts[at], reading.tokens.ends[found.last - 1])
            return
        if country is not None and country.kind in ("name", "adjective"):
            end = hit.last if hit is not None else at
            if found.office is not None and found.office.side != "state" and _body_name(reading, end, stop) > end:
                found.last = _body_name(reading, end, stop)
                found.organisation = words_in(reading, reading.tokens.starts[at], reading.tokens.ends[found.last - 1])
                return
            found.country, found.last = found.country or country.code, end
            return
        at += 1


def _body_name(reading: Reading, at: int, stop: int) -> int:
    """Where a name that goes on after a country ends: "the U.S.-Japan Dialogue on Trade" is a body of its own."""
    words, lower = reading.tokens.words, reading.tokens.lower
    end = at
    if at + 1 < stop and words[at] in ("-", "–"):
        at += 2
    while at < stop:
        if is_name_word(words[at]) and reading.begins[at] is None:
            end = at + 1
        elif lower[at] not in ("of", "for", "on", "and", "the"):
            break
        at += 1
    return end
