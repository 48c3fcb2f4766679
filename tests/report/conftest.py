"""Dossiers made by hand: an ordinary one, a hostile one, an empty one. All people and words in them are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from summitry.assembly import build
from summitry.dossier import Dossier
from summitry.frames import frame
from summitry.model import Document, Entity, Event, Evidence, Extraction, Participant, Position, Source
from summitry.settings import SummitSettings

SETTINGS = SummitSettings(
    title="Official visit of the President of Norway to Portugal",
    start="2031-05-06",
    end="2031-05-07",
    city="Lisbon",
    country="PRT",
    venue="Ajuda Palace",
    host="PRT",
    parties=("PRT", "NOR"),
    format="bilateral",
)

LUSITANA = """---
title: Two presidents, eleven papers
outlet: Agência Lusitana
---

# Two presidents, eleven papers

Portuguese President Duarte Falcão received his Norwegian counterpart, President Ingrid Solbakken, at the Ajuda Palace
in Lisbon on Wednesday. A welcoming ceremony in the courtyard opened the visit at 10:00.

“Our two coasts look at the same ocean, and we shall govern it together,” Falcão said. “Portugal will build the Sines
terminal with Norwegian partners.”

Solbakken called for an end to tariffs on fish. She warned that delays at the border cost both sides dearly.

The two sides signed 11 cooperation documents in areas including fisheries, offshore wind, shipping, health and culture,
and adopted a joint statement. “The parties reaffirm their commitment to the law of the sea,” the statement says.

Foreign Minister Beatriz Quental and Norwegian Minister of Fisheries Olav Brekke took part in the talks.
"""
NORDPOST = """Norway and Portugal sign twelve agreements

LISBON, 7 May 2031 - Norwegian President Ingrid Solbakken and Portuguese leader Duarte Falcao signed 12 agreements on
Wednesday, Nordpost reported.

"We came to Lisbon to remove obstacles, not to count them," Solbakken told Nordpost.

Brekke said that catch quotas would be published every January.

A memorandum on offshore wind and a protocol on shipping were signed. A treaty on the ocean floor is planned.

The president had landed in Lisbon on Tuesday evening. She visited Madrid on Monday for talks with Spanish officials.

Falcão assured his guest that Portugal supported the Arctic Council and NATO.
"""
GAZETA = """Solbakken laid a wreath at the Monument to Sailors before the talks.

Analyst Rui Tavora said the deal "changes little for small ports".

Falcão opposed any new tariff on dried cod. A memorandum on offshore wind was signed.

