"""Trait: data trust. How fresh and complete what is known of an account is, where it comes from, what would help most.

Method: counts over the observations; age is taken from the newest observation there is, so that no clock is read. Each
step that could be taken (`kring.vocabulary.data_steps`) is ranked by what it would take away from the doubt about the
figures it serves. Doubt is the width of an interval (of a share, or relative to the value), at most 1, and 1 for an
unknown figure. A known figure's interval shrinks by the square root of its observations; an unknown one becomes known.
Source: the standard error of a mean falls with the square root of n (any textbook); the sum of doubt is our own.
Limits: a step is assumed to deliver as many observations as the vocabulary says, and an unknown figure to lose all its
doubt, which is more than it will. Whether a source tells the truth is not judged here (see authenticity).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.figure_rows import Floats, floats, seconds
from kring.vocabulary.data_steps import DataStep, data_steps
from kring.vocabulary.figures import figures as all_figures

DAY = 86_400.0
LEAST_GAIN = 0.05
COUNTS = (
    "snapshots", "posts", "captions", "with_likes", "with_reach", "comments", "followers_listed",
)  # fmt: skip
MOMENT = pa.timestamp("us", tz="UTC")
OBSERVED = pa.schema(
    [
        ("account", pa.string()),
        ("newest", MOMENT),
        *((name, pa.int64()) for name in COUNTS),
        ("sources", pa.list_(pa.string())),
    ]
)
TRUST = pa.schema(
    [
        ("account", pa.string()),
        ("newest", MOMENT),
        ("days_old", pa.float64()),
        *((name, pa.int64()) for name in COUNTS),
        ("figures_known", pa.int64()),
        ("figures", pa.int64()),
        ("sources", pa.list_(pa.string())),
    ]
)
STEPS = pa.schema(
    [
        ("account", pa.string()),
        ("step", pa.string()),
        ("gain", pa.float64()),
        ("made_known", pa.int64()),
        ("narrowed", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class DataTrust:
    """What is known of an account: the newest observation and its age beside the newest of all, counts, sources.

    `figures_known` of `figures` have a value.
    """

    newest: datetime | None
    days_old: float | None
    snapshots: int
    posts: int
    captions: int
    with_likes: int
    with_reach: int
    comments: int
    followers_listed: int
    figures_known: int
    figures: int
    sources: list[str]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that would help: the doubt it takes away, the figures it makes known and those it narrows."""

    step: str
    gain: float
    made_known: int
    narrowed: int


