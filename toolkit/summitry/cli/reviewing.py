"""Commands by which an analyst corrects what was extracted: review, log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from .common import common, complain, open_desk
from .display import as_csv, as_json, as_table, clean, plural, rows_of

if TYPE_CHECKING:
    from ..model import Record
    from ..review import Decision, Review

_OPEN = ("state", "record_id", "table", "record", "outlets", "changes", "notes")
_ORPHANS = ("decision_id", "action", "record_id", "exact", "by", "at", "why")
_LOG = ("decision_id", "at", "by", "action", "record_id", "what", "reason", "effect", "why")


@click.command(short_help="List what is not reviewed, and decide on it.")
@click.argument("summit")
@click.option("--accept", metavar="ID", multiple=True, help="The record is right as it is shown.")
@click.option("--reject", metavar="ID", multiple=True, help="The record is none: leave it out from now on.")
@click.option(
    "--set", "corrections", nargs=2, metavar="ID FIELD=VALUE", multiple=True,
    help="Correct a field; no VALUE empties it, a list is JSON.",
)  # fmt: skip
@click.option("--merge", nargs=2, metavar="ID ID", multiple=True, help="Make one of two; the first keeps its values.")
@click.option("--split", metavar="ID", multiple=True, help="Take a record apart into what each source says.")
@click.option(
    "--add", "additions", nargs=2, metavar="TABLE WORDS", multiple=True,
    help="Add a record (one a call) that stands on WORDS: FILE:START:END, or FILE:TEXT if that stands there once.",
)  # fmt: skip
@click.option(
    "--with", "values", metavar="FIELD=VALUE", multiple=True,
    help="A value of the record that --add adds; its name, label or content is the selected words unless given.",
)  # fmt: skip
@click.option("--defer", metavar="ID", multiple=True, help="Decide later; it is listed last.")
@click.option("--note", nargs=2, metavar="ID TEXT", multiple=True, help="Write something down about a record.")
@click.option("--undo", metavar="DECISION", multiple=True, help="Take a decision back; see their ids with log.")
@click.option("--reason", metavar="TEXT", default="", help="Why; kept with every decision of this call.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@common
def review(summit: str, reason: str, form: str, **options: Any) -> None:
    """List what no analyst has decided on yet; with options, decide.

    What has changed since it was reviewed comes first (a rejected record that other sources give since, too), then what
    is open, then what was deferred, then decisions whose record is gone. IDs may be shortened as long as they name one
    record. All decisions of a call are stored in review.jsonl in the summit's folder, or none of them; it is only ever
    appended to. SUMMITRY_ANALYST says who decides, else git's user.name, else the login.

    \b
    Example:
      summitry review 2025-08-20-minsk
      summitry review 2025-08-20-minsk --accept d-3f0c --set s-91 speaker="Anna Kovar" --reason "As in the readout"
      summitry review 2025-08-20-minsk --set d-3f0c 'parties=["BLR", "IRN"]' --merge p-02 p-7a
      summitry review 2025-08-20-minsk --add documents "belta.md:a plan on trade" --with type=action_plan
    """
    sitting = open_desk().summit(summit).review()
    for problem in sitting.ledger.problems:
        complain(str(problem), problem.remedy, kind=problem.level)
    if any(options.values()):
        made = _decided(sitting, reason, options)
        if form == "json":
            click.echo(as_json([_decision(one) for one in made]))
        for one in made if form == "table" else ():
            click.echo(clean(f"{one.decision_id} {one.action} {one.record_id} {_what(one)}"))
    elif reason:
        raise click.UsageError("--reason needs a decision to go with, as --accept ID.")
    else:
        _list(sitting, form)


def _decided(sitting: Review, reason: str, options: dict[str, Any]) -> tuple[Decision, ...]:
    """Make all decisions, then store them together; what is set, merged or split can be accepted in the same call."""
    for decision in options["undo"]:
        sitting.undo(decision, reason)
    for id in options["split"]:
        sitting.split(id, reason)
    for id, other in options["merge"]:
        sitting.merge(id, other, reason)
    for id, assignment in options["corrections"]:
        sitting.set(id, *_assigned("--set", assignment), reason)
    if options["values"] and not options["additions"]:
        raise click.UsageError("--with needs the record to be added: --add TABLE WORDS.")
    if len(options["additions"]) > 1:
        raise click.UsageError("--add adds one record a call, which the values of --with belong to.")
    for table, words in options["additions"]:
        sitting.add_words(table, words, dict(_assigned("--with", one) for one in options["values"]), reason)
    acts: dict[str, Callable[[str, str], Decision]] = {
        "reject": sitting.reject, "defer": sitting.defer, "accept": sitting.accept,
    }  # fmt: skip
    judged: dict[str, str] = {}
    for name, act in acts.items():
        for id in options[name]:
            record_id = act(id, reason).record_id
            if judged.setdefault(record_id, name) != name:
                raise click.UsageError(f"--{judged[record_id]} and --{name} are both given for {record_id}.")
    for id, text in options["note"]:
        sitting.note(id, text)
    return sitting.save()


def _assigned(option: str, assignment: str) -> tuple[str, str]:
    field, sign, value = assignment.partition("=")
    if not sign:
        raise click.UsageError(f"{option} needs FIELD=VALUE, not {assignment!r}.")
    return field.strip(), value


def _decision(one: Decision) -> dict[str, Any]:
    names = ("decision_id", "at", "by", "table", "record_id", "action", "field", "before", "after", "reason", "exact")
    return {name: getattr(one, name) for name in names}


def _what(one: Decision) -> str:
    if one.field:
        return f"{one.field}: {_worded(one.before)} → {_worded(one.after)}"
    if one.action == "merge":
        return f"with {', '.join(one.after)}"
    return str(one.before) if one.action == "undo" else " ".join(one.exact.split())[:80]


def _worded(value: Any) -> str:
    from ..review.nodes import worded

    return worded(value)


def _list(sitting: Review, form: str) -> None:
    found = _unreviewed(sitting)
    orphans = [
        {name: getattr(outcome.decision, name, None) for name in _ORPHANS} | {"why": outcome.why}
        for outcome in sitting.reviewed.outcomes if outcome.effect == "orphan"
    ]  # fmt: skip
    total, done = _progress(sitting)
    pairs = _pairs(sitting)
    if form == "json":
        rejected = len(sitting.reviewed.rejected)
        counts = {"reviewed": done, "total": total, "rejected": rejected}
        click.echo(as_json({**counts, "open": found, "suggestions": pairs, "orphans": orphans}))
        return
    if found:
        click.echo(as_table(found, _OPEN), nl=False)
    if pairs:
        click.echo("\nMay be one (--merge ID ID makes them one; --accept both takes them off this list):")
        click.echo(as_table(pairs, ("record_id", "record", "other_id", "other", "why")), nl=False)
    if orphans:
        click.echo("\nDecisions whose record is gone (--undo DECISION takes them off this list):")
        click.echo(as_table(orphans, _ORPHANS), nl=False)
    rejected = len(sitting.reviewed.rejected)
    click.echo(f"{'' if not found and not orphans else chr(10)}{done} of {plural(total, 'record')} reviewed"
               + (f", {rejected} rejected" if rejected else ""))  # fmt: skip


def _pairs(sitting: Review) -> list[dict[str, Any]]:
    """Records that may be one."""
    from ..review import undecided

    found = undecided(sitting.reviewed)
    called = {one.id: _called(table, one.record) for table in {pair.table for pair in found}
              for one in sitting.records(table)}  # fmt: skip
    return [
        {"table": pair.table, "record_id": pair.record_id, "record": called.get(pair.record_id, ""),
         "other_id": pair.other_id, "other": called.get(pair.other_id, ""), "why": pair.why}
        for pair in found
    ]  # fmt: skip


def _unreviewed(sitting: Review) -> list[dict[str, Any]]:
    """Records that need an analyst: what changed first, deferred ones last, otherwise table by table."""
    from ..dossier import REVIEWED_TABLES
    from ..review import STATES
    from ..review.values import KINDS

    found = [*_rejected_and_given_since(sitting)]
    for table in KINDS:
        for one in sitting.records(table):
            state = sitting.state(one.id)
            if not state.reviewed and (table in REVIEWED_TABLES or state.state != "open"):
                found.append({
                    "state": state.state, "record_id": one.id, "table": table, "record": _called(table, one.record),
                    "outlets": list(one.outlets), "changes": list(state.changes), "notes": list(state.notes),
                })  # fmt: skip
    return sorted(found, key=lambda row: STATES.index(row["state"]) if row["state"] in STATES else -1)


def _rejected_and_given_since(sitting: Review) -> Iterator[dict[str, Any]]:
    """Rejected records that other sources give, too: they stay out, but that may be worth another look."""
    rejected = {item.id: one for one in sitting.reviewed.rejected.values() for item in one.items}
    for outcome in sitting.reviewed.outcomes:
        one = next((rejected[id] for id in outcome.decision.ids if id in rejected), None)
        if one and outcome.decision.action == "reject" and outcome.effect == "changed":
            table = one.record.TABLE
            yield {
                "state": "rejected", "record_id": one.id, "table": table, "record": _called(table, one.record),
                "outlets": list(one.outlets), "changes": [outcome.why], "notes": [],
            }  # fmt: skip


def _called(table: str, record: Record) -> str:
    """A record in a line: its main values, as they would be read out."""
    names = {
        "participants": ("name", "title", "country", "role"), "documents": ("label", "title", "count", "status"),
        "positions": ("speaker", "content"), "events": ("kind", "date", "time", "label"), "entities": ("name", "kind"),
        "quantities": ("measure", "subject", "value"),
    }[table]  # fmt: skip
    values = (getattr(record, name) for name in names)
    return " · ".join(str(value) for value in values if value not in (None, "", ()))


def _progress(sitting: Review) -> tuple[int, int]:
    from ..dossier import REVIEWED_TABLES

    states = [sitting.state(one.id) for table in REVIEWED_TABLES for one in sitting.records(table)]
    return len(states), sum(state.reviewed for state in states)


@click.command(short_help="Print who decided what, when and why.")
@click.argument("summit")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print it.")
@common
def log(summit: str, form: str) -> None:
    """Print the decisions of a summit in the order in which they were made, and what became of each.

    The effect is: stands, changed (the record says something else now), orphan (it is gone), replaced (by a later
    decision), or undone.

    \b
    Example:
      summitry log 2025-08-20-minsk
      summitry log 2025-08-20-minsk --format csv > decisions.csv
    """
    from ..model import TABLES

    found = open_desk().summit(summit)
    ledger = found.decisions()
    for problem in ledger.problems:
        complain(str(problem), problem.remedy, kind=problem.level)
    rows = rows_of(found.dossier().review)
    if form == "json":
        click.echo(as_json(rows))
    elif form == "csv":
        click.echo(as_csv(rows, tuple(TABLES["review"])), nl=False)
    else:
        shown = [row | {"what": _what(one)} for row, one in zip(rows, ledger.decisions, strict=True)]
        click.echo(as_table(shown, _LOG) if rows else "No decision yet.\n", nl=False)
