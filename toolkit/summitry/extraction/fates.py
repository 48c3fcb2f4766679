"""What became of each instrument of a text: by its own verb, or by that of the list it stands in.

A phrase that is coordinated with another, or listed after a colon, by "including" or over lines, shares the fate of the
other where no verb of its own governs it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summitry.vocabulary import word_list, word_lists

from .dates import Calendar
from .governors import Governor, Governors
from .instrument_extents import Phrase
from .outcomes import Form, verbs
from .reading import Reading
from .status import Status

# How many tokens may lie between the members of a list.
_GAP = 12
_CURRENT = ("signed", "adopted", "agreed", "planned")
_LISTING = ("members", "areas")
# "Other documents include …" goes back at most so many sentences to what was signed.
_BACK = 3
_NUMERAL = re.compile(r"[ivx]{1,4}|[a-h]")


@dataclass(slots=True)
class Fate:
    """``status`` "" where no word governs the phrase. ``at`` is the first token of the governing verb, -1 without one;
    ``passive`` where the instrument is its subject; ``form`` the verb. ``listed`` counts the members named after it;
    ``inner`` where the phrase stands in another's subject."""

    status: str = ""
    form: Form | None = None
    at: int = -1
    passive: bool = False
    listed: int = 0
    group: int = -1
    inherited: bool = False
    inner: bool = False

    def passed_on(self, group: int = -1) -> Fate:
        """The fate of a phrase that shares this one's."""
        return Fate(self.status, self.form, self.at, self.passive, group=group, inherited=True)


def fates(reading: Reading, phrases: Sequence[Phrase], days: Calendar, spoken: Collection[int]) -> list[Fate]:
    """One fate for every phrase; ``spoken`` holds the paragraphs of transcripts."""
    judge = _Judge(reading, phrases, days, spoken)
    outer = -1
    for index, phrase in enumerate(phrases):
        # An instrument inside another's subject ("a protocol to the treaty") is no member of the list around it.
        inner = outer >= 0 and phrase.first < phrases[outer].end and phrase.sentence == phrases[outer].sentence
        shared = inner and phrase.end >= phrases[outer].end  # what follows is said of the outer one
        judge.judge(index, -1 if inner else outer, inner=shared)
        judge.found[index].inner = inner
        if not inner:
            outer = index
    judge.over_lines()
    for phrase, fate in zip(phrases, judge.found, strict=True):
        if fate.group >= 0:
            judge.found[fate.group].listed += phrase.count or 1
    return judge.found


