"""Only English is mined, so only English may pass for English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.sources.language import code, detect, note

ENGLISH = (
    "President Ena Mokari of Arland and Prime Minister Tolo Beshan signed four documents after the talks on Friday. "
)
TEXTS = {
    "en": ENGLISH,
    "fr": "Le président a déclaré que les deux pays signeront un accord sur la coopération dans la capitale. ",
    "de": "Der Präsident erklärte, dass die beiden Länder ein Abkommen über die Zusammenarbeit schließen werden. ",
    "es": "El presidente dijo que los dos países firmarán un acuerdo de cooperación en la capital durante la visita. ",
    "it": "Il presidente ha dichiarato che i due paesi firmeranno un accordo di cooperazione dopo i colloqui. ",
    "pt": "O presidente disse que os dois países vão assinar um acordo de cooperação e não há mais dúvidas. ",
    "nl": "De president zei dat de twee landen een overeenkomst over samenwerking zullen tekenen in de hoofdstad. ",
    "az": "Prezident bildirib ki, iki ölkə arasında saziş imzalanıb və bu, hər iki tərəf üçün çox əsas. ",
    "ro": "Președintele a declarat că cele două țări vor semna un acord de cooperare în capitală după discuții. ",
    "sv": "Presidenten sade att de två länderna ska underteckna ett avtal om samarbete och att det är viktigt. ",
    "vi": "Tổng thống nói rằng hai nước sẽ ký một thỏa thuận hợp tác và đây là một bước tiến của các bên trong năm. ",
    "id": "Presiden mengatakan bahwa kedua negara akan menandatangani perjanjian yang penting untuk rakyat. ",
    "ru": "Президент заявил, что обе страны подпишут соглашение о сотрудничестве, и назвал это важным событием. ",
    "uk": "Президент заявив, що обидві країни підпишуть угоду про співпрацю, і назвав це важливою подією. ",
    "be": "Прэзідэнт заявіў, што абедзве краіны падпішуць пагадненне аб супрацоўніцтве ў сталіцы. ",
    "ar": "قال الرئيس إن البلدين سيوقعان اتفاقية تعاون. وجرت المحادثات يوم الأربعاء في العاصمة. ",
    "fa": "رئیس جمهور گفت که دو کشور توافقنامه همکاری امضا خواهند کرد و گفتگوها در پایتخت انجام شد. ",
    "ur": "صدر نے کہا کہ دونوں ممالک تعاون کے معاہدے پر دستخط کریں گے اور یہ بڑا قدم ہے۔ ",
    "he": "הנשיא אמר כי שתי המדינות יחתמו על הסכם שיתוף פעולה בבירה. ",
    "el": "Ο πρόεδρος δήλωσε ότι οι δύο χώρες θα υπογράψουν συμφωνία συνεργασίας. ",
    "zh": "总统表示，两国将签署合作协议。会谈于星期三举行。",
    "ja": "大統領は、両国が協力協定に署名すると述べた。",
    "ko": "대통령은 양국이 협력 협정에 서명할 것이라고 말했다. ",
    "hy": "Նախագահը հայտարարեց, որ երկու երկրները կստորագրեն համագործակցության համաձայնագիր։ ",
    "ka": "პრეზიდენტმა განაცხადა, რომ ორი ქვეყანა ხელს მოაწერს თანამშრომლობის შეთანხმებას. ",
    "th": "ประธานาธิบดีกล่าวว่าทั้งสองประเทศจะลงนามในข้อตกลงความร่วมมือ ",
    "hi": "राष्ट्रपति ने कहा कि दोनों देश सहयोग समझौते पर हस्ताक्षर करेंगे। ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_told_apart(language):
    assert detect(TEXTS[language] * 2) == language


@pytest.mark.parametrize("other", ["ru", "fr", "ar", "zh"])
def test_english_with_a_quoted_foreign_sentence_is_english(other):
    assert detect(ENGLISH * 3 + TEXTS[other] + ENGLISH) == "en"


def test_foreign_text_with_an_english_sentence_is_foreign():
    assert detect(TEXTS["fr"] * 3 + ENGLISH + TEXTS["fr"] * 2) == "fr"


@pytest.mark.parametrize("text", ["", "12.5 %", "Bonjour", "OK да"])
def test_too_little_text_counts_as_english(text):
    assert detect(text) == "en"


def test_notes_and_declared_codes():
    assert note("en") == ""
    assert note("fr") == "not extracted: language (fr)"
    assert (code("en-GB"), code("RU"), code("klingon"), code(3)) == ("en", "ru", None, None)


def test_a_source_in_another_language_is_kept_and_marked(read):
    source = read("a.txt", TEXTS["fr"] * 3)
    assert source.note == "not extracted: language (fr)"
    assert not source.extractable


@given(st.text())
def test_any_text_has_a_language(text):
    assert detect(text).isalpha()
