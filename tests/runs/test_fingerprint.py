"""What makes a job run again, and what does not."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.desk import Desk
from summitry.runs import Job, fingerprint, made, plan
from summitry.runs.decisions import decide
from summitry.runs.fingerprint import Digests, Fingerprints, changes

Write = Callable[..., Path]


@pytest.fixture
def job(desk: Desk, template: Write) -> Job:
    """A job whose report stands, as if a run had just made it; the summit has two sources."""
    template("note", "summit")
    folder = desk.workbooks / "one"
    (folder / "sources" / "a.txt").write_text("first", encoding="utf-8")
    (folder / "sources" / "b.html").write_text("second", encoding="utf-8")
    planned = plan(desk, ["one"], "note", ("html",), {"top": 3})[0]
    stand(desk, planned)
    return planned


def stand(desk: Desk, job: Job) -> None:
    job.folder.mkdir(parents=True, exist_ok=True)
    for suffix in ("html", "ipynb"):
        job.output(suffix).write_text("made", encoding="utf-8")
    record = made.path_of(job)
    record.parent.mkdir(parents=True, exist_ok=True)
    sizes = {"html": 4, "ipynb": 4}
    record.write_text(made.render(job, Fingerprints(desk).of(job), sizes, "run"), encoding="utf-8")


def why(desk: Desk, job: Job) -> str:
    (decision,) = decide(Desk(desk.root), [job])
    assert decision.run == (decision.why != "unchanged")
    return decision.why


def test_an_unchanged_job_does_not_run(desk: Desk, job: Job) -> None:
    assert why(desk, job) == "unchanged"
    (forced,) = decide(desk, [job], force=True)
    assert (forced.run, forced.why) == (True, "forced")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: (s / "sources" / "b.html").write_text("other"), "sources changed: b.html"),
        (lambda s: (s / "sources" / "c.md").write_text("new"), "sources added: c.md"),
        (lambda s: (s / "sources" / "a.txt").unlink(), "sources removed: a.txt"),
        (lambda s: (s / "review.jsonl").write_text("{}"), "review added: review.jsonl"),
        (lambda s: (s / "summit.toml").write_text('title = "T"\nstart = "2031"\n'), "settings changed: summit.toml"),
    ],
)
def test_a_summit_that_changed_is_named(desk: Desk, job: Job, change: Callable[[Path], object], said: str) -> None:
    change(desk.workbooks / "one")
    assert why(desk, job) == said


def test_desk_template_parameters_and_package_count_too(
    desk: Desk, job: Job, template: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why(desk, plan(desk, ["one"], "note", ("html",), {"top": 4})[0]) == "parameters changed: top"
    template("note", "summit, 1")
    assert why(desk, job) == "template changed: note.ipynb"
    template("note", "summit")
    assert why(desk, job) == "unchanged"
    (desk.root / "vocabulary").mkdir()
    (desk.root / "vocabulary" / "cities.csv").write_text("name,country\nLantern Bay,KEN\n", encoding="utf-8")
    assert why(desk, job) == "vocabulary added: cities.csv"
    (desk.root / "vocabulary" / "cities.csv").unlink()
    (desk.root / "desk.toml").write_text('[desk]\nextractor = "llm"\n', encoding="utf-8")
    assert why(desk, job) == "settings changed: extractor"
    (desk.root / "desk.toml").write_text('[desk]\ntitle = "Another"\n', encoding="utf-8")
    assert why(desk, job) == "unchanged"  # the desk's title is in no report
    monkeypatch.setattr(fingerprint, "__version__", "99")
    assert why(desk, job) == "package changed: summitry"


def test_a_template_opened_and_saved_is_the_same_template(desk: Desk, job: Job) -> None:
    notebook = json.loads(job.notebook.read_bytes())
    notebook["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    notebook["cells"][1]["execution_count"] = 7
    job.notebook.write_text(json.dumps(notebook), encoding="utf-8")
    assert why(desk, job) == "unchanged"


def test_a_report_that_is_gone_or_was_changed_is_made_again(desk: Desk, job: Job) -> None:
    job.output("html").write_text("edited by hand", encoding="utf-8")
    assert why(desk, job) == "note.html is not as it was made"
    job.output("html").unlink()
    assert why(desk, job) == "note.html is not there"
    stand(desk, job)
    job.output("failed.ipynb").write_text("{}", encoding="utf-8")
    assert why(desk, job) == "the last attempt failed"


@pytest.mark.parametrize("record", ["", "{", "[]", '{"fingerprint": 1}', "null"])
def test_a_torn_record_only_means_that_the_report_is_made_again(desk: Desk, job: Job, record: str) -> None:
    made.path_of(job).write_text(record, encoding="utf-8")
    assert why(desk, job) == "not made yet"


def test_hidden_and_temporary_files_do_not_count(desk: Desk, job: Job) -> None:
    for name in (".a.swp", "~$a.docx"):
        (desk.workbooks / "one" / "sources" / name).write_text("x", encoding="utf-8")
    assert why(desk, job) == "unchanged"


def test_many_changes_are_said_briefly() -> None:
    new = {"sources": {f"{n}.txt": "x" for n in range(9)}}
    assert changes({"sources": {}}, new) == "sources added: 0.txt, 1.txt, 2.txt, 3.txt and 5 more"


def test_a_digest_is_trusted_only_while_the_file_is_surely_the_same(tmp_path: Path) -> None:
    path, store = tmp_path / "a", tmp_path / "store" / "hashes.json"
    path.write_text("one")
    first = Digests(store)
    young = first.of(path)
    first.save()
    assert not store.exists()  # within the clock's grain, a second writing could look the same
    old = time.time() - 100
    os.utime(path, (old, old))
    later = Digests(store)
    later.of(path)
    path.write_text("two")
    os.utime(path, (old, old))  # same size, same time stamp: the inode's own change time tells
    assert Digests(store).of(path) != young


def test_a_thousand_unchanged_jobs_are_planned_quickly(desk: Desk, template: Write) -> None:
    template("note", "summit")
    jobs = plan(desk, [f"s-{number}" for number in range(1000)], "note")
    for job in jobs:
        sources = desk.workbooks / job.summit / "sources"
        sources.mkdir(parents=True)
        for number in range(3):
            (sources / f"{number}.txt").write_text(str(number))
    decide(desk, jobs)
    begun = time.process_time()
    assert len(decide(desk, jobs)) == 1000
    assert time.process_time() - begun < 2
