"""The states or the body that a meeting brings together: whose an instrument is where its words name nobody."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from summitry.vocabulary import members, word_list, word_lists

from .instrument_nouns import nouns
from .lexicon import Hit
from .people import Person
from .reading import Reading, once

BODIES = frozenset({"forum", "organisation", "alliance"})
# The European Union acts as a body, whatever its code.
_UNION = "EUU"
_TWO = 2
_JOINTS = frozenset({"-", "–", "and", "and the", ",", ", the", ", and", ", and the", "and with"})
# The lead is so many sentences long.
_LEAD = 4
# Those who meet are told of in the first paragraphs.
_OPENING = 3


def shown(code: str) -> str:
    """How a party is named: states by code."""
    return "European Union" if code == _UNION else code


def state(hit: Hit) -> str:
    """The code of the state that a hit names, "" where it names none."""
    return hit.entry.country.code if hit.entry.country is not None else ""


@once
def spellings(reading: Reading) -> Mapping[str, str]:
    """The longest way in which the text writes each body."""
    found: dict[str, str] = {}
    for hit in reading.hits:
        organisation = hit.entry.organisation
        if organisation is not None:
            text = reading.text[hit.start : hit.end]
            if len(text) > len(found.get(organisation.name, "")):
                found[organisation.name] = text
    return found


def meeting_parties(reading: Reading, persons: Sequence[Person]) -> tuple[str, ...]:
    """The parties of the meeting that a text is about, as far as it tells."""
    if reading.context.parties:
        return tuple(shown(code) for code in reading.context.parties)
    principals = tuple(dict.fromkeys(p.country for p in persons if p.role == "principal" and p.country))
    joined = _side_by_side(reading, 0)
    if joined:
        # "Falk reassures Norway, Portugal"
        stop = reading.paragraphs[0].end
        named = [p for p in persons if p.mentions and reading.tokens.starts[p.mentions[0].first] < stop]
        joined = tuple(dict.fromkeys([*(p.country for p in named if p.role == "principal" and p.country), *joined]))
    sitting = _sitting(reading)
    body = sitting or _body(reading)
    insiders = {_UNION, *members()[_UNION]}
    if body == shown(_UNION) and not {*principals, *_heading(reading)} <= insiders:
        sitting = body = ""  # the Union and a state
    if sitting and not joined:
        return (body,)
    if len(principals) > 1:
        # "The foreign ministers of Norway, Portugal, Spain and Malta met": two of them may be named.
        rows = (_side_by_side(reading, number) for number in range(_OPENING))
        more = next((row for row in rows if len(row) > _TWO and {*principals} <= {*row}), ())
        joined = more if not joined or {*more} == {*principals} else joined
    # Two who only speak of the talks that the heading tells of are not those who hold them.
    speakers = bool(_heading(reading)) and {*principals}.isdisjoint(_heading(reading))
    for two in (joined, principals if len(principals) == _TWO and not speakers else ()):
        if two:
            return tuple(shown(code) for code in two)
    states = _heading(reading)
    if body:
        return (body,)
    if joined := _side_by_side(reading, 1):
        return tuple(shown(code) for code in joined)
    if not states and len(principals) > _TWO:
        return tuple(shown(code) for code in principals)
    if len(states) < _TWO:
        last = reading.sentences[min(_LEAD, len(reading.sentences)) - 1].last if reading.sentences else 0
        lead = [p.country for p in persons if p.country and p.mentions and p.mentions[0].first < last]
        states = tuple(dict.fromkeys([*states, *lead]))
    if len(states) == 1:
        states = (*states, *_most_named(reading, states[0]))
    return tuple(shown(code) for code in states[:_TWO]) if len(states) >= _TWO else ()


def _heading(reading: Reading) -> tuple[str, ...]:
    """States in the first sentence."""
    if not reading.sentences:
        return ()
    stop = reading.sentences[0].end
    acting = (hit for hit in reading.states() if hit.end <= stop and not _is_topic(reading, hit))
    return tuple(dict.fromkeys(code for hit in acting if (code := state(hit))))


def _is_topic(reading: Reading, hit: Hit) -> bool:
    """Whether a state is what is talked about: "the crisis in Norway", "the Norwegian civil war"."""
    lower = reading.tokens.lower
    at = hit.last + (lower[hit.last : hit.last + 1] == ["civil"])
    return bool(hit.first and lower[hit.first - 1] in word_list("topic_preposition")) or (
        lower[at : at + 1] != [] and lower[at] in word_list("topic_noun")
    )


def _side_by_side(reading: Reading, number: int) -> tuple[str, ...]:
    """States side by side in a paragraph, and no others beside them: "Russian-Turkish talks", "Norway, Portugal and
    Spain sign …"; none where a paragraph has several such rows."""
    if number >= len(reading.paragraphs):
        return ()
    names, paragraph = spellings(reading), reading.paragraphs[number]
    named = [hit for hit in reading.hits_within(paragraph.start, paragraph.end) if _party(hit, names)]
    rows: list[list[Hit]] = []
    for one, other in itertools.pairwise(named):
        if reading.plain[one.end : other.start].strip().lower() not in _JOINTS:
            continue
        if rows and rows[-1][-1] is one:
            rows[-1].append(other)
        else:
            rows.append([one, other])
    found = [tuple(dict.fromkeys(_party(h, names) for h in row)) for row in rows if any(state(h) for h in row)]
    found = [row for row in found if len(row) > 1]
    return found[0] if len(set(found)) == 1 else ()


