"""The gallery as a page: a plain table that also works without scripts, and one script of ours that filters it.

It makes no request; the policy in its head admits that script alone, by its digest. All text is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from anyascii import anyascii

from .. import vocabulary, words
from ..markup import Safe, escape, foreign, join, tag

if TYPE_CHECKING:
    from .index import Entry

_HTML = Path(__file__).parent / "html"
# More are counted: "China, India, Iran and seven others".
_PARTIES = 4
_FORMATS = {"html": "HTML", "pdf": "PDF", "docx": "DOCX", "ipynb": "notebook"}
_STATES = {
    "fresh": "Up to date", "old": "Out of date", "unknown": "Not known", "failed": "Failed",
    "reviewed": "Reviewed, at least in part", "open": "Not reviewed",
}  # fmt: skip


def render(title: str, reports: Sequence[Entry], at: datetime | None = None) -> str:
    """The page that lists ``reports``, in their order; ``at`` is when that was so."""
    at = at or datetime.now(UTC)
    script = _text("gallery.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; form-action 'none'"
    many = words.counted(len(reports), "report") if reports else "No report yet"
    attention = sum(bool({"old", "failed"} & _states(one)) for one in reports)
    doubts = f"; {words.number(attention)} out of date or failed" if attention else ""
    about = f"{words.sentence(many)}{doubts}. As of {_moment(at)} UTC."
    body = [tag("h1", foreign(title)), tag("p", about, class_="about")]
    if reports:
        body += [_controls(reports), _table(reports), tag("p", "No report matches.", id="none", hidden=True)]
    else:
        body.append(tag("p", "Make them all with ", tag("code", "summitry batch"), ".", class_="empty"))
    head = join((
        tag("meta", charset="utf-8"), tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="referrer", content="no-referrer"), tag("title", f"{title}: reports"),
        tag("style", Safe(_text("gallery.css"))),
    ), "\n")  # fmt: skip
    scripts = tag("script", Safe(script)) if reports else ""
    page = tag("html", "\n", tag("head", head), "\n", tag("body", tag("main", join(body, "\n")), scripts), lang="en")
    return f"<!doctype html>\n{page}\n"


def _controls(reports: Sequence[Entry]) -> Safe:
    """Search and filters; hidden until the script that they need shows them."""
    names = {code: vocabulary.country_name(code) for one in reports for code in _countries(one)}
    countries = [tag("option", name, value=code) for code, name in sorted(names.items(), key=lambda item: item[1])]
    there = set().union(*(_states(one) for one in reports))
    states = [tag("option", text, value=state) for state, text in _STATES.items() if state in there]
    everything = tag("option", "All", value="")
    return tag(
        "form",
        tag("label", "Search", tag("input", type="search", id="search", autocomplete="off", spellcheck="false")),
        tag("label", "Country", tag("select", everything, *countries, id="country")),
        tag("label", "State", tag("select", everything, *states, id="state")),
        tag("output", id="shown", role="status"),
        id="filters", role="search", aria_label="Reports", hidden=True,
    )  # fmt: skip


def _table(reports: Sequence[Entry]) -> Safe:
    names = ("Dates", "Meeting and report", "Place", "Countries", "State", "Review", "Made (UTC)")
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    rows = join((_row(entry) for entry in reports), "\n")
    caption = tag("caption", "All reports, the newest meeting first", class_="hidden")
    return tag("table", caption, head, "\n", tag("tbody", "\n", rows, "\n"))


def _row(entry: Entry) -> Safe:
    settings = entry.settings
    days = words.days(settings.start, settings.end) if settings else ""
    country = vocabulary.country_name(settings.country) if settings and settings.country else ""
    place = ", ".join(part for part in (settings.city if settings else "", country) if part)
    parties = [vocabulary.country_name(code) for code in settings.parties] if settings else []
    sides = words.outlets(parties, _PARTIES) if len(parties) > _PARTIES else ", ".join(parties)
    made = entry.made
    cells = (
        ("Dates", tag("span", days, class_="days")), ("", _meeting(entry)), ("Place", foreign(place)),
        ("Countries", escape(sides)), ("State", _state(entry)), ("Review", _review(entry)),
        ("Made (UTC)", tag("time", _moment(made), datetime=f"{made:%Y-%m-%dT%H:%M:%SZ}") if made else ""),
    )  # fmt: skip
    # Found by what the row does not show, and in plain letters: "lodz" for Łódź.
    also = [entry.summit, *parties, country, (settings.venue or "") if settings else "",
            anyascii(f"{_name(entry)} {place}")]  # fmt: skip
    return tag(
        "tr",
        *(tag("th" if not name else "td", cell, scope=None if name else "row", data_label=name or None)
          for name, cell in cells),
        data_countries=" ".join(sorted(_countries(entry))), data_states=" ".join(sorted(_states(entry))),
        data_also=" ".join(filter(None, also)),
    )  # fmt: skip


def _meeting(entry: Entry) -> Safe:
    """The meeting's title, leading to the report, and below it the report's name and all its formats."""
    title = _name(entry)
    report = words.sentence(entry.report)
    first = next(iter(entry.formats), None)
    heading = tag("a", foreign(title), href=_link(entry, f"{entry.report}.{first}")) if first else foreign(title)
    links = [
        tag("span", tag("a", _FORMATS[name], href=_link(entry, f"{entry.report}.{name}"),
                        aria_label=f"{_FORMATS[name]}: {report}, {title}"), "" if current else " (older)")
        for name, current in entry.formats.items()
    ]  # fmt: skip
    return join((heading, tag("p", tag("span", report, class_="report"), " ", join(links, " "), class_="formats")), " ")


def _state(entry: Entry) -> Safe:
    said = []
    if entry.failed is not None:
        what = "a later attempt failed; this is the last good one" if entry.formats else "not made: the attempt failed"
        where = tag(
            "a", "where it stopped", href=_link(entry, entry.failed_notebook),
            aria_label=f"where it stopped: {words.sentence(entry.report)}, {_name(entry)}",
        )  # fmt: skip
        reason = foreign(words.clip(entry.failed, 160), "small") if entry.failed else ""
        said.append(tag("p", words.sentence(what), " (", where, ") ", reason, class_="failed"))
    if entry.formats and entry.since is None:
        said.append(tag("p", "Not known: no record of what it was made from"))
    elif entry.since:
        said.append(tag("p", f"Out of date: {'; '.join(entry.since)}", class_="old"))
    elif entry.formats:
        said.append(tag("p", "Up to date", class_="fresh"))
    return join(said, " ")


def _review(entry: Entry) -> Safe:
    """How much was reviewed, by whom and when last."""
    done = entry.reviewed
    if not done:
        return Safe("")
    if not done.get("last"):
        return escape("Not reviewed")
    names = words.outlets([words.clip(str(name), 60) for name in done.get("by", ())])
    more = f"; {words.number(done['changed'])} changed since" if done.get("changed") else ""
    return join((f"{done.get('reviewed', 0)} of {done.get('total', 0)} records",
                 tag("small", foreign(names), f", {words.day(done['last'])}{more}")), " ")  # fmt: skip


def _name(entry: Entry) -> str:
    return words.clip(entry.settings.title, 200) if entry.settings else entry.summit


def _states(entry: Entry) -> set[str]:
    """By what a reader may ask for the report."""
    state = "unknown" if entry.since is None else "old" if entry.since else "fresh"
    found = {state} if entry.formats else set()
    if entry.failed is not None:
        found.add("failed")
    if entry.reviewed:
        found.add("reviewed" if entry.reviewed.get("reviewed") else "open")
    return found


def _countries(entry: Entry) -> set[str]:
    settings = entry.settings
    return {code for code in (*settings.parties, settings.country, settings.host) if code} if settings else set()


def _link(entry: Entry, name: str) -> str:
    return quote(f"{entry.summit}/{name}")


def _moment(at: datetime) -> str:
    return f"{words.day(f'{at:%Y-%m-%d}')}, {at:%H:%M}"


@cache
def _text(name: str) -> str:
    return (_HTML / name).read_text(encoding="utf-8")
