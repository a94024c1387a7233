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

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.clustered import clustered_shares
from kring.profile.figure_rows import FIGURES, figure_rows, floats, seconds
from kring.profile.listed import listed, listing, unlisted
from kring.profile.medians import medians

NOTE = "replies in the thread"
SMALLEST_HOURS = 0.1
ROOTS = ("account", "post", "comment", "commented_at", "answered_at", "answered")
ANSWERED = listing(asked=pa.int64(), answered=pa.int64())
HOURS = listing(hours=pa.float64())
_IN_THREAD = nw.coalesce(nw.col("parent"), nw.lit("")) != ""
CAPTURED = pa.schema([("account", pa.string()), ("captured", pa.int64()), ("counted", pa.int64())])


def answerable_comments(
    comments: nw.LazyFrame[Any], posts: nw.LazyFrame[Any], threaded: Sequence[str] | None = None
) -> nw.LazyFrame[Any]:
    """The first-level comments by others, each with whether and when the creator first replied in its thread.

    `comments` needs comment, post, parent, by_creator, published_at and source; `posts` account and post. Comments
    of sources that deliver no threads, or don't say who is the creator, are left out; `threaded` is as in
    `with_threads`. Columns: `ROOTS`.
    """
    told = with_threads(comments, threaded)
    replies = (
        told.filter(nw.col("by_creator"), ~nw.col("first_level"))
        .group_by("parent")
        .agg(nw.col("published_at").min().alias("answered_at"), nw.len().alias("replies"))
    )
    return (
        told.filter(nw.col("first_level"), ~nw.col("by_creator"))
        .join(posts.select("account", "post"), on="post", how="inner")
        .join(replies, left_on="comment", right_on="parent", how="left")
        .with_columns(commented_at=nw.col("published_at"), answered=~nw.col("replies").is_null())
        .select(*ROOTS)
    )


def with_threads(comments: nw.LazyFrame[Any], threaded: Sequence[str] | None = None) -> nw.LazyFrame[Any]:
    """The comments of sources that deliver threads and say who is the creator, with whether each is first_level.

    `threaded`: the sources known to deliver threads (`threaded_sources`), else those with a thread among `comments`.
    """
    told = comments.with_columns(first_level=~_IN_THREAD)
    if threaded is not None:
        return told.filter(nw.col("source").is_in(list(threaded)), ~nw.col("by_creator").is_null())
    told = told.with_columns(threads=_IN_THREAD.cast(nw.Int64).max().over("source"))
    return told.filter(nw.col("threads") == 1, ~nw.col("by_creator").is_null()).drop("threads")


def threaded_sources(facts: Facts) -> list[str]:
    """The sources that deliver any thread."""
    found = facts.collect(facts.table("comments").filter(_IN_THREAD).select("source").unique())
    return sorted(found["source"].to_pylist())


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


def answered_counts(roots: pa.Table) -> pa.Table:
    """Rows of `ANSWERED`: by post how many comments could be answered and how many were."""
    by_post = roots.group_by(["account", "post"]).aggregate([("answered", "sum"), ("answered", "count")])
    by_post = by_post.sort_by([("account", "ascending"), ("post", "ascending")])
    counts = by_post.rename_columns({"answered_sum": "answered", "answered_count": "asked"})
    return listed(counts, ANSWERED)


def hours_taken(roots: pa.Table) -> pa.Table:
    """Rows of `HOURS`: of each answered comment the hours to the first reply, the shortest first."""
    told = roots.filter(pc.and_(pc.is_valid(roots["answered_at"]), pc.is_valid(roots["commented_at"])))
    hours = (seconds(told["answered_at"]) - seconds(told["commented_at"])) / 3600
    taken = pa.table({"account": told["account"].cast(pa.string()), "hours": hours}).filter(pa.array(hours >= 0))
    return listed(taken.sort_by([("account", "ascending"), ("hours", "ascending")]), HOURS)


def answered_figures(answered: pa.Table, hours: pa.Table, captured: pa.Table) -> pa.Table:
    """The figures of all accounts, from rows of `ANSWERED`, `HOURS` and `CAPTURED`.

    Returns rows of `FIGURES`: answered_comments, hours_to_answer, comments_captured.
    """
    return pa.concat_tables([_answered(answered), _hours(hours), _coverage(captured)])


def _answered(counts: pa.Table) -> pa.Table:
    if not counts.num_rows:
        return FIGURES.empty_table()
    accounts, groups, by_post = unlisted(counts)
    value, low, high, n = clustered_shares(groups, by_post["answered"], by_post["asked"], len(accounts))
    return figure_rows(accounts, "answered_comments", value, low, high, n, NOTE)


def _hours(taken: pa.Table) -> pa.Table:
    if not taken.num_rows:
        return FIGURES.empty_table()
    accounts, groups, values = unlisted(taken)
    middle = medians(groups, values["hours"], len(accounts), SMALLEST_HOURS)
    return figure_rows(accounts, "hours_to_answer", middle.value, middle.low, middle.high, middle.n, NOTE)


def _coverage(captured: pa.Table) -> pa.Table:
    if not captured.num_rows:
        return FIGURES.empty_table()
    share = np.minimum(floats(captured["captured"]) / floats(captured["counted"]), 1.0)
    names = captured["account"].combine_chunks()
    counted = floats(captured["counted"]).astype(np.int64)
    return figure_rows(names, "comments_captured", share, share, share, counted, "all captured comments, replies too")
