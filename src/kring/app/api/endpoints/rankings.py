"""Rankings: made, explained, looked up, and seen from the side of a creator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from kring.app.api.briefs_asked import brief_meant, is_open, within, written_brief
from kring.app.api.caller import FOR_PLANNERS
from kring.app.api.presenters.rankings import account_explained, fit_shown, kept_shown, ranking_shown
from kring.app.api.refusals import NotThere
from kring.app.api.schemas.asked import BriefsForAsked, ExplainAsked, MatchAsked
from kring.app.api.schemas.rankings import AccountExplained, BriefsForShown, KeptRanking, RankingShown
from kring.app.briefs import repository
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError, UnknownName
from kring.match.brief import Brief
from kring.match.ranking import ranked
from kring.workspace.matching import criteria_of, kept, pool_of

router = Router(tags=["rankings"])


@router.post("/match", **FOR_PLANNERS, response=RankingShown, url_name="api_match", operation_id="match")
def match(request: HttpRequest, asked: MatchAsked) -> dict[str, Any]:
    """Rank the accounts that pass a brief. The ranking is kept, which asks for the role of a planner."""
    brief = brief_meant(request, asked)
    with within("brief"):
        ranking = workspace_of(request).match(brief)
    return ranking_shown(ranking, asked.most, asked.explain)


@router.post("/match/explain", response=AccountExplained, url_name="api_explain", operation_id="explain")
def explain(request: HttpRequest, asked: ExplainAsked) -> dict[str, Any]:
    """Why an account scores what it scores for a brief, also for one that does not pass. Nothing is kept."""
    brief, workspace = brief_meant(request, asked), workspace_of(request)
    with within("account"):
        workspace.check([asked.account])
    with within("brief"):
        ranking = ranked(brief, pool_of(workspace), criteria_of(workspace))
    return account_explained(ranking, asked.account)


@router.post(
    "/creators/{account:account}/briefs", response=BriefsForShown, url_name="api_briefs_for", operation_id="briefs_for"
)
def briefs_for(request: HttpRequest, account: str, asked: BriefsForAsked | None = None) -> dict[str, Any]:
    """Which briefs fit an account: the saved ones whose period is not over, or those written out."""
    workspace = workspace_of(request)
    _check(workspace, account)
    given, unreadable = _given(request, asked) if asked and asked.briefs else _saved(request)
    with within("briefs"):
        found = workspace.briefs_for(account, [brief for brief, _ in given])
    shown = {
        side: [fit_shown(fit, next((pk for brief, pk in given if brief is fit.brief), None)) for fit in fits]
        for side, fits in (("fitting", found.fitting), ("refused", found.refused))
    }
    return {"account": account, **shown, "unreadable": unreadable}


@router.get("/rankings/{str:ranking_id}", response=KeptRanking, url_name="api_ranking", operation_id="ranking")
def ranking(request: HttpRequest, ranking_id: str) -> dict[str, Any]:
    """A ranking that was kept, as it was when it was made."""
    workspace = workspace_of(request)
    try:
        record = kept(ranking_id, workspace.folder.rankings(workspace.organisation))
    except UnknownName:
        raise NotThere from None
    return kept_shown(ranking_id, record)


def _check(workspace: Any, account: str) -> None:
    try:
        workspace.check([account])
    except UnknownName:
        raise NotThere from None


def _given(request: HttpRequest, asked: BriefsForAsked) -> tuple[list[tuple[Brief, None]], list[Any]]:
    briefs = enumerate(asked.briefs or ())
    return [(written_brief(request, one, f"briefs.{place}"), None) for place, one in briefs], []


def _saved(request: HttpRequest) -> tuple[list[tuple[Brief, int]], list[dict[str, Any]]]:
    """The open briefs of the organisation, and those that can't be read any more."""
    found, unreadable = [], []
    for saved in repository.briefs(request.membership.organisation):
        try:
            brief = saved.brief
        except KringError as error:
            unreadable.append({"brief_id": saved.pk, "brief": saved.name, "message": said(error)[0]})
            continue
        if is_open(brief):
            found.append((brief, saved.pk))
    return found, unreadable