def _party(hit: Hit, names: Mapping[str, str]) -> str:
    """The state or body that a hit names: "the Russia-ASEAN summit"."""
    organisation = hit.entry.organisation
    return state(hit) or (names[organisation.name] if organisation is not None and organisation.kind in BODIES else "")


def _body(reading: Reading) -> str:
    """The body whose summit this is: "NATO summit", "leaders of the G7", named in headline or lead."""
    end = reading.sentences[min(_LEAD, len(reading.sentences)) - 1].end if reading.sentences else 0
    lower = reading.tokens.lower
    for hit in reading.hits:
        if hit.end > end:
            break
        if not _is_body(hit):
            continue
        first, last = hit.first, hit.last
        if lower[last : last + 1] and lower[last] in nouns().openers:
            continue  # "the UN Charter"
        around = {*lower[max(0, first - 6) : first], *lower[last : last + 4]}
        if around & word_list("body_meeting") and not around & word_list("beside_meeting"):
            return _spelled(reading, hit)
    return ""


def _spelled(reading: Reading, hit: Hit) -> str:
    organisation = hit.entry.organisation
    return shown(_UNION) if organisation is None else spellings(reading)[organisation.name]


def _is_body(hit: Hit) -> bool:
    """Whether a hit names a forum, an alliance or the Union."""
    organisation, country = hit.entry.organisation, hit.entry.country
    union = country is not None and country.code == _UNION and country.kind == "name"
    return union or (organisation is not None and organisation.kind in BODIES)


def _sitting(reading: Reading) -> str:
    """The body that itself meets in headline or lead: "the 53-nation Union opened a summit", "ASEAN leaders agreed at
    their summit"."""
    lower, words = reading.tokens.lower, reading.tokens.words
    for sentence in reading.sentences[:_TWO]:
        for hit in reading.hits_within(sentence.start, sentence.end):
            at = hit.last
            if not _is_body(hit) or words[at : at + 1] == ["'s"]:
                continue
            while at < sentence.last and lower[at] in word_lists("chief_noun", "member_noun"):
                at += 1
            acts = word_lists("narrative_verb", "agreeing_verb")
            if (
                at < sentence.last
                and (lower[at].endswith("ed") or lower[at] in acts)
                and word_list("sitting_noun") & set(lower[at : sentence.last])
            ):
                return _spelled(reading, hit)
    return ""


def _most_named(reading: Reading, known: str) -> tuple[str, ...]:
    """The other state that a text speaks of by far the most."""
    acting = (hit for hit in reading.states() if not _is_topic(reading, hit))
    named = Counter(code for hit in acting if (code := state(hit)) and code != known)
    (first, most), (_, second) = (*named.most_common(_TWO), ("", 0), ("", 0))[:_TWO]
    return (first,) if most > 1 and most >= 2 * second else ()
