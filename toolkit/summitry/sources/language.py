"""Which language a text is written in: the script decides first, then letters, then common words. No model.

The rules of extraction are written for English; a source in another language is kept and shown, never mined. So an
English text with foreign names or a quoted foreign sentence must come out as English, and a foreign text must not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from summitry import vocabulary

_SAMPLE = 20_000
_ENOUGH = 20  # letters; with fewer there is nothing to judge by
_MARGIN = 1.15  # how much better than English another language must fit

# First word of a letter's Unicode name -> script. What is not listed is Latin or no evidence.
_SCRIPTS = {
    "LATIN": "latin", "FULLWIDTH": "latin", "CYRILLIC": "cyrillic", "ARABIC": "arabic", "HEBREW": "he", "GREEK": "el",
    "ARMENIAN": "hy", "GEORGIAN": "ka", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te",
    "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "THAI": "th", "LAO": "lo",
    "KHMER": "km", "MYANMAR": "my", "TIBETAN": "bo", "ETHIOPIC": "am", "MONGOLIAN": "mn", "HANGUL": "ko",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HALFWIDTH": "ja", "CJK": "zh",
}  # fmt: skip
_IDEOGRAPHIC = {"zh": 2.5, "ja": 2.5, "ko": 2.5}  # a character here says as much as so many letters of an alphabet

# Letters that one language of a script has and its neighbours lack, with the share of letters that is proof enough.
_LETTERS = {
    "cyrillic": (
        ("kk", "әғқңөұүһ", 0.02), ("be", "ў", 0.004), ("mk", "ѓќѕ", 0.002), ("sr", "ђћџљњј", 0.01),
        ("tg", "ҳҷӣӯқғ", 0.01), ("ky", "ңөү", 0.01), ("uk", "їєґ", 0.004), ("be", "і", 0.02),
        ("ru", "ыэё", 0.004), ("bg", "ъ", 0.006),
    ),
    "arabic": (("ur", "ٹڈڑںےھ", 0.01), ("ku", "ڕڵۆێ", 0.01), ("ps", "ښځڅۍې", 0.01), ("fa", "پچژگکی", 0.02)),
}  # fmt: skip
_OTHERWISE = {"cyrillic": "ru", "arabic": "ar"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def detect(text: str) -> str:
    """The ISO 639-1 code of the language that most of ``text`` (its first 20,000 characters) is written in.

    "en" where there is too little text to judge by. Takes time proportional to the sample.
    """
    sample = text[:_SAMPLE]
    letters = Counter(c for c in sample.lower() if c.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        if script := _script(letter):
            scripts[script] += count
    if sum(scripts.values()) < _ENOUGH and not any(scripts[s] >= 6 for s in _IDEOGRAPHIC):
        return "en"
    if scripts["ja"] * 12 > scripts["zh"] > 0:  # Japanese writes kanji among its kana
        scripts["ja"] += scripts.pop("zh")
    script = max(scripts, key=lambda s: scripts[s] * _IDEOGRAPHIC.get(s, 1))
    if script == "latin":
        return _latin(sample)
    if script not in _LETTERS:
        return script
    for code, marks, share in _LETTERS[script]:
        if sum(letters[mark] for mark in marks) > share * scripts[script]:
            return code
    return _OTHERWISE[script]


def note(language: str) -> str:
    """Why a source in ``language`` is not mined, for ``Source.note``; "" for English."""
    return "" if language == "en" else f"not extracted: language ({language})"


def code(value: object) -> str | None:
    """The ISO 639-1 code in what a file declares ("en-GB", "EN_us", "ru"), or None."""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_][\w-]*)?$", value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def words() -> dict[str, frozenset[str]]:
    """The common words of each language written in Latin script, from ``vocabulary/stopwords.csv``."""
    return _words(vocabulary.version())


@lru_cache(maxsize=2)
def _words(_version: int) -> dict[str, frozenset[str]]:
    profiles: dict[str, set[str]] = {}
    for row in vocabulary.rows("stopwords"):
        profiles.setdefault(row["language"], set()).update(
            w.strip() for w in row["words"].lower().split(";") if w.strip()
        )
    return {language: frozenset(profile) for language, profile in profiles.items()}


@lru_cache(maxsize=4096)
def _script(letter: str) -> str | None:
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0])


def _latin(sample: str) -> str:
    """The language whose common words cover most of the sample; a word counts less the more languages share it."""
    found = Counter(_WORD.findall(unicodedata.normalize("NFC", sample).replace("’", "'").lower()))
    profiles = words()
    scores = dict.fromkeys(profiles, 0.0)
    distinct: Counter[str] = Counter()
    for word, count in found.items():
        having = [language for language, profile in profiles.items() if word in profile]
        for language in having:
            scores[language] += count / len(having)
            distinct[language] += 1
    best = max(scores, key=lambda language: scores[language])
    return best if distinct[best] >= 3 and scores[best] > _MARGIN * scores.get("en", 0) else "en"
