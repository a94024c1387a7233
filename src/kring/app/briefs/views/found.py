"""Finding what an address names, within the visitor's organisation."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kring.app.briefs import repository
from kring.app.briefs.models import ChosenPlan, SavedBrief


def brief_of(request: HttpRequest, pk: int) -> SavedBrief:
    """The brief, or a page that says there is none."""
    saved = repository.brief(request.membership.organisation, pk)
    if saved is None:
        raise Http404
    return saved


def plan_of(request: HttpRequest, brief_pk: int, pk: int) -> ChosenPlan:
    """The chosen plan, or a page that says there is none."""
    chosen = repository.plan(request.membership.organisation, brief_pk, pk)
    if chosen is None:
        raise Http404
    return chosen
