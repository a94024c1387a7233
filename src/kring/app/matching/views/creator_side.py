"""The creator's side: open briefs that fit, the explanation behind a link, and what a creator contests in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs, open_to_all
from kring.app.briefs import repository as briefs
from kring.app.matching import repository, services
from kring.app.matching.forms import AnswerForm, ContestForm
from kring.app.matching.models import SharedExplanation
from kring.app.matching.presenters.explained import ExplanationShown, explanation_shown
from kring.app.matching.presenters.how_it_works import how_it_works, in_general
from kring.app.matching.presenters.openings import openings
from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import BadInput, UnknownName
from kring.match.criteria import active_criteria

CONTESTS_A_PAGE = 20


def kept_private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Out of search engines and of every cache: whoever has the address sees the page."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = never_cache(view)(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answered


@require_GET
def fits(request: HttpRequest, account: str) -> HttpResponse:
    """Which open briefs of the organisation fit a creator, and why."""
    workspace, today = workspace_of(request), timezone.localdate()
    try:
        shown = openings(workspace, account, briefs.briefs(request.membership.organisation), today)
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    profile = workspace.profiles().of(account)
    return render(request, "matching/openings.html", {"openings": shown, "account": account, "profile": profile})


@open_to_all
@kept_private
@require_http_methods(["GET", "POST"])
def explained(request: HttpRequest, secret: str) -> HttpResponse:
    """What a creator was sent: why it stood where it stood, and a form to contest it. Nobody signs in for it."""
    sent = services.opened(secret)
    if sent is None:
        raise Http404(_("This link does not work any more. Ask the organisation that sent it for a new one."))
    shown = explanation_shown(sent.snapshot)
    form, status = ContestForm(request.POST or None, shown), 200
    if request.method == "POST":
        if form.is_valid() and _contested(sent, form):
            messages.success(request, _("Your message was sent. The answer will stand on this page."))
            return redirect(f"{request.path}#contests")
        status = 400
    return render(request, "matching/explained.html", _for_creator(sent, shown, form), status=status)


@require_GET
def contests(request: HttpRequest) -> HttpResponse:
    """What creators contest, the open ones first."""
    return _contests(request)


@needs(Role.PLANNER)
@require_POST
def answer(request: HttpRequest, contest_pk: int) -> HttpResponse:
    """Answer what a creator contests; the answer stands behind the creator's link."""
    contest = repository.contest(request.membership.organisation, contest_pk)
    if contest is None:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _contests(request, wrong=(contest.pk, form), status=400)
    services.answer(request.membership, contest, form.cleaned_data["answer"])
    messages.success(request, _("Answered. The creator reads it behind the same link."))
    return redirect("contests")


def _contested(sent: SharedExplanation, form: ContestForm) -> bool:
    """Store what is contested; False with the reason in the form where too much was sent."""
    given = form.cleaned_data
    try:
        services.contest(sent, given["criterion"], given["text"], given["contact"])
    except BadInput as refused:
        form.add_error(None, " ".join(said(refused)).strip())
        return False
    return True


def _for_creator(sent: SharedExplanation, shown: ExplanationShown, form: ContestForm) -> dict[str, Any]:
    labels = {one.bar.criterion: one.bar.label for one in shown.bars}
    own = [(one, labels.get(one.criterion)) for one in repository.contests_of(sent)]
    general = in_general(how_it_works(active_criteria(), page_language())[1])
    return {"sent": sent, "explanation": shown, "form": form, "contests": own, "blocks": general}


def _contests(request: HttpRequest, *, wrong: tuple[int, AnswerForm] | None = None, status: int = 200) -> HttpResponse:
    every = repository.contests(request.membership.organisation)
    page = Paginator(every, CONTESTS_A_PAGE).get_page(request.GET.get("page"))
    rows = []
    for contest in page:
        labels = {bar["criterion"]: bar["label"] for bar in contest.explanation.snapshot["explanation"]["bars"]}
        label = labels.get(contest.criterion, {}).get(page_language(), "")
        blank = AnswerForm(initial={"answer": contest.answer}, auto_id=f"%s-{contest.pk}")
        form = wrong[1] if wrong and wrong[0] == contest.pk else blank
        rows.append({"contest": contest, "label": label, "form": form})
    return render(request, "matching/contests.html", {"page": page, "rows": rows}, status=status)
