"""What every page knows: the member, the theme, and whether the data are synthetic."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kring.app.accounts import repository
from kring.app.web.opened import workspace_of
from kring.app.web.theme import theme_of
from kring.errors import KringError


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    membership = getattr(request, "membership", None)
    return {
        "membership": membership,
        "theme": theme_of(request),
        "synthetic": SimpleLazyObject(lambda: _is_synthetic(request)),
        "own_memberships": SimpleLazyObject(lambda: _memberships(request)),
        "session_ended": _session_ended(request),
    }


def _is_synthetic(request: HttpRequest) -> bool:
    if not getattr(request, "membership", None):
        return False
    try:
        return bool(workspace_of(request).synthetic)
    except KringError:
        return False


def _memberships(request: HttpRequest) -> list[Any]:
    return list(repository.memberships_of(request.user)) if request.user.is_authenticated else []


def _session_ended(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return bool(session is not None and "ended" in session and session.pop("ended"))
