"""Trait: engagement. Four rates kept apart: per follower, per person reached, per impression, per view.

Method: of each post likes + comments + saves + shares divided by the followers around the time it was published, or by
its own reach, impressions or views; then the median over an account's posts. Comments, saves and shares are in for an
account when they are known on at least half of its posts; posts that lack one of the parts that are in are left out,
and the note names the parts. Likes are always in.
Source: design D1; MRC Social Media Measurement Guidelines 1.0 (2015) for what counts as engagement.
Limits: followers at post time are those observed within 45 days of it, else the newest (the note says which); figures
of a post less than a few days old are still growing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.figure_rows import FIGURES, Floats, Whole, coded, divided, figure_rows, floats, seconds
from kring.profile.listed import listed, listing, unlisted
from kring.profile.medians import medians

NEAR_SECONDS = 45 * 86_400.0
OPTIONAL_PARTS = ("comments", "saves", "shares")
DIVISORS = {
    "engagement_per_reach": "reach",
    "engagement_per_impression": "impressions",
    "engagement_per_view": "views",
}
POST_COLUMNS = ("account", "post", "published_at", "likes", *OPTIONAL_PARTS, *DIVISORS.values())
SMALLEST_RATE = 0.0005
PER_FOLLOWER = "engagement_per_follower"
RATES = {name: listing(rate=pa.float64()).append(pa.field("note", pa.string())) for name in (PER_FOLLOWER, *DIVISORS)}


def engagement(posts: pa.Table, observed: pa.Table) -> pa.Table:
    """The engagement figures of all accounts.

    `posts` has one row a post with the columns `POST_COLUMNS`; `observed` every observation of accounts with the
    columns account, followers and observed_at. Returns rows of `FIGURES`.
    """
    return typical_engagement(engagement_rates(posts, observed))


def engagement_rates(posts: pa.Table, observed: pa.Table) -> dict[str, pa.Table]:
    """By figure, rows of `RATES`: the rate of each post that has one, the lowest first, and what went into it."""
    accounts, groups = coded(posts["account"])
    engaged, parts = engagements(posts, groups, len(accounts))
    at_post, timely = followers_at_post(posts, observed)
    found = {PER_FOLLOWER: (divided(engaged, at_post), _dated(parts, groups, timely))}
    found |= {name: (divided(engaged, floats(posts[by])), parts) for name, by in DIVISORS.items()}
    return {name: _listed(accounts, groups, *rates, RATES[name]) for name, rates in found.items()}


def _listed(accounts: pa.Array, groups: Whole, rates: Floats, notes: pa.Array, schema: pa.Schema) -> pa.Table:
    known = np.flatnonzero(~np.isnan(rates))
    ordered = known[np.lexsort((rates[known], groups[known]))]
    names = accounts.take(pa.array(groups[ordered]))
    lists = listed(pa.table({"account": names, "rate": rates[ordered]}), listing(rate=pa.float64()))
    there = notes.take(pa.array(np.unique(groups[ordered])))
    return lists.append_column("note", there).cast(schema)


def typical_engagement(rates: Mapping[str, pa.Table]) -> pa.Table:
    """The medians of `engagement_rates` of all accounts, rows of `FIGURES`."""
    return pa.concat_tables([_typical(name, rates[name]) for name in RATES])


def _typical(name: str, rates: pa.Table) -> pa.Table:
    if not rates.num_rows:
        return FIGURES.empty_table()
    accounts, groups, values = unlisted(rates.select(["account", "rate"]))
    middle = medians(groups, values["rate"], len(accounts), SMALLEST_RATE)
    notes = pa.concat_arrays(rates["note"].chunks)
    return figure_rows(accounts, name, middle.value, middle.low, middle.high, middle.n, notes)


def engagements(posts: pa.Table, groups: Whole, count: int) -> tuple[Floats, pa.Array]:
    """Engagements of each post (NaN when a part that is in is unknown), and by account the parts that are in."""
    likes = floats(posts["likes"])
    liked = np.bincount(groups, ~np.isnan(likes), minlength=count)
    engaged, names = likes.copy(), pa.array(["likes"] * count, pa.string())
    for part in OPTIONAL_PARTS:
        figures = floats(posts[part])
        both = ~np.isnan(figures) & ~np.isnan(likes)
        inside = (np.bincount(groups, both, minlength=count) >= liked / 2) & (liked > 0)
        engaged = np.where(inside[groups], engaged + figures, engaged)
        with_part = pc.binary_join_element_wise(names, pa.array([part] * count, pa.string()), " + ")
        names = pc.if_else(pa.array(inside), with_part, names)
    return engaged, names


def followers_at_post(posts: pa.Table, observed: pa.Table) -> tuple[Floats, np.ndarray]:
    """For each post the followers observed nearest to it, within 45 days, else the newest; and whether it was near.

    NaN where the account's followers were never observed.
    """
    known = observed.filter(pc.is_valid(observed["followers"]))
    names = pc.unique(known["account"].cast(pa.string()))
    account = _positions(known["account"], names)
    moment = seconds(known["observed_at"])
    order = np.lexsort((moment, account))
    account, moment, followers = account[order], moment[order], floats(known["followers"])[order]
    post_account, published = _positions(posts["account"], names), seconds(posts["published_at"])
    if not len(account):
        return np.full(len(published), np.nan), np.zeros(len(published), dtype=bool)
    end = np.searchsorted(account, post_account, side="right") - 1
    nearest = _nearest(account, moment, post_account, published)
    timely = np.abs(moment[nearest] - published) <= NEAR_SECONDS
    timely &= account[nearest] == post_account
    chosen = followers[np.where(timely, nearest, np.maximum(end, 0))]
    return np.where(post_account >= 0, chosen, np.nan), timely


def _positions(column: pa.ChunkedArray, names: pa.Array) -> Whole:
    """The position of each account among `names`, -1 when it isn't there."""
    found = pc.fill_null(pc.index_in(column.cast(pa.string()), value_set=names), -1)
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _nearest(account: Whole, moment: Floats, post_account: Whole, published: Floats) -> Whole:
    """For each post the place of the nearest observation before or after it; rows are sorted by account and moment."""
    earliest = float(np.nanmin(moment))
    width = float(np.nanmax(moment)) - earliest + 2 * NEAR_SECONDS + 2
    line = account * width + (moment - earliest + NEAR_SECONDS)
    at = np.clip(np.nan_to_num(published) - earliest + NEAR_SECONDS, 0, width - 1)
    after = np.clip(np.searchsorted(line, post_account * width + at), 0, len(line) - 1)
    before = np.maximum(after - 1, 0)
    place = post_account * width + at
    return np.where(np.abs(line[before] - place) < np.abs(line[after] - place), before, after)


def _dated(parts: pa.Array, groups: Whole, timely: np.ndarray) -> pa.Array:
    """The parts with which followers they were divided by."""
    posts = np.bincount(groups, minlength=len(parts))
    near = np.bincount(groups, timely, minlength=len(parts))
    words = np.where(near == posts, "followers at post time", "newest followers")
    mixed = np.where((near > 0) & (near < posts), "followers at post time where known, else newest", words)
    return pc.binary_join_element_wise(parts, pa.array(mixed.tolist(), pa.string()), " / ")
