"""The dossier's tables: fixed columns and dtypes, merged records with outlets and evidence, safe files."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summitry.assembly import build
from summitry.desk import Summit, init_desk
from summitry.dossier import Dossier
from summitry.model import (
    TABLES,
    Context,
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Meeting,
    Participant,
    Position,
    Source,
)  # fmt: skip
from summitry.settings import SummitSettings

TEXT = (
    "President Anna Kovar met Petr Novy on Wednesday. They signed 12 documents. \"=cmd()\" she said of trade. "
    "Earlier she laid a wreath in the morning and arrived at night. The Eastern Forum was named, "
    "the Eastern Forum again."
)  # fmt: skip
SETTINGS = SummitSettings(title="Talks", start="2025-08-20", country="SVK", parties=("SVK", "CZE"))


def at(source: Source, words: str, nth: int = 0) -> Evidence:
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(words, start + 1)
    return Evidence.of(source, start, start + len(words))


def told(name: str = "a", text: str = TEXT, **values: Any) -> tuple[Source, Extraction]:
    source = Source(f"src-{name}", f"{name}.txt", text, **({"outlet": name.upper()} | values))
    return source, Extraction(
        source.source_id,
        participants=(
            Participant("Petr Novy", country="CZE", role="delegation", evidence=(at(source, "Petr Novy"),)),
            Participant("Anna Kovar", country="SVK", title="President", role="principal",
                        evidence=(at(source, "President Anna Kovar"),)),
        ),
        documents=(
            Document("a plan", "programme", status="planned", evidence=(at(source, "documents"),)),
            Document("12 documents", count=12, status="signed", evidence=(at(source, "12 documents"),)),
        ),
        positions=(Position("Anna Kovar", "SVK", "=cmd()", evidence=(at(source, "=cmd()"),)),),
        events=(
            Event("wreath", "2025-08-20", "morning", evidence=(at(source, "laid a wreath"),)),
            Event("arrival", "2025-08-19", "night", evidence=(at(source, "arrived at night"),)),
            Event("visit", "2025-01-01", context=True, evidence=(at(source, "Earlier"),)),
        ),
        entities=(Entity("Eastern Forum", "forum",
                         evidence=(at(source, "Eastern Forum"), at(source, "Eastern Forum", 1))),),
        meeting=Meeting("Bratislava", "SVK", "2025-08-20"),
    )  # fmt: skip


def made(*coverage: tuple[Source, Extraction], settings: SummitSettings = SETTINGS) -> Dossier:
    return build("s", settings, [source for source, _ in coverage], [extraction for _, extraction in coverage])


def dtypes(table: pd.DataFrame) -> dict[str, str]:
    return {str(column): str(dtype) for column, dtype in table.dtypes.items()}


@pytest.mark.parametrize("coverage", [[], [told()], [told("a"), told("b")]])
def test_columns_and_dtypes_are_fixed_in_empty_and_full_tables(coverage: list[tuple[Source, Extraction]]) -> None:
    for name, table in made(*coverage).tables().items():
        assert dtypes(table) == dict(TABLES[name]), name
        assert list(table.index) == list(range(len(table)))


def test_rows_stand_in_the_order_of_a_brief() -> None:
    dossier = made(told())
    assert list(dossier.participants["name"]) == ["Anna Kovar", "Petr Novy"]
    assert list(dossier.documents["status"]) == ["signed", "planned"]
    assert list(dossier.events["kind"]) == ["arrival", "wreath", "visit"]
    assert dossier.entities["mentions"].tolist() == [2]
    summit = dossier.summits.iloc[0]
    assert (summit["city"], summit["host"], summit["parties"]) == ("Bratislava", "SVK", ("SVK", "CZE"))
    assert summit["format"] == "bilateral" and summit["end"] == "2025-08-20"


def test_events_without_an_hour_stand_where_they_usually_are_in_a_day() -> None:
    source, _ = told()
    day, word = "2025-08-20", at(source, "documents")
    given = [("meal", "19:50"), ("departure", None), ("talks", None), ("signing", None), ("ceremony", "10:00"),
             ("arrival", "9:30"), ("statement", "15.30"), ("visit", None)]  # fmt: skip
    events = tuple(Event(kind, day, time, evidence=(word,)) for kind, time in given)
    found = made((source, Extraction(source.source_id, events=events))).events
    assert list(found["kind"]) == [
        "arrival", "ceremony", "talks", "visit", "signing", "statement", "meal", "departure",
    ]  # fmt: skip
    late = tuple(Event(kind, day, time, evidence=(word,)) for kind, time in [("signing", None), ("talks", "16:00")])
    assert list(made((source, Extraction(source.source_id, events=late))).events["kind"]) == ["talks", "signing"]


def test_what_summit_toml_leaves_open_comes_from_the_sources() -> None:
    row = made(told(), settings=SummitSettings(title="T", start="2025")).summits.iloc[0]
    assert (row["country"], row["host"], row["parties"]) == ("SVK", "SVK", ("SVK",))


def test_a_record_names_its_outlets_and_leads_to_its_words() -> None:
    dossier = made(told("a"), told("b", text="By our own staff. " + TEXT))
    president = dossier.participants.iloc[0]
    assert president["outlets"] == ("A", "B")
    found = dossier.evidence_of(president["participant_id"])
    assert list(found["source_id"]) == ["src-a", "src-b"]
    words = dossier.context_of(found.iloc[1], width=10)
    assert words == ("own staff. "[-10:], "President Anna Kovar", " met Petr ")
    assert dossier.evidence_of("p-none").empty


def test_unknown_outlets_are_named_by_their_file() -> None:
    source, extraction = told()
    anonymous = Source(source.source_id, "x.txt", source.text)
    assert set(made((anonymous, extraction)).participants["outlets"]) == {("x.txt",)}


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), min_size=1, max_size=4),
    cuts=st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40)), max_size=6),
)
def test_every_row_of_evidence_is_the_source_s_own_words(texts: list[str], cuts: list[tuple[int, int]]) -> None:
    coverage = []
    for number, text in enumerate(texts):
        source = Source(f"src-{number}", f"{number}.txt", text, pages=(0, 5))
        found = [
            Evidence.of(source, start, min(start + length, len(text))) for start, length in cuts if start < len(text)
        ]
        positions = tuple(Position(None, None, item.exact, evidence=(item,)) for item in found)
        coverage.append((source, Extraction(source.source_id, positions=positions)))
    dossier = made(*coverage)
    assert set(dossier.evidence["record_id"]) == set(dossier.positions["position_id"])
    for row in dossier.evidence.to_dict("records"):
        assert dossier.texts[row["source_id"]][row["start"] : row["end"]] == row["exact"]
        assert dossier.context_of(row).exact == row["exact"]


def test_files_read_back_as_they_were(tmp_path: Path) -> None:
    for dossier in (made(told("a"), told("b")), made()):
        dossier.write(tmp_path)
        content = json.loads((tmp_path / "dossier.json").read_text(encoding="utf-8"))
        assert content["schema_version"] == 1 and content["summit"] == "s"
        for name, table in dossier.tables().items():
            parquet = pd.read_parquet(tmp_path / f"{name}.parquet")
            assert dtypes(parquet) == dict(TABLES[name])
            assert content["tables"][name] == json.loads(
                json.dumps([{k: _json(v) for k, v in row.items()} for row in parquet.to_dict("records")])
            )
            types = {column: dtype if dtype != "object" else "str" for column, dtype in TABLES[name].items()}
            csv = pd.read_csv(tmp_path / f"{name}.csv", dtype=types)
            assert dtypes(csv) == types and len(csv) == len(table)
    assert not list(tmp_path.glob(".*"))


def _json(value: Any) -> Any:
    if not pd.api.types.is_scalar(value):
        return list(value)
    return None if pd.isna(value) else value


def test_a_spreadsheet_runs_nothing_from_the_csv(tmp_path: Path) -> None:
    source, extraction = told(outlet="@SUM(A1)")
    made((source, extraction)).write(tmp_path)
    assert pd.read_csv(tmp_path / "positions.csv")["content"].tolist() == ["'=cmd()"]
    assert pd.read_csv(tmp_path / "positions.csv")["outlets"].tolist() == ["'@SUM(A1)"]
    assert pd.read_parquet(tmp_path / "positions.parquet")["content"].tolist() == ["=cmd()"]


def test_positions_follow_the_text_however_an_extractor_lists_them() -> None:
    source, _ = told()
    said = [
        Position(None, None, words, evidence=(at(source, words),)) for words in ("of trade", "They signed", "=cmd()")
    ]
    found = made((source, Extraction(source.source_id, positions=tuple(said)))).positions
    assert list(found["content"]) == ["They signed", "=cmd()", "of trade"]


@pytest.fixture
def summit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Summit:
    """Three readable sources and one that is empty; the extractor fails on the second and invents in the third."""

    def extract(source: Source, context: Context | None = None) -> Extraction:
        asked.append((source.file, context.date if context else None))
        if source.file == "fails.txt":
            raise RuntimeError("tripped")
        evidence = Evidence.of(source, 0, 5)
        if source.file == "invents.txt":
            evidence = Evidence(source.source_id, 0, 5, "words that are not there")
        return Extraction(source.source_id, (Participant("Anna Kovar", evidence=(evidence,)),), warnings=("a doubt",))

    asked: list[tuple[str, str | None]] = []
    module = ModuleType("summitry.extraction")
    module.load_extractor = lambda name: extract  # type: ignore[attr-defined]
    module.asked = asked  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "summitry.extraction", module)
    entries = [{"file": "good.txt", "date": "2025-08-21", "outlet": "A"}, {"file": "gone.txt"}]
    summit = init_desk(tmp_path).new_summit("s", title="T", start="2025-08-20", sources=entries)
    for name in ("good", "fails", "invents"):
        text = f"The leaders met in the capital on Wednesday and the talks were long, as {name} said.\n"
        (summit.folder / f"{name}.txt").write_text(text)
    (summit.folder / "empty.txt").write_text("")
    (summit.folder / "de.txt").write_text(
        "Die beiden Präsidenten haben sich am Mittwoch in der Hauptstadt getroffen und ein Abkommen unterzeichnet.\n"
    )
    return summit


def test_one_bad_source_costs_only_itself(summit: Summit) -> None:
    dossier = summit.dossier()
    assert len(dossier.participants) == 1
    assert set(dossier.sources["file"]) == {"good.txt", "fails.txt", "invents.txt", "de.txt"}
    notes: Sequence[str] = dossier.sources.set_index("file").loc["de.txt", ["language", "note"]].tolist()
    assert notes == ["de", "not extracted: language (de)"]
    said = "\n".join(dossier.warnings)
    for words in ("empty.txt", "fails.txt: no records", "RuntimeError: tripped", "invents.txt: no records",
                  "not in the source", "gone.txt", "de.txt: not extracted: language", "good.txt: a doubt"):  # fmt: skip
        assert words in said, words
    assert [extraction.source_id for extraction in summit.extractions()] == list(
        dossier.sources.loc[dossier.sources["file"] == "good.txt", "source_id"]
    )


def test_debug_raises_what_the_extractor_raised(summit: Summit) -> None:
    with pytest.raises(RuntimeError, match="tripped"):
        summit.dossier(debug=True)


def test_each_source_is_read_in_the_light_of_its_own_day(summit: Summit) -> None:
    summit.dossier()
    asked = dict(sys.modules["summitry.extraction"].asked)
    assert asked["good.txt"] == "2025-08-21" and asked["invents.txt"] == "2025-08-20" and "de.txt" not in asked
