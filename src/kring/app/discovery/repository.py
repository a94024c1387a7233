"""All queries on saved searches and lists of creators, within one organisation."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from kring.app.accounts.models import Organisation
from kring.app.discovery.models import CreatorList, ListedCreator, SavedSearch


def searches(within: Organisation) -> QuerySet[SavedSearch]:
    """The saved searches of the organisation, by name."""
    return SavedSearch.objects.filter(organisation=within)


def search(within: Organisation, pk: int) -> SavedSearch | None:
    """One saved search of the organisation."""
    return SavedSearch.objects.filter(organisation=within, pk=pk).first()


def lists(within: Organisation) -> QuerySet[CreatorList]:
    """The lists of the organisation, by name, with how many creators stand on each."""
    return CreatorList.objects.filter(organisation=within).annotate(size=Count("creators"))


def one_list(within: Organisation, pk: int) -> CreatorList | None:
    """One list of the organisation."""
    return CreatorList.objects.filter(organisation=within, pk=pk).first()


def list_named(within: Organisation, name: str) -> CreatorList | None:
    """The list of that name of the organisation."""
    return CreatorList.objects.filter(organisation=within, name=name).first()


def creators(of: CreatorList) -> QuerySet[ListedCreator]:
    """Who stands on a list, the first added first."""
    return ListedCreator.objects.filter(list=of)


def accounts(of: CreatorList) -> tuple[str, ...]:
    """The accounts on a list, the first added first."""
    return tuple(creators(of).values_list("account", flat=True))


def creator(within: Organisation, list_pk: int, pk: int) -> ListedCreator | None:
    """One creator on a list of the organisation."""
    own = ListedCreator.objects.filter(list__organisation=within, list_id=list_pk, pk=pk)
    return own.select_related("list").first()


def on_any_list(within: Organisation, account: str) -> QuerySet[ListedCreator]:
    """A creator on the lists of the organisation."""
    return ListedCreator.objects.filter(list__organisation=within, account=account)
