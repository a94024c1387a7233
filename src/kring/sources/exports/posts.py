"""A row of `posts` from an export: the caption without contacts, and the hashtags and names in it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from kring.sources.exports.export import Answered
from kring.sources.exports.figures_in_cells import is_missing
from kring.sources.files.names import hashtags_in, mentions_in, without_contacts


def post_row(answered: Answered, post: str, caption: str | None, **more: Any) -> dict[str, Any]:
    """One post of the account an export is of; `more`: other columns of the table."""
    text = None if caption is None or is_missing(caption) else caption.strip()
    said = without_contacts(pa.array([text], pa.string()))
    found = {"hashtags": hashtags_in(said)[0].as_py(), "mentions": mentions_in(said)[0].as_py()}
    return {"post": post, "account": answered.account, "caption": said[0].as_py(), **found, **more}
