"""Groups, their members in lists, and later words that say no more than what is told; all happenings are invented."""

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
    ("text", "labels"),
    [
        (
            "They witnessed the signing of three agreements. A memorandum on tourism was signed by ministers. "
            "A protocol on fisheries was signed. A treaty on extradition was signed.",
            ["A memorandum", "A protocol", "A treaty"],
        ),
        (
            "They signed three memorandums. A memorandum on tourism was signed by ministers. "
            "A protocol on fisheries was signed. A treaty on extradition was signed.",
            ["three memorandums", "A memorandum", "A protocol", "A treaty"],  # not all of them are memorandums
        ),
        ("They signed four memorandums. Signing key agreements takes courage, they said.", ["four memorandums"]),
        ("They signed 15 MoUs. They were proud of signing 15 agreements.", ["15 MoUs"]),
        ("They signed a memorandum of understanding. The deal was hailed.", ["a memorandum of understanding"]),
        ("They signed a memorandum on cod. The understanding reached was hailed.", ["a memorandum"]),
        (
            "A memorandum (MOU) on cod was signed. Another MOU on sharing data was signed.",
            ["A memorandum (MOU)", "Another MOU"],
        ),
        ("They signed four memorandums. They recalled deals struck with Spain.", ["four memorandums", "deals"]),
    ],
)
def test_what_is_told_again(text: str, labels: list[str]) -> None:
    assert [d.label for d in documents(text)] == labels


def test_a_document_that_is_later_called_an_accord_is_one() -> None:
    (found,) = documents("They adopted a draft truce document. The accord calls for calm.")
    assert (found.type, found.status) == ("agreement", "adopted")


@pytest.mark.parametrize(
    ("text", "label", "status"),
    [
        ("Norway will send no cod until it signs a protocol on quotas.", "a protocol", "planned"),
        ("Norway signed last week an agreement on cod quotas.", "an agreement", "earlier"),
        ("Falcão urged ministers to swiftly sign an agreement on cod.", "an agreement", "planned"),
        ("The cabinet approved a proposal for a memorandum on sport.", "a memorandum", "planned"),
        ("A memorandum expected to ease trade was signed by both.", "A memorandum", "signed"),
        ("They signed on Friday 18 agreements.", "18 agreements", "signed"),
    ],
)
def test_what_became_of_it(text: str, label: str, status: str) -> None:
    (found,) = documents(text)
    assert (found.label, found.status) == (label, status)


def test_three_mou_are_three() -> None:
    (found,) = documents("It is hoped that three MOU will be signed.")
    assert (found.count, found.status) == (3, "planned")


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("They signed a port management agreement.", ("port management",)),
        ("They signed a cultural exchange programme.", ("cultural exchange",)),
        ("They signed a common drug and poison analysis protocol.", ("drug and poison analysis",)),
        ("They signed an arms control treaty.", ("arms control",)),
    ],
)
def test_fields_before_the_noun(text: str, areas: tuple[str, ...]) -> None:
    (found,) = documents(text)
    assert found.areas == areas


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
