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
        ("Falcão accused Norway of raising tariffs.", FALCAO, "raising tariffs", "indirect"),
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
        ("“We are ready,” Falcão said in a statement.", None),
    ],
)
def test_who_carried_it(text: str, via: str | None) -> None:
    (found,) = said(text)
    assert (found.speaker, found.via) == (FALCAO, via)


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
