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


def documents_figure(documents: pd.DataFrame) -> str:
    """Which documents more than one outlet reports."""
    found = rows(documents)
    shared = sum(1 for one in found if len(one["outlets"]) > 1)
    key = "Filled: signed, adopted or agreed. Hollow: planned. Diamond: earlier, or rejected."
    if not shared:
        return f"No document is reported by more than one outlet. {key}"
    if shared == len(found):
        return f"Every entry is reported by more than one outlet. {key}"
    share = f"{words.sentence(words.number(shared))} of {words.number(len(found))} entries"
    return f"{share} {'is' if shared == 1 else 'are'} reported by more than one outlet. {key}"


def topics_figure(positions: pd.DataFrame) -> str:
    """Who speaks most, and on what."""
    found = [(_name(one), one["topic"]) for one in rows(positions) if one["topic"] and _name(one)]
    (who, topic), times = Counter(found).most_common(1)[0]
    rival = [pair for pair, count in Counter(found).items() if count == times]
    if times == 1 or len(rival) > 1:
        common, count = Counter(topic for _, topic in found).most_common(1)[0]
        speakers = len({name for name, about in found if about == common})
        many = f"{words.counted(count, 'position')} by {words.counted(speakers, 'speaker')}"
        return f"The most frequent topic is {common}: {many}."
    verb = "speak" if who == JOINT else "speaks"
    return f"{words.clip(who, 80)} {verb} most on {topic}: {words.counted(times, 'position')}."


def stances_figure(positions: pd.DataFrame) -> str:
    """What most positions do, and who objects most."""
    found = [(_name(one), one["stance"] or "neutral") for one in rows(positions) if _name(one)]
    plain = sum(1 for _, stance in found if stance == "neutral")
    against = Counter(name for name, stance in found if stance in ("oppose", "warn", "deny", "concern"))
    for_ = Counter(name for name, stance in found if stance in ("support", "commit"))
    parts = []
    if for_:
        who, times = for_.most_common(1)[0]
        verb = "support or commit" if who == JOINT else "supports or commits"
        parts.append(f"{words.clip(who, 80)} {verb} most often ({times})")
    if against:
        who, times = against.most_common(1)[0]
        verb = "object, warn or voice concern" if who == JOINT else "objects, warns or voices concern"
        parts.append(f"{words.clip(who, 80)} {verb} most often ({times})")
    if not parts:
        parts.append(f"{words.sentence(words.number(plain))} of {len(found)} positions state without taking a side")
    return "; ".join(parts) + "."


def _name(one: Row) -> str:
    return JOINT if one["mode"] == "joint" else str(one["speaker"] or "")


def programme_figure(events: pd.DataFrame) -> str:
    """How long the programme is and what is left out of its figure."""
    found = rows(events)
    dated = [one for one in found if words.weekday(one["date"])]
    own = [one for one in dated if not one["context"]]
    days = sorted({one["date"][:10] for one in own})
    parts = []
    if own:
        many = f"{words.counted(len(own), 'event')} on {words.counted(len(days), 'day')}"
        parts.append(f"{words.sentence(many)}, {words.days(days[0], days[-1])}")
    if len(dated) > len(own):
        parts.append("diamonds mark other meetings" if own else "All dated events belong to other meetings")
    if len(found) > len(dated):
        parts.append(f"{words.counted(len(found) - len(dated), 'event')} without a full date in the list only")
    return "; ".join(parts) + "."


def shares(dossier: Dossier) -> dict[str, tuple[int, int]]:
    """For each outlet how many of its records others have too, and how many it alone has.

    Records are persons, documents, positions and events.
    """
    too: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for frame in (dossier.participants, dossier.documents, dossier.positions, dossier.events):
        for names in frame["outlets"]:
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
