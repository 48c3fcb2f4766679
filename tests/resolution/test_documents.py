"""The same document told by two sources is one; two memoranda of one source stay two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from summitry.model import Document, Evidence, Extraction, Participant, Source

Fixture = Callable[..., Any]


def doc(label: str, type: str = "memorandum", **values: Any) -> Document:
    return Document(label=label, type=type, **({"status": "signed"} | values))


def test_one_title_in_two_wordings_is_one_document(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", doc("memorandum A", title="on cooperation in tourism", areas=("tourism",), parties=("BLR", "IRN"))),
        write("b", doc("memorandum B", title="cooperation in the field of tourism", areas=("travel",))),
    )
    (one,) = found.documents
    assert one.record.areas == ("tourism", "travel") and one.record.parties == ("BLR", "IRN")
    assert one.outlets == ("a", "b")


def test_what_sets_documents_apart(write: Fixture, merge: Fixture) -> None:
    def count(left: Document, right: Document) -> int:
        return len(merge(write("a", left), write("b", right)).documents)

    base = {"title": "on tourism"}
    assert count(doc("A", **base), doc("B", title="on forestry")) == 2
    assert count(doc("A", **base), doc("B", "treaty", **base)) == 2
    assert count(doc("A", **base), doc("B", status="earlier", **base)) == 2
    assert count(doc("A", **base, parties=("BLR", "IRN")), doc("B", **base, parties=("BLR", "RUS"))) == 2
    assert count(doc("A", **base, date="2024"), doc("B", **base, date="2025-08-20")) == 2
    assert count(doc("A", title="programme for 2024"), doc("B", title="programme for 2025")) == 2
    assert count(doc("a memorandum"), doc("B", **base)) == 2
    assert count(doc("several memoranda", count=None), doc("two memoranda", count=2)) == 2
    assert count(doc("a memorandum", areas=("health",)), doc("a memorandum", areas=("trade",))) == 2
    assert count(doc("a memorandum", areas=("health",)), doc("the memorandum", areas=("health",))) == 1


def test_entries_of_one_source_stay_apart(write: Fixture, merge: Fixture) -> None:
    listed = [doc("a memorandum", title="on health"), doc("one memorandum", title="on health")]
    found = merge(write("a", *listed), write("b", doc("the memorandum", title="on health")))
    assert len(found.documents) == 2
    assert sorted(len(one.items) for one in found.documents) == [1, 2]


def test_the_one_joint_statement_is_one(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", doc("a joint statement", "joint_statement", status="signed")),
        write("b", doc("adopted the joint statement", "joint_statement", title="on deeper ties", status="adopted")),
    )
    (one,) = found.documents
    assert one.record.title == "on deeper ties"
    assert {(row.field, row.value, row.outlets) for row in found.disagreements} == {
        ("status", "signed", ("a",)), ("status", "adopted", ("b",)),
    }  # fmt: skip


def test_equal_tallies_merge_and_different_ones_disagree(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", doc("12 documents", "other", count=12), published="2025-08-20"),
        write("b", doc("twelve agreements", "agreement", count=12), published="2025-08-20"),
        write("c", doc("13 documents", "other", count=13), published="2025-08-21"),
        write("d", doc("5 memoranda", count=5), published="2025-08-21"),
    )
    assert [(one.record.count, one.outlets) for one in found.documents] == [(12, ("a", "b", "c")), (5, ("d",))]
    assert found.documents[0].record.type == "agreement"
    rows = [row for row in found.disagreements if row.field == "count"]
    assert [(row.value, row.outlets) for row in rows] == [("12", ("a", "b")), ("13", ("c",))]
    assert {row.record_id for row in rows} == {found.documents[0].id}


def test_a_part_of_a_total_is_no_competing_total(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", doc("12 documents", "other", count=12), doc("4 agreements", "agreement", count=4)),
        write("b", doc("12 papers", "other", count=12)),
    )
    assert found.disagreements == ()


def test_planned_and_earlier_tallies_do_not_compete(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", doc("12 documents", "other", count=12)),
        write("b", doc("20 documents", "other", count=20, status="planned")),
        write("c", doc("30 documents", "other", count=30, status="earlier")),
    )
    assert found.disagreements == ()


def test_an_outlet_that_corrects_its_own_total_does_not_disagree_with_itself(write: Fixture, merge: Fixture) -> None:
    one, two = write("a", doc("12 documents", "other", count=12)), write("a2", doc("13 documents", "other", count=13))
    again = (replace(two[0], outlet="a"), two[1])
    assert merge(one, again).disagreements == ()


def test_a_tally_is_held_against_the_same_sources_list(write: Fixture, merge: Fixture) -> None:
    def rows(count: int, listed: int) -> list[tuple[str, tuple[str, ...]]]:
        each = [doc(f"memorandum {n}", title=f"on field number {n}") for n in range(listed)]
        found = merge(write("a", doc(f"{count} documents", "other", count=count), *each))
        return [(row.value, row.outlets) for row in found.disagreements]

    assert rows(4, 5) == [("4", ("a",)), ("5 listed", ("a",))]
    assert rows(5, 5) == []
    assert rows(12, 3) == []  # a selection
    assert rows(3, 2) == []


def test_a_joint_statement_beside_the_total_is_not_counted_against_it(write: Fixture, merge: Fixture) -> None:
    each = [doc(f"memorandum {n}", title=f"on field number {n}") for n in range(4)]
    total = doc("4 documents", "other", count=4)
    assert merge(write("a", total, *each, doc("a joint statement", "joint_statement"))).disagreements == ()


def test_a_joint_text_is_one_under_all_its_names(write: Fixture, merge: Fixture) -> None:
    members = ("CHN", "IND", "KAZ", "PAK")
    found = merge(
        write(
            "a",
            doc("SCO declaration", "declaration", parties=members),
            doc("The declaration", "declaration", parties=members),
        ),
        write("b", doc("a declaration", "declaration", parties=("Shanghai Cooperation Organization",))),
        write("c", doc("the Tianjin Declaration", "declaration", title="Tianjin Declaration", parties=("SCO",))),
        write("d", doc("a joint declaration", "declaration", title="of seven points")),
        write("e", doc("the joint statement on railways", "joint_statement", title="on railways")),
        write("f", doc("a declaration on glaciers", "declaration", title="on glaciers", parties=())),
    )
    assert [(one.record.title, one.outlets) for one in found.documents] == [
        ("Tianjin Declaration", ("a", "b", "c", "d")),
        ("on railways", ("e",)),
        ("on glaciers", ("f",)),
    ]
    assert found.documents[0].record.parties == members and found.documents[0].record.type == "declaration"


def test_two_subjects_are_two_texts_and_a_bare_one_joins_neither(write: Fixture, merge: Fixture) -> None:
    def text(title: str | None) -> Document:
        return doc("a declaration", "declaration", title=title)

    found = merge(write("a", text("on glaciers"), text("on railways")), write("b", text(None)), write("c", text(None)))
    assert [(one.record.title, one.outlets) for one in found.documents] == [
        ("on glaciers", ("a",)), ("on railways", ("a",)), (None, ("b", "c")),
    ]  # fmt: skip


def test_the_agreement_is_the_only_one_between_the_same_parties(write: Fixture, merge: Fixture) -> None:
    def pact(label: str, type: str = "agreement", **values: Any) -> Document:
        return doc(label, type, **({"parties": ("SVK", "CZE")} | values))

    def count(*left: Document, other: Document) -> int:
        return len(merge(write("a", *left), write("b", other)).documents)

    between = {"title": "between Slovakia and Czechia"}
    assert count(pact("a peace agreement"), other=pact("the agreement", **between)) == 1
    assert count(pact("a peace agreement"), other=pact("a peace treaty", "treaty", **between)) == 1
    assert count(pact("a peace agreement"), other=pact("the agreement", status="planned")) == 2
    assert count(pact("a peace agreement"), other=pact("the agreement", parties=("SVK", "POL"))) == 2
    assert count(pact("a deal", title="on trade"), other=pact("the agreement")) == 2
    assert count(pact("a deal", title="on trade"), pact("a peace deal"), other=pact("the agreement")) == 3 - 1
    assert count(pact("no agreement", status="rejected"), other=pact("agreement", status="rejected", **between)) == 1
    assert count(pact("no agreement", status="rejected"), other=pact("an agreement")) == 2


def test_one_treaty_on_two_subjects_that_share_a_word_is_one_and_they_disagree(write: Fixture, merge: Fixture) -> None:
    def treaty(title: str, **values: Any) -> Document:
        return doc("a treaty", "treaty", title=title, **({"status": "planned"} | values))

    found = merge(
        write("a", treaty("on strategic cooperation")), write("b", treaty("on strategic partnership", status="signed"))
    )
    assert len(found.documents) == 1
    assert [(row.field, row.value, row.outlets) for row in found.disagreements] == [
        ("status", "planned", ("a",)), ("status", "signed", ("b",)),
        ("title", "on strategic cooperation", ("a",)), ("title", "on strategic partnership", ("b",)),
    ]  # fmt: skip


def test_a_plan_from_before_the_meeting_disputes_nothing(write: Fixture, merge: Fixture) -> None:
    memo = doc("a memorandum", title="on tourism")
    plan, later = replace(memo, status="planned"), replace(memo, status="agreed")
    for day, rows in (("2025-08-19", 0), ("2025-08-21", 2)):
        found = merge(
            write("a", plan, published=day),
            write("b", memo, published="2025-08-20"),
            write("c", later, published="2025-08-20"),
        )
        (one,) = found.documents
        assert one.record.status == "signed" and len(found.disagreements) == rows


def test_a_text_of_which_nothing_is_said_is_no_voice_for_adopted(write: Fixture, merge: Fixture) -> None:
    signed, named = doc("the declaration", "declaration"), doc("the declaration", "declaration", status="adopted")
    found = merge(write("a", signed), write("b", named), write("c", named))
    assert found.documents[0].record.status == "signed" and found.disagreements == ()


def test_memoranda_and_documents_of_one_number_are_one_package(write: Fixture, merge: Fixture) -> None:
    found = merge(
        write("a", doc("10 memoranda", count=10, areas=("health", "trade", "art"))),
        write("b", doc("10 documents", "other", count=10, areas=("health", "defence", "ports"))),
        write("c", doc("9 documents", "other", count=9)),
        write("d", doc("over 10 documents", "other", count=10)),
        write("e", doc("4 documents", "other", count=4)),
    )
    assert [(one.record.count, one.record.type, one.outlets) for one in found.documents] == [
        (10, "memorandum", ("a", "b", "d")), (9, "other", ("c",)), (4, "other", ("e",)),
    ]  # fmt: skip
    assert [(row.field, row.value, row.outlets) for row in found.disagreements] == [
        ("count", "10", ("a", "b")), ("count", "over 10", ("d",)),
        ("areas", "health, trade, art", ("a",)), ("areas", "health, defence, ports", ("b",)),
    ]  # fmt: skip


def test_a_plan_of_the_day_itself_or_of_an_unknown_day_of_its_month_disputes_nothing(
    write: Fixture, merge: Fixture
) -> None:
    treaty = doc("a treaty on fish", "treaty", title="on fish", status="signed")
    plan = replace(treaty, status="planned")
    for days in (("2031-05-06", "2031-05-06"), ("2031-05", "2031-05-06"), ("2031-05-06", "2031-05")):
        found = merge(write("a", plan, published=days[0]), write("b", treaty, published=days[1]))
        assert [one.record.status for one in found.documents] == ["signed"]
        assert not found.disagreements


def test_sources_that_name_other_signers_disagree(write: Fixture, merge: Fixture) -> None:
    def peace(*who: str) -> Document:
        return doc("a peace agreement", "agreement", signatories=who, parties=("SVK", "CZE"))

    found = merge(
        write("a", peace("Anna Kovar", "Petr Novy")),
        write("b", peace("Jan Maly", "Eva Dlouha")),
        write("c", peace("Anna Kovar", "Petr Novy")),
        write("d", peace("Petr Novy")),
    )
    (one,) = found.documents
    assert one.record.signatories == ("Anna Kovar", "Petr Novy")
    assert [(row.field, row.value) for row in found.disagreements] == [
        ("signatories", "Anna Kovar, Petr Novy"), ("signatories", "Eva Dlouha, Jan Maly"),
        ("signatories", "Petr Novy"),
    ]  # fmt: skip


def test_memoranda_that_are_listed_as_something_else_too_are_a_disagreement(write: Fixture, merge: Fixture) -> None:
    total = doc("three memoranda", count=3)
    two = [doc("a memorandum", title=f"on {field}") for field in ("health", "rail")]
    letter = doc("a letter", "letter_of_intent", title="on gas")
    found = merge(write("a", total, *two, letter), write("b", total))
    assert [(row.field, row.value, row.outlets) for row in found.disagreements] == [
        ("count", "3 memoranda", ("a",)), ("count", "2 memoranda, 1 letter of intent listed", ("a",)),
    ]  # fmt: skip
    assert merge(write("a", total, *two), write("b", letter)).disagreements == ()


def test_a_joint_text_of_two_parties_is_a_statement_or_a_declaration(write: Fixture, merge: Fixture) -> None:
    two = {"parties": ("SVK", "CZE")}
    statement, declaration = doc("a joint statement", "joint_statement", **two), doc("the declaration", "declaration")
    assert len(merge(write("a", statement), write("b", declaration)).documents) == 1
    assert len(merge(write("a", statement, replace(declaration, **two)), write("b", declaration)).documents) == 2


def test_earlier_instruments_are_one_by_their_words_only(write: Fixture, merge: Fixture) -> None:
    def count(left: tuple[str, str | None], right: tuple[str, str | None]) -> int:
        pair = [doc(label, "treaty", title=title, status="earlier") for label, title in (left, right)]
        return len(merge(write("a", pair[0]), write("b", pair[1])).documents)

    sea, law = "on the legal status of the inland sea", "on the law of the sea"
    assert count(("a convention", sea), ("the convention", sea)) == 1
    assert count(("a treaty", "on Non-Proliferation"), ("the treaty", "on nonproliferation")) == 1
    assert count(("a convention", sea), ("the convention", law)) == 2
    assert count(("a treaty", sea), ("the treaty", None)) == 2
    assert count(("the 1956 treaty", None), ("the treaty", None)) == 2


def test_a_forecast_of_the_total_belongs_to_it(write: Fixture, merge: Fixture) -> None:
    def plan(count: int) -> Document:
        return doc(f"{count} documents", "other", count=count, status="planned")

    signed = doc("10 documents", "other", count=10)
    around = doc("around 10 documents", "other", count=10)
    stories = [write(letter, one, published="2025-08-20") for letter, one in (("b", signed), ("c", around))]
    found = merge(write("a", plan(9), published="2025-08-18"), *stories)
    assert [(one.record.count, one.record.status) for one in found.documents] == [(10, "signed")]
    assert [(row.field, row.value, row.outlets) for row in found.disagreements] == [
        ("count", "9 planned", ("a",)), ("count", "10", ("b", "c")),
    ]  # fmt: skip
    assert merge(write("a", plan(10), published="2025-08-18"), *stories).disagreements == ()
    for count, day in ((9, "2025-08-21"), (3, "2025-08-18")):
        assert len(merge(write("a", plan(count), published=day), *stories).documents) == 2


def test_the_memoranda_of_two_parties_are_those_that_another_source_counts(write: Fixture, merge: Fixture) -> None:
    def memos(count: int | None, *parties: str, **values: Any) -> Document:
        return doc("the memoranda" if count is None else f"{count} memoranda", count=count, parties=parties, **values)

    two = "SVK", "CZE"
    found = merge(
        write("a", memos(3, *two), doc("one memorandum", title="between Slovakia and Poland", parties=("SVK", "POL"))),
        write("b", memos(None, *two, areas=("health", "rail"))),
        write("c", doc("a bilateral memorandum", parties=("SVK", "POL"))),
        write("d", memos(None, *two, status="planned"), memos(None)),
    )
    assert [(one.record.count, one.record.areas, one.outlets) for one in found.documents] == [
        (3, ("health", "rail"), ("a", "b")), (1, (), ("a", "c")), (None, (), ("d",)), (None, (), ("d",)),
    ]  # fmt: skip


def test_officials_and_leaders_are_two_accounts_of_who_signed(write: Fixture, merge: Fixture) -> None:
    def papers(*who: str) -> Document:
        return doc("12 documents", "other", count=12, signatories=who)

    leaders = [
        Participant("Anna Kovar", title="President", country="SVK"),
        Participant("Petr Novy", title="Prime Minister", country="CZE"),
    ]
    ministers = [Participant("Jan Maly", title="Minister of Health", country="SVK")]
    by_leaders = write("a", *leaders, papers("Anna Kovar", "Petr Novy"))
    by_officials = write("b", *leaders, papers("senior officials"))
    found = merge(by_leaders, by_officials)
    assert {(row.field, row.value, row.outlets) for row in found.disagreements} == {
        ("signatories", "Anna Kovar, Petr Novy", ("a",)), ("signatories", "senior officials", ("b",)),
    }  # fmt: skip
    found = merge(write("a", *ministers, papers("Jan Maly")), write("b", papers("ministers")))
    assert not found.disagreements and found.documents[0].record.signatories == ("Jan Maly",)


def test_the_one_treaty_of_two_states_is_one_however_it_is_called(write: Fixture, merge: Fixture) -> None:
    def pact(label: str, type: str = "treaty", **values: Any) -> Document:
        return doc(label, type, parties=("SVK", "CZE"), **values)

    told = [
        pact("a partnership treaty"),
        pact("a treaty", title="on comprehensive strategic partnership"),
        pact("an agreement", "agreement", title="on strategic partnership"),
        pact("a treaty", title="with President Anna Kovar", status="planned"),
    ]
    found = merge(*(write(name, one) for name, one in zip("abcd", told, strict=True)))
    assert len(found.documents) == 1
    tunnel = pact("a treaty", title="on a tunnel")
    assert len(merge(write("a", pact("a treaty", title="on extradition")), write("b", tunnel)).documents) == 2
    assert (
        len(merge(write("a", told[0]), write("b", pact("an agreement", "agreement", title="on dams"))).documents) == 2
    )


def test_an_agreement_on_a_roadmap_is_the_roadmap(write: Fixture, merge: Fixture) -> None:
    both = {"parties": ("SVK", "CZE")}
    found = merge(
        write("a", doc("agreement", "agreement", title="on a roadmap to widen their ties", status="agreed", **both)),
        write("b", doc("a roadmap", "roadmap", title="of comprehensive cooperation", **both)),
        write("c", doc("the roadmap", "roadmap", title="of cooperation for 2031-2033", **both)),
    )
    (one,) = found.documents
    assert (one.record.type, one.record.status) == ("roadmap", "signed")
    assert not found.disagreements


def test_who_names_documents_one_by_one_lists_fields_too(write: Fixture, merge: Fixture) -> None:
    package = doc("12 documents", "other", count=12, areas=("health", "media", "tourism"))
    single = [doc("a memorandum", title=f"on {what}") for what in ("forestry", "health", "standards")]
    found = merge(write("a", package), write("b", *single))
    assert {(row.value, row.outlets) for row in found.disagreements if row.field == "areas"} == {
        ("health, media, tourism", ("a",)), ("forestry, health, standards", ("b",)),
    }  # fmt: skip


def test_signed_and_adopted_is_neither_alone(write: Fixture, merge: Fixture) -> None:
    def source(name: str, text: str, status: str) -> tuple[Source, Extraction]:
        made = Source(f"src-{name}", f"{name}.txt", text, outlet=name)
        start = text.index("the Faro")
        evidence = (Evidence.of(made, start, len(text) - 1),)
        values = {"title": "Faro Declaration", "status": status, "evidence": evidence}
        return made, Extraction(
            made.source_id,
            documents=(Document("the Faro Declaration", "declaration", **values),),
        )

    signed = source("a", "They signed the Faro Declaration.", "signed")
    adopted = source("b", "They adopted the Faro Declaration.", "adopted")
    both = source("c", "They signed and adopted the Faro Declaration.", "signed")
    assert {(row.value, row.outlets) for row in merge(signed, adopted, both).disagreements} == {
        ("signed", ("a",)), ("adopted", ("b",)), ("signed and adopted", ("c",)),
    }  # fmt: skip
    assert not merge(signed, both).disagreements
