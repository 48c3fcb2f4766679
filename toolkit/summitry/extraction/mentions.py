"""Where a text names persons: sequences of name words with the titles around them, and how sure each is a person."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summitry import vocabulary
from summitry.vocabulary.tables import remembered

from .appositions import title_after
from .credits import in_credit
from .delegations import coordinated
from .known import is_name
from .names import Sequence, family_in_capitals, family_name_first, name_of, sequences
from .reading import Reading
from .titles import Title, title_before
from .verbs import speech_verbs

if TYPE_CHECKING:
    from .people import Person

_PERSONAL = frozenset(
    "head_of_state head_of_government head_of_organisation minister deputy envoy official military legislator royal "
    "spokesperson expert press business".split()
)
# A given name and a family name.
_FULL = 2
# As many words has the field of an office ("of Trade, Commerce, Food Security and Co-operative Development").
_FIELD = 16


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
    start: int = field(init=False)

    def __post_init__(self) -> None:
        self.start = min(self.title.first, self.first)


def mentions(reading: Reading) -> list[Mention]:
    """All sequences that may name a person, in order; those that nothing shows to be one are not ``sure``."""
    surnames: set[str] = set()
    found = [m for s in sequences(reading) if (m := _mention(reading, s, surnames)) is not None]
    _listed(reading, found)
    return found


def _mention(reading: Reading, sequence: Sequence, surnames: set[str]) -> Mention | None:
    """The person whom a sequence names, if any; ``surnames`` collects the words that only an office before them showed
    to be names ("Minister Olav Hill"), so that they are known by themselves further on."""
    tokens = reading.tokens
    words = _words(reading, sequence)
    called = _called(reading, sequence, words)
    if called and (words[-1] in vocabulary.place_words() or ordinary(words[-1])):
        surnames.add(words[-1])
    called = called or (len(words) == 1 and words[0] in surnames)
    if any(map(_no_name, words)) or in_credit(reading, tokens.starts[sequence.first]):
        return None
    thing = words[-1] in vocabulary.place_words() or words[0] in vocabulary.word_list("place_opener")
    if (thing and not called) or _names_a_thing(reading, sequence.first):
        return None
    name = sequence if called else _stripped(reading, sequence, words)
    if name is None:
        return None
    # "Olav Words, chairman of the fund": an office after it makes a family name of any word.
    if name.last - name.first == 1 and name.last + 1 == sequence.last and name.first == sequence.first:
        behind = title_after(reading, sequence.last, reading.sentence_of(name.first).last)
        if behind is not None and behind.office is not None and tokens.words[name.first] in vocabulary.given_names():
            name = sequence
    words = words if name is sequence else _words(reading, name)
    title = title_before(reading, name.first)
    if title.office is None and title.first == name.first and len(words) > 1:
        title = _before_field(reading, name.first, title)
    if len(words) == 1 and _acronym(words[0]) and title.first == name.first:
        return None  # "the SLM reiterated"
    if len(words) > 6 or not called and len(words) == 1 and ordinary(words[0]) and title.first == name.first:
        return None
    after = title_after(reading, name.last, reading.sentence_of(name.first).last)
    sure = _sure(reading, name, words, title, after)
    # "the Olav Brekke Institute" is no person, but "President Olav Brekke Arrives" tells of one.
    if name.last < sequence.last and len(words) > 1 and title.first == name.first:
        sure = False
    return Mention(name.first, name.last, title, after, name_of(reading, name), words, sure)


def _called(reading: Reading, sequence: Sequence, words: tuple[str, ...]) -> bool:
    """Whether an office before or behind a given name and one more word makes that word a family name, be it a word
    of the language or of places: "Minister Olav Hill", "Olav Hill, the minister"."""
    first = sequence.first
    if len(words) != _FULL or words[0] not in vocabulary.given_names() or words[1].isupper():
        return False
    sentence = reading.sentence_of(first)
    hit = reading.ends[first - 1] if first > sentence.first else None
    # In a heading any word may have a capital.
    if hit is not None and reading.plain[sentence.end - 1] in '.!?"”':
        office = hit.entry.office is not None and hit.entry.office.rank in _PERSONAL - {"royal"}
        # "the President Wilson Hotel" is a house.
        return (office or hit.entry.honorific is not None) and reading.tokens.lower[hit.first - 1] != "the"
    if reading.tokens.words[sequence.last : sequence.last + 1] != [","]:
        return False
    behind = title_after(reading, sequence.last, sentence.last)
    return behind is not None and behind.office is not None and behind.office.rank in _PERSONAL


def _words(reading: Reading, sequence: Sequence) -> tuple[str, ...]:
    words = reading.tokens.words[sequence.first : sequence.last]
    return tuple([w for w in words if w not in (".", ",")] if "." in words or "," in words else words)


@remembered
def _no_name(word: str) -> bool:
    """Whether a word stands in nobody's name: "MQ-9B", "Q2", "B.V/S"."""
    return "/" in word or "." in word and len(word) > 4 or any(character.isdigit() for character in word)


