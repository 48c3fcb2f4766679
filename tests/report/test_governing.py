"""The words that govern a statement: shown where it would say nothing, or the opposite, without them."""

from __future__ import annotations

import pytest

from summitry.dossier import Dossier
from summitry.report.governing import BEFORE, LONGEST, lead_in, lead_ins, with_leads


@pytest.mark.parametrize(
    ("before", "lead"),
    [
        ("On Monday the president rejected ", "rejected"),
        ("The president thanked his host for ", "thanked his host for"),
        ("Brandt did not rule out ", "did not rule out"),
        ("Brandt refused to condemn ", "refused to condemn"),
        ("Brandt warned that ", "warned that"),
        ("Brandt suggested that ", "suggested that"),
        ("Brandt expressed hope that ", "expressed hope that"),
        ("The ministry has called for ", "called for"),
        ("He called for calm and for ", "called for calm and for"),
        ("Brandt told the guests how he ", "told the guests how he"),
        ("She spoke of ", "spoke of"),
        ("Fishermen want more, and Brandt’s insistence that ", "insistence that"),
    ],
)  # fmt: skip
def test_the_verb_is_shown_with_what_leads_to_the_statement(before: str, lead: str) -> None:
    assert lead_in(before, "the tax on boats") == lead


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Brandt said that ",
        "Brandt said ",
        "Brandt told reporters that ",
        "Brandt told reporters ",
        "Brandt announced on Tuesday that ",
        "He added that ",
        "Brandt rejected the plan. ",  # of another sentence
        "Brandt rejected the plan.\n\n",
        "The state visit ends on Friday, and the ",  # "visit" and "state" are nouns here
    ],
)
def test_a_whole_clause_needs_no_verb(before: str) -> None:
    assert lead_in(before, "Boats are dear") == ""


def test_a_quotation_stands_alone_unless_it_is_a_fragment() -> None:
    assert lead_in('Brandt rejected the plan: "', "Boats are dear", direct=True) == ""
    assert lead_in('Brandt said: "', "boats are dear", direct=True) == ""
    assert lead_in('Brandt rejected "', "cheap boats", direct=True) == "rejected"


def test_the_sentence_does_not_end_at_an_abbreviation() -> None:
    assert lead_in("Brandt condemned Mr. Falk for ", "selling boats") == "condemned Mr. Falk for"


def test_a_long_way_to_the_statement_is_shortened() -> None:
    lead = lead_in(
        "Brandt called at the end of a long day of talks with all the fishermen of the northern coast for ", "x"
    )
    assert lead == "called at … coast for"
    assert len(lead) < LONGEST


def test_any_text_before_a_statement_is_read_in_no_time() -> None:
    for filler in ("to ", "not ", "“", ". A", "thanked ", "that,"):
        lead_in((filler * BEFORE)[:BEFORE], "x")


def test_leads_of_a_dossier(dossier: Dossier) -> None:
    contents = dict(zip(dossier.positions["position_id"], dossier.positions["content"], strict=True))
    leads = {contents[key]: lead for key, lead in lead_ins(dossier).items()}
    assert leads["an end to tariffs on fish"] == "called for"
    assert leads["any new tariff on dried cod"] == "opposed"
    assert leads["delays at the border cost both sides dearly"] == "warned that"
    assert "catch quotas would be published every January" not in leads
    assert not any(content.startswith("Our two coasts") for content in leads)


def test_hostile_texts_have_no_markup_in_their_leads(hostile: Dossier) -> None:
    assert all(isinstance(lead, str) for lead in lead_ins(hostile).values())


def test_rows_for_reading_have_their_verbs_and_the_dossier_keeps_its_words(dossier: Dossier) -> None:
    shown = with_leads("positions", dossier.positions, lead_ins(dossier))
    assert "called for an end to tariffs on fish" in set(shown["content"])
    assert "an end to tariffs on fish" in set(dossier.positions["content"])
    assert with_leads("documents", dossier.documents, lead_ins(dossier)) is dossier.documents
