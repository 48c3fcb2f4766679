"""The extractor ``llm`` against a small endpoint on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from summitry.cli import cli
from summitry.errors import ExtractorError
from summitry.extractors.llm import KEY, MODEL, MOST_CHARACTERS, URL, extractor
from summitry.model import Source

ANSWER = {
    "participants": [
        {"name": "Anna Kovar", "anchor": "President Anna Kovar", "title": "President", "country": "BLR"},
        {"name": "Ivo Neverwas", "anchor": "Minister Ivo Neverwas"},
    ],
    "documents": [{"anchor": "three agreements", "type": "agreement", "count": 3, "status": "signed"}],
    "positions": [
        {"content": "We will widen our trade", "speaker": "Anna Kovar", "mode": "direct"},
        {"content": "We will leave the union", "speaker": "Anna Kovar", "mode": "direct"},
    ],
}


class Endpoint:
    """Answers chat completions with ``content`` and keeps what was asked."""

    def __init__(self) -> None:
        self.content: str = json.dumps(ANSWER)
        self.status = 200
        self.asked: list[tuple[dict[str, Any], str | None]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.asked.append((body, self.headers.get("Authorization")))
                self.send_response(endpoint.status)
                if endpoint.status in (302, 307):
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()
                self.wfile.write(json.dumps({"choices": [{"message": {"content": endpoint.content}}]}).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    made = Endpoint()
    monkeypatch.setenv(URL, made.url)
    monkeypatch.setenv(MODEL, "stand-in")
    monkeypatch.setenv(KEY, "secret")
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_what_stands_in_the_source_is_kept_and_the_rest_is_counted(endpoint: Endpoint, source: Source) -> None:
    found = extractor(source)
    assert [p.name for p in found.participants] == ["Anna Kovar"]
    assert [d.count for d in found.documents] == [3]
    assert [p.content for p in found.positions] == ["We will widen our trade"]
    assert any("2 of 5 records dropped" in warning for warning in found.warnings)
    assert found.events, "programme events are read by the rules"
    body, authorization = endpoint.asked[0]
    assert authorization == "Bearer secret"
    assert body["model"] == "stand-in"
    assert "Anna Kovar" in body["messages"][-1]["content"]


def test_an_answer_between_fences_is_read(endpoint: Endpoint, source: Source) -> None:
    endpoint.content = f"```json\n{endpoint.content}\n```"
    assert extractor(source).documents


def test_long_coverage_is_asked_about_in_parts(endpoint: Endpoint) -> None:
    text = "President Anna Kovar spoke of three agreements.\n" * (2 * MOST_CHARACTERS // 40)
    extractor(Source("src-2", "long.txt", text))
    parts = [body["messages"][-1]["content"] for body, _ in endpoint.asked]
    assert len(parts) > 1
    assert "".join(parts) == text
    assert max(map(len, parts)) <= MOST_CHARACTERS


@pytest.mark.parametrize(
    ("status", "content", "part"),
    [(401, "", "401"), (500, "", "500"), (200, "no JSON", "something else than"), (307, "", "307")],
)
def test_an_endpoint_that_fails_is_named_with_a_remedy(
    endpoint: Endpoint, source: Source, status: int, content: str, part: str
) -> None:
    endpoint.status, endpoint.content = status, content
    with pytest.raises(ExtractorError, match=part) as caught:
        extractor(source)
    assert caught.value.remedy
    assert len(endpoint.asked) == 1, "neither key nor coverage follows a redirect"


def test_the_command_says_what_to_configure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (URL, MODEL):
        monkeypatch.delenv(name, raising=False)
    story = tmp_path / "story.txt"
    story.write_text("President Anna Kovar arrived.")
    result = CliRunner().invoke(cli, ["extract", "--extractor", "llm", str(story)])
    assert result.exit_code == 2
    assert result.stderr.startswith("error: The extractor llm is not configured")
    assert URL in result.stderr.splitlines()[1]


def test_the_command_uses_it(endpoint: Endpoint, tmp_path: Path, source: Source) -> None:
    story = tmp_path / "story.txt"
    story.write_text(source.text)
    result = CliRunner().invoke(cli, ["extract", "--extractor", "llm", str(story)])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [p["speaker"] for p in found["positions"]] == ["Anna Kovar"]
    assert any("dropped" in warning for warning in found["warnings"])
