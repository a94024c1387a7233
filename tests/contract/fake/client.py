"""A `Client` for runs that sends every call to the fake server, as the guarded client would send it outside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx

from kring.sources.core.run import Unreachable
from kring.sources.core.step import Answer, Call
from tests.contract.fake.server import FakeServer


@dataclass
class FakeClient:
    server: FakeServer
    patience: float = 0.4

    def __post_init__(self) -> None:
        self._client = httpx.Client(timeout=self.patience, trust_env=False, verify=False)

    def send(self, call: Call) -> Answer:
        try:
            came = self._client.request(
                call.method, self.server.at(call.url), params=dict(call.params), headers=dict(call.headers),
                data=dict(call.form) if call.form else None,
            )  # fmt: skip
        except httpx.HTTPError as problem:
            raise Unreachable from problem
        return Answer(came.status_code, {name.lower(): value for name, value in came.headers.items()}, came.content)


@dataclass
class Opener:
    """Credentials: a parameter or a header, and a new token whenever one is asked for."""

    params: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    renewed: int = 0

    def signed(self, call: Call, subject: str) -> Call:
        return replace(call, params={**call.params, **self.params}, headers={**call.headers, **self.headers})

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
