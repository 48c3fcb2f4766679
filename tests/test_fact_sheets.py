"""The sample desk against its fact sheets: where the reports differ shows, and nothing contradicts what is known.

Each entry is an item of a sheet's section "Where the reports differ", by its number there, as far as the sources in
``workbooks/`` hold it (an item that they lack is not listed). ``Differ`` is a row of ``disagreements`` with competing
values, ``Alone`` something that stands in the list of what only one outlet says, as a record or as a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from summitry.desk import open_desk
from summitry.dossier import Dossier
from summitry.words import rows

DESK = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Differ:
    """Outlets that give other values for one field of one record; ``values`` maps a part of each value to an outlet."""

    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Alone:
    """An outlet that alone has ``words``."""

    outlet: str
    words: str


ITEMS: dict[str, dict[int, list[Differ | Alone]]] = {
    "2025-08-20-minsk": {
        1: [Differ("count", (("12", "Mehr"), ("12", "Iran International"), ("13", "Associated Press")))],
        2: [Differ("signatories", (("senior officials", "Mehr"), ("Lukashenko, Masoud", "Associated Press")))],
        3: [
            Differ("areas", (("airworthiness", "BelTA"), ("investment", "Mehr"), ("defence", "Associated Press"))),
            Alone("BelTA", "airworthiness"),
        ],
        4: [Differ("title", (("strategic cooperation", "BelTA"), ("strategic partnership", "Associated Press")))],
        5: [Alone("BelTA", "postponed from June"), Alone("Associated Press", "because of US strikes")],
        8: [Alone("IRNA", "Natalia Kochanova"), Alone("IRNA", "Igor Sergeyenko")],
        9: [Differ("name", (("Aleksandr", "BelTA"), ("Alexander", "Associated Press")))],
    },
    "2025-08-19-yerevan": {
        2: [Alone("Ministry of Education, Science, Culture and Sports of Armenia", "four documents")],
        4: [Alone("Nor Haratch", "raising ties to a strategic partnership"), Alone("TRT Farsi", "strategic document")],
        5: [Differ("label", (("state visit", "Al Mayadeen"), ("official visit", "Mediamax")))],
        6: [Differ("value", (("18-19 August", "Tasnim"), ("19-20 August", "bne IntelliNews")))],
        8: [
            Alone("Kommersant", "routes stay under Armenian jurisdiction"),
            Alone("Nor Haratch", "the region should be run by the Caucasus itself"),
        ],
        9: [Alone("bne IntelliNews", "$1 billion first and then $3 billion"), Alone("bne IntelliNews", "$30 billion")],
        10: [Differ("name", (("Pachinian", "Nor Haratch"), ("Pashinyan", "Kommersant")))],
    },
    "2025-08-08-washington": {
        2: [
            Differ(
                "signatories",
                (
                    ("Jeyhun Bayramov", "Azernews"),
                    ("foreign ministers", "Government of Armenia"),
                    ("Ilham Aliyev, Nikol Pashinyan", "NSN"),
                ),
            )
        ],
        4: [Alone("Caliber.az", "three memoranda"), Alone("Caliber.az", "five documents")],
        5: [Alone("RFE/RL Armenian Service", "up to 99 years")],
        6: [Alone("Associated Press", "32 km")],
        7: [
            Alone("Azernews", "Section 907 was suspended"),
            Alone("AFP", "Military limits on Azerbaijan were lifted"),
            Alone("Foreign Ministry of Azerbaijan", "executive order on Section 907"),
        ],
        8: [
            Alone("Azernews", "to the chair of the OSCE on closing the Minsk Process"),
            Alone("Government of Armenia", "initialled the application to the OSCE"),
        ],
        9: [Alone("Azernews", "changes to Armenia's constitution")],
        11: [Differ("name", (("Pashinyan", "NSN"), ("Pashinian", "RFE/RL Armenian Service")))],
    },
    "2025-08-15-anchorage": {
        1: [
            Differ(
                "value",
                (
                    ("about two and a half hours", "Associated Press"),
                    ("more than two and a half hours", "Bloomberg"),
                    ("2 hours 45 minutes", "Kommersant"),
                    ("2 hours 45 minutes", "Liga"),
                    ("almost three hours", "TASS"),
                    ("almost three hours", "IANS"),
                ),
            )
        ],
        2: [
            Alone("Liga", "one-on-one talks were planned, and then a lunch"),
            Alone("Associated Press", "changed from one-on-one to three-on-three"),
        ],
        3: [Alone("Anadolu", "The start was planned for 11:30")],
        4: [
            Alone("Associated Press", "flew overhead"),
            Alone("Associated Press", "Shouted questions"),
            Alone("TASS", "welcome on the airfield"),
        ],
        5: [Alone("Kommersant", "a wider round of talks"), Alone("Liga", "then a lunch")],
        6: [Alone("Premium Newz", "an understanding on Ukraine"), Alone("TASS", "not everything was agreed")],
        7: [
            Alone("Kommersant", "nine graves of pilots and sailors"),
            Alone("IANS", "He knelt, laid a bouquet and crossed himself"),
        ],
        11: [
            Differ("name", (("Sergei", "Associated Press"), ("Sergey", "TASS"))),
            Differ("name", (("Yuri", "Associated Press"), ("Yury", "Kommersant"))),
        ],
    },
    "2025-08-31-tianjin": {
        1: [
            Differ("count", (("24", "Xinhua"), ("over 20", "WANA"))),
            Alone("Mehr", "around 24 documents and several resolutions"),
            Alone("Ministry of Foreign Affairs of China", "eight outcomes"),
        ],
        2: [Differ("status", (("adopted", "TASS"), ("signed", "OpIndia"), ("signed and adopted", "Xinhua")))],
        3: [Alone("OpIndia", "Pahalgam"), Alone("WANA", "condemns the June strikes on Iran")],
        4: [Differ("date", (("2025-08-31", "Reuters"), ("2025-08-30", "CNBC"), ("2025-08-30", "PTI")))],
        5: [
            Differ("value", (("more than 20", "Xinhua"), ("more than 20", "TASS"), ("twenty", "PTI"))),
            Alone("Mehr", "roughly 24"),
        ],
        6: [Alone("Dawn", "16")],
        7: [Alone("TASS", "The anti-drug centre is the one in Dushanbe")],
        8: [Alone("TASS", "for the fifth time")],
        9: [Alone("CNBC", "Cold War mentality")],
        10: [Alone("PTI", "opening of the summit")],
    },
    "2025-01-17-moscow": {
        1: [Alone("Izvestia", "will hold expanded talks first"), Alone("TASS", "The two leaders talk first")],
        2: [Alone("NewsYou", "no commitment to mutual defence"), Alone("Sky News", "not expected to contain a clause")],
        4: [Alone("IRNA", "Several memoranda"), Alone("IRNA", "accords")],
        5: [Alone("Isranews", "of 2001")],
        6: [Alone("TASS", "Igor Bogdashev"), Alone("IRNA", "Kazem Jalali"), Alone("IRNA", "Alexey Dedov")],
        7: [Alone("Postbin", "meeting")],
        8: [
            Alone("Associated Press", "vital, sensitive, and strategic"),
            Alone("Espreso", "vital, delicate, and strategic"),
            Alone("Izvestia", "strategic and comprehensive"),
            Alone("Associated Press", '"solid" foundation'),
            Alone("Espreso", "“strong” foundation"),
        ],
        9: [Alone("Associated Press", "the third meeting of the two presidents")],
        10: [Alone("Associated Press", "no link between the signing and Trump's inauguration")],
    },
    "2023-03-13-tehran": {
        1: [Differ("count", (("7", "Syriran"), ("7", "Anadolu"), ("8", "Al Jazeera")))],
        2: [Differ("signatories", (("Iranian ministers", "Syriran"), ("Lukashenko, Ebrahim", "Al Jazeera")))],
        3: [
            Differ("value", (("$100 million", "SB. Belarus Today"), ("exceeded $100 million", "Mehr"))),
            Alone("Al-Ahed", "trade could reach $100 million"),
            Alone("Anadolu", "to lift trade to $100 million a year"),
        ],
        4: [Differ("order", (("after the signing", "Syriran"), ("before the signing", "Iran Front Page")))],
        6: [
            Alone("SB. Belarus Today", "weakened at some point"),
            Alone("Gordon", "weakened in the last two years"),
        ],
        7: [Alone("Al Jazeera", "sanctioned states must join forces")],
        8: [
            Differ("areas", (("mining", "Al Jazeera"), ("agriculture", "Syriran"), ("plant quarantine", "BelTA"))),
            Alone("BelTA", "plant quarantine"),
        ],
        9: [Differ("label", (("official visit", "BelTA"), ("state visit", "Al Jazeera")))],
        10: [Alone("AFP", "Lukashenko spoke about Iran's nuclear energy")],
        11: [
            Differ("name", (("Alexander", "AFP"), ("Aleksandr", "BelTA"))),
            Differ("name", (("Ibrahim", "Gordon"), ("Ebrahim", "Mehr"))),
        ],
    },
    "2024-10-22-kazan": {
        1: [
            Differ("value", (("36", "Reuters"), ("33", "Sputnik"))),
            Alone("Reuters", "22 of them with heads of state"),
            Alone("Reuters", "nearly 20"),
        ],
        2: [Alone("TRT World", "36")],
        3: [Differ("value", (("ten", "TASS"), ("nine", "RT")))],
        4: [
            Differ(
                "date", (("2024-10-23", "TRT World"), ("2024-10-23", "TASS"), ("2024-10-24", "Transcend Media Service"))
            )
        ],
        6: [
            Alone("Manorama Yearbook", "13 partner countries"),
            Alone("Reuters", "little clarity on the partner countries"),
            Alone("RT", "to be made final on Thursday"),
        ],
        7: [Differ("date", (("2024-10-24", "RT"), ("2024-10-24", "Sputnik"), ("2024-10-23", "TV BRICS")))],
        8: [Alone("TV BRICS", "Mohamed bin Zayed"), Alone("Sputnik", "Abdullah bin Zayed")],
        9: [Alone("TASS", "not coming because of health problems")],
        10: [Alone("Reuters", "Ukraine was raised at the summit"), Alone("IOL", "three principles on Ukraine")],
    },
    "2020-02-25-new-delhi": {
        1: [Differ("count", (("3 memoranda", "The Statesman"), ("2 memoranda, 1 letter", "The Statesman")))],
        2: [Alone("The Statesman", "letter of cooperation")],
        3: [
            Alone("India Today", "helicopters"),
            Alone("PTI", "finalised"),
            Alone("The American Presidency Project", "agreements for India to buy helicopters"),
        ],
        4: [Alone("CNN", "without major agreements"), Alone("PTI", "historic")],
        5: [
            Differ(
                "value",
                (
                    ("comprehensive global partnership", "PTI"),
                    ("comprehensive global strategic partnership", "The Indian Express"),
                ),
            )
        ],
        6: [Alone("Associated Press", "at least seven")],
        7: [Alone("Associated Press", "raised religious freedom")],
        8: [Alone("India Today", "Terrorism on Pakistani soil is to be ended")],
        9: [Alone("PTI", "12")],
        10: [Alone("News18", "a welcoming ceremony at 10:00")],
    },
    "2023-09-10-hanoi": {
        2: [Alone("Sputnik Vietnam", "arrival at the Presidential Palace")],
        3: [
            Alone("Vietnam News Agency", "a joint statement"),
            Alone("UPI", "a deal to strengthen their diplomatic ties"),
        ],
        4: [
            Differ(
                "value",
                (
                    ("partnership for peace, cooperation and sustainable development", "Vietnam News Agency"),
                    ("comprehensive strategic partnership", "Reuters"),
                    ("comprehensive strategic partnership", "Associated Press"),
                ),
            )
        ],
        6: [
            Differ("value", (("$7.5 billion", "Reuters"), ("$7.5 billion", "UPI"), ("$7.8 billion", "AFP"))),
        ],
        7: [
            Alone("Associated Press", "It’s not about containing China"),
            Alone("Associated Press", "I don’t want to contain China"),
        ],
        8: [
            Alone("The Telegraph India", "raised human rights in Hanoi"),
            Alone("The Telegraph India", "noninterference in domestic affairs"),
        ],
        9: [Alone("Reuters", "nary aged a day")],
        10: [Alone("Reuters", "the same rank as China and Russia")],
        12: [Differ("label", (("flower-laying", "Vietnam News Agency"), ("wreath-laying", "SGGP")))],
        13: [Alone("Vietnam News Agency", "Nguyen Viet Dung")],
    },
}

CASES = [pytest.param(summit, number, id=f"{summit}-{number}") for summit, items in ITEMS.items() for number in items]


@cache
def dossier(summit: str) -> Dossier:
    return open_desk(DESK).summit(summit).dossier()


def groups(made: Dossier) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """(record id, field) -> value -> outlets."""
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for row in rows(made.disagreements):
        found.setdefault((row["record_id"], row["field"]), {})[row["value"]] = tuple(row["outlets"])
    return found


def shows(made: Dossier, item: Differ) -> bool:
    """Whether some record has all these values for the field, each by its outlet, and no two in one row."""
    for (_, field), values in groups(made).items():
        at = [{value for value, outlets in values.items() if part in value and outlet in outlets}
              for part, outlet in item.values]  # fmt: skip
        if field == item.field and all(at) and len({part for part, _ in item.values}) <= len(set().union(*at)):
            return True
    return False


def lone(made: Dossier) -> set[tuple[str, str]]:
    """(outlet, words) of all that only one outlet says: records, and sentences that no record holds."""
    found = {(one.outlet, " ".join(one.exact.split())) for one in made.unmatched}
    for table in ("participants", "documents", "positions", "events", "quantities"):
        for row in rows(getattr(made, table)):
            voices = made.voices.get(next(iter(row.values())), ())
            told = [row.get(name) for name in ("name", "label", "title", "content", "value")]
            if len(voices) == 1:
                found.add((voices[0], " ".join(" ".join(str(text) for text in told if text).split())))
    return found


@pytest.mark.parametrize(("summit", "number"), CASES)
def test_what_the_reports_differ_on_shows(summit: str, number: int) -> None:
    made = dossier(summit)
    for item in ITEMS[summit][number]:
        if isinstance(item, Differ):
            assert shows(made, item), item
        else:
            assert any(outlet == item.outlet and item.words in words for outlet, words in lone(made)), item


@pytest.mark.parametrize("summit", ITEMS)
def test_every_disagreement_is_one_of_the_fact_sheet(summit: str) -> None:
    """Nothing false shows: a disagreement that no item accounts for must be judged before it may stay."""
    known = {part for items in ITEMS[summit].values() for item in items if isinstance(item, Differ)
             for part in ((item.field, value) for value, _ in item.values)}  # fmt: skip
    for (record_id, field), values in groups(dossier(summit)).items():
        told = {value for value in values if any(field == one and part in value for one, part in known)}
        assert told == set(values) or (summit, field) in JUDGED, (record_id, field, values)


# Disagreements that the sheets do not list, but that the sources do have.
JUDGED = {("2025-01-17-moscow", "label")}  # a wreath (Izvestia) or flowers (Postbin) at the tomb


def person(summit: str, name: str) -> dict[str, object]:
    (found,) = [row for row in rows(dossier(summit).participants) if row["name"] == name]
    return found


@pytest.mark.parametrize(
    ("summit", "name", "title", "country", "role"),
    [
        ("2025-08-20-minsk", "Aleksandr Lukashenko", "President", "BLR", "principal"),
        ("2025-08-20-minsk", "Masoud Pezeshkian", "President", "IRN", "principal"),
        ("2025-08-20-minsk", "Natalia Kochanova", "speaker", "BLR", "delegation"),
        ("2025-08-19-yerevan", "Nikol Pashinyan", "Prime Minister", "ARM", "principal"),
        ("2025-08-08-washington", "Ilham Aliyev", "President", "AZE", "principal"),
        ("2025-08-08-washington", "Ararat Mirzoyan", "Foreign Minister", "ARM", "delegation"),
        ("2025-08-15-anchorage", "Marco Rubio", "Secretary of State", "USA", "delegation"),
        ("2025-08-15-anchorage", "Sergey Lavrov", "Foreign Minister", "RUS", "delegation"),
        ("2025-08-31-tianjin", "Xi Jinping", "President", "CHN", "principal"),
        ("2025-08-31-tianjin", "Shehbaz Sharif", "Prime Minister", "PAK", "principal"),
        ("2025-01-17-moscow", "Sergei Tsivilev", "Energy Minister", "RUS", "delegation"),
        ("2023-03-13-tehran", "Ebrahim Raisi", "President", "IRN", "principal"),
        ("2023-03-13-tehran", "Ali Khamenei", "supreme leader", "IRN", "principal"),
        ("2024-10-22-kazan", "Mauro Vieira", "Foreign Minister", "BRA", "delegation"),
        ("2020-02-25-new-delhi", "Ram Nath Kovind", "President", "IND", "principal"),
        ("2023-09-10-hanoi", "Nguyen Phu Trong", "General Secretary", "VNM", "principal"),
        ("2023-09-10-hanoi", "Nguyen Quoc Dung", "ambassador", "VNM", "delegation"),
        ("2023-09-10-hanoi", "Nguyen Viet Dung", "director", "VNM", "delegation"),
        ("2023-09-10-hanoi", "Bui Thanh Son", None, "VNM", "delegation"),
        ("2023-09-10-hanoi", "Le Minh Hung", None, "VNM", "delegation"),
    ],
)
def test_who_is_who(summit: str, name: str, title: str | None, country: str, role: str) -> None:
    found = person(summit, name)
    assert (found["title"], found["country"], found["role"]) == (title, country, role)


@pytest.mark.parametrize(
    ("summit", "type", "statuses"),
    [
        ("2025-01-17-moscow", "treaty", ["signed", "earlier"]),  # one in every account of the day, and that of 2001
        ("2023-03-13-tehran", "roadmap", ["signed"]),
        ("2025-08-20-minsk", "joint_statement", ["signed"]),
        ("2025-08-20-minsk", "treaty", ["planned"]),
        ("2025-08-19-yerevan", "joint_statement", ["signed"]),
        ("2025-08-08-washington", "declaration", ["signed"]),
        ("2024-10-22-kazan", "declaration", ["adopted"]),
        ("2023-09-10-hanoi", "joint_statement", ["adopted"]),
        ("2020-02-25-new-delhi", "joint_statement", ["adopted"]),
    ],
)
def test_one_document_is_one_record(summit: str, type: str, statuses: list[str]) -> None:
    assert [row["status"] for row in rows(dossier(summit).documents) if row["type"] == type] == statuses


def test_nothing_was_signed_in_anchorage() -> None:
    assert {row["status"] for row in rows(dossier("2025-08-15-anchorage").documents)} == {"rejected"}


def test_who_signed_in_washington_and_moscow() -> None:
    signed = {row["type"]: set(row["signatories"]) for row in rows(dossier("2025-08-08-washington").documents)}
    assert signed["declaration"] == {"Ilham Aliyev", "Nikol Pashinyan", "Donald Trump"}  # Trump as a witness
    treaty, _ = [row for row in rows(dossier("2025-01-17-moscow").documents) if row["type"] == "treaty"]
    assert set(treaty["signatories"]) == {"Vladimir Putin", "Masoud Pezeshkian"}


@pytest.mark.parametrize(
    ("summit", "measure", "value"),
    [
        ("2025-01-17-moscow", "articles", "47"),
        ("2025-01-17-moscow", "term", "20-year"),
        ("2020-02-25-new-delhi", "length of the visit", "36 hours"),
        ("2025-08-20-minsk", "length of the talks", "almost four hours"),
        ("2025-08-08-washington", "length", "32 km"),
    ],
)
def test_figures_that_nobody_disputes(summit: str, measure: str, value: str) -> None:
    made = dossier(summit)
    (one,) = [row for row in rows(made.quantities) if row["measure"] == measure]
    assert one["value"] == value
    assert (one["quantity_id"], "value") not in groups(made)
