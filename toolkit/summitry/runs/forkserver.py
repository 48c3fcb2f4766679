"""A process that has imported everything once, and forks a ready child for whoever asks.

``python -m summitry.runs.forkserver FOLDER MODULE`` imports ``summitry.runs.MODULE``, calls its ``preload()``, and then
serves the socket in FOLDER: a request is one line of JSON with three open files, the child's standard streams; the
child is a fork that calls ``MODULE.child(request, connection)``. Every fork happens in a process with one thread, no
event loop and no socket of ZeroMQ's; where preloading left a second thread, the server refuses to serve.

One connection belongs to one child. Who asked is told the child's process id, what the child itself says, and its exit
code. Who closes the connection, by intention or by dying, ends the child and its process group. When the server's
standard input closes (its owner is gone) or the server dies, all its children are ended.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import importlib
import json
import os
import select
import selectors
import shutil
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOCKET = "socket"
_PDEATHSIG = 1  # prctl(2)
_LINE = 4_000_000  # the longest request: an environment


@dataclass(slots=True)
class _Child:
    pid: int
    connection: socket.socket


class Server:
    """The loop of a fork server; :meth:`serve` returns when its owner is gone."""

    def __init__(self, listener: socket.socket, module: Any) -> None:
        self._listener = listener
        self._module = module
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, _Child] = {}

    def serve(self) -> None:
        awake, wake = socket.socketpair()
        awake.setblocking(False)
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's business
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self._selector.register(awake, selectors.EVENT_READ, "child")
        self._selector.register(0, selectors.EVENT_READ, "owner")
        self._selector.register(self._listener, selectors.EVENT_READ, "asked")
        while True:
            for key, _ in self._selector.select():
                if key.data == "owner":
                    if not os.read(0, 1024):
                        return self._end()
                elif key.data == "child":
                    with contextlib.suppress(BlockingIOError):
                        awake.recv(4096)
                    self._reap()
                elif key.data == "asked":
                    self._answer()
                elif key.data in self._children:
                    self._hear(self._children[key.data])

    def _answer(self) -> None:
        """Take a request and fork."""
        connection, _ = self._listener.accept()
        files: list[int] = []
        try:
            connection.settimeout(10)
            line, files = _receive(connection)
            request = json.loads(line)
            pid = os.fork()
            if pid == 0:
                self._be_child(request, files, connection)
            self._children[pid] = _Child(pid, connection)
            connection.setblocking(False)
            self._selector.register(connection, selectors.EVENT_READ, pid)
            _tell(connection, {"pid": pid})
        except (OSError, ValueError) as error:
            _tell(connection, {"refused": str(error)})
            connection.close()
        finally:
            for file in files:
                os.close(file)

    def _be_child(self, request: dict[str, Any], files: list[int], connection: socket.socket) -> None:
        """What the fork does; never returns."""
        code = 1
        parent = os.getppid()
        try:
            die_with(parent)
            os.setsid()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            if hasattr(signal, "SIGIO"):
                signal.signal(signal.SIGIO, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            for key in list(self._selector.get_map().values()):  # the server's own, and other children's
                if key.fd > 2:
                    with contextlib.suppress(OSError):
                        os.close(key.fd)
            for number, file in enumerate(files):
                os.dup2(file, number)
                os.close(file)
            gc.enable()
            os.chdir(request.get("cwd") or "/")
            os.environ.clear()
            os.environ.update(request["env"])
            if hasattr(time, "tzset"):
                time.tzset()
            connection.settimeout(None)
            self._module.child(request, connection)
            code = 0
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(error.code is not None)
        except BaseException:
            with contextlib.suppress(Exception):
                traceback.print_exc()
        finally:
            with contextlib.suppress(BaseException):
                atexit._run_exitfuncs()
            with contextlib.suppress(BaseException):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _hear(self, child: _Child) -> None:
        """Nothing is ever said here: what can be read is the end, and the end of the connection is the child's."""
        with contextlib.suppress(BlockingIOError):
            try:
                if child.connection.recv(1024):
                    return
            except ConnectionError:
                pass
            self._selector.unregister(child.connection)
            end_group(child.pid)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            child = self._children.pop(pid, None)
            if child is not None:
                end_group(pid)  # what it started and left behind
                with contextlib.suppress(KeyError, ValueError):
                    self._selector.unregister(child.connection)
                _tell(child.connection, {"exit": os.waitstatus_to_exitcode(status)})
                child.connection.close()

    def _end(self) -> None:
        for child in self._children.values():
            end_group(child.pid)


def end_group(pid: int) -> None:
    """Kill a child and all that it started. The child leads its group, or is about to."""
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)


def die_with(parent: int) -> None:
    """Have the system kill this process when its parent ends, where it can (Linux); elsewhere others watch."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended a moment ago
            os._exit(1)


def threads() -> int:
    """How many threads of the operating system this process has, those of libraries counted."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _receive(connection: socket.socket) -> tuple[bytes, list[int]]:
    data, files, _, _ = socket.recv_fds(connection, 65536, 3)
    while not data.endswith(b"\n"):
        more = connection.recv(65536)
        if not more or len(data) > _LINE:
            raise ValueError("no whole request came")
        data += more
    return data, list(files)


def _tell(connection: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more
        connection.sendall(json.dumps(message).encode() + b"\n")


@contextlib.contextmanager
def _ending_with_owner(folder: str) -> Iterator[None]:
    """End at once, where the system can say so, when the owner is gone: imports take seconds on a busy machine."""
    if not hasattr(signal, "SIGIO"):
        yield
        return
    import fcntl

    def look(*_: object) -> None:
        if select.select([0], [], [], 0)[0] and not os.read(0, 1024):
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)

    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    signal.signal(signal.SIGIO, look)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC)
    look()
    try:
        yield
    finally:
        fcntl.fcntl(0, fcntl.F_SETFL, flags)
        signal.signal(signal.SIGIO, signal.SIG_IGN)


def main(folder: str, name: str, options: str) -> None:
    listener = socket.socket(fileno=int(os.environ.pop("SUMMITRY_LISTENER")))
    gc.disable()  # a seventh of the time that imports take is spent on looking for garbage among what stays
    try:
        with _ending_with_owner(folder):
            module = importlib.import_module(f"summitry.runs.{name}")
            module.preload(json.loads(options))
        gc.freeze()  # a collection in a child would copy every page of what is shared
        if threads() != 1:
            raise SystemExit("preloading started a thread, so nothing can be forked here")
        Server(listener, module).serve()
    finally:
        if os.getpid() == _SELF:
            shutil.rmtree(folder, ignore_errors=True)


_SELF = os.getpid()

if __name__ == "__main__":
    main(*sys.argv[1:])
