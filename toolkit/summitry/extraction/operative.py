"""Joint documents: texts in which every operative sentence is a statement of the parties."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .clauses import offsets
from .people import Person
from .reading import Reading
from .speakers import Speaker
from .statements import Finder, Statement

_LEADING = frozenset({"head_of_state", "head_of_government", "royal", "head_of_organisation"})


def is_joint_document(reading: Reading) -> bool:
    """Whether the text itself is a joint statement, declaration or communiqué, as its heading says."""
    if not reading.paragraphs:
        return False
    head = reading.plain[reading.paragraphs[0].start : reading.paragraphs[0].end].lower()[:200]
    first = reading.sentences[0] if reading.sentences else None
    if first is None or any(verb in head for verb in (" sign", " adopt", " issue", " agree on", " back", " reject")):
        return False
    named = any(noun in head for noun in word_list("document_noun"))
    return named and ("joint" in head or "declaration" in head or "communiqu" in head)


def speaker(persons: Sequence[Person]) -> Speaker:
    """For whom a joint document speaks: the two leaders that it names, else "the parties"."""
    leaders = [p for p in persons if p.office is not None and p.office.rank in _LEADING and not p.former]
    if len(leaders) == 2:
        return Speaker(f"{leaders[0].name} and {leaders[1].name}", joint=True, plural=True)
    return Speaker("the leaders" if leaders else "the parties", joint=True, plural=True)


def sentence(finder: Finder, number: int, found: Sequence[Statement]) -> list[Statement]:
    """The sentence as a statement of the parties, where no verb of speech says whose it is and it tells no deed."""
    reading = finder.reading
    here = reading.sentences[number]
    lower = reading.tokens.lower[here.first : here.last]
    if any(s.sentence == number for s in found[-4:]) or len(lower) < 8:
        return []
    if any(word in word_list("narrative_verb") or word in ("intend", "intends") for word in lower):
        return []
    group = finder.attention.group
    if group is None or not group.joint:
        return []
    start, end = offsets(reading, here.first, here.last - (reading.tokens.words[here.last - 1] in ".;:"))
    return [Statement(start, end, group, None, number)]
