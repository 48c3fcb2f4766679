"""Instruments that a text ties to its meeting, and earlier ones that it names; one record per instrument or group.

Phrases are found first, then what became of each, then later mentions are folded into the first: "the agreement" is the
one before it. A group whose members are listed one by one is no record beside them.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from summitry.model import Document, Evidence
from summitry.vocabulary import word_list

from .areas import areas, fields
from .complements import complete
from .dates import Calendar
from .drafting import drafted
from .drafts import Draft, dated
from .fates import fates
from .instrument_extents import Phrase
from .instruments import phrases
from .later_fields import later_fields
from .operative import is_joint_document
from .parties import Parties
from .people import Person
from .purchases import Purchase, dealers, priced, purchases
from .reading import Reading
from .retold import adds_nothing
from .signatories import signatories


def documents(
    reading: Reading, persons: Sequence[Person], days: Calendar, spoken: Collection[int]
) -> tuple[Document, ...]:
    """Documents in the order of their first mention; ``spoken`` holds the numbers of transcript paragraphs."""
    named = frozenset(t for p in persons for m in p.mentions for t in range(m.first, m.last))
    found = _outermost(reading, phrases(reading, named))
    complete(reading, found)
    judged = fates(reading, found, days, spoken)
    drafts = drafted(reading, found, judged, named)
    for draft in drafts:
        draft.areas = draft.areas or later_fields(reading, draft)
    drafts = [d for n, d in enumerate(drafts) if not adds_nothing(reading, d, drafts, n)]
    parties = Parties(reading, persons)
    made = [_document(reading, draft, parties, persons, days) for draft in drafts]
    made += [_bought(reading, purchase) for purchase in purchases(reading, named, found)]
    made.sort(key=lambda document: document.evidence[0].start)
    own = _own(reading, parties, [d.type for d in made if d.status != "earlier"])
    return (*own, *made)


def _outermost(reading: Reading, found: Sequence[Phrase]) -> list[Phrase]:
    """ "a package of 13 documents" is one phrase, not a package and thirteen documents."""
    inner = {id(a) for a, b in itertools.pairwise(found) if b.first <= a.first and a.last <= b.last}
    # "the framework of an agreement" is the agreement.
    inner |= {id(a) for a, b in itertools.pairwise(found) if _outlines(reading, a, b)}
    return [phrase for phrase in found if id(phrase) not in inner]


def _outlines(reading: Reading, one: Phrase, other: Phrase) -> bool:
    return one.noun.words == ("framework",) and not one.named and reading.tokens.lower[one.last : other.first] == ["of"]


def _document(reading: Reading, draft: Draft, parties: Parties, persons: Sequence[Person], days: Calendar) -> Document:
    phrase, fate = draft.phrase, draft.fate
    before = reading.tokens.lower[phrase.first : phrase.head]
    trade = phrase.noun.words == ("deal",) and "trade" not in before and priced(reading, phrase)
    theirs = parties.of((phrase, *draft.more), fate, draft.status)
    told = fate.form is not None and fate.form.tenses & {"base", "present", "past"} and not fate.passive
    done = draft.status in ("signed", "adopted", "agreed") and not told
    if done and phrase.definite and parties.elsewhere(theirs):
        draft.status = "earlier"  # "applauded Norway's signing of the treaty"
    spans = [_span(reading, p) for p in (phrase, *draft.more)]
    when = next((w.date for w in days.within(phrase.sentence.first, phrase.sentence.last)), None)
    if trade and theirs == parties.meeting:
        theirs = dealers(reading, phrase.sentence, phrase.first - 1, parties.persons) or theirs
    signers = signatories(reading, persons, phrase, fate)
    if theirs is parties.meeting and len(theirs) > 2:
        theirs = _states_of(persons, signers, theirs)  # of three that meet, two ministers sign
    return Document(
        _text(reading, phrase.first, phrase.last),
        "contract" if trade else phrase.noun.type,
        phrase.count,
        _title(reading, phrase),
        draft.areas,
        theirs,
        signers,
        draft.status,
        when if draft.status in ("signed", "adopted") else None,
        evidence=tuple(Evidence.of(reading.source, start, end) for start, end in spans),
    )


def _states_of(persons: Sequence[Person], signers: Sequence[str], parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties for which the signers act, where these are two or more and each acts for one of them."""
    acting = {person.country for person in persons if person.name in signers}
    known = len(acting) > 1 and acting <= {*parties} and {*signers} <= {person.name for person in persons}
    return tuple(party for party in parties if party in acting) if known else parties


def _bought(reading: Reading, purchase: Purchase) -> Document:
    start, end = reading.tokens.starts[purchase.first], reading.tokens.ends[purchase.last - 1]
    label, title = _text(reading, purchase.first, purchase.last), _text(reading, purchase.verb, purchase.last)
    evidence = (Evidence.of(reading.source, start, end),)
    return Document(label, "contract", 1, title, (), purchase.parties, (), "agreed", evidence=evidence)


def _title(reading: Reading, phrase: Phrase) -> str | None:
    """An instrument's own name, else its subject as worded."""
    first, last = phrase.subject
    complement = _text(reading, first, last) if last > first else ""
    if phrase.named:
        first = phrase.first + (reading.tokens.lower[phrase.first] in word_list("determiner"))
        described = word_list("possessive") & set(reading.tokens.lower[phrase.last : phrase.last + 2])
        return _text(reading, first, phrase.last if described else max(phrase.end, phrase.last))  # "… of their summit"
    if not complement and dated(reading, phrase):
        return _text(reading, phrase.last, phrase.last + 2)  # "of 2001"
    return complement or None


def _own(reading: Reading, parties: Parties, types: Sequence[str]) -> tuple[Document, ...]:
    """The joint statement that the text itself is, from its heading."""
    if not is_joint_document(reading) or "joint_statement" in types:
        return ()
    for phrase in phrases(reading):
        if phrase.sentence.paragraph or phrase.noun.type not in ("joint_statement", "declaration", "communique"):
            continue
        complete(reading, [phrase])
        # The whole heading tells what it is about: "Joint Statement from Norway and Portugal on Shared Efforts to …".
        listed = areas(reading, phrase.last, phrase.sentence.last) or fields(reading, phrase)
        title = _title(reading, phrase)
        phrase.end = phrase.last
        start, end = _span(reading, phrase)
        label = _text(reading, phrase.first, phrase.last)
        evidence = (Evidence.of(reading.source, start, end),)
        return (Document(label, phrase.noun.type, 1, title, listed, parties.meeting, (), "adopted", evidence=evidence),)
    return ()


def _span(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    return reading.tokens.starts[phrase.first], reading.tokens.ends[max(phrase.end, phrase.last) - 1]


def _text(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.tokens.starts[first] : reading.tokens.ends[last - 1]].split())
