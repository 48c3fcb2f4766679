"""Topic, target and stance of a statement: what it is about, whom it is aimed at, which way it points."""

from __future__ import annotations

from collections.abc import Sequence

from summitry import vocabulary
from summitry.vocabulary import rows, word_list
from summitry.vocabulary.tables import kept

from .lexicon import topics
from .reading import Reading
from .statements import Statement
from .text import Range
from .verbs import Verb

# A negation holds for so many words; an addressee stands within so many words before what is said, or opens it.
_NEGATION_REACH = 4
_ADDRESSEE = 14
_OPENING = 3
# What stands around words.
_MARKS = ".,;:!?\"“”'()[]"


def topic_of(text: str, names: Sequence[Range] = ()) -> str | None:
    """The topic of the code book that most phrases in ``text`` belong to; the first of them where several tie.
    ``names`` are the bodies that it names: of all that is said at a forum, its name would be the topic."""
    counts: dict[str, int] = {}
    for first, last, topic in topics().find(text):
        if not any(name.start <= first and last <= name.end for name in names):
            counts[topic] = counts.get(topic, 0) + last - first
    # What two states are to each other is in most that they say: only where nothing more special is.
    general = word_list("general_topic")
    special = [topic for topic in counts if topic not in general]
    return max(special or counts, key=counts.__getitem__, default=None)


def bodies(reading: Reading, start: int, end: int) -> list[Range]:
    """Where ``start:end`` names a body that meets or speaks, counted from ``start``."""
    return [
        Range(hit.start - start, hit.end - start)
        for hit in reading.hits_within(start, end)
        if hit.entry.organisation is not None and hit.entry.organisation.kind in word_list("meeting_body")
    ]


@kept
def _markers() -> dict[str, list[tuple[list[str], str]]]:
    """First word -> the other words and the stance of the phrases that tell one."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for row in rows("stance_markers"):
        first, *others = row["phrase"].split()
        found.setdefault(first, []).append((others, row["stance"]))
    return found


def stance_of(text: str, verb: Verb | None) -> str:
    """The stance that the verb tells ("condemned"), else the one that most phrases of the words themselves tell
    ("unacceptable", "we will", "must"), else neutral."""
    if verb is not None and verb.stance != "neutral":
        return verb.stance
    words = [word.strip(_MARKS) for word in text.lower().replace("’", "'").split()]
    counts: dict[str, int] = {}
    markers = _markers()
    for index in [index for index, word in enumerate(words) if word in markers]:
        following = words[index + 1 : index + 2]
        for others, stance in markers[words[index]]:
            if others and (others[:1] != following or words[index + 1 : index + 1 + len(others)] != others):
                continue
            # "not everything was agreed" supports nothing.
            if stance in ("support", "commit") and _negated(words, index):
                continue
            counts[stance] = counts.get(stance, 0) + 1
    return max(counts, key=counts.__getitem__, default="neutral")


def _negated(words: list[str], index: int) -> bool:
    before = words[max(0, index - _NEGATION_REACH) : index]
    return any(
        word in word_list("negation") or word in ("no", "nobody", "none") or word.endswith("n't") for word in before
    )


def target_of(reading: Reading, statement: Statement) -> str | None:
    """The state or body that the statement is aimed at, by its English name: the addressee of its verb ("told the
    Norwegian envoy", "urged Norway to", "condemned Norway's raid"), or what follows "against", "towards", "sanctions
    on" in its words. Where two are aimed at, none."""
    tokens = reading.tokens.between(statement.start, statement.end)
    if not tokens:
        return None
    aimed: list[str] = []
    if statement.verb is not None:
        first = _verb_token(reading, statement.verb, tokens[0])
        if first is not None:
            addressed = range(first + len(statement.verb.words), tokens[0])
            aimed += [name for i in addressed if not _placed(reading, i) and (name := _foreign(reading, statement, i))]
        if statement.verb.frames & {"obj_to", "obj_of", "obj_for", "np"} and statement.verb.stance != "neutral":
            opening = tokens[:_OPENING]
            aimed += [name for i in opening if not _placed(reading, i) and (name := _foreign(reading, statement, i))]
    lower, aiming = reading.tokens.lower, word_list("aiming_word")
    within = lower[tokens.start : tokens.stop]
    for i in tokens if "on" in within or not aiming.isdisjoint(within) else ():
        if lower[i] in aiming or (lower[i] == "on" and lower[i - 1] in word_list("aimed_noun")):
            after = i + 1 + (i + 1 < len(reading.tokens) and reading.tokens.lower[i + 1] == "the")
            if after < len(reading.tokens) and (name := _foreign(reading, statement, after)):
                aimed.append(name)
    names = set(aimed)
    return aimed[0] if len(names) == 1 else None


def _verb_token(reading: Reading, verb: Verb, start: int) -> int | None:
    """The token of the verb that introduces the words from token ``start`` on."""
    floor = max(0, start - _ADDRESSEE + 1)
    near = reading.tokens.lower[floor:start]
    return start - 1 - near[::-1].index(verb.words[0]) if verb.words[0] in near else None


def _placed(reading: Reading, index: int) -> bool:
    """Whether a name only says where or when: "said in Norway", "at the UN"."""
    lower = reading.tokens.lower
    before = index - 1 - (index > 1 and lower[index - 1] == "the")
    word = lower[before] if before >= 0 else ""
    return word in word_list("preposition") and word not in word_list("aiming_word")


def _foreign(reading: Reading, statement: Statement, index: int) -> str | None:
    hit = reading.begins[index]
    if hit is None:
        return None
    entry = hit.entry
    if entry.country is not None:
        return vocabulary.country_name(entry.country.code) if entry.country.code != statement.speaker.country else None
    if entry.city is not None and entry.city.capital and entry.city.country != statement.speaker.country:
        return vocabulary.country_name(entry.city.country)
    if entry.organisation is not None and entry.organisation.name not in statement.speaker.name:
        return entry.organisation.name
    return None
