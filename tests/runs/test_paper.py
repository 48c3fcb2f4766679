"""A report for paper: what becomes of its links, and what its notes say."""

from __future__ import annotations

from summitry.desk import Desk
from summitry.runs.paper import About, about, prepare
from summitry.runs.plan import Job

ABOUT = About(title="Talks")


def article(body: str, **attributes: str) -> str:
    given = {"data-outlet": "The Post", "data-date": "2 May 2031"} | attributes
    written = " ".join(f'{name}="{value}"' for name, value in given.items())
    return f'<div><article class="source" id="src-1" {written}><h3>The Post</h3>{body}</article></div>'


def cite(number: int, outlet: str = "The Post") -> str:
    return f'<a class="cite" href="#w{number}" id="c{number}"><bdi>{outlet}</bdi><sup>{number}</sup></a>'


def mark(number: int, text: str, page: str = "") -> str:
    back = f'<a class="back" href="#c{number}"><sup>{number}</sup></a>'
    return f'<mark id="w{number}" data-page="{page}">{text}{back}</mark>'


def on_paper(main: str) -> tuple[str, list[tuple[int, str, str, str, str]]]:
    from lxml import html

    paper = prepare(f"<html><body><main>{main}</main></body></html>", ABOUT)
    notes = [(n.number, n.source, n.before, n.exact, n.after) for n in paper.notes]
    return html.tostring(paper.main, encoding="unicode"), notes


def test_notes_are_numbered_as_they_are_met_and_give_the_words_in_their_sentence() -> None:
    words = f"<p>It rained. On Friday {mark(1, 'they')} agreed to {mark(2, 'meet again', page='3')}. All left.</p>"
    main, notes = on_paper(f"<p>{cite(2)} {cite(1)} {cite(2)}</p><h2>The words</h2>{article(words)}")
    assert notes == [
        (1, "The Post, 2 May 2031, page 3", "On Friday they agreed to ", "meet again", "."),
        (2, "The Post, 2 May 2031", "On Friday ", "they", " agreed to meet again."),
    ]
    assert main.count('href="#n1"') == 2
    assert main.count('id="r1"') == 1
    assert main.index("<sup>1</sup>") < main.index("<sup>2</sup>")
    assert "All left" not in main  # the words are in the notes now
    assert '<h2 class="notes">Notes</h2>' in main
    assert '<section class="notes"></section>' in main


def test_marks_within_marks_and_words_over_paragraphs() -> None:
    first = f'<p>He said: <mark id="w1">"We {mark(2, "signed")} it.</mark></p><p class="gap">[…]</p>'
    second = '<p><mark>It will hold."<a class="back" href="#c1"><sup>1</sup></a></mark> He left.</p>'
    _, notes = on_paper(f"{cite(1)}{cite(2)}{article(first + second)}")
    assert notes[0][2:] == ("He said: ", '"We signed it. It will hold."', "")
    assert notes[1][2:] == ('He said: "We ', "signed", " it.")


def test_the_same_words_have_one_number() -> None:
    twice = article(f"<p>{mark(1, mark(2, 'Peace'))} came.</p>")
    main, notes = on_paper(cite(1) + cite(2) + twice)
    assert len(notes) == 1
    assert "<sup>2</sup>" not in main


def test_far_away_words_of_a_long_sentence_are_left_out() -> None:
    _, notes = on_paper(cite(1) + article(f"<p>{'left ' * 200}{mark(1, 'middle')}{' right' * 200}.</p>"))
    _, _, before, exact, after = notes[0]
    assert exact == "middle"
    assert before.startswith("… left left ")
    assert after.endswith(" right …")
    assert len(before) + len(after) < 500


def test_links_lead_only_to_what_is_on_paper() -> None:
    main, _ = on_paper(
        '<p id="here">x</p><a href="#here">to it</a> <a href="#src-9">gone</a> <a href="javascript:alert(1)">run</a> '
        '<a href="file:///etc/passwd">file</a> <a href="https://post.example/1">out</a><script>alert(1)</script>'
    )
    assert '<a href="#here">to it</a>' in main
    assert '<a href="https://post.example/1">out</a>' in main
    assert "gone" in main
    for gone in ("src-9", "javascript", "file:", "<script"):
        assert gone not in main


def test_the_list_of_sources_shows_addresses() -> None:
    main, _ = on_paper(
        '<table class="sources"><tr><td><a href="https://post.example/1">Title</a>, tail</td></tr></table>'
    )
    assert 'Title</a><small class="address">https://post.example/1</small>, tail' in main


def test_a_page_of_any_template_can_be_put_on_paper() -> None:
    main, notes = on_paper('<h1>Only text</h1><a class="cite" href="#w7"><sup>7</sup></a>')
    assert notes == []
    assert "Notes" not in main


def test_what_a_document_says_of_itself(covered: Desk) -> None:
    said = about(Job(covered.root, "one", "brief", covered.root / "templates" / "brief.ipynb", covered.reports / "one"))
    assert said.subject == "Brief on Talks <b>in</b> {Lantern} Bay, 2 May 2031, Lantern Bay, Kenya"
    assert said.keywords == ("Poland", "Kenya")
    assert said.author == covered.settings.title
    assert said.language == "en"


def test_the_notes_of_a_brief_name_every_outlet_and_quote_the_source(page: str) -> None:
    paper = prepare(page, ABOUT)
    assert [note.number for note in paper.notes] == list(range(1, len(paper.notes) + 1))
    assert {note.outlet for note in paper.notes} == {"The Lantern <i>Post</i> – پیک فانوس 灯籠新聞", "Vistula Daily"}
    told = {note.exact: note for note in paper.notes}
    assert told["tariffs would hurt both sides"].before == "Polish Foreign Minister Jan Wolny warned that "
    assert all(note.date in ("2 May 2031", "3 May 2031") for note in paper.notes)
    shown = {int(link.get("href")[2:]) for link in paper.main.xpath('.//a[@class="cite"]')}
    assert shown == {note.number for note in paper.notes}
