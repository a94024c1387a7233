"""Rankings: made, explained, looked up, and seen from the side of a creator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from kring.app.api.briefs_asked import brief_meant, is_open, within, written_brief
from kring.app.api.caller import FOR_PLANNERS
from kring.app.api.presenters.rankings import account_explained, fit_shown, kept_shown, ranking_shown
from kring.app.api.refusals import NotThere
from kring.app.api.schemas.asked import BriefAsked, BriefsForAsked, ExplainAsked, MatchAsked
from kring.app.api.schemas.rankings import AccountExplained, BriefsForShown, KeptRanking, RankingShown
from kring.app.briefs import repository
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError, UnknownName
from kring.match.brief import Brief
from kring.match.ranking import Fit, ranked
from kring.workspace import Workspace
from kring.workspace.matching import criteria_of, kept, pool_of

router = Router(tags=["rankings"])
NumberedFit = tuple[Fit, int | None]


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
    if asked and asked.briefs:
        fits, unreadable = _given(request, workspace, account, asked.briefs), []
    else:
        fits, unreadable = _saved(request, workspace, account)
    criteria, pool = criteria_of(workspace), pool_of(workspace)
    shown = {
        side: [fit_shown(fit, pk, criteria, pool) for fit, pk in fits if fit.verdict.passes is passes]
        for side, passes in (("fitting", True), ("refused", False))
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


def _check(workspace: Workspace, account: str) -> None:
    try:
        workspace.check([account])
    except UnknownName:
        raise NotThere from None


def _given(request: HttpRequest, workspace: Workspace, account: str, asked: list[BriefAsked]) -> list[NumberedFit]:
    found = []
    for place, one in enumerate(asked):
        field = f"briefs.{place}"
        brief = written_brief(request, one, field)
        with within(field):
            found.append((_fit(workspace, account, brief), None))
    return _best_first(found)


def _saved(request: HttpRequest, workspace: Workspace, account: str) -> tuple[list[NumberedFit], list[dict[str, Any]]]:
    """The open briefs of the organisation, and those that can't be read or matched any more."""
    found: list[NumberedFit] = []
    unreadable = []
    for saved in repository.briefs(request.membership.organisation):
        try:
            brief = saved.brief
            if is_open(brief):
                found.append((_fit(workspace, account, brief), saved.pk))
        except KringError as error:
            unreadable.append({"brief_id": saved.pk, "brief": saved.name, "message": said(error)[0]})
    return _best_first(found), unreadable


def _fit(workspace: Workspace, account: str, brief: Brief) -> Fit:
    found = workspace.briefs_for(account, [brief])
    return (*found.fitting, *found.refused)[0]


def _best_first(fits: list[NumberedFit]) -> list[NumberedFit]:
    def standing(one: NumberedFit) -> tuple[float, float, str, int]:
        told = one[0].explanation
        return -told.bits, -told.coverage, told.brief, one[1] or 0

    return sorted(fits, key=standing)
