"""What is said, by whom, in which mode, through whom: one sentence pattern per case, all people invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.model import MODES, STANCES, Position, Source

LEAD = (
    "Talks in Lisbon\n\nPortuguese President Duarte Falcão received Norwegian Prime Minister Ingrid Solbakken in "
    "Lisbon on Wednesday.\n\n"
)
FALCAO, SOLBAKKEN = "Duarte Falcão", "Ingrid Solbakken"


def source(text: str) -> Source:
    return Source("src-000000000000", "story.txt", text)


def said(text: str, lead: str = LEAD) -> list[Position]:
    found = extract(source(lead + text))
    return [p for p in found.positions if p.evidence[0].start >= len(lead)]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "mode"),
    [
        ("Falcão said that the border would stay open.", FALCAO, "the border would stay open", "indirect"),
        ("Falcão said on Wednesday the border would stay open.", FALCAO, "the border would stay open", "indirect"),
        ("Ms Solbakken told reporters in Lisbon that talks would go on.", SOLBAKKEN, "talks would go on", "indirect"),
        ("Solbakken, who arrived late, warned that time was short.", SOLBAKKEN, "time was short", "indirect"),
        ("“We have come a long way,” Falcão said.", FALCAO, "We have come a long way", "direct"),
        (
            "“We have come a long way,” said Falcão, speaking in the palace.",
            FALCAO,
            "We have come a long way",
            "direct",
        ),
        ("Falcão said: “We have come a long way.”", FALCAO, "We have come a long way.", "direct"),
        ('Solbakken called the plan "a bad joke".', SOLBAKKEN, 'the plan "a bad joke"', "mixed"),
        ('He said the plan was "a bad joke", but gave no reason.', FALCAO, 'the plan was "a bad joke"', "mixed"),
        ("She condemned the attack on the harbour.", SOLBAKKEN, "the attack on the harbour", "indirect"),
        ("Falcão called for an end to the tariffs.", FALCAO, "an end to the tariffs", "indirect"),
        ("Falcão urged Norway to lower its tariffs.", FALCAO, "Norway to lower its tariffs", "indirect"),
        ("Falcão vowed to lower the tariffs.", FALCAO, "to lower the tariffs", "indirect"),
        ("Falcão accused Norway of raising tariffs.", FALCAO, "Norway of raising tariffs", "indirect"),
        ("Falcão assured his Norwegian counterpart that Lisbon would help.", FALCAO, "Lisbon would help", "indirect"),
        (
            "The tariffs will be lowered next year, Falcão said.",
            FALCAO,
            "The tariffs will be lowered next year",
            "indirect",
        ),
        (
            "The tariffs will be lowered next year, said the Norwegian Foreign Ministry.",
            "the Norwegian Foreign Ministry",
            "The tariffs will be lowered next year",
            "indirect",
        ),
        (
            "A spokesman for the Norwegian Foreign Ministry said the visit was useful.",
            "A spokesman for the Norwegian Foreign Ministry",
            "the visit was useful",
            "indirect",
        ),
        (
            "According to the Norwegian Foreign Ministry, the visit was useful.",
            "the Norwegian Foreign Ministry",
            "the visit was useful",
            "indirect",
        ),
        (
            "The two leaders stressed the need for a lasting peace.",
            "The two leaders",
            "the need for a lasting peace",
            "joint",
        ),
        ("Norway welcomed the new fishing quotas.", "Norway", "the new fishing quotas", "indirect"),
        ('Falcão spoke of the two nations\' "old bond".', FALCAO, 'the two nations\' "old bond"', "mixed"),
        ("What Falcão claims is unfair treatment will end.", FALCAO, "unfair treatment will end", "indirect"),
        ("Solbakken in a letter on Monday called for talks.", SOLBAKKEN, "talks", "indirect"),
        ("The port was busy. Others in Lisbon warned of a strike.", "Others in Lisbon", "a strike", "indirect"),
        (
            "Falcão said at the palace in Lisbon on Friday, 8 August, that the port was open.",
            FALCAO,
            "the port was open",
            "indirect",
        ),
        (
            "Falcão said the port would open, a demand that fishermen made in spring.",
            FALCAO,
            "the port would open",
            "indirect",
        ),
        ("Falcão called for a lower fee, then left for the airport.", FALCAO, "a lower fee", "indirect"),
        (
            "Falcão said the port would open, the first step toward free trade on the coast.",
            FALCAO,
            "the port would open",
            "indirect",
        ),
    ],
)
def test_one_statement(text: str, speaker: str, content: str, mode: str) -> None:
    (found,) = said(text)
    assert (found.speaker, found.content, found.mode) == (speaker, content, mode)


@pytest.mark.parametrize(
    "text",
    [
        "Falcão did not say when the talks would resume.",
        "Falcão wants an end to the tariffs.",
        "The two leaders discussed the tariffs.",
        "The statement of Falcão is said to be long.",
        "Falcão walked through the “Hall of Mirrors” with his guest.",
        "Falcão will announce the result on Friday.",
        "The United States has a claim on the island.",
        "Falcão welcomed her on the airfield, and the two walked along the pier.",
        "Falcão welcomed the delegation to Lisbon.",
        "Neither side said when the talks would resume.",
        "It is not known if Falcão says that the port is open.",
        "The port was seen as a model for others.",
    ],
)
def test_no_statement(text: str) -> None:
    assert said(text) == []


def test_two_verbs_are_two_statements_of_one_subject() -> None:
    first, second = said("Solbakken praised the new port and called for lower fees.")
    assert (first.content, second.content) == ("the new port", "lower fees")
    assert first.speaker == second.speaker == SOLBAKKEN


def test_a_participle_adds_a_statement_of_the_same_speaker() -> None:
    first, second = said("“We are ready,” Falcão said, adding that the port would open in May.")
    assert (first.content, first.mode) == ("We are ready", "direct")
    assert (second.content, second.speaker) == ("the port would open in May", FALCAO)


def test_a_quotation_broken_by_its_attribution_is_one_statement() -> None:
    (found,) = said("“We are ready,” Falcão said. “The port will open in May, and everybody is invited.”")
    assert found.content == "The port will open in May, and everybody is invited."
    assert [e.exact for e in found.evidence][1:] == ["We are ready"]


def test_a_quotation_by_itself_belongs_to_the_speaker_before_it() -> None:
    first, second = said("“We are ready for the next step,” Falcão said.\n\n“Nobody will stop us on the way.”")
    assert second.speaker == first.speaker == FALCAO
    assert second.mode == "direct"


def test_pronouns_follow_the_gender_of_the_name() -> None:
    found = said("Falcão met Solbakken at the airport. She said the flight was short. He said lunch was waiting.")
    assert [p.speaker for p in found] == [SOLBAKKEN, FALCAO]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We are ready,” Falcão said, according to Reuters.", "Reuters"),
        ("“We are ready,” Falcão told Reuters.", "Reuters"),
        ('"We are ready," the agency Lusa quoted Falcão as saying.', "Lusa"),
        ("Falcão said in an interview with CNN that the port was ready.", "CNN"),
        ("“We are ready,” Falcão tweeted.", "Twitter"),
        ("In a later tweet, the Portuguese president said the port was ready.", "Twitter"),
        ("Falcão said in a series of angry tweets that the port was ready.", "Twitter"),
        ("Falcão wrote on his Telegram channel that the port was ready.", "Telegram channel"),
        ("In an interview with Norwegian state radio, Falcão said the port was ready.", "Norwegian state radio"),
        ("“We are ready,” Falcão said, according to the translation by Norway's NRK.", "NRK"),
        ("In an interview with the newspaper Cais, Falcão said the port was ready.", "Cais"),
        ("“We are ready,” Falcão said in a Fox News interview.", "Fox News"),
        ("Reacting to the tweets, Falcão said the port was ready.", None),
        ("“We are ready,” Falcão said in a statement.", None),
    ],
)
def test_who_carried_it(text: str, via: str | None) -> None:
    (found,) = said(text)
    assert (found.speaker, found.via) == (FALCAO, via)


def test_an_outlet_carries_its_own_words() -> None:
    (found,) = said("The newspaper was quick. Reuters says the port is closed.")
    assert (found.speaker, found.via) == ("Reuters", "Reuters")


def test_a_quotation_that_goes_on_shares_its_channel() -> None:
    first, second = said("Falcão told CNN that the port was ready. “Everybody may come and see it,” he said.\n\n")
    assert (first.via, second.via) == ("CNN", "CNN")


def test_a_sentence_that_names_a_carrier_introduces_the_next_paragraph() -> None:
    (found,) = said("The port is the pride of the coast. CNN carries excerpts.\n\nFalcão said that the port was ready.")
    assert found.via == "CNN"


def test_a_dash_or_a_bare_comma_begins_the_next_statement() -> None:
    found = said("Falcão not only demanded lower fees -- he also said Norway must wait.")
    assert [p.content for p in found] == ["lower fees", "Norway must wait"]
    found = said(
        "Falcão suggested the port would open, hinted the fees would fall, and praised the fishermen of Porto."
    )
    assert [p.content for p in found] == ["the port would open", "the fees would fall", "the fishermen of Porto"]
    found = said("Falcão sharpened his tone, criticising the new fees and praising the old ones.")
    assert [p.content for p in found] == ["the new fees", "the old ones"]


def test_a_name_that_is_also_an_auxiliary_speaks() -> None:
    (found,) = said("Norwegian Foreign Minister Ingrid May said the port was ready.")
    assert found.speaker == "Ingrid May"


def test_bodies_are_named_in_full_and_companies_speak_for_no_state() -> None:
    (found,) = said("The United Nations sent an envoy. The UN said the port was safe.")
    assert found.speaker == "United Nations"
    (found,) = said("Gazprom said the port was safe.")
    assert found.country is None
    (found,) = said("A Norwegian diplomat said the port was safe.")
    assert found.country == "NOR"
    (found,) = said("Norwegian analysts said the port was safe.")
    assert found.country is None


def test_transcript_turns_are_direct_speech_without_greetings() -> None:
    text = (
        "Beginning of the talks\n\nPresident of Portugal Duarte Falcão: Madam Prime Minister,\n\n"
        "Our ports have doubled their trade in two years, and the ministers have prepared four papers.\n\n"
        "Prime Minister of Norway Ingrid Solbakken: Thank you very much.\n\n"
        "We came with a delegation of sixty people, since the sea joins our countries.\n\n"
    )
    first, second = said(text, lead="")
    assert (first.speaker, first.country, first.mode) == (FALCAO, "PRT", "direct")
    assert first.content.startswith("Our ports")
    assert second.speaker == SOLBAKKEN


def test_a_joint_statement_speaks_jointly() -> None:
    text = (
        "Joint Statement by the President of Portugal and the Prime Minister of Norway\n\n"
        "Portuguese President Duarte Falcão and Norwegian Prime Minister Ingrid Solbakken met in Lisbon. The two "
        "leaders reaffirmed the freedom of the seas. President Falcão welcomed the new cable between the two coasts.\n"
    )
    assert {p.mode for p in said(text, lead="")} == {"joint"}


def test_headlines_captions_and_datelines_say_nothing() -> None:
    text = "LISBON, 7 May 2031 (Reuters) - Falcão said the port was ready."
    (found,) = said("Falcão vows to open the port\n\n" + text)
    assert (found.speaker, found.via) == (FALCAO, None)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Falcão's claim that the port was closed surprised the fishermen.", FALCAO, "the port was closed"),
        ("Solbakken took up Falcão's frequent complaint that fees are high.", FALCAO, "fees are high"),
        ("The day ended with his denial of any quarrel at sea.", FALCAO, "any quarrel at sea"),
        ("It began with his suggestion Norway be asked again.", FALCAO, "Norway be asked again"),
        ("Lisbon's view is that the fees are fair and low.", "Lisbon", "the fees are fair and low"),
    ],
)
def test_nouns_of_speech(text: str, speaker: str, content: str) -> None:
    (found,) = said(text)
    assert (found.speaker, found.content) == (speaker, content)


def test_a_noun_of_speech_within_a_statement_is_part_of_it() -> None:
    (found,) = said("Falcão reiterated his call for lower fees.")
    assert found.content == "his call for lower fees"


def test_an_embedded_post_is_direct_speech_and_its_quotation_no_second_one() -> None:
    (found,) = said(
        "“The port is open to all,” Falcão wrote.\n\nThe port is open to all. Come and see! pic.twitter.com/abc123 — "
        "Duarte Falcão (@falcao) May 7, 2031\n\n"
    )
    assert (found.speaker, found.content) == (FALCAO, "The port is open to all. Come and see!")
    assert (found.mode, found.via, found.country) == ("direct", "Twitter", "PRT")


def test_a_headline_about_a_declaration_makes_no_joint_document() -> None:
    text = (
        "Lisbon declaration condemns piracy\n\nPortuguese President Duarte Falcão met Norwegian Prime Minister Ingrid "
        "Solbakken. Falcão said that the port was open.\n"
    )
    assert {p.mode for p in said(text, lead="")} == {"indirect"}


def test_circumstances_at_the_beginning_are_no_statement() -> None:
    (found,) = said("Noting the risks at sea, the two leaders stressed the need for patrols.")
    assert found.content == "the need for patrols"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Falcão accused Norway of raising tariffs.", "Norway"),
        ("Falcão urged Oslo to open its ports.", "Norway"),
        ("Falcão told the Norwegian envoy that the port was open.", "Norway"),
        ("Falcão said that new sanctions on Norway were planned.", "Norway"),
        ("Falcão said that he will travel to Norway.", None),
        ("Falcão said that Norway and Spain would send ships.", None),
        ("Falcão said at the United Nations that the port was open.", None),
    ],
)
def test_target_is_whom_it_is_aimed_at(text: str, target: str | None) -> None:
    (found,) = said(text)
    assert found.target == target


def test_the_name_of_a_forum_is_no_topic_and_a_negation_no_support() -> None:
    (found,) = said("Falcão said that the Shanghai Cooperation Organisation had grown.")
    assert found.topic is None
    (found,) = said("Falcão said that not everything was agreed.")
    assert found.stance == "neutral"
    (found,) = said("Falcão called the result a disaster.")
    assert found.stance == "neutral"


def test_a_broken_quotation_goes_on_after_its_attribution() -> None:
    (found,) = said("“We saw the port,” she adds, “and we were glad that it was open to everybody.”")
    assert found.content == "and we were glad that it was open to everybody."
    assert found.speaker == SOLBAKKEN


def test_a_programme_belongs_to_its_outlet() -> None:
    (found,) = said("Falcão told the BBC's Harbour Hour programme the port was ready.")
    assert (found.content, found.via) == ("the port was ready", "BBC")


def test_a_second_subject_begins_a_second_statement() -> None:
    found = said("Norway has said it is willing to buy fish, while Portugal on Monday called for a ban on nets.")
    assert [(p.speaker, p.content) for p in found] == [
        ("Norway", "it is willing to buy fish"),
        ("Portugal", "a ban on nets"),
    ]


def test_whose_remarks_open_a_sentence_goes_on_speaking() -> None:
    text = "Rival Rui Matos said the port was lost.\n\nMr Falcão's remarks came late. “They are right,” he said."
    assert said(text)[-1].speaker == FALCAO


def test_a_word_is_an_answer() -> None:
    (found,) = said("“No,” was Falcão's answer as the doors closed.")
    assert (found.speaker, found.content, found.mode) == (FALCAO, "No", "direct")


def test_the_diplomat_is_the_one_described_before() -> None:
    first, second = said("A Norwegian diplomat said the port was shut. “It is a pity for us,” the diplomat added.")
    assert (second.speaker, second.country) == (first.speaker, "NOR")


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The fees will fall, according to Harbour Watch.", "Harbour Watch", "The fees will fall"),
        ("Yesterday, Harbour Watch said that the fees would fall.", "Harbour Watch", "the fees would fall"),
        ("Officials on Monday said the fees would fall.", "Officials", "the fees would fall"),
        ("Falcão left early. According to him, the fees would fall.", FALCAO, "the fees would fall"),
        ("As Falcão noted, the fees would fall.", FALCAO, "the fees would fall"),
        ("Sources close to the talks said the fees would fall.", "Sources close to the talks", "the fees would fall"),
        ("“The fees will fall for all,” the statement read.", "the statement", "The fees will fall for all"),
        ("Falcão denied any involvement.", FALCAO, "any involvement"),
        ("Falcão hailed the visit as a milestone and invited her to Porto.", FALCAO, "the visit as a milestone"),
        ("Falcão was pushing for lower fees at sea.", FALCAO, "lower fees at sea"),
        ("While noting that fees had fallen, Falcão made no promise.", FALCAO, "fees had fallen"),
        ("The two leaders condemn the armed raids and call on Norway to act.", "The two leaders", "the armed raids"),
        ("Even as Falcão says the port is open, fishermen have closed it.", FALCAO, "the port is open"),
    ],
)
def test_who_else_may_speak(text: str, speaker: str, content: str) -> None:
    found = said(text)[0]
    assert (found.speaker, found.content) == (speaker, content)


def test_a_label_with_a_garbled_office_still_opens_a_turn() -> None:
    text = (
        "Talks in Lisbon\n\nDuarte Falcão met President of Norway Ingrid Solbakken.\n\nPresident of Portugal Duarte "
        "Falcão: Our ports have doubled their trade in only two years, and that is good.\n\nSee also\n\nNews "
        "conference\n\nPresident of the State Norway Ingrid Solbakken (retranslated): We came with sixty people since "
        "the sea joins our two countries.\n\n"
    )
    first, second = said(text, lead="")
    assert (first.speaker, second.speaker) == (FALCAO, SOLBAKKEN)
    assert second.content.startswith("We came")


def test_topic_stance_and_target() -> None:
    (found,) = said("Falcão condemned the sanctions against Belarus.")
    assert (found.topic, found.stance, found.target) == ("sanctions", "oppose", "Belarus")


ODD = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "'",
            "‘",
            "’",
            "«",
            "said",
            "that",
            "he",
            "President",
            "Falcão",
            ",",
            ".",
            ":",
            "\n",
            "\n\n",
            "and",
            "according",
            "to",
            "told",
            "Reuters",
            "quoted",
            "as",
            "saying",
            "the",
            "two leaders",
            "(",
            ")",
            "—",
            "Mr",
            "U.S.",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(ODD, st.text(max_size=300)))
def test_any_text_gives_exact_words(text: str) -> None:
    item = source(text)
    for record in extract(item).records():
        for evidence in record.evidence:
            assert text[evidence.start : evidence.end] == evidence.exact
    for position in extract(item).positions:
        assert position.mode in MODES
        assert position.stance in STANCES
        assert position.content == position.evidence[0].exact
