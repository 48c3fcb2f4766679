"""The sample desk: every file accounted for, every quoted fragment backed by the fact sheet it was written from."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from summitry.desk import init_desk

WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
SUMMITS = sorted(path.parent for path in WORKBOOKS.glob("*/summit.toml"))
FILES = sorted(path for summit in SUMMITS for path in (summit / "sources").iterdir())

MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def settings(summit: Path) -> dict[str, Any]:
    return tomllib.loads((summit / "summit.toml").read_text(encoding="utf-8"))


class _Prose(HTMLParser):
    """The text of a page's body, without markup, attributes and comments."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = self.inside or tag == "body"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)


def mined_text(path: Path) -> str:
    """What a reader of the summary reads: no front matter, no markup."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text.split("\n---\n", 1)[1]
    if path.suffix == ".html":
        prose = _Prose()
        prose.feed(text)
        return "".join(prose.parts)
    return text


def plain(text: str) -> str:
    return " ".join(text.translate(MARKS).split())


def of(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.name}" if path.parent.name == "sources" else path.name


def test_there_are_at_least_ten_summits() -> None:
    assert len(SUMMITS) >= 10


@pytest.mark.parametrize("summit", SUMMITS, ids=of)
def test_summit_says_what_when_and_where(summit: Path) -> None:
    values = settings(summit)
    assert {"title", "start", "end", "city", "country", "venue", "host", "parties", "format"} <= values.keys()
    assert summit.name.startswith(str(values["start"])) or summit.name.startswith(str(values["end"]))
    assert values["host"] in values["parties"]


@pytest.mark.parametrize("summit", SUMMITS, ids=of)
def test_every_summit_has_the_workbook_of_today(summit: Path, tmp_path: Path) -> None:
    made = init_desk(tmp_path / "desk").new_summit(summit.name, title="T", start="2031")
    assert (summit / "workbook.ipynb").read_text() == (made.path / "workbook.ipynb").read_text()


@pytest.mark.parametrize("summit", SUMMITS, ids=of)
def test_sources_listed_and_sources_kept_are_the_same(summit: Path) -> None:
    listed = [entry["file"] for entry in settings(summit)["sources"]]
    assert sorted(listed) == sorted(path.name for path in (summit / "sources").iterdir())
    assert len(listed) == len(set(listed)) >= 3


@pytest.mark.parametrize("summit", SUMMITS, ids=of)
def test_every_source_names_its_report(summit: Path) -> None:
    for entry in settings(summit)["sources"]:
        assert entry["outlet"] and entry["title"], entry
        assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", str(entry["date"])), entry
        assert re.match(r"https?://\S+$", entry["url"]), entry


@pytest.mark.parametrize("path", FILES, ids=of)
def test_source_is_a_short_summary_that_says_so(path: Path) -> None:
    assert 20 < len(mined_text(path).split()) <= 600
    notice = path if path.suffix in {".md", ".html"} else path.parents[1] / "summit.toml"
    assert "ummary by the desk" in notice.read_text(encoding="utf-8")
    assert "ummary by the desk" not in mined_text(path)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".md"], ids=of)
def test_front_matter_and_summit_toml_agree(path: Path) -> None:
    entry = next(e for e in settings(path.parents[1])["sources"] if e["file"] == path.name)
    head = path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
    stated = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    assert {key: stated[key] for key in ("title", "outlet", "date", "url")} == {
        key: str(entry[key]) for key in ("title", "outlet", "date", "url")
    }


@pytest.mark.parametrize("path", FILES, ids=of)
def test_quoted_words_and_figures_are_in_the_fact_sheet(path: Path, shared: Path) -> None:
    """Nothing is put into anybody's mouth, and no number of two digits or more is made up."""
    summit = path.parents[1].name
    sheets = list((shared / "facts").glob(f"*-{summit[11:]}-{summit[:10]}.md"))
    if not sheets:
        pytest.skip(f"no fact sheet for {summit}")
    sheet, text = plain(sheets[0].read_text(encoding="utf-8")), plain(mined_text(path))
    assert text.count('"') % 2 == 0
    for fragment in re.findall(r'"([^"]+)"', text):
        assert fragment.strip(" ,.").casefold() in sheet.casefold()
    for figure in re.findall(r"\d[\d:]*\d", text):
        assert re.search(rf"(?<!\d){figure}(?!\d)", sheet), figure
