"""Comments that fit below any post, the same words again and again, and groups that comment on each other (pods).

Method: of the captured first-level comments by others, the share that are generic (emoji only, or up to three words
all from `kring.vocabulary.authenticity`), the share whose words (four or more) stand at least three times below the
account's posts, and the share by a pod. A pod: at least three people who each wrote two comments or more, most of
them generic, below each of two accounts or more of different creators, and who are at least half of all such people of
one of them (two large accounts of one niche share more than three of their many faithful followers). Accounts that
share such a group belong together. Intervals of `kring.profile.clustered`, posts as clusters.
Source: what HypeAuditor and others flag (design market, F14); the definition of pods is our own.
Limits: warm short comments are also what friends write, so a share only counts beside that of peers. A pod whose
members write real sentences is not seen, nor one of which only one account was observed on a platform: people have
other names, and so other keys, on each.
"""

from __future__ import annotations

import re
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.clustered import clustered_shares
from kring.profile.figure_rows import FIGURES, Floats, Whole, coded, figure_rows, floats
from kring.profile.listed import listed, listing, unlisted
from kring.profile.normalised import normalised
from kring.vocabulary.authenticity import generic_words

LONGEST_GENERIC = 48
WORDS_AT_MOST = 3
WORDS_REPEATED = 4
TIMES = 3
PRAISES = 2
PEOPLE = 3
NOTE = "captured first-level comments by others"
PODS = pa.schema([("account", pa.string()), ("pod", pa.string()), ("accounts", pa.int64()), ("people", pa.int64())])
COMMENT = ("account", "post", "comment", "author_key", "text", "published_at", "generic")
FLAGS = ("generic", "repeated")
COMMENTED = listing(all=pa.int64(), generic=pa.int64(), repeated=pa.int64())
KEEN = pa.schema(
    [("account", pa.string()), ("author_key", pa.int64()), ("place", pa.int64()), ("comments", pa.int64())]
)
"""`place`: of the post in the account's lists of `COMMENTED`."""
FIGURE_OF_FLAG = {"generic": "generic_comments", "repeated": "repeated_comments", "by_pod": "pod_comments"}
_WORD = re.compile(r"[^\W\d_]+")
_MENTION = re.compile(r"@\S+")


def is_generic(text: str) -> bool:
    """Whether a comment would fit below any post."""
    words = _WORD.findall(_MENTION.sub(" ", normalised(text).folded))
    return len(words) <= WORDS_AT_MOST and all(_unstretched(word) for word in words)


def _unstretched(word: str) -> bool:
    """Whether a word is a generic one, with letters repeated for emphasis or not (mooooi, wauwww)."""
    short = re.sub(r"(.)\1{2,}", r"\1", word)
    return bool({word, short, re.sub(r"(.)\1{2,}", r"\1\1", word)} & generic_words())


def comments_by_others(facts: Facts) -> nw.LazyFrame[Any]:
    """The first-level comments by others: `COMMENT`, with generic 1 or 0."""
    columns = ("comment", "post", "parent", "author_key", "by_creator", "text", "published_at")
    comments = facts.newest("comments").select(*columns)
    first = nw.coalesce(nw.col("parent"), nw.lit("")) == ""
    others = comments.filter(first, ~nw.coalesce(nw.col("by_creator"), nw.lit(False)), ~nw.col("text").is_null())
    short = facts.collect(others.filter(nw.col("text").str.len_chars() <= LONGEST_GENERIC).select("text").unique())
    generic = [text for text in short["text"].to_pylist() if is_generic(text)]
    flagged = facts.from_arrow(pa.table({"text": pa.array(generic, pa.string()), "generic": [1] * len(generic)}))
    posts = facts.newest("posts").select("account", "post")
    return (
        others.join(flagged, on="text", how="left")
        .join(posts, on="post", how="inner")
        .select(*COMMENT[:-1], nw.coalesce(nw.col("generic"), nw.lit(0)).alias("generic"))
    )


def commented(facts: Facts) -> tuple[pa.Table, pa.Table]:
    """Rows of `COMMENTED`: the comments by post, with how many are of each kind; and rows of `KEEN`.

    `KEEN`: how often those who often and briefly praise an account commented on each of its posts.
    """
    comments = comments_by_others(facts)
    marked = comments.join(_repeated(comments), on=["account", "text"], how="left")
    flags = [nw.coalesce(nw.col(name), nw.lit(0)).sum().cast(nw.Int64).alias(name) for name in FLAGS]
    by_post = facts.collect(marked.group_by("account", "post").agg(nw.len().cast(nw.Int64).alias("all"), *flags))
    by_post = by_post.sort_by([("account", "ascending"), ("post", "ascending")])
    keen = comments.join(_keen(comments), on=["account", "author_key"], how="semi").group_by(
        "account", "author_key", "post"
    )
    praise = facts.collect(keen.agg(nw.len().cast(nw.Int64).alias("comments")))
    first = np.unique(coded(by_post["account"])[1], return_index=True)[1]
    row = floats(pc.index_in(praise["post"], value_set=by_post["post"].combine_chunks())).astype(np.int64)
    group = floats(pc.index_in(praise["account"], value_set=by_post["account"].unique())).astype(np.int64)
    placed = praise.append_column("place", pa.array(row - first[group] if len(first) else row))
    order = [("account", "ascending"), ("author_key", "ascending"), ("place", "ascending")]
    return listed(by_post, COMMENTED), placed.select(KEEN.names).cast(KEEN).sort_by(order)


