"""Where the followers of one account live, as the picture of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kring.app.briefs.presenters.pictures import Picture, picture_of

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.workspace import Workspace


def places_picture(workspace: Workspace, account: str, language: Language) -> Picture | None:
    """The map with its intervals; None when nothing is known. Raises `UnknownName` for no such account."""
    from kring.charts import locality_map

    profile = workspace.profiles().of(account)
    if not profile.locality:
        return None
    return picture_of("locality", locality_map(profile, language, synthetic=workspace.synthetic))
