"""Many sources -> one set of records: who is who, the same document or not, where the sources disagree.

A dossier record keeps the id of its first member in the order of sources (date, then file name), so that a decision on
it survives the arrival of a later source; its values are the members' votes, its evidence everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summitry.model import Document, Entity, Event, Extraction, Participant, Position, Quantity, Record, Source
from summitry.resolution.common import Disagreement, Merged, items, ordered
from summitry.resolution.disagreements import disagreements
from summitry.resolution.documents import merge_documents
from summitry.resolution.events import merge_events
from summitry.resolution.people import Who, merge_people
from summitry.resolution.quantities import merge_quantities
from summitry.resolution.statements import merge_entities, merge_positions
from summitry.sources.copies import clusters

__all__ = ["Disagreement", "Merged", "Resolved", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The merged records of a summit, each list in the order in which the sources first give them."""

    participants: tuple[Merged[Participant], ...]
    documents: tuple[Merged[Document], ...]
    positions: tuple[Merged[Position], ...]
    events: tuple[Merged[Event], ...]
    entities: tuple[Merged[Entity], ...]
    quantities: tuple[Merged[Quantity], ...]
    disagreements: tuple[Disagreement, ...]
    members: Mapping[str, str]
    """Record id as extracted -> id of the dossier record that holds it."""
    clusters: Mapping[str, str]
    """Source id -> id of the source whose text it prints; its own for a text of its own."""


def resolve(sources: Sequence[Source], extractions: Sequence[Extraction]) -> Resolved:
    """Merge the records of all sources; the order in which they are given does not matter.

    Raises ``ValueError`` for an extraction of a source that is not among ``sources``.
    """
    of_source = {extraction.source_id: extraction for extraction in extractions}
    strangers = of_source.keys() - {source.source_id for source in sources}
    if strangers:
        raise ValueError(f"extractions of unknown sources: {', '.join(sorted(strangers))}")
    copies = clusters(sources)
    name = {source.source_id: source.outlet or source.file for source in sources}
    ranked = [
        (order, source, of_source[source.source_id], name[copies[source.source_id]])
        for order, source in enumerate(ordered(sources))
        if source.source_id in of_source
    ]
    people = merge_people(items(Participant, ranked))
    who = Who(people)
    documents = merge_documents(items(Document, ranked), who.name)
    positions = merge_positions(items(Position, ranked), who)
    events = merge_events(items(Event, ranked), who)
    entities = merge_entities(items(Entity, ranked))
    quantities = merge_quantities(items(Quantity, ranked))
    merged: tuple[Merged[Record], ...] = (*people, *documents, *positions, *events, *entities, *quantities)  # type: ignore[arg-type]
    differing = tuple(disagreements(people, documents, events, quantities, who.name))
    return Resolved(
        tuple(people), tuple(documents), tuple(positions), tuple(events), tuple(entities),
        tuple(quantities), differing,
        {item.id: one.id for one in merged for item in one.items}, copies,
    )  # fmt: skip
