"""A record's words in context."""

from __future__ import annotations

from typing import Any

from summitry.passages import passages, passages_html


def found(dossier: Any, record: str, **kw: Any) -> Any:
    return passages(dossier, record, **kw)


def test_words_stand_between_their_surroundings(dossier: Any) -> None:
    (passage,) = found(dossier, "s-1")
    assert passage.before + passage.exact + passage.after == dossier.texts["src-lake"]
    assert passage.exact == "keep the canal open"
    assert (passage.outlet, passage.published, passage.page) == ("Lake <Post>", "2031-05-03", None)


def test_context_is_cut_at_words(dossier: Any) -> None:
    (passage,) = found(dossier, "s-2", around=12)
    assert (passage.before, passage.exact, passage.after) == ("… of Chile ", "warned of $5 tariffs", ". Ñandú …")


def test_nothing_from_a_source_is_markup(dossier: Any) -> None:
    page = passages_html(found(dossier, "p-2"))
    assert "<mark>José &lt;b&gt;Ñandú&lt;/b&gt;</mark>" in page
    assert "<strong>Lake &lt;Post&gt;</strong>" in page and "Canal &amp; co" in page
    assert 'href="https://lake.example/a?b=1&amp;c=2"' in page
    assert "javascript:" not in page


def test_many_places_are_summed_up(dossier: Any) -> None:
    page = passages_html(found(dossier, "p-2") * 4, limit=3)
    assert page.count("<mark>") == 3 and "and 5 more places" in page


def test_unknown_record_has_no_passages(dossier: Any) -> None:
    assert passages_html(found(dossier, "s-404")) == ""
