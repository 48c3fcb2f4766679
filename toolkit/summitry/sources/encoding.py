"""Bytes of a text file -> its exact text: UTF-8, UTF-16/32 by their marks, otherwise a guess that is said to be one."""

from __future__ import annotations

import codecs
import re

from summitry.errors import SourceError

# What a text file turns out to be when it was only renamed.
_MAGIC = (
    (b"%PDF-", "a PDF document"), (b"PK\x03\x04", "a zip archive or an office document"), (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Encodings that coverage really comes in. Left to all that exist, the guess falls on rarities (cp852, mac_cyrillic).
_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2")
_CANDIDATES = (
    *_LATIN, "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "cp1256", "iso8859_6",
    "cp1257", "cp874", "gb18030", "big5", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr",
)  # fmt: skip
_NAMES = {"cp125": "windows-125", "iso8859_": "iso-8859-"}
_SAMPLE = 30_000
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1a\x1b")) + b"\x7f"
_REMEDY = "Save it as UTF-8 text, or add it under its real suffix."


def decode(raw: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """The exact text of ``raw`` and warnings about how it was read.

    A UTF-8 byte order mark is kept as U+FEFF, so that offsets agree with ``raw.decode("utf-8")``; line ends stay as
    they are. Raises :class:`SourceError` naming ``file`` where the bytes are no text.
    """
    refuse_binary(raw, file)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw, encoding, file)
    if b"\x00" in raw:
        return _unmarked_utf16(raw, file)
    if not raw.isascii():
        return _not_ascii(raw, file)
    if b"\x1b$" in raw or b"\x1b(" in raw:
        try:
            return raw.decode("iso2022_jp"), ("decoded as iso-2022-jp (guessed)",)
        except UnicodeDecodeError:
            pass
    return _readable(raw.decode("ascii"), file), ()


def refuse_binary(raw: bytes, file: str) -> None:
    """Raise :class:`SourceError` where the first bytes are those of a known binary format."""
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            raise SourceError(f"{file} is not a text file: its content is {kind}", _REMEDY)


def _not_ascii(raw: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    try:
        return _readable(raw.decode("utf-8"), file), ()
    except UnicodeDecodeError:
        pass
    mended = raw.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    # A UTF-8 file cut in the middle of a character, or with a stray byte: nearly all of it decodes.
    if bad * 20 <= sum(1 for c in mended if c > "\x7f") - bad:
        return _readable(mended, file), (f"{bad} byte sequence(s) are not UTF-8 and were replaced by U+FFFD",)
    for encoding in _guesses(raw):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return _readable(text, file), (f"decoded as {_shown(encoding)} (guessed)",)
    raise SourceError(f"{file} cannot be decoded: no known encoding fits its bytes", _REMEDY)


def _marked(raw: bytes, encoding: str, file: str) -> tuple[str, tuple[str, ...]]:
    try:
        return _readable(raw.decode(encoding), file), ()
    except UnicodeDecodeError as error:
        problem = f"{file} is marked as {encoding.upper()} but is not: byte {error.start} cannot be decoded"
        raise SourceError(problem, _REMEDY) from None


def _unmarked_utf16(raw: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """UTF-16 without its mark: in text that is mostly ASCII, every other byte is NUL."""
    even, odd, half = raw[0::2].count(0), raw[1::2].count(0), len(raw) // 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if half and zeros > 0.4 * half and others * 20 < zeros:
            try:
                return _readable(raw.decode(encoding), file), (f"decoded as {encoding} (guessed)",)
            except UnicodeDecodeError:
                break
    raise SourceError(f"{file} is not a text file: it holds NUL bytes", _REMEDY)


def _readable(text: str, file: str) -> str:
    """``text``, unless more than one character in fifty is a control character."""
    sample = text[:200_000]
    controls = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\x0c\x1a\x1b") or ("\x7f" <= c < "\xa0" and c != "\x85")
    )
    if controls * 50 > len(sample):
        raise SourceError(f"{file} is not a text file: it holds binary data", _REMEDY)
    return text


def _guesses(raw: bytes) -> list[str]:
    """Encodings to try, the most likely first."""
    if (len(raw) - len(raw.translate(None, _CONTROL))) * 50 > len(raw):
        return []
    from charset_normalizer import from_bytes

    sample = _sample(raw)
    found = [match.encoding for match in from_bytes(sample, cp_isolation=list(_CANDIDATES))]
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    letters = sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    # Accents and curly quotes stand singly among ASCII letters; the letters of other scripts come in runs.
    if high < 1.7 * len(runs) and letters > 2 * high:
        return [*_by_words(sample), *found]
    return found


def _by_words(sample: bytes) -> list[str]:
    """Latin-script encodings by how many accented common words each makes of the sample; cp1252 first on a tie."""
    from summitry.sources.language import words

    accented = frozenset(w for profile in words().values() for w in profile if not w.isascii())
    scores: dict[str, int] = {}
    for encoding in _LATIN:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        scores[encoding] = sum(1 for word in re.findall(r"\w+", text.lower()) if word in accented)
    if "cp1254" in scores and all(byte in sample for byte in "ğış".encode("cp1254")):
        scores["cp1254"] += 3  # read as cp1252 these are Icelandic, as cp1250 letters of no single language
    return sorted(scores, key=lambda encoding: -scores[encoding])


def _sample(raw: bytes) -> bytes:
    """The first lines that are not ASCII, where the evidence is (no candidate has a newline inside a character)."""
    if len(raw) <= _SAMPLE:
        return raw
    lines, size = [], 0
    for line in raw.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size >= _SAMPLE:
                break
    return b"".join(lines)


def _shown(encoding: str) -> str:
    for inner, outer in _NAMES.items():
        if encoding.startswith(inner):
            return encoding.replace(inner, outer)
    return encoding.replace("_", "-")
