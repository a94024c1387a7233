"""What needs nothing of other accounts: traits such as brands, clean feed, niches and locality, and `counted`.

It takes most of the time, so it is made of some thousand accounts at once, which bounds the memory, and made again only
for accounts of which something new was observed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.account_files import AccountFiles
from kring.facts.facts import Facts
from kring.facts.some_accounts import FactsOfAccounts
from kring.profile.accounts import ACCOUNTS, accounts_observed
from kring.profile.arrivals import ARRIVALS, ARRIVED, arrivals
from kring.profile.authenticity.audience import authenticity, looks_of_followers
from kring.profile.brands.observed import BRAND_TABLES, brand_details
from kring.profile.brands.recognition import Recogniser
from kring.profile.clean_feed import FIGURE_OF_KIND, clean_feed, commercial_counts
from kring.profile.contact import threaded_sources
from kring.profile.counted import COUNTED, counted
from kring.profile.eligibility import ELIGIBILITY, eligibility
from kring.profile.figure_rows import FIGURES
from kring.profile.locality import localities
from kring.profile.locality.hero import NEAR_HOME
from kring.profile.locality.observed import WHEREABOUTS
from kring.profile.locality.trait import HOME, LOCALITY
from kring.profile.management import MANAGEMENT, management
from kring.profile.meaning import meaning
from kring.profile.niche import NICHE_SHARES, texts_to_read
from kring.profile.posting import posts_per_week
from kring.profile.posts_offering import OFFERS, captions_counted, captions_with_code, offers, posts_offering
from kring.profile.price import prices
from kring.profile.topics import TopicIndex
from kring.profile.value_mix import VALUE_SHARES, code_shares
from kring.vocabulary.tiers import TierScheme

AT_ONCE = 3_000
OWN_FIGURES = (
    "posts_per_week", "authenticity", "clean_feed", *FIGURE_OF_KIND.values(), "self_made", "niche_focus", "local_share",
    "came_last_year",
)  # fmt: skip
OWN_DETAILS = {
    **BRAND_TABLES,
    "arrivals": ARRIVALS,
    "arrived": ARRIVED,
    "eligibility": ELIGIBILITY,
    "home": HOME,
    "locality": LOCALITY,
    "management": MANAGEMENT,
    "near_home": NEAR_HOME,
    "niches": NICHE_SHARES,
    "offers": OFFERS,
    "values": VALUE_SHARES,
    "whereabouts": WHEREABOUTS,
}


@dataclass(frozen=True, slots=True)
class ByAccount:
    """Rows of `ACCOUNTS` and, for `OWN_FIGURES`, of `FIGURES`; the tables `OWN_DETAILS` and `COUNTED`; by account."""

    accounts: pa.Table
    figures: pa.Table
    details: dict[str, pa.Table]
    counted: dict[str, pa.Table]

    def __or__(self, other: ByAccount) -> ByAccount:
        """Both, of different accounts."""
        details, counts = (
            {name: pa.concat_tables([one[name], two[name]]) for name in one}
            for one, two in ((self.details, other.details), (self.counted, other.counted))
        )
        accounts, figures = (
            pa.concat_tables(both) for both in ((self.accounts, other.accounts), (self.figures, other.figures))
        )
        return ByAccount(accounts, figures, details, counts)


NOTHING = ByAccount(
    ACCOUNTS.empty_table(),
    FIGURES.empty_table(),
    {name: schema.empty_table() for name, schema in OWN_DETAILS.items()},
    {name: schema.empty_table() for name, schema in COUNTED.items()},
)


@dataclass(frozen=True, slots=True)
class Reading:
    """With what accounts are read: the tiers, the brands to recognise, and niches only with an index."""

    scheme: TierScheme
    recogniser: Recogniser
    index: TopicIndex | None


def by_account(
    facts: Facts,
    accounts: Sequence[str],
    reading: Reading,
    threaded: Sequence[str] | None = None,
    stand: AccountFiles | None = None,
) -> ByAccount:
    """What is made of each of these accounts, `AT_ONCE` of them at a time.

    `threaded`: the sources that deliver threads of comments (`threaded_sources`), where they are known already.
    `stand`: where accounts stand, where that is known.
    """
    ordered = sorted(accounts)
    threaded = threaded_sources(facts) if threaded is None else threaded
    found = NOTHING
    for first in range(0, len(ordered), AT_ONCE):
        among = FactsOfAccounts.among(facts, ordered[first : first + AT_ONCE], stand)
        found |= _part(among, reading, threaded)
    return found


def replaced(before: ByAccount, new: ByAccount, accounts: Sequence[str]) -> ByAccount:
    """What was known before, with what is new of these accounts in its place."""
    details, counts = (
        {name: _spliced(one[name], two[name], accounts) for name in one}
        for one, two in ((before.details, new.details), (before.counted, new.counted))
    )
    known = _spliced(before.accounts, new.accounts, accounts)
    return ByAccount(known, _spliced(before.figures, new.figures, accounts), details, counts)


def texts_of(facts: Facts) -> pa.Table:
    """What there is to read of every account, rows of `TEXTS`."""
    captions = facts.collect(facts.newest("posts").select("account", "caption", "hashtags"))
    return texts_to_read(captions, facts.collect(facts.newest("accounts").select("account", "bio")))


def _part(facts: FactsOfAccounts, reading: Reading, threaded: Sequence[str]) -> ByAccount:
    own, eligible = eligibility(facts)
    clean = clean_feed(commercial_counts(facts, facts.newest("posts")))
    posts = facts.newest("posts")
    offering = facts.collect(posts_offering(posts))
    values = code_shares(captions_with_code(offering, facts.collect(captions_counted(posts))))
    niches, focus = NICHE_SHARES.empty_table(), FIGURES.empty_table()
    if reading.index is not None:
        niches, focus, felt = meaning(facts, reading.index)
        values = pa.concat_tables([values, felt]).sort_by("account")
    seen = facts.collect(facts.newest("accounts").select("account", "handle", "bio", "link"))
    lived, accounts, came = localities(facts), accounts_observed(facts, reading.scheme), arrivals(facts)
    details = {
        "eligibility": eligible, "management": management(seen), "niches": niches, "offers": offers(offering),
        "values": values, "locality": lived.shares, "home": lived.homes, "near_home": lived.near_home,
        "whereabouts": lived.whereabouts, "arrivals": came.months, "arrived": came.arrived,
        **brand_details(facts, reading.recogniser),
    }  # fmt: skip
    weekly, real = posts_per_week(facts.collect(_spans(posts))), authenticity(looks_of_followers(facts))
    figures = pa.concat_tables([weekly, real, clean, own, focus, lived.figures, came.figures])
    counts = counted(facts, facts.accounts["account"].to_pylist(), threaded)
    counts["own_prices"] = prices(accounts, facts.collect(facts.newest("rates")))
    return ByAccount(accounts, figures, {name: details[name] for name in OWN_DETAILS}, counts)


def _spans(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    moment = nw.col("published_at")
    span = (moment.min().alias("first"), moment.max().alias("last"), nw.len().alias("posts"))
    return posts.filter(~moment.is_null()).group_by("account").agg(*span)


def _spliced(before: pa.Table, new: pa.Table, accounts: Sequence[str]) -> pa.Table:
    """By account, the rows of one account in the order they had."""
    kept = before.filter(pc.invert(pc.is_in(before["account"], pa.array(list(accounts), pa.string()))))
    rows = pa.concat_tables([kept, new.select(kept.column_names)])
    return rows.take(pc.sort_indices(rows["account"]))
