"""The vocabulary: every table loads and is sound, a desk can add lines, a wrong line is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from summitry import vocabulary
from summitry.errors import VocabularyError
from summitry.vocabulary import tables

# Letters that Unicode does not take apart into a letter and a mark.
UNMARKED = str.maketrans("łŁđĐøØı", "lLdDoOi")
# What makes a line the same line: two of them would contradict each other.
KEYS = {
    "countries": ("code",),
    "country_forms": ("form", "kind"),
    "public_figures": ("name", "country", "organisation", "title"),
    "topics": ("topic", "phrase"),
}


@pytest.fixture(autouse=True)
def unregistered() -> Iterator[None]:
    with vocabulary.extra([]):
        yield


def stems() -> list[str]:
    return [name.removesuffix(".csv") for name in vocabulary.names()]


@pytest.mark.parametrize("name", stems())
def test_every_table_loads_and_says_what_it_is_and_under_which_licence(name: str) -> None:
    assert vocabulary.rows(name)
    text = Path(tables.__file__).with_name(f"{name}.csv").read_text(encoding="utf-8")
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("# ")
    assert "Apache-2.0" in comments or "Unicode-3.0" in comments


@pytest.mark.parametrize(
    "name", ["abbreviations", "cities", "common_words",
             "countries", "country_forms", "family_names_first", "given_names", "honorifics",
             "not_people", "offices", "organisations", "outlets", "place_words", "public_figures",
             "shared_forms", "topics"],
)  # fmt: skip
def test_no_line_stands_twice(name: str) -> None:
    columns = KEYS.get(name) or (next(iter(vocabulary.rows(name)[0])),)
    keys = [tuple(row[column] for column in columns) for row in vocabulary.rows(name)]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_a_form_means_one_state_per_kind_and_quotes_are_straight() -> None:
    for form in vocabulary.country_forms():
        assert "’" not in form.form
        assert vocabulary.is_country(form.code)


def test_every_current_state_has_a_name_and_a_capital() -> None:
    current = {code for code, country in vocabulary.countries().items() if country.status == "current"}
    named = {form.code for form in vocabulary.country_forms() if form.kind == "name"}
    capitals = {city.country for city in vocabulary.cities() if city.capital}
    assert current - named == set()
    assert current - capitals == {"EUU"}
    assert len(current) >= 197


def test_the_short_name_of_every_state_is_also_a_form() -> None:
    forms = {(form.form, form.code) for form in vocabulary.country_forms()}
    states = [country for country in vocabulary.countries().values() if country.status == "current"]
    assert [state.name for state in states if (state.name, state.code) not in forms] == []


@pytest.mark.parametrize(
    ("form", "code", "kind"),
    [
        ("US", "USA", "name"),
        ("U.S.", "USA", "name"),
        ("EU", "EUU", "name"),
        ("Türkiye", "TUR", "name"),
        ("Turkiye", "TUR", "name"),
        ("DPRK", "PRK", "name"),
        ("South Korean", "KOR", "adjective"),
        ("Emirati", "ARE", "adjective"),
        ("Iranians", "IRN", "people"),
        ("the French", "FRA", "people"),
        ("Kremlin", "RUS", "metonym"),
        ("Soviet Union", "SUN", "name"),
    ],
)
def test_what_news_writes_leads_to_the_state(form: str, code: str, kind: str) -> None:
    assert vocabulary.CountryForm(form, code, kind) in vocabulary.country_forms()


def test_names_of_no_single_state_are_left_out() -> None:
    forms = {form.form for form in vocabulary.country_forms()}
    assert forms.isdisjoint({"European", "Korean", "Arab", "us", "Persian", "Indo"})


def test_organisation_forms_do_not_overlap() -> None:
    owners: dict[str, str] = {}
    for organisation in vocabulary.organisations():
        for form in organisation.forms:
            assert owners.setdefault(form, organisation.name) == organisation.name


def test_outlet_forms_and_hosts_belong_to_one_outlet() -> None:
    owners: dict[str, str] = {}
    for outlet in vocabulary.outlets():
        for key in (*(form.casefold() for form in outlet.forms), *outlet.hosts):
            assert owners.setdefault(key, outlet.name) == outlet.name
        assert all("/" not in host and host == host.lower() and "." in host for host in outlet.hosts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BelTA", "BelTA"),
        ("belta", "BelTA"),
        ("https://eng.belta.by/president/view/x-1-2025?a=b", "BelTA"),
        ("www.kommersant.ru", "Kommersant"),
        ("Xinhua News Agency", "Xinhua"),
        ("kyivindependent.com.", "Kyiv Independent"),
        ("HTTPS://TASS.COM:443/politics/1", "TASS"),
    ],
)
def test_an_outlet_is_found_by_name_host_or_url(text: str, name: str) -> None:
    found = vocabulary.outlet(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["", "Gazette of Nowhere", "https://[broken", "notbelta.by", "by", "http://"])
def test_what_is_no_known_outlet_is_none(text: str) -> None:
    assert vocabulary.outlet(text) is None


def test_outlets_named_in_the_fact_sheets_are_known(shared: Path) -> None:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in (shared / "facts").glob("*.md"))
    hosts = set(re.findall(r"https?://([a-z0-9.-]+\.[a-z]+)", sheets))
    assert len(hosts) > 100
    # A copy on a content network has no outlet of its own.
    assert {host for host in hosts if vocabulary.outlet(host) is None} <= {"d280gayb62sbv.cloudfront.net"}


def test_an_unknown_code_is_its_own_name() -> None:
    assert vocabulary.country_name("BLR") == "Belarus"
    assert vocabulary.country_name("QQQ") == "QQQ"
    assert not vocabulary.is_country("QQQ")


def test_gender_and_sentence_ends() -> None:
    assert vocabulary.honorifics()["His Excellency"] == "m"
    assert vocabulary.honorifics()["Dr."] == ""
    assert vocabulary.given_names()["Anna"] == "f"
    assert vocabulary.abbreviations()["Mr."]
    assert not vocabulary.abbreviations()["U.S."]


def test_topics_have_enough_phrases_in_lower_case() -> None:
    for topic, phrases in vocabulary.topics().items():
        assert len(phrases) >= 8, topic
        assert all(phrase == phrase.lower() for phrase in phrases)


def test_a_public_figure_acts_for_one_state_or_one_body_in_an_office_that_the_rules_know() -> None:
    titles = {office.title for office in vocabulary.offices()}
    bodies = {form for body in vocabulary.organisations() for form in body.forms}
    for figure in vocabulary.public_figures():
        assert bool(figure.country) != bool(figure.organisation), figure
        assert not figure.country or vocabulary.is_country(figure.country), figure
        assert not figure.organisation or figure.organisation in bodies, figure
        assert figure.title in titles, figure


def test_public_figures_have_ordered_years_and_no_bare_surnames() -> None:
    for figure in vocabulary.public_figures():
        assert figure.forms[0] == figure.name
        assert not any("\u2019" in form or "," in form for form in figure.forms), figure
        if figure.start and figure.end:
            assert figure.start <= figure.end, figure
        if figure.end:
            assert figure.end >= 1985, figure


def test_public_figures_stand_by_country_and_name_those_of_bodies_last() -> None:
    def plain(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFKD", text.translate(UNMARKED)) if c.isascii()).casefold()

    figures = [(f.country or "ZZZ", f.organisation, plain(f.name)) for f in vocabulary.public_figures()]
    assert figures == sorted(figures)


def test_what_public_figures_say() -> None:
    known = {(figure.name, figure.title): figure for figure in vocabulary.public_figures()}
    assert known["Keir Starmer", "Prime Minister"].country == "GBR"
    assert known["Xi Jinping", "President"].country == "CHN"
    assert known["Xi Jinping", "President"].start == 2013
    assert known["Xi Jinping", "President"].end is None
    assert known["Mark Rutte", "Prime Minister"].country == "NLD"
    assert known["Mark Rutte", "Secretary-General"].organisation == "NATO"
    assert "Recep Tayyip Erdogan" in known["Recep Tayyip Erdoğan", "President"].forms


def test_a_desk_adds_a_line_and_the_next_desk_does_not_see_it(tmp_path: Path) -> None:
    file = tmp_path / "outlets.csv"
    line = "Nowhere Wire,NW,BLR,nowhere.example,agency"
    file.write_text(f"# ours\nname,forms,country,hosts,kind\n{line}\n", encoding="utf-8")
    before = vocabulary.version()
    with vocabulary.extra([file]):
        found = vocabulary.outlet("https://www.nowhere.example/1")
        assert found is not None
        assert found.forms == ("Nowhere Wire", "NW")
        assert vocabulary.version() > before
    assert vocabulary.outlet("nowhere.example") is None


def test_a_desk_may_leave_columns_out(tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    file.write_text('name,kind\n"League of Lakes, Rivers and Seas",forum\n', encoding="utf-8")
    vocabulary.register(file)
    added = vocabulary.organisations()[-1]
    assert added == vocabulary.Organisation(
        "League of Lakes, Rivers and Seas", ("League of Lakes, Rivers and Seas",), "forum", "", ""
    )


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("cities.csv", "# a\n# b\nform,country,capital\nLakeside,BLR\n", 4, "2 cells where 3 belong"),
        ("cities.csv", "form,country,capital\nLakeside,Belarus,no\n", 2, "alpha-3"),
        ("cities.csv", "form,country,capital\n\nLakeside,BLR,perhaps\n", 3, "yes"),
        ("cities.csv", "form,country,capital\n,BLR,no\n", 2, "empty"),
        ("cities.csv", 'form,country,capital\n"Lakeside,BLR,no\n', 2, ""),
        ("cities.csv", "form,land,capital\nLakeside,BLR,no\n", 1, "the columns are"),
        ("offices.csv", "form,title,rank,side\nReeve,Reeve,chieftain,state\n", 2, "head_of_state"),
        ("cities.csv", "form,country\nLakeside,BLR\n", 2, "capital"),
        ("public_figures.csv", "name,country\nAda Lakeside,Belarus\n", 2, "alpha-3"),
        ("public_figures.csv", "name,country,start\nAda Lakeside,BLR,spring\n", 2, "four digits"),
        ("public_figures.csv", "name,country\n,BLR\n", 2, "empty"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_added(tmp_path: Path, name: str, text: str, line: int, says: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    before = vocabulary.rows(file.stem)
    with pytest.raises(VocabularyError) as caught:
        vocabulary.register(file)
    assert f"{file}, line {line}: " in caught.value.message
    assert says in caught.value.message
    assert caught.value.remedy
    assert vocabulary.rows(file.stem) == before


def test_a_file_that_is_no_table_or_no_text_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "leaders.csv"
    other.write_text("name\n", encoding="utf-8")
    binary = tmp_path / "cities.csv"
    binary.write_bytes(b"form,country,capital\n\xff\xfe,BLR,no\n")
    for file in (other, binary, tmp_path / "outlets.csv"):
        with pytest.raises(VocabularyError, match=file.name):
            vocabulary.register(file)
    with pytest.raises(VocabularyError):
        vocabulary.rows("leaders")


def test_what_is_remembered_of_a_word_is_asked_anew_when_a_desk_adds_lines(tmp_path: Path) -> None:
    asked: list[str] = []

    @tables.remembered
    def known(word: str) -> bool:
        asked.append(word)
        return word in vocabulary.place_words()

    assert (known("Zzyzx"), known("Zzyzx"), asked) == (False, False, ["Zzyzx"])
    lines = tmp_path / "place_words.csv"
    lines.write_text("form\nZzyzx\n", encoding="utf-8")
    with tables.extra([lines]):
        assert known("Zzyzx")
    assert not known("Zzyzx")


def test_word_lists_are_all_of_their_lists() -> None:
    months, weekdays = vocabulary.word_list("month"), vocabulary.word_list("weekday")
    assert vocabulary.word_lists("month", "weekday") == months | weekdays
