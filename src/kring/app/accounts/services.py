"""What can happen to members: invited, joined, given another role, removed. Each is noted in the log."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kring.app.accounts import repository
from kring.app.accounts.audit import SENTENCES
from kring.app.accounts.models import Invitation, LogEntry, Membership, Organisation, Role, User
from kring.errors import BadInput

INVITATION_HOLDS = timedelta(days=7)
KRING, UNNAMED = "Kring", "…"
"""Who did what nobody did, and who stands in the log for somebody whose name is gone."""


def note(by: Membership, action: str, **details: object) -> None:
    """Write in the log what a member did; the action must have a sentence."""
    if action not in SENTENCES:
        raise KeyError(f"no sentence for {action}")
    LogEntry.objects.create(
        organisation=by.organisation, user=by.user, who=by.user.email, action=action, details=details
    )


def note_by_kring(within: Organisation, action: str, **details: object) -> None:
    """Write in the log what was done without a member; the action must have a sentence."""
    if action not in SENTENCES:
        raise KeyError(f"no sentence for {action}")
    LogEntry.objects.create(organisation=within, who=KRING, action=action, details=details)


def unname(within: Organisation, account: str) -> int:
    """Take the name of a creator who withdrew out of the log; what was done stays. Returns how many entries."""
    entries = [*repository.log_about(within, account)]
    for entry in entries:
        entry.details = {key: UNNAMED if value == account else value for key, value in entry.details.items()}
        entry.who = UNNAMED if entry.who == account else entry.who
    LogEntry.objects.bulk_update(entries, ["details", "who"])
    return len(entries)


def first_run_secret() -> str | None:
    """The secret of a link that makes the first account; None once somebody can sign in. Older links stop working."""
    if repository.anyone_can_sign_in():
        return None
    Invitation.objects.filter(organisation=None).delete()
    return _invitation(organisation=None, role=Role.OWNER)


@transaction.atomic
def invite(by: Membership, email: str, role: Role) -> str:
    """Invite a person, and give the secret of the link to hand over. An earlier invitation stops working."""
    if repository.members(by.organisation).filter(user__email__iexact=email).exists():
        raise BadInput(_("%(email)s is a member already.") % {"email": email}, _("Change the role in the list below."))
    Invitation.objects.filter(organisation=by.organisation, email__iexact=email).delete()
    note(by, "member_invited", email=email, role=role)
    return _invitation(organisation=by.organisation, email=email.lower(), role=role)


@transaction.atomic
def renew_access(by: Membership, member: Membership) -> str:
    """Give the secret of a link with which a member chooses a new password.

    Only for who belongs to this organisation alone: one organisation can't open the door to another.
    """
    if repository.memberships_of(member.user).count() > 1:
        raise BadInput(
            _("%(email)s belongs to another organisation too.") % {"email": member.user.email},
            _("Only the person can change this password."),
        )
    Invitation.objects.filter(organisation=by.organisation, email__iexact=member.user.email).delete()
    note(by, "access_renewed", email=member.user.email)
    return _invitation(organisation=by.organisation, email=member.user.email, role=member.role, renews=True)


def withdraw(by: Membership, invitation: Invitation) -> None:
    """Make an invitation stop working."""
    note(by, "invitation_withdrawn", email=invitation.email)
    invitation.delete()


@transaction.atomic
def join_with_password(invitation: Invitation, email: str, password: str, organisation_name: str = "") -> User:
    """Let a person in who chooses a password now: a new one, one who left earlier, or one whose access is renewed."""
    person = repository.person(email) or User(email=email.lower())
    if person.pk and person.is_active and not invitation.renews:
        raise BadInput(_("Somebody has this address already. Sign in and open the link again."))
    person.is_active = True
    person.set_password(password)
    person.save()
    join(invitation, person, organisation_name)
    return person


@transaction.atomic
def join(invitation: Invitation, user: User, organisation_name: str = "") -> Membership:
    """Let a person in on an invitation, which then stops working. The first one in names the organisation."""
    _use(invitation)
    if invitation.renews:
        membership = repository.members(invitation.organisation).get(user=user)
        note(membership, "password_renewed")
        return membership
    organisation = invitation.organisation or make_organisation(organisation_name)
    membership = Membership.objects.create(user=user, organisation=organisation, role=invitation.role)
    if invitation.organisation is None:
        note(membership, "organisation_made", name=organisation.name)
    note(membership, "member_joined", role=membership.role)
    return membership


def make_organisation(name: str, namespace: str = "") -> Organisation:
    """A new organisation. The first of a workspace owns the workspace's own facts."""
    from kring.app import OWN_ORGANISATION

    first = OWN_ORGANISATION if not Organisation.objects.exists() else ""
    short = namespace or first or slugify(name).replace("-", "_")[:60] or "organisation"
    return Organisation.objects.create(name=name, namespace=short)


@transaction.atomic
def change_role(by: Membership, member: Membership, role: Role) -> None:
    """Give a member another role; the last owner stays owner."""
    if member.role == role:
        return
    _keep_an_owner(member)
    note(by, "role_changed", email=member.user.email, role=role, before=member.role)
    member.role = role
    member.save(update_fields=["role"])


@transaction.atomic
def remove(by: Membership, member: Membership) -> None:
    """Take a member out of the organisation; the last owner stays. Who belongs nowhere can't sign in any more."""
    _keep_an_owner(member)
    note(by, "member_removed", email=member.user.email)
    member.delete()
    if not repository.memberships_of(member.user).exists():
        member.user.is_active = False
        member.user.save(update_fields=["is_active"])


def digest_of(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _use(invitation: Invitation) -> None:
    used, _kinds = Invitation.objects.filter(pk=invitation.pk).delete()
    if not used:
        raise BadInput(_("This link was used already."), _("Ask an owner for a new one."))


def _invitation(**fields: object) -> str:
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(digest=digest_of(secret), expires_at=timezone.now() + INVITATION_HOLDS, **fields)
    return secret


def _keep_an_owner(member: Membership) -> None:
    repository.hold(member.organisation)
    others = repository.owners(member.organisation).exclude(pk=member.pk)
    if member.role == Role.OWNER and not others.exists():
        raise BadInput(
            _("%(email)s is the only owner.") % {"email": member.user.email}, _("Make somebody else owner first.")
        )
