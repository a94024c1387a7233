"""What a vendor in the fake server is asked, and what it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.contract.fake.faults import Fault


@dataclass(frozen=True)
class Asked:
    """A request. `path` is without the vendor's host before it; `query` holds every value of a parameter."""

    method: str
    host: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes = b""
    fault: Fault | None = None

    def one(self, name: str, otherwise: str = "") -> str:
        """The first value of a parameter."""
        return self.query.get(name, [otherwise])[0]

    def several(self, name: str) -> list[str]:
        """All values of a parameter, given again and again or with commas between."""
        return [part for value in self.query.get(name, []) for part in value.split(",") if part]

    def json(self) -> Any:
        return json.loads(self.body or b"null")


@dataclass(frozen=True)
class Given:
    """An answer; `content` is written as JSON unless it is bytes."""

    content: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else json.dumps(self.content).encode()


class Vendor(Protocol):
    """One vendor. `complaints` collects where a request or an answer broke the vendor's contract."""

    hosts: tuple[str, ...]
    complaints: list[str]

    def answer(self, asked: Asked) -> Given:
        """Its answer. `asked.fault` names a fault that only the vendor can act, such as a dead cursor."""
        ...

    def refusal(self, fault: Fault, asked: Asked) -> Given:
        """How it words what goes wrong: too many calls, out of order, an ended token, a spent quota, a dead cursor."""
        ...
