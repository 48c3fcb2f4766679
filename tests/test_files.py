"""Files are written whole or not at all, ids and names stay inside their folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import DeskError
from summitry.files import checked_id, inside, safe_name, slug, write_atomic


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomic(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_write_keeps_bytes_and_permissions(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "a.txt"
    write_atomic(target, b"\xff\r\n")
    assert target.read_bytes() == b"\xff\r\n"
    target.chmod(0o640)
    write_atomic(target, "Łódź")
    assert target.read_text(encoding="utf-8") == "Łódź"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_without_replace_an_existing_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_atomic(target, "first", replace=False)
    with pytest.raises(FileExistsError):
        write_atomic(target, "second", replace=False)
    assert target.read_text() == "first"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "text",
    ["", "..", "../x", "a/b", "a\\b", "{id}", "a b", "/etc", "Minsk", "-a", "a\n", "a\0b", "ą", "a" * 81, "a.b"],
)
def test_ids_that_could_leave_their_folder_are_refused_with_a_usable_one(text: str) -> None:
    with pytest.raises(DeskError) as caught:
        checked_id(text)
    suggested = caught.value.remedy.split("'")[1]
    assert checked_id(suggested) == suggested


def test_a_slug_keeps_what_it_can() -> None:
    assert slug("2025-08-20 Мінск/{visit}") == "2025-08-20-minsk-visit"


@given(st.text())
def test_any_text_has_a_slug_and_a_safe_name(text: str) -> None:
    assert checked_id(slug(text)) == slug(text)
    name = safe_name(text)
    assert name not in {"", ".", ".."} and not set("/\\\0{}\n") & set(name)
    assert not name.startswith((".", "-")) and len(name.encode()) < 255


def test_safe_name_keeps_an_ordinary_name() -> None:
    assert safe_name("BelTA, 20 Aug (1).html") == "BelTA, 20 Aug (1).html"
    assert safe_name("../../etc/.bashrc") == "bashrc"
    assert safe_name("x" * 400 + ".pdf").endswith("x.pdf")


def test_inside_refuses_parents_absolute_paths_and_links(tmp_path: Path) -> None:
    root = tmp_path / "sources"
    root.mkdir()
    (root / "link").symlink_to("/etc/passwd")
    (root / "loop").symlink_to(root / "loop")
    assert inside(root, "a", "b.txt") == root.resolve() / "a" / "b.txt"
    for part in ("../x", "/etc/passwd", "link", "a\0b"):
        with pytest.raises(DeskError):
            inside(root, part)
