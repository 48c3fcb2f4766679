"""The dossier's tables as HTML tables for reading. All cells are escaped; widths are left to ``report.css``.

Each function takes DataFrames with the columns of :data:`summitry.model.TABLES` and ``cite``, which gives a record's
outlets with links to its words: ``cite(record_id, outlets) -> Safe``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summitry import words
from summitry.markup import Safe, foreign, join, outside, tag
from summitry.words import rows

if TYPE_CHECKING:
    import pandas as pd

Cite = Callable[[str, Sequence[str]], Safe]
Row = dict[str, Any]

_FIELDS = {
    ("participants", "title"): "office", ("documents", "title"): "subject", ("documents", "count"): "how many",
    ("documents", "signatories"): "who signed", ("documents", "areas"): "fields", ("events", "label"): "kind",
    ("quantities", "value"): "as reported",
}  # fmt: skip
# States with this many or more rows are listed in one sentence instead.
_STATES = 12


def table(caption: str, columns: Sequence[str], bodies: Iterable[Safe], *, kind: str) -> Safe:
    """A captioned table; ``bodies`` are ``<tbody>`` elements."""
    head = tag("thead", tag("tr", *(tag("th", column, scope="col") for column in columns)))
    return tag("table", tag("caption", caption), head, *bodies, class_=kind)


def row(columns: Sequence[str], *cells: object, id: str | None = None) -> Safe:
    """A row whose first cell heads it; each cell knows its column, which narrow screens show beside it."""
    first, *others = cells
    return tag(
        "tr", tag("th", first, scope="row"),
        *(tag("td", cell, data_label=column) for column, cell in zip(columns[1:], others, strict=True)), id=id,
    )  # fmt: skip


def mark(text: str, kind: str) -> Safe:
    """A small label, e.g. a status; what it says does not depend on its colour."""
    return tag("span", text, class_=f"tag {kind}")


def participants(frame: pd.DataFrame, parties: Sequence[str], cite: Cite) -> Safe:
    """Those who took part, by delegation: the parties in their order, then the others; principals first."""
    present = [one for one in rows(frame) if one["role"] != "mentioned"]
    if not present:
        return tag("p", "The sources name no participant.", class_="none")
    columns = ("Name", "Office", "Role", "Sources")
    sides: dict[str, list[Row]] = {code: [] for code in (words.country(party) for party in parties)}
    for one in present:
        sides.setdefault(words.country(one["country"]) or one["organisation"] or "No state or body named", []).append(
            one
        )
    bodies = []
    for side, people in sides.items():
        people.sort(key=lambda one: one["role"] != "principal")
        heading = tag("tr", tag("th", foreign(side), colspan=len(columns), scope="rowgroup"), class_="group")
        if people:
            bodies.append(tag("tbody", heading, *(_participant(columns, one, cite) for one in people)))
    return table("Who took part, by delegation", columns, bodies, kind="participants")


def _participant(columns: Sequence[str], one: Row, cite: Cite) -> Safe:
    own = set(one["name"].casefold().split())
    # "Also Brandt" says nothing new of Ana Brandt.
    also = [name for name in one["aliases"] if not own >= set(name.casefold().split())][:4]
    name = join(
        (foreign(words.clip(one["name"], 120)), _small("also ", join(map(foreign, also), ", ")) if also else "")
    )
    office = words.sentence(words.lines(one["title"] or "")) or "not given"
    body = words.lines(one["organisation"] or "") if one["country"] else ""
    return row(
        columns, name, foreign(words.clip(", ".join(part for part in (office, body) if part), 160)),
        mark(str(one["role"]), f"role-{one['role']}"),
        cite(one["participant_id"], one["outlets"]), id=one["participant_id"],
    )  # fmt: skip


def mentioned(frame: pd.DataFrame, cite: Cite) -> Safe:
    """Persons who are named without taking part, as one quiet paragraph; empty without any."""
    people = [
        tag("span", foreign(words.clip(one["name"], 120)), _about(one), " ",
            cite(one["participant_id"], one["outlets"]), id=one["participant_id"])
        for one in rows(frame) if one["role"] == "mentioned"
    ]  # fmt: skip
    if not people:
        return Safe("")
    return tag("p", tag("b", "Named without taking part:"), " ", join(people, "; "), ".", class_="quiet")


def _about(one: Row) -> Safe:
    office = words.office(one["title"], one["country"], one["organisation"])
    return tag("span", " (", foreign(words.clip(office, 100)), ")") if office else Safe("")


def documents(frame: pd.DataFrame, cite: Cite, parties: Sequence[str] = ()) -> Safe:
    """Documents in the order given, each with its parties, status and areas of cooperation.

    Of a document of all of ``parties``, the meeting's, "both" or "all" says so instead of naming them again.
    """
    if frame.empty:
        return tag("p", "The sources report no document.", class_="none")
    columns = ("Document", "Parties", "Status", "Sources")
    found = [
        row(columns, _document(one), _parties(one, parties),
            _status(one), cite(one["document_id"], one["outlets"]), id=one["document_id"])
        for one in rows(frame)
    ]  # fmt: skip
    return table("Documents, with areas of cooperation as the sources word them", columns, [tag("tbody", *found)],
                 kind="documents")  # fmt: skip


def _parties(one: Row, parties: Sequence[str]) -> Safe:
    own = one["parties"]
    if len(own) > 1 and set(own) == set(parties):
        return Safe("both" if len(own) == 2 else "all")
    return foreign(", ".join(map(words.country, own)) or "not said")


def document_name(one: Row, limit: int = 110) -> str:
    """What a document is called: its own title if that says more than the words that name it."""
    label = words.sentence(words.lines(one["label"] or "")) or words.sentence(words.term(one["type"]))
    title = words.lines(one["title"] or "")
    if not title or title.casefold() in label.casefold():
        return words.clip(label, limit)
    if label.casefold() in title.casefold():
        return words.clip(words.sentence(title), limit)
    return words.clip(f"{label} {title}" if title[0].islower() else f"{label}: {title}", limit)


def _document(one: Row) -> Safe:
    name, kind = document_name(one), words.term(one["type"])
    notes = []
    if one["type"] != "other" and kind.split()[-1].casefold()[:5] not in name.casefold():
        notes.append(_small(words.sentence(kind)))
    if one["signatories"]:
        notes.append(_small("Signed by ", foreign(words.listed(one["signatories"][:6]))))
    if one["areas"]:
        notes.append(_small("Areas: ", join((foreign(words.clip(area, 80)) for area in one["areas"]), ", ")))
    return join((foreign(name), *notes))


def _status(one: Row) -> Safe:
    when = words.day(one["date"]) if one["date"] else ""
    return join((mark(one["status"] or "", f"status-{one['status']}"), _small(when) if when else ""))


def _small(*content: object) -> Safe:
    return tag("small", *content)


def others(frame: pd.DataFrame, parties: Sequence[str], cite: Cite) -> Safe:
    """Forums, organisations and third states that are named; a long tail of states is one sentence."""
    third = third_parties(frame, parties)
    if not third:
        return tag("p", "No forum, organisation or third state is named.", class_="none")
    bodies = [one for one in third if one["kind"] != "state"]
    states = [one for one in third if one["kind"] == "state"]
    tail = states if len(states) >= _STATES else []
    listed = [*bodies, *(() if tail else states)]
    columns = ("Name", "Kind", "Mentions", "Sources")
    found = [
        row(columns, foreign(words.clip(one["name"], 120)), one["kind"], one["mentions"],
            cite(one["entity_id"], one["outlets"]), id=one["entity_id"])
        for one in listed
    ]  # fmt: skip
    parts = [table("Forums, organisations and third states", columns, [tag("tbody", *found)], kind="entities")]
    if tail:
        named = (
            tag("span", foreign(one["name"]), " ", cite(one["entity_id"], one["outlets"]), id=one["entity_id"])
            for one in tail
        )
        parts.append(tag("p", tag("b", "Third states named:"), " ", join(named, "; "), ".", class_="quiet"))
    return join(parts if listed else parts[1:])


def third_parties(frame: pd.DataFrame, parties: Sequence[str]) -> list[Row]:
    """Entities other than places and the parties themselves, most mentioned first within each kind."""
    order = {"forum": 0, "organisation": 1, "state": 2}
    own = {*parties, *map(words.country, parties)}
    found = [
        one for one in rows(frame)
        if one["kind"] in order and one["code"] not in own and one["name"] not in own
    ]  # fmt: skip
    return sorted(found, key=lambda one: (order[one["kind"]], -(one["mentions"] or 0), one["name"] or ""))


def quantity_name(one: Row) -> str:
    """What a figure measures: "length of the talks", "members of BRICS", "time since the last visit to Chile"."""
    measure, subject = str(one["measure"]), one["subject"]
    if not subject:
        return words.sentence(measure)
    if measure.startswith(("length of", "members of")) or measure.endswith(("taking part", "killed")):
        link = ", "
    else:
        link = " to " if measure.endswith("visit") else " in " if subject.isdecimal() else " of "
    of = words.the_country(subject) if len(subject) == 3 and subject.isupper() else subject
    article = "the " if link == " of " and " " not in of and of.islower() else ""
    return words.sentence(f"{measure}{link}{article}{words.clip(of, 80)}")


def quantities(frame: pd.DataFrame, disagreements: pd.DataFrame, cite: Cite) -> Safe:
    """The figures that reports give, each with every amount that some outlet has for it."""
    if frame.empty:
        return tag("p", "The sources give no figure that others could give too.", class_="none")
    columns = ("What", "As reported", "Sources")
    rivals: dict[str, list[Row]] = {}
    for one in rows(disagreements):
        if one["table"] == "quantities":
            rivals.setdefault(one["record_id"], []).append(one)
    found = [
        row(columns, foreign(quantity_name(one)),
            foreign(words.listed(str(rival["value"]) for rival in rivals.get(one["quantity_id"], [one]))),
            cite(one["quantity_id"], one["outlets"]), id=one["quantity_id"])
        for one in rows(frame)
    ]  # fmt: skip
    return table("Figures and names that reports give", columns, [tag("tbody", *found)], kind="quantities")


def disagreements(frame: pd.DataFrame, name_of: Callable[[str], Safe], cite: Cite) -> Safe:
    """What outlets say differently: one row per subject, each competing value with who has it, and where."""
    if frame.empty:
        return tag("p", "No two outlets contradict each other on what is recorded here.", class_="none")
    columns = ("About", "In question", "What they say")
    subjects: dict[tuple[str, str, str], list[Row]] = {}
    for one in rows(frame):
        subjects.setdefault((one["table"], one["record_id"], one["field"]), []).append(one)
    found = [
        row(
            columns,
            name_of(record_id),
            _FIELDS.get((about, field), words.term(field)),
            tag("ul", *(_competing(one, cite) for one in values)),
        )
        for (about, record_id, field), values in subjects.items()
    ]
    return table("Where outlets disagree", columns, [tag("tbody", *found)], kind="disagreements")


def _competing(one: Row, cite: Cite) -> Safe:
    value = str(one["value"] or "not said")
    if one["field"] in ("status", "date"):
        value = words.term(value) if one["field"] == "status" else words.day(value) or value
    return tag("li", foreign(words.clip(value, 160)), " ", cite(one["record_id"], one["outlets"]))


def sources(frame: pd.DataFrame, linked: Callable[[str], str | None]) -> Safe:
    """What the report is made from; ``linked`` gives the address of a source's text in the report, if it is there."""
    if frame.empty:
        return tag("p", "There is no source yet.", class_="none")
    columns = ("Outlet", "Report", "Date")
    names = {one["source_id"]: str(one["outlet"] or one["file"]) for one in rows(frame)}
    found = [
        row(columns, _outlet(one, linked(one["source_id"])), _report(one, names),
            words.day(one["published"]) or "not known")
        for one in rows(frame)
    ]  # fmt: skip
    return table("Sources, in order of publication", columns, [tag("tbody", *found)], kind="sources")


def _outlet(one: Row, address: str | None) -> Safe:
    about = [words.country(one["outlet_country"]), words.SOURCES.get(one["kind"], "")]
    name = foreign(words.clip(one["outlet"] or one["file"], 80))
    if address:
        name = tag("a", name, href=address, title="The words that this report cites")
    return join((name, _small(" · ".join(part for part in about if part))))


def _kept(note: str | None, language: str | None) -> str:
    """Why a source was kept without being mined; the language by its name."""
    if note and "language" in note:
        return f"Kept, not extracted: it is in {words.language(language)}"
    return f"Kept, {note}" if note else ""


def _report(one: Row, names: Mapping[str, str]) -> Safe:
    title = words.clip(one["title"] or one["file"] or "", 200)
    kept = _kept(one["note"], one["language"])
    copied = one["cluster"] in names and one["cluster"] != one["source_id"]
    same = _small("Same text as ", foreign(words.clip(names[one["cluster"]], 80))) if copied else ""
    return join((outside(foreign(title), one["url"]), same, _small(kept) if kept else ""))
