"""The general planning problems of the benchmarks, on the generated lists of `instances`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from instances import REGIONS, Lists, by_target
from kring.plan.selection import Limits, Response, Selection

NANO = 5_000
GROUP = 4
DELIVERABLES = ((0.45, 0.5), (1.0, 1.0), (1.6, 1.8))
"""A story, a post and a reel: what each asks and how much it is seen, as a multiple of a post."""

REACH = Response((1.0,))
SEEN = Response((1.0,), certain=False)


def budgeted(lists: Lists, budget: float, response: Response = REACH) -> Selection:
    """The target group within a budget, one offer a creator; where not certain, seen by a share of the followers."""
    target = by_target(lists, budget)
    offers = len(lists.fees)
    everyone, rng = np.arange(offers), np.random.default_rng(7)
    share = np.clip(0.35 * (np.diff(lists.indptr) / 1_000) ** -0.2 * rng.lognormal(0, 0.3, offers), 0.02, 0.9)
    limits = Limits.of(offers, [(everyone, lists.fees, -np.inf, budget)])
    return Selection(
        target.indptr, target.rows, everyone, -np.log1p(-share), target.weights, response, np.zeros(offers),
        lists.fees, everyone, limits,
    )  # fmt: skip


def with_quotas(lists: Lists, budget: float, response: Response = REACH) -> Selection:
    """Also one to so many creators of each region, half of all nano, and at most one of every group of rivals."""
    plain = budgeted(lists, budget, response)
    offers, rng = plain.offers, np.random.default_rng(11)
    everyone, region = np.arange(offers), lists.homes % REGIONS
    nano = (np.diff(lists.indptr) < NANO).astype(float)
    most = max(2.0, round(budget / 2_500))
    rows = [(everyone, lists.fees, -np.inf, budget), (everyone, nano - 0.5, 0.0, np.inf)]
    rows += [
        (np.flatnonzero(region == one), np.ones(int((region == one).sum())), 1.0, most) for one in np.unique(region)
    ]
    rivals = rng.permutation(offers)[: offers // GROUP * GROUP].reshape(-1, GROUP)
    rows += [(group, np.ones(GROUP), -np.inf, 1.0) for group in rivals]
    return replace(plain, limits=Limits.of(offers, rows))


def with_deliverables(lists: Lists, budget: float, response: Response = SEEN) -> Selection:
    """The target group within a budget; each creator offers a story, a post or a reel."""
    post = budgeted(lists, budget, response)
    kinds = len(DELIVERABLES)
    fees = np.concatenate([post.fees * fee for fee, _ in DELIVERABLES])
    return replace(
        post,
        row_of=np.tile(post.row_of, kinds), exposure=np.concatenate([post.exposure * seen for _, seen in DELIVERABLES]),
        value=np.zeros(kinds * post.offers), fees=fees, creator=np.tile(post.creator, kinds),
        limits=Limits.of(len(fees), [(np.arange(len(fees)), fees, -np.inf, budget)]),
    )  # fmt: skip
