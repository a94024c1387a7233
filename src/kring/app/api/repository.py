"""All queries on access keys, within one organisation, and the one that finds a key by its digest."""

from __future__ import annotations

from django.db.models import QuerySet

from kring.app.accounts.models import Organisation
from kring.app.api.models import AccessKey


def keys(within: Organisation) -> QuerySet[AccessKey]:
    """The keys of the organisation, the newest first, those that stopped working included."""
    return AccessKey.objects.filter(organisation=within).select_related("made_by")


def key(within: Organisation, pk: int) -> AccessKey | None:
    """One key of the organisation."""
    return keys(within).filter(pk=pk).first()


def key_with(digest: str) -> AccessKey | None:
    """The key that has this digest, whether it still works or not."""
    return AccessKey.objects.filter(digest=digest).select_related("organisation").first()
