"""Names compared without accents and case."""

from __future__ import annotations

import unicodedata

from summitry.vocabulary.tables import remembered


@remembered
def fold(word: str) -> str:
    """``word`` in lower case, without accents, with plain apostrophes."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'")
