"""What became of the instrument that a phrase names: its status, or that it makes no record."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from summitry.vocabulary import word_list

from .fates import Fate
from .instrument_extents import Phrase
from .instruments import is_heading
from .joint_texts import of_all, said_together, speaks
from .outcomes import verbs
from .purchases import priced
from .reading import Reading

_DONE = frozenset({"signed", "adopted", "agreed"})
# "The pact" sums up what was agreed within so many tokens before.
_BEFORE = 45
# What was agreed stands in the first sentences.
_LEAD = 4
# So many words may stand between "is" and "under negotiation".
_NEAR = 4


def what_became(reading: Reading, phrase: Phrase, fate: Fate, persons: Collection[int] = ()) -> str:
    """The status of a phrase's instrument; "" where the phrase makes no record; ``persons`` are tokens of names."""
    kind, form = phrase.noun.kind, fate.form
    lower = reading.tokens.lower
    before = set(lower[phrase.first : phrase.head])
    if is_heading(reading, phrase.sentence):
        return ""
    if fate.status != "signed" and _of_one_state(reading, phrase):
        return ""
    if _dated_before(reading, phrase, inner=fate.inner):
        return "earlier"
    if before & word_list("lately"):
        return "earlier"  # "their recently signed treaty"
    if kind in ("strong", "outcome") and not fate.status and _denied(reading, phrase):
        return "rejected"
    if fate.status:
        if kind == "strong" and phrase.definite and form is not None and form.lemma == "discuss":
            # What is discussed as "the deal" is there already, if only in outline.
            if before & word_list("tentative_modifier"):
                return "agreed"
            if not (before & word_list("planned_modifier") or phrase.named):
                return "earlier" if before & word_list("earlier_modifier") else ""
        if kind == "loose" and (not phrase.named or (fate.status == "planned" and phrase.noun.type != "resolution")):
            one_sided = phrase.noun.type == "joint_statement" and not of_all(reading, phrase, fate)
            return "" if one_sided else _loose(reading, phrase, fate, before)
        yielded = fate.status == "adopted" and form is not None and form.lemma in word_list("yielding_verb")
        if yielded and phrase.noun.type not in word_list("text_type"):
            if before & word_list("planned_modifier"):
                return "planned"
            return "agreed"  # "made separate deals", "resulted in a treaty"
        nameless = phrase.noun.plural and phrase.count is None and not phrase.determiner and not phrase.named
        if fate.status == "planned" and not phrase.determiner and _is_act(reading, phrase):
            return ""  # "urged all sides to reach agreement": to agree
        made = form is not None and form.status in _DONE
        thought = fate.status == "planned" and reading.quoted[phrase.head] >= 0
        if thought and not phrase.definite and "you" in lower[fate.at - 2 : fate.at]:
            return ""  # "Can you reach a deal with them?"
        hoped = form is not None and "gerund" in form.tenses and lower[fate.at - 1] in ("when", "by", "before")
        if nameless and hoped:
            return ""  # "when reaching agreements"
        if nameless and ((fate.status == "earlier" and not made) or thought):
            return ""  # "treaties must be respected", "people want to make deals": any
        if fate.status not in _DONE and before & word_list("earlier_modifier"):
            return "earlier"
        if kind == "outcome" and form is not None and form.status == "earlier":
            return "adopted"  # to withdraw from a communiqué does not undo its adoption
        if fate.status in ("adopted", "agreed") and phrase.definite and phrase.named and kind in ("strong", "name"):
            # "welcomed the Paris Agreement": what has a name and an article was there before.
            return fate.status if form is not None and form.lemma in word_list("making_verb") else "earlier"
        return fate.status
    if kind == "strong" and (before & word_list("planned_modifier") or _conditional(reading, phrase)):
        # "Any future deal must …" is a thought.
        thought = phrase.determiner in ("a", "an", "any") and reading.quoted[phrase.head] >= 0
        return "" if thought else "planned"
    if kind == "strong" and _pending(reading, phrase):
        return "planned"
    if kind == "outcome" or speaks(reading, phrase) or said_together(reading, phrase, persons):
        return "adopted"
    if phrase.noun.type == "resolution" and phrase.determiner in ("a", "an", "another") and "new" in before:
        return "planned"
    if kind == "strong" and is_anew(reading, phrase):
        return "planned"
    if kind == "name" or (phrase.named and (kind == "strong" or phrase.noun.type == "resolution")):
        return "earlier"
    within = fate.inner or lower[phrase.first - 2 : phrase.first] == ["framework", "of"]
    if kind == "strong" and (before & word_list("earlier_modifier") or (within and phrase.definite)):
        return "earlier"  # "amendments to the agreement on transit"
    if kind == "strong" and lower[phrase.first - 1] in ("in", "under", "through", "as") and priced(reading, phrase):
        return "agreed"  # "will build ships in a $2 billion deal"
    if phrase.noun.type == "resolution" and _drafted(reading, phrase):
        return "planned" if word_list("modal") & set(lower[phrase.sentence.first : phrase.first]) else "earlier"
    in_principle = lower[phrase.last : phrase.last + 2] == ["in", "principle"]
    return "agreed" if in_principle or _sums_up(reading, phrase) else ""


