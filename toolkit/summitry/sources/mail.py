"""E-mail (.eml): the message's text with its subject as headline; sender and date become metadata."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import cast

from summitry.errors import SourceError
from summitry.sources import html
from summitry.sources.content import Content, clean, dateline, iso_date, one_line
from summitry.sources.encoding import decode

_FORWARDED = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|aw|wg)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_HEADER_MAX = 1_000
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,60}:", re.MULTILINE)


class _ShortHeaders(EmailPolicy):
    """The standard policy over headers cut to a length that its parser can afford (its memory grows without bound)."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER_MAX]


def read(raw: bytes, file: str) -> Content:
    """An ``.eml`` file: its plain text part, else its HTML part; attachments are left out with a warning."""
    if not _HEADER.match(raw[:2_000].lstrip(b"\xef\xbb\xbf\r\n ")):
        raise SourceError(f"{file} is not an e-mail message: it has no headers", "Save its text as .txt instead.")
    parsed = BytesParser(_class=EmailMessage, policy=_ShortHeaders()).parsebytes(raw.lstrip(b"\xef\xbb\xbf\r\n "))
    message = cast(EmailMessage, parsed)
    part, attachments = _parts(message)
    warnings: tuple[str, ...] = ()
    if attachments:
        warnings = (f"{attachments} attachment(s) left out; save and add them by themselves",)
    if part is None:
        raise SourceError(f"{file} holds no text part", "Save its attachments, and add those.")
    content = _html(part, file) if part.get_content_type() == "text/html" else _plain(part, file)
    subject = one_line(_FORWARDED.sub("", _header(message, "Subject")))
    name, address = parseaddr(_header(message, "From"))
    text = content.text
    if subject and " ".join(text[:1_000].split())[: len(subject)] != subject:
        text = f"{subject}\n\n{text}"
    day, named = dateline(text)
    return Content(
        text=text if content.text.strip() else "",
        title=subject or content.title,
        outlet=named or one_line(name, 100) or one_line(address.rpartition("@")[2], 100),
        published=iso_date(_header(message, "Date")) or day,
        url=content.url,
        warnings=(*content.warnings, *warnings),
    )


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, int]:
    """The part to read and the number of attachments; an attached message is an attachment."""
    texts: dict[str, EmailMessage] = {}
    attachments = 0
    stack = [message]
    while stack:
        part = stack.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            stack.extend(p for p in reversed(part.get_payload()) if isinstance(p, EmailMessage))  # type: ignore[arg-type]
        elif part.get_content_disposition() == "attachment" or part.get_content_type() not in (
            "text/plain",
            "text/html",
        ):
            attachments += (
                not part.get_content_type().startswith("image/") or part.get_content_disposition() == "attachment"
            )
        elif part.get_payload():
            texts.setdefault(part.get_content_type(), part)
    return texts.get("text/plain") or texts.get("text/html"), attachments


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage, file: str) -> tuple[str, tuple[str, ...]]:
    """The part's text by its declared character set; by what fits where that is missing or wrong."""
    raw = _bytes(part)
    for charset in (part.get_content_charset(), "utf-8"):
        try:
            if charset:
                return raw.decode(charset), ()
        except (LookupError, UnicodeError, ValueError):
            continue
    return decode(raw, file)


def _plain(part: EmailMessage, file: str) -> Content:
    text, warnings = _decoded(part, file)
    text = clean(text)
    if part.get_param("format") == "flowed":  # RFC 3676: a space at a line's end means that the paragraph goes on
        text = re.sub(r"(?<!--) \n(?![>\n])", " ", text)
    return Content(text.strip("\n"), warnings=warnings)


def _html(part: EmailMessage, file: str) -> Content:
    markup, warnings = _decoded(part, file)
    return html.from_markup(markup, warnings)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:  # the standard library's header parser fails on some malformed headers
        return ""
