"""A language model is asked only at the address that is named, and its answer is checked; a fake one answers here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from kring.errors import BadInput
from kring.match.draft import drafted
from kring.workspace.language_model import LanguageModel

DRAFT = drafted("Iets met thee in Utrecht", date(2026, 11, 29))
GOOD = json.dumps({"platforms": {"value": ["instagram"], "words": "thee"}})


class FakeModel:
    """A server that gives one answer and remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.asked = 200, b"", []  # type: tuple[int, bytes, list[Any]]
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.asked.append((self.path, self.headers["Authorization"], body))
                self.send_response(fake.status)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()
                self.wfile.write(fake.body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    def says(self, content: str) -> None:
        self.body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()

    def model(self) -> LanguageModel:
        url = f"http://127.0.0.1:{self.server.server_port}/v1/"
        found = LanguageModel.named({"KRING_MODEL_URL": url, "KRING_MODEL_NAME": "small", "KRING_MODEL_KEY": "secret"})
        assert found is not None
        return found


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    made = FakeModel()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def test_nobody_is_asked_unless_named() -> None:
    assert LanguageModel.named({}) is None


def test_a_named_model_adds_marked_guesses(fake: FakeModel) -> None:
    fake.says(GOOD)
    found = fake.model().read(DRAFT)
    assert found["platforms"].by_model  # type: ignore[union-attr]
    path, key, body = fake.asked[0]
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "small")


@pytest.mark.parametrize("status", [301, 302, 307, 401, 500])
def test_no_redirect_is_followed_and_a_failure_is_explained(fake: FakeModel, status: int) -> None:
    fake.status = status
    with pytest.raises(BadInput):
        fake.model().read(DRAFT)
    assert len(fake.asked) == 1


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"x" * 300_000, b'{"choices": []}'])
def test_an_answer_of_another_form_is_refused(fake: FakeModel, body: bytes) -> None:
    fake.body = body
    with pytest.raises(BadInput):
        fake.model().read(DRAFT)


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example.org/v1", "https://10.0.0.5/v1", "https://169.254.169.254/v1", "ftp://localhost/v1",
        "https://user:word@models.example.org/v1", "https:///v1", "models.example.org", "https://a.example/v1?x=1",
    ],
)  # fmt: skip
def test_an_unsafe_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        LanguageModel.named({"KRING_MODEL_URL": url})


def test_the_key_is_never_shown() -> None:
    model = LanguageModel.named({"KRING_MODEL_URL": "https://models.example.org/v1", "KRING_MODEL_KEY": "secret"})
    assert "secret" not in repr(model)
