"""What the figures and the totals show, in words: captions that state the finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summitry import words
from summitry.report.statements import JOINT
from summitry.words import rows

if TYPE_CHECKING:
    import pandas as pd

    from summitry.dossier import Dossier

CONCLUDED = ("signed", "adopted", "agreed")
TEXTS = ("joint_statement", "declaration", "communique")
# Types that a total of all documents is worded with; "three memoranda" is a part of such a total.
GENERAL = ("other", "agreement")
_TALLY = 3
Row = dict[str, Any]
Voices = Mapping[str, tuple[str, ...]]


def tallies(documents: pd.DataFrame) -> list[Row]:
    """Counted groups of what the meeting concluded: the one with most outlets first, then the larger one."""
    found = [one for one in rows(documents) if (one["count"] or 0) >= _TALLY and one["status"] in CONCLUDED]
    return sorted(found, key=lambda one: (one["type"] not in GENERAL, -len(one["outlets"]), -one["count"]))


def listed(documents: pd.DataFrame) -> list[Row]:
    """What the meeting concluded, instrument by instrument, without tallies and without joint texts."""
    return [
        one for one in rows(documents)
        if (one["count"] or 1) < _TALLY and one["status"] in CONCLUDED and one["type"] not in TEXTS
    ]  # fmt: skip


def counts(document: Row, disagreements: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """The number of ``document`` with the outlets that give it, and after it every other number of other outlets."""
    told = [
        one for one in rows(disagreements) if (one["record_id"], one["field"]) == (document["document_id"], "count")
    ]
    rivals = {str(one["value"]): list(one["outlets"]) for one in told if str(one["value"])[-1:].isdigit()}
    own = str(document["count"])
    return [(own, rivals.pop(own, list(document["outlets"]))), *rivals.items()]


def outcome(documents: pd.DataFrame, disagreements: pd.DataFrame) -> str:
    """The headline's line on documents: "12 cooperation documents signed; a joint statement adopted"."""
    parts = []
    totals, single = tallies(documents), listed(documents)
    if totals:
        first = totals[0]
        rivals = counts(first, disagreements)[1:]
        other = "; ".join(f"{count} according to {words.outlets(who, 3)}" for count, who in rivals[:2])
        other = f" ({other})" if other else ""
        parts.append(f"{words.clip(first['label'] or str(first['count']), 80)} {first['status']}{other}")
    elif single:
        several = sum(one["count"] or 1 for one in single)
        parts.append(words.counted(several, "document") + " " + _status(single))
    joint = [one for one in rows(documents) if one["type"] in TEXTS and one["status"] in CONCLUDED]
    for kind, count in Counter(one["type"] for one in joint).items():
        name = words.term(kind).replace("communique", "communiqué")
        same = [one for one in joint if one["type"] == kind]
        parts.append(f"{'a' if count == 1 else words.number(count)} {name}{'' if count == 1 else 's'} {_status(same)}")
    planned = sum(one["count"] or 1 for one in rows(documents) if one["status"] == "planned")
    if planned:
        parts.append(words.counted(planned, "further document" if parts else "document") + " planned")
    return words.sentence("; ".join(parts)) or "None reported"


def _status(documents: Sequence[Row]) -> str:
    common = Counter(str(one["status"]) for one in documents)
    return common.most_common(1)[0][0] if len(common) == 1 else "concluded"


def tally_against_list(documents: pd.DataFrame, disagreements: pd.DataFrame) -> str:
    """Whether the totals that outlets give agree with each other and with the documents that are named."""
    totals, single = tallies(documents), listed(documents)
    named = sum(one["count"] or 1 for one in single)
    if not totals:
        if not single:
            return ""
        verb = "is" if named == 1 else "are"
        return f"No outlet gives a total; {words.counted(named, 'document')} {verb} named one by one."
    said = []
    for one in totals:
        (_, outlets), *rivals = counts(one, disagreements)
        said.append(f"{words.clip(one['label'] or '', 80)} ({words.outlets(outlets)})")
        said += [f"{count} ({words.outlets(who)})" for count, who in rivals]
    text = f"Reported in total: {'; '.join(said)}."
    if named:
        text += f" Named one by one: {words.number(named)}, from {words.outlets(_outlets(single))}."
    else:
        text += " No outlet names them one by one."
    return text


