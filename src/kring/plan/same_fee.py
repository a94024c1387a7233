"""One larger creator against the set of smaller ones that the planner finds for the same fee.

The set is planned on a random half of the people and counted on the other half, doubled: a set counted on the people it
was chosen by would look better than it is (the winner's curse). Fees are drawn from their intervals, partly together
(`kring.plan.fees`), since published ones come from the same sources. The interval holds 95 % of the
draws: it tells how much depends on the fees and on which people happen to be known. Beside it stands a set of smaller
creators taken at random for the same fee, which tells choosing well from choosing small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, weakest
from kring.plan.fees import in_common
from kring.plan.instance import Instance
from kring.plan.problem import restricted
from kring.plan.solve import quick
from kring.reach import Audience, TargetGroup

WIDTH = 1.959964
"""Half the width of a 95 % interval in standard deviations."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SameFee:
    """What a set of smaller creators reaches for the fee of one larger creator.

    `fee`: what the one asks for a post. `reach`: the people of the planned set, unknown where no fee is known.
    `random_reach`: those of a set taken at random. `one_reach`: the people of the one, counted in the same halves.
    `size`: creators in the median planned set. `share_above`, `random_share_above`: the share of draws in which the
    planned or the random set reaches more than the one.
    """

    fee: Estimate
    reach: Estimate
    random_reach: Estimate
    one_reach: Estimate
    size: float | None
    share_above: float | None
    random_share_above: float | None

    @property
    def many_win(self) -> bool | None:
        """Whether the planned set reaches more in most draws; None where that is unknown."""
        return None if self.share_above is None else self.share_above > 0.5

    @property
    def clear(self) -> bool:
        """Whether at least 95 % of the draws say the same of the planned set."""
        return self.share_above is not None and not 0.05 < self.share_above < 0.95

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        figures = {name: getattr(self, name).to_dict() for name in ("fee", "reach", "random_reach", "one_reach")}
        plain = ("size", "share_above", "random_share_above", "many_win", "clear")
        return {**figures, **{name: getattr(self, name) for name in plain}}


def for_the_same_fee(
    audience: Audience,
    one: str,
    pool: Sequence[str],
    fees: Mapping[str, Estimate],
    group: TargetGroup,
    *,
    draws: int = 60,
    seed: int = 0,
) -> SameFee:
    """The set of `pool` that the planner finds for the fee of `one`, drawn `draws` times.

    `fees`: euros by account; creators without a known fee are left out of the pool.
    """
    asked = fees.get(one, Estimate.unknown("no fee is known", Basis.PRIOR))
    priced = [name for name in pool if name in fees and fees[name].known and fees[name].value > 0]
    basis = weakest([Basis.MODELLED, *(audience.basis(name) for name in (one, *priced))])
    if not asked.known or asked.value <= 0 or not priced:
        unknown = Estimate.unknown(asked.reason or "of none of the smaller creators is a fee known", basis)
        return SameFee(asked, unknown, unknown, unknown, None, None, None)
    rng = np.random.default_rng(seed)
    rows = restricted(audience, [one, *priced], group)
    drawn = [_drawn(rng, rows, _fees(rng, [asked, *(fees[name] for name in priced)])) for _ in range(draws)]
    many, random, own, sizes = (np.array([draw[part] for draw in drawn]) for part in range(4))
    return SameFee(
        asked, _spread(many, basis), _spread(random, basis), _spread(own, basis), float(np.median(sizes)),
        float(np.mean(many > own)), float(np.mean(random > own)),
    )  # fmt: skip


def _fees(rng: np.random.Generator, fees: Sequence[Estimate]) -> Floats:
    """One draw of every fee: a split lognormal within each interval, with the part that all share."""
    value, low, high = (np.array([getattr(fee, name) for fee in fees]) for name in ("value", "low", "high"))
    shared = np.array([in_common(fee) for fee in fees])
    z = np.sqrt(shared) * rng.standard_normal() + np.sqrt(1 - shared) * rng.standard_normal(len(fees))
    end = np.where(z < 0, np.maximum(low, 0.01 * value), high)
    drawn: Floats = value * (end / value) ** (np.abs(z) / WIDTH)
    return drawn


def _drawn(
    rng: np.random.Generator, rows: tuple[NDArray[np.int64], NDArray[np.int32], Floats], fees: Floats
) -> tuple[float, float, float, int]:
    """The people of the planned set, of a random set and of the one, and the size of the planned set, in one draw.

    The one is the first row and fee.
    """
    first = rng.random(len(rows[2])) < 0.5
    planned, counted = _half(rows, first, fees), _half(rows, ~first, fees)
    found = quick(planned).chosen
    alone = np.zeros(len(found), dtype=bool)
    alone[0] = True
    random = _at_random(rng, planned)
    return 2 * counted.value(found), 2 * counted.value(random), 2 * counted.value(alone), int(found.sum())


def _at_random(rng: np.random.Generator, problem: Instance) -> NDArray[np.bool_]:
    """Creators in random order, each taken when its fee still fits."""
    chosen, left = np.zeros(problem.creators, dtype=bool), problem.budget
    for place in rng.permutation(problem.creators):
        if problem.fees[place] <= left:
            chosen[place] = True
            left -= problem.fees[place]
    return chosen


def _half(rows: tuple[NDArray[np.int64], NDArray[np.int32], Floats], kept: NDArray[np.bool_], fees: Floats) -> Instance:
    """The problem over a half of the people: spend at most the fee of the one on the others."""
    from kring.plan.kernels import filtered

    numbers = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    indptr, people = filtered(rows[0], rows[1], np.arange(len(fees)), numbers)
    others = fees.copy()
    others[0] = np.inf  # never chosen: it is what the set is compared with
    return Instance(
        indptr, people, rows[2][kept], others, float(fees[0]), 0, len(fees), np.zeros(len(fees), dtype=bool)
    )


def _spread(reached: Floats, basis: Basis) -> Estimate:
    low, middle, high = np.quantile(reached, [0.025, 0.5, 0.975])
    return Estimate.between(float(middle), float(low), float(high), basis, len(reached))
