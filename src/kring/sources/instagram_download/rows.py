"""From what a download tells to rows of our tables. Pure: the same files and answers give the same rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pyarrow as pa

from kring.facts.declaration import Kind
from kring.facts.person_keys import NOBODY
from kring.facts.schema import TABLES
from kring.sources.exports.export import Answered, Delivered
from kring.sources.exports.gathered import Gathered, ShareOf
from kring.sources.exports.posts import post_row
from kring.sources.exports.rows import account_row
from kring.sources.files import reasons
from kring.sources.files.dates import CLOCKS_DIFFER
from kring.sources.instagram_download import members as lists
from kring.sources.instagram_download.audience import Insights
from kring.sources.instagram_download.members import Members
from kring.sources.instagram_download.people import began_in, names_in
from kring.sources.instagram_download.posts import posts_in

_MOST_MISSING = 0.03


def is_whole(people: int, followers: int) -> bool:
    """Whether a list of so many people is all of so many followers; it lacks accounts that are closed for a while."""
    return people >= followers * (1 - _MOST_MISSING)


def delivered(
    found: Members, insights: list[Insights], moments: list[datetime | None], answered: Answered
) -> Delivered:
    """The rows of a whole download; `moments`: when each record of insights was true, None for when it was made."""
    got = Gathered()
    for told, moment in zip(insights, moments, strict=True):
        _take_shares(got, told, moment, answered)
        if told.followers is not None:
            got.conclude("accounts", account_row(answered, followers=told.followers, observed_at=moment))
    _take_posts(got, found, answered)
    people, complete = _people(got, found, insights, answered)
    if complete:
        following = found.entries(lists.FOLLOWING) if found.lists.get(lists.FOLLOWING) else None
        counted = any(told.followers is not None for told in insights)
        counts = {"followers": None if counted else people.num_rows}
        counts["following"] = None if following is None else len(following)
        got.conclude("accounts", account_row(answered, **counts))
    got.leave("accounts followed: only their number is kept", len(found.entries(lists.FOLLOWING)))
    got.leave("totals of interactions, which no table holds", len(found.entries(lists.INTERACTIONS)))
    got.leave("totals of people reached, which no table holds", len(found.entries(lists.REACHED)))
    whole = got.delivered()
    return replace(whole, tables={**whole.tables, "audience_people": people}) if people.num_rows else whole


def _take_shares(got: Gathered, told: Insights, moment: datetime | None, answered: Answered) -> None:
    got.leave("lists of places, ages or genders that could not be told apart", told.unread)
    for dimension, shares in told.shares.items():
        for place, one in enumerate(shares, start=1):
            share = ShareOf(dimension, one.name, one.share)
            got.take_share(answered.account, place, share, observed_at=moment)


def _take_posts(got: Gathered, found: Members, answered: Answered) -> None:
    """A download gives posts no id, so the second they went live names them, in every later download too."""
    seen: set[datetime | None] = set()
    posts = posts_in(found.entries(lists.POSTS), answered.observed_at + CLOCKS_DIFFER).posts
    for number, post in enumerate(posts, start=1):
        fault = post.fault or (reasons.SAME_SECOND.en if post.moment in seen else "")
        if fault or post.moment is None:
            got.put_aside("posts", number, "", "", fault)
            continue
        seen.add(post.moment)
        name = f"at-{int(post.moment.timestamp())}"
        got.take("posts", post_row(answered, name, post.caption, published_at=post.moment, **post.figures))


def _people(
    got: Gathered, found: Members, insights: list[Insights], answered: Answered
) -> tuple[pa.Table, bool | None]:
    """The followers as keys, and whether they are all of them."""
    entries = found.entries(lists.FOLLOWERS)
    names, began = names_in(entries), began_in(entries, answered.observed_at + CLOCKS_DIFFER)
    keys = answered.keys.of(names, "instagram")
    _, first = np.unique(keys, return_index=True)
    once = np.zeros(len(keys), bool)
    once[first] = True
    taken = once & (keys != NOBODY)
    kept = keys[taken]
    got.rows_in += len(kept)
    for place in np.flatnonzero(~taken).tolist():
        reason = reasons.NOBODY_NAMED.en if keys[place] == NOBODY else reasons.PERSON_TWICE.en
        got.put_aside("audience_people", place + 1, "", "", reason)
    complete = _complete(len(kept), found, insights, answered) if found.lists.get(lists.FOLLOWERS) else None
    columns = {
        "account": pa.array([answered.account] * len(kept), pa.string()),
        "person_key": pa.array(kept, pa.int64()),
        "relation": pa.array(["follower"] * len(kept), pa.string()),
        "complete": pa.array([complete] * len(kept), pa.bool_()),
        "since": pa.array([began[place] for place in np.flatnonzero(taken)], Kind.MOMENT.arrow),
    }
    return pa.table(columns, TABLES["audience_people"].own_schema), complete


def _complete(people: int, found: Members, insights: list[Insights], answered: Answered) -> bool | None:
    """Whether the list holds every follower: a download may be asked for of a part of the time, and does not say so.

    It is whole when the count in the insights says so, or the person who loads it.
    """
    counted = [told.followers for told in insights if told.followers is not None]
    if found.missing or (counted and not any(is_whole(people, count) for count in counted)):
        return False
    if counted:
        return True
    return {"true": True, "false": False}.get(answered.said.get("complete", "").lower())