def _outlets(found: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for one in found for name in one["outlets"]))


def documents_figure(documents: pd.DataFrame, voices: Voices) -> str:
    """Which documents more than one outlet reports."""
    found = rows(documents)
    statuses = {str(one["status"]) for one in found}
    key = "; ".join(
        f"{mark}: {status}"
        for status, mark in (("planned", "hollow circle"), ("earlier", "square"), ("rejected", "cross"))
        if status in statuses
    )
    done = [status for status in CONCLUDED if status in statuses]
    key = f" Filled: {words.listed(done, 'or')}; {key}." if key and done else f" {words.sentence(key)}." if key else ""
    return _shared(found, "document", voices) + key


def _shared(found: Sequence[Row], what: str, voices: Voices) -> str:
    """How many of ``found`` more than one outlet reports of its own."""
    shared = sum(1 for one in found if len(voices.get(one[f"{what}_id"], ())) > 1)
    if not shared:
        return f"No {what} is reported by more than one outlet."
    if shared == len(found):
        return f"Every {what} is reported by more than one outlet."
    share = f"{words.sentence(words.number(shared))} of {words.number(len(found))} {what}s"
    return f"{share} {'is' if shared == 1 else 'are'} reported by more than one outlet."


def topics_figure(positions: pd.DataFrame) -> str:
    """Who speaks most, and on what."""
    pairs = Counter((_name(one), one["topic"]) for one in rows(positions) if one["topic"] and _name(one))
    times = max(pairs.values())
    most = [f"{words.clip(who, 80)} on {topic}" for (who, topic), count in pairs.items() if count == times]
    if len(most) > 3:
        return f"No speaker takes up a topic more than {'twice' if times == 2 else words.number(times) + ' times'}."
    each = "positions" if len(most) == 1 else "positions each"
    return f"Most is said by {words.listed(most)}: {words.number(times)} {each}."


def stances_figure(positions: pd.DataFrame) -> str:
    """How many positions take a side, and who objects most."""
    found = [(_name(one), one["stance"] or "neutral") for one in rows(positions) if _name(one)]
    sums = Counter(words.ATTITUDES[stance] for _, stance in found)
    verbs = {
        "supports or commits": ("supports or commits", "support or commit"),
        "calls for": ("calls for something", "call for something"),
        "objects or warns": ("objects or warns", "object or warn"),
        "states": ("only states", "only state"),
    }
    parts = [
        f"{words.number(sums[attitude])} {verb[sums[attitude] > 1]}"
        for attitude, verb in verbs.items() if sums[attitude]
    ]  # fmt: skip
    text = f"Of {words.counted(len(found), 'position')}, {words.listed(parts)}."
    against = Counter(name for name, stance in found if words.ATTITUDES[stance] == "objects or warns")
    if against:
        times = max(against.values())
        most = [words.clip(name, 80) for name, count in against.items() if count == times]
        if times > 1 and len(most) == 1:
            text += f" Most objections: {most[0]} ({times})."
    return text


def _name(one: Row) -> str:
    return JOINT if one["mode"] == "joint" else str(one["speaker"] or "")


def programme_figure(events: pd.DataFrame, voices: Voices) -> str:
    """Which part of the programme most outlets report."""
    return _shared([one for one in rows(events) if not one["context"]], "event", voices)


def shares(dossier: Dossier) -> dict[str, tuple[int, int]]:
    """For each independent outlet how many of its records others have too, and how many it alone has.

    Records are persons, documents, positions and events; an outlet that only prints another's text is not counted.
    """
    too: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for frame in (dossier.participants, dossier.documents, dossier.positions, dossier.events):
        for record_id in frame.iloc[:, 0]:
            names = dossier.voices.get(record_id, ())
            for name in names:
                (too if len(names) > 1 else alone)[str(name)] += 1
    return {name: (too[name], alone[name]) for name in dict.fromkeys([*too, *alone])}


def corroboration_figure(found: Mapping[str, tuple[int, int]], records: int, shared: int) -> str:
    """How much of the report rests on one outlet."""
    name = max(found, key=lambda outlet: found[outlet][1])
    alone = found[name][1]
    return (
        f"{words.sentence(words.number(shared))} of {records} records stand in more than one outlet; "
        f"{name} alone carries {words.number(alone)}. Records are persons, documents, positions and events."
    )
