"""One page of a source: what is asked for, what the call looks like, and what comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A page to ask for. Two steps with the same words are the same step, which is never asked for twice in a run.

    `stream`: which of the source's streams (videos, comments). `subject`: whom the run asks about, in the source's own
    words (a handle, a channel's id). `params`: what the call needs. `context`: what only decoding needs, such as the
    account of a post. Neither ever holds a credential.
    """

    stream: str
    subject: str
    params: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A name made from its words."""
        return _digest([self.stream, self.subject, sorted(self.params.items()), sorted(self.context.items())])

    def written(self) -> str:
        """As text, for the log."""
        return json.dumps([self.stream, self.subject, dict(self.params), dict(self.context)], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Step:
        """The step that `written` wrote."""
        stream, subject, params, context = json.loads(text)
        return cls(stream, subject, params, context)


@dataclass(frozen=True, slots=True)
class Call:
    """A request without its credentials: those are added when it is sent, and never stored."""

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    form: Mapping[str, str] | None = None

    @property
    def fingerprint(self) -> str:
        """A name made from what is asked."""
        return _digest([self.method, self.url, sorted(self.params.items()), sorted((self.form or {}).items())])


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers`: by name in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON, or None when it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it is kept: its step, when it came, and its content with third persons made unknown."""

    id: int
    source: str
    step: Step
    fetched_at: datetime
    content: Any


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]
