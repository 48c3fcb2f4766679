"""Noun phrases that name instruments: "12 cooperation documents", "the 1972 ABM Treaty", "a memorandum on tourism"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .reading import Reading, Sentence

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50}
_ADJECTIVE = ("al", "ic", "ive", "ary", "ory", "ous", "able", "ible", "ful", "ant", "ese", "ish", "wide", "year-old")
# How far to the left a phrase may begin.
_REACH = 12


@dataclass(frozen=True, slots=True)
class Noun:
    """An instrument noun: ``words`` as they stand in lower case (names: exact)."""

    words: tuple[str, ...]
    type: str
    kind: str
    plural: bool


@dataclass(slots=True)
class Phrase:
    """A noun phrase at tokens ``first:last`` with its head noun at ``head``; ``begin`` leaves out an article.

    ``end`` is the token after its complement ("on cooperation in tourism"), which begins at ``last``; ``late`` holds
    the tokens of one that stands after the verb ("an agreement was signed on tourism"). ``count`` is None where a
    plural is not counted. ``named``: a name of its own, not only a description.
    """

    first: int
    head: int
    last: int
    noun: Noun
    sentence: Sentence
    determiner: str = ""
    count: int | None = 1
    named: bool = False
    group: bool = False
    end: int = 0
    late: tuple[int, int] | None = None

    @property
    def subject(self) -> tuple[int, int]:
        """The tokens of the complement, wherever it stands; empty where there is none."""
        return self.late if self.late is not None else (self.last, max(self.last, self.end))

    @property
    def definite(self) -> bool:
        return self.determiner in ("the", "this", "that", "these", "those", "its", "their", "both", "'s", "his", "our")


@dataclass(frozen=True, slots=True)
class Nouns:
    """First word -> nouns that begin with it, longest first; ``names`` are matched case and all. ``openers`` holds all
    the first words in lower case."""

    common: dict[str, tuple[Noun, ...]]
    names: dict[str, tuple[Noun, ...]]
    openers: frozenset[str]


@kept
def nouns() -> Nouns:
    common: dict[str, list[Noun]] = {}
    names: dict[str, list[Noun]] = {}
    for row in rows("instruments"):
        for form, plural in ((row["form"], False), (row["plural"], True)):
            words = tuple(form.split())
            if words:
                table = names if row["kind"] == "name" else common
                table.setdefault(words[0], []).append(Noun(words, row["type"], row["kind"], plural))
    first, second = ({w: tuple(sorted(n, key=lambda n: -len(n.words))) for w, n in t.items()} for t in (common, names))
    return Nouns(first, second, frozenset({*common, *(word.lower() for word in names)}))


def phrases(reading: Reading, persons: frozenset[int] = frozenset()) -> list[Phrase]:
    """All instrument phrases in order, without complements; ``persons`` holds the tokens of people's names."""
    table = nouns()
    words, lower = reading.tokens.words, reading.tokens.lower
    found: list[Phrase] = []
    done = 0
    for index in reading.places(table.openers):
        noun = _noun_at(table, words, lower, index)
        if index < done or noun is None or _inside_name(reading, index, len(noun.words)):
            continue
        sentence = reading.sentence_at(reading.tokens.starts[index])
        done = index + len(noun.words)
        follower = _noun_at(table, words, lower, done) if done < sentence.last else None
        # "NAFTA deal", "treaty document": the last noun is the head.
        if noun.kind == "group" or (follower is not None and follower.kind != "group"):
            continue
        phrase = _phrase(reading, sentence, index, done, noun, persons, is_heading(reading, sentence))
        if not _is_verb(lower, phrase) and not _is_solution(lower, phrase):
            found.append(phrase)
        done = phrase.last
    return found


def _is_verb(lower: list[str], phrase: Phrase) -> bool:
    """Whether "deal with", "plans to" are verbs here."""
    if phrase.first < phrase.head or len(phrase.noun.words) > 1:
        return False
    after = lower[phrase.last : phrase.last + 1]
    return (phrase.noun.words[0] in ("deal", "deals") and after in (["with"], ["in"])) or (
        phrase.noun.words[0] in ("plan", "plans") and after in (["to"], ["on"])
    )


def _is_solution(lower: list[str], phrase: Phrase) -> bool:
    """Whether "the resolution of the conflict" is how it ends, no text."""
    after = lower[phrase.last : phrase.last + 5]
    return phrase.noun.type == "resolution" and after[:1] == ["of"] and bool(word_list("solved_noun") & set(after))


