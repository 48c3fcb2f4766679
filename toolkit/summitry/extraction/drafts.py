"""Mentions of instruments: which record a phrase makes, and which later phrases speak of the same one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summitry.vocabulary import word_list, word_lists

from .became import is_bare, of_the_day
from .fates import Fate
from .instrument_extents import Phrase
from .instruments import is_heading
from .outcomes import verbs
from .reading import Reading

_DONE = frozenset({"signed", "adopted", "agreed"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
# "The agreement" is the one told of at most so many paragraphs before.
_CLOSE = 12
# Words that tell no instrument from another.
_PLAIN = frozenset({"'s", "and", ",", "(", ")", "new", "same", "-"})
# A text that names more instruments than these in between speaks of another one.
_FAR = 60
_SURELY = 2


@dataclass(slots=True)
class Draft:
    """An instrument with its first phrase, its fate, and the later phrases for the same."""

    phrase: Phrase
    fate: Fate
    status: str
    areas: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    listed: int = 0
    more: list[Phrase] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    @property
    def told(self) -> bool:
        """Where the members are named, the group says no more, unless it counts more than are named."""
        count = self.phrase.count
        return bool(self.listed) and not self.areas and (count is None or self.listed * 2 >= count)

    @property
    def retells_nothing(self) -> bool:
        """Whether the instrument cannot be the one that a heading names: a group, an earlier one, or no agreement."""
        return self.phrase.noun.plural or self.status == "earlier" or self.phrase.noun.type == "other"

    def add(self, reading: Reading, phrase: Phrase, fate: Fate, areas: tuple[str, ...]) -> None:
        """Take in a later mention, and what it adds."""
        initials = self.phrase.noun.kind == "name" and abbreviates(reading, self.phrase, phrase)
        if initials and not abbreviates(reading, phrase, self.phrase):
            self.phrase, phrase = phrase, self.phrase  # bare initials: the full name stands for them
        vague = self.phrase.noun.type == "other" and self.phrase.noun.words[-1].startswith("document")
        if vague and phrase.noun.kind == "strong" and not self.phrase.named:
            # "a document … the accord"
            self.phrase.noun = replace(self.phrase.noun, type=phrase.noun.type, kind="strong")
        silent = self.fate.form is None and is_bare(reading, self.phrase)
        if silent and self.status in _DONE and fate.status == self.status:
            # "Under the deal … They reached the deal at night": the words that say what became of it.
            self.phrase, phrase, self.fate = phrase, self.phrase, fate
        self.more.append(phrase)
        self.known |= content(reading, self.more[-1]) | content(reading, self.phrase)
        self.listed += fate.listed
        if self.status != "earlier":
            self.areas = self.areas or areas
        if self.status in ("planned", "agreed", "adopted") and fate.status == "signed" and not phrase.noun.plural:
            self.status = "signed"


def renames(reading: Reading, before: Phrase, phrase: Phrase, following: Phrase | None) -> bool:
    """Whether a phrase only says again what the one before it is: "the Faro Declaration, an agreement between both",
    "dubbed the agreement the Faro Accords"."""
    if before.sentence != phrase.sentence or before.end > phrase.first:
        return False
    words = reading.tokens.words
    if (
        words[phrase.first - 1] == "("
        and words[phrase.last : phrase.last + 1] == [")"]
        and before.sentence == phrase.sentence
    ):
        inside = before.first < phrase.first <= before.end
        if inside and abbreviates(reading, phrase, before):
            return True  # "the General Agreement of Tariffs and Trade (GATT)"
    between = [w for w in words[before.end : phrase.first] if w not in '"“”‘’']
    between = between[:1] if between[1:] in (["dubbed"], ["called"], ["named"], ["known", "as"]) else between
    if between == ["("] and words[phrase.last : phrase.last + 1] == [")"]:
        return True  # "the General Agreement on Tariffs and Trade (GATT)"
    if not between or (between == [","] and words[phrase.first - 1] != "," and phrase.determiner == "the"):
        return is_bare(reading, before) and before.definite and phrase.determiner == "the"
    listed = following is not None and following.first - phrase.end <= 2 and following.sentence == phrase.sentence
    return between == [","] and before.named and phrase.determiner in ("a", "an") and not listed


def may_be_told(reading: Reading, phrase: Phrase) -> bool:
    """Whether the fate of a phrase's instrument may be told later: "Under the cod deal … The deal was signed"."""
    strong = phrase.noun.kind == "strong" and phrase.definite and not phrase.noun.plural
    return strong and not is_bare(reading, phrase) and not is_heading(reading, phrase.sentence)


