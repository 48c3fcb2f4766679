"""What a run would do, and what it refuses before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.desk import Desk
from summitry.errors import DeskError, ParameterError, RunError, TemplateError
from summitry.runs import Job, make_report, plan

Write = Callable[..., Path]


def test_one_job_per_summit_each_once(desk: Desk, template: Write) -> None:
    path = template("note")
    jobs = plan(desk, ["two", "one", "two"], "note", ("html", "ipynb"), {"top": 5})
    assert [job.summit for job in jobs] == ["two", "one"]
    assert jobs[0].notebook == path
    assert jobs[0].output("html") == desk.reports / "two" / "note.html"


def test_a_job_survives_the_way_to_its_worker(desk: Desk, template: Write) -> None:
    template("note")
    job = plan(desk, ["one"], "note", ("html",), {"top": 5})[0]
    assert "\n" not in job.to_json()
    assert Job.from_json(job.to_json()) == job


@pytest.mark.parametrize("id", ["../x", "a/b", "a b", "{a}", "", "A", "..", "x\n", "a" * 81])
def test_a_summit_id_cannot_lead_out_of_the_reports(desk: Desk, template: Write, id: str) -> None:
    template("note")
    with pytest.raises(DeskError):
        plan(desk, [id], "note")


def test_a_link_in_reports_cannot_lead_out(desk: Desk, template: Write, tmp_path: Path) -> None:
    template("note")
    (tmp_path / "elsewhere").mkdir()
    (desk.reports / "one").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DeskError):
        plan(desk, ["one"], "note")


def test_what_is_unknown_is_refused_with_what_is_known(desk: Desk, template: Write) -> None:
    template("note")
    with pytest.raises(TemplateError) as caught:
        plan(desk, ["one"], "notes")
    assert "Did you mean 'note'" in caught.value.remedy
    with pytest.raises(RunError) as refused:
        plan(desk, ["one"], "note", ("doc",))
    assert "html" in refused.value.remedy
    with pytest.raises(ParameterError):
        plan(desk, ["one"], "note", ("html",), {"nothing": 1})


def test_a_template_that_takes_no_summit_is_refused(desk: Desk, template: Write) -> None:
    template("other", parameters="top = 3")
    with pytest.raises(TemplateError, match="summit"):
        plan(desk, ["one"], "other")


def test_make_report_refuses_an_unknown_summit_before_it_starts_anything(desk: Desk, template: Write) -> None:
    template("note")
    with pytest.raises(DeskError, match="eno"):
        make_report(desk, "eno", "note")
    assert not list(desk.reports.glob("*/"))
