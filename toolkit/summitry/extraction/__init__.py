"""Reading records out of a source: who took part, what was signed, what was said, each tied to its exact words.

Pure: text in, records out; no file is read besides the vocabulary, and the same text always gives the same records.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from summitry.errors import ExtractorError
from summitry.model import Context, Extraction, Source

__all__ = ["Extractor", "extract", "load_extractor"]

Extractor = Callable[[Source, Context | None], Extraction]
GROUP = "summitry.extractors"


def extract(source: Source, context: Context | None = None) -> Extraction:
    """The records of ``source``, by the rules; ``context`` is what is known of its summit before it is read.

    A source that is not to be mined (``source.note``, no text) gives an empty extraction.
    """
    from .rules import extract as by_rules

    return by_rules(source, context)


def load_extractor(name: str = "rules") -> Extractor:
    """The extractor registered under ``name`` (entry points ``summitry.extractors``); "rules" is built in.

    Raises ExtractorError for an unknown name, for one whose package cannot be imported, and for one that says itself
    (by its method ``ready``) that something it needs is not installed or not configured.
    """
    if name == "rules":
        return extract
    registered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in registered:
        known = ", ".join(sorted({"rules", *registered}))
        raise ExtractorError(f'There is no extractor "{name}".', f"Use one of these, or install its package: {known}.")
    try:
        extractor: Extractor = registered[name].load()
    except Exception as error:
        raise ExtractorError(
            f'The extractor "{name}" cannot be loaded: {error}',
            f"Install what {registered[name].value.partition(':')[0]} needs, or use the extractor rules.",
        ) from error
    ready = getattr(extractor, "ready", None)
    if callable(ready):
        ready()
    return extractor
