"""Make one report; runs as a process of its own (``python -m summitry.runs.worker``) that :mod:`.execution` starts.

The job comes as one line of JSON on standard input, which then stays open: when it closes, the parent is gone, and this
process and its kernel end. What is made stays in ``job.part``; the parent alone moves it to where readers look.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from ..errors import SummitryError
from .plan import Job, one_line

NOTEBOOK, RESULT, KERNEL, DATA, LOG = "notebook.ipynb", "result.json", "kernel.pid", "data", "log.txt"
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def main() -> None:
    """Read the job, make the report, leave ``result.json``, end."""
    job = Job.from_json(sys.stdin.readline())
    kernel = _Kernel(job.part)
    signal.signal(signal.SIGTERM, lambda *_: kernel.give_up())
    threading.Thread(target=_end_with_parent, args=(kernel,), daemon=True).start()
    # jsonschema, which papermill and nbconvert import, builds a grammar of web addresses with this optional part if it
    # is there. That takes a second of every report, and no notebook is checked with it.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    try:
        reason = make(job, kernel)
    except BaseException as error:
        # The log holds the traceback for --debug; people read the reason.
        sys.excepthook(type(error), error, error.__traceback__)
        reason = one_line(error) if isinstance(error, SummitryError) else f"Unexpected {one_line(error)}"
    kernel.end()
    (job.part / RESULT).write_text(json.dumps({"reason": reason}), encoding="utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # everything is written: no need to take papermill and pandas down piece by piece


def make(job: Job, kernel: _Kernel) -> str:
    """Run the notebook, export it, write the data files; returns why that failed, or nothing."""
    import nbformat
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    target = job.part / NOTEBOOK
    try:
        notebook = _execute(job, target, kernel)
    except PapermillExecutionError as error:
        return _cell_failure(error)
    except DeadKernelError:
        kernel.keep()
        return "The notebook's kernel died, most often because memory ran out."
    notebook.metadata.papermill.update(
        # Papermill records absolute paths of this machine.
        input_path=f"templates/{job.notebook.name}", output_path=f"reports/{job.summit}/{job.template}.ipynb"
    )  # fmt: skip
    target.write_text(nbformat.writes(notebook), encoding="utf-8")  # type: ignore[no-untyped-call]
    if "html" in job.formats:
        _export(job, notebook)
    _write_data(job)
    return ""


def _execute(job: Job, target: Path, kernel: _Kernel) -> Any:
    import papermill

    for attempt in (1, 2):
        try:
            return papermill.execute_notebook(
                _unformatted(job.notebook),
                _unformatted(target),
                parameters={"summit": job.summit, **job.parameters},
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,  # papermill would write the whole notebook 2n + 3 times
                cwd=str(job.desk),
                start_timeout=120,
                km=kernel.fresh(),
                on_notebook_start=kernel.started,
            )
        except RuntimeError as error:
            # Kernels choose their ports before they bind them, so two that start at once may collide.
            if attempt == 2 or "before replying to kernel_info" not in str(error):
                raise
    raise AssertionError("unreachable")


def _export(job: Job, notebook: Any) -> None:
    import summitry

    from .. import words
    from .export import to_html

    settings = summitry.open_desk(job.desk).summit(job.summit).settings
    days = words.days(settings.start, settings.end)
    html = to_html(
        notebook,
        title=settings.title,
        subtitle=" · ".join(part for part in (days, settings.city) if part),
        generator=f"Summitry {summitry.__version__}",
    )
    (job.part / f"{job.template}.html").write_text(html, encoding="utf-8", errors="replace")


def _write_data(job: Job) -> None:
    import summitry

    summitry.open_desk(job.desk).summit(job.summit).dossier().write(job.part / DATA)


def _unformatted(path: Path) -> str:
    """``path`` as papermill must get it: it puts every path through ``str.format``."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _cell_failure(error: Any) -> str:
    """``ValueError: no such thing (cell 4: brief.positions())``, without colours."""
    what = " ".join(_ANSI.sub("", f"{error.ename}: {error.evalue}" if error.evalue else str(error.ename)).split())
    line = first_line(error.source)
    where = f"cell {error.exec_count}" if error.exec_count else f"cell at position {error.cell_index + 1}"
    return f"{what[:300]} ({where}{f': {line}' if line else ''})"


def first_line(source: str | list[str]) -> str:
    """The first line of a cell that is code, by which a person finds the cell."""
    lines = (source if isinstance(source, str) else "".join(source)).splitlines()
    return next((line.strip()[:80] for line in lines if line.strip() and not line.startswith(("#", "%"))), "")


class _Kernel:
    """The report's kernel, which must not outlive it, and the notebook as it runs there."""

    def __init__(self, part: Path) -> None:
        self._part = part
        self._manager: Any = None
        self._notebook: Any = None

    def fresh(self) -> Any:
        """A kernel manager that has not started anything yet."""
        from jupyter_client.manager import AsyncKernelManager

        self.end()
        self._manager = AsyncKernelManager(kernel_name="python3", connection_file=str(self._part / "kernel.json"))
        return self._manager

    def started(self, notebook: Any) -> None:
        """Note the kernel's process id, so that the parent can end it when this process can no longer."""
        self._notebook = notebook
        (self._part / KERNEL).write_text(str(self._pid()), encoding="ascii")

    def keep(self) -> None:
        """Write the notebook as far as it got, for whoever looks into why it got no further."""
        if self._notebook is not None:
            (self._part / NOTEBOOK).write_text(json.dumps(self._notebook, indent=1), encoding="utf-8")

    def end(self) -> None:
        """End the kernel and whatever it started; it is the leader of its own process group."""
        pid, self._manager = self._pid(), None
        if pid:
            kill_group(pid)

    def give_up(self) -> None:
        """End the kernel, then this process, because the parent says so."""
        self.end()
        with contextlib.suppress(Exception):
            self.keep()
        os._exit(1)

    def _pid(self) -> int | None:
        return getattr(getattr(self._manager, "provisioner", None), "pid", None)


def kill_group(pid: int) -> None:
    """Kill a process and its group, if they are still there."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)
        else:
            os.killpg(pid, signal.SIGKILL)


def _end_with_parent(kernel: _Kernel) -> None:
    # os.read, not sys.stdin: a thread that waits inside a buffered reader breaks the interpreter's shutdown.
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    kernel.end()
    os._exit(1)


if __name__ == "__main__":
    main()