Former president Mario Leite was mentioned in passing.
"""
RUSSIAN = "Президент Норвегии прибыла в Лиссабон во вторник вечером."


class Maker:
    """One source and its records, found by their words."""

    def __init__(self, source: Source) -> None:
        self.source, self.records = source, list[Any]()

    def at(self, *exacts: str) -> tuple[Evidence, ...]:
        places = [(self.source.text.index(exact), exact) for exact in exacts]
        return tuple(Evidence.of(self.source, start, start + len(exact)) for start, exact in places)

    def person(self, exact: str, name: str, title: str | None, country: str | None, role: str, **kw: Any) -> None:
        self.records.append(Participant(name, (), title, country, None, role, evidence=self.at(exact), **kw))

    def document(self, exact: str, **kw: Any) -> None:
        self.records.append(Document(exact, evidence=self.at(exact), **kw))

    def said(self, content: str, speaker: str | None, country: str | None, **kw: Any) -> None:
        self.records.append(Position(speaker, country, content, evidence=self.at(content), **kw))

    def event(self, exact: str, kind: str, **kw: Any) -> None:
        self.records.append(Event(kind, evidence=self.at(exact), **kw))

    def entity(self, exact: str, kind: str, code: str | None = None) -> None:
        self.records.append(Entity(exact, kind, code, evidence=self.at(exact)))

    def extraction(self) -> Extraction:
        def of(kind: type) -> tuple[Any, ...]:
            return tuple(record for record in self.records if isinstance(record, kind))

        kinds = (of(kind) for kind in (Participant, Document, Position, Event, Entity))
        return Extraction(self.source.source_id, *kinds)


def source(name: str, text: str, outlet: str | None, country: str | None, **kw: Any) -> Source:
    return Source(f"src-{name}", kw.pop("file", f"{name}.txt"), text, outlet, country, **kw)


def lusitana() -> Maker:
    make = Maker(
        source(
            "000000000001",
            LUSITANA,
            "Agência Lusitana",
            "PRT",
            kind="host",
            file="lusitana.md",
            title="Two presidents, eleven papers",
            published="2031-05-07",
            url="https://lusitana.example/visit?id=1&lang=en",
        )
    )
    make.person("Portuguese President Duarte Falcão", "Duarte Falcão", "President", "PRT", "principal")
    make.person("President Ingrid Solbakken", "Ingrid Solbakken", "President", "NOR", "principal")
    make.person("Foreign Minister Beatriz Quental", "Beatriz Quental", "Foreign Minister", "PRT", "delegation")
    make.person(
        "Norwegian Minister of Fisheries Olav Brekke", "Olav Brekke", "Minister of Fisheries", "NOR", "delegation"
    )
    make.document(
        "11 cooperation documents",
        type="other",
        count=11,
        status="signed",
        parties=("PRT", "NOR"),
        areas=("fisheries", "offshore wind", "shipping", "health", "culture"),
    )
    make.document("joint statement", type="joint_statement", status="adopted", parties=("PRT", "NOR"))
    make.said(
        "Our two coasts look at the same ocean, and we shall govern it together",
        "Duarte Falcão",
        "PRT",
        mode="direct",
        topic="ocean governance",
        stance="commit",
    )
    make.said(
        "Portugal will build the Sines\nterminal with Norwegian partners",
        "Duarte Falcão",
        "PRT",
        mode="direct",
        topic="infrastructure",
        stance="commit",
    )
    make.said("an end to tariffs on fish", "Ingrid Solbakken", "NOR", topic="trade", stance="call_for")
    make.said("delays at the border cost both sides dearly", "Ingrid Solbakken", "NOR", topic="trade", stance="warn")
    make.said(
        "The parties reaffirm their commitment to the law of the sea",
        "the two sides",
        None,
        mode="joint",
        topic="ocean governance",
        stance="support",
    )
    make.event(
        "A welcoming ceremony in the courtyard",
        "ceremony",
        date="2031-05-07",
        time="10:00",
        place="Ajuda Palace",
        people=("Duarte Falcão", "Ingrid Solbakken"),
        label="welcoming ceremony in the courtyard",
    )
    make.event("the talks", "talks", date="2031-05-07", label="talks")
    return make


def nordpost() -> Maker:
    make = Maker(
        source(
            "000000000002",
            NORDPOST,
            "Nordpost",
            "NOR",
            kind="guest",
            published="2031-05-07",
            title="Norway and Portugal sign twelve agreements",
            url="https://nordpost.example/12",
        )
    )
    make.person("Norwegian President Ingrid Solbakken", "Ingrid Solbakken", "President", "NOR", "principal")
    make.person("Portuguese leader Duarte Falcao", "Duarte Falcao", "leader", "PRT", "principal")
    make.document("12 agreements", type="agreement", count=12, status="signed", parties=("PRT", "NOR"))
    make.document(
        "memorandum on offshore wind",
        type="memorandum",
        title="on offshore wind",
        status="signed",
        areas=("offshore wind",),
    )
    make.document("protocol on shipping", type="protocol", title="on shipping", status="signed", areas=("shipping",))
    make.document("treaty on the ocean floor", type="treaty", title="on the ocean floor", status="planned")
    make.said(
        "We came to Lisbon to remove obstacles, not to count them",
        "Ingrid Solbakken",
        "NOR",
        mode="direct",
        via="Nordpost",
        topic="trade",
        stance="commit",
    )
    make.said("catch quotas would be published every January", "Olav Brekke", "NOR", topic="fisheries", stance="commit")
    make.said(
        "Portugal supported the Arctic Council and NATO", "Duarte Falcao", "PRT", topic="security", stance="support"
    )
    make.event(
        "landed in Lisbon on Tuesday evening",
        "arrival",
        date="2031-05-06",
        time="evening",
        place="Lisbon",
        people=("Ingrid Solbakken",),
        label="arrival in Lisbon",
    )
    make.event(
        "visited Madrid on Monday", "visit", date="2031-05-05", place="Madrid", context=True, label="visit to Madrid"
    )
    make.entity("Arctic Council", "forum", "AC")
    make.entity("NATO", "organisation", "NATO")
    make.entity("Spanish", "state", "ESP")
    return make


def gazeta() -> Maker:
    make = Maker(source("000000000003", GAZETA, "Gazeta do Porto", "PRT", kind="press", published="2031-05-08"))
    make.event(
        "laid a wreath at the Monument to Sailors",
        "wreath",
        date="2031-05-07",
        place="Monument to Sailors",
        people=("Ingrid Solbakken",),
        label="wreath at the Monument to Sailors",
    )
    make.event("the talks", "talks", date="2031-05-07", label="talks")
    make.person("Analyst Rui Tavora", "Rui Tavora", "Analyst", None, "mentioned")
    make.person("Former president Mario Leite", "Mario Leite", "Former president", None, "mentioned")
    make.said(
        'the deal "changes little for small ports"', "Rui Tavora", None, mode="mixed", topic="trade", stance="concern"
    )
    make.said("any new tariff on dried cod", "Duarte Falcão", "PRT", topic="trade", stance="oppose")
    make.document(
        "memorandum on offshore wind",
        type="memorandum",
        title="on offshore wind",
        status="signed",
        areas=("offshore wind",),
    )
    return make


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """A visit in three outlets that partly confirm each other, and a fourth source in Russian."""
    makers = [lusitana(), nordpost(), gazeta()]
    russian = source(
        "000000000004",
        RUSSIAN,
        "Вести",
        "RUS",
        kind="wire",
        language="ru",
        published="2031-05-06",
        title="Президент Норвегии прибыла",
        note="not extracted: language (ru)",
    )
    found = [make.extraction() for make in makers]
    warnings = ["0004.txt: not extracted: language (ru)"]
    return build("2031-05-07-lisbon", SETTINGS, [*(make.source for make in makers), russian], found, warnings)


@pytest.fixture(scope="session")
def empty() -> Dossier:
    """A summit that has no source yet."""
    return build("2031-05-07-lisbon", SummitSettings(title="A meeting to come", start="2031-05"), [], [])


@pytest.fixture(scope="session")
def one_outlet() -> Dossier:
    make = nordpost()
    return build("2031-05-07-lisbon", SETTINGS, [make.source], [make.extraction()])


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "</style></main><svg onload=a()>",
    '" onmouseover="alert(1)',
    "$x^2$ and \\(y\\) and `code` and **bold** [a](javascript:b)",
    "👩‍⚖️🕊️ emoji",
    "مرحبا שלום",
    "\u202ereversed\u202c",
    "nul\x00 bell\x07 end",
    "{{ 7*7 }} {% raw %}",
    "&lt;already&gt; &amp;",
    "]]><!-- -->",
    "N" * 300,
    "long name " * 30,
)


@pytest.fixture(scope="session")
def hostile(replace_columns: Callable[[Dossier, dict[str, Any]], Dossier]) -> Dossier:
    """Every text of every table is one of the hostile strings; they also stand in the source."""
    text = "\n\n".join(HOSTILE) + "\n\n" + " ".join(HOSTILE)
    sources = [
        source(f"00000000001{n}", text, HOSTILE[n], "PRT", title=HOSTILE[n + 1], file=f"{HOSTILE[n]}.md", url=url)
        for n, url in enumerate(("javascript:alert(1)", "https://ok.example/?a=1&b=\"'><script>", "data:text/html,x"))
    ]
    found = []
    for item in sources:
        records: list[Any] = []
        for n, bad in enumerate(HOSTILE):
            start = text.index(bad)
            spans = tuple(Evidence.of(item, start + shift, start + len(bad)) for shift in (0, 2, 4))
            records += [
                Participant(
                    bad, (bad,), bad, None, bad, ("principal", "delegation", "mentioned")[n % 3], evidence=spans
                ),
                Document(bad, "other", 3 + n, bad, (bad, bad), (bad,), (bad,), "signed", bad, evidence=spans),
                Position(
                    bad,
                    None,
                    bad,
                    ("direct", "indirect", "mixed", "joint")[n % 4],
                    bad,
                    bad,
                    bad,
                    "oppose",
                    evidence=spans,
                ),
                Event("talks", "2031-05-07", bad, bad, (bad,), bad, n % 2 == 0, evidence=spans),
                Entity(bad, "forum", bad, evidence=spans),
            ]
        make = Maker(item)
        make.records = records
        found.append(make.extraction())
    settings = SETTINGS.model_copy(update={"title": HOSTILE[0], "city": HOSTILE[1], "venue": HOSTILE[4]})
    return build("2031-05-07-lisbon", settings, sources, found, [*HOSTILE])


@pytest.fixture(scope="session")
def replace_columns() -> Callable[[Dossier, dict[str, Any]], Dossier]:
    """A copy of a dossier with other tables."""
    from dataclasses import replace

    return lambda dossier, tables: replace(dossier, **{name: frame(name, rows) for name, rows in tables.items()})
