"""What the rules know, as data: one CSV per kind of knowledge, and the small loader that reads them.

Every CSV opens with comment lines (``#``; the first says what the file holds and its licence), then a header. Cells
that hold several values separate them by ``;``. A desk adds lines of its own through :func:`register`: a CSV with the
file name of a built-in one (``outlets.csv``, ``country_forms.csv``, …), the same columns or some of them.
Nothing is read at import time; every table is read once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from summitry.vocabulary.tables import Row, built_in, extra, kept, names, register, remembered, rows, version

__all__ = [
    "City",
    "Country",
    "CountryForm",
    "Office",
    "Organisation",
    "Outlet",
    "PublicFigure",
    "Row",
    "abbreviations",
    "built_in",
    "cities",
    "common_words",
    "countries",
    "country_forms",
    "country_name",
    "extra",
    "family_names_first",
    "given_names",
    "honorifics",
    "is_country",
    "members",
    "names",
    "not_people",
    "offices",
    "organisations",
    "outlet",
    "outlets",
    "place_words",
    "public_figures",
    "register",
    "rows",
    "shared_forms",
    "topics",
    "version",
    "word_list",
]


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    alpha2: str
    name: str
    status: str
    region: str


@dataclass(frozen=True, slots=True)
class CountryForm:
    form: str
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class City:
    form: str
    country: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Office:
    form: str
    title: str
    rank: str
    side: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """``forms`` holds every way of writing it, the name included; ``state`` is "" for international bodies."""

    name: str
    forms: tuple[str, ...]
    kind: str
    code: str
    state: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """``forms`` holds every way of writing it, the name included; ``country`` is "" where an outlet belongs to none."""

    name: str
    forms: tuple[str, ...]
    country: str
    hosts: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A holder of an office; ``forms`` holds every way of writing the name, the name included.

    ``country`` is "" for officials of international bodies, ``organisation`` for those of states. ``start`` and ``end``
    are years, None where not known; no ``end`` may also mean still in office.
    """

    name: str
    forms: tuple[str, ...]
    country: str
    organisation: str
    title: str
    start: int | None
    end: int | None


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


@kept
def countries() -> dict[str, Country]:
    """States and territories by alpha-3 code."""
    return {row["code"]: Country(**row) for row in rows("countries")}


def is_country(code: str) -> bool:
    """Whether ``code`` is a known alpha-3 code (XKX, EUU and former states included)."""
    return code in countries()


def country_name(code: str) -> str:
    """The usual short English name; the code itself where it is unknown."""
    country = countries().get(code)
    return country.name if country else code


@kept
def country_forms() -> tuple[CountryForm, ...]:
    """Names, adjectives, peoples and metonyms of states, exact and case-sensitive."""
    return tuple(CountryForm(**row) for row in rows("country_forms"))


@kept
def shared_forms() -> dict[str, str]:
    """Form of a state -> the other state that it may stand for: "Congo" for the Republic of the Congo."""
    return {row["form"]: row["other"] for row in rows("shared_forms")}


@kept
def cities() -> tuple[City, ...]:
    """Capitals and other places where leaders meet."""
    return tuple(City(row["form"], row["country"], row["capital"] == "yes") for row in rows("cities"))


@kept
def offices() -> tuple[Office, ...]:
    """Offices as they stand before or after a name."""
    return tuple(Office(**row) for row in rows("offices"))


@kept
def honorifics() -> dict[str, str]:
    """Honorific -> gender ("m", "f", or "" where it tells none)."""
    return {row["form"]: row["gender"] for row in rows("honorifics")}


@kept
def organisations() -> tuple[Organisation, ...]:
    """Bodies that take part, sign, or are spoken for."""
    return tuple(
        Organisation(row["name"], _split(f"{row['name']};{row['forms']}"), row["kind"], row["code"], row["state"])
        for row in rows("organisations")
    )


@kept
def outlets() -> tuple[Outlet, ...]:
    """News agencies, broadcasters, papers, sites, official sites and channels."""
    return tuple(
        Outlet(
            row["name"],
            _split(f"{row['name']};{row['forms']}"),
            row["country"],
            _split(row["hosts"].lower()),
            row["kind"],
        )
        for row in rows("outlets")
    )


@kept
def _outlet_index() -> tuple[dict[str, Outlet], dict[str, Outlet]]:
    # A desk's line stands after the built-in one and so wins.
    by_form = {form.casefold(): outlet for outlet in outlets() for form in outlet.forms}
    by_host = {host: outlet for outlet in outlets() for host in outlet.hosts}
    return by_form, by_host


def outlet(text: str) -> Outlet | None:
    """The outlet for a name in any of its forms, a host, or a URL (``https://eng.belta.by/…`` is BelTA)."""
    by_form, by_host = _outlet_index()
    if found := by_form.get(text.strip().casefold()):
        return found
    try:
        host = urlsplit(text if "://" in text else f"//{text.strip()}").hostname or ""
    except ValueError:
        return None
    labels = host.rstrip(".").split(".")
    hosts = (".".join(labels[i:]) for i in range(len(labels)))
    return next((by_host[host] for host in hosts if host in by_host), None)


@kept
def public_figures() -> tuple[PublicFigure, ...]:
    """Leaders, foreign ministers, envoys and heads of international bodies, one entry per person and office."""
    return tuple(
        PublicFigure(
            row["name"],
            _split(f"{row['name']};{row['forms']}"),
            row["country"],
            row["organisation"],
            row["title"],
            int(row["start"]) if row["start"] else None,
            int(row["end"]) if row["end"] else None,
        )
        for row in rows("public_figures")
    )


@kept
def given_names() -> dict[str, str]:
    """Given name -> gender: "m", "f", or "u" for either."""
    return {row["name"]: row["gender"] for row in rows("given_names")}


@kept
def family_names_first() -> frozenset[str]:
    """Family names that stand before the given name (Xi, Kim, Nguyen)."""
    return frozenset(row["name"] for row in rows("family_names_first"))


@kept
def topics() -> dict[str, tuple[str, ...]]:
    """Topic -> its phrases, lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("topics"):
        found[row["topic"]] = (*found.get(row["topic"], ()), row["phrase"])
    return found


@kept
def members() -> dict[str, frozenset[str]]:
    """Short code of a body of states -> the states whose leaders meet there."""
    return {row["body"]: frozenset(_split(row["states"])) for row in rows("members")}


@kept
def not_people() -> frozenset[str]:
    """Capitalised words and phrases that look like parts of a person's name and are not."""
    return frozenset(row["form"] for row in rows("not_people"))


@kept
def common_words() -> frozenset[str]:
    """Words, in lower case, that are nobody's name though a heading or a body's name may capitalise them."""
    return frozenset(row["form"] for row in rows("common_words"))


@kept
def place_words() -> frozenset[str]:
    """Last words of capitalised sequences that name a place, body or event, not a person."""
    return frozenset(row["form"] for row in rows("place_words"))


@kept
def abbreviations() -> dict[str, bool]:
    """Abbreviation with its full stop -> whether that stop never ends a sentence."""
    return {row["form"]: row["always"] == "yes" for row in rows("abbreviations")}


@remembered
def word_list(name: str) -> frozenset[str]:
    """A small closed class of words or phrases by name (``word_lists.csv``); empty for an unknown name."""
    return frozenset(word for row in rows("word_lists") if row["list"] == name for word in _split(row["words"]))


@kept
def word_lists(*names: str) -> frozenset[str]:
    """Several lists of :func:`word_list` as one."""
    return frozenset().union(*map(word_list, names))
