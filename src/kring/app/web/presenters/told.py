"""What a creator's page tells beside figures: growth, places, authenticity, kind, brands, fees, contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.vocabulary.eligibility import account_kinds
from kring.vocabulary.locality import locality_terms
from kring.vocabulary.management import contact_routes, management_labels
from kring.vocabulary.platforms import deliverables
from kring.vocabulary.relations import benefits
from kring.vocabulary.trajectory import TRAJECTORIES, trajectory_terms

if TYPE_CHECKING:
    from kring.estimate import Estimate
    from kring.profile import Profile
    from kring.profile.authenticity import AuthenticityCheck
    from kring.profile.brands.collaborations import Collaboration
    from kring.profile.locality import Home, LocalHero, LocalityShare
    from kring.profile.trajectory import Jump, Trajectory
    from kring.vocabulary.text import Words

MOST_COLLABORATIONS = 12


@dataclass(frozen=True, slots=True)
class CollaborationLine:
    """One brand, with the words for what the creator got; None where that is unclear."""

    of: Collaboration
    benefit: Words | None


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
    checks: tuple[AuthenticityCheck, ...]
    kind: Words | None
    management: Words
    routes: tuple[Words, ...]
    collaborations: tuple[CollaborationLine, ...]
    more_collaborations: int
    fees: tuple[tuple[Words, Estimate], ...]
    home: Home | None
    places: tuple[PlaceLine, ...]
    local_hero: LocalHero | None


def told_of(profile: Profile) -> Told:
    """What is known of one account."""
    trajectory, labels = profile.trajectory, trajectory_terms().labels
    kinds, sources = account_kinds(), locality_terms().sources
    kind = kinds.get(profile.eligibility.kind) if profile.eligibility else None
    brands = [CollaborationLine(one, benefits().get(one.benefit)) for one in profile.collaborations]
    return Told(
        trajectory=trajectory,
        chances=tuple((labels[name], getattr(trajectory, name)) for name in TRAJECTORIES) if trajectory else (),
        jumps=profile.jumps,
        checks=profile.authenticity_checks,
        kind=kind.words if kind else None,
        management=management_labels()[profile.management.management],
        routes=tuple(contact_routes()[route] for route in profile.management.routes),
        collaborations=tuple(brands[:MOST_COLLABORATIONS]),
        more_collaborations=max(len(brands) - MOST_COLLABORATIONS, 0),
        fees=tuple((deliverables()[name].words, fee) for name, fee in profile.prices.items()),
        home=profile.home,
        places=tuple(PlaceLine(one, tuple(sources[name] for name in one.rests_on)) for one in profile.locality),
        local_hero=profile.local_hero,
    )
