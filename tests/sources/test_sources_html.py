"""Web pages: the whole article as plain text, nothing that runs, nothing that hangs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summitry.errors import SourceError
from summitry.sources import read_source

PAGE = """<!doctype html><html lang="en"><head><title>Talks held in Arland | Arland Wire</title>
<meta property="og:site_name" content="Arland Wire"><meta property="og:url" content="https://wire.example/talks">
<meta property="article:published_time" content="2024-05-03T10:00:00Z"><style>p{color:red}</style>
<script>var evil = "<p>evil words</p>";</script></head><body onload="evil()">
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Talks held in Arland</h1><div class="lead"><p>The two leaders met in the Garden Palace.</p></div>
<div><time datetime="2024-05-03">May 3, 2024</time> <span>Arland City</span></div>
<figure><img src="x.jpg" onerror="evil()" alt="A photograph"></figure>
<div class="body"><p onclick="evil()">President Ena Mokari of Arland, who is the host, signed four documents on
<a href="javascript:evil()">Friday</a> with Prime Minister Tolo Beshan of Boravia, and thanked him.</p>
<p>The papers, which both of the delegations attended to, are these:</p>
<ul><li>a treaty on rivers</li><li>a memorandum on rail</li></ul>
<table><tr><th>Paper</th><th>Field</th></tr><tr><td>Treaty</td><td>Rivers</td></tr></table>
<p>“We agreed,” Ms Mokari said, “and that is good for both sides.”</p>
<p>“We agreed,” Ms Mokari said, “and we thank them.”</p></div></article>
<footer>Contact us</footer></body></html>"""


def test_article_becomes_lines_with_its_head(read):
    source = read("a.html", PAGE)
    lines = source.text.split("\n")
    assert lines[:2] == ["Talks held in Arland", "The two leaders met in the Garden Palace."]
    assert "May 3, 2024 Arland City" in " ".join(lines[2:4])
    assert any(line.endswith("with Prime Minister Tolo Beshan of Boravia, and thanked him.") for line in lines)
    assert [line for line in lines if "a treaty on rivers" in line or "a memorandum on rail" in line]
    assert "Treaty" in source.text and "Rivers" in source.text
    assert source.text.count("“We agreed,” Ms Mokari said") == 2
    assert "Home" not in source.text and "Contact us" not in source.text


def test_metadata_of_the_page(read):
    source = read("a.htm", PAGE)
    assert (source.title, source.outlet) == ("Talks held in Arland", "Arland Wire")
    assert (source.published, source.url, source.language) == ("2024-05-03", "https://wire.example/talks", "en")


def test_nothing_that_runs_is_kept(read):
    source = read("a.html", PAGE)
    assert not re.search(r"evil|javascript|onclick|onerror|color:red|<|>", source.text)


def test_metadata_is_sanitised(read):
    page = PAGE.replace("https://wire.example/talks", "javascript:evil()")
    page = page.replace("Talks held in Arland", "Talks &lt;script&gt;\u202e held")
    source = read("a.html", page)
    assert source.url is None
    assert source.title == "Talks <script> held"  # plain text: whoever shows it escapes it


def test_a_short_page_keeps_its_sentences_whole(read):
    text = read("a.html", '<h1>Talks</h1><script>x</script><p>They met in the <a href="/p">palace</a> again.</p>').text
    assert text == "Talks\nThey met in the palace again."


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_declared_character_sets_count(read, encoding):
    words = "Президент заявил, что обе страны подпишут соглашение о сотрудничестве."
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
    source = read("a.html", page.encode(encoding))
    assert words in source.text
    assert source.language == "ru"


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 100_000 + b"<p>Words that count.</p>" + b"</div>" * 100_000,
        b"<p>Words that count.</p>" + b"<p>x y z</p>" * 400_000,
        b"<p>Words that count.</p>" + b"<a " * 300_000,
        b"<p>Words that count.</p>" + b"<table><tr><td>" * 50_000,
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>Words that count. &b;</p>',
        b"<p>Words that count.</p><script>" + b"<p>" * 100_000,
        b"<p>Words that count.\x00\x01</p>",
    ],
    ids=["nested", "many", "unclosed", "tables", "entities", "script", "controls"],
)
def test_hostile_pages_still_give_their_words(read, raw):
    assert "Words that count." in read("a.html", raw).text


@pytest.mark.parametrize(
    "raw", [b"<", b"<html></html>", b"<script>alert(1)</script>", b"<!--" * 500_000, b"\x00<p>" * 9]
)
def test_pages_without_text_are_refused(read, raw):
    try:
        assert read("a.html", raw).text.strip()
    except SourceError as error:
        assert "a.html" in error.message and error.remedy


def test_real_pages(shared):
    pages = sorted((shared / "corpus" / "kremlin").glob("*.html"))[::4]
    for page in pages:
        source = read_source(page)
        markup = page.read_text(encoding="utf-8")
        place = re.search(r'<div class="read__place[^>]*><i></i>([^<]+)', markup)
        date = re.search(r'class="read__published" datetime="([^"]+)"', markup)
        assert source.title and source.url and source.language == "en" and not source.warnings, page.name
        assert not place or " ".join(place[1].split()) in source.text, page.name
        assert not date or source.published == date[1], page.name


def test_readouts(shared):
    for path in sorted((shared / "corpus" / "white-house").glob("*.md"))[::4]:
        source = read_source(Path(path))
        assert source.title and source.published and source.url and source.body and source.language == "en", path.name
