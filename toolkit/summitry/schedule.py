"""When runs happen: texts for the machine's own scheduler, cron or systemd. Nothing of ours stays running."""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from .errors import RunError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    low: int
    high: int
    words: tuple[str, ...] = ()


_FIELDS = (
    _Field("minute", 0, 59), _Field("hour", 0, 23), _Field("day of month", 1, 31), _Field("month", 1, 12, _MONTHS),
    _Field("day of week", 0, 7, _DAYS),
)  # fmt: skip
_NICKNAMES = {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *"}
_PART = re.compile(r"(?P<first>\*|\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?")


def parse(when: str) -> tuple[tuple[int, ...] | None, ...]:
    """The values of the five fields of a crontab time; None for a field that is ``*``.

    Days of the week are 0 (Sunday) to 6. Raises :class:`RunError` naming the field that is wrong.
    """
    fields = _NICKNAMES.get(when.strip().lower(), when).lower().split()
    if len(fields) != len(_FIELDS):
        raise RunError(
            f"{when!r} is not a time: it has {len(fields)} fields, not five.",
            'Give minute, hour, day of month, month, day of week, e.g. "0 6 * * mon-fri".',
        )
    values = [_values(text, field) for text, field in zip(fields, _FIELDS, strict=True)]
    if values[4] is not None:
        values[4] = tuple(sorted({day % 7 for day in values[4]}))
    return tuple(values)


def command(desk: Path, template: str | None = None) -> list[str]:
    """The batch that a scheduler calls: this environment's Python, so that no PATH has to be set."""
    chosen = ["--template", template] if template else []
    return [sys.executable, "-m", "summitry.cli", "batch", "--desk", str(desk), *chosen]


def crontab(when: str, command: list[str], desk: Path, title: str) -> str:
    """One line for ``crontab -e``; what the batch says goes to ``reports/batch.log``."""
    parse(when)
    log = shlex.quote(str(desk / "reports" / "batch.log"))
    line = f"{shlex.join(command)} >> {log} 2>&1".replace("%", r"\%")  # cron takes % for a new line
    return f"# {' '.join(title.split())}: add this line with  crontab -e\n{when.strip()} {line}\n"


def systemd(when: str, command: list[str], desk: Path, title: str) -> str:
    """A service and its timer for ``~/.config/systemd/user``; runs missed while the machine was off are caught up."""
    calendar = oncalendar(when)
    words = " ".join(f'"{_escaped(word)}"' for word in command)
    name = "summitry-batch"
    heading = " ".join(title.split()).replace("%", "%%")
    return f"""\
# ~/.config/systemd/user/{name}.service
[Unit]
Description=Reports of {heading}

[Service]
Type=oneshot
WorkingDirectory={str(desk).replace("%", "%%")}
ExecStart={words}

# ~/.config/systemd/user/{name}.timer
[Unit]
Description=When the reports of {heading} are made

[Timer]
OnCalendar={calendar}
Persistent=true

[Install]
WantedBy=timers.target

# Then: systemctl --user daemon-reload && systemctl --user enable --now {name}.timer
"""


def oncalendar(when: str) -> str:
    """A crontab time as systemd writes it; raises :class:`RunError` where systemd cannot say the same."""
    minute, hour, day, month, weekday = parse(when)
    if day is not None and weekday is not None:
        raise RunError(
            f"{when!r} names a day of the month and a day of the week: cron runs on either, systemd only on both.",
            "Name one of the two, and print a second timer for the other.",
        )
    days = ",".join(_DAYS[number].title() for number in weekday) + " " if weekday is not None else ""
    return f"{days}*-{_listed(month)}-{_listed(day)} {_listed(hour)}:{_listed(minute)}:00"


def _values(text: str, field: _Field) -> tuple[int, ...] | None:
    if text == "*":
        return None
    found: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part)
        everything = match is not None and match["first"] == "*"
        if match is None or (everything and match["last"]):
            raise _wrong(text, field)
        first = field.low if everything else _number(match["first"], text, field)
        open_ended = everything or (match["step"] and not match["last"])  # 5/15 runs on to the end, as in cron
        last = _number(match["last"], text, field) if match["last"] else field.high if open_ended else first
        step = int(match["step"] or 1)
        if first > last or step == 0:
            raise _wrong(text, field)
        found.update(range(first, last + 1, step))
    return tuple(sorted(found))


def _number(part: str, text: str, field: _Field) -> int:
    if part[:3] in field.words and part.isalpha():
        return field.words.index(part[:3]) + field.low
    if part.isascii() and part.isdigit() and field.low <= int(part) <= field.high:
        return int(part)
    raise _wrong(text, field)


def _wrong(text: str, field: _Field) -> RunError:
    return RunError(
        f"{text!r} is not a {field.name}.", f"Give *, numbers from {field.low} to {field.high}, 1-5, */2, or lists."
    )


def _listed(values: tuple[int, ...] | None) -> str:
    return "*" if values is None else ",".join(f"{value:02d}" for value in values)


def _escaped(word: str) -> str:
    """``word`` inside double quotes of a systemd command line, where % and $ stand for something else."""
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
