"""The brief that a request means: written out, or saved by the organisation of the caller."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils import timezone

from kring.app.api.refusals import NotThere, Refused
from kring.app.api.schemas.asked import BriefAsked, ForABrief
from kring.app.briefs import repository
from kring.app.briefs.models import SavedBrief, own_niches
from kring.errors import BadInput, UnknownName
from kring.match.brief import Brief


@contextmanager
def within(field: str) -> Iterator[None]:
    """Names the field of the request in what is refused inside."""
    try:
        yield
    except (BadInput, UnknownName) as error:
        raise Refused(error, field) from error


def saved_brief(request: HttpRequest, pk: int) -> SavedBrief:
    """A brief of the caller's organisation. Raises `NotThere`, also for one of another organisation."""
    saved = repository.brief(request.membership.organisation, pk)
    if saved is None:
        raise NotThere
    return saved


def brief_meant(request: HttpRequest, asked: ForABrief) -> Brief:
    """The brief of a request."""
    if asked.brief is not None:
        return written_brief(request, asked.brief, "brief")
    with within("brief_id"):
        return saved_brief(request, asked.brief_id).brief


def written_brief(request: HttpRequest, asked: BriefAsked, field: str) -> Brief:
    """A brief that was written out."""
    with within(field):
        return Brief.from_mapping(asked.plain(), own_niches=own_niches(request.membership.organisation))


def is_open(brief: Brief) -> bool:
    """Whether its period is not over yet."""
    return brief.period.end is None or brief.period.end >= timezone.localdate()
