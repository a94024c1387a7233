"""Asking sources for an organisation, and keeping to their terms, as jobs do it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from kring.app.accounts.models import Organisation
from kring.app.sources import repository
from kring.app.sources.concluding import concluded
from kring.app.sources.erasing import let_go
from kring.app.web.opened import opened_workspace
from kring.errors import KringError
from kring.workspace.sources import Sources


def sources_of(organisation: Organisation) -> Sources:
    """The sources of an organisation."""
    return Sources(opened_workspace(organisation.namespace))


def ask(organisation: int, name: str) -> None:
    """Ask a source; what stands in the way is said on the page of sources."""
    found = repository.organisations().filter(pk=organisation).first()
    if found is None:
        return
    sources = sources_of(found)
    try:
        sources.sync(name)
    except KringError as problem:
        sources.asked.note(name, "", f"not asked: {problem}"[:500], timezone.now())
    let_go(found)


def conclude(organisation: int) -> None:
    """Make what an organisation's pages show, as far as what came in changed it; what stands in the way is noted."""
    found = repository.organisations().filter(pk=organisation).first()
    if found is None:
        return
    failure = concluded(opened_workspace(found.namespace))
    if failure:
        text = f"loaded, but conclusions were not made: {failure['en']}"
        sources_of(found).asked.note("", "", text[:500], timezone.now())


def due() -> Iterator[tuple[int, str]]:
    """The sources whose time it is, by organisation."""
    for organisation in repository.organisations():
        for name in sources_of(organisation).due(timezone.now()):
            yield organisation.pk, name


def keep_to_terms() -> list[int]:
    """Delete what is past its time or was withdrawn, and renew tokens that are about to end, for every organisation.

    Gives the organisations of which observations went.
    """
    changed = []
    for organisation in repository.organisations():
        sources, workspace, now = sources_of(organisation), opened_workspace(organisation.namespace), timezone.now()
        before = workspace.position
        sources.expire(now)
        sources.consents.renew_ending(now)
        let_go(organisation)
        if workspace.position != before:
            changed.append(organisation.pk)
    return changed
