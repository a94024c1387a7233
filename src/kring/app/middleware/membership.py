"""Which organisation a person works for on this page, and whether the role allows the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kring.app.accounts import repository
from kring.app.accounts.models import Membership
from kring.app.accounts.permissions import least_role_of

CHOSEN = "organisation"


class CurrentMembership:
    """Gives each request its `membership`, and refuses views that ask for a stronger role than it has.

    A view asks for a role with `accounts.permissions.needs`; one that asks for nothing is open to every member.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.membership = SimpleLazyObject(lambda: _membership_of(request))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        least = least_role_of(view)
        if least is None or not request.user.is_authenticated:
            return
        if not request.membership:
            raise PermissionDenied(_("You are not a member of an organisation. Ask an owner to add you."))
        if not request.membership.may(least):
            raise PermissionDenied(_("Your role does not allow this. Ask an owner of your organisation."))


def _membership_of(request: HttpRequest) -> Membership | None:
    if not request.user.is_authenticated:
        return None
    return repository.membership_of(request.user, request.session.get(CHOSEN))
