"""How estimates combine without losing the honesty of their intervals.

Sums and differences of independent figures use MOVER, the method of variance estimates recovery (Zou and Donner,
Statistics in Medicine 2008, doi 10.1002/sim.3095): each side of the interval is the root of the summed squares of the
parts' distances on that side, so that asymmetric intervals stay asymmetric. Products and ratios of positive figures
apply it to the logarithms (Li, Tang and Wong, Statistical Methods in Medical Research 2014); figures that can be zero
or negative are drawn instead (`simulate`). Figures that may move together (`independent=False`) get the widest interval
that any dependence allows. An unknown part makes the whole unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kring.estimate.figure import LEVEL, Basis, Estimate, fewest, weakest

DRAWS = 20_000


def _unknown_among(parts: Sequence[Estimate]) -> Estimate | None:
    missing = [part for part in parts if not part.known]
    if not missing:
        return None
    return Estimate.unknown(missing[0].reason or "a part of it is unknown", weakest([p.basis for p in parts]))


def _level_of(parts: Sequence[Estimate]) -> float:
    """The level all intervals share; a figure without width fits any. Raises ValueError when they differ."""
    levels = {part.level for part in parts if not part.is_exact}
    if len(levels) > 1:
        raise ValueError(f"estimates of different levels don't combine: {sorted(levels)}")
    return levels.pop() if levels else LEVEL


def total(parts: Sequence[Estimate], *, independent: bool = True) -> Estimate:
    """The sum of figures. A sum of follower counts is a sum, never reach.

    Raises ValueError without parts: a sum over nothing observed is unknown, not zero.
    """
    if not parts:
        raise ValueError("a sum needs at least one estimate")
    if (unknown := _unknown_among(parts)) is not None:
        return unknown
    value = math.fsum(part.value for part in parts)
    if independent:
        below = math.sqrt(math.fsum(part.below**2 for part in parts))
        above = math.sqrt(math.fsum(part.above**2 for part in parts))
    else:
        below = math.fsum(part.below for part in parts)
        above = math.fsum(part.above for part in parts)
    return _combined(value, value - below, value + above, parts)


def difference(first: Estimate, second: Estimate, *, independent: bool = True) -> Estimate:
    """`first` less `second`."""
    return total([first, -second], independent=independent)


def product(parts: Sequence[Estimate], *, independent: bool = True, seed: int = 0) -> Estimate:
    """The product of figures, for instance reach and a rate. Raises ValueError without parts."""
    if not parts:
        raise ValueError("a product needs at least one estimate")
    if (unknown := _unknown_among(parts)) is not None:
        return unknown
    value = math.prod(part.value for part in parts)
    if all(part.low > 0 for part in parts):
        low, high = _in_logs([(part, 1) for part in parts], independent)
        return _combined(value, low, high, parts)
    return _simulated(lambda *draws: np.prod(np.stack(draws), axis=0), value, parts, independent, seed)


def ratio(top: Estimate, bottom: Estimate, *, independent: bool = True, seed: int = 0) -> Estimate:
    """`top` divided by `bottom`; unknown when `bottom` may be zero."""
    if (unknown := _unknown_among([top, bottom])) is not None:
        return unknown
    if bottom.low <= 0 <= bottom.high:
        return Estimate.unknown("what it is divided by may be zero", weakest([top.basis, bottom.basis]))
    value = top.value / bottom.value
    if top.low > 0 and bottom.low > 0:
        low, high = _in_logs([(top, 1), (bottom, -1)], independent)
        return _combined(value, low, high, [top, bottom])
    return _simulated(lambda above, below: above / below, value, [top, bottom], independent, seed)


def simulate(
    function: Callable[..., NDArray[np.float64]],
    parts: Sequence[Estimate],
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Estimate:
    """Any function of independent figures, by drawing them `draws` times.

    `function` takes one array of shape (draws,) a part and returns one of that shape. Each part is drawn from a normal
    distribution with its own width on either side of the value (a split normal). Where the function has no value (a
    division by zero) for any draw, the outcome is unknown. The same seed gives the same answer.
    """
    if (unknown := _unknown_among(parts)) is not None:
        return unknown
    with np.errstate(divide="ignore", invalid="ignore"):
        at_values = np.asarray(function(*(np.array([part.value]) for part in parts)), dtype=float)
    return _simulated(function, float(at_values[0]), parts, True, seed, draws)


def probability_greater(first: Estimate, second: Estimate, *, seed: int = 0) -> float:
    """How likely it is that `first` is really greater than `second`, both independent.

    Equal figures without width give one half. Raises `UnknownFigure` when either is unknown.
    """
    first.require(), second.require()
    rng = np.random.default_rng(seed)
    gap = _drawn(first, rng, DRAWS) - _drawn(second, rng, DRAWS)
    return float(np.mean(gap > 0) + 0.5 * np.mean(gap == 0))


def _in_logs(signed: Sequence[tuple[Estimate, int]], independent: bool) -> tuple[float, float]:
    """Low and high of a product of positive figures, each to the power 1 or -1, by MOVER on the logarithms."""
    below, above, middle = [], [], 0.0
    for part, sign in signed:
        down, up = math.log(part.value / part.low), math.log(part.high / part.value)
        below.append(down if sign > 0 else up)
        above.append(up if sign > 0 else down)
        middle += sign * math.log(part.value)
    join = (lambda sides: math.sqrt(math.fsum(s * s for s in sides))) if independent else math.fsum
    return math.exp(middle - join(below)), math.exp(middle + join(above))


def _drawn(part: Estimate, rng: np.random.Generator, draws: int) -> NDArray[np.float64]:
    """Draws of one figure: as many below the value as above, each side with its own spread."""
    if part.is_exact:
        return np.full(draws, part.value)
    z = rng.standard_normal(draws)
    width = float(NormalDist().inv_cdf(0.5 + part.level / 2))
    side = np.where(z < 0, part.below, part.above)
    drawn: NDArray[np.float64] = part.value + z * side / width
    return drawn


def _simulated(
    function: Callable[..., NDArray[np.float64]],
    value: float,
    parts: Sequence[Estimate],
    independent: bool,
    seed: int,
    draws: int = DRAWS,
) -> Estimate:
    if not independent:
        corners = np.array(np.meshgrid(*[(part.low, part.value, part.high) for part in parts])).reshape(len(parts), -1)
        outcomes = function(*corners)
        return _combined(value, float(outcomes.min()), float(outcomes.max()), parts)
    rng = np.random.default_rng(seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        outcomes = function(*(_drawn(part, rng, draws) for part in parts))
    if not (math.isfinite(value) and np.isfinite(outcomes).all()):
        return Estimate.unknown("it has no value everywhere inside the intervals", weakest([p.basis for p in parts]))
    tail = (1 - _level_of(parts)) / 2
    low, high = np.quantile(outcomes, [tail, 1 - tail])
    return _combined(value, float(low), float(high), parts)


def _combined(value: float, low: float, high: float, parts: Sequence[Estimate]) -> Estimate:
    basis: Basis = weakest([part.basis for part in parts])
    n = fewest([part.n for part in parts])
    return Estimate(value, min(low, value), max(high, value), basis, n, _level_of(parts))