class _Judge:
    def __init__(self, reading: Reading, phrases: Sequence[Phrase], days: Calendar, spoken: Collection[int]) -> None:
        self.reading, self.phrases = reading, phrases
        self.governors, self.status = Governors(reading, days), Status(reading, days, spoken)
        self.lower, self.words = reading.tokens.lower, reading.tokens.words
        self.found = [Fate() for _ in phrases]
        self.before = [-1] * len(phrases)

    def judge(self, index: int, previous: int, *, inner: bool) -> None:
        """Set the fate of one phrase; ``previous`` is the phrase before it, -1 where there is none; ``inner`` where it
        ends another's subject."""
        phrase = self.phrases[index]
        self.before[index] = previous
        relation = self.relation(self.phrases[previous], phrase) if previous >= 0 else ""
        fate = self._fate(phrase, self.governors.before(phrase, coordinated=bool(relation)))
        form = fate.form if fate is not None else None
        if form is None or form.status == "adopted" or form.lemma in word_list("weak_governor"):
            # "welcomed the memorandum that was signed today": what was done to it says more.
            after = self._fate(phrase, self.governors.after(phrase)) if not inner else None
            weak = form is None or form.lemma in word_list("weak_governor")
            if after is not None and (weak or after.status == "signed"):
                fate = after
            if fate is not None and fate.passive and relation == "and" and not self.found[previous].status:
                self._backwards(index, fate)
        if fate is not None and fate.status == "planned" and verbs().participle(self.lower, phrase.end):
            # "to finalise a preliminary deal reached last year"
            done = self._fate(phrase, self.governors.after(phrase))
            fate = done if done is not None and done.status == "earlier" else fate
        if relation and (fate is None or (relation == "member" and fate.passive)):
            fate = self.found[previous].passed_on()
        fate = fate or self._referring(index) or Fate()
        if not fate.status and phrase.noun.kind == "outcome" and self.status.long_ago(phrase.head, phrase):
            fate.status = "earlier"  # "Last year's summit ended without his name on the communique."
        if relation == "member":
            fate.group = previous
        elif relation == "and" and fate.inherited:
            fate.group = self.found[previous].group
        self.found[index] = fate

    def relation(self, one: Phrase, other: Phrase) -> str:
        """ "and" for coordinated phrases, "member" where the first lists the second, "" otherwise."""
        if one.sentence != other.sentence or not one.end < other.first:
            return ""
        between = _unnumbered(self.lower[one.end : other.first])
        if one.noun.plural and ":" in between[-2:] and len(between) <= 2 * _GAP:
            return "member"
        listed = one.noun.plural and between[-1:] == [";"] and self._lists(one)
        if listed:
            return "member"  # "Agreements signed include one on visas; a memorandum …"
        if len(between) > _GAP:
            return ""
        connectors = word_list("list_connector")
        plain = [word for word in between if word not in connectors and word not in (",", ";")]
        if not plain:
            listed = between[0] in ("-", "–", "—") and one.noun.plural
            return "member" if listed else ("and" if between != ["-"] else "")
        listing = word_list("listing_verb")
        if not one.noun.plural or not listing & set(plain) or len(plain) > 10:
            return ""
        known = listing | word_lists("instrument_auxiliary", "listing_filler")
        return "member" if all(w in known for w in plain) or verbs().starting(self.lower, one.end) else ""

    def _lists(self, phrase: Phrase) -> bool:
        at = phrase.end + verbs().participle(self.lower, phrase.end)
        form = verbs().starting(self.lower, at)
        return form is not None and form.status == "members"

    def _referring(self, index: int) -> Fate | None:
        """ "Other documents include a plan and …": the fate of the documents told of before."""
        phrase = self.phrases[index]
        opening = _unnumbered(self.lower[phrase.sentence.first : phrase.first])
        opening = opening[:-1] if opening[-1:] == [":"] else opening
        listing = word_list("listing_verb") | {"are", "were"}  # "These are: a treaty on …, a memorandum on …"
        theirs = len(opening) == 2 and opening[0] in ("they", "these") and opening[1] in listing
        theirs = theirs or (opening[:3] == ["one", "of", "them"] and opening[3:] in (["is"], ["was"]))
        verb = verbs().starting(self.lower, phrase.end)
        loose = phrase.noun.kind == "loose" and phrase.noun.type != "other"
        lists = verb is not None and verb.status in _LISTING or self.lower[phrase.end : phrase.end + 1] == ["are"]
        known = phrase.definite or "other" in self.lower[phrase.first : phrase.head]
        if not theirs and (loose or not phrase.noun.plural or not lists or not known):
            return None
        for number in range(index - 1, -1, -1):
            fate, earlier = self.found[number], self.phrases[number]
            if phrase.sentence.paragraph - earlier.sentence.paragraph > _BACK:
                return None
            if fate.status in _CURRENT and (earlier.noun.plural or not theirs):
                return fate.passed_on(number if theirs else -1)
        return None

    def _backwards(self, index: int, fate: Fate) -> None:
        """ "An agreement on X and a treaty on Y were signed": what follows the last holds for all."""
        at = self.before[index]
        while at >= 0 and not self.found[at].status:
            self.found[at] = fate.passed_on()
            earlier = self.before[at]
            if earlier < 0 or self.relation(self.phrases[earlier], self.phrases[at]) != "and":
                break
            at = earlier

    def over_lines(self) -> None:
        """A list below "The following documents were signed:" shares the fate of its lead."""
        lead = -1
        expected = -1
        for index, phrase in enumerate(self.phrases):
            fate, number = self.found[index], phrase.sentence.paragraph
            opens = phrase.first - phrase.sentence.first <= 3
            if opens and not fate.status and number not in (expected, expected + 1):
                opened = self._opened(phrase)
                if opened is not None:
                    self.found[index], lead, expected = opened, index, number
                    continue
            if lead >= 0 and expected <= number <= expected + 1 and opens and not fate.status:
                grouped = self.phrases[lead].noun.plural
                self.found[index] = self.found[lead].passed_on(lead if grouped else -1)
                expected = number
            elif lead >= 0 and number > expected + 1:
                lead = -1
            if self.words[phrase.sentence.last - 1] == ":" and phrase.noun.plural and fate.status:
                lead, expected = index, number

    def _opened(self, phrase: Phrase) -> Fate | None:
        """The fate of what a line introduces without naming it: "Also signed were:", "They signed the following:"."""
        number = self.reading.number_of(phrase.sentence) - 1
        line = self.reading.sentences[number] if number >= 0 else phrase.sentence
        if self.words[line.last - 1] != ":" or line.paragraph + 1 != phrase.sentence.paragraph:
            return None
        for at in range(line.first, line.last):
            form = verbs().starting(self.lower, at)
            if form is not None and form.status in ("signed", "adopted") and form.tenses & {"past", "participle"}:
                coming = {"will", "be"} & set(self.lower[line.first : line.last])
                return Fate("planned" if coming else form.status, form, inherited=True)
        return None

    def _fate(self, phrase: Phrase, governor: Governor | None) -> Fate | None:
        if governor is None:
            return None
        status = self.status.of(governor.form, governor.at, phrase, passive=governor.passive)
        return Fate(status, governor.form, governor.at, governor.passive) if status else None


def _unnumbered(words: list[str]) -> list[str]:
    """Words without the number of a list's member at their end: "(ii)", "2.", "b)"."""
    end = len(words)
    while end and words[end - 1] in ("(", ")", "."):
        end -= 1
    # What stands between the marks is a number; marks without one belong to the words.
    numbered = 0 < end < len(words) and (words[end - 1].isdecimal() or _NUMERAL.fullmatch(words[end - 1]) is not None)
    if not numbered:
        return words
    return words[: end - 1 - (end > 1 and words[end - 2] == "(")]
