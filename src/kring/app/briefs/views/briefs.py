"""Briefs: the list, making one by form or as YAML, changing and deleting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.briefs import repository, services
from kring.app.briefs.forms import BriefForm, BriefTextForm
from kring.app.briefs.forms.described import DescribedForm
from kring.app.briefs.models import SavedBrief, own_niches
from kring.app.briefs.views.described import model_named
from kring.app.briefs.views.found import brief_of
from kring.app.matching.repository import open_contests
from kring.vocabulary.niches import Niche


@require_GET
def briefs(request: HttpRequest) -> HttpResponse:
    """The briefs of the organisation."""
    within = request.membership.organisation
    shown = {
        "briefs": repository.briefs(within),
        "described": DescribedForm(model=model_named()),
        "contested": open_contests(within),
    }
    return render(request, "briefs/list.html", shown)


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a brief by form."""
    return _by_form(request, None)


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a brief by form."""
    return _by_form(request, brief_of(request, pk))


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def new_text(request: HttpRequest) -> HttpResponse:
    """Make a brief from YAML."""
    return _by_text(request, None)


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def edit_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a brief as YAML."""
    return _by_text(request, brief_of(request, pk))


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a brief with its chosen plans."""
    saved = brief_of(request, pk)
    if request.method == "GET":
        return render(request, "briefs/delete.html", {"saved": saved, "plans": repository.plans(saved).count()})
    services.delete(request.membership, saved)
    messages.success(request, _("The brief %(name)s was deleted.") % {"name": saved.name})
    return redirect("briefs")


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The brief as a YAML file."""
    saved = brief_of(request, pk)
    response = HttpResponse(saved.yaml, content_type="application/yaml; charset=utf-8")
    name = slugify(saved.name) or "brief"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


@needs(Role.PLANNER)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the brief of a first look."""
    form = BriefTextForm(request.POST, own_niches=_own_niches(request))
    if not form.is_valid():
        return render(request, "briefs/text.html", {"form": form, "saved": None}, status=400)
    return redirect("plan", services.save(request.membership, form.brief).pk)


def _by_form(request: HttpRequest, saved: SavedBrief | None) -> HttpResponse:
    form = BriefForm(request.POST or None, own_niches=_own_niches(request), over=saved.brief if saved else None)
    if request.method == "POST" and form.is_valid():
        return redirect("plan", services.save(request.membership, form.brief, saved).pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "briefs/form.html", {"form": form, "saved": saved}, status=status)


def _by_text(request: HttpRequest, saved: SavedBrief | None) -> HttpResponse:
    answers = (request.POST, request.FILES) if request.method == "POST" else ()
    standing = {"yaml": saved.yaml if saved else EXAMPLE}
    form = BriefTextForm(*answers, own_niches=_own_niches(request), initial=standing)
    if request.method == "POST" and form.is_valid():
        return redirect("plan", services.save(request.membership, form.brief, saved).pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "briefs/text.html", {"form": form, "saved": saved}, status=status)


def _own_niches(request: HttpRequest) -> tuple[Niche, ...]:
    return own_niches(request.membership.organisation)


EXAMPLE = """\
name: Voorjaar in Utrecht
budget: 5000
creators: {least: 3, most: 10}
target:
  provinces: [Utrecht]
  ages: [25-44]
  genders: [female]
deliverable: post
"""