def told_in_heading(reading: Reading, phrase: Phrase, fate: Fate) -> bool:
    """Whether a headline says that an instrument was made: "Norway, Portugal agree $4-billion trade deal"."""
    made = fate.status in _DONE and not fate.passive and fate.form is not None and fate.form.lemma != "welcome"
    strong = phrase.noun.kind == "strong" and not phrase.noun.plural and not is_bare(reading, phrase)
    return made and strong and is_heading(reading, phrase.sentence)


def _conditional(reading: Reading, phrase: Phrase) -> bool:
    """ "An agreement, if it can be reached, would …"."""
    lower, at = reading.tokens.lower, phrase.end
    at += lower[at : at + 1] == [","]
    last = min(phrase.sentence.last, at + 6)
    return lower[at : at + 1] == ["if"] and any(verbs().participle(lower, n) for n in range(at + 1, last))


def _denied(reading: Reading, phrase: Phrase) -> bool:
    """ "The talks ended without agreement on fees", "there was no accord"; "Without a deal, …" and "would leave it
    without a deal" are thoughts."""
    lower, first, sentence = reading.tokens.lower, phrase.first, phrase.sentence
    if phrase.determiner == "no":
        return lower[first - 1] in word_list("be") and "there" in lower[max(sentence.first, first - 4) : first]
    if phrase.determiner != "without" or word_list("modal") & set(lower[max(sentence.first, first - _BEFORE) : first]):
        return False
    forms = (verbs().starting(lower, at) for at in range(max(sentence.first, first - _BEFORE), first))
    return any(form is not None and (form.status == "ended" or form.lemma == "conclude") for form in forms)


def _pending(reading: Reading, phrase: Phrase) -> bool:
    """ "A deal on trade is still under negotiation"."""
    lower, at, stop = reading.tokens.lower, phrase.end, phrase.sentence.last
    if at >= stop or lower[at] not in word_list("be"):
        return False
    told = lower[at : min(stop, at + _NEAR + 1)]
    return any(one == "under" and other in word_list("pending_noun") for one, other in itertools.pairwise(told))


def _drafted(reading: Reading, phrase: Phrase) -> bool:
    """ "A resolution drafted by …", "… put forward by …"."""
    after = reading.tokens.lower[phrase.last : phrase.last + 3]
    return after[:1] != [] and after[0] in word_list("drafting_participle") and "by" in after[1:]


