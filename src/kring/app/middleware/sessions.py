"""How long a session lasts: so long after signing in, and so long after the last page."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
ENDED = "ended"
NOTED_EVERY_SECONDS = 60


class SessionLimits:
    """Signs a person out who has been away too long, or signed in too long ago; the sign-in page says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _end_or_note(request, time.time())
        return self.get_response(request)


def _end_or_note(request: HttpRequest, now: float) -> None:
    session = request.session
    signed_in_at = session.get(SIGNED_IN_AT)
    seen_at = session.get(SEEN_AT)
    if signed_in_at is None or seen_at is None:
        session[SIGNED_IN_AT] = session[SEEN_AT] = now
    elif now - signed_in_at > settings.SESSION_ABSOLUTE_SECONDS or now - seen_at > settings.SESSION_IDLE_SECONDS:
        logout(request)
        request.session[ENDED] = True
    elif now - seen_at > NOTED_EVERY_SECONDS:
        session[SEEN_AT] = now
