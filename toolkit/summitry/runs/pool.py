"""The processes of a batch: long-lived workers, and the warm process that their kernels are forked from."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection
from pathlib import Path
from typing import IO, Any

from .forks import AVAILABLE, SERVER, ForkError, ForkServer, kernel_server
from .plan import Job

_GRACE = 3.0  # seconds for a worker to write down how far its notebook got


class Servers:
    """The warm processes that workers and kernels are forked from; several pools may share them.

    What writes ``formats`` is loaded once, for all workers; another format is loaded by the worker that needs it.
    """

    def __init__(self, desk: Path | None = None, formats: Collection[str] = ()) -> None:
        self.kernels: ForkServer | None = None
        self.workers: ForkServer | None = None
        if AVAILABLE:
            environment = {"PYTHONUTF8": "1"}
            with contextlib.suppress(OSError):  # without them everything works, only slower
                self.kernels = kernel_server(environment, str(desk) if desk else None)
                self.workers = ForkServer("worker", environment, formats=sorted(formats))

    def close(self) -> None:
        """End them, and all that was forked from them."""
        for server in (self.kernels, self.workers):
            if server is not None:
                server.close()


class Pool:
    """Starts workers. ``messages`` gets ``(worker, message)``, and ``(worker, None)`` once when a worker has ended.

    Others may put ``(None, None)`` there, to wake up whoever waits. ``folder`` is where workers stand, as a rule the
    desk. A pool that is given its servers leaves them running when it is closed.
    """

    def __init__(self, folder: Path, servers: Servers | None = None, formats: Collection[str] = ()) -> None:
        self._folder = folder
        self._servers = servers or Servers(folder, formats)
        self._shared = servers is not None
        self.messages: queue.Queue[tuple[Worker | None, dict[str, Any] | None]] = queue.Queue()
        self.workers: list[Worker] = []
        self.idle: list[Worker] = []

    def take(self) -> Worker:
        """A worker that has nothing to do, or a new one. Whoever is done with it puts it into ``idle``."""
        if self.idle:
            return self.idle.pop()
        worker = Worker(self._folder, self._servers.workers, self._servers.kernels, self.messages)
        self.workers.append(worker)
        return worker

    def drop(self, worker: Worker) -> None:
        """Forget a worker that has ended."""
        for known in (self.workers, self.idle):
            if worker in known:
                known.remove(worker)

    def close(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end(0)
        if not self._shared:
            self._servers.close()


class Worker:
    """One worker process, and the job that it is at."""

    def __init__(
        self, folder: Path, server: ForkServer | None, kernels: ForkServer | None, messages: queue.Queue[Any]
    ) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the worker ends
        read_orders, self._orders = os.pipe()
        self._results, write_results = os.pipe()
        environment = {**os.environ, "PYTHONUTF8": "1"}
        environment |= {SERVER: kernels.path} if kernels else {}
        files = [read_orders, write_results, self._errors.fileno()]
        try:
            self._process: Any = None
            if server is not None:
                with contextlib.suppress(ForkError):
                    self._process = server.fork(files, env=environment, cwd=str(folder))
            if self._process is None:
                self._process = subprocess.Popen(
                    # -P: a file called json.py in the desk is not Python's json.
                    [sys.executable, "-P", "-m", "summitry.runs.worker"], env=environment, cwd=folder,
                    stdin=files[0], stdout=files[1], stderr=files[2], start_new_session=True,
                )  # fmt: skip
        finally:
            os.close(read_orders)
            os.close(write_results)
        threading.Thread(target=self._listen, args=(messages,), daemon=True).start()

    def order(self, job: Job, part: Path, only: Collection[str] = ()) -> None:
        """Have the worker make a report in ``part``, or ``only`` some formats of it from the notebook that stands.

        One that has just ended is heard of in the messages.
        """
        line = json.dumps({"job": json.loads(job.to_json()), "part": str(part), "only": list(only)}) + "\n"
        with contextlib.suppress(OSError):
            data = line.encode()
            while data:
                data = data[os.write(self._orders, data) :]

    def end(self, grace: float = _GRACE) -> None:
        """End the worker and its kernel; with some grace, it writes down how far its notebook got."""
        if self._process.poll() is None:
            try:
                if grace:
                    self._process.terminate()
                    self._process.wait(grace)
            except subprocess.TimeoutExpired:
                pass
            with contextlib.suppress(OSError):
                self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
        if self._orders >= 0:
            os.close(self._orders)
            self._orders = -1

    def fate(self) -> str:
        """How it ended, for people."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        self._errors.seek(0)
        return f"with code {self._process.poll()}{last_line(self._errors.read().decode('utf-8', 'replace'))}"

    def _listen(self, messages: queue.Queue[Any]) -> None:
        with os.fdopen(self._results, "rb") as results, contextlib.suppress(OSError, ValueError):
            for line in results:
                messages.put((self, json.loads(line)))
        messages.put((self, None))


def last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return f": {lines[-1].strip()[:200]}" if lines else ""
