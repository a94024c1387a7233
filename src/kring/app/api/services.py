"""What can happen to access keys: made, used, revoked. Making and revoking are noted in the log."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kring.app.accounts.models import Membership, Role
from kring.app.accounts.services import digest_of, note
from kring.app.api import repository
from kring.app.api.models import AccessKey

PREFIX = "kring_"
RANDOM_BYTES = 32
NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def make(by: Membership, name: str, role: Role, holds: timedelta | None = None) -> str:
    """Make a key and give it, the only time it can be read. `holds`: how long it works; None until it is revoked."""
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    AccessKey.objects.create(
        organisation=by.organisation,
        name=name,
        role=role,
        digest=digest_of(secret),
        made_by=by.user,
        expires_at=timezone.now() + holds if holds else None,
    )
    note(by, "key_made", name=name, role=role)
    return secret


@transaction.atomic
def revoke(by: Membership, key: AccessKey) -> None:
    """Make a key stop working, for good. Doing it again changes nothing."""
    if key.revoked_at is not None:
        return
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    note(by, "key_revoked", name=key.name)


def recognised(secret: str) -> AccessKey | None:
    """The key that works and reads like this. That it was used is noted, once a minute at most."""
    key = repository.key_with(digest_of(secret)) if secret.startswith(PREFIX) else None
    if key is None or not key.works:
        return None
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > NOTED_EVERY:
        AccessKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key
