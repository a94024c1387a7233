"""What can happen to briefs: made, changed, deleted, a plan chosen. Each is noted in the log."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kring.app.accounts.models import Membership
from kring.app.accounts.services import note
from kring.app.briefs.models import ChosenPlan, SavedBrief
from kring.match.brief import Brief


@transaction.atomic
def save(by: Membership, brief: Brief, over: SavedBrief | None = None) -> SavedBrief:
    """Keep a brief, as a new one or over an earlier version."""
    saved = over or SavedBrief(organisation=by.organisation, made_by=by.user)
    saved.name, saved.yaml = brief.name[:200], brief.to_yaml()
    saved.save()
    note(by, "brief_changed" if over else "brief_made", name=saved.name)
    return saved


@transaction.atomic
def delete(by: Membership, saved: SavedBrief) -> None:
    """Delete a brief with the plans chosen for it."""
    note(by, "brief_deleted", name=saved.name)
    saved.delete()


@transaction.atomic
def choose(by: Membership, saved: SavedBrief, brief: Brief, snapshot: dict[str, Any], position: int) -> ChosenPlan:
    """Keep a plan as it is now."""
    chosen = ChosenPlan.objects.create(
        brief=saved,
        snapshot=snapshot,
        brief_yaml=brief.to_yaml(),
        position=position,
        chosen_by=by.user,
        who=by.user.email,
    )
    note(by, "plan_chosen", name=saved.name, creators=len(snapshot["chosen"]))
    return chosen


@transaction.atomic
def delete_plan(by: Membership, chosen: ChosenPlan) -> None:
    """Delete a chosen plan; the brief stays."""
    note(by, "plan_deleted", name=chosen.brief.name)
    chosen.delete()
