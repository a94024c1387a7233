"""Trait: tier. Method: the newest number of followers, cut by a named scheme (`kring.vocabulary.tiers`).

Source: Het Influencer Bureau, 2019, for our own scheme. Limits: one platform at a time; a creator with several accounts
has a tier on each. Followers unknown means tier unknown.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from kring.profile.figure_rows import figure_rows, floats
from kring.vocabulary.tiers import KRING, Tier, TierScheme


def with_tier(accounts: nw.LazyFrame[Any], scheme: TierScheme = KRING) -> nw.LazyFrame[Any]:
    """The accounts with a column `tier`: the scheme's name for their followers, null when unknown or unnamed.

    `accounts` needs a column `followers`.
    """
    return accounts.with_columns(nw.coalesce(*(_named(tier) for tier in scheme.tiers)).alias("tier"))


def _named(tier: Tier) -> nw.Expr:
    holds = nw.col("followers") >= tier.low
    if tier.below is not None:
        holds = holds & (nw.col("followers") < tier.below)
    return nw.when(holds).then(nw.lit(tier.name)).otherwise(nw.lit(None))


def followers(accounts: pa.Table) -> pa.Table:
    """The figure `followers`: the newest number the platform reported, without an interval.

    `accounts` needs columns account and followers, one row an account.
    """
    known = floats(accounts["followers"])
    names = accounts["account"].combine_chunks()
    return figure_rows(names, "followers", known, known, known, np.ones(len(known), dtype=np.int64))
