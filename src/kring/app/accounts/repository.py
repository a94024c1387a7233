"""All queries on people and organisations, in one place and within one organisation."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from kring.app.accounts.models import Invitation, LogEntry, Membership, Organisation, Role, User


def anyone_can_sign_in() -> bool:
    """Whether the first account was made."""
    return User.objects.filter(is_active=True).exists()


def person(email: str) -> User | None:
    """The person with that address."""
    return User.objects.filter(email__iexact=email.strip()).first()


def organisation(namespace: str) -> Organisation | None:
    """The organisation with that short name."""
    return Organisation.objects.filter(namespace=namespace).first()


def memberships_of(user: User) -> QuerySet[Membership]:
    """The organisations a person belongs to, oldest first."""
    return Membership.objects.filter(user=user).select_related("user", "organisation").order_by("since", "pk")


def membership_of(user: User, chosen: int | None) -> Membership | None:
    """The membership in the organisation chosen, else in the one joined first."""
    own = list(memberships_of(user))
    return next((one for one in own if one.organisation_id == chosen), own[0] if own else None)


def members(within: Organisation) -> QuerySet[Membership]:
    """Who belongs to the organisation."""
    return Membership.objects.filter(organisation=within).select_related("user", "organisation")


def member(within: Organisation, pk: int) -> Membership | None:
    """One member of the organisation."""
    return members(within).filter(pk=pk).first()


def owners(within: Organisation) -> QuerySet[Membership]:
    """Who owns the organisation."""
    return members(within).filter(role=Role.OWNER)


def hold(within: Organisation) -> None:
    """Make other changes of this organisation's members wait until the transaction ends.

    On SQLite every transaction that writes waits for the one before it already.
    """
    Organisation.objects.select_for_update().get(pk=within.pk)


def open_invitations(within: Organisation) -> QuerySet[Invitation]:
    """Invitations that still let somebody in."""
    return Invitation.objects.filter(organisation=within, expires_at__gt=timezone.now())


def invitation(digest: str) -> Invitation | None:
    """The invitation whose secret has this digest, as long as it holds."""
    found = Invitation.objects.filter(digest=digest, expires_at__gt=timezone.now())
    return found.select_related("organisation").first()


def log(within: Organisation) -> QuerySet[LogEntry]:
    """What was done in the organisation, newest first."""
    return LogEntry.objects.filter(organisation=within)


def log_about(within: Organisation, account: str) -> QuerySet[LogEntry]:
    """What was done with a creator, or by it."""
    return log(within).filter(Q(details__account=account) | Q(who=account))
