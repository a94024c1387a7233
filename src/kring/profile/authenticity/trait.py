"""Trait: authenticity. The share of followers that are real, and checks on audience, engagement, growth and comments.

Method, source and limits stand with each part: `audience` and `people` (real followers), `commenting` (generic and
repeated comments, pods), `jumps` (whether likes rose with followers) and `checks` (outcomes and verdict).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.authenticity.audience import authenticity, looks_of_followers
from kring.profile.authenticity.checks import checked
from kring.profile.authenticity.commenting import commenting
from kring.profile.authenticity.jumps import OPEN, likes_with_jumps, newcomers_by_looks
from kring.profile.figure_rows import floats
from kring.profile.trajectory import Trajectories

SNAPSHOTS_TO_SEE_JUMPS = 4


@dataclass(frozen=True)
class Authenticity:
    """The trait of all accounts: rows of `FIGURES`, of `CHECKS` and of `PODS`."""

    figures: pa.Table
    checks: pa.Table
    pods: pa.Table


def authenticities(facts: Facts, accounts: pa.Table, engagement: pa.Table, grown: Trajectories) -> Authenticity:
    """The authenticity of every account of `accounts` (account, creator, platform, tier).

    `engagement`: rows of `FIGURES` that hold engagement_per_follower; `grown`: the trajectories, for their jumps.
    """
    creators = dict(zip(accounts["account"].to_pylist(), accounts["creator"].to_pylist(), strict=True))
    comments, pods = commenting(facts, creators)
    figures = pa.concat_tables([authenticity(looks_of_followers(facts)), comments])
    seen = grown.trajectories
    watched = seen.filter(pc.greater_equal(seen["snapshots"], SNAPSHOTS_TO_SEE_JUMPS)).select(["account"])
    every = pa.concat_tables([figures, engagement])
    jumped = _jumped(facts, grown.jumps, figures.filter(pc.equal(figures["figure"], "authenticity")))
    return Authenticity(figures, checked(accounts, every, watched, jumped), pods)


def _jumped(facts: Facts, jumps: pa.Table, real: pa.Table) -> pa.Table:
    """Account, share and followed of each jump; followers that look fake, where known, decide before likes do."""
    share = floats(jumps["extra"]) / floats(jumps["followers_before"])
    followed = np.zeros(jumps.num_rows)
    if jumps.num_rows:
        with_jumps = facts.from_arrow(jumps.select(["account"]).group_by("account").aggregate([]))
        posts = facts.newest("posts").select("account", "published_at", "likes")
        followed = likes_with_jumps(jumps, facts.collect(posts.join(with_jumps, on="account", how="semi")))
    seen = newcomers_by_looks(jumps, real)
    return pa.table({"account": jumps["account"], "share": share, "followed": np.where(seen != OPEN, seen, followed)})
