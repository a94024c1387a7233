"""What a sync takes from outside: what opens a source, added to each call, and the machine's own clock."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime

from kring.sources.core.kind import Kind
from kring.sources.core.run import Clock, ConsentOver, NoKey
from kring.sources.core.source import Access
from kring.sources.core.step import Call
from kring.workspace.consents import APP, Consents, with_headers


class Opening:
    """Adds to each call what opens it: nothing, the organisation's key, the subject's, or the creator's token."""

    def __init__(self, kind: Kind, consents: Consents, clock: Clock) -> None:
        self._kind, self._consents, self._clock = kind, consents, clock
        self._access = kind.source().access

    def signed(self, call: Call, subject: str) -> Call:
        """The call with the headers of what opens it.

        Raises `ConsentOver` where a creator's token is gone, and `NoKey` where nobody gave a key.
        """
        secret: Mapping[str, str] = {}
        if self._kind.secrets or self._access.by_subject:
            token = self._consents.tokens.of(self._kind.name, subject if self._access.by_subject else APP)
            if token is None:
                raise ConsentOver if self._access is Access.CONSENT else NoKey
            secret = token.secret
        return with_headers(call, self._kind.headers(secret))

    def renew(self, subject: str) -> bool:
        """A new token of a creator. Raises `ConsentOver` when the platform gives none."""
        token = self._consents.tokens.of(self._kind.name, subject) if self._access is Access.CONSENT else None
        if token is None:
            return False
        if not self._consents.renew(token, self._clock.now()):
            raise ConsentOver
        return True


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment it is."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)
