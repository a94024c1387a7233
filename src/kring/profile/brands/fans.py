"""Trait: fans. Creators who speak well of a brand, unpaid, before any relation with it.

Method: posts that show the brand without a commercial sign about it, from before the first post that has one (and not
after the account's first collaboration with it). Of these the positive ones (`kring.profile.brands.feeling`, or saying
that nobody pays) over all, with Wilson's interval; ranked by the lower bound of that share times the number, which is
how many positive posts can be relied on; then by the newest.
Limits: advertising that hides itself looks like a fan; one post is not devotion, which the interval and n show; what
only the picture shows has no feeling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Estimate, share
from kring.profile.brands.feeling import CLEAR


@dataclass(frozen=True, slots=True)
class Mention:
    """One unpaid post that shows the brand: when, in which sentence, and the feeling from -1 to 1.

    `quote`: where there is no text, what the brand was recognised by.
    """

    post: str
    published_at: datetime | None
    quote: str
    feeling: float
    says_unpaid: bool

    @property
    def positive(self) -> bool:
        """Whether it speaks well of the brand."""
        return self.feeling >= CLEAR or (self.says_unpaid and self.feeling > -CLEAR)


@dataclass(frozen=True, slots=True)
class Fan:
    """One account that speaks well of a brand: the share of its unpaid mentions that are positive, and all of them."""

    account: str
    brand: str
    positive: Estimate
    mentions: tuple[Mention, ...]

    @property
    def sure(self) -> float:
        """How many positive posts can be relied on: the low end of their share times the number."""
        return self.positive.low * len(self.mentions)

    @property
    def positive_mentions(self) -> int:
        """How many unpaid posts speak well of the brand."""
        return sum(mention.positive for mention in self.mentions)


def fans(shown: pa.Table, brand: str, *, least: int = 1, agreed: pa.Table | None = None) -> tuple[Fan, ...]:
    """The fans of a brand, the surest first, each with at least `least` positive mentions.

    `shown`: rows of `BRAND_POSTS`; `brand`: its name in the list; `agreed`: collaborations run in Kring
    (`collaborations.AGREED`). Without such posts nobody is a fan, which does not say that nobody likes the brand.
    """
    rows = shown.filter(pc.equal(shown["brand"], brand)).to_pylist()
    starts = _agreed_starts(agreed, brand)
    found = [_fan(account, brand, list(posts), starts.get(account)) for account, posts in groupby(rows, _account)]
    enough = [fan for fan in found if fan.positive_mentions >= least]
    return tuple(sorted(enough, key=lambda fan: (-fan.sure, fan.account)))


def brands_liked(rows: Sequence[Mapping[str, Any]], account: str) -> tuple[Fan, ...]:
    """The brands of which an account is a fan, the surest first; `rows` of `BRAND_POSTS`, all of that account."""
    by_brand = groupby(sorted(rows, key=_brand), _brand)
    found = [_fan(account, brand, list(posts), None) for brand, posts in by_brand]
    return tuple(sorted((fan for fan in found if fan.positive_mentions), key=lambda fan: (-fan.sure, fan.brand)))


def _account(row: Mapping[str, Any]) -> str:
    return str(row["account"])


def _brand(row: Mapping[str, Any]) -> str:
    return str(row["brand"])


def _agreed_starts(agreed: pa.Table | None, brand: str) -> dict[str, str]:
    """The first day of each account's agreements with the brand, as ISO text; empty text for an unknown start."""
    starts: dict[str, str] = {}
    for row in agreed.to_pylist() if agreed is not None else ():
        if row["brand"] == brand:
            day = row["starts"].isoformat() if row["starts"] else ""
            starts[row["account"]] = min(day, starts.get(row["account"], day))
    return starts


def _fan(account: str, brand: str, posts: list[Mapping[str, Any]], agreed: str | None) -> Fan:
    first_paid = min((str(post["published_at"] or "") for post in posts if post["commercial"]), default=None)
    bounds = [bound for bound in (first_paid, agreed) if bound is not None]
    unpaid = [post for post in posts if not post["commercial"] and _before(post["published_at"], bounds)]
    mentions = tuple(
        Mention(
            post["post"], post["published_at"], post["sentence"] or post["quote"], post["feeling"], post["says_unpaid"]
        )
        for post in reversed(unpaid)
    )
    positive = sum(mention.positive for mention in mentions)
    return Fan(account, brand, share(positive, len(mentions)), mentions)


def _before(moment: datetime | None, bounds: list[str]) -> bool:
    """Whether a post is surely older than every relation; one without a date is not where there is a relation."""
    return not bounds or (moment is not None and str(moment) < min(bounds))
