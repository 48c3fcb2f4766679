"""Warm kernels: forked, as good as started ones, one per report, and gone with whoever asked for them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.manager import KernelManager

from summitry.runs import engine, forks, kernels

forked = pytest.mark.skipif(not forks.AVAILABLE, reason="nothing can be forked here")


@pytest.fixture(scope="module")
def server() -> Iterator[forks.ForkServer]:
    """One server for the tests here; the provisioner finds it by its environment variable."""
    made = forks.kernel_server()
    os.environ[forks.SERVER] = made.path
    engine.register()
    yield made
    del os.environ[forks.SERVER]
    made.close()


def executed(folder: Path, *cells: str, **options: Any) -> list[str]:
    """What the cells print, run by papermill's engine ``summitry``."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (folder / "in.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    made = papermill.execute_notebook(
        folder / "in.ipynb", folder / "out.ipynb", engine_name="summitry", progress_bar=False, cwd=folder, **options
    )
    return [json.dumps(cell.outputs) for cell in made.cells if cell.cell_type == "code"]


def gone(pid: int, seconds: float = 15) -> bool:
    """Whether a process has ended; one that only waits to be reaped has."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = Path(f"/proc/{pid}/stat")
        try:
            os.kill(pid, 0)
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@forked
def test_a_kernel_is_a_fork_that_has_everything_imported(server: forks.ForkServer, tmp_path: Path) -> None:
    ask = "import os, sys\nprint(os.getppid(), 'pandas' in sys.modules, 'summitry.report' in sys.modules, os.getcwd())"
    (out,) = executed(tmp_path, ask)
    assert f"{server.process.pid} True True {tmp_path}" in out


@forked
def test_nothing_but_the_main_thread_is_ever_forked(server: forks.ForkServer, tmp_path: Path) -> None:
    executed(tmp_path, "1")
    tasks = Path(f"/proc/{server.process.pid}/task")
    if not tasks.is_dir():
        pytest.skip("no /proc")
    assert len(list(tasks.iterdir())) == 1


@forked
def test_kernels_share_nothing_that_they_change(server: forks.ForkServer, tmp_path: Path) -> None:
    draw = "import random, numpy, uuid\nprint(random.random(), numpy.random.random(), uuid.uuid4())"
    first = executed(tmp_path, "import pandas\npandas.mark = 1\nimport os\nos.environ['MARK'] = '1'", draw)
    second = executed(tmp_path, "import pandas, os\nprint(hasattr(pandas, 'mark'), 'MARK' in os.environ)", draw)
    assert "False False" in second[0]
    assert first[1] != second[1]  # a fork that kept numpy's random state would draw the same numbers in every report


@forked
def test_a_kernel_behaves_as_one_that_was_started(
    server: forks.ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel leaves what children print to pytest
    out = executed(
        tmp_path,
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "class Point: pass\nimport pickle, sys\npickle.loads(pickle.dumps(Point()))\nprint(__name__, sys.argv[0])",
        "!echo from a shell",
        "import os\nos.system('echo from a child')",
        "import asyncio\nawait asyncio.sleep(0)\nprint('awaited', os.environ.get('SUMMITRY_KERNELS'))",
    )
    assert "image/png" in out[0]
    assert "__main__" in out[1]
    assert "from a shell" in out[2]
    assert "from a child" in out[3]
    assert "awaited None" in out[4]  # what the notebook starts does not use the batch's own server


@forked
def test_a_kernel_ends_when_its_notebook_does_or_fails(server: forks.ForkServer, tmp_path: Path) -> None:
    note = "import os, subprocess\nopen('pid', 'w').write(str(os.getpid()))\n"
    child = "child = subprocess.Popen(['sleep', '600'])\nopen('child', 'w').write(str(child.pid))"
    executed(tmp_path, note + child)
    assert gone(int((tmp_path / "pid").read_text()))
    assert gone(int((tmp_path / "child").read_text()))
    with pytest.raises(papermill.PapermillExecutionError):
        executed(tmp_path, note + "1/0")
    assert gone(int((tmp_path / "pid").read_text()))


@forked
@pytest.mark.parametrize("which", ["asker", "server"])
def test_a_kernel_ends_with_whoever_asked_for_it(tmp_path: Path, which: str) -> None:
    code = (
        "import os, sys, time; from summitry.runs.forks import kernel_server\n"
        "made = kernel_server()\n"
        "kernel = made.fork([0, 1, 2], argv=['ipykernel_launcher', '-f', sys.argv[1]], env=dict(os.environ), cwd='/')\n"
        "while 'ports' not in kernel.said: kernel.hear(1)\n"
        "print(kernel.pid, made.process.pid, flush=True); time.sleep(600)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "kernel.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as asker:
        assert asker.stdout is not None
        kernel, template = map(int, next(line for line in asker.stdout if line[0].isdigit()).split())
        os.kill(asker.pid if which == "asker" else template, signal.SIGKILL)
        assert gone(kernel)
        assert gone(template)
        asker.kill()


@forked
@pytest.mark.skipif(not hasattr(signal, "SIGIO"), reason="the system does not say that a pipe was closed")
def test_a_server_that_still_imports_ends_with_its_owner() -> None:
    code = (
        "import os, sys, time; from summitry.runs import forks\n"
        "made = forks.ForkServer('kernelapp', {'PYTHONPATH': sys.argv[1]})\n"
        "print(made.process.pid, flush=True); time.sleep(600)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "matplotlib_inline.py").write_text("import time\nfor _ in range(6000): time.sleep(.01)")
        path = os.pathsep.join([folder, str(Path(forks.__file__).parents[2])])
        with subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True) as owner:
            assert owner.stdout is not None
            template = int(owner.stdout.readline())
            time.sleep(1)
            owner.kill()
            assert gone(template)


@forked
def test_without_a_server_a_kernel_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(forks.SERVER, str(tmp_path / "nothing"))
    engine.register()
    (out,) = executed(tmp_path, "import os\nprint(os.getppid(), 'here')")
    assert f"{os.getpid()} here" in out


def test_what_is_not_this_interpreter_is_not_forked() -> None:
    good = [sys.executable, "-m", "ipykernel_launcher", "-f", "x.json"]
    environment = dict(os.environ)
    assert kernels.forkable(good, environment) == forks.AVAILABLE
    assert kernels.forkable([good[0], "-Xfrozen_modules=off", *good[1:]], environment) == forks.AVAILABLE
    assert not kernels.forkable(["/usr/bin/R", "--slave"], environment)
    assert not kernels.forkable([sys.executable, "-O", *good[1:]], environment)
    assert not kernels.forkable(["/elsewhere/bin/python", *good[1:]], environment)
    assert not kernels.forkable(good, {**environment, "PYTHONPATH": "/somewhere"})


def test_a_kernel_whose_ports_are_taken_is_started_again_on_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    monkeypatch.setattr(kernels, "AVAILABLE", False)  # a forked kernel picks its ports itself
    engine.register()
    original = KernelManager.write_connection_file
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    starts = []

    def raced(self: KernelManager, **values: Any) -> None:
        starts.append(1)
        if len(starts) == 1:
            self.shell_port = taken.getsockname()[1]
        original(self, **values)

    monkeypatch.setattr(KernelManager, "write_connection_file", raced)
    try:
        (out,) = executed(tmp_path, "print('after all')")
    finally:
        taken.close()
    assert "after all" in out
    assert len(starts) > 1


def test_papermill_offers_the_engine_and_jupyter_the_provisioner(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("import sys\nprint('pandas' in sys.modules)")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (tmp_path / "in.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    command = [sys.executable, "-m", "papermill", "--engine", "summitry", "in.ipynb", "out.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    assert str(forks.AVAILABLE) in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.json"))
