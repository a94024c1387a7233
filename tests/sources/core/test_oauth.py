"""A creator's sign-in becomes a token only as an answer to our own question; a fake platform answers here."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kring.sources.core.oauth import Begun, SignIn, SignInFailed, begin, finish, renewed
from kring.sources.core.tokens import Token
from tests.sources.core.toy import BEGIN

APP = {"client_id": "kring", "client_secret": "app-secret"}
BACK = "https://kring.example/consent/done"


class FakePlatform:
    """Gives tokens for the code it handed out, when the verifier fits the challenge."""

    def __init__(self) -> None:
        self.challenge, self.calls = "", []  # type: tuple[str, list[dict[str, str]]]
        self.status = 200
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                self.answered(fake.token(_single(self.rfile.read(length).decode())))

            def do_GET(self) -> None:
                self.answered(fake.longer(_single(urlsplit(self.path).query)))

            def answered(self, body: dict[str, Any]) -> None:
                self.send_response(fake.status if "error" not in body else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        self.calls.append(asked)
        if asked["grant_type"] == "refresh_token":
            return {"access_token": "second", "token_type": "bearer", "expires_in": 3600, "refresh_token": "next"}
        made = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest()).decode().rstrip("=")
        if asked["code"] != "yes" or made != self.challenge or asked["client_secret"] != "app-secret":
            return {"error": "invalid_grant"}
        return {"access_token": "first", "token_type": "bearer", "expires_in": 3600, "refresh_token": "again"}

    def longer(self, asked: dict[str, str]) -> dict[str, Any]:
        self.calls.append(asked)
        return {"access_token": f"long-{asked['access_token']}", "expires_in": 60 * 86_400}

    def sign_in(self, **other: Any) -> SignIn:
        url = f"http://127.0.0.1:{self.server.server_port}"
        return SignIn(
            "https://platform.example/authorize", f"{url}/token", ("profile", "insights"), hosts=("127.0.0.1",),
            **other,
        )  # fmt: skip


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePlatform]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    found = FakePlatform()
    threading.Thread(target=found.server.serve_forever, args=(0.02,), daemon=True).start()
    yield found
    found.server.shutdown()
    found.server.server_close()


def begun(fake: FakePlatform, sign_in: SignIn) -> Begun:
    """Where the creator is sent; the platform remembers the challenge."""
    found = begin(sign_in, APP, BACK)
    asked = _single(urlsplit(found.address).query)
    fake.challenge = asked["code_challenge"]
    assert asked["redirect_uri"] == BACK
    assert asked["state"] == found.state
    assert asked["scope"] == "profile insights"
    assert "app-secret" not in found.address
    return found


def test_a_yes_becomes_a_token(fake: FakePlatform) -> None:
    sign_in = fake.sign_in()
    started = begun(fake, sign_in)
    secret, ends = finish(sign_in, APP, BACK, started, {"state": started.state, "code": "yes"}, BEGIN)
    assert secret == {"access_token": "first", "refresh_token": "again"}
    assert ends == BEGIN + timedelta(hours=1)


def test_a_platform_with_its_own_way_gives_a_longer_one(fake: FakePlatform) -> None:
    url = f"http://127.0.0.1:{fake.server.server_port}/longer"
    sign_in = fake.sign_in(lengthen=(url, "ig_exchange_token"), renew=(url, "ig_refresh_token"))
    started = begun(fake, sign_in)
    secret, ends = finish(sign_in, APP, BACK, started, {"state": started.state, "code": "yes"}, BEGIN)
    assert (secret["access_token"], ends) == ("long-first", BEGIN + timedelta(days=60))
    again = renewed(sign_in, APP, Token("instagram", "anna", secret, BEGIN, BEGIN, ends), BEGIN + timedelta(days=50))
    assert (again.secret["access_token"], again.ends_at) == ("long-long-first", BEGIN + timedelta(days=110))
    assert fake.calls[-1]["grant_type"] == "ig_refresh_token"


def test_a_refresh_token_renews(fake: FakePlatform) -> None:
    token = Token("tiktok", "anna", {"access_token": "a", "refresh_token": "again"}, BEGIN, BEGIN, BEGIN)
    again = renewed(fake.sign_in(), APP, token, BEGIN)
    assert again.secret == {"access_token": "second", "refresh_token": "next"}
    assert fake.calls[0]["refresh_token"] == "again"


@pytest.mark.parametrize(
    "answered",
    [{"state": "another", "code": "yes"}, {"code": "yes"}, {"state": "right", "error": "access_denied"}, {}],
)
def test_only_a_yes_to_our_own_question_counts(fake: FakePlatform, answered: dict[str, str]) -> None:
    sign_in = fake.sign_in()
    started = begun(fake, sign_in)
    given = {**answered, **({"state": started.state} if answered.get("state") == "right" else {})}
    with pytest.raises(SignInFailed):
        finish(sign_in, APP, BACK, started, given, BEGIN)
    assert fake.calls == []


def test_a_code_of_somebody_else_brings_nothing(fake: FakePlatform) -> None:
    sign_in = fake.sign_in()
    started = begun(fake, sign_in)
    with pytest.raises(SignInFailed):
        finish(sign_in, APP, BACK, started, {"state": started.state, "code": "stolen"}, BEGIN)
    other = Begun(started.address, started.state, "another verifier" * 4)
    with pytest.raises(SignInFailed):
        finish(sign_in, APP, BACK, other, {"state": started.state, "code": "yes"}, BEGIN)


def test_a_token_address_that_is_not_listed_is_not_asked(fake: FakePlatform) -> None:
    sign_in = SignIn("https://platform.example/authorize", fake.sign_in().token, ("profile",), hosts=("other.example",))
    started = begin(sign_in, APP, BACK)
    with pytest.raises(SignInFailed):
        finish(sign_in, APP, BACK, started, {"state": started.state, "code": "yes"}, BEGIN)
    assert fake.calls == []