def data_trust(counts: pa.Table, accounts: pa.Table, figures: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Rows of `TRUST`, one an account of `accounts`, and of `STEPS`, the most helpful first.

    `counts`: rows of `OBSERVED`; `figures`: the known figures of all accounts, rows of `FIGURES`.
    """
    names = accounts["account"].combine_chunks()
    known = figures.filter(pc.is_in(figures["figure"], pa.array(list(all_figures()))))
    place = _places(names, known["account"])
    told = np.bincount(place, minlength=len(names)).astype(np.int64)
    mine = counts.take(pc.index_in(names.cast(pa.string()), value_set=counts["account"].combine_chunks()))
    columns = {name: mine[name] for name in (*COUNTS, "newest", "sources")}
    columns |= {"account": names.cast(pa.string()), "days_old": _age(seconds(mine["newest"]))}
    columns |= {"figures_known": told, "figures": np.full(len(names), len(all_figures()))}
    return pa.table([columns[name] for name in TRUST.names], schema=TRUST), _steps(names, known, place)


def observed_counts(facts: Facts, accounts: Sequence[str]) -> pa.Table:
    """Rows of `OBSERVED` of these accounts: what was observed of each, when last, and by which sources."""
    names = pa.array(sorted(accounts), pa.string())
    posts = facts.newest("posts")
    by = {
        "accounts": _per_account(facts.table("accounts"), snapshots=nw.lit(1)),
        "posts": _per_account(posts, posts=nw.lit(1), captions=_known("caption"), with_likes=_known("likes"),
                              with_reach=_known("reach")),
        "comments": _per_account(_comments(facts, posts), comments=nw.lit(1)),
        "people": _per_account(
            facts.newest("audience_people").filter(nw.col("relation") == "follower"), followers_listed=nw.lit(1)
        ),
    }  # fmt: skip
    found: dict[str, Any] = {"account": names}
    newest = np.full(len(names), np.nan)
    for frame in by.values():
        table = facts.collect(frame)
        place = _places(names, table["account"])
        newest[place] = np.fmax(newest[place], seconds(table["newest"]))
        for name in set(table.column_names) & set(COUNTS):
            counts = np.zeros(len(names), dtype=np.int64)
            counts[place] = floats(table[name]).astype(np.int64)
            found[name] = counts
    found["newest"] = pa.array(newest * 1e6, mask=np.isnan(newest)).cast(pa.int64()).cast(MOMENT)
    found["sources"] = _sources(facts, posts, names)
    return pa.table([found[name] for name in OBSERVED.names], schema=OBSERVED)


def _per_account(frame: nw.LazyFrame[Any], **counts: nw.Expr) -> nw.LazyFrame[Any]:
    made = frame.with_columns(**counts)
    sums = [nw.col(name).sum().cast(nw.Int64).alias(f"{name}_summed") for name in counts]
    told = made.group_by("account").agg(nw.col("observed_at").max().alias("newest"), *sums)
    return told.rename({f"{name}_summed": name for name in counts})


def _known(column: str) -> nw.Expr:
    return (~nw.col(column).is_null()).cast(nw.Int64)


def _comments(facts: Facts, posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    comments = facts.newest("comments").select("comment", "post", "observed_at", "source")
    return comments.join(posts.select("account", "post"), on="post", how="inner")


def _sources(facts: Facts, posts: nw.LazyFrame[Any], names: pa.Array) -> list[list[str]]:
    frames = [facts.table(name).select("account", "source") for name in ("accounts", "posts", "audience_people")]
    frames.append(_comments(facts, posts).select("account", "source"))
    pairs = facts.collect(nw.concat(frames, how="vertical").unique()).to_pylist()
    by_account: dict[str, set[str]] = {}
    for pair in pairs:
        by_account.setdefault(pair["account"], set()).add(pair["source"])
    return [sorted(by_account.get(name, ())) for name in names.to_pylist()]


def _age(newest: Floats) -> pa.Array:
    last = np.nanmax(newest) if len(newest) and not np.all(np.isnan(newest)) else np.nan
    days = (last - newest) / DAY
    return pa.array(days, mask=np.isnan(days))


def _places(names: pa.Array, accounts: pa.ChunkedArray) -> np.ndarray:
    """The position of each account among `names`."""
    found = pc.index_in(accounts.cast(pa.string()), value_set=names.cast(pa.string()))
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _steps(names: pa.Array, known: pa.Table, place: np.ndarray) -> pa.Table:
    figure = np.asarray(known["figure"].to_numpy())
    value, low, high, n = (floats(known[part]) for part in ("value", "low", "high", "n"))
    doubt = doubts(figure, value, low, high)
    rows = [_of_step(step, names, figure, place, doubt, n) for step in data_steps().values()]
    table = pa.concat_tables(rows)
    order = [("account", "ascending"), ("gain", "descending"), ("step", "ascending")]
    return table.filter(pc.greater_equal(table["gain"], LEAST_GAIN)).sort_by(order)


def doubts(figure: np.ndarray, value: Floats, low: Floats, high: Floats) -> Floats:
    """The doubt about each figure, 0 to 1: the width of a share's interval, else the width beside the value."""
    is_share = np.isin(figure, [name for name, one in all_figures().items() if one.kind == "share"])
    scale = np.where(is_share, 1.0, np.maximum(np.abs(value), 1e-9))
    doubt: Floats = np.clip((high - low) / scale, 0, 1)
    return doubt


def _of_step(
    step: DataStep, names: pa.Array, figure: np.ndarray, place: np.ndarray, doubt: Floats, n: Floats
) -> pa.Table:
    served = np.isin(figure, step.figures)
    n = np.maximum(np.nan_to_num(n[served]), 1)
    less = doubt[served] * (1 - np.sqrt(n / (n + step.more)))
    narrowed = np.bincount(place[served], less > 0, minlength=len(names)).astype(np.int64)
    unknown = len(step.figures) - np.bincount(place[served], minlength=len(names))
    gain = np.bincount(place[served], less, minlength=len(names)) + unknown
    columns = [names.cast(pa.string()), [step.name] * len(names), gain, unknown.astype(np.int64), narrowed]
    return pa.table(columns, schema=STEPS)
