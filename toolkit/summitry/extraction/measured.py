"""Figures of things: what a treaty or a body consists of, how long it runs, what is bought and for how much."""

from __future__ import annotations

from summitry.vocabulary import word_list

from .instrument_nouns import nouns
from .numbers import NEAR, Number, Told

_CURRENCIES = ("dollars", "euros", "pounds")
# Tokens between "the first visit" and "in ten years", and twice as many between "trade" and its sum.
_FAR = 12


def parts(number: Number) -> Told | None:
    """ "the treaty has 47 articles", "a treaty of 47 articles", "the union has ten members"."""
    noun = number.end
    compound = "-" in number.lower[number.first] and number.end == number.first + 1
    if number.amount.unit or compound or number.after() not in word_list("part_noun"):
        return None
    measure = number.after() + ("" if number.after().endswith("s") else "s")
    if number.after(1) == "or" and number.after(2) in word_list("part_noun"):
        measure, noun = f"{measure} or {number.after(2)}", noun + 2
    at = number.first - 1
    consists = number.lower[at - 1 : at + 1] in (["consists", "of"], ["consist", "of"])
    if consists or number.before() in word_list("having_verb"):
        subject = _subject(number, at - consists)
    elif number.before() == "of" and at > number.sentence.first:
        subject = _noun(number, at - 1)
    else:
        return None
    return (measure, subject) if subject else None


def _subject(number: Number, verb: int) -> str:
    """What a verb is said of: the noun before it, or the one that opens the sentence where an aside stands between."""
    if verb <= number.sentence.first:
        return ""
    if number.lower[verb - 1] != ",":
        return _noun(number, verb - 1)
    opening = number.sentence.first + (number.lower[number.sentence.first] in word_list("determiner"))
    return _noun(number, opening) if number.lower[opening + 1 : opening + 2] == [","] else ""


def _noun(number: Number, at: int) -> str:
    """A body that ends at a token, or the token where it is a plain noun; every agreement is a "treaty"."""
    hit = number.reading.ends[at]
    if hit is not None and hit.entry.organisation is not None:
        return hit.entry.organisation.code or hit.entry.organisation.name
    word = number.lower[at]
    if (
        not word.isalpha()
        or word.endswith("ly")
        or word in word_list("pronoun_subject") | word_list("relative") | word_list("auxiliary")
    ):
        return ""
    pacts = (noun for noun in nouns().common.get(word, ()) if noun.type in ("treaty", "agreement", "other"))
    return "treaty" if any(noun.words == (word,) for noun in pacts) else word


def term(number: Number) -> Told | None:
    """ "a 20-year agreement", "the treaty is to run for twenty years", "the rights could last up to 99 years"."""
    if number.amount.unit != "years":
        return None
    lower, first = number.lower, number.sentence.first
    if "-" in lower[number.first] and number.end == number.first + 1:
        subject = _noun(number, number.end) if number.end < number.sentence.last else ""
        return ("term", subject) if subject == "treaty" else None
    verb = next(
        (
            at
            for at in range(number.first - 1, max(first, number.first - 4), -1)
            if lower[at] in word_list("running_verb")
        ),
        None,
    )
    if verb is None or lower[verb - 1] in word_list("determiner"):  # "in the last two years"
        return None
    named = [known for at in range(verb - 1, first - 1, -1) if (known := _noun(number, at))]
    if "treaty" in named:
        return "term", "treaty"
    opening = first + (lower[first] in word_list("determiner"))
    near = (
        opening
        if opening < verb <= opening + NEAR
        else next((at for at in range(verb - 1, first, -1) if lower[at - 1] in word_list("determiner")), -1)
    )
    subject = _noun(number, near) if near >= 0 and lower[near] not in word_list("number_word") else ""
    return ("term", subject) if subject else None


def since(number: Number) -> Told | None:
    """ "the first visit to Chile in ten years"."""
    begin = max(number.sentence.first, number.first - _FAR)
    if number.amount.unit != "years" or number.before() != "in":
        return None
    first = next((at for at in range(number.first - 1, begin - 1, -1) if number.lower[at] == "first"), None)
    journey = number.lower[first + 1 : number.first] if first is not None else []
    if first is None or not (journey[:1] == ["to"] or word_list("lasting_visit") & {*journey}):
        return None
    states = [h.entry.country.code for h in number.hits(first, number.first) if h.entry.country is not None]
    return "time since the last visit", states[0] if states else None


def distance(number: Number) -> Told | None:
    """ "the strip is 32 km long", "a 42 km road"."""
    if number.amount.unit != "metres":
        return None
    if number.after() == "long" and number.before() in word_list("being"):
        subject = _noun(number, number.first - 2)
    else:
        subject = number.after() if number.after() in word_list("way_noun") else ""
    return ("length", subject) if subject else None


def price(number: Number) -> Told | None:
    """ "a deal on Boeing aircraft worth $7.8 billion", "is to buy 50 aircraft for $2 billion"."""
    if number.amount.unit not in _CURRENCIES:
        return None
    lower, first = number.lower, number.sentence.first
    near = range(number.first - 1, max(first, number.first - NEAR) - 1, -1)
    last = next((at for at in near if lower[at] in word_list("price_word")), None)
    if last is None:
        return None
    if lower[last] == "for":
        begin = next((at + 1 for at in range(last - 1, first - 1, -1) if lower[at] in word_list("buying_verb")), None)
    else:
        last -= lower[last - 1] in word_list("being")
        stops = word_list("clause_stop") | word_list("relative") | {","}
        begin = next((at + 1 for at in range(last - 1, first - 1, -1) if lower[at] in stops), first)
    if begin is None or word_list("buying_noun").isdisjoint(lower[begin:last]):
        return None
    begin += lower[begin] in word_list("determiner")
    words = number.reading.tokens.words[begin:last]
    name = next((w for at, w in enumerate(words, begin) if w[0].isupper() and w.isalpha() and at > first), "")
    if name and name != words[-1]:
        return "price", f"{name} {words[-1]}"
    return "price", number.words(begin, last)


def trade(number: Number) -> Told | None:
    """Trade of a year, or trade that is aimed at."""
    if number.amount.unit not in _CURRENCIES:
        return None
    begin, stop = (
        max(number.sentence.first, number.first - 2 * _FAR),
        min(number.sentence.last, number.end + NEAR * 2),
    )
    near = [*number.lower[begin : number.first][::-1], *number.lower[number.end : stop]]
    noun = next((w for w in near if w in word_list("trade_noun")), "")
    if not noun:
        return None
    if number.after() == "in" and len(number.after(1)) == 4 and number.after(1).isdecimal():
        return noun, number.after(1)
    before = number.lower[begin : number.first]
    raised = any(w in word_list("raising_verb") and before[at - 1 : at] == ["to"] for at, w in enumerate(before) if at)
    aims = raised or bool(word_list("aim_noun") & set(near)) or bool(word_list("modal") & set(before[-NEAR:]))
    return (f"{noun} aimed at", None) if aims else None
