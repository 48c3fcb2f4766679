"""Through which outlet or channel a statement came, where the text names it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set

from summitry.vocabulary import word_list, word_lists

from .reading import Reading, Sentence, once
from .statements import Statement

# A description of an outlet ("the semi-official news agency") is at most this long.
_LONGEST = 6
# A carrier is named within so many words of what it carries, however long the sentence.
_REACH = 80


def channel(reading: Reading, sentence: Sentence, statement: Statement) -> str | None:
    """The outlet of "according to IRNA", "told Reuters", "in an interview with Iranian television", "IRNA reported",
    "wrote on X", Twitter for "tweeted": in the statement's own sentence and as the text words it. An outlet that speaks
    itself carries its own words."""
    if statement.speaker.outlet:
        return statement.speaker.name
    if statement.verb is not None and statement.verb.words[0] in word_list("channel_verb"):
        return "Twitter"
    return _carrier(reading, sentence, statement)


def share(reading: Reading, found: Sequence[Statement]) -> None:
    """Hand channels on: a quotation that goes on in its paragraph, or a second verb of the sentence, came
    through the same one, and a sentence that states
    nothing but names a carrier ("The gazette prints excerpts.") at the end of a paragraph introduces the next one."""
    stated = {statement.sentence for statement in found}
    introduced: dict[int, str | None] = {}
    before: Statement | None = None
    for statement in found:
        paragraph = reading.sentences[statement.sentence].paragraph
        if paragraph not in introduced:
            introduced[paragraph] = _introduction(reading, statement.sentence, stated)
        goes_on = statement.direct and statement.verb is None  # a quotation may take up several paragraphs
        flows = (
            before is not None
            and before.speaker.name == statement.speaker.name
            and paragraph - reading.sentences[before.sentence].paragraph <= goes_on
            and (statement.direct or before.sentence == statement.sentence)
        )
        statement.via = statement.via or introduced[paragraph] or (before.via if before is not None and flows else None)
        before = statement


def _introduction(reading: Reading, number: int, stated: Set[int]) -> str | None:
    """The carrier that the last sentence of the paragraph before the one of sentence ``number`` names."""
    paragraph = reading.sentences[number].paragraph
    while number > 0 and reading.sentences[number].paragraph == paragraph:
        number -= 1
    if number in stated or reading.sentences[number].paragraph != paragraph - 1:
        return None
    return _carrier(reading, reading.sentences[number], None)


def _carrier(reading: Reading, sentence: Sentence, statement: Statement | None) -> str | None:
    lower, words = reading.tokens.lower, reading.tokens.words
    for index in _around(reading, sentence, statement):
        if reading.quoted[index] >= 0 and not _name_in_marks(reading, index):
            continue
        if lower[index] in word_list("channel_noun") and _in_a(reading, sentence, index):
            return "Twitter"
        hit = reading.begins[index]
        if hit is not None and hit.entry.outlet is not None:
            last = hit.last
            # "Iran's state news agency IRNA": the name, not its description.
            if last < sentence.last and (named := reading.begins[last]) is not None and named.entry.outlet is not None:
                continue
            name = " ".join(reading.text[hit.start : hit.end].split())
            if statement is not None and name in statement.speaker.name:
                continue
            if _carries(reading, sentence, index, last, hit.entry.outlet.kind):
                return name
        elif lower[index] in word_list("medium") and (last := _unknown(reading, sentence, index + 1)) > index + 1:
            # "the newspaper Publico": an outlet that the vocabulary does not know.
            if _carries(reading, sentence, index, last, "newspaper"):
                return " ".join(words[index + 1 : last])
        elif lower[index] in word_list("medium") and (first := _described(reading, sentence, index)) is not None:
            following = reading.begins[index + 1] if index + 1 < sentence.last else None
            by_name = following is not None and following.entry.outlet is not None
            if not by_name and _carries(reading, sentence, first, index + 1, "broadcaster"):
                return " ".join(words[first : index + 1])
    return None


def _around(reading: Reading, sentence: Sentence, statement: Statement | None) -> Iterable[int]:
    """The tokens of a sentence outside a statement in it that may name its carrier."""
    if statement is None:
        return _signs_within(reading, sentence.first, min(sentence.last, sentence.first + _REACH))
    first, last = reading.tokens.at(statement.start), reading.tokens.at(statement.end - 1) + 1
    before = _signs_within(reading, max(sentence.first, first - _REACH), min(first, sentence.last))
    return before + _signs_within(reading, max(last, sentence.first), min(sentence.last, last + _REACH))


def _signs_within(reading: Reading, first: int, last: int) -> list[int]:
    signs = _signs(reading)
    return signs[bisect_left(signs, first) : bisect_left(signs, last)] if first < last else []


@once
def _signs(reading: Reading) -> list[int]:
    """The tokens that name or describe an outlet or a channel, in order."""
    found = {hit.first for hit in reading.hits if hit.entry.outlet is not None}
    return sorted(found.union(reading.places(word_list("channel_noun")), reading.places(word_list("medium"))))


def _name_in_marks(reading: Reading, index: int) -> bool:
    """Whether a quotation is but the name of an outlet: "on social media platform ‘X’"."""
    hit = reading.begins[index]
    inner = reading.quotes[reading.quoted[index]].inner
    return hit is not None and hit.entry.outlet is not None and (hit.start, hit.end) == (inner.start, inner.end)


def _unknown(reading: Reading, sentence: Sentence, first: int) -> int:
    """The token after a name that begins at ``first`` and that the vocabulary does not know."""
    last = first
    while last < sentence.last and reading.tokens.words[last][0].isupper() and not reading.labelled(last):
        last += 1
    return last


def _in_a(reading: Reading, sentence: Sentence, index: int) -> bool:
    """Whether "in a" stands before a noun, adjectives aside: "in a series of tweets", "in another angry tweet"."""
    lower = reading.tokens.lower
    at = index - 1
    while at >= sentence.first and index - at < _LONGEST:
        if lower[at] in ("in", "via"):
            return True
        if reading.labelled(at) or (lower[at] in word_list("preposition") and lower[at] != "of"):
            return False
        at -= 1
    return False


def _described(reading: Reading, sentence: Sentence, index: int) -> int | None:
    """The first token of "Iranian state television": a medium without a name, of a country."""
    lower = reading.tokens.lower
    at = index - 1
    while (
        at > sentence.first
        and index - at < _LONGEST
        and lower[at] not in ("the", "'s")
        and lower[at] in word_list("outlet_word")
    ):
        at -= 1
    hit = reading.ends[at] if at >= sentence.first else None
    if hit is not None and hit.entry.country is not None and hit.entry.country.kind == "adjective":
        return hit.first
    return at + 1 if at + 1 < index and lower[at + 1].startswith("state") else None


def _carries(reading: Reading, sentence: Sentence, first: int, last: int, kind: str) -> bool:
    """Whether the words around an outlet say that it carried the statement."""
    lower = reading.tokens.lower
    before = first - 1
    described = reading.ends[before] if before > sentence.first else None
    if described is not None and described.entry.outlet is not None:
        before = described.first - 1
    while before > sentence.first and (lower[before] in word_list("outlet_word") or _of_country(reading, before)):
        before -= 1
    previous = lower[before] if before >= sentence.first else ""
    following = lower[last] if last < sentence.last else ""
    if kind == "channel":
        passed = word_lists("possessive", "platform_word")
        while before > sentence.first and (previous in passed or not previous[0].isalnum()):
            before -= 1
            previous = lower[before]
        return previous in ("on", "via", "to", "through") or (
            previous == "in" and following in word_list("occasion_noun")
        )
    if previous in ("told", "telling") or lower[before - 1 : before + 1] == ["according", "to"]:
        return True
    if previous in ("by", "via") and (
        lower[before - 1] in word_list("report_verb") or lower[before - 1] == "published"
    ):
        return True
    by_reporter = following == "'s" and last + 1 < sentence.last and reading.tokens.words[last + 1][0].isupper()
    if by_reporter or following == "interview" or following in word_lists("report_verb", "carry_verb"):
        return True
    if kind == "broadcaster" and previous == "on" and before == sentence.first:
        return True  # "On ABC News, the envoy said"
    if previous not in word_list("carrying_preposition"):
        return False
    return any(word in word_list("carrying_word") for word in lower[max(sentence.first, before - 4) : before + 1])


def _of_country(reading: Reading, token: int) -> bool:
    hit = reading.covers[token]
    return hit is not None and hit.entry.country is not None
