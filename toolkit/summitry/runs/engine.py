"""papermill's engine ``summitry``: its own engine for notebooks, with kernels that start warm.

``papermill --engine summitry in.ipynb out.ipynb``, or ``execute_notebook(..., engine_name="summitry")``. From the
second notebook of a process on, a kernel has pandas, matplotlib and Summitry imported before it starts.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_core.paths import jupyter_runtime_dir
from jupyter_core.utils import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from . import kernels
from .kernelclient import PromptClient

NAME = "summitry"
_USUAL_CLIENT = "jupyter_client.asynchronous.AsyncKernelClient"
_ATTEMPTS = 3


class WarmClient(PapermillNotebookClient):  # type: ignore[misc]
    """Runs the cells in a warm kernel of its own, and ``epilogue`` after them if none failed."""

    def __init__(self, *args: Any, epilogue: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._epilogue = epilogue
        self._start: dict[str, Any] = {}

    def create_kernel_manager(self) -> Any:
        """A manager whose kernel is forked where that is possible."""
        manager = super().create_kernel_manager()
        spec = copy.copy(manager.kernel_spec)
        if "kernel_provisioner" not in spec.metadata:
            spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": kernels.NAME, "config": {}}}
            manager._kernel_spec = spec
        if manager.client_class == _USUAL_CLIENT:
            manager.client_class = f"{PromptClient.__module__}.{PromptClient.__name__}"
        if not manager.connection_file:  # else it lies in the temporary folder, for ever where we are killed
            folder = Path(jupyter_runtime_dir())
            folder.mkdir(parents=True, exist_ok=True)
            manager.connection_file = str(folder / f"kernel-{uuid.uuid4()}.json")
        return manager

    async def async_start_new_kernel(self, **kwargs: Any) -> None:
        """Start the kernel, and remember how."""
        self._start = dict(kwargs)
        await super().async_start_new_kernel(**kwargs)

    start_new_kernel = run_sync(async_start_new_kernel)

    async def async_start_new_kernel_client(self) -> Any:
        """Connect; a kernel that died before it answered (its ports were taken in between) gets fresh ports."""
        owns = self.owns_km
        for attempt in range(_ATTEMPTS):
            try:
                return await super().async_start_new_kernel_client()
            except RuntimeError as error:
                if not owns or attempt == _ATTEMPTS - 1 or "before replying to kernel_info" not in str(error):
                    raise
                self.create_kernel_manager()
                await self.async_start_new_kernel(**self._start)
        raise AssertionError("unreachable")

    start_new_kernel_client = run_sync(async_start_new_kernel_client)

    def papermill_execute_cells(self) -> None:
        """The cells, then the epilogue."""
        super().papermill_execute_cells()
        failed = any(cell.metadata.get("papermill", {}).get("exception") is True for cell in self.nb.cells)
        if self._epilogue and not failed:
            reply = self.wait_for_reply(self.kc.execute(self._epilogue, silent=True, store_history=False))
            content = reply["content"]
            if content["status"] != "ok":
                raise EpilogueError(f"{content.get('ename', 'Error')}: {content.get('evalue', '')}")


class EpilogueError(Exception):
    """What was to be done in the kernel after the notebook failed."""


class SummitryEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's engine for notebooks; everything but the kernel is its own."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        on_client: Callable[[WarmClient], None] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run the notebook as papermill's engine does; ``epilogue`` is code to run in its kernel at the end."""
        _register()
        client = WarmClient(
            nb_man,
            **merge_kwargs(
                {"shutdown_kernel": "immediate", **remove_args(["input_path", "timeout", "startup_timeout"], **kwargs)},
                timeout=execution_timeout or kwargs.get("timeout"),
                startup_timeout=start_timeout,
                kernel_name=kernel_name,
                log=logger,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
            ),
        )
        if on_client:
            on_client(client)
        return client.execute()


def register() -> None:
    """Make engine and provisioner known where Summitry runs from a checkout that is not installed."""
    papermill_engines.register(NAME, SummitryEngine)
    _register()


def _register() -> None:
    factory = KernelProvisionerFactory.instance()
    if kernels.NAME not in factory.provisioners:
        value = f"{kernels.__name__}:WarmProvisioner"
        factory.provisioners[kernels.NAME] = EntryPoint(kernels.NAME, value, factory.GROUP_NAME)
