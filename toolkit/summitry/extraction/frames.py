"""What may follow a verb of speech, frame by frame; see :mod:`summitry.extraction.verbs` for their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.vocabulary import word_list, word_lists

from .addressees import infinitive, with_object
from .adjuncts import skip_adjuncts
from .reach import Tokens, clause_like, from_quote, quote_follows, rest
from .reading import Reading, Sentence
from .speakers import Subject
from .verbs import Verb, speech_verbs

if TYPE_CHECKING:
    from .statements import Finder


def content(finder: Finder, sentence: Sentence, index: int, verb: Verb, subject: Subject) -> Tokens | None:
    """Tokens of what the verb at token ``index`` introduces, or None."""
    reading = finder.reading
    words, lower = reading.tokens.words, reading.tokens.lower
    after = index + len(verb.words)
    if after >= sentence.last:
        return None
    frames = verb.frames
    if verb.lemma == "report" and subject.speaker.outlet:
        return None  # an outlet reports what somebody else says
    lead = lower[subject.first - 1] if subject.first > sentence.first else ""
    if lead == "what" and lower[after] in word_list("being") and frames & {"that", "that_only", "comp"}:
        return rest(finder, sentence, after + 1)  # "what the ministry claims is"
    if lead == "as" and subject.first == sentence.first + 1 and verb.quote:
        comma = skip_adjuncts(reading, sentence, after)  # "As the minister noted, the port is open"
        return rest(finder, sentence, comma + 1) if comma < sentence.last and lower[comma] == "," else None
    if "out_against" in frames and lower[after : after + 2] == ["out", "against"]:
        return rest(finder, sentence, after + 2)
    if lower[after] in word_list("particle") and lower[after + 1 : after + 2] != ["to"]:
        return None  # "pushed back the launch", "called off the talks"
    governed = lower[after] in frames and not _day(reading, after + 1)
    start = after if governed else skip_adjuncts(reading, sentence, after)
    if start >= sentence.last:
        return None
    clause = bool(frames & {"that", "that_only", "obj_that", "obj_to"})
    if frames & {"obj_that", "obj_to", "obj_of", "obj_for"} and not governed:
        found = with_object(finder, sentence, start, verb)
        if found is not None:
            return found
    if lower[start] == "that" and clause:
        return rest(finder, sentence, start + 1) if start + 1 < sentence.last else None
    if verb.quote and (quote := quote_follows(reading, sentence, start)) is not None:
        return from_quote(finder, sentence, quote)
    prepositional = _prepositional(finder, sentence, start, after, verb, subject)
    if prepositional is not None:
        return prepositional
    if verb.quote and lower[start] in word_list("preposition"):
        # 'said after the announcement: "…"'
        for at in range(start, min(sentence.last, start + 16)):
            if words[at] in (",", ":") and at + 1 < sentence.last and reading.quoted[at + 1] >= 0:
                return from_quote(finder, sentence, at + 1)
    if words[start] in ",.:;)?!–—'’" or lower[start] in word_list("no_content"):
        return None
    return _bare(finder, sentence, start, verb, subject)


def _day(reading: Reading, index: int) -> bool:
    """Whether a day stands at ``index``: "insisted on Friday"."""
    lower = reading.tokens.lower
    days = word_lists("weekday", "month")
    return index < len(lower) and (lower[index] in days or lower[index][0].isdigit())


def _prepositional(
    finder: Finder, sentence: Sentence, start: int, after: int, verb: Verb, subject: Subject
) -> Tokens | None:
    """Frames with a preposition right after the verb, and "described X as"."""
    lower = finder.reading.tokens.lower
    frames = verb.frames
    at = start if lower[start] in word_list("frame_preposition") else after
    while at < start and lower[at] in word_list("verb_adverb"):
        at += 1
    word = lower[at]
    if word == "on" and "on_to" in frames:
        return rest(finder, sentence, at + 1, noun_phrase=True)
    if word == "to" and "to" in frames and verb.lemma == "agree" and not infinitive(finder.reading, sentence, at):
        # "agreed to a ceasefire": a state or the parties; a person may just have agreed to an interview.
        return rest(finder, sentence, at + 1, noun_phrase=True) if subject.speaker.person is None else None
    if word == "to" and lower[at + 1 : at + 2] and lower[at + 1] in word_list("silent_verb") and verb.lemma == "refuse":
        return None
    if word == "to" and (("to" in frames) or ("to_joint" in frames and subject.speaker.joint)):
        return rest(finder, sentence, at, noun_phrase=True)
    if word == "to" and "to_to" in frames:
        return rest(finder, sentence, at + 1, noun_phrase=True)
    if word in frames and word in word_list("frame_preposition"):
        return rest(finder, sentence, at + 1, noun_phrase=True)
    if "as" in frames and len(verb.words) == 1:
        if lower[start] == "as":  # only "what the minister described as a mistake" has its object before it
            whose = lower[subject.first - 1] if subject.first > sentence.first else ""
            return rest(finder, sentence, start + 1) if whose in ("what", "that", "which") else None
        if any(lower[i] == "as" for i in range(start, min(sentence.last, start + 20))):
            return rest(finder, sentence, start)
    if "np_to" in frames and word not in word_list("preposition"):
        against = set(lower[start + 1 : min(sentence.last, start + 12)]) & {"to", "with"}
        return rest(finder, sentence, start, noun_phrase=True) if against else None
    if "comp" in frames and word not in word_list("preposition"):
        return _complement(finder, sentence, start)
    return None


def _complement(finder: Finder, sentence: Sentence, start: int) -> Tokens | None:
    """ "called the deal “historic”", "labelled it a success": an object and what it is called."""
    reading = finder.reading
    lower = reading.tokens.lower
    phrase = finder.phrases.beginning(start)
    end = phrase.last if phrase is not None else start
    found = rest(finder, sentence, start)
    if found is None:
        return None
    quoted = any(reading.quoted[i] >= 0 for i in range(start, min(found[1], start + 14)))
    pronoun = lower[start] in word_list("complement_object")
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
    attitude = not word_list("attitude_noun").isdisjoint(lower[start : min(sentence.last, start + 6)])
    needed = not word_list("need_noun").isdisjoint(lower[start : min(sentence.last, start + 4)])
    opening = finder.phrases.beginning(start)
    clause = (
        opening is not None
        and "that" in frames
        and opening.last < sentence.last
        and (lower[opening.last] in word_list("auxiliary"))
    )
    if clause:
        return rest(finder, sentence, start)  # "suggested Norway and Spain were late"
    noun_phrase = (
        "np" in frames
        or ("np_joint" in frames and joint)
        or ("np_attitude" in frames and attitude)
        or ("np_need" in frames and needed)
    )
    if word == "to":
        return None
    if noun_phrase:
        if word in word_list("preposition") and word not in word_list("np_preposition"):
            return None
        if word in ("as", "that", "what", "how") and "that" not in frames:
            return None
        phrase = finder.phrases.beginning(start)
        if verb.lemma in word_list("receiving_verb") and _received(finder, sentence, start):
            return None
        # "praised him" says nothing without what for.
        reasoned = start + 1 < sentence.last and lower[start + 1] in word_list("pronoun_reason")
        own = (
            word == "her"
            and start + 1 < sentence.last
            and words[start + 1][0].isalpha()
            and (lower[start + 1] not in word_lists("preposition", "subordinator"))
        )
        if word in word_list("pronoun_object") and word != "it" and not reasoned and not own:
            return None
        found = rest(finder, sentence, start, noun_phrase=True)
        # "welcomed his guest and said": a person alone is no statement.
        if found is None or (phrase is not None and phrase.last >= found[1]):
            return None
        found = (found[0], _before_occasion(reading, *found))
        # "rejected it", "praised the deal" say too little; "called for talks" and "demanded a vote" do not.
        asks = verb.stance in ("call_for", "commit")
        least = 1 if len(verb.words) > 1 else 2 + (word in word_list("plain_determiner") and not asks)
        return found if found[1] - found[0] >= least or reading.quoted[found[1] - 1] >= 0 else None
    if "that" not in frames or word.endswith("n't") or words[start][0] in '"“':
        return None
    if word in word_list("auxiliary"):
        found = rest(finder, sentence, start) if within_relative(reading, sentence, subject.first) else None
        return (found[0], before_verb(reading, *found)) if found is not None else None
    if word in word_list("preposition") and word not in word_list("clause_preposition"):
        return None
    if not clause_like(reading, sentence, start):
        return None
    return rest(finder, sentence, start)


def before_verb(reading: Reading, first: int, last: int) -> int:
    """Where a relative clause in ``first:last`` ends before the verb of the clause around it: "was a mistake, | is"."""
    lower = reading.tokens.lower
    verbs = word_lists("auxiliary", "narrative_verb")
    commas = (i for i in range(first + 1, last - 1) if lower[i] == "," and reading.quoted[i] < 0)
    return next((i for i in commas if lower[i + 1] in verbs or _said(lower, i + 1)), last)


def _said(lower: list[str], index: int) -> bool:
    verb = speech_verbs().at(lower, index)
    return verb is not None and verb.quote and "past" in verb.tenses


def within_relative(reading: Reading, sentence: Sentence, first: int) -> bool:
    """Whether an attribution whose subject begins at ``first`` stands within a relative clause, so that a verb may
    follow its own: "the plan, which analysts say is costly", "a deal the ministry said could fail"."""
    if first <= sentence.first + 1:
        return False
    before = reading.tokens.lower[first - 1]
    if before in word_list("relative"):
        return True
    known = word_lists("subordinator", "preposition", "auxiliary", "verb_adverb")
    return before[0].isalpha() and before not in known and reading.quoted[first - 1] < 0


def _before_occasion(reading: Reading, first: int, last: int) -> int:
    """Where the noun phrase in ``first:last`` ends, if it was said "at the summit in Minsk", "before the talks"."""
    lower = reading.tokens.lower
    for at in range(first + 1, last - 1):
        if lower[at] == "that" and lower[at + 1] not in word_list("preposition"):
            return last  # "suggestions that the envoy at his meeting had lied"
        if (
            at > first + 1
            and lower[at] in word_list("occasion_preposition")
            and not any(q >= 0 for q in reading.quoted[at:last])
        ):
            nouns = word_list("occasion_noun") - {"call", "x"}
            if lower[at + 1] in word_list("determiner") and any(word in nouns for word in lower[at + 2 : at + 5]):
                return at
    return last


def _received(finder: Finder, sentence: Sentence, start: int) -> bool:
    """ "welcomed him on the airfield", "welcomed the delegation to Minsk": a guest is received, nothing is said."""
    reading = finder.reading
    lower = reading.tokens.lower
    phrase = finder.phrases.beginning(start)
    last = phrase.last if phrase is not None and phrase.speaker is not None and phrase.speaker.person else None
    if last is None and lower[start] in word_list("pronoun_object"):
        last = start + 1
    if last is None:
        last = next(
            (i + 1 for i in range(start, min(sentence.last, start + 8)) if lower[i] in word_list("guest_noun")), None
        )
    return last is not None and (last >= sentence.last or lower[last] not in ("'s", "'"))
