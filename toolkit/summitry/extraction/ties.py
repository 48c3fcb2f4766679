"""How a clause ties a person to a meeting: "Novak met Brekke", "talks with Brekke", "after the talks, Novak said".

That a sentence names a person and a meeting is not enough: who speaks of talks, or is spoken of beside them, need not
have been there.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from summitry.vocabulary import word_list, word_lists
from summitry.vocabulary.tables import kept

from .occasion import LEAD
from .reading import Reading, Sentence
from .verbs import speech_verbs

# As many words may stand between a word of meeting and "with", "by", or after "held" before "talks".
_NEAR = 7
# As many words has an apposition or a clause with "who".
_ASIDE = 25
# ", second from left,"
_PLACED = 6


def tied(reading: Reading, sentence: Sentence, first: int, last: int, named: Set[int]) -> bool:
    """Whether the clause around the name at ``first:last`` says that he or she meets somebody; ``named`` holds the
    tokens of all persons."""
    if _in_photo(reading.tokens.lower[last : min(last + _PLACED, sentence.last)]):
        return any(at in named for at in range(sentence.first, sentence.last) if not first <= at < last)
    return _as_partner(reading, sentence, first, named) or _as_subject(reading, sentence, first, last, named)


def _in_photo(after: Sequence[str]) -> bool:
    """Whether a caption says where in its picture somebody is: "Novak, second from left,", "Novak (R)"."""
    if list(after[:1]) == ["("]:
        return list(after[1:3]) in (["l", ")"], ["r", ")"], ["c", ")"], ["left", ")"], ["right", ")"], ["center", ")"])
    sides = ("left", "right", "center", "centre")
    return (
        list(after[:1]) == [","]
        and any(w in sides and after[n : n + 1] for n, w in enumerate(after[1:5], 1))
        and (after[1] in (*sides, "far", "second", "third", "fourth", "front"))
    )


def _as_partner(reading: Reading, sentence: Sentence, first: int, named: Set[int]) -> bool:
    """ "met the visiting Brekke", "talks with Novak and Brekke", "joined by Brekke"."""
    lower = reading.tokens.lower
    at = first - 1
    while at >= sentence.first and (
        at in named
        or (lower[at] in word_list("list_joint") and lower[at] != "with")
        or lower[at] in word_list("before_office")
        or lower[at] in word_lists("before_partner", "style_of_address")
        or (lower[at] in ("his", "her") and lower[at + 1] in word_list("style_of_address"))
        or reading.labelled(at)
    ):
        at -= 1
    if at < sentence.first:
        return False
    word = lower[at]
    if word in word_list("met_verb") or word in word_list("met_infinitive"):
        return True
    # "Also attending was Brekke", "Novak told Brekke"
    if word in word_list("being") and lower[at - 1] in ("attending", "present", "joining"):
        return True
    if at == first - 1 and word in word_list("face_to_face_verb") and at - 1 in named:
        return True
    # "a working lunch that will include Novak"
    if word in ("include", "includes", "included") and _any(
        lower[max(sentence.first, at - _NEAR) : at], "meeting_noun"
    ):
        return True
    # "Reporters quizzed Novak and Brekke"
    if word in word_list("asking_verb") and lower[at - 1] in ("reporters", "journalists"):
        return True
    # "pulled out, sending Crown Prince Novak in his place"
    if word in ("sent", "sends", "sending"):
        ahead = " ".join(lower[first : min(first + _ASIDE, sentence.last)])
        return any(stead in ahead for stead in ("in his place", "in her place", "instead", "to represent", "behalf"))
    if word in ("of", "by") and lower[at - 1] in word_list("visit_noun"):
        return True
    before = lower[max(sentence.first, at - _NEAR) : at]
    if word == "with" and sentence.paragraph < LEAD and _any(before, "conversing_verb"):
        return True  # "spoke today with Brekke"
    if before and before[-1] in word_lists("weekday", "day_word"):
        before = before[:-1]  # "met today with Brekke"
    for index in range(len(before) - 1, -1, -1):
        if before[index] in word_list("clause_stop") and before[index] not in word_list("met_verb"):
            before = before[index:]
            break
    if word in ("alongside", "beside") or lower[at - 1 : at + 1] == ["next", "to"]:
        return _any(before, "standing_verb", "meeting_noun")
    if word in ("with", "between"):
        return _any(before, "meeting_verb", "meeting_noun")
    return word == "by" and _any(before, "done_by", "accompany_verb")


def _any(words: Sequence[str], *lists: str) -> bool:
    """Whether one of the words stands in one of the lists."""
    return not all(word_list(name).isdisjoint(words) for name in lists)


@kept
def _before_verb() -> frozenset[str]:
    """Words that may stand between a subject and its verb."""
    lists = ("list_joint", "before_act", "auxiliary", "verb_adverb", "foreseeing_word", "weekday")
    return frozenset().union(*map(word_list, lists))


def _as_subject(reading: Reading, sentence: Sentence, first: int, last: int, named: Set[int]) -> bool:
    """ "Novak and Brekke met", "Novak, who arrived today", "Novak is due to hold talks", "Novak said after talks"."""
    lower = reading.tokens.lower
    stop = sentence.last
    at = last
    # "the deal between Novak and Brekke was signed": nobody is the subject after a preposition.
    governor = lower[first - 1] if first > sentence.first else ""
    if governor in word_list("preposition") and governor not in word_list("narrative_opener"):
        return False
    if at + 2 < stop and lower[at] in (",", "–", "—", "-", "("):
        end = next((i for i in range(at + 1, min(stop, at + _ASIDE)) if lower[i] in (",", "–", "—", ")")), None)
        # "Novak, standing next to Brekke,"
        if lower[at + 1] in word_list("standing_verb") and lower[at + 2] in ("next", "alongside", "beside", "with"):
            return True
        if lower[at + 1] in ("who", "whose"):
            within = lower[at + 2 : end or min(stop, at + _ASIDE)]
            # "Novak, who meets Brekke next week,"
            if "not" in within or "next" in within:
                return False
            if _any(within, "meeting_verb") and not any(w in speech_verbs().forms for w in within):
                return True
        # "Novak, after a day of talks with his counterpart,"
        fresh = lower[at + 1] in ("after", "following", "during")
        if fresh and _any(lower[at + 2 : end or at + 2], "meeting_noun"):
            return True
        if end is not None and not any(i in named for i in range(at + 1, end)):
            at = end + 1
    origin = reading.begins[at + 1] if at + 1 < stop and lower[at] == "of" else None
    if origin is not None and origin.entry.country is not None:
        at = origin.last  # "President Novak of Slovakia met"
    passed = _before_verb()
    while at < stop and (at in named or lower[at] in passed or reading.tokens.words[at][0].isupper()):
        at += 1
    if at >= stop or "not" in lower[last:at]:
        return False
    verb = lower[at]
    if verb in word_list("meeting_verb") or verb in word_list("coming_verb"):
        return True
    # "Novak spoke today with Brekke"
    if verb in word_list("conversing_verb") and sentence.paragraph < LEAD and "with" in lower[at + 1 : at + _NEAR]:
        return True
    if verb in word_list("holding_verb"):
        ahead = lower[at + 1 : min(stop, at + 1 + _NEAR)]
        if _any(ahead, "meeting_noun"):
            return True
    # "Novak and Brekke laid wreaths": whatever two do together, they do there.
    together = any(i in named for i in range(last, at)) or (
        lower[first - 1] == "and" and (first - 2 in named or lower[first - 2] in ("he", "she"))
    )
    # but "since Novak and Brekke formed the union" tells of before.
    together = (
        together
        and not _reported(lower, sentence, first)
        and "since" not in lower[max(sentence.first, first - _NEAR) : first]
    )
    spoken = verb in speech_verbs().forms
    if together and (verb in word_list("narrative_verb") or (verb.endswith("ed") and not spoken)):
        return True
    if verb in word_list("face_to_face_verb") and at + 1 in named:
        return True
    # "At a news conference alongside Brekke, Novak outlined …"
    opened = lower[first - 1] == "," and (verb in word_list("narrative_verb") or verb.endswith("ed"))
    return (spoken or opened) and _spoken_there(reading, sentence, first, at, after=spoken)


def _reported(lower: Sequence[str], sentence: Sentence, first: int) -> bool:
    """Whether the name at ``first`` stands in what somebody says further down: "said that he and Novak had agreed"."""
    if sentence.paragraph <= LEAD:
        return False
    before = lower[sentence.first : first]
    that = len(before) - 1 - before[::-1].index("that") if "that" in before else 0
    return that > 0 and any(word in speech_verbs().forms for word in before[max(0, that - 3) : that])


def _spoken_there(reading: Reading, sentence: Sentence, first: int, verb: int, *, after: bool) -> bool:
    """ "Speaking after talks in Lisbon, Novak said", "Novak told reporters after the talks"."""
    lower = reading.tokens.lower
    gathers = "meeting_noun", "met_verb"
    if lower[sentence.first] in word_list("circumstance") and _any(lower[sentence.first : first], *gathers):
        return True
    if not after:
        return False
    at = verb + 1
    while at < sentence.last and (lower[at] in word_list("addressee") or lower[at] in ("a", "the", ",")):
        at += 1
    ahead = lower[at : min(sentence.last, at + _NEAR)]
    # "told reporters, standing alongside Brekke"
    if _any(ahead[:1], "standing_verb") and ahead[1:2] in (["alongside"], ["beside"], ["next"], ["with"]):
        return True
    return ahead[:1] != [] and ahead[0] in word_list("circumstance") and _any(ahead, *gathers)
