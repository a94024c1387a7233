"""What can happen to saved searches and lists. Each is noted in the log."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kring.app.accounts.models import Membership, Organisation
from kring.app.accounts.services import note
from kring.app.discovery import repository
from kring.app.discovery.models import CreatorList, ListedCreator, SavedSearch
from kring.match.discovery import Search


@transaction.atomic
def save(by: Membership, name: str, search: Search) -> SavedSearch:
    """Keep a search under a name, from its first page; one of the same name is replaced."""
    from dataclasses import replace

    saved = repository.searches(by.organisation).filter(name=name).first() or SavedSearch(
        organisation=by.organisation, name=name
    )
    saved.yaml, saved.made_by, saved.who = replace(search, page=1).to_yaml(), by.user, by.user.email
    saved.save()
    note(by, "search_saved", name=name)
    return saved


@transaction.atomic
def forget(by: Membership, saved: SavedSearch) -> None:
    """Delete a saved search."""
    note(by, "search_deleted", name=saved.name)
    saved.delete()


@transaction.atomic
def add(by: Membership, to: CreatorList | str, accounts: Sequence[str]) -> tuple[CreatorList, int]:
    """Put accounts on a list, which is made where only a name is given; also how many were not on it yet."""
    if isinstance(to, str):
        to = repository.list_named(by.organisation, to) or CreatorList.objects.create(
            organisation=by.organisation, name=to, made_by=by.user, who=by.user.email
        )
        note(by, "list_made", name=to.name)
    there = set(repository.accounts(to))
    new = [account for account in dict.fromkeys(accounts) if account not in there]
    ListedCreator.objects.bulk_create(ListedCreator(list=to, account=account) for account in new)
    to.save()
    note(by, "list_added", name=to.name, creators=len(new))
    return to, len(new)


@transaction.atomic
def change(by: Membership, of: CreatorList, name: str, text: str) -> None:
    """Another name or note for a list."""
    of.name, of.note = name, text
    of.save()
    note(by, "list_changed", name=name)


@transaction.atomic
def annotate(by: Membership, creator: ListedCreator, text: str) -> None:
    """Another note on a creator of a list."""
    creator.note = text
    creator.save()
    creator.list.save()
    note(by, "list_note", name=creator.list.name, account=creator.account)


@transaction.atomic
def remove(by: Membership, creator: ListedCreator) -> None:
    """Take a creator off a list."""
    note(by, "list_removed", name=creator.list.name, account=creator.account)
    creator.delete()
    creator.list.save()


@transaction.atomic
def delete(by: Membership, of: CreatorList) -> None:
    """Delete a list."""
    note(by, "list_deleted", name=of.name)
    of.delete()


@transaction.atomic
def erase(within: Organisation, account: str) -> int:
    """Take a creator who withdrew off every list, notes and all. Returns from how many."""
    return repository.on_any_list(within, account).delete()[0]
