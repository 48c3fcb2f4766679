"""What a reading keeps for the rules agrees with the text, however the text is built."""

from __future__ import annotations

import pytest

from summitry.extraction.reading import Reading, once, read
from summitry.model import Source

TEXTS = (
    'LISBON, 7 May - President Falcao met Foreign Minister Brekke. They talked.\n\nHe said: "It\'s done."',
    "No sentence ends here\n- one\n- two\n\n“Never closed\n\n“and on”, said Brekke of the U.N. The end…",
    "Word.\u00a0Another\u2028third (U.S.-Norway) x/AFP 11:30 $4bn",
)


def reading(text: str) -> Reading:
    return read(Source("src-1", "s.txt", text))


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_stand_in_the_text_and_leave_nothing_out(text: str) -> None:
    found = reading(text)
    tokens = found.tokens
    assert [found.plain[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert "".join(tokens.words) == "".join(found.plain.split())
    assert [word.lower() for word in tokens.words] == tokens.lower


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_knows_its_sentence_and_every_sentence_its_words(text: str) -> None:
    found = reading(text)
    for index, start in enumerate(found.tokens.starts):
        assert found.sentence_of(index) == found.sentence_at(start)
        assert found.tokens.lower[index] in found.sentence_of(index).words


@pytest.mark.parametrize("text", TEXTS)
def test_a_hit_knows_its_tokens(text: str) -> None:
    found = reading(text)
    for hit in found.hits:
        assert found.tokens.starts[hit.first] <= hit.start < hit.end <= found.tokens.ends[hit.last - 1]
        assert found.hits_within(hit.start, hit.end) == [hit]


def test_places_are_in_order_and_only_those_of_the_words() -> None:
    found = reading("The one met the other. Then the third left.")
    assert [found.tokens.words[at] for at in found.places({"the", "left"})] == ["The", "the", "the", "left"]
    assert found.places({"nobody"}) == []


def test_what_is_found_once_is_found_anew_in_another_text() -> None:
    asked: list[str] = []

    @once
    def length(found: Reading) -> int:
        asked.append(found.text)
        return len(found.text)

    first, second = reading("One."), reading("Three.")
    assert (length(first), length(first), length(second)) == (4, 4, 6)
    assert asked == ["One.", "Three."]