def same(reading: Reading, drafts: Sequence[Draft], phrase: Phrase, fate: Fate) -> Draft | None:
    """The draft that a later phrase speaks of again: the same words, or "the agreement" for the agreement before it."""
    drafts = drafts[-_FAR:]
    # "The joint statement" may be the communiqué told of before, where no other is.
    outcome = phrase.noun.kind == "outcome" and phrase.determiner == "the" and phrase.end <= phrase.last
    outcome = outcome and not phrase.named and all(d.phrase.noun.type != phrase.noun.type for d in drafts)
    retold = phrase.determiner in _POINTING and phrase.late is not None and phrase.head - phrase.first == 1
    retold = retold or _are_those(reading, phrase)
    words = frozenset() if retold else content(reading, phrase)  # "The deals were signed in the oil sector"
    best, likeness = None, 0
    for draft in reversed(drafts):
        alike = _likeness(reading, draft, phrase, words, fate, outcome)
        if alike > likeness:
            best, likeness = draft, alike
        if likeness == _SURELY:
            break
    return best


def _likeness(reading: Reading, draft: Draft, phrase: Phrase, words: frozenset[str], fate: Fate, outcome: bool) -> int:
    """2 where a phrase surely names the instrument of ``draft``, 1 where it may, 0 where it does not; ``outcome`` where
    any joint text would do."""
    other = draft.phrase
    if fate.status == "earlier" and draft.status in ("signed", "adopted") and dated(reading, phrase):
        return 0  # "the new treaty replaces the treaty of 2001"
    if phrase.definite and draft.status == "earlier" and not word_list("month").isdisjoint(words):
        words -= word_list("month") & other.sentence.words  # "a deal made in March … the March accord"
    if other.first < phrase.first < other.end or other.noun.plural != phrase.noun.plural:
        return 0  # "a framework for an agreement" names two
    if other.noun.type != phrase.noun.type and not _loosely(other, phrase) and not _recounted(other, phrase):
        return 2 * (outcome and other.noun.kind == "outcome" and draft.status == "adopted")
    known = draft.words | draft.known
    pointing = phrase.determiner in _POINTING or _are_those(reading, phrase)
    if phrase.noun.plural and not words and pointing and other.noun.type == phrase.noun.type:
        return 2  # "the agreements" are rather the three agreements than the four memorandums
    if _again(reading, draft, phrase) or (draft.status == fate.status == "rejected"):
        return 2  # what was expected and not made is told once
    if words and words == draft.words and phrase.count == other.count:
        return 2
    if phrase.named and other.named:
        if _name(reading, phrase) and _name(reading, phrase) == _name(reading, other):
            return 2  # "the Faro Framework to fight crime" is "the Faro Framework for Security"
        return 2 * bool(words and (words <= known or known <= words))
    counted = phrase.count is not None and phrase.count > 1 and phrase.count == other.count
    if counted and (words & known or not words):
        return 2
    if draft.status == "planned" and fate.status in ("", "planned") and not (phrase.noun.plural or other.named):
        mine, its = _field_words(reading, phrase), _field_words(reading, other)
        if mine == its:
            return 2  # what is planned is told of as "a deal" again and again
    again = phrase.definite or not phrase.count or fate.status in ("", draft.status)
    if again and not phrase.named and words and words <= known and phrase.determiner not in ("a", "an", "another"):
        return 2
    if phrase.named:
        return 0
    close = phrase.sentence.paragraph - other.sentence.paragraph <= _CLOSE
    if not phrase.definite and reading.tokens.lower[phrase.last : phrase.last + 2] in (
        ["like", "this"],
        ["like", "that"],
    ):
        return 1  # "We have waited for a deal like this"
    if not phrase.definite:
        # "Talks on the fisheries deal go on. … They hope for a deal."
        return not words and not phrase.noun.plural and fate.status == draft.status == "planned"
    return close and words - known <= word_list("instrument_modifier")


def _are_those(reading: Reading, phrase: Phrase) -> bool:
    """ "Memorandums signed were on health": those told of."""
    lower, at = reading.tokens.lower, phrase.last
    opens = phrase.noun.plural and not phrase.determiner and phrase.first == phrase.sentence.first == phrase.head
    return opens and verbs().participle(lower, at) and lower[at + 1] in word_list("being")


