"""Make reports, one after the other: a process that a batch keeps for as long as it has jobs.

Each line of standard input is an order, ``{"job", "part"}``; each line of standard output says what became of it:
``{"began": true}`` once its notebook runs, then ``{"reason", "cause"}``, both empty for a report that is made. What is
made stays in the folder ``part``; the batch alone moves it to where readers look. On SIGTERM the notebook is kept as
far as it got. When the batch is gone, so are this process and its kernel (see :mod:`.forkserver`).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import SummitryError
from .formats import FORMATS, require
from .plan import Job, one_line

NOTEBOOK, DATA, LOG = "notebook.ipynb", "data", "log.txt"
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_MODULES = ("papermill.execute", "papermill.translators", "nbconvert.filters", "ipykernel.kernelspec",
            "summitry.runs.engine", "summitry.runs.export", "summitry.runs.data", "summitry.words",
            "summitry.settings", "summitry.desk")  # fmt: skip


def preload(options: dict[str, Any]) -> None:
    """Import what runs and exports a notebook. Nothing that a notebook itself uses: that is in its kernel."""
    # jsonschema builds a grammar of web addresses with this optional part if it is there. That takes a second, and no
    # notebook is checked with it.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    for name in _MODULES:
        importlib.import_module(name)
    with contextlib.suppress(Exception):
        from nbformat.v4 import new_markdown_cell, new_notebook

        from .export import to_html

        to_html(new_notebook(cells=[new_markdown_cell("# One")]), title="")  # type: ignore[no-untyped-call]
    for name in options.get("formats", ()):
        with contextlib.suppress(ImportError, OSError):  # told by the report that needs it
            FORMATS[name].load()


def child(request: dict[str, Any], connection: socket.socket) -> None:
    """Be a worker, as a fork."""
    connection.close()
    serve()


def main() -> None:
    """Be a worker where nothing can be forked."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    preload({})
    serve()


def serve() -> None:
    """Take orders until there are no more."""
    from .engine import register

    register()
    worker = _Worker(os.dup(1))
    signal.signal(signal.SIGTERM, lambda *_: worker.give_up())
    with os.fdopen(os.dup(0), "rb", buffering=0) as orders:
        for line in iter(orders.readline, b""):
            worker.make(json.loads(line))
            gc.collect()


class _Worker:
    """What a worker knows of the job that it is at."""

    def __init__(self, results: int) -> None:
        self._results = results
        self._part: Path | None = None
        self._notebook: Any = None

    def make(self, order: dict[str, Any]) -> None:
        """Carry out an order and say what became of it."""
        job, part = Job.from_json(json.dumps(order["job"])), Path(order["part"])
        self._part, self._notebook = part, None
        cause = ""
        with (part / LOG).open("ab") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        _set_environment(job, part)
        try:
            only = order["only"]
            reason, cause = add(job, part, only) if only else make(job, part, self._began)
            if cause == "kernel":
                self._keep()
        except BaseException as error:
            # The log holds the traceback for --debug; people read the reason.
            sys.excepthook(type(error), error, error.__traceback__)
            known = isinstance(error, SummitryError | OSError)
            reason = one_line(error) if known else f"Unexpected {one_line(error)}"
            cause = "disk" if isinstance(error, OSError) else "report"
        sys.stdout.flush()
        sys.stderr.flush()
        self._part = self._notebook = None
        self._say({"reason": reason, "cause": cause})

    def give_up(self) -> None:
        """Keep the notebook as far as it got, and end; the kernel ends with this process."""
        with contextlib.suppress(Exception):
            self._keep()
        os._exit(1)

    def _began(self, notebook: Any) -> None:
        self._notebook = notebook
        self._say({"began": True})

    def _keep(self) -> None:
        if self._part is not None and self._notebook is not None:
            (self._part / NOTEBOOK).write_text(json.dumps(self._notebook, indent=1), encoding="utf-8")

    def _say(self, message: dict[str, Any]) -> None:
        os.write(self._results, json.dumps(message).encode() + b"\n")


def make(job: Job, part: Path, began: Any = lambda notebook: None) -> tuple[str, str]:
    """Run the notebook, write the data files, export; returns why that failed and whose fault it was, or nothing."""
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from .engine import EpilogueError

    try:
        notebook = _execute(job, part, began)
    except PapermillExecutionError as error:
        return _cell_failure(error), "cell"
    except EpilogueError as error:
        return f"The notebook ran, but its data files could not be written: {error}", "data"
    except DeadKernelError:
        return "The notebook's kernel died, most often because memory ran out.", "kernel"
    _export(job, part, notebook, job.formats)
    return "", ""


def add(job: Job, part: Path, formats: Sequence[str]) -> tuple[str, str]:
    """Export ``formats`` from the notebook that stands; returns as :func:`make` does."""
    import nbformat

    _export(job, part, nbformat.read(job.output("ipynb"), nbformat.NO_CONVERT), formats)  # type: ignore[no-untyped-call]
    return "", ""


def _execute(job: Job, part: Path, began: Any) -> Any:
    import papermill

    from .data import code
    from .engine import NAME

    def start(notebook: Any) -> None:
        notebook.metadata.papermill.update(
            # Papermill records absolute paths of this machine.
            input_path=f"templates/{job.notebook.name}", output_path=f"reports/{job.summit}/{job.name}.ipynb"
        )  # fmt: skip
        began(notebook)

    return papermill.execute_notebook(
        _unformatted(job.notebook),
        _unformatted(part / NOTEBOOK),
        parameters={"summit": job.summit, **job.parameters},
        engine_name=NAME,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,  # papermill would write the whole notebook 2n + 3 times
        autosave_cell_every=0,
        cwd=str(job.desk),
        start_timeout=120,
        on_notebook_start=start,
        epilogue=code(job.desk, job.summit, part / DATA),
    )


def _export(job: Job, part: Path, notebook: Any, formats: Sequence[str]) -> None:
    """Write the report in each of ``formats``: the page, and from the page what goes on paper."""
    from .export import to_html
    from .paper import about, prepare

    wanted = [name for name in formats if name != "ipynb"]
    if not wanted:
        return
    said = about(job)
    html = to_html(notebook, title=said.title, subtitle=said.subtitle, generator=said.generator)
    for name in wanted:
        path = part / f"{job.name}.{name}"
        if name == "html":
            path.write_text(html, encoding="utf-8", errors="replace")
            continue
        require([name])
        path.write_bytes(FORMATS[name].write(prepare(html, said)))


def _set_environment(job: Job, part: Path) -> None:
    """This process's own, without what an analyst's Jupyter set-up would change in a report; its kernel gets it."""
    os.environ.update({
        "JUPYTER_PREFER_ENV_PATH": "1",  # this environment's kernel, not one of the same name in the home folder
        "JUPYTER_RUNTIME_DIR": str(part / "runtime"),
        "IPYTHONDIR": str(part / "ipython"),  # no start-up scripts of the user; no shared history database
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "SUMMITRY_DESK": str(job.desk),
    })  # fmt: skip


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


def _end_with_parent(parent: int) -> None:
    """End when the batch does. Its pipe is being read by another thread, so the parent itself is watched."""
    import time

    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
