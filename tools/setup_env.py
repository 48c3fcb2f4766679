"""Make or complete the private environment ``.venv`` of this clone; standard library only.

``python tools/setup_env.py PROFILE`` installs the package (editable), its dependencies and the profile's dependency
groups, all pinned by ``constraints.txt``. Done work is stamped with a fingerprint of everything it depends on, so that
calling it again costs one short Python start and needs no network. The installer is ``uv``: the one on PATH, else one
in the tool environment ``.env-tools``, itself made with venv and pip; where uv cannot be had, that environment's pip.
Nothing outside the clone is written, apart from the installers' own download caches.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
#: Stands in ``.venv`` while an installer works there: what a killed one leaves behind is not to be trusted.
UNFINISHED = VENV / ".unfinished"
TOOLS = ROOT / ".env-tools"
CONSTRAINTS = ROOT / "constraints.txt"
#: What each make target needs beside the package's own dependencies: dependency groups of pyproject.toml.
PROFILES: dict[str, tuple[str, ...]] = {
    "run": (),
    "test": ("test", "build", "cluster"),
    "lint": ("lint",),
    "build": ("build",),
    "data": ("data",),
    "bench": ("bench",),
    "tools": ("tools",),
}
#: Extras of the package that every environment gets: whoever clones it can make all kinds of reports.
EXTRAS = "pdf"


class SetUpError(Exception):
    """The environment could not be made; the message says what to do."""


def say(text: str) -> None:
    print(f"summitry: {text}", file=sys.stderr, flush=True)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def fingerprint(profile: str) -> str:
    """Changes with whatever the installed environment depends on, the clone's own place included (scripts name it)."""
    data = project()
    parts = [data.get("build-system"), data.get("project"), [data["dependency-groups"][g] for g in PROFILES[profile]]]
    installed = json.dumps([*parts, EXTRAS, str(ROOT), CONSTRAINTS.read_text(encoding="utf-8")])
    return hashlib.sha256(installed.encode()).hexdigest()


def stamp(profile: str) -> Path:
    return VENV / f".stamp-{profile}"


def is_done(profile: str) -> bool:
    """Also false where the interpreter that the environment was made from has gone."""
    if UNFINISHED.exists() or not (VENV / "bin" / "python").exists():
        return False
    return stamp(profile).exists() and stamp(profile).read_text() == fingerprint(profile)


@contextmanager
def lock() -> Iterator[None]:
    """One set-up at a time per clone; released by the system when this process dies."""
    with (ROOT / ".venv.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another make is setting up .venv; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def environment() -> dict[str, str]:
    """The environment of the installers: nothing of an activated or foreign Python leaks in."""
    env = {k: v for k, v in os.environ.items() if k not in {"VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME"}}
    env |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    # The build back end is pinned too; pip's name for that changed in 25.3.
    env |= {"UV_BUILD_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    env |= {"PIP_CONSTRAINT": "constraints.txt"}
    # Behind a company proxy the certificates are the system's; uv's name for that changed, too.
    env |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    return env


def run(*command: str | Path) -> None:
    """Run in the clone with relative paths, since a constraint file's path with spaces is split by pip's variables."""
    subprocess.run([str(part) for part in command], cwd=ROOT, env=environment(), check=True)


def answers(python: Path) -> bool:
    """Whether this is the interpreter of a virtual environment (and not, its settings lost, the system's own)."""
    test = "import sys; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)"
    try:
        done = subprocess.run(
            [str(python), "-c", test], env=environment(), capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def tool_environment() -> Path:
    """``.env-tools`` with pip, made anew where a killed set-up left it half made; its Python is returned."""
    python = TOOLS / "bin" / "python"
    ready = TOOLS / ".stamp"
    if not (ready.exists() and answers(python)):
        shutil.rmtree(TOOLS, ignore_errors=True)
        run(sys.executable, "-m", "venv", ".env-tools")
        ready.touch()
    return python


def find_uv() -> Path:
    """``uv`` on PATH, else one that is put into the tool environment."""
    on_path = shutil.which("uv")
    if on_path is not None:
        return Path(on_path)
    uv = TOOLS / "bin" / "uv"
    python = tool_environment()
    if not uv.exists():
        run(python, "-m", "pip", "install", "--quiet", *requirements("tools"))
    return uv


def with_uv(arguments: list[str]) -> None:
    progress = [] if sys.stderr.isatty() else ["--quiet"]
    # Compiled once, as pip does it: where Python may not write its caches, each process would compile everything anew.
    run(find_uv(), "pip", "install", "--compile-bytecode", *progress, "--python", ".venv/bin/python", *arguments)


def with_pip(arguments: list[str]) -> None:
    run(tool_environment(), "-m", "pip", "--python", ".venv/bin/python", "install", "--quiet", *arguments)


def requirements(profile: str) -> list[str]:
    groups = project()["dependency-groups"]
    return [requirement for group in PROFILES[profile] for requirement in groups[group]]


def moved() -> bool:
    """Whether the clone was moved or copied since: the scripts in ``.venv/bin`` name the old place."""
    made_in = VENV / ".made-in"
    return made_in.exists() and made_in.read_text() != str(ROOT)


def set_up(profile: str) -> None:
    """Bring ``.venv`` to hold what ``profile`` needs."""
    if VENV.exists() and (UNFINISHED.exists() or moved() or not answers(VENV / "bin" / "python")):
        say(".venv is broken, half made or was made elsewhere; making it anew")
        shutil.rmtree(VENV)
    if not VENV.exists():
        run(sys.executable, "-m", "venv", "--without-pip", ".venv")
        (VENV / ".made-in").write_text(str(ROOT))
    arguments = ["-c", "constraints.txt", "-e", f".[{EXTRAS}]", *requirements(profile)]
    UNFINISHED.touch()
    try:
        try:
            with_uv(arguments)
        except (OSError, subprocess.CalledProcessError):
            say("uv could not do it; trying pip, which takes longer")
            with_pip(arguments)
    except subprocess.CalledProcessError as error:
        # Installers download everything before they change anything, so that what stood before still stands.
        UNFINISHED.unlink()
        raise SetUpError("the dependencies could not be installed (see above); is PyPI reachable from here?") from error
    stamp(profile).write_text(fingerprint(profile))
    UNFINISHED.unlink()


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in PROFILES:
        say(f"usage: setup_env.py {'|'.join(PROFILES)}")
        return 2
    profile = arguments[0]
    if is_done(profile):
        return 0
    with lock():
        if is_done(profile):
            return 0
        say(f"setting up .venv ({profile}) with Python {sys.version.split()[0]}")
        try:
            set_up(profile)
        except (SetUpError, subprocess.CalledProcessError, OSError) as error:
            say(str(error))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
