"""What is known of a source besides its text: the analyst's word over the file's own over the outlet vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from summitry import vocabulary
from summitry.model import Source
from summitry.settings import SourceSettings, SummitSettings
from summitry.sources import language


def described(source: Source, file: str, settings: SummitSettings) -> Source:
    """``source`` as ``file`` of the summit, with ``[[sources]]`` over its own metadata over the vocabulary."""
    given = next((item for item in settings.sources if item.file == file), SourceSettings(file=file))
    url = given.url or source.url
    own = given.outlet or source.outlet
    known = _outlet(own, url, file)
    # A file's own idea of its outlet's country does not describe another outlet that the analyst named.
    country = given.outlet_country or (source.outlet_country if given.outlet in (None, source.outlet) else None)
    country = country or (known.country if known else None) or None
    outlet = given.outlet or (known.name if known else own)
    agency = known is not None and known.kind == "agency"
    return replace(
        source, file=file, outlet=outlet, outlet_country=country, url=url,
        kind=given.kind or _kind(country, agency, outlet, settings),
        title=given.title or source.title, published=given.date or source.published,
        retrieved=given.retrieved or source.retrieved,
        language=given.language or source.language, note=_note(source, given),
    )  # fmt: skip


def _outlet(name: str | None, url: str | None, file: str) -> vocabulary.Outlet | None:
    """The vocabulary's entry for the outlet's name, else for the address's host, else for the file's name."""
    if name:
        return vocabulary.outlet(name)
    host = _host(url)
    if host:
        return vocabulary.outlet(host)
    stem = PurePosixPath(file).stem
    words = [word for word in re.split(r"[-_ .]+", stem) if not word.isdigit()]
    # "irna-english-2025" may be IRNA: the longest leading run of words that is an outlet.
    for length in range(min(len(words), 4), 0, -1):
        for joint in (" ", "-", "", "."):
            found = vocabulary.outlet(joint.join(words[:length]))
            if found is not None:
                return found
    return None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # e.g. an unbalanced bracket in the address
        return None


def _kind(country: str | None, agency: bool, outlet: str | None, settings: SummitSettings) -> str:
    """Whose voice the source is: the host's side, a guest's, a news agency's, other press, or not known."""
    if country is not None and country == (settings.host or settings.country):
        return "host"
    if country is not None and country in settings.parties:
        return "guest"
    if agency:
        return "wire"
    return "press" if outlet else "other"


def _note(source: Source, given: SourceSettings) -> str:
    """Why the source is not mined, where the analyst corrects the language that was detected."""
    if given.language is None or given.language == source.language:
        return source.note
    note = language.note(given.language)
    return note or ("" if source.note == language.note(source.language) else source.note)
