"""What an account offers in its posts: every code, percentage and link as written, how often, and when last.

Method, source and limits: `kring.profile.offers`. One regular expression that the engine runs lets through every
caption that may hold an offer, so that Python reads only those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.profile.offers import Offers, offers_of
from kring.profile.suspects import UNUSUAL
from kring.profile.value import has_code
from kring.vocabulary.commerce import code_words

CODE, PERCENT, LINK = OFFER_KINDS = ("code", "percent", "link")
OFFERING = ("account", "post", "caption", "published_at")
OFFERS = pa.schema(
    [
        ("account", pa.string()),
        ("kind", pa.string()),
        ("offer", pa.string()),
        ("posts", pa.int64()),
        ("last", pa.timestamp("us", tz="UTC")),
    ]
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer of an account: its kind (`OFFER_KINDS`), as written, in how many posts, and when last."""

    kind: str
    offer: str
    posts: int
    last: datetime | None


@cache
def may_offer() -> str:
    """The pattern of captions that may hold a code, a percentage or a link."""
    words = sorted({*code_words().names, *code_words().plain})
    spaced = [r"\s*".join(map(re.escape, word.split())) for word in words]
    return rf"(?i:{'|'.join(spaced)}|https?://|www\.|[0-9]\s?(?:%|procent|percent))|{'|'.join(UNUSUAL)}"


def posts_offering(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The posts whose caption may hold an offer: `OFFERING`."""
    return posts.filter(nw.col("caption").str.contains(may_offer())).select(*OFFERING)


def captions_counted(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Per account the captions that are known."""
    return posts.filter(~nw.col("caption").is_null()).group_by("account").agg(nw.len().cast(nw.Int64).alias("captions"))


def offers(offering: pa.Table) -> pa.Table:
    """The offers of all accounts, rows of `OFFERS`, those of most posts first; from collected `posts_offering`."""
    found: dict[tuple[str, str, str], list[Any]] = {}
    for row in offering.to_pylist():
        for kind, offer in _each(offers_of(row["caption"])):
            entry = found.setdefault((row["account"], kind, offer), [0, None])
            entry[0] += 1
            moments = [moment for moment in (entry[1], row["published_at"]) if moment is not None]
            entry[1] = max(moments, default=None)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], OFFER_KINDS.index(item[0][1]), -item[1][0], item[0]))
    rows = [(*key, *entry) for key, entry in ordered]
    return pa.Table.from_pylist([dict(zip(OFFERS.names, row, strict=True)) for row in rows], schema=OFFERS)


def captions_with_code(offering: pa.Table, counted: pa.Table) -> pa.Table:
    """Per account of `captions_counted` also `with_code`: the captions that hold a discount code."""
    having: dict[str, int] = {}
    for row in offering.to_pylist():
        having[row["account"]] = having.get(row["account"], 0) + has_code(row["caption"])
    with_code = [having.get(name, 0) for name in counted["account"].to_pylist()]
    return counted.append_column("with_code", pa.array(with_code, pa.int64()))


def _each(told: Offers) -> list[tuple[str, str]]:
    percents = [f"{percent:g}" for percent in told.percents]
    named = ((CODE, told.codes), (PERCENT, percents), (LINK, told.links))
    return [(kind, offer) for kind, some in named for offer in some]
