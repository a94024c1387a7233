"""What is seen of accounts: a row a month, and what creators say they ask."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from kring.vocabulary.niches import niches
from kring.world.chance import Flags, Floats, Ints, chance
from kring.world.commerce import DELIVERABLES, offered
from kring.world.creators import Accounts, Creators
from kring.world.grammar import LANGUAGES, subjects
from kring.world.growth import History
from kring.world.naming import Names
from kring.world.observed import SECOND, named, table
from kring.world.people import PLATFORMS
from kring.world.posts import Posts

_GENDERS = ("female", "male", "other")


def accounts_table(
    creators: Creators, accounts: Accounts, posts: Posts, history: History, names: Names, seed: int
) -> pa.Table:
    """`accounts`: each account at the start of each month, oldest month first."""
    rng = chance(seed, "accounts seen")
    size, months = len(history.followers), len(history.moments)
    at = np.tile(np.arange(size), months)
    month = np.repeat(np.arange(months), size)
    creator = accounts.creator[at]
    start: Ints = rng.integers(5, 400, size)
    total = (start[:, None] + np.arange(months) * posts.pace[:, None] * 4.35).astype(np.int64)
    following = np.maximum(20, rng.lognormal(np.log(600), 0.7, size)).astype(np.int64)
    labels = [niches()[subject.name].words.en for subject in subjects()]
    tells_gender: Flags = rng.random(size) < 0.5
    tells_birth: Flags = rng.random(size) < 0.3
    has_category: Flags = rng.random(size) < 0.3
    end = datetime.fromtimestamp(int(history.moments[-1]) // SECOND, UTC)
    birth = end.year - creators.age[accounts.creator]
    bands = [f"{year - year % 5}-{year - year % 5 + 4}" for year in birth.tolist()]
    columns = {
        "account": named(names.account, at),
        "creator": named(names.creator, creator),
        "platform": named(PLATFORMS, accounts.platform[at]),
        "handle": named(names.handle, at),
        "name": named(names.shown, at),
        "bio": named(names.bio, at),
        "link": named([f"https://example.com/{handle}" for handle in names.handle], np.where(at % 3, at, -1)),
        "followers": history.followers[at, month],
        "following": following[at] + month,
        "posts": total[at, month],
        "verified": (creators.size[creator] > 20_000) & (creator % 2 == 0),
        "category": named(labels, np.where(has_category[at], creators.niches[creator, 0], -1)),
        "language": named(LANGUAGES, np.where(creator % 5 > 0, creators.language[creator], -1)),
        "country": named(("NL",), np.where(creator % 7 > 0, 0, -1)),
        "city": named(names.city, at),
        "gender": named(_GENDERS, np.where(tells_gender[at], creators.gender[creator], -1)),
        "birth_years": named(bands, np.where(tells_birth[at], at, -1)),
    }
    return table("accounts", history.moments[month], columns)


def rates_table(accounts: Accounts, history: History, names: Names, fees: Floats, seed: int) -> pa.Table:
    """`rates`: what about half of the creators say they ask, rounded, near what they truly ask."""
    rng = chance(seed, "rates")
    says = rng.random(accounts.creator.max() + 1) < 0.55
    account, deliverable = np.nonzero(offered(accounts) & says[accounts.creator][:, None])
    asked = fees[account, deliverable] * rng.lognormal(0.03, 0.12, len(account))
    step = np.where(asked < 200, 5, np.where(asked < 1_000, 25, 50))
    columns = {
        "account": named(names.account, account),
        "deliverable": named(DELIVERABLES, deliverable),
        "fee": np.maximum(10, np.rint(asked / step) * step).astype(float),
        "currency": named(("EUR",), np.zeros(len(account), dtype=np.int64)),
    }
    return table("rates", int(history.moments[-1]), columns)
