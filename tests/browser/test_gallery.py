"""The gallery of reports as a reader uses it, from the disk: search, filters, keyboard, narrow windows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from summitry.desk import Desk, init_desk
from summitry.runs.index import write_index

pytestmark = pytest.mark.browser
LONG = "a_title_without_a_single_place_to_break_it_" * 4


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = init_desk(tmp_path / "a desk")
    desk.new_summit("one", title="Talks in Lantern Bay", start="2031-05-02", city="Lantern Bay", parties=["KEN"])
    desk.new_summit("two", title="Reception at Łódź", start="2030-06-01", country="POL", parties=["POL", "FIN"])
    desk.new_summit("three", title="<script>window.hacked = 1</script>", start="2029-06-01", parties=["NOR"])
    for name in ("one/note.html", "two/note.html", "three/note.html", "three/note.failed.ipynb"):
        path = desk.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return desk


def test_search_and_filters(desk: Desk, browser: Any) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(write_index(desk).as_uri())

    def shown() -> list[str]:
        return [row.get_attribute("data-also").split()[0] for row in page.locator("tbody tr:visible").all()]

    assert shown() == ["one", "two", "three"]
    search, country, state = page.get_by_label("Search"), page.get_by_label("Country"), page.get_by_label("State")
    page.keyboard.press("Tab")
    page.keyboard.type("lodz reception")  # the first control; letters without their marks find those with them
    assert shown() == ["two"]
    assert page.get_by_role("status").inner_text() == "1 of 3 shown"
    search.fill("no such meeting")
    assert shown() == []
    assert page.get_by_text("No report matches.").is_visible()
    search.fill("finland")  # which only the filter's list of countries spells out
    assert shown() == ["two"]
    search.fill("")
    assert shown() == ["one", "two", "three"]
    country.select_option(label="Norway")
    assert shown() == ["three"]
    state.select_option(label="Failed")
    assert shown() == ["three"]
    country.select_option(label="Kenya")
    assert shown() == []
    search.press("Enter")  # sends nothing
    assert page.url.endswith("index.html")
    assert page.evaluate("window.hacked === undefined")
    assert said == []  # nothing was refused or broke
    page.close()


def test_without_scripts_everything_is_shown(desk: Desk, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_index(desk).as_uri())
    assert page.locator("tbody tr:visible").count() == 3
    assert not page.get_by_label("Search").is_visible()
    page.get_by_role("link", name="HTML: Note, Talks in Lantern Bay").click()
    assert page.url.endswith("/one/note.html")
    context.close()


@pytest.mark.parametrize("width", [1280, 500, 320])
def test_nothing_is_wider_than_the_window(desk: Desk, browser: Any, width: int) -> None:
    desk.new_summit("long", title=LONG, start="2030-06-01", city=LONG[:80])
    for name in ("note.html", "note.pdf", "note.docx", "note.failed.ipynb"):
        (desk.reports / "long").mkdir(exist_ok=True)
        (desk.reports / "long" / name).write_text("x", encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(write_index(desk).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_text_has_enough_contrast(desk: Desk, browser: Any) -> None:
    """WCAG 2.2: 4.5 to 1 for text, against the white page."""
    page = browser.new_page()
    page.goto(write_index(desk).as_uri())
    colours = page.evaluate(
        "[...document.querySelectorAll('body *')]"
        ".map(e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(Number))"
    )

    def light(colour: list[int]) -> float:
        parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    worst = max(light(colour) for colour in colours)
    assert 1.05 / (worst + 0.05) >= 4.5
    page.close()
