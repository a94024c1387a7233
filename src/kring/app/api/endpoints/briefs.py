"""Briefs that the organisation saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from kring.app.api.briefs_asked import saved_brief
from kring.app.api.schemas.answers import BriefShown, BriefsListed
from kring.app.briefs import repository

router = Router(tags=["briefs"])


@router.get("/briefs", response=BriefsListed, url_name="api_briefs", operation_id="briefs")
def briefs(request: HttpRequest, limit: int = Query(50, ge=1, le=200), offset: int = Query(0, ge=0)) -> dict[str, Any]:
    """The saved briefs, the one changed last first."""
    own = repository.briefs(request.membership.organisation)
    names = ("name", "made_at", "changed_at", "plans_chosen")
    rows = [{"id": one.pk, **{name: getattr(one, name) for name in names}} for one in own[offset : offset + limit]]
    return {"total": own.count(), "briefs": rows}


@router.get("/briefs/{int:brief_id}", response=BriefShown, url_name="api_brief", operation_id="brief")
def brief(request: HttpRequest, brief_id: int) -> dict[str, Any]:
    """One saved brief with its fields."""
    saved = saved_brief(request, brief_id)
    plain = {name: getattr(saved, name) for name in ("name", "made_at", "changed_at")}
    return {"id": saved.pk, **plain, "brief": saved.brief.to_dict()}
