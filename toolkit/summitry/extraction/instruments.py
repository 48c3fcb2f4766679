"""Noun phrases that name instruments: "12 cooperation documents", "the 1972 ABM Treaty", "a memorandum on tourism"."""

from __future__ import annotations

from dataclasses import replace

from summitry.vocabulary import word_list

from .instrument_extents import Phrase, counted_as, extend_left, extend_right
from .instrument_nouns import Noun, noun_at, nouns
from .outcomes import verbs
from .reading import Reading, Sentence


def phrases(reading: Reading, persons: frozenset[int] = frozenset()) -> list[Phrase]:
    """All instrument phrases in order, without complements; ``persons`` holds the tokens of people's names."""
    table = nouns()
    words, lower = reading.tokens.words, reading.tokens.lower
    found: list[Phrase] = []
    done = 0
    for index in reading.places(table.openers):
        noun = noun_at(table, words, lower, index)
        if index < done or noun is None or _inside_name(reading, index, len(noun.words)):
            continue
        sentence = reading.sentence_of(index)
        done = index + len(noun.words)
        follower = noun_at(table, words, lower, done) if done < sentence.last else None
        if follower is not None and noun.plural and follower.words == ("deal",):
            follower, done = None, done + 1  # "the documents deal, in particular, with"
            last = done - 1
        else:
            last = done
        # "NAFTA deal", "treaty document": the last noun is the head.
        if noun.kind == "group" or (follower is not None and follower.kind != "group"):
            continue
        phrase = _phrase(reading, sentence, index, last, noun, persons, is_heading(reading, sentence))
        if not _is_verb(lower, phrase) and not _is_solution(lower, phrase) and not _is_much(lower, phrase):
            found.append(phrase)
        done = max(done, phrase.last)
    return found


def _is_verb(lower: list[str], phrase: Phrase) -> bool:
    """Whether "deal with", "plans to" are verbs here."""
    if phrase.first < phrase.head or len(phrase.noun.words) > 1:
        return False
    after = lower[phrase.last : phrase.last + 1]
    if verbs().ending(lower, phrase.first - 1) is not None:
        return False  # "signed deals in several fields"
    return (phrase.noun.words[0] in ("deal", "deals") and after in (["with"], ["in"])) or (
        phrase.noun.words[0] in ("plan", "plans") and after in (["to"], ["on"])
    )


def _is_much(lower: list[str], phrase: Phrase) -> bool:
    """Whether "a great deal" is much: "achieved a great deal", "a great deal of work", unlike "a great deal with"."""
    if phrase.noun.words != ("deal",) or lower[phrase.head - 2 : phrase.head] not in (["a", "great"], ["a", "good"]):
        return False
    partners = ("with", "for", "on", "between")
    return lower[phrase.last : phrase.last + 1] == ["of"] or (
        lower[phrase.last : phrase.last + 1] not in [[word] for word in partners]
        and lower[phrase.head - 3 : phrase.head - 2] not in (["make"], ["made"], ["making"], ["got"], ["get"], ["is"])
    )


def _is_solution(lower: list[str], phrase: Phrase) -> bool:
    """Whether "the resolution of the conflict" is how it ends, no text."""
    after = lower[phrase.last : phrase.last + 5]
    if phrase.noun.words == ("framework",) and lower[phrase.head - 2 : phrase.head] in (
        ["within", "the"],
        ["in", "the"],
    ):
        return True  # "within the framework of the visit"
    return phrase.noun.type == "resolution" and after[:1] == ["of"] and bool(word_list("solved_noun") & set(after))


