"""Words in context: every place keeps one id and one number, whatever nests, overlaps or is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from summitry.report.citations import Place
from summitry.report.evidence import WHOLE, body_of, context, whole_words


def place(number: int, start: int, end: int) -> Place:
    return Place(number, f"r-{number}", "positions", "src-1", start, end)


def page(text: str, places: list[Place], **kw: object) -> html.HtmlElement:
    return html.fragment_fromstring(str(context(text, places, **kw)), create_parent="div")


def words_of(root: html.HtmlElement, number: int) -> str:
    found = root.get_element_by_id(f"w{number}")
    return "".join(found.xpath(".//text()[not(ancestor::sup)]"))


def test_nested_and_overlapping_places() -> None:
    text = "one two three four five"
    root = page(text, [place(1, 0, 13), place(2, 4, 7), place(3, 8, 18)])
    assert words_of(root, 1) == "one two three"
    assert words_of(root, 2) == "two"
    assert words_of(root, 3) == "three"  # goes on, without a second id, behind the mark that it crosses
    assert [mark.text for mark in root.iter("mark") if mark.get("id") is None] == [" four"]


def test_no_mark_stands_within_a_word_or_a_number() -> None:
    text = "At 19:50 the Portuguese spoke of 3,000 boats, 1.5 m long. At 20."
    cut = [(text.index(part), text.index(part) + len(part)) for part in ("19", "Portug", "000", "1.", "20")]
    root = page(text, [place(number, *span) for number, span in enumerate(cut, start=1)])
    assert [words_of(root, n) for n in range(1, 6)] == ["19:50", "Portuguese", "3,000", "1.5", "20"]


def test_two_numbers_in_a_row_are_kept_apart() -> None:
    root = page("Ana Brandt came.", [place(1, 0, 10), place(2, 4, 10)])
    assert root.text_content() == "Ana Brandt2,\u20091 came."


TEXT = st.text(alphabet="ab \n", min_size=1, max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=12), st.integers(0, 10))
def test_any_places_in_any_text(text: str, spans: list[tuple[int, int]], body: int) -> None:
    spans = [(start, min(len(text), start + size)) for start, size in spans]
    spans = [(start, end) for start, end in spans if text[start:end].strip()]
    places = [place(number, *span) for number, span in enumerate(spans, start=1)]
    root = page(text, places, body=body)
    ids = [element.get("id") for element in root.iter("mark") if element.get("id")]
    assert sorted(ids) == sorted(f"w{one.number}" for one in places)
    backs = [link.get("href") for link in root.iter("a")]
    assert sorted(backs) == sorted(f"#c{one.number}" for one in places)
    first = min([body, *(whole_words(text, one).start for one in places)])
    assert "".join("".join(root.xpath(".//text()[not(ancestor::sup)]")).split()) == "".join(text[first:].split())


def test_long_texts_show_what_is_cited_with_its_neighbours() -> None:
    filler = [f"Paragraph {n} " + "word " * 30 for n in range(400)]
    filler[200] = "Here stands the evidence."
    text = "\n\n".join(filler)
    start = text.index("evidence")
    root = page(text, [place(1, start, start + 8)])
    shown = root.text_content()
    assert "Paragraph 199 " in shown and "Paragraph 201 " in shown
    assert "Paragraph 190 " not in shown and shown.count("[…]") == 2
    assert len(shown) < WHOLE


def test_ten_megabytes_in_one_line_stay_small() -> None:
    text = "word " * 2_000_000
    root = page(text, [place(1, 5_000_000, 5_000_004), place(2, 9_000_000, 9_000_004)])
    assert words_of(root, 1) == "word"
    assert len(root.text_content()) < 3_000


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n".join(
        ["a line that goes on without any end to the sentence so far"] * 8 + ["until here.", "Next one."]
    )
    assert len(page(wrapped, []).findall("p")) == 2
    assert len(page("One.\nTwo.\nThree.", []).findall("p")) == 3
    assert len(page("One\nline.\n\nTwo.", []).findall("p")) == 2


def test_front_matter_is_not_shown_unless_it_is_cited() -> None:
    text = "---\ntitle: A title\n---\n\n# Heading\n\nBody.\n"
    body = body_of(text, "a.md")
    assert page(text, [], body=body).text_content().split() == ["Heading", "Body."]
    assert body_of(text, "a.txt") == 0
    start = text.index("A title")
    assert words_of(page(text, [place(1, start, start + 7)], body=body), 1) == "A title"


def test_pages_are_named() -> None:
    text = "First page.\n\nSecond page."
    assert "Page 2" in page(text, [], pages=(0, 13)).text_content()
