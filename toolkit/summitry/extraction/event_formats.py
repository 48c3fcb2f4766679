"""What sets events of one kind apart by their very words: the format of talks and with whom they are, what a ceremony
is for, whether somebody arrives in a country or at a palace."""

from __future__ import annotations

from summitry.vocabulary import place_words, word_list

_TALKS = ("narrow_talks", "wide_talks", "outreach_talks")


def format_of(kind: str, label: str, place: str | None = None) -> str:
    """The format of an event by what it is called, "" where it is the usual one or not told."""
    words = label.lower().replace("-", " ").split()
    if kind == "ceremony":
        return next((word.removesuffix("s") for word in words if word in word_list("ceremony_matter")), "")
    if kind == "arrival" and place is not None:
        at = place.split()
        called = any(word in word_list("place_words_lower") or word in place_words() for word in at)
        return "call" if called and word_list("landing_place").isdisjoint(word.lower() for word in at) else ""
    if kind != "talks":
        return ""
    if "with" in words:
        company = words[words.index("with") + 1 :]
        if not word_list("unnamed_company").isdisjoint(company):
            return f"with {' '.join(company)}"
    if "plenary" in words:
        return "plenary"
    told = f" {' '.join(words)} "
    return next((name for name in _TALKS if any(f" {form} " in told for form in word_list(name))), "")


def fits(left: str, right: str) -> bool:
    """Whether events of two formats can be one; "talks" can be talks in any format, but no more than that."""
    if left == right or {left, right} == {"plenary", "wide_talks"}:
        return True
    return "" in (left, right) and (left or right) in _TALKS


def is_session(label: str) -> bool:
    """Whether talks are those of a body of states, and not of two."""
    return "session" in label.split()
