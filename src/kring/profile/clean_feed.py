"""Trait: clean feed, the share of posts that are not commercial; and the commercial share by kind of evidence.

Method: signs in each post (`kring.profile.signs`), counted over the posts in which that kind of sign could have been
seen: a label where the source says whether there is one, words and codes where the caption is known, links where
caption or link is. Commercial is any kind; clean feed is 1 less that. Wilson's interval.
Source: design D4; Upfluence calls the same share saturation.
Limits: undisclosed advertising without code or link isn't seen, so the true feed is at most as clean as this figure
says. A handful of posts says little of one creator, which the interval shows.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import wilson
from kring.facts.facts import Facts
from kring.profile.figure_rows import FIGURES, figure_rows, floats
from kring.profile.signs import SIGN_KINDS, signs_of_post
from kring.profile.suspects import SUSPECT_COLUMNS, suspects

COMMERCIAL = "commercial"
FIGURE_OF_KIND = {
    COMMERCIAL: "commercial_share",
    "paid_label": "paid_label_share",
    "disclosure_word": "disclosure_word_share",
    "discount_code": "discount_code_share",
    "affiliate_link": "affiliate_link_share",
}
_SEEN_IN = {
    COMMERCIAL: "text",
    "paid_label": "label",
    "disclosure_word": "text",
    "discount_code": "caption",
    "affiliate_link": "caption_or_link",
}


def readable_posts(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Per account how many posts could show each kind of sign: text, label, caption, caption_or_link."""
    known = {name: ~nw.col(name).is_null() for name in ("caption", "hashtags", "paid_label", "link")}
    readable = {
        "text": known["caption"] | known["hashtags"],
        "label": known["paid_label"],
        "caption": known["caption"],
        "caption_or_link": known["caption"] | known["link"],
    }
    counts = [seen.cast(nw.Int64).sum().cast(nw.Int64).alias(name) for name, seen in readable.items()]
    return posts.group_by("account").agg(*counts)


def flagged_posts(suspected: pa.Table) -> pa.Table:
    """The suspected posts with a column for every kind of sign (true, false) and whether their text was known.

    `suspected` has the columns `SUSPECT_COLUMNS`. Each post is read once.
    """
    columns = [suspected[name].to_pylist() for name in SUSPECT_COLUMNS[2:]]
    kinds = [{sign.kind for sign in signs_of_post(*post)} for post in zip(*columns, strict=True)]
    text = pc.or_(pc.is_valid(suspected["caption"]), pc.is_valid(suspected["hashtags"]))
    flags = {kind: pa.array([kind in found for found in kinds], pa.bool_()) for kind in SIGN_KINDS}
    any_kind = pc.and_(text, pa.array([bool(found) for found in kinds], pa.bool_()))
    return pa.table({"account": suspected["account"], "post": suspected["post"], COMMERCIAL: any_kind, **flags})


def sign_counts(flagged: pa.Table, readable: pa.Table) -> pa.Table:
    """Per account the posts with each kind of sign (columns of `FIGURE_OF_KIND`) beside those of `readable_posts`."""
    wanted = [flagged["account"].cast(pa.string()), *(flagged[kind].cast(pa.int64()) for kind in FIGURE_OF_KIND)]
    summed = (
        pa.table(wanted, ["account", *FIGURE_OF_KIND])
        .group_by("account")
        .aggregate([(kind, "sum") for kind in FIGURE_OF_KIND])
        .rename_columns(["account", *FIGURE_OF_KIND])
    )
    readable = readable.set_column(0, "account", readable["account"].cast(pa.string()))
    joined = readable.join(summed, "account", join_type="left outer").sort_by("account")
    for kind in FIGURE_OF_KIND:
        joined = joined.set_column(joined.column_names.index(kind), kind, pc.fill_null(joined[kind], 0))
    return joined


def commercial_counts(facts: Facts, posts: nw.LazyFrame[Any]) -> pa.Table:
    """Per account the posts with each kind of commercial sign, and those that could have shown one."""
    flagged = flagged_posts(facts.collect(suspects(posts)))
    return sign_counts(flagged, facts.collect(readable_posts(posts)))


def posts_and_flags(counts: pa.Table, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Per account the posts that carry a kind of sign, and the posts that could have shown it."""
    return floats(counts[kind]), floats(counts[_SEEN_IN[kind]])


def clean_feed(counts: pa.Table) -> pa.Table:
    """The figures clean_feed and commercial_share, and the share of each kind of sign, from `sign_counts`.

    Returns rows of `FIGURES`.
    """
    if not counts.num_rows:
        return FIGURES.empty_table()
    names = counts["account"].combine_chunks()
    rows = [_share(names, FIGURE_OF_KIND[kind], *posts_and_flags(counts, kind)) for kind in FIGURE_OF_KIND]
    flagged, posts = posts_and_flags(counts, COMMERCIAL)
    return pa.concat_tables([_share(names, "clean_feed", posts - flagged, posts), *rows])


def _share(names: pa.Array, figure: str, flagged: np.ndarray, posts: np.ndarray) -> pa.Table:
    value, low, high = (np.full(len(posts), np.nan) for _ in range(3))
    some = posts > 0
    value[some] = flagged[some] / posts[some]
    low[some], high[some] = wilson(flagged[some], posts[some])
    return figure_rows(names, figure, value, low, high, posts.astype(np.int64))
