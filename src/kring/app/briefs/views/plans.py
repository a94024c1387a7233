"""The plan of a brief: made on the observations of now, adjusted in the address, chosen and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.briefs import repository, services
from kring.app.briefs.adjustments import Adjustments
from kring.app.briefs.forms import PossibilitiesForm
from kring.app.briefs.presenters.page import after_page, estimated_page, kept_page, plan_page
from kring.app.briefs.presenters.plain import kept_plan
from kring.app.briefs.views.found import brief_of, plan_of
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.match.brief import Brief
from kring.workspace import Workspace

Make = Callable[[Workspace, Brief, Adjustments], Any]


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a brief; only the part that changes when htmx asks."""
    saved = brief_of(request, pk)
    shown = {
        "saved": saved,
        "plans": repository.plans(saved),
        "here": request.path,
        **_later(request, "plan", pk),
    }
    return _answered(request, shown, lambda: plan_page(workspace_of(request), saved.brief, _adjusted(request)))


@require_GET
def plan_pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sees the content of a plan, and its pictures; a page of its own without htmx."""
    return _part_of_plan(request, pk, "after", after_page)


@require_GET
def plan_estimated(request: HttpRequest, pk: int) -> HttpResponse:
    """Its reach with the followers estimated whose lists are not known; a page of its own without htmx."""
    return _part_of_plan(request, pk, "estimated", estimated_page)


@require_GET
def possibilities_pictures(request: HttpRequest) -> HttpResponse:
    """Who sees the content of a first look, and its pictures."""
    return _part_of_possibilities(request, "after", after_page)


@require_GET
def possibilities_estimated(request: HttpRequest) -> HttpResponse:
    """The reach of a first look with estimates."""
    return _part_of_possibilities(request, "estimated", estimated_page)


@require_GET
def possibilities(request: HttpRequest) -> HttpResponse:
    """A first plan for a few answers; nothing is stored."""
    form = PossibilitiesForm(request.GET)
    if not form.is_valid():
        return render(request, "briefs/possibilities.html", {"form": form}, status=400)
    brief = form.brief()
    return _answered(
        request,
        {
            "form": form,
            "yaml": brief.to_yaml(),
            "here": request.path,
            **_later(request, "possibilities"),
        },
        lambda: plan_page(workspace_of(request), brief, Adjustments()),
        "briefs/possibilities.html",
    )


@needs(Role.PLANNER)
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the plan as it is now, with the adjustments of the address."""
    saved, workspace = brief_of(request, pk), workspace_of(request)
    adjustments = _adjusted(request)
    snapshot = kept_plan(workspace, saved.brief, adjustments, ("nl", "en"))
    chosen = services.choose(request.membership, saved, adjustments.of(saved.brief), snapshot, workspace.position)
    messages.success(request, _("The plan was kept. It does not change when new observations come in."))
    return redirect("chosen_plan", saved.pk, chosen.pk)


@require_GET
def chosen_plan(request: HttpRequest, pk: int, plan_pk: int) -> HttpResponse:
    """A plan as it was when it was chosen."""
    chosen = plan_of(request, pk, plan_pk)
    page = kept_page(chosen.snapshot, chosen.asked)
    return render(request, "briefs/chosen.html", {"chosen": chosen, "saved": chosen.brief, "page": page})


@needs(Role.PLANNER)
@require_POST
def delete_plan(request: HttpRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Delete a chosen plan; the brief stays."""
    services.delete_plan(request.membership, plan_of(request, pk, plan_pk))
    messages.success(request, _("The plan was deleted."))
    return redirect("plan", pk)


def _adjusted(request: HttpRequest) -> Adjustments:
    return Adjustments.read(request.GET)


def _later(request: HttpRequest, name: str, *pk: int) -> dict[str, str]:
    """The addresses of what takes longer than the figures: asked for once these are there."""
    query = request.GET.urlencode()
    return {
        "after_address": f"{reverse(f'{name}_pictures', args=pk)}?{query}",
        "estimated_address": f"{reverse(f'{name}_estimated', args=pk)}?{query}",
    }


def _part_of_plan(request: HttpRequest, pk: int, part: str, make: Make) -> HttpResponse:
    saved = brief_of(request, pk)
    shown = {"saved": saved, "back": f"{reverse('plan', args=[pk])}?{request.GET.urlencode()}"}
    return _part(request, shown, part, lambda here: make(here, saved.brief, _adjusted(request)))


def _part_of_possibilities(request: HttpRequest, part: str, make: Make) -> HttpResponse:
    form = PossibilitiesForm(request.GET)
    if not form.is_valid():
        return render(request, "briefs/possibilities.html", {"form": form}, status=400)
    shown = {"back": f"{reverse('possibilities')}?{request.GET.urlencode()}"}
    return _part(request, shown, part, lambda here: make(here, form.brief(), Adjustments()))


def _part(request: HttpRequest, shown: dict[str, Any], part: str, make: Callable[[Workspace], Any]) -> HttpResponse:
    """Only a part that comes after the figures for htmx, else a page with it."""
    template, status = f"briefs/{part}.html" if request.htmx else f"briefs/{part}_page.html", 200
    try:
        shown[part] = make(workspace_of(request))
    except KringError as problem:
        message, advice = said(problem)
        shown["problem"], status = {"message": message, "advice": advice}, 400
    response = render(request, template, shown, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _answered(request: HttpRequest, shown: dict, make, template: str = "briefs/plan.html") -> HttpResponse:  # type: ignore[no-untyped-def,type-arg]
    """The page with its plan, or with what is in the way and what to do about it."""
    status = 200
    try:
        shown["page"] = make()
    except KringError as problem:
        message, advice = said(problem)
        shown["problem"] = {"message": message, "advice": advice}
        status = 400
    response = render(request, "briefs/region.html" if request.htmx else template, shown, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
