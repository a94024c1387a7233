"""Trait: contact. How many comments the creator answers, and how fast.

Method: of the captured first-level comments by others, the share under which the creator wrote at least one reply in
the thread; the hours from the comment to the first such reply, as a median; and the captured comments as a share of
those the platform counts, so that a cut crawl is seen.
Source: design data ("counting only replies in the thread"); intervals of `kring.profile.clustered`.
Limits: the broader definition, in which a later first-level comment that names the commenter is an answer too, can't be
computed, since names in comments are masked. So this figure is a lower bound. A source that delivers no threads at all
tells nothing about answers, which is unknown and not zero. Reactions by emoji and private messages are not seen.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.clustered import clustered_shares
from kring.profile.figure_rows import FIGURES, coded, figure_rows, floats, seconds
from kring.profile.medians import medians

NOTE = "replies in the thread"
SMALLEST_HOURS = 0.1
ROOTS = ("account", "post", "comment", "commented_at", "answered_at", "answered")


def answerable_comments(comments: nw.LazyFrame[Any], posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The first-level comments by others, each with whether and when the creator first replied in its thread.

    `comments` needs comment, post, parent, by_creator, published_at and source; `posts` account and post. Comments
    of sources that deliver no threads, or don't say who is the creator, are left out. Columns: `ROOTS`.
    """
    threaded = with_threads(comments)
    replies = (
        threaded.filter(nw.col("by_creator"), ~nw.col("first_level"))
        .group_by("parent")
        .agg(nw.col("published_at").min().alias("answered_at"), nw.len().alias("replies"))
    )
    return (
        threaded.filter(nw.col("first_level"), ~nw.col("by_creator"))
        .join(posts.select("account", "post"), on="post", how="inner")
        .join(replies, left_on="comment", right_on="parent", how="left")
        .with_columns(commented_at=nw.col("published_at"), answered=~nw.col("replies").is_null())
        .select(*ROOTS)
    )


def with_threads(comments: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The comments of sources that deliver threads and say who is the creator, with whether each is first_level."""
    parent = nw.coalesce(nw.col("parent"), nw.lit(""))
    told = comments.with_columns(
        first_level=parent == "", threads=(parent != "").cast(nw.Int64).max().over("source")
    ).filter(nw.col("threads") == 1, ~nw.col("by_creator").is_null())
    return told.drop("threads")


def captured_comments(comments: nw.LazyFrame[Any], posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Per account the captured comments and those the platform counts, over posts with any captured comment.

    `posts` needs account, post and comments. Columns: account, captured, counted, posts.
    """
    by_post = comments.group_by("post").agg(nw.len().alias("captured"))
    both = posts.select("account", "post", "comments").join(by_post, on="post", how="inner")
    return (
        both.filter(nw.col("comments") > 0)
        .group_by("account")
        .agg(
            nw.col("captured").sum().cast(nw.Int64).alias("captured"),
            nw.col("comments").sum().cast(nw.Int64).alias("counted"),
            nw.len().alias("posts"),
        )
    )


def answered_figures(roots: pa.Table, captured: pa.Table) -> pa.Table:
    """The figures of all accounts, from collected `answerable_comments` and `captured_comments`.

    Returns rows of `FIGURES`: answered_comments, hours_to_answer, comments_captured.
    """
    return pa.concat_tables([_answered(roots), _hours(roots), _coverage(captured)])


def _answered(roots: pa.Table) -> pa.Table:
    if not roots.num_rows:
        return FIGURES.empty_table()
    by_post = roots.group_by(["account", "post"]).aggregate([("answered", "sum"), ("answered", "count")])
    by_post = by_post.sort_by([("account", "ascending"), ("post", "ascending")])
    accounts, groups = coded(by_post["account"])
    answered, asked = floats(by_post["answered_sum"]), floats(by_post["answered_count"])
    value, low, high, n = clustered_shares(groups, answered, asked, len(accounts))
    return figure_rows(accounts, "answered_comments", value, low, high, n, NOTE)


def _hours(roots: pa.Table) -> pa.Table:
    told = roots.filter(pc.and_(pc.is_valid(roots["answered_at"]), pc.is_valid(roots["commented_at"])))
    if not told.num_rows:
        return FIGURES.empty_table()
    accounts, groups = coded(told["account"])
    hours = (seconds(told["answered_at"]) - seconds(told["commented_at"])) / 3600
    middle = medians(groups, np.where(hours >= 0, hours, np.nan), len(accounts), SMALLEST_HOURS)
    return figure_rows(accounts, "hours_to_answer", middle.value, middle.low, middle.high, middle.n, NOTE)


def _coverage(captured: pa.Table) -> pa.Table:
    if not captured.num_rows:
        return FIGURES.empty_table()
    share = np.minimum(floats(captured["captured"]) / floats(captured["counted"]), 1.0)
    names = captured["account"].combine_chunks()
    counted = floats(captured["counted"]).astype(np.int64)
    return figure_rows(names, "comments_captured", share, share, share, counted, "all captured comments, replies too")
