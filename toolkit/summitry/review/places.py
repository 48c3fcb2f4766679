"""Where an analyst's selected words stand now, the source being the same, read anew, or replaced by an edited copy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summitry.markup import clean
from summitry.model import Evidence, Source
from summitry.review.decisions import Decision, wording

_SHOWN = 5  # places named where words stand in several


def locate(decision: Decision, sources: Sequence[Source]) -> Evidence | str:
    """The selected words where they stand, or why that cannot be said. Nothing is taken that only resembles them.

    Those of a source that was replaced are looked for in all; where they stand several times, what stood before or
    after them must tell which place is meant.
    """
    same = [source for source in sources if source.source_id == decision.source_id]
    for source in same:
        assert decision.start is not None
        assert decision.end is not None
        if decision.end <= len(source.text) and _words(source, decision.start, decision.end) == wording(decision.exact):
            return Evidence.of(source, decision.start, decision.end)
    parts = [re.escape(part) for part in decision.exact.split()]
    if not parts:
        return "its words are blank"
    pattern = re.compile(r"\s+".join(parts))
    found = [(source, *match.span()) for source in same or sources for match in pattern.finditer(source.text)]
    if len(found) > 1:
        before, after = wording(decision.prefix), wording(decision.suffix)
        around = [(place, _around(*place)) for place in found]
        found = [place for place, (left, right) in around if (before and left == before) or (after and right == after)]
        if len(found) != 1:
            return "its words stand in several places now"
    if not found:
        return "its words are gone"
    return Evidence.of(*found[0])


def _words(source: Source, start: int, end: int) -> str:
    return wording(source.text[start:end])


def _around(source: Source, start: int, end: int) -> tuple[str, str]:
    evidence = Evidence.of(source, start, end)
    return wording(evidence.prefix), wording(evidence.suffix)


def span(text: str, sources: Sequence[Source]) -> tuple[Source, int, int]:
    """The words that ``FILE:START:END`` or ``FILE:WORDS`` names; for the file its source's id will do.

    White space in WORDS stands for any. Raises ``ValueError`` for a source that is not there, words that do not stand
    in it, and words that stand in it several times.
    """
    names = [(name, source) for source in sources for name in (source.file, source.source_id)]
    fitting = [(name, source) for name, source in names if text.startswith(f"{name}:")]
    if not fitting:
        raise ValueError(f"{clean(text)[:60]!r} begins with no source of this summit and a colon")
    name, source = max(fitting, key=lambda pair: len(pair[0]))
    place = text[len(name) + 1 :]
    if offsets := re.fullmatch(r"([0-9]{1,12}):([0-9]{1,12})", place):
        return source, int(offsets[1]), int(offsets[2])
    pattern = r"\s+".join(map(re.escape, place.split()))
    found = [match.span() for match in re.finditer(pattern, source.text)] if pattern else []
    if len(found) != 1:
        places = ", ".join(f"{start}:{end}" for start, end in found[:_SHOWN])
        stand = f"stand {len(found)} times in {source.file}, at {places}" if found else f"do not stand in {source.file}"
        raise ValueError(f"the words {clean(place)[:60]!r} {stand}")
    return source, *found[0]


def selected(source: Source, start: int, end: int) -> dict[str, object]:
    """How a decision names ``source.text[start:end]``; ``ValueError`` for a range that is outside or blank."""
    evidence = Evidence.of(source, start, end)
    if not wording(evidence.exact):
        raise ValueError(f"{source.file}: the words at {start}:{end} are blank")
    return {
        "source_id": source.source_id, "start": start, "end": end, "exact": clean(evidence.exact),
        "prefix": clean(evidence.prefix), "suffix": clean(evidence.suffix),
    }  # fmt: skip
