"""The same document told by two sources is one; two memoranda of one source stay two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from summitry.model import Document

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
        write(
            "b", doc("the joint statement on deeper ties", "joint_statement", title="on deeper ties", status="adopted")
        ),
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
    assert [one.record.count for one in found.documents] == [12, 13, 5]
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
