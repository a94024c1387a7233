"""Letting what people decided go of a creator whose data were withdrawn, however that was done."""

from __future__ import annotations

from kring.app.accounts.models import Organisation
from kring.app.accounts.services import note_by_kring, unname
from kring.app.discovery import services as discovery
from kring.app.matching import services as matching
from kring.app.web.opened import opened_workspace
from kring.workspace import Workspace


def let_go(of: Organisation) -> None:
    """Delete explanations, and where nothing else is known of a creator, list and shortlist entries and its name."""
    from kring.workspace.erasing import noted

    workspace = opened_workspace(of.namespace)
    for account in noted(workspace):
        still_known = account in _known(workspace)
        gone = matching.erase(of, account, still_known=still_known)
        if not still_known:
            gone += discovery.erase(of, account)
            unname(of, account)
        note_by_kring(of, "creator_let_go", entries=gone)


def after_withdrawal(of: Organisation) -> None:
    """Let go of who withdrew, and have conclusions made anew of what is left: all of them went."""
    from kring.app.sources.jobs import make_conclusions

    let_go(of)
    make_conclusions(of.pk)


def _known(workspace: Workspace) -> set[str]:
    from kring.profile.accounts import accounts_named

    return set(accounts_named(workspace.facts(as_reported=True))) if workspace.position else set()
