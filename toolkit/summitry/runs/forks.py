"""The other end of :mod:`.forkserver`: start one, ask it for children, end it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from .forkserver import SOCKET
from .kernelapp import ENVIRONMENT

# Not on macOS: its system libraries may not be used in a fork.
AVAILABLE = hasattr(os, "fork") and hasattr(socket, "send_fds") and sys.platform != "darwin"
# The threads of numpy and Arrow cannot be forked.
_SINGLE = {
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}  # fmt: skip
SERVER = "SUMMITRY_KERNELS"  # environment variable: the socket of a kernels' server that others share
_BEGIN = 60.0  # seconds for a server to import everything, on a machine that is busy
_END = 3.0


class ForkError(Exception):
    """No child could be forked; the reason is for people."""


class ForkServer:
    """A running server for the children of ``summitry.runs.<module>``. It ends with :meth:`close` or this process."""

    def __init__(self, module: str, environment: Mapping[str, str] | None = None, **options: Any) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="summitry-"))
        self.path = str(self.folder / SOCKET)
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.path)
            listener.listen(128)  # requests queue up while it still imports
            file = listener.fileno()
            set_up = {**os.environ, **_SINGLE, **(environment or {}), "SUMMITRY_LISTENER": str(file)}
            self.process = subprocess.Popen(
                # -P: a file called json.py in the working folder is not Python's json.
                [sys.executable, "-P", "-m", "summitry.runs.forkserver", str(self.folder), module, json.dumps(options)],
                stdin=subprocess.PIPE, stdout=self._errors, stderr=self._errors, pass_fds=[file],
                start_new_session=True, env=set_up,
            )  # fmt: skip

    def fork(self, files: Sequence[int], **request: Any) -> Forked:
        """A new child; :class:`ForkError` where there is none to be had."""
        try:
            return fork(self.path, files, **request)
        except ForkError:
            if self.process.poll() is None:
                raise
            raise ForkError(self.trouble()) from None

    def trouble(self) -> str:
        """Why the server ended, by the last line that it wrote."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        why = f": {lines[-1].strip()[:200]}" if lines else ""
        return f"the process for it ended by itself with code {self.process.poll()}{why}"

    def close(self) -> None:
        """End the server and all its children."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(_END)
        except subprocess.TimeoutExpired:  # it still imports, or somebody stopped it
            self.process.kill()
            self.process.wait()
        self._errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def kernel_server(
    environment: Mapping[str, str] | None = None, desk: str | None = None, *, debugger: bool = False
) -> ForkServer:
    """Start a process that kernels are forked from; a report's kernel has no use for a debugger."""
    return ForkServer("kernelapp", {**ENVIRONMENT, **(environment or {})}, desk=desk, debugger=debugger)


class Forked:
    """A forked child, with the methods of :class:`subprocess.Popen` that its users call."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._data = b""
        self.pid = 0
        self.returncode: int | None = None
        self.said: dict[str, Any] = {}

    def fileno(self) -> int:
        return self._connection.fileno()

    def hear(self, timeout: float | None = 0) -> bool:
        """Take in what there is to hear, waiting so long for something; whether there was anything."""
        if self.returncode is not None or not select.select([self._connection], [], [], timeout)[0]:
            return False
        try:
            got = self._connection.recv(65536)
        except ConnectionError:
            got = b""
        if not got:
            self._over(-signal.SIGKILL)
            return True
        *lines, self._data = (self._data + got).split(b"\n")
        for line in lines:
            message = json.loads(line)
            self.pid = message.get("pid", self.pid)
            self.said |= message
            if "exit" in message:
                self._over(message["exit"])
        return True

    def poll(self) -> int | None:
        while self.hear():
            pass
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        end = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("a forked process", timeout or 0)
            self.hear(None if end is None else max(0, end - time.monotonic()))
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None and self.pid:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Let go of the child, which ends it if it still runs."""
        if self.returncode is None:
            self._over(-signal.SIGKILL)

    def _over(self, code: int) -> None:
        self.returncode = code
        self._connection.close()


def fork(path: str, files: Sequence[int], **request: Any) -> Forked:
    """Ask the server at ``path``; returns once the child is there."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(path)
        data = json.dumps(request).encode() + b"\n"
        sent = socket.send_fds(connection, [data], list(files))
        connection.sendall(data[sent:])
    except OSError as error:
        connection.close()
        raise ForkError(f"the process for it does not answer ({error.strerror or error})") from None
    child = Forked(connection)
    end = time.monotonic() + _BEGIN
    while child.returncode is None and not child.pid and "refused" not in child.said and time.monotonic() < end:
        child.hear(end - time.monotonic())
    if child.pid:
        return child
    child.close()
    raise ForkError(f"the process for it gave nothing: {child.said.get('refused', 'it is gone')}")
