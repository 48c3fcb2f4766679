"""The words that govern a statement: "rejected" before "a Cold War mentality", "called for" before "calm".

A statement is recorded without its verb. Where it is a clause after "said that", nothing is lost; elsewhere the verb
tells whether the speaker wants or refuses what follows, so the report shows it before the statement, from the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.extraction.verbs import Verb, speech_verbs
from summitry.vocabulary import abbreviations, word_list
from summitry.words import lines, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from summitry.dossier import Dossier

# A sentence is hardly longer before what it says; a longer lead-in says less than it takes to read.
BEFORE = 400
LONGEST = 70
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*\.?|[^\w\s]")
_BREAK = re.compile(r"\n[ \t\r]*\n|[.!?][\"”’)»]*\s+(?=[\"“‘«(]?[A-Z0-9])")
_WHITE = re.compile(r"\s+")
# Frames of verbs that do no more than bring what was said: "said that", "told reporters that", "he added".
_BRINGING = frozenset({"quote", "that", "that_only", "obj_that"})
# Frames with a word of their own, which would stand before the statement: "told him to", "told them of".
_MARKED = frozenset({"obj_to", "obj_of"})
_QUOTES = "\"“”„«»‘’'"


def lead_ins(dossier: Dossier) -> dict[str, str]:
    """Position id -> the words that govern it, for those positions that cannot stand without."""
    places: dict[str, list[dict[str, object]]] = {}
    for row in rows(dossier.evidence):
        if row["table"] == "positions" and row["source_id"] in dossier.texts:
            places.setdefault(row["record_id"], []).append(row)
    found = {}
    for one in rows(dossier.positions):
        at = places.get(one["position_id"], [])
        content = lines(one["content"] or "")
        # A merged position is worded as one of its sources words it.
        own = next((row for row in at if lines(str(row["exact"])) == content), at[0] if at else None)
        if own is None:
            continue
        text, start = dossier.texts[str(own["source_id"])], int(str(own["start"]))
        words = lead_in(text[max(0, start - BEFORE) : start], content, direct=one["mode"] == "direct")
        if words:
            found[one["position_id"]] = words
    return found


def with_leads(table: str, rows: pd.DataFrame, leads: Mapping[str, str]) -> pd.DataFrame:
    """Rows of a dossier's table for reading: positions with the words that govern them, other tables as they are."""
    if table != "positions" or not leads:
        return rows
    pairs = zip(rows["position_id"], rows["content"], strict=True)
    return rows.assign(content=[f"{leads[key]} {content}" if key in leads else content for key, content in pairs])


def lead_in(before: str, content: str = "", *, direct: bool = False) -> str:
    """The words from the last verb of speech to the end of ``before``; "" where ``content`` says all by itself.

    >>> lead_in("On Monday the king thanked his host for", "sending rice")
    'thanked his host for'
    >>> lead_in("The king said in Porto that", "rice is dear")
    ''
    >>> lead_in("The king did not rule out", "a third meeting")
    'did not rule out'
    """
    before = _sentence(before, content)
    quoted = before.rstrip()[-1:] in _QUOTES
    if direct and (not content[:1].islower() or not quoted):
        return ""
    tokens = list(_TOKEN.finditer(before))
    lower = [token.group().lower().replace("’", "'").rstrip(".") for token in tokens]
    at, verb = _governing(lower, [token.group() for token in tokens])
    if verb is None:
        return "" if direct else _last_words(before)
    between = [word for word in lower[at + len(verb.words) :] if word not in _QUOTES]
    first = _with_helpers(lower, at)
    if first == at and (direct or _brings(verb, between)) and _nothing_lost(verb, between, direct):
        return ""
    text = _WHITE.sub(" ", before[tokens[first].start() :]).rstrip(f"{_QUOTES} ")
    if len(text) <= LONGEST:
        return text
    if "," in between:  # another clause has begun since
        return "" if direct else _last_words(before)
    words = text.split(" ")
    return " ".join([*words[: at - first + len(verb.words) + 1], "…", *words[-2:]])


