"""The HTTP side: a server on a loopback port, where the first part of a path is the host that was meant."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.contract.fake.asked import Asked, Given, Vendor
from tests.contract.fake.faults import REFUSALS, Fault, Script

SLOWNESS = 1.0


class FakeServer:
    """Vendors on `address`: `ADDRESS/HOST/PATH` is what `https://HOST/PATH` is in the world outside."""

    def __init__(self, *vendors: Vendor, script: Script | None = None) -> None:
        self._vendors = {host: vendor for vendor in vendors for host in vendor.hosts}
        self.script = script or Script()
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def at(self, url: str) -> str:
        """Where the fake of an address outside is."""
        parts = urlsplit(url)
        return f"{self.address}/{parts.netloc}{parts.path}"

    @property
    def complaints(self) -> Sequence[str]:
        """Where any vendor's contract was broken."""
        return [said for vendor in set(self._vendors.values()) for said in vendor.complaints]

    def answer(self, asked: Asked) -> Given:
        with self._lock:
            vendor = self._vendors.get(asked.host)
            if vendor is None:
                return Given({"error": f"no such host: {asked.host}"}, 404)
            fault = self.script.due(asked)
            self.asked.append(replace(asked, fault=fault))
            if fault in REFUSALS:
                return vendor.refusal(fault, asked)
            given = vendor.answer(replace(asked, fault=fault))
        if fault is Fault.CUT_OFF:
            return replace(given, content=given.body()[: len(given.body()) // 2])
        if fault is Fault.SLOW:
            time.sleep(SLOWNESS)
        return given

    def __enter__(self) -> FakeServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(fake: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._given()

        def do_POST(self) -> None:
            self._given()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

        def _given(self) -> None:
            parts = urlsplit(self.path)
            host, _, path = parts.path.lstrip("/").partition("/")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = parse_qs(parts.query, keep_blank_values=True)
            given = fake.answer(Asked(self.command, unquote(host), f"/{unquote(path)}", query, headers, body))
            written = given.body()
            try:
                self.send_response(given.status)
                for name, value in {"Content-Type": "application/json; charset=UTF-8", **given.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)
            except ConnectionError:
                self.close_connection = True

    return Handler
