"""The verb or noun that governs an instrument: before it ("signed a memorandum", "the signing of") or after it."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.vocabulary import word_list

from .dates import Calendar
from .instrument_extents import Phrase
from .outcomes import Form, verbs
from .reading import Reading

# "a memorandum, the first of its kind, was signed": an aside is at most this long.
_ASIDE = 20
# "the deal Norway and Portugal struck": a subject without "that" before it is at most this long.
_SUBJECT = 8
_CLOSING = ('"', "”", "’", "'")
_LATELY = frozenset({"last", "this"})
_JOINING = frozenset({"and", "the", "both", "two"})
_LISTING = ("members", "areas")
_WORTH = frozenset({"worth", "valued"})
_DONE = ("signed", "adopted", "agreed")


@dataclass(slots=True)
class Governor:
    """A verb ``form`` at the token ``at``; ``passive`` where the instrument is its subject."""

    form: Form
    at: int
    passive: bool


class Governors:
    """Finds the governors of one text's instruments."""

    def __init__(self, reading: Reading, days: Calendar) -> None:
        self.reading, self.days = reading, days
        self.lower, self.words = reading.tokens.lower, reading.tokens.words
        self.verbs = verbs()

    def before(self, phrase: Phrase, *, coordinated: bool) -> Governor | None:
        """The verb or noun before a phrase."""
        if self.lower[phrase.last : phrase.last + 1] == ["'s"]:
            return None  # "fell short of the treaty's demands"
        floor = phrase.sentence.first
        at = phrase.first - 1
        steps = 0
        while at >= floor and steps < 8 and self._may_skip(at):
            at -= 1
            steps += 1
        if at < floor:
            return None
        at = self._before_aside(at, floor)
        if self.lower[at] == "of" and at - 2 > floor and self.lower[at - 1] in word_list("text_noun"):
            at -= 3 if self.lower[at - 2] in word_list("determiner") else 2  # "finalised the text of a treaty"
        form = self.verbs.ending(self.lower, at)
        if form is not None and form.status not in _LISTING and (form.tenses != {"noun"} or len(form.words) > 1):
            first = at - len(form.words) + 1
            if self._is_verb(form, first, phrase):
                return self._strongest(form, first, floor)
            return None
        if self.lower[at] in ("of", "for") or (self.lower[at] == "on" and not coordinated):
            return self._noun(at, phrase)
        if self.lower[at] in word_list("be") and at > floor:
            # "Also signed were …", "Among the documents signed was …"
            back = at - 1
            while back > floor and self.lower[back] in ("also", "today", "there"):
                back -= 1
            inverted = self.verbs.ending(self.lower, back)
            if inverted is not None and "participle" in inverted.tenses:
                return Governor(inverted, back, True)
        return None

    def _is_verb(self, form: Form, first: int, phrase: Phrase) -> bool:
        """Whether a form is a verb here: "exchange programmes", "the draft treaty" hold none."""
        if form.tenses & {"past", "gerund"} or len(form.words) > 1 or first == phrase.sentence.first:
            return True
        before = self.lower[first - 1]
        if before in word_list("determiner") or (before != "to" and before in word_list("preposition")):
            return False
        if phrase.determiner or phrase.count or before == "to" or before in word_list("modal"):
            return True
        return before.endswith("s") or before in ("we", "they") or self.words[first - 1][0].isupper()

    def _strongest(self, form: Form, first: int, floor: int) -> Governor:
        """ "signed and published", "initialled and then signed": signing says more than publishing."""
        back = first - 1
        while back > floor and self.lower[back] in ("and", "then", ","):
            back -= 1
        other = self.verbs.ending(self.lower, back) if floor <= back < first - 1 else None
        signing = other is not None and other.status == "signed" and "past" in other.tenses and form.status != "signed"
        # "developing and implementing": what is to be implemented is still to be made.
        making = other is not None and other.status == "planned" and form.status == "earlier"
        if other is not None and (signing or making):
            return Governor(other, back - len(other.words) + 1, False)
        return Governor(form, first, False)

    def _before_aside(self, at: int, floor: int) -> int:
        """The verb's last token where an aside follows it: "signed, in the presence of both, a memorandum"."""
        if self.words[at] == ",":
            for comma in range(at - 2, max(floor, at - _ASIDE), -1):
                if self.words[comma] == ",":
                    form = self.verbs.ending(self.lower, comma - 1)
                    return comma - 1 if form is not None and form.status in _DONE else at
        return at

    def _may_skip(self, at: int) -> bool:
        """Whether a token may stand between a verb and its object: "signed on Monday in Lisbon …"."""
        word = self.lower[at]
        if word in word_list("between_verb_and_object") or word in word_list("weekday"):
            return True
        if any(when.first <= at < when.last for when in self.days.within(at - 4, at + 1)):
            return True
        if word in word_list("period") and self.lower[at - 1] in _LATELY:
            return True  # "signed last week an agreement"
        if word in _LATELY and at + 1 < len(self.words) and self.lower[at + 1] in word_list("period"):
            return True
        hit = self.reading.covers[at]
        if hit is not None:
            country = hit.entry.country
            if hit.entry.city is not None or (country is not None and country.kind == "name"):
                first = hit.first
                return self.lower[first - 1] in ("in", "with", "on") or self._takes_receiver(first - 1)
        if word in ("on", "in", "with") and at + 1 < len(self.words):
            after = self.reading.begins[at + 1]
            place = after is not None and (after.entry.city is not None or after.entry.country is not None)
            day = self.lower[at + 1] in word_list("weekday")
            return place or day or any(when.first == at + 1 for when in self.days.within(at + 1, at + 2))
        return False

    def _takes_receiver(self, at: int) -> bool:
        """Whether a verb such as "offered" ends at the token, whose first object is who gets the second."""
        form = self.verbs.ending(self.lower, at)
        return form is not None and form.lemma in word_list("giving_verb")

    def _noun(self, at: int, phrase: Phrase) -> Governor | None:
        """ "the signing (by …) of", "a signing ceremony for", "in pursuit of"."""
        for back in range(at - 1, max(phrase.sentence.first, at - 10) - 1, -1):
            form = self.verbs.ending(self.lower, back)
            if form is not None and (form.tenses & {"gerund", "noun"}) and form.status not in _LISTING:
                close = back == at - 1 or self.lower[back + 1] in word_list("after_signing")
                return Governor(form, back, False) if close else None
            if self.words[back] in ",.;:" and back < at - 1:
                break
        return None

    def after(self, phrase: Phrase) -> Governor | None:
        """The verb after a phrase: "… was signed", "… signed on Friday", "… that was adopted", "… we signed"."""
        stop = phrase.sentence.last
        if phrase.end == phrase.last and self.lower[phrase.last : phrase.last + 1] == ["signing"]:
            form = self.verbs.starting(self.lower, phrase.last)  # "the deal signing ceremony"
            return None if form is None else Governor(form, phrase.last, True)
        closing = phrase.end < stop and self.words[phrase.end] in _CLOSING
        at = self._past_aside(phrase.end + closing, stop)
        relative = at + 1 < stop and self.lower[at] in ("that", "which")
        at += relative
        begin = at
        contact = self._contact(at, phrase)
        at += contact
        while (
            at < stop
            and at - begin < 8
            and (
                self.lower[at] in word_list("instrument_auxiliary")
                or (at == begin and relative and self.lower[at] in ("the", "both"))
            )
        ):
            at += 1
        if relative and at == begin:
            at, subject = self._past_subject(at, stop)
        else:
            subject = bool(contact)
        form = self.verbs.starting(self.lower, at) if at < stop else None
        if form is None or not form.tenses & {"participle", "past"} or form.status in _LISTING:
            return None
        if form.lemma in word_list("not_of_instruments"):
            return None
        passive = not word_list("passive_auxiliary").isdisjoint(self.lower[begin:at])
        before = self.lower[phrase.first - 1] if phrase.first > phrase.sentence.first else ""
        owned = ("for", "with", "to", "from") if phrase.noun.kind == "loose" else ("for",)
        if passive and not relative and before in owned:
            return None  # "the funds for its plans were approved", "the deadline for a deal was extended"
        if form.lemma == "consider" and self._has_object(at + 1, stop):
            return None  # "was considered a step"
        if contact and self._has_object(at + len(form.words), stop):
            return None  # "After the deal Norway signed a treaty"
        if at == begin and not relative and ("participle" not in form.tenses or form.status == "planned"):
            return None
        if at > begin and not passive and not relative and not contact:
            return None  # "the agreement has reached …"
        if subject and not passive:
            return Governor(form, at, False)
        if at == begin and not relative and (form.status == "earlier" or self._has_object(at + len(form.words), stop)):
            return None
        return Governor(form, at, True)

    def _contact(self, at: int, phrase: Phrase) -> int:
        """How many tokens the subject of a relative clause without "that" has: "the deal they signed", "the deal Norway
        struck"."""
        if at < phrase.sentence.last and self.lower[at] in ("we", "they"):
            return 1
        if not phrase.definite or at != phrase.end:
            return 0
        last, stop = at, min(phrase.sentence.last, at + _SUBJECT)
        nouns = word_list("joint_noun")
        while last < stop and (
            self.words[last][0].isupper() or self.lower[last] in nouns or self.lower[last] in _JOINING
        ):
            last += 1
        named = last > at and (self.words[last - 1][0].isupper() or self.lower[last - 1] in nouns)
        return last - at if named else 0

    def _past_subject(self, at: int, stop: int) -> tuple[int, bool]:
        """ "that Norway and Portugal signed": the verb of a relative clause, and whether it has its own subject."""
        for verb in range(at, min(stop, at + 8)):
            if self.words[verb] in ".;:" or self.lower[verb] in word_list("auxiliary"):
                break
            form = self.verbs.starting(self.lower, verb)
            if form is not None and "past" in form.tenses and form.status in _DONE:
                return verb, verb > at
        return at, False

    def _has_object(self, at: int, stop: int) -> bool:
        """Whether a verb is active: "the statement concluded the summit"."""
        word = self.lower[at] if at < stop else ""
        return word in word_list("determiner") and word not in word_list("past_adjective")

    def _describes(self, at: int) -> bool:
        """Whether a participle says more of an instrument: "a memorandum expected to ease trade was signed"."""
        form = self.verbs.starting(self.lower, at)
        told = form is None or form.status == "planned"
        return told and self.lower[at].endswith(("ed", "ing")) and self.lower[at - 1] not in word_list("auxiliary")

    def _past_aside(self, at: int, stop: int) -> int:
        """Skip an aside between commas or a place and day: "an agreement, the first in years, was signed"."""
        if at + 1 < stop and self.words[at] == ",":
            if self.lower[at + 1] == "which" or self.lower[at + 1 : at + 3] == ["to", "be"]:
                return at + 1
            form = self.verbs.starting(self.lower, at + 1)
            if form is not None and "participle" in form.tenses:
                return at + 1
            for close in range(at + 2, min(stop - 1, at + _ASIDE)):
                if self.words[close] == "," and self.lower[close + 1] in word_list("instrument_auxiliary"):
                    return close + 1
            return at
        if at >= stop:
            return at
        described = self._describes(at)
        if not described and self.lower[at] not in word_list("preposition") and self.lower[at] not in _WORTH:
            return at
        for skipped in range(at + 1, min(stop, at + (2 * _ASIDE if described else 10))):
            date = self.words[skipped] == "," and skipped + 1 < stop and self.words[skipped + 1][0].isdecimal()
            if self.words[skipped] in ",.;:" and not date:
                break
            if self.lower[skipped] in word_list("passive_auxiliary"):
                verb = skipped + 1
                while verb < stop and verb < skipped + 3 and self.lower[verb] in word_list("instrument_auxiliary"):
                    verb += 1
                form = self.verbs.starting(self.lower, verb)
                return skipped if form is not None and "participle" in form.tenses else at
        return at
