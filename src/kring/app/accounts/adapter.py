"""How allauth behaves here: nobody signs up by themselves, and a second factor is said in the project's words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from kring.app.accounts import repository, services


class InvitedOnly(DefaultAccountAdapter):
    """Closes sign-up; people come in by invitation. Sends no mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an owner invites."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: Kring needs no mail server, an owner hands over links."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Note who signed in, in every organisation the person belongs to."""
        for membership in repository.memberships_of(user):
            services.note(membership, "signed_in")
        return super().post_login(request, user, **kwargs)


class SecondFactors(DefaultMFAAdapter):
    """Names the account in an authenticator app by its e-mail address."""

    def get_totp_label(self, user: Any) -> str:
        """What the app shows beside the code."""
        return user.email
