"""Wire copy is found by its body. All texts are invented."""

from __future__ import annotations

import random

import pytest

from summitry.model import Source
from summitry.sources.copies import clusters

WORDS = (
    "harbour council ferry timber delegate evening market bridge river lantern treaty winter orchard signal engine "
    "minister visit border school glass northern quiet open seven early after before through signed agreed crossing"
).split()


def story(seed: int, length: int = 240) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def source(name: str, words: list[str], **kw: object) -> Source:
    return Source(f"src-{name}", f"{name}.txt", " ".join(words), outlet=name, **kw)  # type: ignore[arg-type]


def test_reprints_excerpts_and_light_rewrites_are_one_text_and_other_stories_are_not() -> None:
    wire = story(1)
    rewrite = [f"{word}x" if n % 11 == 5 else word for n, word in enumerate(wire)]
    found = clusters(
        [
            source("wire", wire, published="2031-05-06"), source("reprint", wire, published="2031-05-07"),
            source("rewrite", rewrite, published="2031-05-08"),
            source("excerpt", wire[40:100], published="2031-05-08"),
            source("longer", [*wire, *story(2, 600)], published="2031-05-08"),
            source("own", story(3), published="2031-05-05"),
        ]
    )  # fmt: skip
    assert {name for name, first in found.items() if first == "src-wire"} == {
        "src-wire", "src-reprint", "src-rewrite", "src-excerpt", "src-longer",
    }  # fmt: skip
    assert found["src-own"] == "src-own"


def test_a_headline_joins_nothing_and_parts_nothing() -> None:
    head = "# Two presidents meet in the harbour town and sign eleven papers on ferries and timber for the north\n\n"
    one, other = (" ".join(story(seed)) for seed in (4, 5))
    sources = [
        Source("src-a", "a.md", head + one, body=0), Source("src-b", "b.md", head + other, body=0),
        Source("src-c", "c.md", "# Something else altogether\n\n" + one, body=0),
    ]  # fmt: skip
    found = clusters(sources)
    assert found["src-a"] == found["src-c"] != found["src-b"]


def test_the_first_is_the_earliest_then_the_agency_then_the_longest() -> None:
    text = story(6)
    sources = [
        source("late", [*text, "more"], published="2031-05-07", kind="wire"),
        source("paper", [*text, "still", "more"], published="2031-05-06", kind="press"),
        source("agency", text, published="2031-05-06", kind="wire"),
        source("undated", text),
    ]
    assert set(clusters(sources).values()) == {"src-agency"}
    assert clusters(sources) == clusters(sources[::-1])


@pytest.mark.parametrize("text", ["", "Twelve documents were signed.", "«»", "\ud83d " * 50])
def test_texts_too_short_to_tell_stay_apart(text: str) -> None:
    sources = [Source("src-a", "a.txt", text), Source("src-b", "b.txt", text)]
    assert clusters(sources) == {"src-a": "src-a", "src-b": "src-b"}


def test_independent_reports_that_quote_one_statement_are_independent() -> None:
    quoted = story(7, 60)
    sources = [source(f"s{n}", [*story(20 + n), *quoted, *story(40 + n)]) for n in range(4)]
    assert len(set(clusters(sources).values())) == 4
