"""Drafts of records: an instrument with its mentions, what is known of it, and other names for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from summitry.vocabulary import word_lists

from .became import is_bare
from .fates import Fate
from .instrument_extents import Phrase
from .instruments import is_heading
from .reading import Reading

_DONE = frozenset({"signed", "adopted", "agreed"})
# Words that tell no instrument from another.
_PLAIN = frozenset({"'s", "and", ",", "(", ")", "new", "same", "-"})


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
        vague = self.phrase.noun.type == "other" and self.phrase.noun.words[-1] == "document" and self.status in _DONE
        if vague and phrase.noun.kind == "strong" and not self.phrase.named:
            # "a document … the accord"
            self.phrase.noun = replace(self.phrase.noun, type=phrase.noun.type, kind="strong")
        silent = self.fate.form is None and is_bare(reading, self.phrase)
        if silent and self.status in _DONE and fate.status == self.status:
            # "Under the deal … They reached the deal at night": the words that say what became of it.
            self.phrase, phrase, self.fate = phrase, self.phrase, fate
        if self.phrase.noun.plural and self.phrase.count is None and (phrase.count or 0) > 1:
            self.phrase, phrase = phrase, self.phrase  # the mention that counts
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
    if before.sentence != phrase.sentence:
        return False
    words = reading.tokens.words
    if before.end > phrase.first:
        # "the General Agreement of Tariffs and Trade (GATT)"
        bracketed = words[phrase.first - 1] == "(" and words[phrase.last : phrase.last + 1] == [")"]
        return bracketed and before.first < phrase.first and abbreviates(reading, phrase, before)
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


def dated(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is told apart by its year: "the treaty of 2001"."""
    after = reading.tokens.lower[phrase.last : phrase.last + 2]
    return len(after) == 2 and after[0] in ("of", "from") and len(after[1]) == 4 and after[1].isdecimal()


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
