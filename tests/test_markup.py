"""Nothing but what we call markup becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from summitry.markup import Html, Safe, clean, escape, foreign, join, outside, tag, web_address

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_stays_text(content: str, attribute: str) -> None:
    element = html.fragment_fromstring(tag("p", content, title=attribute))
    assert [child.tag for child in element.iter()] == ["p"]
    assert list(element.attrib) == ["title"]
    assert (element.text or "").split() == clean(content).split()


@given(ANY_TEXT)
def test_what_is_escaped_can_be_written_as_utf8(text: str) -> None:
    escape(text).encode("utf-8")


def test_safe_passes_and_attributes_are_named_as_in_html() -> None:
    assert tag("td", Safe("<b>x</b>"), class_="a", data_label="B", hidden=True, id=None) == (
        '<td class="a" data-label="B" hidden><b>x</b></td>'
    )
    assert join(["a", "", None, "<"], ", ") == "a, &lt;"
    assert foreign("") == ""


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:x",
        "java\nscript:x",
        "data:text/html,x",
        "//host/x",
        "/etc",
        "ftp://host/x",
        "http://",
        "https:///x",
        "http://[",
        "http://a b/",
        "file:///etc/passwd",
        "",
        None,
        "vbscript:x",
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None
    assert outside("text", url) == "text"


def test_a_link_tells_the_other_site_nothing() -> None:
    link = html.fragment_fromstring(outside("<t>", "https://example.org/?a=1&b=%22"))
    assert link.get("href") == "https://example.org/?a=1&b=%22"
    assert "noreferrer" in link.get("rel") and link.text == "<t>"


def test_jupyter_neither_typesets_nor_interprets_what_is_shown() -> None:
    shown = Html(tag("p", "$x$"), "summary")._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert 'class="summitry mathjax_ignore tex2jax_ignore"' in shown["text/html"]
