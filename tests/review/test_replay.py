"""What decisions do to the records, and what becomes of them when sources and rules change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from summitry.errors import ReviewError
from summitry.model import TABLES, Document, Participant, Position, Record

if TYPE_CHECKING:
    from tests.review.conftest import World


def find(world: World, table: str, column: str, value: str) -> str:
    rows = getattr(world.dossier(), table)
    return str(rows[rows[column] == value].iloc[0, 0])


def decide(world: World, act: str, *arguments: Any, **named: Any) -> str:
    review = world.review()
    made = getattr(review, act)(*arguments, **named)
    world.keep(review)
    return str(made.decision_id)


def effects(world: World) -> list[str]:
    return list(world.dossier().review["effect"])


def reword(world: World, source: str, words: str, **values: Any) -> None:
    """The rules now read other values at the same words."""
    world.sources[source] = [
        (text, replace(record, **values) if record is not None and text == words else record)
        for text, record in world.sources[source]
    ]


def test_accept_reject_defer_and_undo(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    assert world.dossier().state_of(plan).state == "open"
    first = decide(world, "accept", plan, "as in the annex")
    state = world.dossier().state_of(plan)
    assert (state.state, state.by, state.reason) == ("accepted", "Ada Norn", "as in the annex")
    second = decide(world, "reject", plan)
    assert plan not in set(world.dossier().documents["document_id"])
    assert plan not in set(world.dossier().evidence["record_id"])
    assert effects(world) == ["replaced", "stands"]
    decide(world, "defer", plan)
    assert world.dossier().state_of(plan).state == "deferred"
    decide(world, "undo", world.decisions[-1].decision_id)
    assert plan not in set(world.dossier().documents["document_id"])
    decide(world, "undo", second)
    assert world.dossier().state_of(plan).state == "accepted"
    decide(world, "undo", world.decisions[-1].decision_id)  # the undo is undone: rejected again
    assert plan not in set(world.dossier().documents["document_id"])
    decide(world, "accept", plan)
    assert world.dossier().state_of(plan).state == "accepted"
    assert first != second


def test_correct_sets_a_field_and_says_so(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "set", plan, "status", "signed")
    decide(world, "set", plan, "areas", '["trade", "transit"]')
    row = world.dossier().documents.set_index("document_id").loc[plan]
    assert (row["status"], row["areas"]) == ("signed", ("trade", "transit"))
    state = world.dossier().state_of(plan)
    assert state.state == "corrected" and state.reviewed
    assert state.corrections == ("status: planned → signed", "areas: trade → trade, transit")
    decide(world, "accept", plan)
    assert world.dossier().state_of(plan).state == "corrected"
    log = world.dossier().review
    assert list(log["before"])[:2] == ["planned", '["trade"]']
    assert list(log["after"])[:2] == ["signed", '["trade", "transit"]']
    assert set(log["effect"]) == {"stands"}


def test_a_label_follows_the_corrected_number(world: World) -> None:
    tally = find(world, "documents", "label", "12 documents")
    decide(world, "correct", tally, "count", 13)
    row = world.dossier().documents.set_index("document_id").loc[tally]
    assert (row["count"], row["label"]) == (13, "13 documents")


def test_a_person_s_corrected_name_is_used_wherever_the_person_is_named(world: World) -> None:
    person = find(world, "participants", "name", "Anna Kovar")
    said = find(world, "positions", "content", "that rivers join us")
    decide(world, "accept", said)
    decide(world, "set", person, "name", "Anna Kovář")
    dossier = world.dossier()
    assert set(dossier.positions["speaker"]) == {"Anna Kovář"}
    assert list(dossier.events["people"]) == [("Anna Kovář",)]
    assert dossier.state_of(said).state == "accepted"
    decide(world, "accept", said)
    assert world.dossier().state_of(said).state == "accepted"
    decide(world, "undo", world.decisions[1].decision_id)
    assert world.dossier().state_of(said).state == "accepted"
    assert set(world.dossier().positions["speaker"]) == {"Anna Kovar"}


def test_merge_unites_words_and_outlets_and_fills_gaps(world: World) -> None:
    person, other = (find(world, "participants", "name", name) for name in ("Anna Kovar", "Petr Novy"))
    decide(world, "set", person, "title", "")
    decide(world, "merge", other, person)
    dossier = world.dossier()
    assert list(dossier.participants["participant_id"]) == [other]
    row = dossier.participants.iloc[0]
    assert (row["name"], row["country"], row["outlets"]) == ("Petr Novy", "CZE", ("A", "B"))
    assert pd.isna(row["title"]) and set(row["aliases"]) == {"Anna Kovar", "Kovar"}
    assert list(dossier.evidence_of(other)["exact"]) == ["Petr Novy", "President Anna Kovar", "President Kovar"]
    assert set(dossier.positions["speaker"]) == {"Petr Novy"}
    assert dossier.review["current_id"].iloc[1] == other
    with pytest.raises(ReviewError, match="one record already"):
        world.review().merge(other, person)
    decide(world, "undo", world.decisions[1].decision_id)
    assert set(world.dossier().participants["participant_id"]) == {person, other}


def test_split_gives_each_source_its_own_record_again(world: World) -> None:
    tally = find(world, "documents", "label", "12 documents")
    decide(world, "accept", tally)
    assert len(world.dossier().documents) == 2
    decide(world, "split", tally)
    dossier = world.dossier()
    assert set(dossier.documents["label"]) == {"12 documents", "a dozen documents", "a plan"}
    assert all(len(outlets) == 1 for outlets in dossier.documents["outlets"])
    assert dossier.state_of(tally).state == "open"
    assert effects(world) == ["replaced", "stands"]
    with pytest.raises(ReviewError, match="cannot be split"):
        world.review().split(tally)
    decide(world, "undo", world.decisions[-1].decision_id)
    assert world.dossier().state_of(tally).state == "accepted"


def test_add_stands_on_selected_words_and_moves_with_them(world: World) -> None:
    sources, _ = world.coverage()
    source = next(one for one in sources if one.file == "a.txt")
    start = source.text.index("rivers")
    review = world.review()
    review.add("documents", source.source_id, start, start + 6, label="river treaty", type="treaty")
    world.keep(review)
    added = find(world, "documents", "label", "river treaty")
    assert world.dossier().state_of(added).state == "added"
    world.sources["a"].insert(0, ("Corrected version.", None))  # the source is replaced by an edited one
    found = world.dossier().evidence_of(added)
    assert list(found["exact"]) == ["rivers"]
    world.sources["a"].append(("rivers again", None))
    assert list(world.dossier().evidence_of(added)["exact"]) == ["rivers"]  # told by what stands around it
    world.sources["a"] = [("rivers", None), ("rivers", None)]
    orphans = world.dossier().orphans
    assert list(orphans["why"]) == ["its words stand in several places now"]
    world.sources["a"] = [("lakes", None)]
    assert list(world.dossier().orphans["why"]) == ["its words are gone"]
    for bad in ((source.source_id, 5, 5), ("src-x", 0, 1), (source.source_id, 0, 10**6)):
        with pytest.raises(ReviewError):
            world.review().add("documents", *bad, label="x")


def test_a_note_decides_nothing(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "note", plan, "see the annex")
    state = world.dossier().state_of(plan)
    assert (state.state, state.notes) == ("open", ("see the annex",))
    assert world.dossier().reviewed.last is None
    with pytest.raises(ReviewError):
        world.review().note(plan, " ")


@pytest.mark.parametrize("name", ["0", "z"])  # before and after the source in the order of sources
def test_decisions_survive_a_new_source(world: World, name: str) -> None:
    tally, plan = (find(world, "documents", "label", label) for label in ("12 documents", "a plan"))
    said = find(world, "positions", "content", "that rivers join us")
    decide(world, "accept", tally)
    decide(world, "reject", plan)
    decide(world, "set", said, "stance", "support")
    decide(world, "reject", find(world, "positions", "content", "that bridges last"))
    world.write(
        name,
        ("twelve documents were signed", Document("twelve documents", count=12, status="signed")),
        ("a plan on trade", Document("a plan", "action_plan", 1, "on trade", ("trade",), status="planned")),
        ("that rivers join us", Position("Anna Kovar", "SVK", "that rivers join us", topic="rivers")),
        ("that the bridges last", Position("Anna Kovar", "SVK", "that bridges last", topic="bridges")),
    )
    dossier = world.dossier()
    assert effects(world) == ["stands", "stands", "stands", "changed"]
    assert dossier.review["why"].iloc[3] == f"given since by {name.upper()}"
    (row,) = dossier.documents.itertuples()
    assert dossier.state_of(row.document_id).state == "accepted"
    assert len(row.outlets) == 3
    (row,) = dossier.positions.itertuples()
    assert (row.stance, dossier.state_of(row.position_id).state) == ("support", "corrected")
    assert dossier.orphans.empty


def test_a_decision_holds_on_to_the_other_members_when_a_source_goes(world: World) -> None:
    tally = find(world, "documents", "label", "12 documents")
    decide(world, "correct", tally, "count", 13)
    del world.sources["a"]
    (row,) = world.dossier().documents.itertuples()
    assert (row.count, row.outlets) == (13, ("B",))
    assert world.dossier().review["current_id"].tolist() == [row.document_id]


def test_decisions_survive_an_edited_copy_of_the_source(world: World) -> None:
    plan, tally = (find(world, "documents", "label", label) for label in ("a plan", "12 documents"))
    decide(world, "accept", tally)
    decide(world, "reject", plan)
    world.sources["a"] = [("CORRECTED", None), *reversed(world.sources["a"])]
    assert list(world.dossier().documents["document_id"]) == [tally]
    assert world.dossier().state_of(tally).state == "accepted"


def test_the_same_words_with_another_value_are_changed_since_review(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "accept", plan, "seen")
    reword(world, "a", "a plan on trade", status="signed")
    new = find(world, "documents", "label", "a plan")
    assert new != plan
    state = world.dossier().state_of(new)
    assert (state.state, state.changes) == ("changed", ("status was planned, is signed",))
    assert effects(world) == ["changed"]
    assert world.dossier().reviewed.changed == 1
    decide(world, "accept", new)
    assert world.dossier().state_of(new).state == "accepted"
    assert effects(world) == ["replaced", "stands"]


def test_a_field_that_records_did_not_have_when_they_were_reviewed_is_named(world: World) -> None:
    decide(world, "accept", find(world, "documents", "label", "a plan"))
    (made,) = world.decisions
    before = {name: value for name, value in made.before.items() if name != "areas"}
    world.decisions = [replace(made, record_id="d-0123456789ab", members=(), before=before)]
    state = world.dossier().state_of(find(world, "documents", "label", "a plan"))
    assert (state.state, state.changes) == ("changed", ("areas is trade",))


def test_a_rejection_of_another_reading_hides_nothing(world: World) -> None:
    decide(world, "reject", find(world, "documents", "label", "a plan"))
    reword(world, "a", "a plan on trade", type="roadmap")
    new = find(world, "documents", "label", "a plan")
    assert world.dossier().state_of(new).state == "changed"


def test_what_was_only_deferred_was_not_reviewed_and_stays_deferred(world: World) -> None:
    decide(world, "defer", find(world, "documents", "label", "a plan"))
    reword(world, "a", "a plan on trade", type="roadmap")
    new = find(world, "documents", "label", "a plan")
    assert world.dossier().state_of(new).state == "deferred"
    assert effects(world) == ["changed"]


def test_a_correction_is_not_carried_over_to_another_reading(world: World) -> None:
    decide(world, "set", find(world, "documents", "label", "a plan"), "status", "agreed")
    reword(world, "a", "a plan on trade", status="signed")
    row = world.dossier().documents.set_index("label").loc["a plan"]
    assert row["status"] == "signed"
    assert world.dossier().state_of(row["document_id"]).changes == ("status was agreed, is signed",)


def test_a_vote_that_turns_is_a_change_and_a_gap_that_is_filled_is_none(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "accept", plan)
    signed = Document("the plan", "action_plan", 1, "on trade", ("trade", "transit"), ("SVK", "CZE"), (), "planned")
    world.write("c", ("the plan on trade", signed))
    (row,) = [row for row in world.dossier().documents.itertuples() if "C" in row.outlets]
    assert row.parties == ("SVK", "CZE")
    assert world.dossier().state_of(plan).state == "accepted"
    for name in "de":
        other = replace(signed, status="signed")
        world.write(name, (f"{name}: the plan on trade was signed", other))
    state = world.dossier().state_of(plan)
    assert (state.state, state.changes) == ("changed", ("status was planned, is signed",))
    assert effects(world) == ["changed"]


def test_a_corrected_value_that_sources_now_give_otherwise_is_pointed_out(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "set", plan, "status", "agreed")
    for name in "de":
        signed = Document("a plan", "action_plan", 1, "on trade", ("trade",), status="signed")
        world.write(name, (f"{name} a plan on trade was signed", signed))
    row = world.dossier().documents.set_index("document_id").loc[plan]
    assert row["status"] == "agreed"
    state = world.dossier().state_of(plan)
    assert (state.state, state.changes) == ("changed", ("status was planned when it was corrected, is signed",))


def test_words_that_are_gone_leave_orphans(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    novy = find(world, "participants", "name", "Petr Novy")
    decide(world, "accept", plan)
    decide(world, "reject", novy)
    world.sources["a"] = [line for line in world.sources["a"] if line[0] != "a plan on trade"]
    world.sources["a"] = [(text, None if text == "Petr Novy" else record) for text, record in world.sources["a"]]
    dossier = world.dossier()
    assert list(dossier.orphans["why"]) == ["its words are gone", "its words give no such record any more"]
    assert list(dossier.orphans["record_id"]) == [plan, novy]
    assert dossier.reviewed.orphans == 2
    assert any("2 decisions lost their records" in warning for warning in dossier.warnings)
    decide(world, "undo", world.decisions[0].decision_id)
    assert len(world.dossier().orphans) == 1


def test_an_orphan_names_what_stands_on_more_or_fewer_of_its_words(world: World) -> None:
    decide(world, "reject", find(world, "documents", "label", "a plan"))
    world.sources["b"][0] = ("beside a plan on trade there", replace(world.sources["a"][3][1], label="the scheme"))  # type: ignore[type-var]
    sources, _ = world.coverage()
    world.sources["a"][3] = ("a plan on trade", None)
    world.decisions[0] = replace(world.decisions[0], source_id=next(s.source_id for s in sources if s.file == "b.txt"))
    new = find(world, "documents", "label", "the scheme")
    why = f"its words give no such record any more; more or fewer of them give {new}"
    assert list(world.dossier().orphans["why"]) == [why]
    assert world.dossier().state_of(new).state == "open"


def test_of_several_decisions_on_a_record_that_is_gone_the_last_one_is_an_orphan(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    for act in ("accept", "reject", "accept"):
        decide(world, act, plan)
    decide(world, "set", plan, "status", "signed")
    world.sources["a"] = [line for line in world.sources["a"] if line[0] != "a plan on trade"]
    assert effects(world) == ["replaced", "replaced", "orphan", "orphan"]


def test_nothing_is_reattached_where_several_records_stand_on_the_words(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "accept", plan)
    lines: list[tuple[str, Record | None]] = [
        ("a plan on trade", Document("a plan", "roadmap", 1, f"on {what}", status="planned")) for what in ("ore", "tin")
    ]
    world.sources["a"] = [line for line in world.sources["a"] if line[0] != "a plan on trade"] + lines
    assert list(world.dossier().orphans["why"]) == ["several records stand on its words now"]


def test_words_of_another_source_are_not_taken_while_its_own_is_there(world: World) -> None:
    plan = find(world, "documents", "label", "a plan")
    decide(world, "accept", plan)
    world.sources["a"] = [(text, None if text == "a plan on trade" else record) for text, record in world.sources["a"]]
    sources, _ = world.coverage()
    world.decisions[0] = replace(
        world.decisions[0], source_id=next(one.source_id for one in sources if one.file == "a.txt")
    )
    world.write("c", ("a plan on trade", Document("a plan", "roadmap", 1, "on trade", status="planned")))
    assert effects(world) == ["orphan"]
    del world.sources["a"]
    assert effects(world) == ["changed"]


def test_a_rejected_and_an_accepted_record_that_become_one_are_shown_as_changed(world: World) -> None:
    world.write("b", ("the scheme", Document("the scheme", "action_plan", 1, "on ores", status="planned")))
    decide(world, "accept", find(world, "documents", "label", "a plan"))
    decide(world, "reject", find(world, "documents", "label", "the scheme"))
    assert list(world.dossier().documents["label"]) == ["12 documents", "a plan"]
    bridge = Document("a plan", "action_plan", 1, "on trade", ("trade",), status="planned")
    world.write("b", ("the scheme", replace(bridge, label="the scheme")))
    world.decisions[1] = replace(world.decisions[1], record_id=_id(world, "the scheme"), members=())
    dossier = world.dossier()
    plan = find(world, "documents", "label", "a plan")
    assert dossier.state_of(plan).changes == ("a rejected and another record are one now",)
    decide(world, "reject", plan)
    assert "a plan" not in set(world.dossier().documents["label"])


def _id(world: World, words: str) -> str:
    _, extractions = world.coverage()
    return next(one.id for extraction in extractions for one in extraction.records() if one.evidence[0].exact == words)


def test_disagreements_follow_the_records(world: World) -> None:
    world.write("b", ("13 documents", Document("13 documents", count=13, status="signed")))
    tally = find(world, "documents", "label", "12 documents")
    assert set(world.dossier().disagreements["record_id"]) == {tally}
    decide(world, "reject", tally)
    assert world.dossier().disagreements.empty
    decide(world, "undo", world.decisions[-1].decision_id)
    decide(world, "split", tally)
    assert world.dossier().disagreements.empty


def test_the_review_table_keeps_its_columns(world: World) -> None:
    decide(world, "accept", find(world, "documents", "label", "a plan"))
    table = world.dossier().review
    assert {str(name): str(dtype) for name, dtype in table.dtypes.items()} == dict(TABLES["review"])
    assert table["exact"].tolist() == ["a plan on trade"]


def test_progress_counts_what_was_reviewed_by_whom(world: World) -> None:
    total = world.dossier().reviewed.total
    assert world.dossier().reviewed == type(world.dossier().reviewed)(0, total, 0, 0, 0, 0, (), None)
    decide(world, "accept", find(world, "documents", "label", "a plan"))
    review = world.review("Bo Lind")
    review.reject(find(world, "participants", "name", "Petr Novy"))
    review.defer(find(world, "documents", "label", "12 documents"))
    world.keep(review)
    done = world.dossier().reviewed
    assert (done.reviewed, done.total, done.rejected, done.deferred) == (1, total - 1, 1, 1)
    assert done.by == ("Ada Norn", "Bo Lind")
    assert done.last == world.decisions[-1].at


def test_ids_may_be_shortened_while_they_name_one_record(world: World) -> None:
    person = find(world, "participants", "name", "Anna Kovar")
    review = world.review()
    assert review.accept(person[:8]).record_id == person
    with pytest.raises(ReviewError, match="beginning of 2 ids"):
        review.accept("p-")
    for unknown in ("", "x", person + "0"):
        with pytest.raises(ReviewError, match="no record"):
            review.accept(unknown)
    with pytest.raises(ReviewError, match="no decision"):
        review.undo("r-nothing")
    review.undo("r-")
    with pytest.raises(ReviewError, match="More than one"):
        review.undo("r-")
    with pytest.raises(ReviewError, match="undone already"):
        review.undo(review.pending[0].decision_id)


def test_hostile_words_of_a_source_can_be_decided_on(world: World) -> None:
    words = "a \x1b[2Jtreaty\x00 on ores"
    world.write("c", (words, Document(words, "treaty", title="on \x07ores", status="signed")))
    table = world.dossier().documents
    treaty = str(table[table["type"] == "treaty"].iloc[0, 0])
    decide(world, "accept", treaty)
    assert world.dossier().state_of(treaty).state == "accepted"
    person = Participant("Kovar\x1b", (), None, "SVK", None, "mentioned")
    world.write("d", ("Kovar\x1b", person))
    assert world.dossier().state_of(treaty).state == "accepted"
    reword(world, "c", words, status="planned")
    assert effects(world) == ["changed"]
