"""Who of the people around creators counts, and how much: the chance to be in the target group, times a weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kring.estimate import Estimate
from kring.match.brief import GroupWeight
from kring.plan.instance import Floats
from kring.plan.refusals import nothing_known
from kring.reach import Audience, TargetGroup, target_group
from kring.reach.chances import ODDS, shifted
from kring.reach.counted import Counter


@dataclass(frozen=True)
class People:
    """`chance` (people,): of belonging to the target group, above 0. `factor` (people,): what one who does counts."""

    chance: Floats
    factor: Floats

    @property
    def weights(self) -> Floats:
        """What each is expected to count."""
        expected: Floats = self.chance * self.factor
        return expected

    def with_odds(self, times: float) -> Floats:
        """The weights when the odds of those of whom it is not known are so many times as large."""
        doubtful = (self.chance > 0) & (self.chance < 1)
        moved: Floats = np.where(doubtful, shifted(self.chance, times), self.chance) * self.factor
        return moved

    @property
    def low(self) -> Floats:
        """The weights at half the odds."""
        return self.with_odds(1 / ODDS)

    @property
    def high(self) -> Floats:
        """The weights at twice the odds."""
        return self.with_odds(ODDS)


def factors(audience: Audience, weights: Sequence[GroupWeight]) -> Floats:
    """What everybody of the audience counts when in the target group, shape (people,).

    Who is in a group with some chance counts that much of its weight; who is in several counts their product. Raises
    NothingToPlan for a group of which of nobody it is known whether they belong.
    """
    found: Floats = np.ones(audience.people)
    for one in weights:
        group = target_group(audience, one.group)
        if group.unknown:
            raise nothing_known(group.unknown)
        found *= 1 + (one.weight - 1) * group.of_people
    return found


def share_in_target(audience: Audience, account: str, group: TargetGroup) -> Estimate:
    """The share of the people around an account who are in the target group."""
    if account not in audience:
        return Estimate.unknown("nobody around this account is known")
    row = audience.row(account)
    if not len(row):
        return Estimate.unknown("nobody around this account is known")
    inside = Counter(group, audience.basis(account)).inside(
        np.bincount(group.classes[row], minlength=len(group.weights))
    )
    if not inside.known:
        return inside
    ends = (inside.value / len(row), inside.low / len(row), inside.high / len(row))
    return Estimate(*ends, inside.basis, len(row), inside.level)
