"""Words that tell of an event of a programme, where the text says that it took place.

What is planned, expected, scheduled, offered, denied or imagined is no event: a programme lists what happened. A
schedule that came true is told again by the coverage of the day; one that did not must not stand among the facts.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from summitry.vocabulary import rows, word_list, word_lists
from summitry.vocabulary.tables import kept

from .auxiliaries import auxiliaries
from .forms import Forms
from .occasion import page_debris
from .reading import Reading, Sentence, once

# Words around a cue that are looked at: longer clauses say nothing of it at their far end.
_REACH = 40
# Characters of the longest quotation that is taken for a name: "the \"Friends of Oslo\" luncheon".
_NAME = 30
# Words after a noun within which its verb tells that it is still to come.
_PREDICATE = 6
# Words from "opened" to the summit that was opened.
_OBJECT = 6


@dataclass(frozen=True, slots=True)
class Form:
    """A line of the vocabulary of events; ``label`` is what such an event is called."""

    words: tuple[str, ...]
    kind: str
    pos: str
    label: str

    @property
    def deed(self) -> bool:
        """Whether it is a verb, with its doer before it."""
        return self.pos not in ("noun", "company")


@dataclass(slots=True)
class Cue:
    """The words of an event at tokens ``first:last``, in the clause ``begin:end`` of ``sentence``."""

    first: int
    last: int
    form: Form
    sentence: Sentence
    begin: int
    end: int
    passive: bool = False
    past: bool = False
    """Whether it is told as what had been before."""
    after: int = 0
    """Where in its clause the words of the deed before it end: an hour named there belongs to that one."""

    @property
    def kind(self) -> str:
        return self.form.kind


@kept
def _forms() -> Forms[Form]:
    return Forms(
        Form(tuple(row["form"].split()), row["kind"], row["pos"], row["label"] or row["form"]) for row in rows("events")
    )


@kept
def _openers() -> frozenset[str]:
    return frozenset(form.words[0] for form in _forms())


def cues(reading: Reading, spoken: Collection[int]) -> Iterator[Cue]:
    """The events' words in order; nothing from the headline, which the text repeats, nor from the ``spoken`` paragraphs
    of a transcript, nor from quotations."""
    lower = reading.tokens.lower
    places = reading.places(_openers())
    for sentence in reading.sentences:
        near = places[bisect_left(places, sentence.first) : bisect_left(places, sentence.last)]
        if not near:
            continue
        paragraph = reading.paragraphs[sentence.paragraph]
        headline = sentence.paragraph == 0 and reading.plain[paragraph.end - 1].isalnum()
        debris = reading.plain.startswith(page_debris(), sentence.start)
        if headline or debris or sentence.paragraph in spoken or _unreal(reading, sentence):
            continue
        found: list[Cue] = []
        for index in near:
            if reading.quoted[index] >= 0 or (found and index < found[-1].last):
                continue
            form = _forms().starting(lower, index)
            if form is None:
                continue
            cue = _cue(reading, sentence, index, form)
            if cue is not None:
                found.append(cue)
        found = _in_formats(reading, found)
        for number, cue in enumerate(found):
            # What stands after the next deed belongs to that one.
            # "A dinner hosted by B" is no other deed.
            following = (later for later in found[number + 1 : number + 2] if later.form.deed)
            stop = next((d.first for d in following if not _is_participle(reading, cue, d)), cue.end)
            after = max([cue.begin, *(earlier.last for earlier in found[max(0, number - 1) : number])])
            cue.end, cue.after = max(cue.last, min(cue.end, stop)), after
            yield cue


def _is_participle(reading: Reading, cue: Cue, deed: Cue) -> bool:
    return deed.first == cue.last and reading.tokens.lower[deed.last : deed.last + 1] == ["by"]


def _in_formats(reading: Reading, found: Sequence[Cue]) -> list[Cue]:
    """ "Met in a narrow session", "received her for private talks": one event, called by its noun."""
    kept: list[Cue] = []
    for cue in found:
        verb = kept[-1] if kept else None
        near = reading.tokens.lower[cue.first - 2 : cue.first]
        opened = near[-1:] if near[-1:] not in (["a"], ["an"], ["the"]) else near[:1]
        if (
            verb is not None and verb.form.pos in ("meeting", "host") and cue.kind == "talks" and not cue.form.deed
            and verb.last < cue.first < verb.end and opened in (["in"], ["for"], ["at"])
        ):  # fmt: skip
            kept[-1] = replace(verb, form=replace(verb.form, label=cue.form.label))
        else:
            kept.append(cue)
    return kept


def _unreal(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence denies, imagines or asks what it tells of."""
    if not word_list("unreal").isdisjoint(sentence.words) or reading.tokens.lower[sentence.last - 1] == "?":
        return True
    words = reading.tokens.lower[sentence.first : sentence.last] if "off" in sentence.words else []
    return ("put", "off") in itertools.pairwise(words)


