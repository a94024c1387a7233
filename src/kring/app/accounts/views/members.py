"""Members of the organisation: who they are, and what an owner can do about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts import repository, services
from kring.app.accounts.audit import sentence
from kring.app.accounts.forms import InviteForm, RoleForm
from kring.app.accounts.models import Membership, Role
from kring.app.accounts.permissions import needs, open_to_signed_in
from kring.app.middleware.membership import CHOSEN
from kring.app.web.presenters.problems import said
from kring.errors import KringError

ENTRIES_A_PAGE = 50


@needs(Role.OWNER)
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Who belongs to the organisation, and who is invited."""
    return _page(request, InviteForm())


@needs(Role.OWNER)
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and show the link to hand over."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        secret = services.invite(request.membership, form.cleaned_data["email"], Role(form.cleaned_data["role"]))
    except KringError as refused:
        form.add_error("email", " ".join(said(refused)).strip())
        return _page(request, form, status=400)
    return _page(request, InviteForm(), link=_link(request, secret), invited=form.cleaned_data["email"])


@needs(Role.OWNER)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an invitation stop working."""
    invitation = repository.open_invitations(request.membership.organisation).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    services.withdraw(request.membership, invitation)
    messages.success(request, _("The invitation of %(email)s stopped working.") % {"email": invitation.email})
    return redirect("members")


@needs(Role.OWNER)
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a link with which a member chooses a new password."""
    member = _member(request, pk)
    secret = services.renew_access(request.membership, member)
    return _page(request, InviteForm(), link=_link(request, secret), invited=member.user.email)


@needs(Role.OWNER)
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member another role."""
    member, form = _member(request, pk), RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    services.change_role(request.membership, member, Role(form.cleaned_data["role"]))
    messages.success(
        request, _("%(email)s is %(role)s now.") % {"email": member.user.email, "role": member.get_role_display()}
    )
    return redirect("members")


@needs(Role.OWNER)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a member out of the organisation."""
    member = _member(request, pk)
    services.remove(request.membership, member)
    messages.success(request, _("%(email)s was removed.") % {"email": member.user.email})
    return redirect("members")


@needs(Role.OWNER)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """What was done in the organisation, newest first, in sentences."""
    page = Paginator(repository.log(request.membership.organisation), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    entries = [{"at": entry.at, "sentence": sentence(entry)} for entry in page]
    return render(request, "accounts/log.html", {"page": page, "entries": entries})


@open_to_signed_in
@require_POST
def work_for(request: HttpRequest) -> HttpResponse:
    """Go on in another organisation of the same person."""
    chosen = request.POST.get("organisation", "")
    own = repository.memberships_of(request.user)
    membership = next((one for one in own if str(one.organisation_id) == chosen), None)
    if membership is None:
        raise Http404
    request.session[CHOSEN] = membership.organisation_id
    return redirect("overview")


def _member(request: HttpRequest, pk: int) -> Membership:
    member = repository.member(request.membership.organisation, pk)
    if member is None:
        raise Http404
    return member


def _link(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("join", args=[secret]))


def _page(
    request: HttpRequest, form: InviteForm, *, link: str = "", invited: str = "", status: int = 200
) -> HttpResponse:
    organisation = request.membership.organisation
    shown = {
        "form": form,
        "link": link,
        "invited": invited,
        "members": repository.members(organisation),
        "invitations": repository.open_invitations(organisation),
        "roles": Role.choices,
    }
    return render(request, "accounts/members.html", shown, status=status)
