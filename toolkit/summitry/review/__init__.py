"""An analyst's decisions, which outlive re-extraction: an append-only ledger, replayed over the records.

``ledger`` is the file, ``decisions`` and ``values`` what may stand in it, ``replay`` the pure function from records and
decisions to the effective records, ``session`` what the command line and the widgets call.
"""

from __future__ import annotations

from summitry.review.decisions import Action, Decision
from summitry.review.ledger import Ledger, append, read
from summitry.review.replay import Outcome, Reviewed, replay, undecided
from summitry.review.session import Review, analyst
from summitry.review.states import OPEN, REVIEWED, STATES, State

__all__ = [
    "OPEN",
    "REVIEWED",
    "STATES",
    "Action",
    "Decision",
    "Ledger",
    "Outcome",
    "Review",
    "Reviewed",
    "State",
    "analyst",
    "append",
    "read",
    "replay",
    "undecided",
]
