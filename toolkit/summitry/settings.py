"""``desk.toml`` and ``summit.toml``: what may stand in them; errors name file, key, value and what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from summitry.errors import SettingsError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATES = "a date like 2025-08-20, 2025-08 or 2025"


def partial_date(value: object) -> object:
    """An ISO 8601 date, possibly partial, from a TOML date or a string; ``ValueError`` for anything else."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _PARTIAL.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"must be {_DATES}")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"is no day of the calendar; write {_DATES}") from None
    return match.group()


def _country(value: str) -> str:
    from summitry import vocabulary

    if vocabulary.is_country(value):
        return value
    known = _nearest_country(value)
    raise ValueError("must be an ISO 3166-1 alpha-3 code like BLR" + (f"; did you mean {known!r}?" if known else ""))


def _nearest_country(text: str) -> str | None:
    """The code that ``text`` (a name or adjective, or a code in small letters) most likely stands for."""
    from rapidfuzz import fuzz, process, utils

    from summitry import vocabulary

    if vocabulary.is_country(text.strip().upper()):
        return text.strip().upper()
    names = {item.name: code for code, item in vocabulary.countries().items() if item.status != "former"}
    names |= {item.form: item.code for item in vocabulary.country_forms() if item.kind != "metonym"}
    found = process.extractOne(text, names.keys(), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=75)
    return names[found[0]] if found else None


def _line(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        raise ValueError("must not be empty")
    return text


def _relative(value: str) -> str:
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.name:
        raise ValueError("must be a relative path without '..'")
    return str(path)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


Day = Annotated[str, BeforeValidator(partial_date)]
Line = Annotated[str, AfterValidator(_line)]
Country = Annotated[str, AfterValidator(_country)]
Countries = Annotated[tuple[Country, ...], AfterValidator(_unique)]


class _Settings(BaseModel):
    # defer_build: the command line's help must not wait for validators that it does not use.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class SourceSettings(_Settings):
    """What an analyst states about one source file; it wins over what the file says of itself."""

    file: Annotated[str, AfterValidator(_relative)]
    outlet: Line | None = None
    outlet_country: Country | None = None
    kind: Literal["host", "guest", "wire", "press", "other"] | None = None
    title: Line | None = None
    date: Day | None = None
    retrieved: Day | None = None
    url: Line | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None


class SummitSettings(_Settings):
    """``summit.toml``."""

    title: Line
    start: Day
    end: Day | None = None
    city: Line | None = None
    country: Country | None = None
    venue: Line | None = None
    host: Country | None = None
    parties: Countries = ()
    format: Literal["bilateral", "multilateral"] | None = None
    sources: tuple[SourceSettings, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> SummitSettings:
        if self.end is not None and self.end < self.start[: len(self.end)]:
            raise ValueError(f"end = {self.end!r} is before start = {self.start!r}")
        names = [source.file for source in self.sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"[[sources]] names {', '.join(twice)} more than once")
        return self


class DeskSection(_Settings):
    """``[desk]``."""

    title: Line = "Summit desk"
    extractor: Line = "rules"


class ReportSection(_Settings):
    """``[report]``: what ``summitry report`` and ``summitry batch`` make where nothing else is said."""

    template: Line = "brief"
    formats: Annotated[tuple[Line, ...], AfterValidator(_unique)] = ("html",)


class VocabularySection(_Settings):
    """``[vocabulary]``: patterns, from the desk's root, of CSV files whose lines are added to the built-in tables."""

    extra: tuple[Annotated[str, AfterValidator(_relative)], ...] = ("vocabulary/*.csv",)


class DeskSettings(_Settings):
    """``desk.toml``; ``aliases`` are other spellings of persons' names, by name, and count before the built-in ones."""

    desk: DeskSection = DeskSection()
    report: ReportSection = ReportSection()
    vocabulary: VocabularySection = VocabularySection()
    aliases: dict[Line, tuple[Line, ...]] = {}

    @property
    def title(self) -> str:
        return self.desk.title

    @property
    def extractor(self) -> str:
        return self.desk.extractor


S = TypeVar("S", bound=_Settings)


def load(path: Path, model: type[S], *, where: str = "") -> S:
    """The settings in the TOML file ``path``; :class:`SettingsError` names ``where`` (or the path) and every fault."""
    shown = where or str(path)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(f"{shown} is missing.", "Write it, or make the summit with: summitry new") from None
    except OSError as error:
        raise SettingsError(f"{shown} cannot be read: {error.strerror}.", "Check that it is a readable file.") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{shown} is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{shown} is not valid TOML: {error}.", "Mend that line (text stands in quotes).") from None
    return validate(data, model, where=shown)


def validate(data: Mapping[str, Any], model: type[S], *, where: str) -> S:
    """``data`` as settings; :class:`SettingsError` names ``where`` and lists every key that is wrong at once."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [_fault(model, fault) for fault in error.errors()]
        raise SettingsError(
            f"{where}: {'; '.join(faults)}.", "Correct the key(s) named; the README lists what each may hold."
        ) from None


def _fault(model: type[BaseModel], fault: Any) -> str:
    """One validation fault in words: the key, its value and what is allowed."""
    key = _key(fault["loc"])
    given = fault.get("input")
    if fault["type"] == "missing":
        return f"the key {key!r} is missing"
    if fault["type"] == "extra_forbidden":
        return _unknown(model, fault["loc"])
    reason = str(fault["ctx"]["error"]) if fault["type"] == "value_error" else _plain(fault)
    return f"{key} = {_shown(given)} {reason}" if key else reason


def _plain(fault: Any) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "literal_error":
        return f"must be {context['expected']}"
    words = {"string_type": "must be text in quotes", "tuple_type": 'must be a list like ["BLR", "IRN"]'}
    if kind == "string_pattern_mismatch":
        return "must be a two-letter language code like 'en'"
    return words.get(kind, f"is not allowed ({fault['msg']})")


def _unknown(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    from rapidfuzz import process

    allowed = _keys(model, location[:-1])
    near = process.extractOne(str(location[-1]), allowed, score_cutoff=70)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"unknown key {_key(location)!r} ({hint}allowed: {', '.join(allowed)})"


def _keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys allowed at ``location``, following nested tables and lists of tables."""
    for part in location:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            model = next(kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type) and
                         issubclass(kind, BaseModel))  # fmt: skip
    return list(model.model_fields)


def _key(location: tuple[int | str, ...]) -> str:
    """``sources[2].date`` for ``("sources", 1, "date")``: counted from one, as a reader counts."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, date) else value.isoformat()
    return text if len(text) <= 80 else f"{text[:80]}…"


def to_toml(settings: SummitSettings) -> str:
    """``summit.toml`` for ``settings``; keys that are not set are left out."""
    lines = _lines(settings.model_dump(exclude_none=True, exclude={"sources"}))
    for source in settings.sources:
        lines += ["", "[[sources]]", *_lines(source.model_dump(exclude_none=True))]
    return "\n".join(lines) + "\n"


def _lines(values: Mapping[str, Any]) -> list[str]:
    days = {key for key in ("start", "end", "date", "retrieved") if len(values.get(key, "")) == 10}
    return [f"{key} = {value if key in days else _toml(value)}" for key, value in values.items() if value != ()]


def _toml(value: object) -> str:
    """A TOML list or basic string, with everything unsafe escaped."""
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return '"' + "".join(_escape(character) for character in str(value)) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return f"\\{character}"
    if code < 0x20 or code == 0x7F:
        return f"\\u{code:04x}"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else character
