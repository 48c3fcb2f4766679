"""Values in words: dates, countries, numbers, offices and controlled values as a reader expects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from summitry import vocabulary

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# States whose short English name takes the article in running text.
_WITH_ARTICLE = frozenset(
    ("ARE", "BHS", "CAF", "COD", "COG", "COM", "CYM", "DOM", "EUU", "FLK", "GBR", "GMB", "MDV", "MHL", "NLD", "PHL",
     "SLB", "SYC", "USA")
)  # fmt: skip

_LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
MODES: Mapping[str, str] = {
    "direct": "quoted", "mixed": "partly quoted", "indirect": "reported", "joint": "joint wording",
}  # fmt: skip
STANCES: Mapping[str, str] = {
    "support": "supports", "commit": "commits", "call_for": "calls for", "neutral": "states", "concern": "is concerned",
    "warn": "warns", "deny": "denies", "oppose": "opposes",
}  # fmt: skip
#: Stances in the four groups that a figure shows.
ATTITUDES: Mapping[str, str] = {
    "support": "supports or commits", "commit": "supports or commits", "call_for": "calls for", "neutral": "states",
    "concern": "objects or warns", "warn": "objects or warns", "deny": "objects or warns",
    "oppose": "objects or warns",
}  # fmt: skip
EVENTS: Mapping[str, str] = {
    "arrival": "Arrival", "ceremony": "Ceremony", "wreath": "Wreath-laying", "talks": "Talks", "signing": "Signing",
    "statement": "Statement", "meal": "Meal", "visit": "Visit", "departure": "Departure",
}  # fmt: skip
SOURCES: Mapping[str, str] = {
    "host": "host’s media", "guest": "guest’s media", "wire": "news agency", "press": "press", "other": "other",
}  # fmt: skip


def term(value: str | None) -> str:
    """A controlled value as words: ``letter_of_intent`` is "letter of intent"."""
    return (value or "").replace("_", " ")


def sentence(text: str) -> str:
    """``text`` with its first letter large."""
    return text[:1].upper() + text[1:]


def lines(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def clip(text: str, limit: int) -> str:
    """``text`` on one line and, where it is longer than ``limit`` characters, cut at a word with an ellipsis."""
    text = lines(text)
    if len(text) <= limit:
        return text
    cut = text[:limit]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,;:–—-") + "…"


def _parts(iso: str | None) -> tuple[int, int, int] | None:
    found = _ISO.fullmatch((iso or "").strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return year, month, day


def day(iso: str | None, *, year: bool = True) -> str:
    """A date, possibly partial: "20 August 2025", "August 2025", "2025"; what is no ISO date is given as it stands."""
    found = _parts(iso)
    if found is None:
        return iso or ""
    y, m, d = found
    if not m:
        return str(y)
    return " ".join([*([str(d)] if d else []), _MONTHS[m - 1], *([str(y)] if year else [])])


def weekday(iso: str | None) -> str:
    """The day of the week of a complete date, else ""."""
    found = _parts(iso)
    if found is None or not found[2]:
        return ""
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[date(*found).weekday()]


def days(start: str | None, end: str | None) -> str:
    """A range of dates: "19–20 August 2025", "31 August – 1 September 2025"."""
    first, last = _parts(start), _parts(end)
    if not first or not last or start == end:
        return day(start or end)
    if first[:2] == last[:2] and first[2] and last[2]:
        return f"{first[2]}–{day(end)}"
    return f"{day(start, year=first[0] != last[0] or not first[1])} – {day(end)}"


def number(value: int) -> str:
    """Small numbers as words ("three", "twelve"), the others in figures."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else f"{value:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """ "three sources", "one source", "no sources"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    found = [item for item in items if item]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def country(code: str | None) -> str:
    """The name of the state behind a code, or of the body that a party is given as."""
    return vocabulary.country_name(code) if code else ""


def the_country(code: str | None) -> str:
    """The name as it stands in a sentence: "the United States", "Iran"."""
    return f"the {country(code)}" if code in _WITH_ARTICLE else country(code)


def office(title: str | None, code: str | None, organisation: str | None = None) -> str:
    """Who someone is: "President of Iran", "Minister of Health, Iran", "Secretary General, NATO"."""
    title = sentence(lines(title or ""))
    body = lines(organisation or "")
    if not title or not code or body:
        return ", ".join(part for part in (title, body, country(code) if not body or not title else "") if part)
    return f"{title}, {country(code)}" if " of " in title or "," in title else f"{title} of {the_country(code)}"


def outlets(names: Sequence[str], limit: int = 6) -> str:
    """Outlets in a sentence: "BelTA and Mehr", "BelTA, Mehr and seven others"."""
    if len(names) > limit:
        return f"{', '.join(names[: limit - 1])} and {number(len(names) - limit + 1)} others"
    return listed(names)


def language(code: str | None) -> str:
    """The English name of a language, or its code."""
    return _LANGUAGES.get(code or "", code or "")


def rows(frame: Any) -> list[dict[str, Any]]:
    """A table's rows as dicts: missing cells are None, "" is None too, cells of several values are tuples of str."""
    names = [str(name) for name in frame.columns]
    # Column by column: pandas' to_dict("records") takes five times as long, and a report asks for rows all the time.
    columns = [[_cell(value) for value in frame[name].to_numpy(dtype=object)] for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or isinstance(value, bool):
        return value
    if hasattr(value, "__iter__"):
        return tuple(str(item) for item in value)
    if str(value) in ("nan", "<NA>", "NaT"):
        return None
    return value
