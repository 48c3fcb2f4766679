"""A folder behind an fsspec URL, such as ``s3://bucket/desk``: listed, read and written in whole objects.

Nothing is cached between calls, so that what somebody else wrote a moment ago is seen. One object is put, read or
removed per request, many requests at once; names are taken as they are (fsspec's calls for many files at once would
read ``a[1].txt`` as a pattern).
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from .errors import DeskError, RunError, SummitryError

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_AT_ONCE = 32  # requests
_CHECK = "Check the address, the credentials and the network."
_MARKS = ("ETag", "etag", "md5Hash", "crc32c")
_TIMES = ("LastModified", "last_modified", "updated", "modified", "mtime", "created")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """An object in a listing. ``mark`` differs where the bytes do ("" where the store tells none); ``at`` is in seconds
    since 1970."""

    size: int
    mark: str
    at: float


def is_url(text: str) -> bool:
    """Whether a desk's address is a URL and not a path; ``file://`` is a path in another spelling."""
    found = _URL.match(text)
    return found is not None and found[1].lower() not in ("file", "local")


@functools.cache
def open_bucket(url: str) -> Bucket:
    """The folder at ``url``; one per process, as setting up a client takes a third of a second.

    Raises :class:`DeskError` where the package for that kind of store is not installed.
    """
    return Bucket(url)


class Bucket:
    """See :func:`open_bucket`. Names are relative to the folder, with ``/``. May be used by several threads at once.

    What cannot be read raises :class:`DeskError`, what cannot be written :class:`RunError`.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        kind = self.url.split("://")[0]
        try:
            from fsspec.core import url_to_fs

            # With more than one, s3fs asks for each object's size before it reads it.
            options = {"max_concurrency": 1} if kind in ("s3", "s3a") else {}
            self._fs, root = url_to_fs(self.url, use_listings_cache=False, skip_instance_cache=True, **options)
        except ImportError:
            package, extra = ("s3fs", "s3") if kind in ("s3", "s3a") else (f"fsspec's package for {kind}://", "")
            install = f'Install it: pip install "summitry[{extra}]"' if extra else "Install it with pip."
            raise DeskError(f"{self.url} needs {package}, which is not installed.", install) from None
        except ValueError as error:
            raise DeskError(
                f"{self.url}: {one_line(error)}.", "Name a folder, or a URL such as s3://bucket/desk."
            ) from None
        self._root = root.rstrip("/")

    def url_of(self, name: str) -> str:
        """The URL of an object, for people."""
        return f"{self.url}/{name}"

    def list(self, folder: str = "") -> dict[str, Item]:
        """All objects under ``folder``, by name, in order; names that cannot be files on a disk are left out."""
        with self._reading():
            try:
                found = self._fs.find(self._path(folder) if folder else self._root, detail=True)
            except FileNotFoundError:
                if folder:
                    return {}
                raise
        start = len(self._root) + 1
        named = {path[start:]: info for path, info in found.items()}
        return {name: _item(info) for name, info in sorted(named.items()) if _is_file(name)}

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """The bytes of each object; one that is not there (any more) is left out."""

        def one(name: str) -> tuple[str, bytes | None]:
            try:
                return name, self._fs.cat_file(self._path(name))
            except FileNotFoundError:
                return name, None

        with self._reading():
            return {name: data for name, data in _at_once(one, names) if data is not None}

    def write(self, files: Mapping[str, Path]) -> None:
        """Put each file under its name, whole or not at all; in no order."""
        with self._writing():
            _at_once(lambda name: self._fs.put_file(str(files[name]), self._path(name)), files)

    def remove(self, names: Iterable[str]) -> None:
        """Remove objects that may be there."""

        def one(name: str) -> None:
            with contextlib.suppress(FileNotFoundError):
                self._fs.rm_file(self._path(name))

        with self._writing():
            _at_once(one, names)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except SummitryError:
            raise
        except Exception as error:  # each store has its own
            raise DeskError(f"{self.url} cannot be read: {one_line(error)}", _CHECK) from None

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise RunError(f"{self.url} cannot be written: {one_line(error)}", _CHECK) from None


def one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _at_once(do: Callable[[str], T], names: Iterable[str]) -> list[T]:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(do, names))


def _item(info: Mapping[str, Any]) -> Item:
    at = next((_seconds(info[key]) for key in _TIMES if info.get(key)), 0.0)
    mark = next((str(info[key]) for key in _MARKS if info.get(key)), "")
    return Item(int(info.get("size") or 0), mark, at)


def _seconds(time: Any) -> float:
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time)
        except ValueError:
            return 0.0
    if isinstance(time, datetime):
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    return float(time) if isinstance(time, int | float) else 0.0


def _is_file(name: str) -> bool:
    parts = name.split("/")
    return "\0" not in name and all(part not in ("", ".", "..") and len(part.encode()) < 256 for part in parts)
