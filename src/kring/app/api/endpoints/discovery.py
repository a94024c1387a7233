"""Searching creators, and finding others like them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from kring.app.api.briefs_asked import within
from kring.app.api.presenters.found import found_shown
from kring.app.api.refusals import Refused
from kring.app.api.schemas.asked import LookalikesAsked, SearchAsked
from kring.app.api.schemas.found import FoundShown
from kring.app.web.opened import workspace_of
from kring.errors import UnknownName
from kring.match.discovery import Search, read_condition
from kring.vocabulary.search_filters import search_filter

router = Router(tags=["creators"])


@router.post("/search", response=FoundShown, url_name="api_search", operation_id="search")
def search(request: HttpRequest, asked: SearchAsked) -> dict[str, Any]:
    """The creators that a search asks for, with what each filter keeps out and of whom it is not known."""
    given, workspace = asked.model_dump(exclude_none=True), workspace_of(request)
    with within("filters"):
        filters = {name: read_condition(search_filter(name), one) for name, one in given.pop("filters", {}).items()}
    with within("like"):
        workspace.check(given.get("like", ()))
    try:
        return found_shown(workspace.search(Search.from_mapping({**given, "filters": filters})))
    except UnknownName as error:  # an entry of a filter, which only the data know
        raise Refused(error, f"filters.{error.kind}" if error.kind in filters else "") from error


@router.post("/lookalikes", response=FoundShown, url_name="api_lookalikes", operation_id="lookalikes")
def lookalikes(request: HttpRequest, asked: LookalikesAsked) -> dict[str, Any]:
    """The creators most like these together, each with a reason."""
    with within("accounts"):
        return found_shown(workspace_of(request).lookalikes(asked.accounts, asked.by, most=asked.most))