def _cue(reading: Reading, sentence: Sentence, first: int, form: Form) -> Cue | None:
    last = first + len(form.words)
    form = _with_format(reading, form, last)
    begin, end = _clause_begin(reading, sentence, first), _clause_end(reading, sentence, last)
    cue = Cue(first, last, form, sentence, begin, end)
    if not form.deed:
        if not _is_noun(reading, cue) or _planned(reading, cue):
            return None
        cue.past = _had(reading, begin, first)
        return cue
    aux = auxiliaries(reading, sentence, first)
    before = reading.tokens.lower[first - 1] if first > sentence.first else ""
    if aux.negated or aux.modal or aux.infinitive or before in ("the", "a", "an", "to"):
        return None
    if (
        aux.perfect
        and form.kind in ("talks", "visit")
        and not {"has", "have"}.isdisjoint(reading.tokens.lower[aux.left : first])
    ):
        return None  # "has met envoys", "has visited Oslo twice": at any time until then
    if form.pos == "gathering" and not _of_summit(reading, cue):
        return None
    past = aux.perfect and "had" in reading.tokens.lower[aux.left : first]
    if form.pos == "undergone":
        passive = not word_list("being").isdisjoint(reading.tokens.lower[aux.left + 1 : first])
        return replace(cue, passive=True, past=past) if passive else None
    if aux.passive and form.pos == "meeting":
        form = Form(form.words, "ceremony", "greeting", "welcome")  # "was met at the airport by A"
    return replace(cue, form=form, passive=aux.passive, past=past)


def _with_format(reading: Reading, form: Form, last: int) -> Form:
    """ "Talks in an expanded format" are expanded talks."""
    lower = reading.tokens.lower
    ahead = lower[last - (lower[last - 1] == "in") : last + 4] if form.kind == "talks" else []
    if ahead[:1] != ["in"] or "format" not in ahead[2:]:
        return form
    return replace(form, label=f"{ahead[ahead.index('format') - 1]} {form.label}")


def _had(reading: Reading, begin: int, first: int) -> bool:
    """Whether the verb before a noun tells what had been: "had attended a concert", but not "had a working lunch"."""
    lower = reading.tokens.lower
    for at in range(begin, first - 1):
        if lower[at] == "had":
            verb = lower[at + 1 + (lower[at + 1] in word_list("verb_adverb"))]
            return verb.endswith("ed") or verb in word_list("participle_irregular")
    return False


def _of_summit(reading: Reading, cue: Cue) -> bool:
    """Whether a verb opens or closes a summit: "the summit in Oslo, which A hosts, ends on", "A opened the summit"."""
    lower, nouns = reading.tokens.lower, word_list("gathering_noun")
    ahead = lower[cue.last : min(cue.end, cue.last + _OBJECT)]
    if ahead[:1] in (["a"], ["an"], ["the"], ["its"], ["their"], ["his"], ["her"]):
        noun = next((at for at, word in enumerate(ahead) if word in nouns or word in word_list("preposition")), None)
        return noun is not None and ahead[noun] in nouns and ahead[noun + 1 : noun + 2] != ["'s"]
    opener = ahead[0] if ahead and ahead[0] != "today" and ahead[0][0].isalnum() else ""
    if opener and opener not in word_lists("preposition", "weekday"):
        return False  # "the summit opens doors"
    for at in range(cue.sentence.first, cue.first):
        if lower[at] in nouns:
            return True
        if lower[at] in word_list("preposition") or lower[at] in word_list("clause_stop"):
            return False  # "at the summit the war ended"
    return False


