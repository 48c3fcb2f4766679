"""The extractor that needs no model: rules over the vocabulary, from one reading of the text."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.model import Context, Evidence, Extraction, Participant, Source

from . import nationality, presence, ranking
from .completion import complete
from .dates import calendar
from .delegations import delegations, entitle
from .documents import documents
from .entities import entities
from .meeting import meeting
from .nominals import nominals
from .people import Person, people
from .positions import positions
from .programme import events
from .quantities import quantities
from .quotes import Quote
from .reading import Reading, read
from .transcripts import spoken

# Lines that a warning names one by one.
_NAMED = 5


def extract(source: Source, context: Context | None = None) -> Extraction:
    """The records of ``source``; see :func:`summitry.extraction.extract`."""
    if not source.extractable:
        return Extraction(source.source_id)
    reading = read(source, context)
    persons = people(reading)
    lists = delegations(reading, persons)
    entitle(reading, lists)
    nationality.assign(reading, persons, nominals(reading, persons), lists)
    references = nominals(reading, persons)
    paragraphs = spoken(reading, persons)
    presence.assign(reading, persons, references, lists, paragraphs)
    complete(reading, persons, references)
    ranking.rank(reading, persons, lists)
    days = calendar(reading)
    place = meeting(reading, persons, days)
    papers = documents(reading, persons, days, paragraphs)
    return Extraction(
        source.source_id,
        participants=tuple(_participant(reading, person) for person in persons),
        documents=papers,
        positions=positions(reading, persons, references),
        events=events(reading, persons, references, place, days, papers, paragraphs),
        entities=entities(reading, persons),
        quantities=quantities(reading, persons),
        meeting=place,
        warnings=_unclosed(reading),
    )


def _unclosed(reading: Reading) -> tuple[str, ...]:
    """Quotations whose closing mark is missing: where they end is a guess that a reader should check."""
    lines: list[int] = []
    line, at = 1, 0
    for quote in _broken(reading):
        line, at = line + reading.text.count("\n", at, quote.start), quote.start
        if line not in lines:
            lines.append(line)
        if len(lines) > _NAMED:
            break
    if not lines:
        return ()
    where = ", ".join(str(line) for line in lines[:_NAMED]) + (" …" if len(lines) > _NAMED else "")
    return (f"a quotation is never closed (line {where}): see where its words end",)


def _broken(reading: Reading) -> Iterator[Quote]:
    """Unclosed quotations that the next paragraph does not go on with, as a speech over several paragraphs would."""
    for quote in reading.quotes:
        following = reading.paragraphs[quote.paragraph + 1 : quote.paragraph + 2]
        opening = reading.plain[quote.start]
        if not quote.closed and not any(reading.plain[paragraph.start] == opening for paragraph in following):
            yield quote


def _participant(reading: Reading, person: Person) -> Participant:
    tokens = reading.tokens
    # The anchor is the first mention of the fullest form; the other mentions follow in order.
    mentions = sorted(person.mentions, key=lambda m: (-len(m.words), m.first))
    spans = [(tokens.starts[m.start], tokens.ends[m.last - 1]) for m in mentions]
    first, *others = [Evidence.of(reading.source, start, end) for start, end in spans]
    others.sort(key=lambda e: e.start)
    aliases = tuple(dict.fromkeys(m.name for m in person.mentions if m.name != person.name))
    return Participant(
        person.name,
        aliases,
        person.title,
        person.country,
        person.organisation,
        person.role,
        evidence=(first, *others),
    )
