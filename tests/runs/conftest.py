"""A desk in a temporary folder whose name has everything that breaks naive path handling."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summitry.desk import Desk, init_desk

PARAMETERS = 'summit = ""  # type: str, the summit\'s id\ntop = 3  # type: int, how many to show\n'


def notebook(*cells: str, parameters: str | None = PARAMETERS) -> str:
    """A notebook with a parameters cell and these code cells."""

    def cell(number: int, source: str, tags: list[str]) -> dict[str, object]:
        return {"cell_type": "code", "id": f"cell-{number}", "execution_count": None, "outputs": [],
                "metadata": {"tags": tags}, "source": source.splitlines(keepends=True)}  # fmt: skip

    first = [cell(0, parameters, ["parameters"])] if parameters is not None else []
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({
        "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel},
        "cells": first + [cell(number, source, []) for number, source in enumerate(cells, 1)],
    })  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = init_desk(tmp_path / "a {desk} 'with' 100% ünusual name")
    made.new_summit("one", title="Talks <b>in</b> {Lantern} Bay", start="2031-05-02", city="Lantern Bay")
    return made


@pytest.fixture
def template(desk: Desk) -> Callable[..., Path]:
    """``template(name, *cells)`` writes a template into the desk."""

    def write(name: str, *cells: str, parameters: str | None = PARAMETERS) -> Path:
        path = desk.root / "templates" / f"{name}.ipynb"
        path.write_text(notebook(*cells, parameters=parameters), encoding="utf-8")
        return path

    return write


STORY = """\
LANTERN BAY, May 2, 2031 - The foreign ministers of Poland and Kenya met in Lantern Bay on Friday and signed two
memoranda of understanding on trade and energy.

"We will open a new chapter in trade," Kenyan Foreign Minister Amina Baraka told reporters after the talks.

Polish Foreign Minister Jan Wolny warned that tariffs would hurt both sides. He called for a ceasefire, and Baraka
rejected the proposal. A declaration on climate was adopted. The ministers laid a wreath before dinner at 19:30.
"""
OTHER = """\
<html><head><title>Ministers meet</title></head><body><article>
<p>Kenyan Foreign Minister Amina Baraka said that trade had doubled. <img src="http://192.0.2.1/spy.png"></p>
<p>Two memoranda of understanding were signed. Jan Wolny said that "</mark><script>alert(1)</script> all is well".</p>
</article></body></html>
"""
SETTINGS = """
[[sources]]
file = "wire.txt"
outlet = "The Lantern <i>Post</i> – پیک فانوس 灯籠新聞"
outlet_country = "KEN"
kind = "host"
date = 2031-05-02
url = "https://lantern.example/talks?a=1&b=<2>"

[[sources]]
file = "other.html"
outlet = "Vistula Daily"
date = 2031-05-03
url = "javascript:alert(1)"
"""


@pytest.fixture
def covered(desk: Desk) -> Desk:
    """The desk, whose summit ``one`` has two sources, with hostile text in names, addresses and words."""
    folder = desk.workbooks / "one"
    (folder / "sources" / "wire.txt").write_text(STORY, encoding="utf-8")
    (folder / "sources" / "other.html").write_text(OTHER, encoding="utf-8")
    toml = folder / "summit.toml"
    parties = 'parties = ["POL", "KEN"]\ncountry = "KEN"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + parties + SETTINGS, encoding="utf-8")
    return desk


@pytest.fixture
def page(covered: Desk, root: Path) -> str:
    """The brief of ``one`` as an HTML page, made without a kernel."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    from summitry.runs.export import to_html

    template = json.loads((root / "templates" / "brief.ipynb").read_text(encoding="utf-8"))
    cells, names = [], {"desk": str(covered.root), "summit": "one", "main_positions": 3, "show_mentioned": True}
    for cell in template["cells"][1:]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            cells.append(new_markdown_cell(source))
            continue
        *lines, last = source.splitlines()
        exec("\n".join(lines), names)  # the code of our own template
        shown = eval(last, names)._repr_mimebundle_()
        cells.append(new_code_cell(source, outputs=[new_output("display_data", data=shown)]))
    return to_html(new_notebook(cells=cells), title="Talks <b>in</b> {Lantern} Bay")


class Store:
    """A desk in a bucket of a real S3 server on this machine, by a client that is not the one under test."""

    url = "s3://desks/east/ünusual & [a] desk"

    def __init__(self, endpoint: str, boto3: Any) -> None:
        self.variables = {
            "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1",
        }  # fmt: skip
        self._client = boto3.client(
            "s3", endpoint_url=endpoint, region_name="us-east-1",
            aws_access_key_id="testing", aws_secret_access_key="testing",
        )  # fmt: skip
        self._bucket, _, self._root = self.url.removeprefix("s3://").partition("/")
        self._client.create_bucket(Bucket=self._bucket)

    def clear(self) -> None:
        """Remove everything."""
        for name in self.listing():
            self._client.delete_object(Bucket=self._bucket, Key=f"{self._root}/{name}")
        self._client.delete_bucket(Bucket=self._bucket)

    def copy(self, desk: Desk) -> None:
        """Put all files of a desk there."""
        for path in desk.root.rglob("*"):
            if path.is_file():
                self.put(path.relative_to(desk.root).as_posix(), path.read_bytes())

    def put(self, name: str, data: bytes) -> None:
        self._client.put_object(Bucket=self._bucket, Key=f"{self._root}/{name}", Body=data)

    def get(self, name: str) -> bytes:
        return bytes(self._client.get_object(Bucket=self._bucket, Key=f"{self._root}/{name}")["Body"].read())

    def kind(self, name: str) -> str:
        """What a browser would take it for."""
        return str(self._client.head_object(Bucket=self._bucket, Key=f"{self._root}/{name}")["ContentType"])

    def listing(self) -> dict[str, str]:
        """All objects and their marks."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket)
        found = {item["Key"]: item["ETag"] for page in pages for item in page.get("Contents", ())}
        return {key[len(self._root) + 1 :]: mark for key, mark in found.items()}


@pytest.fixture
def store() -> Iterator[Store]:
    """A server that is gone with this process; skips where the packages for it are not installed."""
    for name in ("s3fs", "flask_cors"):
        pytest.importorskip(name)
    moto, boto3 = pytest.importorskip("moto.server"), pytest.importorskip("boto3")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto.ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        made = Store(f"http://{host}:{port}", boto3)
        yield made
        made.clear()  # all servers of a process share their buckets
    finally:
        server.stop()


@pytest.fixture
def headings(page: str) -> list[str]:
    """The main headings of a page as they are on paper, where notes stand for the sources' words."""
    from lxml import html

    found = [str(heading.text_content()) for heading in html.document_fromstring(page).xpath(".//main//h2")]
    assert found[-1] == "The words in the sources"
    return [*found[:-1], "Notes"]
