"""What a kernel's template process imports, and the kernel that a fork of it becomes: ipykernel's own application."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import socket
import sys
from typing import Any

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
# What the server sets before it imports: matplotlib asks once.
ENVIRONMENT = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
# What ipykernel and IPython import only as a kernel starts, which together is a third of a second's work.
_MODULES = ("ipykernel.ipkernel", "ipykernel.kernelapp", "sqlite3", "matplotlib_inline.backend_inline",
            "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
            "IPython.extensions.storemagic", "IPython.utils.wildcard", "encodings.idna", "tornado.platform.asyncio",
            "tornado.locks", "tornado.queues", "psutil")  # fmt: skip
# Objects between two looks for garbage. Python's own 700 cost a report one part in thirty of its time.
_GARBAGE = 20_000
_DEBUGGER = ("ipykernel.debugger", "debugpy.server.api")


def preload(options: dict[str, Any]) -> None:
    """Import what reports use, and make one, so that every table, pattern and font is there before the first fork."""
    # jsonschema builds a grammar of web addresses with this optional part if it is there, which takes a second.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from .warmup import warm

    if not options.get("debugger"):
        sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
    for name in _MODULES + (_DEBUGGER if options.get("debugger") else ()):
        with contextlib.suppress(ImportError):  # another version of theirs
            importlib.import_module(name)
    warm(options.get("desk"))


def child(request: dict[str, Any], connection: socket.socket) -> None:
    """Be the kernel that ``request`` asks for, and say on which ports it listens."""
    from ipykernel import kernelapp

    class IPKernelApp(kernelapp.IPKernelApp):
        """ipykernel, but it picks its ports as it binds them: nobody can take them in between."""

        def init_connection_file(self) -> None:
            super().init_connection_file()  # type: ignore[no-untyped-call]
            for name in PORTS:
                setattr(self, name, 0)

    sys.argv = request["argv"]
    gc.set_threshold(_GARBAGE)
    _reseed()
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(request["argv"][1:])
    _choose_backend()
    connection.sendall(json.dumps({"ports": {name: getattr(app, name) for name in PORTS}}).encode() + b"\n")
    connection.close()
    app.start()


def _reseed() -> None:
    """Python's own random numbers begin anew in a fork; numpy's do not."""
    import numpy

    numpy.random.seed()


def _choose_backend() -> None:
    """matplotlib was imported before this kernel's environment was known, and its inline backend before its shell."""
    import matplotlib
    from matplotlib_inline import backend_inline

    wanted = os.environ.get("MPLBACKEND", "")
    if wanted == ENVIRONMENT["MPLBACKEND"]:
        with contextlib.suppress(AttributeError):
            inline: Any = backend_inline
            inline._enable_matplotlib_integration()
    else:
        with contextlib.suppress(Exception):
            matplotlib.use(wanted)