def is_heading(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own without a full stop, as headlines are, and no member of a list."""
    short = sentence.paragraph < 4 and sentence.last - sentence.first < 40 and _is_line(reading, sentence)
    return short and not _is_listed(reading, sentence)


def _is_line(reading: Reading, sentence: Sentence) -> bool:
    paragraph = reading.paragraphs[sentence.paragraph]
    alone = paragraph.start == sentence.start and paragraph.end == sentence.end
    return alone and reading.tokens.words[sentence.last - 1] not in '.,!?:;”"'


def _is_listed(reading: Reading, sentence: Sentence) -> bool:
    """Whether a line, or a line above it with nothing else between, stands below a colon."""
    words = reading.tokens.words
    number = reading.number_of(sentence) - 1
    while number >= 0 and _is_line(reading, reading.sentences[number]):
        number -= 1
    return number >= 0 and words[reading.sentences[number].last - 1] == ":"


def _inside_name(reading: Reading, index: int, size: int) -> bool:
    """Whether a noun belongs to the name of a body ("North Atlantic Treaty Organization")."""
    hit = reading.covers[index]
    if hit is None or hit.last <= index + size:
        return False
    return hit.entry.organisation is not None or hit.entry.outlet is not None or hit.entry.office is not None


def _phrase(
    reading: Reading, sentence: Sentence, head: int, last: int, noun: Noun, persons: frozenset[int], heading: bool
) -> Phrase:
    words = reading.tokens.words
    phrase = Phrase(head, head, last, noun, sentence, count=None if noun.plural else 1)
    extend_left(reading, phrase)
    if not noun.plural and _several(reading, phrase):
        phrase.noun = noun = replace(noun, plural=True)  # "three MOU", "14 Memorandum of Understanding"
    if noun.plural:
        phrase.count = counted_as(reading, phrase)
    extend_right(reading, phrase)
    if noun.type in ("joint_statement", "declaration", "communique") and _is_joint(reading, phrase):
        phrase.noun = replace(noun, kind="outcome")  # "the joint Norwegian-Portuguese statement"
    phrase.named = noun.kind == "name" or (not heading and _is_named(reading, phrase, persons))
    if words[head].isupper() and len(words[head]) > 4 and heading:
        phrase.named = False
    if phrase.noun.kind == "titled":
        phrase.noun = replace(noun, kind="strong" if phrase.named and words[head][0].isupper() else "loose")
    return phrase


def _several(reading: Reading, phrase: Phrase) -> bool:
    """Whether a number above one stands right before a noun in the singular."""
    counted = phrase.head > phrase.first and reading.tokens.lower[phrase.head - 1] in word_list("number_word")
    digits = reading.tokens.words[phrase.head - 1].isdecimal()
    return (counted or digits) and (counted_as(reading, phrase) or 0) > 1


def _is_joint(reading: Reading, phrase: Phrase) -> bool:
    return bool(word_list("joint_modifier") & set(reading.tokens.lower[phrase.first : phrase.head]))


def _is_named(reading: Reading, phrase: Phrase, persons: frozenset[int]) -> bool:
    """Whether the phrase has a name: a capitalised head with words to it, or a capitalised word that is no state, body
    or person ("the Paris climate agreement")."""
    words = reading.tokens.words
    if phrase.noun.type == "resolution" and phrase.last > phrase.head + len(phrase.noun.words):
        return True
    if phrase.noun.type == "resolution" and any(
        hit is not None and hit.entry.organisation is not None for hit in reading.covers[phrase.first : phrase.head]
    ):
        return True
    table = nouns()
    if any(words[at] in table.names and words[at].isupper() for at in range(phrase.first, phrase.head)):
        return True  # "the NAFTA pact"
    capital = words[phrase.head][0].isupper() and (phrase.head > phrase.sentence.first)
    first = phrase.first + (reading.tokens.lower[phrase.first] in word_list("determiner"))
    opens = (".", "!", "?", ":", '"', "“")  # what follows is a capital by its place
    modifiers = [at for at in range(first, phrase.head) if words[at][0].isupper() and words[at - 1] not in opens]
    if phrase.noun.type == "resolution" and any(_is_body(reading, at) for at in modifiers):
        return True  # "Security Council resolutions"
    if phrase.first == phrase.sentence.first and modifiers and modifiers[0] == phrase.first:
        hit = reading.covers[phrase.first]
        if not capital and (hit is None or hit.entry.not_person):
            modifiers = modifiers[1:]
    if capital:
        after = (
            words[phrase.last + 1 : phrase.last + 3]
            if reading.tokens.lower[phrase.last : phrase.last + 1] in (["on"], ["of"], ["for"])
            else []
        )
        return bool(modifiers) or any(word[0].isupper() for word in after)
    return any(_is_name(reading, at) and at not in persons for at in modifiers)


def _is_body(reading: Reading, at: int) -> bool:
    hit = reading.covers[at]
    return hit is not None and hit.entry.organisation is not None


def _is_name(reading: Reading, at: int) -> bool:
    hit = reading.covers[at]
    if hit is None:
        return not (reading.tokens.words[at].isupper() and reading.tokens.words[at - 1 : at] == ["-"])
    entry = hit.entry
    return entry.city is not None and entry.country is None
