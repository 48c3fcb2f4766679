"""Paragraphs, sentences and tokens keep their offsets and end where a reader would end them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction.text import Range, paragraphs, same_length, sentences, tokens


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Range(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He came. She left.", 2),
        ("Mr. Falcão met Gen. Brekke. They talked.", 2),
        ("The U.S. President came to the U.N. building. The U.S. The end.", 3),
        ("J. Falcão and I. R. Brekke met.", 1),
        ("Trade rose by 3.5 per cent. Nobody asked why.", 2),
        ("Was it late? It was! Nobody left…", 3),
        ("It was over. “Good night,” he said.", 2),
        ("He left. “…and we go on,” he said.", 2),
        ("1. Trade grew. 2. It went on.", 2),
        ("Lt. Gen. Falcão met Brig. Gen. Brekke at 5 p.m. on Monday.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_sentence_holds_its_quotations_whole() -> None:
    text = "“We came. We saw.” he said. Then he left."
    found = sentences(text, Range(0, len(text)), [Range(0, 17)])
    assert [text[s.start : s.end] for s in found] == ["“We came. We saw.” he said.", "Then he left."]


def test_wrapped_lines_are_one_paragraph_and_others_are_not() -> None:
    wrapped = (
        "The two presidents met on Wednesday in the old palace by the river and\nspoke for two hours about ports and\n"
        "about nothing else, as their spokesmen said in the\nevening.\n\nA second paragraph stands here.\n"
    )
    assert len(paragraphs(wrapped)) == 2
    assert len(paragraphs("First paragraph ends.\nSecond paragraph ends.\nThird one ends.")) == 3


def test_list_items_stand_alone() -> None:
    assert len(paragraphs("They signed:\n- a treaty on ports;\n- a treaty on fish;\n- a joint statement.\n")) == 4


def test_tokens_keep_abbreviations_hyphens_and_possessives() -> None:
    assert tokens("The U.S. envoy's re-election, at 3.5%").words == [
        "The", "U.S.", "envoy", "'s", "re-election", ",", "at", "3.5", "%",
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_a_shape_in_order(text: str) -> None:
    plain = same_length(text)
    assert len(plain) == len(text)
    end = 0
    for paragraph in paragraphs(plain):
        assert end <= paragraph.start < paragraph.end <= len(text)
        at = paragraph.start
        for sentence in sentences(plain, paragraph):
            assert at <= sentence.start < sentence.end <= paragraph.end
            assert not plain[at : sentence.start].strip()
            at = sentence.end
        end = paragraph.end
    found = tokens(plain)
    assert all(plain[s:e] == w for s, e, w in zip(found.starts, found.ends, found.words, strict=True))
