"""The documents of a text by where they are named: those that a signing is of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summitry.model import Document


class Papers:
    """Documents, with their mentions in order."""

    def __init__(self, papers: Sequence[Document]) -> None:
        self.papers = papers
        spans = [(e.start, e.end, number) for number, paper in enumerate(papers) for e in paper.evidence]
        self.by_start = sorted(spans)
        self.by_end = sorted(spans, key=lambda span: span[1])

    def within(self, low: int, high: int) -> list[Document]:
        """The documents named within the characters ``low:high``."""
        first = bisect_left(self.by_start, low, key=lambda span: span[0])
        last = bisect_left(self.by_start, high, key=lambda span: span[0])
        numbers = {number for _, end, number in self.by_start[first:last] if end <= high}
        return [self.papers[number] for number in sorted(numbers)]

    def ending(self, low: int, high: int) -> list[Document]:
        """The document that is named last of those whose mention ends from ``low`` to ``high``; none or one."""
        first = bisect_left(self.by_end, low, key=lambda span: span[1])
        last = bisect_right(self.by_end, high, key=lambda span: span[1])
        found = max(self.by_end[first:last], key=lambda span: (span[0], -span[2]), default=None)
        return [] if found is None else [self.papers[found[2]]]
