"""The posts: when, of what kind, about which niche and with which value for followers. Texts and figures come later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kring.vocabulary.values import values
from kring.world.chance import Flags, Floats, Ints, chance, pick_by_row, positions_within
from kring.world.creators import Accounts, Creators
from kring.world.growth import DAY, History
from kring.world.scale import Scale

VALUES = tuple(values())
DISCOUNT = VALUES.index("discount_code")
KINDS = ("image", "carousel", "reel", "video", "story")
VIDEO_KINDS = (KINDS.index("reel"), KINDS.index("video"))
_KIND_SHARES = np.asarray([[0.32, 0.25, 0.38, 0.0, 0.05], [0, 0, 0, 1.0, 0], [0, 0, 0.25, 0.75, 0]])


@dataclass(frozen=True, slots=True)
class Posts:
    """One entry a post, by account and time. `second_value` is -1 for none; `plain`: the text carries no value."""

    account: Ints
    creator: Ints
    published: Ints
    kind: Ints
    language: Ints
    niche: Ints
    value: Ints
    second_value: Ints
    plain: Flags
    pace: Floats

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.account)


def publish(creators: Creators, accounts: Accounts, history: History, scale: Scale, seed: int) -> Posts:
    """The newest posts of each account, at most `scale.posts`, within the months of the history."""
    rng = chance(seed, "posts")
    pace = np.clip(rng.lognormal(np.log(1.8), 0.7, accounts.count), 0.15, 14)
    weeks = (history.moments[-1] - history.moments[0]) / (7 * DAY)
    captured = np.clip(rng.poisson(np.minimum(pace * weeks, scale.posts * 1.1)), 2, scale.posts)
    account = np.repeat(np.arange(accounts.count), captured)
    published = _moments(rng, account, pace, history)
    order = np.lexsort((published, account))
    creator = accounts.creator[account]
    place = pick_by_row(rng, creators.niche_shares, creator)
    niche = creators.niches[creator, place]
    value, second = _values(rng, creators.count, creator)
    language = np.where(rng.random(len(account)) < 0.04, 1 - creators.language[creator], creators.language[creator])
    kind = pick_by_row(rng, _KIND_SHARES, accounts.platform[account])
    plain = rng.random(len(account)) < 0.09
    return Posts(account, creator, published[order], kind, language, niche, value, second, plain, pace)


def _moments(rng: np.random.Generator, account: Ints, pace: Floats, history: History) -> Ints:
    """Moments back from the end, with gaps of a week over the account's pace, in the hours people are awake."""
    gap = rng.exponential(1.0, len(account)) / pace[account] * 7
    days = np.cumsum(gap)
    first = positions_within(account) == 0
    days -= np.repeat((days - gap)[first], np.diff(np.append(np.flatnonzero(first), len(days))))
    span = (history.moments[-1] - history.moments[0]) // DAY
    day = np.minimum(1 + days.astype(np.int64), span)
    second = (rng.beta(4, 2.5, len(account)) * 86_400).astype(np.int64)
    moments: Ints = history.moments[-1] - day * DAY + second * (DAY // 86_400)
    return moments


def _values(rng: np.random.Generator, creators: int, creator: Ints) -> tuple[Ints, Ints]:
    """The value of each post and for some a second; each creator has a taste. Discount codes come with commerce."""
    taste = rng.dirichlet(np.full(len(VALUES), 0.8), creators)
    taste[:, DISCOUNT] = 0
    taste = taste / np.maximum(taste.sum(axis=1, keepdims=True), 1e-9) + 0.03
    taste[:, DISCOUNT] = 0
    value, other = pick_by_row(rng, taste, creator), pick_by_row(rng, taste, creator)
    second = np.where((rng.random(len(creator)) < 0.18) & (other != value), other, -1)
    return value, second


def true_value_matrix(posts: Posts, has_code: Flags) -> Flags:
    """Which values each post truly has, shape (posts, values); a plain post has none but a code's."""
    matrix = np.zeros((posts.count, len(VALUES)), dtype=bool)
    rows = np.arange(posts.count)
    matrix[rows, posts.value] = True
    second = posts.second_value >= 0
    matrix[rows[second], posts.second_value[second]] = True
    matrix[posts.plain] = False
    matrix[has_code, DISCOUNT] = True
    return matrix
