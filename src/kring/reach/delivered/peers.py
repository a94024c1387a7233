"""What accounts of the same tier on the same platform tell of one whose posts show nothing.

Of at least eight peers with six posts or more each, the middle is the mean of the logarithms of their shares, and the
interval where one more account's own share falls (Student's t for a new observation; Hahn and Meeker, Statistical
Intervals, 1991). Who shows his reach is not who doesn't: see the docs for what that may do.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from kring.estimate import LEVEL
from kring.profile.figure_rows import Whole, floats
from kring.profile.medians import FEWEST_FOR_RANKS
from kring.reach.delivered.measured import FEWEST_ACCOUNTS
from kring.reach.delivered.shares import Shares
from kring.vocabulary.tiers import KRING

NO_GROUP = -1


def peers(accounts: pa.Table, shares: Shares, n: Whole) -> Shares:
    """For every account what its peers' shares say of it, NaN where too few are measured.

    `accounts` needs platform and followers; `shares` and `n` are their own measured ones and by how many posts.
    """
    from scipy.special import stdtrit

    group = _groups(accounts)
    told = (n >= FEWEST_FOR_RANKS) & (group != NO_GROUP)
    groups = int(group.max(initial=NO_GROUP)) + 1
    logs = np.log(shares.value[told])
    count = np.bincount(group[told], minlength=groups)
    enough = count >= FEWEST_ACCOUNTS
    mean = np.bincount(group[told], logs, minlength=groups) / np.maximum(count, 1)
    squares = np.bincount(group[told], (logs - mean[group[told]]) ** 2, minlength=groups)
    freedom = np.maximum(count - 1, 1)
    half = stdtrit(freedom, 0.5 + LEVEL / 2) * np.sqrt(squares / freedom * (1 + 1 / np.maximum(count, 1)))
    middle = np.where(enough, np.exp(mean), np.nan)
    ends = [np.append(part, np.nan)[group] for part in (middle, middle * np.exp(-half), middle * np.exp(half))]
    return Shares.of(*ends)


def _groups(accounts: pa.Table) -> Whole:
    """A number for every platform and tier; NO_GROUP where either is unknown."""
    followers = floats(accounts["followers"])
    tier = np.searchsorted([tier.low for tier in KRING.tiers], np.nan_to_num(followers), side="right")
    names = accounts["platform"].to_pylist()
    codes = {name: place for place, name in enumerate(sorted({name for name in names if name}))}
    platform = np.array([codes.get(name, NO_GROUP) for name in names], dtype=np.int64)
    unknown = (platform == NO_GROUP) | np.isnan(followers)
    return np.where(unknown, NO_GROUP, platform * (len(KRING.tiers) + 1) + tier)
