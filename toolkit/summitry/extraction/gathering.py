"""Whether a text tells of a meeting of many: a summit, a body of states and its leaders, a round of ministers.

At such a meeting leaders who are quoted are there, though no clause says of each that he or she came.
"""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import members, organisations, word_list

from .lexicon import Hit
from .occasion import LEAD
from .reading import Reading

# The first paragraphs say whose ministers meet.
_OPENING = LEAD + 2
_UNION = "EUU"
# "ahead of next week's G8 summit": so far before "summit" such a word stands.
_NEAR = 7
# "The EU leaders put off …": who opens a sentence acts in it.
_OPENS = 3


@dataclass(frozen=True, slots=True)
class Gathering:
    """``summit`` and ``body`` say that the heading names a summit or a body of states; ``leaders`` that the text opens
    with the leaders or the summit of such a body, ``ministers`` with the ministers of many states."""

    summit: bool
    body: bool
    leaders: bool
    ministers: bool
    # What the bodies of the heading are called, and those of the European Union where it is named.
    names: frozenset[str]
    # Whether the heading names leaders.
    led: bool = False
    # The states of the bodies whose leaders or summit open the text.
    states: frozenset[str] = frozenset()

    @property
    def many(self) -> bool:
        """Whether leaders who are named are there."""
        return self.summit or self.body or self.leaders


def gathering(reading: Reading, *, opens_with_minister: bool) -> Gathering:
    """What kind of meeting of many a text tells of, if any."""
    if not reading.paragraphs:
        return Gathering(summit=False, body=False, leaders=False, ministers=False, names=frozenset())
    end = reading.paragraphs[0].end
    words = [reading.tokens.lower[i] for i in reading.tokens.between(reading.paragraphs[0].start, end)]
    bodies = [h for h in reading.hits if h.start < end and _is_body(h)]
    # Where a minister is named first, ministers further down are those who meet; else the lead must say so.
    ministers = _opens(reading, "ministers", LEAD - 1) if bodies else "ministers" in words
    ministers = ministers or (opens_with_minister and _opens(reading, "ministers", _OPENING - 1))
    names = frozenset(form for hit in bodies for form in _called(hit))
    meeting = [*_meeting_bodies(reading, _OPENING), *(bodies if "summit" in words else ())]
    states = frozenset(state for hit in meeting for state in members().get(_code(hit), ())) | _led(reading)
    leaders = bool(_meeting_bodies(reading, LEAD)) or _bloc_summit(reading)
    led = any(word in words for word in ("leaders", "presidents"))
    return Gathering("summit" in words, bool(bodies), leaders, ministers, names, led=led, states=states)


def among_leaders(reading: Reading, first: int, last: int) -> bool:
    """Whether the person named at ``first:last`` stands beside the leaders of a body: "all EU leaders and Novak"."""
    lower = reading.tokens.lower
    at = first - 1
    while at > 0 and lower[at] in ("the", "their", "his", "guest") or reading.labelled(at):
        at -= 1
    if at > 0 and lower[at] in ("and", "with") and lower[at - 1] in ("leaders", "counterparts"):
        return True
    return lower[last : last + 2] == ["and", "other"] and "leaders" in lower[last + 2 : last + 4]


def _opens(reading: Reading, word: str, paragraph: int) -> bool:
    """Whether a word stands in the heading or a paragraph up to the one given."""
    places = reading.places(frozenset({word}))
    return bool(places) and reading.sentence_of(places[0]).paragraph <= paragraph


def _meeting_bodies(reading: Reading, paragraphs: int) -> list[Hit]:
    """The bodies of "EU leaders", "the leaders of NATO", "an African Union summit" in the first paragraphs."""
    lower, found = reading.tokens.lower, []
    for at in reading.places(frozenset({"leaders", "summit"})):
        if reading.sentence_of(at).paragraph >= paragraphs:
            break
        if not _meets(reading, at):
            continue
        before = reading.ends[at - 1] if at else None
        after = at + 2 if lower[at + 1 : at + 2] == ["of"] else len(lower)
        after += lower[after : after + 1] == ["the"]
        hit = reading.begins[after] if after < len(lower) else None
        found += [body for body in (before, hit) if body is not None and _is_body(body)]
    return found


def _meets(reading: Reading, at: int) -> bool:
    """Whether leaders or a summit, at the token ``at``, are those of the text: no summit to come or past ("the upcoming
    G8 summit"), no leaders who only are spoken of."""
    lower, sentence = reading.tokens.lower, reading.sentence_of(at)
    if lower[at] == "summit":
        return word_list("other_summit").isdisjoint(lower[max(sentence.first, at - _NEAR) : at])
    told = lower[sentence.first : sentence.last]
    return at - sentence.first <= _OPENS or any(
        not word_list(name).isdisjoint(told) for name in ("meeting_noun", "meeting_verb", "agreeing_verb")
    )


def _led(reading: Reading) -> frozenset[str]:
    """The states of "talks between the leaders of Norway, Portugal and Spain" in the first paragraphs."""
    lower = reading.tokens.lower
    for at in reading.places(frozenset({"leaders", "presidents", "ministers"})):
        sentence = reading.sentence_of(at)
        if sentence.paragraph >= _OPENING:
            break
        states, last = [], at + 2
        while lower[at + 1 : at + 2] == ["of"] and last < sentence.last:
            hit = reading.begins[last]
            if hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name":
                states.append(hit.entry.country.code)
                last = hit.last
            elif lower[last] in ("the", ",", "and"):
                last += 1
            else:
                break
        if len(states) > 1 and not word_list("meeting_noun").isdisjoint(lower[sentence.first : sentence.last]):
            return frozenset(states)
    return frozenset()


def _bloc_summit(reading: Reading) -> bool:
    """Whether a summit of "European leaders" opens the text: they may meet anywhere, but there as a body."""
    if not _opens(reading, "summit", LEAD):
        return False
    opening = [
        at for at in reading.places(frozenset({"leaders", "summit"})) if reading.sentence_of(at).paragraph < LEAD
    ]
    return any(at and reading.tokens.lower[at - 1] in word_list("bloc_word") for at in opening)


def _code(hit: Hit) -> str:
    """The short code of a body."""
    if hit.entry.country is not None:
        return hit.entry.country.code
    organisation = hit.entry.organisation
    return (
        _UNION
        if organisation is not None and organisation.state == _UNION
        else organisation.code
        if organisation
        else ""
    )


def _is_body(hit: Hit) -> bool:
    """Whether a name is that of a body of states; the European Union is one beside being a party like a state."""
    entry = hit.entry
    if entry.country is not None and entry.country.code == _UNION:
        return True
    return entry.organisation is not None and not entry.organisation.state


def _called(hit: Hit) -> list[str]:
    """The names of a body; those of its councils for the European Union."""
    if hit.entry.organisation is not None:
        return [hit.entry.organisation.name, *hit.entry.organisation.forms]
    return [form for body in organisations() if body.state == _UNION for form in (body.name, *body.forms)]
