"""All queries on shortlists, sent explanations and contests, within one organisation; a sent link finds its own row."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kring.app.accounts.models import Organisation
from kring.app.briefs.models import SavedBrief
from kring.app.matching.models import Contest, SharedExplanation, ShortlistEntry


def shortlist(within: Organisation, of: SavedBrief) -> QuerySet[ShortlistEntry]:
    """The shortlist of a brief, in the order in which creators were added."""
    return ShortlistEntry.objects.filter(organisation=within, brief=of)


def entry(within: Organisation, brief_pk: int, pk: int) -> ShortlistEntry | None:
    """One creator on the shortlist of a brief of the organisation."""
    own = ShortlistEntry.objects.filter(organisation=within, brief__organisation=within, brief_id=brief_pk, pk=pk)
    return own.select_related("brief").first()


def entry_of(within: Organisation, of: SavedBrief, account: str) -> ShortlistEntry | None:
    """A creator on the shortlist of a brief, by account."""
    return shortlist(within, of).filter(account=account).first()


def statuses(within: Organisation, of: SavedBrief) -> dict[str, ShortlistEntry]:
    """Who is on the shortlist of a brief, by account."""
    return {one.account: one for one in shortlist(within, of)}


def shared(within: Organisation, of: SavedBrief, account: str) -> QuerySet[SharedExplanation]:
    """The explanations of a brief that this creator was sent, newest first."""
    return SharedExplanation.objects.filter(organisation=within, brief=of, account=account)


def shared_one(within: Organisation, pk: int) -> SharedExplanation | None:
    """One sent explanation of the organisation."""
    return SharedExplanation.objects.filter(organisation=within, pk=pk).select_related("brief").first()


def shared_by_key(key: str) -> SharedExplanation | None:
    """The explanation that a link opens, whoever opens it; the link is checked before."""
    return SharedExplanation.objects.filter(key=key).select_related("organisation").first()


def contests(within: Organisation) -> QuerySet[Contest]:
    """What creators contest, the open ones first."""
    own = Contest.objects.filter(explanation__organisation=within)
    # 'open' sorts after 'answered', so the order is turned round.
    return own.select_related("explanation__brief").order_by("-status", "-made_at", "-pk")


def open_contests(within: Organisation) -> int:
    """How many contests wait for an answer."""
    return contests(within).filter(status=Contest.State.OPEN).count()


def contest(within: Organisation, pk: int) -> Contest | None:
    """One contest of the organisation."""
    return contests(within).filter(pk=pk).first()


def contests_of(explanation: SharedExplanation, since: datetime | None = None) -> QuerySet[Contest]:
    """What was contested in one sent explanation, the oldest first."""
    own = Contest.objects.filter(explanation=explanation).order_by("made_at", "pk")
    return own if since is None else own.filter(made_at__gte=since)


def explanations_of(within: Organisation, account: str) -> QuerySet[SharedExplanation]:
    """Every explanation of a creator that was sent, for whichever brief."""
    return SharedExplanation.objects.filter(organisation=within, account=account)


def entries_of(within: Organisation, account: str) -> QuerySet[ShortlistEntry]:
    """A creator on the shortlists of all briefs."""
    return ShortlistEntry.objects.filter(organisation=within, account=account)
