"""Texts for cron and systemd."""

from __future__ import annotations

import contextlib
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry import schedule
from summitry.errors import RunError, SummitryError


@pytest.mark.parametrize(
    ("when", "calendar"),
    [
        ("0 6 * * *", "*-*-* 06:00:00"),
        ("30 5 * * mon-fri", "Mon,Tue,Wed,Thu,Fri *-*-* 05:30:00"),
        ("0 0 * * 7", "Sun *-*-* 00:00:00"),
        ("0 0 * * 1", "Mon *-*-* 00:00:00"),
        ("*/20 8-10 1,15 jan *", "*-01-01,15 08,09,10:00,20,40:00"),
        ("@daily", "*-*-* 00:00:00"),
    ],
)
def test_a_crontab_time_as_systemd_writes_it(when: str, calendar: str) -> None:
    assert schedule.oncalendar(when) == calendar


@pytest.mark.parametrize(
    "when",
    [
        "",
        "0 6 * *",
        "60 6 * * *",
        "0 24 * * *",
        "0 6 0 * *",
        "0 6 * 13 *",
        "0 6 * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "0 6 * * mo",
        "x y z a b",
        "0 6 * * * root",
    ],
)
def test_what_is_no_time_is_refused(when: str) -> None:
    with pytest.raises(RunError):
        schedule.parse(when)


def test_what_systemd_cannot_say_is_refused_rather_than_changed() -> None:
    with pytest.raises(RunError, match="either"):
        schedule.oncalendar("0 6 1 * mon")


@given(st.text(alphabet="0123456789*/,- monjan", max_size=30))
def test_any_text_is_a_time_or_refused(when: str) -> None:
    with contextlib.suppress(SummitryError):
        schedule.oncalendar(when)


def test_odd_paths_reach_the_command_whole() -> None:
    desk = Path("/srv/a desk/100% $HOME")
    line = schedule.crontab("0 6 * * *", schedule.command(desk), desk, "Our\ndesk").splitlines()
    assert len(line) == 2
    assert r"100\% " in line[1]
    words = shlex.split(line[1].replace(r"\%", "%"))
    assert words[words.index("--desk") + 1] == str(desk)
    unit = schedule.systemd("0 6 * * *", schedule.command(desk), desk, "Our desk")
    assert '"/srv/a desk/100%% $$HOME"' in unit
    assert "WorkingDirectory=/srv/a desk/100%% $HOME\n" in unit
