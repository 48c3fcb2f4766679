"""What an event is called in a programme: "talks in Oslo", "signing of 10 memoranda", "departure for home".

A label is put together from the vocabulary's name for the event and a whole phrase of the text, so that it is never a
fragment of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitry.model import Document
from summitry.vocabulary import word_list, word_lists

from .event_cues import Cue
from .event_places import Spot, text_of
from .people import Person
from .reading import Reading

# Names and documents that a label lists.
_LISTED = 2
# Words of the longest thing visited that a label gives.
_LONGEST = 6


def label_of(
    cue: Cue, reading: Reading, partners: list[Person], places: list[Spot], papers: list[Document],
    others: Sequence[Person] = (),
) -> str:  # fmt: skip
    """What an event is called, with what was signed, whom or where: "signing of 10 memoranda", "talks in Minsk".

    ``partners`` are those of the ``others`` whom talks are called after.
    """
    label = cue.form.label
    where = places[0] if places else None
    if cue.kind == "signing":
        things = [_thing(paper) for paper in papers[: _LISTED + 1]]
        if len(papers) > _LISTED + 1:
            things = [*things[:_LISTED], "other documents"]
        if things and label in ("signing", "initialling"):
            return f"{label} of {_listed(things)}"
    if cue.kind == "talks" and 0 < len(partners) <= _LISTED:
        label += f" with {_listed([p.name for p in partners])}"
    unnamed = unnamed_company(reading, cue) if cue.kind == "talks" and not others else ""
    if unnamed:
        return f"{label} with {unnamed}"
    if cue.form.pos == "visited":
        target = _target(reading, cue, where)
        return f"{label} {'of' if label == 'tour' else 'to'} {target}" if target else label
    if where is None or where.link in ("from", "") and cue.form.pos != "leaving":
        return label
    link = where.link or "from"
    return f"{label} {link} {_with_article(reading, where)}"


def unnamed_company(reading: Reading, cue: Cue) -> str:
    """With whom talks were, if nobody is named: "met families of sailors", "a meeting with staff of the embassy"."""
    words, lower = reading.tokens.words, reading.tokens.lower
    first = cue.last + (lower[cue.last : cue.last + 1] == ["with"])
    if first == cue.last and cue.form.pos != "meeting" and lower[cue.last - 1] != "with":
        return ""
    known = next(
        (at for at in range(first, min(cue.end, first + 4)) if lower[at] in word_list("unnamed_company")), None
    )
    if known is None or not word_list("phrase_stop").isdisjoint(lower[first:known]):
        return ""
    last = known + 1
    if lower[last : last + 1] == ["of"]:
        last += 1
        while last < min(cue.end, known + _LONGEST) and words[last][0].isalnum() and (
            words[last].isupper() or not _stops(lower[last])  # "US" is no pronoun
        ):  # fmt: skip
            last += 1
    return text_of(reading, first, last)


def _stops(word: str) -> bool:
    return word == "and" or word in word_list("phrase_stop")


def _target(reading: Reading, cue: Cue, where: Spot | None) -> str:
    """What was visited: the place, else the noun phrase after the verb as far as it is a short one."""
    if where is not None and where.link == "":
        return _with_article(reading, where)
    words, lower = reading.tokens.words, reading.tokens.lower
    last = cue.last
    while last < cue.end and words[last][0].isalnum() and not _stops(lower[last]):
        last += 1
    return text_of(reading, cue.last, last) if 0 < last - cue.last <= _LONGEST else ""


def _with_article(reading: Reading, spot: Spot) -> str:
    article = spot.first and reading.tokens.lower[spot.first - 1] in ("the", "a", "an")
    return text_of(reading, spot.first - 1 if article else spot.first, spot.last)


def _thing(paper: Document) -> str:
    """A document as the text calls it, within a sentence: "the joint statement", "12 documents"."""
    words = paper.label.split()
    plain = word_lists("number_word", "label_filler") | {"a", "an", "the"}
    if words[0].lower() in plain or (words[0][:1].isupper() and words[0][1:].islower() and len(words) == 1):
        words[0] = words[0].lower()
    words = [word for word in words[:-1] if word not in word_list("label_filler")] + words[-1:]
    if words[0] in ("a", "an") and len(words) > 1:
        words[0] = "an" if words[1][:1].lower() in "aeiou" else "a"
    if words[0].lower() not in word_list("determiner") | {"the"} and "'" not in words[0] and paper.count == 1:
        article = "an" if words[0][:1].lower() in "aeiou" else "a"
        words.insert(0, "the" if words[0][0].isupper() else article)
    return " ".join(words)


def _listed(things: Sequence[str]) -> str:
    return ", ".join(things[:-1]) + " and " + things[-1] if len(things) > 1 else things[0]
