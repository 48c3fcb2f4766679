"""The extractor ``spacy`` against a stand-in for spaCy's documents, and against spaCy itself where it is installed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from summitry.cli import cli
from summitry.errors import ExtractorError
from summitry.extractors import pipeline
from summitry.model import Source

TEXT = "Anna Kovar spoke. Bela Torvald listened. The harbour office believes the old pier needs repair before winter."
# The pipelines know more verbs as reporting ones than this sentence needs.
SAID = TEXT.replace("believes", "says")


@dataclass(eq=False)
class Token:
    text: str
    idx: int
    dep_: str = "dep"
    pos_: str = "NOUN"
    head: Token | None = None
    children: list[Token] = field(default_factory=list)

    @property
    def text_with_ws(self) -> str:
        return self.text + " "

    @property
    def is_punct(self) -> bool:
        return not self.text[0].isalnum()

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def subtree(self) -> list[Token]:
        found = [self, *(t for child in self.children for t in child.subtree)]
        return sorted(found, key=lambda t: t.idx)


@dataclass
class Entity:
    text: str
    label_: str
    start_char: int

    @property
    def end_char(self) -> int:
        return self.start_char + len(self.text)


class Doc(list[Token]):
    ents: list[Entity]


class Standin:
    """Knows two persons, one organisation, and the clause after "says"."""

    max_length = 1_000

    def __call__(self, text: str) -> Doc:
        doc = Doc(Token(m.group(), m.start()) for m in re.finditer(r"\w+|[^\w\s]", text))
        doc.ents = [
            Entity(name, label, text.index(name))
            for name, label in (("Anna Kovar", "PERSON"), ("Bela Torvald", "PERSON"), ("harbour office", "ORG"))
            if name in text
        ]
        says = next((t for t in doc if t.text == "says"), None)
        if says is not None:
            before = [t for t in doc if t.idx < says.idx and t.idx > text.index("The harbour")]
            after = [t for t in doc if t.idx > says.idx and t.text != "."]
            subject, verb = before[-1], next(t for t in after if t.text == "needs")
            subject.dep_, subject.head, subject.children = "nsubj", says, before[:-1]
            verb.dep_, verb.head, verb.children = "ccomp", says, [t for t in after if t is not verb]
            says.children = [subject, verb]
        for token in doc:
            token.head = token.head or token
        return doc


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    module = ModuleType("spacy")
    module.util = ModuleType("spacy.util")  # type: ignore[attr-defined]
    module.util.get_installed_models = lambda: ["de_small", "en_standin"]  # type: ignore[attr-defined]
    module.load = lambda name: Standin()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)
    monkeypatch.delenv(pipeline.PIPELINE, raising=False)
    pipeline._loaded.cache_clear()
    yield module
    pipeline._loaded.cache_clear()


def test_persons_that_only_the_pipeline_knows_are_added(standin: ModuleType) -> None:
    found = pipeline.extractor(Source("src-1", "s.txt", TEXT))
    names = [p.name for p in found.participants]
    assert "Bela Torvald" in names
    assert len(names) == len(set(names))
    for record in found.records():
        for evidence in record.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.exact


def test_the_complement_of_a_verb_of_speech_becomes_a_position(standin: ModuleType) -> None:
    source = Source("src-1", "s.txt", "Front matter.\n" + SAID, body=14)
    found = pipeline.extractor(source)
    (position,) = [p for p in found.positions if "pier" in p.content]
    assert position.content == "the old pier needs repair before winter"
    assert position.speaker is not None and position.speaker.lower().endswith("harbour office")
    assert source.text[position.evidence[0].start : position.evidence[0].end] == position.content


def test_a_text_longer_than_the_pipeline_takes_is_read_by_the_rules(standin: ModuleType) -> None:
    found = pipeline.extractor(Source("src-1", "s.txt", TEXT * 20))
    assert any("by the rules alone" in warning for warning in found.warnings)


def test_a_missing_pipeline_and_a_missing_spacy_are_said_with_a_remedy(
    standin: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    standin.util.get_installed_models = lambda: ["de_small"]
    with pytest.raises(ExtractorError, match="none is installed"):
        pipeline.extractor.ready()
    monkeypatch.setitem(sys.modules, "spacy", None)
    story = tmp_path / "story.txt"
    story.write_text(TEXT)
    result = CliRunner().invoke(cli, ["extract", "--extractor", "spacy", str(story)])
    assert result.exit_code == 2
    assert "not installed" in result.stderr
    assert "pip install" in result.stderr.splitlines()[1]


def test_with_spacy_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spacy: Any = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Bela Torvald"}])
    nlp.to_disk(tmp_path / "en_ruler")
    monkeypatch.setenv(pipeline.PIPELINE, str(tmp_path / "en_ruler"))
    pipeline._loaded.cache_clear()
    found = pipeline.extractor(Source("src-1", "s.txt", TEXT))
    assert "Bela Torvald" in [p.name for p in found.participants]
    pipeline._loaded.cache_clear()
