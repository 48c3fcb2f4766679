"""The status that a verb or noun gives an instrument, changed by tense, modality, negation and the days around it."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Collection

from summitry.vocabulary import word_list, word_lists

from .dates import Calendar
from .instrument_extents import Phrase
from .outcomes import Form, verbs
from .reading import Reading

_DONE = frozenset({"signed", "adopted", "agreed"})
# What lies further back than this many days is not this meeting's.
_WEEK = 7
# A subject of one or two words stands so near before its verb.
_NEAR = 4
# A clause is at most so many tokens long.
_CLAUSE = 60


class Status:
    """Judges verbs of one text; ``spoken`` holds the paragraphs of transcripts."""

    def __init__(self, reading: Reading, days: Calendar, spoken: Collection[int]) -> None:
        self.reading, self.days, self.spoken = reading, days, spoken
        self.lower = reading.tokens.lower

    def of(self, form: Form, at: int, phrase: Phrase, *, passive: bool) -> str:
        """The status that the verb ``form`` at the token ``at`` gives; "" where it says nothing."""
        floor = phrase.sentence.first
        negation, modal = word_list("negation"), word_list("modal")
        chain = at
        helping = word_lists("instrument_auxiliary", "negation")
        while chain > floor and (self.lower[chain - 1] in helping or self._is_adverb(chain - 1)):
            chain -= 1
        helpers = set(self.lower[chain:at])
        window = self.lower[max(floor, chain - 6) : chain]
        if phrase.determiner in ("no", "without") or self.lower[chain - 1 : chain] == ["no"]:
            return "rejected" if form.status in (*_DONE, "ended") or form.lemma == "leave" else ""
        if form.status in ("earlier", "ended"):
            return "earlier" if form.status == "earlier" else ""
        if set(self.lower[max(floor, chain - 14) : chain]) & word_list("condition") and "noun" not in form.tenses:
            # "if the agreement is approved": it waits for that.
            waits = "earlier" if form.status == "adopted" and phrase.definite else ""
            return "planned" if form.status == "planned" else waits
        if "until" in self.lower[max(floor, chain - _NEAR) : chain] and "noun" not in form.tenses:
            return "planned"  # "will stop exports until Norway signs"
        if form.status in ("planned", "rejected"):
            return "planned" if form.status == "rejected" and negation & helpers else form.status
        still = "still" in helpers or "still" in window[-2:]
        if "yet" in helpers or "yet" in window[-3:] or (still and negation & helpers):
            return "planned"
        failing = bool(set(window[-2:]) & word_list("failing"))
        if negation & helpers or (failing and ("to" in helpers or form.tenses & {"gerund", "base"})):
            return "rejected"
        if window[-1:] == ["able"] and negation & set(window[-3:]):
            return "rejected"
        if window[-1:] == ["possible"] and negation & set(window):
            return "rejected"  # "not possible to get an agreement"
        if modal & helpers:
            return "planned"
        if (
            "to" in helpers
            and phrase.noun.plural
            and not phrase.determiner
            and window[-1:]
            and window[-1] in word_list("power_noun")
        ):
            return ""  # "the autonomy to reach agreements"
        if "to" in helpers and "ceremony" in window[-2:] and not modal & set(window):
            return form.status  # "attended a ceremony to sign"
        if "to" in helpers:
            return form.status if set(window[-2:]) & word_list("managing") else "planned"
        if form.tenses & {"past", "participle"} and not ("base" in form.tenses and not passive):
            return self._past(form, at, phrase, helpers, passive=passive)
        if "base" in form.tenses and not passive and self._is_infinitive(chain, floor):
            return "planned"
        if form.tenses & {"gerund", "noun"} and not word_list("be") & helpers:
            return self._event(form, at, chain, phrase)
        return form.status

    def _is_adverb(self, at: int) -> bool:
        """ "to swiftly agree", unlike "Italy agreed"."""
        return self.lower[at].endswith("ly") and self.reading.tokens.words[at].islower()

    def _is_infinitive(self, chain: int, floor: int) -> bool:
        """ "will meet and sign", "to help them reach": the modal stands before an earlier verb of the chain."""
        before = self.lower[max(floor, chain - _CLAUSE) : chain]
        if before[-1:] in (["and"], ["or"], [","]):
            return any(word == "to" or word in word_list("modal") for word in before)
        return "help" in before[-4:] or "let" in before[-4:]

    def _event(self, form: Form, at: int, chain: int, phrase: Phrase) -> str:
        """A status said by a noun or gerund: "the signing of", "plans for a ceremony for exchanging"."""
        before = self.lower[max(phrase.sentence.first, chain - 12) : chain]
        near = before[-3:]
        if "without" in near:
            return "rejected"
        if near[-2:] == ["ceremony", "for"]:
            near = before[-4:-1]
        if "anniversary" in near:
            return "earlier"
        after = {"after", "following"} & set(near)
        wanted = any(
            verb is not None and verb.status == "planned"
            for verb in (verbs().ending(self.lower, n) for n in range(max(phrase.sentence.first, chain - 4), chain))
        )
        foreseen = set(near) & word_list("before_event") or set(before) & word_list("foreseeing")
        if not after and (wanted or foreseen):
            return "planned"
        if at - phrase.sentence.first <= 2:
            # "The exchange of agreements … is planned for noon."
            rest = self.lower[phrase.end : min(phrase.sentence.last, phrase.end + 12)]
            if set(rest) & word_list("foreseeing"):
                return "planned"
        return "earlier" if self.long_ago(at, phrase) else form.status

    def _past(self, form: Form, at: int, phrase: Phrase, helpers: Collection[str], *, passive: bool) -> str:
        floor, lower = phrase.sentence.first, self.lower
        if "being" in helpers and {"is", "are"} & set(helpers):
            return "planned"
        if passive and lower[at + 1 : at + 2] == ["by"] and self._is_deadline(at + 2):
            return "planned"  # "wants an agreement completed by the end of 2032"
        if self.long_ago(at, phrase) or word_list("lately") & set(lower[max(floor, at - _NEAR) : at]):
            return "earlier"
        if lower[phrase.first - 1] == "since" and passive:
            return "earlier"  # "since a pact was agreed"
        if lower[floor] == "since" and {"has", "have"} & set(lower[floor:at]):
            return "earlier"  # "Since the thaw they have signed …"
        if "had" in helpers:
            reported = any(w in word_list("reporting") for w in lower[max(floor, at - _CLAUSE) : at])
            return form.status if reported else "earlier"
        fresh = word_list("just_now") & set(lower[max(floor, at - _CLAUSE) : min(phrase.sentence.last, at + _CLAUSE)])
        said = phrase.sentence.paragraph in self.spoken or self.reading.quoted[at] >= 0
        # "The treaty we signed" is known to the hearers; "we signed a treaty" is news to them.
        known = phrase.definite and phrase.noun.kind != "outcome" and at != phrase.end
        if said and known and not fresh and not {"has", "have", "'ve"} & set(lower[max(floor, at - 4) : at]):
            return "earlier"
        return form.status

    def long_ago(self, at: int, phrase: Phrase) -> bool:
        """Whether the words around the token ``at`` put it before this meeting: "in 2015", "last year", "years ago"."""
        lower = self.lower
        anchor = self.days.anchor
        first = max(phrase.sentence.first, min(at, phrase.first) - 12)
        last = min(phrase.sentence.last, max(at, phrase.end) + 9)
        own = self._past_date(phrase.end)
        for n in range(first, last):
            if phrase.first <= n < own:
                continue
            word = lower[n]
            if word in word_list("long_ago"):
                return True
            following = lower[n + 1] if n + 1 < len(lower) else ""
            if word in word_list("past_adjective") and following in word_list("long_period"):
                return True
            if word == "last" and following == "week":
                return True
            if word == "this" and lower[n - 1] == "earlier" and following in word_list("long_period"):
                return True
            if _is_year(word) and lower[n - 1] in word_list("before_year") and (anchor is None or word < anchor[:4]):
                return True
        if any(self._of_month(n, anchor) for n in range(first, last) if not phrase.first <= n < own):
            return True
        if anchor is None:
            # Who tells of today's meeting says no year or month: "in April 2019", "in April" is another time.
            told = any(len(when.date) == len("2019-04") for when in self.days.within(first, last))
            return told or any(self._in_month(n) for n in range(first, last) if not phrase.first <= n < own)
        if len(anchor) < 10:
            return False
        return any(
            when.date < anchor[: len(when.date)] and _days_before(when.date, anchor) > _WEEK
            for when in self.days.within(first, last)
            if not phrase.first <= when.first < own
        )

    def _past_date(self, at: int) -> int:
        """The token after the date of an instrument inside a subject: "a protocol to the Treaty of 3 May 2031"."""
        lower, end = self.lower, at + 1
        if lower[at : at + 1] != ["of"]:
            return at
        while end < len(lower) and (lower[end] in word_list("month") or lower[end] == "," or lower[end][0].isdecimal()):
            end += 1
        return end if end > at + 2 else at

    def _is_deadline(self, at: int) -> bool:
        """Whether a time begins at a token: "the end of", "Friday", "2032"."""
        ahead = self.lower[at : at + 2]
        if ahead == ["the", "end"]:
            return True
        return ahead[:1] != [] and (
            ahead[0] in word_list("weekday") or ahead[0] in word_list("month") or _is_year(ahead[0])
        )

    def _of_month(self, at: int, anchor: str | None) -> bool:
        """Whether the token is the month of an earlier meeting: "at the May meeting"."""
        lower = self.lower
        if lower[at] not in word_list("month") or lower[at - 1] != "the":
            return False
        this = anchor is not None and len(anchor) > 6 and month_name[int(anchor[5:7])].lower().startswith(lower[at][:3])
        return not this and lower[at + 1 : at + 2] != [] and lower[at + 1] in word_list("meeting_noun")

    def _in_month(self, at: int) -> bool:
        """Whether the token is a month without a day: "in April", "in early April"."""
        lower, words = self.lower, self.reading.tokens.words
        before = lower[at - 2] if lower[at - 1] in ("early", "late", "mid") else lower[at - 1]
        bare = not words[at + 1 : at + 2] or not words[at + 1][0].isdecimal()
        return lower[at] in word_list("month") and words[at][0].isupper() and before == "in" and bare


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word.isascii() and 1900 <= int(word) <= 2100


def _days_before(date: str, anchor: str) -> int:
    """Roughly how many days ``date`` lies before ``anchor``; a partial date counts as the end of what it names."""
    year, month, day = (int(part) for part in (date + "-12-28"[len(date) - 4 :] if len(date) < 10 else date).split("-"))
    y, m, d = (int(part) for part in anchor.split("-"))
    return (y - year) * 365 + (m - month) * 30 + d - day
