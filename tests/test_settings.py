"""desk.toml and summit.toml: what is wrong is named with file, key, value and what is allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import SettingsError
from summitry.settings import DeskSettings, SummitSettings, load, to_toml, validate

GOOD = 'title = "Talks"\nstart = 2025-08-20\n'


def read(tmp_path: Path, text: str | bytes) -> SummitSettings:
    path = tmp_path / "summit.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path, SummitSettings, where="workbooks/x/summit.toml")


def test_dates_may_be_toml_dates_strings_or_partial(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).start == "2025-08-20"
    assert read(tmp_path, 'title = "T"\nstart = "2025-08"\nend = 2025-08-20T10:00:00\n').end == "2025-08-20"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "T"\nstart = "20 August 2025"\n', ["start", "'20 August 2025'", "2025-08-20"]),
        ('title = "T"\nstart = "2025-02-30"\n', ["start", "calendar"]),
        (GOOD + "end = 2025-08-19\n", ["end", "before"]),
        (GOOD + 'country = "Belarus"\n', ["country", "'Belarus'", "did you mean 'BLR'"]),
        (GOOD + 'parties = ["BLR", "irn"]\n', ["parties[2]", "did you mean 'IRN'"]),
        (GOOD + 'contry = "BLR"\n', ["unknown key 'contry'", "did you mean 'country'", "venue"]),
        (GOOD + '[[sources]]\nfile = "a.txt"\noutlt = "X"\n', ["sources[1].outlt", "did you mean 'outlet'"]),
        (GOOD + '[[sources]]\nfile = "a.txt"\nkind = "ally"\n', ["sources[1].kind", "'host'", "'wire'"]),
        (GOOD + '[[sources]]\nfile = "../../etc/passwd"\n', ["sources[1].file", ".."]),
        (GOOD + '[[sources]]\nfile = "a.txt"\n[[sources]]\nfile = "a.txt"\n', ["a.txt", "more than once"]),
        (GOOD + 'format = "big"\n', ["format", "'bilateral' or 'multilateral'"]),
        ("start = 2025-08-20\n", ["'title' is missing"]),
        ('title = "T"\nstart = 2025-08-20\nparties = "BLR"\n', ["parties", "list"]),
        ('title = "T\nstart = 2025\n', ["not valid TOML", "line 1"]),
        (b'title = "\xff"\n', ["not UTF-8"]),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str | bytes, words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert "workbooks/x/summit.toml" in caught.value.message
    assert caught.value.remedy
    for word in words:
        assert word in caught.value.message


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, 'title = "T"\nstart = "never"\ncountry = "Iran"\n')
    assert "start" in caught.value.message and "'IRN'" in caught.value.message


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()).title == "Talks"


def test_a_missing_file_and_an_unknown_desk_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="missing"):
        load(tmp_path / "none.toml", DeskSettings)
    with pytest.raises(SettingsError, match=r"report\.fromats"):
        validate({"report": {"fromats": ["html"]}}, DeskSettings, where="desk.toml")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip()))
def test_any_title_survives_being_written(title: str) -> None:
    settings = SummitSettings(title=title, start="2025-08", end="2025-08-20", parties=("BLR", "IRN"))
    assert SummitSettings.model_validate(tomllib.loads(to_toml(settings))) == settings


def test_a_title_that_looks_like_a_date_stays_text() -> None:
    settings = validate(
        {"title": "2025-08-20", "start": "2025-08-20", "sources": [{"file": "a.txt", "date": "2025-08-20"}]},
        SummitSettings, where="x",
    )  # fmt: skip
    assert validate(tomllib.loads(to_toml(settings)), SummitSettings, where="x") == settings
    assert "start = 2025-08-20\n" in to_toml(settings)
