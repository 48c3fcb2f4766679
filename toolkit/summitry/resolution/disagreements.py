"""Where the sources compete: what a document is, how many there are and who signed, a person's office and name, when
something was and what kind of visit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from summitry import vocabulary
from summitry.model import Document, Event, Participant, Quantity
from summitry.resolution.common import Disagreement, Item, Merged, R, outlets, tokens, union
from summitry.resolution.designations import TEXTS, alike, subject
from summitry.resolution.documents import TALLY, is_tally, tally_kind
from summitry.resolution.events import is_clock, visit_kind
from summitry.resolution.names import parse, same_form
from summitry.resolution.order import orders
from summitry.resolution.outcomes import CONCLUDED, told_status, voices
from summitry.resolution.quantities import competing
from summitry.resolution.signers import Name, competing_sets, signatories, unnamed
from summitry.resolution.titles import competing_titles, is_top

# A list this much shorter than the tally is taken for a selection ("among them …"), not for another count.
_SHORT = 2
# Documents on relations as a whole, of no field.
_WHOLE = TEXTS | {"roadmap", "treaty"}
# So many fields on both sides are a list, which another list can contradict.
_LIST = 3


def disagreements(people: Sequence[Merged[Participant]], documents: Sequence[Merged[Document]],
                  events: Sequence[Merged[Event]], quantities: Sequence[Merged[Quantity]],
                  name: Name) -> list[Disagreement]:  # fmt: skip
    """One row per competing value; rows that compete share ``record_id`` and ``field``."""
    listed, grouped = _listed(documents), _listed(documents, groups=True)
    leaders = {person.record.name for person in people if is_top(person.record.title)}
    found: list[Disagreement] = []
    for document in documents:
        found += [*_count(document), *_list(document, listed), *_status(document), *_title(document)]
        found += [*_signatories(document, name, leaders), *_areas(document, grouped), *_days("documents", document)]
    for person in people:
        found += [*_office(person), *_spelling(person)]
    for event in events:
        if event.record.kind != "visit":  # which takes several days
            found += _days("events", event)
        found += [*_times(event), *_visits(event), *_offerings(event)]
    found += orders(events)
    for quantity in quantities:
        found += _rows("quantities", quantity.id, "value", competing(quantity))
    return list(dict.fromkeys(found))


def _count(document: Merged[Document]) -> Iterator[Disagreement]:
    """Different totals by different outlets; an outlet's last one counts: it may have corrected itself."""
    last = {outlets([item]): item for item in document.items if item.record.count is not None}
    values = _by((_number(item, document.record.count), item) for item in last.values())
    yield from _rows("documents", document.id, "count", values)


def _number(item: Item[Document], usual: int | None) -> str:
    """A total as worded: "over 20" is not 20, but "around 20" contradicts nobody who says 20."""
    count = str(item.record.count)
    anchor = item.record.evidence[0] if item.record.evidence else None
    words = tokens(f"{anchor.prefix[-24:]} {anchor.exact}" if anchor else item.record.label)
    at = words.index(count) if count in words else 0
    before, earlier = words[max(0, at - 1)], words[max(0, at - 2)]
    if before == "than" and earlier in ("more", "fewer", "less"):
        count = f"{earlier} than {count}"
    else:
        telling = "number_bound" if item.record.count == usual else "number_bound number_about"
        if any(before in vocabulary.word_list(name) for name in telling.split()):
            count = f"{before} {count}"
    return f"{count} planned" if item.record.status == "planned" and item.record.count != usual else count


def _listed(documents: Sequence[Merged[Document]], *, groups: bool = False) -> Mapping[str, list[Item[Document]]]:
    """The documents that each source says were signed, one by one; with ``groups`` those of uncounted groups too, but
    no joint texts."""
    signed: dict[str, list[Item[Document]]] = defaultdict(list)
    for item in (item for document in documents for item in document.items):
        single = item.record.count == 1 or (groups and item.record.count is None)
        if item.record.status == "signed" and single and not (groups and item.record.type in _WHOLE):
            signed[item.source.source_id].append(item)
    return signed


def _list(document: Merged[Document], signed: Mapping[str, list[Item[Document]]]) -> Iterator[Disagreement]:
    """A source's tally against the signed documents that the same source lists one by one."""
    for item in document.items if is_tally(document.record) else ():
        listed, count = signed.get(item.source.source_id, []), item.record.count or 0
        other = [one for one in listed if one.record.type not in TEXTS]
        if len(listed) < TALLY:
            continue
        if tally_kind(item.record) == "any":
            if count in (len(listed), len(other)) or len(listed) < count - _SHORT:
                continue
            values = str(count), f"{len(listed)} listed"
        else:  # "three memoranda", of which one is called a letter where they are listed
            kinds = Counter(one.record.type for one in other)
            if len(other) != count or not 0 < kinds[item.record.type] < count:
                continue
            named = ", ".join(_plural(kind, number) for kind, number in kinds.most_common())
            values = _plural(item.record.type, count), f"{named} listed"
        for value in values:
            yield Disagreement("documents", document.id, "count", value, outlets([item]))


def _plural(kind: str, number: int) -> str:
    name = "document" if kind == "other" else kind.replace("_", " ")
    many = "memoranda" if name == "memorandum" else "letters of intent" if name == "letter of intent" else f"{name}s"
    return f"{number} {name if number == 1 else many}"


def _status(document: Merged[Document]) -> Iterator[Disagreement]:
    """Signed in one source, adopted, planned or refused in another; "agreed" is no word against a signature."""
    values = _by((told_status(item), item) for item in voices(document.items))
    if "agreed" in values and len(values.keys() & CONCLUDED) > 1:
        del values["agreed"]
    if values.keys() <= {"signed", "signed and adopted"}:
        return
    yield from _rows("documents", document.id, "status", values)


