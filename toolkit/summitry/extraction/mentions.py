"""Where a text names persons: sequences of name words with the titles around them, and how sure each is a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry import vocabulary

from .credits import in_credit
from .delegations import coordinated
from .known import is_name
from .names import Sequence, family_name_first, name_of, sequences
from .reading import Reading
from .titles import Title, title_after, title_before
from .verbs import speech_verbs

if TYPE_CHECKING:
    from .people import Person

_PERSONAL = frozenset(
    "head_of_state head_of_government head_of_organisation minister deputy envoy official military legislator royal "
    "spokesperson expert press business".split()
)


@dataclass(slots=True)
class Mention:
    """A person named at tokens ``first:last``; ``start`` is where the title before the name begins."""

    first: int
    last: int
    title: Title
    after: Title | None
    name: str
    words: tuple[str, ...]
    sure: bool
    person: Person | None = None

    @property
    def start(self) -> int:
        return min(self.title.first, self.first)


def mentions(reading: Reading) -> list[Mention]:
    """All sequences that may name a person, in order; those that nothing shows to be one are not ``sure``."""
    found = [m for s in sequences(reading) if (m := _mention(reading, s)) is not None]
    _listed(reading, found)
    return found


def _mention(reading: Reading, sequence: Sequence) -> Mention | None:
    tokens = reading.tokens
    words = tuple(w for w in tokens.words[sequence.first : sequence.last] if w not in (".", ","))
    if any("/" in w or "." in w and len(w) > 4 for w in words) or in_credit(reading, tokens.starts[sequence.first]):
        return None
    if len(words) > 6 or words[-1] in vocabulary.place_words() or _names_a_thing(reading, sequence.first):
        return None
    sentence = reading.sentence_at(tokens.starts[sequence.first])
    title = title_before(reading, sequence.first)
    if title.office is None and (begin := _after_field(reading, sequence)) is not None:
        title = title_before(reading, sequence.first - 1)
        sequence = Sequence(begin, sequence.last)
        words = tuple(w for w in tokens.words[begin : sequence.last] if w not in (".", ","))
    after = title_after(reading, sequence.last, sentence.last)
    name = name_of(reading, sequence)
    return Mention(
        sequence.first, sequence.last, title, after, name, words, _sure(reading, sequence, words, title, after)
    )


def _after_field(reading: Reading, sequence: Sequence) -> int | None:
    """Where the name begins in "Undersecretary for Economic Relations Olav Brekke"."""
    first = sequence.first
    office = reading.ends[first - 2] if first > 1 and reading.tokens.lower[first - 1] in ("for", "of") else None
    if office is None or office.entry.office is None:
        return None
    given = vocabulary.given_names()
    found = (i for i in range(first + 1, sequence.last - 1) if reading.tokens.words[i] in given)
    return next(found, None) if reading.tokens.words[first] not in given else None


def _names_a_thing(reading: Reading, first: int) -> bool:
    """Whether a name belongs to a saint, or to what is called after somebody ("the Order of Falk")."""
    lower = reading.tokens.lower
    if "Saint" in reading.tokens.words[max(0, first - 1) : first + 1]:
        return True
    return first > 1 and lower[first - 1] in ("of", "to") and lower[first - 2] in vocabulary.word_list("named_for")


def _sure(reading: Reading, sequence: Sequence, words: tuple[str, ...], title: Title, after: Title | None) -> bool:
    """Whether what stands around a sequence shows that it is a person's name."""
    tokens = reading.tokens
    following = tokens.lower[sequence.last] if sequence.last < len(tokens) else ""
    office = title.office is not None and title.office.rank in _PERSONAL
    if title.gender or (
        title.first < sequence.first
        and reading.begins[title.first] is not None
        and _honorific(reading, title, sequence)
    ):
        return True
    if office and following not in vocabulary.word_list("labelled"):
        return True
    if len(words) == 1:
        return False
    if (
        words[0] in vocabulary.given_names()
        or family_name_first(words)
        or title.counterpart
        or title.office is not None
        or is_name(words)
    ):
        return True
    if after is not None and (
        after.office is not None
        or after.last > sequence.last + 1
        and after.country is None
        and after.organisation is None
    ):
        return True
    if title.country is not None and tokens.lower[sequence.first - 1] in ("'s", "'"):
        owner = reading.ends[sequence.first - 2]
        return owner is not None and owner.entry.country is not None
    return speaks(reading, sequence) and reading.covers[sequence.first] is None


def _honorific(reading: Reading, title: Title, sequence: Sequence) -> bool:
    hit = reading.ends[sequence.first - 1]
    return hit is not None and hit.entry.honorific is not None


def speaks(reading: Reading, sequence: Sequence) -> bool:
    """Whether a verb of speech stands right after or before the name, or a colon as in a transcript."""
    lower = reading.tokens.lower
    verbs = speech_verbs().forms
    after = sequence.last
    if after < len(lower) and lower[after] in ("has", "had", "also", "later"):
        after += 1
    # "SCO Member States" say nothing.
    if after < len(lower) and reading.tokens.words[after].islower():
        verb = verbs.get(lower[after])
        if verb is not None and verb.quote and verb.finite:
            return True
    before = sequence.first - 1
    return before >= 0 and lower[before] in ("said", "says", "added") and reading.tokens.words[before].islower()


def _listed(reading: Reading, mentions: list[Mention]) -> None:
    """A single word between persons in a list is one too, and so is one with its state ("Novak of Slovakia")."""
    index = 0
    while index < len(mentions):
        stop = index + 1
        while stop < len(mentions) and coordinated(reading, mentions[stop - 1], mentions[stop]):
            stop += 1
        run = mentions[index:stop]
        sure = [at for at, mention in enumerate(run) if mention.sure]
        for at, mention in enumerate(run):
            after = mention.after
            stated = after is not None and after.country is not None and after.office is None
            if sure and (sure[0] < at < sure[-1] or stated and len(run) > 2):
                mention.sure = True
        index = stop
