"""What an id depends on: decisions of analysts, files and links name records by it, across versions of Summitry."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.model import Document, Entity, Event, Evidence, Participant, Position, Quantity, Record, Source

SOURCE = Source("src", "a.txt", "President Anna Kovar signed\n two papers")
WORDS = (Evidence.of(SOURCE, 0, len(SOURCE.text)),)
TEXTS = st.text(max_size=9)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
MAYBE = st.none() | TEXTS
VALUES = {
    Participant: {"name": TEXTS, "aliases": MANY, "title": MAYBE, "country": MAYBE, "role": TEXTS},
    Document: {"label": TEXTS, "count": st.none() | st.integers(1, 20), "areas": MANY, "title": MAYBE},
    Position: {"speaker": MAYBE, "country": MAYBE, "content": TEXTS, "topic": MAYBE},
    Event: {"kind": TEXTS, "people": MANY, "label": TEXTS, "context": st.booleans()},
    Quantity: {"measure": TEXTS, "value": TEXTS, "subject": MAYBE},
    Entity: {"name": TEXTS, "kind": TEXTS, "code": MAYBE},
}
RECORDS = st.one_of(*(st.builds(kind, **values) for kind, values in VALUES.items()))


@dataclass(frozen=True, slots=True)
class LaterParticipant(Participant):
    """What records are if a later version adds fields to them."""

    email: str | None = None
    seats: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class LaterPosition(Position):
    email: str | None = None
    seats: tuple[str, ...] = ()
    weight: int = 1


LATER = st.one_of(
    st.builds(kind, **{name: value for base, of in VALUES.items() if issubclass(kind, base)
                       for name, value in of.items()})
    for kind in (LaterParticipant, LaterPosition)
)  # fmt: skip


@pytest.mark.parametrize(
    ("record", "id"),
    [
        (Participant("Anna Kovar", ("Kovar",), "President", "SVK"), "p-f5373cdcf1fa"),
        (Document("two papers", count=2, parties=("SVK", "CZE")), "d-5e7bba88795c"),
        (Position("Anna Kovar", None, "papers — “signed”"), "s-57f0ea96f5be"),
        (Event("signing", "2031-05-06", people=("Anna Kovar",)), "e-161a7a22bac1"),
        (Entity("SCO", "organisation"), "n-456c4d661490"),
    ],
)
def test_ids_are_those_of_the_ledgers_that_are_out_there(record: Record, id: str) -> None:
    assert replace(record, evidence=WORDS).id == id


@given(record=LATER, value=st.sampled_from([{"email": "a@b"}, {"seats": ("front",)}, {"weight": 2}]))
def test_a_field_that_is_added_later_counts_only_where_it_says_something(
    record: Participant | Position, value: dict[str, object]
) -> None:
    base = Participant if isinstance(record, Participant) else Position
    names = [name for kind, of in VALUES.items() if kind is base for name in of]
    assert record.id == base(**{name: getattr(record, name) for name in names}).id
    assert replace(record, **value).id != record.id  # type: ignore[arg-type]


@given(one=RECORDS, other=RECORDS, shift=st.integers(0, 30), name=st.sampled_from("ab"))
def test_an_id_tells_records_apart_by_values_and_words_and_not_by_their_place(
    one: Record, other: Record, shift: int, name: str
) -> None:
    assert (one.id == other.id) == (one == other)
    there = Source(f"src-{name}", f"{name}.txt", " " * shift + " ".join(SOURCE.text.split()) + " more")
    moved = Evidence.of(there, shift, len(there.text) - 5)
    held = replace(one, evidence=WORDS)
    assert replace(one, evidence=(moved,)).id == held.id
    assert replace(one, evidence=(Evidence.of(there, shift, len(there.text)),)).id != held.id