def commenting(counts: pa.Table, keen: pa.Table, creators: dict[str, str]) -> tuple[pa.Table, pa.Table]:
    """The figures of comments (rows of `FIGURES`) and the pods (rows of `PODS`), from rows of `COMMENTED` and `KEEN`.

    `creators`: who is behind each account, so that two accounts of one creator are no pod.
    """
    pods, members = find_pods(keen.group_by(["account", "author_key"]).aggregate([]).sort_by("account"), creators)
    if not counts.num_rows:
        return FIGURES.empty_table(), pods
    names, groups, by_post = unlisted(counts)
    by_post["by_pod"] = _by_pod(names, groups, keen, members)
    rows = []
    for flag, figure in FIGURE_OF_FLAG.items():
        value, low, high, n = clustered_shares(groups, by_post[flag], by_post["all"], len(names))
        rows.append(figure_rows(names, figure, value, low, high, n, NOTE))
    return pa.concat_tables(rows), pods


def _by_pod(names: pa.Array, groups: Whole, keen: pa.Table, members: pa.Table) -> Floats:
    """By post the comments of those who belong to a pod."""
    mine = keen.join(members.select(["account", "author_key"]), ["account", "author_key"], join_type="left semi")
    account = floats(pc.index_in(mine["account"], value_set=names)).astype(np.int64)
    first = np.searchsorted(groups, np.arange(len(names)))
    post = first[account] + floats(mine["place"]).astype(np.int64)
    by_pod: Floats = np.bincount(post, floats(mine["comments"]), minlength=len(groups)).astype(np.float64)
    return by_pod


def _repeated(comments: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The texts that stand several times below one account's posts, short ones left out."""
    again = comments.filter(nw.col("generic") == 0).group_by("account", "text").agg(nw.len().alias("times"))
    long_enough = nw.col("text").str.replace_all(r"[^ ]", "").str.len_chars() >= WORDS_REPEATED - 1
    return again.filter(nw.col("times") >= TIMES, long_enough).select("account", "text", nw.lit(1).alias("repeated"))


def find_pods(keen: pa.Table, creators: dict[str, str]) -> tuple[pa.Table, pa.Table]:
    """The pods among people who often praise the same accounts, and which person belongs to the pod of which account.

    `keen`: account and author_key, a row for everybody who often praises that account.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    members = pa.schema([("account", pa.string()), ("author_key", keen["author_key"].type), ("by_pod", pa.int64())])
    if not keen.num_rows:
        return PODS.empty_table(), members.empty_table()
    names, account = coded(keen["account"])
    person = np.unique(keen["author_key"].to_numpy(), return_inverse=True)[1]
    praise = coo_array((np.ones(len(account), dtype=np.int32), (account, person))).tocsr()
    shared = (praise @ praise.T).tocoo()
    who = np.unique([creators.get(name, name) for name in names.to_pylist()], return_inverse=True)[1]
    people = np.bincount(account)
    most = 2 * shared.data >= np.minimum(people[shared.row], people[shared.col])
    close = (shared.data >= PEOPLE) & most & (who[shared.row] != who[shared.col])
    first, second = shared.row[close], shared.col[close]
    links = coo_array((np.ones(len(first)), (first, second)), shape=shared.shape)
    component = connected_components(links, directed=False)[1]
    inside = np.isin(np.arange(len(names)), first)
    mutual = praise.T @ coo_array((inside * 1, (np.arange(len(names)), component))).tocsr()
    mine = inside[account] & (np.asarray(mutual[person, component[account]]).ravel() >= 2)
    table = pa.table(
        [keen["account"].cast(pa.string()), keen["author_key"], np.ones(len(mine), np.int64)], schema=members
    )
    return _pod_rows(names, component, inside, person[mine], component[account[mine]]), table.filter(pa.array(mine))


def _pod_rows(
    names: pa.Array, component: np.ndarray, inside: np.ndarray, person: np.ndarray, pod: np.ndarray
) -> pa.Table:
    """Rows of `PODS`; a pod is called after its first account."""
    pairs = np.unique(np.stack([pod, person]), axis=1)[0]
    people = np.bincount(pairs, minlength=len(names))
    size = np.bincount(component[inside], minlength=len(names))
    account = np.flatnonzero(inside)
    first = np.full(len(names), len(names))
    np.minimum.at(first, component[account], account)
    of = component[account]
    columns = [names.take(pa.array(account)), names.take(pa.array(first[of])), pa.array(size[of]), pa.array(people[of])]
    return pa.table([pc.cast(column, field.type) for column, field in zip(columns, PODS, strict=True)], schema=PODS)


def telling_comments(facts: Facts, account: str, figure: str) -> pa.Table:
    """The comments below one account that count for a figure of `FIGURE_OF_FLAG`: comment, text, published_at.

    For pod_comments: those by people who often and briefly praise this account.
    """
    comments = comments_by_others(facts).filter(nw.col("account") == account)
    if figure == "generic_comments":
        told = comments.filter(nw.col("generic") == 1)
    elif figure == "repeated_comments":
        told = comments.join(_repeated(comments).select("account", "text"), on=["account", "text"], how="semi")
    else:
        told = comments.join(_keen(comments), on=["account", "author_key"], how="semi")
    return facts.collect(told.select("comment", "text", "published_at"))


def _keen(comments: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Who wrote two comments or more below an account, most of them generic: account, author_key."""
    by_person = comments.filter(~nw.col("author_key").is_null()).group_by("account", "author_key")
    counted = by_person.agg(nw.len().alias("wrote"), nw.col("generic").sum().alias("generic"))
    keen = counted.filter(nw.col("wrote") >= PRAISES, nw.col("generic") * 2 > nw.col("wrote"))
    return keen.select("account", "author_key")
