"""What the workbook's cells call."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from summitry import workbook
from summitry.dossier import Dossier
from summitry.errors import DeskError
from summitry.workbook import Workbook


@pytest.fixture
def desk(dossier: Dossier) -> Any:
    """A desk of one summit."""
    summit = SimpleNamespace(id=dossier.summit_id, title="Talks <on> the lake", dossier=lambda: dossier)
    held = {summit.id: summit}
    return SimpleNamespace(root=Path("a desk"), held=held, summits=lambda: list(held.values()), summit=held.__getitem__)


@pytest.fixture
def book(desk: Any) -> Workbook:
    return workbook.open("2031-05-03-lakeside", desk)


def test_the_only_summit_need_not_be_named(desk: Any) -> None:
    from summitry.widgets import explore

    assert workbook.open(desk=desk).summit.id == "2031-05-03-lakeside"
    assert "2031-05-03-lakeside" in repr(explore(desk=desk))
    desk.held["other"] = SimpleNamespace(id="other")
    with pytest.raises(DeskError, match="Name one of: 2031-05-03-lakeside, other"):
        workbook.open(desk=desk)


def test_heading_says_where_when_and_how_much(book: Workbook) -> None:
    page = str(book.heading().content)
    assert "<h2>Talks &lt;on&gt; the lake</h2>" in page
    assert "3 May 2031, Lakeside, Slovenia" in page
    assert "Two sources, three positions, two participants, one document and two events" in page


def test_tables_are_whole_and_escaped(book: Workbook) -> None:
    sources = str(book.table("sources").content)
    assert "Lake &lt;Post&gt;" in sources and "<Post>" not in sources
    assert "javascript:" not in sources
    assert "signed two accords on fisheries" in str(book.table("positions").content)


def test_disagreements_name_their_record(book: Workbook) -> None:
    page = str(book.table("disagreements").content)
    assert "two accords" in page  # d-1 by its label
    assert "d-9" in page  # not in its table: by its id


def test_problems_are_listed_escaped(book: Workbook) -> None:
    assert "without a problem" in str(book.problems().content)
    book.dossier.warnings.append("a<b>.pdf: empty")  # type: ignore[attr-defined]
    assert "<li>a&lt;b&gt;.pdf: empty</li>" in str(book.problems().content)


def test_next_steps_can_be_pasted(book: Workbook) -> None:
    page = str(book.next_steps().content)
    assert "summitry report 2031-05-03-lakeside" in page
    assert "cd &#x27;a desk&#x27;" in page  # quoted for the shell, then for HTML
