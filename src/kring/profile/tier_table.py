"""The tier table: what nano, micro, meso, macro and mega accounts are like, side by side.

Method: engagement is the median over all posts of a tier's accounts of (likes + comments) / followers; its interval
inverts the interval of the share of posts below it, with accounts as clusters (Woodruff, JASA 1952). Answered comments
and commercial posts are shares over all comments and posts, with accounts as clusters. Counting posts, not accounts,
makes the table comparable with published ones.
Limits: accounts that post much weigh more. Saves and shares are left out, since few sources give them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import stdtrit

from kring.estimate import LEVEL, Basis, Estimate
from kring.facts.facts import Facts
from kring.profile.accounts import accounts_observed
from kring.profile.clean_feed import FIGURE_OF_KIND, commercial_counts, posts_and_flags
from kring.profile.clustered import share_over_clusters
from kring.profile.contact import answerable_comments
from kring.profile.engagement import followers_at_post
from kring.profile.figure_rows import coded, divided, floats
from kring.vocabulary.tiers import KRING, TierScheme

FIGURES_BY_TIER = ("engagement_per_follower", "answered_comments", *FIGURE_OF_KIND.values())


@dataclass(frozen=True, slots=True)
class TierLine:
    """One tier: how many accounts and posts were observed, and its figures (`FIGURES_BY_TIER`)."""

    tier: str
    accounts: int
    posts: int
    figures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class TierTable:
    """A line for every tier with accounts, smallest first, and the name of the scheme that cuts them."""

    scheme: str
    lines: tuple[TierLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; an unknown value is null."""
        lines = [
            {
                "tier": line.tier,
                "accounts": line.accounts,
                "posts": line.posts,
                "figures": {name: estimate.to_dict() for name, estimate in line.figures.items()},
            }
            for line in self.lines
        ]
        return {"scheme": self.scheme, "tiers": lines}

    def to_arrow(self) -> pa.Table:
        """One row a tier and figure: tier, accounts, posts, figure, value, low, high, n."""
        rows = [
            {
                "tier": line.tier,
                "accounts": line.accounts,
                "posts": line.posts,
                "figure": name,
                "value": estimate.value if estimate.known else None,
                "low": estimate.low if estimate.known else None,
                "high": estimate.high if estimate.known else None,
                "n": estimate.n,
            }
            for line in self.lines
            for name, estimate in line.figures.items()
        ]
        return pa.Table.from_pylist(rows)


def tier_table(facts: Facts, scheme: TierScheme = KRING, platform: str | None = None) -> TierTable:
    """The tier table of all accounts, or of those on one platform."""
    accounts = accounts_observed(facts, scheme)
    if platform is not None:
        accounts = accounts.filter(pc.equal(accounts["platform"], platform))
    posts = facts.newest("posts")
    rated = facts.collect(posts.select("account", "post", "published_at", "likes", "comments"))
    seen = facts.collect(facts.table("accounts").select("account", "followers", "observed_at"))
    rated = rated.append_column("rate", pa.array(_rates(rated, seen)))
    comments = facts.newest("comments").select("comment", "post", "parent", "by_creator", "published_at", "source")
    roots = facts.collect(
        answerable_comments(comments, posts)
        .select("account", "answered")
        .with_columns(nw.col("answered").cast(nw.Int64))
    )
    counts = commercial_counts(facts, posts)
    lines = [_line(tier.name, accounts, rated, roots, counts) for tier in scheme.tiers]
    return TierTable(scheme.name, tuple(line for line in lines if line.accounts))


def _rates(posts: pa.Table, observed: pa.Table) -> np.ndarray:
    by = followers_at_post(posts, observed)[0]
    engaged = floats(posts["likes"]) + floats(posts["comments"])
    return divided(engaged, by)


def _line(tier: str, accounts: pa.Table, rated: pa.Table, roots: pa.Table, counts: pa.Table) -> TierLine:
    names = accounts.filter(pc.equal(accounts["tier"], tier))["account"].combine_chunks()
    rated, roots, counts = (_of(table, names) for table in (rated, roots, counts))
    _, groups = coded(rated["account"])
    figures = {
        "engagement_per_follower": clustered_median(groups, floats(rated["rate"])),
        "answered_comments": _answered(roots),
    }
    for kind, name in FIGURE_OF_KIND.items():
        figures[name] = share_over_clusters(*posts_and_flags(counts, kind))
    return TierLine(tier, len(names), rated.num_rows, figures)


def _of(table: pa.Table, names: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["account"].cast(pa.string()), value_set=names.cast(pa.string())))


def _answered(roots: pa.Table) -> Estimate:
    by_account = roots.group_by("account").aggregate([("answered", "sum"), ("answered", "count")])
    return share_over_clusters(floats(by_account["answered_sum"]), floats(by_account["answered_count"]))


def clustered_median(groups: np.ndarray, values: np.ndarray) -> Estimate:
    """The median of values that come in groups, with Woodruff's interval; unknown below two groups."""
    seen = ~np.isnan(values)
    values, groups = values[seen], groups[seen]
    clusters = len(np.unique(groups))
    if clusters < 2:
        return Estimate.unknown("fewer than two accounts with engagement were observed")
    middle = float(np.median(values))
    off = np.bincount(groups, (values <= middle) - 0.5)
    error = float(np.sqrt(clusters / (clusters - 1) * (off**2).sum())) / len(values)
    half = float(stdtrit(clusters - 1, 0.5 + LEVEL / 2)) * error
    low, high = np.quantile(values, [max(0.5 - half, 0.0), min(0.5 + half, 1.0)])
    return Estimate.between(middle, min(float(low), middle), max(float(high), middle), Basis.MEASURED, len(values))
