"""What a run fetches of a desk in a bucket, and what it leaves there; the store is a dictionary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

from summitry.bucket import Bucket, Item
from summitry.desk import Desk
from summitry.runs import made
from summitry.runs.batch import run, run_all
from summitry.runs.decisions import decide
from summitry.runs.failed import explained
from summitry.runs.index import entries
from summitry.runs.mirror import DIGESTS, Survey, checkout, fetch_notebooks, moved, publish
from summitry.runs.plan import plan


class Shelf:
    """A bucket that remembers what was asked of it."""

    url = "s3://bucket/desk"

    def __init__(self, desk: Desk) -> None:
        self.held = {path.relative_to(desk.root).as_posix(): path.read_bytes()
                     for path in desk.root.rglob("*") if path.is_file()}  # fmt: skip
        self.asked: list[str] = []
        self.done: list[str] = []

    def list(self, folder: str = "") -> dict[str, Item]:
        start = f"{folder}/" if folder else ""
        return {name: Item(len(data), hashlib.md5(data).hexdigest(), 1.7e9)
                for name, data in sorted(self.held.items()) if name.startswith(start)}  # fmt: skip

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        wanted = list(names)
        self.asked += wanted
        return {name: self.held[name] for name in wanted if name in self.held}

    def write(self, files: Mapping[str, Path]) -> None:
        self.done += [f"+{name}" for name in files]
        self.held |= {name: path.read_bytes() for name, path in files.items()}

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            self.done.append(f"-{name}")
            self.held.pop(name, None)


def shelf(desk: Desk) -> Bucket:
    return cast(Bucket, Shelf(desk))


def filled(desk: Desk) -> Desk:
    desk.new_summit("two", title="Second talks", start="2031-06-01")
    for name in ("one", "two"):
        (desk.workbooks / name / "sources" / f"{name}.txt").write_text(f"Ministers met: {name}.", encoding="utf-8")
    (desk.root / "vocabulary").mkdir()
    (desk.root / "vocabulary" / "outlets.csv").write_text("name,country,kind,hosts\n", encoding="utf-8")
    return desk


def test_a_plan_reads_each_source_once(desk: Desk, tmp_path: Path) -> None:
    store = shelf(filled(desk))
    first = Survey(store, tmp_path / "first").desk
    assert "workbooks/one/sources/one.txt" in store.asked  # type: ignore[attr-defined]
    here = decide(desk, plan(desk, ["one", "two"]))
    assert [one.why for one in decide(first, plan(first, ["one", "two"]))] == [one.why for one in here]
    store.write({DIGESTS: first.root / DIGESTS})
    store.asked.clear()  # type: ignore[attr-defined]
    store.held["workbooks/two/sources/two.txt"] = b"Ministers left."  # type: ignore[attr-defined]
    Survey(store, tmp_path / "second")
    sources = [name for name in store.asked if "/sources/" in name]  # type: ignore[attr-defined]
    assert sources == ["workbooks/two/sources/two.txt"]


def test_the_plan_on_a_copy_is_that_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    """A report that was made on a disk is unchanged in a bucket, since its fingerprint does not tell where it lies."""
    from summitry.runs import make_report

    make_report(filled(desk), "one", formats=["html"])
    copy = Survey(shelf(desk), tmp_path / "copy").desk
    decisions = decide(copy, plan(copy, ["one", "two"]))
    assert [(one.run, one.why) for one in decisions] == [(False, "unchanged"), (True, "not made yet")]
    (desk.reports / "one" / "brief.html").write_text("cut off", encoding="utf-8")
    cut = Survey(shelf(desk), tmp_path / "cut").desk
    assert decide(cut, plan(cut, ["one"]))[0].why == "brief.html is not as it was made"


def test_a_checkout_holds_its_summit_and_no_other(desk: Desk, tmp_path: Path) -> None:
    there = checkout(shelf(filled(desk)), tmp_path / "there", {"one"})
    assert there.summit("one").sources()[0].text == "Ministers met: one."
    assert [summit.id for summit in there.summits()] == ["one"]
    assert [path.name for path in there.vocabulary()] == ["outlets.csv"]
    both = checkout(shelf(desk), tmp_path / "both", {"one", "two"})
    assert [summit.sources()[0].text for summit in both.summits()] == ["Ministers met: one.", "Ministers met: two."]


def test_the_record_of_a_report_comes_last_and_goes_first(desk: Desk, tmp_path: Path) -> None:
    store = shelf(filled(desk))
    job = plan(desk, ["one"])[0]
    there = moved(job, checkout(store, tmp_path / "there", {"one"}))
    assert run(there).state == "done"
    publish(store, there, ["html", "ipynb"])
    record = made.path_of(job).relative_to(desk.root).as_posix()
    done = store.done  # type: ignore[attr-defined]
    assert done[-1] == f"+{record}"
    pages = [number for number, what in enumerate(done) if what.startswith("+reports/one/brief.")]
    assert done.index(f"-{record}") < min(pages)
    assert done.index("+reports/one/data/dossier.json") < done.index(f"-{record}")
    copy = Survey(store, tmp_path / "copy").desk
    assert decide(copy, plan(copy, ["one"]))[0].why == "unchanged"


def test_the_list_of_reports_knows_what_others_made(desk: Desk, tmp_path: Path) -> None:
    store = shelf(filled(desk))
    here = Survey(store, tmp_path / "here")
    assert entries(here.desk) == []
    there = moved(plan(desk, ["one"])[0], checkout(store, tmp_path / "there", {"one"}))
    assert run(there).state == "done"
    publish(store, there, ["html", "ipynb"])
    failed = explained(store.held["reports/one/brief.ipynb"], "No such thing.")  # type: ignore[attr-defined]
    store.held["reports/one/brief.failed.ipynb"] = failed  # type: ignore[attr-defined]
    here.look_again()
    (entry,) = entries(here.desk)
    assert (entry.summit, entry.since, entry.failed) == ("one", (), "No such thing.")
    assert {name for name, fresh in entry.formats.items() if fresh} == {"html", "ipynb"}
    assert entry.reviewed

    del store.held["reports/one/brief.html"]  # type: ignore[attr-defined]
    here.look_again()
    assert "html" not in entries(here.desk)[0].formats


def test_a_format_asked_for_later_leaves_what_stands(desk: Desk, tmp_path: Path) -> None:
    from summitry.runs import make_report

    make_report(filled(desk), "one", formats=["ipynb"])
    store = shelf(desk)
    notebook = store.held["reports/one/brief.ipynb"]  # type: ignore[attr-defined]
    there = checkout(store, tmp_path / "there", {"one"})
    job = moved(plan(desk, ["one"], formats=["ipynb", "html"])[0], there)
    fetch_notebooks(store, [job])
    told: list[Sequence[str]] = []
    run_all([job], 1, force=False, kept=lambda job, formats: (told.append(formats), publish(store, job, formats))[1])
    assert [list(formats) for formats in told] == [["html"]]
    assert store.held["reports/one/brief.ipynb"] == notebook  # type: ignore[attr-defined]
    assert store.held["reports/one/brief.html"].rstrip().endswith(b"</html>")  # type: ignore[attr-defined]
