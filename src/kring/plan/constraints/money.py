"""Constraints on money: the budget, and the budget of each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kring.estimate import euros
from kring.plan.constraints.constraint import Row, counting
from kring.plan.offers import Offer
from kring.vocabulary.text import Words


@dataclass(frozen=True)
class Budget:
    """All fees together cost at most `most` euros."""

    most: float
    name: str = "budget"

    @property
    def sentence(self) -> Words:
        """What it asks."""
        nl, en = euros(self.most, "nl", 0), euros(self.most, "en", 0)
        return Words(f"Samen kosten ze hoogstens {nl}.", f"Together they cost at most {en}.")

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """One row of fees."""
        return [Row(counting(offers), tuple(planned(offer) for offer in offers), high=self.most)]

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        return Words(
            f"verhoog het budget van {euros(self.most, 'nl', 0)} naar {euros(high, 'nl', 0)}",
            f"raise the budget from {euros(self.most, 'en', 0)} to {euros(high, 'en', 0)}",
        )


@dataclass(frozen=True)
class WeeklyBudget:
    """The fees of each week cost at most `most` euros together; `weeks` are their first days."""

    most: float
    weeks: tuple[date, ...]
    name: str = "weekly_budget"

    @property
    def sentence(self) -> Words:
        """What it asks."""
        nl, en = euros(self.most, "nl", 0), euros(self.most, "en", 0)
        return Words(f"Elke week kost hoogstens {nl}.", f"Each week costs at most {en}.")

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """One row a week."""
        return [self._row(offers, week) for week in self.weeks]

    def _row(self, offers: Sequence[Offer], week: date) -> Row:
        places = tuple(place for place, offer in enumerate(offers) if offer.week == week)
        subject = Words(f"de week van {week:%d-%m-%Y}", f"the week of {week.isoformat()}")
        return Row(places, tuple(planned(offers[place]) for place in places), high=self.most, subject=subject)

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        subject = row.subject or self.sentence
        return Words(
            f"verhoog het budget van {subject.nl} van {euros(self.most, 'nl', 0)} naar {euros(high, 'nl', 0)}",
            f"raise the budget of {subject.en} from {euros(self.most, 'en', 0)} to {euros(high, 'en', 0)}",
        )


def planned(offer: Offer) -> float:
    """The amount to plan with; 0 where a fee is unknown (only possible without a budget)."""
    return offer.fee.value if offer.fee.known else 0.0
