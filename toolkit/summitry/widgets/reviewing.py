"""Where an analyst decides on the record that is chosen in the explorer, or adds one from words of a source.

Each decision is stored at once, in the summit's ledger, by :class:`summitry.review.Review`, which checks it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from summitry import words
from summitry.errors import SummitryError
from summitry.explore import REJECTED, REVIEW_MARKS, worded
from summitry.markup import Safe, tag
from summitry.widgets.selector import SourceText

if TYPE_CHECKING:
    from summitry.dossier import Dossier
    from summitry.review import Decision, Review
    from summitry.summit import Summit

_LABEL = 70  # characters of a record's name in a list of choices
_COLUMNS = {"positions": 3, "events": 4}
_DONE = {
    "accept": "accepted", "reject": "rejected", "defer": "deferred", "correct": "corrected", "merge": "merged",
    "split": "split", "add": "added", "note": "noted", "undo": "undone",
}  # fmt: skip


class Reviewing:
    """The controls of a review; ``layout`` holds them. ``decided`` is called after each decision that was stored."""

    def __init__(self, summit: Summit, decided: Callable[[], None]) -> None:
        self._summit, self._decided = summit, decided
        self._dossier: Dossier | None = None
        self._table, self._record = "", ""
        self._made: list[str] = []
        self.about = ipywidgets.HTML()
        self.said = ipywidgets.HTML()
        self.reason = ipywidgets.Text(description="Reason", placeholder="why; or the text of a note",
                                      tooltip="Kept with the decision")  # fmt: skip
        self.buttons = {
            name: ipywidgets.Button(description=name.capitalize(), tooltip=tip)
            for name, tip in {
                "accept": "The record is right as it is shown", "reject": "The record is none: leave it out",
                "defer": "Decide later", "note": "Keep the reason as a note; that decides nothing",
                "split": "Take it apart into what each source says",
                "undo": "Take back the last decision on the chosen record, else the last one made here",
            }.items()
        }  # fmt: skip
        self.field = ipywidgets.Dropdown(description="Field", tooltip="What to correct")
        self.value = ipywidgets.Text(description="Value", tooltip='Empty for none; a list as ["one", "two"]')
        self.other = ipywidgets.Dropdown(description="Same as", tooltip="The record that is the same one")
        self.source = ipywidgets.Dropdown(description="Source", tooltip="The source that has the words")
        self.text = SourceText()
        self.values = ipywidgets.Textarea(
            description="Values", tooltip="One FIELD=VALUE a line; its name, label or content is the marked words",
            placeholder="FIELD=VALUE, one a line",
        )  # fmt: skip
        self.buttons |= {
            name: ipywidgets.Button(description=text, tooltip=tip)
            for name, text, tip in (
                ("correct", "Correct", "Set the field to the value"),
                ("merge", "Merge", "Make one record of both; the chosen one keeps its values"),
                ("add", "Add", "Add a record to the table that is shown, on the marked words"),
            )
        }
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: getattr(self, f"_{name}", lambda: self._judge(name))())
        self.field.observe(self._fill_value, "value")
        self.source.observe(self._fill_text, "value")
        self.layout = self._arranged()

    def _arranged(self) -> ipywidgets.VBox:
        rows = {
            "decide": [self.buttons[name] for name in ("accept", "reject", "defer", "note", "split", "undo")],
            "correct": [self.field, self.value, self.buttons["correct"]],
            "merge": [self.other, self.buttons["merge"]],
        }
        boxes = {name: ipywidgets.Box(children) for name, children in rows.items()}
        for name, box in boxes.items():
            box.add_class(f"summitry-{name}")
        record = ipywidgets.VBox([self.about, self.reason, *boxes.values()])
        added = ipywidgets.VBox([self.source, self.text, self.values, self.buttons["add"]])
        tabs = ipywidgets.Accordion([record, added], titles=("Review the chosen record", "Add a record"))
        tabs.selected_index = 0
        layout = ipywidgets.VBox([tabs, self.said])
        layout.add_class("summitry-reviewing")
        return layout

    def show(self, dossier: Dossier, table: str, record_id: str) -> None:
        """Offer what can be decided on this record; ``record_id`` is empty where none is chosen."""
        changed, self._dossier = dossier is not self._dossier, dossier
        self._table, self._record = table, record_id
        if changed:
            files = [(f"{row['outlet'] or row['file']} ({row['file']})", row["source_id"])
                     for row in words.rows(dossier.sources)]  # fmt: skip
            kept = self.source.value
            self.source.options = files
            self.source.value = kept if kept in [id for _, id in files] else files[0][1] if files else None
        self.about.value = self._state()
        for name, button in self.buttons.items():
            button.disabled = not record_id and name not in ("undo", "add")
        self.buttons["add"].description = f"Add to {table}"
        self._fill_fields()
        self._fill_others()

    def _state(self) -> Safe:
        """What was decided on the record so far."""
        assert self._dossier is not None
        if not self._record:
            return tag("p", "Choose a row above to decide on it.", class_="summitry-empty")
        state = self._dossier.state_of(self._record)
        gone = self._is_rejected()
        text = REVIEW_MARKS[REJECTED if gone else state.state] or "Not reviewed"
        by, at, reason = (state.by, state.at, state.reason) if not gone else self._rejection()
        said = [f"{text}, by {by}, {words.day(at)}" if by else text, reason]
        said += [*state.corrections, *state.changes, *(f"note: {note}" for note in state.notes)]
        return tag("p", tag("strong", _label(self._dossier, self._table, self._record)), " · ",
                   " · ".join(filter(None, said)))  # fmt: skip

    def _rejection(self) -> tuple[str, str, str]:
        """By whom, when and why the record was rejected."""
        assert self._dossier is not None
        made = [
            (row["by"], row["at"], row["reason"] or "") for row in words.rows(self._dossier.review)
            if row["action"] == "reject" and row["record_id"] == self._record and row["effect"] != "undone"
        ]  # fmt: skip
        return made[-1] if made else ("", "", "")

    def _is_rejected(self) -> bool:
        left_out = self._dossier.left_out if self._dossier is not None else {}
        return self._table in left_out and self._record in set(left_out[self._table].iloc[:, 0])

    def _fill_fields(self) -> None:
        from summitry.review.values import fields_of

        names = fields_of(self._table) if self._record else ()
        kept = self.field.value
        self.field.options = [(name.replace("_", " "), name) for name in names]
        self.field.value = kept if kept in names else names[0] if names else None
        self._fill_value()

    def _fill_value(self, _: Any = None) -> None:
        from summitry.review.values import as_typed

        row = self._row()
        self.value.value = as_typed(row[self.field.value]) if row and self.field.value else ""

    def _row(self) -> Mapping[str, Any]:
        assert self._dossier is not None
        tables = self._dossier.left_out if self._is_rejected() else self._dossier.tables()
        rows = tables[self._table]
        return next(iter(words.rows(rows[rows.iloc[:, 0] == self._record])), {})

    def _fill_others(self) -> None:
        """Records of the table, those that may be the same one first."""
        assert self._dossier is not None
        found: dict[str, str] = {}
        if self._record:
            for pair in words.rows(self._dossier.suggestions):
                ids = pair["record_id"], pair["other_id"]
                if self._record in ids:
                    found[ids[ids[0] == self._record]] = f" (may be: {pair['why']})"
            rows = getattr(self._dossier, self._table)
            found |= {id: found.get(id, "") for id in map(str, rows.iloc[:, 0]) if id != self._record}
        self.other.options = [(f"{_label(self._dossier, self._table, id)}{why}", id) for id, why in found.items()]
        self.other.value = next(iter(found), None)

    def _fill_text(self, _: Any = None) -> None:
        texts = self._dossier.texts if self._dossier is not None else {}
        self.text.text, self.text.span = texts.get(self.source.value or "", ""), [0, 0]

    def _judge(self, name: str) -> None:
        self._decide(lambda sitting: getattr(sitting, name)(self._record, self.reason.value))

    def _correct(self) -> None:
        field, value = self.field.value, self.value.value
        self._decide(lambda sitting: sitting.set(self._record, field, value, self.reason.value))

    def _merge(self) -> None:
        other = self.other.value
        self._decide(lambda sitting: sitting.merge(self._record, other or "", self.reason.value))

    def _add(self) -> None:
        pairs = [line.partition("=") for line in self.values.value.splitlines() if line.strip()]
        place = f"{self.source.value}:{self.text.span[0]}:{self.text.span[1]}"
        values = {name.strip(): value.strip() for name, _, value in pairs}
        self._decide(lambda sitting: sitting.add_words(self._table, place, values, self.reason.value))

    def _undo(self) -> None:
        assert self._dossier is not None
        made = [
            row["decision_id"] for row in words.rows(self._dossier.review)
            if self._record in (row["record_id"], row["current_id"])
            and row["action"] != "undo" and row["effect"] != "undone"
        ] if self._record else self._made  # fmt: skip
        if not made:
            self._say("Nothing was decided here that could be undone.", "summitry-failed")
            return
        self._decide(lambda sitting: sitting.undo(made[-1], self.reason.value))
        self._made = [one for one in self._made if one != made[-1]]

    def _decide(self, act: Callable[[Review], Decision]) -> None:
        """Make one decision and store it, or say why not."""
        try:
            sitting = self._summit.review()
            made = act(sitting)
            sitting.save()
        except SummitryError as error:
            self._say(f"{error.message} {error.remedy}", "summitry-failed")
            return
        if made.action != "undo":
            self._made.append(made.decision_id)
        self.reason.value = self.values.value = ""
        self._say(f"{made.record_id} {_DONE[made.action]} by {made.by}; stored in {sitting.path.name}.")
        self._decided()

    def _say(self, text: str, kind: str = "") -> None:
        self.said.value = tag("p", text, role="status", class_=f"summitry-said {kind} mathjax_ignore tex2jax_ignore")


def _label(dossier: Dossier, table: str, record_id: str) -> str:
    """A record in a few words: its first columns, which for a statement and an event take more to tell it apart."""
    for tables in (dossier.tables(), dossier.left_out):
        rows = tables.get(table)
        if rows is None:
            continue
        shown = worded(table, rows[rows.iloc[:, 0] == record_id])
        if len(shown):
            told = [str(cell) for cell in shown.to_numpy()[0] if cell]
            return words.clip(" · ".join(told[: _COLUMNS.get(table, 2)]), _LABEL)
    return record_id
