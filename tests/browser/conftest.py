"""JupyterLab on a copy of a desk, and a Chromium to look at it with."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = """{
  "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false},
  "@jupyterlab/docmanager-extension:plugin": {"autosave": false}
}"""


def chromium() -> str | None:
    """The browser to drive: ``SUMMITRY_CHROMIUM``, else one on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("SUMMITRY_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; without one the test is skipped, or fails where ``SUMMITRY_REQUIRE_BROWSER=1``."""
    missing = pytest.fail if os.environ.get("SUMMITRY_REQUIRE_BROWSER") == "1" else pytest.skip
    executable = chromium()
    if executable is None:
        missing("no Chromium found: install Debian's package chromium, or name one in SUMMITRY_CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@contextmanager
def jupyter_lab(desk: Path, private: Path) -> Iterator[str]:
    """JupyterLab serving ``desk``, configuration and data in ``private`` only; gives the address with its token."""
    overrides = private / "app-settings" / "overrides.json"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(SETTINGS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={desk}",
        "--allow-root",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        f"--LabApp.app_settings_dir={overrides.parent}",
        f"--IdentityProvider.token={token}",
    ]
    private_folders = {f"JUPYTER_{kind}_DIR": str(private / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")} | {
        "IPYTHONDIR": str(private / "ipython")
    }
    log = private / "lab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=desk, env=os.environ | private_folders, stdout=output, stderr=output, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/api/status?token={token}", server, log)
        yield f"{address}/lab/tree/{{}}?token={token}"
    finally:
        # The group holds the kernels too.
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
