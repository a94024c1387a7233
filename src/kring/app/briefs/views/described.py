"""A brief from a few sentences: the form filled in, each guess marked, and kept when a person agrees."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.briefs import repository, services
from kring.app.briefs.forms import BriefForm, BriefTextForm
from kring.app.briefs.forms.described import DescribedForm
from kring.app.briefs.models import own_niches
from kring.app.briefs.presenters.draft import draft_shown, mark
from kring.app.web.language import page_language
from kring.match.brief import Brief
from kring.match.draft import Draft, drafted
from kring.profile.embedder import best_embedder


@needs(Role.PLANNER)
@require_POST
def described(request: HttpRequest) -> HttpResponse:
    """Read the sentences and show the form filled in, or as YAML; keep the brief once the form was sent."""
    asked = DescribedForm(request.POST)
    if not asked.is_valid():
        shown = {"briefs": repository.briefs(request.membership.organisation), "described": asked}
        return render(request, "briefs/list.html", shown, status=400)
    draft = drafted(asked.cleaned_data["described"], timezone.localdate(), best_embedder())
    if "as_yaml" in request.POST:
        text = draft.yaml(page_language())
        return render(request, "briefs/text.html", {"form": BriefTextForm(initial={"yaml": text}), "saved": None})
    return _by_form(request, draft)


def _by_form(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The form, first as the draft has it, then as the person sent it."""
    sent = "name" in request.POST
    own = own_niches(request.membership.organisation)
    form = BriefForm(request.POST if sent else None, over=_for_the_form(draft), own_niches=own)
    if sent and form.is_valid():
        return redirect("plan", services.save(request.membership, form.brief).pk)
    mark(form, draft)
    shown = {"form": form, "saved": None, "draft": draft_shown(draft)}
    return render(request, "briefs/form.html", shown, status=400 if sent else 200)


def _for_the_form(draft: Draft) -> Brief:
    """The draft's brief without a category, which the form takes only beside the company's name."""
    return replace(draft.brief(), category="")
