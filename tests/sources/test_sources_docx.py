"""Word documents: everything that would be printed, in order."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from summitry.errors import SourceError


def _saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_in_order(read):
    document = docx.Document()
    document.add_paragraph("They met in the palace.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Paper", "Field", "Treaty", "Rivers"), strict=True
    ):
        cell.text = text
    document.add_paragraph("They will meet again.")
    document.core_properties.title = "Talks held"
    document.core_properties.created = datetime(2024, 5, 3, 12)
    source = read("a.docx", _saved(document))
    assert source.text == "They met in the palace.\nPaper | Field\nTreaty | Rivers\nThey will meet again."
    assert (source.title, source.published) == ("Talks held", "2024-05-03")


def test_tracked_changes_and_content_controls(read):
    document = docx.Document()
    document.add_paragraph("First.")
    mark = nsdecls("w")
    for xml in (
        f"<w:p {mark}><w:r><w:t>They signed </w:t></w:r><w:ins><w:r><w:t>four</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>three</w:delText></w:r></w:del>"
        "<w:r><w:t xml:space='preserve'> papers.</w:t></w:r></w:p>",
        f"<w:sdt {mark}><w:sdtContent><w:p><w:r><w:t>Within a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
    text = read("a.docx", _saved(document)).text
    assert text == "First.\nThey signed four papers.\nWithin a control."


def test_a_document_of_the_template_has_no_date(read):
    document = docx.Document()
    document.add_paragraph("They met.")
    assert read("a.docx", _saved(document)).published is None


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04 cut short", "damaged"),
        (_archive({"a.txt": b"no document"}), "no Word document"),
        (_archive({f"word/{i}.xml": b"\0" * 60_000_000 for i in range(2)}), "unpacks"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "encrypted"),
        (b"just words", "damaged"),
    ],
    ids=["cut", "other", "bomb", "ole", "text"],
)
def test_unreadable_documents(read, raw, message):
    with pytest.raises(SourceError, match=message) as caught:
        read("a.docx", raw)
    assert "a.docx" in caught.value.message and caught.value.remedy


def test_entity_bomb(read):
    document = docx.Document()
    document.add_paragraph("MARK")
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 10}">' for i in range(12))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_saved(document))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"<w:document", f"<!DOCTYPE d [{entities}]><w:document".encode(), 1)
                data = data.replace(b"MARK", b"They met. &e11;")
            new.writestr(part.filename, data)
    try:
        assert len(read("a.docx", out.getvalue()).text) < 100
    except SourceError as error:
        assert "a.docx" in error.message
