"""Several formats of one report: what is made when, and what is said where a format cannot be had."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from summitry.cli import cli
from summitry.desk import Desk
from summitry.errors import RunError
from summitry.runs import made, worker
from summitry.runs.batch import run_all
from summitry.runs.decisions import decide
from summitry.runs.fingerprint import Fingerprints
from summitry.runs.plan import Job, plan

Write = Callable[..., Path]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the extra ``pdf`` is not installed."""
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, package=None: None if name == "weasyprint" else found(name, package)
    )


@pytest.mark.parametrize("command", [["report", "one"], ["batch"], ["batch", "--dry-run"]])
def test_without_the_extra_nothing_is_run(desk: Desk, template: Write, without: None, command: list[str]) -> None:
    template("note", "open('ran', 'w')")
    done = CliRunner().invoke(cli, [*command, "--desk", str(desk.root), "--template", "note", "--to", "html,pdf"])
    assert done.exit_code == 2
    first, second = done.stderr.splitlines()
    assert first == "error: For PDF, weasyprint is missing."
    assert second.endswith('"summitry[pdf]"')
    assert not (desk.root / "ran").exists()
    assert not (desk.reports / "one").exists()


def test_an_unknown_format_is_told_with_those_there_are(desk: Desk, template: Write) -> None:
    template("note", "summit")
    with pytest.raises(RunError, match="odt") as error:
        plan(desk, ["one"], "note", ("html", "odt"))
    assert "html, pdf" in error.value.remedy


def test_a_format_that_is_added_is_made_from_the_notebook_that_stands(desk: Desk, template: Write) -> None:
    template("note", "open('runs', 'a').write('x'); print('words of the report')")
    job = plan(desk, ["one"], "note", ("ipynb",))[0]
    more = plan(desk, ["one"], "note", ("html", "ipynb"))[0]
    assert run_all([job], 1)[0].state == "done"
    before = {path: path.stat().st_mtime_ns for path in job.folder.rglob("*") if path.is_file()}

    (decision,) = decide(desk, [more])
    assert (decision.run, decision.why) == (True, "not made yet as html")
    (outcome,) = run_all([more], 1, force=False)

    assert (outcome.state, outcome.reason) == ("done", "")
    assert "words of the report" in more.output("html").read_text(encoding="utf-8")
    assert (desk.root / "runs").read_text() == "x"  # the notebook ran once
    assert {path: path.stat().st_mtime_ns for path in before} == before  # and nothing else was touched
    assert not decide(desk, [more, job])[0].run
    more.output("html").unlink()
    assert run_all([more], 1, force=False)[0].state == "done"
    assert (desk.root / "runs").read_text() == "x"


def test_a_report_whose_sources_changed_is_made_whole(desk: Desk, template: Write) -> None:
    template("note", "open('runs', 'a').write('x')")
    assert run_all(plan(desk, ["one"], "note", ("ipynb",)), 1)[0].state == "done"
    (desk.workbooks / "one" / "sources" / "wire.txt").write_text("Ministers met.", encoding="utf-8")
    both = plan(desk, ["one"], "note", ("html", "ipynb"))
    assert decide(desk, both)[0].why == "sources added: wire.txt"
    assert run_all(both, 1, force=False)[0].state == "done"
    assert (desk.root / "runs").read_text() == "xx"
    # What stands in a format that was not asked for is no longer what the record says is there.
    assert set(made.read(both[0])["sizes"]) == {"html", "ipynb"}


def test_after_a_failure_the_notebook_is_run_again(desk: Desk, template: Write) -> None:
    template("note", "summit")
    (job,) = plan(desk, ["one"], "note", ("html",))
    standing(job)
    fingerprint = Fingerprints(desk).of(job)
    record = json.loads(made.render(job, fingerprint, {"ipynb": job.output("ipynb").stat().st_size}, "run"))
    assert made.missing(job, fingerprint, record) == ("html",)
    assert made.missing(job, fingerprint, {}) == ()
    job.output("failed.ipynb").write_text("{}", encoding="utf-8")
    assert made.missing(job, fingerprint, record) == ()


def test_a_worker_without_the_extra_says_so(desk: Desk, template: Write, without: None, tmp_path: Path) -> None:
    template("note", "summit")
    (job,) = plan(desk, ["one"], "note", ("pdf",))
    standing(job)
    with pytest.raises(RunError, match="weasyprint is missing"):
        worker.add(job, tmp_path, ["pdf"])


def standing(job: Job) -> None:
    """An executed notebook where the job's report stands."""
    job.folder.mkdir(parents=True)
    job.output("ipynb").write_bytes(job.notebook.read_bytes())
