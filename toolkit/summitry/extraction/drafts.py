"""Mentions of instruments: which record a phrase makes, and which later phrases speak of the same one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summitry.vocabulary import word_list

from .fates import Fate
from .instrument_extents import Phrase
from .instruments import is_heading
from .meeting_parties import BODIES
from .purchases import priced
from .reading import Reading
from .verbs import speech_verbs

_DONE = frozenset({"signed", "adopted", "agreed"})
# "The agreement" is the one told of at most so many paragraphs before.
_CLOSE = 12
# A text that names more instruments than these in between speaks of another one.
_FAR = 60
# "The pact" sums up what was agreed within so many tokens before.
_BEFORE = 45


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

    def add(self, reading: Reading, phrase: Phrase, fate: Fate, areas: tuple[str, ...]) -> None:
        """Take in a later mention, and what it adds."""
        self.more.append(phrase)
        self.known |= content(reading, phrase)
        self.listed += fate.listed
        self.areas = self.areas or areas
        if self.status in ("planned", "agreed", "adopted") and fate.status == "signed" and not phrase.noun.plural:
            self.status = "signed"


def what_became(reading: Reading, phrase: Phrase, fate: Fate) -> str:
    """The status of a phrase's instrument; "" where the phrase makes no record."""
    kind, form = phrase.noun.kind, fate.form
    before = set(reading.tokens.lower[phrase.first : phrase.head])
    if is_heading(reading, phrase.sentence):
        return ""
    if _dated_before(reading, phrase):
        return "earlier"
    if before & word_list("lately"):
        return "earlier"  # "their recently signed treaty"
    if fate.status:
        if kind == "loose" and (not phrase.named or (fate.status == "planned" and phrase.noun.type != "resolution")):
            one_sided = phrase.noun.type == "joint_statement" and not _of_all(reading, phrase, fate)
            return "" if one_sided else _loose(phrase, fate)
        yielded = fate.status == "adopted" and form is not None and form.lemma in word_list("yielding_verb")
        if yielded and phrase.noun.type not in word_list("text_type"):
            return "agreed"  # "made separate deals", "resulted in a treaty"
        nameless = phrase.noun.plural and phrase.count is None and not phrase.determiner and not phrase.named
        if fate.status == "earlier" and nameless:
            return ""  # "treaties must be respected": any
        if fate.status not in _DONE and before & word_list("earlier_modifier"):
            return "earlier"
        if kind == "outcome" and form is not None and form.status == "earlier":
            return "adopted"  # to withdraw from a communiqué does not undo its adoption
        if fate.status in ("adopted", "agreed") and phrase.definite and phrase.named and kind in ("strong", "name"):
            # "welcomed the Paris Agreement": what has a name and an article was there before.
            return fate.status if form is not None and form.lemma in word_list("making_verb") else "earlier"
        return fate.status
    if kind == "strong" and before & word_list("planned_modifier"):
        return "planned"
    if kind == "outcome" or _speaks(reading, phrase):
        return "adopted"
    if kind == "name" or (phrase.named and (kind == "strong" or phrase.noun.type == "resolution")):
        return "earlier"
    if kind == "strong" and (before & word_list("earlier_modifier") or (fate.inner and phrase.definite)):
        return "earlier"  # "amendments to the agreement on transit"
    lower = reading.tokens.lower
    if kind == "strong" and lower[phrase.first - 1] in ("in", "under", "through", "as") and priced(reading, phrase):
        return "agreed"  # "will build ships in a $2 billion deal"
    in_principle = lower[phrase.last : phrase.last + 2] == ["in", "principle"]
    return "agreed" if in_principle or _sums_up(reading, phrase) else ""


