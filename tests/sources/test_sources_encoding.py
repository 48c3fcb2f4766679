"""Encodings other than UTF-8 are found, and what is no text is refused."""

from __future__ import annotations

import pytest

from summitry.errors import SourceError

TEXTS = {
    "en": "The president said “we agree” on Friday — and signed. The minister’s visit cost €5 million. ",
    "fr": "Le président a déclaré que les deux pays signeront un accord, où la délégation est arrivée. ",
    "pl": "Prezydent oświadczył, że oba państwa podpiszą umowę o współpracy. Rozmowy odbyły się w środę. ",
    "tr": "Cumhurbaşkanı, iki ülkenin anlaşma imzalayacağını söyledi. Bu çok yeni bir adım ve daha sonra. ",
    "ru": "Президент заявил, что обе страны подпишут соглашение о сотрудничестве. Переговоры прошли в среду. ",
    "el": "Ο πρόεδρος δήλωσε ότι οι δύο χώρες θα υπογράψουν συμφωνία συνεργασίας. Οι συνομιλίες έγιναν την Τετάρτη. ",
    "ar": "قال الرئيس إن البلدين سيوقعان اتفاقية تعاون. وجرت المحادثات يوم الأربعاء في العاصمة بحضور الوفدين. ",
    "zh": "总统表示，两国将签署合作协议。会谈于星期三举行，代表团出席了仪式。",
    "ja": "大統領は、両国が協力協定に署名すると述べた。会談は水曜日に行われ、代表団が式典に出席した。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("en", "cp1252"), ("fr", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859-2"), ("tr", "cp1254"), ("ru", "cp1251"),
        ("ru", "koi8-r"), ("el", "cp1253"), ("ar", "cp1256"), ("zh", "gb18030"), ("ja", "shift_jis"),
        ("ja", "iso2022_jp"), ("en", "utf-16-le"), ("en", "utf-16-be"),
    ],
)  # fmt: skip
def test_guessed_encodings_say_so(read, language, encoding):
    text = TEXTS[language] * 4
    source = read("a.txt", text.encode(encoding))
    assert source.text == text
    assert source.language == language
    assert any("guessed" in warning for warning in source.warnings)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8", "ascii"])
def test_marked_encodings_are_certain(read, encoding):
    text = "The president said that they agree on the papers."
    source = read("a.txt", text.encode(encoding))
    assert (source.text, source.warnings) == (text, ())


def test_the_evidence_may_stand_far_down_in_the_file(read):
    text = "The two sides met again.\n" * 20_000 + "“We agree,” said the president.\n"
    assert read("a.txt", text.encode("cp1252")).text == text


def test_utf8_cut_within_a_character_is_mended_with_a_warning(read):
    raw = ("“We agreed on rivers,” she said — and “on rail”. " * 5).encode() + b"\xe2\x80"
    source = read("a.txt", raw)
    assert source.text.count("\ufffd") == 1
    assert "not UTF-8" in source.warnings[0]


@pytest.mark.parametrize(
    "raw",
    [b"%PDF-1.4 text", b"PK\x03\x04abc", b"\x89PNG\r\n\x1a\n", b"text\x00with\x00nul and more", bytes(range(1, 32)) * 9,
     b"{\\rtf1 hello}", b"\xff\xfeA"],
)  # fmt: skip
def test_binary_files_are_refused_with_a_remedy(read, raw):
    with pytest.raises(SourceError, match=r"a\.txt") as caught:
        read("a.txt", raw)
    assert caught.value.remedy
