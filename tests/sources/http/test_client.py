"""The guarded client asks only what it may, and takes only what is within its limits (OWASP: forged requests)."""

from __future__ import annotations

import gzip
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kring.sources.core.run import Unreachable
from kring.sources.core.step import Call
from kring.sources.http import GuardedClient
from kring.sources.http.addresses import Refused

Handler = BaseHTTPRequestHandler


class Served:
    """A server on this machine whose answer a test writes."""

    def __init__(self) -> None:
        self.answer: Callable[[Handler], None] = lambda handler: say(handler, 200, b"{}")
        self.seen: list[tuple[str, dict[str, str]]] = []
        served = self

        class Serving(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                served.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                served.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


def say(handler: Handler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def served() -> Iterator[Served]:
    found = Served()
    thread = threading.Thread(target=found.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()


def test_an_answer_comes_back_whole(served: Served) -> None:
    served.answer = lambda handler: say(handler, 429, b'{"a": 1}', Retry_After="5")
    answer = GuardedClient(["127.0.0.1"]).send(Call(f"{served.url}/x", {"q": "één"}, {"Authorization": "Bearer s"}))
    assert (answer.status, answer.headers["retry-after"], answer.json()) == (429, "5", {"a": 1})
    path, headers = served.seen[0]
    assert path == "/x?q=%C3%A9%C3%A9n"
    assert headers["authorization"] == "Bearer s"


INNER = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.0.53/", "http://0.0.0.0/", "http://0/", "http://2130706433/",
    "http://017700000001/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://0177.0.0.1/", "http://[::1]/",
    "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:0:0:0:0:80ff:fffe]/", "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/", "http://192.168.1.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/",
    "http://100.64.0.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://localhost/",
    "http://LOCALHOST/", "http://localhost./", "http://[ff02::1]/", "http://240.0.0.1/", "http://192.0.2.1/",
    "http://3232235777/", "http://0300.0250.0.1/", "http://[::127.0.0.1]/", "https://10.1.2.3:8443/a",
]  # fmt: skip
NO_ADDRESS = [
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "dict://example.org:11211/",
    "data:text/plain,x",
    "javascript:alert(1)", "//example.org/", "http:///", "https://", "", "example.org", "http://user@example.org/",
    "https://user:pw@example.org/", "https://example.org@127.0.0.1/", "https://127.0.0.1#@example.org/",
    "unix:///var/run/docker.sock", "https://exa mple.org:99999/", "ws://example.org/", "https://example.org:port/",
    "ldap://example.org/", "jar:https://example.org!/", "netdoc:///etc/passwd", "https://[::1",
]  # fmt: skip


@pytest.mark.parametrize("url", INNER + NO_ADDRESS)
def test_no_connection_is_made_to_what_is_not_public(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises((Refused, Unreachable)):
        GuardedClient(None).send(Call(url))


def test_a_host_that_is_not_listed_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("it was looked up"))
    with pytest.raises(Refused, match="not among the hosts"):
        GuardedClient(["graph.instagram.com"]).send(Call("https://graph.instagram.com.example.org/me"))


def test_listed_hosts_are_asked_over_https_only() -> None:
    with pytest.raises(Refused, match="https"):
        GuardedClient(["graph.instagram.com"]).send(Call("http://graph.instagram.com/me"))


def test_a_name_with_one_inner_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(Refused, match="private network"):
        GuardedClient(["rebinds.example"]).send(Call("https://rebinds.example/"))


def test_a_name_is_looked_up_once_and_the_address_that_was_looked_at_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([[(2, 1, 6, "", ("8.8.8.8", 443))], [(2, 1, 6, "", ("10.0.0.5", 443))]])
    asked: list[Any] = []

    def connect(to: Any, *_: Any, **__: Any) -> None:
        asked.append(to)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(answers))
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable):
        GuardedClient(["rebinds.example"]).send(Call("https://rebinds.example/"))
    assert asked == [("8.8.8.8", 443)]


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "https://elsewhere.example/", "file:///etc/passwd"])
def test_a_redirect_leads_nowhere_a_first_call_may_not_go(served: Served, target: str) -> None:
    served.answer = lambda handler: say(handler, 302, b"", Location=target)
    with pytest.raises(Refused):
        GuardedClient(["127.0.0.1"]).send(Call(served.url))
    assert len(served.seen) == 1


def test_a_redirect_to_the_same_host_is_followed_and_one_without_end_is_not(served: Served) -> None:
    def once(handler: Handler) -> None:
        if handler.path == "/a":
            say(handler, 301, b"", Location="/b")
        else:
            say(handler, 200, b"[]")

    served.answer = once
    assert GuardedClient(["127.0.0.1"]).send(Call(f"{served.url}/a")).json() == []
    served.answer = lambda handler: say(handler, 302, b"", Location="/again")
    with pytest.raises(Refused, match="on and on"):
        GuardedClient(["127.0.0.1"]).send(Call(f"{served.url}/again"))


def test_credentials_do_not_travel_to_another_host(served: Served) -> None:
    target = f"http://localhost:{served.server.server_port}/b"

    def away(handler: Handler) -> None:
        if handler.path == "/a":
            say(handler, 302, b"", Location=target)
        else:
            say(handler, 200, b"{}")

    served.answer = away
    call = Call(f"{served.url}/a", headers={"Authorization": "Bearer secret", "X-Goog-Api-Key": "secret"})
    GuardedClient(["127.0.0.1", "localhost"]).send(call)
    assert [path for path, _ in served.seen] == ["/a", "/b"]
    assert "secret" not in str(served.seen[1])


def test_an_answer_that_is_too_large_is_not_taken(served: Served) -> None:
    served.answer = lambda handler: say(handler, 200, b"x" * 3_000)
    with pytest.raises(Unreachable, match="large"):
        GuardedClient(["127.0.0.1"], most_bytes=2_000).send(Call(served.url))


def test_an_answer_that_unpacks_to_too_much_is_not_taken(served: Served) -> None:
    packed = gzip.compress(b"x" * 5_000_000)
    served.answer = lambda handler: say(handler, 200, packed, Content_Encoding="gzip")
    with pytest.raises(Unreachable, match="large"):
        GuardedClient(["127.0.0.1"], most_bytes=1_000_000).send(Call(served.url))


def test_an_answer_in_drops_does_not_outlast_the_limit(served: Served) -> None:
    def drips(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    served.answer = drips
    began = time.monotonic()
    with pytest.raises(Unreachable):
        GuardedClient(["127.0.0.1"], seconds=0.2).send(Call(served.url))
    assert time.monotonic() - began < 5


def test_an_answer_that_is_cut_off_is_not_taken(served: Served) -> None:
    def cut(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"a"')

    served.answer = cut
    with pytest.raises(Unreachable):
        GuardedClient(["127.0.0.1"]).send(Call(served.url))


def test_no_credential_is_logged(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        call = Call(served.url, headers={"Authorization": "Bearer canary-secret"})
        GuardedClient(["127.0.0.1"]).send(call)
        with pytest.raises(Refused):
            GuardedClient(["other.example"]).send(call)
    assert caplog.records
    assert "canary-secret" not in caplog.text
