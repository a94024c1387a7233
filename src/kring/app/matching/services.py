"""What can happen to shortlists, sent explanations and contests. Each is noted in the log."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.app.accounts.models import LogEntry, Membership, Organisation
from kring.app.accounts.services import note
from kring.app.briefs.models import SavedBrief
from kring.app.matching import repository
from kring.app.matching.models import Contest, SharedExplanation, ShortlistEntry, Status
from kring.errors import BadInput

LINK_HOLDS = timedelta(days=30)
SALT = "kring.matching.explanation"
MOST_AN_HOUR, MOST_A_LINK = 3, 12


@transaction.atomic
def add(by: Membership, brief: SavedBrief, account: str) -> ShortlistEntry:
    """Put a creator on the shortlist; one who is there already stays as it is."""
    entry, new = ShortlistEntry.objects.get_or_create(
        brief=brief, account=account,
        defaults={"organisation": by.organisation, "changed_by": by.user, "who": by.user.email},
    )  # fmt: skip
    if new:
        note(by, "shortlist_added", account=account, name=brief.name)
    return entry


@transaction.atomic
def change(by: Membership, entry: ShortlistEntry, status: str, words: str) -> None:
    """Another status or note; nothing is written when both stay."""
    if (status, words) == (entry.status, entry.note):
        return
    details = {"account": entry.account, "name": entry.brief.name}
    if status != entry.status:
        note(by, "shortlist_status", **details, status=status, status_before=entry.status)
    if words != entry.note:
        note(by, "shortlist_note", **details)
    entry.status, entry.note, entry.changed_by, entry.who = status, words, by.user, by.user.email
    entry.save()


@transaction.atomic
def remove(by: Membership, entry: ShortlistEntry) -> None:
    """Take a creator off the shortlist, note and all."""
    note(by, "shortlist_removed", account=entry.account, name=entry.brief.name)
    entry.delete()


@transaction.atomic
def share(by: Membership, brief: SavedBrief, account: str, snapshot: dict[str, Any]) -> str:
    """Keep an explanation for its creator, and give what its link holds; the link opens it for thirty days."""
    made = SharedExplanation.objects.create(
        organisation=by.organisation, brief=brief, account=account, key=secrets.token_urlsafe(32), snapshot=snapshot,
        made_by=by.user, who=by.user.email, expires_at=timezone.now() + LINK_HOLDS,
    )  # fmt: skip
    note(by, "explanation_shared", account=account, name=brief.name)
    return signing.dumps(made.key, salt=SALT)


def opened(secret: str) -> SharedExplanation | None:
    """What a link opens; None for one that was not made here, is too old, or was revoked."""
    try:
        key = signing.loads(secret, salt=SALT, max_age=LINK_HOLDS)
    except signing.BadSignature:
        return None
    found = repository.shared_by_key(key) if isinstance(key, str) else None
    return found if found is not None and found.holds else None


@transaction.atomic
def revoke(by: Membership, explanation: SharedExplanation) -> None:
    """Make a link stop working."""
    if explanation.revoked_at is None:
        explanation.revoked_at = timezone.now()
        explanation.save()
        note(by, "explanation_revoked", account=explanation.account, name=explanation.brief.name)


@transaction.atomic
def contest(explanation: SharedExplanation, criterion: str, text: str, contact: str) -> Contest:
    """What the creator says is wrong. Raises `BadInput` when too much was sent through one link."""
    lately = repository.contests_of(explanation, timezone.now() - timedelta(hours=1)).count()
    if lately >= MOST_AN_HOUR or repository.contests_of(explanation).count() >= MOST_A_LINK:
        raise BadInput(_("There were several messages through this link already."), _("Wait an hour, then try again."))
    LogEntry.objects.create(
        organisation=explanation.organisation, who=explanation.account, action="contest_sent",
        details={"name": explanation.brief.name},
    )  # fmt: skip
    return Contest.objects.create(explanation=explanation, criterion=criterion, text=text, contact=contact)


@transaction.atomic
def answer(by: Membership, contest: Contest, words: str) -> None:
    """The organisation's answer, which the creator reads behind the same link."""
    contest.answer, contest.status, contest.answered_at = words, Contest.State.ANSWERED, timezone.now()
    contest.answered_by, contest.who = by.user, by.user.email
    contest.save()
    note(by, "contest_answered", account=contest.explanation.account, name=contest.explanation.brief.name)


def those_still_in(entries: list[ShortlistEntry]) -> list[str]:
    """The accounts of a shortlist that may still work for the brief."""
    return [entry.account for entry in entries if Status(entry.status).still_in]


@transaction.atomic
def erase(within: Organisation, account: str, *, still_known: bool) -> int:
    """Delete the explanations of a creator who withdrew, and, where nothing else is known of it, its shortlist entries.

    Returns how many went. Nobody is noted to have done it: the one who took the consent back did.
    """
    gone = repository.explanations_of(within, account).delete()[0]
    return gone if still_known else gone + repository.entries_of(within, account).delete()[0]
