"""Joint documents: texts in which every operative sentence is a statement of the parties."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.vocabulary import word_list

from .clauses import offsets
from .people import Person
from .reading import Reading, Sentence, once
from .speakers import Phrases, Speaker
from .statements import Finder, Statement
from .subjects import main_subject
from .verbs import speech_verbs

_TITLE = (["on"], ["from"], ["of"], ["by"], ["between"], ["following"], ["regarding"])
# "Joint Statement …", "The Joint Declaration …": so near the beginning stands the noun of a document's own title.
_NEAR = 3
_LEADING = frozenset({"head_of_state", "head_of_government", "royal", "head_of_organisation"})


@once
def is_joint_document(reading: Reading) -> bool:
    """Whether the text itself is a joint statement, declaration or communiqué, as its heading says."""
    if not reading.paragraphs:
        return False
    head = reading.plain[reading.paragraphs[0].start : reading.paragraphs[0].end].lower()[:200]
    if not reading.sentences or _tells(reading, reading.sentences[0]):
        return False
    named = any(noun in head for noun in word_list("document_noun"))
    return named and ("joint" in head or "declaration" in head or "communiqu" in head)


def joint_documents(reading: Reading) -> frozenset[str]:
    """What the text calls the parties' own document: "statement" after "a joint statement"."""
    nouns, lower = word_list("document_noun"), reading.tokens.lower
    return frozenset(lower[i] for i in reading.places(nouns) if i and lower[i - 1] == "joint")


def _tells(reading: Reading, heading: Sentence) -> bool:
    """Whether a heading is a sentence about a document ("leaders adopt a declaration"), not the title of one."""
    lower, words = reading.tokens.lower, reading.tokens.words
    texts = word_list("common_document") | {"statement"}
    nouns = [i for i in range(heading.first, heading.last) if lower[i] in texts]
    first_of_any = (i for i in range(heading.first, heading.last) if lower[i] in word_list("document_noun"))
    noun = next(first_of_any, heading.last)
    # "Summit Gets a Communiqué But No Deal": the title of a document goes on with its subject, or ends.
    titled = (i - heading.first < _NEAR or _closes_title(reading, heading, i + 1) for i in nouns)
    if nouns and not any(titled):
        return True
    if lower[heading.first] == "joint" and noun - heading.first < 3 and lower[noun + 1 : noun + 2] in _TITLE:
        return False  # "Joint Statement on Shared Efforts to Combat …"
    for index in range(heading.first + 1, heading.last):
        verb = speech_verbs().at(lower, index)
        past = words[index].islower() and lower[index] != "following"
        speaks = verb is not None and ("present" in verb.tenses or (past and "past" in verb.tenses))
        # "Joint Statement" holds no verb, though "statement" ends a "signed statement".
        if speaks or lower[index] in word_list("making_form") and not reading.labelled(index):
            return True
    return False


def _closes_title(reading: Reading, heading: Sentence, at: int) -> bool:
    """Whether a mark, a preposition or nothing stands at the token ``at`` of a heading."""
    if at >= heading.last or not reading.tokens.words[at][0].isalnum():
        return True
    return [reading.tokens.lower[at]] in _TITLE or reading.tokens.lower[at] in ("to", "in", "for", "at")


def speaker(reading: Reading, phrases: Phrases, persons: Sequence[Person]) -> Speaker:
    """For whom a joint document speaks: the states that its heading names ("from Norway and Spain"), the two leaders
    that it names, else "the parties"."""
    heading = reading.sentences[0]
    for phrase in phrases.within(heading.first, heading.last):
        of = reading.tokens.lower[phrase.first - 1] if phrase.first > heading.first else ""
        if phrase.speaker is not None and phrase.speaker.joint and of in ("from", "of", "by", "between"):
            return phrase.speaker
    leaders = [p for p in persons if p.office is not None and p.office.rank in _LEADING and not p.former]
    if len(leaders) == 2:
        return Speaker(f"{leaders[0].name} and {leaders[1].name}", joint=True, plural=True)
    return Speaker("the leaders" if leaders else "the parties", joint=True, plural=True)


def _narrates(lower: Sequence[str]) -> bool:
    """Whether a sentence tells what was done, or who came: its first finite verb, not a participle further on."""
    for index, word in enumerate(lower):
        if word in word_list("narrative_verb"):
            return True
        if word in ("delegation", "delegations") and not word_list("listing_form").isdisjoint(
            lower[index : index + 12]
        ):
            return True
        if word in word_list("modal"):
            return False  # "The report will describe the methods used"
    return False


def sentence(finder: Finder, number: int, found: Sequence[Statement]) -> list[Statement]:
    """The sentence as a statement of the parties, where no verb of speech says whose it is and it tells no deed."""
    reading = finder.reading
    here = reading.sentences[number]
    lower = reading.tokens.lower[here.first : here.last]
    if any(s.sentence == number for s in found[-4:]) or len(lower) < 8:
        return []
    if _narrates(lower) or "intend" in lower or "intends" in lower:
        return []
    named = finder.attention.parties is not None and " and " in finder.attention.parties.name
    group = finder.attention.parties if named else finder.attention.group
    if group is None or not group.joint or reading.tokens.words[here.last - 1] == ":":
        return []  # "The parties will:" says what follows
    party = main_subject(reading, finder.phrases, here, here.last, finder.attention)
    if party is not None and party.speaker.person is None and party.speaker.country is not None:
        following = reading.tokens.lower[party.last : party.last + 1]
        group = party.speaker if following and following[0] in word_list("modal") else group
    start, end = offsets(reading, here.first, here.last - (reading.tokens.words[here.last - 1] in ".;:"))
    return [Statement(start, end, group, None, number)]
