"""E-mail: the text that a reader would see, headers as metadata."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from summitry.errors import SourceError

HEADERS = (
    "From: Arland Wire <news@wire.example>\r\nTo: desk@example.org\r\nSubject: Fwd: Talks held in Arland\r\n"
    "Date: Fri, 03 May 2024 10:00:00 +0300\r\nMIME-Version: 1.0\r\n"
)


def test_plain_message(read):
    raw = HEADERS + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    source = read("a.eml", raw + "=E2=80=9CWe agreed,=E2=80=9D she s=\r\naid.\r\nThey met.\r\n")
    assert source.text == "Talks held in Arland\n\n“We agreed,” she said.\nThey met."
    assert (source.title, source.outlet, source.published) == ("Talks held in Arland", "Arland Wire", "2024-05-03")


def test_plain_text_is_preferred_and_attachments_are_named(read):
    message = EmailMessage()
    message["Subject"] = "Talks"
    message["From"] = "news@wire.example"
    message.set_content("The plain words of the message.")
    message.add_alternative("<p>The other words.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../evil.pdf")
    source = read("a.eml", message.as_bytes())
    assert "plain words" in source.text and "other words" not in source.text
    assert source.warnings == ("1 attachment(s) left out; save and add them by themselves",)
    assert source.outlet == "wire.example"


def test_html_only_and_wrong_charset(read):
    raw = (
        HEADERS.encode()
        + b"Content-Type: text/html; charset=nonsense\r\n\r\n<script>evil()</script><p>They met in the hall.</p>"
    )
    assert read("a.eml", raw).text == "Talks held in Arland\n\nThey met in the hall."


def test_flowed_text_is_joined(read):
    raw = HEADERS + "Content-Type: text/plain; format=flowed\r\n\r\nThe two sides \r\nmet again.\r\nThey agreed.\r\n"
    assert "The two sides met again.\nThey agreed." in read("a.eml", raw).text


def test_an_endless_header_is_cut(read):
    raw = "Subject: Talks " + "=?utf-8?q?x?= " * 100_000 + "\r\n\r\nThey met in the hall.\r\n"
    source = read("a.eml", raw)
    assert "They met in the hall." in source.text
    assert source.title.startswith("Talks") and len(source.title) <= 500


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("just words without any headers", "not an e-mail"),
        (
            HEADERS + "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n",
            "no text part",
        ),
        (HEADERS + "\r\n \r\n", "holds no text"),
    ],
)
def test_messages_without_text(read, raw, message):
    with pytest.raises(SourceError, match=message) as caught:
        read("a.eml", raw)
    assert caught.value.remedy
