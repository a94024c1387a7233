"""View rates as posts show them: the share of its followers that a post reached, the median over an account's posts.

Method (design D2): reach divided by the followers observed nearest to the post, at most 1, then the median over the
posts of one deliverable, with the interval of `kring.profile.medians`. Where an account shows no reach its views stand
in. A view is not a person, since people watch twice; so views are divided by the views a person, as the posts that show
both tell it; where too few accounts do, 2 is assumed, anything from 1 to 4.
Limits: reach counts whoever saw the post, followers or not, so that the share is an upper figure for accounts that the
platform shows to many who don't follow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kring.profile.engagement import followers_at_post
from kring.profile.figure_rows import Floats, Whole, coded, divided, floats
from kring.profile.medians import Medians, medians
from kring.reach.counted import Z
from kring.reach.delivered.pieces import deliverable_of
from kring.reach.delivered.shares import SMALLEST_SHARE
from kring.vocabulary.platforms import deliverables

FEWEST_ACCOUNTS = 8
ASSUMED_VIEWS = 2.0
ASSUMED_FACTOR = 2.0
"""Views a person where they can't be measured, and by what factor that may be wrong either way."""

NAMES = tuple(deliverables())
COLUMNS = ("account", "published_at", "kind", "reach", "views")


@dataclass(frozen=True)
class Measured:
    """What posts show: for each `account` (accounts,) and deliverable of `NAMES` a group, account-major.

    `reach`: medians of shares by reach. `views`: medians of shares by views, with `views_sd` (accounts x deliverables,)
    the spread on the logarithm that dividing by the views a person adds. NaN where nothing was seen.
    """

    accounts: pa.Array
    reach: Medians
    views: Medians
    views_sd: Floats


def measured(posts: pa.Table, observed: pa.Table, platform_of: dict[str, str | None]) -> Measured:
    """What these posts (columns `COLUMNS`) show, with the followers `observed` (account, followers, observed_at)."""
    accounts, account = coded(posts["account"])
    names = accounts.to_pylist()
    group = account * len(NAMES) + _deliverables(posts["kind"], [platform_of.get(name) for name in names], account)
    followers, _ = followers_at_post(posts, observed)
    reach, views = floats(posts["reach"]), floats(posts["views"])
    count = len(names) * len(NAMES)
    per_person, spread = _views_per_person(account, reach, views)
    seen = np.where(np.isnan(reach), views / per_person, np.nan)
    by_reach = medians(group, np.minimum(divided(reach, followers), 1.0), count, SMALLEST_SHARE)
    by_views = medians(group, np.minimum(divided(seen, followers), 1.0), count, SMALLEST_SHARE)
    return Measured(accounts, by_reach, by_views, np.full(count, spread))


def _deliverables(kinds: pa.ChunkedArray, platforms: list[str | None], account: Whole) -> Whole:
    """The position among `NAMES` of each post's deliverable."""
    encoded = kinds.cast(pa.string()).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.concat_arrays(encoded.chunks) if encoded.num_chunks else pa.array([], pa.string())
    encoded = encoded.dictionary_encode()
    said = [*encoded.dictionary.to_pylist(), None]
    places = sorted({platform or "" for platform in platforms})
    table = np.array([[NAMES.index(deliverable_of(kind, place or None)) for kind in said] for place in places], int)
    row = np.array([places.index(platform or "") for platform in platforms], dtype=np.int64)
    kind = np.asarray(encoded.indices.fill_null(len(said) - 1), dtype=np.int64)
    return np.asarray(table.reshape(len(places), len(said))[row[account], kind], dtype=np.int64)


def _views_per_person(account: Whole, reach: Floats, views: Floats) -> tuple[float, float]:
    """How many views a person reached gives, and the spread of its logarithm from account to account."""
    ratio = divided(views, reach)
    both = ratio > 0
    who, logs = account[both], np.log(ratio[both])
    order = np.lexsort((logs, who))  # a sum must not depend on the order of posts
    who, logs = who[order], logs[order]
    posts = np.bincount(who) if len(who) else np.zeros(0)
    means = np.bincount(who, logs)[posts > 0] / posts[posts > 0] if len(who) else np.zeros(0)
    if len(means) < FEWEST_ACCOUNTS:
        return ASSUMED_VIEWS, float(np.log(ASSUMED_FACTOR)) / Z
    return float(np.exp(np.median(means))), float(means.std(ddof=1))
