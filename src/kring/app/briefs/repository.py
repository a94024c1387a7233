"""All queries on briefs and chosen plans, within one organisation."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from kring.app.accounts.models import Organisation
from kring.app.briefs.models import ChosenPlan, SavedBrief


def briefs(within: Organisation) -> QuerySet[SavedBrief]:
    """The briefs of the organisation, the one changed last first, with how many plans were chosen."""
    own = SavedBrief.objects.filter(organisation=within)
    return own.select_related("made_by").annotate(plans_chosen=Count("plans")).order_by("-changed_at", "-pk")


def brief(within: Organisation, pk: int) -> SavedBrief | None:
    """One brief of the organisation."""
    return SavedBrief.objects.filter(organisation=within, pk=pk).first()


def plans(of: SavedBrief) -> QuerySet[ChosenPlan]:
    """The plans chosen for a brief, newest first."""
    return ChosenPlan.objects.filter(brief=of)


def plan(within: Organisation, brief_pk: int, pk: int) -> ChosenPlan | None:
    """One chosen plan of the organisation."""
    own = ChosenPlan.objects.filter(brief__organisation=within, brief_id=brief_pk, pk=pk)
    return own.select_related("brief").first()