@remembered
def ordinary(word: str) -> bool:
    """Whether a word is one of the language, and nobody's name."""
    common = vocabulary.common_words()
    lower = word.lower()
    known = lower in common or lower.replace("-", "") in common or all(part in common for part in lower.split("-"))
    return known and word not in vocabulary.given_names()


@remembered
def _acronym(word: str) -> bool:
    return len(word) > 2 and word.isupper() and word not in vocabulary.word_list("name_suffix")


def _stripped(reading: Reading, sequence: Sequence, whole: tuple[str, ...]) -> Sequence | None:
    """A sequence, whose words are the ``whole``, without the ordinary words around the name: "Settlement Olav Brekke",
    "Brekke Arrives"; None where there is no other word."""
    words = reading.tokens.words
    capitals = all(map(_acronym, whole))
    plain = [
        i
        for i in range(sequence.first, sequence.last)
        if ordinary(words[i]) or (not capitals and _acronym(words[i]) and not family_in_capitals(reading, i))
    ]
    names = [i for i in range(sequence.first, sequence.last) if i not in plain and words[i] not in (".", ",")]
    if not names:
        # "Mr Short": a form of address makes a name of any word.
        hit = reading.ends[sequence.first - 1] if sequence.first else None
        return sequence if hit is not None and hit.entry.honorific else None
    first, last = names[0], names[-1] + 1
    first = max((i + 1 for i in plain if i < last), default=first)
    if first == sequence.first:
        first = _after_field(reading, sequence) or first
    return Sequence(first, last) if last - first < sequence.last - sequence.first else sequence


def _after_field(reading: Reading, sequence: Sequence) -> int | None:
    """Where the name begins in "Prime Minister of Nordland Olav Brekke"."""
    first = sequence.first
    office = reading.ends[first - 2] if first > 1 and reading.tokens.lower[first - 1] in ("for", "of") else None
    if office is None or office.entry.office is None:
        return None
    given = vocabulary.given_names()
    found = (i for i in range(first + 1, sequence.last - 1) if reading.tokens.words[i] in given)
    return next(found, None) if reading.tokens.words[first] not in given else None


def _before_field(reading: Reading, first: int, title: Title) -> Title:
    """The title whose field stands between it and a name: "Minister of Trade, Industry and Energy Olav Brekke",
    "Economic Secretary to the Treasury Olav Brekke"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    floor = max(reading.sentence_of(first).first, first - _FIELD)
    at = first - 1
    # The field ends right before the name: "A, Secretary of State, and B" are two.
    while at > floor and words[first - 1][0].isupper():
        hit = reading.ends[at]
        if hit is not None and hit.entry.office is not None:
            fielded = lower[at + 1] in ("of", "for", "to", "on") or {"of", "for"} & set(hit.entry.office.form.split())
            before = title_before(reading, at + 1)
            return before if fielded and before.office is not None else title
        capital = words[at][0].isupper() and (
            ordinary(words[at]) or _acronym(words[at]) or reading.covers[at] is not None
        )
        if not capital and lower[at] not in (",", "and", "of", "for", "on", "to", "the", "&"):
            break
        at -= 1
    return title


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
        (words[0] in vocabulary.given_names() and not reading.labelled(sequence.first))
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
    if after < len(lower) and reading.tokens.words[after].islower() and lower[after] not in ("state", "states"):
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
        for one, other in itertools.pairwise(run):
            if one.title.plural and other.title.office is None and other.title.first == other.first:
                other.title = replace(one.title, first=other.first, last=other.first)  # "Ministers A and B"
        sure = [at for at, mention in enumerate(run) if mention.sure]
        for at, mention in enumerate(run):
            after = mention.after
            stated = after is not None and after.country is not None and after.office is None
            if sure and (sure[0] < at < sure[-1] or stated and len(run) > 2):
                mention.sure = True
        index = stop
