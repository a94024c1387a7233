"""The audience shares platforms give: by municipality, age, gender, country and language, with small ones held back.

An account below SMALL_ACCOUNT followers gets no shares at all, and no group below SMALL_GROUP people is named with a
figure: such rows are suppressed and empty, not zero. The others carry a little noise and are rounded to a thousandth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kring.vocabulary.people import AGE_BANDS, GENDERS
from kring.vocabulary.people import LANGUAGES as SPOKEN
from kring.vocabulary.places import municipalities
from kring.world.chance import Ints, chance
from kring.world.follows import Follows
from kring.world.naming import Names
from kring.world.observed import named, table
from kring.world.people import COUNTRIES, People

SMALL_ACCOUNT = 1_000
SMALL_GROUP = 30
SHOWN = 15


@dataclass(frozen=True, slots=True)
class _Shares:
    account: Ints
    value: Ints
    count: Ints
    of: Ints


def shares_table(people: People, follows: Follows, names: Names, observed_at: int, seed: int) -> pa.Table:
    """`audience_shares` of all accounts, dimension by dimension."""
    rng = chance(seed, "shares")
    age_gender = tuple(f"{gender} {band}" for band in AGE_BANDS for gender in GENDERS)
    dimensions = (
        ("municipality", municipalities(), people.home),
        ("age", AGE_BANDS, np.where(people.bot, -1, people.band)),
        ("gender", GENDERS, np.where(people.bot, -1, people.gender)),
        ("age_gender", age_gender, np.where(people.bot, -1, people.band * len(GENDERS) + people.gender)),
        ("country", COUNTRIES, np.where(people.bot, -1, people.country)),
        ("language", SPOKEN, np.where(people.bot, -1, people.language)),
    )
    parts = [
        _rows(rng, name, values, _largest(_counted(follows, trait, len(values))), names, observed_at)
        for name, values, trait in dimensions
    ]
    return pa.concat_tables(parts)


def _counted(follows: Follows, trait: Ints, values: int) -> Ints:
    """How many followers of each account have each value, shape (accounts, values); unknown ones left out."""
    accounts = len(follows.starts) - 1
    has = trait[follows.person] >= 0
    cell = follows.account[has] * values + trait[follows.person[has]]
    return np.bincount(cell, minlength=accounts * values).reshape(accounts, values)


def _largest(counts: Ints) -> _Shares:
    """The largest groups of each account, at most SHOWN."""
    shown = min(SHOWN, counts.shape[1])
    value = np.argsort(-counts, axis=1, kind="stable")[:, :shown]
    account = np.repeat(np.arange(len(counts)), shown)
    value = value.ravel()
    count = counts[account, value]
    present = count > 0
    return _Shares(account[present], value[present], count[present], counts.sum(axis=1)[account[present]])


def _rows(
    rng: np.random.Generator, name: str, values: tuple[str, ...], shares: _Shares, names: Names, observed_at: int
) -> pa.Table:
    suppressed = (shares.of < SMALL_ACCOUNT) | (shares.count < SMALL_GROUP)
    noisy = shares.count / np.maximum(shares.of, 1) * rng.normal(1, 0.02, len(shares.count))
    columns = {
        "account": named(names.account, shares.account),
        "dimension": pa.repeat(pa.scalar(name), len(shares.account)),
        "value": named(values, shares.value),
        "share": pa.array(np.clip(np.round(noisy, 3), 0, 1), mask=suppressed),
        "suppressed": suppressed,
    }
    return table("audience_shares", observed_at, columns)
