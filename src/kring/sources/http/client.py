"""`GuardedClient`: asks the hosts it may ask, and takes an answer only within its limits of time and size.

Redirects are followed a few times at most, each looked at as a first call would be, and credentials don't travel to
another host. Credentials stand in headers or the body of a call, never in its address, because addresses are logged.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from kring.sources.core.run import Unreachable
from kring.sources.core.step import Answer, Call
from kring.sources.http.addresses import LOCAL, Refused

REDIRECTS = 3
MEBIBYTE = 1024 * 1024
CREDENTIALS = ("authorization", "x-goog-api-key", "cookie")
AGENT = "Kring (+https://en.wikipedia.org/wiki/Influencer_marketing)"


class GuardedClient:
    """Asks `hosts`, or with None any public host. `seconds`: for a whole answer; `most_bytes`: of it, unpacked.

    Only localhost, written as such among the hosts, may be this machine, and only it may be asked without TLS.
    """

    def __init__(self, hosts: Sequence[str] | None, *, seconds: float = 30.0, most_bytes: int = 16 * MEBIBYTE) -> None:
        self._hosts = None if hosts is None else frozenset(hosts)
        self._seconds = seconds
        self._most_bytes = most_bytes

    def send(self, call: Call) -> Answer:
        """The answer to a call. Raises Unreachable, or Refused for an address that may not be asked."""
        for _ in range(REDIRECTS + 1):
            self.check(call.url)
            answer = self._once(call.method, call.url, call.headers, call.params, call.form, None)
            target = answer.headers.get("location", "")
            if call.method != "GET" or answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            call = _led_on(call, target)
        raise Refused("it leads on and on")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """What an address answers to a body. Raises Refused without a whole answer of status 200."""
        self.check(url)
        try:
            answer = self._once("POST", url, headers, {}, None, body)
        except Unreachable as why:
            raise Refused(str(why)) from None
        if answer.status != 200:
            raise Refused(f"it answers with status {answer.status}")
        return answer.body

    def check(self, url: str) -> None:
        """Raises Refused for an address that may not be asked, whatever its name stands for."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            raise Refused("it is no address") from None
        if self._hosts is not None and host not in self._hosts:
            raise Refused(f"{host or 'it'} is not among the hosts that may be asked")
        local = self._hosts is not None and host in LOCAL
        if parts.scheme != "https" and not (parts.scheme == "http" and (local or self._hosts is None)):
            raise Refused("it is not asked over https")
        if parts.username or parts.password or not host or (host in LOCAL and not local):
            raise Refused("it is no address of the public internet")

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        params: Mapping[str, str],
        form: Mapping[str, str] | None,
        body: bytes | None,
    ) -> Answer:
        import httpcore
        import httpx

        from kring.sources.http.transport import CheckedTransport

        ends = time.monotonic() + self._seconds
        sent: dict[str, Any] = {"content": body} if body is not None else {"data": form} if form is not None else {}
        try:
            with (
                httpx.Client(transport=CheckedTransport(), timeout=self._seconds, trust_env=False) as client,
                client.stream(
                    method, url, params=dict(params) or None, headers={"user-agent": AGENT, **headers}, **sent
                ) as answer,
            ):
                return Answer(answer.status_code, _lower(answer.headers), self._body(answer, ends))
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise Unreachable("it takes too long") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise Unreachable("it can't be reached") from None

    def _body(self, answer: Any, ends: float) -> bytes:
        parts, taken = [], 0
        for part in answer.iter_bytes():
            taken += len(part)
            if taken > self._most_bytes:
                raise Unreachable("its answer is too large")
            if time.monotonic() > ends:
                raise Unreachable("it takes too long")
            parts.append(part)
        return b"".join(parts)


def _led_on(call: Call, target: str) -> Call:
    """The call that a redirect leads to."""
    from urllib.parse import urljoin

    url = urljoin(call.url, target)
    same_host = urlsplit(url).hostname == urlsplit(call.url).hostname
    headers = {name: value for name, value in call.headers.items() if same_host or name.lower() not in CREDENTIALS}
    return Call(url, {}, headers)


def _lower(headers: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}
