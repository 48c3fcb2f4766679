"""What became of an instrument: signed, adopted, agreed, planned, rejected, or there before; by the words around it.

The governing verb stands before the phrase ("signed a memorandum"), after it ("was adopted"), as a noun ("the signing
of"), or governs a phrase that this one is coordinated with. Tense, modality and negation decide about the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summitry.vocabulary import word_list

from .dates import Calendar
from .instruments import Phrase
from .outcomes import Form, verbs
from .reading import Reading

_MODAL = frozenset("will would may might could can should shall must 'll".split())
_NEGATION = frozenset(("not", "n't", "never", "cannot", "without", "no"))


def _connectors() -> frozenset[str]:
    """Words and marks that join the members of a list."""
    return word_list("list_connector") | {",", ";"}


@dataclass(slots=True)
class Fate:
    """``status`` "" where no word governs the phrase. ``at`` is the first token of the governing verb, -1 without one;
    ``passive`` where the instrument is its subject; ``form`` the verb. ``umbrella``: its members are listed."""

    status: str = ""
    form: Form | None = None
    at: int = -1
    passive: bool = False
    umbrella: bool = False
    member_of: int = -1
    inherited: bool = False


def fates(reading: Reading, phrases: Sequence[Phrase], days: Calendar, spoken: Collection[int]) -> list[Fate]:
    """One fate for every phrase; ``spoken`` holds the paragraphs of transcripts."""
    judge = _Judge(reading, phrases, days, spoken)
    found = [Fate() for _ in phrases]
    for index, phrase in enumerate(phrases):
        previous = phrases[index - 1] if index and _same_list(phrases[index - 1], phrase) else None
        relation = judge.relation(previous, phrase) if previous is not None else ""
        fate = judge.left(phrase, relation)
        if fate is None and not relation:
            fate = judge.right(phrase)
        if fate is None and relation:
            fate = judge.right(phrase)
            if fate is not None and relation == "and" and not found[index - 1].status:
                judge.backwards(found, phrases, index, fate)
            elif fate is None or relation == "member":
                parent = found[index - 1]
                fate = Fate(parent.status, parent.form, parent.at, parent.passive, inherited=True)
        fate = fate or Fate()
        if relation == "member":
            found[index - 1].umbrella = True
            fate.member_of = index - 1
        elif relation == "and" and fate.inherited:
            fate.member_of = found[index - 1].member_of
        found[index] = fate
    judge.over_lines(found)
    return found


def _same_list(one: Phrase, other: Phrase) -> bool:
    return one.sentence == other.sentence and one.end <= other.first and other.first - one.end <= 12


class _Judge:
    def __init__(self, reading: Reading, phrases: Sequence[Phrase], days: Calendar, spoken: Collection[int]) -> None:
        self.reading, self.phrases, self.days, self.spoken = reading, phrases, days, spoken
        self.lower, self.words = reading.tokens.lower, reading.tokens.words
        self.verbs = verbs()

    def relation(self, one: Phrase, other: Phrase) -> str:
        """ "and" for coordinated phrases, "member" where the first lists the second, "" otherwise."""
        between = self.lower[one.end : other.first]
        if not between:
            return ""
        if all(word in _connectors() for word in between):
            listed = between[0] == ":" or (between[0] in ("-", "–", "—") and one.noun.plural)
            return "member" if listed and one.noun.plural else ("and" if between != ["-"] else "")
        plain = [w for w in between if w not in _connectors()]
        if one.noun.plural and any(w in word_list("listing_verb") for w in plain) and len(plain) <= 10:
            verb = self.verbs.starting(self.lower, one.end)
            if (
                all(
                    w in word_list("listing_verb")
                    or w in word_list("instrument_auxiliary")
                    or w
                    in ("with", "the", "key", "one", "of", "these", "them", "signed", "adopted", "particular", "in")
                    for w in plain
                )
                or verb is not None
            ):
                return "member"
        return ""

    def left(self, phrase: Phrase, relation: str) -> Fate | None:
        """The verb or noun before a phrase."""
        floor = phrase.sentence.first
        at = phrase.first - 1
        steps = 0
        while at >= floor and steps < 8 and self._may_skip(at):
            at -= 1
            steps += 1
        if at < floor:
            return None
        form = self.verbs.ending(self.lower, at)
        if (
            form is not None
            and form.status not in ("members", "areas")
            and (form.tenses != {"noun"} or len(form.words) > 1)
        ):
            first = at - len(form.words) + 1
            if form.status == "agreed" and form.lemma == "make":
                return None
            return self._fate(form, first, phrase, passive=False)
        if self.lower[at] in ("of", "for") or relation == "" and self.lower[at] == "on":
            return self._nominal(at, phrase)
        if self.lower[at] in ("was", "were", "is", "are") and at > floor:
            # "Also signed were …", "Among the documents signed was …"
            back = at - 1
            while back > floor and self.lower[back] in ("also", "today", "there"):
                back -= 1
            inverted = self.verbs.ending(self.lower, back)
            if inverted is not None and "participle" in inverted.tenses:
                return self._fate(inverted, back, phrase, passive=True)
        return None

    def _may_skip(self, at: int) -> bool:
        word = self.lower[at]
        if word in (
            "also",
            "just",
            "then",
            "finally",
            "jointly",
            "already",
            "even",
            "only",
            "today",
            "yesterday",
            "both",
            '"',
            "“",
            "”",
            "(",
            "what",
            "formally",
            "officially",
        ):
            return True
        if any(when.first <= at < when.last for when in self.days.within(at - 4, at + 1)):
            return True
        hit = self.reading.covers[at]
        if (
            hit is not None
            and hit.entry.city is not None
            or (hit is not None and hit.entry.country is not None and hit.entry.country.kind == "name")
        ):
            return self.lower[self.reading.first_of(hit) - 1] in ("in", "with", "on")
        if word in ("on", "in", "with") and at + 1 < len(self.words):
            hit = self.reading.begins[at + 1]
            day = any(when.first == at + 1 for when in self.days.within(at + 1, at + 2))
            return (
                day
                or (hit is not None and (hit.entry.city is not None or hit.entry.country is not None))
                or self.lower[at + 1] in word_list("weekday")
            )
        return word in word_list("weekday")

    def _nominal(self, at: int, phrase: Phrase) -> Fate | None:
        """ "the signing (by …) of", "a signing ceremony for", "in pursuit of"."""
        floor = phrase.sentence.first
        for back in range(at - 1, max(floor, at - 10) - 1, -1):
            form = self.verbs.ending(self.lower, back)
            if form is not None and (form.tenses & {"gerund", "noun"}) and form.status not in ("members", "areas"):
                close = back == at - 1 or self.lower[back + 1] in ("by", "between", "in", "ceremony", "this", "on")
                return self._fate(form, back, phrase, passive=False) if close else None
            if self.words[back] in ",.;:" and back < at - 1:
                break
        return None

    def right(self, phrase: Phrase) -> Fate | None:
        """The verb after a phrase: "… was signed", "… signed on Friday", "… that was adopted"."""
        stop = phrase.sentence.last
        at = self._past_aside(phrase.end, stop)
        relative = at < stop and self.lower[at] in ("that", "which") and at + 1 < stop
        at += relative
        begin = at
        while (
            at < stop
            and at - begin < 8
            and (
                self.lower[at] in word_list("instrument_auxiliary")
                or (at == begin and relative and self._is_subject(at))
            )
        ):
            at += 1
        if at >= stop:
            return None
        form = self.verbs.starting(self.lower, at)
        if form is None or not form.tenses & {"participle", "past"} or form.status in ("members", "areas"):
            return None
        passive = bool(word_list("passive_auxiliary") & set(self.lower[begin:at]))
        if at > begin and not passive and not relative:
            return None  # "the agreement has reached …"
        if at == begin and not relative and "participle" not in form.tenses:
            return None
        if at == begin and not relative and form.status not in ("signed", "adopted", "agreed", "rejected"):
            return None
        if form.lemma in ("make", "get", "leave", "enter", "close", "welcome", "cut") and form.lemma != "make":
            return None
        return self._fate(form, at, phrase, passive=True)

    def _is_subject(self, at: int) -> bool:
        return self.lower[at] in ("we", "they", "the", "both")

    def _past_aside(self, at: int, stop: int) -> int:
        """Skip an aside between commas or a place and day: "an agreement, the first in years, was signed"."""
        if at < stop and self.words[at] == ",":
            for close in range(at + 2, min(stop, at + 20)):
                if (
                    self.words[close] == ","
                    and close + 1 < stop
                    and self.lower[close + 1] in word_list("instrument_auxiliary")
                ):
                    return close + 1
            form = self.verbs.starting(self.lower, at + 1)
            return at + 1 if form is not None and "participle" in form.tenses else at
        for skipped in range(at, min(stop, at + 10)):
            if self.lower[skipped] in word_list("passive_auxiliary") and skipped > at:
                form = next(
                    (
                        self.verbs.starting(self.lower, n)
                        for n in range(skipped + 1, min(stop, skipped + 4))
                        if self.lower[n] not in word_list("instrument_auxiliary")
                    ),
                    None,
                )
                return (
                    skipped
                    if form is not None
                    and "participle" in form.tenses
                    and self.lower[at] in ("in", "between", "with", "for", "of", "on", "at", "by", "from")
                    else at
                )
            if self.words[skipped] in ",.;:":
                break
        return at

    def backwards(self, found: list[Fate], phrases: Sequence[Phrase], index: int, fate: Fate) -> None:
        """ "An agreement on X and a treaty on Y were signed": what follows the last holds for all."""
        at = index - 1
        while at >= 0 and not found[at].status:
            found[at] = Fate(fate.status, fate.form, fate.at, fate.passive, inherited=True)
            if (
                at == 0
                or not _same_list(phrases[at - 1], phrases[at])
                or self.relation(phrases[at - 1], phrases[at]) != "and"
            ):
                break
            at -= 1

    def over_lines(self, found: list[Fate]) -> None:
        """A list below "The following documents were signed:" shares the fate of its lead."""
        lead = -1
        expected = -1
        for index, phrase in enumerate(self.phrases):
            number = phrase.sentence.paragraph
            opens = phrase.first - phrase.sentence.first <= 3
            if lead >= 0 and expected <= number <= expected + 1 and opens and not found[index].status:
                parent = found[lead]
                found[index] = Fate(
                    parent.status, parent.form, parent.at, parent.passive, member_of=lead, inherited=True
                )
                parent.umbrella = True
                expected = number
            elif lead >= 0 and number > expected + 1:
                lead = -1
            closing = self.words[phrase.sentence.last - 1] == ":"
            if closing and phrase.noun.plural and found[index].status:
                lead, expected = index, number

    def _fate(self, form: Form, at: int, phrase: Phrase, *, passive: bool) -> Fate | None:
        status = self._status(form, at, phrase, passive)
        return Fate(status, form, at, passive) if status else None

    def _status(self, form: Form, at: int, phrase: Phrase, passive: bool) -> str:
        """The status that a verb gives, changed by tense, modality and negation; "" where it says nothing."""
        floor = phrase.sentence.first
        chain = at
        while chain > floor and (
            self.lower[chain - 1] in word_list("instrument_auxiliary") or self.lower[chain - 1] in _NEGATION
        ):
            chain -= 1
        helpers = self.lower[chain:at]
        window = self.lower[max(floor, chain - 6) : chain]
        if form.status == "earlier":
            return "earlier"
        if phrase.determiner in ("no", "without"):
            return "rejected" if form.status in ("signed", "adopted", "agreed") else ""
        if set(self.lower[max(floor, chain - 14) : chain]) & {"if", "unless", "whether"} and not form.tenses & {"noun"}:
            return "planned" if form.status == "planned" else ""
        if form.status in ("planned", "rejected"):
            return "planned" if form.status == "rejected" and _NEGATION & set(helpers) else form.status
        if "yet" in helpers or "yet" in window[-3:]:
            return "planned"
        if _NEGATION & set(helpers) or (helpers[:1] == ["to"] and set(window[-2:]) & word_list("failing")):
            return "rejected"
        if set(window[-2:]) & word_list("failing") and form.tenses & {"gerund", "base"}:
            return "rejected"
        if _MODAL & set(helpers):
            return "planned"
        if "to" in helpers:
            return form.status if set(window[-2:]) & word_list("managing") else "planned"
        if form.tenses & {"past", "participle"} and not ("base" in form.tenses and not passive):
            return self._past(form, at, phrase, helpers)
        if "base" in form.tenses and not passive and self._modal_before(chain, floor):
            return "planned"
        if form.tenses & {"gerund", "noun"} and not {"is", "are", "was", "were"} & set(helpers):
            before = window[-3:]
            if "without" in before:
                return "rejected"
            if set(before) & word_list("before_event") and not {"after", "following"} & set(before):
                return "planned"
            return "earlier" if self._long_ago(at, phrase) else form.status
        return form.status

    def _modal_before(self, chain: int, floor: int) -> bool:
        """ "will meet and sign": the modal stands before an earlier verb of the chain."""
        if self.lower[chain - 1 : chain] not in (["and"], ["or"], [","]):
            return False
        return any(self.lower[at] in _MODAL or self.lower[at] == "to" for at in range(max(floor, chain - 12), chain))

    def _past(self, form: Form, at: int, phrase: Phrase, helpers: list[str]) -> str:
        floor = phrase.sentence.first
        if "being" in helpers and {"is", "are"} & set(helpers):
            return "planned"
        if self._long_ago(at, phrase):
            return "earlier"
        if "had" in helpers:
            reported = any(w in word_list("reporting") for w in self.lower[floor:at])
            return form.status if reported else "earlier"
        fresh = {"today", "just", "now", "yesterday"} & set(self.lower[floor : phrase.sentence.last])
        said = phrase.sentence.paragraph in self.spoken or self.reading.quoted[at] >= 0
        if said and not fresh and not {"has", "have", "'ve"} & set(self.lower[max(floor, at - 4) : at]):
            return "earlier"
        return form.status

    def _long_ago(self, at: int, phrase: Phrase) -> bool:
        """Whether the words around a verb put it before this meeting: "in 2015", "last year", "years ago"."""
        lower = self.lower
        floor, stop = phrase.sentence.first, phrase.sentence.last
        anchor = self.days.anchor
        first, last = max(floor, min(at, phrase.first) - 12), min(stop, max(at, phrase.end) + 9)
        outside = [n for n in range(first, last) if not phrase.first <= n < phrase.end]
        for n in outside:
            word = lower[n]
            if word == "ago" or word in ("previously", "formerly", "originally", "1990s", "1980s", "1970s"):
                return True
            if (
                word in ("last", "previous", "past")
                and lower[n + 1 : n + 2]
                and lower[n + 1] in ("year", "month", "autumn", "spring", "summer", "winter", "decade", "century")
            ):
                return True
            if (
                len(word) == 4
                and word.isdecimal()
                and word.isascii()
                and 1900 <= int(word) <= 2100
                and lower[n - 1] in word_list("before_year")
            ) and (anchor is None or word < anchor[:4]):
                return True
        if anchor is not None and len(anchor) == 10:
            for when in self.days.within(first, last):
                inside = phrase.first <= when.first < phrase.end
                if not inside and when.date < anchor[: len(when.date)] and _days_before(when.date, anchor) > 7:
                    return True
        return False


def _days_before(date: str, anchor: str) -> int:
    """Roughly how many days ``date`` lies before ``anchor``; a partial date counts as the end of what it names."""
    year, month, day = (int(part) for part in (date + "-12-28"[len(date) - 4 :] if len(date) < 10 else date).split("-"))
    y, m, d = (int(part) for part in anchor.split("-"))
    return (y - year) * 365 + (m - month) * 30 + d - day
