"""From an overlap with its interval to the union, as an `Estimate`: the step that all levels share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kring.estimate import Basis, Estimate
from kring.reach.levels.calibration import Calibration
from kring.reach.levels.curve import Curve
from kring.reach.levels.evidence import Told, combined
from kring.reach.levels.lift import Pairs
from kring.reach.levels.rows import Floats


@dataclass(frozen=True)
class Shared:
    """The people that two of several audiences share, added up over all pairs: low, middle and high."""

    low: float
    middle: float
    high: float

    @classmethod
    def by_shares(cls, calibration: Calibration, pairs: Pairs, accounts: float) -> Shared:
        """Where only sizes and shares are known: what the lift makes of chance, and the spread of so many accounts."""
        lift = calibration.lift
        return cls(*calibration.multiples.around(lift.total(pairs), accounts, doubt=lift.doubt(pairs)))

    @classmethod
    def by_engaged(cls, calibration: Calibration, told: Told, pairs: Pairs, accounts: float) -> Shared:
        """Where the engaged are known: what they told, with what is expected by sizes where they are few."""
        likely, unsure = calibration.lift.total(pairs), calibration.lift.doubt(pairs)
        found = combined(
            told, calibration.inflation, calibration.doubt, calibration.multiples, likely, accounts, unsure
        )
        return cls(*calibration.engaged.around(found.expected, accounts, found.width))

    @classmethod
    def total(cls, parts: list[Shared]) -> Shared:
        """The overlaps of different pairs together; one lift makes them all, so that their errors add up."""
        return cls(*(sum(getattr(part, name) for part in parts) for name in ("low", "middle", "high")))

    def curves(self, sizes: Floats, shape: float) -> tuple[Curve, Curve, Curve]:
        """The curves of audiences of these sizes: with the most overlap, the middle, and the least."""
        high, middle, low = (Curve.through(sizes, shared, shape) for shared in (self.high, self.middle, self.low))
        return high, middle, low


def union_of(
    sizes: Floats, shared: Shared, shape: float, *, most: float = np.inf, basis: Basis = Basis.MODELLED
) -> Estimate:
    """The different people in audiences of `sizes` (accounts,) that share so many; never above `most` people."""
    least = float(sizes.max(initial=0.0))
    low, value, high = (float(np.clip(c.union, least, max(least, most))) for c in shared.curves(sizes, shape))
    return Estimate.between(value, min(low, value), max(high, value), basis, len(sizes))
