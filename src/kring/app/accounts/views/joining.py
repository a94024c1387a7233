"""The page behind a link that lets somebody in: the first run, an invitation, or a new password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kring.app.accounts import repository, services
from kring.app.accounts.forms import JoinForm
from kring.app.accounts.models import Invitation
from kring.app.accounts.permissions import open_to_all

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Make an account, or join with the account that is signed in."""
    invitation = repository.invitation(services.digest_of(secret))
    if invitation is None or (invitation.organisation is None and repository.anyone_can_sign_in()):
        raise Http404(_("This link does not work any more. Ask an owner of your organisation for a new one."))
    if request.user.is_authenticated and request.user.email == invitation.email:
        return _join_signed_in(request, invitation)
    form = JoinForm(invitation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _join_new(request, invitation, form)
    return render(request, "accounts/join.html", {"form": form, "invitation": invitation})


def _join_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        membership = services.join(invitation, request.user)
        messages.success(request, _("You joined %(name)s.") % {"name": membership.organisation.name})
        return redirect("overview")
    return render(request, "accounts/join.html", {"form": None, "invitation": invitation})


def _join_new(request: HttpRequest, invitation: Invitation, form: JoinForm) -> HttpResponse:
    given = form.cleaned_data
    person = services.join_with_password(invitation, given["email"], given["password"], given.get("organisation", ""))
    if invitation.renews:
        messages.success(request, _("Your password was changed. Sign in with the new one."))
        return redirect("account_login")
    login(request, person, backend=BACKEND)
    messages.success(request, _("Welcome. Your account is ready."))
    return redirect("overview")
