"""Instruments: what counts as one, what became of it, whose it is and what about; all happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Context, Document, Source

LEAD = (
    "Portuguese President Duarte Falcão and Norwegian Prime Minister Ingrid Solbakken held talks in Lisbon "
    "on Wednesday.\n\n"
)


def documents(text: str, lead: str = LEAD) -> list[Document]:
    source = Source("src-000000000000", "story.txt", lead + text, published="2031-05-07")
    return list(extract(source).documents)


def document(text: str) -> Document:
    (found,) = documents(text)
    return found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They signed a memorandum on tourism.", "signed"),
        ("They signed and published a joint statement.", "signed"),
        ("They adopted a joint communique.", "adopted"),
        ("They reached an agreement on cod quotas.", "agreed"),
        ("They made a separate deal on cod quotas.", "agreed"),
        ("They will sign a memorandum on tourism.", "planned"),
        ("A memorandum on tourism is planned.", "planned"),
        ("The exchange of agreements is planned for 12:40.", "planned"),
        ("They sought early conclusion of the Faro accord.", "planned"),
        ("They discussed the signing of a fisheries treaty.", "planned"),
        ("They urged progress on the draft fisheries treaty.", "planned"),
        ("They would like to meet more often, build trust and conclude a fisheries treaty.", "planned"),
        ("They failed to reach an agreement on cod quotas.", "rejected"),
        ("The talks ended without an agreement on cod quotas.", "rejected"),
        ("There was no trade deal.", "rejected"),
        ("They recalled the recently signed Faro Agreement.", "earlier"),
        ("They praised a previous agreement on cod quotas.", "earlier"),
        ("They built on their joint statement of 3 May 2029.", "earlier"),
        ("They welcomed the fisheries treaty that was signed on Wednesday.", "signed"),
        ("The ministry described four documents that Norway and Portugal signed.", "signed"),
        ("The declaration condemns piracy.", "adopted"),
        ("Solbakken pulled out of the joint communique.", "adopted"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert document(text).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Falcão said that treaties must be respected.",
        "They expanded student exchange programmes.",
        "The talks were held in an atmosphere of complete mutual understanding.",
        "Solbakken announced a plan for her country's ports.",
        "Falcão proposed a Fair Seas Initiative with five principles.",
        "Our plans include projects in forestry.",
    ],
)
def test_what_is_no_instrument(text: str) -> None:
    assert not documents(text)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("They signed agreements on cooperation in tourism, sport and culture.", ("tourism", "sport", "culture")),
        ("Agreements were signed too on cooperation in forestry, fishing and sport.", ("forestry", "fishing", "sport")),
        ("Agreements were signed on cooperation between agencies in customs and other areas.", ("customs",)),
        (
            "Memoranda were signed between the health ministries, on medicines and devices; and on forestry.",
            ("medicines and devices", "forestry"),
        ),
        (
            "They signed documents. The documents signed cover energy, sport, and forestry.",
            ("energy", "sport", "forestry"),
        ),
        ("They signed a new trade agreement.", ("trade",)),
        ("They signed an agreement on strategic cooperation.", ()),
        ("They signed a programme for work in Norway.", ()),
    ],
)
def test_areas(text: str, areas: tuple[str, ...]) -> None:
    assert document(text).areas == areas


def test_a_list_after_a_colon_replaces_its_group() -> None:
    found = documents(
        "The two leaders witnessed the signing of several documents: a trade programme for 2031–2035; a cooperation "
        "programme in culture and science; and an agreement on readmission."
    )
    assert [(d.type, d.status) for d in found] == [
        ("programme", "signed"),
        ("programme", "signed"),
        ("agreement", "signed"),
    ]


def test_a_group_of_which_few_are_named_stays() -> None:
    found = documents("They signed 12 documents, including a memorandum on tourism.")
    assert [(d.type, d.count) for d in found] == [("other", 12), ("memorandum", 1)]


def test_members_may_have_long_subjects_and_instruments_inside() -> None:
    found = documents(
        "A number of agreements were also signed, including a memorandum on the Faro rail programme, an agreement on "
        "opening a Norwegian consulate in Faro and a Portuguese consulate in Bergen, and a protocol to the fisheries "
        "treaty."
    )
    assert [d.type for d in found if d.status == "signed"] == ["memorandum", "agreement", "protocol"]
    assert found[1].title == "on opening a Norwegian consulate in Faro and a Portuguese consulate in Bergen"


def test_a_sentence_that_goes_on_with_a_list() -> None:
    found = documents(
        "They signed five documents.\n\nThey are a joint declaration, one memorandum between Norway and Spain, and "
        "three memoranda between Norway and Portugal."
    )
    assert [(d.type, d.count, d.parties) for d in found] == [
        ("declaration", 1, ("PRT", "NOR")),
        ("memorandum", 1, ("NOR", "ESP")),
        ("memorandum", 3, ("NOR", "PRT")),
    ]


def test_a_short_name_is_the_same_instrument() -> None:
    found = documents(
        "They spoke of the North Sea Fisheries Treaty (NSFT). Solbakken said that the NSFT treaty works.\n\n"
        "Falcão called the treaty fair."
    )
    assert len(found) == 1


def test_what_was_not_made_is_told_once() -> None:
    found = documents("They failed to reach agreement. No deal on cod quotas was signed.")
    assert [d.status for d in found] == ["rejected"]


def test_a_signing_that_was_planned_for_talks_that_collapsed() -> None:
    lead = "Talks between Portugal and Norway collapse in Lisbon\n\n"
    (found,) = documents("The palace had circulated plans for a signing ceremony for a joint agreement.", lead)
    assert found.status == "rejected"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("They signed a memorandum on tourism.", ("PRT", "NOR")),
        ("A treaty between Norway and Spain was signed.", ("NOR", "ESP")),
        ("The health ministries of the two countries signed a memorandum.", ("PRT", "NOR")),
        (
            "An agreement between the Norwegian Ministry of Labour, Ports and Forestry and the Portuguese Ministry of "
            "Work was signed.",
            ("NOR", "PRT"),
        ),
        (
            "They signed a document on cooperation between the Norwegian and Portuguese skating unions and between "
            "Fjordlys News Agency and the Tejo Media Group.",
            ("Norwegian and Portuguese skating unions", "Fjordlys News Agency", "Tejo Media Group"),
        ),
        (
            "A contract between the shipbuilder Fjordlys Verft and Tejo Naval was signed.",
            ("Fjordlys Verft", "Tejo Naval"),
        ),
        (
            "They signed the Joint Statement of the President of Portugal and the Prime Minister of Norway.",
            ("PRT", "NOR"),
        ),
        ("Spain also made separate deals with Norway and with Portugal.", ("ESP", "NOR", "PRT")),
        ("They recalled the Faro Convention.", ()),
    ],
)
def test_parties(text: str, parties: tuple[str, ...]) -> None:
    assert document(text).parties == parties


def test_only_those_named_as_signing_are_signatories() -> None:
    assert document("Falcão and Solbakken signed a declaration.").signatories == ("Duarte Falcão", "Ingrid Solbakken")
    assert document("A declaration was signed in the presence of Solbakken.").signatories == ()
    by = document("A memorandum was signed by Falcão and the mayor.").signatories
    assert by == ("Duarte Falcão",)


def test_signers_by_office_or_group_stand_for_themselves() -> None:
    both = ("Duarte Falcão", "Ingrid Solbakken")
    assert document("The two leaders signed a declaration.").signatories == both
    assert document("Senior officials signed a memorandum in front of the leaders.").signatories == (
        "senior officials",
    )
    assert document("A memorandum was signed by the Norwegian ministers of labour.").signatories == (
        "Norwegian ministers",
    )
    assert document("The two sides signed a memorandum.").signatories == ()


def test_the_treaty_that_is_replaced_is_another_one() -> None:
    found = documents("They signed a partnership treaty. The treaty has 47 articles and replaces the treaty of 2001.")
    assert [(one.status, one.title) for one in found] == [("signed", None), ("earlier", "of 2001")]


def test_fields_told_after_the_package_are_its_fields() -> None:
    told = "Energy was among the fields that the agreements cover. The other fields are tourism, science and sport."
    assert document(f"They signed a package of 13 documents. {told}").areas == ("energy", "tourism", "science", "sport")
    assert document("They signed eight agreements. The agreements include trade, mining and transport.").areas == (
        "trade",
        "mining",
        "transport",
    )


def test_of_three_states_those_are_parties_whose_ministers_sign() -> None:
    def parties(text: str) -> tuple[str, ...]:
        ministers = "Norwegian Foreign Minister Kari Lund and Chilean Foreign Minister Ana Prado came.\n\n"
        source = Source("src-000000000000", "story.txt", ministers + text, published="2031-05-07")
        (one,) = extract(source, Context(parties=("PRT", "NOR", "CHL"))).documents
        return one.parties

    assert parties("The two ministers signed a joint letter on piracy.") == ("NOR", "CHL")
    assert parties("A memorandum on piracy was signed.") == ("PRT", "NOR", "CHL")


def test_who_signs_too_is_not_taken_for_the_only_one() -> None:
    lead = LEAD + "Spanish King Rui Melo came as well.\n\n"
    (one,) = documents("The leaders adopted the Faro Declaration, which King Rui Melo also signed.", lead)
    assert one.signatories == ()
    (one,) = documents("Falcão signed the Faro Declaration, and King Rui Melo signed it as a witness.", lead)
    assert one.signatories == ("Duarte Falcão", "Rui Melo")


def test_what_others_signed_was_there_before() -> None:
    assert document("They applauded Spain and Chile's signing of the Mutual Access Agreement.").status == "earlier"


def test_a_plan_told_of_again_is_one() -> None:
    found = documents(
        "They want to negotiate a trade deal. Solbakken will sign a great trade deal with Portugal.\n\n"
        "They will conclude a border treaty."
    )
    assert [(d.type, d.status) for d in found] == [("agreement", "planned"), ("treaty", "planned")]


def test_an_approximate_count() -> None:
    found = documents("Since 1996, the two countries have signed about 20 intergovernmental agreements.")
    assert [(d.label, d.count, d.status) for d in found] == [("about 20 intergovernmental agreements", 20, "earlier")]


def test_titles_in_marks_are_documents() -> None:
    found = documents('They signed two documents entitled "On Cod" and "On a Cooperation Programme for Ports".')
    assert [(d.title, d.type, d.count) for d in found] == [
        ("On Cod", "other", 1),
        ("On a Cooperation Programme for Ports", "programme", 1),
    ]


def test_purchases_and_deals_with_a_price() -> None:
    found = documents(
        "Tejo Air will purchase 40 new Fjordlys aircraft valued at $2 billion. Tejo Air will also buy Bergen Motor "
        "engines in a separate deal valued at $1.5 billion."
    )
    assert [(d.type, d.status, d.parties) for d in found] == [
        ("contract", "agreed", ("Tejo Air", "Fjordlys")),
        ("contract", "agreed", ("Tejo Air", "Bergen Motor")),
    ]
    assert not documents("Tejo Air purchased 40 aircraft, and fares will rise.")


def test_a_name_with_an_anniversary_is_whole() -> None:
    found = document("They signed a Declaration on the Fifth Anniversary of the Faro Group.")
    assert found.title == "Declaration on the Fifth Anniversary of the Faro Group"
    assert document("They signed a declaration on the fifth anniversary of the talks.").title is None
    assert document("They adopted the Faro Declaration of their summit in Faro.").title == "Faro Declaration"


def test_resolutions_of_a_body() -> None:
    found = documents(
        "They will seek a United Nations Security Council resolution. Norway said that the U.N. resolution matters."
    )
    assert [(d.type, d.status) for d in found] == [("resolution", "planned")]


def test_an_aside_may_stand_between_verb_and_object() -> None:
    found = documents(
        "Members of the delegations signed, in the leaders' presence, a package of joint documents, including an "
        "agreement on forestry and a protocol on cod."
    )
    assert [(d.type, d.status) for d in found] == [("agreement", "signed"), ("protocol", "signed")]


def test_who_signed_after_by_and_whose_summit() -> None:
    assert document("Spain released a joint declaration signed by Norway and Chile.").parties == ("NOR", "CHL")
    lead = "The declaration signed at the summit of the Shanghai Cooperation Organisation condemns piracy.\n"
    (found,) = documents("", lead)
    assert found.parties == ("Shanghai Cooperation Organisation",)


def test_regions_and_companies_without_names_are_the_meeting_s() -> None:
    text = "Two agreements between Norwegian regions and Portuguese companies were signed."
    assert document(text).parties == ("PRT", "NOR")


@pytest.mark.parametrize(
    "text",
    [
        "They signed a declaration on the results and",
        "A treaty between Norway and the",
        "A treaty between Norway and",
        "The pact, the first in years,",
        "They signed agreements on sport;",
        "A treaty, which",
        "They signed it in the last",
        "They signed two documents entitled",
        "Tejo Air will buy aircraft for $",
        "A protocol was signed on",
        "Three",
    ],
)
def test_texts_that_break_off(text: str) -> None:
    documents(text)
    documents("", text)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "They signed, in the presence of both delegations, a package of documents, including a joint declaration "
            "on culture, an inter-governmental agreement on air services and a protocol on customs.",
            ["a joint declaration", "an inter-governmental agreement", "a protocol"],
        ),
        ("A number of bilateral documents were signed. The documents signed include a treaty on cod.", ["a treaty"]),
        ("They signed a protocol on amendments to the agreement on transit.", ["a protocol", "the agreement"]),
        ("They agreed on a framework for an agreement on cod.", ["a framework", "an agreement"]),
        ('Under the "one in, one out" deal ships return. The deal will be signed.', ['the "one in, one out" deal']),
        ("They recalled the Faro Declaration, an agreement between both countries.", ["the Faro Declaration"]),
        ("They inked two Memorandae of Understanding (MoU) on cod.", ["two Memorandae of Understanding (MoU)"]),
        ("They want the final resolution of the conflict to be adopted.", []),
        ("The agreement, dubbed the Faro Accord, was signed on Wednesday.", ["The agreement"]),
        ("They finalised the text of a cod treaty.", ["a cod treaty"]),
        ("Negotiators are close to a deal on cod.", ["a deal"]),
        ("They reached a cod deal. Others would get the same deal.", ["a cod deal"]),
        ("In a statement released later, the government praised it.", []),
        ("A statement issued by the ministry praised the talks.", []),
        ("Solbakken issued a statement.", []),
        ("Both leaders issued a statement.", ["a statement"]),
    ],
)
def test_what_is_a_record(text: str, labels: list[str]) -> None:
    assert [d.label for d in documents(text)] == labels


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The two sides agreed an immediate ceasefire.", "agreement", "agreed"),
        ("The talks resulted in a special resolution to create a joint group.", "resolution", "adopted"),
        ("The talks resulted in a fisheries treaty.", "treaty", "agreed"),
        ("They stressed the finalisation of a memorandum on cod.", "memorandum", "agreed"),
        ("They agreed to halve tariffs on cod, a deal that fishermen praised.", "agreement", "agreed"),
        ("They agreed to hold off on tariffs. The pact was seen as a step forward.", "agreement", "agreed"),
        ("Talks continue on a bilateral investment treaty.", "treaty", "planned"),
        ("They praised the Faro Ocean Framework.", "other", "earlier"),
        ("The Joint Norwegian-Portuguese Statement on Energy read that both would save.", "joint_statement", "adopted"),
        ("During a visit in April 2019, the two sides inked a treaty.", "treaty", "earlier"),
    ],
)
def test_kind_and_status(text: str, kind: str, status: str) -> None:
    source = Source("src-000000000000", "story.txt", LEAD + text)
    (found,) = extract(source).documents
    assert (found.type, found.status) == (kind, status)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Eight MoUs will be signed, spanning energy, health and defence sectors, he said.", "energy health defence"),
        ("The agreements signed during the visit cover health, cod and sport.", "health cod sport"),
        ("They approved a programme of cultural cooperation.", "cultural"),
        ("They inked six MoUs in areas spanning shipping, cod and sport.", "shipping cod sport"),
        ("They inked seven MoUs, including one on shipping.", "shipping"),
        ("They signed a free trade deal.", "trade"),
        ("They agreed on a plan to tackle smuggling.", "smuggling"),
        ("They will sign a sharing agreement for statistics.", "statistics"),
        ("They will sign a debt rescheduling agreement.", "debt"),
        ("They signed a memorandum on Sun and Sea cooperation.", "Sun_and_Sea_cooperation"),
        ("They signed a protocol on exports in 2032.", "exports"),
        ("They praised the Faro Framework for Security, Trade, and Health to fight crime.", "Security Trade Health"),
        ("They signed an economic cooperation programme for 2031–2035.", "economic"),
        ("They signed a trade, economic and technical cooperation agreement.", "trade economic technical"),
        ("They signed an intergovernmental cooperation agreement.", ""),
        ("They signed a memorandum on developing humanitarian cooperation.", "humanitarian"),
        ("They signed an agreement on incentives and mutual protection of investment.", "investment"),
        ("They signed an agreement on levying indirect taxes on bilateral trade.", ""),
        ("They signed a pact between the governments of Norway and Portugal on cooperation in the cod sector.", "cod"),
        ("They signed a declaration on cooperation in the Caspian Sea.", ""),
        (
            "Joint statements were also signed on the new ferries, the old harbours, cod and sport.",
            "new_ferries old_harbours cod sport",
        ),
        ("A package of cooperation deals was signed, including documents on cooperation in cod, and salt.", "cod salt"),
        ("They signed a protocol amending the Agreement on Marine Transport.", "Marine_Transport"),
        (
            "They signed an agreement to cooperate in space travel and satellite navigation.",
            "space_travel satellite_navigation",
        ),
        ("They signed a trade and investment agreement.", "trade investment"),
        ("They signed an agreement on fishing.", "fishing"),
    ],
)
def test_fields_as_worded(text: str, areas: str) -> None:
    assert [area.replace(" ", "_") for area in documents(text)[0].areas] == areas.split()


@pytest.mark.parametrize(
    ("words", "areas"),
    [
        ("education and seaweed farming", ("education", "seaweed farming")),
        ("migration and protection", ("migration and protection",)),  # one ministry's field
        ("areas such as migration and protection", ("migration", "protection")),
        ("such diverse areas as cod, sport and cultural exchanges", ("cod", "sport", "cultural exchanges")),
        (
            "various fields, including sport, art and fire and flood management",
            ("sport", "art", "fire and flood management"),
        ),
        ("sport and one that deals with ports", ("sport",)),
        ("science and technology", ("science and technology",)),
        ("political and security issues", ("political and security issues",)),
        ("food and energy security", ("food and energy security",)),
        ("purchase and sale of cod", ("purchase and sale of cod",)),
        ("arts and seafaring, science and technology", ("arts", "seafaring", "science and technology")),
    ],
)
def test_what_and_joins(words: str, areas: tuple[str, ...]) -> None:
    assert document(f"They signed a memorandum of cooperation in {words}.").areas == areas


def test_a_heading_tells_the_fields_of_a_joint_statement() -> None:
    title = "Joint Statement from Norway and Portugal Reaffirming Our Commitment to Address the Challenge of Cod Theft"
    (found,) = documents("The leaders met.", f"{title} and Smuggling\n\n")
    assert found.areas == ("Cod Theft", "Smuggling")


def test_a_text_that_is_a_joint_statement_with_a_subject() -> None:
    (found,) = documents("The leaders met.", "Joint Statement on Shared Efforts to Combat Smuggling\n\n")
    assert (found.label, found.status) == ("Joint Statement", "adopted")


@pytest.mark.parametrize(
    ("text", "label", "status"),
    [
        ("The cod deal Norway struck with Iceland last year is dead.", "the cod deal", "earlier"),
        ("The treaty Norway and Portugal signed on Wednesday bans nets.", "the treaty", "signed"),
        ('"All of the cod deals that we have concluded have been kept," Falcão said.', "the cod deals", "agreed"),
        ("They agreed on closer ties reflected in a ten-year document.", "a ten-year document", "agreed"),
        ("A cod-sharing agreement, if it can be reached, would end the row.", "a cod-sharing agreement", "planned"),
        ("He spoke of last year's fisheries agreement with Iceland.", "fisheries agreement", "earlier"),
        ("The February agreement has largely collapsed.", "the february agreement", "earlier"),
        ("The pledges stop short of a formal fisheries treaty.", "a formal fisheries treaty", "rejected"),
        ('He wants to put in place a "genuine" cod agreement.', 'a "genuine" cod agreement', "planned"),
        ("Fines were approved in a vote on a resolution drafted by Norway.", "a resolution", "earlier"),
        (
            "They spoke of TTIP. He praised the Transatlantic Trade and Investment Partnership.",
            "the transatlantic trade and investment partnership",
            "earlier",
        ),
    ],
)
def test_made_by_other_words(text: str, label: str, status: str) -> None:
    found = document(text)
    assert (found.label.lower(), found.status) == (label, status)


@pytest.mark.parametrize(
    "text",
    [
        "They said that they had reached a common understanding on the next steps.",
        "Falcão pressed both sides to reach agreement.",
        "The funds for its research programs were approved.",
        "The pledges fell short of the treaty's demands.",
    ],
)
def test_what_names_no_instrument(text: str) -> None:
    assert documents(text) == []


def test_a_deal_that_only_the_headline_tells() -> None:
    (found,) = documents(LEAD, "Portugal, Norway agree $4-billion trade deal\n\n")
    assert (found.label, found.type, found.status) == ("$4-billion trade deal", "agreement", "agreed")
    told = documents(LEAD + "They agreed a trade deal.", "Portugal, Norway agree trade deal\n\n")
    assert [d.label for d in told] == ["a trade deal"]
    assert documents(LEAD, "Norway hopes to sign trade deal with Portugal\n\n") == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("They discussed the 2015 Iceland cod deal.", ("ISL",)),
        ("They praised Arctic Council efforts to conclude a fisheries treaty.", ("Arctic Council",)),
        ("Critics dislike Norway-led efforts to reach a cod deal with Iceland.", ("ISL",)),
        ("They praised the Trans-Pacific Partnership. Norway and Japan are parties to the TPP.", ("NOR", "JPN")),
        ("The Security Council voted on a resolution drafted by Norway.", ("Security Council",)),
    ],
)
def test_parties_of_what_was_there_before(text: str, parties: tuple[str, ...]) -> None:
    assert document(text).parties == parties


def test_areas_after_including() -> None:
    found = document("They signed 17 accords, including on cooperation in wind energy and a revival of ferries.")
    assert found.areas == ("wind energy", "revival of ferries")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Their failure to reach an overall fishing deal was no surprise.", "rejected"),
        ("The ministers ended two days of talks without agreement on fees.", "rejected"),
        ("The talks concluded without any joint statement.", "rejected"),
        ("There was no agreement on fees.", "rejected"),
        ("Portugal vetoed a draft resolution on fishing.", "rejected"),
        ("Earlier this month, Norway and Portugal agreed to a deal that calls for quotas.", "earlier"),
        ("Since the thaw the two sides have signed a fishing accord.", "earlier"),
        ("The two sides signed a fishing accord in early February.", "earlier"),
        ("Last year's summit ended with Norway pulling its name from the final communique.", "earlier"),
        ("They vowed to abide by the 2031 fishing accord.", "earlier"),
        ("They discussed the provisional fishing agreement.", "agreed"),
        ("Norway and Portugal agreed to free the crews in a deal that both praised.", "agreed"),
        ("Business deals worth $9 billion were announced.", "agreed"),
        ("A separate agreement on buoys was still under negotiation.", "planned"),
        ("Norway was not able to reach a fishing agreement with Portugal.", "rejected"),
        ("It was their first meeting since a fishing pact was agreed.", "earlier"),
        ("This led to a future fishing pact.", "planned"),
        ("The Faro Declaration sets out the new rules.", "adopted"),
        ("An outline agreement on the future of the Norwegian fishing programme has been reached.", "agreed"),
        ("They will move ahead with an agreement on buoys.", "planned"),
    ],
)
def test_status_in_news(text: str, status: str) -> None:
    assert [d.status for d in documents(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Norway sought a peaceful resolution.",
        'Falcão said, "People want to make trade deals with each other."',
        'Falcão said, "The test of a future agreement is whether it lasts."',
        "They discussed the multinational fishing agreement.",
        "A Portuguese-backed group of Norwegian fishermen issued a statement.",
    ],
)
def test_what_news_says_without_an_instrument(text: str) -> None:
    assert not documents(text)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The leaders of Norway, Portugal and Spain signed a joint declaration.", ("NOR", "PRT", "ESP")),
        ("EU leaders agreed a deal with Norway.", ("European Union", "NOR")),
        ("Falcão and the other leaders of NATO agreed on a joint statement.", ("NATO",)),
        ("Falcão signed a revised trade pact with the leaders of Spain and Italy.", ("PRT", "ESP", "ITA")),
        ("They agreed on a plan to lift Norway-EU relations.", ("NOR", "European Union")),
        ("A contract to build ferries was signed between Norskip and the Portuguese ministry.", ("Norskip", "PRT")),
        ("They cited the cod convention that Spain and NATO signed in 2031.", ("ESP", "NATO")),
        ("The fishing pact between Oslo and Lisbon, signed in 2031, was praised.", ("NOR", "PRT")),
        ("Others rejected Norway's draft resolution at the Security Council.", ("NOR",)),
    ],
)
def test_parties_in_news(text: str, parties: tuple[str, ...]) -> None:
    assert documents(text)[0].parties == parties


def test_a_protocol_is_not_as_old_as_what_it_amends() -> None:
    found = documents("A protocol amending the Agreement on Marine Transport of September 17, 2031 was also signed.")
    assert [(d.type, d.status) for d in found] == [("protocol", "signed"), ("agreement", "earlier")]


def test_a_package_of_documents_that_are_named_next_is_none_of_its_own() -> None:
    found = documents(
        "A package of bilateral and corporate documents was signed. The two presidents signed a treaty on borders."
    )
    assert [d.type for d in found] == ["treaty"]


def test_a_package_beside_another_document_is_its_own() -> None:
    found = documents("They signed a treaty on borders and a package of bilateral documents. The two leaders spoke.")
    assert [d.type for d in found] == ["treaty", "other"]


def test_much_is_no_deal() -> None:
    assert not documents("The two sides have achieved a great deal.")
    assert document("Norway made a great deal with Portugal.").status == "agreed"


def test_a_name_with_other_words_after_it_is_the_same() -> None:
    found = documents(
        "They praised the Faro Framework for Security. The Faro Framework to fight smuggling was praised."
    )
    assert len(found) == 1


def test_a_resolution_that_is_not_there_yet() -> None:
    assert document("Norway did not insist on a new UN resolution.").status == "planned"


def test_what_is_to_be_made_and_implemented_is_planned() -> None:
    assert document("They are committed to developing and implementing a common fishing protocol.").status == "planned"


def test_words_joined_before_a_noun_that_needs_its_article() -> None:
    found = document("They are committed to developing and implementing a common drug and seaweed analysis protocol.")
    assert (found.label, found.status) == ("a common drug and seaweed analysis protocol", "planned")


def test_initials_in_brackets_name_the_same() -> None:
    assert len(documents("They praised the General Agreement on Tariffs and Trade (GATT), which Norway joined.")) == 1


def test_deals_without_number_made_before() -> None:
    (found,) = documents("Since the thaw both have restored ties, and signed commercial deals on ferries.")
    assert (found.status, found.areas) == ("earlier", ("ferries",))


def test_two_names_joined_are_two() -> None:
    found = documents("They praised the 2031 Faro Agreement and UN Security Council resolution 2931.")
    assert [d.label for d in found] == ["the 2031 Faro Agreement", "UN Security Council resolution 2931"]
