"""Desks on disk: a folder with ``desk.toml``, ``workbooks/``, ``templates/`` and ``reports/``."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from summitry.bucket import is_url
from summitry.errors import DeskError, SettingsError, SummitryError
from summitry.files import checked_id, inside, write_atomic
from summitry.problems import Problem
from summitry.settings import DeskSettings, SummitSettings, load, to_toml, validate
from summitry.summit import Added, Reading, Summit

__all__ = ["Added", "Desk", "Problem", "Reading", "Summit", "init_desk", "open_desk"]

DESK_VARIABLE = "SUMMITRY_DESK"
_DESK_TOML = """\
[desk]
title = "Summit desk"
# extractor = "rules"

[report]
template = "brief"
formats = ["html"]
"""
_REPORTS_README = """\
# Reports

What `summitry report` and `summitry batch` make. Everything here can be made again; nothing here is edited by hand.
"""


@dataclass(frozen=True)
class Desk:
    """A desk on disk; ``root`` is absolute."""

    root: Path

    @cached_property
    def settings(self) -> DeskSettings:
        """What ``desk.toml`` says; :class:`~summitry.errors.SettingsError` where it cannot be used."""
        return load(self.root / "desk.toml", DeskSettings, where="desk.toml")

    @property
    def workbooks(self) -> Path:
        return self.root / "workbooks"

    @property
    def reports(self) -> Path:
        """Where runs put what they make; the folder may not exist yet."""
        return self.root / "reports"

    def summits(self) -> list[Summit]:
        """The summits whose settings can be used, by id; the others are in :meth:`problems`."""
        return self._scan()[0]

    def summit(self, id: str) -> Summit:
        """The summit ``id``; :class:`DeskError` names the nearest one where there is none."""
        return self._summit(id, self.settings)

    def _summit(self, id: str, settings: DeskSettings) -> Summit:
        path = inside(self.workbooks, checked_id(id))
        if not path.is_dir():
            raise DeskError(f"There is no summit {id!r} in {self.workbooks}.", self._nearest(id))
        summit = Summit(id, path, settings.extractor, self.vocabulary(settings), dict(settings.aliases))
        _ = summit.settings  # broken settings are said now, not in the middle of a report
        return summit

    def problems(self) -> list[Problem]:
        """What is wrong with the desk's settings, and the summits that :meth:`summits` leaves out with the reason."""
        return self._scan()[1]

    def vocabulary(self, settings: DeskSettings | None = None) -> tuple[Path, ...]:
        """The CSV files that add lines to the built-in vocabulary."""
        patterns = (settings or self.settings).vocabulary.extra
        return tuple(sorted({file for pattern in patterns for file in self.root.glob(pattern) if file.is_file()}))

    def check(self) -> list[Problem]:
        """Everything in the desk that is broken or worth knowing, at once."""
        from summitry.check import check

        return check(self)

    def templates(self) -> dict[str, Path]:
        """Templates by name: those of the package, and over them the desk's own."""
        folders = (packaged_templates(), self.root / "templates")
        return {path.stem: path for folder in folders for path in sorted(folder.glob("*.ipynb")) if path.is_file()}

    def new_summit(self, id: str, *, title: str, start: str, **settings: Any) -> Summit:
        """Make a summit's folder with ``summit.toml``, ``sources/`` and the analyst's workbook.

        ``settings`` are further keys of ``summit.toml``. :class:`DeskError` where the summit is there already.
        """
        path = self.workbooks / checked_id(id)
        if path.exists() or path.is_symlink():
            raise DeskError(
                f"The summit {id!r} is there already, in {path}.", f"Add sources with: summitry add {id} FILE"
            )
        given = {key: value for key, value in settings.items() if value is not None}
        checked = validate({"title": title, "start": start, **given}, SummitSettings, where=f"new summit {id}")
        self.workbooks.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=self.workbooks))
        try:
            draft.chmod(0o755)
            (draft / "sources").mkdir()
            write_atomic(draft / "summit.toml", to_toml(checked))
            workbook = self._workbook(id)
            if workbook is not None:
                write_atomic(draft / "workbook.ipynb", workbook)
            draft.rename(path)
        except OSError as error:
            raise DeskError(
                f"{path} cannot be made: {error.strerror}.", "Check the folder and its permissions."
            ) from None
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return self.summit(id)

    def _workbook(self, id: str) -> str | None:
        """The workbook template with ``id`` in its parameters cell; None where there is no usable template."""
        template = self.templates().get("workbook")
        if template is None:
            return None
        try:
            notebook = json.loads(template.read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                if "parameters" in cell.get("metadata", {}).get("tags", []):
                    cell["source"] = _with_summit("".join(cell["source"]), id)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"

    def _scan(self) -> tuple[list[Summit], list[Problem]]:
        summits: list[Summit] = []
        problems: list[Problem] = []
        settings = DeskSettings()
        try:
            settings = self.settings
        except SettingsError as error:
            problems.append(Problem.of("desk.toml", error))
        for path in sorted(self.workbooks.glob("*")):
            if not path.is_dir() or path.name.startswith((".", "_")):
                continue
            try:
                summits.append(self._summit(path.name, settings))
            except SummitryError as error:
                problems.append(Problem.of(f"workbooks/{path.name}", error))
        return summits, problems

    def _nearest(self, id: str) -> str:
        from rapidfuzz import process

        names = [path.name for path in self.workbooks.glob("[!._]*") if path.is_dir()]
        if not names:
            return 'Make one with: summitry new SUMMIT --title "…" --start DATE'
        near = process.extractOne(id, names, score_cutoff=60)
        return f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(sorted(names)[:8])}."


