"""Make toolkit/summitry/vocabulary/countries.csv from Unicode CLDR (through babel) and the corrections below.

Run it from the repository root after a change here or a new CLDR release:

    python tools/make_countries.py

CLDR gives the English short names and, as aliases, the ISO 3166-1 alpha-3 codes. What it does not say stands here:
which territories are no states, names as English-language news writes them, former states, and the region.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from babel import Locale
from babel.core import get_global

TARGET = Path(__file__).resolve().parents[1] / "toolkit" / "summitry" / "vocabulary" / "countries.csv"

HEADER = """\
# States and territories. Names from Unicode CLDR through babel (Unicode-3.0), with corrections and regions compiled for
# Summitry (Apache-2.0). Made by tools/make_countries.py: change that script, not this file.
# code: ISO 3166-1 alpha-3, plus XKX (Kosovo) and EUU (European Union); former states keep their ISO 3166-3 code.
# status: current (states and what acts as one), territory (has an ISO code, is no state), former.
"""

# Aliases in CLDR that are withdrawn or are no ISO 3166-1 codes.
WITHDRAWN = {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR", "ASC", "CPT", "DGA", "TAA"}

NAMES = {
    "ATG": "Antigua and Barbuda",
    "BIH": "Bosnia and Herzegovina",
    "CIV": "Ivory Coast",
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    "FLK": "Falkland Islands",
    "HKG": "Hong Kong",
    "KNA": "Saint Kitts and Nevis",
    "LCA": "Saint Lucia",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "STP": "São Tomé and Príncipe",
    "TTO": "Trinidad and Tobago",
    "TUR": "Turkey",
    "VAT": "Holy See",
    "VCT": "Saint Vincent and the Grenadines",
    "BLM": "Saint Barthélemy",
    "MAF": "Saint Martin",
    "SHN": "Saint Helena",
    "SPM": "Saint Pierre and Miquelon",
    "SGS": "South Georgia and the South Sandwich Islands",
    "HMD": "Heard and McDonald Islands",
    "SJM": "Svalbard and Jan Mayen",
    "TCA": "Turks and Caicos Islands",
}

EXTRA = [
    ("XKX", "XK", "Kosovo", "current"),
    ("EUU", "EU", "European Union", "current"),
    ("SUN", "SU", "Soviet Union", "former"),
    ("YUG", "YU", "Yugoslavia", "former"),
    ("CSK", "CS", "Czechoslovakia", "former"),
    ("DDR", "DD", "East Germany", "former"),
    ("SCG", "CS", "Serbia and Montenegro", "former"),
    ("YMD", "YD", "South Yemen", "former"),
]

TERRITORIES = (
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT "
    "JEY MAC MAF MNP MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF"
)

REGIONS = {
    "Europe": "ALA ALB AND AUT BEL BGR BIH BLR CHE CSK CYP CZE DDR DEU DNK ESP EST EUU FIN FRA FRO GBR GGY GIB GRC HRV "
    "HUN IMN IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SCG SJM SMR SRB SUN SVK SVN "
    "SWE UKR VAT XKX YUG",
    "South Caucasus": "ARM AZE GEO",
    "Central Asia": "KAZ KGZ TJK TKM UZB",
    "Middle East": "ARE BHR IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM YMD",
    "North Africa": "DZA EGY ESH LBY MAR TUN",
    "Sub-Saharan Africa": "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ IOT KEN "
    "LBR LSO MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TZA UGA ZAF "
    "ZMB ZWE",
    "South Asia": "AFG BGD BTN IND LKA MDV NPL PAK",
    "East Asia": "CHN HKG JPN KOR MAC MNG PRK TWN",
    "Southeast Asia": "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM",
    "North America": "BMU CAN GRL SPM USA",
    "Latin America and the Caribbean": "ABW AIA ARG ATG BES BHS BLM BLZ BOL BRA BRB CHL COL CRI CUB CUW CYM DMA DOM "
    "ECU FLK GLP GRD GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY SLV SUR SXM TCA TTO URY VCT "
    "VEN VGB VIR",
    "Oceania": "ASM AUS CCK COK CXR FJI FSM GUM KIR MHL MNP NCL NFK NIU NRU NZL PCN PLW PNG PYF SLB TKL TON TUV UMI "
    "VUT WLF WSM",
    "Antarctica": "ATA ATF BVT HMD SGS",
}


def table() -> list[tuple[str, str, str, str, str]]:
    """Rows (code, alpha2, name, status, region), sorted by code."""
    english = Locale("en").territories
    region_of = {code: region for region, codes in REGIONS.items() for code in codes.split()}
    territories = set(TERRITORIES.split())
    rows = list(EXTRA)
    for code, targets in get_global("territory_aliases").items():
        is_alpha3 = len(code) == 3 and code.isalpha() and code[0] not in "X" and code not in WITHDRAWN
        is_private = code in {"AAA", "ZZZ"} or "QMM" <= code <= "QZZ"
        if is_alpha3 and not is_private and targets[0] in english:
            status = "territory" if code in territories else "current"
            rows.append((code, targets[0], NAMES.get(code, english[targets[0]]).replace("’", "'"), status))
    return sorted((*row, region_of[row[0]]) for row in rows)


def main() -> None:
    """Write the table; fail on a code without a region."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "alpha2", "name", "status", "region"))
    writer.writerows(table())
    TARGET.write_text(HEADER + out.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
