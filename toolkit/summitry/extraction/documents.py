"""Instruments that a text ties to its meeting, and earlier ones that it names; one record per instrument or group.

Phrases are found first, then what became of each, then later mentions are folded into the first: "the agreement" is the
one before it. A group whose members are listed one by one is no record beside them.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from summitry.model import Document, Evidence
from summitry.vocabulary import word_list

from .areas import areas, members
from .complements import complete
from .dates import Calendar
from .instruments import Phrase, is_heading, phrases
from .operative import is_joint_document
from .outcomes import verbs
from .parties import Parties, signatories
from .people import Person
from .reading import Reading
from .status import Fate, fates

_CURRENT = frozenset({"signed", "adopted", "agreed", "planned", "rejected"})


@dataclass(slots=True)
class Draft:
    """An instrument with its first phrase, its fate, and the later phrases for the same."""

    phrase: Phrase
    fate: Fate
    status: str
    areas: tuple[str, ...] = ()
    more: list[Phrase] = field(default_factory=list)


def documents(
    reading: Reading, persons: Sequence[Person], days: Calendar, spoken: Collection[int]
) -> tuple[Document, ...]:
    """Documents in the order of their first mention; ``spoken`` holds the numbers of transcript paragraphs."""
    named = frozenset(t for p in persons for m in p.mentions for t in range(m.start, m.last))
    found = phrases(reading, named)
    complete(reading, found)
    judged = fates(reading, found, days, spoken)
    drafts: list[Draft] = []
    # "a package of 13 documents" is one phrase, not a package and thirteen documents.
    inner = {id(a) for a, b in itertools.pairwise(found) if b.first <= a.first and a.last <= b.last}
    for phrase, fate in zip(found, judged, strict=True):
        if id(phrase) in inner:
            continue
        listed = _fields(reading, phrase)
        earlier = _same(reading, drafts, phrase, fate)
        if earlier is not None:
            earlier.more.append(phrase)
            earlier.areas = earlier.areas or listed
            if (
                earlier.status in ("planned", "agreed", "adopted")
                and fate.status == "signed"
                and not phrase.noun.plural
            ):
                earlier.status = "signed"
            continue
        status = _status(reading, phrase, fate, spoken)
        if not status or (fate.umbrella and not listed):
            continue
        drafts.append(Draft(phrase, fate, status, listed))
    if len(drafts) > 1:
        # "documents were signed, among them …": the group without number or subject adds nothing to its members.
        drafts = [d for d in drafts if d.areas or not _general(reading, d.phrase)]
    parties = Parties(reading, persons)
    made = [_document(reading, draft, parties, persons, days) for draft in drafts]
    own = _own(reading, parties, [d.type for d in made])
    return (*own, *made)


def _status(reading: Reading, phrase: Phrase, fate: Fate, spoken: Collection[int]) -> str:
    """The status of a phrase's instrument; "" where the phrase makes no record."""
    kind = phrase.noun.kind
    if is_heading(reading, phrase.sentence) or (
        fate.form is not None and fate.form.lemma == "make" and kind == "loose"
    ):
        return ""  # a headline; "made statements to the press"
    if _dated_before(reading, phrase):
        return "earlier"
    if fate.status:
        if kind == "loose" and fate.status not in ("signed", "adopted", "agreed") and not phrase.named:
            certain = fate.form is not None and fate.form.status in ("signed", "adopted", "agreed")
            return "planned" if fate.status == "planned" and certain else ""
        if fate.status in ("adopted", "agreed") and phrase.definite and phrase.named and kind in ("strong", "name"):
            # "welcomed the Paris Agreement": what has a name and an article was there before.
            return fate.status if fate.form is not None and fate.form.lemma in word_list("making_verb") else "earlier"
        return fate.status
    if kind == "outcome":
        return "adopted"
    if kind == "name" or (phrase.named and kind == "strong"):
        return "earlier"
    if phrase.noun.type == "resolution" and phrase.named:
        return "earlier"
    return "agreed" if reading.tokens.lower[phrase.last : phrase.last + 2] == ["in", "principle"] else ""


def _dated_before(reading: Reading, phrase: Phrase) -> bool:
    """Whether a year stands among the words before the noun: "a 2015 agreement"."""
    words = reading.tokens.words[phrase.first : phrase.head]
    return (
        any(len(w) == 4 and w.isdecimal() and w[:2] in ("18", "19", "20") for w in words)
        and phrase.noun.kind == "strong"
    )


