"""Through which outlet or channel a statement came, where the text names it."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .reading import Reading, Sentence
from .statements import Statement


def channel(reading: Reading, sentence: Sentence, statement: Statement) -> str | None:
    """The outlet of "according to IRNA", "told Reuters", "in an interview with CNN", "IRNA reported", "wrote on X", or
    Twitter for "tweeted", in the statement's own sentence; as the text words it."""
    lower = reading.tokens.lower
    tokens = range(sentence.first, sentence.last)
    for index in tokens:
        if reading.quoted[index] >= 0:
            continue
        if lower[index] in word_list("channel_verb"):
            return "Twitter"
        hit = reading.begins[index]
        if hit is None or hit.entry.outlet is None:
            continue
        last = reading.last_of(hit)
        # "Iran's state news agency IRNA": the name, not its description.
        if last < sentence.last and (named := reading.begins[last]) is not None and named.entry.outlet is not None:
            continue
        name = " ".join(reading.text[hit.start : hit.end].split())
        if name == statement.speaker.name or name in statement.speaker.name:
            continue
        if statement.start <= hit.start < statement.end:
            continue
        if _carries(reading, sentence, index, last, hit.entry.outlet.kind):
            return name
    return None


def _carries(reading: Reading, sentence: Sentence, first: int, last: int, kind: str) -> bool:
    """Whether the words around an outlet say that it carried the statement."""
    lower = reading.tokens.lower
    before = first - 1
    described = reading.ends[before] if before > sentence.first else None
    if described is not None and described.entry.outlet is not None:
        before = reading.first_of(described) - 1
    while before > sentence.first and (
        lower[before]
        in (
            "the",
            "state",
            "official",
            "news",
            "agency",
            "'s",
            "broadcaster",
            "television",
            "radio",
            "channel",
            "newspaper",
            "daily",
            "media",
            "semi-official",
            "private",
            "state-run",
            "state-owned",
            "local",
            "network",
        )
        or (reading.covers[before] is not None and reading.covers[before].entry.country is not None)  # type: ignore[union-attr]
    ):
        before -= 1
    previous = lower[before] if before >= sentence.first else ""
    following = lower[last] if last < sentence.last else ""
    if kind == "channel":
        return previous in ("on", "via", "to", "through")
    if previous in ("told", "telling") or lower[before - 1 : before + 1] == ["according", "to"]:
        return True
    if following in word_list("report_verb") or previous in ("by", "with", "to", "on", "from", "in"):
        words = lower[max(sentence.first, before - 4) : before + 1]
        return following in word_list("report_verb") or any(
            word
            in (
                "interview",
                "carried",
                "reported",
                "quoted",
                "cited",
                "remarks",
                "comments",
                "statement",
                "said",
                "speaking",
                "told",
                "published",
                "interviewed",
                "article",
                "wrote",
                "reports",
            )
            for word in words
        )
    return False
