"""Trait: authenticity. The share of followers that are real, and checks on audience, engagement, growth and comments.

Method, source and limits stand with each part: `audience` and `people` (real followers), `commenting` (generic and
repeated comments, pods), `jumps` (whether likes rose with followers) and `checks` (outcomes and verdict).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.authenticity.checks import checked
from kring.profile.authenticity.commenting import COMMENTED, KEEN, commented, commenting
from kring.profile.authenticity.jumps import OPEN, likes_with_jumps, newcomers_by_looks
from kring.profile.figure_rows import floats
from kring.profile.listed import listed, listing, unlisted
from kring.profile.trajectory import Trajectories

SNAPSHOTS_TO_SEE_JUMPS = 4
LIKES = listing(published_at=pa.timestamp("us", tz="UTC"), likes=pa.int64())
AUTHENTICITY_COUNTS = {"commented": COMMENTED, "keen": KEEN, "likes": LIKES}


@dataclass(frozen=True)
class Authenticity:
    """The trait of all accounts: rows of `FIGURES`, of `CHECKS` and of `PODS`."""

    figures: pa.Table
    checks: pa.Table
    pods: pa.Table


def authenticities(
    counts: Mapping[str, pa.Table], accounts: pa.Table, known: pa.Table, grown: Trajectories
) -> Authenticity:
    """The authenticity of every account of `accounts` (account, creator, platform, tier).

    `counts`: the tables of `AUTHENTICITY_COUNTS`; `known`: rows of `FIGURES` that hold authenticity and
    engagement_per_follower; `grown`: the trajectories, for their jumps.
    """
    creators = dict(zip(accounts["account"].to_pylist(), accounts["creator"].to_pylist(), strict=True))
    figures, pods = commenting(counts["commented"], counts["keen"], creators)
    seen = grown.trajectories
    watched = seen.filter(pc.greater_equal(seen["snapshots"], SNAPSHOTS_TO_SEE_JUMPS)).select(["account"])
    real = known.filter(pc.equal(known["figure"], "authenticity"))
    jumped = _jumped(counts["likes"], grown.jumps, real)
    return Authenticity(figures, checked(accounts, pa.concat_tables([figures, known]), watched, jumped), pods)


def authenticity_counts(facts: Facts) -> dict[str, pa.Table]:
    """The tables of `AUTHENTICITY_COUNTS`, by account."""
    posts = facts.collect(facts.newest("posts").select("account", "post", "published_at", "likes"))
    order = [("account", "ascending"), ("published_at", "ascending"), ("post", "ascending")]
    comments, keen = commented(facts)
    return {"commented": comments, "keen": keen, "likes": listed(posts.sort_by(order), LIKES)}


def _jumped(likes: pa.Table, jumps: pa.Table, real: pa.Table) -> pa.Table:
    """Account, share and followed of each jump; followers that look fake, where known, decide before likes do."""
    share = floats(jumps["extra"]) / floats(jumps["followers_before"])
    followed = np.zeros(jumps.num_rows)
    if jumps.num_rows:
        with_jumps = likes.filter(pc.is_in(likes["account"], value_set=jumps["account"].unique()))
        names, groups, posts = unlisted(with_jumps.select(["account", "likes"]))
        told = pa.table({"account": names.take(pa.array(groups)), "likes": posts["likes"]})
        moments = pc.list_flatten(with_jumps["published_at"].combine_chunks())
        followed = likes_with_jumps(jumps, told.append_column("published_at", moments))
    seen = newcomers_by_looks(jumps, real)
    return pa.table({"account": jumps["account"], "share": share, "followed": np.where(seen != OPEN, seen, followed)})
