"""Columns of influencer tools that say how real an audience is: credibility, or the share of fakes, 1 minus that.

Both become the share of `fake` in the division `authenticity`. No tool's exact headings are known, so the words decide
and a person confirms; the mapping is kept for the next file of that tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kring.sources.files.candidates import Seen
from kring.sources.files.headings import plain_heading
from kring.sources.files.mapping import TableMapping

AUTHENTICITY, FAKE = "authenticity", "fake"
_FAKE = re.compile(r"\b(?:fakes?|suspicious|bots?|nep\w*|neppe|verdacht\w*|gefalscht\w*|faux)\b")
_REAL = re.compile(
    r"\b(?:credib\w*|geloofwaard\w*|glaubwurdig\w*|credibilite|real|echte?|authenticity|authentiek\w*)\b"
)
_NOT_SHARES = re.compile(
    r"\b(?:class|category|level|label|benchmark|median|name|url|likes?|comments?|engagement|betrokkenheid|reach|views)\b"
)
_MOSTLY = 0.9


def says_fake(heading: str) -> bool | None:
    """True for a share of fakes, False for credibility, None for anything else."""
    words = plain_heading(heading)
    fake, real = bool(_FAKE.search(words)), bool(_REAL.search(words))
    return None if fake == real or _NOT_SHARES.search(words) else fake


def authenticity_columns(
    headings: Iterable[str], account: dict[str, str], seen: Seen
) -> tuple[list[TableMapping], dict[str, bool]]:
    """One mapping at most for the columns nothing else took, and which of them is to be taken from 1.

    `account`: the columns that say whose share it is. Of several columns the share of fakes goes before credibility.
    """
    told = {heading: fake for heading in headings if (fake := says_fake(heading)) is not None}
    fitting = {
        heading: fake
        for heading, fake in told.items()
        if seen.shapes[heading].number >= _MOSTLY and seen.shapes[heading].in_percent >= _MOSTLY
    }
    if not fitting or "account" not in account:
        return [], {}
    heading = max(fitting, key=lambda one: fitting[one])
    columns = {**account, "share": heading}
    mapping = TableMapping("audience_shares", columns, {"dimension": AUTHENTICITY, "value": FAKE})
    return [mapping], {} if fitting[heading] else {heading: True}