def _name(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """The capitalised words of an instrument's name up to its noun; none where it has no other."""
    words = reading.tokens.words[phrase.first : phrase.last]
    name = tuple(word for word in words if word[0].isupper() and word.lower() not in word_list("determiner"))
    return name if len(name) > len(phrase.noun.words) else ()


def dated(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is told apart by its year: "the treaty of 2001"."""
    after = reading.tokens.lower[phrase.last : phrase.last + 2]
    return len(after) == 2 and after[0] in ("of", "from") and len(after[1]) == 4 and after[1].isdecimal()


def _field_words(reading: Reading, phrase: Phrase) -> set[str]:
    """What an instrument is about, without adjectives and partners: "a great trade deal with Norway" is about trade."""
    lower = reading.tokens.lower
    first, last = phrase.subject
    about = range(first, last) if lower[first:last] and lower[first] in ("on", "for", "to", "about") else range(0)
    before = {lower[at] for at in range(phrase.first, phrase.head)} & word_list("instrument_modifier")
    skipped = word_lists("plain_modifier", "preposition", "determiner")
    return (before | {lower[at] for at in about}) - skipped


def _again(reading: Reading, draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase names its instrument again for certain: by initials, or as "the statement" of this meeting."""
    other = draft.phrase
    if phrase.noun.type == other.noun.type == "resolution" and phrase.last == phrase.head + len(phrase.noun.words):
        return True  # without a number: the one told of
    if (
        phrase.noun.kind != "name"
        and (is_bare(reading, phrase) or of_the_day(reading, phrase))
        and phrase.definite
        and not phrase.noun.plural
        and phrase.noun.type == other.noun.type
    ):
        return True
    if abbreviates(reading, phrase, other) or abbreviates(reading, other, phrase):
        return True
    outcome = {phrase.noun.kind, other.noun.kind} == {"outcome"} and phrase.noun.type == other.noun.type
    plain = phrase.end <= phrase.last or other.end <= other.last
    return outcome and plain and phrase.determiner != "another" and draft.status != "earlier"


def abbreviates(reading: Reading, short: Phrase, full: Phrase) -> bool:
    """Whether one phrase holds the initials of the other: "NAFTA", "the NAFTA pact" for the "North American Free Trade
    Agreement"."""
    words = reading.tokens.words
    # "MOU" stands for any memorandum.
    common = () if short.noun.kind == "name" else short.noun.words
    capitals = [w for w in words[short.first : short.last] if len(w) > 2 and w.isupper() and w.lower() not in common]
    if not capitals:
        return False
    name = [w for w in words[full.first : max(full.last, full.end)] if w[0].isupper() and w not in capitals]
    name += [word for word in words[full.first : full.last] if word in capitals]
    parts = [part for word in name for part in word.split("-") if part]
    initials = "".join(part[0] for part in parts if len(part) < 2 or not part.isupper())
    return any(initials.endswith(word) or (word in name and word == words[short.head]) for word in capitals)


def _loosely(one: Phrase, other: Phrase) -> bool:
    """Whether two nouns may name one thing: "the pact" an agreement, "the document" anything."""
    general = {"agreement", "treaty", "contract", "other"}
    plain = other.noun.kind == "strong" or other.noun.words[0].startswith("understanding")
    pointing = other.noun.type == "agreement" and plain and other.determiner in _POINTING
    if pointing and one.noun.type in word_list("deal_type"):
        return True  # "a memorandum … the deal"
    return (one.noun.type in general and other.noun.type in general and other.noun.words[-1] != "programme") or (
        other.noun.type == "other" and other.definite
    )


def _recounted(one: Phrase, other: Phrase) -> bool:
    """Whether two groups are counted alike, and the second goes by a general word: "15 memorandums … 15 agreements"."""
    general = other.noun.type in ("agreement", "other") and one.noun.type in word_list("deal_type") | {"other"}
    return general and other.count is not None and other.count > 1 and one.count == other.count


def content(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """The words of a phrase that tell it from others of its kind."""
    lower = reading.tokens.lower
    after = phrase.head + len(phrase.noun.words)
    last = max(phrase.end, phrase.last, phrase.first)
    said = {*lower[phrase.first : min(phrase.head, last)], *lower[after:last]}
    if phrase.late is not None:
        first, stop = phrase.late
        said.update(lower[at] for at in range(first, stop) if not phrase.head <= at < after)
    return frozenset(said - word_lists("determiner", "preposition", "weekday", "today_word") - _PLAIN)
