"""Text and Markdown: offsets are offsets into the file as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import SourceError
from summitry.sources.plain import read as read_plain


def test_text_is_kept_exactly(read):
    raw = "Talks held\r\n\r\nThe two sides\tmet.\r\n"
    source = read("a.txt", raw)
    assert source.text == raw
    assert source.title == "Talks held"
    assert source.source_id.startswith("src-") and len(source.source_id) == 16


def test_byte_order_mark_stays_in_the_text_and_out_of_the_body(read):
    raw = b"\xef\xbb\xbfTalks held\nThey met."
    source = read("a.txt", raw)
    assert source.text == raw.decode("utf-8")
    assert (source.body, source.title) == (1, "Talks held")


def test_header_of_known_keys_is_metadata(read):
    text = "Title: Talks held\nOutlet: Arland Wire\nDate: 3 May 2024\nURL: https://wire.example/1\n\nThey met.\n"
    source = read("a.txt", text)
    assert source.text[source.body :] == "They met.\n"
    assert (source.title, source.outlet, source.published) == ("Talks held", "Arland Wire", "2024-05-03")
    assert source.url == "https://wire.example/1"


@pytest.mark.parametrize(
    "text",
    [
        "Title: one key is no header\n\nText.",
        "Mokari: We agreed.\nBeshan: So did we.\n\nText.",
        "Title: a\nOutlet: b\nno blank line follows",
    ],
)
def test_what_only_looks_like_a_header_is_text(read, text):
    assert read("a.txt", text).body == 0


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("ARLAND CITY, Aug 20 (Arland Wire) — They met.", None, "Arland Wire"),
        ("ARLAND CITY, Aug. 20, 2024 (AW) -- They met.", "2024-08-20", "AW"),
        ("BORAVIA, 20 August 2024. /BORA/. They met.", "2024-08-20", "BORA"),
        ("Ena Mokari (Green Party) – the president – met them.", None, None),
        ("The two sides met on 20 August 2024 (Friday) - at last.", None, None),
    ],
)
def test_dateline_gives_outlet_and_only_a_full_date(read, line, published, outlet):
    source = read("a.txt", f"Talks held\n{line}\nMore.")
    assert (source.published, source.outlet) == (published, outlet)


def test_yaml_front_matter(read):
    text = (
        "---\ntags: [a, b]\ndate: '2024-05-03'\nsource_url: https://wire.example/1\nsource: Arland Wire\n"
        'title: "Talks on Friday\\u2019s\\\n  \\ papers: a \\"summary\\""\nlist:\n  - url: x\n---\n\nThey met.\n'
    )
    source = read("a.md", text)
    assert source.text == text
    assert source.text[source.body :] == "\nThey met.\n"
    assert source.title == 'Talks on Friday’s papers: a "summary"'
    assert (source.published, source.url, source.outlet) == ("2024-05-03", "https://wire.example/1", "Arland Wire")


def test_toml_front_matter_and_heading(read):
    source = read("a.md", "+++\ndate = 2024-05-03\n+++\n# Talks held\n\nThey met.\n")
    assert (source.published, source.title) == ("2024-05-03", "Talks held")


def test_unclosed_front_matter_is_text(read):
    assert read("a.md", "---\ntitle: x\n\nThey met.\n").body == 0


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript://h.example/%0aalert(1)",
        "file:///etc/passwd",
        "https://u:p@h.example/",
        'https://h/"onx=',
    ],
)
def test_only_web_addresses_are_kept(read, url):
    assert read("a.md", f"---\nurl: {url}\n---\nThey met.\n").url is None


@given(st.text(min_size=1))
def test_any_text_is_kept_as_it_stands(text):
    try:
        content = read_plain(text.encode("utf-8"), "a.txt")
    except SourceError:
        return
    assert content.text == text or not content.text.isascii() or "\x1b" in text
    assert 0 <= content.body <= len(content.text)
