"""`Estimate`: a figure with its interval, its basis and the number of observations behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kring.errors import UnknownFigure

LEVEL = 0.95


class Basis(StrEnum):
    """What a figure rests on, strongest first."""

    MEASURED = "measured"
    SAMPLED = "sampled"
    MODELLED = "modelled"
    DECLARED = "declared"
    PRIOR = "prior"

    @property
    def strength(self) -> int:
        """0 for the strongest basis, 4 for the weakest."""
        return STRENGTH[self]


STRENGTH = {basis: place for place, basis in enumerate(Basis)}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure as Kring shows it: `value` between `low` and `high` with probability `level`.

    `n` counts the observations behind it (posts, comments, people), or is None where counting makes no sense.
    An unknown figure has no value: asking for one raises `UnknownFigure`, and it never becomes zero.

    Raises ValueError when the interval does not hold the value, or when only a part of it is known.
    """

    value: float
    low: float
    high: float
    basis: Basis
    n: int | None = None
    level: float = LEVEL
    reason: str = ""

    def __post_init__(self) -> None:
        if self.low <= self.value <= self.high and 0 < self.level < 1:
            return  # thousands are made for one answer, and nearly all are sound
        parts = (self.value, self.low, self.high)
        unknown = [math.isnan(part) for part in parts]
        if any(unknown) and not all(unknown):
            raise ValueError(f"an estimate is known whole or not at all, not {parts}")
        if any(unknown):
            for name in ("value", "low", "high"):
                object.__setattr__(self, name, math.nan)  # one NaN, so that equal unknowns compare equal
        if not any(unknown) and not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} does not lie between {self.low} and {self.high}")
        if not 0 < self.level < 1:
            raise ValueError(f"a level lies between 0 and 1, not at {self.level}")

    @classmethod
    def unknown(cls, reason: str, basis: Basis = Basis.MEASURED) -> Estimate:
        """Nothing is known, and `reason` says why."""
        return cls(math.nan, math.nan, math.nan, basis, 0, LEVEL, reason)

    @classmethod
    def exact(cls, value: float, n: int | None = None, basis: Basis = Basis.MEASURED) -> Estimate:
        """A figure counted in full, such as the union of complete follower lists."""
        return cls(float(value), float(value), float(value), basis, n)

    @classmethod
    def between(cls, value: float, low: float, high: float, basis: Basis, n: int | None = None) -> Estimate:
        """A figure with its interval."""
        return cls(float(value), float(low), float(high), basis, n)

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not math.isnan(self.value)

    @property
    def is_exact(self) -> bool:
        """Whether the interval has no width."""
        return self.known and self.low == self.high

    @property
    def below(self) -> float:
        """How far the interval reaches below the value."""
        return self.value - self.low

    @property
    def above(self) -> float:
        """How far the interval reaches above the value."""
        return self.high - self.value

    def require(self) -> float:
        """The value; raises `UnknownFigure` when there is none."""
        if not self.known:
            raise UnknownFigure(
                f"this figure is unknown: {self.reason or 'nothing was observed'}.",
                "Ask `.known` first; unknown is not zero.",
            )
        return self.value

    def __float__(self) -> float:
        return self.require()

    def __bool__(self) -> bool:
        raise TypeError("an estimate is neither true nor false: compare it, or ask .known")

    def __add__(self, other: Estimate | float) -> Estimate:
        from kring.estimate.combine import total

        return total([self, as_estimate(other)])

    __radd__ = __add__

    def __sub__(self, other: Estimate | float) -> Estimate:
        from kring.estimate.combine import difference

        return difference(self, as_estimate(other))

    def __rsub__(self, other: float) -> Estimate:
        return as_estimate(other) - self

    def __mul__(self, other: Estimate | float) -> Estimate:
        from kring.estimate.combine import product

        return product([self, as_estimate(other)])

    __rmul__ = __mul__

    def __truediv__(self, other: Estimate | float) -> Estimate:
        from kring.estimate.combine import ratio

        return ratio(self, as_estimate(other))

    def __rtruediv__(self, other: float) -> Estimate:
        return as_estimate(other) / self

    def __neg__(self) -> Estimate:
        return Estimate(-self.value, -self.high, -self.low, self.basis, self.n, self.level, self.reason)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; an unknown value is null, with the reason beside it."""
        if not self.known:
            return {"value": None, "low": None, "high": None, "basis": str(self.basis), "n": 0, "reason": self.reason}
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "level": self.level,
            "basis": str(self.basis),
            "n": self.n,
        }

    def __str__(self) -> str:
        from kring.estimate.wording import in_words

        return in_words(self)


def as_estimate(figure: Estimate | float) -> Estimate:
    """A plain number as an estimate without width; an estimate as it is."""
    return figure if isinstance(figure, Estimate) else Estimate.exact(figure)


def weakest(bases: list[Basis]) -> Basis:
    """The basis of a combination: that of its weakest part."""
    return max(bases, key=STRENGTH.__getitem__)


def fewest(counts: list[int | None]) -> int | None:
    """The n of a combination: that of its part with the fewest observations."""
    known = [count for count in counts if count is not None]
    return min(known) if known else None
