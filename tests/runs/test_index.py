"""The page that lists all reports."""

from __future__ import annotations

from html.parser import HTMLParser

from summitry.desk import Desk
from summitry.runs.index import entries, write_index


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def parsed(html: str) -> Links:
    page = Links()
    page.feed(html)
    return page


def put(desk: Desk, *names: str) -> None:
    for name in names:
        path = desk.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_lists_what_is_there_newest_meeting_first(desk: Desk) -> None:
    desk.new_summit("two", title="Later talks", start="2032-01-01", country="BLR", parties=["BLR", "IRN"])
    put(desk, "one/brief.html", "two/brief.html", "two/brief.failed.ipynb", "2030-01-01-gone/brief.html")
    put(desk, "one/.brief.part/brief.html", ".locks/x.html", "one/brief.ipynb")
    assert [(e.summit, e.failed) for e in entries(desk)] == [("two", True), ("one", False), ("2030-01-01-gone", False)]
    html = write_index(desk).read_text(encoding="utf-8")
    assert parsed(html).links == ["two/brief.html", "one/brief.html", "2030-01-01-gone/brief.html"]
    assert "Belarus, Iran" in html


def test_a_title_cannot_add_markup(desk: Desk) -> None:
    put(desk, "one/brief.html", "one/a&b <i> 100%.html")
    html = write_index(desk).read_text(encoding="utf-8")
    assert "Talks &lt;b&gt;in&lt;/b&gt; {Lantern} Bay" in html
    page = parsed(html)
    assert not page.tags & {"b", "i", "script", "img", "link"}
    assert "one/a%26b%20%3Ci%3E%20100%25.html" in page.links
    assert "default-src 'none'" in html


def test_an_empty_desk_says_how_to_make_reports(desk: Desk) -> None:
    assert "summitry batch" in write_index(desk).read_text(encoding="utf-8")


def test_dates_are_written_out(desk: Desk) -> None:
    desk.new_summit("two", title="Long talks", start="2032-01-31", end="2032-02-01", parties=["BLR", "IRN"])
    put(desk, "two/brief.html")
    html = write_index(desk).read_text(encoding="utf-8")
    assert "31 January – 1 February 2032" in html
    assert "2032-01-31" not in html


def test_of_many_parties_the_first_are_named(desk: Desk) -> None:
    parties = ["CHN", "RUS", "IND", "PAK", "IRN", "KAZ"]
    desk.new_summit("two", title="Wide talks", start="2032-01-31", parties=parties)
    put(desk, "two/brief.html")
    assert "China, Russia, India and three others" in write_index(desk).read_text(encoding="utf-8")
