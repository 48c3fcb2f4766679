"""Which phrases of a text make a record, and which speak of one again: the drafts of its instruments."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summitry.vocabulary import word_list

from .areas import fields
from .became import sums_up_the_lead, told_in_heading, what_became
from .complements import entitled
from .drafts import Draft, content, may_be_told, renames
from .fates import Fate
from .instrument_extents import Phrase
from .likeness import same
from .reading import Reading
from .retold import said_in_plural


def drafted(reading: Reading, found: Sequence[Phrase], judged: Sequence[Fate], persons: Collection[int]) -> list[Draft]:
    """The instruments that the phrases ``found`` with their fates ``judged`` tell of; ``persons`` holds the tokens of
    people's names."""
    drafts, headed = _told(reading, found, judged, persons)
    drafts = [draft for draft in drafts if draft.status and not draft.told]
    if all(draft.retells_nothing for draft in drafts) and not (headed and said_in_plural(headed[0], drafts)):
        drafts = headed[:1] + drafts  # what the text under a heading does not tell again
    if _collapsed(reading):
        for draft in drafts:
            planned = draft.status == "planned" and draft.fate.form is not None and draft.fate.form.status == "signed"
            draft.status = "rejected" if planned and not draft.phrase.named else draft.status
    return drafts


def _told(
    reading: Reading, found: Sequence[Phrase], judged: Sequence[Fate], persons: Collection[int]
) -> tuple[list[Draft], list[Draft]]:
    """The drafts of the text, and those of its heading."""
    drafts: list[Draft] = []
    headed: list[Draft] = []
    done = 0
    made_by: dict[int, Draft] = {}
    for index, (phrase, fate) in enumerate(zip(found, judged, strict=True)):
        if phrase.first < done:
            continue  # inside a title told of already
        if index and renames(reading, found[index - 1], phrase, found[index + 1] if index + 1 < len(found) else None):
            if index - 1 in made_by:
                made_by[index - 1].more.append(phrase)
            continue
        listed = fields(reading, phrase)
        earlier = same(reading, drafts, phrase, fate)
        whole = made_by.get(fate.group)
        if earlier is None and whole is not None and whole.areas and whole.areas == listed:
            earlier = whole  # "a package of agreements, including documents on health and sport"
        if earlier is not None:
            made_by[index] = earlier
            earlier.add(reading, phrase, fate, listed)
            earlier.status = earlier.status or what_became(reading, phrase, fate, persons)
            continue
        if told_in_heading(reading, phrase, fate):
            headed.append(Draft(phrase, fate, fate.status, listed, content(reading, phrase)))
            continue
        status = what_became(reading, phrase, fate, persons)
        if not (status or fate.status) and _is_first(drafts) and sums_up_the_lead(reading, phrase):
            status = "agreed"
        titles = entitled(reading, phrase) if status else []
        for title in titles:
            # "three documents entitled …" are three documents.
            inside = (p for p in found if title.first < p.head < title.end and p.noun.type != "other")
            title.noun = next(inside, phrase).noun
            drafts.append(Draft(title, fate, status, words=content(reading, title)))
            done = title.end
        if not titles and (status or may_be_told(reading, phrase)):
            made_by[index] = Draft(phrase, fate, status, listed, content(reading, phrase), fate.listed)
            drafts.append(made_by[index])
    return drafts, headed


def _is_first(drafts: Sequence[Draft]) -> bool:
    """Whether no deal has been told of yet."""
    return not any(draft.status and draft.phrase.noun.type in word_list("deal_type") for draft in drafts)


def _collapsed(reading: Reading) -> bool:
    """Whether the headline or lead says that the talks came to nothing."""
    lead = reading.sentences[: min(3, len(reading.sentences))]
    return bool(lead) and any(w in word_list("collapse") for w in reading.tokens.lower[lead[0].first : lead[-1].last])
