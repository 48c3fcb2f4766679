"""Word documents (.docx): paragraphs, lists and tables in document order, with the document's own properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from summitry.errors import SourceError
from summitry.sources.content import Content, clean, dateline, headline, one_line

_MAX_UNPACKED = 100_000_000
_MAX_PARTS = 5_000
_TEMPLATE_DATE = date(2013, 12, 23)  # of the template that python-docx begins every document with
_REMEDY = "Save it again as .docx, or save its text as .txt."
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
# Deleted (tracked changes), moved away, a note's mark, the older twin of a drawing.
_PASSED = {f"{_W}del", f"{_W}moveFrom", f"{_W}footnoteReference", f"{_W}instrText"}
_PASSED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")


def read(raw: bytes, file: str) -> Content:
    """A ``.docx`` file. Raises :class:`SourceError` where it is damaged, encrypted, or unpacks to more than 100 MB."""
    _check_archive(raw, file)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise SourceError(f"{file} is damaged: it is no Word document", _REMEDY) from error
    blocks = [clean(block).strip() for block in _blocks(document.element.body)]
    text = "\n".join(block for block in blocks if block)
    properties = document.core_properties
    made = properties.created
    day, outlet = dateline(text)
    published = day or (made.date().isoformat() if made and made.date() != _TEMPLATE_DATE else None)
    warnings = ("date taken from the day on which the document was made",) if published and not day else ()
    return Content(text, 0, one_line(properties.title) or headline(text), outlet, published, warnings=warnings)


def _check_archive(raw: bytes, file: str) -> None:
    """Look at the archive's table of contents before anything is unpacked."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        problem = f"{file} is encrypted, or an old .doc document under a new suffix"
        raise SourceError(problem, "Save it as .docx without a password, and add that.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise SourceError(f"{file} is damaged: not a complete .docx archive", _REMEDY) from error
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        raise SourceError(f"{file} unpacks to far more than a document holds", "Save only its text, as .txt.")
    if any(part.flag_bits & 0x1 for part in parts):
        raise SourceError(
            f"{file} is encrypted and needs a password", "Save a copy without the password, and add that."
        )


def _blocks(parent: Any) -> Iterator[str]:
    """Paragraphs and table rows in document order; content controls are looked into."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield _text(element)
        elif element.tag == f"{_W}tbl":
            for row in element.iterchildren(f"{_W}tr"):
                cells = [" ".join(" ".join(_blocks(cell)).split()) for cell in row.iterchildren(f"{_W}tc")]
                yield " | ".join(cell for cell in cells if cell)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(element)


def _text(paragraph: Any) -> str:
    """A paragraph's text as it would be printed: insertions and links kept, deletions and field codes left out."""
    parts: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag in _PASSED:
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        elif element.tag == f"{_W}p" and parts and parts[-1] != "\n":  # a paragraph in a text box
            parts.append("\n")
        stack.extend(reversed(element))
    return "".join(parts)
