"""Trait: collaborations. With which brands a creator worked or works, when, how often and for what benefit.

Method: of the posts that show a brand (`kring.profile.brands.brand_posts`) those with a commercial sign about it make
one collaboration a brand: dates, posts, posts a month with the exact interval of a Poisson rate (Garwood 1936), and the
strongest benefit the signs name. It is running while not more time than `LAPSES_AFTER` has passed since the last post
when the account was last observed. Collaborations run in Kring itself are known: they come on top of what posts show.
Limits: undisclosed work without code or link isn't seen, nor what only the picture shows; two campaigns for one brand
are one entry; whether a collaboration goes on after its last post is a guess until the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate, count
from kring.vocabulary.brands import Brand, Brands
from kring.vocabulary.relations import UNCLEAR, benefits

LAPSES_AFTER = timedelta(days=28)
MONTH = timedelta(days=30.4375)
_MOMENT = pa.timestamp("us", tz="UTC")
COLLABORATIONS = pa.schema(
    [
        ("account", pa.string()), ("brand", pa.string()), ("category", pa.string()), ("first", _MOMENT),
        ("last", _MOMENT), ("posts", pa.int64()), ("certain_posts", pa.int64()), ("benefit", pa.string()),
        ("running", pa.bool_()), ("by", pa.list_(pa.string())), ("rules", pa.list_(pa.string())),
        ("newest_posts", pa.list_(pa.string())), ("run_in_kring", pa.bool_()), ("posts_per_month", pa.float64()),
        ("posts_per_month_low", pa.float64()), ("posts_per_month_high", pa.float64()),
    ]
)  # fmt: skip
AGREED = pa.schema(
    [("account", pa.string()), ("brand", pa.string()), ("starts", pa.date32()), ("ends", pa.date32()),
     ("benefit", pa.string())]
)  # fmt: skip
POSTS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Collaboration:
    """One brand an account worked with.

    `first` and `last`: of its posts, or of the agreement. `certain_posts`: those whose sign can be about no other
    brand. `running` is None where no dates are known. `by` and `rules`: the kinds of brand and commercial signs.
    `newest_posts`: the posts it rests on, the newest first. `posts_per_month`: unknown without two dated posts.
    """

    brand: str
    category: str | None
    first: datetime | None
    last: datetime | None
    posts: int
    certain_posts: int
    benefit: str
    running: bool | None
    by: tuple[str, ...]
    rules: tuple[str, ...]
    newest_posts: tuple[str, ...]
    run_in_kring: bool
    posts_per_month: Estimate

    @classmethod
    def of(cls, row: dict[str, Any]) -> Collaboration:
        """A row of `COLLABORATIONS`, with or without the account."""
        value, low, high = (row[f"posts_per_month{part}"] for part in ("", "_low", "_high"))
        rate = Estimate.unknown("fewer than two dated posts for this brand")
        if value is not None:
            rate = Estimate.between(value, low, high, Basis.MEASURED, row["posts"])
        own = {field.name: row[field.name] for field in fields(cls)}
        lists = {name: tuple(row[name]) for name in ("by", "rules", "newest_posts")}
        return cls(**(own | lists | {"posts_per_month": rate}))


def collaborations(shown: pa.Table, seen_at: pa.Table, brands: Brands, agreed: pa.Table | None = None) -> pa.Table:
    """The collaborations of all accounts, rows of `COLLABORATIONS` by account, the last one first.

    `shown`: rows of `BRAND_POSTS`. `seen_at`: account and observed_at, the moment its posts were last observed.
    `agreed`: rows of `AGREED`, collaborations run in Kring; their brands by the names of the list.
    """
    moments = dict(zip(seen_at["account"].to_pylist(), seen_at["observed_at"].to_pylist(), strict=True))
    known = _agreed_by_pair(agreed)
    found = shown.filter(shown["commercial"]).to_pylist()
    rows = {pair: _collaboration(list(posts), moments.get(pair[0]), brands) for pair, posts in groupby(found, _pair)}
    for pair, terms in known.items():
        rows[pair] = _with_agreement(rows.get(pair), pair, terms, moments.get(pair[0]), brands)
    table = pa.Table.from_pylist(list(rows.values()), COLLABORATIONS)
    return table.sort_by([("account", "ascending"), ("last", "descending"), ("brand", "ascending")])


def with_competitors_of(brand: Brand, table: pa.Table, brands: Brands) -> pa.Table:
    """Those rows of `COLLABORATIONS` that are with a competitor of the brand: same category, a country in common."""
    rivals = brands.competitors(brand)
    return table.filter(pc.is_in(table["brand"], pa.array(sorted(rivals), pa.string())))


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return row["account"], row["brand"]


def _collaboration(posts: list[dict[str, Any]], seen_at: datetime | None, brands: Brands) -> dict[str, Any]:
    """One row out of all posts for one brand, which come oldest first."""
    dated = [post["published_at"] for post in posts if post["published_at"]]
    first, last = (dated[0], dated[-1]) if dated else (None, None)
    brand = brands.get(posts[0]["brand"])
    named = {benefit for post in posts for benefit in post["benefits"]}
    return {
        "account": posts[0]["account"], "brand": posts[0]["brand"], "category": brand.category if brand else None,
        "first": first, "last": last, "posts": len(posts), "certain_posts": sum(not post["beside"] for post in posts),
        "benefit": _strongest(named), "running": _running(last, seen_at), "by": _different(posts, "by"),
        "rules": sorted({rule for post in posts for rule in post["rules"]}), "run_in_kring": False,
        "newest_posts": [post["post"] for post in posts[::-1][:POSTS_KEPT]], **_rate(dated),
    }  # fmt: skip


def _strongest(named: Iterable[str]) -> str:
    return next((benefit for benefit in benefits() if benefit in named), UNCLEAR)


def _different(posts: list[dict[str, Any]], field: str) -> list[str]:
    return sorted({post[field] for post in posts})


def _running(last: datetime | None, seen_at: datetime | None) -> bool | None:
    return None if last is None or seen_at is None else seen_at - last <= LAPSES_AFTER


def _rate(dated: list[datetime]) -> dict[str, float | None]:
    """Posts a month between the first and the last: the gaps as events of a Poisson process."""
    months = (dated[-1] - dated[0]) / MONTH if len(dated) > 1 else 0.0
    if months <= 0:
        return {"posts_per_month": None, "posts_per_month_low": None, "posts_per_month_high": None}
    rate = count(len(dated) - 1)
    return {
        "posts_per_month": rate.value / months, "posts_per_month_low": rate.low / months,
        "posts_per_month_high": rate.high / months,
    }  # fmt: skip


def _agreed_by_pair(agreed: pa.Table | None) -> dict[tuple[str, str], list[dict[str, Any]]]:
    if agreed is None:
        return {}
    rows = sorted(agreed.to_pylist(), key=_pair)
    return {pair: list(terms) for pair, terms in groupby(rows, _pair)}


def _with_agreement(
    row: dict[str, Any] | None, pair: tuple[str, str], terms: list[dict[str, Any]], seen_at: datetime | None,
    brands: Brands,
) -> dict[str, Any]:  # fmt: skip
    """What posts show of a collaboration, with what Kring knows of it: the benefit, the period, whether it runs."""
    base = row or {
        "account": pair[0], "brand": pair[1], "posts": 0, "certain_posts": 0, "by": [], "rules": [],
        "category": (brands.get(pair[1]) or Brand(pair[1])).category, "newest_posts": [], "first": None, "last": None,
        **_rate([]),
    }  # fmt: skip
    starts = [_midnight(term["starts"], seen_at) for term in terms if term["starts"]]
    ends = [_midnight(term["ends"], seen_at) for term in terms if term["ends"]]
    first = min([moment for moment in (base["first"], *starts) if moment], default=None)
    last = max([moment for moment in (base["last"], *ends) if moment], default=None)
    benefit = _strongest({term["benefit"] for term in terms if term["benefit"]} or {base.get("benefit", UNCLEAR)})
    goes_on = [_goes_on(term, seen_at) for term in terms]
    running = None if seen_at is None else any(goes_on)
    return base | {"first": first, "last": last, "benefit": benefit, "running": running, "run_in_kring": True}


def _midnight(day: date, like: datetime | None) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=like.tzinfo if like else UTC)


def _goes_on(term: dict[str, Any], seen_at: datetime | None) -> bool:
    """Whether the agreement holds on that day; without an end it goes on."""
    if seen_at is None:
        return False
    day = seen_at.date()
    return (term["starts"] is None or term["starts"] <= day) and (term["ends"] is None or day <= term["ends"])
