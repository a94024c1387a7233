"""How accounts grew: a follower count at the start of each month, ending in the true one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import numpy as np

from kring.world.chance import Floats, Ints, chance
from kring.world.creators import Accounts, Creators
from kring.world.follows import Follows, flags_of
from kring.world.people import People

MICROS = 1_000_000
DAY = 86_400 * MICROS


@dataclass(frozen=True, slots=True)
class History:
    """Follower counts by account and month, shape (accounts, months); `moments` in microseconds since 1970, UTC.

    `jump` is the month in which followers were bought or a post went round the country, -1 for none.
    """

    moments: Ints
    followers: Ints
    bots: Ints
    jump: Ints

    def at(self, account: Ints, moment: Ints) -> tuple[Ints, Ints]:
        """Followers and bots among them, of each account at each moment."""
        month = np.clip(np.searchsorted(self.moments, moment, side="right") - 1, 0, len(self.moments) - 1)
        return self.followers[account, month], self.bots[account, month]


def month_starts(until: date, months: int) -> Ints:
    """`months` moments a month apart, the last at `until`, in microseconds since 1970."""
    moments = []
    for back in range(months - 1, -1, -1):
        year, month = divmod(until.year * 12 + until.month - 1 - back, 12)
        moments.append(datetime.combine(date(year, month + 1, min(until.day, 28)), time(), UTC))
    moments[-1] = datetime.combine(until, time(), UTC)
    return np.asarray([round(moment.timestamp()) * MICROS for moment in moments])


def grow(
    people: People, creators: Creators, accounts: Accounts, follows: Follows, months: int, until: date, seed: int
) -> History:
    """Follower counts back in time: steady growth with noise, and jumps of bought or of real followers."""
    rng = chance(seed, "growth")
    bots = flags_of(follows, people.bot)
    real = follows.counts - bots
    creator = accounts.creator
    left = np.arange(months - 1, -1, -1)
    noise = np.cumsum(rng.normal(0, 0.004, (accounts.count, months)), axis=1)
    level = np.exp(-creators.monthly_growth[creator][:, None] * left + noise - noise[:, -1:])
    month = rng.integers(2, max(3, months - 1), accounts.count)
    viral = creators.viral[creator]
    before = np.arange(months) < month[:, None]
    level = np.where(before & viral[:, None], level * rng.uniform(0.6, 0.85, accounts.count)[:, None], level)
    bought = np.minimum(accounts.bought, bots)
    bots_then = np.where(before, (bots - bought)[:, None], bots[:, None])
    followers = np.rint(real[:, None] * level).astype(np.int64) + bots_then
    jump = np.where(viral | (bought > 0), month, -1)
    return History(month_starts(until, months), followers, bots_then, jump)


def total_growth(history: History) -> Floats:
    """The last follower count over the first, by account."""
    ratio: Floats = history.followers[:, -1] / np.maximum(history.followers[:, 0], 1)
    return ratio
