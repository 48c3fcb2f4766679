"""Persons of a text: every mention of a name, folded into one person by the words of the name.

Full names are collected first; a later surname ("Mr Xi", "Lukashenko") or title with surname is linked to the person
whose name holds that word, the nearest where several do. Countries and offices are read around all mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from summitry import vocabulary
from summitry.vocabulary import Office

from .credits import in_credit
from .delegations import coordinated
from .names import Sequence, family_first, name_of, sequences
from .reading import Reading
from .titles import Title, title_after, title_before
from .verbs import speech_verbs

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


@dataclass(slots=True, eq=False)
class Person:
    name: str
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    country: str | None = None
    organisation: str | None = None
    office: Office | None = None
    title: str | None = None
    gender: str = ""
    former: bool = False
    role: str = "mentioned"

    @property
    def surname(self) -> str:
        return self.words[0] if family_name_first(self.words) else self.words[-1]


def family_name_first(words: tuple[str, ...]) -> bool:
    """Whether a name is written in East Asian order, as far as its words tell."""
    if not 2 <= len(words) <= 3 or words[0] not in family_first():
        return False
    return words[-1] not in family_first() or words[0] not in vocabulary.given_names()


def is_consort(person: Person) -> bool:
    """Whether a person is the spouse of whoever leads a state."""
    return person.office is not None and person.office.title in vocabulary.word_list("consort_title")


def people(reading: Reading) -> list[Person]:
    """Persons in order of their first full mention, with country, organisation, office, title and gender."""
    mentions = [m for s in sequences(reading) if (m := _mention(reading, s)) is not None]
    _listed(reading, mentions)
    found = _full(mentions)
    _singles(reading, mentions, found)
    for person in found:
        person.mentions.sort(key=lambda m: m.first)
        _attributes(reading, person)
    found = [person for person in found if person.mentions]
    found.sort(key=lambda p: p.mentions[0].first)
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
    return _speaks(reading, sequence) and reading.covers[sequence.first] is None


def _honorific(reading: Reading, title: Title, sequence: Sequence) -> bool:
    hit = reading.ends[sequence.first - 1]
    return hit is not None and hit.entry.honorific is not None


def _speaks(reading: Reading, sequence: Sequence) -> bool:
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


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    from .fold import fold

    return tuple(fold(word) for word in words)


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names (folded words) can be one person's: one holds all words of the other, or surname and first
    initial agree."""
    shorter, longer = sorted((a, b), key=len)
    if all(any(w == v or (len(w) == 1 and v[0] == w) or (len(v) == 1 and w[0] == v) for v in longer) for w in shorter):
        return True
    return a[-1] == b[-1] and a[0][0] == b[0][0] and (len(a[0]) <= 2 or len(b[0]) <= 2 or a[0][:3] == b[0][:3])


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


def _full(mentions: list[Mention]) -> list[Person]:
    found: list[Person] = []
    for mention in mentions:
        if len(mention.words) < 2:
            continue
        folded = _folded(mention.words)
        known = next((p for p in found if same_name(_folded(p.words), folded)), None)
        if known is None:
            if not mention.sure:
                continue
            known = Person(mention.name, mention.words)
            found.append(known)
        elif len(mention.words) > len(known.words):
            known.name, known.words = mention.name, mention.words
        mention.person = known
        known.mentions.append(mention)
    return found


def _singles(reading: Reading, mentions: list[Mention], found: list[Person]) -> None:
    """Link one-word mentions, and make persons of those that a title shows to be people."""
    counts: Counter[str] = Counter(m.words[0] for m in mentions if len(m.words) == 1)
    by_word: dict[str, list[Person]] = {}

    def learn(person: Person) -> None:
        for word in set(_folded(person.words)):
            if len(word) > 1:
                by_word.setdefault(word, []).append(person)

    for person in found:
        learn(person)
    for mention in mentions:
        if len(mention.words) > 1:
            continue
        word = _folded(mention.words)[0]
        candidates = by_word.get(word, [])
        known = _best(mention, word, candidates)
        if known is None:
            speaks = counts[mention.words[0]] > 1 and _speaks(reading, Sequence(mention.first, mention.last))
            if not (mention.sure or speaks) or mention.words[0] in vocabulary.not_people():
                continue
            if reading.covers[mention.first] is not None:
                continue
            known = Person(mention.name, mention.words)
            found.append(known)
            learn(known)
        mention.person = known
        known.mentions.append(mention)


def _best(mention: Mention, word: str, candidates: list[Person]) -> Person | None:
    if not candidates:
        return None
    country = mention.title.country
    fitting = [p for p in candidates if not (country and (own := _first_country(p)) and own != country)]
    as_surname = [p for p in fitting if _folded((p.surname,))[0] == word] or fitting
    if not as_surname:
        return None
    if len(as_surname) == 1:
        return as_surname[0]
    if mention.title.office is not None:
        same = [
            p
            for p in as_surname
            if any(m.title.office and m.title.office.title == mention.title.office.title for m in p.mentions)
        ]
        if same:
            return same[0]
    # News calls one person by the bare surname: who holds office, else who came first.
    return max(as_surname, key=lambda p: (_leads(p), -p.mentions[0].first))


def _leads(person: Person) -> bool:
    """Whether a mention of a person carries the office of a head of state or government."""
    offices = [t.office for m in person.mentions for t in (m.title, m.after) if t is not None and t.office is not None]
    return any(o.rank in ("head_of_state", "head_of_government") for o in offices)


def _first_country(person: Person) -> str | None:
    for mention in person.mentions:
        for title in (mention.title, mention.after):
            if title is not None and title.country:
                return title.country
    return None


def _attributes(reading: Reading, person: Person) -> None:
    titles = [t for m in person.mentions for t in (m.title, m.after) if t is not None]
    offices = [t for t in titles if t.office is not None and t.office.rank != "other"]
    chosen = next((t for t in offices if t.office and t.office.title != "Leader"), None) or next(iter(offices), None)
    if chosen is not None:
        person.office, person.title = chosen.office, chosen.words
        person.former = chosen.former
        if chosen.former and chosen.words:
            person.title = f"former {chosen.words}"
    person.country = next((t.country for t in titles if t.country), None)
    person.organisation = next((t.organisation for t in titles if t.organisation), None)
    if person.country == "EUU":
        person.country, person.organisation = None, person.organisation or "EU"
    person.gender = next((t.gender for t in titles if t.gender), "")
    if not person.gender:
        given = vocabulary.given_names()
        word = person.words[-1] if family_name_first(person.words) else person.words[0]
        person.gender = given.get(word, "") if len(person.words) > 1 else ""
        person.gender = "" if person.gender == "u" else person.gender
