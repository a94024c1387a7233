"""The accounts there is anything to conclude of, and what is known of each at this moment.

An account counts when it was observed itself, by a post, or by the people around it. Where no number of followers was
reported and the list of followers is complete, the list is counted instead.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.facts.facts import Facts
from kring.facts.whole_lists import whole_lists
from kring.profile.tier import with_tier
from kring.vocabulary.tiers import KRING, TierScheme

ACCOUNT_COLUMNS = (
    "account", "creator", "platform", "handle", "name", "followers", "tier", "category", "language", "country", "city",
)  # fmt: skip
ACCOUNTS = pa.schema([(name, pa.int64() if name == "followers" else pa.string()) for name in ACCOUNT_COLUMNS])


def accounts_named(facts: Facts) -> list[str]:
    """Every account that was observed, by name."""
    return sorted(facts.collect(_named_anywhere(facts))["account"].to_pylist())


def accounts_observed(facts: Facts, scheme: TierScheme = KRING) -> pa.Table:
    """One row an account with `ACCOUNT_COLUMNS`, by account; what is unknown of it is null."""
    reported = facts.newest("accounts").rename({"followers": "reported"})
    everyone = _named_anywhere(facts).join(reported, on="account", how="left")
    followers = nw.coalesce(nw.col("reported"), nw.col("listed")).alias("followers")
    counted = everyone.join(_complete_lists(facts), on="account", how="left").with_columns(followers)
    table = facts.collect(with_tier(counted, scheme).select(*ACCOUNT_COLUMNS))
    return _named_by_account(table).cast(ACCOUNTS).sort_by("account").combine_chunks()


def _named_anywhere(facts: Facts) -> nw.LazyFrame[Any]:
    tables = ("accounts", "posts", "audience_people")
    return nw.concat([facts.table(name).select("account") for name in tables], how="vertical").unique()


def _complete_lists(facts: Facts) -> nw.LazyFrame[Any]:
    """How many follow the accounts of which a whole list came: it, and whoever came since."""
    whole = whole_lists(facts.table("audience_people")).select("account")
    people = facts.newest("audience_people").filter(nw.col("relation") == "follower")
    listed = people.join(whole, on="account", how="semi").group_by("account")
    return listed.agg(nw.len().cast(nw.Int64).alias("listed"))


def _named_by_account(table: pa.Table) -> pa.Table:
    """Creator, platform and handle read from the account's own name where nothing else gave them."""
    rows = table.select(["account", "creator", "platform", "handle"]).to_pylist()
    for row in rows:
        platform, _, handle = row["account"].partition(":")
        row["creator"] = row["creator"] or row["account"]
        row["platform"] = row["platform"] or (platform if handle else None)
        row["handle"] = row["handle"] or handle or platform
    for name in ("creator", "platform", "handle"):
        place = table.column_names.index(name)
        table = table.set_column(place, name, pa.array([row[name] for row in rows], pa.string()))
    return table
