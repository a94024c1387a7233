"""All queries on uploads, within one organisation."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kring.app.accounts.models import Organisation
from kring.app.sources.models import UNDER_WAY, State, Upload


def uploads(within: Organisation) -> QuerySet[Upload]:
    """The uploads of the organisation, the newest first."""
    return Upload.objects.filter(organisation=within)


def upload(within: Organisation, pk: int) -> Upload | None:
    """One upload of the organisation."""
    return Upload.objects.filter(organisation=within, pk=pk).select_related("organisation").first()


def upload_to_load(pk: int) -> Upload | None:
    """The upload that a job was made for, unless all was done or it was thrown away since."""
    return Upload.objects.filter(pk=pk, state__in=UNDER_WAY).select_related("organisation").first()


def left_behind(older_than: timedelta) -> QuerySet[Upload]:
    """Uploads of every organisation that were brought and never loaded."""
    return Upload.objects.filter(made_at__lt=timezone.now() - older_than, state__in=(State.BROUGHT, State.FAILED))


def cut_off() -> QuerySet[Upload]:
    """Uploads of every organisation that were being loaded or concluded from when the server stopped."""
    return Upload.objects.filter(state__in=UNDER_WAY)


def organisations() -> QuerySet[Organisation]:
    """Every organisation, for what is done on time for each."""
    return Organisation.objects.all()
