"""Names that the vocabulary knows, and pairs that an analyst is to decide on. Words are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summitry import vocabulary
from summitry.model import Document, Participant
from summitry.resolution.suggestions import suggestions

LINES = {
    "aliases": [
        {"name": "Mirela Dragan", "forms": "Mirella Dragane;Мирела Драган;ميريلا دراغان;Lady M."},
        {"name": "Joran Keld", "forms": "J. Kelden"},
        {"name": "Joran Kelde", "forms": "J. Kelden"},
    ]
}


def person(name: str, country: str | None = "NOR", title: str | None = None) -> Participant:
    return Participant(name, title=title, country=country, role="principal")


@pytest.fixture
def names(write: Callable[..., Any], merge: Callable[..., Any]) -> Callable[..., list[str]]:
    def merged(*people: Participant) -> list[str]:
        found = merge(*(write(f"s{n}", one) for n, one in enumerate(people)))
        return [one.record.name for one in found.participants]

    return merged


def test_what_the_vocabulary_knows_is_one_person_in_any_script(names: Callable[..., list[str]]) -> None:
    forms = "Mirela Dragan", "Mirella Dragane", "Мирела Драган", "ميريلا دراغان", "Lady M."
    assert len(names(*map(person, forms))) == 3  # Cyrillic is read letter by letter, Arabic lacks vowels
    with vocabulary.extra((), LINES):
        assert len(names(*map(person, forms))) == 1


def test_a_form_of_two_persons_decides_nothing_and_two_lines_are_two_persons(names: Callable[..., list[str]]) -> None:
    with vocabulary.extra((), LINES):
        assert len(names(person("Joran Keld"), person("Joran Kelde"))) == 2


@pytest.mark.parametrize("pair", [("Ayatollah Khamenei", "Ayatollah Khomeini"), ("Ali Khamenei", "Ali Khomeini"),
                                  ("Khamenei", "Khomeini"), ("Seyyed Khamenei", "Seyyed Khomeini")])  # fmt: skip
def test_two_known_persons_of_similar_names_never_become_one_nor_are_suggested(
    pair: tuple[str, str], write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    found = merge(write("a", person(pair[0], "IRN")), write("b", person(pair[1], "IRN")))
    assert len(found.participants) == 2
    assert suggestions(found.participants, ()) == []


@pytest.mark.parametrize(
    "forms",
    [
        ("Masoud Pezeshkian", "Masud Pezeshkiyan", "Massoud Pezeshkian"),
        ("Alexander Lukashenko", "Aliaksandr Lukashenka", "Aleksander Łukaszenka"),
    ],
)
def test_the_spellings_of_one_name_are_one_person(forms: tuple[str, ...], names: Callable[..., list[str]]) -> None:
    assert len(names(*(person(form, None) for form in forms))) == 1


def test_weaker_pairs_are_suggested_and_merge_nothing(write: Callable[..., Any], merge: Callable[..., Any]) -> None:
    found = merge(
        write("a", person("Torvald Ekeson", "NOR", "Minister of Fisheries"), person("Anna Kovar", "NOR")),
        write("b", person("Torwald Eskelson", "NOR", "Ambassador"), person("Anna Kovar", "PRT")),
        write("c", person("Petr Novy", "NOR"), person("Eva Dlouha", "PRT")),
    )
    names = {one.id: one.record.name for one in found.participants}
    pairs = {(names[one.record_id], names[one.other_id], one.why) for one in suggestions(found.participants, ())}
    assert pairs == {
        ("Anna Kovar", "Anna Kovar", "one name, different countries"),
        ("Torvald Ekeson", "Torwald Eskelson", "similar names"),
    }


def test_documents_of_similar_names_are_suggested_unless_one_source_has_both(
    write: Callable[..., Any], merge: Callable[..., Any]
) -> None:
    one = Document("memorandum on fisheries and sea ports", "memorandum", title="fisheries and sea ports")
    other = Document("memorandum on sea port fishery", "memorandum", title="sea port fishery", date="2031-05-06")
    apart = merge(write("a", one, other)).documents
    assert suggestions((), apart) == []


def test_a_desk_adds_aliases_in_its_settings(tmp_path: Path) -> None:
    from summitry.desk import Desk

    (tmp_path / "desk.toml").write_text('[aliases]\n"Mirela Dragan" = ["Lady Mirabel"]\n', encoding="utf-8")
    folder = tmp_path / "workbooks" / "2031-05-06-lisbon"
    (folder / "sources").mkdir(parents=True)
    (folder / "summit.toml").write_text('title = "A visit"\nstart = "2031-05-06"\n', encoding="utf-8")
    texts = {"a": "President Mirela Dragan of Norway arrived in Lisbon.", "b": "President Lady Mirabel of Norway left."}
    for name, text in texts.items():
        (folder / "sources" / f"{name}.txt").write_text(text, encoding="utf-8")
    summit = Desk(tmp_path).summit(folder.name)
    from summitry.resolution.aliases import canonical

    with summit._known():
        assert canonical("Lady Mirabel") == "Mirela Dragan"
    assert canonical("Lady Mirabel") is None
    assert summit.dossier().suggestions.columns.tolist() == ["table", "record_id", "other_id", "why"]
