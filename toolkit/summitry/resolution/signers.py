"""Who signed a document, as the sources tell it: persons under their shown names, or groups ("senior officials")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summitry import vocabulary
from summitry.model import Document
from summitry.resolution.common import Item, tokens, union, vote

Name = Callable[[str, str, str | None], str]


def signatories(item: Item[Document], name: Name) -> frozenset[str]:
    """Who signed according to one source, under their shown names."""
    return frozenset(name(who, item.source.source_id, None) for who in item.record.signatories)


def signed_by(members: Sequence[Item[Document]], name: Name) -> tuple[str, ...]:
    """Everybody who is said to have signed; where sources name others, those whom most of them name.

    A group without names ("ministers") is left out where a source names persons.
    """
    told = [signatories(item, name) for item in members]
    if any(who and not unnamed(who) for who in told):
        members = [item for item, who in zip(members, told, strict=True) if not unnamed(who)]
        told = [who for who in told if not unnamed(who)]
    votes = vote(names for names in told if names)
    held = union([name(who, item.source.source_id, None) for who in item.record.signatories] for item in members)
    if votes is None or not competing_sets(told):
        return held
    return tuple(who for who in held if who in votes)


def unnamed(signers: frozenset[str]) -> bool:
    """Whether signers are told only as groups: "senior officials"."""
    groups = vocabulary.word_list("signing_group")
    return bool(signers) and all(tokens(who)[-1:] and tokens(who)[-1] in groups for who in signers)


def competing_sets(told: Sequence[frozenset[str]]) -> bool:
    """Whether some two name others: neither holds all of the other's."""
    sets = list(dict.fromkeys(names for names in told if names))
    return any(not (one <= other or other <= one) for n, one in enumerate(sets) for other in sets[:n])
