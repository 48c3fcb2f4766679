"""The brief as HTML: what a reader finds where, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import html

from summitry.dossier import Dossier
from summitry.report import statements
from summitry.report.brief import Brief

Replace = Callable[[Dossier, dict[str, Any]], Dossier]


def page(part: Any) -> html.HtmlElement:
    return html.fragment_fromstring(str(part.content), create_parent="div")


def test_a_statement_is_shown_with_its_verb_everywhere(dossier: Dossier) -> None:
    brief = Brief(dossier, main_positions=9)
    for part in (brief.headline(), brief.positions(), brief.lone()):
        leads = {element.text_content(): element.tail for element in page(part).iter("i")}
        assert "called for" in leads, part
    assert "called for an end to tariffs on fish" in page(brief.positions()).text_content()


def test_the_headline_shows_the_stance_unless_it_is_neutral(dossier: Dossier) -> None:
    root = page(Brief(dossier, main_positions=9).headline())
    assert root.xpath("//li[contains(., 'tariffs on fish')]//span[contains(@class, 'stance-call_for')]")
    assert not root.xpath("//span[contains(@class, 'stance-neutral')]")


def row(number: int, speaker: str, country: str | None, **kw: Any) -> dict[str, Any]:
    given = {"mode": "indirect", "topic": None, "stance": "neutral", "outlets": ("Alfa",)} | kw
    return {"position_id": f"s-{number}", "speaker": speaker, "country": country, "content": f"words {number}", **given}


def chosen(replace_columns: Replace, dossier: Dossier, positions: list[dict[str, Any]]) -> list[str]:
    changed = replace_columns(dossier, {"positions": positions})
    return [one["content"] for one in statements.main(changed.positions, changed.participants, 3)]


def test_main_positions_are_of_principals_and_of_both_sides(dossier: Dossier, replace_columns: Replace) -> None:
    found = [
        row(1, "Olav Brekke", "NOR", topic="fisheries", stance="oppose"),
        row(2, "Duarte Falcao", "PRT", topic="trade", stance="support"),
        row(3, "Duarte Falcao", "PRT", topic="trade", stance="oppose"),
        row(4, "Ingrid Solbakken", "NOR", topic="trade"),
        row(5, "Rui Tavora", None, topic="trade", stance="oppose"),
    ]
    assert chosen(replace_columns, dossier, found) == ["words 2", "words 4", "words 3"]


def test_a_delegation_speaks_where_its_principal_does_not(dossier: Dossier, replace_columns: Replace) -> None:
    found = [
        row(1, "Olav Brekke", "NOR", topic="fisheries"),
        row(2, "Duarte Falcao", "PRT", stance="support"),
        row(3, "Beatriz Quental", "PRT", topic="trade"),
    ]
    assert chosen(replace_columns, dossier, found) == ["words 2", "words 1"]


def test_slots_stay_empty_rather_than_hold_trivia(dossier: Dossier, replace_columns: Replace) -> None:
    assert chosen(replace_columns, dossier, [row(1, "Duarte Falcao", "PRT"), row(2, "Ingrid Solbakken", "NOR")]) == []


def test_a_speaker_in_lower_case_heads_a_section_in_capitals(dossier: Dossier, replace_columns: Replace) -> None:
    changed = replace_columns(dossier, {"positions": [row(1, "the ministry", "NOR")]})
    assert page(Brief(changed).positions()).find(".//h3").text_content().startswith("The ministry")


def test_a_figure_that_says_nothing_leaves_no_hole(one_outlet: Dossier, empty: Dossier) -> None:
    for brief in (Brief(one_outlet), Brief(empty)):
        for part in (brief.documents_figure(), brief.topics_figure(), brief.programme_figure()):
            assert page(part).text_content() == ""


def test_a_document_of_both_parties_says_so(dossier: Dossier) -> None:
    cells = page(Brief(dossier).documents()).xpath("//td[@data-label='Parties']")
    assert "both" in {cell.text_content() for cell in cells}


def test_every_figure_has_a_text_in_its_place(dossier: Dossier) -> None:
    brief = Brief(dossier)
    parts = [brief.documents_figure(), brief.stances_figure(), brief.programme_figure(), brief.corroboration_figure()]
    images = [image for part in parts for image in page(part).iter("img")]
    assert len(images) >= 3
    assert all(len(image.get("alt")) > 40 for image in images)
    assert all(image.getparent().get("tabindex") == "0" for image in images)  # scrolled by keyboard where it is wide


def test_talk_of_the_meeting_itself_is_no_main_position(dossier: Dossier, replace_columns: Replace) -> None:
    found = [
        row(1, "Duarte Falcao", "PRT", topic="talks and visits"),
        row(2, "Ingrid Solbakken", "NOR", topic="trade"),
    ]
    assert chosen(replace_columns, dossier, found) == ["words 2"]


def test_a_surname_alone_is_no_other_name(dossier: Dossier) -> None:
    assert "also Solbakken" not in page(Brief(dossier).participants()).text_content()


def test_outlets_lead_to_their_words(dossier: Dossier) -> None:
    brief = Brief(dossier)
    targets = {link.get("href") for link in page(brief.sources()).xpath("//th/a")}
    ids = {f"#{article.get('id')}" for article in page(brief.evidence()).iter("article")}
    assert targets == ids and ids


def test_a_title_stands_once_above_the_words(dossier: Dossier) -> None:
    for article in page(Brief(dossier).evidence()).iter("article"):
        title = article.find(".//small").text_content().rpartition(",")[0]
        assert article.text_content().count(title) == 1, title
