"""The brief of one summit: each method is one part of the page, in the order in which the template shows them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry import figures, tables, words
from summitry.markup import Html, Safe, foreign, join, outside, tag
from summitry.report import findings, flow, governing, headline, lone, marks, programme, statements
from summitry.report.citations import Citations
from summitry.report.evidence import body_of, context
from summitry.words import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from summitry.dossier import Dossier


def style() -> Html:
    """The report's style sheet; the first output of a template, so that its notebook looks like the report."""
    css = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    return Html(tag("style", Safe(css), data_summitry=True), "<style of the report>", wrap=False)


class Brief:
    """A dossier as a report. Nothing is computed from what other cells showed: any cell can be run again alone."""

    def __init__(self, dossier: Dossier, *, main_positions: int = 3, show_mentioned: bool = True) -> None:
        self.dossier = dossier
        self.main_positions = main_positions
        self.show_mentioned = show_mentioned
        self.summit: dict[str, Any] = rows(dossier.summits)[0]
        self._said = flow.whole(dossier)
        self.speakers = statements.by_speaker(self._said, dossier.participants)

    def __repr__(self) -> str:
        return f"<brief of {self.dossier.summit_id}>"

    @cached_property
    def names(self) -> dict[str, str]:
        """What each shown record is called, by id."""
        found: dict[str, str] = {}
        for one in rows(self.dossier.participants):
            if self.show_mentioned or one["role"] != "mentioned":
                found[one["participant_id"]] = words.clip(one["name"], 80)
        found |= {one["document_id"]: tables.document_name(one, 120) for one in rows(self.dossier.documents)}
        for one in rows(self.dossier.positions):
            speaker = f"{words.sentence(words.clip(one['speaker'], 60))}: " if one["speaker"] else ""
            said, lead = words.clip(one["content"] or "", 110), self.leads.get(one["position_id"], "")
            if one["mode"] == "direct":
                said = f"“{said.strip(statements.MARKS)}”"
            found[one["position_id"]] = speaker + (f"{lead} {said}" if lead else said)
        for one in rows(self.dossier.events):
            kind = words.EVENTS.get(one["kind"], words.term(one["kind"]))
            if one["kind"] == "signing" and one["label"]:
                kind = words.sentence(words.clip(one["label"], 80))  # what was signed, and whether it was initialled
            place = f", {words.clip(one['place'], 60)}" if one["place"] else ""
            if one["kind"] == "talks" and not place and 1 < len(one["people"]) < 4:
                place = f" of {words.listed(words.clip(who, 40) for who in one['people'])}"
            found[one["event_id"]] = kind + place + (f", {words.day(one['date'])}" if one["date"] else "")
        for one in rows(self.dossier.quantities):
            value = "" if one["quantity_id"] in self.disputed else f": {words.clip(one['value'], 60)}"
            found[one["quantity_id"]] = tables.quantity_name(one) + value
        third = tables.third_parties(self.dossier.entities, self.summit["parties"])
        return found | {one["entity_id"]: words.clip(one["name"], 80) for one in third}

    @cached_property
    def leads(self) -> dict[str, str]:
        """The words that govern a position ("rejected", "called for"), by its id, where it does not stand alone."""
        return governing.lead_ins(self.dossier)

    @cached_property
    def citations(self) -> Citations:
        """The numbers of all places that the report cites."""
        return Citations(self.dossier, self.names)

    def cite(self, record_id: str, outlets: Sequence[str] = ()) -> Safe:
        """A record's outlets with links to its words, where the report shows the record itself; then its marks."""
        links = self.citations.links(record_id, outlets)
        kind, country = self.sides.get(record_id, (None, None))
        standing = marks.standing(kind, country, record_id in self.disputed)
        return join((links, standing, marks.mark(self.dossier.state_of(record_id))), " ")

    @cached_property
    def sides(self) -> dict[str, tuple[str, str]]:
        """Of each document and event that only one side's outlets report: which side, and its country."""
        found = [one for one in rows(self.dossier.corroboration()) if one["side"]]
        if len({(bool(one["host"]), one["side"]) for one in rows(self.dossier.corroboration())}) < 2:
            return {}  # nobody else reports anything
        return {
            one["record_id"]: ("host" if one["host"] else "guest", one["side"])
            for one in found if one["table"] in ("documents", "events")
        }  # fmt: skip

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Records on which outlets disagree."""
        return frozenset(map(str, self.dossier.disagreements["record_id"]))

    def style(self) -> Html:
        return style()

    def headline(self) -> Html:
        """Who, where, when, how many documents and the main positions: what can be read in ten seconds."""
        chosen = statements.main(self._said, self.dossier.participants, self.main_positions)
        return Html(
            headline.block(self.dossier, self.summit, chosen, self.citations, self.leads), self.summit["title"] or ""
        )

    def participants(self) -> Html:
        """Those who took part, by delegation; below, who else is named."""
        frame = self.dossier.participants
        quiet = tables.mentioned(frame, self.cite) if self.show_mentioned else Safe("")
        return Html(join((tables.participants(frame, self.summit["parties"], self.cite), quiet)), "Participants")

    def documents(self) -> Html:
        """The totals that outlets give against the documents they name, and a table of all."""
        frame = self.dossier.documents
        tally = findings.tally_against_list(frame, self.dossier.disagreements)
        sentence = tag("p", foreign(tally), class_="lead") if tally else ""
        return Html(join((sentence, tables.documents(frame, self.cite, self.summit["parties"]))), "Documents")

    def documents_figure(self) -> Html:
        """Which outlet reports which document."""
        frame = self.dossier.documents
        names = [tables.document_name(one, 80) for one in rows(frame)]
        figure = figures.documents_by_outlet(frame, self._outlets(), names)
        if figure is None:
            return _NOTHING
        return _figure(figure, "Who reports which document", findings.documents_figure(frame, self.dossier.voices))

    def topics_figure(self) -> Html:
        """Who speaks about what."""
        # That everybody speaks of the meeting itself says nothing.
        frame = self.dossier.positions
        frame = frame[[statements.substance(one["topic"]) for one in rows(frame)]]
        figure = figures.topics_by_speaker(frame, list(self.speakers))
        if figure is None:
            return _NOTHING
        return _figure(figure, "Topics by speaker, number of positions", findings.topics_figure(frame))

    def stances_figure(self) -> Html:
        """Who supports, commits, calls for, warns, opposes."""
        figure = figures.stances_by_speaker(self.dossier.positions, list(self.speakers))
        if figure is None:
            return _NOTHING
        return _figure(
            figure, "Stance by speaker, number of positions", findings.stances_figure(self.dossier.positions)
        )

    def positions(self) -> Html:
        """What was said, by speaker and topic, with mode, channel and stance."""
        said = statements.speakers(
            self.speakers, self.dossier.participants, self.cite, self.leads, self.dossier.renderings
        )
        return Html(said, "Positions")

    def programme_figure(self) -> Html:
        """Which outlet reports which part of the programme."""
        frame = self.dossier.events
        figure = figures.programme(frame, self._outlets(), [programme.name(one, 60) for one in rows(frame)])
        if figure is None:
            return _NOTHING
        return _figure(
            figure, "Who reports which part of the programme", findings.programme_figure(frame, self.dossier.voices)
        )

    def programme(self) -> Html:
        """The programme as a list of days."""
        return Html(programme.days(self.dossier.events, self.cite), "Programme")

    def quantities(self) -> Html:
        """How long, how many, how much: each figure with every amount that is given for it."""
        frame = self.dossier.quantities
        return Html(tables.quantities(frame, self.dossier.disagreements, self.cite), "Figures")

    def others(self) -> Html:
        """Forums, organisations and third states that are named."""
        return Html(tables.others(self.dossier.entities, self.summit["parties"], self.cite), "Forums and third parties")

    def corroboration_figure(self) -> Html:
        """How much of each outlet's account others have too."""
        shares = findings.shares(self.dossier)
        figure = figures.corroboration(shares)
        if figure is None:
            only = next(iter(shares), "")
            return _sentence(
                f"Everything recorded here comes from one outlet, {only}." if only else "Nothing is recorded."
            )
        told = [tuple(names) for names in self.dossier.corroboration()["voices"]]
        finding = findings.corroboration_figure(shares, len(told), sum(len(names) > 1 for names in told))
        return _figure(figure, "How far outlets confirm each other", finding)

    def disagreements(self) -> Html:
        """Where outlets say different things."""
        return Html(tables.disagreements(self.dossier.disagreements, self._named, self.citations.only), "Disagreements")

    def lone(self) -> Html:
        """What only one outlet says."""
        return Html(lone.by_outlet(self.dossier, self._named, self.names), "What only one outlet says")

    def sources(self) -> Html:
        """The sources, and what is left out of the report or in doubt."""
        cited = {place.source_id for place in self.citations.places}
        table = tables.sources(self.dossier.sources, lambda source: f"#{source}" if source in cited else None)
        # That a source was kept without being mined, the table says.
        said = {f"{one['file']}: {one['note']}" for one in rows(self.dossier.sources)}
        warnings = [str(text) for text in self.dossier.warnings if text not in said]
        doubts = [tag("li", foreign(words.clip(text, 300))) for text in warnings]
        notes = join((tag("h3", "Left out, or read with doubts"), tag("ul", *doubts))) if doubts else ""
        return Html(join((table, notes)), "Sources")

    def evidence(self) -> Html:
        """The sources' words with each record's words highlighted, numbered and linked back."""
        parts = [self._evidence(source) for source in rows(self.dossier.sources)]
        empty = tag("p", "No source has words that this report cites.", class_="none")
        return Html(join(parts) or empty, "The words in the sources")

    def _evidence(self, source: dict[str, Any]) -> Safe:
        source_id = source["source_id"]
        places = [place for place in self.citations.places if place.source_id == source_id]
        if not places:
            return Safe("")
        text = self.dossier.texts[source_id]
        body = body_of(text, source["file"])
        after = _after_title(text, body, source["title"])
        body = body if any(place.start < after for place in places) else after
        words_of = context(text, places, body, self.dossier.pages.get(source_id, ()))
        name = foreign(words.clip(source["outlet"] or source["file"], 80))
        about = join((outside(foreign(words.clip(source["title"] or source["file"], 200)), source["url"]),
                      words.day(source["published"])), ", ")  # fmt: skip
        heading = tag("h3", name, tag("small", about))
        # What a note on paper says of the source, which there stands apart from its words.
        return tag(
            "article", heading, words_of, id=source_id, class_="source", lang=source["language"],
            data_outlet=words.clip(source["outlet"] or source["file"], 80), data_date=words.day(source["published"]),
        )  # fmt: skip

    def _named(self, record_id: str) -> Safe:
        """A record's name, as a link to where the report shows it."""
        name, lead = self.names.get(record_id), self.leads.get(record_id, "")
        if name and lead:  # "Name: called for more" with the verb set apart, as in the list of positions
            before, found, after = name.partition(f": {lead} ")
            set_apart = join((before, ": ", tag("i", lead, class_="lead-in"), " ", after)) if found else name
            return tag("a", tag("bdi", set_apart), href=f"#{record_id}")
        return tag("a", foreign(name), href=f"#{record_id}") if name else foreign("a record that is not shown")

    def _outlets(self) -> list[str]:
        return list(dict.fromkeys(str(one["outlet"] or one["file"]) for one in rows(self.dossier.sources)))


def _after_title(text: str, body: int, title: str | None) -> int:
    """Where the coverage begins after a first line that only repeats the title, which stands above it."""
    first, _, _ = text[body:].lstrip().partition("\n")
    if title and words.lines(first.lstrip("# ")).casefold() == words.lines(title).casefold():
        return text.index(first, body) + len(first)
    return body


# A figure that would say nothing leaves no hole.
_NOTHING = Html(Safe(""), "<nothing to compare>")


def _sentence(text: str) -> Html:
    return Html(tag("p", foreign(text), class_="none") if text else Safe(""), text or "<nothing to show>")


def _figure(figure: Figure, title: str, finding: str) -> Html:
    image = tag("img", src=figures.data_uri(figure), alt=f"{title}. {finding}")
    caption = tag("figcaption", tag("b", f"{title}."), " ", foreign(finding))
    # On a narrow screen the image keeps its size and is scrolled, by keyboard too.
    scroll = tag("div", image, class_="scroll", tabindex="0", role="group", aria_label=title)
    return Html(tag("figure", scroll, caption), f"{title}. {finding}")
