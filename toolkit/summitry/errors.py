"""What can go wrong, as exceptions that say what happened, where, and what to do next.

Every error that a user can cause is a :class:`SummitryError`. The command line prints ``message`` on one line and
``remedy`` on the next and exits with 2; a traceback appears only with ``--debug``.
"""

from __future__ import annotations


class SummitryError(Exception):
    """Base of all errors that Summitry raises on purpose.

    ``message`` names what happened and in which file or record; ``remedy`` names what to do next.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message


class DeskError(SummitryError):
    """A desk or summit folder is missing, malformed, or named in a way that is not allowed."""


class SettingsError(SummitryError, ValueError):
    """``desk.toml`` or ``summit.toml`` holds a value that cannot be used."""


class SourceError(SummitryError):
    """A source file cannot be read (missing, empty, encrypted, images only, undecodable, too large)."""


class VocabularyError(SummitryError, ValueError):
    """A vocabulary line is malformed."""


class ExtractorError(SummitryError):
    """An extractor is unknown, or what it needs is not installed or configured."""


class ReviewError(SummitryError, ValueError):
    """A decision of an analyst cannot be made or stored."""


class TemplateError(SummitryError):
    """A template is unknown or is not a parameterized notebook."""


class ParameterError(SummitryError, ValueError):
    """A template parameter is unknown or of the wrong type."""


class RunError(SummitryError):
    """A report could not be made."""
