"""Trait: contact, its depth. How long conversations go on once the creator answered.

Method: of the threads the creator answered, the mean number of replies by anybody, and the share that goes on: the
creator writes more than once, or the one who commented writes again after the creator's first answer. Intervals of
`kring.profile.clustered`, posts as clusters.
Source: threads with several exchanges as depth of conversation (Gomez, Kappen and Kaltenbrunner, Modeling the
structure and evolution of discussion cascades, Hypertext 2011); the counting rule is our own.
Limits: a crawl that cuts threads makes both too low. Replies to replies count for the comment above them, three
levels deep. Where a source gives no authors, any later reply by somebody else than the creator counts as coming back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.profile.clustered import clustered_rates, clustered_shares
from kring.profile.contact.answered import with_threads
from kring.profile.figure_rows import FIGURES, figure_rows, floats
from kring.profile.listed import listed, listing, unlisted

NOTE = "threads the creator answered"
THREADS = ("account", "post", "comment", "commented_at", "replies", "own", "back")
REPLIES = ("comment", "parent", "author_key", "by_creator", "published_at")
LEVELS = 3
DEPTH = listing(answered=pa.int64(), further=pa.int64(), on=pa.int64())


def replies_in_threads(comments: nw.LazyFrame[Any], threaded: Sequence[str] | None = None) -> nw.LazyFrame[Any]:
    """Every reply, of sources that deliver threads: `REPLIES`. `comments` is as in `answered_threads`."""
    return with_threads(comments, threaded).filter(~nw.col("first_level")).select(*REPLIES)


def answered_threads(
    comments: nw.LazyFrame[Any],
    posts: nw.LazyFrame[Any],
    replies: nw.LazyFrame[Any],
    threaded: Sequence[str] | None = None,
) -> nw.LazyFrame[Any]:
    """The threads below comments by others that the creator answered: `THREADS`.

    `replies` by anybody, `own` by the creator, `back` by the one who commented, after the creator's first answer.
    `comments` needs comment, post, parent, author_key, by_creator, published_at and source; `posts` account and post;
    `replies` is what `replies_in_threads` gives.
    """
    below = _by_root(replies)
    own = (
        below.filter(nw.col("by_creator"))
        .group_by("root")
        .agg(nw.col("published_at").min().alias("answered_at"), nw.len().cast(nw.Int64).alias("own"))
    )
    roots = (
        with_threads(comments, threaded)
        .filter(nw.col("first_level"), ~nw.col("by_creator"))
        .select("comment", "post", nw.col("author_key").alias("asker"), nw.col("published_at").alias("commented_at"))
        .join(own, left_on="comment", right_on="root", how="inner")
        .join(posts.select("account", "post"), on="post", how="inner")
    )
    by_asker = nw.coalesce(nw.col("author_key") == nw.col("asker"), nw.lit(True))
    later = nw.coalesce(nw.col("published_at") > nw.col("answered_at"), nw.lit(False))
    returned = (~nw.col("by_creator") & by_asker & later).cast(nw.Int64)
    return (
        roots.join(below, left_on="comment", right_on="root", how="inner")
        .with_columns(returned=returned)
        .group_by("account", "post", "comment", "commented_at", "own")
        .agg(nw.len().cast(nw.Int64).alias("replies"), nw.col("returned").sum().cast(nw.Int64).alias("back"))
        .select(*THREADS)
    )


def _by_root(replies: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The replies with `root`: the first-level comment above them; what hangs deeper than `LEVELS` keeps a reply."""
    above = replies.select(nw.col("comment").alias("root"), nw.col("parent").alias("above"))
    found = replies.rename({"parent": "root"}).drop("comment")
    for _ in range(LEVELS - 1):
        found = found.join(above, on="root", how="left").with_columns(root=nw.coalesce(nw.col("above"), nw.col("root")))
        found = found.drop("above")
    return found


def depth_counts(threads: pa.Table) -> pa.Table:
    """Rows of `DEPTH` from collected `answered_threads`: by post answered threads, replies after, and which go on."""
    further = floats(threads["replies"]) - 1
    on = (floats(threads["own"]) > 1) | (floats(threads["back"]) > 0)
    told = pa.table({"account": threads["account"], "post": threads["post"], "further": further, "on": on})
    by_post = told.group_by(["account", "post"]).aggregate([("further", "sum"), ("on", "sum"), ("on", "count")])
    by_post = by_post.sort_by([("account", "ascending"), ("post", "ascending")])
    return listed(by_post.rename_columns({"further_sum": "further", "on_sum": "on", "on_count": "answered"}), DEPTH)


def depth(counts: pa.Table) -> pa.Table:
    """The figures replies_per_thread and continued_threads (rows of `FIGURES`), from rows of `DEPTH`."""
    if not counts.num_rows:
        return FIGURES.empty_table()
    names, groups, by_post = unlisted(counts)
    answered = by_post["answered"]
    value, low, high, n = clustered_rates(groups, by_post["further"], answered, len(names))
    shares = clustered_shares(groups, by_post["on"], answered, len(names))
    return pa.concat_tables(
        [
            figure_rows(names, "replies_per_thread", 1 + value, 1 + low, 1 + high, n, NOTE),
            figure_rows(names, "continued_threads", *shares, NOTE),
        ]
    )
