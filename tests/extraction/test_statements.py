"""How far what is said reaches, which frames say something, who speaks without a name, and through whom: one sentence
pattern per case, all people invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Position, Source

LEAD = (
    "Talks in Lisbon\n\nPortuguese President Duarte Falcão received Norwegian Prime Minister Ingrid Solbakken in "
    "Lisbon on Wednesday.\n\n"
)
FALCAO, SOLBAKKEN = "Duarte Falcão", "Ingrid Solbakken"
BOTH = f"{FALCAO} and {SOLBAKKEN}"


def said(text: str, lead: str = LEAD) -> list[Position]:
    found = extract(Source("src-000000000000", "story.txt", lead + text))
    return [p for p in found.positions if p.evidence[0].start >= len(lead)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Falcão vowed to cut the duties, but the plan was delayed by a strike.", "to cut the duties"),
        ("Falcão proposed lowering the duties, but the scheme was delayed by courts.", "lowering the duties"),
        ("Norway pledged new aid, but the money has not arrived.", "new aid"),
        ("Falcão said there was progress but Norwegian officials appeared to disagree.", "there was progress"),
        (
            "Norway has said the talks will be about fish, and it is unclear whether Lisbon agrees.",
            "the talks will be about fish",
        ),
        ("Falcão said the fleet was ready, while Norway will be represented by an envoy.", "the fleet was ready"),
        ("Both sides vowed to reopen the port, halting a strike that began in March.", "to reopen the port"),
        (
            "Falcão called for new rules on fish, including a ban on trawling and limits on nets.",
            "new rules on fish, including a ban on trawling and limits on nets",
        ),
        (
            "Norway committed to easing trade, including lifting the ban; opening ports; and hiring pilots.",
            "to easing trade, including lifting the ban; opening ports; and hiring pilots",
        ),
        ("Falcão said the fleet would sail, in an interview with the BBC.", "the fleet would sail"),
        ("The plan, which Solbakken said was a mistake, is under review.", "was a mistake"),
        ("The regime, which analysts say is in a weak position, has lost its allies.", "is in a weak position"),
    ],
)
def test_what_is_said_ends_where_the_reporter_goes_on(text: str, content: str) -> None:
    assert [p.content for p in said(text)] == [content]


def test_a_relative_clause_has_its_own_speaker() -> None:
    found = said("Norway agreed to halve duties on cod, a deal the Portuguese government said could create 500 jobs.")
    assert [(p.speaker, p.content) for p in found] == [
        ("Norway", "to halve duties on cod"),
        ("the Portuguese government", "could create 500 jobs"),
    ]
    found = said("Norway pledged forms of aid - a proposal Portugal has said it would reject outright.")
    assert [(p.speaker, p.content) for p in found] == [
        ("Norway", "forms of aid"),
        ("Portugal", "it would reject outright"),
    ]


def test_a_participle_belongs_to_the_clause_before_it() -> None:
    text = (
        "The ministry said there was progress but Solbakken appeared to doubt it on Sunday, saying she had seen none."
    )
    assert [p.speaker for p in said(text)][1:] == [SOLBAKKEN]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The talks were described by Solbakken as a dangerous gamble.", SOLBAKKEN, "a dangerous gamble"),
        ("Kari Lund from the Fish Council said the plan was right.", "Kari Lund", "the plan was right"),
        ("The ministry's envoy, Kari Lund, told them the plan was right.", "Kari Lund", "the plan was right"),
        ("One of Falcão's first acts was to scrap the plan, calling it a gimmick.", FALCAO, "it a gimmick"),
        ("Norway's position is that the port must reopen.", "Norway", "the port must reopen"),
        ("The sides noted with concern the growth of piracy.", "The sides", "the growth of piracy"),
        ("”Today was a good day for us,” Falcão told them.", FALCAO, "Today was a good day for us"),
        (
            "Falcão: “We have come a long way and will go further.”",
            FALCAO,
            "We have come a long way and will go further.",
        ),
        (
            "Both countries have agreed to exchange envoys, the Portuguese foreign ministry announced on Thursday.",
            "the Portuguese foreign ministry",
            "Both countries have agreed to exchange envoys",
        ),
        ("Falcão welcomed Italy’s new plan for the ports.", FALCAO, "Italy’s new plan for the ports"),
        ("Falcão framed the visit as a step toward trust.", FALCAO, "the visit as a step toward trust"),
        ("Solbakken touted the pact as a turning point.", SOLBAKKEN, "the pact as a turning point"),
        ("Norway has been pushing Lisbon to sign the accord.", "Norway", "Lisbon to sign the accord"),
        ("Norwegian firms were quick to emphasise the benefits of trade.", "Norwegian firms", "the benefits of trade"),
        ("Norway agreed to a gradual opening of its ports.", "Norway", "a gradual opening of its ports"),
        (f"{BOTH} agreed to an immediate ceasefire.", BOTH, "an immediate ceasefire"),
        ("The news came from Nordfisk, which promised to invest in Porto.", "Nordfisk", "to invest in Porto"),
        ("The strategy said the alliance should look north.", "The strategy", "the alliance should look north"),
        ("The talks would be long, Falcão was quoted as saying.", FALCAO, "The talks would be long"),
        (
            "Opponents of the regime say any relief would help it.",
            "Opponents of the regime",
            "any relief would help it",
        ),
        ("Exporters have long complained about the cost of tests.", "Exporters", "the cost of tests"),
        ("Falcão's manifesto stated: “We shall not sell our land.”", FALCAO, "We shall not sell our land."),
        ("“They exchanged views,” the Norwegian Embassy’s post said.", "the Norwegian Embassy", "They exchanged views"),
    ],
)
def test_frames_and_speakers(text: str, speaker: str, content: str) -> None:
    assert [(p.speaker, p.content) for p in said(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The foreign ministry said the visit would go ahead.", "PRT"),
        ("The Norwegian Air Force said it had hit a target.", "NOR"),
        ("Norwegian firms said the deal was fair.", None),
        ("Sources in Oslo said the deal was fair.", None),
        ("Norway and other countries said the deal was fair.", None),
        ("Falcão will fly to Oslo, his government has said.", "PRT"),
    ],
)
def test_for_which_state_a_body_speaks(text: str, country: str | None) -> None:
    found = said(text)
    assert len(found) == 1
    assert found[0].country == country


def test_a_quotation_ends_before_the_next_verb() -> None:
    found = said("Falcão warned of “serious consequences” if the blockade went on and urged both fleets to wait.")
    assert [p.content for p in found] == ["“serious consequences” if the blockade went on", "both fleets to wait"]


def test_a_quotation_of_several_paragraphs_whose_speaker_comes_last() -> None:
    found = said("“We are ready for it.\n\n“We have always been ready,” Solbakken said.")
    assert [(p.speaker, p.content) for p in found] == [
        (SOLBAKKEN, "We are ready for it."),
        (SOLBAKKEN, "We have always been ready"),
    ]


def test_the_fullest_form_of_a_pair() -> None:
    found = said("The two leaders praised the pact of friendship. Both leaders reaffirmed their support for the port.")
    assert {p.speaker.lower() for p in found} == {"the two leaders"}


def test_the_paper_is_the_one_that_spoke() -> None:
    text = "The daily Aftenposten warned that talks were stuck. The talks will go on, the editorial said."
    assert [p.speaker for p in said(text)] == ["Aftenposten", "Aftenposten"]


def test_what_a_joint_statement_says_is_joint() -> None:
    text = "They issued a joint statement. The fleets will sail in May, the statement said."
    assert [(p.speaker, p.mode) for p in said(text)] == [(BOTH, "joint")]


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders announced that their countries would:",
        "Falcão told the BBC from Porto.",
        "Solbakken announced on Friday (13 December 2024).",
        "Falcão, said the old port of the town.",
        "Solbakken refused to say when the fleet would sail.",
        "The ships of the two leaders back opposing sides.",
    ],
)
def test_scraps_are_no_statements(text: str) -> None:
    assert said(text) == []


def test_a_date_in_brackets_is_not_said() -> None:
    text = "The road will open in May, the ministries of the two countries said on Friday (December 13, 2024)."
    assert [p.content for p in said(text)] == ["The road will open in May"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“Ties are strong,” the Norwegian Embassy said on social media platform ‘X’ on Sunday.", "X"),
        ("Falcão wrote on his official Telegram account that ties were strong.", "Telegram"),
        ("The fleet will sail, Solbakken was quoted by the Aftenposten newspaper as saying.", "Aftenposten"),
        ("Falcão, according to local publication Econews, said: “It is hoped that talks go on.”", "Econews"),
        ("In comments carried by state television, Falcão said the fleet would sail.", "state television"),
        ("The President's Office said in a statement that ties were strong.", None),
    ],
)
def test_channels(text: str, via: str | None) -> None:
    assert [p.via for p in said(text)] == [via]


def test_a_quotation_of_several_paragraphs_keeps_its_channel() -> None:
    text = "Falcão told the BBC: “It is a start for us.\n\n“There is more to come, I promise.”"
    assert [p.via for p in said(text)] == ["BBC", "BBC"]


def test_we_in_a_joint_document_are_its_parties() -> None:
    text = (
        "Joint Statement of the Leaders of Portugal and Norway\n\n"
        "The text of the following statement was released by Portuguese President Duarte Falcão and Norwegian Prime "
        "Minister Ingrid Solbakken.\n\n"
        "Norway and Iceland have pledged to open their ports. We recognise that the seas must stay open."
    )
    found = [p for p in said(text, lead="") if p.content == "the seas must stay open"]
    assert [(p.speaker, p.mode) for p in found] == [(BOTH, "joint")]


def attributed(text: str) -> list[tuple[str, str, str]]:
    """(speaker, mode, content) of the positions of a text."""
    found = extract(Source("src-000000000000", "story.txt", text)).positions
    return [(p.speaker, p.mode, p.content) for p in found]


_TALKS = "Talks in Lisbon\n\nIt rained.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker", "mode"),
    [
        ("Nordic trade ministers on Monday adopted a long draft document. The document calls for a cut in tariffs.",
         "Nordic trade ministers", "joint"),
        ("A statement issued at the end of an ASEAN meeting was short. The statement said trade should grow.",
         "ASEAN", "joint"),
        ('"It is late," said a written statement of the Norwegian Foreign Ministry. The statement said it was time.',
         "the Norwegian Foreign Ministry", "indirect"),
        ("The draft was discussed. The accord calls for a cut in tariffs.", "The accord", "indirect"),
    ],
)  # fmt: skip
def test_a_text_speaks_for_whose_it_is(text: str, speaker: str, mode: str) -> None:
    assert attributed(_TALKS + text + "\n")[-1][:2] == (speaker, mode)


def test_a_statement_is_no_longer_that_of_who_spoke_before() -> None:
    text = (
        _TALKS + "Trade should grow, spokesman Olav Brekke said in a statement. The members of the union said it was "
        "late. The statement said fish was dear.\n"
    )
    assert attributed(text)[-1][0] == "The statement"


def test_two_offices_under_one_article_speak_together() -> None:
    text = (
        "Vice President Anna Matos of Portugal met Crown Prince Olav Brekke of Norway.\n\nIt rained.\n\n"
        "The Vice President and Crown Prince condemned the attack on ships.\n"
    )
    assert attributed(text) == [("Anna Matos and Olav Brekke", "joint", "the attack on ships")]


def test_who_is_named_with_a_pronoun_speaks_with_whom_it_stands_for() -> None:
    text = (
        "Portuguese President Duarte Falcão and his Norwegian counterpart, Olav Brekke, agreed to build a port.\n\n"
        "Falcão smiled. He and Brekke confirmed that it was late.\n"
    )
    both = "Duarte Falcão and Olav Brekke"
    assert [said[:2] for said in attributed(text)] == [(both, "joint"), (both, "joint")]


def test_a_colon_announces_the_quotation_of_the_next_paragraph() -> None:
    text = (
        "The King of Norway and President Duarte Falcão of Portugal met. They agreed to build a port.\n\n"
        "Speaking beside the king, Falcão said:\n\n“It has been a great pleasure to come.”\n\n"
        "A palace spokesman added:\n\n“This was a short meeting, and a good one.”\n"
    )
    assert [speaker for speaker, mode, _ in attributed(text) if mode == "direct"] == [
        "Duarte Falcão",
        "A palace spokesman",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The envoys agreed that a truce should hold after talks in Lisbon, Norway's chief negotiator, Olav Brekke, "
         "told reporters.", "The envoys agreed that a truce should hold after talks in Lisbon"),
        ("Many issues remained open after eight hours of talks, Olav Brekke told a news conference.",
         "Many issues remained open after eight hours of talks"),
        ("Although Norwegian envoys have warned that a spat may follow, the key to the question of fish was trade.",
         "a spat may follow"),
        ("Leaders of the union who threatened to stay away ended their summit on Monday.", "to stay away"),
        ("Prime Minister Olav Brekke welcomed a future state where Poles and Czechs can live side by side.",
         "a future state where Poles and Czechs can live side by side"),
    ],
)  # fmt: skip
def test_where_words_end(text: str, said: str) -> None:
    assert [content for _, _, content in attributed(_TALKS + text + "\n")] == [said]


def test_what_is_listed_is_not_said() -> None:
    text = (
        _TALKS + "The minister shared plans, including opening ports, defending the right to fish, and more.\n"
        "The minister met local leaders and advocates who fight for ships.\n"
    )
    assert attributed(text) == []


def test_a_first_paragraph_without_a_full_stop_is_no_heading_if_it_is_long() -> None:
    text = (
        "President Duarte Falcão of Portugal spoke today with Prime Minister Olav Brekke of Norway. They discussed "
        "fish, ships, ports, and a good deal more, at some length. Falcão stressed that trade should grow in the years "
        "to come, and that the ports of both countries should be open to all who come in peace. The leaders also "
        "agreed to meet again in spring, in the autumn, and perhaps in winter\n###\n"
    )
    assert {speaker for speaker, _, _ in attributed(text)} == {"Duarte Falcão", "The leaders"}


def test_a_heading_about_a_communique_is_not_its_title() -> None:
    text = (
        "Summit Gets Its Joint Communique But No Deal\n\nPresident Duarte Falcão of Portugal said it was late.\n\n"
        "Ports and ships were closed to all but a few of the guests on that day.\n"
    )
    assert attributed(text) == [("Duarte Falcão", "indirect", "it was late")]


def test_a_noun_that_looks_like_a_verb_ends_nothing() -> None:
    said = "his thanks for the close friendship and shared values of both"
    text = f"{_TALKS}Prime Minister Olav Brekke voiced {said}.\n"
    assert [content for _, _, content in attributed(text)] == [said]
    assert attributed(_TALKS + "The minister met experts, faith leaders, state attorneys and others.\n") == []


@pytest.mark.parametrize(
    ("text", "speaker", "mode", "content"),
    [
        ("The rebels of the north, complaining that the king had failed to pay, launched an attack.",
         "The rebels of the north", "indirect", "the king had failed to pay"),
        ("The king would come late, Olav Brekke, Secretary for Fish Affairs at the ministry, told reporters.",
         "Olav Brekke", "indirect", "The king would come late"),
        ("African leaders agreed to meet again in spring.", "African leaders", "joint", "to meet again in spring"),
        ("Some African leaders agreed to meet again in spring.", "Some African leaders", "indirect",
         "to meet again in spring"),
        ("A committee of Nordic judges Tuesday asked the king to come.", "A committee of Nordic judges", "indirect",
         "the king to come"),
        ("The talks were short, with spokesman Olav Brekke saying Mar 17 that it was late.", "Olav Brekke", "indirect",
         "it was late"),
        ("LISBON, Nov 21 (Gazette) Fish is dear, a Norwegian official said.", "a Norwegian official", "indirect",
         "Fish is dear"),
    ],
)  # fmt: skip
def test_who_says_it(text: str, speaker: str, mode: str, content: str) -> None:
    assert attributed(_TALKS + text + "\n") == [(speaker, mode, content)]


def test_a_body_on_a_state_is_not_of_it() -> None:
    text = _TALKS + "The special committee on Norway said it was late. The chief demands included a ban on fish.\n"
    (position,) = extract(Source("src-000000000000", "story.txt", text)).positions
    assert position.country is None


def test_they_are_who_spoke_last() -> None:
    text = (
        _TALKS + "Two Nordic sources said that channels remain open despite the often differing positions of the two "
        "sides. A cut in tariffs was a constant goal, they added.\n"
    )
    assert [speaker for speaker, _, _ in attributed(text)] == ["Two Nordic sources", "Two Nordic sources"]


def test_what_the_reporter_says_of_it_is_not_said() -> None:
    text = _TALKS + "Spokesman Olav Brekke said Norway had not been asked, which he called regrettable.\n"
    assert attributed(text)[0][2] == "Norway had not been asked"


def test_where_a_senator_is_from_is_no_part_of_the_name() -> None:
    text = _TALKS + "On Monday, Senator Olav Brekke of Ohio called for a ban on fish.\n"
    assert attributed(text) == [("Olav Brekke", "indirect", "a ban on fish")]


def test_an_administration_is_american() -> None:
    text = _TALKS + "Norway was asked. A senior administration official said it was late.\n"
    (position,) = extract(Source("src-000000000000", "story.txt", text)).positions
    assert position.country == "USA"


@pytest.mark.parametrize(
    "text",
    [
        "“Trade is what counts,” Olav Brekke said on CNN.",
        "On CNN, spokesman Olav Brekke said that trade is what counts.",
    ],
)
def test_what_is_said_on_a_channel_came_through_it(text: str) -> None:
    (position,) = extract(Source("src-000000000000", "story.txt", _TALKS + text + "\n")).positions
    assert position.via == "CNN"


def test_where_it_was_said_is_not_said() -> None:
    text = _TALKS + "Trade is what counts, Olav Brekke said in Lisbon, where leaders are meeting for a summit.\n"
    assert attributed(text) == [("Olav Brekke", "indirect", "Trade is what counts")]


def test_the_day_of_the_talks_is_part_of_what_is_said() -> None:
    text = _TALKS + "Norway declared Friday's meeting a success.\n"
    assert attributed(text)[0][2] == "Friday's meeting a success"
