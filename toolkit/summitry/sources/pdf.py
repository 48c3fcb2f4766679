"""PDF: the text of all pages, with the offset at which each page begins, and sentences made whole again."""

from __future__ import annotations

import io
import logging
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from summitry.errors import SourceError
from summitry.sources.content import Content, clean, dateline, headline, iso_date, one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

_MAX_PAGES = 1_000
_MAX_SECONDS = 120
_MAX_CHARACTERS = 5_000_000
_EDGE = 2  # lines at the top and foot of a page among which running heads stand
_DIGITS = re.compile(r"\d+")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "»", ")")
_ITEM = re.compile(r"(?:[-–—•*·‣▪]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_UNTITLED = re.compile(
    r"(?i)untitled|microsoft word|document\d*$|.*\.(?:docx?|pdf|indd|qxd|pptx?|html?|tmp)$|(?:https?|file):"
)


def read(raw: bytes, file: str) -> Content:
    """A ``.pdf`` file. Raises :class:`SourceError` where it is encrypted, damaged, or holds only images."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it reports every irregularity, harmless or not
    reader = _open(raw, file)
    texts, length = [], 0
    warnings: list[str] = []
    count = len(reader.pages)
    if count > _MAX_PAGES:
        warnings.append(f"only the first {_MAX_PAGES} of {count} pages were read")
    broken = []
    deadline = time.monotonic() + _MAX_SECONDS
    for number in range(min(count, _MAX_PAGES)):
        if time.monotonic() > deadline:
            raise SourceError(
                f"{file} takes too long to read: {number} of {count} pages were read", "Split it into parts."
            )
        try:
            text = _unligatured(clean(reader.pages[number].extract_text()))
        except (Exception, RecursionError):  # one damaged page does not lose the others
            text = ""
            broken.append(number + 1)
        texts.append(text)
        length += len(text)
        if length > _MAX_CHARACTERS:
            warnings.append(f"only the first {number + 1} of {count} pages were read: too much text")
            break
    if broken:
        shown = ", ".join(map(str, broken[:10])) + (", …" if len(broken) > 10 else "")
        warnings.append(f"page(s) {shown} could not be read")
    parts = [_rewrapped(lines) for lines in _without_running_heads(texts)]
    pages = tuple(accumulate((len(part) + 2 for part in parts[:-1]), initial=0))
    text = "\n\n".join(parts)
    if not text.strip():
        raise _nothing(reader, file, bool(broken))
    title, published = _metadata(reader)
    day, outlet = dateline(text)
    if published and not day:
        warnings.append("date taken from the day on which the PDF was made")
    return Content(text, 0, title or headline(text), outlet, day or published, pages=pages, warnings=tuple(warnings))


def _open(raw: bytes, file: str) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except (Exception, RecursionError) as error:
        if b"/Encrypt" in raw:
            raise _encrypted(file) from error
        what = "is damaged or truncated" if raw.lstrip().startswith(b"%PDF") else "is not a PDF document"
        raise SourceError(
            f"{file} {what} and cannot be read", "Fetch the file again, or save its text as .txt."
        ) from error
    if locked:
        raise _encrypted(file)
    try:
        len(reader.pages)
    except (Exception, RecursionError) as error:
        raise SourceError(
            f"{file} is damaged or truncated: its pages cannot be found", "Fetch the file again."
        ) from error
    return reader


def _encrypted(file: str) -> SourceError:
    return SourceError(f"{file} is encrypted and needs a password", "Save a copy without the password, and add that.")


def _nothing(reader: PdfReader, file: str, broken: bool) -> SourceError:
    if broken:
        return SourceError(f"{file} is damaged: none of its pages can be read", "Fetch the file again.")
    if not len(reader.pages):
        return SourceError(f"{file} is damaged or truncated: it has no pages", "Fetch the file again.")
    return SourceError(
        f"{file} holds no text (scanned images)", "OCR it first, e.g. with ocrmypdf, and add the result."
    )


def _unligatured(text: str) -> str:
    """``text`` with "ﬁ", "ﬂ" and their like written as letters: "oﬃcial" must be found as "official"."""
    return _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _without_running_heads(texts: list[str]) -> list[list[str]]:
    """The lines of each page, without those at its top and foot that recur on half of all pages (numbers aside)."""
    pages = [[line for raw in text.split("\n") if (line := " ".join(raw.split()))] for text in texts]
    edges = [{*lines[:_EDGE], *lines[-_EDGE:]} for lines in pages]
    seen = Counter(key for lines in edges for key in {_DIGITS.sub("0", line) for line in lines})
    often = max(2, len(pages) / 2)
    return [
        [x for i, x in enumerate(lines) if _EDGE <= i < len(lines) - _EDGE or seen[_DIGITS.sub("0", x)] < often]
        or lines
        for lines in pages
    ]


def _rewrapped(lines: list[str]) -> str:
    """Lines of a page as paragraphs: wrapped lines joined, words hyphenated at a line end made whole.

    A line goes on in the next one unless it is clearly shorter than most lines, or followed by a list item.
    """
    long = sorted(map(len, lines))
    full = long[len(long) * 3 // 4] * 0.7 if long else 0  # most lines of running text are about as long as this
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _ITEM.match(line):
            before = paragraphs[-1]
            if re.search(r"[a-z]-$", before) and line[0].islower():
                paragraphs[-1] = before[:-1] + line
            else:
                paragraphs[-1] = before + (" " if not before.endswith(("-", "/")) else "") + line
            goes_on = _goes_on(line, full)
        else:
            paragraphs.append(line)
            goes_on = _goes_on(line, full)
    return "\n".join(paragraphs)


def _goes_on(line: str, full: float) -> bool:
    if line.endswith(_ENDS):
        return len(line) >= full and len(line) > 40
    return len(line) >= full or (len(line) > 20 and line.endswith(("-", ",")))


def _metadata(reader: PdfReader) -> tuple[str | None, str | None]:
    """Title and date of making where the PDF states plausible ones."""
    try:
        information: Mapping[str, object] = reader.metadata or {}
        title, made = (
            one_line(str(information.get("/Title") or "")),
            iso_date(str(information.get("/CreationDate") or "")),
        )
    except (Exception, RecursionError):
        return None, None
    plausible = title if title and len(title) >= 8 and not _UNTITLED.match(title) else None
    return plausible, made if made and made >= "1993" else None
