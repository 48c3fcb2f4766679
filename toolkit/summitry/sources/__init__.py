"""Sources: bytes of any kind -> :class:`~summitry.model.Source`, text and metadata.

One module per kind; the table below names them by suffix. Readers are imported when first needed, since HTML, PDF and
Word readers cost up to half a second each.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from summitry.errors import SourceError
from summitry.model import Source
from summitry.sources import language
from summitry.sources.content import Content

MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Reader:
    """A function ``(raw bytes, file name) -> Content`` by where it stands."""

    module: str
    function: str = "read"

    def __call__(self, raw: bytes, file: str) -> Content:
        content: Content = getattr(import_module(f"summitry.sources.{self.module}"), self.function)(raw, file)
        return content


READERS: dict[str, Reader] = {
    ".txt": Reader("plain"),
    ".md": Reader("plain", "read_markdown"),
    ".html": Reader("html"),
    ".htm": Reader("html"),
    ".pdf": Reader("pdf"),
    ".docx": Reader("docx"),
    ".eml": Reader("mail"),
}


def suffixes() -> tuple[str, ...]:
    """The file name suffixes that can be read."""
    return tuple(READERS)


def read_source(path: Path, *, data: bytes | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """Read the file at ``path`` (or ``data``, as if it stood there) into a source.

    The reader is chosen by suffix. ``source_id`` is derived from the raw bytes; metadata is what the file itself says;
    a text in another language than English carries a ``note``. Raises :class:`SourceError` for a file that is missing,
    of an unknown kind, too large, damaged, encrypted, or without text, and nothing else.
    """
    path = Path(path)
    if data is None and path.is_dir():
        raise SourceError(f"{path} is a folder, not a file", "Name the files in it.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(f"{path.name} is of a kind that cannot be read", f"Save it as one of: {', '.join(READERS)}.")
    raw = _bytes(path, max_bytes) if data is None else data
    if len(raw) > max_bytes:
        raise _too_large(path, len(raw), max_bytes)
    if not raw.strip():
        raise SourceError(f"{path.name} is empty", "Save the coverage again, or remove the file.")
    try:
        content = reader(raw, path.name)
    except SourceError:
        raise
    except (Exception, RecursionError) as error:  # a damaged or hostile file may make a parser fail in any way
        detail = f"{path.name} is damaged and cannot be read ({type(error).__name__})"
        raise SourceError(detail, "Fetch the file again, or save its text as .txt.") from error
    if not content.text[content.body :].replace("\ufeff", "").strip():
        raise SourceError(f"{path.name} holds no text", "Save the coverage again, or remove the file.")
    return _source(path.name, raw, content)


def _bytes(path: Path, max_bytes: int) -> bytes:
    """The file's bytes; its size is looked at first, so that a huge file is refused without being read."""
    try:
        if not path.is_file():
            problem = "is not a regular file" if path.exists() else "does not exist"
            raise SourceError(f"{path} {problem}", "Check the name and the folder.")
        if (size := path.stat().st_size) > max_bytes:
            raise _too_large(path, size, max_bytes)
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{path} cannot be read: {reason}", "Check its permissions and the disk.") from error


def _too_large(path: Path, size: int, max_bytes: int) -> SourceError:
    return SourceError(
        f"{path.name} is too large: {size / 1e6:.1f} MB, at most {max_bytes / 1e6:g} MB are read",
        "Split it into parts, or trim it to the coverage itself.",
    )


def _source(file: str, raw: bytes, content: Content) -> Source:
    spoken = content.language or language.detect(content.text[content.body :])
    return Source(
        source_id="src-" + hashlib.sha256(raw).hexdigest()[:12],
        file=file,
        text=content.text,
        outlet=content.outlet,
        title=content.title,
        published=content.published,
        retrieved=content.retrieved,
        url=content.url,
        language=spoken,
        body=content.body,
        pages=content.pages,
        note=language.note(spoken),
        warnings=content.warnings,
    )
