"""Stated positions: reported clauses, direct speech, transcripts and operative sentences, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.model import Evidence, Position

from . import operative, posts, transcripts
from .attention import Attention
from .channels import channel, share
from .descriptions import home
from .directness import leftover
from .issuers import issuer
from .nominals import Nominal
from .occasion import page_debris
from .people import Person
from .reading import Reading
from .referring import phrases
from .stance import bodies, stance_of, target_of, topic_of
from .statements import Finder, Statement

# A communiqué is read for its first operative sentences only, a transcript for its first paragraphs.
MOST_JOINT = 25
# A first paragraph without a full stop is a headline up to so many characters.
_LONGEST_HEADLINE = 300
# Whoever speaks for a union of states speaks for none of them.
_UNION = "EUU"


def positions(reading: Reading, persons: Sequence[Person], nominals: Sequence[Nominal]) -> tuple[Position, ...]:
    """The positions stated in a text, in the order of their words."""
    spoken = transcripts.turns(reading, persons)
    embedded = posts.posts(reading, persons)
    skipped = {turn.paragraph for turn in spoken} | {post.paragraph for post in embedded} | set(_headings(reading))
    joint_document = operative.is_joint_document(reading)
    attention = Attention(home=home(reading, persons), documents=operative.joint_documents(reading))
    speakers = phrases(reading, persons, nominals)
    if joint_document:
        attention.group = attention.parties = operative.speaker(reading, speakers, persons)
    finder = Finder(reading, speakers, attention)
    found: list[Statement] = []
    for number, sentence in enumerate(reading.sentences):
        if sentence.paragraph in skipped:
            attention.issuer = issuer(reading, speakers, sentence, attention, ()) or attention.issuer
            continue
        for statement in finder.sentence(number):
            statement.via = statement.via or channel(reading, sentence, statement)
            found.append(statement)
        found += leftover(finder, number, found)
        if joint_document:
            found += operative.sentence(finder, number, found)
    share(reading, found)
    found = posts.unrepeated(reading, embedded, found)
    found += [posts.statement(reading, post) for post in embedded]
    made = [_position(reading, statement, joint_document) for statement in _merged(reading, found)]
    made += [transcripts.position(reading, turn) for turn in spoken if turn.kept]
    made.sort(key=lambda p: (p.evidence[0].start, p.evidence[0].end))
    joint = [p for p in made if p.mode == "joint"][MOST_JOINT:] if joint_document else []
    return tuple(p for p in made if p not in joint)


def _headings(reading: Reading) -> list[int]:
    """Numbers of paragraphs that are headlines or cross-heads: short, without a full stop or a quotation's end."""
    found = []
    debris = page_debris()
    for number, paragraph in enumerate(reading.paragraphs):
        text = reading.plain[paragraph.start : paragraph.end]
        headline = number == 0 and len(text) < _LONGEST_HEADLINE and not text.endswith((".", "”", '"'))
        # Heads put quotations in single marks.
        cross_head = len(text) < 90 and (text[-1].isalnum() or text[-1] in "'’") and not text[0].islower()
        if headline or cross_head or text.startswith(debris):
            found.append(number)
    return found


def _merged(reading: Reading, found: list[Statement]) -> list[Statement]:
    """One statement per flow of speech: a quotation broken by its attribution is one, its longer part the anchor."""
    ordered = sorted(found, key=lambda s: (s.start, -s.end))
    result: list[Statement] = []
    for statement in ordered:
        before = result[-1] if result else None
        # Nested or repeated: what somebody says within his own words stays with what holds it.
        nested = before is not None and statement.start < before.end and statement.end <= before.end
        if nested:
            continue
        flows = (
            before is not None
            and before.direct
            and statement.direct
            and before.speaker.name == statement.speaker.name
            and reading.sentences[before.sentence].paragraph == reading.sentences[statement.sentence].paragraph
            and (statement.verb is None or statement.sentence == before.sentence)
            and statement.sentence - (before.more_sentence or before.sentence) <= 1
        )
        if flows and before is not None:
            before.more_sentence = statement.sentence
            before.via = before.via or statement.via
            if statement.end - statement.start > before.end - before.start:
                before.more.append((before.start, before.end))
                before.start, before.end = statement.start, statement.end
            else:
                before.more.append((statement.start, statement.end))
            continue
        result.append(statement)
    return result


def _position(reading: Reading, statement: Statement, joint_document: bool) -> Position:
    speaker = statement.speaker
    mode = "direct" if statement.direct else "mixed" if statement.quotes else "indirect"
    if speaker.joint or joint_document:
        mode = "joint"
    text = reading.text[statement.start : statement.end]
    spans = [(statement.start, statement.end), *statement.more]
    country = None if speaker.country == _UNION else speaker.country
    return Position(
        speaker.name,
        country,
        text,
        mode,
        statement.via,
        topic_of(text, bodies(reading, statement.start, statement.end)),
        target_of(reading, statement),
        stance_of(text, statement.verb),
        evidence=tuple(Evidence.of(reading.source, start, end) for start, end in spans),
    )
