"""A brief from a few sentences: the form filled in, each guess marked, and kept when a person agrees."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

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
from kring.app.briefs.presenters.draft import brief_of, draft_shown, mark, taken_at_first
from kring.app.web.language import page_language
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.match.draft import Draft, drafted
from kring.match.draft.model_answer import with_answer
from kring.match.draft.placed import comments_on
from kring.profile.embedder import best_embedder
from kring.workspace.language_model import LanguageModel


@dataclass(frozen=True)
class Asked:
    """A draft, what a language model said of its text, and why it said nothing where it was asked in vain."""

    draft: Draft
    answer: str = ""
    problem: str = ""


@needs(Role.PLANNER)
@require_POST
def described(request: HttpRequest) -> HttpResponse:
    """Read the sentences and show the form filled in, or as YAML; keep the brief once the form was sent."""
    model = model_named()
    form = DescribedForm(request.POST, model=model)
    if not form.is_valid():
        shown = {"briefs": repository.briefs(request.membership.organisation), "described": form}
        return render(request, "briefs/list.html", shown, status=400)
    own = own_niches(request.membership.organisation)
    draft = drafted(form.cleaned_data["described"], timezone.localdate(), best_embedder(), own)
    asks = model if form.cleaned_data.get("ask_model") else None
    return _by_form(request, _with_model(draft, asks, form.cleaned_data["said"]))


def model_named() -> LanguageModel | None:
    """The language model that the settings name, when it may be asked."""
    try:
        return LanguageModel.named()
    except KringError:
        return None


def _with_model(draft: Draft, model: LanguageModel | None, answer: str) -> Asked:
    """The draft with what a model said before or says now; by the rules alone where it gives no answer."""
    try:
        answer = answer or (model.said_of(draft) if model else "")
        return Asked(with_answer(draft, answer) if answer else draft, answer)
    except KringError as wrong:
        return Asked(draft, problem=" ".join(said(wrong)).strip())


def _by_form(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The form, first as the draft has it, then as the person sent it."""
    draft, organisation = asked.draft, request.membership.organisation
    sent = "name" in request.POST
    taken: Collection[str] = request.POST.getlist("take") if sent else taken_at_first(draft)
    brief = brief_of(draft, taken)
    company = organisation.name if brief.category else ""
    over, own = replace(brief, company=company), draft.own_niches
    form = BriefForm(request.POST if sent else None, over=over, own_niches=own)
    right = sent and form.is_valid()
    if "as_yaml" in request.POST:
        text = comments_on(draft, page_language()) + form.brief.to_yaml() if right else draft.yaml(page_language())
        page = BriefTextForm(initial={"yaml": text}, own_niches=own)
        return render(request, "briefs/text.html", {"form": page, "saved": None})
    if right:
        return redirect("plan", services.save(request.membership, form.brief).pk)
    mark(form, draft, company)
    shown = {"form": form, "saved": None, "draft": draft_shown(draft, taken), "asked": asked}
    return render(request, "briefs/form.html", shown, status=400 if sent else 200)
