"""Who follows now: the newest list that is whole says who does, and who stands only in older lists has left.

A list is what one batch tells of the followers of an account; it is whole where its rows say `complete`. Lists that
begin within twelve hours of each other are taken together: a long list may come in several files. A later list that is
not whole adds the people it names and takes nobody away. Likers and commenters don't leave: they did what they did.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import narwhals as nw

AUDIENCE_PEOPLE, FOLLOWER = "audience_people", "follower"
TOGETHER = timedelta(hours=12)
_BEGUN = "newest_whole_list_begun"
_LIST = ("account", "relation")


def whole_lists(observed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """By account and relation, when the newest whole list of followers among these rows began."""
    rows = observed.filter((nw.col("relation") == FOLLOWER) & nw.col("complete"))
    lists = rows.group_by(*_LIST, "batch_id").agg(nw.col("observed_at").min().alias(_BEGUN))
    return lists.group_by(*_LIST).agg(nw.col(_BEGUN).max())


def without_who_left(state: nw.LazyFrame[Any], observed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The newest state of each person around an account without the followers who left; `observed`: all its rows."""
    known = state.join(whole_lists(observed), on=list(_LIST), how="left")
    there = nw.col(_BEGUN).is_null() | (nw.col("observed_at") >= nw.col(_BEGUN) - nw.lit(TOGETHER))
    return known.filter(there).drop(_BEGUN)
