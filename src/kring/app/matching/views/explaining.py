"""Why one creator stands where it stands for a brief, links to send it to the creator, and how ranking works."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs, open_to_signed_in
from kring.app.briefs.models import SavedBrief
from kring.app.briefs.views.found import brief_of
from kring.app.matching import repository, services
from kring.app.matching.presenters.explained import explanation_shown
from kring.app.matching.presenters.how_it_works import how_it_works
from kring.app.matching.presenters.plain import plain_explanation
from kring.app.matching.rankings import criteria_of, ranking_of
from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import UnknownName
from kring.match.criteria import active_criteria
from kring.match.ranking import Ranking


@require_GET
def match(request: HttpRequest, pk: int, account: str) -> HttpResponse:
    """The explanation of one creator for a brief, also of one who does not pass."""
    return _page(request, brief_of(request, pk), account)


@needs(Role.PLANNER)
@never_cache
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the explanation for its creator, and show the link to hand over."""
    saved, account = brief_of(request, pk), request.POST.get("account", "")
    plain = _plain(request, saved, account)[1]
    secret = services.share(request.membership, saved, account, plain)
    return _page(request, saved, account, link=request.build_absolute_uri(reverse("explained", args=[secret])))


@needs(Role.PLANNER)
@require_POST
def revoke(request: HttpRequest, shared_pk: int) -> HttpResponse:
    """Make a link stop working."""
    explanation = repository.shared_one(request.membership.organisation, shared_pk)
    if explanation is None:
        raise Http404
    services.revoke(request.membership, explanation)
    messages.success(request, _("The link stopped working."))
    return redirect("match", explanation.brief_id, explanation.account)


@open_to_signed_in
@require_GET
def how_ranking_works(request: HttpRequest) -> HttpResponse:
    """How creators are ranked, out of the weights that hold for the visitor's organisation, else those of Kring."""
    criteria = criteria_of(workspace_of(request)) if request.membership else active_criteria()
    title, blocks = how_it_works(criteria, page_language())
    return render(request, "matching/how_it_works.html", {"title": title, "blocks": blocks})


def _page(request: HttpRequest, saved: SavedBrief, account: str, *, link: str = "") -> HttpResponse:
    ranking, plain = _plain(request, saved, account)
    organisation = request.membership.organisation
    shown: dict[str, Any] = {
        "saved": saved,
        "account": account,
        "explanation": explanation_shown(plain),
        "entry": repository.entry_of(organisation, saved, account),
        "sent": repository.shared(organisation, saved, account),
        "link": link,
        **_neighbours(ranking, plain["place"]),
    }
    return render(request, "matching/match.html", shown)


def _plain(request: HttpRequest, saved: SavedBrief, account: str) -> tuple[Ranking, dict[str, Any]]:
    workspace = workspace_of(request)
    ranking = ranking_of(workspace, saved.brief)
    try:
        return ranking, plain_explanation(workspace, ranking, account)
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None


def _neighbours(ranking: Ranking, place: int | None) -> dict[str, Any]:
    """Who stands right above and below."""
    if place is None:
        return {}
    above = ranking.row(place - 2) if place > 1 else None
    return {"above": above, "below": ranking.row(place) if place < len(ranking) else None}