def _sums_up(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase names what was just agreed: "they agreed to halve tariffs, a deal that …", "They agreed … The
    pact was seen as …"."""
    lower, first = reading.tokens.lower, phrase.first
    if phrase.noun.kind != "strong" or phrase.noun.plural:
        return False
    apposed = lower[first - 1 : first] == [","] and phrase.determiner in ("a", "an")
    opening = first == phrase.sentence.first and phrase.definite and is_bare(reading, phrase)
    if not (apposed or opening):
        return False
    floor = phrase.sentence.first if apposed else max(0, first - _BEFORE)
    return any(lower[at] in word_list("agreeing_verb") for at in range(floor, first))


def _speaks(reading: Reading, phrase: Phrase) -> bool:
    """ "The declaration condemns …": a text of this meeting that is quoted."""
    joint = phrase.noun.type in ("declaration", "communique", "joint_statement") and phrase.noun.kind != "loose"
    if not joint or not phrase.definite:
        return False
    lower = reading.tokens.lower
    verb = speech_verbs().forms.get(lower[phrase.end]) if phrase.end < len(lower) else None
    return verb is not None and verb.finite


def _of_all(reading: Reading, phrase: Phrase, fate: Fate) -> bool:
    """Whether a mere "statement" may be that of all parties: not where one issues it or speaks "in a statement"."""
    lower = reading.tokens.lower
    if lower[phrase.first - 1 : phrase.first] and lower[phrase.first - 1] in word_list("stating_preposition"):
        return False
    if fate.passive:
        after = lower[fate.at + 1 : min(phrase.sentence.last, fate.at + 12)]
        if "by" not in after[:3]:
            return True
        first = fate.at + 2 + after.index("by")
        last = min(phrase.sentence.last, first + 8)
    else:
        first, last = max(phrase.sentence.first, fate.at - 16), fate.at
    if set(lower[first:last]) & (word_list("joint_noun") | {"they", "we"}):
        return True
    hits = [hit for at in range(first, last) if (hit := reading.begins[at]) is not None]
    states = {hit.entry.country.code for hit in hits if hit.entry.country is not None}
    bodies = [hit for hit in hits if hit.entry.organisation is not None and hit.entry.organisation.kind in BODIES]
    return len(states) > 1 or bool(bodies)


def _loose(phrase: Phrase, fate: Fate) -> str:
    """The status of what may be an instrument or not ("a plan", "a statement"), by the verb that makes it one."""
    lemma = "" if fate.form is None else fate.form.lemma
    certain = fate.form is not None and fate.form.status in _DONE
    if fate.status in _DONE:
        # "announced a plan", "made statements" tell of one side's own; "mutual understanding" is a feeling.
        vague = phrase.noun.type == "agreement" and not phrase.determiner and not phrase.noun.plural
        own = lemma in word_list("one_sided_verb") or (lemma == "welcome" and phrase.noun.type != "joint_statement")
        return "" if vague or own else fate.status
    if fate.status == "planned" and phrase.noun.type != "agreement":
        return "planned" if certain or lemma in word_list("negotiating_verb") else ""
    return "earlier" if fate.status == "earlier" and certain and lemma not in word_list("one_sided_verb") else ""


def _dated_before(reading: Reading, phrase: Phrase) -> bool:
    """Whether the words of an instrument hold a year: "a 2015 agreement", "the joint statement of 3 May 2015"."""
    if phrase.noun.kind == "loose":
        return False
    words, lower = reading.tokens.words, reading.tokens.lower
    if any(_is_year(word) for word in words[phrase.first : phrase.head]):
        return True
    at = phrase.last
    return (
        lower[at : at + 1] == ["of"]
        and any(_is_year(word) for word in words[at + 1 : at + 5])
        and (bool(set(lower[at + 1 : at + 4]) & word_list("month")) or _is_year(words[at + 1]))
    )


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("18", "19", "20")


def renames(reading: Reading, before: Phrase, phrase: Phrase, following: Phrase | None) -> bool:
    """Whether a phrase only says again what the one before it is: "the Faro Declaration, an agreement between both",
    "dubbed the agreement the Faro Accords"."""
    words = reading.tokens.words
    between = [w for w in words[before.end : phrase.first] if w not in '"“”‘’']
    between = between[:1] if between[1:] in (["dubbed"], ["called"], ["named"], ["known", "as"]) else between
    if before.sentence != phrase.sentence or before.end > phrase.first:
        return False
    if not between or (between == [","] and words[phrase.first - 1] != "," and phrase.determiner == "the"):
        return is_bare(reading, before) and before.definite and phrase.determiner == "the"
    listed = following is not None and following.first - phrase.end <= 2 and following.sentence == phrase.sentence
    return between == [","] and before.named and phrase.determiner in ("a", "an") and not listed


def may_be_told(reading: Reading, phrase: Phrase) -> bool:
    """Whether the fate of a phrase's instrument may be told later: "Under the cod deal … The deal was signed"."""
    strong = phrase.noun.kind == "strong" and phrase.definite and not phrase.noun.plural
    return strong and not is_bare(reading, phrase) and not is_heading(reading, phrase.sentence)


def is_bare(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is only its noun, with an article at most: "documents", "the MOU"."""
    only = phrase.head - phrase.first <= (1 if phrase.determiner else 0)
    return only and phrase.end <= phrase.last and phrase.last - phrase.head == len(phrase.noun.words)


def same(reading: Reading, drafts: Sequence[Draft], phrase: Phrase, fate: Fate) -> Draft | None:
    """The draft that a later phrase speaks of again: the same words, or "the agreement" for the agreement before it."""
    drafts = drafts[-_FAR:]
    # "The joint statement" may be the communiqué told of before, where no other is.
    outcome = phrase.noun.kind == "outcome" and phrase.determiner == "the" and phrase.end <= phrase.last
    outcome = outcome and not phrase.named and all(d.phrase.noun.type != phrase.noun.type for d in drafts)
    found = [(draft, _likeness(reading, draft, phrase, fate, outcome)) for draft in reversed(drafts)]
    best = max(found, key=lambda pair: pair[1], default=None)
    return best[0] if best is not None and best[1] else None


def _likeness(reading: Reading, draft: Draft, phrase: Phrase, fate: Fate, outcome: bool) -> int:
    """2 where a phrase surely names the instrument of ``draft``, 1 where it may, 0 where it does not; ``outcome`` where
    any joint text would do."""
    words, known, other = content(reading, phrase), draft.words | draft.known, draft.phrase
    if other.first < phrase.first < other.end or other.noun.plural != phrase.noun.plural:
        return 0  # "a framework for an agreement" names two
    if other.noun.type != phrase.noun.type and not _loosely(other, phrase):
        return 2 * (outcome and other.noun.kind == "outcome" and draft.status == "adopted")
    if _again(reading, draft, phrase) or (draft.status == fate.status == "rejected"):
        return 2  # what was expected and not made is told once
    if words and words == draft.words and phrase.count == other.count:
        return 2
    if phrase.named and other.named:
        return 2 * bool(words and (words <= known or known <= words))
    if phrase.count is not None and phrase.count > 1 and phrase.count == other.count and (words & known or not words):
        return 2
    if draft.status == "planned" and fate.status in ("", "planned") and not (phrase.noun.plural or other.named):
        mine, its = _field_words(reading, phrase), _field_words(reading, other)
        if its and mine == its:
            return 2  # what is planned is told of as "a deal" again and again
    again = phrase.definite or not phrase.count or fate.status in ("", draft.status)
    if again and not phrase.named and words and words <= known and phrase.determiner not in ("a", "an", "another"):
        return 2
    if phrase.named:
        return 0
    close = phrase.sentence.paragraph - other.sentence.paragraph <= _CLOSE
    if not phrase.definite:
        # "Talks on the fisheries deal go on. … They hope for a deal."
        return not words and not phrase.noun.plural and fate.status == draft.status == "planned"
    return close and words <= known | word_list("instrument_modifier")


def _field_words(reading: Reading, phrase: Phrase) -> set[str]:
    """What an instrument is about, without adjectives and partners: "a great trade deal with Norway" is about trade."""
    lower = reading.tokens.lower
    first, last = phrase.subject
    about = range(first, last) if lower[first:last] and lower[first] in ("on", "for", "to", "about") else range(0)
    before = {lower[at] for at in range(phrase.first, phrase.head)} & word_list("instrument_modifier")
    skipped = word_list("plain_modifier") | word_list("preposition") | word_list("determiner")
    return (before | {lower[at] for at in about}) - skipped


def _again(reading: Reading, draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase names its instrument again for certain: by initials, or as "the statement" of this meeting."""
    other = draft.phrase
    if phrase.noun.type == other.noun.type == "resolution" and phrase.last == phrase.head + len(phrase.noun.words):
        return True  # without a number: the one told of
    if is_bare(reading, phrase) and phrase.definite and not phrase.noun.plural and phrase.noun.type == other.noun.type:
        return True
    words = reading.tokens.words
    full = [w for w in words[other.first : other.last] if w[0].isupper()]
    initials = "".join(word[0] for word in full if len(word) < 2 or not word.isupper())
    for word in words[phrase.first : phrase.last]:
        # "NAFTA", "the NAFTA pact" for the "North American Free Trade Agreement"
        if (
            word.isupper()
            and len(word) > 2
            and (initials.endswith(word) or (word in full and word == words[phrase.head]))
        ):
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


def content(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """The words of a phrase that tell it from others of its kind."""
    lower = reading.tokens.lower
    skipped = word_list("determiner") | word_list("preposition") | {"'s", "and", ",", "(", ")", "new", "same", "-"}
    noun = range(phrase.head, phrase.head + len(phrase.noun.words))
    said = (*range(phrase.first, max(phrase.end, phrase.last)), *range(*phrase.subject))
    return frozenset(lower[i] for i in said if i not in noun and lower[i] not in skipped)
