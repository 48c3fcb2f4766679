"""Files on disk: written whole or not at all, and never outside their folder."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from summitry.errors import DeskError

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_NAME_BYTES = 150  # well under the 255 that file systems allow, leaving room for a number and a temporary suffix


def write_atomic(path: Path, data: bytes | str, *, replace: bool = True) -> None:
    """Write ``data`` (text as UTF-8) to ``path`` so that a reader sees the old file or the whole new one, never a part.

    With ``replace=False`` an existing file is left alone and ``FileExistsError`` is raised. ``OSError`` passes through;
    the temporary file is removed in every case.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        if replace:
            temporary.replace(path)
        else:
            _publish(temporary, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
    sync_folder(path.parent)


def _publish(temporary: Path, path: Path) -> None:
    """Give ``temporary`` its name without replacing anything: a hard link fails where the name is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: a small race remains
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)


def _mode(path: Path) -> int:
    """The permissions of the file to be replaced, or what the umask gives a new one (mkstemp's own are 0600)."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets folders be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def checked_id(text: str) -> str:
    """``text`` if it can be a summit id (lower-case letters, digits, hyphens; at most 80), else :class:`DeskError`."""
    if isinstance(text, str) and _ID.fullmatch(text):
        return text
    shown = repr(text if len(str(text)) <= 60 else f"{str(text)[:60]}…")
    raise DeskError(
        f"{shown} cannot be a summit id: ids hold lower-case letters, digits and hyphens, at most 80 of them.",
        f"Use an id like {slug(str(text))!r}.",
    )


def slug(text: str) -> str:
    """A summit id made from any text: ASCII, lower case, words joined by hyphens."""
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(text[:400]).lower())
    return "-".join(words)[:80].strip("-") or "2025-08-20-minsk"


def safe_name(name: str) -> str:
    """A file name that is safe on every system, as near as possible to ``name``, with its suffix kept."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    text = re.sub(r"[^\w.()+,&' -]+", "-", text).strip(" .-")
    stem, dot, suffix = text.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, suffix = text, ""
    short = stem.encode("utf-8")[:_NAME_BYTES].decode("utf-8", "ignore").strip(" .-") or "source"
    return f"{short}.{suffix}" if suffix else short


def inside(root: Path, *parts: str | Path) -> Path:
    """``root / parts``, resolved through links; :class:`DeskError` where that leaves ``root``."""
    base = root.resolve()
    try:
        path = base.joinpath(*parts).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a null byte
        raise DeskError(f"{Path(*parts)!s} is not a usable path in {root}: {error}", "Rename or remove it.") from None
    if not path.is_relative_to(base):
        raise DeskError(
            f"{Path(*parts)!s} leads out of {root}.", "Copy the file into the folder instead of linking to it."
        )
    return path
