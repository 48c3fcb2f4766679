"""Pin every dependency, of all extras and groups, for each supported Python and system, in constraints.txt.

Settings of this machine (indexes, local wheels) stay out of the file: uv reads no configuration and writes no notes.
"""

from __future__ import annotations

import subprocess
import sys

import setup_env

MACHINE = {"UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_FIND_LINKS", "UV_BUILD_CONSTRAINT"}


def main() -> int:
    setup_env.CONSTRAINTS.touch()  # a lost one must not keep its maker from being installed
    groups = [word for group in setup_env.project()["dependency-groups"] for word in ("--group", group)]
    command = [
        *(str(setup_env.find_uv()), "pip", "compile", "pyproject.toml", "--all-extras", *groups),
        *("--universal", "--python-version", "3.11", "--upgrade", "--no-config", "--no-annotate", "--quiet"),
        *("--custom-compile-command", "make constraints", "--output-file", "constraints.txt"),
    ]
    env = {name: value for name, value in setup_env.environment().items() if name not in MACHINE}
    return subprocess.run(command, cwd=setup_env.ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
