"""Priors: what published sources expect of fees, engagement and reach, used only where nothing was measured.

Every row of `priors.yaml` names its source, grade, cuts and date. A creator is placed in rows by follower count, never
by tier name, since sources cut tiers differently. The estimate's value is the geometric middle of the sources, and its
interval spans everything they say (and never less than the factor the data file sets, larger where one source stands
alone), so that it is at least as wide as their disagreement. A source is read up to a factor of two outside its own
range, and one that starts at 1,000 followers also for everybody smaller: hardly anybody publishes figures below. Where
fewer than `FEWEST_SOURCES` price a deliverable on a platform, the interval also spans what all sources give for any
content: one or two published figures know less than their range pretends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kring.estimate import Basis, Estimate
from kring.vocabulary.text import entries

READ_OUTSIDE = 2.0
SMALLEST_PUBLISHED = 1000
FEWEST_SOURCES = 3
MONEY = ("fee", "revenue")
GRADES = ("peer", "standard", "vendor", "secondary", "weak", "measured")


@dataclass(frozen=True, slots=True)
class PriorRow:
    """What one source says of one range of followers.

    `low` and `high` are shares of followers (engagement, reach), euros per follower (revenue) or euros (fee), or euros
    per 1,000 followers where `per_thousand`. `cuts` is "stated" or "assumed" (the source names tiers without saying
    where it cuts). Without entries `platforms` or `deliverables` mean all. `original` keeps the figures as the source
    prints them.
    """

    figure: str
    platforms: tuple[str, ...]
    deliverables: tuple[str, ...]
    followers_from: int
    followers_below: int | None
    low: float
    high: float
    per_thousand: bool
    source: str
    grade: str
    year: str
    cuts: str
    original: str

    def about(self, platform: str, deliverable: str) -> bool:
        """Whether the row speaks of that deliverable on that platform."""
        return (not self.platforms or platform in self.platforms) and (
            not self.deliverables or deliverable in self.deliverables
        )

    def distance(self, followers: int) -> float:
        """How many times that many followers is outside the row's range; 1 inside."""
        below = self.followers_below
        above = 1.0 if below is None or followers < below else followers / (below - 1)
        under = 1.0 if self.followers_from <= followers else self.followers_from / followers
        return max(under, above)

    def speaks_of(self, followers: int) -> bool:
        """Whether the row may be read for that many followers."""
        smallest = self.followers_from <= SMALLEST_PUBLISHED and followers < self.followers_from
        return smallest or self.distance(followers) <= READ_OUTSIDE

    def at(self, followers: int) -> tuple[float, float]:
        """Low and high for that many followers."""
        scale = followers / 1000 if self.per_thousand else 1.0
        return self.low * scale, self.high * scale


@cache
def prior_rows(figure: str) -> tuple[PriorRow, ...]:
    """All rows about `fee`, `engagement`, `reach_rate` or `revenue`, as shipped."""
    return tuple(row for source in entries("priors")[figure]["sources"] for row in _rows(figure, source))


def _rows(figure: str, source: dict[str, Any]) -> list[PriorRow]:
    rate = entries("priors")["currency"]["usd_in_eur"] if source.get("currency") == "USD" else 1.0
    in_money = figure in MONEY
    scale = rate if in_money else 0.01
    return [
        PriorRow(
            figure,
            tuple(source.get("platforms", ())),
            tuple(source.get("deliverables", ())),
            row[0],
            row[1],
            row[2] * scale,
            row[3] * scale,
            bool(source.get("per_thousand", False)),
            source["source"],
            source["grade"],
            str(source["year"]),
            source["cuts"],
            f"{row[2]:g}-{row[3]:g} {source.get('currency', 'EUR') if in_money else '%'}",
        )
        for row in source["rows"]
    ]


def sources_at(rows: Sequence[PriorRow], platform: str, deliverable: str, followers: int) -> tuple[PriorRow, ...]:
    """The row of each source that lies nearest to that many followers, among those about the deliverable."""
    nearest: dict[str, PriorRow] = {}
    for row in rows:
        if row.about(platform, deliverable) and row.speaks_of(followers):
            known = nearest.get(row.source)
            if known is None or row.distance(followers) < known.distance(followers):
                nearest[row.source] = row
    return tuple(nearest.values())


