"""What is answered to a search."""

from __future__ import annotations

from typing import Any

from kring.app.api.schemas.plain import Closed, Figure, Number, Text


class FoundRow(Closed):
    """One account that was found.

    `figures`: of the filters on numbers, and of what is sorted by, the value with its interval. `unknown`: filters of
    which it is not known; `unsure`: those whose interval holds a limit. `by_meaning`: the niche it was found by.
    """

    account: str
    followers: int | None
    tier: str | None
    text_score: Number
    likeness: Number
    reason: Text | None
    sorted_by: Number
    figures: dict[str, Figure]
    unknown: list[str]
    unsure: list[str]
    by_meaning: str | None


class FilterShown(Closed):
    """What one filter does among those looked at; `alone`: how many it alone keeps out, known or unknown."""

    name: str
    label: Text
    fits: int
    fails: int
    unknown: int
    alone: int
    alone_unknown: int
    keeps_unknown: bool


class FacetCount(Closed):
    """How many accounts have an entry."""

    entry: str
    label: Text
    accounts: int


class FacetShown(Closed):
    """Accounts by entry, the other filters applied; `unknown`: of how many it is not known."""

    facet: str
    label: Text
    counts: list[FacetCount]
    unknown: int


class NicheMeant(Closed):
    """A niche that the text is about, with the chance."""

    niche: str
    chance: float


class FoundShown(Closed):
    """A page of what was found. `total`: all that fit, `looked_at`: all that the filters were put to."""

    search: dict[str, Any]
    total: int
    looked_at: int
    pages: int
    rows: list[FoundRow]
    filters: list[FilterShown]
    facets: list[FacetShown]
    without_text: int
    keeps_without_text: bool
    also_searched: dict[str, list[str]]
    left_out: list[str]
    niches: list[NicheMeant]
