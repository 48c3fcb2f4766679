"""Folders behind URLs; fsspec's store in memory stands in for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitry.bucket import Bucket, is_url
from summitry.desk import open_desk
from summitry.errors import DeskError


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("s3://bucket/desk", True),
        ("GS://bucket", True),
        ("/srv/desk", False),
        ("file:///srv/desk", False),
        ("a:b", False),
    ],
)
def test_a_url_is_told_from_a_path(text: str, url: bool) -> None:
    assert is_url(text) is url


def test_objects_are_listed_written_read_and_removed(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    bucket = Bucket("memory://desk/east/")
    file = tmp_path / "a"
    file.write_bytes(b"words")
    bucket.write({"one/a [1].txt": file, "two/b.txt": file, "../c.txt": file})
    assert list(bucket.list()) == ["one/a [1].txt", "two/b.txt"]  # nothing that leads out of the folder
    assert list(bucket.list("two")) == ["two/b.txt"]
    assert bucket.list("three") == {}
    assert bucket.list()["two/b.txt"].size == 5
    assert bucket.read(["one/a [1].txt", "gone.txt"]) == {"one/a [1].txt": b"words"}
    bucket.remove(["two/b.txt", "two/b.txt"])
    assert list(bucket.list()) == ["one/a [1].txt"]
    assert bucket.url_of("x") == "memory://desk/east/x"


def test_a_store_of_no_known_kind_is_an_error() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(DeskError, match="nosuch://bucket"):
        Bucket("nosuch://bucket")
    with pytest.raises(DeskError, match="in a bucket"):
        open_desk("s3://bucket/desk")
