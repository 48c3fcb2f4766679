"""What may follow a verb of speech, frame by frame; see :mod:`summitry.extraction.verbs` for their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.vocabulary import word_list

from .clauses import end_of_clause, skip_adjuncts
from .reading import Reading, Sentence
from .subjects import Subject
from .verbs import Verb

if TYPE_CHECKING:
    from .statements import Finder

Tokens = tuple[int, int]


def content(finder: Finder, sentence: Sentence, index: int, verb: Verb, subject: Subject) -> Tokens | None:
    """Tokens of what the verb at token ``index`` introduces, or None."""
    reading, phrases = finder.reading, finder.phrases
    words, lower = reading.tokens.words, reading.tokens.lower
    after = index + len(verb.words)
    if after >= sentence.last:
        return None
    frames = verb.frames
    if "out_against" in frames and lower[after : after + 2] == ["out", "against"]:
        return _rest(finder, sentence, after + 2)
    if lower[after] == "up" or (lower[after] == "out" and len(verb.words) == 1):
        return None
    governed = lower[after] in frames and not _day(reading, after + 1)
    start = after if governed else skip_adjuncts(reading, phrases, sentence, after)
    if start >= sentence.last:
        return None
    clause = bool(frames & {"that", "that_only", "obj_that", "obj_to"})
    if frames & {"obj_that", "obj_to", "obj_of", "obj_for"}:
        found = _with_object(finder, sentence, start, verb, subject)
        if found is not None:
            return found
    if lower[start] == "that" and clause:
        return _rest(finder, sentence, start + 1) if start + 1 < sentence.last else None
    if verb.quote and (quote := _quote_follows(reading, sentence, start)) is not None:
        return _from_quote(finder, sentence, quote)
    prepositional = _prepositional(finder, sentence, start, after, verb, subject)
    if prepositional is not None:
        return prepositional
    if verb.quote and lower[start] in word_list("preposition"):
        # 'said after the announcement: "…"'
        for at in range(start, min(sentence.last, start + 16)):
            if words[at] in (",", ":") and at + 1 < sentence.last and reading.quoted[at + 1] >= 0:
                return _from_quote(finder, sentence, at + 1)
    if words[start] in (",", ".", ":", ";", ")", "?", "!", "–", "—") or lower[start] in (
        "and",
        "or",
        "but",
        "so",
        "as",
        "by",
    ):
        return None
    return _bare(finder, sentence, start, verb, subject)


def _day(reading: Reading, index: int) -> bool:
    """Whether a day stands at ``index``: "insisted on Friday"."""
    lower = reading.tokens.lower
    days = word_list("weekday") | word_list("month")
    return index < len(lower) and (lower[index] in days or lower[index][0].isdigit())


def _rest(finder: Finder, sentence: Sentence, first: int, *, noun_phrase: bool = False) -> Tokens | None:
    """From ``first`` to the end of the clause."""
    words = finder.reading.tokens.words
    if first < sentence.last and words[first] == "," and first + 1 < sentence.last:
        first += 1
    if first >= sentence.last:
        return None
    last = end_of_clause(finder.reading, finder.phrases, sentence, first, noun_phrase=noun_phrase)
    return (first, last) if last > first else None


def _quote_follows(reading: Reading, sentence: Sentence, start: int) -> int | None:
    """The token at which a quotation begins, at ``start`` or after a comma or colon."""
    words = reading.tokens.words
    at = start
    if at < sentence.last and words[at] in (",", ":", "–", "—") and reading.quoted[at] < 0:
        at += 1
    return at if at < sentence.last and reading.quoted[at] >= 0 else None


def _from_quote(finder: Finder, sentence: Sentence, first: int) -> Tokens | None:
    """A quotation after its verb: alone, unless the clause runs on behind a fragment."""
    reading = finder.reading
    number = reading.quoted[first]
    last = first
    while last < sentence.last and reading.quoted[last] == number:
        last += 1
    inner = reading.quotes[number].inner
    following = reading.tokens.lower[last] if last < sentence.last else ""
    runs_on = following not in (
        "",
        ",",
        ".",
        ";",
        "and",
        "but",
        "as",
        "in",
        "at",
        "on",
        "after",
        "when",
        "before",
        "–",
        "—",
        ":",
    )
    if runs_on and not reading.plain[inner.start : inner.end].rstrip().endswith((".", "!", "?", ",")):
        return _rest(finder, sentence, first)
    return first, last


def _with_object(finder: Finder, sentence: Sentence, start: int, verb: Verb, subject: Subject) -> Tokens | None:
    """ "told reporters (that)", "urged Iran to", "accused Iran of", "assured them that"."""
    reading, phrases = finder.reading, finder.phrases
    words, lower = reading.tokens.words, reading.tokens.lower
    frames = verb.frames
    stop = min(sentence.last, start + 24)
    for at in range(start, stop):
        if reading.quoted[at] >= 0 and "obj_of" not in frames:
            break
        word = lower[at]
        if word in (";", ":", ".") or (word == "," and at - start > 12):
            break
        if word == "that" and "obj_that" in frames:
            return _rest(finder, sentence, at + 1)
        if word == "of" and "obj_of" in frames and at > start and verb.lemma == "accuse":
            return _rest(finder, sentence, at + 1)
        if word == "for" and "obj_for" in frames and at > start:
            return _rest(finder, sentence, at + 1)
        if (
            "obj_to" in frames
            and "obj_that" not in frames
            and (word in word_list("subordinator") or word in word_list("auxiliary"))
        ):
            break
        if word == "to" and "obj_to" in frames and at > start and _infinitive(reading, sentence, at):
            return _rest(finder, sentence, start)
    if "obj_that" not in frames:
        return None
    at = _object_end(finder, sentence, start)
    if at == start:
        return None
    at = skip_adjuncts(reading, phrases, sentence, at)
    if at >= sentence.last:
        return None
    if (quote := _quote_follows(reading, sentence, at)) is not None:
        return _from_quote(finder, sentence, quote)
    if words[at] in (",", ".", ";", ":") or lower[at] in (
        "to",
        "of",
        "about",
        "and",
        "in",
        "on",
        "at",
        "how",
        "what",
        "why",
    ):
        return None
    return _rest(finder, sentence, at)


def _infinitive(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether the "to" at token ``at`` begins an infinitive, not a noun phrase."""
    if at + 1 >= sentence.last:
        return False
    word = reading.tokens.words[at + 1]
    return (
        word.islower()
        and word not in word_list("determiner")
        and not word.endswith("ing")
        and not reading.labelled(at + 1)
    )


