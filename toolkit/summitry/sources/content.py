"""What every reader returns, and what all readers do to text and metadata before they return it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_TITLE_MAX = 500
_HEADLINE_MAX = 200
_URL_MAX = 2_000

# C0 and C1 controls but tab and newline; invisible marks that split words (soft hyphen, zero-width space, word joiner,
# BOM); bidi embeddings, overrides and isolates, which make a text read otherwise than it is stored; lone surrogates.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0c\x85\u2028\u2029]")
_ODD_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})(?:\d{4,6})?(?!\d)")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says: its text, where the coverage proper begins in it, and the metadata that the file carries.

    ``language`` is set only where the file declares one; ``pages`` are offsets, for PDF.
    """

    text: str
    body: int = 0
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    retrieved: str | None = None
    url: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def clean(text: str) -> str:
    """``text`` with ``\\n`` line ends and plain spaces, without control, invisible and bidi-override characters."""
    return _ODD_SPACES.sub(" ", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(value: object, limit: int = _TITLE_MAX) -> str | None:
    """``value`` as one clean line of at most ``limit`` characters; None where nothing is left or it is not text."""
    if not isinstance(value, str):
        return None
    line = " ".join(clean(value[: 10 * limit]).split())
    return (line if len(line) <= limit else line[: limit - 1].rstrip() + "…") or None


def web_url(value: object) -> str | None:
    """``value`` where it is an absolute http or https address without credentials, else None."""
    if not isinstance(value, str) or len(value) > _URL_MAX:
        return None
    url = value.strip()
    if re.search(r"[\s<>\"'`\\\x00-\x1f\x7f]", url) or _UNWANTED.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = parts.scheme.lower() in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if plain else None


def iso_date(value: object) -> str | None:
    """The ISO 8601 date that ``value`` states, partial (``YYYY-MM``, ``YYYY``) where no more is given, or None.

    Reads ISO dates and times, e-mail dates, "20 August 2025", "Aug. 20, 2025", "20.08.2025" and PDF dates at the start
    of ``value``. Dates that depend on a country's custom (08/09/2025) and days without a year are not guessed.
    """
    if not isinstance(value, str):
        return None
    text = " ".join(value[:100].split())
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _checked(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(text) or _MONTH_FIRST.match(text) or _DOTTED.match(text):
        month = match["month"]
        return _checked(match["year"], _MONTHS.get(month.lower(), month), match["day"])
    if re.fullmatch(r"\d{4}", text):
        return _checked(text, 1, None) and text
    try:
        return parsedate_to_datetime(text).date().isoformat() if re.match(r"[A-Za-z]{3},? \d", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _checked(year: str, month: str | int, day: str | None) -> str | None:
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not 1900 <= whole.year <= 2100:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]


# "MINSK, Aug 20 (Belta) —", "BEIJING, Aug. 31, 2025 (Xinhua) --", "MOSCOW, January 17. /TASS/.", "PARIS (AP) –"
_WORD = r"[^\W\d_][\w’'.\-]{0,30}"
_DATE_LINE = re.compile(
    r"(?:[A-Z][a-z]{5,8}, )?(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})(?:,? \d{1,2}[:.]\d\d.{0,12})?"
)
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:[ ,]{{1,2}}{_WORD}){{0,5}}?)"
    r"(?:[ ,]{1,2}(?P<date>[A-Za-z]{3,9}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Za-z]{3,9}\.?(?:,? \d{4})?))?"
    r"[.,]?[ ]?(?:\((?P<round>[^()]{2,40})\)|/(?P<slash>[^/]{2,40})/\.?)[ ]{0,2}(?:[-–—―:]{1,2}\s|(?<=[./])\s)"
)


def dateline(text: str, start: int = 0) -> tuple[str | None, str | None]:
    """The full date and the outlet that an agency dateline in the first lines names, each None if not given.

    A line that is nothing but a full date gives that date.

    A dateline without its year ("Aug 20") gives no date: the year would be a guess.
    """
    for line in text[start : start + 1_500].split("\n")[:8]:
        stripped = line.lstrip("\ufeff \t")[:160]
        if day := _DATE_LINE.fullmatch(stripped.strip()):
            if (only := iso_date(day[1])) and len(only) == 10:
                return only, None
            continue
        if not stripped[:1].isupper() or not (match := _DATELINE.match(stripped)):
            continue
        place = match["place"].replace(",", " ").split()
        if not all(word[0].isupper() for word in place) or not (match["date"] or place[0].isupper()):
            continue  # a sentence, or "Anna Kovar (Greens) – "
        outlet = match["round"] or match["slash"]
        named = outlet if re.fullmatch(r"[A-Z][\w&.’'\- ]+", outlet) and iso_date(outlet) is None else None
        return iso_date(match["date"]), named
    return None, None


def headline(text: str, start: int = 0) -> str | None:
    """The first line with words from ``start``, where it is short and followed by more text, as a headline is."""
    first, _, rest = text[start:].lstrip("\ufeff \t\r\n").partition("\n")
    line = re.sub(r"^#{1,6}\s+|\s+#+$", "", first[: _HEADLINE_MAX + 1].strip())
    if not rest.strip() or not 0 < len(line) <= _HEADLINE_MAX or dateline(line + "\n")[1]:
        return None
    return one_line(line)
