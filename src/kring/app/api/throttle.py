"""How often a key may ask: so many times a minute, counted for all processes together."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

SECONDS = 60


class EachKey(BaseThrottle):
    """At most `API_CALLS_A_MINUTE` a key. It holds nothing between requests, so threads can't mix their counts.

    Calls at the very same moment may be counted as one where the cache stands in a database.
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the key may ask once more in this minute."""
        caller = getattr(request.auth, "key", request.auth)
        name = f"api-calls-{caller}-{int(self.now() // SECONDS)}"
        cache.add(name, 0, 2 * SECONDS)
        try:
            return cache.incr(name) <= settings.API_CALLS_A_MINUTE
        except ValueError:  # the cache dropped it in between
            return True

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return SECONDS - self.now() % SECONDS