def _with_summit(code: str, id: str) -> str:
    """A parameters cell with the value of ``summit`` replaced; the comment behind it stays."""
    return re.sub(r'^(summit\s*(?::\s*str\s*)?=\s*)(["\']).*?\2', lambda m: f'{m.group(1)}"{id}"', code, flags=re.M)


def packaged_templates() -> Path:
    """The folder of templates that comes with the package (in a checkout: the repository's own)."""
    package = Path(__file__).parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def open_desk(path: Path | str | None = None) -> Desk:
    """The desk at ``path``; without one, that of ``SUMMITRY_DESK``, else the nearest at or above the working folder.

    Raises :class:`DeskError` where there is none.
    """
    given = path or os.environ.get(DESK_VARIABLE)
    if given:
        if is_url(str(given)):
            raise DeskError(
                f"{given} is in a bucket: only reports can be made there, by report and batch.",
                "Copy it to a disk for everything else.",
            )
        root = Path(str(given).removeprefix("file://")).expanduser()
        root = root.parent if root.name == "desk.toml" and root.is_file() else root
        if not (root / "desk.toml").is_file():
            raise DeskError(f"Not a desk: {root} has no desk.toml.", f"Make it one with: summitry init {root}")
        return Desk(root.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "desk.toml").is_file():
            return Desk(folder)
    raise DeskError(
        f"Not a desk: no desk.toml in {here} or above.", "Go to a desk, name it with --desk PATH, or: summitry init DIR"
    )


def init_desk(path: Path | str) -> Desk:
    """Make ``path`` a desk: ``desk.toml``, ``workbooks/``, the package's templates, ``reports/``.

    What is there already stays as it is. :class:`DeskError` where a folder cannot be made there.
    """
    root = Path(path).expanduser()
    try:
        for name in ("workbooks", "templates", "reports"):
            (root / name).mkdir(parents=True, exist_ok=True)
        # desk.toml last: a folder is a desk only once everything else stands.
        fresh = {root / "templates" / p.name: p.read_bytes() for p in sorted(packaged_templates().glob("*.ipynb"))}
        fresh |= {root / "reports" / "README.md": _REPORTS_README.encode(), root / "desk.toml": _DESK_TOML.encode()}
        for target, data in fresh.items():
            if not target.exists():
                write_atomic(target, data, replace=False)
    except OSError as error:
        raise DeskError(
            f"{root} cannot be made a desk: {error.strerror}.", "Name a folder that can be written."
        ) from None
    return Desk(root.resolve())
