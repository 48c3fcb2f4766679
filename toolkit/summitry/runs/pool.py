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
from pathlib import Path
from typing import IO, Any

from . import kernels
from .forks import AVAILABLE, ForkError, ForkServer
from .plan import Job

_GRACE = 3.0  # seconds for a worker to write down how far its notebook got


class Pool:
    """Starts workers. ``messages`` gets ``(worker, message)``, and ``(worker, None)`` once when a worker has ended.

    Others may put ``(None, None)`` there, to wake up whoever waits.
    """

    def __init__(self, desk: Path) -> None:
        self._desk = desk
        self.messages: queue.Queue[tuple[Worker | None, dict[str, Any] | None]] = queue.Queue()
        self._servers: list[ForkServer] = []
        self._kernels = self._workers = None
        self.workers: list[Worker] = []
        if AVAILABLE:
            environment = {"PYTHONUTF8": "1"}
            with contextlib.suppress(OSError):  # without them everything works, only slower
                self._kernels = kernels.server(environment, str(desk))
                self._servers.append(self._kernels)
                self._workers = ForkServer("worker", environment)
                self._servers.append(self._workers)

    def start(self) -> Worker:
        """A new worker."""
        worker = Worker(self._desk, self._workers, self._kernels, self.messages)
        self.workers.append(worker)
        return worker

    def close(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end(0)
        for server in self._servers:
            server.close()


class Worker:
    """One worker process, and the job that it is at."""

    def __init__(
        self, desk: Path, server: ForkServer | None, kernel_server: ForkServer | None, messages: queue.Queue[Any]
    ) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the worker ends
        read_orders, self._orders = os.pipe()
        self._results, write_results = os.pipe()
        environment = {**os.environ, "PYTHONUTF8": "1"}
        environment |= {kernels.SERVER: kernel_server.path} if kernel_server else {}
        files = [read_orders, write_results, self._errors.fileno()]
        try:
            self._process: Any = None
            if server is not None:
                with contextlib.suppress(ForkError):
                    self._process = server.fork(files, env=environment, cwd=str(desk))
            if self._process is None:
                self._process = subprocess.Popen(
                    # -P: a file called json.py in the desk is not Python's json.
                    [sys.executable, "-P", "-m", "summitry.runs.worker"], env=environment, cwd=desk,
                    stdin=files[0], stdout=files[1], stderr=files[2], start_new_session=True,
                )  # fmt: skip
        finally:
            os.close(read_orders)
            os.close(write_results)
        threading.Thread(target=self._listen, args=(messages,), daemon=True).start()

    def order(self, job: Job, part: Path) -> None:
        """Have the worker make a report in ``part``. One that has just ended is heard of in the messages."""
        line = json.dumps({"job": json.loads(job.to_json()), "part": str(part)}) + "\n"
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
