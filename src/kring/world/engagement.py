"""The figures below posts: likes, comments, shares, saves, views, reach and impressions, around a true engagement.

Engagement is a share of the real followers at the time; it varies from post to post far more than a Poisson count would
(a log-normal factor), and commercial posts get less (Bertaglia 2024). Some figures are hidden, as platforms do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kring.world.chance import Flags, Floats, Ints, chance
from kring.world.commerce import Commerce
from kring.world.creators import SIZES, Accounts, Creators, true_engagement
from kring.world.growth import History
from kring.world.people import PLATFORMS
from kring.world.posts import VALUES, VIDEO_KINDS, Posts

REACH = np.log([0.55, 0.36, 0.27, 0.22, 0.18, 0.12])
_FEED_SHARE = {"comments": 0.045, "shares": 0.02, "saves": 0.025}


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by post; -1 where the platform or the creator shows none. `true_reach` is known for every post."""

    likes: Ints
    comments: Ints
    shares: Ints
    saves: Ints
    views: Ints
    reach: Ints
    impressions: Ints
    true_reach: Ints


def engage(
    creators: Creators, accounts: Accounts, posts: Posts, commerce: Commerce, history: History, seed: int
) -> Figures:
    """Figures of all posts."""
    rng = chance(seed, "engagement")
    followers, bots = history.at(posts.account, posts.published)
    real = np.maximum(followers - bots, 1)
    luck = rng.lognormal(-0.125, 0.5, posts.count)
    total = true_engagement(creators, accounts)[posts.account] * real * luck * _appeal(posts, commerce)
    helped = creators.bought_share[posts.creator] > 0
    likes = rng.poisson(total * 0.91 + np.where(helped, 0.02 * bots, 0))
    part = {name: total * share for name, share in _FEED_SHARE.items()}
    part["comments"] *= np.exp(0.35 * creators.warmth[posts.creator])
    part["saves"] = part["saves"] * np.where(posts.value == VALUES.index("tips"), 3.0, 1.0)
    part["shares"] = part["shares"] * np.where(posts.value == VALUES.index("humour"), 2.5, 1.0)
    reach = _reach(rng, real, luck)
    insights = _shown(rng, accounts.count, 0.45)[posts.account]
    video = np.isin(posts.kind, VIDEO_KINDS)
    views = np.where(video, (reach * rng.lognormal(0.25, 0.2, posts.count)).astype(np.int64), -1)
    saves_shown = insights & (posts.kind >= 0) & (accounts.platform[posts.account] != PLATFORMS.index("youtube"))
    return Figures(
        np.where(rng.random(posts.count) < 0.025, -1, likes), rng.poisson(part["comments"]),
        np.where(saves_shown, rng.poisson(part["shares"]), -1), np.where(saves_shown, rng.poisson(part["saves"]), -1),
        views, np.where(insights, reach, -1),
        np.where(insights, (reach * rng.lognormal(0.2, 0.08, posts.count)).astype(np.int64), -1), reach,
    )  # fmt: skip


def _appeal(posts: Posts, commerce: Commerce) -> Floats:
    factors = {"humour": 1.15, "recognition": 1.1, "discount_code": 0.9}
    by_value = np.asarray([factors.get(name, 1.0) for name in VALUES])
    appeal: Floats = by_value[posts.value] * np.where(commerce.commercial, 0.82, 1.0)
    return appeal


def _reach(rng: np.random.Generator, real: Ints, luck: Floats) -> Ints:
    """Different people who saw a post: a falling share of followers, and at times many more than follow."""
    share = np.exp(np.interp(np.log(real), SIZES, REACH)) * luck**0.6 * rng.lognormal(0, 0.25, len(real))
    wide = np.where(rng.random(len(real)) < 0.02, rng.lognormal(0.9, 0.5, len(real)), 1.0)
    return np.maximum(1, share * real * wide).astype(np.int64)


def _shown(rng: np.random.Generator, accounts: int, share: float) -> Flags:
    """Which accounts share what only their owners see."""
    return rng.random(accounts) < share
