"""Verbs and nouns of speech with what they govern, and whose words they are: invented sentences, invented people."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Position, Source

LEAD = (
    "Talks in Lisbon\n\nPortuguese President Duarte Falcão received Norwegian Prime Minister Ingrid Solbakken in "
    "Lisbon on Wednesday.\n\n"
)
FALCAO, SOLBAKKEN = "Duarte Falcão", "Ingrid Solbakken"


def said(text: str, lead: str = LEAD) -> list[Position]:
    found = extract(Source("src-000000000000", "story.txt", lead + text))
    return [p for p in found.positions if p.evidence[0].start >= len(lead)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Falcão downplayed any hopes of a quick deal.", "any hopes of a quick deal"),
        ("Falcão brushed aside suggestions that he had lost.", "suggestions that he had lost"),
        ("Falcão cast doubt on the new fishing figures.", "the new fishing figures"),
        ("Falcão took issue with the wording of the draft.", "the wording of the draft"),
        ("Falcão argued against a ban on trawling.", "a ban on trawling"),
        ("Falcão likened the levy to a toll on friendship.", "the levy to a toll on friendship"),
        ("Falcão demanded a referendum.", "a referendum"),
        ("Falcão threatened legal action if the levy stayed.", "legal action if the levy stayed"),
        ("Falcão told Norway to lift the ban on cod.", "Norway to lift the ban on cod"),
        ("Falcão warned Norway against raising its duties.", "raising its duties"),
        ("Falcão warned Norway not to raise its duties.", "Norway not to raise its duties"),
        ("Falcão instructed his ministers to reopen the port.", "his ministers to reopen the port"),
        ("Falcão reminded Norway of its promises on fish.", "its promises on fish"),
        ("Falcão went on to stress the importance of fish.", "the importance of fish"),
        ("Falcão took the opportunity to announce that the port would open.", "the port would open"),
        ("Falcão was adamant that no ships would be sold.", "no ships would be sold"),
        ("Falcão said last week the fleet would sail.", "the fleet would sail"),
        ("Falcão, who announced weeks ago that he would resign, left at noon.", "he would resign"),
        ("Falcão made an impassioned plea for calm on the docks.", "calm on the docks"),
        ("Falcão issued a stern warning that the port would close.", "the port would close"),
        ("Falcão issued a statement denying that he had resigned.", "he had resigned"),
    ],
)
def test_what_the_president_says(text: str, content: str) -> None:
    assert [(p.speaker, p.content) for p in said(text)] == [(FALCAO, content)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Falcão urged Norway to lift the ban, and she accepted.", "Norway to lift the ban"),
        ("Falcão blamed the strike on Norway, while the ministry reversed its stance.", "the strike on Norway"),
        ("Falcão made a plea for calm and opened the port himself.", "calm"),
        ("Both sides agreed on a plan for the port, which Lisbon touted as a feat.", "a plan for the port"),
        ("Falcão stressed the levy was fair, as have his ministers.", "the levy was fair"),
        ("Falcão thanked Norway for its friendship and continued support.", "its friendship and continued support"),
    ],
)
def test_where_what_is_said_ends(text: str, content: str) -> None:
    assert said(text)[0].content == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("With the head of the navy warning that ships were old, the talks dragged on.", "the head of the navy"),
        ("A radical dockers' group, Norte Livre, said the plan was wrong.", "Norte Livre"),
        ("Leaders from Iceland, Norway and Spain said the plan was wrong.", "Leaders from Iceland, Norway and Spain"),
        ("The ships would sail on Monday, according to Norway's energy ministry.", "Norway's energy ministry"),
        ("Dockers in a port where drivers joke that the cranes are asleep stayed at home.", "drivers"),
        ("The Norwegian government is stepping up pressure on Falcão, saying he must go.", "The Norwegian government"),
        ("A call by the port ministry for calm on the docks went unheard.", "the port ministry"),
        ("Iceland, Norway, and Spain committed to lifting the ban on cod.", "Iceland, Norway and Spain"),
    ],
)
def test_whose_words_they_are(text: str, speaker: str) -> None:
    assert [p.speaker for p in said(text)] == [speaker]


def test_two_speakers_in_one_sentence() -> None:
    found = said("Spain rejected the new fishing rules, and Norway's port envoy said his country would leave.")
    assert [p.speaker for p in found] == ["Spain", "Norway's port envoy"]
    found = said("Spain urged more calm on the docks, and their Norwegian counterparts voiced fears about the delay.")
    assert [(p.speaker, p.content) for p in found] == [
        ("Spain", "more calm on the docks"),
        ("their Norwegian counterparts", "fears about the delay"),
    ]


def test_a_list_of_speakers_is_no_second_statement() -> None:
    found = said("Falcão said he, Solbakken and Spain had directed their ministers to reopen the port.")
    assert [p.content for p in found] == [
        "he, Solbakken and Spain had directed their ministers to reopen the port",
    ]


def test_a_relative_clause_is_not_what_somebody_is_told() -> None:
    found = said("Falcão told Norway it was a step that hurt the fleet.")
    assert [p.content for p in found] == ["it was a step that hurt the fleet"]


def test_a_headline_with_a_name_and_a_colon_is_no_turn() -> None:
    text = "Falcão: Deal on Fish Near\n\nPortuguese President Duarte Falcão said on Sunday the port would open."
    assert [(p.mode, p.content) for p in said(text, lead="")] == [("indirect", "the port would open")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The weather bureau says the fleet must wait.", "The weather bureau"),
        ("A leading microbiologist said the fleet must wait.", "A leading microbiologist"),
        ("Police in Lisbon say the fleet must wait.", "Police in Lisbon"),
        ("The fleet must wait in the port, Norwegian officials say.", "Norwegian officials"),
        ("The Norwegian Observatory for Fishery Rights said the fleet must wait.", None),
        ("The Fish Council (FC) said the fleet must wait.", "The Fish Council"),
        ("The plan came from Nordfisk, which promised to rebuild the fleet.", "Nordfisk"),
        ("Rebels left the port on Sunday. They say the fleet must wait.", None),
        ("The talks will be led by Solbakken, who last week said the fleet must wait.", SOLBAKKEN),
        ("Falcão has been accused by some in the port union of giving away the fleet.", None),
    ],
)
def test_who_speaks(text: str, speaker: str | None) -> None:
    found = said(text)
    assert len(found) == 1
    assert speaker is None or found[0].speaker == speaker


def test_a_noun_governed_by_a_preposition_says_nothing() -> None:
    assert [p.speaker for p in said("In a statement issued on the Oslo visit said to be short, nobody spoke.")] == []


def test_what_follows_the_addressee() -> None:
    assert [p.content for p in said("Falcão told reporters it would be easy to lift the ban.")] == [
        "it would be easy to lift the ban"
    ]
    assert [p.content for p in said("Falcão says up to 300 ships will sail.")] == ["up to 300 ships will sail"]
    assert [p.content for p in said("Solbakken expressed her deep concern about the ban.")] == [
        "her deep concern about the ban"
    ]


def test_doubled_single_marks_hold_a_quotation() -> None:
    found = said("‘‘We’re grateful to the dockers for their work,’’ Falcão said.")
    assert [(p.mode, p.content) for p in found] == [("direct", "We’re grateful to the dockers for their work")]


def test_a_quotation_after_a_dash_stands_alone() -> None:
    found = said("Falcão showed both in close harmony on fish and ships – “both of which are dear to me,” he said.")
    assert [(p.mode, p.content) for p in found] == [("direct", "both of which are dear to me")]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Falcão and Solbakken discussed the importance of clean ports.", None, "the importance of clean ports"),
        (
            "Falcão suggested Norway and Spain were late with their ships.",
            FALCAO,
            "Norway and Spain were late with their ships",
        ),
        ("The levy, which diplomats say divides the ministers, will be the first topic.", "diplomats", None),
        ("A Norwegian statement added that the port needed new cranes.", "Norway", "the port needed new cranes"),
        ("Falcão's push for a longer quay at the port met with doubts.", FALCAO, "a longer quay at the port"),
    ],
)
def test_topics_and_clauses(text: str, speaker: str | None, content: str | None) -> None:
    found = said(text)
    assert len(found) == 1
    assert speaker is None or found[0].speaker == speaker
    assert found[0].content == (content or "divides the ministers")


def test_a_request_that_may_fail_is_not_its_words() -> None:
    assert said("Falcão made one other request that might be hard to meet.") == []


def test_the_top_diplomat_is_the_minister() -> None:
    text = "Norwegian Foreign Minister Kari Lund arrived late. The top Norwegian diplomat said the port was closed."
    assert [p.speaker for p in said(text)] == ["Kari Lund"]


def test_a_joint_document_speaks_for_the_states_of_its_heading() -> None:
    text = (
        "Joint Statement from Norway, Spain, and Iceland on Clean Ports\n\n"
        "Norway’s delegation was led by Kari Lund and included two captains of the northern fleet.\n\n"
        "The report will describe the methods used by the ports to clean the water of the bay. "
        "We will work to close the old quays; open new ones; and support the dockers of the three states."
    )
    found = said(text, lead="")
    assert {(p.speaker, p.mode) for p in found} == {("Norway, Spain and Iceland", "joint")}
    assert [p.content[:10] for p in found] == ["The report", "We will wo"]


def test_courtesies_of_a_transcript_are_no_statements() -> None:
    text = (
        "Beginning of Portuguese-Norwegian talks\n\n"
        "President of Portugal Duarte Falcão: I am very happy to see you. Of course, we have a lot to discuss.\n\n"
        "Trade between our countries grew by a third last year, and the new line will help it grow.\n\n"
        "Prime Minister of Norway Ingrid Solbakken: Mr President, we very much value your visit here.\n"
    )
    assert [p.content[:5] for p in said(text, lead="")] == ["Trade"]


def test_two_offices_before_a_name_may_be_two_people() -> None:
    text = (
        "Vice President Kari Lund spoke with President Duarte Falcão of Portugal. The Vice President and President "
        "Falcão discussed trade. The Vice President welcomed the new shipping line to Lisbon."
    )
    assert [p.speaker for p in said(text, lead="")] == ["Kari Lund"]


def test_they_are_the_two_spoken_of() -> None:
    text = (
        "Vice President Kari Lund spoke with President Duarte Falcão of Portugal about trade.\n\n"
        "They agreed to reopen the shipping line."
    )
    assert [p.speaker for p in said(text, lead="")] == ["Kari Lund and Duarte Falcão"]


def test_a_particle_makes_another_verb() -> None:
    assert said("The ministry has pushed back the opening of the port due to strikes on the docks.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Still, Falcão noted, some ports are closed to ships.", "some ports are closed to ships"),
        ("In his opinion, trade has grown, Falcão said.", None),
        ("The deal will be useful for trade, the President of Portugal thinks.", "The deal will be useful for trade"),
    ],
)
def test_attributions_within_and_behind(text: str, content: str | None) -> None:
    found = said(text)
    assert [p.speaker for p in found] == [FALCAO]
    assert content is None or found[0].content == content


def test_what_was_agreed_is_said_by_the_parties() -> None:
    found = said("It was decided that the two states would meet in May.")
    assert [(p.mode, p.content) for p in found] == [("joint", "the two states would meet in May")]
    assert said("It was reported that the two states would meet in May.") == []


def test_the_head_of_state_is_the_president() -> None:
    assert [p.speaker for p in said("The Portuguese head of state said that the port would open.")] == [FALCAO]


def test_statements_in_a_row() -> None:
    found = said(
        "Falcão called her a “rare guest,” congratulated her on her re-election and disputed any talk of a rift."
    )
    assert [p.content for p in found][1:] == ["her on her re-election", "any talk of a rift"]
    found = said("Falcão refused to say whether he has seen the king and added that the port will open.")
    assert [(p.speaker, p.content) for p in found] == [(FALCAO, "the port will open")]
    found = said("Both President Falcão and Prime Minister Solbakken said they want to see open ports.")
    assert [p.content for p in found] == ["they want to see open ports"]
    found = said("Falcão complained about the levy, something Solbakken said the two states could end.")
    assert found[0].content == "the levy"


def test_a_second_verb_in_the_present() -> None:
    found = said("Falcão says the talks were short and is accusing Norway of breaking its word.")
    assert [p.content for p in found] == ["the talks were short", "Norway of breaking its word"]
    found = said("Falcão denounced suggestions that the envoy at his meeting with dockers had lied.")
    assert [p.content for p in found] == ["suggestions that the envoy at his meeting with dockers had lied"]
