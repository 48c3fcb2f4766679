"""The same figure in several sources: one record per thing that is measured, with every amount that is given for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitry.amounts import amount
from summitry.model import Quantity
from summitry.resolution.common import Item, Merged, heard, tokens, united, vote

# An outlet that says "the treaty" means the one, an outlet that names a body means that one.
_GENERAL = frozenset({"organisation", "organization", "bloc", "group", "union", "association", "document", "text"})

Key = tuple[str, str]


def merge_quantities(quantities: Sequence[Item[Quantity]]) -> list[Merged[Quantity]]:
    """One record per thing measured, in the order of the sources; its value is the most frequent."""
    groups: dict[Key, list[Item[Quantity]]] = {}
    for item in quantities:
        groups.setdefault(_key(item.record), []).append(item)
    return sorted((_quantity(group) for group in groups.values()), key=lambda one: one.items[0].position)


def competing(quantity: Merged[Quantity]) -> Mapping[str, list[Item[Quantity]]]:
    """The different amounts as first worded, with who gives each; an outlet's last one counts."""
    last = {(item.voice, item.source.source_id): item for item in quantity.items}
    values: dict[object, list[Item[Quantity]]] = {}
    for item in last.values():
        values.setdefault(_amount(item), []).append(item)
    return {_plainest(items): items for items in values.values()}


def _amount(item: Item[Quantity]) -> object:
    """What a value says; of one that is no amount ("18-19 August") its words."""
    return amount(item.record.value) or tokens(item.record.value)


def _plainest(items: Sequence[Item[Quantity]]) -> str:
    """The shortest wording of one amount: "2 hours 45 minutes" for "about 2 hours 45 minutes"."""
    return min((item.record.value for item in items), key=len)


def _key(record: Quantity) -> Key:
    """What is measured: goods by their maker's name, else by all words; a body that is not named is any."""
    words = tokens(record.subject or "")
    if record.measure == "price":
        name = next((word for word in (record.subject or "").split() if word[:1].isupper()), "")
        return record.measure, name.casefold() or " ".join(words)
    return record.measure, "" if len(words) == 1 and words[0] in _GENERAL else " ".join(words)


def _quantity(group: Sequence[Item[Quantity]]) -> Merged[Quantity]:
    members = sorted(group, key=lambda item: item.position)
    usual = vote(map(_amount, heard(members)))
    shown = [item for item in members if _amount(item) == usual]
    return united(members, value=_plainest(shown), subject=shown[0].record.subject)
