"""`check` names every broken thing of a desk at once, and only what is broken."""

from __future__ import annotations

import json
from pathlib import Path

from summitry.desk import Desk, init_desk

STORY = "The two leaders met on Wednesday and signed three documents in the capital, officials said there.\n"


def notebook(*tags: str) -> str:
    cell = {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": []}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def found(desk: Desk) -> dict[tuple[str, str], str]:
    return {(problem.level, problem.where): problem.message for problem in desk.check()}


def test_everything_broken_is_named_at_once(tmp_path: Path) -> None:
    desk = init_desk(tmp_path)
    for path in (tmp_path / "templates").glob("*"):
        path.unlink()
    (tmp_path / "templates" / "brief.ipynb").write_text("{")
    (tmp_path / "templates" / "plain.ipynb").write_text(notebook("hide"))
    (tmp_path / "templates" / "good.ipynb").write_text(notebook("parameters"))
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "nothing.csv").write_text("a,b\n")
    desk.new_summit("empty", title="T", start="2025", country="BLR", parties=["BLR"])
    (desk.workbooks / "Wrong Name").mkdir()
    summit = desk.new_summit(
        "full", title="T", start="2025", country="BLR", parties=["BLR"],
        sources=[{"file": "stroy.txt", "outlet": "BelTA"}],
    )  # fmt: skip
    (summit.folder / "story.txt").write_text(STORY)
    (summit.folder / "twin.txt").write_text(STORY)
    (summit.folder / "blank.txt").write_text("")
    (summit.folder / "fr.txt").write_text(
        "Les deux dirigeants se sont rencontrés mercredi dans la capitale et ils ont signé des accords, selon eux.\n"
    )
    summit.ledger.write_bytes(b'{"action": "accept"}\n\n{"action": \n\xff\n[1]\n')
    problems = desk.check()
    levels = [problem.level for problem in problems]
    assert levels == sorted(levels)
    named = found(desk)
    sources = "workbooks/full/sources"
    assert "did you mean 'story.txt'" in named["error", "workbooks/full/summit.toml"]
    assert "empty" in named["error", f"{sources}/blank.txt"]
    assert "identical to story.txt" in named["notice", f"{sources}/twin.txt"]
    assert "no outlet and no date" in named["notice", f"{sources}/story.txt"]
    assert any("language (fr)" in problem.message for problem in problems)
    assert "not a notebook" in named["error", "templates/brief.ipynb"]
    assert "parameters" in named["error", "templates/plain.ipynb"]
    assert ("error", "templates/good.ipynb") not in named
    assert ("error", "vocabulary/nothing.csv") in named
    assert ("error", "workbooks/Wrong Name") in named
    assert ("notice", "workbooks/empty") in named
    ledger = [problem.message for problem in problems if problem.where.endswith("review.jsonl")]
    assert [message.split()[1] for message in ledger] == ["1", "3", "4", "5"]
    assert all(problem.message for problem in problems)
    assert all(problem.remedy for problem in problems if problem.level == "error")


def test_a_sound_desk_has_no_errors(tmp_path: Path) -> None:
    desk = init_desk(tmp_path)
    summit = desk.new_summit(
        "good", title="T", start="2025-08-20", country="BLR", parties=["BLR", "IRN"],
        sources=[{"file": "story.txt", "outlet": "BelTA", "date": "2025-08-20"}],
    )  # fmt: skip
    (summit.folder / "story.txt").write_text(STORY)
    assert [str(problem) for problem in desk.check()] == []


def test_the_repository_is_a_sound_desk(root: Path) -> None:
    errors = [f"{problem} {problem.remedy}" for problem in Desk(root).check() if problem.level == "error"]
    assert errors == []
