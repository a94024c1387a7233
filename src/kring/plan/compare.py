"""One larger creator against many small ones with the same number of followers together, and for the same fee.

Random sets are drawn from the creators of a tier until their followers add up to about those of the one; the people
they reach together are counted, draw by draw. Beside the random sets stands the best one, found by the planner, and
what the planner finds for the fee of the one (`plan.same_fee`). What is counted is the people known around each
account: where those are likers, it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.errors import NothingToPlan, UnknownName
from kring.estimate import Basis, Estimate, Language
from kring.match import Candidate, candidates
from kring.plan.fees import fees_for
from kring.plan.instance import Instance
from kring.plan.problem import restricted
from kring.plan.same_fee import SameFee, for_the_same_fee
from kring.plan.solve import solve
from kring.reach import Audience, Segment, TargetGroup, target_group
from kring.vocabulary.tiers import KRING

TOLERANCE = 0.1
"""A random set counts when its followers lie within this share of the one's."""

TRIES = 20
EFFORT = 2e7


@dataclass(frozen=True)
class Comparison:
    """`one` against sets of `tier` creators with the same followers together, within `tolerance`.

    `one_reach`: people around the one. `many_reach`: the median over random sets with the interval that holds 95 % of
    them, unknown where no set comes close. `size`: creators in the median set, None without one. `best_reach`, `best`:
    the set that the planner found with at most the one's followers. `share_above`: the share of random sets that reach
    more than the one, None without sets. `same_fee`: what the planner finds for the fee of the one.
    """

    one: str
    shown: str
    one_tier: str | None
    followers: int
    tier: str
    tolerance: float
    draws: int
    segment: Segment
    one_reach: Estimate
    many_reach: Estimate
    size: float | None
    share_above: float | None
    best_reach: Estimate
    best: tuple[str, ...]
    same_fee: SameFee
    followers_only: bool
    synthetic: bool

    @property
    def many_win(self) -> bool | None:
        """Whether the median random set reaches more than the one; None where that is unknown."""
        if not (self.one_reach.known and self.many_reach.known):
            return None
        return self.many_reach.value > self.one_reach.value

    def in_words(self, language: Language = "en") -> str:
        """The comparison in a sentence or two."""
        from kring.plan.compare_words import comparison_in_words

        return comparison_in_words(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = (
            "one",
            "shown",
            "one_tier",
            "followers",
            "tier",
            "tolerance",
            "draws",
            "size",
            "share_above",
            "many_win",
        )
        reaches = {name: getattr(self, name).to_dict() for name in ("one_reach", "many_reach", "best_reach")}
        return {
            **{name: getattr(self, name) for name in plain},
            **reaches,
            "best": list(self.best),
            "same_fee": self.same_fee.to_dict(),
            "segment": self.segment.to_dict(),
            "followers_only": self.followers_only,
            "synthetic": self.synthetic,
            "in_words": {"nl": self.in_words("nl"), "en": self.in_words("en")},
        }


def many_against_one(
    audience: Audience,
    accounts: pa.Table,
    one: str,
    *,
    tier: str = "micro",
    segment: Segment | None = None,
    draws: int = 200,
    seed: int = 0,
    tolerance: float = TOLERANCE,
    fees: Mapping[str, Estimate] | None = None,
) -> Comparison:
    """Compare one account with sets of creators of a tier that have the same followers together, and for the same fee.

    `fees`: euros of a post by account (`kring.plan.fees_for`); priors by platform and followers when none are given.

    Raises UnknownName for an account that isn't there, NothingToPlan when its followers or audience are not known or
    there is nobody of that tier.
    """
    single, pool = _who_is_compared(audience, accounts, one, tier)
    group = target_group(audience, segment)
    instance = _instance(audience, pool, group, single.followers or 0)
    many = _Many(instance, _random_sets(instance.fees, single.followers or 0, draws, tolerance, seed))
    own = float(np.nan_to_num(group.of_people[audience.row(one)]).sum())
    best = solve(instance, effort=EFFORT, seed=seed)
    smaller = [candidate.account for candidate in pool]
    everyone = [one, *smaller]
    fees = fees_for([single, *pool], "post") if fees is None else fees
    basis = _basis(audience, everyone)
    return Comparison(
        one=one, shown=single.shown, one_tier=single.tier, followers=single.followers or 0, tier=tier,
        tolerance=tolerance, draws=len(many.sets),
        segment=group.segment,
        one_reach=Estimate.exact(own, None, basis),
        many_reach=_spread(many.reached, basis),
        size=many.size,
        share_above=many.share_above(own),
        best_reach=Estimate.exact(best.value, None, basis),
        best=tuple(pool[int(place)].account for place in np.flatnonzero(best.chosen)),
        same_fee=for_the_same_fee(audience, one, smaller, fees, group, seed=seed),
        followers_only=audience.are_followers(everyone),
        synthetic=audience.synthetic,
    )  # fmt: skip


@dataclass(frozen=True)
class _Many:
    """Random sets of creators with as many followers together as the one."""

    instance: Instance
    sets: Sequence[NDArray[np.bool_]]

    @cached_property
    def reached(self) -> NDArray[np.float64]:
        return np.array([self.instance.value(chosen) for chosen in self.sets])

    @property
    def size(self) -> float | None:
        """Creators in a set: the median."""
        return float(np.median([chosen.sum() for chosen in self.sets])) if self.sets else None

    def share_above(self, reach: float) -> float | None:
        """Which share of the sets reaches more than that."""
        return float(np.mean(self.reached > reach)) if self.sets else None


def _who_is_compared(audience: Audience, accounts: pa.Table, one: str, tier: str) -> tuple[Candidate, list[Candidate]]:
    """The one, and the creators of the tier with a known audience."""
    everyone = {candidate.account: candidate for candidate in candidates(accounts)}
    if one not in everyone:
        raise UnknownName("account", one, list(everyone))
    single, pool = everyone[one], _pool(everyone.values(), audience, tier, one)
    if single.followers is None or one not in audience:
        raise NothingToPlan(
            f"of {one} the followers or the audience are not known.", "Import them first.",
            nl=f"van {one} is het aantal volgers of het publiek niet bekend.", nl_advice="Importeer dat eerst.",
        )  # fmt: skip
    if not pool:
        raise NothingToPlan(
            f"there is no {tier} creator with a known audience to compare with.", "Choose another tier.",
            nl=f"er is geen {tier}-creator met een bekend publiek om mee te vergelijken.",
            nl_advice="Kies een andere groottegroep.",
        )  # fmt: skip
    return single, pool


def comparisons(
    audience: Audience,
    accounts: pa.Table,
    *,
    ones: Sequence[str] = ("meso", "macro", "mega"),
    tier: str = "micro",
    segment: Segment | None = None,
    draws: int = 200,
    seed: int = 0,
    fees: Mapping[str, Estimate] | None = None,
) -> tuple[Comparison, ...]:
    """The comparison for every account of the larger tiers whose followers and audience are known, smallest first."""
    larger = [one for one in candidates(accounts) if one.tier in ones and one.account in audience]
    larger.sort(key=lambda one: (one.followers or 0, one.account))
    return tuple(
        many_against_one(audience, accounts, one.account, tier=tier, segment=segment, draws=draws, seed=seed, fees=fees)
        for one in larger
    )


def _pool(everyone: Iterable[Candidate], audience: Audience, tier: str, one: str) -> list[Candidate]:
    KRING.tier(tier)
    return [
        candidate for candidate in everyone
        if candidate.tier == tier and candidate.account in audience and candidate.account != one
    ]  # fmt: skip


def _instance(audience: Audience, pool: Sequence[Candidate], group: TargetGroup, followers: int) -> Instance:
    """The planner's problem in which a creator's price is its number of followers."""
    indptr, rows, weights = restricted(audience, [candidate.account for candidate in pool], group)
    sizes = np.array([float(candidate.followers or 0) for candidate in pool])
    nobody = np.zeros(len(pool), dtype=bool)
    return Instance(indptr, rows, weights, sizes, float(followers), 0, len(pool), nobody)


def _random_sets(
    followers: NDArray[np.float64], total: int, draws: int, tolerance: float, seed: int
) -> list[NDArray[np.bool_]]:
    """Random sets whose followers come as close to `total` as the draw allows, those outside the tolerance left out.

    A draw puts the creators in random order and takes them while the sum comes nearer to the total.
    """
    rng = np.random.default_rng(seed)
    sets: list[NDArray[np.bool_]] = []
    for _ in range(draws * TRIES):
        if len(sets) == draws:
            break
        order = rng.permutation(len(followers))
        sums = np.cumsum(followers[order])
        size = int(np.argmin(np.abs(sums - total))) + 1
        if abs(sums[size - 1] - total) <= tolerance * total:
            chosen = np.zeros(len(followers), dtype=bool)
            chosen[order[:size]] = True
            sets.append(chosen)
    return sets


def _spread(reached: NDArray[np.float64], basis: Basis) -> Estimate:
    if not len(reached):
        return Estimate.unknown("no set of these creators comes near that number of followers", basis)
    low, middle, high = np.quantile(reached, [0.025, 0.5, 0.975])
    return Estimate.between(float(middle), float(low), float(high), basis, len(reached))


def _basis(audience: Audience, accounts: Sequence[str]) -> Basis:
    return Basis.MEASURED if all(audience.basis(account) == Basis.MEASURED for account in accounts) else Basis.SAMPLED
