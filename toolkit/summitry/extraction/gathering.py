"""Whether a text tells of a meeting of many: a summit, a body of states and its leaders, a round of ministers.

At such a meeting leaders who are quoted are there, though no clause says of each that he or she came.
"""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import organisations, word_list

from .lexicon import Hit
from .occasion import LEAD
from .reading import Reading

# The first paragraphs say whose ministers meet.
_OPENING = LEAD + 2
_UNION = "EUU"


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
    ministers = _opens(reading, "ministers", LEAD - 1) if bodies else False
    ministers = ministers or (opens_with_minister and _opens(reading, "ministers", _OPENING - 1))
    names = frozenset(form for hit in bodies for form in _called(hit))
    return Gathering("summit" in words, bool(bodies), _has_leaders(reading), ministers, names)


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


def _has_leaders(reading: Reading) -> bool:
    """Whether the first paragraphs tell of "EU leaders", "the leaders of NATO", "an African Union summit"."""
    lower = reading.tokens.lower
    # European leaders may meet anywhere, at a summit they do so as a body.
    summit = _opens(reading, "summit", LEAD)
    for at in reading.places(frozenset({"leaders", "summit"})):
        if reading.sentence_of(at).paragraph >= LEAD:
            return False
        before = reading.ends[at - 1] if at else None
        if (before is not None and _is_body(before)) or (summit and at and lower[at - 1] in word_list("bloc_word")):
            return True
        after = at + 2 if lower[at + 1 : at + 2] == ["of"] else len(lower)
        after += lower[after : after + 1] == ["the"]
        hit = reading.begins[after] if after < len(lower) else None
        if hit is not None and _is_body(hit):
            return True
    return False


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
