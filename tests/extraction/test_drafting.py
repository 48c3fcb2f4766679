"""Which words make a record, and which speak of one again; all happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Document, Source

LEAD = (
    "Portuguese President Duarte Falcão and Norwegian Prime Minister Ingrid Solbakken held talks in Lisbon "
    "on Wednesday.\n\n"
)


def documents(text: str, lead: str = LEAD) -> list[Document]:
    return list(extract(Source("src-000000000000", "story.txt", lead + text, published="2031-05-07")).documents)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They agreed to meet every year. As part of the agreement, Norway opens a port.", "the agreement"),
        ("They agreed to meet every year. Wednesday's agreement came after long talks.", "Wednesday's agreement"),
        ("They have resolved six disputes. The agreements are a surprise.", "The agreements"),
    ],
)
def test_the_agreement_may_be_what_the_lead_says(text: str, label: str) -> None:
    (found,) = documents(text)
    assert (found.label, found.status) == (label, "agreed")


def test_the_agreement_is_none_where_nothing_was_agreed() -> None:
    assert documents("They spoke of cod. The agreement came up twice.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Falcão and Solbakken said in a statement that cod was scarce.",
        "In a statement, the two leaders said that cod was scarce.",
    ],
)
def test_two_who_speak_in_one_statement(text: str) -> None:
    (found,) = documents(text)
    assert (found.type, found.status) == ("joint_statement", "adopted")


@pytest.mark.parametrize(
    "text",
    [
        "Solbakken said in a statement that cod was scarce.",
        "Cod Watch and Herring Alert said in a statement that cod was scarce.",
        "They praised Norway's economic programme.",
        "They praised the Norwegian Arctic Strategy.",
    ],
)
def test_what_one_side_says_or_plans_is_no_record(text: str) -> None:
    assert documents(text) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "They praised the General Agreement of Fish and Trawlers (GAFT). GAFT is old.",
            ["the General Agreement"],
        ),
        ("They signed a free trade deal. They had waited for a deal like this.", ["a free trade deal"]),
        (
            "They praised a fish deal reached in February of last year. The February deal holds.",
            ["a fish deal"],
        ),
        ("They spoke of a truce agreed in the Faro Accord.", ["the Faro Accord"]),
        (
            "They discussed an agreement on normalisation of ties. Solbakken wants an agreement to normalise ties "
            "completed by the end of 2032. Both hope to sign a historic agreement.",
            ["an agreement"],
        ),
        (
            "Besides a fish treaty other agreements signed included one on abolition of visas for holders of official "
            "passports; a memorandum on health; and another memorandum on cod.",
            ["a memorandum", "another memorandum"],
        ),
        ("They discussed the framework of an agreement on cod.", ["an agreement"]),
        (
            "They praised the Treaty on the Foundations of Ties. They will prepare the agreement on services.",
            ["the Treaty", "the agreement"],
        ),
        (
            "The documents signed include a protocol on tax, a memorandum on forestry as well as two agreements of "
            "regions. They signed a memorandum on cod. They signed a treaty on care.",
            ["a protocol", "a memorandum", "two agreements", "a memorandum", "a treaty"],
        ),
        (
            "Last year they issued a joint statement. They spoke of the long joint statement adopted in Oslo.",
            ["a joint statement"],
        ),
        (
            "Under the cod-for-oil deal fish is sold. Details of the fish deal are unclear. The deal will be signed.",
            ["the cod-for-oil deal"],
        ),
        (
            "A maritime agreement will be signed next year. Solbakken wants to sign a reciprocal access agreement.",
            ["A maritime agreement", "a reciprocal access agreement"],
        ),
        (
            "They go on with talks on a new fish treaty with Spain. He spoke of a potential treaty with Portugal.",
            ["a new fish treaty"],
        ),
        ("They signed a truce deal. The temporary truce deal holds.", ["a truce deal"]),
        ("A truce was signed at noon. A truce has been signed, Falcão said.", ["A truce"]),
        ("They signed an action plan. The Faro action plan helps trade.", ["an action plan"]),
        (
            "They hailed the Faro Trade Deal. They hope for a new Faro Trade Deal.",
            ["the Faro Trade Deal", "a new Faro Trade Deal"],
        ),
        ("They attended the handover of documents. They were proud of the handover of 10 documents.", ["10 documents"]),
    ],
)
def test_later_mentions(text: str, labels: list[str]) -> None:
    assert [found.label for found in documents(text)] == labels


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The proposed trade agreement with Spain still hasn't been concluded.", "planned"),
        ("They will hold a trade agreement signing ceremony on Friday.", "planned"),
        ("They spoke at the trade agreement signing ceremony.", "signed"),
        ("At the March meeting, both signed a contract on cod.", "earlier"),
        ("They signed on Friday the Faro Declaration.", "signed"),
        ("Portugal was unable to land a fish deal with Spain.", "rejected"),
        ("The visit failed to produce a finalised fish pact.", "rejected"),
        ("They work together within the framework of the heritage agreement.", "earlier"),
        ("They hailed the Good Friday Treaty.", "earlier"),
        ("They met to finalise a preliminary deal reached last year.", "earlier"),
        ("It was not possible to reach an agreement.", "rejected"),
        ("They signed here Wednesday an action plan.", "signed"),
        ("Officials exchanged a diplomatic note on cod.", "signed"),
    ],
)
def test_status(text: str, status: str) -> None:
    (found,) = documents(text)
    assert found.status == status


def test_a_list_below_a_line_that_says_signed() -> None:
    found = documents("Also signed at the meeting were:\n\n-- The Declaration on Clean Seas,\n\n-- The Faro Protocol.")
    assert [(one.label, one.status) for one in found] == [
        ("The Declaration", "signed"),
        ("The Faro Protocol", "signed"),
    ]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("They signed an accord establishing a venture to exploit tin and zinc.", ("tin", "zinc")),
        ("They signed a memorandum on the safety of medicines.", ("safety of medicines",)),
        ("They signed a memorandum on the opening of a consulate.", ()),
        ("In the fields of health and sport, both sides signed a memorandum.", ("health", "sport")),
        ("Three agreements were signed. The agreements are regarding trade and farming.", ("trade", "farming")),
        ("They signed four MoUs. MoUs signed were on health and sport.", ("health", "sport")),
        ("They signed a memorandum on farming and on health.", ("farming", "health")),
        ("They signed deals in such fields as farming, trade and culture.", ("farming", "trade", "culture")),
        (
            "They attended a ceremony to exchange documents. The documents deal, in particular, with cod and trade.",
            ("cod", "trade"),
        ),
        ("They signed trade and finance agreements.", ("trade", "finance")),
        ("They signed three pacts in health, farming and sport.", ("health", "farming", "sport")),
        ("They signed two pacts in recent years and more today.", ()),
        ("They signed six memorandums, covering key areas such as farming and trade.", ("farming", "trade")),
        ("They signed a memorandum on Friday on health.", ("health",)),
        ("They signed three agreements. The agreements were signed in the health and oil sectors.", ("health", "oil")),
    ],
)
def test_fields(text: str, areas: tuple[str, ...]) -> None:
    (found,) = documents(text)
    assert found.areas == areas


@pytest.mark.parametrize(
    "text",
    [
        "They seek the autonomy to reach agreements with others.",
        'Falcão said: "I am not sure you can reach a deal with them."',
        "Leaders must be bold when reaching mutual agreements.",
        "The deadline for a fish deal was extended.",
        "Cod was discussed within the framework of the visit, which was signed off.",
    ],
)
def test_powers_and_frames_are_no_records(text: str) -> None:
    assert documents(text) == []


@pytest.mark.parametrize(
    ("text", "label", "count"),
    [
        ("They signed 14 Memorandum of Understanding.", "14 Memorandum of Understanding", 14),
        ("They witnessed the signing of more than 70 agreements.", "more than 70 agreements", 70),
    ],
)
def test_counts(text: str, label: str, count: int) -> None:
    (found,) = documents(text)
    assert (found.label, found.count) == (label, count)


def test_who_leads_a_government_is_no_party() -> None:
    (found,) = documents("An agreement was reached between the government led by Anna Novak and farmers.")
    assert "Anna Novak" not in found.parties


def test_the_owner_and_the_seat_of_a_company_are_no_part_of_its_name() -> None:
    (found,) = documents("A memorandum was signed between Norway's Norsk Radio and Lisboa Corporation, Spain.")
    assert found.parties == ("Norsk Radio", "Lisboa Corporation")