def _is_noun(reading: Reading, cue: Cue) -> bool:
    """ "to visit", "they visit" are verbs; "the visit's aim" and "the visit programme" are other things."""
    before = reading.tokens.lower[cue.first - 1] if cue.first > cue.sentence.first else ""
    after = reading.tokens.lower[cue.last] if cue.last < cue.sentence.last else ""
    verb = before in word_list("modal") or before in word_list("pronoun_subject") or before in ("to", "not", "no")
    return not verb and after not in ("'s", "'")


def _planned(reading: Reading, cue: Cue) -> bool:
    """Whether the clause of a noun says that it is to come, or that there was none."""
    lower, words = reading.tokens.lower, reading.tokens.words
    ahead = lower[cue.begin : cue.first]
    behind = lower[cue.last : min(cue.end, cue.last + _PREDICATE)]
    if "," in behind:
        behind = behind[: behind.index(",")]
    opener = lower[cue.begin - 1] if cue.begin > cue.sentence.first else ""
    if opener in ("before", "ahead", "until"):
        return True  # what it comes before is still to come then
    # "May" is a month.
    if opener == "after" and not word_list("plan").isdisjoint(words[cue.sentence.first : cue.begin - 1]):
        return True  # so is what something planned comes after
    told = {word.lower() for word in words[cue.begin : cue.first] if word != "May"}
    if told & word_list("plan") or not word_list("plan_after").isdisjoint(behind):
        return True
    if not word_list("negation").isdisjoint(ahead[-3:]) or "no" in ahead[-3:]:
        return True
    for at in range(cue.begin, min(cue.end, cue.last + _PREDICATE) - 1):
        # "agreed to hold talks", "talks are to start", but not "travelled to Oslo for talks", "came to the talks"
        infinitive = lower[at] == "to" and words[at + 1].islower() and lower[at + 1] not in word_list("determiner")
        near = at + 4 >= cue.first if at < cue.first else lower[at - 1] in word_list("being")
        if infinitive and near and at + 1 not in range(cue.first, cue.last) and at not in range(cue.first, cue.last):
            return True
    return False


@once
def _breaks(reading: Reading) -> list[int]:
    """The tokens, in order, before or after which a clause ends."""
    stops = word_list("place_stop") | frozenset(':“”"«»;()–—')
    return [at for at in reading.places(stops) if _is_break(reading, at)]


def _is_break(reading: Reading, at: int) -> bool:
    """Whether a clause ends before or after a token: a mark, a quotation, or a word that opens another clause."""
    word = reading.tokens.words[at]
    if word == ":":  # not within "11:10"
        return not (at + 1 < reading.sentence_of(at).last and reading.tokens.words[at + 1][0].isdigit())
    if word in ("“", "”", '"', "«", "»"):  # not around the name of something
        quote = reading.quoted[at]
        return quote < 0 or reading.quotes[quote].end - reading.quotes[quote].start > _NAME
    return word in (";", "(", ")", "–", "—") or reading.tokens.lower[at] in word_list("place_stop")


def _clause_begin(reading: Reading, sentence: Sentence, first: int) -> int:
    breaks = _breaks(reading)
    number = bisect_left(breaks, first)
    return max(sentence.first, first - _REACH, breaks[number - 1] + 1 if number else 0)


def _clause_end(reading: Reading, sentence: Sentence, last: int) -> int:
    breaks = _breaks(reading)
    number = bisect_left(breaks, last)
    return min(sentence.last, last + _REACH, breaks[number] if number < len(breaks) else sentence.last)
