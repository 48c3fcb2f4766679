from __future__ import annotations

import pytest

from summitry.model import Source

TEXT = """\
LANTERN BAY, May 2 (Test Wire) -- President Anna Kovar of Belarus met Prime Minister Omid Tavana of Iran on Friday.
The two sides signed three agreements on trade,
transport and science.
"We will widen our trade," Kovar said after the talks. Bela Torvald watched from afar.
"""


@pytest.fixture
def source() -> Source:
    return Source("src-1", "story.txt", TEXT)