def _sums_up(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase names what was just agreed: "they agreed to halve tariffs, a deal that …", "They agreed … The
    pact was seen as …", "agreed on closer ties as set out in a document"."""
    lower, first = reading.tokens.lower, phrase.first
    recorded = lower[first - 1] == "in" and lower[first - 2] in word_list("recording_participle")
    if phrase.noun.plural or not (phrase.noun.kind == "strong" or (recorded and phrase.noun.words == ("document",))):
        return False
    # "agreed to a truce in a deal that …"
    within = lower[first - 1] in ("in", "under") and reading.quoted[first] < 0
    apposed = (recorded or within or lower[first - 1 : first] == [","]) and phrase.determiner in ("a", "an")
    opening = first == phrase.sentence.first and phrase.definite and is_bare(reading, phrase)
    if not (apposed or opening):
        return False
    floor = phrase.sentence.first if apposed else max(0, first - _BEFORE)
    return any(lower[at] in word_list("agreeing_verb") for at in range(floor, first))


def sums_up_the_lead(reading: Reading, phrase: Phrase) -> bool:
    """Whether "the agreement" is what the lead says was agreed: "They agreed to meet. … As part of the deal, …"."""
    lower, first = reading.tokens.lower, phrase.first
    plain = of_the_day(reading, phrase) or (phrase.determiner == "the" and is_bare(reading, phrase))
    if phrase.noun.kind != "strong" or not plain or reading.quoted[first] >= 0:
        return False
    opened = (sentence for sentence in reading.sentences[:_LEAD] if sentence.first < first)
    return any(not word_list("settling_verb").isdisjoint(lower[s.first : s.last]) for s in opened)


def is_anew(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase names what is to come in place of an instrument: "an updated Faro deal"."""
    said = reading.tokens.lower[phrase.first : phrase.head]
    return phrase.determiner in ("a", "an") and phrase.named and not word_list("anew_modifier").isdisjoint(said)


def of_the_day(reading: Reading, phrase: Phrase) -> bool:
    """ "Tuesday's agreement", "today's accord"."""
    owner = reading.tokens.lower[phrase.first] if phrase.determiner == "'s" else ""
    return owner in word_list("weekday") or owner in word_list("today_word")


def _loose(reading: Reading, phrase: Phrase, fate: Fate, before: set[str]) -> str:
    """The status of what may be an instrument or not ("a plan", "a statement"), by the verb that makes it one;
    ``before`` holds the words before its noun."""
    lemma = "" if fate.form is None else fate.form.lemma
    certain = fate.form is not None and fate.form.status in _DONE
    if fate.passive and fate.form is not None and _part_of_another(reading, fate.at + len(fate.form.words)):
        return ""  # "a truce agreed in the March accord"
    if fate.status in _DONE:
        # "announced a plan", "made statements" tell of one side's own; "mutual understanding" is a feeling.
        bare = phrase.noun.type == "agreement" and not phrase.determiner and not phrase.noun.plural
        vague = bare or (phrase.noun.words[0] == "understanding" and bool(before & word_list("felt_modifier")))
        own = lemma in word_list("one_sided_verb") or (lemma == "welcome" and phrase.noun.type != "joint_statement")
        return "" if vague or own else fate.status
    if phrase.noun.type == "resolution" and fate.status in ("planned", "rejected"):
        # "seek a peaceful resolution" is no text.
        return "" if before & word_list("settled_modifier") else fate.status
    if fate.status == "planned" and phrase.noun.type != "agreement":
        return "planned" if certain or lemma in word_list("negotiating_verb") else ""
    return "earlier" if fate.status == "earlier" and certain and lemma not in word_list("one_sided_verb") else ""


def _part_of_another(reading: Reading, at: int) -> bool:
    """Whether "in the … accord" begins at a token."""
    ahead = reading.tokens.lower[at : at + _NEAR + 1]
    within = ahead[:1] in (["in"], ["under"]) and ahead[1:2] == ["the"]
    return within and not word_list("deal_noun").isdisjoint(ahead)


def _of_one_state(reading: Reading, phrase: Phrase) -> bool:
    """ "Norway's economic programme", "the Norwegian Arctic Strategy": of one government alone."""
    if phrase.noun.words[-1] not in word_list("own_noun") or len(phrase.noun.words) > 1:
        return False
    hits = reading.hits_within(reading.tokens.starts[phrase.first], reading.tokens.ends[phrase.head])
    return len({hit.entry.country.code for hit in hits if hit.entry.country is not None}) == 1


def _dated_before(reading: Reading, phrase: Phrase, *, inner: bool) -> bool:
    """Whether the words of an instrument hold another time: "a 2015 agreement", "last year's", "the March accord", "the
    joint statement of 3 May 2015"; ``inner`` where it stands in another's subject ("a protocol to the pact on cod of
    3 May 2015")."""
    if phrase.noun.kind == "loose":
        return False
    words, lower = reading.tokens.words, reading.tokens.lower
    if any(_is_year(word) for word in words[phrase.first : phrase.head]):
        return True
    if phrase.determiner == "'s" and lower[phrase.first - 2] in word_list("long_period"):
        return lower[phrase.first - 3] in word_list("past_adjective")
    if phrase.noun.kind == "strong" and phrase.definite and _is_month(reading, phrase.first + 1, phrase.head):
        return True
    return any(
        lower[at : at + 1] == ["of"]
        and any(_is_year(word) for word in words[at + 1 : at + 5])
        and (bool(set(lower[at + 1 : at + 4]) & word_list("month")) or _is_year(words[at + 1]))
        for at in (phrase.last, phrase.end if inner else phrase.last)
    )


def _is_month(reading: Reading, at: int, head: int) -> bool:
    """Whether the token is a month without a day: "the March accord"."""
    words = reading.tokens.words
    month = at < head and words[at][0].isupper() and reading.tokens.lower[at] in word_list("month")
    return month and not words[at + 1][0].isdecimal() and words[at + 1] != "."


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("18", "19", "20")


def _is_act(reading: Reading, phrase: Phrase) -> bool:
    """Whether "agreement" is an act, not a text: without article, name or subject."""
    plain = phrase.noun.words == ("agreement",) and not phrase.named and phrase.end <= phrase.last
    return plain and phrase.count == 1 and not is_heading(reading, phrase.sentence)


def is_bare(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is only its noun, with an article at most: "documents", "the MOU"."""
    only = phrase.head - phrase.first <= (1 if phrase.determiner else 0)
    return only and phrase.end <= phrase.last and phrase.last - phrase.head == len(phrase.noun.words)
