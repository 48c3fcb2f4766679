"""What is wrong with a desk, as values that can be listed together (errors that stop work are exceptions)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summitry.errors import SummitryError

Level = Literal["error", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken or doubtful thing: ``where`` is a path in the desk, ``remedy`` says what to do next.

    An ``error`` takes something out of the reports; a ``notice`` is worth knowing.
    """

    level: Level
    where: str
    message: str
    remedy: str = ""

    @classmethod
    def of(cls, where: str, error: SummitryError) -> Problem:
        """The problem that a caught error describes."""
        return cls("error", where, error.message, error.remedy)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where and self.where not in self.message else self.message