def _title(document: Merged[Document]) -> Iterator[Disagreement]:
    """What the document is on, where each wording has words of its own ("cooperation" against "partnership")."""
    plain, version = vocabulary.word_list("document_plain"), vocabulary.version()
    words = {
        title: frozenset(tokens(title)) - plain
        for title in (item.record.title for item in document.items) if title and subject(title, version)
    }  # fmt: skip
    values = []
    for item in document.items:
        title = item.record.title
        if title in words and any(_each_its_own(words[title], other) for other in words.values()):
            values.append((next(text for text in words if words[text] == words[title]), item))
    yield from _rows("documents", document.id, "title", _by(values))


def _each_its_own(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one has words in place of the other's ("cooperation" for "partnership", other years), and not only
    another spelling of them."""
    own = one - other, other - one
    in_place = len(own[0]) == len(own[1]) > 0 and len({word.isdigit() for word in own[0] | own[1]}) == 1
    return in_place and not alike(one, other)


def _signatories(document: Merged[Document], name: Name, leaders: AbstractSet[str]) -> Iterator[Disagreement]:
    """Other persons, or leaders where another outlet has "officials"; ministers of whom one outlet gives the names and
    another only says that they were ministers are no two accounts."""
    told = {item.id: signatories(item, name) for item in document.items}
    groups = {who for who in told.values() if unnamed(who)}
    named = {who for who in told.values() if who and who not in groups}
    led = {who for who in named if who <= leaders}
    if not competing_sets(list(named)):
        if not (groups and led):
            return
        named = led
    shown = named | (groups if led else set())
    values = [(", ".join(sorted(told[item.id])), item) for item in document.items if told[item.id] in shown]
    yield from _rows("documents", document.id, "signatories", _by(values))


def _areas(document: Merged[Document], signed: Mapping[str, list[Item[Document]]]) -> Iterator[Disagreement]:
    """Fields of one package that one source lists and another does not, both ways; who names the documents one by one
    lists their subjects."""
    if not is_tally(document.record):
        return
    lists = [(item, item.record.areas) for item in document.items]
    has = {item.source.source_id for item in document.items}
    for source, listed in signed.items():
        if source not in has and len(listed) >= TALLY:
            lists.append((listed[0], union(_subjects(one.record) for one in listed)))
    told = [(item, areas, frozenset(" ".join(tokens(one)) for one in areas)) for item, areas in lists]
    told = [(item, areas, words) for item, areas, words in told if len(words) >= _LIST]
    if competing_sets([words for *_, words in told]):
        values = [(", ".join(areas), item) for item, areas, _ in told]
        yield from _rows("documents", document.id, "areas", _by(values))


def _subjects(document: Document) -> tuple[str, ...]:
    """The fields of a document, else what its title is about: "on airworthiness" gives "airworthiness"."""
    first, _, about = (document.title or "").partition(" ")
    return document.areas or ((about,) if about and first in ("on", "of", "about", "concerning") else ())


def _office(person: Merged[Participant]) -> Iterator[Disagreement]:
    """One person with offices that cannot be wordings of the same one, nor held together."""
    values: dict[str, list[Item[Participant]]] = {}
    for item in person.items:
        title = item.record.title
        if title is not None:
            known = next((other for other in values if not competing_titles(title, other)), title)
            values.setdefault(known, []).append(item)
    yield from _rows("participants", person.id, "title", values)


def _spelling(person: Merged[Participant]) -> Iterator[Disagreement]:
    """One name in several spellings; a shorter or longer form of it, or a short given name, is none."""
    values: dict[str, list[Item[Participant]]] = {}
    for item in sorted(person.items, key=lambda item: -len(parse(item.record.name).tokens)):
        name = parse(item.record.name)
        if len(name.tokens) > 1:
            known = next((other for other in values if same_form(parse(other), name)), item.record.name)
            values.setdefault(known, []).append(item)
    yield from _rows("participants", person.id, "name", values)


def _days(table: str, one: Merged[Event] | Merged[Document]) -> Iterator[Disagreement]:
    values = [(item.record.date, item) for item in one.items if item.record.date and len(item.record.date) >= 10]
    yield from _rows(table, one.id, "date", _by(values))


def _times(event: Merged[Event]) -> Iterator[Disagreement]:
    values = [(item.record.time, item) for item in event.items if item.record.time and is_clock(item.record.time)]
    yield from _rows("events", event.id, "time", _by(values))


def _visits(event: Merged[Event]) -> Iterator[Disagreement]:
    """A state visit here, an official one there."""
    values = [(visit_kind(item.record), item) for item in event.items]
    yield from _rows("events", event.id, "label", _by((kind, item) for kind, item in values if kind))


def _offerings(event: Merged[Event]) -> Iterator[Disagreement]:
    """A wreath here, flowers there, laid at one place on one day."""
    if event.record.kind == "wreath":
        values = [(item.record.label.split(" ")[0], item) for item in event.items]
        yield from _rows("events", event.id, "label", _by((what, item) for what, item in values if "laying" in what))


def _by(pairs: Iterable[tuple[str, Item[R]]]) -> dict[str, list[Item[R]]]:
    values: dict[str, list[Item[R]]] = {}
    for value, item in pairs:
        values.setdefault(value, []).append(item)
    return values


def _rows(table: str, record_id: str, field: str, values: Mapping[str, Sequence[Item[R]]]) -> Iterator[Disagreement]:
    """A row per value, where different outlets hold different ones; copies of one text are one outlet."""
    if len(values) > 1 and len({item.voice for items in values.values() for item in items}) > 1:
        for value, items in values.items():
            yield Disagreement(table, record_id, field, value, outlets(items))
