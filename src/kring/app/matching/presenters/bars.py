"""Bars as a page draws them beside their words: a share of the widest, with zero in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar on a scale from 0 to 1: its start, its width, where zero lies, and whether it speaks against."""

    start: float
    width: float
    zero: float
    against: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that several bars share: from `low` (0 or below) up to `high` (0 or above)."""

    low: float
    high: float

    @classmethod
    def over(cls, bits: Iterable[float]) -> Scale:
        """The scale that holds all of these."""
        several = [0.0, *bits]
        return cls(min(several), max(several))

    def bar(self, bits: float) -> DrawnBar:
        """The bar of so many bits."""
        whole = (self.high - self.low) or 1.0
        zero = -self.low / whole
        width = abs(bits) / whole
        return DrawnBar(zero - width if bits < 0 else zero, width, zero, bits < 0)
