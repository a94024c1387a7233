"""The creators of a list with what is known of them now; an account can have gone since it was put there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.discovery.forms import NoteForm
from kring.app.discovery.models import ListedCreator

if TYPE_CHECKING:
    from kring.profile import Profile
    from kring.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One creator on a list; `profile` is None where nothing is known of the account any more."""

    entry: ListedCreator
    profile: Profile | None
    form: NoteForm

    @property
    def shown(self) -> str:
        """What the account is called."""
        return (self.profile.handle if self.profile else None) or self.entry.account


def listed_lines(workspace: Workspace, creators: Iterable[ListedCreator]) -> list[ListedLine]:
    """The lines of a list."""
    profiles = workspace.profiles()
    there = set(profiles.accounts["account"].to_pylist())
    return [
        ListedLine(
            one, profiles.of(one.account) if one.account in there else None,
            NoteForm(initial={"note": one.note}, auto_id=f"%s-{one.pk}"),
        )
        for one in creators
    ]  # fmt: skip
