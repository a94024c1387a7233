"""Making what pages show in the job that brought observations in, so that the first page finds it made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from kring.errors import KringError

if TYPE_CHECKING:
    from kring.workspace import Workspace

log = logging.getLogger("kring.app.sources")
UNFORESEEN = {
    "nl": "Er ging iets mis waar Kring niet op rekende. In het log van de server staat wat.",
    "en": "Something went wrong that Kring did not expect. The server's log says what.",
}


def concluded(workspace: Workspace, on_part: Callable[[str], None] | None = None) -> dict[str, str]:
    """Make what is not there yet. What stood in the way, in both languages; empty when everything was made.

    Nothing that goes wrong here may touch what was loaded, so nothing is let through.
    """
    try:
        workspace.conclude(on_part)
    except KringError as problem:
        return in_both_languages(problem)
    except Exception:
        log.exception("conclusions were not made")
        return UNFORESEEN
    return {}


def in_both_languages(problem: KringError) -> dict[str, str]:
    """What went wrong and what to do, by language."""
    return {language: " ".join(problem.said_in(language)).strip() for language in ("nl", "en")}
