"""What a creator's page tells beside figures: growth, places, checks, kind, brands, fees, role, value, data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.profile.authenticity.checks import BESIDE_PEERS
from kring.vocabulary.data_steps import DataStep, data_steps
from kring.vocabulary.eligibility import account_kinds
from kring.vocabulary.figures import Figure, figure
from kring.vocabulary.locality import locality_terms
from kring.vocabulary.management import contact_routes, management_labels
from kring.vocabulary.platforms import deliverables
from kring.vocabulary.relations import benefits
from kring.vocabulary.role_signs import role_reading
from kring.vocabulary.roles import no_proven_uplift, roles
from kring.vocabulary.trajectory import TRAJECTORIES, trajectory_terms
from kring.vocabulary.values import Value, values

if TYPE_CHECKING:
    from kring.estimate import Estimate
    from kring.profile import Profile
    from kring.profile.arrivals import Arrivals
    from kring.profile.authenticity import AuthenticityCheck
    from kring.profile.brands.collaborations import Collaboration
    from kring.profile.brands.fans import Fan
    from kring.profile.data_trust import DataTrust, NextStep
    from kring.profile.locality import Home, LocalHero, LocalityShare
    from kring.profile.posts_offering import Offered
    from kring.profile.role import RoleOf
    from kring.profile.trajectory import Jump, Trajectory
    from kring.vocabulary.text import Words

FIGURE_OF_CHECK = BESIDE_PEERS | {"audience": "authenticity", "growth": "monthly_growth", "pod": "pod_comments"}
"""The figure whose evidence shows what a check looked at; the verdict has none of its own."""
MOST_COLLABORATIONS = 12
MOST_LIKED = 8
MOST_OFFERS = 8
MOST_STEPS = 3
CONTACT_FIGURES = ("replies_per_thread", "continued_threads", "standard_answers", "personal_answers")


@dataclass(frozen=True, slots=True)
class CollaborationLine:
    """One brand, with the words for what the creator got; None where that is unclear."""

    of: Collaboration
    benefit: Words | None


@dataclass(frozen=True, slots=True)
class RoleShown:
    """The role's label, None where it is unclear; the chance of each role; and the signs with what they were found by.

    `signs`: a label and the words found, None for a sign of contact.
    """

    named: Words | None
    chances: tuple[tuple[Words, float], ...]
    signs: tuple[tuple[Words, str | None], ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One municipality with its share of the followers, and the words for what that rests on."""

    of: LocalityShare
    rests_on: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is no single figure; what is not known is None or empty."""

    trajectory: Trajectory | None
    chances: tuple[tuple[Words, float], ...]
    jumps: tuple[Jump, ...]
    arrivals: Arrivals | None
    checks: tuple[tuple[AuthenticityCheck, str | None], ...]
    kind: Words | None
    management: Words
    routes: tuple[Words, ...]
    collaborations: tuple[CollaborationLine, ...]
    more_collaborations: int
    liked: tuple[Fan, ...]
    fees: tuple[tuple[Words, Estimate], ...]
    contact: tuple[tuple[Figure, Estimate], ...]
    role: RoleShown | None
    no_proven_uplift: Words
    values: tuple[tuple[Value, Estimate], ...]
    feelings_read: bool
    offers: tuple[Offered, ...]
    more_offers: int
    trust: DataTrust | None
    days_old: int | None
    next_steps: tuple[tuple[DataStep, NextStep], ...]
    home: Home | None
    places: tuple[PlaceLine, ...]
    local_hero: LocalHero | None

    @property
    def all_rest_on(self) -> tuple[Words, ...]:
        """What every place rests on, where that is the same for all of them."""
        different = {line.rests_on for line in self.places}
        return different.pop() if len(different) == 1 else ()


def told_of(profile: Profile) -> Told:
    """What is known of one account."""
    trajectory, labels = profile.trajectory, trajectory_terms().labels
    kinds, sources = account_kinds(), locality_terms().sources
    kind = kinds.get(profile.eligibility.kind) if profile.eligibility else None
    trust = profile.data_trust
    offers, read = profile.offers, {one.value: one.share for one in profile.values}
    brands = [CollaborationLine(one, benefits().get(one.benefit)) for one in profile.collaborations]
    return Told(
        trajectory=trajectory,
        chances=tuple((labels[name], getattr(trajectory, name)) for name in TRAJECTORIES) if trajectory else (),
        jumps=profile.jumps,
        arrivals=profile.arrivals,
        checks=tuple((check, FIGURE_OF_CHECK.get(check.check)) for check in profile.authenticity_checks),
        kind=kind.words if kind else None,
        management=management_labels()[profile.management.management],
        routes=tuple(contact_routes()[route] for route in profile.management.routes),
        collaborations=tuple(brands[:MOST_COLLABORATIONS]),
        more_collaborations=max(len(brands) - MOST_COLLABORATIONS, 0),
        liked=profile.brands_liked[:MOST_LIKED],
        fees=tuple((deliverables()[name].words, fee) for name, fee in profile.prices.items()),
        contact=tuple((figure(name), profile.estimate(name)) for name in CONTACT_FIGURES),
        role=role_shown(profile.role) if profile.role else None,
        no_proven_uplift=no_proven_uplift(),
        values=tuple((kind, read[name]) for name, kind in values().items() if name in read),
        feelings_read=any(kind.family == "feeling" for name, kind in values().items() if name in read),
        offers=offers[:MOST_OFFERS],
        more_offers=max(len(offers) - MOST_OFFERS, 0),
        trust=trust,
        days_old=None if trust is None or trust.days_old is None else round(trust.days_old),
        next_steps=tuple((data_steps()[step.step], step) for step in profile.next_steps[:MOST_STEPS]),
        home=profile.home,
        places=tuple(PlaceLine(one, tuple(sources[name] for name in one.rests_on)) for one in profile.locality),
        local_hero=profile.local_hero,
    )


def role_shown(role: RoleOf) -> RoleShown:
    """A role in words."""
    return RoleShown(
        named=roles()[role.role].words if role.role in roles() else None,
        chances=tuple((one.words, getattr(role, name)) for name, one in roles().items()),
        signs=tuple(map(_sign, role.signs)),
    )


def _sign(sign: str) -> tuple[Words, str | None]:
    kind, _, found = sign.partition(":")
    reading = role_reading()
    return (reading.interactions[found].words, None) if kind == "contact" else (reading.words[kind].words, found)
