"""When the followers of one account came, as the picture of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kring.app.briefs.presenters.pictures import Picture, picture_of

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.workspace import Workspace


def arrivals_shown(workspace: Workspace, account: str, language: Language) -> Picture | None:
    """The picture; None where no whole list says since when people follow. Raises `UnknownName` for no such account."""
    from kring.charts import arrivals_picture

    came = workspace.profiles().of(account).arrivals
    if came is None:
        return None
    return picture_of("arrivals", arrivals_picture(came, language, synthetic=workspace.synthetic))
