"""Kernels that start warm: a kernel provisioner for jupyter_client, named ``summitry-warm``.

It forks an ipykernel from a process in which pandas, matplotlib and Summitry are imported. A kernel that cannot be
forked (another language, another Python, other settings of the interpreter, a system without fork) is started as
jupyter_client starts it. Any kernel specification may ask for it::

    "metadata": {"kernel_provisioner": {"provisioner_name": "summitry-warm"}}
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from .forks import AVAILABLE, SERVER, Forked, ForkError, ForkServer, fork, kernel_server
from .kernelapp import PORTS

NAME = "summitry-warm"
_START = 60.0  # seconds
_KILL = 5.0

_own: ForkServer | None = None
_lock = threading.Lock()


class WarmProvisioner(LocalProvisioner):
    """jupyter_client's local provisioner, with a fork in place of a new interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel; where that fails, start it."""
        environment = dict(kwargs.get("env") or os.environ)
        shared = environment.pop(SERVER, None)  # what the notebook starts is not the notebook
        if forkable(cmd, environment):
            try:
                return await self._fork(cmd, environment, kwargs, shared)
            except (ForkError, TimeoutError, OSError) as error:
                self.log.warning("The kernel is not forked: %s", error)
                if isinstance(self.process, Forked):
                    self.process.close()
                self.process = None
        if "env" in kwargs:
            kwargs["env"] = environment
        return await super().launch_kernel(cmd, **kwargs)

    async def _fork(
        self, cmd: list[str], environment: dict[str, str], kwargs: Mapping[str, Any], shared: str | None
    ) -> KernelConnectionInfo:
        cwd = str(kwargs.get("cwd") or Path.cwd())
        request: dict[str, Any] = {"argv": cmd[cmd.index("ipykernel_launcher") :], "env": environment, "cwd": cwd}
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123
            files = [nothing.fileno(), _file(kwargs.get("stdout"), 1), _file(kwargs.get("stderr"), 2)]
            kernel = fork(shared, files, **request) if shared else _own_server().fork(files, **request)
        process: Any = kernel
        self.process = process
        async with asyncio.timeout(_START):
            while kernel.poll() is None and "ports" not in kernel.said:
                await _news(kernel)
        if "ports" not in kernel.said:
            raise ForkError("it ended as it started")
        self.pid = self.pgid = kernel.pid
        self.cwd = Path(cwd)
        for name in PORTS:
            setattr(self.parent, name, kernel.said["ports"][name])
        self.connection_info = {**self.connection_info, **kernel.said["ports"]}
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """As the base class, and wait for a forked kernel's end, or jupyter_client would look for it once in 0.1 s."""
        await super().kill(restart)
        kernel = self.process
        if isinstance(kernel, Forked):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_KILL):
                    while kernel.poll() is None:
                        await _news(kernel)

    async def wait(self) -> int | None:
        """As the base class, but a forked kernel's end is told at once."""
        kernel = self.process
        if not isinstance(kernel, Forked):
            return await super().wait()
        while kernel.poll() is None:
            await _news(kernel)
        kernel.close()
        self.process = None
        return kernel.returncode


async def _news(kernel: Forked) -> None:
    """Wait until there is something to hear of a forked kernel."""
    loop, file = asyncio.get_running_loop(), kernel.fileno()
    heard = asyncio.Event()
    loop.add_reader(file, heard.set)
    try:
        await heard.wait()
    finally:
        loop.remove_reader(file)


def forkable(cmd: list[str], environment: Mapping[str, str]) -> bool:
    """Whether the command starts ipykernel with this very interpreter, set up as this one is."""
    plain = len(cmd) >= 3 and _same_file(cmd[0], sys.executable) and "ipykernel_launcher" in cmd[2:]
    if not AVAILABLE or not plain:
        return False
    options = cmd[1 : cmd.index("ipykernel_launcher")]
    if options[-1] != "-m" or any(not re.fullmatch(r"-Xfrozen_modules=\w+", option) for option in options[:-1]):
        return False
    return _python(environment) == _python(os.environ)


def _python(environment: Mapping[str, str]) -> dict[str, str]:
    """What an interpreter looks at only once."""
    return {name: value for name, value in environment.items() if name.startswith(("PYTHON", "LD_", "MPL"))}


def _same_file(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other) and Path(one).parent == Path(other).parent


def _file(given: Any, usual: int) -> int:
    if given in (None, subprocess.PIPE, subprocess.STDOUT):
        return usual
    return int(given) if isinstance(given, int) else int(given.fileno())


def _own_server() -> ForkServer:
    """This process's own server, for kernels that are not part of a batch; it stays until the process ends."""
    global _own  # noqa: PLW0603
    with _lock:
        if _own is None or _own.process.poll() is not None:
            _own = kernel_server(debugger=True)
            atexit.register(_own.close)
        return _own
