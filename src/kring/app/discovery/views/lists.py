"""Lists of creators: all of them with the saved searches, one list, and what can be done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.accounts.services import note
from kring.app.discovery import repository, services
from kring.app.discovery.forms import AddForm, ListForm, NoteForm
from kring.app.discovery.presenters.files import ENDINGS, list_file
from kring.app.discovery.presenters.listed import listed_lines
from kring.app.discovery.views.named import creator_of, list_of
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import UnknownName


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """The lists and the saved searches of the organisation."""
    own = request.membership.organisation
    shown = {"lists": repository.lists(own), "searches": repository.searches(own)}
    return render(request, "discovery/lists.html", shown)


@require_GET
def one_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands on a list."""
    return _page(request, pk)


@needs(Role.PLANNER)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put the ticked creators on a list, which may be a new one."""
    form, accounts = AddForm(request.POST, within=request.membership.organisation), request.POST.getlist("account")
    wrong = " ".join(text for texts in form.errors.values() for text in texts)
    if not accounts:
        wrong = _("Nobody was ticked. Tick one or more creators first.")
    if wrong:
        messages.error(request, wrong)
        return redirect(_back(request, reverse("find")))
    try:
        workspace_of(request).check(accounts)
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    to, new = services.add(request.membership, form.to, accounts)
    told = ngettext("%(new)s creator was put on %(name)s.", "%(new)s creators were put on %(name)s.", new)
    messages.success(request, told % {"new": new, "name": to.name})
    return redirect(_back(request, reverse("find_list", args=[to.pk])))


@needs(Role.PLANNER)
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name or note for a list."""
    of = list_of(request, pk)
    form = ListForm(request.POST, of=of)
    if not form.is_valid():
        return _page(request, pk, form)
    services.change(request.membership, of, form.cleaned_data["name"], form.cleaned_data["note"])
    messages.success(request, _("The list was changed."))
    return redirect("find_list", pk)


@needs(Role.PLANNER)
@require_POST
def annotate(request: HttpRequest, pk: int, creator_pk: int) -> HttpResponse:
    """Another note on a creator of a list."""
    creator, form = creator_of(request, pk, creator_pk), NoteForm(request.POST)
    if form.is_valid():
        services.annotate(request.membership, creator, form.cleaned_data["note"])
        messages.success(request, _("The note on %(account)s was kept.") % {"account": creator.account})
    else:
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
    return redirect("find_list", pk)


@needs(Role.PLANNER)
@require_POST
def remove(request: HttpRequest, pk: int, creator_pk: int) -> HttpResponse:
    """Take a creator off a list."""
    creator = creator_of(request, pk, creator_pk)
    services.remove(request.membership, creator)
    messages.success(request, _("%(account)s is off the list.") % {"account": creator.account})
    return redirect("find_list", pk)


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a list."""
    of = list_of(request, pk)
    if request.method == "GET":
        return render(request, "discovery/delete.html", {"list": of, "size": repository.creators(of).count()})
    services.delete(request.membership, of)
    messages.success(request, _("The list %(name)s was deleted.") % {"name": of.name})
    return redirect("find_lists")


@require_GET
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """A list as a file."""
    if ending not in ENDINGS:
        raise Http404
    of = list_of(request, pk)
    creators = list(repository.creators(of))
    note(request.membership, "creators_downloaded", rows=len(creators))
    return list_file(workspace_of(request), slugify(of.name) or "list", creators, ending)


def _page(request: HttpRequest, pk: int, wrong: ListForm | None = None) -> HttpResponse:
    of = list_of(request, pk)
    form = wrong or ListForm(initial={"name": of.name, "note": of.note}, of=of)
    lines = listed_lines(workspace_of(request), repository.creators(of))
    shown = {"list": of, "form": form, "lines": lines, "is_wrong": wrong is not None}
    return render(request, "discovery/list.html", shown, status=400 if wrong else 200)


def _back(request: HttpRequest, otherwise: str) -> str:
    """Where the visitor came from, when that is a page of ours."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else otherwise