def _general(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is no more than "documents"."""
    return phrase.count is None and phrase.noun.type == "other" and _bare(reading, phrase)


def _bare(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is only its noun, with an article at most: "documents", "the MOU"."""
    only = phrase.head - phrase.first <= (1 if phrase.determiner else 0)
    return only and phrase.end <= phrase.last and phrase.last - phrase.head == len(phrase.noun.words)


def _same(reading: Reading, drafts: Sequence[Draft], phrase: Phrase, fate: Fate) -> Draft | None:
    """The draft that a later phrase speaks of again: the same words, or "the agreement" for the agreement before it."""
    words = _content(reading, phrase)
    for draft in reversed(drafts):
        other = draft.phrase
        if other.noun.plural != phrase.noun.plural and not (phrase.definite and not phrase.count):
            continue
        if other.noun.type != phrase.noun.type and not _loosely(other, phrase):
            continue
        if _again(reading, draft, phrase):
            return draft
        known = set().union(*(_content(reading, p) for p in (other, *draft.more)))
        if words and words == _content(reading, other) and phrase.count == other.count:
            return draft
        if phrase.named and draft.phrase.named:
            if words and (words <= known or known <= words):
                return draft
            continue
        if (
            phrase.count is not None
            and phrase.count > 1
            and phrase.count == other.count
            and (words & known or not words)
        ):
            return draft
        close = phrase.sentence.paragraph - draft.phrase.sentence.paragraph <= 12
        again = phrase.definite or not phrase.count or fate.status in ("", draft.status)
        if phrase.definite and close and not phrase.named and words <= known | word_list("instrument_modifier"):
            return draft
        if again and not phrase.named and words and words <= known and phrase.determiner not in ("a", "an", "another"):
            return draft
    return None


def _again(reading: Reading, draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase names its instrument again for certain: by initials, or as "the statement" of this meeting."""
    other = draft.phrase
    if _bare(reading, phrase) and phrase.definite and not phrase.noun.plural and phrase.noun.type == other.noun.type:
        return True
    short = reading.tokens.words[phrase.head]
    if short.isupper() and len(short) > 2 and phrase.head - phrase.first <= 1:
        initials = "".join(
            w[0] for w in reading.tokens.words[other.first : other.last] if w[0].isupper() and w != short
        )
        if short in reading.tokens.words[other.first : other.last] or initials.endswith(short):
            return True
    outcome = {phrase.noun.kind, other.noun.kind} == {"outcome"} and phrase.noun.type == other.noun.type
    plain = phrase.end <= phrase.last or other.end <= other.last
    return outcome and plain and phrase.determiner != "another" and draft.status != "earlier"


def _loosely(one: Phrase, other: Phrase) -> bool:
    """Whether two nouns may name one thing: "the pact" an agreement, "the document" anything."""
    general = {"agreement", "treaty", "contract", "other"}
    return (one.noun.type in general and other.noun.type in general and other.noun.words[-1] != "programme") or (
        other.noun.type == "other" and other.definite
    )


def _content(reading: Reading, phrase: Phrase) -> set[str]:
    """The words of a phrase that tell it from others of its kind."""
    lower = reading.tokens.lower
    skipped = word_list("determiner") | word_list("preposition") | {"'s", "and", ",", "(", ")", "new", "-"}
    return {
        lower[i] for i in range(phrase.first, phrase.end)
        if not phrase.head <= i < phrase.head + len(phrase.noun.words) and lower[i] not in skipped
    }  # fmt: skip


def _fields(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """Fields of cooperation in the phrase's complement, or in "the documents cover …" after it."""
    if phrase.end > phrase.last:
        return areas(reading, phrase.last, phrase.end)
    lower = reading.tokens.lower
    stop = min(phrase.sentence.last, phrase.end + 8)
    for at in range(phrase.end, stop):
        form = verbs().starting(lower, at)
        if form is not None and form.status == "areas":
            if not reading.tokens.words[at + len(form.words)][0].isalnum():
                return ()  # "the fields that the agreements cover, …"
            return members(reading, at + len(form.words), phrase.sentence.last)
        if lower[at] in (";", ":", ".") or (form is not None and form.status in _CURRENT and "past" in form.tenses):
            break
    return ()


def _document(reading: Reading, draft: Draft, parties: Parties, persons: Sequence[Person], days: Calendar) -> Document:
    phrase, fate = draft.phrase, draft.fate
    spans = [_span(reading, p) for p in (phrase, *draft.more)]
    when = next((w.date for w in days.within(phrase.sentence.first, phrase.sentence.last)), None)
    return Document(
        _text(reading, phrase.first, phrase.last),
        phrase.noun.type,
        phrase.count,
        _title(reading, phrase),
        draft.areas,
        parties.of(phrase, fate),
        signatories(reading, persons, phrase, fate, days),
        draft.status,
        when if draft.status in ("signed", "adopted") else None,
        evidence=tuple(Evidence.of(reading.source, start, end) for start, end in spans),
    )


def _title(reading: Reading, phrase: Phrase) -> str | None:
    """An instrument's own name, else its subject as worded."""
    complement = _text(reading, phrase.last, phrase.end) if phrase.end > phrase.last else ""
    if phrase.named:
        first = phrase.first + (reading.tokens.lower[phrase.first] in word_list("determiner"))
        return _text(reading, first, max(phrase.end, phrase.last))
    return complement or None


def _own(reading: Reading, parties: Parties, types: Sequence[str]) -> tuple[Document, ...]:
    """The joint statement that the text itself is, from its heading."""
    if not is_joint_document(reading) or "joint_statement" in types:
        return ()
    for phrase in phrases(reading):
        if phrase.sentence.paragraph or phrase.noun.type not in ("joint_statement", "declaration", "communique"):
            continue
        phrase.end = phrase.last
        start, end = _span(reading, phrase)
        label = _text(reading, phrase.first, phrase.last)
        evidence = (Evidence.of(reading.source, start, end),)
        return (Document(label, phrase.noun.type, 1, None, (), parties.meeting, (), "adopted", evidence=evidence),)
    return ()


def _span(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    return reading.tokens.starts[phrase.first], reading.tokens.ends[max(phrase.end, phrase.last) - 1]


def _text(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())
