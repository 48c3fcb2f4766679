"""Sentences of which no record was made and which no other outlet matches: what a report may leave out unseen.

A record says who confirms it; a plain statement of the narrator ("the visit had been put off twice") makes no record,
and still may be what only one outlet tells. Two sentences match if most of the words of one that tell something stand
in the other. That is a rough test, so nothing is claimed of such a sentence but that no match was found.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry import vocabulary
from summitry.extraction.text import paragraphs, same_length, sentences
from summitry.resolution.common import tokens
from summitry.words import rows

if TYPE_CHECKING:
    from summitry.dossier import Dossier

# Share of a sentence's telling words that stand in its match, and how many telling words make a statement.
MATCH, _TELLING = 0.6, 2
# A sentence that an event stands in is told by it, unless it has so many more.
_BESIDES = 3
# Events whose words say next to nothing of what was said and done there.
_MEETINGS = ("talks", "visit")
# Persons that one sentence lists: what it tells are they.
_LIST = 3
# A word that stands in so many sentences tells nothing.
_CROWD = 300
_GRAMMAR = (
    "preposition determiner being auxiliary modal pronoun_subject relative subordinator verb_adverb weekday month "
    "document_plain negation leader_noun unmatched_plain"
).split()
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_ENDINGS = ("ing", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """``text[start:end] == exact`` of the source; ``words`` are those by which it was compared."""

    source_id: str
    outlet: str
    start: int
    end: int
    exact: str
    words: frozenset[str]


def unmatched(dossier: Dossier) -> list[Unmatched]:
    """In the order of sources and words; of several copies of one text the first stands for all."""
    own = _names(dossier)
    found = [one for source in rows(dossier.sources) for one in _sentences(dossier, source, own)]
    usual = Counter(word for one in found for word in one.words)
    telling = {id(one): frozenset(word for word in one.words if usual[word] <= _CROWD) for one in found}
    with_word: dict[str, list[Unmatched]] = defaultdict(list)
    for one in found:
        for word in telling[id(one)]:
            with_word[word].append(one)
    recorded = _Recorded(dossier)
    return [
        one for one in found
        if not recorded.tells(one, len(telling[id(one)])) and not _has_match(one, telling[id(one)], with_word)
    ]  # fmt: skip


def _sentences(dossier: Dossier, source: Mapping[str, object], own: frozenset[str]) -> Iterator[Unmatched]:
    """The sentences of a source's prose; none of a copy, of a source that is not mined, or of a heading."""
    source_id = str(source["source_id"])
    if source["note"] or source["cluster"] != source_id:
        return
    text = dossier.texts[source_id]
    plain = same_length(text)
    for paragraph in paragraphs(plain, _body(text)):
        for span in sentences(plain, paragraph):
            exact = text[span.start : span.end].rstrip()
            if exact[-1:] in '.!?"”’':
                outlet = str(source["outlet"] or source["file"])
                yield Unmatched(source_id, outlet, span.start, span.start + len(exact), exact, _words(exact) - own)


def _body(text: str) -> int:
    """Where the prose begins behind front matter."""
    end = text.find("\n---\n", 4) if text.startswith("---\n") else -1
    return end + 5 if end > 0 else 0


def _words(text: str) -> frozenset[str]:
    """The words that tell something, without endings, and hours."""
    plain = vocabulary.word_lists(*_GRAMMAR)
    told = (_stem(word) for word in tokens(text) if word not in plain and len(word) > 1 and not word.isdigit())
    return frozenset((*told, *_CLOCK.findall(text)))


def _stem(word: str) -> str:
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 3), word)


def _names(dossier: Dossier) -> frozenset[str]:
    """Words of the persons, the parties and other states, and the place: everybody has them."""
    told: list[str] = []
    for person in rows(dossier.participants):
        told += [person["name"], *person["aliases"]]
    told += [str(row["name"]) for row in rows(dossier.entities) if row["kind"] == "state"]
    for row in rows(dossier.summits):
        told += [row["city"] or "", row["venue"] or ""]
        told += [form.form for form in vocabulary.country_forms()
                 if form.code in row["parties"] and form.kind != "metonym"]  # fmt: skip
    return frozenset(_stem(word) for text in told for word in tokens(text))


class _Recorded:
    """What the records of a dossier tell of each source's text."""

    def __init__(self, dossier: Dossier) -> None:
        # An event that one outlet alone has is shown as such; of one that several have, each may tell more.
        heard = dossier.voices
        slight = {
            id for id, kind in dossier.events[["event_id", "kind"]].itertuples(index=False)
            if kind in _MEETINGS or (kind != "signing" and len(heard.get(id, ())) > 1)
        }  # fmt: skip
        self._told: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for place in rows(dossier.evidence):
            record_id, table = place["record_id"], place["table"]
            if table != "entities":
                kind = "slight" if record_id in slight else table
                self._told[place["source_id"]].append((place["start"], place["end"], kind, record_id))

    def tells(self, one: Unmatched, telling: int) -> bool:
        """Whether records hold what a sentence says: a statement, a document, a figure, a list of persons, a meeting
        if it says no more."""
        here = {(kind, id) for start, end, kind, id in self._told[one.source_id] if start < one.end and one.start < end}
        kinds = Counter(kind for kind, _ in here)
        people = kinds.pop("participants", 0)
        dated = any(word.isdigit() or word in vocabulary.word_list("month") for word in tokens(one.exact))
        if telling + dated < _TELLING or set(kinds) - {"slight"} or people >= _LIST:
            return True
        return bool(kinds) and telling < _BESIDES


def _has_match(one: Unmatched, words: frozenset[str], with_word: Mapping[str, Iterable[Unmatched]]) -> bool:
    shared: Counter[int] = Counter()
    for word in words:
        shared.update(id(other) for other in with_word[word] if other.source_id != one.source_id)
    return bool(shared) and max(shared.values()) >= MATCH * len(words)
