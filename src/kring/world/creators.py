"""The creators: niches, home, role, growth, contact and taste for commercial work; and their accounts.

What is drawn here is the truth that the tables only show through noise. The levels by size follow the tier table of
Kim et al., WWW 2020 (engagement 4.2 % for nano to 2.3 % for mega, answered comments 30 % to 0.3 %).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kring.vocabulary.places import municipality_table
from kring.world.answers import standard_shares
from kring.world.chance import Flags, Floats, Ints, chance, pick, pick_by_row, positions_within
from kring.world.grammar import subjects
from kring.world.people import PLATFORMS, SUBS, People, leanings
from kring.world.scale import Scale

ROLES = ("role_model", "mentor", "expert_by_experience")
GROWTH = ("rising", "stable", "falling")
SIZES = np.log([300, 2_500, 15_000, 70_000, 300_000, 2_000_000])
ENGAGEMENT = np.log([0.063, 0.048, 0.0345, 0.028, 0.0275, 0.024])
ANSWERED = np.log([0.33, 0.24, 0.215, 0.145, 0.065, 0.003])
COMMERCIAL = np.log([0.05, 0.11, 0.16, 0.20, 0.22, 0.20])
_PLATFORM_SHARES = (0.68, 0.24, 0.08)
_ENGAGEMENT_FACTOR = (1.0, 1.9, 0.6)


@dataclass(frozen=True, slots=True)
class Creators:
    """One entry a creator. `niches` and `niche_shares` have shape (creators, 3); -1 and 0 where there are fewer.

    `pod`: the group that praises each other's posts, -1 for none. `standard_answers`: the share of standard texts.
    """

    niches: Ints
    niche_shares: Floats
    sub: Ints
    gender: Ints
    age: Ints
    home: Ints
    language: Ints
    star: Flags
    locality: Floats
    role: Ints
    size: Ints
    growth: Ints
    monthly_growth: Floats
    viral: Flags
    bought_share: Floats
    answer_rate: Floats
    answer_hours: Floats
    commercial_share: Floats
    discloses: Floats
    engagement: Floats
    warmth: Floats
    pod: Ints
    standard_answers: Floats

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.sub)


@dataclass(frozen=True, slots=True)
class Accounts:
    """One entry an account, first the main accounts in the order of the creators, then the others."""

    creator: Ints
    platform: Ints
    wanted: Ints
    bought: Ints

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.creator)


def make_creators(count: int, people: People, scale: Scale, seed: int) -> Creators:
    """`count` creators, with sizes by a Pareto law cut at two fifths of the residents, and a few stars above it."""
    rng = chance(seed, "creators")
    star = np.zeros(count, dtype=bool)
    star[: round(scale.stars * count)] = True
    star = rng.permutation(star)
    size = _sizes(rng, star, people.residents, scale)
    niches, niche_shares = _niches(rng, count)
    gender = (rng.random(count) >= np.asarray([s.female for s in subjects()])[niches[:, 0]]).astype(np.int64)
    gender[rng.random(count) < 0.015] = 2
    middle = np.asarray([s.age for s in subjects()])[niches[:, 0]]
    log_size = np.log(size)
    local = np.where(rng.random(count) < 0.18, rng.uniform(0.45, 0.75, count), rng.beta(1.6, 9, count))
    growth, monthly = _growth(rng, local)
    role = pick_by_row(rng, np.asarray([[0.6, 0.25, 0.15]]), np.zeros(count, dtype=np.int64))
    warmth = rng.normal(0, 1, count)
    answered = np.exp(np.interp(log_size, SIZES, ANSWERED) + 0.7 * warmth + np.asarray([-0.5, 0.35, 0.3])[role])
    commercial = np.exp(np.interp(log_size, SIZES, COMMERCIAL))
    return Creators(
        niches, niche_shares, rng.integers(0, SUBS, count), gender,
        np.clip(rng.normal(middle, 6), 16, 68).astype(np.int64), _homes(rng, count),
        np.where(star, 1, rng.random(count) < 0.2).astype(np.int64), star, np.where(star, 0.03, local), role, size,
        growth, monthly, rng.random(count) < 0.05, np.where(rng.random(count) < 0.09, rng.uniform(0.1, 0.45, count), 0),
        np.clip(answered, 0, 0.95), np.exp(rng.normal(np.log(5), 0.9, count)), rng.beta(1.2, 1.2 / commercial - 1.2),
        rng.beta(1.1, 1.1, count), np.exp(np.interp(log_size, SIZES, ENGAGEMENT) + rng.normal(0, 0.45, count)), warmth,
        np.where(rng.random(count) < 0.06, rng.integers(0, 1 + count // 100, count), -1), standard_shares(count, seed),
    )  # fmt: skip


def _sizes(rng: np.random.Generator, star: Flags, residents: int, scale: Scale) -> Ints:
    """Follower counts aimed at, in people: Pareto between `smallest` and two fifths of the residents; stars above."""
    top = (scale.smallest / max(0.4 * residents, 2 * scale.smallest)) ** scale.tail
    pareto = scale.smallest * (1 - rng.random(len(star)) * (1 - top)) ** (-1 / scale.tail)
    tiny = rng.random(len(star)) < 0.06
    pareto = np.where(tiny, rng.uniform(0.2, 1, len(star)) * scale.smallest, pareto)
    return np.where(star, residents * rng.uniform(0.86, 1.05, len(star)), pareto).astype(np.int64)


def _niches(rng: np.random.Generator, count: int) -> tuple[Ints, Floats]:
    """One to three niches a creator; further ones are liked by the same people as the first."""
    popularity = np.asarray([s.popularity for s in subjects()])
    kin = np.corrcoef(leanings().T).clip(0.02) ** 2
    first = pick(rng, popularity**0.8, count)
    niches = np.full((count, 3), -1, dtype=np.int64)
    niches[:, 0] = first
    several = rng.choice(3, count, p=[0.4, 0.4, 0.2])
    for place in (1, 2):
        more = pick_by_row(rng, kin * popularity, first)
        fresh = (several >= place) & (more != niches[:, 0]) & (more != niches[:, 1])
        niches[:, place] = np.where(fresh, more, -1)
    shares = rng.gamma(np.asarray([6.0, 2.5, 1.5]), size=(count, 3)) * (niches >= 0)
    return niches, shares / shares.sum(axis=1, keepdims=True)


def _homes(rng: np.random.Generator, count: int) -> Ints:
    """Municipalities by people, a little in favour of cities."""
    return pick(rng, municipality_table()["people"].to_numpy().astype(float) ** 1.15, count)


def _growth(rng: np.random.Generator, local: Floats) -> tuple[Ints, Floats]:
    """Trajectory and true monthly rate; local heroes are stable more often."""
    weights = np.asarray([[0.37, 0.46, 0.17], [0.12, 0.82, 0.06]])
    growth = pick_by_row(rng, weights, (local > 0.45).astype(np.int64))
    rate = np.stack(
        [
            np.clip(rng.normal(0.045, 0.02, len(local)), 0.012, 0.12),
            rng.normal(0, 0.0025, len(local)),
            -np.clip(rng.normal(0.018, 0.008, len(local)), 0.006, 0.05),
        ]
    )
    return growth, rate[growth, np.arange(len(local))]


def open_accounts(creators: Creators, people: People, seed: int) -> Accounts:
    """The accounts of the creators: a main one each, and for some a second or third on another platform."""
    rng = chance(seed, "accounts")
    count = creators.count
    main = pick_by_row(rng, np.asarray([_PLATFORM_SHARES]), np.zeros(count, dtype=np.int64))
    order = np.argsort(np.where(np.arange(3) == main[:, None], -1.0, rng.random((count, 3))), axis=1)
    extra = rng.choice(3, count, p=[0.6, 0.3, 0.1])
    creator = np.concatenate([np.arange(count), np.repeat(np.arange(count), extra)])
    place = np.concatenate([np.zeros(count, dtype=np.int64), 1 + positions_within(np.repeat(np.arange(count), extra))])
    platform = order[creator, place]
    share = np.where(place == 0, 1.0, np.clip(rng.lognormal(-1.1, 0.6, len(creator)), 0.05, 1.2))
    users = people.uses[: people.residents].sum(axis=0)[platform]
    wanted = np.maximum(40, creators.size[creator] * share).astype(np.int64)
    wanted = np.where(creators.star[creator] & (place == 0), wanted, np.minimum(wanted, 0.7 * users)).astype(np.int64)
    bought = np.where(place == 0, creators.bought_share[creator] * wanted, 0)
    return Accounts(creator, platform, wanted, np.minimum(bought, 0.8 * people.number_of_bots).astype(np.int64))


def true_engagement(creators: Creators, accounts: Accounts) -> Floats:
    """Engagements a post for each real follower, by account: likes, comments, shares and saves."""
    rates: npt.NDArray[np.float64] = creators.engagement[accounts.creator]
    by_account: Floats = rates * np.asarray(_ENGAGEMENT_FACTOR)[accounts.platform]
    return by_account


def platform_names(accounts: Accounts) -> npt.NDArray[np.str_]:
    """The platform of each account, by name."""
    return np.asarray(PLATFORMS)[accounts.platform]
