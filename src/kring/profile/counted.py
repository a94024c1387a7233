"""What is counted of each account for the traits that look at all accounts together, by account.

These counts need nothing of other accounts; what they have in common (how alike the comments below one post are, how
far medians of a few posts lie apart, who belongs to a pod, what accounts of a size ask) is told from all of them by
`kring.profile.pooled`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from kring.facts.facts import Facts
from kring.profile.authenticity import AUTHENTICITY_COUNTS, authenticity_counts
from kring.profile.contact import CONTACT_COUNTS, contact_counts, contact_observed
from kring.profile.data_trust import OBSERVED, observed_counts
from kring.profile.engagement import POST_COLUMNS, RATES, engagement_rates
from kring.profile.price import PRICES
from kring.profile.role import WORDS_OF_ROLES, words_of_roles

COUNTED: dict[str, pa.Schema] = {
    **CONTACT_COUNTS,
    **AUTHENTICITY_COUNTS,
    **RATES,
    "words_of_roles": WORDS_OF_ROLES,
    "observed": OBSERVED,
    "own_prices": PRICES,
}


def counted(facts: Facts, accounts: Sequence[str], threaded: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of `COUNTED` of these accounts but their prices.

    `threaded`: the sources that deliver threads of comments.
    """
    posts = facts.collect(facts.newest("posts").select(*POST_COLUMNS))
    followed = facts.collect(facts.table("accounts").select("account", "followers", "observed_at"))
    return {
        **contact_counts(*contact_observed(facts, threaded)),
        **authenticity_counts(facts),
        **engagement_rates(posts, followed),
        "words_of_roles": words_of_roles(facts),
        "observed": observed_counts(facts, accounts),
    }
