"""Words that tell of an event of a programme, where the text says that it took place.

What is planned, expected, scheduled, offered, denied or imagined is no event: a programme lists what happened. A
schedule that came true is told again by the coverage of the day; one that did not must not stand among the facts.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .reading import Reading, Sentence
from .subjects import auxiliaries

# Words around a cue that are looked at: longer clauses say nothing of it at their far end.
_REACH = 40
# Characters of the longest quotation that is taken for a name: "the \"Friends of Oslo\" luncheon".
_NAME = 30
# Words after a noun within which its verb tells that it is still to come.
_PREDICATE = 6


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


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of an event at tokens ``first:last``, in the clause ``begin:end`` of ``sentence``."""

    first: int
    last: int
    form: Form
    sentence: Sentence
    begin: int
    end: int
    passive: bool = False

    @property
    def kind(self) -> str:
        return self.form.kind


@kept
def _forms() -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for row in rows("events"):
        words = tuple(row["form"].split())
        found.setdefault(words[0], []).append(Form(words, row["kind"], row["pos"], row["label"] or row["form"]))
    return {word: tuple(sorted(forms, key=lambda f: -len(f.words))) for word, forms in found.items()}


def cues(reading: Reading, spoken: Collection[int]) -> Iterator[Cue]:
    """The events' words in order; nothing from the headline, which the text repeats, nor from the ``spoken`` paragraphs
    of a transcript, nor from quotations."""
    lower = reading.tokens.lower
    forms = _forms()
    places = reading.places(forms.keys())
    for sentence in reading.sentences:
        paragraph = reading.paragraphs[sentence.paragraph]
        headline = sentence.paragraph == 0 and reading.plain[paragraph.end - 1].isalnum()
        near = places[bisect_left(places, sentence.first) : bisect_left(places, sentence.last)]
        debris = reading.plain.startswith(tuple(word_list("page_debris")), sentence.start)
        if not near or headline or debris or sentence.paragraph in spoken or _unreal(reading, sentence):
            continue
        found: list[Cue] = []
        for index in near:
            form = next((f for f in forms[lower[index]] if tuple(lower[index : index + len(f.words)]) == f.words), None)
            if form is None or (found and index < found[-1].last) or reading.quoted[index] >= 0:
                continue
            cue = _cue(reading, sentence, index, form)
            if cue is not None:
                found.append(cue)
        for number, cue in enumerate(found):
            # What stands after the next deed belongs to that one.
            stop = next((later.first for later in found[number + 1 : number + 2] if later.form.deed), cue.end)
            yield replace(cue, end=max(cue.last, min(cue.end, stop)))


def _unreal(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence denies, imagines or asks what it tells of."""
    lower = reading.tokens.lower[sentence.first : sentence.last]
    put_off = any(a == "put" and b == "off" for a, b in itertools.pairwise(lower))
    return put_off or lower[-1] == "?" or not word_list("unreal").isdisjoint(lower)


def _cue(reading: Reading, sentence: Sentence, first: int, form: Form) -> Cue | None:
    last = first + len(form.words)
    begin, end = _clause_begin(reading, sentence, first), _clause_end(reading, sentence, last)
    cue = Cue(first, last, form, sentence, begin, end)
    if not form.deed:
        return cue if _is_noun(reading, cue) and not _planned(reading, cue) else None
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
    if aux.passive and form.pos == "meeting":
        form = Form(form.words, "ceremony", "greeting", "welcome")  # "was met at the airport by A"
    return replace(cue, form=form, passive=aux.passive)


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
    if not word_list("plan").isdisjoint(ahead) or not word_list("plan_after").isdisjoint(behind):
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


def _breaks(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether a clause ends before or after a token: a mark, a quotation, or a word that opens another clause."""
    word = reading.tokens.words[at]
    if word == ":":  # not within "11:10"
        return not (at + 1 < sentence.last and reading.tokens.words[at + 1][0].isdigit())
    if word in ("“", "”", '"', "«", "»"):  # not around the name of something
        quote = reading.quoted[at]
        return quote < 0 or reading.quotes[quote].end - reading.quotes[quote].start > _NAME
    return word in (";", "(", ")", "–", "—") or reading.tokens.lower[at] in word_list("place_stop")


def _clause_begin(reading: Reading, sentence: Sentence, first: int) -> int:
    at = first
    while at > max(sentence.first, first - _REACH) and not _breaks(reading, sentence, at - 1):
        at -= 1
    return at


def _clause_end(reading: Reading, sentence: Sentence, last: int) -> int:
    at = last
    stop = min(sentence.last, last + _REACH)
    while at < stop and not _breaks(reading, sentence, at):
        at += 1
    return at
