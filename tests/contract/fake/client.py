"""Clients for runs that send every call to the fake server, what opens it, and a clock that does not wait."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx

from kring.sources.core.run import Unreachable
from kring.sources.core.step import Answer, Call
from kring.sources.http import GuardedClient
from tests.contract.fake.server import FakeServer

PATIENCE = 0.5


class FakeClient:
    """Sends every call to the fake, over one connection. `seconds`: how long it waits; a slow fault takes longer."""

    def __init__(self, server: FakeServer, *, seconds: float = PATIENCE) -> None:
        self._server = server
        self._client = httpx.Client(timeout=seconds, trust_env=False, verify=False)

    def send(self, call: Call) -> Answer:
        sent = {"content": call.body} if call.body is not None else {"data": dict(call.form)} if call.form else {}
        try:
            came = self._client.request(
                call.method, self._server.at(call.url), params=dict(call.params), headers=dict(call.headers), **sent
            )
        except httpx.HTTPError as problem:
            raise Unreachable from problem
        return Answer(came.status_code, {name.lower(): value for name, value in came.headers.items()}, came.content)


class GuardedFakeClient:
    """The guarded client itself, let to this machine, with every address led to the fake."""

    def __init__(self, server: FakeServer) -> None:
        self._server = server
        self._client = GuardedClient(("127.0.0.1",), seconds=PATIENCE)

    def send(self, call: Call) -> Answer:
        return self._client.send(replace(call, url=self._server.at(call.url)))


@dataclass
class Opener:
    """Credentials: a header, and a new token whenever one is asked for."""

    headers: dict[str, str] = field(default_factory=dict)
    renewed: int = 0

    def signed(self, call: Call, subject: str) -> Call:
        return replace(call, headers={**call.headers, **self.headers})

    def renew(self, subject: str) -> bool:
        self.renewed += 1
        return True


@dataclass
class Time:
    """A clock that goes on a little whenever it is read, and waits without waiting."""

    moment: datetime = datetime(2026, 11, 1, 12, tzinfo=UTC)
    waited: float = 0.0

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.waited += seconds
        self.moment += timedelta(seconds=seconds)
