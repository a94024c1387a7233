"""Finding what an address names, within the visitor's organisation."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpRequest, QueryDict

from kring.app.discovery import repository
from kring.app.discovery.models import CreatorList, ListedCreator, SavedSearch

Named = TypeVar("Named")


def list_of(request: HttpRequest, pk: int) -> CreatorList:
    """The list, or a page that says there is none."""
    return _there(repository.one_list(request.membership.organisation, pk))


def creator_of(request: HttpRequest, pk: int, creator_pk: int) -> ListedCreator:
    """A creator on a list, or a page that says there is none."""
    return _there(repository.creator(request.membership.organisation, pk, creator_pk))


def search_of(request: HttpRequest, pk: int) -> SavedSearch:
    """The saved search, or a page that says there is none."""
    return _there(repository.search(request.membership.organisation, pk))


def list_alike(request: HttpRequest, address: QueryDict) -> CreatorList | None:
    """The list whose lookalikes the address asks for; none where it names none of the organisation's."""
    asked = address.get("list", "")
    if not asked.isdecimal() or len(asked) > 9:
        return None
    return repository.one_list(request.membership.organisation, int(asked))


def _there(found: Named | None) -> Named:
    if found is None:
        raise Http404
    return found
