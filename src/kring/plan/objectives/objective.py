"""`Objective`: what a plan maximises, and what it counts of the offers there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

import numpy as np

from kring.estimate import Estimate
from kring.estimate.wording import Kind
from kring.match import Candidate
from kring.plan.instance import Floats
from kring.plan.offers import Offer
from kring.plan.selection import Response
from kring.vocabulary.priors import engagement_prior, reach_rate_prior, revenue_prior
from kring.vocabulary.text import Words

Unit = Literal["people", "engagements", "euros", "contacts", "euros_per_result", "points"]
UNITS: dict[Unit, Words] = {
    "people": Words("mensen", "people"),
    "engagements": Words("interacties", "engagements"),
    "euros": Words("euro omzet", "euros of revenue"),
    "contacts": Words("contacten", "contacts"),
    "euros_per_result": Words("euro per resultaat", "euros per result"),
    "points": Words("punten", "points"),
}
KINDS: dict[Unit, Kind] = {
    "people": "count", "engagements": "count", "euros": "money", "contacts": "count", "euros_per_result": "money",
    "points": "number",
}  # fmt: skip
ENGAGEMENT = "engagement_per_follower"
UNKNOWN_FOLLOWERS = "the number of followers is not known"


@dataclass(frozen=True)
class Evidence:
    """What is known of accounts beside who follows them; what is not known comes from priors.

    `figures`: by account and name of figure, as profiles have them. `revenue`: euros of sales per follower of one
    collaboration, by account, measured or declared. `views`: the share of followers who see one piece, by account and
    deliverable. `in_target`: the share of an account's people who are in the target group.
    """

    figures: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)
    revenue: Mapping[str, Estimate] = field(default_factory=dict)
    views: Mapping[tuple[str, str], Estimate] = field(default_factory=dict)
    in_target: Mapping[str, Estimate] = field(default_factory=dict)

    def engagement(self, one: Candidate) -> Estimate:
        """Engagement per follower of a piece of content: measured, else a prior."""
        measured = self.figures.get(one.account, {}).get(ENGAGEMENT)
        if measured is not None and measured.known:
            return measured
        if one.followers is None or one.platform is None:
            return Estimate.unknown(UNKNOWN_FOLLOWERS)
        return engagement_prior(one.platform, one.followers)

    def revenue_per_follower(self, one: Candidate) -> Estimate:
        """Euros of sales per follower of one collaboration: given, else a prior."""
        given = self.revenue.get(one.account)
        if given is not None and given.known:
            return given
        return Estimate.unknown(UNKNOWN_FOLLOWERS) if one.followers is None else revenue_prior(one.followers)

    def view_rate(self, one: Candidate, deliverable: str) -> Estimate:
        """The share of followers who see one such piece: given, else a prior."""
        given = self.views.get((one.account, deliverable))
        if given is not None and given.known:
            return given
        if one.followers is None or one.platform is None:
            return Estimate.unknown(UNKNOWN_FOLLOWERS)
        return reach_rate_prior(one.platform, one.followers, deliverable)


@dataclass(frozen=True)
class Counted:
    """What an objective counts of a list of offers.

    `response`: what a person counts by contacts; without amounts people count nothing. `exposure` (offers,): the mean
    number of contacts a person around the account gets, empty where the response is certain. `value` (offers,): what an
    offer counts by itself, empty where that is nothing.
    """

    response: Response
    exposure: tuple[Estimate, ...] = ()
    value: tuple[Estimate, ...] = ()

    @property
    def people(self) -> bool:
        """Whether people count."""
        return bool(self.response.amounts)

    def unknown_at(self, place: int) -> Estimate | None:
        """The figure of one offer that is unknown, None when nothing is."""
        parts = [known[place] for known in (self.exposure, self.value) if known]
        return next((part for part in parts if not part.known), None)

    def values(self, offers: int) -> Floats:
        """What each offer counts by itself, shape (offers,); 0 where it is unknown."""
        return _plain(self.value, offers, 0.0)

    def exposures(self, offers: int) -> Floats:
        """The mean contacts by offer, shape (offers,); 1 where contacts are certain."""
        return _plain(self.exposure, offers, 1.0)

    def only(self, places: Sequence[int]) -> Counted:
        """What it counts of some of the offers."""
        exposure, value = (
            tuple(known[place] for place in places) if known else () for known in (self.exposure, self.value)
        )
        return Counted(self.response, exposure, value)


def _plain(estimates: tuple[Estimate, ...], offers: int, otherwise: float) -> Floats:
    if not estimates:
        return np.full(offers, otherwise)
    return np.array([one.value if one.known else 0.0 for one in estimates])


@runtime_checkable
class Objective(Protocol):
    """What a plan maximises: a name, the unit it is counted in, words for it, and what it counts of offers."""

    @property
    def name(self) -> str:
        """The name of its goal in a brief."""

    @property
    def unit(self) -> Unit:
        """What its value is counted in."""

    @property
    def words(self) -> Words:
        """What it counts, as the end of a sentence: different people in the target group."""

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """What it counts of these offers."""
