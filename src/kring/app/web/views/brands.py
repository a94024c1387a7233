"""Brands: who speaks well of one unpaid, and the posts of an account that show it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kring.app.web.opened import workspace_of
from kring.app.web.presenters.fans import fans_shown
from kring.app.web.presenters.problems import said
from kring.errors import UnknownName


@require_GET
def fans(request: HttpRequest) -> HttpResponse:
    """The fans of the brand that is asked for, ranked, with their posts."""
    shown = fans_shown(workspace_of(request), request.GET.get("brand", "").strip())
    return render(request, "brands/fans.html", {"shown": shown}, status=404 if shown.problem else 200)


@require_GET
def posts(request: HttpRequest, account: str) -> HttpResponse:
    """The posts in which an account shows the brand that is asked for, paid or not."""
    brand = request.GET.get("brand", "").strip()
    try:
        found = workspace_of(request).brand_evidence(account, brand)
    except UnknownName as unknown:
        raise Http404(" ".join(said(unknown)).strip()) from None
    return render(request, "brands/posts.html", {"account": account, "brand": brand, "evidence": found})
