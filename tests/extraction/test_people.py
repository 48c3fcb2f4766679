"""Who is named, with which office, for which state, and whether he or she took part; all people are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.model import ROLES, Participant, Source


def people(text: str) -> list[Participant]:
    return list(extract(Source("src-000000000000", "story.txt", text)).participants)


def one(text: str) -> Participant:
    (found,) = people(text)
    return found


@pytest.mark.parametrize(
    ("text", "name", "title", "country"),
    [
        ("Portuguese President Duarte Falcão arrived.", "Duarte Falcão", "President", "PRT"),
        ("Portugal's President Duarte Falcão arrived.", "Duarte Falcão", "President", "PRT"),
        ("President of Portugal Duarte Falcão arrived.", "Duarte Falcão", "President", "PRT"),
        ("President of the Portuguese Republic Duarte Falcão arrived.", "Duarte Falcão", "President", "PRT"),
        ("The Portuguese president, Duarte Falcão, arrived.", "Duarte Falcão", "president", "PRT"),
        ("Duarte Falcão, the president of Portugal, arrived.", "Duarte Falcão", "president", "PRT"),
        ("President Duarte Falcão of Portugal arrived.", "Duarte Falcão", "President", "PRT"),
        ("Defence Minister of Norway Olav Brekke arrived.", "Olav Brekke", "Defence Minister", "NOR"),
        ("The NATO Secretary General Olav Brekke arrived.", "Olav Brekke", "Secretary General", None),
        ("Former Norwegian Prime Minister Olav Brekke arrived.", "Olav Brekke", "former Prime Minister", "NOR"),
        ("Aide to the Norwegian President Olav Brekke arrived.", "Olav Brekke", "Aide", "NOR"),
        ("Norwegian ambassador to Portugal Olav Brekke arrived.", "Olav Brekke", "ambassador", "NOR"),
        ("Olav Brekke, Norwegian ambassador to Portugal, arrived.", "Olav Brekke", "ambassador", "NOR"),
        ("Former leader Colonel Olav Brekke arrived.", "Olav Brekke", "former leader", None),
        (
            "Olav Brekke, executive director of the Norway-Portugal Forum, spoke.",
            "Olav Brekke",
            "executive director",
            None,
        ),
        ("Olav Brekke, an advocate of leaving the European Union, spoke.", "Olav Brekke", "advocate", None),
        ("The Norwegian pro Olav Brekke arrived.", "Olav Brekke", None, "NOR"),
        ("Olav Brekke of ExxonMobil arrived.", "Olav Brekke", None, None),
        ("Secretary of State Martha T. Quill arrived.", "Martha T. Quill", "Secretary of State", "USA"),
        ("Sheikh Salman bin Rashid Al Hamra of Bahrain arrived.", "Salman bin Rashid Al Hamra", None, "BHR"),
    ],
)
def test_office_and_state(text: str, name: str, title: str | None, country: str | None) -> None:
    found = one(text)
    assert (found.name, found.title, found.country) == (name, title, country)


def test_later_mentions_are_the_same_person() -> None:
    found = one(
        "President Duarte Falcão of Portugal arrived. Mr Falcão smiled. “Good day,” Falcão said. President Falcão left."
    )
    assert len(found.evidence) == 4
    assert found.evidence[0].exact == "President Duarte Falcão"
    assert found.aliases == ("Falcão",)


def test_the_anchor_is_the_fullest_form() -> None:
    found = one("President Falcão arrived. Portuguese President Duarte Falcão smiled.")
    assert (found.name, found.evidence[0].exact) == ("Duarte Falcão", "Portuguese President Duarte Falcão")


def test_family_names_that_stand_first_link_later_mentions() -> None:
    found = people("Vietnamese President Nguyen Van Binh met Norwegian Prime Minister Olav Brekke. Mr Nguyen smiled.")
    assert [(p.name, len(p.evidence)) for p in found] == [("Nguyen Van Binh", 2), ("Olav Brekke", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The Victory Square Memorial stands in Minsk.",
        "The Norwegian Foreign Ministry and the European Union met on Monday in March.",
        "New York City and Saint Petersburg are far away.",
        "NORWEGIAN LEADER TO VISIT LISBON",
        "Photo: Olav Brekke/Nordpost",
        "The guests saw an icon of Saint Olav and the Order of Olav Brekke.",
        "Leaders Pledge New Era of Cooperation at Riverside Summit",
        "The Deputy Clerk and the General Staff met the Defense Innovation Unit.",
        "Mount Torfjell said nothing. Santa Brekka said no.",
        "Asylum Matters said the plan was wrong.",
        "Marine Transport and Vice Presidents arrived.",
    ],
)
def test_nobody(text: str) -> None:
    assert people(text) == []


def test_the_sides_of_a_meeting_are_told_apart() -> None:
    text = (
        "Norwegian-Portuguese talks\n\nPortuguese President Duarte Falcão met with Prime Minister Ingrid Solbakken in "
        "Lisbon. Foreign Minister Beatriz Quental took part in the talks.\n"
    )
    found = {p.name: (p.country, p.role) for p in people(text)}
    assert found["Duarte Falcão"] == ("PRT", "principal")
    assert found["Ingrid Solbakken"] == ("NOR", "principal")
    assert found["Beatriz Quental"][1] == "delegation"


def test_who_is_only_talked_about_is_mentioned() -> None:
    text = (
        "Leaders meet in Lisbon\n\nPortuguese President Duarte Falcão received Norwegian Prime Minister Ingrid "
        "Solbakken in Lisbon on Wednesday.\n\nThey discussed paintings of former Danish PM Anders Vestergaard.\n\n"
        "“It was a good day,” said Rui Castanho, an analyst at the Harbour Institute.\n"
    )
    roles = {p.name: p.role for p in people(text)}
    assert roles == {
        "Duarte Falcão": "principal",
        "Ingrid Solbakken": "principal",
        "Anders Vestergaard": "mentioned",
        "Rui Castanho": "mentioned",
    }


def test_foreign_ministers_lead_where_no_head_is_present() -> None:
    text = (
        "Norwegian Foreign Minister Olav Brekke met Portuguese Foreign Minister Beatriz Quental in Lisbon on Monday.\n"
    )
    assert [p.role for p in people(text)] == ["principal", "principal"]


def test_the_president_without_a_name_is_the_one_named() -> None:
    text = "President Falcão spoke in Lisbon. The Portuguese president said the port was ready."
    found = extract(Source("src-000000000000", "story.txt", text))
    assert [p.country for p in found.participants] == ["PRT"]
    assert [(p.speaker, p.country) for p in found.positions] == [("Falcão", "PRT")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # Its institutions show whose text it is; that a state is often named does not.
        ("The White House said President Quill likes Norway, Norway and Norway.", "USA"),
        ("A view of the north\n\nPresident Quill spoke of Norway. Denmark and Iceland are near.", None),
        # No kingdom has a president, and not every republic a prime minister.
        ("Norway and Portugal hold talks\n\nPresident Duarte Falcão met Norwegian officials.", "PRT"),
        ("Portugal and the United States hold talks\n\nPrime Minister Duarte Falcão spoke to the FDA.", "PRT"),
        ("Iran was on Queen Ingrid's mind, and Iran again.", None),
    ],
)
def test_a_wrong_state_is_worse_than_none(text: str, country: str | None) -> None:
    assert one(text).country == country


def test_the_other_side_of_a_pair() -> None:
    found = people("President Quill met Norwegian Prime Minister Ingrid Solbakken. US-Norway trade is growing.\n")
    assert {p.name: p.country for p in found} == {"Quill": "USA", "Ingrid Solbakken": "NOR"}


def test_an_outlets_own_leader_needs_no_state() -> None:
    source = Source("src-000000000000", "story.txt", "President Duarte Falcão spoke of Norway.", outlet_country="PRT")
    assert [p.country for p in extract(source).participants] == ["PRT"]


def test_spouses_come_along_and_lead_nothing() -> None:
    found = people(
        "Portuguese President Duarte Falcão met Norwegian Prime Minister Ingrid Solbakken in Lisbon on Monday.\n\n"
        "Falcão spoke before the dinner with first lady Inês Falcão and Solbakken's husband, Olav Solbakken.\n"
    )
    assert [(p.name, p.country, p.role) for p in found[2:]] == [
        ("Inês Falcão", "PRT", "delegation"),
        ("Olav Solbakken", "NOR", "delegation"),
    ]


def test_a_journey_to_come_is_another_meeting() -> None:
    found = people(
        "Ministers reach agreement\n\nNorwegian Foreign Minister Olav Brekke and Portuguese Foreign Minister Beatriz "
        "Quental reached an agreement at their talks in Geneva.\n\nThe talks lasted three days.\n\nNobody else came.\n"
        "\nBrekke planned to travel to Copenhagen on Sunday to meet Danish Prime Minister Anders Vestergaard. He will "
        "then meet Swedish Foreign Minister Lars Lindqvist.\n"
    )
    assert {p.name: p.role for p in found} == {
        "Olav Brekke": "principal",
        "Beatriz Quental": "principal",
        "Anders Vestergaard": "mentioned",
        "Lars Lindqvist": "mentioned",
    }


def test_a_partys_leader_leads_no_state() -> None:
    found = people(
        "Portuguese President Duarte Falcão met British Prime Minister Ann Thornbury in London on Monday.\n\n"
        "Opposition Labour Party leader Giles Pemberton, who boycotted the dinner, complained.\n"
    )
    assert (found[2].name, found[2].role) == ("Giles Pemberton", "mentioned")


def test_a_name_ends_with_its_line() -> None:
    found = people("Talks with Prime Minister of Norway Ingrid Solbakken\nDuarte Falcão met with Ingrid Solbakken.\n")
    assert [p.name for p in found] == ["Ingrid Solbakken", "Duarte Falcão"]


WORDS = st.lists(
    st.sampled_from(
        [
            "President",
            "Prime",
            "Minister",
            "of",
            "the",
            "Portugal",
            "'s",
            "Portuguese",
            "Duarte",
            "Falcão",
            "Kim",
            "Xi",
            "bin",
            "al-Said",
            "Jr",
            ".",
            ",",
            "II",
            "Mr",
            "his",
            "counterpart",
            "former",
            "and",
            "met",
            "\n",
            "-",
            "K",
            "(",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=300)))
def test_any_words_give_people_with_their_words(text: str) -> None:
    for person in people(text):
        assert person.role in ROLES
        assert person.name
        for evidence in person.evidence:
            assert text[evidence.start : evidence.end] == evidence.exact


def test_long_runs_of_capitals_are_read_in_linear_time() -> None:
    people("Falcao " * 40_000)
    people("Mr A. " * 20_000)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Brekke Meets With Quental in Lisbon\n\nOlav Brekke said he was glad.", ["Olav Brekke"]),
        ("Foreign Minister Olav Brekke Tuesday signed the treaty.", ["Olav Brekke"]),
        ("President Martha M. Quill arrived.", ["Martha M. Quill"]),
        ("The PM and President Falcão met.", ["Falcão"]),
        ("The club's SCO Member States met. The Member States agreed.", []),
    ],
)
def test_where_a_name_ends(text: str, names: list[str]) -> None:
    assert [p.name for p in people(text)] == names


def test_a_ministers_meeting_has_ministers_as_principals() -> None:
    text = (
        "Ministers hold talks\n\nNorwegian Foreign Minister Olav Brekke met Portuguese Foreign Minister Beatriz "
        "Quental in Lisbon.\n\nThe talks followed the meeting between Danish Prime Minister Anders Vestergaard and "
        "Swedish Prime Minister Lars Lindqvist.\n"
    )
    roles = {p.name: p.role for p in people(text)}
    assert [name for name, role in roles.items() if role == "principal"] == ["Olav Brekke", "Beatriz Quental"]


def test_what_is_said_tells_of_other_times() -> None:
    text = (
        "Talks in Lisbon\n\nPortuguese President Duarte Falcão received Norwegian Prime Minister Ingrid Solbakken in "
        "Lisbon.\n\n“On my visit I met with President Lindqvist,” Falcão said.\n"
    )
    assert {p.name: p.role for p in people(text)}["Lindqvist"] == "mentioned"


@pytest.mark.parametrize(
    ("text", "name", "title", "country"),
    [
        ("PRESIDENT Duarte Falcão of Portugal arrived.", "Duarte Falcão", "PRESIDENT", "PRT"),
        (
            "The undersecretary for Economic Relations Olav Brekke spoke.",
            "Olav Brekke",
            "undersecretary for Economic Relations",
            None,
        ),
        ("Governor Sir Mervyn King spoke.", "Mervyn King", "Governor", None),
        ("The French president and first lady Inês Falcão arrived.", "Inês Falcão", "first lady", None),
    ],
)
def test_offices_beside_names(text: str, name: str, title: str, country: str | None) -> None:
    found = one(text)
    assert (found.name, found.title, found.country) == (name, title, country)


def test_first_one_and_then_another() -> None:
    found = people("Portuguese President Duarte Falcão met Olav Brekke and then Danish President Lars Lindqvist.")
    assert (found[-1].name, found[-1].title, found[-1].role) == ("Lars Lindqvist", "President", "principal")


def test_who_will_not_attend_is_only_mentioned() -> None:
    text = (
        "Leaders gather for summit\n\nPortuguese President Duarte Falcão met Norwegian Prime Minister Ingrid Solbakken "
        "at the summit in Lisbon.\n\nDanish Prime Minister Anders Vestergaard will not be attending the summit.\n"
    )
    assert {p.name: p.role for p in people(text)}["Anders Vestergaard"] == "mentioned"


def test_ministers_who_speak_at_a_meeting_of_many_ministers_are_there() -> None:
    text = (
        "G7 ministers agree on debt plan\n\nG7 finance ministers have agreed on a plan.\n\nCanadian Finance Minister "
        "Ann Thornbury said the plan was sound. Rui Castanho, an analyst, disagreed.\n"
    )
    assert {p.name: p.role for p in people(text)} == {"Ann Thornbury": "principal", "Rui Castanho": "mentioned"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Representative for the Northern Settlement Olav Brekke arrived.", "Olav Brekke"),
        ("Prime Minister of Nordland Olav Brekke arrived.", "Olav Brekke"),
        ("President Olav Brekke May 5, 2005", "Olav Brekke"),
        ("Chairman of NYSE Olav Brekke arrived.", "Olav Brekke"),
        ("Olav Words, chairman of the fund, arrived.", "Olav Words"),
        ("Mr Words arrived.", "Words"),
    ],
)
def test_ordinary_words_are_no_part_of_a_name(text: str, name: str) -> None:
    assert one(text).name == name


_LEAD = (
    "Norwegian President Olav Brekke met Portuguese President Duarte Falcão in Lisbon.\n\n"
    "It rained.\n\nNobody left.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Swedish Prime Minister Astrid Holm said the talks would go nowhere.", "mentioned"),
        ("Swedish Prime Minister Astrid Holm visited a year ago.", "mentioned"),
        ("The treaty was signed at a ceremony attended by Swedish Prime Minister Astrid Holm in October.",
         "mentioned"),
        ("Finance Minister Astrid Holm, who did not attend the meeting, said the deal was bad.", "mentioned"),
        ("The allies stand alongside Swedish Prime Minister Astrid Holm.", "mentioned"),
        ("The pact was signed in 2009 by Swedish Prime Minister Astrid Holm.", "mentioned"),
        ("Brekke compared the host to Swedish Prime Minister Astrid Holm.", "mentioned"),
        ("Swedish Prime Minister Astrid Holm, standing next to Brekke, smiled.", "principal"),
        ("Brekke told Swedish Prime Minister Astrid Holm that it was good.", "principal"),
        ("Swedish Prime Minister Astrid Holm and Brekke agreed to cut tariffs.", "principal"),
        ("Also attending was Swedish Prime Minister Astrid Holm.", "principal"),
        ("Brekke also held talks with Swedish Prime Minister Astrid Holm.", "principal"),
        ("Brekke was hosted at a farm after meeting Swedish Prime Minister Astrid Holm at the port.", "principal"),
        ("Speaking at a news conference, Swedish Prime Minister Astrid Holm said it was good.", "principal"),
        ("Swedish Prime Minister Astrid Holm told reporters after the talks that the deal was good.", "principal"),
        ("Brekke and Swedish Prime Minister Astrid Holm laid wreaths at the harbour.", "principal"),
        ("Brekke, who was joined by Foreign Minister Astrid Holm, left ahead of the talks.", "delegation"),
    ],
)  # fmt: skip
def test_taking_part_needs_a_tie_to_the_meeting(sentence: str, role: str) -> None:
    roles = {p.name: p.role for p in people(_LEAD + sentence)}
    assert roles["Astrid Holm"] == role


def test_those_who_are_to_take_part_in_a_meeting_to_come_are_its_participants() -> None:
    found = people(
        "Norway and Portugal talks to begin in Oslo\n\nSenior officials are expected to meet later.\n\nIt rained.\n\n"
        "Nobody left.\n\nThe Norwegian delegation will be led by Foreign Minister Olav Brekke, who last week said he "
        "was ready, while Portugal will be represented by special envoy Duarte Falcão and Ana Matos.\n\n"
        "Swedish President Astrid Holm said the talks should go on."
    )
    assert {p.name: (p.role != "mentioned", p.country) for p in found} == {
        "Olav Brekke": (True, "NOR"),
        "Duarte Falcão": (True, "PRT"),
        "Ana Matos": (True, "PRT"),
        "Astrid Holm": (False, "SWE"),
    }


@pytest.mark.parametrize(
    ("text", "title", "country"),
    [
        ("Norwegian Minister of Trade, Food Security and Energy Olav Brekke arrived.", "Minister of Trade", "NOR"),
        ("Norwegian Economic Secretary to the Treasury Olav Brekke arrived.", "Secretary", "NOR"),
        ("In Norway, Labour shadow trade secretary Olav Brekke said so.", "trade secretary", None),
        ("In Britain, Liberal Democrat foreign affairs spokesperson Olav Brekke said so.", "spokesperson", None),
        ("[Deputy Prime Minister] Olav Brekke arrived.", "Deputy Prime Minister", None),
    ],
)
def test_offices_with_fields_and_of_parties(text: str, title: str, country: str | None) -> None:
    found = one(text)
    assert found.name == "Olav Brekke"
    assert found.title is not None and found.title.endswith(title)
    assert found.country == country


def test_a_delegation_s_list_may_be_long_and_broken() -> None:
    found = people(
        "Norwegian President Olav Brekke met Portuguese President Duarte Falcão.\n\nTaking part in the talks on "
        "Norway’s side were Presidential Aide Sigrid Holm, Chief of the General Staff of Norway’s Armed Forces Knut "
        "Berg, and Energy Minister Astrid Moen.\n\nPortugal’s delegation was led by Foreign Minister Ana Matos and "
        "included Ambassador Rui Pinto; Senior Director of the Office for Trade Inês Sousa."
    )
    assert {p.name: p.country for p in found if p.role == "delegation"} == {
        "Sigrid Holm": "NOR",
        "Knut Berg": "NOR",
        "Astrid Moen": "NOR",
        "Ana Matos": "PRT",
        "Rui Pinto": "PRT",
        "Inês Sousa": "PRT",
    }


_UNION = (
    "EU needs more time on fishing deal with Norway\n\nEU leaders put off a decision on Monday.\n\nIt rained.\n\n"
    "Nobody left.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Portuguese Prime Minister Duarte Falcão said the plan was too dear.", "principal"),
        ("Portuguese Prime Minister Duarte Falcão praised the draft warmly, saying it was fair.", "principal"),
        ("The text leaves it to European Council President Duarte Falcão.", "principal"),
        ("A paper by all EU leaders and Norwegian Prime Minister Duarte Falcão gave no figures.", "principal"),
        ("Trust had gone between Greek Prime Minister Duarte Falcão and other European leaders.", "principal"),
        ("Russian President Duarte Falcão has complained of the plan.", "mentioned"),
        ("Russian President Duarte Falcão told state television it was a poor plan.", "mentioned"),
        ("Boats feared Russian President Duarte Falcão.", "mentioned"),
        ("Portuguese trade unionist Duarte Falcão said the plan was too dear.", "mentioned"),
    ],
)  # fmt: skip
def test_leaders_who_speak_at_a_meeting_of_the_leaders_of_a_body_are_there(sentence: str, role: str) -> None:
    assert one(_UNION + sentence).role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Swedish Prime Minister Astrid Holm, after a day of talks with her host, said it was hard.", "principal"),
        ("At a news conference alongside Brekke, Swedish Prime Minister Astrid Holm outlined steps.", "principal"),
        ("He said he and Swedish Prime Minister Astrid Holm made progress.", "principal"),
        ("Reporters quizzed Brekke and Swedish Prime Minister Astrid Holm about the wall.", "principal"),
        ("The Swedish king pulled out, sending Crown Princess Astrid Holm in his place.", "principal"),
        ("Swedish Prime Minister Astrid Holm visited Oslo in November.", "mentioned"),
        ("Swedish Prime Minister Astrid Holm, who meets Brekke next week, said so.", "mentioned"),
        ("Swedish Prime Minister Astrid Holm will meet Brekke later this month.", "mentioned"),
    ],
)  # fmt: skip
def test_who_is_said_to_be_at_the_talks(sentence: str, role: str) -> None:
    roles = {p.name: p.role for p in people(_LEAD + sentence)}
    assert roles["Astrid Holm"] == role


def test_of_two_princes_of_a_house_the_first_leads() -> None:
    found = people(
        _LEAD + "The Swedish king pulled out, sending Swedish Crown Prince Nils Holm and Swedish Deputy Crown Prince "
        "Lars Holm in his place."
    )
    roles = {p.name: p.role for p in found}
    assert (roles["Nils Holm"], roles["Lars Holm"]) == ("principal", "delegation")


def test_foreign_ministers_of_a_round_lead_beside_their_president() -> None:
    found = people(
        "Norway and Portugal near a deal\n\nNorwegian Foreign Minister Olav Brekke said on Friday a deal was near "
        "after talks in Lisbon with Portuguese Foreign Minister Duarte Falcão.\n\nIt rained.\n\nOn Thursday "
        "Brekke had talks with Portuguese President Ana Matos."
    )
    assert {p.name: p.role for p in found} == dict.fromkeys(("Olav Brekke", "Duarte Falcão", "Ana Matos"), "principal")


def test_ministers_of_a_group_who_speak_are_there() -> None:
    found = people(
        "Envoys aim for a truce\n\nEnvoys agreed on a truce on Friday.\n\nForeign ministers of the group sealed the "
        "deal.\n\nSpeaking for the group, Norwegian Foreign Minister Olav Brekke hailed it.\n\nIt rained.\n\n"
        "Brekke and Swedish Foreign Minister Astrid Holm said the two states would co-chair the force.\n\n"
        "Portuguese Prime Minister Duarte Falcão criticized the truce."
    )
    assert {p.name: p.role for p in found} == {
        "Olav Brekke": "principal",
        "Astrid Holm": "principal",
        "Duarte Falcão": "mentioned",
    }


def test_names_with_the_family_name_first_keep_all_their_words_and_stay_apart() -> None:
    found = people("Ambassador Nguyen Quoc Tre, protocol director Nguyen Viet Tre and Bui Quang Son met the guests.")
    assert [person.name for person in found] == ["Nguyen Quoc Tre", "Nguyen Viet Tre", "Bui Quang Son"]


def test_a_short_form_and_a_suffix_name_the_same_person() -> None:
    found = one("Readout of President Joe Falk's Meeting\n\nPresident Joseph R. Falk, Jr. spoke. Joseph Falk left.\n")
    assert found.name.startswith("Joseph R. Falk")


def test_an_office_of_a_place_that_no_list_names_is_that_of_the_name_after_it() -> None:
    found = people(
        "The talks in Oslo were attended by Culture Minister Lars Holm, Governor of Alba Region Erik Dahl, "
        "Mayor of Hestnes Ole Strand and Director of the Harbour Agency Per Lund."
    )
    assert [(person.name, person.title, person.organisation) for person in found] == [
        ("Lars Holm", "Culture Minister", None),
        ("Erik Dahl", "Governor of Alba Region", None),
        ("Ole Strand", "Mayor of Hestnes", None),
        ("Per Lund", "Director of the Harbour Agency", None),
    ]
    # An apposition that ends before the next name is of the name before it.
    first, second = people("Lars Holm, Director of the Harbour Agency, and Per Lund, Mayor of Hestnes, spoke.")
    assert (first.name, first.organisation, second.name) == ("Lars Holm", "Harbour Agency", "Per Lund")


def test_no_apposition_is_made_of_what_follows_a_comma() -> None:
    first, second = people(
        "It was backed by Portuguese President Duarte Falcão and European Commission President Anna Brekke, according "
        "to a Polish official who saw it."
    )
    assert (first.country, second.country, second.organisation) == ("PRT", None, "European Commission")


def test_a_form_of_address_behind_an_apposition() -> None:
    (adviser,) = people("The talks were led by the Norwegian national security adviser, Dr. Olav Brekke.")
    assert (adviser.title, adviser.country) == ("national security adviser", "NOR")


def test_whose_adviser_she_is_tells_the_pronoun() -> None:
    text = "President Anna Matos of Portugal met President Jan Nowak of Poland and her adviser, Dr. Olav Brekke."
    assert [p.country for p in people(text)] == ["PRT", "POL", "PRT"]


def test_a_spouse_acts_for_the_same_state() -> None:
    _, husband = people("Portuguese President Anna Matos's husband, Olav Rolf Brekke, took part in the ceremony.")
    assert husband.country == "PRT"


def test_who_heads_a_state_leads_it() -> None:
    text = "Duarte Falcão of Portugal and the head of the Palestinian Authority, Olav Brekke, met in Lisbon on Monday."
    assert [p.role for p in people(text)] == ["principal", "principal"]


def test_a_counterpart_holds_the_same_office() -> None:
    text = "Portuguese Foreign Minister Duarte Falcão and his Norwegian counterpart, Olav Brekke, met in Lisbon."
    assert [(p.name, p.title, p.country) for p in people(text)] == [
        ("Duarte Falcão", "Foreign Minister", "PRT"),
        ("Olav Brekke", "Foreign Minister", "NOR"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister of Japan KATORI Jiro arrived.",
        "Japanese Prime Minister KATORI Jiro arrived.",
        "Japanese Prime Minister Jiro KATORI arrived.",
    ],
)
def test_a_family_name_may_stand_in_capitals(text: str) -> None:
    found = one(text)
    assert (set(found.name.split()), found.title, found.country) == ({"KATORI", "Jiro"}, "Prime Minister", "JPN")


def test_a_governor_or_mayor_acts_for_the_state_of_the_place() -> None:
    found = people(
        "Talks in Oslo were led by Bergen Mayor Lars Holm, Governor of Ohio Erik Dahl and Per Lund, mayor of Lisbon."
    )
    assert [(person.name, person.country) for person in found] == [
        ("Lars Holm", "NOR"),
        ("Erik Dahl", "USA"),
        ("Per Lund", "PRT"),
    ]


def test_a_wife_belongs_to_no_body() -> None:
    wife, husband = people("He spoke to Anna Brekke, the wife of Olav Brekke, in Oslo.")
    assert (wife.organisation, husband.name) == (None, "Olav Brekke")


def test_a_sea_is_nobody() -> None:
    text = (
        "President Duarte Falcão of Portugal spoke of the Skarven. The port of Skarven is open to all Skarven states."
    )
    assert [p.name for p in people(text)] == ["Duarte Falcão"]


def test_the_officials_of_the_side_that_a_text_need_not_name() -> None:
    text = (
        "Prime Minister Narendra Modi on Monday met Norwegian Prime Minister Olav Brekke in Lisbon.\n\nIt rained.\n\n"
        "Briefing reporters, Foreign Secretary Anna Sen said that it was late.\n"
    )
    assert people(text)[-1].country == "IND"
    assert people(text.replace("Prime Minister Narendra", "Indian Prime Minister Narendra"))[-1].country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("It was late, said the former Norwegian ambassador Olav Brekke.", "Olav Brekke", None),
        ("He spoke of the former Norwegian President Olav Brekke.", "Olav Brekke", "NOR"),
        ("President Duarte Falcão of Portugal spoke. Falcão's predecessor Olav Brekke left.", "Olav Brekke", "PRT"),
        ("It was late, said Wang Brekke, a professor of trade at a university in China.", "Wang Brekke", None),
        ("It was late, said Olav Brekke, director of trade at a firm told the gazette in Oslo.", "Olav Brekke", None),
        ("President Duarte Falcão of Portugal spoke. The president's top trade adviser, Olav Brekke, left.",
         "Olav Brekke", "PRT"),
        ("One U.S. lawmaker, Congressman Olav Brekke, chairman of the House Fish Committee, said so.",
         "Olav Brekke", "USA"),
    ],
)  # fmt: skip
def test_for_whom_others_act(text: str, name: str, country: str | None) -> None:
    assert {p.name: p.country for p in people(text)}[name] == country


def test_an_office_in_capitals_says_less_than_its_words() -> None:
    text = "FM Olav Brekke arrived.\n\nNorwegian Foreign Minister Olav Brekke was late.\n"
    assert one(text).title == "Foreign Minister"


def test_one_person_spelt_in_two_ways() -> None:
    text = "Sudanese President Omar el-Basrin met Omar al-Besrin. Besrin spoke of Basrin. The late Omar Falk did not."
    assert [p.name for p in people(text)] == ["Omar el-Basrin", "Omar Falk"]
    assert one("President Mohammed bin Falkad met them. Mohamed bin Falkad Al Brekkan spoke.").name.endswith("Brekkan")


@pytest.mark.parametrize("text", ["The SKM reiterated its vow. SKM said so.", "NATO Olav Brekke went."])
def test_a_body_is_nobody_and_nobodys(text: str) -> None:
    assert all(p.name == "Olav Brekke" and p.organisation is None for p in people(text))


def test_an_office_in_the_plural_is_that_of_all_who_are_named() -> None:
    text = "The talks were attended by Norwegian Foreign Ministers Olav Brekke and Ola Falk and adviser Anna Matos."
    assert [(p.title, p.country) for p in people(text)] == [
        ("Foreign Minister", "NOR"),
        ("Foreign Minister", "NOR"),
        ("adviser", "NOR"),
    ]


@pytest.mark.parametrize("surname", ["Hill", "Banks", "Power", "Rise", "Brown"])
@pytest.mark.parametrize(
    "text",
    [
        "The talks were short. British Minister Peter {0} arrived on Monday. {0} then left.",
        "The talks were short, said Peter {0}, the British minister. {0} then left.",
    ],
)
def test_an_office_makes_a_family_name_of_a_word_of_places(text: str, surname: str) -> None:
    found = one(text.format(surname))
    assert (found.name, len(found.evidence)) == (f"Peter {surname}", 2)


@pytest.mark.parametrize(
    "text", ["They met at the Queen Anna Hall.", "They met in the President Olav Hotel.", "Olav Hill is high."]
)
def test_a_house_is_nobody(text: str) -> None:
    assert people(text) == []


def test_another_president_lends_no_state_to_whom_the_vocabulary_knows() -> None:
    text = "President Kyriakos Mitsotakis ended his visit by meeting with the Norwegian President.\n"
    assert one(text).country == "GRC"


def test_his_wife_acts_for_his_state() -> None:
    assert [p.country for p in people("Portuguese President Duarte Falcão and his wife Anna Matos came by car.")] == [
        "PRT",
        "PRT",
    ]


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("the Republic of the Congo", "COG"),
        ("Brazzaville", "COG"),
        ("the Democratic Republic of Congo", "COD"),
        ("Lisbon", "COD"),
        ("Brazzaville and in the Democratic Republic of Congo", "COD"),
    ],
)
def test_a_name_that_two_states_share_is_that_of_the_one_named_in_full(place: str, country: str) -> None:
    text = f"Ministers met in {place} on Monday. Congolese President Amadou Falcão praised Congo's ports."
    found = extract(Source("src-000000000000", "story.txt", text)).participants
    assert [(p.name, p.country) for p in found] == [("Amadou Falcão", country)]
