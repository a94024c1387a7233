"""Trait: arrivals. When today's followers came, where a whole list of them says since when each follows.

Method: counting. The figure is the share of today's followers who came in the twelve months before the list; those
without a date may be none or all of them. A day is a burst when at least 5 % of today's followers came on it (the least
that counts as a jump of a following, `kring.vocabulary.trajectory`) and that is more than five spreads above the median
of the four weeks on either side. The spread is the robust one (median absolute deviation) or that of a Poisson count,
whichever is larger. The first thirty days of an account are left out: friends come together then.
Source: counts of an export that the creator asked for; five spreads as for jumps between snapshots.
Limits: who left is not in the list, so this is no history and no growth. It bounds growth from above: today's followers
who came earlier were there a year ago, so the number then was at least theirs. Of people who came and left it tells
nothing. A burst doesn't say why they came: a post that goes round the country does it, and so do bought followers who
stayed; so it is shown, and no verdict on authenticity rests on it. Followers bought in portions over weeks make no
burst. Lists that are not whole, with fewer than 200 followers, or with more than a tenth undated tell nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.facts.facts import Facts
from kring.profile.figure_rows import FIGURES, coded, figure_rows, floats, seconds
from kring.vocabulary.trajectory import trajectory_terms

DAY, YEAR = 86_400, 365
FEWEST_LISTED, MOST_UNDATED = 200, 0.1
AROUND, BEGINNING, SPREADS = 28, 30, 5.0
OF_A_NORMAL = 1.4826
ARRIVED = pa.schema(
    [
        ("account", pa.string()),
        ("listed_at", pa.timestamp("us", tz="UTC")),
        *((name, pa.int64()) for name in ("listed", "dated", "last_year")),
        ("burst_on", pa.date32()),
        ("burst", pa.int64()),
        ("usual", pa.float64()),
    ]
)
ARRIVALS = pa.schema([("account", pa.string()), ("month", pa.date32()), ("people", pa.int64())])
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When the followers of a whole list came. `listed`: how many it names, `dated`: how many with a date, `last_year`:
    how many of these in the twelve months before `listed_at`. `months`: the first day of each month, and how many of
    today's followers came in it.

    `burst_on`: the day with the largest burst, `burst` how many came then, `usual` on a day around it; None without.
    """

    listed_at: datetime
    listed: int
    dated: int
    last_year: int
    burst_on: date | None
    burst: int | None
    usual: float | None
    months: tuple[tuple[date, int], ...]

    @property
    def grown_at_most(self) -> float | None:
        """By which share the number of followers grew in the last twelve months at most; None without a bound."""
        earlier = self.dated - self.last_year
        return (self.listed - earlier) / earlier if earlier > 0 else None


@dataclass(frozen=True, slots=True)
class ArrivalTables:
    """The trait of all accounts: rows of `FIGURES`, of `ARRIVED` and of `ARRIVALS`, by account."""

    figures: pa.Table
    arrived: pa.Table
    months: pa.Table


NOTHING = ArrivalTables(FIGURES.empty_table(), ARRIVED.empty_table(), ARRIVALS.empty_table())


def arrivals(facts: Facts, account: str | None = None) -> ArrivalTables:
    """When the followers of each account (or of one) came; an account without a whole, dated list has no row."""
    told = facts.table("audience_people").filter((nw.col("relation") == "follower") & ~nw.col("since").is_null())
    if account is not None:
        told = told.filter(nw.col("account") == account)
    among = facts.collect(told.select("account").unique())
    if not among.num_rows:
        return NOTHING
    followers = facts.newest("audience_people", among=among).filter(nw.col("relation") == "follower")
    counted = followers.group_by("account", "since").agg(
        nw.len().cast(nw.Int64).alias("people"),
        nw.col("complete").cast(nw.Int64).sum().alias("whole"),
        nw.col("observed_at").max().alias("listed_at"),
    )
    return _of_lists(facts.collect(counted))


def _of_lists(counted: pa.Table) -> ArrivalTables:
    """From how many followers of each account came at each moment: account, since, people, whole, listed_at."""
    names, code = coded(counted["account"])
    people, whole = floats(counted["people"]), np.nan_to_num(floats(counted["whole"]))
    moment, seen = seconds(counted["since"]), seconds(counted["listed_at"])
    order = np.argsort(code, kind="stable")
    starts = np.searchsorted(code[order], np.arange(len(names) + 1))
    arrived: list[dict[str, Any]] = []
    months: list[dict[str, Any]] = []
    for place, name in enumerate(names.to_pylist()):
        mine = order[starts[place] : starts[place + 1]]
        told = mine[~np.isnan(moment[mine])]
        listed, dated = int(people[mine].sum()), int(people[told].sum())
        if whole[mine].sum() < listed or listed < FEWEST_LISTED or dated < listed * (1 - MOST_UNDATED):
            continue
        days, came = (moment[told] // DAY).astype(np.int64), people[told].astype(np.int64)
        at = float(seen[mine].max())
        row = {"account": name, "listed_at": int(at * 1e6), "listed": listed, "dated": dated}
        row["last_year"] = int(came[days >= at // DAY - YEAR].sum())
        arrived.append(row | dict(zip(("burst_on", "burst", "usual"), burst(days, came, listed), strict=True)))
        months += [{"account": name, "month": month, "people": number} for month, number in _by_month(days, came)]
    rows = pa.Table.from_pylist(arrived, ARRIVED)
    return ArrivalTables(_figures(rows), rows, pa.Table.from_pylist(months, ARRIVALS))


def burst(days: Counts, people: Counts, listed: int) -> tuple[int, int, float] | tuple[None, None, None]:
    """The day on which most came of those that are bursts, how many, and how many is usual around it.

    `days`: since 1970, with `people` on each, in any order and a day more than once.
    """
    if not len(days):
        return None, None, None
    first = int(days.min())
    came = np.bincount(days - first, weights=people).astype(np.int64)
    large = np.flatnonzero(came >= trajectory_terms().jump * listed)
    for place in sorted(large[large >= BEGINNING].tolist(), key=lambda place: (-came[place], place)):
        near = np.delete(came[max(0, place - AROUND) : place + AROUND + 1], min(place, AROUND))
        usual = float(np.median(near))
        spread = max(OF_A_NORMAL * float(np.median(np.abs(near - usual))), float(np.sqrt(usual + 1)))
        if came[place] - usual > SPREADS * spread:
            return first + place, int(came[place]), usual
    return None, None, None


def _by_month(days: Counts, people: Counts) -> list[tuple[date, int]]:
    """Every month from the first to the last with arrivals, those without any too."""
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    came = np.bincount(month - month.min(), weights=people).astype(np.int64)
    named = (month.min() + np.arange(len(came))).astype("datetime64[M]").astype("datetime64[D]").tolist()
    return list(zip(named, came.tolist(), strict=True))


def _figures(rows: pa.Table) -> pa.Table:
    """The share who came in the last twelve months; the undated may be none or all of them."""
    listed, dated, recent = (floats(rows[name]) for name in ("listed", "dated", "last_year"))
    value, low, high = recent / dated, recent / listed, (recent + listed - dated) / listed
    names = pc.cast(rows["account"].combine_chunks(), pa.string())
    return figure_rows(names, "came_last_year", value, low, high, dated.astype(np.int64))
