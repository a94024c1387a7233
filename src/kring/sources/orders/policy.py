"""The terms of what a shop gives of itself: its own administration, from which anything of ours may be concluded."""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said


def policy_of_shop(terms: str) -> Policy:
    """A shop's own orders: no limit of time is set by the terms at this address, and no derivation refused."""
    return Policy(
        terms=terms,
        licence=Said(
            "the shop's own administration; the buyer's data stay outside",
            "de eigen administratie van de winkel; gegevens van de koper blijven erbuiten",
        ),
    )
