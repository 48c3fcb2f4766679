"""What a report says of its review: how much, by whom and when; and the small marks on a record: that it was reviewed,
that outlets disagree on it, that only one side reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry import words
from summitry.markup import Safe, join, tag

if TYPE_CHECKING:
    from summitry.dossier import Dossier
    from summitry.review import State

_MARKS = {
    "accepted": "✓ reviewed", "corrected": "✓ corrected", "added": "✓ added by an analyst",
    "changed": "changed since review",
}  # fmt: skip


def progress(dossier: Dossier) -> str:
    """How much an analyst has reviewed, as the end of a sentence."""
    done = dossier.reviewed
    if done.last is None:
        return "not reviewed by an analyst"
    names = words.outlets([words.clip(name, 60) for name in done.by])
    share = f"{done.reviewed} of {done.total} record{'' if done.total == 1 else 's'}"
    text = f"{share} reviewed by {names}, last on {words.day(done.last)}"
    more = [f"{words.number(done.changed)} changed since"] if done.changed else []
    more += [f"{words.number(done.rejected)} rejected and left out"] if done.rejected else []
    return f"{text}; {words.listed(more)}" if more else text


def mark(state: State) -> Safe:
    """The mark of a record; none for one that is open or deferred. What it rests on is its tool tip."""
    text = _MARKS.get(state.state)
    if text is None:
        return Safe("")
    said = [f"{state.by}, {words.day(state.at)}", *state.corrections, *state.changes, state.reason]
    return tag("span", text, class_=f"tag review-{state.state}", title=words.clip(". ".join(filter(None, said)), 300))


def standing(kind: str | None, country: str | None, disputed: bool) -> Safe:
    """The marks of a record that only one side reports (``kind``: host or guest) and of one on which outlets differ."""
    alone = f"only the {kind}’s side, {words.the_country(country)}, reports this" if kind and country else ""
    told = [alone, "outlets disagree" if disputed else ""]
    return join((tag("span", text, class_="tag standing") for text in told if text), " ")
