"""Each form of export, read back by somebody else's reader."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from click.testing import CliRunner

import summitry
from summitry.cli import cli
from summitry.dossier import Dossier
from summitry.exports import EXPORTERS, ExportError, write
from summitry.model import TABLES

ROOT = Path(__file__).resolve().parents[2]
SUMMIT = "2025-08-20-minsk"
# W3C Web Annotation, as far as it is used here: https://www.w3.org/TR/annotation-model/
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body", "motivation"],
    "properties": {
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing"]},
        "body": {"type": "object", "required": ["id", "type", "value", "format"]},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "minLength": 1},
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"minLength": 1}},
                            "required": ["type", "exact", "prefix", "suffix"],
                        },
                        {
                            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"minimum": 0}},
                            "required": ["type", "start", "end"],
                        },
                    ],
                    "items": False,
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return summitry.open_desk(ROOT).summit(SUMMIT).dossier()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_read_back_by_pandas(dossier: Dossier, tmp_path: Path, form: str) -> None:
    written = write(dossier, form, tmp_path)
    assert sorted(path.stem for path in written) == sorted(TABLES)
    for path in written:
        table = pd.read_csv(path) if form == "csv" else pd.read_parquet(path)
        assert list(table.columns) == list(TABLES[path.stem])
        assert len(table) == len(dossier.tables()[path.stem])


def test_json_holds_every_row(dossier: Dossier, tmp_path: Path) -> None:
    (path,) = write(dossier, "json", tmp_path)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert {name: len(rows) for name, rows in content["tables"].items()} == {
        name: len(table) for name, table in dossier.tables().items()
    }


def test_annotations_select_the_words_in_their_sources(dossier: Dossier, tmp_path: Path) -> None:
    (path,) = write(dossier, "annotation", tmp_path)
    page = json.loads(path.read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(dossier.evidence) > 20
    for item in page["items"]:
        jsonschema.Draft202012Validator(ANNOTATION).validate(item)
    texts = {
        url: dossier.texts[id] for id, url in zip(dossier.sources["source_id"], dossier.sources["url"], strict=True)
    }
    for item in page["items"]:
        quoted, position = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quoted["exact"]
        assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in text
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def entities(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_entities_carry_their_sources_and_hang_together(dossier: Dossier, tmp_path: Path) -> None:
    (path,) = write(dossier, "ftm", tmp_path)
    found = entities(path)
    ids = {entity["id"] for entity in found}
    assert len(ids) == len(found)
    kinds = {entity["schema"] for entity in found}
    assert {"Document", "Person", "Event", "Note", "Mention"} <= kinds
    for entity in found:
        for name in ("proof", "involved", "entity", "document", "resolved", "member", "organization"):
            assert set(entity["properties"].get(name, [])) <= ids
        if entity["schema"] in ("Person", "Note"):
            assert entity["properties"]["proof"]


CHECK = """
import json, sys
from followthemoney import model
for line in open(sys.argv[1], encoding="utf-8"):
    entity = json.loads(line)
    proxy = model.get_proxy(entity, cleaned=False)
    for name, values in entity["properties"].items():
        assert set(proxy.get(name)) == set(values), (entity["schema"], name, values)
        assert all(proxy.schema.get(name).type.validate(value) for value in values), (entity["schema"], name, values)
    assert all(proxy.get(name) for name in proxy.schema.required), entity
print("read")
"""


def test_followthemoney_itself_reads_every_value(dossier: Dossier, tmp_path: Path) -> None:
    """In an environment of its own, since it builds against a system library; .ci/run makes one."""
    python = os.environ.get("SUMMITRY_FTM_PYTHON")
    if not python:
        pytest.skip("SUMMITRY_FTM_PYTHON names no Python with followthemoney")
    (path,) = write(dossier, "ftm", tmp_path)
    read = subprocess.run([python, "-c", CHECK, str(path)], capture_output=True, text=True, check=False)
    assert read.stdout.strip() == "read", read.stderr


def test_an_empty_dossier_can_be_exported(tmp_path: Path) -> None:
    from summitry.desk import init_desk

    empty = init_desk(tmp_path / "desk").new_summit("none-yet", title="Talks", start="2031").dossier()
    for form in EXPORTERS:
        assert write(empty, form, tmp_path / form)


def test_an_unknown_form_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="docx"):
        write(dossier, "docx", tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_names_what_it_wrote(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["export", "--desk", str(ROOT), SUMMIT, "--to", "annotation", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / SUMMIT / "annotations.jsonld")
    bad = CliRunner().invoke(cli, ["export", "--desk", str(ROOT), SUMMIT, "--to", "docx", str(tmp_path)])
    assert bad.exit_code == 2
    assert "csv, parquet, json, ftm, annotation" in bad.stderr
