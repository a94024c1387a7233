"""Traits that need nothing of other accounts: brands, clean feed, management, eligibility, niches, values, offers.

They read texts one by one and take most of the time, so they are made of some thousand accounts at once, which bounds
the memory, and made again only for accounts of which something new was observed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.facts.some_accounts import FactsOfAccounts
from kring.profile.brands.observed import BRAND_TABLES, brand_details
from kring.profile.brands.recognition import Recogniser
from kring.profile.clean_feed import FIGURE_OF_KIND, clean_feed, commercial_counts
from kring.profile.eligibility import ELIGIBILITY, eligibility
from kring.profile.figure_rows import FIGURES
from kring.profile.management import MANAGEMENT, management
from kring.profile.meaning import meaning
from kring.profile.niche import NICHE_SHARES, texts_to_read
from kring.profile.posts_offering import OFFERS, captions_counted, captions_with_code, offers, posts_offering
from kring.profile.topics import TopicIndex
from kring.profile.value_mix import VALUE_SHARES, code_shares

AT_ONCE = 5_000
OWN_FIGURES = ("clean_feed", *FIGURE_OF_KIND.values(), "self_made", "niche_focus")
OWN_DETAILS = {
    **BRAND_TABLES,
    "eligibility": ELIGIBILITY,
    "management": MANAGEMENT,
    "niches": NICHE_SHARES,
    "offers": OFFERS,
    "values": VALUE_SHARES,
}


@dataclass(frozen=True, slots=True)
class ByAccount:
    """Rows of `FIGURES` for `OWN_FIGURES`, and the tables `OWN_DETAILS`; all by account."""

    figures: pa.Table
    details: dict[str, pa.Table]


def by_account(facts: Facts, accounts: Sequence[str], recogniser: Recogniser, index: TopicIndex | None) -> ByAccount:
    """These traits of these accounts; niches only with an index."""
    ordered = sorted(accounts)
    parts = [
        _part(FactsOfAccounts.among(facts, ordered[first : first + AT_ONCE]), recogniser, index)
        for first in range(0, len(ordered), AT_ONCE)
    ]
    figures = pa.concat_tables([FIGURES.empty_table(), *(part.figures for part in parts)])
    details = {
        name: pa.concat_tables([schema.empty_table(), *(part.details[name] for part in parts)])
        for name, schema in OWN_DETAILS.items()
    }
    return ByAccount(figures, details)


def replaced(before: ByAccount, new: ByAccount, accounts: Sequence[str]) -> ByAccount:
    """What was known before, with what is new of these accounts in its place."""
    details = {name: _spliced(before.details[name], new.details[name], accounts) for name in OWN_DETAILS}
    return ByAccount(_spliced(before.figures, new.figures, accounts), details)


def texts_of(facts: Facts) -> pa.Table:
    """What there is to read of every account, rows of `TEXTS`."""
    captions = facts.collect(facts.newest("posts").select("account", "caption", "hashtags"))
    return texts_to_read(captions, facts.collect(facts.newest("accounts").select("account", "bio")))


def _part(facts: Facts, recogniser: Recogniser, index: TopicIndex | None) -> ByAccount:
    own, eligible = eligibility(facts)
    clean = clean_feed(commercial_counts(facts, facts.newest("posts")))
    posts = facts.newest("posts")
    offering = facts.collect(posts_offering(posts))
    values = code_shares(captions_with_code(offering, facts.collect(captions_counted(posts))))
    niches, focus = NICHE_SHARES.empty_table(), FIGURES.empty_table()
    if index is not None:
        niches, focus, felt = meaning(facts, index)
        values = pa.concat_tables([values, felt]).sort_by("account")
    seen = facts.collect(facts.newest("accounts").select("account", "handle", "bio", "link"))
    details = {
        "eligibility": eligible, "management": management(seen), "niches": niches, "offers": offers(offering),
        "values": values,
    }  # fmt: skip
    return ByAccount(pa.concat_tables([clean, own, focus]), details | brand_details(facts, recogniser))


def _spliced(before: pa.Table, new: pa.Table, accounts: Sequence[str]) -> pa.Table:
    """By account, the rows of one account in the order they had."""
    kept = before.filter(pc.invert(pc.is_in(before["account"], pa.array(list(accounts), pa.string()))))
    rows = pa.concat_tables([kept, new.select(kept.column_names)])
    order = np.argsort(np.asarray(rows["account"].to_pylist(), dtype=object), kind="stable")
    return rows.take(pa.array(order, pa.int64()))
