"""A language model is asked only at the address that is named, and its answer is checked; a fake one answers here."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from kring.errors import BadInput
from kring.match.draft import drafted
from kring.sources.http import GuardedClient
from kring.sources.http.addresses import Refused, addresses, is_public
from kring.workspace.language_model import LanguageModel

DRAFT = drafted("Iets met thee in Utrecht", date(2026, 11, 29))
GOOD = json.dumps({"platforms": {"value": ["instagram"], "words": "thee"}})


class FakeModel:
    """A server that gives one answer and remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.asked = 200, b"", []  # type: tuple[int, bytes, list[Any]]
        self.slow = False
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.asked.append((self.path, self.headers["Authorization"], body))
                self.send_response(fake.status)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()
                for piece in (fake.body[at : at + 1] for at in range(len(fake.body))) if fake.slow else [fake.body]:
                    if fake.slow:
                        time.sleep(0.05)
                    self.wfile.write(piece)

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


@pytest.mark.parametrize(
    "found",
    ["10.0.0.5", "192.168.1.1", "172.20.0.2", "169.254.169.254", "127.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.5", "2002:0a00:0005::1", "64:ff9b::a00:5", "ff02::1"],
)  # fmt: skip
def test_a_name_that_leads_to_a_private_network_is_not_asked(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))
    private = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (found, 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public, private])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(BadInput, match="private network"):
        LanguageModel("https://models.example.org/v1", "small").read(DRAFT)


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 443))])
    monkeypatch.setattr(socket, "create_connection", lambda to, *_, **__: asked.append(to) or _unreachable())
    with pytest.raises(BadInput):
        LanguageModel("https://models.example.org/v1", "small").read(DRAFT)
    assert asked == [("8.8.8.8", 443)]


def _unreachable() -> socket.socket:
    raise OSError


def test_localhost_must_be_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert addresses("127.0.0.1", 80) == ["127.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.5", 80))])
    with pytest.raises(Refused):
        addresses("localhost", 80)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_an_answer_that_comes_in_drops_does_not_outlast_the_limit(fake: FakeModel) -> None:
    fake.slow, fake.body = True, b"x" * 40
    client = GuardedClient(["127.0.0.1"], seconds=0.3, most_bytes=1_000)
    with pytest.raises(Refused, match="too long"):
        client.post(f"{fake.model().url}/chat/completions", b"{}", {})


def test_the_key_is_never_shown() -> None:
    model = LanguageModel.named({"KRING_MODEL_URL": "https://models.example.org/v1", "KRING_MODEL_KEY": "secret"})
    assert "secret" not in repr(model)