def is_heading(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own without a full stop, as headlines are."""
    mark = reading.tokens.words[sentence.last - 1]
    paragraph = reading.paragraphs[sentence.paragraph]
    alone = paragraph.start == sentence.start and paragraph.end == sentence.end
    return alone and mark not in '.!?:;”"' and sentence.last - sentence.first < 40 and sentence.paragraph < 4


def _noun_at(table: Nouns, words: list[str], lower: list[str], index: int) -> Noun | None:
    for noun in table.names.get(words[index], ()):
        if tuple(words[index : index + len(noun.words)]) == noun.words:
            return noun
    for noun in table.common.get(lower[index], ()):
        if len(noun.words) == 1 or tuple(lower[index : index + len(noun.words)]) == noun.words:
            return noun
    return None


def _inside_name(reading: Reading, index: int, size: int) -> bool:
    """Whether a noun belongs to the name of a body ("North Atlantic Treaty Organization")."""
    hit = reading.covers[index]
    if hit is None or reading.last_of(hit) == index + size:
        return False
    return hit.entry.organisation is not None or hit.entry.outlet is not None or hit.entry.office is not None


def _phrase(
    reading: Reading, sentence: Sentence, head: int, last: int, noun: Noun, persons: frozenset[int], heading: bool
) -> Phrase:
    words = reading.tokens.words
    phrase = Phrase(head, head, last, noun, sentence, count=None if noun.plural else 1)
    _extend_left(reading, phrase)
    if noun.plural:
        phrase.count = _count(reading, phrase)
    _extend_right(reading, phrase)
    if noun.type in ("joint_statement", "declaration", "communique") and _is_joint(reading, phrase):
        phrase.noun = replace(noun, kind="outcome")  # "the joint Norwegian-Portuguese statement"
    phrase.named = noun.kind == "name" or (not heading and _is_named(reading, phrase, persons))
    if words[head].isupper() and len(words[head]) > 4 and heading:
        phrase.named = False
    if phrase.noun.kind == "titled":
        phrase.noun = replace(noun, kind="strong" if phrase.named and words[head][0].isupper() else "loose")
    return phrase


def _extend_left(reading: Reading, phrase: Phrase) -> None:
    """Find the determiner, number and modifiers before the head."""
    words, lower = reading.tokens.words, reading.tokens.lower
    floor = max(phrase.sentence.first, phrase.head - _REACH)
    at = phrase.head - 1
    sure, counted = phrase.head, False
    stops, determiners, modifiers = word_list("phrase_stop"), word_list("determiner"), word_list("instrument_modifier")
    while at >= floor:
        word = lower[at]
        if word == "'s" or (word == "'" and at > floor and lower[at - 1].endswith("s")):
            phrase.determiner = "'s"
            hit = reading.ends[at - 1] if at > floor else None
            sure = at + 1 if hit is None else max(floor, reading.first_of(hit))
            break
        if word in ("no", "without"):
            phrase.determiner, sure = word, at
            break
        if word in determiners and word not in modifiers:
            if not (phrase.noun.plural and word in ("that", "this")):
                phrase.determiner, sure = word, at  # "said that treaties …" names none
                if word in ("a", "an", "any") and at > floor and lower[at - 1] == "without":
                    phrase.determiner, sure = "without", at - 1
            break
        if reading.quoted[at] >= 0 and reading.quoted[phrase.head] != reading.quoted[at]:
            begin = _opening_mark(reading, at, floor)
            if begin == floor or at + 1 < phrase.head:
                break
            sure = at = begin  # "the "one in, one out" deal": a name in marks is taken whole
        elif _number(word) is not None:
            sure, counted = at, counted or lower[at + 1] not in ("billion", "million", "trillion")
        elif counted and sure == at + 1 and word in word_list("approximation"):
            sure = at  # "about 20 agreements"
        elif word in ("and", "or", ",", "&"):
            if not (
                at > floor and _is_modifier(reading, at - 1) and at + 1 < phrase.head and _is_modifier(reading, at + 1)
            ):
                break
        elif word == "of" and at > floor and _noun_is_group(lower[at - 1]):
            phrase.group = True
            sure = at - 1
            at -= 1
        elif word == "signed" and at > floor and lower[at - 1] in determiners | word_list("lately") | {"newly"}:
            sure = at  # "the signed documents"
        elif word in stops or not (words[at][0].isalnum() or word in ("-", "–", "/", "$", "€", "£", '"', "“", "”")):
            break
        elif (
            _is_modifier(reading, at)
            or lower[at] in word_list("group_adjective")
            or lower[at] in word_list("approximation")
        ):
            sure = at
        elif counted:
            break  # "described four documents"
        at -= 1
    phrase.first = sure
    while phrase.first < phrase.head and words[phrase.first] in (",", "-", "–", '"', "“", "”", "&", "and"):
        phrase.first += 1


def _opening_mark(reading: Reading, at: int, floor: int) -> int:
    """The first token of the quotation that the token ``at`` stands in, or ``floor``."""
    begin = at
    while begin > floor and reading.quoted[begin - 1] == reading.quoted[at]:
        begin -= 1
    return begin


def _is_joint(reading: Reading, phrase: Phrase) -> bool:
    return bool(word_list("joint_modifier") & set(reading.tokens.lower[phrase.first : phrase.head]))


def _noun_is_group(word: str) -> bool:
    return any(noun.kind == "group" and noun.words == (word,) for noun in nouns().common.get(word, ()))


def _is_modifier(reading: Reading, at: int) -> bool:
    word, low = reading.tokens.words[at], reading.tokens.lower[at]
    if low in word_list("instrument_modifier") or "-" in low or word[0].isdecimal():
        return True
    if word[0].isupper() and at > reading.sentence_at(reading.tokens.starts[at]).first:
        return low not in word_list("phrase_stop")
    hit = reading.covers[at]
    if hit is not None and (hit.entry.country is not None or hit.entry.organisation is not None):
        return True
    return low.endswith(_ADJECTIVE) and len(low) > 4


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii() and len(word) <= 3:
        return int(word)
    return _NUMBERS.get(word)


def _count(reading: Reading, phrase: Phrase) -> int | None:
    lower = reading.tokens.lower
    for at in range(phrase.first, phrase.head):
        number = _number(lower[at])
        if number is not None and lower[at + 1] not in ("-", "%", "billion", "million", "percent", "year"):
            return number
        if lower[at] == "dozen" and lower[at - 1] in ("a", "one"):
            return 12
    return 2 if phrase.determiner == "both" else None


def _extend_right(reading: Reading, phrase: Phrase) -> None:
    """Take in a name in brackets, and the numbers of resolutions."""
    words, lower = reading.tokens.words, reading.tokens.lower
    at, stop = phrase.last, phrase.sentence.last
    if phrase.noun.type == "resolution":
        numbers = 0
        while at < stop and (any(c.isdecimal() for c in words[at]) or (numbers and lower[at] in ("and", ",", "/"))):
            numbers += any(c.isdecimal() for c in words[at])
            at += 1
        while at > phrase.last and lower[at - 1] in ("and", ","):
            at -= 1
        if numbers:
            phrase.last, phrase.count = at, numbers
    if at + 2 < stop and words[at] == "(":
        for close in range(at + 1, min(stop, at + 5)):
            if words[close] == ")":
                inner = words[at + 1 : close]
                if all(word[0].isupper() or word[0].isdecimal() or word == "-" for word in inner):
                    phrase.last = close + 1
                break


def _is_named(reading: Reading, phrase: Phrase, persons: frozenset[int]) -> bool:
    """Whether the phrase has a name: a capitalised head with words to it, or a capitalised word that is no state, body
    or person ("the Paris climate agreement")."""
    words = reading.tokens.words
    if phrase.noun.type == "resolution" and phrase.last > phrase.head + len(phrase.noun.words):
        return True
    if phrase.noun.type == "resolution" and any(
        hit is not None and hit.entry.organisation is not None for hit in reading.covers[phrase.first : phrase.head]
    ):
        return True
    capital = words[phrase.head][0].isupper() and (phrase.head > phrase.sentence.first)
    first = phrase.first + (reading.tokens.lower[phrase.first] in word_list("determiner"))
    modifiers = [at for at in range(first, phrase.head) if words[at][0].isupper()]
    if phrase.noun.type == "resolution" and any(_is_body(reading, at) for at in modifiers):
        return True  # "Security Council resolutions"
    if phrase.first == phrase.sentence.first and modifiers and modifiers[0] == phrase.first:
        hit = reading.covers[phrase.first]
        if not capital and (hit is None or hit.entry.not_person):
            modifiers = modifiers[1:]
    if capital:
        after = (
            words[phrase.last + 1 : phrase.last + 3]
            if reading.tokens.lower[phrase.last : phrase.last + 1] in (["on"], ["of"], ["for"])
            else []
        )
        return bool(modifiers) or any(word[0].isupper() for word in after)
    return any(_is_name(reading, at) and at not in persons for at in modifiers)


def _is_body(reading: Reading, at: int) -> bool:
    hit = reading.covers[at]
    return hit is not None and hit.entry.organisation is not None


def _is_name(reading: Reading, at: int) -> bool:
    hit = reading.covers[at]
    if hit is None:
        return not (reading.tokens.words[at].isupper() and reading.tokens.words[at - 1 : at] == ["-"])
    entry = hit.entry
    return entry.city is not None and entry.country is None
