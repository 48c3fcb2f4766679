"""The extractor ``spacy``: the rules, refined by an installed spaCy pipeline.

Entities add persons that the rules did not see and take away what the pipeline knows as no person; dependencies add
reported clauses: the clausal complement of a verb of speech, with the subject of that verb as speaker. Every span is
the pipeline's own range of the source's text, so that its words stand there by construction.

The pipeline is any installed English one; ``SUMMITRY_SPACY_PIPELINE`` names another package or folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from summitry.errors import ExtractorError
from summitry.extraction import extract as by_rules
from summitry.extraction.stance import stance_of, topic_of
from summitry.extraction.verbs import speech_verbs
from summitry.model import Context, Evidence, Extraction, Participant, Position, Source

PIPELINE = "SUMMITRY_SPACY_PIPELINE"
# Labels of the pipelines that speak of things which are often taken for persons.
_NO_PERSON = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REPORTED = "ccomp"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The extractor; the pipeline is loaded when first needed and kept."""

    def ready(self) -> None:
        """Raise ExtractorError unless spaCy and a pipeline are installed."""
        _loaded(os.environ.get(PIPELINE, ""))

    def __call__(self, source: Source, context: Context | None = None) -> Extraction:
        """The rules' records of ``source``, with persons and reported clauses refined."""
        found = by_rules(source, context)
        if not source.extractable:
            return found
        nlp = _loaded(os.environ.get(PIPELINE, ""))
        body = source.text[source.body :]
        if len(body) > nlp.max_length:
            warning = f"spacy: longer than the pipeline's {nlp.max_length} characters, read by the rules alone"
            return replace(found, warnings=(*found.warnings, warning))
        doc = nlp(body)
        people = _people(source, doc, found.participants)
        positions = (*found.positions, *_reported(source, doc, found.positions, people))
        ordered = tuple(sorted(positions, key=lambda p: (p.evidence[0].start, p.evidence[0].end)))
        return replace(found, participants=people, positions=ordered)


extractor = Pipeline()


@lru_cache(maxsize=1)
def _loaded(name: str) -> Any:
    try:
        import spacy
    except ImportError:
        raise ExtractorError(
            "The extractor spacy needs spaCy, which is not installed.",
            'Install it (pip install "summitry[spacy]") and an English pipeline, or use the extractor rules.',
        ) from None
    installed = sorted(n for n in spacy.util.get_installed_models() if n.startswith("en"))
    if not name and not installed:
        raise ExtractorError(
            "The extractor spacy needs an English pipeline, and none is installed.",
            f"Install one, such as en_core_web_sm, or name its folder in {PIPELINE}.",
        )
    try:
        return spacy.load(name or installed[0])
    except Exception as error:  # a pipeline's own components may fail in any way
        raise ExtractorError(
            f"spaCy cannot load the pipeline {name or installed[0]}: {error}", f"Install it, or change {PIPELINE}."
        ) from error


def _people(source: Source, doc: Any, known: tuple[Participant, ...]) -> tuple[Participant, ...]:
    persons = [e for e in doc.ents if e.label_ == "PERSON"]
    others = {(e.start_char + source.body, e.end_char + source.body) for e in doc.ents if e.label_ in _NO_PERSON}
    named = {word for e in persons for word in e.text.split()}
    # A title or a role in the meeting is evidence of its own; a bare name that the pipeline knows better is not.
    kept = [
        p for p in known
        if p.title or p.role != "mentioned" or set(p.name.split()) & named or not _within(p, others)
    ]  # fmt: skip
    words = {word for p in kept for name in (p.name, *p.aliases) for word in name.split()}
    added: dict[str, Participant] = {}
    for entity in persons:
        name = " ".join(entity.text.split())
        if len(name.split()) < 2 or set(name.split()) & words or not name[0].isupper():
            continue
        start, end = entity.start_char + source.body, entity.end_char + source.body
        added.setdefault(name, Participant(name, evidence=(Evidence.of(source, start, end),)))
    return (*kept, *added.values())


def _within(person: Participant, ranges: set[tuple[int, int]]) -> bool:
    return all(any(a <= e.start and e.end <= b for a, b in ranges) for e in person.evidence)


def _reported(
    source: Source, doc: Any, known: tuple[Position, ...], people: tuple[Participant, ...]
) -> Iterator[Position]:
    """Complements of verbs of speech that no position of the rules overlaps."""
    taken = [(e.start, e.end) for p in known for e in p.evidence]
    verbs = speech_verbs().forms
    for token in doc:
        if token.dep_ != _REPORTED or token.head.text.lower() not in verbs:
            continue
        subject = next((child for child in token.head.children if child.dep_ in _SUBJECTS), None)
        if subject is None or subject.pos_ == "PRON":
            continue  # whom a pronoun means the rules know better
        tokens = [t for t in token.subtree if not t.is_space]
        while tokens and (tokens[0].is_punct or tokens[0].text.lower() == "that"):
            tokens.pop(0)
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        if len(tokens) < 3:
            continue
        start, end = tokens[0].idx + source.body, tokens[-1].idx + len(tokens[-1].text) + source.body
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        text = source.text[start:end]
        speaker, country = _speaker(subject, people)
        verb = verbs[token.head.text.lower()]
        evidence = (Evidence.of(source, start, end),)
        stance = stance_of(text, verb)
        yield Position(speaker, country, text, "indirect", None, topic_of(text), None, stance, evidence=evidence)


def _speaker(subject: Any, people: tuple[Participant, ...]) -> tuple[str, str | None]:
    """The person whose name the subject's words hold, else the words of the subject."""
    tokens = list(subject.subtree)
    words = {t.text for t in tokens}
    for person in people:
        if any(set(name.split()) <= words for name in (person.name, *person.aliases)):
            return person.name, person.country
    return " ".join("".join(t.text_with_ws for t in tokens).split()), None
