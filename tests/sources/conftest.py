"""Small files of every kind, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.model import Source
from summitry.sources import read_source

STORY = (
    "President Ena Mokari of Arland and Prime Minister Tolo Beshan of Boravia signed four documents on Friday.\n"
    "“We agreed on rivers and on rail,” Ms Mokari said after the talks, which both of the delegations attended.\n"
)

_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)"})


@pytest.fixture
def read() -> Callable[[str, bytes | str], Source]:
    """Read bytes (or text as UTF-8) as if they stood in a file of that name."""

    def _read(name: str, data: bytes | str) -> Source:
        return read_source(Path(name), data=data.encode("utf-8") if isinstance(data, str) else data)

    return _read


def pdf(*pages: list[str], info: str = "") -> bytes:
    """A PDF with one page per list of lines, set in Helvetica (cp1252 characters only)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line.translate(_ESCAPED)}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {shown} ET" if lines else "0 0 m 100 100 l S"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    trailer = ""
    if info:
        objects.append(f"<< {info} >>")
        trailer = f"/Info {len(objects)} 0 R "
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252"))
    start = out.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out.write(
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\n".encode()
    )
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf


@pytest.fixture
def story() -> str:
    return STORY