def _object_end(finder: Finder, sentence: Sentence, start: int) -> int:
    """The token after an addressee: "reporters", "him", "the agency", a named person or outlet."""
    lower = finder.reading.tokens.lower
    phrase = finder.phrases.beginning(start)
    if phrase is not None:
        return phrase.last
    at = start
    while at < sentence.last and at - start < 5:
        covered = finder.phrases.covering(at)
        if covered is not None:
            return covered.last
        hit = finder.reading.covers[at]
        if hit is not None and hit.entry.outlet is not None:
            return finder.reading.last_of(hit)
        if lower[at] in word_list("addressee") or lower[at] in word_list("speaker_noun"):
            at += 1
            while at < sentence.last and lower[at] in word_list("addressee"):
                at += 1
            return at
        if lower[at] in (",", ".", "that") or lower[at] in word_list("preposition"):
            break
        at += 1
    return start


def _prepositional(
    finder: Finder, sentence: Sentence, start: int, after: int, verb: Verb, subject: Subject
) -> Tokens | None:
    """Frames with a preposition right after the verb, and "described X as"."""
    lower = finder.reading.tokens.lower
    frames = verb.frames
    at = start if lower[start] in ("for", "on", "of", "against", "about", "at", "to") else after
    while at < start and lower[at] in word_list("verb_adverb"):
        at += 1
    word = lower[at]
    if word == "on" and "on_to" in frames:
        return _rest(finder, sentence, at + 1)
    if word == "to" and "to" in frames and verb.lemma == "agree" and not _infinitive(finder.reading, sentence, at):
        return None
    if word == "to" and (("to" in frames) or ("to_joint" in frames and subject.speaker.joint)):
        return _rest(finder, sentence, at)
    if word == "to" and "to_to" in frames:
        return _rest(finder, sentence, at + 1)
    if word in frames and word in ("for", "on", "of", "against", "about", "at"):
        return _rest(finder, sentence, at + 1)
    if "as" in frames and len(verb.words) == 1:
        stop = min(sentence.last, start + 20)
        if any(lower[i] == "as" for i in range(start, stop)):
            return _rest(finder, sentence, start)
    if "comp" in frames and word not in word_list("preposition"):
        return _complement(finder, sentence, start)
    return None


