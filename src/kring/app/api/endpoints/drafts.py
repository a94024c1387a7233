"""A few sentences read as a brief."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from kring.app.api.briefs_asked import within
from kring.app.api.caller import FOR_PLANNERS
from kring.app.api.presenters.drafts import draft_shown
from kring.app.api.schemas.answers import DraftShown
from kring.app.api.schemas.asked import DraftAsked
from kring.app.briefs.models import own_niches
from kring.match.draft import drafted
from kring.profile.embedder import best_embedder

router = Router(tags=["briefs"])


@router.post("/drafts", **FOR_PLANNERS, response=DraftShown, url_name="api_drafts", operation_id="draft")
def draft(request: HttpRequest, asked: DraftAsked) -> dict[str, Any]:
    """What a text says of a brief, guess by guess. Nothing is saved."""
    own = own_niches(request.membership.organisation)
    with within("text"):
        read = drafted(asked.text, timezone.localdate(), best_embedder(), own)
        return draft_shown(read, asked.confirmed)
