"""Objectives that count what each creator brings by itself: engagements and revenue.

Engagement per follower falls with size by every source, revenue per follower too (Beichert, Bayerl, Goldenberg and
Lanz, Journal of Marketing 2024), while cost per like is lowest at 50,000 to 750,000 followers (Wies, Bleier and
Edeling, Journal of Marketing 2023): which objective is asked decides who wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kring.estimate import Estimate, product
from kring.plan.objectives.objective import UNKNOWN_FOLLOWERS, Counted, Evidence, Unit
from kring.plan.offers import Offer, scaled
from kring.plan.selection import Response
from kring.vocabulary.text import Words

WITHOUT_LIKES = ("story",)
"""Deliverables of which no source says how many like or answer them; they add none."""


@dataclass(frozen=True)
class Engagements:
    """Likes, comments, saves and shares to expect of what is made; with `in_target` only the share of the audience that
    is in the target group.
    """

    in_target: bool = False
    name: str = "engagements"
    unit: Unit = "engagements"

    @property
    def words(self) -> Words:
        """What it counts."""
        if self.in_target:
            return Words("interacties van mensen in de doelgroep", "engagements by people in the target group")
        return Words("interacties", "engagements")

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """Engagement per follower, times followers, times pieces."""
        return Counted(Response(()), value=tuple(self._of(offer, evidence) for offer in offers))

    def _of(self, offer: Offer, evidence: Evidence) -> Estimate:
        one, pieces = offer.candidate, sum(n for name, n in offer.bundle.pieces if name not in WITHOUT_LIKES)
        if one.followers is None:
            return Estimate.unknown(UNKNOWN_FOLLOWERS)
        if not pieces:
            return Estimate.unknown("of a story it is not known how many people react to it")
        expected = scaled(evidence.engagement(one), one.followers * pieces)
        if not self.in_target:
            return expected
        return product([expected, evidence.in_target.get(one.account, Estimate.unknown("nobody around it is known"))])


@dataclass(frozen=True)
class Revenue:
    """Euros of sales to expect of one collaboration with each creator.

    What is published is of one sponsored post; that more pieces of one creator bring more is not known, so they don't
    count more.
    """

    name: str = "revenue"
    unit: Unit = "euros"

    @property
    def words(self) -> Words:
        """What it counts."""
        return Words("euro omzet", "euros of revenue")

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """Revenue per follower, times followers."""
        return Counted(Response(()), value=tuple(self._of(offer, evidence) for offer in offers))

    def _of(self, offer: Offer, evidence: Evidence) -> Estimate:
        one = offer.candidate
        if one.followers is None:
            return Estimate.unknown(UNKNOWN_FOLLOWERS)
        return scaled(evidence.revenue_per_follower(one), one.followers)
