"""Whose words a noun of speakers gives: the person whom it names, the author of a statement, the state of a body."""

from __future__ import annotations

from summitry.vocabulary import country_name, word_list

from .descriptions import generic, noun_phrase
from .reading import Reading
from .speakers import Phrase, Phrases, Speaker, Subject

# "a Norwegian statement" has so many words, "a statement of the Norwegian navy" more.
_STATE_SAYS = 3


def described_by(reading: Reading, phrases: Phrases, phrase: Phrase) -> Subject | None:
    """A general noun phrase as subject; a person named in it lends the country ("Mr Moon's office")."""
    speaker = phrase.speaker
    if speaker is None:
        return None
    if not speaker.joint and not word_list("authored").isdisjoint(reading.tokens.lower[phrase.first : phrase.last]):
        # "the minister's post said": the minister.
        mark = next((i for i in range(phrase.first, phrase.last) if _possessive(reading, i)), None)
        sentence = reading.sentence_of(phrase.first)
        owner = (phrases.ending(mark) or noun_phrase(reading, sentence, mark)) if mark is not None else None
        if owner is not None and owner.speaker is not None:
            return Subject(owner.speaker, phrase.first, phrase.last)
        if mark is None and (author := _author(reading, phrases, phrase)) is not None:
            return Subject(author, phrase.first, phrase.last)
        if mark is None and speaker.country is not None and phrase.last - phrase.first <= _STATE_SAYS:
            # "a Norwegian statement said": the state.
            return Subject(Speaker(country_name(speaker.country), speaker.country), phrase.first, phrase.last)
    words = reading.tokens.lower[phrase.first : phrase.last]
    private = not word_list("private_speaker").isdisjoint(words) or {"and", "other"} <= set(words)
    if speaker.country is None and not speaker.joint and not private:
        # "a committee on Norway" is nobody's.
        topics, before = word_list("topic_of_body"), reading.tokens.lower
        inner = [
            p.speaker.country
            for p in phrases.within(phrase.first, phrase.last)
            if p.speaker and p.speaker.country and before[p.first - 1] not in topics
        ]
        if inner:
            speaker = Speaker(speaker.name, inner[0], None, speaker.joint, speaker.plural)
    return Subject(speaker, phrase.first, phrase.last)


def _author(reading: Reading, phrases: Phrases, phrase: Phrase) -> Speaker | None:
    """Whose statement it is: "a written statement by the Norwegian foreign ministry", "of the king"."""
    lower = reading.tokens.lower
    head = next(i for i in range(phrase.first, phrase.last) if lower[i] in word_list("authored"))
    of = head + 1 + (lower[head + 1 : head + 2] in (["issued"], ["released"], ["published"]))
    if lower[of : of + 1] not in (["of"], ["by"], ["from"]) or of + 1 >= phrase.last:
        return None
    whole = phrases.ending(phrase.last)
    if whole is not None and whole.first == of + 1:
        return whole.speaker
    body = next((i for i in range(of + 1, phrase.last) if lower[i] in word_list("speaker_noun")), None)
    if body is None or lower[body] in word_list("occasion_noun"):
        return None  # "a statement from the summit"
    return generic(reading, of + 1, phrase.last, body)


def _possessive(reading: Reading, index: int) -> bool:
    lower = reading.tokens.lower
    return lower[index] == "'s" or (lower[index] in ("'", "’") and lower[index - 1].endswith("s"))


def holder(phrases: Phrases, general: Phrase) -> Subject | None:
    """The person whom a phrase of a noun of speakers names: his office is such a noun."""
    named = phrases.beginning(general.first) or phrases.beginning(general.first + 1)
    if named is None or named.speaker is None or named.speaker.person is None or named.last > general.last:
        return None
    lower = phrases.reading.tokens.lower
    # "Senator Jan Novak of Ohio", but not "the king's aide".
    whole = named.last == general.last or lower[named.last] in ("of", "from")
    return Subject(named.speaker, named.first, general.last) if whole else None
