"""Whatever the bytes, a source or an error that names the file and a remedy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.errors import SourceError
from summitry.model import Evidence
from summitry.sources import MAX_BYTES, READERS, read_source, suffixes


def _refused(path: Path, **kwargs) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source(path, **kwargs)
    assert path.name in caught.value.message and caught.value.remedy
    return caught.value


def test_missing_folder_and_unknown_kind(tmp_path):
    assert "does not exist" in _refused(tmp_path / "none.txt").message
    (tmp_path / "folder.txt").mkdir()
    assert "folder" in _refused(tmp_path / "folder.txt").message
    (tmp_path / "a.xyz").write_text("words")
    assert all(suffix in _refused(tmp_path / "a.xyz").remedy for suffix in suffixes())


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("raw", [b"", b" \r\n\t "])
def test_empty(tmp_path, suffix, raw):
    assert "empty" in _refused(tmp_path / f"a{suffix}", data=raw).message


def test_blank_in_another_encoding(tmp_path):
    assert "no text" in _refused(tmp_path / "a.txt", data=b"\xef\xbb\xbf \n").message


def test_too_large_is_refused_by_size(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 2_000_000)
    error = _refused(path)
    assert "12.0 MB" in error.message and "10 MB" in error.message
    assert "Split" in error.remedy
    assert "too large" in _refused(tmp_path / "a.txt", data=b"words", max_bytes=3).message


def test_unreadable(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("words")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in _refused(path).message


def test_suffix_in_capitals_and_same_bytes_same_id(tmp_path):
    path = tmp_path / "A.TXT"
    path.write_text("They met.")
    source = read_source(path)
    assert source.file == "A.TXT"
    assert source.source_id == read_source(tmp_path / "b.md", data=b"They met.").source_id


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        st.tuples(
            st.sampled_from(
                [b"%PDF-1.4\n1 0 obj <<", b"PK\x03\x04", b"Subject: x\nContent-Type: ", b"<p>", b"---\n", b"\xff\xfe"]
            ),
            st.binary(max_size=200),
        ).map(b"".join),
    )
)
def test_random_bytes_never_escape_as_another_error(suffix, raw):
    try:
        source = read_source(Path(f"a{suffix}"), data=raw)
    except SourceError as error:
        assert error.message and error.remedy
        return
    assert source.text.strip()
    assert 0 <= source.body <= len(source.text)
    assert list(source.pages) == sorted(source.pages) and all(0 <= page <= len(source.text) for page in source.pages)
    evidence = Evidence.of(source, 0, len(source.text))
    assert evidence.exact == source.text
    source.text.encode("utf-8")  # no lone surrogate: reports and CSV files are written as UTF-8


@pytest.mark.parametrize("raw", [b"\x00\x85", b"\xef\xbb\xbf \xc2\xa0\n", b"\x1c\x1d"])
def test_a_file_of_blanks_of_any_kind_holds_no_text(raw):
    with pytest.raises(SourceError, match=r"holds no text|is empty|not a text"):
        read_source(Path("a.txt"), data=raw)


def test_heavy_readers_are_imported_only_when_needed():
    heavy = "trafilatura, pypdf, docx, lxml, charset_normalizer, pandas"
    code = (
        "import sys\nfrom pathlib import Path\nfrom summitry.sources import read_source\n"
        "read_source(Path('a.txt'), data=b'They met in the palace.')\n"
        f"print([m for m in '{heavy}'.split(', ') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
