"""`Constraint`: what a plan must keep to, with a sentence, as rows over the offers there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kring.plan.offers import Offer
from kring.vocabulary.text import Words

INFINITE = float("inf")


@dataclass(frozen=True)
class Row:
    """low <= sum of coefficient x offer chosen <= high, over the offers by their place in the list.

    `subject`: what this row of a constraint of several is about (the week, the shop), else None. `share`: of a row that
    asks a share of those chosen, that share; its coefficients are then 1 less the share, or less the share.
    """

    offers: tuple[int, ...]
    coefficients: tuple[float, ...]
    low: float = -INFINITE
    high: float = INFINITE
    subject: Words | None = None
    share: float | None = None


class Constraint(Protocol):
    """Something a plan keeps to."""

    @property
    def name(self) -> str:
        """Its field in a brief."""

    @property
    def sentence(self) -> Words:
        """What it asks, as a sentence."""

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """It as limits on these offers."""

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change when the row has to go down to `low` or up to `high`, as the end of a sentence."""


def counting(offers: Sequence[Offer]) -> tuple[int, ...]:
    """The places of all offers."""
    return tuple(range(len(offers)))
