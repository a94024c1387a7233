"""The posts that show a brand: one row a post and brand, with what speaks for payment and how the text feels.

Method: brands by `kring.profile.brands.recognition`, commercial signs by `kring.profile.signs`. Of several brands in a
commercial post the sign is about those with the strongest kind of sign: the sponsor, else handles, links and codes,
else names. Limits: who tags five shops under one #ad works with one of them, perhaps; `beside` counts the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pyarrow as pa

from kring.profile.brands.feeling import feeling_about, says_unpaid
from kring.profile.brands.recognition import (
    CODE,
    HASHTAG,
    MENTION,
    NAME,
    SPONSOR,
    TAG,
    WEBSITE,
    BrandSign,
    Post,
    Recogniser,
)
from kring.profile.brands.sentences import sentence_around
from kring.profile.normalised import normalised
from kring.profile.signs import AFFILIATE_LINK, DISCOUNT_CODE, PAID_LABEL, Sign, signs_of_post
from kring.vocabulary.disclosure import disclosure_words

POST_COLUMNS = (
    "account", "post", "published_at", "caption", "link", "hashtags", "mentions", "tagged", "paid_label", "sponsor",
    "observed_at",
)  # fmt: skip
BRAND_POSTS = pa.schema(
    [
        ("account", pa.string()), ("brand", pa.string()), ("post", pa.string()),
        ("published_at", pa.timestamp("us", tz="UTC")), ("by", pa.string()), ("quote", pa.string()),
        ("sentence", pa.string()), ("commercial", pa.bool_()), ("benefits", pa.list_(pa.string())),
        ("rules", pa.list_(pa.string())), ("beside", pa.int64()), ("feeling", pa.float64()),
        ("says_unpaid", pa.bool_()),
    ]
)  # fmt: skip
_STRENGTH = {SPONSOR: 0, MENTION: 1, TAG: 1, WEBSITE: 1, CODE: 1, HASHTAG: 2, NAME: 2}


def brand_posts(posts: pa.Table, recogniser: Recogniser) -> pa.Table:
    """Every post that shows a brand, with the columns `BRAND_POSTS`; `posts` has `POST_COLUMNS`.

    `by`: the kind of sign, `quote` its words and `sentence` what is around them, short and with the @names of people
    masked, empty where the caption is. `commercial`: whether a commercial sign of the post is about this brand, by
    `rules`; `benefits`: which kinds of benefit those rules point to; `beside`: for how many other brands the same sign
    may stand. `feeling`: -1 to 1. By account, brand and moment.
    """
    columns = [posts[name].to_pylist() for name in POST_COLUMNS[:-1]]
    rows = [row for post in zip(*columns, strict=True) for row in _rows(recogniser, *post)]
    table = pa.Table.from_pylist(rows, BRAND_POSTS)
    order: list[tuple[str, str]] = [(name, "ascending") for name in ("account", "brand", "published_at", "post")]
    return table.sort_by(order)


def _rows(
    recogniser: Recogniser, account: str, post: str, moment: Any, caption: str | None, link: str | None,
    hashtags: list[str] | None, mentions: list[str] | None, tagged: list[str] | None, label: bool | None,
    sponsor: str | None,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    platform, _, handle = account.partition(":")
    found = recogniser.brands_in(Post(platform, handle, caption, link, hashtags, mentions, tagged, sponsor))
    if not found:
        return
    signs = signs_of_post(caption, link, hashtags, label, sponsor)
    about = _about(found) if signs else set()
    text, is_brand = normalised(caption or ""), partial(recogniser.brands.with_handle, platform=platform)
    for brand in found:
        paid = brand.brand in about
        yield {
            "account": account, "brand": brand.brand, "post": post, "published_at": moment, "by": brand.kind,
            "quote": brand.quote, "sentence": sentence_around(text, brand.quote, is_brand),
            "commercial": paid, "beside": len(about) - 1 if paid else 0,
            "benefits": sorted({benefit_of(sign) for sign in signs} - {""}) if paid else [],
            "rules": sorted(sign.rule for sign in signs) if paid else [],
            "feeling": feeling_about(caption, brand.quote), "says_unpaid": says_unpaid(caption),
        }  # fmt: skip


def _about(found: tuple[BrandSign, ...]) -> set[str]:
    strongest = min(_STRENGTH[sign.kind] for sign in found)
    return {sign.brand for sign in found if _STRENGTH[sign.kind] == strongest}


def benefit_of(sign: Sign) -> str:
    """The benefit a commercial sign points to: paid, gifted, commission, or empty where it leaves that open."""
    if sign.kind == PAID_LABEL:
        return "paid"
    if sign.kind in (DISCOUNT_CODE, AFFILIATE_LINK):
        return "commission"
    return disclosure_words()[sign.rule.removeprefix("word:")].benefit