def _of_any_content(rows: Sequence[PriorRow], followers: int) -> tuple[PriorRow, ...]:
    """The row of each source nearest to that many followers, whatever platform and deliverable it is about."""
    nearest: dict[str, PriorRow] = {}
    for row in rows:
        if row.speaks_of(followers):
            known = nearest.get(row.source, row)
            nearest[row.source] = min(known, row, key=lambda one: one.distance(followers))
    return tuple(nearest.values())


def fee_prior(platform: str, deliverable: str, followers: int, rows: Sequence[PriorRow] | None = None) -> Estimate:
    """What one deliverable may cost, in euros without VAT. `rows` replaces the shipped ones."""
    return _prior("fee", platform, deliverable, followers, rows)


def engagement_prior(platform: str, followers: int, rows: Sequence[PriorRow] | None = None) -> Estimate:
    """Engagement per follower to expect of a post, as a share. `rows` replaces the shipped ones."""
    return _prior("engagement", platform, "post", followers, rows)


def reach_rate_prior(
    platform: str, followers: int, deliverable: str = "post", rows: Sequence[PriorRow] | None = None
) -> Estimate:
    """The share of followers one post or story may reach. `rows` replaces the shipped ones."""
    kind = "story" if deliverable == "story" else "post"
    return _prior("reach_rate", platform, kind, followers, rows)


def revenue_prior(followers: int, rows: Sequence[PriorRow] | None = None) -> Estimate:
    """Euros of sales per follower that one collaboration may bring. `rows` replaces the shipped ones.

    Between the ranges that a source publishes the value is drawn through on logarithmic scales, and the interval spans
    those of both ends.
    """
    there = sorted(prior_rows("revenue") if rows is None else rows, key=lambda row: row.followers_from)
    known = _prior("revenue", "other", "post", followers, [row for row in there if row.distance(followers) == 1.0])
    below = [row for row in there if row.followers_below is not None and row.followers_below <= followers]
    above = [row for row in there if row.followers_from > followers]
    if known.known or not (below and above):
        return known
    ends = below[-1].followers_below or 0, above[0].followers_from
    first, last = (
        _prior("revenue", "other", "post", end, [row]) for end, row in zip(ends, (below[-1], above[0]), strict=True)
    )
    along = math.log(followers / ends[0]) / math.log(ends[1] / ends[0])
    value = math.exp((1 - along) * math.log(first.value) + along * math.log(last.value))
    return Estimate.between(value, min(first.low, last.low), max(first.high, last.high), Basis.PRIOR, 1)


def _prior(figure: str, platform: str, deliverable: str, followers: int, rows: Sequence[PriorRow] | None) -> Estimate:
    """The estimate over all sources for one creator; unknown where no source speaks. Followers must be above 0."""
    return (
        _shipped(figure, platform, deliverable, followers)
        if rows is None
        else _over(rows, figure, platform, deliverable, followers)
    )


@lru_cache(maxsize=100_000)
def _shipped(figure: str, platform: str, deliverable: str, followers: int) -> Estimate:
    return _over(prior_rows(figure), figure, platform, deliverable, followers)


def _over(rows: Sequence[PriorRow], figure: str, platform: str, deliverable: str, followers: int) -> Estimate:
    if followers <= 0:
        return Estimate.unknown("a prior needs a number of followers above 0", Basis.PRIOR)
    chosen = sources_at(rows, platform, deliverable, followers)
    if not chosen:
        return Estimate.unknown(f"no source gives a prior {figure} for a {deliverable} on {platform}", Basis.PRIOR)
    ends = [row.at(followers) for row in chosen]
    value = math.exp(math.fsum(math.log(low * high) / 2 for low, high in ends) / len(ends))
    least = math.sqrt(entries("priors")[figure]["least_factor" if len(chosen) > 1 else "alone_factor"])
    if figure == "fee" and len(chosen) < FEWEST_SOURCES:
        ends += [row.at(followers) for row in _of_any_content(rows, followers)]
    low = min(min(low for low, _ in ends), value / least)
    high = max(max(high for _, high in ends), value * least)
    return Estimate.between(value, low, high if figure in MONEY else min(high, 1.0), Basis.PRIOR, len(chosen))
