"""Clock times: "11:26", "7 p.m.", "7:30 pm", "at 14.30"."""

from __future__ import annotations

from .reading import Reading

_AFTERNOON = frozenset({"pm", "p.m.", "p.m"})
_MORNING = frozenset({"am", "a.m.", "a.m"})
_ZONES = (["local"], ["gmt"], ["utc"], ["cet"], ["moscow"])


def clock(reading: Reading, first: int, last: int) -> str:
    """The first clock time within the tokens ``first:last``, by the 24-hour clock: "11:26"; "" where there is none."""
    words, lower = reading.tokens.words, reading.tokens.lower
    if reading.numerals().isdisjoint(lower[first:last]):
        return ""
    for at in range(first, last):
        word = lower[at]
        if not word[:1].isdigit() or not word.isascii():
            continue
        hour, half = _suffix(word)
        minute, after = "", at + 1
        if hour.isdigit() and words[after : after + 1] == [":"] and after + 1 < len(words):
            minute, half = _suffix(lower[after + 1])
            after += 2
            if len(minute) != 2 or not (minute.isascii() and minute.isdigit()) or int(minute) > 59:
                continue
        elif len(hour) == 5 and hour[2] == "." and (words[at - 1 : at] == ["at"] or lower[after : after + 1] in _ZONES):
            hour, minute = hour[:2], hour[3:]
            if not minute.isdigit() or int(minute) > 59 or lower[after : after + 1] == ["percent"]:
                continue
        half = half or (lower[after] if after < len(lower) else "")
        if not hour.isdigit() or len(hour) > 2 or int(hour) > 23:
            continue
        if half in _AFTERNOON or half in _MORNING:
            if not 1 <= int(hour) <= 12:
                continue
            return f"{int(hour) % 12 + 12 * (half in _AFTERNOON):02}:{minute or '00'}"
        if minute:
            return f"{int(hour):02}:{minute}"
    return ""


def _suffix(word: str) -> tuple[str, str]:
    """A number and what is written on to it: "7pm"."""
    return (word[:-2], word[-2:]) if word[-2:] in ("am", "pm") else (word, "")
