"""Who took part, told by whom the text is about and by what it says of those who meet; all people are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Source


def roles(text: str) -> dict[str, str]:
    return {p.name: p.role for p in extract(Source("src-000000000000", "story.txt", text)).participants}


_G20 = "Falcão hails vote\n\nThe Faro Gazette\n\nPortuguese President Duarte Falcão spoke on Monday as leaders met for "
_G20 += "the Group of 20 summit in Faro.\n\n"
_MET = "Falcão meets Solbakken\n\nPortuguese President Duarte Falcão met Norwegian Prime Minister Ingrid Solbakken in "
_MET += "Lisbon on Monday.\n\nIt rained.\n\n"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (_G20 + "The plan has the backing of German Chancellor Anna Brekke.\n", "principal"),
        (_G20 + "It was for others to choose, European Commission President Anna Brekke said.\n", "principal"),
        (_G20 + "The plan has the backing of Norwegian Prime Minister Anna Brekke.\n", "mentioned"),
        (_G20 + "Aides to German Chancellor Anna Brekke's predecessor left.\n", "mentioned"),
        (_MET + "They are to have lunch, a meal that will include Vice President Anna Brekke.\n", "delegation"),
        (_MET + '"Little was decided," said Norwegian Foreign Minister Anna Brekke.\n', "delegation"),
        (_MET + '"Little was decided," said Swedish Foreign Minister Anna Brekke.\n', "mentioned"),
        (_MET + "Swedish Foreign Minister Anna Brekke, second from left, speaks with Falcão.\n", "delegation"),
        (_MET + "Solbakken was pleased after her meeting with Swedish President Anna Brekke last week.\n", "mentioned"),
        (_MET + "More from the Gazette: three questions for Norwegian Ambassador Anna Brekke\n", "mentioned"),
    ],
)
def test_who_is_there(text: str, role: str) -> None:
    assert roles(text)["Anna Brekke"] == role


def test_a_summit_to_come_is_another_meeting() -> None:
    lead = (
        "Falcão meets Solbakken\n\nPortuguese President Duarte Falcão met Norwegian Prime Minister Ingrid Solbakken on "
    )
    lead += "Monday ahead of next week's Group of 20 summit.\n\nIt rained.\n\nNobody left.\n\n"
    assert roles(f"{lead}The plan has the backing of German Chancellor Anna Brekke.\n")["Anna Brekke"] == "mentioned"


def test_the_leaders_of_the_states_that_are_named_are_there() -> None:
    lead = "Truce agreed\n\nTalks between the leaders of Norway, Portugal and Spain ended on Monday.\n\nIt rained.\n\n"
    told = "Few believe Spanish Prime Minister Anna Brekke. Sweden's Prime Minister Ola Falk said so."
    assert roles(f"{lead}Nobody left.\n\n{told}\n") == {"Anna Brekke": "principal", "Ola Falk": "mentioned"}


def test_a_foreign_minister_who_speaks_of_a_round_of_foreign_ministers_is_there() -> None:
    lead = (
        "Fishing talks\n\nNorwegian Foreign Minister Ola Falk met his counterparts in Faro on Monday.\n\nIt rained.\n\n"
    )
    assert roles(f"{lead}Nobody left.\n\nThe Spanish foreign minister, Anna Brekke, said the talks were useful.\n") == {
        "Ola Falk": "principal",
        "Anna Brekke": "principal",
    }


def test_whose_picture_it_is_names_nobody() -> None:
    text = (
        "Truce agreed\n\nNils Berg, AFP | Portuguese President Duarte Falcão faces his counterpart Ingrid Solbakken\n"
    )
    assert "Nils Berg" not in roles(text)


def test_who_leads_a_delegation_leads_its_side() -> None:
    text = (
        "Portuguese President Duarte Falcão welcomed a Norwegian delegation led by Harbour Adviser Ola Falk on Monday. "
        "Norway's delegation was led by Harbour Adviser Ola Falk and included Deputy Minister Anna Brekke.\n"
    )
    assert roles(text) == {"Duarte Falcão": "principal", "Ola Falk": "principal", "Anna Brekke": "delegation"}


def test_without_heads_whoever_the_text_opens_with_leads() -> None:
    text = (
        "Norwegian National Security Adviser Ola Falk met Portuguese National Security Adviser Anna Matos.\n\n"
        "It rained.\n\nThe delegation of Norway included Deputy Minister Anna Brekke.\n"
    )
    assert roles(text) == {"Ola Falk": "principal", "Anna Matos": "principal", "Anna Brekke": "delegation"}


def test_a_title_before_a_comma_may_be_somebody_elses() -> None:
    text = (
        "In visit with Norwegian prime minister, Falcão praises cod\n\nPresident Duarte Falcão of Portugal met her.\n"
    )
    (found,) = extract(Source("src-000000000000", "story.txt", text)).participants
    assert (found.title, found.country) == ("President", "PRT")


def test_who_acted_for_the_soviet_union() -> None:
    text = "U.S. Secretary of State Tom Hale met Kremlin leader Ivan Brekov in Moscow. Soviet ministers were pleased.\n"
    assert {p.country for p in extract(Source("src-000000000000", "story.txt", text)).participants} == {"USA", "SUN"}


def test_a_call_is_the_meeting_of_a_text_that_opens_with_it() -> None:
    text = (
        "Vice President Anna Matos of Portugal spoke by phone today with President Olav Brekke of Poland.\n\n"
        "She thanked him for the call.\n"
    )
    assert roles(text) == {"Anna Matos": "principal", "Olav Brekke": "principal"}
    assert roles(_MET + "He spoke by phone with Swedish President Anna Brekke.\n")["Anna Brekke"] == "mentioned"


@pytest.mark.parametrize(
    "sentence",
    [
        "They spoke of the summit after the death of Anna Brekke at a meeting.",
        "Leaders met to discuss whether Swedish President Anna Brekke would attend a future summit.",
    ],
)
def test_who_is_dead_or_may_come_is_not_there(sentence: str) -> None:
    assert roles(_G20 + sentence + "\n")["Anna Brekke"] == "mentioned"


def test_who_mediates_is_there() -> None:
    text = _MET + "The deal was reached under the mediation of Swedish President Anna Brekke.\n"
    assert roles(text)["Anna Brekke"] == "principal"


def test_a_summit_is_the_leaders_even_where_a_minister_is_named_first() -> None:
    text = (
        "Nordic leaders reach agreement\n\nFARO - It rained.\n\nSecretary of State Anna Matos said the summit was "
        "short. Norwegian President Ola Falk and Polish leader Jan Nowak left the ceremony without a word.\n"
    )
    found = roles(text)
    assert (found["Ola Falk"], found["Jan Nowak"]) == ("principal", "principal")


def test_the_head_of_the_body_whose_summit_it_is_speaks_there() -> None:
    text = (
        "Charter opens a new era for ASEAN\n\nHeads of the members of ASEAN gathered here for their summit.\n\n"
        '"We are glad of it," said ASEAN Secretary-General Tan Brekke.\n'
    )
    assert roles(text) == {"Tan Brekke": "principal"}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("The talks brought together Polish leader Jan Nowak and Swedish President Anna Brekke.", "principal"),
        ("The leaders at Monday's meeting in Faro were Jan Nowak of Poland and Anna Brekke of Sweden.", "principal"),
        ("The leaders were joined by Minister Anna Brekke.", "delegation"),
        ("Taking part in the talks were also Minister Anna Brekke and Minister Ola Falk.", "delegation"),
        ("This built on previous high-level meetings led by Minister Anna Brekke and Minister Ola Falk.", "mentioned"),
        ("He told journalists that he and Swedish President Anna Brekke had reached a deal.", "mentioned"),
    ],
)  # fmt: skip
def test_who_is_said_to_be_there(sentence: str, role: str) -> None:
    assert roles(_MET + sentence + "\n")["Anna Brekke"] == role


def test_who_is_expected_to_attend_is_there() -> None:
    text = _MET + "Minister Anna Brekke and her guest Minister Ola Falk are also expected to attend.\n"
    assert roles(text)["Anna Brekke"] == "delegation"


def test_who_is_named_in_passing_is_not_there() -> None:
    text = (
        "Portuguese President Duarte Falcão met leaders of eleven African nations in Lisbon on Friday.\n\n"
        "He was meeting officials of others before the talks, which he asked to confront Norway's Ingrid Solbakken.\n\n"
        "In two sessions, the leaders of these countries met with the president: Chad, Gabon and Rwanda."
    )
    assert roles(text) == {"Duarte Falcão": "principal", "Ingrid Solbakken": "mentioned"}


def test_a_deputy_may_meet_a_king() -> None:
    text = "Vice President Anna Matos of Portugal met today with His Majesty King Olav II of Norway at the palace.\n"
    assert roles(text) == {"Anna Matos": "principal", "Olav II": "principal"}


def test_who_is_praised_or_due_to_travel_is_not_there() -> None:
    text = (
        "President Duarte Falcão of Portugal spoke today with King Olav of Norway. He praised the mediating role of "
        "Prime Minister Ola Falk. He noted the November visit by Vice President Anna Matos to Oslo.\n"
    )
    found = roles(text)
    assert (found["Ola Falk"], found["Anna Matos"]) == ("mentioned", "mentioned")


def test_who_represents_a_state_at_a_summit_is_there() -> None:
    text = (
        "The tenth summit took place in Oslo\n\nIt was short. It rained.\n\nRepresenting Portugal at the summit were "
        "President Duarte Falcão, Deputy Minister Ola Falk and Envoy Anna Matos.\n"
    )
    found = extract(Source("src-000000000000", "story.txt", text)).participants
    assert [(p.role, p.country) for p in found] == [
        ("principal", "PRT"),
        ("delegation", "PRT"),
        ("delegation", "PRT"),
    ]
