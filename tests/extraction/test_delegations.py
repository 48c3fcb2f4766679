"""Whose side people are on, told by those they are named with; all people are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Participant, Source

MET = "Portuguese President Duarte Falcão met Norwegian Prime Minister Ingrid Solbakken in Lisbon on Monday. "


def people(text: str) -> dict[str, Participant]:
    return {p.name: p for p in extract(Source("src-000000000000", "story.txt", text)).participants}


@pytest.mark.parametrize(
    "text",
    [
        "Solbakken was accompanied by Foreign Minister Olav Brekke and adviser Kari Lunde.",
        "Solbakken was accompanied at the talks by Foreign Minister Olav Brekke and adviser Kari Lunde.",
        "Solbakken came with Foreign Minister Olav Brekke and adviser Kari Lunde.",
        "Foreign Minister Olav Brekke and adviser Kari Lunde flew with Solbakken.",
        "Foreign Minister Olav Brekke and adviser Kari Lunde took part on the Norwegian side.",
        "Foreign Minister Olav Brekke and adviser Kari Lunde signed for Norway.",
        "On the Norwegian side, the talks were attended by Foreign Minister Olav Brekke and adviser Kari Lunde.",
        "The Norwegian side was represented by Foreign Minister Olav Brekke and adviser Kari Lunde.",
        "The Norwegian delegation includes Foreign Minister Olav Brekke and adviser Kari Lunde.",
        "Falcão was joined by Foreign Minister Beatriz Quental, and Solbakken by Foreign Minister Olav Brekke and "
        "adviser Kari Lunde.",
    ],
)
def test_a_delegation_is_its_leaders(text: str) -> None:
    found = people(MET + text)
    for name in ("Olav Brekke", "Kari Lunde"):
        assert (found[name].country, found[name].role) == ("NOR", "delegation")


def test_both_sides_in_one_sentence() -> None:
    found = people(
        MET + "Foreign Minister Olav Brekke took part on the Norwegian side, and Foreign Minister Beatriz Quental and "
        "adviser Rui Castanho on the Portuguese side."
    )
    countries = {name: found[name].country for name in ("Olav Brekke", "Beatriz Quental", "Rui Castanho")}
    assert countries == {"Olav Brekke": "NOR", "Beatriz Quental": "PRT", "Rui Castanho": "PRT"}


def test_names_without_a_title_in_a_list_of_persons() -> None:
    found = people(
        MET + "Solbakken came with Foreign Minister Olav Brekke, Haugvik, Tronstad and spokeswoman Kari Lunde."
    )
    assert {found[name].country for name in ("Haugvik", "Tronstad")} == {"NOR"}


def test_leaders_listed_with_their_states() -> None:
    found = people(
        "Leaders at the summit\n\nThe leaders at the summit in Lisbon are Duarte Falcão of Portugal, Ingrid Solbakken "
        "of Norway, Vestergaard of Denmark and Lindqvist of Sweden.\n"
    )
    assert (found["Vestergaard"].country, found["Lindqvist"].country) == ("DNK", "SWE")


def test_who_signs_or_attends_took_part() -> None:
    found = people(
        MET + "\n\nNorwegian Foreign Minister Olav Brekke and Portuguese Foreign Minister Beatriz Quental initialled "
        "the treaty. The dinner was hosted by Speaker Rui Castanho. Adviser Kari Lunde was also in Lisbon.\n\nDanish "
        "Foreign Minister Anders Vestergaard spoke of paintings.\n"
    )
    roles = {name: found[name].role for name in found}
    assert roles == {
        "Duarte Falcão": "principal",
        "Ingrid Solbakken": "principal",
        "Olav Brekke": "delegation",
        "Beatriz Quental": "delegation",
        "Rui Castanho": "delegation",
        "Kari Lunde": "delegation",
        "Anders Vestergaard": "mentioned",
    }


def test_all_whom_the_list_of_a_delegation_names() -> None:
    found = people(
        MET + "Norway's delegation was led by Solbakken and included Secretary of Defense General Olav Brekke; Chief "
        "Officer for Seals, Kari Lunde; and Undersecretary of Rights, Population and Migration Nils Medina.\n"
    )
    for name, title in (("Kari Lunde", "Chief Officer for Seals"), ("Nils Medina", "Undersecretary")):
        assert (found[name].country, found[name].role, found[name].title) == ("NOR", "delegation", title)
    assert found["Olav Brekke"].country == "NOR"  # though another state has an office of that name
