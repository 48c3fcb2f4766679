"""Instruments told in lists: over several lines, numbered, after a colon; all happenings are invented."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Document, Source

LEAD = (
    "Portuguese President Duarte Falcão and Norwegian Prime Minister Ingrid Solbakken held talks in Lisbon "
    "on Wednesday.\n\n"
)


def documents(text: str) -> list[Document]:
    return list(extract(Source("src-000000000000", "story.txt", LEAD + text, published="2031-05-07")).documents)


@pytest.mark.parametrize(
    "text",
    [
        "The documents signed include:\n\nAgreement on tourism\n\nMoU on health\n\nProtocol on cod\n\nThey dined.",
        "Documents signed include:\n\n1. Agreement on tourism\n\n2. MoU on health\n\n3. Protocol on cod\n\nThey ate.",
        "List of agreements signed:\n\n• Agreement on tourism\n\n• MoU on health\n\n• Protocol on cod\n\nThey dined.",
        "The agreements that were signed are: (i) Agreement on tourism; (ii) MoU on health; and (iii) Protocol on cod.",
        "They signed three documents. These are: Agreement on tourism, MoU on health and Protocol on cod.",
        "Three documents were signed. These include an agreement on tourism, an MoU on health and a protocol on cod.",
    ],
)
def test_every_member_of_a_list_is_one(text: str) -> None:
    found = documents(text)
    assert [(d.type, d.areas, d.status) for d in found if d.areas] == [
        ("agreement", ("tourism",), "signed"),
        ("memorandum", ("health",), "signed"),
        ("protocol", ("cod",), "signed"),
    ]
    assert len(found) == 3


def test_a_headline_without_a_full_stop_is_no_member_of_a_list() -> None:
    text = "Trade agreement nears\n\n" + LEAD + "A memorandum on cod was signed."
    source = Source("src-000000000000", "story.txt", text, published="2031-05-07")
    assert [d.type for d in extract(source).documents] == ["memorandum"]
