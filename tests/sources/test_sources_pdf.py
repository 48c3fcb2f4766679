"""PDF: whole sentences with page numbers, and a remedy for each kind of PDF that gives none."""

from __future__ import annotations

import io
import logging

import pytest

from summitry.errors import SourceError

FIRST = [
    "President Ena Mokari of Arland and Prime Minister Tolo Beshan of Bora-",
    "via signed four documents on Friday after talks that lasted for three",
    "hours in the Garden Palace of the capital.",
    "The papers are:",
    "- a treaty on rivers",
    "- a memorandum on rail",
]
SECOND = ["The two sides want to meet again in the other capital in the month of", "June, when the treaty is ready."]


def test_sentences_are_whole_and_pages_known(read, make_pdf):
    source = read("a.pdf", make_pdf(FIRST, SECOND))
    assert (
        "Tolo Beshan of Boravia signed four documents on Friday after talks that lasted for three hours in"
        in source.text
    )
    assert source.text.count("\n- a ") == 2
    at = source.text.index("The two sides want to meet again in the other capital in the month of June")
    assert source.pages == (0, at)
    assert (source.page_of(0), source.page_of(at - 3), source.page_of(at)) == (1, 1, 2)


def test_running_heads_do_not_interrupt(read, make_pdf):
    source = read(
        "a.pdf", make_pdf(["Arland Wire 3 May", *FIRST, "Page 1 of 2"], ["Arland Wire 3 May", *SECOND, "Page 2 of 2"])
    )
    assert "Page" not in source.text and "Arland Wire" not in source.text
    assert source.text.startswith("President") and source.text.endswith("ready.")


def test_metadata_where_plausible(read, make_pdf):
    source = read("a.pdf", make_pdf(FIRST, info="/Title (Talks held in Arland) /CreationDate (D:20240503120000Z)"))
    assert (source.title, source.published) == ("Talks held in Arland", "2024-05-03")
    assert "made" in source.warnings[0]
    plain = read("a.pdf", make_pdf(FIRST, info="/Title (Microsoft Word - x.doc) /CreationDate (D:19040101)"))
    assert plain.title != "Microsoft Word - x.doc" and plain.published is None


def test_scanned_images_want_ocr(read, make_pdf):
    with pytest.raises(SourceError, match=r"a\.pdf holds no text \(scanned images\)") as caught:
        read("a.pdf", make_pdf([]))
    assert "OCR" in caught.value.remedy


@pytest.mark.parametrize("password", ["secret", ""])
def test_encrypted(read, make_pdf, password):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(FIRST))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    raw = io.BytesIO()
    writer.write(raw)
    if password:
        with pytest.raises(SourceError, match="encrypted") as caught:
            read("a.pdf", raw.getvalue())
        assert "password" in caught.value.remedy
    else:
        assert "Mokari" in read("a.pdf", raw.getvalue()).text


@pytest.mark.parametrize("cut", [5, 40, 200, 500])
def test_truncated(read, make_pdf, cut, caplog):
    logging.getLogger("pypdf").setLevel(logging.NOTSET)
    with pytest.raises(SourceError, match=r"a\.pdf is damaged") as caught:
        read("a.pdf", make_pdf(FIRST)[:cut])
    assert caught.value.remedy
    assert not caplog.records


def test_what_is_no_pdf(read):
    with pytest.raises(SourceError, match="not a PDF"):
        read("a.pdf", "just words")
