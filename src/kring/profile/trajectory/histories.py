"""Histories of followers: the snapshots of every account, a month apart or more, as increments in logarithms.

Of several snapshots in one month (30.44 days, counted back from the account's newest) the newest counts, and the oldest
of all is kept, so that two snapshots a week apart are a history too. Those more than two years before the newest, and
those with nobody following, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.profile.figure_rows import Floats, Whole, coded, floats, seconds

MONTH = 30.44 * 86_400
MONTHS = 24
SHORTEST = 7 / 30.44


@dataclass(frozen=True)
class Histories:
    """The histories of accounts with two snapshots at least, oldest snapshot first, padded with NaN on the right.

    `accounts`: names, in order. `moments` (seconds since 1970) and `followers`: shape (accounts, snapshots).
    """

    accounts: pa.Array
    moments: Floats
    followers: Floats

    @property
    def snapshots(self) -> Whole:
        """How many snapshots each account has."""
        return np.asarray((~np.isnan(self.moments)).sum(axis=1), dtype=np.int64)

    @property
    def last(self) -> Floats:
        """The newest number of followers of each."""
        last: Floats = np.take_along_axis(self.followers, self.snapshots[:, None] - 1, axis=1)[:, 0]
        return last

    @property
    def span(self) -> Floats:
        """Months from the oldest to the newest snapshot."""
        span: Floats = (np.nanmax(self.moments, axis=1) - self.moments[:, 0]) / MONTH
        return span

    @property
    def gains(self) -> Floats:
        """Growth between snapshots, in logarithms; shape (accounts, snapshots - 1)."""
        gains: Floats = np.diff(np.log(self.followers), axis=1)
        return gains

    @property
    def months(self) -> Floats:
        """Months between snapshots; same shape as `gains`."""
        months: Floats = np.diff(self.moments, axis=1) / MONTH
        return months

    @property
    def rounding(self) -> Floats:
        """The variance that whole numbers of followers put into each gain: 1/12 at either end."""
        parts = 1 / (12 * self.followers**2)
        rounding: Floats = parts[:, 1:] + parts[:, :-1]
        return rounding


def histories(seen: pa.Table) -> Histories:
    """The histories in observations with columns account, followers and observed_at."""
    counted = seen.filter(pc.greater(pc.fill_null(seen["followers"], 0), 0))
    names, code = coded(counted["account"])
    moment, followers = seconds(counted["observed_at"]), floats(counted["followers"])
    order = np.lexsort((followers, moment, code))
    code, moment, followers = code[order], moment[order], followers[order]
    kept = _kept(code, moment, len(names))
    code, moment, followers = code[kept], moment[kept], followers[kept]
    size = np.bincount(code, minlength=len(names))
    place = np.arange(len(code)) - (np.cumsum(size) - size)[code]
    shape = (len(names), max(2, int(size.max(initial=0))))
    moments, counts = np.full(shape, np.nan), np.full(shape, np.nan)
    moments[code, place], counts[code, place] = moment, followers
    several = size > 1
    return Histories(names.filter(pa.array(several)), moments[several], counts[several])


def _kept(code: Whole, moment: Floats, accounts: int) -> NDArray[np.bool_]:
    """Which snapshots count; they stand by account and moment."""
    newest, oldest = np.full(accounts, -np.inf), np.full(accounts, np.inf)
    np.maximum.at(newest, code, moment)
    age = (newest[code] - moment) / MONTH
    recent = age <= MONTHS + 0.5
    np.minimum.at(oldest, code[recent], moment[recent])
    # a snapshot counts as a month old from 27 days on, since calendar months differ in length
    bucket = np.floor(age + 0.1).astype(np.int64)
    last_of_bucket = np.append((np.diff(code) != 0) | (np.diff(bucket) != 0), True)
    long_enough = newest - oldest >= SHORTEST * MONTH - 1
    first = np.append(True, np.diff(np.where(recent, code, -1)) != 0)
    kept: NDArray[np.bool_] = recent & long_enough[code] & (last_of_bucket | (first & (moment == oldest[code])))
    return kept
