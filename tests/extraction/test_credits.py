"""Names of the newsroom are nobody's part in the meeting."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Source

STORY = "LISBON, May 7 - Portuguese President Duarte Falcao met Norwegian President Ingrid Solbakken.\n\n"


@pytest.mark.parametrize(
    "credit",
    [
        "(Additional reporting by Ana Prado, Nils Hauge, Eva Lund; Writing by Jo Tavora; Editing by Una Berg)",
        "Test Press writers Ana Prado in Oslo, Nils Hauge in Porto, Rui Brandao in Faro, Eva Lund and Jo Tavora in "
        "Lisbon and Una Berg in Bergen contributed to this report.",
        "By Ana Prado",
        "Photo by Nils Hauge / Test Press",
    ],
)
def test_the_newsroom_gives_no_person(credit: str) -> None:
    found = extract(Source("src-1", "s.txt", STORY + credit + "\n"))
    assert sorted(p.name for p in found.participants) == ["Duarte Falcao", "Ingrid Solbakken"]


def test_a_report_that_somebody_wrote_is_no_credit() -> None:
    found = extract(
        Source("src-1", "s.txt", STORY + "The plan, written in Porto, was praised by Minister Ana Prado.\n")
    )
    assert "Ana Prado" in [p.name for p in found.participants]