def _sentence(before: str, content: str) -> str:
    """What stands before the statement in its own sentence."""
    start = 0
    known = abbreviations()
    for found in _BREAK.finditer(before + content[:2]):
        word = "".join(before[: found.start() + 1].rsplit(None, 1)[-1:]).lstrip('("“‘')
        if word not in known and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            start = found.end()
    return before[start:]


def _governing(lower: list[str], written: list[str]) -> tuple[int, Verb | None]:
    """The last token that is a verb of speech, not a noun ("the call", "its demands"), and that verb."""
    verbs = speech_verbs()
    for at in range(len(lower) - 1, -1, -1):
        verb = verbs.at(lower, at)
        if verb is None or (written[at][:1].isupper() and at):
            continue
        if not at or (_is_verb(verb, lower, at) and not _in_noun_phrase(verb, lower[at - 1])):
            return at, verb
    return 0, None


def _is_verb(verb: Verb, lower: list[str], at: int) -> bool:
    """Whether a form is used as a verb: a participle that is no past form needs an auxiliary ("has spoken of")."""
    return verb.tenses != {"participle"} or lower[at - 1] in word_list("auxiliary")


def _in_noun_phrase(verb: Verb, previous: str) -> bool:
    if previous in word_list("determiner") or previous in word_list("possessive") or previous.endswith("'s"):
        return True
    if "base" in verb.tenses and previous in speech_verbs().forms:  # "expressed hope"
        return True
    return previous in word_list("preposition") and previous != "to" and "gerund" not in verb.tenses


def _with_helpers(lower: list[str], at: int) -> int:
    """Where the verb begins with what changes its sense: "did not", "would", "refused to", "thanked him for"."""
    helpers = word_list("auxiliary") | word_list("negation") | word_list("modal") | {"to"}
    first = at
    while first and (lower[first - 1] in helpers or lower[first - 1].endswith("n't")):
        first -= 1
        if lower[first] == "to" and first:  # "refused to": whatever asks for the infinitive belongs to it
            first -= 1
            if lower[first] in word_list("addressee") or lower[first] in word_list("pronoun_subject"):
                first = max(first - 1, 0)
    if lower[first] in word_list("perfect") | word_list("being") and not any(
        word in word_list("negation") or word.endswith("n't") for word in lower[first:at]
    ):
        return at  # "has called for" is "called for"
    return first


def _brings(verb: Verb, between: list[str]) -> bool:
    """Whether the verb brings a whole clause: "said", "announced in Porto that"; not "expressed hope that"."""
    heard = [word for word in between if word not in word_list("addressee") and word not in word_list("determiner")]
    if between[-1:] != ["that"]:
        return not heard and verb.frames <= _BRINGING | _MARKED
    if len(between) == 1 or "obj_that" in verb.frames:
        return bool(verb.frames & _BRINGING)
    when = between[-2] in word_list("time_noun") | {"ago"}
    return when or verb.frames <= _BRINGING or between[0] in word_list("preposition") | {","}


def _nothing_lost(verb: Verb, between: list[str], direct: bool) -> bool:
    """Whether the verb is neutral, so that the clause or the quotation alone says what was said."""
    if direct:
        return "quote" in verb.frames and (not between or not between[-1].isalpha())
    return verb.stance == "neutral" and verb.lemma not in word_list("tentative_verb")


def _last_words(before: str) -> str:
    """What a statement without a verb of speech hangs on: "insistence that", "denial of", "wants"."""
    found = re.findall(r"[\w'’-]+", before[before.rfind(",") + 1 :])
    if not found or not before.rstrip()[-1:].isalpha() or found[-1][:1].isupper():
        return ""
    if found[-1] == "that" or found[-1] in word_list("preposition"):
        bound = found[-2:]
        return " ".join(bound) if len(bound) == 2 and bound[0] not in word_list("auxiliary") else ""
    return "" if found[-1] in word_list("subordinator") | word_list("determiner") else found[-1]
