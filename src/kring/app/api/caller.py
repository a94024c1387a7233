"""Who asks: a program by its access key, in `Authorization: Bearer`, within one organisation and in one role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from ninja.errors import AuthorizationError
from ninja.security import HttpBearer
from ninja.security.base import AuthBase

from kring.app.accounts.models import Organisation, Role
from kring.app.api import services


@dataclass(frozen=True)
class Caller:
    """The program that asks; it stands where the pages have a membership."""

    key: int
    organisation: Organisation
    role: Role

    def may(self, least: Role) -> bool:
        """Whether the role is at least this one."""
        return self.role.strength >= least.strength


class AccessKeyOf(HttpBearer):
    """Lets a request in by a key that works, in at least this role; a session or a cookie counts for nothing."""

    def __init__(self, least: Role = Role.VIEWER) -> None:
        super().__init__()
        self.least = least

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Who asks; the request is theirs from then on. Raises `AuthorizationError` for a role that is too weak."""
        key = services.recognised(token.strip())
        if key is None:
            return None
        caller = Caller(key.pk, key.organisation, Role(key.role))
        if not caller.may(self.least):
            raise AuthorizationError
        request.membership = caller
        return caller


class SignedIn(AuthBase):
    """Lets somebody in who is signed in on the pages; only for what is the same for everybody and changes nothing."""

    openapi_type = "apiKey"

    def __call__(self, request: HttpRequest) -> str | None:
        return str(request.user.pk) if request.user.is_authenticated else None


FOR_PLANNERS: dict[str, Any] = {"auth": AccessKeyOf(Role.PLANNER), "openapi_extra": {"x-role": str(Role.PLANNER)}}
"""What an endpoint says that asks for the role of a planner."""