def _complement(finder: Finder, sentence: Sentence, start: int) -> Tokens | None:
    """ "called the deal “historic”", "labelled it a success": an object and what it is called."""
    reading = finder.reading
    lower = reading.tokens.lower
    phrase = finder.phrases.beginning(start)
    end = phrase.last if phrase is not None else start
    found = _rest(finder, sentence, start)
    if found is None:
        return None
    quoted = any(reading.quoted[i] >= 0 for i in range(start, min(found[1], start + 14)))
    pronoun = lower[start] in ("it", "him", "her", "them", "this", "that", "the", "his", "their", "its")
    named = end < sentence.last and lower[end] in ("a", "an", "the")
    if not (
        quoted
        or named
        or (pronoun and any(lower[i] in ("a", "an") for i in range(start + 1, min(found[1], start + 8))))
    ):
        return None
    return found


def _bare(finder: Finder, sentence: Sentence, start: int, verb: Verb, subject: Subject) -> Tokens | None:
    """A noun phrase, or a clause without "that", right after the verb."""
    reading = finder.reading
    lower, words = reading.tokens.lower, reading.tokens.words
    frames = verb.frames
    word = lower[start]
    joint = subject.speaker.joint
    attitude = any(lower[i] in word_list("attitude_noun") for i in range(start, min(sentence.last, start + 6)))
    noun_phrase = "np" in frames or ("np_joint" in frames and joint) or ("np_attitude" in frames and attitude)
    if word == "to":
        return None
    if noun_phrase:
        if word in word_list("preposition") and word not in ("about", "over", "under", "between"):
            return None
        if word in ("as", "that", "what", "how") and "that" not in frames:
            return None
        phrase = finder.phrases.beginning(start)
        person = phrase is not None and phrase.speaker is not None and phrase.speaker.person is not None
        if phrase is not None and person and phrase.last < sentence.last:
            following = lower[phrase.last]
            if following == "to" or (verb.lemma == "welcome" and following != "'s"):
                return None  # "welcomed his guest to the palace"
        found = _rest(finder, sentence, start, noun_phrase=not frames & {"that", "quote"} or joint)
        # "welcomed his guest and said": a person alone is no statement.
        if found is None or (phrase is not None and phrase.last >= found[1]):
            return None
        return found if found[1] - found[0] > 2 or reading.quoted[found[1] - 1] >= 0 else None
    if "that" not in frames or word in word_list("auxiliary") or words[start][0] in '"“':
        return None
    if word in word_list("preposition") and word not in (
        "in",
        "by",
        "after",
        "under",
        "during",
        "despite",
        "without",
        "since",
        "for",
        "with",
        "from",
        "at",
        "on",
        "about",
        "over",
        "between",
    ):
        return None
    if not _clause_like(reading, sentence, start):
        return None
    return _rest(finder, sentence, start)


def _clause_like(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Whether a finite verb shows, in the next words, that a clause begins at ``start``."""
    lower = reading.tokens.lower
    finite = word_list("auxiliary") | {"'s", "'re", "'ll", "'d", "'ve"}
    stop = min(sentence.last, start + 30)
    return any(
        lower[i] in finite
        or (lower[i].endswith(("ed", "n't", "s")) and i > start)
        or lower[i] in word_list("narrative_verb")
        for i in range(start + 1, stop)
    )
