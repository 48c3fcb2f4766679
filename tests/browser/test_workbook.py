"""The workbook in JupyterLab as an analyst uses it: narrow, read, decide. What is decided is on the disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import jupyter_lab

SUMMIT = "2031-05-02-bay"
STORY = """\
LANTERN BAY, May 2 (Test Wire) -- President Anna Kovar of Belarus met Prime Minister Omid Tavana of Iran on Friday.
The two sides signed three agreements on trade, transport and science.
"We will widen our trade," Kovar said after the talks.
A plan 🌉 on bridges was drafted as well.
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path, request: pytest.FixtureRequest
) -> Iterator[Any]:
    """The workbook of an invented summit, all of its cells run; ``SUMMITRY_SCREENSHOTS`` names a folder for a look."""
    from summitry.desk import init_desk

    monkeypatch.setenv("SUMMITRY_ANALYST", "Ada Norn")
    desk = init_desk(tmp_path / "desk")
    made = desk.new_summit(SUMMIT, title="Talks", start="2031-05-02", country="BLR", parties=["BLR", "IRN"])
    (made.folder / "story.txt").write_text(STORY)
    if not (made.path / "workbook.ipynb").is_file():
        shutil.copy(root / "templates" / "workbook.ipynb", made.path / "workbook.ipynb")
    with jupyter_lab(desk.root, tmp_path / "private") as address:
        shown = browser.new_page(viewport={"width": 1360, "height": 1700})
        shown.goto(address.format(f"workbooks/{SUMMIT}/workbook.ipynb"))
        kernel = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        shown.wait_for_function(kernel, timeout=120_000)
        shown.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        shown.wait_for_selector(".summitry-records tbody tr", timeout=120_000)
        shown.ledger = made.ledger
        yield shown
        if folder := os.environ.get("SUMMITRY_SCREENSHOTS"):
            panel = shown.locator(".summitry-panel").first
            panel.screenshot(path=Path(folder) / f"{request.node.name}.png")
        shown.close()


def choose(page: Any, table: str, words: str) -> Any:
    page.locator(".summitry-tables button", has_text=table).click()
    row = page.locator(".summitry-records tbody tr", has_text=words).first
    row.click()
    page.locator(".summitry-reviewing strong", has_text=words).first.wait_for()
    return row


def press(page: Any, label: str) -> None:
    """Press a button of the review, and wait for what came of it."""
    before = page.locator(".summitry-said").all_inner_texts()
    page.locator(".summitry-reviewing button", has_text=label).first.click()
    page.wait_for_function(
        "before => { const said = [...document.querySelectorAll('.summitry-said')].map(one => one.innerText);"
        " return said.length && said.join() !== before.join(); }", arg=before,
    )  # fmt: skip


def marks(page: Any) -> list[str]:
    return [text for text in page.locator('.summitry-records td[data-column="Review"]').all_inner_texts() if text]


def field(page: Any, label: str) -> Any:
    return page.get_by_label(label, exact=True)


def test_an_analyst_decides_in_the_explorer(page: Any) -> None:
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    choose(page, "Participants", "Anna Kovar")
    field(page, "Reason").fill("as in the <b>readout</b>")
    press(page, "Accept")
    page.locator('tr[data-review="reviewed"]', has_text="Anna Kovar").wait_for()
    page.get_by_text("✓ reviewed, by Ada Norn").wait_for()
    page.get_by_text("as in the <b>readout</b>").wait_for()

    choose(page, "Participants", "Omid Tavana")
    press(page, "Reject")
    page.locator(".summitry-records tbody tr", has_text="Omid Tavana").wait_for(state="detached")
    field(page, "Review").select_option("Rejected")
    gone = page.locator('tr[data-review="rejected"]', has_text="Omid Tavana")
    gone.wait_for()
    assert "line-through" in gone.locator("td").first.evaluate("cell => getComputedStyle(cell).textDecoration")
    press(page, "Undo")
    gone.wait_for(state="detached")
    field(page, "Review").select_option("All")
    row = choose(page, "Participants", "Omid Tavana")

    field(page, "Field").select_option("title")
    field(page, "Value").fill("First Vice-President")
    press(page, "Correct")
    page.locator('tr[data-review="corrected"]', has_text="First Vice-President").wait_for()
    choose(page, "Participants", "Omid Tavana")
    press(page, "Defer")
    page.locator('tr[data-review="deferred"]', has_text="Omid Tavana").wait_for()
    assert marks(page) == ["✓ reviewed", "… deferred"]
    choose(page, "Participants", "Omid Tavana")
    field(page, "Field").select_option("country")
    field(page, "Value").fill("Atlantis")
    press(page, "Correct")
    assert "ISO 3166-1 alpha-3" in page.locator(".summitry-failed").inner_text()
    press(page, "Merge")
    row = page.locator(".summitry-records tbody tr")
    page.wait_for_function("document.querySelectorAll('.summitry-records tbody tr').length === 1")
    assert row.count() == 1
    press(page, "Undo")
    page.wait_for_function("document.querySelectorAll('.summitry-records tbody tr').length === 2")

    # A key that JupyterLab would take for a command, with a button in focus.
    page.locator(".summitry-reviewing button", has_text="Accept").focus()
    page.keyboard.press("x")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells

    actions = [json.loads(line)["action"] for line in page.ledger.read_text().splitlines()]
    assert actions == ["accept", "reject", "undo", "correct", "defer", "merge", "undo"]
    assert all(json.loads(line)["by"] == "Ada Norn" for line in page.ledger.read_text().splitlines())


def test_a_record_is_added_from_marked_words(page: Any) -> None:
    page.locator(".summitry-tables button", has_text="Documents").click()
    page.get_by_text("Add a record", exact=True).click()
    text = page.locator(".summitry-source textarea")
    text.wait_for()
    page.wait_for_function("document.querySelector('.summitry-source textarea').value.includes('bridges')")
    text.evaluate(
        "box => { const at = box.value.indexOf('on bridges was'); box.focus(); box.setSelectionRange(at, at + 10); }"
    )
    text.dispatch_event("mouseup")
    field(page, "Values").fill("type=action_plan\nstatus=planned")
    press(page, "Add to documents")
    page.locator('tr[data-review="added"]', has_text="on bridges").wait_for()
    (made,) = map(json.loads, page.ledger.read_text().splitlines())
    assert (made["action"], made["exact"], made["after"]["type"]) == ("add", "on bridges", "action_plan")
    assert STORY[made["start"] : made["end"]] == "on bridges"
    page.get_by_text("Review the chosen record", exact=True).click()
    press(page, "Undo")
    page.locator(".summitry-records tbody tr", has_text="on bridges").wait_for(state="detached")
