"""Run one job in a process of its own, and put what it made in place only when it is whole.

A report's process and kernel die with it, on time-out, on interrupt and when this process is killed. Until the end
everything is made in a hidden folder beside the report; a job that fails leaves the last good report as it was and its
own notebook as ``<template>.failed.ipynb``.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from ..errors import RunError
from .plan import Job, Outcome, State, one_line
from .worker import DATA, KERNEL, LOG, NOTEBOOK, RESULT, first_line, kill_group

TIMEOUT = 900.0  # seconds; a report takes a few
POLL = 0.05
_GRACE = 3.0


def run(job: Job, timeout: float = TIMEOUT) -> Outcome:
    """Run one job to its end. Every failure is an :class:`Outcome`; only an interrupt passes through."""
    execution = Execution(job, timeout)
    try:
        while (outcome := execution.poll()) is None:
            time.sleep(POLL)
        return outcome
    finally:
        execution.stop()


class Execution:
    """One job on its way: :meth:`poll` it until it gives an outcome, then :meth:`stop` it in every case.

    Two runs may want to make the same report at once: the second waits for the first.
    """

    def __init__(self, job: Job, timeout: float = TIMEOUT) -> None:
        from filelock import FileLock

        self.job = job
        self.timeout = timeout
        self._begun = time.monotonic()
        self._lock = FileLock(lock_path(job, job.template))
        self._process: subprocess.Popen[bytes] | None = None

    def poll(self) -> Outcome | None:
        """The outcome, once there is one. Starts the job as soon as nobody else is making the same report."""
        try:
            if self._process is None:
                self._start()
            elif self._process.poll() is not None:
                return self._finish()
            if self._seconds() <= self.timeout:
                return None
            waited = self._process is None
            self._kill()
            reason = "another run was still making this report" if waited else self._where()
            return self._failed(f"Stopped after {self.timeout:g} s: {reason}.")
        except OSError as error:
            self._kill()
            where = error.filename or self.job.folder
            return self._outcome("failed", f"{where}: {error.strerror or error}.")
        except RunError as error:
            return self._outcome("failed", one_line(error))

    def stop(self) -> None:
        """End the job's processes, remove what it left half made, let others have the report."""
        self._kill()
        if self._lock.is_locked:
            shutil.rmtree(self.job.part, ignore_errors=True)
            self._lock.release()

    def _start(self) -> None:
        from filelock import Timeout

        job = self.job
        lock_path(job, job.template).parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return
        self._begun = time.monotonic()
        shutil.rmtree(job.part, ignore_errors=True)  # what a killed run left: nobody else holds the lock
        job.part.mkdir(parents=True)
        with (job.part / LOG).open("wb") as log:
            self._process = subprocess.Popen(
                # -P: a file called json.py in the desk is not Python's json.
                [sys.executable, "-P", "-m", "summitry.runs.worker"],
                stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT,
                cwd=job.desk, env=_environment(job), start_new_session=True,
            )  # fmt: skip
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # a worker that dies at once is seen by the next poll
            self._process.stdin.write(job.to_json().encode() + b"\n")
            self._process.stdin.flush()

    def _finish(self) -> Outcome:
        assert self._process is not None
        self._kill()
        try:
            reason = json.loads((self.job.part / RESULT).read_text(encoding="utf-8"))["reason"]
        except (OSError, ValueError, KeyError):
            reason = f"Its process ended by itself with code {self._process.returncode}{_last_line(self._log())}."
        return self._failed(reason) if reason else self._publish()

    def _publish(self) -> Outcome:
        """Move what was made into place: data first, the report last, so that a reader never sees a report without."""
        from filelock import FileLock

        job, part = self.job, self.job.part
        with FileLock(lock_path(job)):
            (job.folder / DATA).mkdir(exist_ok=True)
            for file in sorted((part / DATA).iterdir()):
                _move(file, job.folder / DATA / file.name)
        _move(part / NOTEBOOK, job.output("ipynb"))
        if "html" in job.formats:
            _move(part / f"{job.template}.html", job.output("html"))
        _sync(job.folder)
        job.output("failed.ipynb").unlink(missing_ok=True)
        return self._outcome("done", outputs=tuple(job.output(name) for name in job.formats))

    def _failed(self, reason: str) -> Outcome:
        """Keep the notebook for whoever looks into it, unless it was cut off in the middle of a write."""
        with contextlib.suppress(OSError, ValueError):
            json.loads((self.job.part / NOTEBOOK).read_bytes())
            _move(self.job.part / NOTEBOOK, self.job.output("failed.ipynb"))
        return self._outcome("failed", reason)

    def _outcome(self, state: State, reason: str = "", outputs: tuple[Path, ...] = ()) -> Outcome:
        return Outcome(self.job, state, reason, self._seconds(), outputs, self._log())

    def _kill(self) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.terminate()  # the worker ends its kernel, then itself
            try:
                self._process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                kill_group(self._process.pid)
                self._process.wait()
        if not (self.job.part / RESULT).exists():  # the worker did not get to end its kernel, or only perhaps
            with contextlib.suppress(OSError, ValueError):
                kill_group(int((self.job.part / KERNEL).read_text(encoding="ascii")))
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _where(self) -> str:
        """Which cell was running, by the notebook that the worker kept."""
        try:
            cells = json.loads((self.job.part / NOTEBOOK).read_bytes())["cells"]
            source = next(c["source"] for c in cells if c["metadata"]["papermill"].get("status") == "running")
            return f"still running: {first_line(source)}"
        except (OSError, ValueError, KeyError, TypeError, StopIteration):
            return "still running"

    def _seconds(self) -> float:
        return time.monotonic() - self._begun

    def _log(self) -> str:
        try:
            return (self.job.part / LOG).read_text(encoding="utf-8", errors="replace")[-20_000:]
        except OSError:
            return ""


def lock_path(job: Job, template: str = "") -> Path:
    """The lock of one report, or (without ``template``) of the summit's data files, which several templates share."""
    name = f"{job.summit}.{template}.lock" if template else f"{job.summit}.lock"
    return job.folder.parent / ".locks" / name


def _environment(job: Job) -> dict[str, str]:
    """The worker's environment: this one, without what an analyst's own Jupyter set-up would change in a report."""
    return os.environ | {
        "JUPYTER_PREFER_ENV_PATH": "1",  # this environment's kernel, not one of the same name in the home folder
        "JUPYTER_RUNTIME_DIR": str(job.part / "runtime"),
        "IPYTHONDIR": str(job.part / "ipython"),  # no start-up scripts of the user; no shared history database
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONUTF8": "1",
        "SUMMITRY_DESK": str(job.desk),
    }


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return f": {lines[-1].strip()[:200]}" if lines else ""


def _move(source: Path, target: Path) -> None:
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        source.replace(target)
    except IsADirectoryError:
        raise RunError(f"{target} is a folder.", "Move it away: a report is to be written there.") from None


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
